# Messages of calls with several starred arguments name what is called, wherever it comes from.
def told(call):
    try:
        call()
    except TypeError as error:
        print(error)


def local(f):
    told(lambda: f(*[1], *5))
    try:
        f(*[1], *5)
    except TypeError as error:
        print(error)
    try:
        f(*[1], *[2], *None, **{"a": 1}, **{"b": 2})
    except TypeError as error:
        print(error)
    try:
        f(**{"a": 1}, **5)
    except TypeError as error:
        print(error)
    try:
        f(*[1], *[2], **{"a": 1}, **{"a": 5})
    except TypeError as error:
        print(error)
    try:
        f(*[1], **{"a": 1}, **{1: 5})
    except TypeError as error:
        print(error)


class C:
    def method(self, *args):
        pass


for function in (print, local, 1, None, C, C().method, len, (lambda: 0), "".join):
    local(function)
