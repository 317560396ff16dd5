"""cp1125, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp1125", (
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъы"
    "ьэюяЁёҐґЄєІіЇї·√№¤■\xa0"
), maps=True)
