# A Matrix class with operators, inverse, determinant, power.
class Matrix:
    def __init__(self, rows): self.rows = [list(r) for r in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    def __repr__(self): return "Matrix(%r)" % (self.rows,)
    def __getitem__(self, ij):
        i, j = ij
        if isinstance(i, slice) or isinstance(j, slice):
            rs = self.rows[i] if isinstance(i, slice) else [self.rows[i]]
            return Matrix([r[j] if isinstance(j, slice) else [r[j]] for r in rs])
        return self.rows[i][j]
    def __setitem__(self, ij, v): self.rows[ij[0]][ij[1]] = v
    def __eq__(self, o): return isinstance(o, Matrix) and self.rows == o.rows
    def __add__(self, o): return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])
    def __neg__(self): return self * -1
    def __sub__(self, o): return self + -o
    def __mul__(self, k): return Matrix([[a * k for a in r] for r in self.rows]) if isinstance(k, (int, float)) else NotImplemented
    __rmul__ = __mul__
    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]: raise ValueError("shapes %s and %s" % (self.shape, o.shape))
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*o.rows)] for r in self.rows])
    def __pow__(self, n):
        r, b = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1: r = r @ b
            b, n = b @ b, n >> 1
        return r
    @property
    def T(self): return Matrix(zip(*self.rows))
    def det(self):
        m, d, n = [r[:] for r in self.rows], 1, len(self.rows)
        prev = 1
        for k in range(n - 1):
            if m[k][k] == 0:
                for i in range(k + 1, n):
                    if m[i][k]: m[k], m[i] = m[i], m[k]; d = -d; break
                else: return 0
            for i in range(k + 1, n):
                for j in range(k + 1, n): m[i][j] = (m[i][j] * m[k][k] - m[i][k] * m[k][j]) // prev
            prev = m[k][k]
        return d * m[-1][-1]
a = Matrix([[1, 2], [3, 4]])
b = Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 4]])
print(a + a, a @ a, a * 2, 2 * a, -a, a - a, a.T, a ** 10, a.det(), b.det(), (b ** 5).det() == b.det() ** 5, a == Matrix([[1, 2], [3, 4]]))
print(Matrix([[1, 1], [1, 0]]) ** 100, b[1, 2], b[0:2, 1], b[1, :], b[:, ::2], b.shape)
a @= a
a[0, 0] += 5
a *= 3
print(a)
for f in (lambda: a @ b, lambda: a * "x", lambda: "x" * a, lambda: a + 1, lambda: a[5, 5], lambda: a[1], lambda: 1 / a):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
hilb = Matrix([[(i + j + 1) ** 3 for j in range(6)] for i in range(6)])
print(hilb.det(), Matrix([[0, 1], [1, 0]]).det(), Matrix([[0, 0], [0, 1]]).det())
