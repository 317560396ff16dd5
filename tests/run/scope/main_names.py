# What a program's module has before its first statement.
print(sorted(globals()))
print(__annotations__)
count: int = 1
print(__annotations__)
