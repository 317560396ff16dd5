# Identifiers made of the time: version, variant, order, and that all are different.
import _uuid
import uuid

print(_uuid.has_uuid_generate_time_safe)
bytes, safe = _uuid.generate_time_safe()
print(type(bytes), len(bytes), safe in (0, -1))
made = [uuid.uuid1() for _ in range(5000)]
print(len(set(made)), {one.version for one in made}, {one.variant for one in made})
print({one.node for one in made} == {uuid.getnode()}, all(a.time < b.time for a, b in zip(made, made[1:])))
print({type(one.is_safe).__name__ for one in made})
try:
    _uuid.generate_time_safe(1)
except TypeError as error:
    print(error)
