"""Stacks and exceptions as data and as text, in the form in which the interpreter prints them."""

import collections
import itertools
import linecache
import sys

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]


# ---- Walking

def walk_stack(f):
    """(frame, line number) from a frame (the caller's caller) outwards."""
    if f is None:
        f = sys._getframe().f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """(frame, line number) of a traceback, inwards."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def clear_frames(tb):
    """Drop the local variables of all frames of a traceback."""
    for frame, _ in walk_tb(tb):
        try:
            frame.clear()
        except RuntimeError:  # still running
            pass


# ---- Stacks

class FrameSummary:
    """One entry of a stack. As a sequence it is (filename, lineno, name, line)."""

    __slots__ = "filename", "lineno", "name", "_line", "locals"

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None):
        """A place in a file; its line is read when it is asked for, unless lookup_line."""
        self.filename, self.lineno, self.name = filename, lineno, name
        self._line = line
        if lookup_line:
            self.line
        self.locals = {key: repr(value) for key, value in locals.items()} if locals else None

    @property
    def line(self):
        """The line of source, read when it is first asked for."""
        if self._line is None:
            self._line = linecache.getline(self.filename, self.lineno).strip()
        return self._line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return tuple(self) + (self.locals,) == tuple(other) + (other.locals,)
        if isinstance(other, tuple):
            return tuple(self) == other
        return NotImplemented

    def __getitem__(self, pos):
        return tuple(self)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


_RECURSIVE_CUTOFF = 3  # of equal entries in a row so many are shown


class StackSummary(list):
    """A list of FrameSummary."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """The stack of what walk_stack() or walk_tb() gives: the first `limit` entries, or the last -limit."""
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            frame_gen = itertools.islice(frame_gen, limit) if limit >= 0 else collections.deque(frame_gen, -limit)
        stack = klass()
        for frame, lineno in frame_gen:
            code = frame.f_code
            linecache.lazycache(code.co_filename, frame.f_globals)
            stack.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                      locals=frame.f_locals if capture_locals else None))
        for filename in {entry.filename for entry in stack}:
            linecache.checkcache(filename)
        if lookup_lines:
            for entry in stack:
                entry.line
        return stack

    @classmethod
    def from_list(klass, a_list):
        """The stack of a list of FrameSummary or of tuples (filename, lineno, name, line)."""
        stack = klass()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            stack.append(entry)
        return stack

    def format(self):
        """A list of texts, one for each entry."""
        shown = []
        for _, entries in itertools.groupby(self, lambda entry: (entry.filename, entry.lineno, entry.name)):
            entries = list(entries)
            shown += map(self.__entry, entries[:_RECURSIVE_CUTOFF])
            more = len(entries) - _RECURSIVE_CUTOFF
            if more > 0:
                shown.append(f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n")
        return shown

    @staticmethod
    def __entry(entry):
        text = [f'  File "{entry.filename}", line {entry.lineno}, in {entry.name}\n']
        if entry.line:
            text.append(f"    {entry.line.strip()}\n")
        for name, value in sorted((entry.locals or {}).items()):
            text.append(f"    {name} = {value}\n")
        return "".join(text)


def extract_tb(tb, limit=None):
    """The stack of a traceback."""
    return StackSummary.extract(walk_tb(tb), limit=limit)


def extract_stack(f=None, limit=None):
    """The stack from a frame (the caller's) outwards, the innermost entry last."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def format_list(extracted_list):
    """Texts of the entries of a stack."""
    return StackSummary.from_list(extracted_list).format()


def print_list(extracted_list, file=None):
    """Print the entries of a stack."""
    _write(format_list(extracted_list), file)


def format_tb(tb, limit=None):
    """Texts of the entries of a traceback."""
    return extract_tb(tb, limit=limit).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    _write(format_tb(tb, limit), file)


def format_stack(f=None, limit=None):
    """Texts of the entries of the stack from a frame outwards."""
    if f is None:
        f = sys._getframe().f_back
    return extract_stack(f, limit=limit).format()


def print_stack(f=None, limit=None, file=None):
    """Print the stack from a frame outwards."""
    if f is None:
        f = sys._getframe().f_back
    _write(extract_stack(f, limit=limit).format(), file)


def _write(texts, file):
    file = sys.stderr if file is None else file
    for text in texts:
        print(text, file=file, end="")


# ---- Exceptions

_cause_message = ("\nThe above exception was the direct cause of the following exception:\n\n")
_context_message = ("\nDuring handling of the above exception, another exception occurred:\n\n")


def _some_str(value):
    try:
        return str(value)
    except:
        return f"<unprintable {type(value).__name__} object>"


def _format_final_exc_line(etype, value):
    text = _some_str(value)
    return f"{etype}\n" if value is None or not text else f"{etype}: {text}\n"


class TracebackException:
    """An exception as data, without references to frames: stack, cause and context, what a SyntaxError tells."""

    _truncated = False  # is something missing in the chain?

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False,
                 _seen=None):
        if _seen is None:
            _seen = set()  # ids of the exceptions in the chain, which may be a circle
        _seen.add(id(exc_value))

        def chained(link):
            error = getattr(exc_value, link)
            if error is None or id(error) in _seen:
                return None
            return TracebackException(type(error), error, error.__traceback__, limit=limit, lookup_lines=False,
                                      capture_locals=capture_locals, _seen=_seen)

        self.__cause__ = self.__context__ = None
        self.__suppress_context__ = False
        if exc_value:  # which is not asked of None alone: an exception that says it is false has no chain
            try:
                self.__cause__ = chained("__cause__")
                self.__context__ = chained("__context__")
            except RecursionError:  # a very long chain
                self._truncated = True
            self.__suppress_context__ = exc_value.__suppress_context__
        self.stack = StackSummary.extract(walk_tb(exc_traceback), limit=limit, lookup_lines=lookup_lines,
                                          capture_locals=capture_locals)
        self.exc_type = exc_type
        # now, as the exception may change
        self._str = _some_str(exc_value)
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            self.text, self.offset, self.msg = exc_value.text, exc_value.offset, exc_value.msg
        if lookup_lines:
            self._load_lines()

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Of an exception alone."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _load_lines(self):
        """Read the lines of source, those of the chain too."""
        for entry in self.stack:
            entry.line
        for link in (self.__context__, self.__cause__):
            if link is not None:
                link._load_lines()

    def __eq__(self, other):
        return self.__dict__ == other.__dict__

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """Texts of the exception itself: one line, after those that show the place of a SyntaxError."""
        if self.exc_type is None:
            yield _format_final_exc_line(None, self._str)
            return
        name = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            name = f"{module}.{name}"
        if not issubclass(self.exc_type, SyntaxError):
            yield _format_final_exc_line(name, self._str)
            return
        place = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            place = f" ({self.filename})"
        if self.text is not None:
            yield f"    {self.text.strip()}\n"
            if self.offset is not None:
                line = self.text.rstrip("\n")
                before = line[:min(len(line), self.offset) - 1].lstrip()
                # tabs stay, so that the mark stands below its character
                yield f"    {''.join(char if char.isspace() else ' ' for char in before)}^\n"
        yield f"{name}: {self.msg or '<no detail available>'}{place}\n"

    def format(self, *, chain=True):
        """Texts of the whole, with those before it in the chain."""
        if chain:
            if self.__cause__ is not None:
                yield from self.__cause__.format(chain=chain)
                yield _cause_message
            elif self.__context__ is not None and not self.__suppress_context__:
                yield from self.__context__.format(chain=chain)
                yield _context_message
            if self._truncated:
                yield ("Chained exceptions have been truncated to avoid stack overflow in traceback formatting:\n")
        if self.stack:
            yield "Traceback (most recent call last):\n"
        yield from self.stack.format()
        yield from self.format_exception_only()


def format_exception_only(etype, value):
    """Texts of an exception without its stack."""
    return list(TracebackException(etype, value, None).format_exception_only())


def format_exception(etype, value, tb, limit=None, chain=True):
    """Texts of an exception as it would be printed."""
    return list(TracebackException(type(value), value, tb, limit=limit).format(chain=chain))


def print_exception(etype, value, tb, limit=None, file=None, chain=True):
    """Print an exception with its stack and the chain before it."""
    _write(TracebackException(type(value), value, tb, limit=limit).format(chain=chain),
           sys.stderr if file is None else file)


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """Text of the exception that is being handled."""
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the exception that the interpreter printed last."""
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)
