"""mac_cyrillic, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "mac-cyrillic", (
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ†°Ґ£§•¶І®©™Ђђ≠Ѓѓ∞±≤≥іµґЈЄєЇїЉљЊњјЅ¬√ƒ≈∆«»…\xa0ЋћЌќѕ–—“”‘’÷„ЎўЏџ№Ёёяабвгдежзи"
    "йклмнопрстуфхцчшщъыьэю€"
))
