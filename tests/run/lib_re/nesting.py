# How deep patterns may nest: a level of groups costs the parser two calls of Python functions.
import re


def compiles(pattern):
    try:
        re.compile(pattern)
    except RecursionError as problem:
        return type(problem).__name__
    return "compiled"


KINDS = {
    "capture": "({}a{})",
    "plain": "(?:{}a{}b)",
    "ahead": "(?={}a{})",
    "not behind": "(?<!{}a{})",
    "repeated": "({}a{})*",
    "lazy": "(?:{}a{}b)+?",
    "alternative": "(b|{}a{})",
    "flags": "(?i:{}a{})",
}
for kind, both in KINDS.items():
    opening, _, closing = both.partition("{}a{}")
    for levels in 100, 250, 480, 520, 1000:
        print(kind, levels, compiles(opening * levels + "a" + closing * levels))

for levels in 100, 480, 900, 1100:
    print("conditional", levels, compiles("(x)" + "(?(1)" * levels + "a" + ")" * levels))
for levels in 100, 300, 350:
    print("alternatives repeated", levels, compiles("(b|c" * levels + "a" + ")*" * levels))
for levels in 100, 480, 520:
    print("named", levels, compiles("".join("(?P<g%d>" % number for number in range(levels)) + "a" + ")" * levels))

deep = re.compile("(" * 450 + "a" + ")" * 450)
found = deep.match("abc")
print(deep.groups, found.span(), found.span(1), found.span(450), found.lastindex)

for pattern in "(a", "(?:a", "(?P<n>a", "(?=a", "(?<=a", "(a)(?(1)b", "(a)(?(1)b|c", "(a)(?(1)b|c|d)", "(?i:a", "(?<=(a)\\1)", "(a\\1)":
    try:
        re.compile(pattern)
    except re.error as problem:
        print(pattern, problem)
