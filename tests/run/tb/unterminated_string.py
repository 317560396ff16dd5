# An unterminated string with a caret.
x = 5
print('abc)
