# mode=single
x; y + 1; "z"; (lambda: 1)()
