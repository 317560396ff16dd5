# Laws of integer arithmetic over a range of sizes.
x, nums = 987654321, []
for bits in (1, 5, 29, 30, 31, 59, 60, 61, 63, 64, 65, 120, 200, 500):
    v = 0
    for _ in range(bits // 16 + 1):
        x = (x * 6364136223846793005 + 1442695040888963407) % 2 ** 64
        v = v << 16 | x >> 48
    v &= (1 << bits) - 1
    nums += [v, -v, v + 1, (1 << bits) - 1]
n = 0
for a in nums:
    for b in nums:
        assert (a + b) - b == a and a * b == b * a and (a - b) == -(b - a)
        if b:
            q, r = divmod(a, b)
            assert q * b + r == a and abs(r) < abs(b) and (r == 0 or (r < 0) == (b < 0))
            assert -(-a // b) == (a + b - 1) // b if b > 0 else True
        assert (a ^ b) ^ b == a and (a & b) | (a ^ b) == a | b
        assert (a < b) == (a - b < 0) and (a == b) == (not a - b)
        n += 1
    assert int(str(a)) == a == int(hex(a), 16) == int(bin(a), 2) == int.from_bytes(a.to_bytes(70, "little", signed=True), "little", signed=True)
    assert a << 67 >> 67 == a and a << 13 == a * 2 ** 13 and a >> 13 == a // 2 ** 13
    assert (a + 1) ** 2 == a ** 2 + 2 * a + 1 and pow(abs(a), 65537, 10 ** 9 + 7) == pow(abs(a) % (10 ** 9 + 7), 65537, 10 ** 9 + 7)
    print(a, a.bit_length(), a % 97, a // -7, ~a, hash(a))
print(n, sum(nums), hash(sum(v * v for v in nums)))
