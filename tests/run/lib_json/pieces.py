# The pieces that JSONEncoder.iterencode() yields, and so what json.dump() has written when an error comes.
import io
import json

VALUES = (
    {}, [], [1], {"a": 1}, {"a": [1, 2, {"b": None}], "c": {}, "d": []}, [[], [[]], {}],
    {"a": {"b": {"c": [1.5, "x", True]}}}, ["a", ["b"]], {1: 2, None: 3, 2.5: 4}, [set()], {"a": set()}, [1, 2, set()],
    {"a": 1, (1,): 2}, {"a": 1, "b": {(1,): 2}}, [float("nan")], {"a": float("nan")}, {"b": 1, 2: 3}, ({},),
)
SETTINGS = (
    {}, {"indent": 1}, {"indent": 0}, {"indent": "--", "sort_keys": True}, {"skipkeys": True},
    {"skipkeys": True, "indent": 2}, {"allow_nan": False}, {"separators": (",", ":")},
    {"separators": (",", ":"), "indent": 2}, {"default": sorted},
)

for settings in SETTINGS:
    print(sorted(settings))
    for value in VALUES:
        pieces = []
        try:
            for piece in json.JSONEncoder(**settings).iterencode(value):
                pieces.append(piece)
        except (TypeError, ValueError) as problem:
            pieces.append((type(problem).__name__, str(problem)))
        print("   ", pieces)

loop = {}
loop["a"] = [loop]
out = io.StringIO()
try:
    json.dump(loop, out)
except ValueError as problem:
    print(problem, out.getvalue())
