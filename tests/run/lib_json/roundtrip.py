# json dumps and loads.
import json
d = {"a": [1, 2.5, None, True], "é": "\u20ac\"\n\\", "n": {"x": {}}, "big": 10 ** 20, 1: "int key", None: 0, True: 1}
print(json.dumps(d), json.dumps(d, indent=2), json.dumps(d, ensure_ascii=False), json.dumps([1, 2], separators=(",", ":")), json.dumps({"b": 1, "a": 2}, sort_keys=True))
print(json.loads(json.dumps(d)), json.loads("[1, 2.0, 1e5, -0, \"\\u00e9\\ud83d\\ude00\"]"), json.loads(" null "), json.dumps(float("inf")), json.loads("[NaN, -Infinity]"), json.dumps("\x00\x7f\u2028"), json.dumps((1, (2,))))
for s in ("", "[1,]", "{", "{'a': 1}", "[1 2]", "nul", '"\\x"', '{"a":1,}', "1 2", '"abc', "01", "[1", '{"a" 1}'):
    try: print(json.loads(s))
    except json.JSONDecodeError as e: print(repr(s), e)
for o in ({1, 2}, object, b"x", {(1, 2): 3}, 1j):
    try: print(json.dumps(o))
    except TypeError as e: print(e)
r = []; r.append(r)
try: json.dumps(r)
except ValueError as e: print(e)
print(json.dumps({1, 2} and [3], default=str), json.dumps(1j, default=str), json.loads("[1.5]", parse_float=str), json.loads('{"a": 1}', object_pairs_hook=list), json.loads("1", parse_int=lambda s: s + "!"))
try: json.dumps(float("nan"), allow_nan=False)
except ValueError as e: print(e)
