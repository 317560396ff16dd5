"""What the programs beside this one share: telling what came of calls."""


def show(calls, names):
    """Prints what came of each call; the names in them are those of a program. Calls stand on lines, apart by semicolons."""
    for line in calls.strip().split("\n"):
        for call in line.split("; "):
            try:
                value = repr(eval(call, names))
            except BaseException as error:
                value = "%s: %s" % (type(error).__name__, error)
            print(call, "->", value)


if __name__ == "__main__":
    show("len('ab'); int('no')\nnames", {"names": 5})
