# Tracing that is turned on again in a running frame: what happened untraced in between moves no line.
import sys

events = []
START = 0


def tracer(frame, event, arg):
    events.append((event, frame.f_lineno))
    return tracer


def on():
    frame = sys._getframe(1)
    frame.f_trace = tracer
    sys.settrace(tracer)


def off():
    sys.settrace(None)


def loop():
    i = 1
    while i <= 3:
        on()
        i += 1
        off()
        x = 1
    return 5


def again():
    for i in range(4):
        if i == 1: on()
        y = 1
        if i == 2: off()
        z = 1
    on()
    w = 1
    off()


def one_line():
    i = 0
    while i < 4:
        i += 1; on(); off(); i += 0; on()
        q = [j
             for j in range(2)]; off()


def generator():
    on()
    yield 1
    off(); i = 0
    while i < 2:
        on(); i += 1
        yield i
        off()


def resumed():
    g = generator()
    next(g)
    off()
    return list(g)


def handlers():
    for i in range(3):
        try:
            on()
            1 / 0
        except ZeroDivisionError:
            off()
        finally:
            on()
            j = 2
            off()


def called(n):
    if n == 1:
        on()
    n += 1
    off()
    return n


def calls():
    return [called(i % 2) for i in range(5)]


for function in (loop, again, one_line, resumed, handlers, calls, loop):
    events.clear()
    try:
        result = function()
    finally:
        sys.settrace(None)
    print(function.__name__, result, events)
