# gc.is_tracked, get_referents, callbacks, freeze, thresholds.
import gc
class A: pass
a = A()
a.x = [1]
print(gc.is_tracked(a), gc.is_tracked([]), gc.is_tracked(5), gc.is_tracked("s"), gc.is_tracked(A), gc.is_tracked(lambda: 0))
print(gc.get_referents([1, "a"]), gc.get_referents((5,)), gc.get_referents(7), sorted(gc.get_referents({"k": 2}), key=str), gc.get_referents())
events = []
gc.callbacks.append(lambda phase, info: events.append((phase, info["generation"], sorted(info))))
gc.collect()
gc.collect(0)
gc.callbacks.clear()
gc.collect()
print(events)
old = gc.get_threshold()
gc.set_threshold(100, 5, 5)
print(gc.get_threshold(), len(gc.get_count()), len(gc.get_stats()), sorted(gc.get_stats()[0]))
gc.set_threshold(*old)
l = [a]
print(any(r is l for r in gc.get_referrers(a)))
print(gc.get_debug(), len(gc.get_objects()) > 100)
for f in (lambda: gc.is_tracked(), lambda: gc.set_threshold(), lambda: gc.collect("x")):
    try: f()
    except TypeError as e: print(e)
