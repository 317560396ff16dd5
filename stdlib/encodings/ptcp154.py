"""ptcp154, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "ptcp154", (
    "ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸҗ‘’“”•–—ҳҷҡӣңқһҹ\xa0ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ°ұІіҙө¶·ё№ә»јҪҫҝАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзи"
    "йклмнопрстуфхцчшщъыьэюя"
))
