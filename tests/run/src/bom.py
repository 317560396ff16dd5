# A byte order mark before the first line.
print("bom", ascii("é€"))
x = 1
print(x, __name__)
