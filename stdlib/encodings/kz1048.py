"""kz1048, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "kz1048", (
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏђ‘’“”•–—\ufffe™љ›њқһџ\xa0ҰұӘ¤Ө¦§Ё©Ғ«¬\xad®Ү°±Ііөµ¶·ё№ғ»әҢңүАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯа"
    "бвгдежзийклмнопрстуфхцчшщъыьэюя"
))
