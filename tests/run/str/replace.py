# replace in all its shapes.
s = "abcabcabc"
for args in (("a", "x"), ("a", ""), ("a", "xyz"), ("abc", ""), ("", "-"), ("", "-", 3), ("a", "x", 0), ("a", "x", 1), ("a", "x", 2), ("a", "x", -1), ("d", "x"), ("bca", "B"), ("abcabcabcd", "q"), ("c", "c"), ("a", "é"), ("bc", "😀"), ("a", "€", 2), ("€", "a")):
    print(args, s.replace(*args))
print("".replace("", "x"), "".replace("", "x", 0), "".replace("a", "b"), "aaa".replace("aa", "b"), "é€é".replace("é", "e"), "😀a😀".replace("😀", "b"), "abc".replace("", "é"))
for f in (lambda: s.replace("a"), lambda: s.replace(1, "a"), lambda: s.replace("a", None), lambda: s.replace("a", "b", "c"), lambda: s.replace("a", "b", count=1)):
    try:
        print(f())
    except TypeError as e:
        print(e)
