# flags=8192
a = 1
