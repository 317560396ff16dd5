# A mix of cause and context.
def one():
    raise KeyError("one")
def two():
    try:
        one()
    except KeyError:
        raise IndexError("two")
def three():
    try:
        two()
    except IndexError as e:
        raise TypeError("three") from e
try:
    three()
except TypeError:
    1 / 0
