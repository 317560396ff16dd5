# -*- coding: utf-8 -*-
# Source text in East Asian charsets.
def run(name, text):
    source = ("# -*- coding: %s -*-\ns = '%s'\n" % (name, text)).encode(name)
    names = {}
    exec(compile(source, "<source>", "exec"), names)
    print(name, names["s"] == text)


for name in ("gb2312", "gbk", "gb18030", "big5", "cp950", "big5hkscs"):
    run(name, "\u4e2d\u6587")
for name in ("euc-jp", "shift_jis", "cp932", "sjis", "ujis", "euc_jis_2004", "iso2022_jp", "iso-2022-jp"):
    run(name, "\u3042\u65e5\u672c")
for name in ("euc_kr", "cp949", "johab", "uhc", "ks_c-5601-1987"):
    run(name, "\ud55c\uae00")
run("cp949", "\uac02")
for source in (b"# coding: gbk\ns = '\xff\xff'\n", b"# coding: euc_jp\n'\x8f\xff'\n"):
    try:
        compile(source, "<source>", "exec")
    except SyntaxError as error:
        print(error.msg)
