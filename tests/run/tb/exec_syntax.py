# SyntaxError raised by exec, uncaught.
def run():
    exec("a = 1\nb = (2\nc 3")
run()
