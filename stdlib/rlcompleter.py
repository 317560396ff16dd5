"""Completion of Python names for the line editor of the prompt.

Importing this makes Tab complete names, if the module readline is there and Tab is bound to completion:

    import rlcompleter, readline
    readline.parse_and_bind('tab: complete')

A name alone is completed with keywords, built-in functions and global names; behind a dot, what stands
before it is evaluated, if it is only names and dots, and its attributes are what can follow. Evaluating
may run code of properties and the like. Errors are never shown: there is just nothing to complete.
"""

import atexit
import builtins
import keyword
import re

import __main__

__all__ = ["Completer"]

# What follows a keyword, if not a space.
_AFTER_KEYWORD = {'finally': ':', 'try': ':',
                  **dict.fromkeys(('False', 'None', 'True', 'break', 'continue', 'else', 'pass'), '')}
_ATTRIBUTE = re.compile(r'(\w+(?:\.\w+)*)\.(\w*)')


class Completer:
    """Completes with names of a dictionary, by default of those of __main__ at that time.

    The method complete() is what readline.set_completer() wants. TypeError: namespace is no dict.
    """

    def __init__(self, namespace=None):
        """See the class."""
        if namespace and not isinstance(namespace, dict):
            raise TypeError('namespace must be a dictionary')
        self.use_main_ns = int(namespace is None)
        if namespace is not None:
            self.namespace = namespace

    def complete(self, text, state):
        """The completion number `state` of a text, counted from 0; None when there are no more.

        Whoever wants them all asks in order: number 0 finds them. Without a text a tab is put in.
        """
        if self.use_main_ns:
            self.namespace = __main__.__dict__
        if not text.strip():
            return self._insert_tab() if state == 0 else None
        if state == 0:
            self.matches = self.attr_matches(text) if '.' in text else self.global_matches(text)
        return self.matches[state] if state < len(self.matches) else None

    @staticmethod
    def _insert_tab():
        if not _readline_available:
            return '\t'
        readline.insert_text('\t')
        readline.redisplay()
        return ''

    def _callable_postfix(self, val, word):
        """The word, with a parenthesis if it can be called."""
        return word + '(' if callable(val) else word

    def global_matches(self, text):
        """The keywords, names of the namespace and built-in names that begin so; each once."""
        found = {word: word + _AFTER_KEYWORD.get(word, ' ') for word in keyword.kwlist if word.startswith(text)}
        for space in self.namespace, builtins.__dict__:
            for word, value in space.items():
                if word.startswith(text) and word != '__builtins__' and word not in found:
                    found[word] = self._callable_postfix(value, word)
        return list(found.values())

    def attr_matches(self, text):
        """The attributes by which a text "names.beginning" can go on, sorted.

        Those that begin with _ are left out as long as there are others and none is asked for.
        """
        match = _ATTRIBUTE.match(text)
        if match is None:
            return []
        expression, beginning = match.groups()
        try:
            owner = eval(expression, self.namespace)
        except Exception:
            return []
        names = {name for name in self._names(owner) if name.startswith(beginning)}
        hidden = {'': ('_', None), '_': ('__', None)}.get(beginning, (None,))
        for prefix in hidden:
            shown = [name for name in names if prefix is None or not name.startswith(prefix)]
            if shown:
                return sorted(self._with_postfix(owner, expression, name) for name in shown)
        return []

    @staticmethod
    def _names(owner):
        names = set(dir(owner)) - {'__builtins__'}
        if hasattr(owner, '__class__'):
            names |= {'__class__', *get_class_members(owner.__class__)}
        return names

    def _with_postfix(self, owner, expression, name):
        word = '%s.%s' % (expression, name)
        try:
            value = getattr(owner, name)
        except Exception:
            return word  # a slot without a value can be written to
        return self._callable_postfix(value, word)


def get_class_members(klass):
    """The names that dir() tells of a class and, recursively, of its bases."""
    names = dir(klass)
    for base in getattr(klass, '__bases__', ()):
        names += get_class_members(base)
    return names


try:
    import readline
except ImportError:
    _readline_available = False
else:
    readline.set_completer(Completer().complete)
    # Namespaces end before readline does.
    atexit.register(readline.set_completer, None)
    _readline_available = True
