# for/else and while/else with break, continue, return, exceptions.
for i in range(3):
    if i == 5: break
else: print("no break")
for i in range(3):
    if i == 1: break
else: print("never")
print(i)
for x in []: pass
else: print("empty else")
n = 0
while n < 3:
    n += 1
    if n == 2: continue
    print(n, end=" ")
else: print("while else")
while True:
    n += 1
    if n > 5: break
else: print("never")
def f(x):
    for i in x:
        if i: return i
    else: return "else"
print(f([0, 7]), f([0]))
for i in range(2):
    for j in range(3):
        if j == 1: break
        print(i, j)
    else: print("inner else")
else: print("outer else")
for i in range(3):
    try:
        if i == 1: break
    finally: print("fin", i)
else: print("never")
for i in range(3):
    print(i, end=",")
    i = 10
print(i)
try:
    for q in iter([]): pass
    print(q)
except NameError as e: print(e)
while 0: pass
else: print("while 0 else")
