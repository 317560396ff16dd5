"""Parser of regular expressions: text to a SubPattern, a list of (operation, argument)."""

from sre_constants import *

SPECIAL_CHARS = ".\\[{()*+?^$|"
REPEAT_CHARS = "*+?{"

DIGITS = frozenset("0123456789")
OCTDIGITS = frozenset("01234567")
HEXDIGITS = frozenset("0123456789abcdefABCDEF")
ASCIILETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
WHITESPACE = frozenset(" \t\n\r\v\f")

_REPEATCODES = frozenset({MIN_REPEAT, MAX_REPEAT})
_UNITCODES = frozenset({ANY, RANGE, IN, LITERAL, NOT_LITERAL, CATEGORY})

ESCAPES = {"\\" + letter: (LITERAL, ord(char)) for letter, char in zip("abfnrtv\\", "\a\b\f\n\r\t\v\\")}

CATEGORIES = {"\\A": (AT, AT_BEGINNING_STRING), "\\b": (AT, AT_BOUNDARY), "\\B": (AT, AT_NON_BOUNDARY),
              "\\Z": (AT, AT_END_STRING)}
for _letter, _category in zip("dDsSwW", CHCODES):
    CATEGORIES["\\" + _letter] = IN, [(CATEGORY, _category)]
del _letter, _category

FLAGS = {"i": SRE_FLAG_IGNORECASE, "L": SRE_FLAG_LOCALE, "m": SRE_FLAG_MULTILINE, "s": SRE_FLAG_DOTALL,
         "x": SRE_FLAG_VERBOSE, "a": SRE_FLAG_ASCII, "t": SRE_FLAG_TEMPLATE, "u": SRE_FLAG_UNICODE}

TYPE_FLAGS = SRE_FLAG_ASCII | SRE_FLAG_LOCALE | SRE_FLAG_UNICODE
GLOBAL_FLAGS = SRE_FLAG_DEBUG | SRE_FLAG_TEMPLATE


class Verbose(Exception):
    """Raised on (?x) when what stands before was not read as verbose."""


class State:
    """What is known of the whole pattern while it is parsed."""

    def __init__(self):
        self.flags = 0
        self.groupdict = {}
        self.groupwidths = [None]  # of each group; None while it is open
        self.lookbehindgroups = None  # number of groups when the outermost look-behind began

    @property
    def groups(self):
        return len(self.groupwidths)

    def opengroup(self, name=None):
        gid = self.groups
        self.groupwidths.append(None)
        if gid >= MAXGROUPS:
            raise error("too many groups")
        if name is not None:
            taken = self.groupdict.get(name)
            if taken is not None:
                raise error(f"redefinition of group name {name!r} as group {gid}; was group {taken}")
            self.groupdict[name] = gid
        return gid

    def closegroup(self, gid, p):
        self.groupwidths[gid] = p.getwidth()

    def checkgroup(self, gid):
        return gid < self.groups and self.groupwidths[gid] is not None

    def checklookbehindgroup(self, gid, source):
        if self.lookbehindgroups is None:
            return
        if not self.checkgroup(gid):
            raise source.error("cannot refer to an open group")
        if gid >= self.lookbehindgroups:
            raise source.error("cannot refer to group defined in the same lookbehind subpattern")


class SubPattern:
    """A sequence of operations."""

    def __init__(self, state, data=None):
        self.state = state
        self.data = [] if data is None else data
        self.width = None

    def dump(self, level=0):
        """Print it, indented."""
        pad = "  " * level
        for op, av in self.data:
            if op is IN:
                print(f"{pad}{op}")
                for inner, argument in av:
                    print(f"{pad}  {inner} {argument}")
            elif op is BRANCH:
                print(f"{pad}{op}")
                for number, branch in enumerate(av[1]):
                    if number:
                        print(f"{pad}OR")
                    branch.dump(level + 1)
            elif op is GROUPREF_EXISTS:
                print(f"{pad}{op} {av[0]}")
                av[1].dump(level + 1)
                if av[2] is not None:
                    print(f"{pad}ELSE")
                    av[2].dump(level + 1)
            elif isinstance(av, (tuple, list)):
                # plain arguments in the line, patterns below it
                line = [str(part) for part in av if not isinstance(part, SubPattern)]
                print(" ".join([pad + str(op), *line]))
                for part in av:
                    if isinstance(part, SubPattern):
                        part.dump(level + 1)
            else:
                print(f"{pad}{op} {av}")

    def __repr__(self):
        return repr(self.data)

    def __len__(self):
        return len(self.data)

    def __delitem__(self, index):
        del self.data[index]

    def __getitem__(self, index):
        found = self.data[index]
        return SubPattern(self.state, found) if isinstance(index, slice) else found

    def __setitem__(self, index, code):
        self.data[index] = code

    def insert(self, index, code):
        self.data.insert(index, code)

    def append(self, code):
        self.data.append(code)

    def getwidth(self):
        """The least and the greatest number of characters that can match."""
        if self.width is None:
            least = most = 0
            for op, av in self.data:
                if op in _UNITCODES:
                    least += 1
                    most += 1
                    continue
                if op is SUCCESS:
                    break
                # Not in a function of its own: patterns may nest as deep as Python code can call itself.
                low = high = 0
                if op is BRANCH:
                    low = MAXREPEAT - 1
                    for branch in av[1]:
                        branch_low, branch_high = branch.getwidth()
                        low = min(low, branch_low)
                        high = max(high, branch_high)
                elif op is SUBPATTERN:
                    low, high = av[-1].getwidth()
                elif op in _REPEATCODES:
                    low, high = av[2].getwidth()
                    low *= av[0]
                    high *= av[1]
                elif op is CALL:
                    low, high = av.getwidth()
                elif op is GROUPREF:
                    low, high = self.state.groupwidths[av]
                elif op is GROUPREF_EXISTS:
                    low, high = av[1].getwidth()
                    if av[2] is None:
                        low = 0
                    else:
                        other_low, other_high = av[2].getwidth()
                        low = min(low, other_low)
                        high = max(high, other_high)
                least += low
                most += high
            self.width = min(least, MAXREPEAT - 1), min(most, MAXREPEAT)
        return self.width


class Tokenizer:
    """Walks the characters of a pattern; a backslash and what follows are one token."""

    def __init__(self, string):
        self.istext = isinstance(string, str)
        self.string = string
        self.decoded_string = string if self.istext else str(string, "latin1")
        self.index = 0  # behind the token ahead
        self.next = None  # the token ahead, None at the end
        self.__next()

    def __next(self):
        index = self.index
        text = self.decoded_string
        if index >= len(text):
            self.next = None
            return
        token = text[index]
        if token == "\\":
            if index + 1 == len(text):
                raise error("bad escape (end of pattern)", self.string, index)
            token += text[index + 1]
        self.index = index + len(token)
        self.next = token

    def match(self, char):
        """Is this the token ahead? If so it is taken."""
        if char != self.next:
            return False
        self.__next()
        return True

    def get(self):
        """Take the token ahead."""
        token = self.next
        self.__next()
        return token

    def getwhile(self, n, charset):
        """Take up to n characters of a set."""
        taken = ""
        while len(taken) < n and self.next in charset:
            taken += self.get()
        return taken

    def getuntil(self, terminator, name):
        """Take what stands before the terminator, and that; it must not be empty."""
        taken = ""
        while True:
            token = self.get()
            if token is None:
                if not taken:
                    raise self.error("missing " + name)
                raise self.error(f"missing {terminator}, unterminated name", len(taken))
            if token == terminator:
                break
            taken += token
        if not taken:
            raise self.error("missing " + name, 1)
        return taken

    @property
    def pos(self):
        return self.index - len(self.next or "")

    def tell(self):
        return self.pos

    def seek(self, index):
        self.index = index
        self.__next()

    def error(self, msg, offset=0):
        return error(msg, self.string, self.tell() - offset)


def _uniq(items):
    """The items without repetitions, in order."""
    return list(dict.fromkeys(items))


# ---- Escapes

_HEX_LENGTH = {"x": 2, "u": 4, "U": 8}


def _numeric_escape(source, escape):
    """The character of an escape by number in hexadecimal, or by name; None if it is none of these."""
    kind = escape[1]
    if kind == "x" or kind in "uU" and source.istext:
        escape += source.getwhile(_HEX_LENGTH[kind], HEXDIGITS)
        if len(escape) != 2 + _HEX_LENGTH[kind]:
            raise source.error("incomplete escape " + escape, len(escape))
        number = int(escape[2:], 16)
        if number > 0x10FFFF:
            raise source.error("bad escape " + escape, len(escape))
        return LITERAL, number
    if kind == "N" and source.istext:
        import unicodedata
        if not source.match("{"):
            raise source.error("missing {")
        name = source.getuntil("}", "character name")
        try:
            return LITERAL, ord(unicodedata.lookup(name))
        except KeyError:
            raise source.error(f"undefined character name {name!r}", len(name) + 4)
    return None


def _octal(source, escape):
    number = int(escape[1:], 8)
    if number > 0o377:
        raise source.error(f"octal escape value {escape} outside of range 0-0o377", len(escape))
    return LITERAL, number


def _plain_escape(source, escape):
    if len(escape) != 2 or escape[1] in ASCIILETTERS:
        raise source.error("bad escape " + escape, len(escape))
    return LITERAL, ord(escape[1])


def _class_escape(source, escape):
    """An escape inside [...]."""
    code = ESCAPES.get(escape)
    if code:
        return code
    code = CATEGORIES.get(escape)
    if code and code[0] is IN:
        return code
    code = _numeric_escape(source, escape)
    if code:
        return code
    if escape[1] in OCTDIGITS:
        return _octal(source, escape + source.getwhile(2, OCTDIGITS))
    if escape[1] in DIGITS:
        raise source.error("bad escape " + escape, len(escape))
    return _plain_escape(source, escape)


def _escape(source, escape, state):
    """An escape outside [...]."""
    code = CATEGORIES.get(escape) or ESCAPES.get(escape) or _numeric_escape(source, escape)
    if code:
        return code
    first = escape[1]
    if first == "0":
        return LITERAL, int(escape[1:] + source.getwhile(2, OCTDIGITS), 8)
    if first not in DIGITS:
        return _plain_escape(source, escape)
    # One or two digits are a group, three octal ones a character.
    if source.next in DIGITS:
        escape += source.get()
        if first in OCTDIGITS and escape[2] in OCTDIGITS and source.next in OCTDIGITS:
            return _octal(source, escape + source.get())
    group = int(escape[1:])
    if group >= state.groups:
        raise source.error(f"invalid group reference {group}", len(escape) - 1)
    if not state.checkgroup(group):
        raise source.error("cannot refer to an open group", len(escape))
    state.checklookbehindgroup(group, source)
    return GROUPREF, group


# ---- The parser

def _warn(message, category):
    """Warn as if from where the pattern was handed to this package."""
    import sys
    import warnings
    level = 2
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_globals.get("__name__") in ("sre_parse", "sre_compile", "re"):
        frame = frame.f_back
        level += 1
    warnings.warn(message, category, stacklevel=level)


_SET_OPERATIONS = {"-": "difference", "&": "intersection", "~": "symmetric difference", "|": "union"}


class _Opened:
    """A group of which the head is read: operation, arguments before what is inside, how that is to be read."""

    __slots__ = "start", "op", "arguments", "verbose", "outermost"

    def __init__(self, start, op, arguments, verbose, outermost=False):
        self.start = start
        self.op = op
        self.arguments = arguments
        self.verbose = verbose
        self.outermost = outermost  # a look-behind that is not inside another


class _Parser:
    """Reads from one Tokenizer; a method for each construct. `verbose` goes along as groups may change it."""

    def __init__(self, source, state):
        self.source = source
        self.state = state

    def alternatives(self, verbose, first=False):
        """a|b|c"""
        source = self.source
        branches = []
        while True:
            branches.append(self.sequence(verbose, first and not branches))
            if not source.match("|"):
                break
        if len(branches) == 1:
            return branches[0]
        result = SubPattern(self.state)
        # A beginning that all share is matched once.
        while all(branches):
            head = branches[0][0]
            if any(branch[0] != head for branch in branches):
                break
            for branch in branches:
                del branch[0]
            result.append(head)
        merged = self._one_set(branches)
        if merged is None:
            result.append((BRANCH, (None, branches)))
        else:
            result.append((IN, _uniq(merged)))
        return result

    @staticmethod
    def _one_set(branches):
        """The branches as items of one set, None if they are not all single characters."""
        items = []
        for branch in branches:
            if len(branch) != 1:
                return None
            op, av = branch[0]
            if op is LITERAL:
                items.append((op, av))
            elif op is IN and av[0][0] is not NEGATE:
                items.extend(av)
            else:
                return None
        return items

    def sequence(self, verbose, first=False):
        """What stands between bars and parentheses."""
        source, state = self.source, self.state
        get = source.get
        result = SubPattern(state)
        append = result.data.append
        while True:
            token = source.next
            if token is None or token in "|)":
                break
            get()
            if verbose:
                if token in WHITESPACE:
                    continue
                if token == "#":
                    while True:
                        token = get()
                        if token is None or token == "\n":
                            break
                    continue
            if token[0] == "\\":
                append(_escape(source, token, state))
            elif token not in SPECIAL_CHARS:
                append((LITERAL, ord(token)))
            elif token == "[":
                append(self.character_set())
            elif token in REPEAT_CHARS:
                self.repeat(result, token)
            elif token == ".":
                append((ANY, None))
            elif token == "(":
                if source.match("?"):
                    item = self.extension(verbose, first and not result.data)
                else:
                    item = self.body(source.tell() - 1, verbose, True)
                if isinstance(item, _Opened):
                    # What is inside is read from here: a level of groups costs two calls.
                    if item.op is GROUPREF_EXISTS:
                        inside = [self.sequence(item.verbose)]
                        inside.append(self.sequence(item.verbose) if source.match("|") else None)
                    else:
                        inside = self.alternatives(item.verbose),
                    gid = item.arguments[0]
                    if item.op is SUBPATTERN and gid is not None:
                        state.closegroup(gid, inside[0])
                    item = self.closed(item, inside)
                if item is not None:
                    append(item)
            elif token == "^":
                append((AT, AT_BEGINNING))
            else:
                append((AT, AT_END))
        self._unwrap(result)
        return result

    @staticmethod
    def _unwrap(result):
        """Groups that neither capture nor change flags are only parentheses."""
        data = result.data
        for place in range(len(data) - 1, -1, -1):
            op, av = data[place]
            if op is SUBPATTERN and av[0] is None and not av[1] and not av[2]:
                data[place:place + 1] = av[3].data

    def character_set(self):
        """[...]"""
        source = self.source
        start = source.tell() - 1
        items = []
        if source.next == "[":
            _warn(f"Possible nested set at position {source.tell()}", FutureWarning)
        negate = source.match("^")
        while True:
            token = source.get()
            if token is None:
                raise self._unterminated_set(start)
            if token == "]" and items:
                break
            if token[0] == "\\":
                low = _class_escape(source, token)
            else:
                if items and token in _SET_OPERATIONS and source.next == token:
                    _warn(f"Possible set {_SET_OPERATIONS[token]} at position {source.tell() - 1}", FutureWarning)
                low = LITERAL, ord(token)
            single = low[1][0] if low[0] is IN else low
            if not source.match("-"):
                items.append(single)
                continue
            upper = source.get()
            if upper is None:
                raise self._unterminated_set(start)
            if upper == "]":
                items += single, (LITERAL, ord("-"))
                break
            if upper[0] == "\\":
                high = _class_escape(source, upper)
            else:
                if upper == "-":
                    _warn(f"Possible set difference at position {source.tell() - 2}", FutureWarning)
                high = LITERAL, ord(upper)
            if low[0] is not LITERAL or high[0] is not LITERAL or high[1] < low[1]:
                raise source.error(f"bad character range {token}-{upper}", len(token) + 1 + len(upper))
            items.append((RANGE, (low[1], high[1])))
        items = _uniq(items)
        if len(items) == 1 and items[0][0] is LITERAL:
            return (NOT_LITERAL, items[0][1]) if negate else items[0]
        if negate:
            items.insert(0, (NEGATE, None))
        return IN, items

    def _unterminated_set(self, start):
        return self.source.error("unterminated character set", self.source.tell() - start)

    def repeat(self, result, token):
        """* + ? {m,n} after what is the last item of `result`."""
        source = self.source
        here = source.tell()
        if token == "{":
            bounds = self._bounds(here)
            if bounds is None:
                result.append((LITERAL, ord("{")))
                return
            least, most = bounds
        else:
            least = 1 if token == "+" else 0
            most = 1 if token == "?" else MAXREPEAT
        item = result[-1:]
        offset = source.tell() - here + len(token)
        if not item or item[0][0] is AT:
            raise source.error("nothing to repeat", offset)
        op, av = item[0]
        if op in _REPEATCODES:
            raise source.error("multiple repeat", offset)
        if op is SUBPATTERN and av[0] is None and not av[1] and not av[2]:
            item = av[3]
        result[-1] = (MIN_REPEAT if source.match("?") else MAX_REPEAT), (least, most, item)

    def _bounds(self, here):
        """The numbers in {m,n}; None if the brace is only a brace."""
        source = self.source
        if source.next == "}":
            return None
        low = source.getwhile(MAXREPEAT, DIGITS)
        high = source.getwhile(MAXREPEAT, DIGITS) if source.match(",") else low
        if not source.match("}"):
            source.seek(here)
            return None
        least = int(low or 0)
        most = int(high) if high else MAXREPEAT
        if low and least >= MAXREPEAT or high and most >= MAXREPEAT:
            raise OverflowError("the repetition number is too large")
        if most < least:
            raise source.error("min repeat greater than max repeat", source.tell() - here)
        return least, most

    def extension(self, verbose, first):
        """The head of (?...), from behind the mark: an _Opened, a whole item, or None (nothing to match)."""
        source = self.source
        start = source.tell() - 2
        char = source.get()
        if char is None:
            raise source.error("unexpected end of pattern")
        if char == ":":
            return self.body(start, verbose, False)
        if char == "P":
            return self._python_extension(start, verbose)
        if char == "#":
            while True:
                token = source.get()
                if token is None:
                    raise source.error("missing ), unterminated comment", source.tell() - start)
                if token == ")":
                    return None
        if char in "=!<":
            return self._look_around(start, verbose, char)
        if char == "(":
            return self._conditional(start, verbose)
        if char not in FLAGS and char != "-":
            raise source.error("unknown extension ?" + char, len(char) + 1)
        flags = _parse_flags(source, self.state, char)
        if flags is not None:
            return self.body(start, verbose, False, None, *flags)
        if not first:
            shown = f"{source.string[:20]!r}{' (truncated)' if len(source.string) > 20 else ''}"
            _warn(f"Flags not at the start of the expression {shown}", DeprecationWarning)
        if self.state.flags & SRE_FLAG_VERBOSE and not verbose:
            raise Verbose
        return None

    def closed(self, group, inside):
        """The item of a group, at the end of its inside."""
        source, state = self.source, self.state
        if group.op is GROUPREF_EXISTS and inside[1] is not None and source.next == "|":
            raise source.error("conditional backref with more than two branches")
        if group.outermost:
            state.lookbehindgroups = None
        if not source.match(")"):
            raise source.error("missing ), unterminated subpattern", source.tell() - group.start)
        return group.op, (*group.arguments, *inside)

    def body(self, start, verbose, capture, name=None, add_flags=0, del_flags=0):
        """A group that may capture."""
        gid = None
        if capture:
            try:
                gid = self.state.opengroup(name)
            except error as problem:
                raise self.source.error(problem.msg, len(name) + 1) from None
        verbose = (verbose or add_flags & SRE_FLAG_VERBOSE) and not del_flags & SRE_FLAG_VERBOSE
        return _Opened(start, SUBPATTERN, (gid, add_flags, del_flags), verbose)

    def _python_extension(self, start, verbose):
        source = self.source
        if source.match("<"):
            name = source.getuntil(">", "group name")
            if not name.isidentifier():
                raise source.error(f"bad character in group name {name!r}", len(name) + 1)
            return self.body(start, verbose, True, name)
        if source.match("="):
            name = source.getuntil(")", "group name")
            if not name.isidentifier():
                raise source.error(f"bad character in group name {name!r}", len(name) + 1)
            gid = self.state.groupdict.get(name)
            if gid is None:
                raise source.error(f"unknown group name {name!r}", len(name) + 1)
            if not self.state.checkgroup(gid):
                raise source.error("cannot refer to an open group", len(name) + 1)
            self.state.checklookbehindgroup(gid, source)
            return GROUPREF, gid
        char = source.get()
        if char is None:
            raise source.error("unexpected end of pattern")
        raise source.error("unknown extension ?P" + char, len(char) + 2)

    def _look_around(self, start, verbose, char):
        source, state = self.source, self.state
        direction = 1
        outermost = False
        if char == "<":
            char = source.get()
            if char is None:
                raise source.error("unexpected end of pattern")
            if char not in "=!":
                raise source.error("unknown extension ?<" + char, len(char) + 2)
            direction = -1
            outermost = state.lookbehindgroups is None
            if outermost:
                state.lookbehindgroups = state.groups
        return _Opened(start, ASSERT if char == "=" else ASSERT_NOT, (direction,), verbose, outermost)

    def _conditional(self, start, verbose):
        """(?(group)yes|no)"""
        source, state = self.source, self.state
        name = source.getuntil(")", "group name")
        offset = len(name) + 1
        if name.isidentifier():
            gid = state.groupdict.get(name)
            if gid is None:
                raise source.error(f"unknown group name {name!r}", offset)
        else:
            try:
                gid = int(name)
            except ValueError:
                gid = -1
            if gid < 0:
                raise source.error(f"bad character in group name {name!r}", offset)
            if not gid:
                raise source.error("bad group number", offset)
            if gid >= MAXGROUPS:
                raise source.error(f"invalid group reference {gid}", offset)
        state.checklookbehindgroup(gid, source)
        return _Opened(start, GROUPREF_EXISTS, (gid,), verbose)


def _parse_flags(source, state, char):
    """Flags after (?: the ones to add and to take away, or None if they were for the whole pattern."""
    add_flags = del_flags = 0
    if char != "-":
        while True:
            flag = FLAGS[char]
            if source.istext and char == "L":
                raise source.error("bad inline flags: cannot use 'L' flag with a str pattern")
            if not source.istext and char == "u":
                raise source.error("bad inline flags: cannot use 'u' flag with a bytes pattern")
            add_flags |= flag
            if flag & TYPE_FLAGS and add_flags & TYPE_FLAGS != flag:
                raise source.error("bad inline flags: flags 'a', 'u' and 'L' are incompatible")
            char = _next_flag(source, ")-:", "missing -, : or )")
            if char in ")-:":
                break
    if char == ")":
        state.flags |= add_flags
        return None
    if add_flags & GLOBAL_FLAGS:
        raise source.error("bad inline flags: cannot turn on global flag", 1)
    if char == "-":
        char = _next_flag(source, "", "missing flag")
        while char != ":":
            flag = FLAGS[char]
            if flag & TYPE_FLAGS:
                raise source.error("bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
            del_flags |= flag
            char = _next_flag(source, ":", "missing :")
    if del_flags & GLOBAL_FLAGS:
        raise source.error("bad inline flags: cannot turn off global flag", 1)
    if add_flags & del_flags:
        raise source.error("bad inline flags: flag turned on and off", 1)
    return add_flags, del_flags


def _next_flag(source, ends, missing):
    char = source.get()
    if char is None:
        raise source.error(missing)
    if char not in FLAGS and (not ends or char not in ends):
        raise source.error("unknown flag" if char.isalpha() else missing, len(char))
    return char


def _parse_sub(source, state, verbose, nested):
    return _Parser(source, state).alternatives(verbose, not nested)


def _parse(source, state, verbose, nested, first=False):
    return _Parser(source, state).sequence(verbose, first)


def fix_flags(src, flags):
    """Check the flags against the type of the pattern; str means UNICODE unless told otherwise."""
    if isinstance(src, str):
        if flags & SRE_FLAG_LOCALE:
            raise ValueError("cannot use LOCALE flag with a str pattern")
        if flags & SRE_FLAG_ASCII and flags & SRE_FLAG_UNICODE:
            raise ValueError("ASCII and UNICODE flags are incompatible")
        return flags if flags & SRE_FLAG_ASCII else flags | SRE_FLAG_UNICODE
    if flags & SRE_FLAG_UNICODE:
        raise ValueError("cannot use UNICODE flag with a bytes pattern")
    if flags & SRE_FLAG_LOCALE and flags & SRE_FLAG_ASCII:
        raise ValueError("ASCII and LOCALE flags are incompatible")
    return flags


def parse(str, flags=0, state=None):
    """Parse a pattern."""
    source = Tokenizer(str)
    if state is None:
        state = State()
    state.flags = flags
    state.str = str
    try:
        result = _Parser(source, state).alternatives(flags & SRE_FLAG_VERBOSE, True)
    except Verbose:
        # read it all again, as verbose
        state = State()
        state.flags = flags | SRE_FLAG_VERBOSE
        state.str = str
        source.seek(0)
        result = _Parser(source, state).alternatives(True, True)
    result.state.flags = fix_flags(str, result.state.flags)
    if source.next is not None:
        assert source.next == ")"
        raise source.error("unbalanced parenthesis")
    if flags & SRE_FLAG_DEBUG:
        result.dump()
    return result


# ---- Replacement templates

def parse_template(source, state):
    """A template of sub() for a compiled pattern: places of groups in a list of texts, and that list."""
    reader = Tokenizer(source)
    groups = []
    texts = []
    pending = []

    def add_group(index, offset):
        if index > state.groups:
            raise reader.error(f"invalid group reference {index}", offset)
        if pending:
            texts.append("".join(pending))
            pending.clear()
        groups.append((len(texts), index))
        texts.append(None)

    while True:
        token = reader.get()
        if token is None:
            break
        if token[0] != "\\":
            pending.append(token)
            continue
        kind = token[1]
        if kind == "g":
            add_group(*_template_group(reader, state))
        elif kind == "0":
            pending.append(chr(int(kind + reader.getwhile(2, OCTDIGITS), 8) & 0xFF))
        elif kind in DIGITS:
            if reader.next in DIGITS:
                token += reader.get()
                if kind in OCTDIGITS and token[2] in OCTDIGITS and reader.next in OCTDIGITS:
                    pending.append(chr(_octal(reader, token + reader.get())[1]))
                    continue
            add_group(int(token[1:]), len(token) - 1)
        elif token in ESCAPES:
            pending.append(chr(ESCAPES[token][1]))
        elif kind in ASCIILETTERS:
            raise reader.error("bad escape " + token, len(token))
        else:
            pending.append(token)
    if pending:
        texts.append("".join(pending))
    if not isinstance(source, str):
        texts = [None if text is None else text.encode("latin-1") for text in texts]
    return groups, texts


def _template_group(reader, state):
    """Number of the group that \\g<...> names, and how far back its name stands."""
    if not reader.match("<"):
        raise reader.error("missing <")
    name = reader.getuntil(">", "group name")
    offset = len(name) + 1
    if name.isidentifier():
        try:
            return state.groupindex[name], offset
        except KeyError:
            raise IndexError(f"unknown group name {name!r}")
    try:
        index = int(name)
    except ValueError:
        index = -1
    if index < 0:
        raise reader.error(f"bad character in group name {name!r}", offset)
    if index >= MAXGROUPS:
        raise reader.error(f"invalid group reference {index}", offset)
    return index, offset


def expand_template(template, match):
    """Fill a parsed template with what a match found."""
    groups, texts = template
    empty = match.string[:0]
    texts = texts[:]
    try:
        for place, index in groups:
            texts[place] = match.group(index) or empty
    except IndexError:
        raise error(f"invalid group reference {index}")
    return empty.join(texts)
