# What the exporter says of its size counts, even if the items do not fill it.
from ctypes import Structure, c_int, c_short, create_string_buffer, resize, sizeof


class Pair(Structure):
    _fields_ = [("a", c_int), ("b", c_short)]


def show(label, function):
    try:
        print(" ", label, function())
    except Exception as problem:
        print(" ", label, type(problem).__name__, problem)


for make in lambda: Pair(1, 2), lambda: c_int(5), lambda: (c_int * 4)(1, 2, 3, 4), lambda: (c_short * 3 * 2)(), \
        lambda: create_string_buffer(b"abc"), lambda: (Pair * 2)():
    for size in None, 8, 25, 40:
        data = make()
        if size is not None:
            if size < sizeof(data):
                continue
            resize(data, size)
        view = memoryview(data)
        print(type(data).__name__, size, view.itemsize, view.nbytes, view.shape, view.strides, view.ndim)
        print(" ", view.c_contiguous, view.f_contiguous, view.contiguous)
        show("bytes", lambda: bytes(view))
        show("tobytes", lambda: view.tobytes())
        show("in Fortran's order", lambda: view.tobytes("F"))
        show("hex", lambda: view.hex())
        show("slice", lambda: (view[:1].nbytes, view[:1].tobytes(), view[:].nbytes))
        show("cast", lambda: (view.cast("B").nbytes, view.cast("B").shape, view.cast("B").tobytes()))
        show("view of it", lambda: (memoryview(view).nbytes, memoryview(view).shape))
        show("read-only", lambda: view.toreadonly().nbytes)
        show("equal", lambda: (view == view, view == bytes(view)))
        show("join", lambda: b"".join([view]))
