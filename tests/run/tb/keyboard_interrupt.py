# BaseExceptions that are no Exceptions.
def f():
    raise GeneratorExit("text")
try:
    f()
except Exception:
    print("not caught")
