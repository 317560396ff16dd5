"""cp860, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp860", (
    "ÇüéâãàÁçêÊèÍÔìÃÂÉÀÈôõòÚùÌÕÜ¢£Ù₧ÓáíóúñÑªº¿Ò¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ"
    "∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\xa0"
), maps=True)
