# await outside async.
def f():
    await g()
