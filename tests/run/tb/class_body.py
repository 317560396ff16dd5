# An error inside a class body and a nested class.
class A:
    x = 1
    class B:
        y = x
