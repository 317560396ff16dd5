# What __setstate__ raises while a file with peek() is read comes out of load(), and the file stays where it was.
import io
import pickle


class Broken:
    def __getstate__(self):
        return (1,)

    def __setstate__(self, state):
        raise AttributeError("inner")


data = pickle.dumps([Broken(), 1]) + pickle.dumps("next")
file = io.BufferedReader(io.BytesIO(data))
try:
    pickle.load(file)
except AttributeError as error:
    print(error, repr(error.__cause__), file.tell())
for broken in (data[:20], b"\x80\x09.", b"cos\nnothing\n."):
    try:
        pickle.load(io.BufferedReader(io.BytesIO(broken)))
    except Exception as error:
        print(type(error).__name__, repr(error.__cause__))
file = io.BufferedReader(io.BytesIO(pickle.dumps(5) + pickle.dumps("next")))
print(pickle.load(file), file.tell(), pickle.load(file), file.tell())
