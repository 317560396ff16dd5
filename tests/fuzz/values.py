"""Source texts of values at the edges of the built-in types, for all generators.

Nothing here needs much memory or time, whatever is done with it: counts are small, or so large that
every implementation refuses them.
"""

import re

INTS = """0 1 -1 2 3 -2 7 10 -5 255 256 -257 65535 1000 2**30-1 2**30 -2**30 2**31-1 -2**31 2**60 2**62-1 2**63-1 2**63
-2**63 -2**63-1 2**64 10**25 -10**30 True False""".split()
SMALL_INTS = "0 1 -1 2 3 -2 5 -7 10 True False".split()
FLOATS = """0.0 -0.0 1.0 -1.5 0.1 1e16 1e22 1.7976931348623157e308 5e-324 2.5 3.5 -2.5 0.5 1e-7 123456789.125 1e15 1e17
float('inf') float('-inf') float('nan')""".split()
COMPLEXES = "0j 1j (1+2j) (-0.0-0j) complex('inf') complex(0,float('nan')) (2.5-1e300j)".split()
STRS = r"""'' 'a' 'abc' 'Hello World' ' x ' '\t\n' 'ab\ncd\r\nef' '12' '-3.5' 'ß' 'ﬁ' 'İ' 'é' 'e\u0301' 'Σς' '\u2028x' '日本'
'\U0001f600' '\ud800' 'a,b,,c' 'aXbXc' 'AbC' 'ǅ' '٣' '½' '\x00' '%s' '{}' '{0!r:>5}' 'x=1' 'nan' '1_000' '0x1F' 'a\x85b'
'abcabcabc' '__a__' 'True'"""
STRS = re.split(r"(?<=')\s+(?=')", STRS)
STRS += ["' lead  two '", "'a b\\tc'", "'%(k)s %%'"]
BYTES = r"""b'' b'a' b'abc' b'\x00\xff' b'12' b'aXbXc' b'Hello\n' b'%d' b'\xc3\xa9' bytearray(b'') bytearray(b'xyz')
bytearray(b'ab\xffba') memoryview(b'abc') memoryview(bytearray(b'12345'))[1::2]""".split()
BYTES += ["b' x \\t'"]
LISTS = "[] [1] [1,2,3] [3,1,2] ['a',None] [[]] [1.0,2,True] [(1,2),(3,4)] [[1],[2,3]] list('abc')".split()
TUPLES = "() (1,) (1,2) (1,2,3) ('a',) (None,()) (1,(2,3)) ('a','b')".split()
DICTS = "{} {1:2} {'a':1} {'k':'v','x':None} {1:1,True:2} {(1,):[]} {None:0,0.0:1}".split()
SETS = "set() {1} {1,2,3} {'a'} {1.0,2} frozenset() frozenset({1,2}) frozenset('ab')".split()
RANGES = "range(0) range(3) range(5,0,-2) range(-3,10,4) range(2**63,2**63+3)".split()
SLICES = """slice(None) slice(1,2) slice(None,None,-1) slice(-100,100,3) slice(2,None,-2) slice(None,None,0) slice('a')
slice(2**70,-2**70,-2**70)""".split()
ITERATORS = """iter([1,2,3]) iter('ab') iter({1:2}) iter(()) reversed([1,2]) enumerate('ab') zip([1,2],'ab') map(str,[1])
filter(None,[0,1]) iter(range(2)) iter({1}) {1:2}.items() {1:2}.keys() {'a':0}.values() iter(int,0)""".split()
ITERATORS.append("(c for c in 'ab')")
OTHERS = """None NotImplemented ... int str list object type len print object() ValueError ValueError('x') KeyError('k')
OSError(2,'no') lambda:0 str.upper 'a'.join int.__add__ property() type('T',(),{})""".split()

# Their hashes are addresses: what they are differs from run to run.
BY_ADDRESS = OTHERS + ITERATORS + SLICES + ["(None,())"]

KINDS = {
    "int": INTS, "float": FLOATS, "complex": COMPLEXES, "str": STRS, "bytes": BYTES, "list": LISTS, "tuple": TUPLES,
    "dict": DICTS, "set": SETS, "range": RANGES, "slice": SLICES, "iterator": ITERATORS, "other": OTHERS,
}
ALL = [text for kind in KINDS.values() for text in kind]


def pick(rng):
    """Any value, kinds with equal chances."""
    return rng.choice(KINDS[rng.choice(KIND_NAMES)])


KIND_NAMES = sorted(KINDS)


def small(rng):
    return rng.choice(SMALL_INTS)
