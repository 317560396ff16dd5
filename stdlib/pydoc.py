"""Documentation of modules, classes, functions and other objects, made from what they are and their docstrings.

    help(thing)           at Python's prompt; without a thing, asks for one
    pydoc name ...        on the command line: a module, class or function, a keyword, or a path with a slash
    pydoc -w name ...     pages of HTML, into files
    pydoc -b              pages of HTML, in a browser
    pydoc -k word         modules that have a word in the first line of their docstring
The parts of this module: _pydoc_facts has what there is to tell of an object, _pydoc_text and _pydoc_html lay it
out, in lines and headings that people know from help(), as programs look at them, too; _pydoc_modules finds modules,
_pydoc_pager shows text and _pydoc_pages serves pages. All of it is found here.
"""

__all__ = ['help']

import inspect
import keyword
import os
import pkgutil
import sys

from _pydoc_facts import Doc, _NO_TEXT, _is_bound_method, _manual_texts, allmethods, classify_class_attrs, classname
from _pydoc_facts import cram, describe, getdoc, isdata, replace, sort_attributes, splitdoc, stripid, visiblename
from _pydoc_html import HTMLDoc, HTMLRepr, html
from _pydoc_modules import ErrorDuringImport, ModuleScanner, _module_title, _search_modules, importfile, ispackage
from _pydoc_modules import locate, pathdirs, safeimport, source_synopsis, synopsis
from _pydoc_pager import _escape_stdout, getpager, pipepager, plain, plainpager, tempfilepager, ttypager
from _pydoc_pages import _start_server, _url_handler, browse
from _pydoc_text import TextDoc, TextRepr, _PlainTextDoc, plaintext, text


# ---- the documentation of a thing

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


def writedoc(thing, forceload=0):
    """Write the HTML page of an object or of what a dotted name means to a file in the current folder."""
    try:
        found, name = resolve(thing, forceload)
        page = html.page(describe(found), html.document(found, name))
        with open(name + '.html', 'w', encoding='utf-8') as file:
            file.write(page)
        print('wrote', name + '.html')
    except (ImportError, ErrorDuringImport) as problem:
        print(problem)


def writedocs(dir, pkgpath='', done=None):
    """writedoc() for all modules in a folder and below; pkgpath is what their names begin with."""
    for _, name, _ in pkgutil.walk_packages([dir], pkgpath):
        writedoc(name)


def pager(text):
    """Show text in the way that is found to be best at the first call."""
    global pager
    pager = getpager()
    pager(text)


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
        """Tell of a keyword."""
        found = _manual_texts().get(topic)
        if found is None:
            self.output.write(_NO_TEXT % (topic, *sys.version_info[:2]))
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
            title = _module_title(modname)
            if '.' not in title:
                modules[title] = 1

        ModuleScanner().run(callback, onerror=lambda name: callback(None, name, None))
        self.list(modules)
        self.output.write('\nThe name of a module tells more of it; "modules spam" lists those with "spam" in\n'
                          'their name or first line.\n')


help = Helper()


def apropos(key):
    """Print the name and first line of each module that has a word there."""
    _search_modules(key, lambda name, line: print(name, line and '- ' + line))


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
    writing = False
    try:
        options, words = getopt.getopt(sys.argv[1:], 'bk:n:p:w')
        for option, value in options:
            if option == '-k':
                apropos(value)
                return
            writing = writing or option == '-w'
        given = dict(options)
        if given.keys() & {'-b', '-n', '-p'}:
            browse(given.get('-p', 0), hostname=given.get('-n', 'localhost'), open_browser='-b' in given)
            return
        if not words:
            raise BadUsage
        for word in words:
            if ispath(word) and not os.path.exists(word):
                print('file %r does not exist' % word)
                break
            try:
                if ispath(word) and os.path.isfile(word):
                    word = importfile(word)
                if not writing:
                    help.help(word)
                elif ispath(word) and os.path.isdir(word):
                    writedocs(word)
                else:
                    writedoc(word)
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

{0} -w <name> ...
    Write HTML pages of modules, or of all in a folder, to files here.

{0} [-b] [-n <host>] [-p <port>]
    Serve such pages; -b opens a browser, port 0 is any that is free.
'''.format(name))


if __name__ == '__main__':
    cli()
