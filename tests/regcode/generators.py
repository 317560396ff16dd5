def gen(items):
    received = yield
    while received:
        received = yield items, received
    return received


def delegating(inner):
    result = yield from inner
    try:
        yield result
    finally:
        yield from ()


def expression(items, low):
    return (low + item for item in items if item > low)


def comprehensions(rows):
    flat = [cell for row in rows for cell in row if cell]
    unique = {cell for cell in flat}
    return {cell: cell * 2 for cell in unique}
