"""mac_centeuro, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "mac-centeuro", (
    "ÄĀāÉĄÖÜáąČäčĆćéŹźĎíďĒēĖóėôöõúĚěü†°Ę£§•¶ß®©™ę¨≠ģĮįĪ≤≥īĶ∂∑łĻļĽľĹĺŅņŃ¬√ńŇ∆«»…\xa0ňŐÕőŌ–—“”‘’÷◊ōŔŕŘ‹›řŖŗŠ‚„šŚśÁŤ"
    "ťÍŽžŪÓÔūŮÚůŰűŲųÝýķŻŁżĢˇ"
))
