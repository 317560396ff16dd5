# Through C code: sort keys, map and __eq__ calls.
class K:
    def __lt__(self, o):
        raise RuntimeError("no order")
def run():
    return list(map(lambda l: sorted(l), [[1, 2], [K(), K()]]))
run()
