"""Code objects with more local variables than names for them: what lacks a name is an IndexError."""

import opcode
import sys
import types


def op(name, arg=0):
    return bytes([opcode.opmap[name], arg])


def make(body, nlocals):
    def base(a, b=2):
        c = a
        return c

    code = base.__code__.replace(co_code=body, co_nlocals=nlocals)
    return types.FunctionType(code, {"sys": sys}, "base", (2,))


def attempt(label, function, *args):
    try:
        print(label, function(*args))
    except Exception as error:
        print(label, type(error).__name__, error)


load, store, delete, give = (lambda n: op("LOAD_FAST", n)), (lambda n: op("STORE_FAST", n)), (lambda n: op("DELETE_FAST", n)), op("RETURN_VALUE")

attempt("unbound, named", make(load(2) + give, 3), 1)
attempt("unbound, unnamed", make(load(3) + give, 4), 1)
attempt("unbound, far", make(load(10) + give, 300), 1)
attempt("delete, unnamed", make(delete(5) + load(0) + give, 6), 1)
attempt("bound, unnamed", make(load(0) + store(7) + load(7) + give, 8), "seven")
attempt("bound, deleted", make(load(0) + store(7) + delete(7) + load(7) + give, 8), "seven")

locals_of_caller = make(load(0) + store(9) + load(0) + op("CALL_FUNCTION", 0) + give, 10)
attempt("locals", locals_of_caller, lambda: sorted(name for name in sys._getframe(1).f_locals))


def steps():
    yield 1


broken = types.FunctionType(steps.__code__.replace(co_code=load(4) + op("YIELD_VALUE") + give, co_nlocals=5), {}, "steps")
attempt("generator", list, broken())
