"""mac_greek, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "mac-greek", (
    "Ä¹²É³ÖÜ΅àâä΄¨çéèêë£™îï•½‰ôö¦€ùûü†ΓΔΘΛΞΠß®©ΣΪ§≠°·Α±≤≥¥ΒΕΖΗΙΚΜΦΫΨΩάΝ¬ΟΡ≈Τ«»…\xa0ΥΧΆΈœ–―“”‘’÷ΉΊΌΎέήίόΏύαβψδεφγη"
    "ιξκλμνοπώρστθωςχυζϊϋΐΰ\xad"
))
