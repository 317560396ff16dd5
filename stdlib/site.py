"""Completes the search path when the interpreter starts: folders of installed packages, and what .pth files name.

For each prefix the folder lib/pythonX.Y/site-packages is added, then that of the user. A file pyvenv.cfg beside the
executable (or above it) makes a virtual environment. A line of a .pth file is a folder to add; one that begins with
`import` is run. At last the modules sitecustomize and usercustomize are imported, if there are such.
"""

import builtins
import os
import sys

import _sitebuiltins

PREFIXES = [sys.prefix, sys.exec_prefix]

# Is the user's folder added? None: not for reasons of security.
ENABLE_USER_SITE = None

# The user's folder of packages, and the base of it; None until they are asked for.
USER_SITE = None
USER_BASE = None


def makepath(*paths):
    """The joined, absolute path, and its form to compare."""
    folder = os.path.join(*paths)
    try:
        folder = os.path.abspath(folder)
    except OSError:
        pass
    return folder, os.path.normcase(folder)


def abs_paths():
    """Make the files of all modules loaded so far absolute."""
    for module in set(sys.modules.values()):
        loader = getattr(getattr(module, "__loader__", None), "__module__", None)
        if loader not in ("_frozen_importlib", "_frozen_importlib_external"):
            continue  # it knows better what the attribute means
        for name in ("__file__", "__cached__"):
            try:
                setattr(module, name, os.path.abspath(getattr(module, name)))
            except (AttributeError, OSError, TypeError):
                pass


def removeduppaths():
    """Make the search path absolute and take repetitions out; gives the set of it in the form to compare."""
    kept = []
    known = set()
    for folder in sys.path:
        folder, key = makepath(folder)
        if key not in known:
            known.add(key)
            kept.append(folder)
    sys.path[:] = kept
    return known


def _init_pathinfo():
    """The set of the folders on the search path, in the form to compare."""
    known = set()
    for item in sys.path:
        try:
            if os.path.exists(item):
                known.add(makepath(item)[1])
        except TypeError:
            continue
    return known


def addpackage(sitedir, name, known_paths):
    """Do what a .pth file in a folder says."""
    own_set = known_paths is None
    if own_set:
        known_paths = _init_pathinfo()
    fullname = os.path.join(sitedir, name)
    try:
        import io
        file = io.TextIOWrapper(io.open_code(fullname))
    except OSError:
        return None
    with file:
        for number, line in enumerate(file, 1):
            if line.startswith("#"):
                continue
            try:
                if line.startswith(("import ", "import\t")):
                    exec(line)
                    continue
                folder, key = makepath(sitedir, line.rstrip())
                if key not in known_paths and os.path.exists(folder):
                    sys.path.append(folder)
                    known_paths.add(key)
            except Exception:
                _report(fullname, number)
                break
    return None if own_set else known_paths


def _report(fullname, number):
    import traceback
    print(f"Error processing line {number:d} of {fullname}:\n", file=sys.stderr)
    for record in traceback.format_exception(*sys.exc_info()):
        for line in record.splitlines():
            print("  " + line, file=sys.stderr)
    print("\nRemainder of file ignored", file=sys.stderr)


def addsitedir(sitedir, known_paths=None):
    """Add a folder to the search path and do what its .pth files say."""
    own_set = known_paths is None
    if own_set:
        known_paths = _init_pathinfo()
    sitedir, key = makepath(sitedir)
    if key not in known_paths:
        sys.path.append(sitedir)
        known_paths.add(key)
    try:
        names = os.listdir(sitedir)
    except OSError:
        return None
    for name in sorted(names):
        if name.endswith(".pth"):
            addpackage(sitedir, name, known_paths)
    return None if own_set else known_paths


# ---- The user's folder

def check_enableusersite():
    """May the user's folder be used? None if user ids differ, False if it is switched off."""
    if sys.flags.no_user_site:
        return False
    for real, effective in (("getuid", "geteuid"), ("getgid", "getegid")):
        if hasattr(os, real) and hasattr(os, effective) and getattr(os, real)() != getattr(os, effective)():
            return None
    return True


def _getuserbase():
    base = os.environ.get("PYTHONUSERBASE")
    if base:
        return base

    def joined(*parts):
        return os.path.expanduser(os.path.join(*parts))

    if os.name == "nt":
        return joined(os.environ.get("APPDATA") or "~", "Python")
    if sys.platform == "darwin" and sys._framework:
        return joined("~", "Library", sys._framework, "%d.%d" % sys.version_info[:2])
    return joined("~", ".local")


def _get_path(userbase):
    version = sys.version_info
    if os.name == "nt":
        return f"{userbase}\\Python{version[0]}{version[1]}\\site-packages"
    if sys.platform == "darwin" and sys._framework:
        return f"{userbase}/lib/python/site-packages"
    return f"{userbase}/lib/python{version[0]}.{version[1]}/site-packages"


def getuserbase():
    """The base of the user's folders."""
    global USER_BASE
    if USER_BASE is None:
        USER_BASE = _getuserbase()
    return USER_BASE


def getusersitepackages():
    """The user's folder of packages."""
    global USER_SITE
    base = getuserbase()
    if USER_SITE is None:
        USER_SITE = _get_path(base)
    return USER_SITE


def addusersitepackages(known_paths):
    """Add the user's folder if that is allowed and there is one."""
    folder = getusersitepackages()
    if ENABLE_USER_SITE and os.path.isdir(folder):
        addsitedir(folder, known_paths)
    return known_paths


# ---- The folders of the installation

def getsitepackages(prefixes=None):
    """The folders of packages below the prefixes."""
    folders = []
    for prefix in dict.fromkeys(PREFIXES if prefixes is None else prefixes):
        if not prefix:
            continue
        if os.sep == "/":
            folders.append(os.path.join(prefix, "lib", "python%d.%d" % sys.version_info[:2], "site-packages"))
        else:
            folders += prefix, os.path.join(prefix, "lib", "site-packages")
    return folders


def addsitepackages(known_paths, prefixes=None):
    """Add the folders of packages below the prefixes."""
    for folder in getsitepackages(prefixes):
        if os.path.isdir(folder):
            addsitedir(folder, known_paths)
    return known_paths


def venv(known_paths):
    """In a virtual environment, take its prefix and add its folders."""
    global PREFIXES, ENABLE_USER_SITE
    env = os.environ
    if sys.platform == "darwin" and "__PYVENV_LAUNCHER__" in env:
        executable = sys._base_executable = env["__PYVENV_LAUNCHER__"]
    else:
        executable = sys.executable
    folder = os.path.dirname(os.path.abspath(executable))
    prefix = os.path.dirname(folder)
    sys._home = None
    candidates = [os.path.join(place, "pyvenv.cfg") for place in (folder, prefix)]
    config = next((name for name in candidates if os.path.isfile(name)), None)
    if config is None:
        return known_paths
    system_site = "true"
    # in UTF-8, as the module venv writes it
    with open(config, encoding="utf-8") as file:
        for line in file:
            key, found, value = line.partition("=")
            if not found:
                continue
            key, value = key.strip().lower(), value.strip()
            if key == "include-system-site-packages":
                system_site = value.lower()
            elif key == "home":
                sys._home = value
    sys.prefix = sys.exec_prefix = prefix
    addsitepackages(known_paths, [sys.prefix])
    # What follows in main() adds the folders of PREFIXES: those of the system only if wanted.
    if system_site == "true":
        PREFIXES.insert(0, sys.prefix)
    else:
        PREFIXES = [sys.prefix]
        ENABLE_USER_SITE = False
    return known_paths


# ---- Builtins and the interactive mode

def setquit():
    """Add exit and quit."""
    eof = "Ctrl-Z plus Return" if os.sep == "\\" else "Ctrl-D (i.e. EOF)"
    for name in ("quit", "exit"):
        setattr(builtins, name, _sitebuiltins.Quitter(name, eof))


def setcopyright():
    """Add copyright, credits and license."""
    builtins.copyright = _sitebuiltins._Printer("copyright", sys.copyright)
    builtins.credits = _sitebuiltins._Printer("credits", """\
    Thanks to CWI, CNRI, BeOpen.com, Zope Corporation and a cast of thousands
    for supporting Python development.  See www.python.org for more information.""")
    files, folders = ["LICENSE.txt", "LICENSE"], []
    source = getattr(os, "__file__", None)
    if source:
        here = os.path.dirname(source)
        folders = [os.path.join(here, os.pardir), here, os.curdir]
    builtins.license = _sitebuiltins._Printer("license", "See https://www.python.org/psf/license/", files, folders)


def sethelper():
    """Add help."""
    builtins.help = _sitebuiltins._Helper()


def enablerlcompleter():
    """Arrange for completion and a history file when the interactive mode begins, if there is readline."""
    def register_readline():
        import atexit
        try:
            import readline
            import rlcompleter
        except ImportError:
            return
        # libedit has another language for this
        libedit = "libedit" in (readline.__doc__ or "")
        readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
        try:
            readline.read_init_file()
        except OSError:  # none, or not to be read
            pass
        if readline.get_current_history_length() == 0:
            # nobody has read a history yet
            history = os.path.join(os.path.expanduser("~"), ".python_history")
            try:
                readline.read_history_file(history)
            except OSError:
                pass

            def write_history():
                try:
                    readline.write_history_file(history)
                except OSError:  # no home, or not to be written
                    pass

            atexit.register(write_history)

    sys.__interactivehook__ = register_readline


def _customize(name):
    """Import a module, if there is one; other troubles than that there is none are reported."""
    try:
        try:
            __import__(name)
        except ImportError as problem:
            if problem.name != name:
                raise
    except Exception as problem:
        if sys.flags.verbose:
            sys.excepthook(*sys.exc_info())
        else:
            sys.stderr.write(f"Error in {name}; set PYTHONVERBOSE for traceback:\n"
                             f"{problem.__class__.__name__}: {problem}\n")


def execsitecustomize():
    """Import sitecustomize, if there is one."""
    _customize("sitecustomize")


def execusercustomize():
    """Import usercustomize, if there is one."""
    _customize("usercustomize")


def main():
    """Do all this; called when the module is imported, unless the option -S was given."""
    global ENABLE_USER_SITE
    before = sys.path[:]
    known_paths = removeduppaths()
    if before != sys.path:
        abs_paths()  # modules were found by paths that may mean something else later
    known_paths = venv(known_paths)
    if ENABLE_USER_SITE is None:
        ENABLE_USER_SITE = check_enableusersite()
    known_paths = addusersitepackages(known_paths)
    known_paths = addsitepackages(known_paths)
    setquit()
    setcopyright()
    sethelper()
    if not sys.flags.isolated:
        enablerlcompleter()
    execsitecustomize()
    if ENABLE_USER_SITE:
        execusercustomize()


if not sys.flags.no_site:
    main()


def _script():
    """The command line: show the paths."""
    asked = sys.argv[1:]
    if not asked:
        user_base, user_site = getuserbase(), getusersitepackages()
        print("sys.path = [")
        for folder in sys.path:
            print(f"    {folder!r},")
        print("]")
        for name, folder in (("USER_BASE", user_base), ("USER_SITE", user_site)):
            print(f"{name}: {folder!r} ({'exists' if os.path.isdir(folder) else 'doesn' + chr(39) + 't exist'})")
        print(f"ENABLE_USER_SITE: {ENABLE_USER_SITE!r}")
        sys.exit(0)
    shown = []
    if "--user-base" in asked:
        shown.append(USER_BASE)
    if "--user-site" in asked:
        shown.append(USER_SITE)
    if not shown:
        import textwrap
        print(textwrap.dedent(f"""\
            {sys.argv[0]} [--user-base] [--user-site]

            Without arguments prints the paths and settings, with them the user's folders,
            separated by {os.pathsep!r}.

            Exit status: 0 the user's folder is used, 1 it is switched off by the user,
            2 it is switched off for security or by an administrator, greater: an error.
            """))
        sys.exit(10)
    print(os.pathsep.join(shown))
    sys.exit(0 if ENABLE_USER_SITE else 1 if ENABLE_USER_SITE is False else 2 if ENABLE_USER_SITE is None else 3)


if __name__ == "__main__":
    _script()
