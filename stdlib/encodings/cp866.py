"""cp866, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp866", (
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъы"
    "ьэюяЁёЄєЇїЎў°∙·√№¤■\xa0"
), maps=True)
