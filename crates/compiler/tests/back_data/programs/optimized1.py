# optimize=1
'doc'
assert a, b
if __debug__:
    c
else:
    d
x = __debug__
def f():
    'doc'
    assert a
