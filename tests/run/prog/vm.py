# A stack machine with an assembler.
SRC = """
  push 10
  store n
  push 1
  store acc
loop: load n
  jz end
  load acc
  load n
  mul
  store acc
  load n
  push 1
  sub
  store n
  jmp loop
end: load acc
  print
  push 7
  call square
  print
  halt
square: dup
  mul
  ret
"""
def assemble(src):
    code, labels = [], {}
    for line in src.strip().splitlines():
        if ":" in line:
            l, line = line.split(":", 1)
            labels[l.strip()] = len(code)
        op, *arg = line.split()
        code.append((op, arg[0] if arg else None))
    return [(op, labels.get(a, int(a) if a and a.lstrip("-").isdigit() else a)) for op, a in code]
class VM:
    def __init__(self, code): self.code, self.stack, self.vars, self.calls, self.pc, self.steps, self.out = code, [], {}, [], 0, 0, []
    def run(self):
        while True:
            op, arg = self.code[self.pc]
            self.pc += 1
            self.steps += 1
            r = getattr(self, "op_" + op)(arg)
            if r is StopIteration: return self
    def op_push(self, a): self.stack.append(a)
    def op_dup(self, a): self.stack.append(self.stack[-1])
    def op_store(self, a): self.vars[a] = self.stack.pop()
    def op_load(self, a): self.stack.append(self.vars[a])
    def op_jmp(self, a): self.pc = a
    def op_jz(self, a): self.pc = self.pc if self.stack.pop() else a
    def op_call(self, a): self.calls.append(self.pc); self.pc = a
    def op_ret(self, a): self.pc = self.calls.pop()
    def op_print(self, a): self.out.append(self.stack.pop())
    def op_halt(self, a): return StopIteration
for name, f in (("add", lambda a, b: a + b), ("sub", lambda a, b: a - b), ("mul", lambda a, b: a * b)):
    def method(self, arg, f=f):
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(f(a, b))
    setattr(VM, "op_" + name, method)
code = assemble(SRC)
for i, c in enumerate(code): print(i, *c)
vm = VM(code).run()
print(vm.out, vm.steps, vm.vars, vm.stack)
for bad in ("push 1\n add\n halt", "load q", "frob", "push 1"):
    try: VM(assemble(bad)).run()
    except Exception as e: print(type(e).__name__, e)
