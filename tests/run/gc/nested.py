"""A collection asked for during a collection does nothing, however often it is asked for."""
import gc


class Node:
    def __init__(self, name):
        self.name = name
        self.other = self

    def __del__(self):
        print("del", self.name, [gc.collect() for _ in range(4)], len([[i] for i in range(2000)]))


def callback(phase, info):
    if phase == "stop":
        print("stop", [gc.collect() for _ in range(3)])


nodes = [Node(i) for i in range(5)]
for a, b in zip(nodes, nodes[1:]):
    a.other, b.other = b, a
del nodes, a, b
print(gc.collect())
gc.callbacks.append(callback)
gc.collect()
gc.callbacks.clear()
print(gc.collect())
