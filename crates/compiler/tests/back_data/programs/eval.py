# mode=eval
[a for a in b] + (c or d)
