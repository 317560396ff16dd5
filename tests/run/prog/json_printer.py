# A JSON writer and reader without modules.
def dump(v, ind=0, step=2):
    pad = "\n" + " " * (ind + step)
    if v is None: return "null"
    if v is True: return "true"
    if v is False: return "false"
    if isinstance(v, (int, float)): return repr(v)
    if isinstance(v, str): return '"' + "".join({'"': '\\"', "\\": "\\\\", "\n": "\\n"}.get(c) or (c if " " <= c <= "~" else "\\u%04x" % ord(c)) for c in v) + '"'
    if isinstance(v, (list, tuple)): return "[" + ",".join(pad + dump(x, ind + step) for x in v) + ("\n" + " " * ind if v else "") + "]"
    if isinstance(v, dict): return "{" + ",".join(pad + dump(str(k)) + ": " + dump(x, ind + step) for k, x in v.items()) + ("\n" + " " * ind if v else "") + "}"
    raise TypeError("cannot dump " + type(v).__name__)
def load(s):
    def ws(i):
        while i < len(s) and s[i] in " \n\t\r": i += 1
        return i
    def val(i):
        i = ws(i)
        if i >= len(s): raise ValueError("unexpected end")
        c = s[i]
        if c in "{[":
            close, out, i = "}]"[c == "["], [], ws(i + 1)
            while s[i:i + 1] != close:
                if out:
                    if s[i:i + 1] != ",": raise ValueError("expected , at %d" % i)
                    i += 1
                x, i = val(i)
                if c == "{":
                    i = ws(i)
                    if s[i:i + 1] != ":": raise ValueError("expected : at %d" % i)
                    y, i = val(i + 1)
                    x = x, y
                out.append(x)
                i = ws(i)
            return (out if c == "[" else dict(out)), i + 1
        if c == '"':
            out, i = [], i + 1
            while s[i] != '"':
                if s[i] == "\\":
                    i += 1
                    if s[i] == "u": out.append(chr(int(s[i + 1:i + 5], 16))); i += 4
                    else: out.append({"n": "\n"}.get(s[i], s[i]))
                else: out.append(s[i])
                i += 1
            return "".join(out), i + 1
        for word, v in (("null", None), ("true", True), ("false", False)):
            if s.startswith(word, i): return v, i + len(word)
        j = i
        while j < len(s) and s[j] in "+-.eE0123456789": j += 1
        if i == j: raise ValueError("bad value at %d" % i)
        t = s[i:j]
        return (float(t) if any(c in t for c in ".eE") else int(t)), j
    v, i = val(0)
    if ws(i) != len(s): raise ValueError("extra data at %d" % i)
    return v
doc = {"name": "é\"q\"\n", "list": [1, 2.5, -3e20, [], {}, None], "nested": {"t": True, "f": False, 5: (1, "x")}, "": ""}
text = dump(doc)
print(text)
print(load(text))
print(dump(load(text)) == text)
for bad in ("", "[1", "[1 2]", '{"a" 1}', "nul", "[1],", "{1:2}", '"abc', "1e5.5"):
    try: print(bad, load(bad))
    except Exception as e: print(bad, type(e).__name__, e)
try: dump({1, 2})
except TypeError as e: print(e)
