"""koi8_r, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "koi8-r", (
    "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\xa0⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХ"
    "ИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ"
))
