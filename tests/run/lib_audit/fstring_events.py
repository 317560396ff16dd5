# The expressions of f-strings are compiled, and told of, as sources of their own.
import ast
import symtable
import sys

events = []
wanted = False
refused = None


def hook(event, args):
    if wanted and event == "compile":
        events.append(args)
        if args[0] == refused:
            raise RuntimeError("refused")


sys.addaudithook(hook)


def show(label, function):
    global wanted
    events.clear()
    wanted = True
    try:
        function()
    except Exception as problem:
        events.append((type(problem).__name__, str(problem)))
    finally:
        wanted = False
    print(label, [event if isinstance(event[0], (str, bytes)) else (type(event[0]).__name__, event[1])
                  for event in events])


SOURCES = ("f'{a}'", "f'{a!r:{b}}x{c+1}'", "x = 1", "f'{a:{b:{c}}}'", "f'{a.b}{f\"{x}\"}'", "f'{a}' 'b' f'{c}'", "f'{'",
           "f'{a b}'", "(f'{x}',)\nf'{y=}'", "f'''{\n1}'''", "f'{}'", "f'{{}}'", "def f(x=f'{1}'): return f'{x}'")
for source in SOURCES:
    show(source, lambda: compile(source, "name", "exec"))
    show("tree", lambda: ast.parse(source))
show("bytes", lambda: compile(b"f'{a}'", "name", "exec"))
show("eval", lambda: eval("f'{1}'"))
show("table", lambda: symtable.symtable("f'{a}'", "name", "exec"))
refused = b"(b)"
show("refused", lambda: compile("f'{a}{b}{c}'", "name", "exec"))
show("refused with a warning", lambda: compile("f'{a}{b}{c}' '\\d'", "name", "exec"))
