# Leaving an except clause whose name cannot be deleted: which exception is handled then.
import sys
class Space(dict):
    def __delitem__(self, key):
        if key == "e":
            raise KeyError("cannot delete", sys.exc_info()[0])
        dict.__delitem__(self, key)
def run(text):
    try:
        raise IndexError("outer")
    except IndexError:
        try:
            exec(compile(text, "text", "exec"), {"sys": sys, "Space": Space}, Space())
        except (KeyError, NameError) as k:
            print(k, type(k.__context__).__name__)
        print(sys.exc_info()[0])
    print(sys.exc_info()[0])
run("""
try:
    raise ValueError
except ValueError as e:
    x = 1
""")
run("""
for i in 1, 2:
    try:
        raise ValueError
    except ValueError as e:
        break
""")
run("""
for i in 1, 2:
    try:
        try:
            raise ValueError
        except ValueError as e:
            continue
    except (KeyError, NameError) as k:
        print("inner", i, sys.exc_info()[0], k)
    print("after", sys.exc_info()[0])
""")
run("""
try:
    try:
        raise ValueError
    except ValueError as e:
        raise TypeError
finally:
    print("finally", sys.exc_info()[0])
""")
def returns(x):
    try:
        raise ValueError(x)
    except ValueError as e:
        try:
            return [x, e.args]
        finally:
            del e
            try: e
            except UnboundLocalError: print("unbound", sys.exc_info()[0])
            e = 1
print(returns(3), sys.exc_info()[0])
def with_deleted():
    try:
        raise IndexError
    except IndexError:
        try:
            for i in 1, 2:
                try:
                    raise ValueError
                except ValueError as e:
                    try:
                        continue
                    finally:
                        raise KeyError(i)
        except (KeyError, NameError) as k:
            print(k, repr(k.__context__), sys.exc_info()[0])
        print(sys.exc_info()[0])
with_deleted()
print(sys.exc_info()[0])
class Recursive(Exception):
    def __new__(cls): raise Recursive
class Mutual(Exception):
    def __init__(self): raise Other
class Other(Exception):
    def __init__(self): raise Mutual
for kind in (Recursive, Mutual):
    try: raise kind
    except BaseException as e: print(type(e).__name__)
    it = iter(lambda: (_ for _ in ()).throw(kind), 1)
    try: next(it)
    except BaseException as e: print(type(e).__name__, str(e)[:70])
