# bytes() asks an iterable for its length first, as lists do; bytes that nothing is added to stay.
class Items(list):
    def __len__(self):
        print("asked")
        return 2


class Iterator:
    def __init__(self, hint):
        self.hint, self.left = hint, 3

    def __iter__(self):
        print("iter")
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise StopIteration
        return self.left

    def __length_hint__(self):
        print("hint")
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


def told(function, argument):
    try:
        print(function.__name__, function(argument))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


for function in (bytes, bytearray, list, tuple):
    told(function, Items([1, 2]))
    for hint in (3, -1, "x", NotImplemented, TypeError("t"), ValueError("v")):
        told(function, Iterator(hint))

for left in (b"", b"ab", bytearray(b""), bytearray(b"ab")):
    for right in (b"", b"ab", bytearray(b""), bytearray(b"ab"), memoryview(b"")):
        a = left
        a += right
        print(left, bytes(right), a is left, a is right, (left + right) is left, type(left + right).__name__)
for hint in (3, -1, "x"):
    try:
        print(int.from_bytes(Iterator(hint), "big"))
    except Exception as error:
        print(type(error).__name__, error)
