# Bytes that are not UTF-8 in a file without a cookie.
print("never")
x = "é"
