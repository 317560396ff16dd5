# A finaliser of garbage in cycles does not run between the value of an argument and the native call that gets it.
import _queue
import itertools

queue, numbers, taken = _queue.SimpleQueue(), itertools.count(), []


class Circular:
    def __init__(self):
        self.itself = self

    def __del__(self):
        queue.put(next(numbers))


while len(taken) < 5000:
    garbage = Circular()
    queue.put(next(numbers))
    del garbage
    taken.append(queue.get())
print(taken == list(range(5000)))
