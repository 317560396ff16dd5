# Cells of the function, of arguments, of classes; globals and names.
def outer(arg, plain):
    local = plain

    def inner():
        nonlocal local
        local = arg
        del local
        return local
    return inner


def make(x=1, *, key: int = 2) -> str:
    class C(object):
        y = x

        def method(self):
            return __class__
    return C


def globals_of():
    global name
    name = len
    del name
    return name


name = [name for name in range(3)]
