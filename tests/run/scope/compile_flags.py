# compile(): modes, single, flags, filenames, errors.
c = compile("a = 1\na + 1", "<f>", "exec")
ns = {}
print(exec(c, ns), ns["a"])
print(eval(compile("1 + 1", "<f>", "eval")))
exec(compile("5 + 5", "<f>", "single"))
exec(compile("None", "<f>", "single"))
exec(compile("x = 3; x; 'str'", "<f>", "single"))
exec(compile("for i in range(2): i * 2\n", "<f>", "single"))
import sys
sys.displayhook = lambda v: print("display", v)
exec(compile("'hooked'", "<f>", "single"))
sys.displayhook = sys.__displayhook__
for args in (("1", "f", "bad"), ("1", 5, "exec"), (5, "f", "exec"), ("1;2", "f", "eval"), ("1\n2", "f", "single"), ("def f(): pass", "f", "single"), ("", "f", "eval"), ("", "f", "exec"), ("", "f", "single"), ("1", "f", "exec", 1 << 20), ("x =", "f", "exec"), ("1", "f", "exec", 0, True, 5), ("1", "f"), ("1", b"bytesname", "eval"), ("if 1: pass", "f", "eval")):
    try: print(args, type(compile(*args)).__name__)
    except Exception as e: print(args, type(e).__name__, e)
print(compile("1", b"bytesname", "eval").co_filename, eval(compile("__debug__", "f", "eval", optimize=1)), eval(compile("__debug__", "f", "eval", optimize=0)))
exec(compile("assert 0, 'not checked'", "f", "exec", optimize=1))
ns = {}
exec(compile("def f():\n 'doc'\n return 1", "f", "exec", optimize=2), ns)
print(ns["f"].__doc__, ns["f"]())
ns = {}
exec(compile("def f(a: undefined): pass", "f", "exec", __import__("__future__").annotations.compiler_flag), ns)
print(ns["f"].__annotations__)
print(compile("x", "f", "eval") == compile("x", "f", "eval"), compile("\n\n1", "f", "exec").co_firstlineno)
