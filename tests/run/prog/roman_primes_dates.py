# Conversions: roman numerals, bases, calendars, words for numbers.
def roman(n): return "" if not n else next(s + roman(n - v) for v, s in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")) if n >= v)
def unroman(s):
    v = [dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))[c] for c in s]
    return sum(-a if a < b else a for a, b in zip(v, v[1:] + [0]))
print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999)], all(unroman(roman(n)) == n for n in range(1, 1000)))
def base(n, b):
    s, neg, n = "", n < 0, abs(n)
    while n or not s: n, r = divmod(n, b); s = "0123456789abcdefghijklmnopqrstuvwxyz"[r] + s
    return "-" * neg + s
print([base(1234567, b) for b in (2, 3, 7, 8, 16, 36)], base(-255, 16), base(0, 2), all(int(base(n, b), b) == n for n in range(-50, 50) for b in range(2, 37)))
leap = lambda y: y % 4 == 0 and (y % 100 != 0 or y % 400 == 0)
def weekday(y, m, d): return (d + [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][m - 1] + (y := y - (m < 3)) + y // 4 - y // 100 + y // 400) % 7
print([y for y in range(1890, 1913) if leap(y)], ["Sun Mon Tue Wed Thu Fri Sat".split()[weekday(*d)] for d in ((2000, 1, 1), (1969, 7, 20), (2024, 2, 29))])
ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
tens = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
def words(n):
    if n < 20: return ones[n]
    if n < 100: return tens[n // 10] + ("-" + ones[n % 10] if n % 10 else "")
    for p, w in ((10 ** 9, "billion"), (10 ** 6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= p: return words(n // p) + " " + w + (" " + words(n % p) if n % p else "")
for n in (0, 7, 13, 42, 100, 115, 1999, 20000, 1234567, 10 ** 9 + 1): print(n, words(n))
print(sum(len(words(n).replace(" ", "").replace("-", "")) for n in range(1, 200)))
