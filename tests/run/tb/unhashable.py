# Uncaught TypeErrors inside nested displays.
data = [1, 2]
result = {
    "ok": 1,
    tuple(data): 2,
    (1, data): 3,
}
