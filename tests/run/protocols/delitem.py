# del0(x) on a value of every builtin type.
async def co(x):
    return await x
def enter(x):
    with x as y:
        return y
def set0(x):
    x[0] = 5
    return x
def del0(x):
    del x[0]
    return x
def throw(x):
    raise x
class Plain:
    def __repr__(self):
        return "Plain()"
class Sub(int):
    pass
cases = [("0", 0), ("-7", -7), ("big", 10 ** 25), ("True", True), ("2.5", 2.5), ("nan", float("nan")), ("1j", 1j), ("''", ""), ("'12'", "12"), ("'é'", "é"), ("b''", b""), ("b'7'", b"7"), ("bytearray", bytearray(b"5")), ("[]", []), ("[3, 1]", [3, 1]), ("['b', 'a']", ["b", "a"]), ("()", ()), ("(1, 2)", (1, 2)), ("{}", {}), ("{'k': 1}", {"k": 1}), ("{0: 1}", {0: 1}), ("{1}", {1}), ("frozenset", frozenset()), ("range", range(2)), ("slice", slice(1, 2)), ("None", None), ("...", ...), ("NotImplemented", NotImplemented), ("int", int), ("ValueError", ValueError), ("error", ValueError("text")), ("memoryview", memoryview(b"mv")), ("enumerate", enumerate("ab")), ("zip", zip("a", "b")), ("pairs", [("p", 1)]), ("keys", {"k": 1}.keys()), ("items", {"k": 1}.items()), ("Plain", Plain()), ("Sub", Sub(2)), ("property", property())]
for name, x in cases:
    try:
        r = del0(x)
        print(name, "->", repr(r) if " at 0x" not in repr(r) else type(r).__name__)
    except BaseException as e:
        print(name, "!!", type(e).__name__, str(e).split(" at 0x")[0])
