"""Cookies that name UTF-16 and UTF-32, in sources that can be read as ASCII."""
for name in 'utf-16 utf_16 UTF-16-LE utf-16-be utf-32 utf16 utf-32-le'.split():
    for body in ('# coding: %s\nx = 1\n', '# coding: %s\nx = 12\n', '# coding: %s \n\xdc\xdc\xdc\xdcx\n', '# coding: %s\n\n\n\n#\n'):
        source = (body % name).encode('latin-1')
        try:
            print(name, compile(source, 'f', 'exec').co_consts)
        except SyntaxError as e:
            print(name, type(e).__name__, ascii(e.msg), e.lineno)
