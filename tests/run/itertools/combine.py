# product, permutations, combinations, chain, zip_longest.
from itertools import product, permutations, combinations, combinations_with_replacement as cwr, chain, zip_longest
print(list(product("ab", [1, 2])), list(product()), list(product("ab", repeat=2)), list(product("a", [])), list(product([0, 1], repeat=0)))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations("ab", 3)), list(permutations([], 0)), list(permutations([1])))
print(list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)), list(cwr("abc", 2)), list(cwr([], 2)))
print(list(chain("ab", [1], ())), list(chain()), list(chain.from_iterable(["ab", "c"])), list(zip_longest("abc", [1])), list(zip_longest("a", "bc", fillvalue="-")), list(zip_longest()))
print(len(list(permutations(range(6)))), len(list(combinations(range(10), 4))), sum(1 for _ in product(range(3), repeat=5)))
ch = chain.from_iterable(iter([[1], 5]))
print(next(ch))
for f in (lambda: next(ch), lambda: product(5), lambda: product("a", repeat=-1), lambda: product("a", repeat="x"), lambda: permutations("a", -1), lambda: permutations("a", "b"), lambda: combinations("a"), lambda: combinations("a", -1), lambda: next(chain(5)), lambda: list(chain("a", 5)), lambda: zip_longest("a", nope=1), lambda: zip_longest(5), lambda: product("a", nope=1), lambda: chain(x=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
