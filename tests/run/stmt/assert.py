# assert with and without messages; the message is lazy.
def msg():
    print("msg evaluated")
    return "text"
assert True, msg()
try: assert False, msg()
except AssertionError as e: print(repr(e))
try: assert [], {"a": 1}
except AssertionError as e: print(repr(e))
try: assert 0
except AssertionError as e: print(repr(e), e.args)
try: assert 1 == 2 or None, None
except AssertionError as e: print(repr(e))
assert not 0 and 1
class B:
    def __bool__(self): raise ValueError("bool")
try: assert B()
except ValueError as e: print(e)
def f():
    AssertionError = KeyError
    assert 0, "local name does not matter?"
try: f()
except Exception as e: print(type(e).__name__, e)
print(__debug__)
