"""cp850, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp850", (
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙ"
    "ýÝ¯´\xad±‗¾¶§÷¸°¨·¹³²■\xa0"
), maps=True)
