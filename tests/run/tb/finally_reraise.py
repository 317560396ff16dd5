# Passing through finally and with blocks.
class CM:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        print("exit", a[0].__name__)
def f():
    try:
        with CM():
            for i in range(3):
                if i == 2:
                    raise IndexError(i)
    finally:
        print("finally")
f()
