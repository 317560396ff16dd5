# Exceptions of local and nested classes, and another module name.
class Outer:
    class Err(Exception):
        pass
def f():
    class Local(Exception):
        __module__ = "some.module"
    try:
        raise Outer.Err("nested")
    except Outer.Err:
        raise Local("local")
f()
