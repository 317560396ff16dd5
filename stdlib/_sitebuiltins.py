"""The builtins that `site` adds: exit and quit, copyright, credits and license, help."""

import sys


class Quitter:
    """Ends the program when it is called, and says how when it is shown."""

    def __init__(self, name, eof):
        self.name = name
        self.eof = eof

    def __repr__(self):
        return f"Use {self.name}() or {self.eof} to exit"

    def __call__(self, code=None):
        # A shell with a window of its own closes its stdin on this.
        try:
            sys.stdin.close()
        except:
            pass
        raise SystemExit(code)


class _Printer:
    """A text, perhaps from a file, that is shown page by page when it is called."""

    MAXLINES = 23

    def __init__(self, name, data, files=(), dirs=()):
        import os
        self.__name = name
        self.__data = data
        self.__lines = None
        self.__filenames = [os.path.join(folder, filename) for folder in dirs for filename in files]

    def __setup(self):
        if self.__lines:
            return
        data = None
        for filename in self.__filenames:
            try:
                with open(filename) as file:
                    data = file.read()
                break
            except OSError:
                pass
        self.__lines = (data or self.__data).split("\n")
        self.__linecnt = len(self.__lines)

    def __repr__(self):
        self.__setup()
        if len(self.__lines) > self.MAXLINES:
            return f"Type {self.__name}() to see the full {self.__name} text"
        return "\n".join(self.__lines)

    def __call__(self):
        self.__setup()
        shown = 0
        while True:
            for line in self.__lines[shown:shown + self.MAXLINES]:
                print(line)
            if shown + self.MAXLINES > len(self.__lines):
                return
            shown += self.MAXLINES
            answer = None
            while answer not in ("", "q"):
                answer = input("Hit Return for more, or q (and Return) to quit: ")
            if answer == "q":
                return


class _Helper:
    """Starts pydoc's help when it is called, and says how when it is shown."""

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *args, **kwds):
        import pydoc
        return pydoc.help(*args, **kwds)
