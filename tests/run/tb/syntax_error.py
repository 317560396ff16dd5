# A syntax error in the program itself.
x = 1
def f():
    return x +
print(x)
