# Cycles through frames, generators and exceptions are collected.
import gc, sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self): log.append(self.n)
log = []
gc.disable()
def f():
    d = D("frame cycle")
    fr = sys._getframe()
f(); print(log); gc.collect(); print(log); log.clear()
def g():
    d = D("exc cycle")
    try: 1 / 0
    except ZeroDivisionError as e: saved = e
g(); print(log); gc.collect(); print(log); log.clear()
def h():
    d = D("gen cycle")
    me = yield
    try: yield
    finally: log.append("finally")
x = h(); next(x); x.send(x); del x
print(log); gc.collect(); print(log); log.clear()
def k():
    d = D("closure cycle")
    def inner(): return inner, d
k(); print(log); gc.collect(); print(log); log.clear()
class C: d = D("class")
del C
print(log); gc.collect(); print(log); log.clear()
o = D("method cycle"); o.m = o.__init__; del o
print(log); gc.collect(); print(log); log.clear()
p = [D("list"), {}]; p[1]["up"] = (p, set()); del p
gc.collect(); print(log)
gc.enable()
