# Incremental codecs and streams: what is kept between calls, states, arguments.
import _codecs_cn
import _codecs_jp
import _multibytecodec
import codecs
import io


def show(function, *args, **kwargs):
    try:
        print(ascii(function(*args, **kwargs)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))


for name in ("euc_jp", "iso2022_jp_2", "iso2022_kr", "hz", "euc_jis_2004", "big5hkscs", "iso2022_jp_2004", "gb18030"):
    print(name)
    encoder = codecs.getincrementalencoder(name)()
    for text in ("", "a", "\u4f60", "\u3042", "\uac00", "\u304b", "\u309a", "\xe6", "\u0300", "\xca", "\u0304", "\u304b", "~"):
        show(encoder.encode, text)
        state = encoder.getstate()
        print(hex(state))
        encoder.setstate(state)
    show(encoder.encode, "\xca", True)
    print(hex(encoder.getstate()))
    encoder.reset()
    print(hex(encoder.getstate()))
    decoder = codecs.getincrementaldecoder(name)("replace")
    for byte in b"\x1b$B$\"\x1b.A\x1bNa\x1b$)C\x0e0!\x0f\x1b(B~{Dc~}\xa4\xa2\x88\x62\x8f\xa2\xb7\x90\x30\x81\x30a\xff":
        print(ascii(decoder.decode(bytes([byte]))), decoder.getstate(), end=" ")
        decoder.setstate(decoder.getstate())
    print()
    show(decoder.decode, b"", True)
    decoder.reset()
    print(decoder.getstate())

encoder = codecs.getincrementalencoder("gbk")()
decoder = codecs.getincrementaldecoder("gbk")()
for state in ("x", -1, 1 << 200, 99, 0):
    show(encoder.setstate, state)
for state in (3, (b"a",), (b"a" * 9, 0), (b"a", "x"), (b"a", 1 << 70), ("a", 1), (b"", 0)):
    show(decoder.setstate, state)
show(decoder.decode, b"\xb0")
show(decoder.decode, b"", True)
print(decoder.getstate())
show(codecs.getincrementaldecoder("iso2022_jp")().decode, b"\x1b$(((((((((((")

for kind in (codecs.getincrementalencoder("gbk"), codecs.getincrementaldecoder("gbk")):
    show(kind, 3)
    show(kind, errors=None)
    show(kind, "a", "b")
    one = kind("foo")
    print(one.errors)
    one.errors = "ignore"
    print(one.errors)
    show(setattr, one, "errors", 3)
    show(delattr, one, "errors")
show(_multibytecodec.MultibyteIncrementalEncoder)
show(type("Wrong", (_multibytecodec.MultibyteIncrementalEncoder,), {"codec": 3}))
show(_multibytecodec.__create_codec, 3)
show(_codecs_cn.getcodec, 3)
show(_codecs_cn.getcodec, "euc_jp")
show(type(_codecs_jp.getcodec("euc_jp")))
print(type(_codecs_jp.getcodec("euc_jp")).__name__)

reader, writer = codecs.getreader("euc_jp"), codecs.getwriter("euc_jis_2004")
data = "\u3042\u3044\nabc\n\u3046".encode("euc_jp")
for method in ("read", "readline", "readlines"):
    for size in (None, -1, 0, 1, 2, 3, 100, "x"):
        stream = reader(io.BytesIO(data))
        show(getattr(stream, method), size)
        show(stream.read)
stream = reader(io.BytesIO(data[:-1]))
show(stream.read)
show(stream.read)
stream = reader(io.BytesIO(data[:-1]), "replace")
show(stream.read)
show(reader)
show(reader(io.StringIO("a")).read)
stream.reset()
print(type(stream.stream).__name__, stream.errors)

out = io.BytesIO()
stream = writer(out)
show(stream.write, "\u304b")
print(out.getvalue())
show(stream.write, "\u309aa")
print(out.getvalue())
stream.reset()
print(out.getvalue())
show(stream.writelines, ["a", 3, "\u4f60"])
show(stream.writelines, 3)
show(stream.write, "\ud800")
print(out.getvalue())
show(writer(3).write, "x")
