# Frames of lambdas, class bodies, metaclass calls and properties in one trace.
class M(type):
    def __call__(cls, *a):
        return super().__call__(*a)
class C(metaclass=M):
    def __init__(self, f):
        self.v = f()
print("go")
C(lambda: {}["key"])
