# A Brainf*** interpreter and compiler to Python source.
def jumps(p):
    st, j = [], {}
    for i, c in enumerate(p):
        if c == "[": st.append(i)
        elif c == "]":
            if not st: raise SyntaxError("unmatched ] at %d" % i)
            k = st.pop()
            j[i], j[k] = k, i
    if st: raise SyntaxError("unmatched [ at %d" % st[-1])
    return j
def run(p, inp=""):
    j, mem, ptr, pc, out, inp, steps = jumps(p), [0] * 30, 0, 0, [], iter(inp), 0
    while pc < len(p):
        c = p[pc]
        steps += 1
        if c == ">": ptr += 1
        elif c == "<": ptr -= 1
        elif c == "+": mem[ptr] = (mem[ptr] + 1) % 256
        elif c == "-": mem[ptr] = (mem[ptr] - 1) % 256
        elif c == ".": out.append(chr(mem[ptr]))
        elif c == ",": mem[ptr] = ord(next(inp, "\0"))
        elif c == "[" and not mem[ptr] or c == "]" and mem[ptr]: pc = j[pc]
        pc += 1
    return "".join(out), steps
def compile_(p):
    lines, ind = ["def f(inp):", " m, i, out, inp = [0] * 30, 0, [], iter(inp)"], 1
    k = 0
    while k < len(p):
        c, n = p[k], 1
        while c in "+-<>" and p[k + n:k + n + 1] == c: n += 1
        s = {"+": "m[i] = (m[i] + %d) %% 256" % n, "-": "m[i] = (m[i] - %d) %% 256" % n, ">": "i += %d" % n, "<": "i -= %d" % n, ".": "out.append(chr(m[i]))", ",": "m[i] = ord(next(inp, '\\0'))", "[": "while m[i]:"}.get(c)
        if s: lines.append(" " * ind + s)
        ind += (c == "[") - (c == "]")
        k += n
    lines.append(" return ''.join(out)")
    ns = {}
    exec("\n".join(lines), ns)
    return ns["f"], len(lines)
hello = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."
print(run(hello))
f, n = compile_(hello)
print(f(""), n)
rev = ">,[>,]<[.<]"
print(run(rev, "stressed"), compile_(rev)[0]("drawer"))
for bad in ("[", "]", "+[[]"):
    try: run(bad)
    except SyntaxError as e: print(e)
