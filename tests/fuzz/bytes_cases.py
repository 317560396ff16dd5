"""Cases of bytes for bytes_driver.py, made by CPython: mutated sources, marshal data, code objects."""

import marshal
import os
import random
import types

TOKENS = """if else elif while for in def class return yield await async with as try except finally lambda not and or is None
( ) [ ] { } : , . ; @ = -> += ** // << := ... ~ ! $ ? ` \\ # \t \n \r \x0c 0x 0b12 0o8 1e 1_0 1__0 07 1j 'a' "b" ''' f'{ f'{a!r:{b}}'
}' b'é' rb'\\' u'' '\\N{DASH}' '\\x' '\\ud800' é ß ℘ ٣ \ufeff \x00 import from global nonlocal del pass break continue raise assert print
exec True __debug__ * *a, **k, / type: ignore 0777 99999999999999999999999 1.5e999 a:b=c (yield) x[:,::] """.split(" ")


def mutate_text(rng, text):
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        at = rng.randrange(len(text) + 1)
        action = rng.randrange(7)
        if action == 0:
            text = text[:at] + rng.choice(TOKENS) + text[at:]
        elif action == 1:
            text = text[:at] + text[at + rng.choice((1, 1, 2, 10)):]
        elif action == 2:
            end = at + rng.randrange(30)
            other = rng.randrange(len(text) + 1)
            text = text[:other] + text[at:end] + text[other:]
        elif action == 3:
            text = text[:at] + " " + rng.choice(TOKENS) + " " + text[at + rng.randrange(8):]
        elif action == 4:
            lines = text.split("\n")
            rng.shuffle(lines) if rng.random() < 0.1 else lines.insert(rng.randrange(len(lines)), lines.pop(rng.randrange(len(lines))))
            text = "\n".join(lines)
        elif action == 5:
            lines = text.split("\n")
            at = rng.randrange(len(lines))
            lines[at] = " " * rng.randrange(9) + lines[at].lstrip() if rng.random() < 0.7 else "\t" + lines[at]
            text = "\n".join(lines)
        else:
            text = text[:at] + chr(rng.choice((0, 9, 11, 12, 13, 26, 92, 127, 133, 160, 0x2028, 0xFEFF, 0x10FFFF, 33, 36, 63, 96))) + text[at:]
    return text


def mutate_bytes(rng, data):
    data = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        at = rng.randrange(len(data) + 1)
        action = rng.randrange(5)
        if action == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif action == 1 and at < len(data):
            data[at] ^= 1 << rng.randrange(8)
        elif action == 2:
            del data[at:at + rng.choice((1, 2, 4, 50))]
        elif action == 3:
            data[at:at] = bytes(rng.randrange(256) for _ in range(rng.choice((1, 2, 4))))
        else:
            data[at:at + 4] = rng.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 255, 1000)).to_bytes(4, "little")
    return bytes(data)


COOKIES = ["", "", "", "", "", "\ufeff", "# coding: latin-1\n", "# -*- coding: utf-8 -*-\n", "# coding: ascii\n", "# coding: nope\n", "#!x\n# vim: fileencoding=cp1252\n", "\n# coding=utf-16\n", "\ufeff# coding: latin-1\n"]


def source_case(rng, files):
    with open(rng.choice(files), encoding="utf-8", errors="replace") as file:
        lines = file.read().split("\n")
    start = rng.randrange(len(lines))
    text = mutate_text(rng, "\n".join(lines[start:start + rng.choice((3, 10, 40))]))
    roll = rng.random()
    if roll < 0.4:
        source = text
    elif roll < 0.9:
        source = (rng.choice(COOKIES) + text).encode("utf-8", "surrogatepass")
    else:
        source = mutate_bytes(rng, (rng.choice(COOKIES) + text).encode("utf-8", "surrogatepass"))
    if rng.random() < 0.1:
        source = source.replace("\n", "\r\n") if isinstance(source, str) else source.replace(b"\n", b"\r\n")
    return source, rng.choice(("exec", "exec", "exec", "exec", "single", "eval"))


def values(rng, depth=3):
    kind = rng.randrange(12 if depth else 8)
    return [
        lambda: None, lambda: rng.random() < 0.5, lambda: rng.randrange(-5, 300), lambda: rng.randrange(-2**80, 2**80), lambda: rng.random() * 10**rng.randrange(20), lambda: "a" * rng.randrange(9),
        lambda: b"xyz"[:rng.randrange(4)], lambda: chr(rng.randrange(0x11000)) * 3, lambda: tuple(values(rng, depth - 1) for _ in range(rng.randrange(4))), lambda: [values(rng, depth - 1) for _ in range(rng.randrange(4))],
        lambda: {i: values(rng, depth - 1) for i in range(rng.randrange(4))}, lambda: frozenset(range(rng.randrange(5))),
    ][kind]()


def marshal_case(rng, codes):
    value = rng.choice(codes) if rng.random() < 0.5 else values(rng)
    return mutate_bytes(rng, marshal.dumps(value, rng.choice((0, 1, 2, 3, 4, 4, 4))))


def pyc_case(rng, codes):
    import importlib.util

    data = importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(codes[0])
    return mutate_bytes(rng, data) if rng.random() < 0.5 else data[:16] + mutate_bytes(rng, data[16:])


FUNCTIONS = '''
def f(a=1, b=2):
    c = a + b
    for i in range(3):
        if i == b: continue
        c += i
    return c, a
def g(a):
    try:
        with a as x, a: return x
    except (ValueError, KeyError) as e:
        raise RuntimeError from e
    finally:
        a = 0
def h(*a, k=1, **kw):
    def inner():
        nonlocal k
        k += 1
        return a, k, __class__ if 0 else kw
    x, *y = a or [1, 2]
    return inner(), [i for i in y], {x: 1, **kw}, f'{x!r:>5}{y}'
def gen(n=2):
    while n:
        n -= 1
        try: x = yield n
        finally: yield from (1, 2)
    return n
async def co(a):
    async with a as b: pass
    async for i in a: yield i
class C:
    z: int = 1
    def m(self): return super().m()
print(*f(), h(1, k=2), list(gen()))
'''


def code_case(rng, codes):
    """Indices of nested constants that lead to a code object, and its fields to replace."""
    code, path, fields = codes[0], [], {}
    while True:
        nested = [i for i, c in enumerate(code.co_consts) if isinstance(c, types.CodeType)]
        if not nested or rng.random() < 0.2:
            break
        path.append(rng.choice(nested))
        code = code.co_consts[path[-1]]
    for _ in range(rng.choice((1, 1, 2))):
        what = rng.randrange(9)
        if what < 4:
            data = bytearray(code.co_code)
            for _ in range(rng.choice((1, 1, 2, 4))):
                at = rng.randrange(0, len(data), 2)
                action = rng.randrange(6)
                if action == 0:
                    data[at + 1] = rng.randrange(256) if rng.random() < 0.3 else rng.randrange(12)
                elif action == 1:
                    data[at] = rng.randrange(166)
                elif action == 2:
                    del data[at:at + 2]
                elif action == 3:
                    data[at:at] = bytes((rng.randrange(166), rng.randrange(6)))
                elif action == 4:
                    other = rng.randrange(0, len(data), 2)
                    data[at:at + 2], data[other:other + 2] = data[other:other + 2], data[at:at + 2]
                else:
                    data[at:at] = data[at:at + rng.choice((2, 4, 8))]
                if not data:
                    data = bytearray(b"\x64\x00\x53\x00")
            fields["co_code"] = bytes(data)
        elif what == 4:
            fields["co_stacksize"] = rng.choice((0, 1, 2, 3, 10, 1000))
        elif what == 5:
            fields["co_lnotab"] = mutate_bytes(rng, code.co_lnotab)
        elif what == 6:
            name = rng.choice(("co_names", "co_varnames", "co_consts", "co_freevars", "co_cellvars"))
            value = list(getattr(code, name))
            action = rng.randrange(3)
            if value and action == 0:
                value.pop()
            elif action == 1:
                value.append("q")
            elif value:
                value[rng.randrange(len(value))] = "a" if name != "co_consts" else None
            fields[name] = tuple(value)
            if name == "co_varnames" and rng.random() < 0.7:
                fields["co_nlocals"] = len(value)
        elif what == 7:
            fields["co_flags"] = code.co_flags ^ (1 << rng.randrange(10))
        else:
            fields[rng.choice(("co_argcount", "co_kwonlyargcount", "co_posonlyargcount", "co_nlocals", "co_firstlineno"))] = rng.choice((0, 1, 2, 5, 300, -1))
    return tuple(path), fields


def base_code():
    return compile(FUNCTIONS, "f", "exec")


def make(kind, seed, first, count, folder):
    """The cases with these numbers, for `marshal`."""
    files = [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".py")]
    codes = [base_code()]
    for path in files[:30] if kind == "marshal" else []:
        with open(path, encoding="utf-8", errors="replace") as file:
            codes.append(compile(file.read(), path, "exec"))
    cases = []
    for number in range(first, first + count):
        rng = random.Random("%s/%s/%d" % (kind, seed, number))
        if kind == "source":
            cases.append(source_case(rng, files))
        else:
            cases.append({"marshal": marshal_case, "pyc": pyc_case, "code": code_case}[kind](rng, codes))
    return {"kind": kind, "first": first, "base": codes[0], "cases": cases}
