"""cp863, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp863", (
    "ÇüéâÂà¶çêëèïî‗À§ÉÈÊôËÏûù¤ÔÜ¢£ÙÛƒ¦´óú¨¸³¯Î⌐¬½¼¾«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ"
    "∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0"
), maps=True)
