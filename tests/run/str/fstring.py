# f-strings: expressions, nesting, specs, conversions, escapes, the = form.
x, y, name = 10, 3.14159, "wörld"
d = {"k": "v", "a b": 1}
print(f"{x}", f"{x+1}", f"{x:5}|{x:<5}|{x:05}", f"{y:.2f}", f"{y:{x}.{2}}", f"{name!r} {name!a} {name!s}", f"{{}} {{{x}}}", f"{d['k']}", f'{d["a b"]}', f"{x if x > 5 else y}")
print(f"{x=}", f"{x = }", f"{x=!s}", f"{name=}", f"{name=!s}", f"{y=:.2f}", f"{y = :>10.3f}", f"{x+1=}", f"{ x = !r:^6}", f"{d['k']=}", f"{(lambda: 5)()=}", f"{x == 10}", f"{x != 10}", f"{x <= 10}", f"{x >= 10 =}")
print(f"{(lambda q: q * 2)(4)}", f"{[i for i in range(3)]}", f"{ {1: 2}[1] }", f"{'a' 'b'}", f"{'nested ' + f'{x}'}")
print(f"a" "b" f"{x}" "{x}" rf"\d{x}" fr"{x}\n", F"{x}", f'''{
x
}''', f"""{x
  + 1}""")
print(f"\N{BULLET}{x}\t|\x41\u00e9", f"{x}\n{y}".count("\n"), f"{'{'}{'}'}", f"{x!r:>{5}}", f"{3.0:{'>'}{10}.{1}f}", f"", f"{''}", f"{None}", f"{x,}", f"{x, y}", f"{*[1, 2],}", f"{x:=5}" , f"{(z:=5)}", z)
def g():
    yield 1
    r = yield f"{(yield 2)}"
    print("got", r)
it = g()
print(next(it), next(it), it.send("sent"))
print(f"{yield_ if (yield_ := 3) else 0}")
bad = ["f'{}'", "f'{'", "f'}'", "f'{x!}'", "f'{x!z}'", "f'{x:{y:{z}}}'", "f'{a b}'", "f'{\\'a\\'}'", "f'{#}'", "f'{x!r!s}'", "f'{ }'", "f'{!r}'", "f'{lambda x: 1}'", "f'{x'", "f'{(x}'", "f'{x)}'", "f'{x:{y'", "f'{=}'", "f'{x=!}'", "f'{1 if}'", "f'a' b'c'", "f'{\"\\n\"}'", "f'{x:}}'"]
for src in bad:
    try:
        print(src, eval(src))
    except SyntaxError as e:
        print(src, "->", e.msg)
class A:
    def __format__(self, s):
        return "fmt(%s)" % s
    def __repr__(self):
        return "rep"
    def __str__(self):
        return "st"
a = A()
print(f"{a} {a!r} {a!s} {a:x{1}y} {a!r:>5} {a=} {a=:q} {a=!s}")
