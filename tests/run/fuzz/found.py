# Differences that random programs showed: counts in messages, namespaces of eval, offsets in tracebacks,
# bytecode that no compiler makes.
def tr(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)

for f in (lambda: [].__repr__(1), lambda: ().__len__(1, 2), lambda: [].__setitem__(1), lambda: {}.__contains__(), lambda: (1).__add__(), lambda: "".__hash__(1)):
    tr(f)
for f in (lambda: eval("1", "ab"), lambda: eval("1", 1, 1), lambda: eval("1", [], {}), lambda: eval("1", {}, 1), lambda: exec("1", 1, 1)):
    tr(f)
for f in (lambda: b"%i" % "x", lambda: b"%d" % "x", lambda: bytearray(b"%i") % None, lambda: "%i" % "x", lambda: b"%u" % "x", lambda: b"%i|%5i" % (3, -4)):
    tr(f)
for t in (int, float, complex, str, bytes, bytearray, type(...), type(iter("")), type(iter(b"")), type(iter(bytearray()))):
    print(t.__name__, "__getattribute__" in vars(t))
tr(lambda: bytes.__getattribute__(1.5, "x"))
tr(lambda: str.__getattribute__("s", 5))

def offsets(e):
    tb = e.__traceback__
    places = []
    while tb:
        places.append((tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_lasti))
        tb = tb.tb_next
    return places
def compare(a, b):
    if a < b: return 1
    return 2
def chained(a):
    if a:
        pass
    while 0 < a <= "x":
        pass
class M:
    def __enter__(self): raise KeyError
    def __exit__(self, *a): pass
exec("def far(m):\n  with m:\n" + "    x = [m, m, m]; y = x + x + x\n" * 40)
for f in (lambda: compare(1, ""), lambda: chained(1), lambda: far(M())):
    try: f()
    except Exception as e: print(offsets(e)[1:])

