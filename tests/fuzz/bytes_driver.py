"""Tries the cases of one file: run inside the interpreter that is tried.

    PYTHON bytes_driver.py FILE [FIRST]

FILE is marshal data that bytes_cases.py made. Prints a line a case, the number before it is tried.
Kinds: `source` (for `compile`: the lines of all interpreters should be the same), `marshal` (for
`marshal.loads`), `pyc` (files to import), `code` (changes of a code object, which is run).
"""

import marshal
import os
import sys
import types
import warnings

sys.setrecursionlimit(400)
warnings.simplefilter("ignore")


def describe(error):
    if isinstance(error, SyntaxError):
        return "%s %r %r %r %r" % (type(error).__name__, error.msg, error.lineno, error.offset, error.text)
    return "%s %s" % (type(error).__name__, error)


def source_case(case):
    source, mode = case
    try:
        code = compile(source, "<s>", mode)
    except (SyntaxError, ValueError, OverflowError) as error:
        return describe(error)
    except (RecursionError, MemoryError):
        return "too deep"
    return "ok %d" % hash(dump(code))


def dump(code):
    """A code object's parts, with sets in order."""

    def part(value):
        if isinstance(value, types.CodeType):
            return [part(getattr(value, name)) for name in ("co_code", "co_consts", "co_names", "co_varnames", "co_freevars", "co_cellvars", "co_name", "co_firstlineno", "co_lnotab", "co_flags", "co_stacksize", "co_argcount")]
        if isinstance(value, tuple):
            return [part(item) for item in value]
        if isinstance(value, frozenset):
            return sorted(map(repr, value))
        return repr(value)

    return repr(part(code)).encode("utf-8", "surrogatepass")


def marshal_case(data):
    try:
        result = marshal.loads(data)
        repr(result)
        if isinstance(result, types.CodeType):
            len(dump(result))
        return "ok " + type(result).__name__
    except Exception as error:
        return type(error).__name__


def pyc_case(data):
    import importlib.machinery

    path = os.path.join(os.getcwd(), "m.pyc")
    with open(path, "wb") as file:
        file.write(data)
    try:
        code = importlib.machinery.SourcelessFileLoader("m", path).get_code("m")
    except Exception as error:
        return type(error).__name__
    return execute(code)


def code_case(case, base):
    path, fields = case

    def change(code, path):
        if not path:
            return code.replace(**fields)
        consts = list(code.co_consts)
        consts[path[0]] = change(consts[path[0]], path[1:])
        return code.replace(co_consts=tuple(consts))

    try:
        changed = change(base, path)
    except Exception as error:
        return "not made: %s" % type(error).__name__
    return execute(changed)


def execute(code):
    """Runs what a mutation made, unless it would loop: only the number of lines counts."""
    namespace = {"__builtins__": {name: __builtins__.__dict__[name] for name in ("len", "range", "list", "print", "ValueError", "Exception", "__build_class__", "int", "object")}, "__name__": "m"}
    namespace["__builtins__"]["print"] = lambda *args, **kwargs: None
    try:
        exec(code, namespace)
        for value in list(namespace.values()):
            if isinstance(value, types.FunctionType):
                for args in ((), (1,), (1, 2), ([3, 1],)):
                    try:
                        result = value(*args)
                        if isinstance(result, types.GeneratorType):
                            for _ in zip(range(5), result):
                                pass
                        elif isinstance(result, types.CoroutineType):
                            result.close()
                    except Exception:
                        pass
    except BaseException as error:
        return type(error).__name__
    return "ran"


def main():
    with open(sys.argv[1], "rb") as file:
        data = marshal.load(file)
    first = int(sys.argv[2]) if len(sys.argv) > 2 else data["first"]
    for number, case in enumerate(data["cases"], data["first"]):
        if number < first:
            continue
        sys.stderr.write("%d\n" % number)
        sys.stderr.flush()
        if data["kind"] == "code":
            line = code_case(case, data["base"])
        else:
            line = {"source": source_case, "marshal": marshal_case, "pyc": pyc_case}[data["kind"]](case)
        print(number, line.encode("ascii", "backslashreplace").decode())
        sys.stdout.flush()


main()
