# Tracing turned on while frames run: from operators, generators, finally bodies; opcodes; jumps.
import sys
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    if event == "exception":
        arg = arg[0].__name__
    elif not isinstance(arg, (int, str, type(None))):
        arg = type(arg).__name__
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, arg))
    return tracer
def on(depth=1):
    frame = sys._getframe(depth)
    while frame:
        frame.f_trace = tracer
        frame = frame.f_back
    sys.settrace(tracer)
def show(title):
    sys.settrace(None)
    print(title)
    for event in events:
        if event[0] not in ("show", "<module>"):
            print("  ", *event)
    events.clear()
class Adds:
    def __init__(self, stop): self.stop = stop
    def __add__(self, other):
        on(); return 1
    def __bool__(self):
        on(); return True
    def __enter__(self):
        on(); return self
    def __exit__(self, *args):
        return self.stop
    def __iter__(self): return self
    def __next__(self):
        raise StopIteration
def operator():
    x = Adds(0); y = 2
    z = [y, 3, x + y,
         y, 5]
    return z[0]
def condition():
    while Adds(0):
        if 1 and Adds(1) or 2:
            break
    else:
        return 0
    return 1
def context():
    with Adds(1) as a:
        b = 1 / 0
    return 2
def final():
    for i in range(2):
        try:
            if i:
                continue
        finally:
            if not i: on()
            k = i
    try:
        return on()
    finally:
        k = 2
def raising():
    try:
        on()
        raise KeyError(1)
    except KeyError:
        pass
    for q in Adds(0):
        pass
    raise IndexError
def generator():
    yield 1
    got = yield on()
    yield from (i for i in range(2))
    return 7
def uses():
    g = generator()
    for x in g: pass
    h = generator(); next(h)
    try: h.throw(ValueError)
    except ValueError: pass
    next(generator())
for function in (operator, condition, context, final, raising, uses):
    try: function()
    except IndexError: pass
    show(function.__name__)

def recursive(n):
    if n == 0:
        on()
        return 0
    value = sum([recursive(n - 1)])
    return value + 1
recursive(3)
show("recursive")

async def numbers():
    yield 1
    yield 2
async def consume():
    async for n in numbers():
        m = n
    return m
coro = consume()
sys.settrace(tracer)
try: coro.send(None)
except StopIteration as e: print(e.value)
show("async")

# Suspended plain generators go on traced, traced ones go on plain.
def loop(n):
    for i in range(n):
        try:
            yield i
        finally:
            i = 9
g = loop(4)
next(g)
sys.settrace(tracer); next(g); show("resumed")
print(next(g)); next(g); g.close()

def turned_off(n):
    total = 0
    on()
    for i in range(n):
        total += i
        if i == 1:
            sys.settrace(None)
        if i == 5:
            on()
    return total
print(turned_off(7))
show("off and on")

lines = "".join(f"    x{i} = {i}\n" for i in range(260))
space = {}
exec(f"def wide(on):\n{lines}    on()\n    return x259 + x1\n", space)
ops = []
def opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    frame.f_trace_lines = False
    if event == "opcode": ops.append(frame.f_lasti)
    return opcodes
sys.settrace(opcodes); space["wide"](lambda: None); sys.settrace(None)
print(ops[-12:])

# Locals through f_locals, deleting them too.
def change(frame, event, arg):
    if event == "line" and frame.f_lineno - frame.f_code.co_firstlineno == 2:
        frame.f_locals["a"] = 5
        del frame.f_locals["b"]
    return change
def changed():
    a = b = 1
    c = a
    try: return c, b
    except UnboundLocalError as e: return c, str(e)
sys.settrace(change); print(changed()); sys.settrace(None)

# Jumps.
def jumper(function, start, to):
    done = []
    def local(frame, event, arg):
        if event == "line" and frame.f_lineno == function.__code__.co_firstlineno + start and not done:
            done.append(1)
            try: frame.f_lineno = function.__code__.co_firstlineno + to
            except ValueError as e: print("  ", e)
        return local
    sys.settrace(local)
    out = []
    try: function(out)
    except ZeroDivisionError as e: out.append(str(e))
    sys.settrace(None)
    print(function.__name__, start, to, out)
def endless(out):
    while True:
        out.append(1)
        if len(out) > 3:
            return
    out.append("dead")
    return out
def nested(out):
    for i in 1, 2:
        with Quiet():
            try:
                out.append(i)
            finally:
                out.append("f")
        out.append("after")
    out.append("end")
def dead_in_try(out):
    try:
        raise ZeroDivisionError("a")
        out.append("unreached")
    finally:
        out.append("fin")
def loops(out):
    for i in 1, 2, 3:
        out.append(i)
    out.append("end")
class Quiet:
    def __enter__(self): pass
    def __exit__(self, *args): pass
for arguments in ((endless, 2, 5), (nested, 4, 8), (nested, 4, 7), (nested, 4, 1), (nested, 1, 4), (nested, 4, 6),
                  (nested, 6, 7), (dead_in_try, 2, 3), (dead_in_try, 5, 2), (loops, 2, 3), (loops, 3, 1), (loops, 3, 2),
                  (loops, 2, 99), (loops, 2, -1)):
    jumper(*arguments)
for value in (1.5, 2 ** 40, "1"):
    try: sys._getframe().f_lineno = value
    except ValueError as e: print(e)

# Threads.
import threading
threading.settrace(tracer)
def work():
    y = 1
t = threading.Thread(target=work)
t.start(); t.join()
threading.settrace(None)
print([event for event in events if event[0] == "work"], sys.gettrace())
