# Errors inside properties and operators.
class A:
    @property
    def p(self):
        return self + 1
    def __add__(self, o):
        return [].pop(o)
A().p
