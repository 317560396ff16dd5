# chr, ord, bin, oct, hex, ascii, id, callable.
print(chr(0) == "\0", chr(65), ascii(chr(0x10ffff)), ascii(chr(0xd800)), ord("é"), ord("\U0010ffff"), ord(b"z"), ord(bytearray(b"q")), [chr(ord(c) + 1) for c in "HAL"])
print(bin(0), bin(-5), oct(8), oct(-9), hex(255), hex(-256), bin(True), ascii("é€😀\n'"), ascii([1, "é"]), ascii(None))
class I:
    def __index__(self): return -10
print(bin(I()), oct(I()), hex(I()))
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.0), lambda: chr(10 ** 30), lambda: ord(""), lambda: ord("ab"), lambda: ord(b""), lambda: ord(b"ab"), lambda: ord(65), lambda: ord(None), lambda: bin(1.5), lambda: oct("8"), lambda: hex(None), lambda: ascii(), lambda: chr(I())):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x = []
print(id(x) == id(x), id(x) != id([]), callable(print), callable(int), callable(5), callable(type("T", (), {"__call__": 1})()))
