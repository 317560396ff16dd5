# close: GeneratorExit, cleanup, refusals, and del.
def g():
    try:
        yield 1
        yield 2
    except GeneratorExit as e:
        print("exit", repr(e))
        raise
    finally:
        print("cleanup")
it = g()
print(next(it), it.close(), it.close(), list(it))
it = g()
print(it.close(), list(it))
it = g()
next(it)
del it
print("after del")
def stubborn():
    try:
        yield
    except GeneratorExit:
        print("ignoring")
        yield
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)
def swap():
    try:
        yield
    except GeneratorExit:
        raise ValueError("instead")
w = swap()
next(w)
try:
    w.close()
except ValueError as e:
    print(e, repr(e.__context__))
def ret():
    try:
        yield
    except GeneratorExit:
        return 5
r = ret()
next(r)
print(r.close())
def inner():
    try:
        yield "i"
    finally:
        print("inner fin")
def outer():
    try:
        yield from inner()
    finally:
        print("outer fin")
o = outer()
print(next(o))
o.close()
for x in outer():
    print("loop", x)
    break
print("end loop")
def loop():
    for v in g():
        if v == 1:
            return v
print(loop())
def early():
    try:
        return 1
    finally:
        print("never a yield")
    yield
try:
    next(early())
except StopIteration as e:
    print(e.value)
