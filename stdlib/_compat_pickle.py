"""How Python 2 called what the pickles of protocols 0 to 2 refer to by name."""


def _modules(table):
    return dict(line.split() for line in table.strip().splitlines())


def _names(table):
    """A line has two dotted names; the last part is the name within the module."""
    found = {}
    for line in table.strip().splitlines():
        old, new = line.split()
        found[tuple(old.rsplit('.', 1))] = tuple(new.rsplit('.', 1))
    return found


# Modules that were renamed.
IMPORT_MAPPING = _modules("""
    BaseHTTPServer http.server
    CGIHTTPServer http.server
    ConfigParser configparser
    Cookie http.cookies
    Dialog tkinter.dialog
    DocXMLRPCServer xmlrpc.server
    FileDialog tkinter.filedialog
    HTMLParser html.parser
    Queue queue
    ScrolledText tkinter.scrolledtext
    SimpleDialog tkinter.simpledialog
    SimpleHTTPServer http.server
    SimpleXMLRPCServer xmlrpc.server
    SocketServer socketserver
    StringIO io
    Tix tkinter.tix
    Tkconstants tkinter.constants
    Tkdnd tkinter.dnd
    Tkinter tkinter
    UserDict collections
    UserList collections
    UserString collections
    __builtin__ builtins
    _abcoll collections.abc
    _elementtree xml.etree.ElementTree
    _winreg winreg
    anydbm dbm
    cPickle pickle
    cStringIO io
    commands subprocess
    cookielib http.cookiejar
    copy_reg copyreg
    dbhash dbm.bsd
    dbm dbm.ndbm
    dumbdbm dbm.dumb
    dummy_thread _dummy_thread
    gdbm dbm.gnu
    htmlentitydefs html.entities
    httplib http.client
    markupbase _markupbase
    repr reprlib
    robotparser urllib.robotparser
    test.test_support test.support
    thread _thread
    tkColorChooser tkinter.colorchooser
    tkCommonDialog tkinter.commondialog
    tkFileDialog tkinter.filedialog
    tkFont tkinter.font
    tkMessageBox tkinter.messagebox
    tkSimpleDialog tkinter.simpledialog
    ttk tkinter.ttk
    urllib2 urllib.request
    urlparse urllib.parse
    whichdb dbm
    xmlrpclib xmlrpc.client
""")

# Names that are elsewhere now.
NAME_MAPPING = _names("""
    UserDict.IterableUserDict collections.UserDict
    UserDict.UserDict collections.UserDict
    UserList.UserList collections.UserList
    UserString.UserString collections.UserString
    __builtin__.basestring builtins.str
    __builtin__.intern sys.intern
    __builtin__.long builtins.int
    __builtin__.reduce functools.reduce
    __builtin__.unichr builtins.chr
    __builtin__.unicode builtins.str
    __builtin__.xrange builtins.range
    _multiprocessing.Connection multiprocessing.connection.Connection
    _socket.fromfd socket.fromfd
    exceptions.StandardError builtins.Exception
    itertools.ifilter builtins.filter
    itertools.ifilterfalse itertools.filterfalse
    itertools.imap builtins.map
    itertools.izip builtins.zip
    itertools.izip_longest itertools.zip_longest
    multiprocessing.forking.Popen multiprocessing.popen_fork.Popen
    multiprocessing.process.Process multiprocessing.context.Process
    socket._socketobject socket.SocketType
    urllib.ContentTooShortError urllib.error.ContentTooShortError
    urllib.getproxies urllib.request.getproxies
    urllib.pathname2url urllib.request.pathname2url
    urllib.quote urllib.parse.quote
    urllib.quote_plus urllib.parse.quote_plus
    urllib.unquote urllib.parse.unquote
    urllib.unquote_plus urllib.parse.unquote_plus
    urllib.url2pathname urllib.request.url2pathname
    urllib.urlcleanup urllib.request.urlcleanup
    urllib.urlencode urllib.parse.urlencode
    urllib.urlopen urllib.request.urlopen
    urllib.urlretrieve urllib.request.urlretrieve
    urllib2.HTTPError urllib.error.HTTPError
    urllib2.URLError urllib.error.URLError
    whichdb.whichdb dbm.whichdb
""")

# Were in the module exceptions.
PYTHON2_EXCEPTIONS = tuple("""
    ArithmeticError AssertionError AttributeError BaseException BufferError BytesWarning DeprecationWarning
    EOFError EnvironmentError Exception FloatingPointError FutureWarning GeneratorExit IOError ImportError
    ImportWarning IndentationError IndexError KeyError KeyboardInterrupt LookupError MemoryError NameError
    NotImplementedError OSError OverflowError PendingDeprecationWarning ReferenceError RuntimeError RuntimeWarning
    StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TypeError UnboundLocalError
    UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError
    Warning ZeroDivisionError
""".split())

# Were in multiprocessing itself.
MULTIPROCESSING_EXCEPTIONS = tuple("""
    AuthenticationError BufferTooShort ProcessError TimeoutError
""".split())

NAME_MAPPING.update((('exceptions', name), ('builtins', name)) for name in PYTHON2_EXCEPTIONS)
NAME_MAPPING.update((('multiprocessing', name), ('multiprocessing.context', name))
                    for name in MULTIPROCESSING_EXCEPTIONS)


def _reverse(mapping, doubtful):
    """The mapping the other way round, without what would not be told back rightly."""
    return {new: old for old, new in mapping.items() if old not in doubtful}


REVERSE_IMPORT_MAPPING = _reverse(IMPORT_MAPPING, (
    'CGIHTTPServer',
    'DocXMLRPCServer',
    'FileDialog',
    'SimpleDialog',
    'SimpleHTTPServer',
    'StringIO',
    'UserDict',
    'UserList',
    'UserString',
    '_elementtree',
    'cPickle',
    'cStringIO',
    'whichdb',
))
REVERSE_IMPORT_MAPPING.update(_modules("""
    _bz2 bz2
    _dbm dbm
    _functools functools
    _gdbm gdbm
    _pickle pickle
"""))

REVERSE_NAME_MAPPING = _reverse(NAME_MAPPING, (
    ('UserDict', 'UserDict'),
    ('__builtin__', 'basestring'),
    ('exceptions', 'StandardError'),
    ('socket', '_socketobject'),
))
REVERSE_NAME_MAPPING.update(_names("""
    _functools.reduce __builtin__.reduce
    _socket.socket socket._socketobject
    http.server.CGIHTTPRequestHandler CGIHTTPServer.CGIHTTPRequestHandler
    http.server.SimpleHTTPRequestHandler SimpleHTTPServer.SimpleHTTPRequestHandler
    tkinter.filedialog.FileDialog FileDialog.FileDialog
    tkinter.filedialog.LoadFileDialog FileDialog.LoadFileDialog
    tkinter.filedialog.SaveFileDialog FileDialog.SaveFileDialog
    tkinter.simpledialog.SimpleDialog SimpleDialog.SimpleDialog
    xmlrpc.server.DocCGIXMLRPCRequestHandler DocXMLRPCServer.DocCGIXMLRPCRequestHandler
    xmlrpc.server.DocXMLRPCRequestHandler DocXMLRPCServer.DocXMLRPCRequestHandler
    xmlrpc.server.DocXMLRPCServer DocXMLRPCServer.DocXMLRPCServer
    xmlrpc.server.ServerHTMLDoc DocXMLRPCServer.ServerHTMLDoc
    xmlrpc.server.XMLRPCDocGenerator DocXMLRPCServer.XMLRPCDocGenerator
"""))

# New kinds of OSError and ImportError: Python 2 reads them as those.
PYTHON3_OSERROR_EXCEPTIONS = tuple("""
    BrokenPipeError ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
    ConnectionResetError FileExistsError FileNotFoundError InterruptedError IsADirectoryError NotADirectoryError
    PermissionError ProcessLookupError TimeoutError
""".split())

PYTHON3_IMPORTERROR_EXCEPTIONS = ('ModuleNotFoundError',)

for _names, _old in ((PYTHON3_OSERROR_EXCEPTIONS, 'OSError'), (PYTHON3_IMPORTERROR_EXCEPTIONS, 'ImportError')):
    REVERSE_NAME_MAPPING.update((('builtins', _name), ('exceptions', _old)) for _name in _names)
del _names, _old
