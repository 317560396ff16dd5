# SystemExit with odd codes.
print("x")
raise SystemExit(["a", 1])
