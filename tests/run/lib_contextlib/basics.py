# contextmanager, ExitStack, suppress, closing, redirect_stdout, nullcontext.
import contextlib, io
@contextlib.contextmanager
def cm(n, swallow=False):
    print("enter", n)
    try: yield n
    except ValueError as e:
        print("caught", e)
        if not swallow: raise
    finally: print("exit", n)
with cm(1) as x: print(x)
with cm(2, True): raise ValueError("v")
try:
    with cm(3): raise ValueError("w")
except ValueError as e: print("out", e)
try:
    with cm(4): raise StopIteration("si")
except StopIteration as e: print("out", repr(e))
@contextlib.contextmanager
def none():
    if 0: yield
@contextlib.contextmanager
def two():
    yield 1
    yield 2
for f in (none, two):
    try:
        with f(): pass
    except RuntimeError as e: print(e)
@cm("deco")
def func(): print("in func")
func(); func()
with contextlib.ExitStack() as st:
    print([st.enter_context(cm(i)) for i in "ab"])
    st.callback(print, "callback")
    st.push(lambda *a: print("pushed", a[0]) or True)
    1 / 0
with contextlib.suppress(KeyError, IndexError): {}["x"]
out = io.StringIO()
with contextlib.redirect_stdout(out): print("captured")
print(repr(out.getvalue()))
class R:
    def close(self): print("closed")
with contextlib.closing(R()): print("body")
with contextlib.nullcontext(5) as n: print(n)
