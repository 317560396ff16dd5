# Exceptions across many frames, handlers in loops, recursion.
def level(n):
    try:
        if n == 0: raise ValueError("bottom")
        level(n - 1)
    except ValueError as e:
        if n % 2: raise KeyError(n) from e
        raise
    except KeyError as e:
        raise ValueError(n)
try: level(4)
except Exception as e:
    chain = []
    while e:
        chain.append((repr(e), e.__suppress_context__))
        e = e.__cause__ or e.__context__
    print(chain)
def parse(s):
    out = []
    for tok in s.split():
        try: out.append(int(tok))
        except ValueError:
            try: out.append(float(tok))
            except ValueError: out.append(tok.upper())
            else: out.append("f")
        finally: out.append("|")
    return out
print(parse("1 2.5 x"))
def retry(f, n):
    for i in range(n):
        try: return f(i)
        except ZeroDivisionError as e: last = e
    raise RuntimeError("gave up") from last
print(retry(lambda i: 10 // (i - 1) if i != 1 else 1 // 0 or 5, 5))
try: retry(lambda i: 1 // 0, 3)
except RuntimeError as e: print(e, repr(e.__cause__))
stack = []
def cleanup(n):
    try:
        if n: cleanup(n - 1)
        else: raise OSError("deep")
    finally: stack.append(n)
try: cleanup(5)
except OSError as e: print(e, stack)
def g():
    try: yield 1
    except ValueError: yield "handled"
def outer():
    for x in g():
        try: raise ValueError(x)
        except ValueError as e: print("body", e)
outer()
def in_lambda(): return (lambda: [k for k in (1, 0) if 1 / k])()
try: in_lambda()
except ZeroDivisionError as e: print(e)
