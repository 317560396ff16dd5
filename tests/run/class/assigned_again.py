# A class attribute that is assigned many times: every way of reading it sees the last value.
class A:
    count = 0

    def method(self):
        return "A"

    @property
    def twice(self):
        return self.count * 2


class B(A):
    pass


class Data:
    def __get__(self, instance, owner):
        return "got"

    def __set__(self, instance, value):
        print("set", value)


def read(b):
    return b.count, B.count, A.count, b.method(), b.twice


b = B()
for i in range(100):
    A.count = i
    if i % 20 == 0:
        print(read(b))
B.count = "own"
print(read(b))
for i in range(50):
    B.count = i
print(read(b))
del B.count
print(read(b))
b.count = "instance"
print(read(b))
A.count = Data()
print(read(b))
b.count = 1
A.count = 5
print(read(b))
for i in range(50):
    A.method = lambda self, i=i: i
    b.method()
print(b.method(), A.method(b))


class Meta(type):
    @property
    def count(cls):
        return "meta"

    @count.setter
    def count(cls, value):
        print("meta set", value)


class C(metaclass=Meta):
    pass


C.count = 3
print(C.count, "count" in C.__dict__)


def pairs():
    a, b = 1, 2
    for a, b in [(1, 2), [3, 4], "xy", {5: 6, 7: 8}]:
        print(a, b)
    a, b = b, a
    a, a = a, b
    print(a, b)
    for bad in ((1,), [1, 2, 3], 5):
        try:
            a, b = bad
        except (ValueError, TypeError) as e:
            print(e, a, b)


pairs()
