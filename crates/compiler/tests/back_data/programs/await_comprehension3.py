# flags=8192
x = [x for x in y]
