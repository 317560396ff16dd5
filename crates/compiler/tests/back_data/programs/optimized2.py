# optimize=2
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
class C:
    'doc'
    x = 1
async def g(): 'doc'
