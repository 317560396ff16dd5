# Complex construction, repr, arithmetic.
vals = [0j, 1j, 1 + 2j, -1.5 - 2.5j, complex(0, -0.0), complex(-0.0, 0), complex(-0.0, -0.0), complex(float("nan"), 1), complex(1, float("inf")), complex(float("-inf"), float("nan")), 1e16 + 1e-5j, complex(3, 4)]
for v in vals:
    print(repr(v), str(v), v.real, v.imag, v.conjugate(), -v, +v, bool(v))
print(abs(3 + 4j), abs(complex(float("inf"), float("nan"))), (1 + 2j) * (3 - 1j), (1 + 2j) / (3 - 1j), (1 + 2j) ** 2, (1 + 2j) ** -1, (1 + 2j) ** 0, 1j * 1j, 2 * (1 + 1j), 1.5 - 2j)
print((1 + 2j) == (1 + 2j), 1 + 0j == 1, 1 == 1 + 0j, (1 + 1j) != 1.0, hash(1 + 0j) == hash(1), hash(1 + 2j), hash(2j), hash(-1 - 1j))
for f in (lambda: 1j < 2j, lambda: 1j // 1, lambda: 1j % 1, lambda: divmod(1j, 1), lambda: int(1j), lambda: float(1j), lambda: 1j / 0, lambda: 0j ** -1, lambda: 0j ** 1j, lambda: round(1j), lambda: pow(1j, 2, 3), lambda: 1j & 1, lambda: ~1j, lambda: 1j + "a", lambda: complex(1e200, 1e200) ** 3, lambda: abs(complex(1.7e308, 1.7e308))):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(1j, 1J, 1.5j, .5e3j, 1_0j, 0j, 00j)
z = 1 + 1j
z *= z
z += 1
z -= 1j
z /= 2
z **= 2
print(z)
