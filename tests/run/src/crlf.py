# Carriage returns as line ends.
x = """a
b"""
print(repr(x))
if x:
    print("crlf", \
      1)
