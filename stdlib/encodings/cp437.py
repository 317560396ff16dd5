"""cp437, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp437", (
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ"
    "∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0"
), maps=True)
