# Continuation lines, blank lines, comments, semicolons, odd layout.
x = 1 + \
    2 + \
  3
y = (1 +
     # comment inside

     2,
  3
)
print(x, y); print("two"); z = [
1,
    2,
]; print(z)
if x: print("one line"); print("still in if")
if x:

    # comment at deeper level
        # and another
  # shallower comment
    print("body")

    print("after blank")
	
def f(a,
      b=(1,
         2)): return (a,
   b)
print(f(0))
s = "a\
b"; t = '''l1
l2\
l3'''
print(s, repr(t))
class A: x = 1; y = 2
print(A.y)
for i in range(2): pass; print(i, end=" ")
else: print("else")
try: pass
except: pass
finally: print("fin")
while 0: pass
if (x
    and y): print("cond")
d = {
    "a": 1,
    "b":
        2,
}
print(d)
lam = (lambda
       q:
       q + 1)
print(lam(1))
assert (1,
        2)
@ str
def g(): pass
print(type(g).__name__, x if x else \
      y)
exec("a = 1\r\nb = 2\r\nprint(a + b)\r\n")
exec("a = 5\rprint(a)")
exec("if 1:\n\tprint('tab')\n\tif 1:\n\t\tprint('tabs')\n")
exec("\x0cprint('form feed')")
exec("if 1:\n    print('no newline at end')")
exec("# only a comment")
exec("\n\n   \n\t\nprint('blank lines')\n   ")
exec("if 1:\n  pass\n # odd dedent comment\n  \nprint('ok')")
