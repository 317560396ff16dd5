"""Cookies of encodings that only the codec registry knows; what `dir` asks of an odd object."""
for s in (b'# coding: n\xe9\nx\n', '# coding: né\nx\n'.encode(), b'# coding: \xe9\nx\n', b'# coding: latin-1\xe9\nx="\xe9"\n', b'# coding: utf-8\xc3\xa9\nx="\xc3\xa9"\n', b'# coding: nope\nx\n', b'# coding: utf-8-nope\nx="\xff"\n', b'# coding: rot13\nk\n', b'# coding: hex\nk\n', b'# coding: undefined\nk\n', b'# coding: idna\nx\n', b'# coding: punycode\nx\n', b'# coding: unicode_escape\nx="\\\\x41"\n', b'# coding: raw_unicode_escape\nx="\xe9"\n', b'# coding: utf-7\nx="+AOk-"\n', b'# coding: cp437\nx="\xe9"\n', b'# coding: cp1006\nx="\xe9"\n', b'# coding: mbcs\nx\n', b'# coding: iso-8859-15\nx="\xa4"\n', b'# coding: koi8_t\nx="\xe9"\n', b'# coding: hp_roman8\nx="\xe9"\n',b'# coding: charmap\nx="\xe9"\n', b'x=\xc3\xa9\xff\n', b'x=\xff\n', b'caf\xe9 = 1\n', b'# coding: ascii\ncaf\xe9 = 1\n'):
    try: print(s, ascii(compile(s, 'f', 'exec').co_consts))
    except SyntaxError as e: print(s, type(e).__name__, ascii(e.args))
    except Exception as e: print(s, type(e).__name__, ascii(e))
for s in (b'# coding: utf-<\nx="\xc3\xa9"\n', b'# coding: latin-\xa5\nx="\xa4"\n', b'\n# coding=utf-\xff\xff\n', b'# coding=undefined\n'):
    try: print(s, ascii(compile(s, 'f', 'exec').co_consts))
    except SyntaxError as e: print(s, type(e).__name__, ascii(e.args))


class Own(bytes):
    def __getattribute__(self, name):
        print('asked', name)
        return self


try:
    dir(Own())
except TypeError as e:
    print(e)
