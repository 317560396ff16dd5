# Deeply nested control flow, every exit taken.
def f(n):
    log = []
    for i in range(n):
        while True:
            try:
                for j in range(i + 1):
                    if j == 2: log.append("j2"); break
                    if i == 3: raise KeyError(i)
                    if i == 4: return log + ["ret"]
                else:
                    log.append("else%d" % i)
                    continue_ = i == 1
                    if continue_: break
                if i > 1: log.append("brk"); break
                raise ValueError(i)
            except ValueError as e:
                log.append("V%s" % e)
                break
            except KeyError as e:
                log.append("K%s" % e)
                try: break
                finally: log.append("f")
            finally:
                log.append("F%d" % i)
        else: log.append("never")
        if i == 0: continue
        log.append("tail%d" % i)
    else: log.append("for-else")
    return log
for n in range(6): print(n, f(n))
def g():
    for a in range(3):
        for b in range(3):
            for c in range(3):
                if (a, b, c) == (1, 1, 1): return a, b, c
                if c == b: break
            else: continue
            if a == 2: break
print(g())
def h(x):
    if x > 0:
        if x > 1:
            if x > 2: return "3+"
            elif x == 2: return "2"
        else: return "1"
    elif not x: return "0"
    else:
        return "neg"
print([h(i) for i in range(-1, 5)])
