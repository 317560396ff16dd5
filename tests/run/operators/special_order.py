# Which special methods an operator calls, in which order, and what becomes of NotImplemented.
import sys
import traceback

log = []


def method(name, result):
    def call(self, other):
        log.append((type(self).__name__, name, type(other).__name__))
        return result
    return call


def make(name, bases=(), **methods):
    return type(name, bases, {f'__{key}__': method(key, value) for key, value in methods.items()})


functions = {}


def function(what):
    if what not in functions:
        text = f'a {what}; return a' if what.startswith(('+=', '-=')) else f'return {what}'
        exec(f'def run(a, b): {text}', globals())
        functions[what] = run
    return functions[what]


def show(what, *operands):
    # Several times: at first there is no frame to use again, and no cache.
    for _ in range(3):
        log.clear()
        try:
            value = function(what)(*operands)
        except Exception as error:
            value = f'{type(error).__name__}: {error}'
    print(what, [type(x).__name__ for x in operands], value if isinstance(value, (str, int, bool)) else type(value), log)


Yes = make('Yes', add='left', radd='right', iadd='in place', mul='mul', rmul='rmul', sub='sub', matmul='at')
No = make('No', add=NotImplemented, radd=NotImplemented, iadd=NotImplemented, mul=NotImplemented,
          rmul=NotImplemented, sub=NotImplemented, eq=NotImplemented, lt=NotImplemented)
Sub = make('Sub', (Yes,), radd='sub right')
Same = make('Same', (Yes,))
Number = make('Number', (int,), add='number', radd='number right')
Other = make('Other', radd='other right', lt='less', gt='greater', eq='equal', rsub='rsub')

for left in (Yes(), No(), Sub(), Same(), Number(), Other(), 1, 1.5, 'text', [1]):
    for right in (Yes(), No(), Sub(), Same(), Number(), Other(), 2, 2.5, 'text', [2]):
        if isinstance(left, (Yes, No, Number, Other)) or isinstance(right, (Yes, No, Number, Other)):
            for what in ('a + b', '+= b', 'a * b', 'a - b', '-= b', 'a @ b'):
                show(what, left, right)

Less = make('Less', lt=1, gt=2, le=[], eq=0, ne='')
for left in (Less(), No(), Other(), 1):
    for right in (Less(), No(), Other(), 1):
        if left != 1 or right != 1:
            for what in ('a < b', 'a > b', 'a == b', '1 if a < b else 0', '1 if a <= b else 0', 'not a == b'):
                show(what, left, right)


# The instruction gets another form while its method runs.
class Nested:
    def __add__(self, other):
        return add(2, 3) if other == 1 else add(1.5, 2.5)

    def __getitem__(self, key):
        return item([4, 5], 1) if key else item({0: 'zero'}, 0)

    def __lt__(self, other):
        return less(1, 2) if other else less(2.5, 1.5)


def add(a, b):
    return a + b


def item(a, b):
    return a[b]


def less(a, b):
    if a < b:
        return 'less'
    return ''


for _ in range(30):
    results = add(Nested(), 1), add(Nested(), 2), item(Nested(), 1), item(Nested(), 0), less(Nested(), 1), less(Nested(), 0)
print(results)


# Errors: the line of the method, then none of the machinery.
class Fails:
    def __add__(self, other):
        raise KeyError('add')

    def __eq__(self, other):
        raise ValueError('eq')

    def __getitem__(self, key):
        raise IndexError('item')

    def __call__(self, *args):
        raise TypeError('call')

    @property
    def value(self):
        raise AttributeError('value')


def attempt(number, x):
    if number == 0:
        return x + 1
    if number == 1:
        return 'equal' if x == 1 else 'unequal'
    if number == 2:
        return x[0]
    if number == 3:
        return x(1)
    return x.value


for number in range(5):
    for _ in range(3):
        try:
            attempt(number, Fails())
        except Exception:
            lines = traceback.format_exc().splitlines()
    print('\n'.join(line for line in lines if 'File' not in line), len(lines))


# How deep they recurse.
class Deep:
    depth = 0

    def __add__(self, other):
        Deep.depth += 1
        return self + other

    def __getitem__(self, key):
        Deep.depth += 1
        return self[key]

    def __eq__(self, other):
        Deep.depth += 1
        return self == other

    def __lt__(self, other):
        Deep.depth += 1
        if self < other:
            return True

    def __call__(self):
        Deep.depth += 1
        return self()

    @property
    def prop(self):
        Deep.depth += 1
        return self.prop


for what in ('d + 1', 'd[0]', 'd == 1', 'd < 1', 'd()', 'd.prop'):
    for _ in range(3):
        Deep.depth = 0
        try:
            eval(what, {'d': Deep()})
        except RecursionError as error:
            print(what, Deep.depth, error)


# Operands die when the instruction is done with them.
class Dies:
    def __init__(self, name):
        self.name = name

    def __add__(self, other):
        print('add', self.name, other.name)
        return 'sum'

    def __lt__(self, other):
        print('lt', self.name, other.name)
        return True

    def __getitem__(self, key):
        print('item', self.name)
        return 'item'

    def __call__(self, *args):
        print('call', self.name)
        return 'called'

    @property
    def prop(self):
        print('prop', self.name)
        return 'value'

    def __del__(self):
        print('del', self.name)


for _ in range(2):
    print(Dies('a') + Dies('b'))
    print('yes' if Dies('c') < Dies('d') else 'no')
    print(Dies('e')[0])
    print(Dies('f')(Dies('g')))
    print(Dies('h').prop)


# Seen from a trace function.
def trace(frame, event, arg):
    if frame.f_code.co_name.startswith('__') or frame.f_code.co_name == 'traced':
        events.append((frame.f_code.co_name, event, frame.f_lineno - traced.__code__.co_firstlineno))
    return trace


class Quiet:
    def __add__(self, other):
        return 1

    def __lt__(self, other):
        return sys.settrace(trace)

    def __getitem__(self, key):
        sys.settrace(None)
        return 2


def traced(q):
    a = q + 1
    b = 1 if q < 1 else 0
    c = q + 2
    d = q[0]
    e = q + 3
    return a, b, c, d, e


for _ in range(3):
    events = []
    print(traced(Quiet()), events)
