# SyntaxError instances raised by hand are displayed with their place.
raise SyntaxError("by hand", ("some_file.py", 7, 5, "abc def ghi\n"))
