# The caret under a line with wide characters.
x = "é€😀" + * 2
