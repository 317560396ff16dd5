# and/or/not return operands and evaluate lazily.
def t(v):
    print("eval", repr(v))
    return v
print(t(1) and t(2))
print(t(0) and t(2))
print(t("") or t("x"))
print(t("y") or t("x"))
print(t(0) or t("") or t([]) or t(None))
print(t(1) and t("") and t(5))
print(t(1) and t(0) or t(7))
print((t(1) or t(0)) and t(7))
print(not t(0), not t([1]), not not t("q"))
print(t(1) if t(0) else t(2))
print(t(1) < t(2) < t(3))
print(t(1) < t(0) < t(3))
print(t(1) == t(1) != t(2) and t(4))
if t(0) or t(1) and not t(0):
    print("branch a")
else:
    print("branch b")
while t(0) and t(1):
    print("never")
x = [] or {} or () or "end"
print(x, 1 and 2 and 3, 0 or 0.0, None or False, 1 or 1 / 0, 0 and 1 / 0)
calls = []
class T:
    def __init__(self, n, v):
        self.n, self.v = n, v
    def __bool__(self):
        calls.append(self.n)
        return self.v
    def __repr__(self):
        return self.n
print(T("a", True) and T("b", False) or T("c", True), calls)
calls.clear()
if T("a", False) and T("b", True) or not T("c", False):
    print("yes", calls)
calls.clear()
print(all(T(c, c != "c") for c in "abcd"), calls)
