"""cp775, by table (the upper half)."""

from encodings._build import charmap

charmap(globals(), "cp775", (
    "ĆüéāäģåćłēŖŗīŹÄÅÉæÆōöĢ¢ŚśÖÜø£Ø×¤ĀĪóŻżź”¦©®¬½¼Ł«»░▒▓│┤ĄČĘĖ╣║╗╝ĮŠ┐└┴┬├─┼ŲŪ╚╔╩╦╠═╬Žąčęėįšųūž┘┌█▄▌▐▀ÓßŌŃõÕµńĶķĻļ"
    "ņĒŅ’\xad±“¾¶§÷„°∙·¹³²■\xa0"
), maps=True)
