# A tiny backtracking regular expression matcher.
def parse(p):
    pos = 0
    def alt():
        nonlocal pos
        opts = [seq()]
        while pos < len(p) and p[pos] == "|": pos += 1; opts.append(seq())
        return opts[0] if len(opts) == 1 else ("alt", opts)
    def seq():
        items = []
        while pos < len(p) and p[pos] not in "|)": items.append(rep())
        return ("seq", items)
    def rep():
        nonlocal pos
        a = atom()
        while pos < len(p) and p[pos] in "*+?": a = (p[pos], a); pos += 1
        return a
    def atom():
        nonlocal pos
        c = p[pos]; pos += 1
        if c == "(":
            r = alt()
            if p[pos:pos + 1] != ")": raise ValueError("missing )")
            pos += 1
            return ("grp", r)
        if c == "[":
            end = p.index("]", pos); s = p[pos:end]; pos = end + 1
            return ("set", s.lstrip("^"), s.startswith("^"))
        if c == ".": return ("any",)
        if c == "\\": c = p[pos]; pos += 1
        return ("chr", c)
    r = alt()
    if pos < len(p): raise ValueError("junk at %d" % pos)
    return r
def m(n, s, i):
    k = n[0]
    if k == "chr": yield from [i + 1] if s[i:i + 1] == n[1] else []
    elif k == "any":
        if i < len(s): yield i + 1
    elif k == "set":
        if i < len(s) and (s[i] in n[1]) != n[2]: yield i + 1
    elif k == "grp": yield from m(n[1], s, i)
    elif k == "alt":
        for o in n[1]: yield from m(o, s, i)
    elif k == "seq":
        def go(items, i):
            if not items: yield i; return
            for j in m(items[0], s, i): yield from go(items[1:], j)
        yield from go(n[1], i)
    elif k == "?": yield from m(n[1], s, i); yield i
    else:
        def star(i, need):
            for j in m(n[1], s, i):
                if j > i: yield from star(j, False)
            if not need: yield i
        yield from star(i, False) if k == "*" else (x for j in m(n[1], s, i) for x in star(j, False))
for p, ss in (("a*b", ["b", "aaab", "aac"]), ("(ab|a)(bc|c)?", ["abc", "ac", "ab", "abbc"]), ("[abc]+x", ["cabx", "x"]), ("[^0]*0", ["xx0y0", "1"]), ("a.c", ["abc", "ac"]), ("(a|b)*c", ["ababc", "abab"]), ("\\**", ["***", ""]), ("x?y+z", ["xyyz", "yz", "xz"]), ("((a)", ["a"]), ("a)", ["a"]), ("(a*)*b", ["aab"])):
    try: print(p, parse(p), [[s[:j] for j in m(parse(p), s, 0)][:3] for s in ss])
    except ValueError as e: print(p, e)
