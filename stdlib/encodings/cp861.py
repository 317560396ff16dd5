"""cp861, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp861", (
    "ÇüéâäàåçêëèÐðÞÄÅÉæÆôöþûÝýÖÜø£Ø₧ƒáíóúÁÍÓÚ¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ"
    "∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0"
), maps=True)
