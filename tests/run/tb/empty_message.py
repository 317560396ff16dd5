# No colon when the text is empty.
class C(Exception):
    pass
def f():
    raise C
try:
    f()
except C:
    assert 0
