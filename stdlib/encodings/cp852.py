"""cp852, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp852", (
    "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰ"
    "ýÝţ´\xad˝˛ˇ˘§÷¸°¨˙űŘř■\xa0"
), maps=True)
