"""Proxies of a manager: their methods, with arguments by name too, what they give, signatures."""
import inspect
import multiprocessing.managers as managers
import pickle
import threading


class Numbers(managers.SyncManager):
    pass


def count(stop):
    for number in range(stop):
        got = yield number
        if got:
            yield 'got %r' % got


Numbers.register('count', count, managers.IteratorProxy)


def main():
    with Numbers() as manager:
        event = manager.Event()
        print(event.is_set(), event.wait(timeout=0.01), event.set(), event.wait(5), event.clear(), event.is_set())
        lock = manager.Lock()
        print(lock.acquire(), lock.acquire(blocking=False), lock.acquire(True, 0.01), lock.release())
        with lock as held:
            print(held, lock.acquire(False))
        condition = manager.Condition()
        with condition:
            print(condition.wait(timeout=0.01), condition.notify(n=2), condition.notify_all())
            print(condition.wait_for(lambda: 'done', timeout=1), condition.wait_for(lambda: 0, 0.01))
        barrier = manager.Barrier(2)
        print(barrier.parties, barrier.n_waiting, barrier.broken)
        found = []
        thread = threading.Thread(target=lambda: found.append(barrier.wait(timeout=5)))
        thread.start()
        found.append(barrier.wait())
        thread.join()
        print(sorted(found), barrier.abort(), barrier.broken, barrier.reset(), barrier.broken)
        value = manager.Value('i', 3)
        value.value += 1
        print(value.get(), value.value, value.set(value=7), value.get())
        numbers = manager.count(4)
        print(next(numbers), numbers.send('x'), list(numbers), numbers.close())
        try:
            manager.count(2).throw(KeyError)
        except KeyError as error:
            print(type(error).__name__)
        items = manager.list([3, 1, 2])
        items += [5]
        items *= 2
        items.sort(reverse=True)
        print(items, len(items), items[1:3], items.index(5), 3 in items, items + [1])
        names = manager.dict(a=1)
        names.update(b=2)
        print(sorted(names.items()), names.setdefault('c', 3), sorted(names), names.pop('z', 9))
        print(manager.Array('i', [1, 2])[1])
        with manager.Pool(1) as pool:
            print(pool.map(abs, [-1, 2]), pool.apply_async(abs, (-3,)).get(), list(pool.imap(abs, [-4])))
        space = manager.Namespace(x=1)
        space.y = 2
        print(space)


for name in ('IteratorProxy AcquirerProxy ConditionProxy EventProxy BarrierProxy ValueProxy BaseListProxy DictProxy '
             'ListProxy ArrayProxy BasePoolProxy PoolProxy NamespaceProxy').split():
    cls = getattr(managers, name)
    print(name, [base.__name__ for base in cls.__mro__], cls._exposed_)
    print([(key, value.__qualname__, str(inspect.signature(value))) for key, value in sorted(vars(cls).items())
           if inspect.isfunction(value)])
print(pickle.loads(pickle.dumps(managers.EventProxy.wait)) is managers.EventProxy.wait)
if __name__ == '__main__':
    main()
