"""Which argument is complained about first, and what subtypes accept."""
class F(float):
    pass


class G(float):
    def __init__(self, *args, **kwargs):
        print(args, kwargs)


def t(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


t(lambda: F(x=1)), t(lambda: G(1.5, k=1)), t(lambda: float(x=1)), t(lambda: float.__new__(F, k=1)), t(lambda: F(1, 2)), t(lambda: float(1, 2))
t(lambda: float(1, x=2)), t(lambda: F())
for args in (('1', 2, 3), ('1', 'f\0', 'x'), ('1', 'f\0', 5), ('1', 'f', 5), ('1', {}, {}), ('1', None, None), ('1', b'f\0', 'exec'), ('1', 'f', 'exec', 'a', 0, 'b'), (1, 2, 3)):
    t(lambda: type(compile(*args)))
t(lambda: compile('1', 'f', 5, optimize='a')), t(lambda: compile('1', 5, 'x', flags='a'))
t(lambda: __import__('x' * 5, None, None, (), 1)), t(lambda: __import__('a', 1, None, (), 1)), t(lambda: __import__('sys', 1, 2, 3).__name__)
t(lambda: __import__('a', {}, None, (), 1)), t(lambda: __import__('a', level=1)), t(lambda: __import__('sys', None).__name__)
