# Mutual recursion does not fold; four equal frames fold one.
def a(n):
    if n:
        b(n - 1)
    else:
        [][0]
def b(n):
    a(n)
def c(n):
    if n:
        c(n - 1)
    else:
        a(2)
c(4)
