# Which argument is complained about first, and how, when keywords fit nothing or are no strings.
def told(function, *args, **keywords):
    try:
        result = function(*args, **keywords)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
    return type(result).__name__


NUMBER = {1: 2}
for function in (print, max, min, sorted, str, bytes, bytearray, dict, __import__, len, (lambda: 0)):
    print(function.__name__, told(lambda: function(**NUMBER)))
    print(function.__name__, told(lambda: function([3], **NUMBER)))
    print(function.__name__, told(lambda: function("a", 1, zzz=1)))
    print(function.__name__, told(lambda: function("a", 1, **NUMBER)))
    print(function.__name__, told(lambda: function("a", "b", encoding=1)))
    print(function.__name__, told(lambda: function(encoding=1, zzz=2)))
print(told(bytearray(b"xyz").__init__, memoryview(b"abc"), {1: 2}, a=1))
print(told(__import__, 1, zzz=1))
view = memoryview(b"abcd")
for keywords in ({}, {"key": 1}, {"format": "c", "key": 1}, {"shape": [4]}, {"format": "c", "shape": [4], "q": 1}):
    print(told(view.cast, **keywords))
    print(told(view.cast, "c", **keywords))
print(told(view.cast, "c", [4], 1))
print(told(view.tobytes, 1, 2), told(view.tobytes, x=1), told(view.tobytes, order="C"), told(view.tobytes, "C", order="C"))
