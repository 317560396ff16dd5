# Slices whose steps are wider than any memory: one item, or none.
for make in (lambda: memoryview(b"123456"), lambda: memoryview(bytearray(b"12345"))[1::2], lambda: memoryview(b"123456").cast("h"), lambda: memoryview(b"1234567")[::-3]):
    for step in (2**70, -2**70, 2**63 - 1, -2**63, 2**62, -2**62, 100, -100):
        view = make()[::step]
        print(step, view.shape, view.strides, bytes(view), view.tolist(), bytes(view[::-1]))
        print(bytes(make()[5:1:step]), bytes(make()[2**70:-2**70:step]))
