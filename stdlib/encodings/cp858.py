"""cp858, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp858", (
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙ"
    "ýÝ¯´\xad±‗¾¶§÷¸°¨·¹³²■\xa0"
), maps=True)
