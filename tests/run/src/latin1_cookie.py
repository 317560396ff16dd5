# placeholder, rewritten as latin-1 below
print("x")
