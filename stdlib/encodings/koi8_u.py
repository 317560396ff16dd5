"""koi8_u, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "koi8-u", (
    "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\xa0⌡°²·÷═║╒ёє╔ії╗╘╙╚╛ґ╝╞╟╠╡ЁЄ╣ІЇ╦╧╨╩╪Ґ╬©юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХ"
    "ИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ"
))
