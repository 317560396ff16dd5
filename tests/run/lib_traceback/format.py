# The traceback module on chained exceptions.
import traceback, sys
def f(x): return g(x) + 1
def g(x):
    try: return 1 / x
    except ZeroDivisionError as e: raise ValueError("bad x") from e
try: f(0)
except ValueError as e:
    print(traceback.format_exc())
    print(traceback.extract_tb(e.__traceback__))
    print(traceback.format_exception_only(type(e), e), [fs.name for fs in traceback.extract_tb(e.__traceback__)])
    traceback.print_exc(file=sys.stdout, chain=False)
def h(): return traceback.extract_stack()[-1].name, [s.name for s in traceback.extract_stack()]
print(h())
try: compile("a b", "f.py", "exec")
except SyntaxError as e: print("".join(traceback.format_exception_only(type(e), e)))
def rec(n):
    if not n: raise KeyError("deep")
    rec(n - 1)
try: rec(10)
except KeyError: traceback.print_exc(file=sys.stdout, limit=2); traceback.print_exc(file=sys.stdout, limit=-2); print(traceback.format_exc())
class B(Exception):
    def __str__(self): raise RuntimeError
print(traceback.format_exception_only(B, B()))
