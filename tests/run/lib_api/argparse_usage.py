"""Brackets in usages: of groups with one or no visible member, and of metavars."""

from argparse import SUPPRESS, ArgumentParser

METAVARS = ["FILE(s)", "(x)", "()", "[ x ]", "( a | b )", "(a) (b)", "[]", "[(x)]", "(a|b) (c)", "((x))", "( x", "x )"]

for metavar in METAVARS:
    for required in (None, False, True):
        parser = ArgumentParser(prog="PROG")
        where = parser if required is None else parser.add_mutually_exclusive_group(required=required)
        where.add_argument("--foo", metavar=metavar)
        where.add_argument("--bar", action="store_true")
        parser.add_argument("pos", metavar=metavar, nargs="?")
        print(parser.format_usage(), end="")

for required in (False, True):
    for count in range(1, 4):
        for hidden in range(count + 1):
            parser = ArgumentParser(prog="PROG")
            parser.add_argument("-a")
            group = parser.add_mutually_exclusive_group(required=required)
            for i in range(count):
                group.add_argument(f"--x{i}", help=SUPPRESS if i < hidden else None, metavar=f"M({i})" if i % 2 else None)
            other = parser.add_mutually_exclusive_group(required=not required)
            other.add_argument("-q")
            parser.add_argument("z", nargs="?")
            print(parser.format_usage(), end="")
