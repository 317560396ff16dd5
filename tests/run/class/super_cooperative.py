# Cooperative multiple inheritance with keyword arguments.
class Root:
    def __init__(self, **kw):
        print("Root", sorted(kw.items()))
        assert not kw
    def draw(self):
        print("root draw")
class Shape(Root):
    def __init__(self, name, **kw):
        self.name = name
        print("Shape", name)
        super().__init__(**kw)
    def draw(self):
        print("shape", self.name)
        super().draw()
class Colored(Root):
    def __init__(self, color="red", **kw):
        self.color = color
        print("Colored", color)
        super().__init__(**kw)
    def draw(self):
        print("color", self.color)
        super().draw()
class CS(Colored, Shape):
    def draw(self):
        print("cs")
        super().draw()
class SC(Shape, Colored):
    pass
CS(name="sq", color="blue").draw()
SC("tri").draw()
try:
    CS(name="x", bogus=1)
except AssertionError as e:
    print("assert", e)
try:
    CS()
except TypeError as e:
    print(e)
print(vars(SC("c", color="k")))
