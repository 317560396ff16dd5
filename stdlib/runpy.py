"""Running of modules and files as scripts, which is what `python -m` does."""

import importlib.machinery
import importlib.util
import io
import os
import sys
import types
from pkgutil import read_code, get_importer

__all__ = ["run_module", "run_path"]


class _TempModule:
    """Context manager: a new module in sys.modules, afterwards again what was there before."""

    def __init__(self, mod_name):
        self.mod_name = mod_name
        self.module = types.ModuleType(mod_name)
        self._before = []

    def __enter__(self):
        if self.mod_name in sys.modules:
            self._before.append(sys.modules[self.mod_name])
        sys.modules[self.mod_name] = self.module
        return self

    def __exit__(self, *args):
        if self._before:
            sys.modules[self.mod_name] = self._before.pop()
        else:
            del sys.modules[self.mod_name]


class _ModifiedArgv0:
    """Context manager: another sys.argv[0]."""

    def __init__(self, value):
        self.value = value
        self._entered = False

    def __enter__(self):
        if self._entered:
            raise RuntimeError("Already preserving saved value")
        self._entered = True
        self._before, sys.argv[0] = sys.argv[0], self.value

    def __exit__(self, *args):
        self.value = None  # not to be entered again
        sys.argv[0] = self._before


class _Error(Exception):
    """What _run_module_as_main() reports without a traceback."""


# ---- Running code

def _run_code(code, run_globals, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    """Run code in a namespace, with the attributes of a module set in it; gives the namespace."""
    if init_globals is not None:
        run_globals.update(init_globals)
    loader = cached = None
    filename = script_name
    if mod_spec is not None:
        loader, filename, cached = mod_spec.loader, mod_spec.origin, mod_spec.cached
        if pkg_name is None:
            pkg_name = mod_spec.parent
    run_globals.update(__name__=mod_name, __file__=filename, __cached__=cached, __doc__=None, __loader__=loader,
                       __package__=pkg_name, __spec__=mod_spec)
    exec(code, run_globals)
    return run_globals


def _run_module_code(code, init_globals=None, mod_name=None, mod_spec=None, pkg_name=None, script_name=None):
    """Run code in a new module that is in sys.modules meanwhile."""
    filename = script_name if mod_spec is None else mod_spec.origin
    with _TempModule(mod_name) as temporary, _ModifiedArgv0(filename):
        names = temporary.module.__dict__
        _run_code(code, names, init_globals, mod_name, mod_spec, pkg_name, script_name)
        # The module's own namespace may be emptied when the module dies.
        return names.copy()


# ---- Modules

def _warn_if_imported(mod_name, pkg_name):
    """Importing the package has imported the module that is now run once more, perhaps with surprises."""
    existing = sys.modules.get(mod_name)
    if existing is not None and not hasattr(existing, "__path__"):
        from warnings import warn
        warn("{mod_name!r} found in sys.modules after import of package {pkg_name!r}, but prior to execution of "
             "{mod_name!r}; this may result in unpredictable behaviour".format(mod_name=mod_name, pkg_name=pkg_name),
             RuntimeWarning)


def _get_module_details(mod_name, error=ImportError):
    """(name, spec, code) of a module; of a package those of its __main__."""
    if mod_name.startswith("."):
        raise error("Relative module names not supported")
    package = mod_name.rpartition(".")[0]
    if package:
        try:
            __import__(package)
        except ImportError as problem:
            # The package itself missing is told below; troubles inside it are not ours.
            if problem.name is None or problem.name != package and not package.startswith(problem.name + "."):
                raise
        _warn_if_imported(mod_name, package)
    try:
        spec = importlib.util.find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as problem:
        raise error(f"Error while finding module specification for {mod_name!r} "
                    f"({type(problem).__name__}: {problem})") from problem
    if spec is None:
        raise error("No module named %s" % mod_name)
    if spec.submodule_search_locations is not None:
        if mod_name == "__main__" or mod_name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _get_module_details(mod_name + ".__main__", error)
        except error as problem:
            if mod_name not in sys.modules:
                raise  # no module of the package was loaded at all
            raise error(f"{problem}; {mod_name!r} is a package and cannot be directly executed")
    if spec.loader is None:
        raise error("%r is a namespace package and cannot be executed" % mod_name)
    try:
        code = spec.loader.get_code(mod_name)
    except ImportError as problem:
        raise error(format(problem)) from problem
    if code is None:
        raise error("No code object available for %s" % mod_name)
    return mod_name, spec, code


def _run_module_as_main(mod_name, alter_argv=True):
    """Run a module in the namespace of __main__; called by the interpreter for -m, directories and archives."""
    try:
        if alter_argv or mod_name != "__main__":  # -m
            mod_name, spec, code = _get_module_details(mod_name, _Error)
        else:  # what is run is the first entry of sys.path
            mod_name, spec, code = _get_main_module_details(_Error)
    except _Error as problem:
        sys.exit("%s: %s" % (sys.executable, problem))
    if alter_argv:
        sys.argv[0] = spec.origin
    return _run_code(code, sys.modules["__main__"].__dict__, None, "__main__", spec)


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module; gives its namespace.

    `init_globals` is put in the namespace before, `run_name` is what __name__ shall be. With `alter_sys` the module
    is in sys.modules meanwhile, and sys.argv[0] is its file.
    """
    mod_name, spec, code = _get_module_details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_module_code(code, init_globals, run_name, spec)
    return _run_code(code, {}, init_globals, run_name, spec)


# ---- Files

def _get_main_module_details(error=ImportError):
    """Details of __main__ as found on the search path, not of the one that runs."""
    main = sys.modules.pop("__main__")
    try:
        return _get_module_details("__main__")
    except ImportError as problem:
        if "__main__" in str(problem):
            raise error(f"can't find {'__main__'!r} module in {sys.path[0]!r}") from problem
        raise
    finally:
        sys.modules["__main__"] = main


def _get_code_from_file(run_name, fname):
    """(code, file name) of a file, compiled or source."""
    path = os.path.abspath(os.fsdecode(fname))
    with io.open_code(path) as file:
        code = read_code(file)
    if code is None:
        with io.open_code(path) as file:
            code = compile(file.read(), fname, "exec")
    return code, fname


def run_path(path_name, init_globals=None, run_name=None):
    """Run a file, or the __main__ of a directory or archive; gives its namespace."""
    if run_name is None:
        run_name = "<run_path>"
    importer = get_importer(path_name)
    # imp.NullImporter is what entries had that nothing could be imported from
    nothing = importer is None or (type(importer).__module__ == "imp" and type(importer).__name__ == "NullImporter")
    if nothing:
        code, fname = _get_code_from_file(run_name, path_name)
        return _run_module_code(code, init_globals, run_name, pkg_name=run_name.rpartition(".")[0],
                                script_name=fname)
    sys.path.insert(0, path_name)
    try:
        _, spec, code = _get_main_module_details()
        with _TempModule(run_name) as temporary, _ModifiedArgv0(path_name):
            names = temporary.module.__dict__
            package = run_name.rpartition(".")[0]
            return _run_code(code, names, init_globals, run_name, spec, package).copy()
    finally:
        try:
            sys.path.remove(path_name)
        except ValueError:
            pass


if __name__ == "__main__":
    # python -m runpy module ...
    if len(sys.argv) < 2:
        print("No module specified for execution", file=sys.stderr)
    else:
        del sys.argv[0]
        _run_module_as_main(sys.argv[0])
