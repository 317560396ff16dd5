def plain(items):
    for item in items:
        if item:
            continue
        break
    else:
        return None
    return item


def nested(n):
    while n:
        for i in n:
            for j in i:
                if j:
                    break
                n = j
            else:
                continue
            return i
    else:
        n = 1
    return n


def forever():
    while True:
        if step():
            break


def unpacking(pairs):
    for key, (first, *rest) in pairs:
        print(key, first, rest)
