"""cp737, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp737", (
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρσςτυφχψ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀ωάέήϊίόύϋώΆΈ"
    "ΉΊΌΎΏ±≥≤ΪΫ÷≈°∙·√ⁿ²■\xa0"
), maps=True)
