"""Writes data/hash.txt: hashes under several seeds, and the Mersenne Twister."""
import os
import subprocess
import sys
from oracle_common import *

d = Data('hash.txt')
TEXTS = [bytes(rng.randrange(1, 128) for _ in range(n)) for n in list(range(0, 26)) + [63, 64, 65, 200]]
SCRIPT = 'import sys; print(*[hash(bytes.fromhex(x)) for x in sys.argv[1:]])'
for seed in (0, 1, 2, 42, 1000, 123456789, 4294967295):
    env = dict(os.environ, PYTHONHASHSEED=str(seed))
    out = subprocess.run([sys.executable, '-c', SCRIPT] + [t.hex() for t in TEXTS], env=env, stdout=subprocess.PIPE, check=True)
    for text, value in zip(TEXTS, out.stdout.decode().split()):
        d.add('bytes', str(seed), text.hex(), result=lambda: value)


class Hashed:
    """Hashes to what it is told, equal only to itself."""

    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value


for n in list(range(8)) * 4 + [20, 50, 100]:
    items = [rng.choice((rng.randrange(-5, 5), rng.randrange(-2**63, 2**63))) for _ in range(n)]
    items = [-2 if x == -1 else x for x in items]
    field = ' '.join(map(str, items))
    d.add('tuple', field, result=lambda: hash(tuple(Hashed(x) for x in items)))
    d.add('frozenset', field, result=lambda: hash(frozenset(Hashed(x) for x in items)))
for _ in range(20):
    o = object()
    d.add('pointer', str(id(o)), result=lambda: hash(o))

for seed in (0, 1, -1, 42, 2**31, 2**32, 2**32 - 1, 2**64 + 5, 2**95, 10**50, rng.getrandbits(20000), rng.getrandbits(32 * 624)):
    r = random.Random(seed)
    bits = ' '.join(i(r.getrandbits(k)) for k in (1, 7, 31, 32, 33, 53, 64, 65, 100, 128))
    d.add('bits', i(seed), result=lambda: bits)
    r.seed(seed)
    floats = ' '.join(f(r.random()) for _ in range(5))
    d.add('floats', i(seed), result=lambda: floats)
    for _ in range(700):
        r.random()
    state = r.getstate()[1]
    d.add('state', i(seed), result=lambda: '%d %x %x %x' % (state[-1], state[0], state[1], state[623]))
d.write()
