# Binary operators: dispatch to left, reflected, subclasses first.
OPS = ["add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift", "rshift", "and", "xor", "or"]
SYM = {"add": "+", "sub": "-", "mul": "*", "matmul": "@", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "lshift": "<<", "rshift": ">>", "and": "&", "xor": "^", "or": "|"}
def mk(tag, l=True, r=True, ni=False):
    ns = {}
    for op in OPS:
        if l:
            ns["__%s__" % op] = lambda s, o, op=op: NotImplemented if ni else "%s.%s" % (tag, op)
        if r:
            ns["__r%s__" % op] = lambda s, o, op=op: "%s.r%s" % (tag, op)
    return ns
L, R, NI, Plain = type("L", (), mk("L")), type("R", (), mk("R")), type("NI", (), mk("NI", ni=True)), type("Plain", (), {})
Sub = type("Sub", (L,), mk("Sub"))
SubNo = type("SubNo", (L,), {})
SubL = type("SubL", (L,), mk("SubL", r=False))
for op, s in SYM.items():
    f = eval("lambda a, b: a %s b" % s)
    row = []
    for a, b in ((L(), R()), (NI(), R()), (Plain(), R()), (L(), Sub()), (L(), SubNo()), (L(), SubL()), (Sub(), L()), (NI(), NI()), (5, R()), (R(), 5), ("s", R()) if op != "mod" else (5, R()), ([], R())):
        try:
            row.append(f(a, b))
        except TypeError as e:
            row.append(str(e))
    print(op, row)
    for a, b in ((Plain(), Plain()), (NI(), Plain()), (Plain(), 5), (None, 1), (1, "a")):
        try:
            print(f(a, b))
        except TypeError as e:
            print("  ", e)
print(divmod(L(), 1), divmod(1, R()), pow(L(), 1))
try:
    divmod(Plain(), 1)
except TypeError as e:
    print(e)
try:
    pow(Plain(), 1, 2)
except TypeError as e:
    print(e)
class P:
    def __pow__(self, o, m=None): return o, m
print(P() ** 2, pow(P(), 2, 3))
