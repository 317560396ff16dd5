# Wrong arguments to builtins and to methods of builtin types.
class C:
    def m(self, a): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
    def noself(): pass
for c in ["len()", "len(1, 2)", "len(5)", "len(obj=1)", "abs()", "abs('a')", "ord()", "chr()", "isinstance(1)", "isinstance(1, 2)", "issubclass(1, int)", "getattr(1)", "getattr(1, 2)", "hasattr(1, 2)", "setattr(1, 'a')", "iter()", "next()", "sum()", "sum(5)", "sum(['a'])", "sum('ab', '')", "sum([b''], b'')", "min()", "max()", "max(5)", "max([])", "min(1, 'a')", "max([], default=5)", "max(1, 2, default=3)", "max(1, 2, key=5)", "divmod(1)", "pow(1)", "hash()", "id()", "repr()", "print(sep=5)", "print(end=5)", "print(nope=1)", "input(1, 2)", "round()", "sorted()", "open()", "int(1, 2, 3)", "type()", "type(1, 2)", "object(1)", "super()", "property(1, 2, 3, 4, 5)", "callable()", "vars(5)", "dir(1, 2)", "globals(1)", "zip(1)", "all()", "all(5)", "any(None)", "bin('a')", "hex(1.5)", "format()", "format(1, 2)", "bool(1, 2)", "compile()", "exec()", "exec(5)", "eval(5)", "staticmethod()", "classmethod()", "C().m()", "C().m(1, 2)", "C.m()", "C.m(1)", "C.c()", "C.c(1, 2)", "C.s()", "C.s(1, 2)", "C().noself()", "C(1)", "C(x=1)", "[].append()", "[].append(1, 2)", "[].append(x=1)", "list.append()", "list.append(5, 1)", "str.upper(5)", "{}.get()", "dict.get(5, 1)", "'a'.join()", "'a'.split(1, 2, 3)", "'a'.split(nope=1)", "(1).bit_length(2)", "(1).to_bytes()", "int.from_bytes()", "[].sort(1)", "[].sort(nope=1)", "[].pop(1, 2)", "object.__init__()", "object.__new__()", "object.__new__(5)", "int.__new__(str)", "object.__new__(int)", "int.__add__(1)", "int.__add__('a', 1)", "type.__call__()", "''.__add__()", "(5).__add__(1, 2)", "dict.fromkeys()", "callable(1, 2)", "delattr(1, 'x')", "isinstance(1, (int, 5))", "isinstance(1, ('a', int))", "issubclass(int, 5)", "__import__()", "__import__(5)", "__build_class__()", "__build_class__(1, 2)"]:
    try:
        print(c, "->", eval(c))
    except Exception as e:
        print(c, "->", type(e).__name__, e)
