"""Makes calls, in one interpreter, and tells their outcomes.

    api_calls.py make OUT SKIP MODULE SEED COUNT     chooses calls, looking at how they end; OUT gets calls and outcomes
    api_calls.py repeat OUT SKIP MODULE CALLS        the same calls, as they stand in a file

A line of OUT is written before a call (its number, target, texts) and another after it (its number, outcome),
so that it is known which call ends the process; SKIP are the numbers of those.
"""

import fcntl
import json
import os
import random
import re
import resource
import signal
import sys
import time
import warnings

import api_pool
import api_targets

DESCRIPTOR = 91  # that no value of the pool is, as calls may close those
MEMORY = 900 << 20  # so that all refuse the same sizes: no value stands for one just below it
SHOWN = 300
ADDRESS = re.compile(r"\b0x[0-9a-f]{6,}|(?<=owner=)\d+")
KEYWORDS = "x key encoding errors default start name value sep strict".split()
INFINITE = 6  # as many items are taken from an iterator


class Slow(BaseException):
    pass


def slow(*_):
    raise Slow


def short(text):
    text = ADDRESS.sub("0x", text)
    return ascii(text if len(text) <= SHOWN else "%s...%d" % (text[:SHOWN], len(text)))


def shown(value):
    kind = type(value)
    if kind is dict and "__builtins__" in value:  # their docstrings are our own
        value = {name: value[name] for name in value if name != "__builtins__"}
    try:
        if kind in (set, frozenset):
            return "%s %s" % (kind.__name__, sorted(short(repr(item)) for item in value))
        return "%s %s" % (kind.__name__, short(kind.__repr__(value)))
    except Exception as error:
        return "%s without repr: %s" % (kind.__name__, type(error).__name__)


def items(iterator):
    """What the first items are, and how it ends."""
    for _ in range(INFINITE):
        try:
            yield shown(next(iterator))
        except Exception as error:
            yield raised(error)
            return


def raised(error):
    try:
        text = "! %s: %s" % (type(error).__name__, short(str(error)))
        if len(error.args) != 1 or error.args[0] != str(error):
            text += " " + short(repr(error.args))
    except Exception as second:
        text = "! %s, which cannot be shown: %s" % (type(error).__name__, type(second).__name__)
    context = error.__context__
    return text if context is None else "%s after %s" % (text, type(context).__name__)


def members(kind):
    """Names in a type and what they are; of the docstring, which CPython has set late for some, what programs get."""
    found = dict(vars(kind), __doc__=kind.__doc__)
    return sorted("%s=%s" % (name, type(value).__name__) for name, value in found.items())


class Caller:
    def __init__(self, module):
        self.names = api_pool.namespace(module)
        self.names["members"] = members
        self.module = module
        self.codes = {}

    def value(self, text):
        code = self.codes.get(text)
        if code is None:
            code = self.codes[text] = compile(text, "pool", "eval")
        return eval(code, self.names)

    def call(self, *call):
        """What a call gives and leaves behind, as text; and if it was none that raised."""
        try:
            return self.outcome(*call)
        except Slow:  # it came just when the call had ended
            return "slow", False

    def outcome(self, target, function, texts, keywords):
        del api_pool.CALLED[:]
        try:
            function = self.value(function)
            arguments = [self.value(text) for text in texts]
            keywords = {name: self.value(text) for name, text in keywords}
        except BaseException as error:
            return "no such call: " + raised(error), False
        before = [shown(value) for value in arguments]
        del api_pool.CALLED[:]
        good = True
        try:
            try:
                # Who does not listen to the first is ended by the system.
                signal.setitimer(signal.ITIMER_VIRTUAL, 1)
                signal.setitimer(signal.ITIMER_REAL, 5)
                resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 3, resource.RLIM_INFINITY))
                result = function(*arguments, **keywords)
                asked = api_pool.CALLED[:]
                text = self.result(target, arguments, result)
            except Slow:
                raise
            except BaseException as error:
                good = False
                asked = api_pool.CALLED[:]
                text = raised(error)
            after = [shown(value) for value in arguments]
            text += "".join(", argument %d is now %s" % pair for pair in enumerate(after) if before[pair[0]] != pair[1])
            if asked:
                text += ", asked %s" % " ".join(asked[:20])
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.setitimer(signal.ITIMER_REAL, 0)
        return text, good

    def result(self, target, arguments, result):
        if target.endswith(":members"):
            return " ".join(result)
        if target.rpartition(".")[2] in api_targets.VARYING or "%s.%s" % (self.module, target) in api_targets.VARYING:
            return type(result).__name__
        needed = api_targets.OF_NOW.get("%s.%s" % (self.module, target))
        if needed is not None and (len(arguments) < needed or arguments[needed - 1] is None):
            return type(result).__name__
        text = shown(result)
        if hasattr(type(result), "__next__") and not any(result is value for value in arguments):
            text += " of " + ", ".join(items(result))
        return text


class Chooser:
    """Chooses a target's calls: what worked is varied, else anything is tried."""

    def __init__(self, caller, module, seed):
        self.caller, self.module, self.seed = caller, module, seed
        self.own = api_pool.own(module)
        self.instances = []
        for text in api_pool.ALL + self.own:
            self.instances.append((text, type(caller.value(text))))
        self.made = {}  # by type: calls of it that gave an instance

    def own_types(self):
        """Texts and types of the module's own values."""
        general = {kind for text, kind in self.instances[: len(api_pool.ALL)]}
        return [pair for pair in self.instances if self.module == "builtins" or pair[1] not in general]

    def argument(self, rng):
        return rng.choice(self.own if self.own and rng.random() < 0.35 else api_pool.ALL)

    def called(self, function):
        try:
            return self.caller.value(function)
        except Exception:  # an earlier call has spoiled a class of the pool
            return None

    def receiver(self, rng, kind):
        choices = [text for text, present in self.instances if present is kind] + self.made.get(kind, [])
        derived = [text for text, present in self.instances if issubclass(present, kind) and present is not kind]
        if rng.random() < 0.06 or not choices and not derived:
            return self.argument(rng)
        return rng.choice(derived if derived and (not choices or rng.random() < 0.15) else choices)

    def calls(self, target, function, kind, count):
        """A generator of calls; it is sent if each was good."""
        rng = random.Random("%s %s %s" % (self.seed, self.module, target))
        made = self.called(function) if kind is None else None
        words = re.findall(r"\w+(?=[,=)])", getattr(made, "__text_signature__", None) or "") + KEYWORDS
        known = []
        for _ in range(1 if target.endswith(":members") else count):
            if known and rng.random() < 0.5:
                texts = list(rng.choice(known))
                if texts and rng.random() < 0.8:
                    texts[rng.randrange(len(texts))] = self.argument(rng)
                else:
                    texts.append(self.argument(rng))
            else:
                texts = [self.argument(rng) for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 2, 3, 3, 4)))]
            if target.endswith(":members"):
                texts = [target.partition(":")[0] if "(" in target else "%s.%s" % (self.module, target.partition(":")[0])]
            keywords = [(rng.choice(words), self.argument(rng))] if rng.random() < 0.1 else []
            first = [self.receiver(rng, kind)] if kind is not None and rng.random() < 0.97 else []
            if target.endswith(".__new__") and rng.random() < 0.9:
                first = [function[: -len(".__new__")]]
            good = yield first + texts, keywords
            if good:
                known.append(texts)
                if isinstance(made, type) and not keywords and "%s.%s" % (self.module, target) not in api_targets.BY_HASH:
                    self.made.setdefault(made, []).append("%s(%s)" % (function, ",".join(texts)))


def restore():
    """A call may have closed what the standard streams stand on."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open("/dev/null", os.O_RDWR)


def write(line):
    os.write(DESCRIPTOR, json.dumps(line).encode() + b"\n")


def one(caller, number, skip, target, function, texts, keywords):
    write([number, target, function, texts, keywords])
    outcome, good = ("skipped", False) if number in skip else caller.call(target, function, texts, keywords)
    write([number, outcome])
    restore()
    return good and "0x" not in outcome  # whatever shows an address is no good as an argument


def make(caller, module, skip, seed, count):
    chooser = Chooser(caller, module, seed)
    number = 0
    for target, function, kind in list(api_targets.targets(module, __import__(module), chooser.own_types())):
        calls = chooser.calls(target, function, kind, count)
        answer = None
        while True:
            try:
                texts, keywords = calls.send(answer)
            except StopIteration:
                break
            answer = one(caller, number, skip, target, function, texts, keywords)
            number += 1


def main(what, out, skip, module, *rest):
    opened = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(opened, DESCRIPTOR)
    os.close(opened)
    calls = []
    if what == "repeat":
        with open(rest[0]) as file:
            calls = [line for line in map(json.loads, file) if len(line) > 2]
    fcntl.fcntl(DESCRIPTOR, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
    warnings.simplefilter("ignore")
    for name in (signal.SIGALRM, signal.SIGVTALRM):
        signal.signal(name, slow)
    caller = Caller(module)
    skip = {int(number) for number in skip.split(",") if number}
    sys.setrecursionlimit(300)
    with open("/proc/self/statm") as file:
        limit = int(file.read().split()[0]) * resource.getpagesize() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    if what == "make":
        make(caller, module, skip, rest[0], int(rest[1]))
    for call in calls:
        one(caller, call[0], skip, *call[1:])
    os._exit(0)


main(*sys.argv[1:])
