"""Documentation of modules, classes, functions and other objects, made from what they are and their docstrings.

    help(thing)           at Python's prompt; without a thing, asks for one
    pydoc name ...        on the command line: a module, class or function, a keyword, or a path with a slash
    pydoc -k word         modules that have a word in the first line of their docstring

What is shown is text. The parts of this module: _pydoc_text lays out documentation; names are found, pages
are shown and questions are asked here.
"""

__all__ = ['help']

import builtins
import importlib._bootstrap
import importlib._bootstrap_external
import importlib.machinery
import importlib.util
import inspect
import io
import keyword
import os
import pkgutil
import re
import sys
import time
import tokenize
from traceback import format_exception_only

from _pydoc_text import (
    Doc, Repr, TextDoc, TextRepr, _PlainTextDoc, _is_bound_method, allmethods, classify_class_attrs, classname, cram,
    describe, getdoc, isdata, sort_attributes, splitdoc, stripid, visiblename)

text = TextDoc()
plaintext = _PlainTextDoc()


# ---- modules and their first lines

def pathdirs():
    """The folders of sys.path that there are, each once."""
    found = {}
    for folder in sys.path:
        folder = os.path.abspath(folder or '.')
        if os.path.isdir(folder):
            found.setdefault(os.path.normcase(folder), folder)
    return list(found.values())


def ispackage(path):
    """Is a folder that of a package?"""
    return os.path.isdir(path) and any(
        os.path.exists(os.path.join(path, '__init__' + ending)) for ending in ('.py', '.pyc'))


def source_synopsis(file):
    """The first line of the docstring in an open source; None if there is none."""
    for line in file:
        line = line.strip()
        if line and not line.startswith('#'):
            break
    else:
        return None
    if line[:4] in ('r"""', "r'''"):
        line = line[1:]
    if line[:3] not in ('"""', "'''"):
        return None
    quotes, line = line[:3], line[3:]
    if line.endswith('\\'):
        line = line[:-1]
    while not line.strip():
        line = file.readline()
        if not line:
            break
    return line.split(quotes)[0].strip()


def synopsis(filename, cache={}):
    """The first line of the docstring of a source or compiled file; None if there is none.

    The module is run only if it is neither.
    """
    changed = os.stat(filename).st_mtime
    known, line = cache.get(filename, (None, None))
    if known is not None and known >= changed:
        return line
    if filename.endswith(tuple(importlib.machinery.BYTECODE_SUFFIXES)):
        loader = importlib.machinery.SourcelessFileLoader
    elif filename.endswith(tuple(importlib.machinery.EXTENSION_SUFFIXES)):
        loader = importlib.machinery.ExtensionFileLoader
    else:
        loader = None
    if loader is None:
        try:
            with tokenize.open(filename) as file:
                line = source_synopsis(file)
        except OSError:
            return None
    else:
        spec = importlib.util.spec_from_file_location('__temp__', filename, loader=loader('__temp__', filename))
        try:
            module = importlib._bootstrap._load(spec)
        except Exception:
            return None
        del sys.modules['__temp__']
        line = module.__doc__.splitlines()[0] if module.__doc__ else None
    cache[filename] = changed, line
    return line


class ErrorDuringImport(Exception):
    """Something went wrong inside of a module that was to be imported: exc, value and tb say what."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return 'problem in %s - %s: %s' % (self.filename, self.exc.__name__, self.value)


def importfile(path):
    """Import the module of a source or compiled file by its path. ErrorDuringImport: it went wrong."""
    with io.open(path, 'rb') as file:
        compiled = file.read(len(importlib.util.MAGIC_NUMBER)) == importlib.util.MAGIC_NUMBER
    name = os.path.splitext(os.path.basename(path))[0]
    bootstrap = importlib._bootstrap_external
    loader = (bootstrap.SourcelessFileLoader if compiled else bootstrap.SourceFileLoader)(name, path)
    try:
        return importlib._bootstrap._load(importlib.util.spec_from_file_location(name, path, loader=loader))
    except:
        raise ErrorDuringImport(path, sys.exc_info())


def safeimport(path, forceload=0, cache={}):
    """Import a module by its dotted name; None if there is none. forceload: again, if it has been.

    ErrorDuringImport: it is there, but something goes wrong inside.
    """
    try:
        if forceload and path in sys.modules and path not in sys.builtin_module_names:
            for name in [path, *(name for name in sys.modules if name.startswith(path + '.'))]:
                cache[name] = sys.modules.pop(name)  # others may still use it
        module = __import__(path)
    except:
        kind, value, _ = found = sys.exc_info()
        if path in sys.modules:
            raise ErrorDuringImport(sys.modules[path].__file__, found)
        if kind is SyntaxError:
            raise ErrorDuringImport(value.filename, found)
        if issubclass(kind, ImportError) and value.name == path:
            return None
        raise ErrorDuringImport(path, found)
    for part in path.split('.')[1:]:
        module = getattr(module, part, None)
        if module is None:
            return None
    return module


# ---- finding what is meant

def locate(path, forceload=0):
    """The object of a dotted name: of a module, or in one, or built in; None if there is none."""
    parts = [part for part in path.split('.') if part]
    found, used = None, 0
    while used < len(parts):
        module = safeimport('.'.join(parts[:used + 1]), forceload)
        if not module:
            break
        found, used = module, used + 1
    found = found or builtins
    for part in parts[used:]:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """(object, name or None) of an object or of a dotted name. ImportError: there is nothing of that name."""
    if not isinstance(thing, str):
        name = getattr(thing, '__name__', None)
        return thing, name if isinstance(name, str) else None
    found = locate(thing, forceload)
    if found is None:
        raise ImportError('No Python documentation found for %r.\n'
                          'Use help() to get the interactive help utility.\n'
                          'Use help(str) for help on the str class.' % thing)
    return found, thing


def render_doc(thing, title='Python Library Documentation: %s', forceload=0, renderer=None):
    """The documentation of an object or of what a dotted name means, as text.

    title takes a description; renderer is a Doc, by default one that writes bold letters. ImportError: there
    is nothing of that name; ErrorDuringImport: the module does not work.
    """
    renderer = text if renderer is None else renderer
    found, name = resolve(thing, forceload)
    description = describe(found)
    module = inspect.getmodule(found)
    if name and '.' in name:
        description += ' in ' + name[:name.rfind('.')]
    elif module and module is not found:
        description += ' in module ' + module.__name__
    if not (inspect.ismodule(found) or inspect.isclass(found) or inspect.isroutine(found) or
            inspect.isdatadescriptor(found)):
        # Of a value its type is of interest.
        found = type(found)
        description += ' object'
    return title % description + '\n\n' + renderer.document(found, name)


def doc(thing, title='Python Library Documentation: %s', forceload=0, output=None):
    """Show the documentation of an object or of what a dotted name means, or say why there is none.

    It is shown page by page, or written to the file output.
    """
    try:
        if output is None:
            pager(render_doc(thing, title, forceload))
        else:
            output.write(render_doc(thing, title, forceload, plaintext))
    except (ImportError, ErrorDuringImport) as problem:
        print(problem)


# ---- pages

def plain(text):
    """Text without what makes letters bold."""
    return re.sub('.\b', '', text)


def _escape_stdout(text):
    """Text in which what standard output cannot take is escaped."""
    encoding = getattr(sys.stdout, 'encoding', None) or 'utf-8'
    return text.encode(encoding, 'backslashreplace').decode(encoding)


def pager(text):
    """Show text in the way that is found to be best at the first call."""
    global pager
    pager = getpager()
    pager(text)


def getpager():
    """The function that shows text: a program such as less, or what can be done without one.

    The program is that of MANPAGER or PAGER in the environment.
    """
    if not (hasattr(sys.stdin, 'isatty') and hasattr(sys.stdout, 'isatty')):
        return plainpager
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return plainpager
    chosen = os.environ.get('MANPAGER') or os.environ.get('PAGER')
    dumb = os.environ.get('TERM') in ('dumb', 'emacs')
    if chosen:
        return lambda text: pipepager(plain(text) if dumb else text, chosen)
    if dumb:
        return plainpager
    import shutil
    for program in 'less', 'more':
        if shutil.which(program):
            return lambda text: pipepager(text, program)
    return ttypager


def plainpager(text):
    """Print text, all at once."""
    sys.stdout.write(plain(_escape_stdout(text)))


def pipepager(text, cmd):
    """Show text by a program that reads it; a shell runs the command."""
    import subprocess
    running = subprocess.Popen(cmd, shell=True, stdin=subprocess.PIPE)
    try:
        with io.TextIOWrapper(running.stdin, errors='backslashreplace') as pipe:
            try:
                pipe.write(text)
            except KeyboardInterrupt:
                pass  # the program has the keyboard
    except OSError:
        pass  # nobody reads on
    while True:
        try:
            running.wait()
            break
        except KeyboardInterrupt:
            pass


def tempfilepager(text, cmd):
    """Show text by a program that gets the name of a file."""
    import tempfile
    filename = os.path.join(tempfile.mkdtemp(), 'pydoc.out')
    try:
        with open(filename, 'w', errors='backslashreplace', encoding='utf-8') as file:
            file.write(text)
        os.system(cmd + ' "' + filename + '"')
    finally:
        os.unlink(filename)
        os.rmdir(os.path.dirname(filename))


def ttypager(text):
    """Show text a page at a time: Return is a line, b a page back, q the end, any other key a page."""
    lines = plain(_escape_stdout(text)).split('\n')
    try:
        import termios
        import tty
        keyboard = sys.stdin.fileno()
        settings = termios.tcgetattr(keyboard)
        tty.setcbreak(keyboard)
        read_key = lambda: sys.stdin.read(1)
    except (ImportError, AttributeError, io.UnsupportedOperation):
        settings = None
        read_key = lambda: sys.stdin.readline()[:-1][:1]
    try:
        height = int(os.environ.get('LINES', 0)) - 1
        step = height if height > 0 else 24
        shown = step
        sys.stdout.write('\n'.join(lines[:step]) + '\n')
        while lines[shown:]:
            sys.stdout.write('-- more --')
            sys.stdout.flush()
            key = read_key()
            if key in ('q', 'Q'):
                sys.stdout.write('\r          \r')
                break
            if key in ('\r', '\n'):
                sys.stdout.write('\r          \r' + lines[shown] + '\n')
                shown += 1
                continue
            if key in ('b', 'B', '\x1b'):
                shown = max(0, shown - 2 * step)
            sys.stdout.write('\n' + '\n'.join(lines[shown:shown + step]) + '\n')
            shown += step
    finally:
        if settings:
            termios.tcsetattr(keyboard, termios.TCSAFLUSH, settings)


# ---- questions

class Helper:
    """What the name `help` means: called with a thing it tells of it, called without it asks.

    input and output are files, by default what sys.stdin and sys.stdout are when they are used.
    """

    keywords = dict.fromkeys(keyword.kwlist, '')

    def __init__(self, input=None, output=None):
        self._input, self._output = input, output

    input = property(lambda self: self._input or sys.stdin)
    output = property(lambda self: self._output or sys.stdout)

    def __repr__(self):
        if inspect.stack()[1][3] == '?':
            self()
            return ''
        return '<%s.%s instance>' % (self.__class__.__module__, self.__class__.__qualname__)

    _GoInteractive = object()

    def __call__(self, request=_GoInteractive):
        if request is not self._GoInteractive:
            self.help(request)
            return
        self.intro()
        self.interact()
        self.output.write('\nThis was help.  At the prompt, help(thing) tells of a thing at once, and so does\n'
                          'help(\'name\') of what has that name.\n')

    def interact(self):
        """Ask for names, until there is no more or somebody quits."""
        self.output.write('\n')
        while True:
            try:
                request = self.getline('help> ')
            except (KeyboardInterrupt, EOFError):
                return
            request = request.strip()
            if not request or request.lower() in ('q', 'quit'):
                return
            # A name may stand in quotes.
            quote = request[0]
            if len(request) > 2 and quote in '\'"' and quote == request[-1] and quote not in request[1:-1]:
                request = request[1:-1]
            if request == 'help':
                self.intro()
            else:
                self.help(request)

    def getline(self, prompt):
        """A line that somebody types."""
        if self.input is sys.stdin:
            return input(prompt)
        self.output.write(prompt)
        self.output.flush()
        return self.input.readline()

    def help(self, request):
        """Tell of an object, or of what text means: a list, a keyword or a name."""
        if isinstance(request, str):
            request = request.strip()
            if request == 'keywords':
                self.listkeywords()
            elif request == 'modules':
                self.listmodules()
            elif request[:8] == 'modules ':
                self.listmodules(request.split()[1])
            elif request in ('True', 'False', 'None'):
                doc(eval(request), 'Help on %s:', output=self._output)
            elif request in self.keywords:
                self.showtopic(request)
            elif request:
                doc(request, 'Help on %s:', output=self._output)
            else:
                doc(str, 'Help on %s:', output=self._output)
        elif isinstance(request, Helper):
            self()
        else:
            doc(request, 'Help on %s:', output=self._output)
        self.output.write('\n')

    def intro(self):
        """Say what can be asked."""
        self.output.write('''
Welcome to the help of Python %s.

Type the name of a module, of a class or function in a module, or of a
built-in one, and you are told of it.  "modules" lists modules, "modules spam"
those with a word in the first line of their documentation, "keywords" the
words of the language.  "quit" or an empty line ends this.
''' % '%d.%d' % sys.version_info[:2])

    def list(self, items, columns=4, width=80):
        """Print items, sorted, in columns."""
        items = sorted(items)
        each = width // columns
        rows = (len(items) + columns - 1) // columns
        for row in range(rows):
            for column in range(columns):
                at = column * rows + row
                if at < len(items):
                    self.output.write(items[at])
                    if column < columns - 1:
                        self.output.write(' ' + ' ' * (each - 1 - len(items[at])))
            self.output.write('\n')

    def listkeywords(self):
        """List the words of the language."""
        self.output.write('\nThese are the words of the language:\n\n')
        self.list(self.keywords)

    def showtopic(self, topic, more_xrefs=''):
        """Tell of a keyword: texts of Python's manual, if they are installed."""
        try:
            import pydoc_data.topics
            found = pydoc_data.topics.topics[topic]
        except (ImportError, KeyError):
            self.output.write('\nThere is no text about %s here; see https://docs.python.org/%d.%d/reference/.\n'
                              % (topic, *sys.version_info[:2]))
        else:
            pager(found.strip() + '\n')

    def listmodules(self, key=''):
        """List all modules, or those with a word in their name or first line."""
        if key:
            self.output.write('\nModules with {!r} in their name or first line:\n\n'.format(key))
            apropos(key)
            return
        self.output.write('\nLooking for modules, which takes a moment ...\n\n')
        modules = {}

        def callback(path, modname, desc):
            if modname.endswith('.__init__'):
                modname = modname[:-len('.__init__')] + ' (package)'
            if '.' not in modname:
                modules[modname] = 1

        ModuleScanner().run(callback, onerror=lambda name: callback(None, name, None))
        self.list(modules)
        self.output.write('\nThe name of a module tells more of it; "modules spam" lists those with "spam" in\n'
                          'their name or first line.\n')


help = Helper()


# ---- searching

class ModuleScanner:
    """Goes through all modules that can be imported; setting `quit` ends it."""

    def run(self, callback, key=None, completer=None, onerror=None):
        """callback(path, name, first line) for each module, with a key for those only that have it there.

        completer() is called at the end, onerror(name) for a package that cannot be imported.
        """
        if key:
            key = key.lower()
        self.quit = False
        seen = {}
        for name in sys.builtin_module_names:
            if name == '__main__':
                continue
            seen[name] = 1
            if key is None:
                callback(None, name, '')
            else:
                line = (__import__(name).__doc__ or '').split('\n')[0]
                if (name + ' - ' + line).lower().find(key) >= 0:
                    callback(None, name, line)
        for importer, name, is_package in pkgutil.walk_packages(onerror=onerror):
            if self.quit:
                break
            if key is None:
                callback(None, name, '')
                continue
            try:
                spec = pkgutil._get_spec(importer, name)
            except SyntaxError:
                continue  # the source does not even have characters
            found = self._first_line(spec, onerror, name)
            if found is not None:
                path, line = found
                if (name + ' - ' + line).lower().find(key) >= 0:
                    callback(path, name, line)
        if completer:
            completer()

    @staticmethod
    def _first_line(spec, onerror, name):
        """(path, first line of the docstring) of a module; None if it cannot be read."""
        loader = spec.loader
        if hasattr(loader, 'get_source'):
            try:
                source = loader.get_source(name)
            except Exception:
                if onerror:
                    onerror(name)
                return None
            line = source_synopsis(io.StringIO(source)) or ''
            return loader.get_filename(name) if hasattr(loader, 'get_filename') else None, line
        try:
            module = importlib._bootstrap._load(spec)
        except ImportError:
            if onerror:
                onerror(name)
            return None
        return getattr(module, '__file__', None), module.__doc__.splitlines()[0] if module.__doc__ else ''


def apropos(key):
    """Print the name and first line of each module that has a word there."""
    import warnings

    def callback(path, modname, desc):
        if modname.endswith('.__init__'):
            modname = modname[:-len('.__init__')] + ' (package)'
        print(modname, desc and '- ' + desc)

    with warnings.catch_warnings():
        warnings.filterwarnings('ignore')  # of modules that are imported
        ModuleScanner().run(callback, key, onerror=lambda name: None)


# ---- the command line

def ispath(x):
    """Is it text with a slash?"""
    return isinstance(x, str) and x.find(os.sep) >= 0


def _get_revised_path(given_path, argv0):
    """sys.path with the current folder in place of that of this file; None if nothing is to be changed."""
    if {'', os.curdir, os.getcwd()} & set(given_path):
        return None
    here = os.path.dirname(__file__)
    script = os.path.dirname(argv0)
    revised = given_path.copy()
    if script in given_path and not os.path.samefile(script, here):
        revised.remove(script)
    revised.insert(0, os.getcwd())
    return revised


def _adjust_cli_sys_path():
    """Let modules of the current folder be found."""
    revised = _get_revised_path(sys.path, sys.argv[0])
    if revised is not None:
        sys.path[:] = revised


def cli():
    """The command line of python -m pydoc."""
    import getopt

    class BadUsage(Exception):
        pass

    _adjust_cli_sys_path()
    try:
        options, words = getopt.getopt(sys.argv[1:], 'bk:n:p:w')
        for option, value in options:
            if option == '-k':
                apropos(value)
                return
            print('pydoc: option %s: there is no HTML here yet' % option, file=sys.stderr)
            sys.exit(2)
        if not words:
            raise BadUsage
        for word in words:
            if ispath(word) and not os.path.exists(word):
                print('file %r does not exist' % word)
                break
            try:
                if ispath(word) and os.path.isfile(word):
                    word = importfile(word)
                help.help(word)
            except ErrorDuringImport as problem:
                print(problem)
    except (getopt.error, BadUsage):
        name = os.path.splitext(os.path.basename(sys.argv[0]))[0]
        print('''pydoc - the Python documentation tool

{0} <name> ...
    Show documentation of a module, of a class or function in one or built in,
    of a keyword or, with a slash in it, of a source file; or the lists called
    'keywords' and 'modules'.

{0} -k <word>
    List the modules that have the word in their name or first line.
'''.format(name))


if __name__ == '__main__':
    cli()
