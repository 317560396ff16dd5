# Relations between split, join, partition, replace, find on many inputs.
texts = ["", "a", "a,b", ",a,", ",,", "aé,€b", "😀,,x", "abc", "a,b,c,d", "  x  y ", "aXaXa", "ΩΩ,Ω"]
seps = [",", "a", "X", "é", "Ω", "  ", "ab"]
n = 0
for t in texts:
    for s in seps:
        parts = t.split(s)
        assert s.join(parts) == t
        assert len(parts) == t.count(s) + 1
        assert "".join(t.partition(s)) == "".join(t.rpartition(s)) == t
        assert t.replace(s, "__") == "__".join(parts)
        assert (t.find(s) >= 0) == (s in t)
        for k in range(4):
            assert s.join(t.split(s, k)) == s.join(t.rsplit(s, k)) == t
        assert t.encode().split(s.encode()) == [p.encode() for p in parts]
        assert t.startswith(s) == (t[:len(s)] == s) and t.endswith(s) == (t[-len(s):] == s)
        n += 1
    print(ascii(t), [ascii(p) for p in t.split()], t[::-1] == "".join(reversed(t)), t.upper().lower() == t.lower(), len(t.encode("utf-8")), len(t.encode("utf-16-le")), t == t.encode("utf-32").decode("utf-32"))
print(n)
