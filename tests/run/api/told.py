# How the programs here tell the outcomes of calls: each line of a text is an expression.
import re
import warnings

warnings.simplefilter("ignore")


def odd(base=object, *args, **answers):
    """An object whose special methods answer what they are told to, and say that they were asked."""

    def method(name, answer):
        def special(self, *args):
            print("   asked", name)
            if isinstance(answer, type):
                raise answer(name)
            return answer

        return special

    members = {"__%s__" % name: method(name, answer) for name, answer in answers.items()}
    return type("Odd", (base,), members)(*args)


def tell(source, names):
    names.setdefault("odd", odd)
    for line in source.strip().splitlines():
        line = line.strip()
        try:
            outcome = "%r" % (eval(line, names),)
        except Exception as error:
            outcome = "%s: %s" % (type(error).__name__, error)
            if error.__cause__ or error.__context__:
                outcome += " (cause %s, context %s)" % (type(error.__cause__).__name__, type(error.__context__).__name__)
        print(line, "->", re.sub("0x[0-9a-f]+", "0x", outcome), flush=True)


if __name__ == "__main__":
    tell("1 + 1\n1 + ''\nlen(odd(len=2))\nlen(odd(len=KeyError))", {})
