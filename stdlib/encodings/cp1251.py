"""cp1251, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp1251", (
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\ufffe™љ›њќћџ\xa0ЎўЈ¤Ґ¦§Ё©Є«¬\xad®Ї°±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯа"
    "бвгдежзийклмнопрстуфхцчшщъыьэюя"
))
