# Errors in decorators and in default values.
def deco(f):
    return f.missing
print("x")
@deco
def g(a=len("abc")):
    pass
