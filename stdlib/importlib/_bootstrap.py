"""The import system without files: modules from specs, locks, built-in and frozen modules, the statement itself.

This runs before anything can be imported, so it imports nothing: `sys` and `_imp` are handed to _install(), other
native modules are loaded by hand, and what needs files is in `_bootstrap_external`.
"""

_bootstrap_external = None  # until there is one


def _wrap(new, old):
    """functools.wraps() in small."""
    for name in ("__module__", "__name__", "__qualname__", "__doc__"):
        if hasattr(old, name):
            setattr(new, name, getattr(old, name))
    new.__dict__.update(old.__dict__)


def _new_module(name):
    return type(sys)(name)


def _call_with_frames_removed(f, *args, **kwds):
    """Call code outside of the import system. In tracebacks the interpreter cuts the frames down to this one."""
    return f(*args, **kwds)


def _verbose_message(message, *args, verbosity=1):
    """Print to stderr under the option -v."""
    if sys.flags.verbose >= verbosity:
        if not message.startswith(("#", "import ")):
            message = "# " + message
        print(message.format(*args), file=sys.stderr)


# ---- Locks: one for each module while it is imported

_module_locks = {}  # weak references by name
_blocking_on = {}  # the lock that a thread waits for


class _DeadlockError(RuntimeError):
    """Waiting for the lock would never end."""


class _ModuleLock:
    """A lock that its owner may take again, and that is refused to a thread in a circle of waiting threads."""

    def __init__(self, name):
        self.lock = _thread.allocate_lock()  # for the attributes
        self.wakeup = _thread.allocate_lock()  # held while somebody waits
        self.name = name
        self.owner = None
        self.count = 0
        self.waiters = 0

    def has_deadlock(self):
        """Does this thread, directly or through others, hold up the owner?"""
        me = _thread.get_ident()
        owner = self.owner
        visited = set()
        while True:
            lock = _blocking_on.get(owner)
            if lock is None:
                return False
            owner = lock.owner
            if owner == me:
                return True
            if owner in visited:  # a circle of others
                return False
            visited.add(owner)

    def acquire(self):
        """Take the lock; _DeadlockError if that would block for ever. Always gives True."""
        me = _thread.get_ident()
        _blocking_on[me] = self
        try:
            while True:
                with self.lock:
                    if not self.count or self.owner == me:
                        self.owner = me
                        self.count += 1
                        return True
                    if self.has_deadlock():
                        raise _DeadlockError("deadlock detected by %r" % self)
                    if self.wakeup.acquire(False):
                        self.waiters += 1
                # Until the owner releases it.
                self.wakeup.acquire()
                self.wakeup.release()
        finally:
            del _blocking_on[me]

    def release(self):
        with self.lock:
            if self.owner != _thread.get_ident():
                raise RuntimeError("cannot release un-acquired lock")
            assert self.count > 0
            self.count -= 1
            if not self.count:
                self.owner = None
                if self.waiters:
                    self.waiters -= 1
                    self.wakeup.release()

    def __repr__(self):
        return f"_ModuleLock({self.name!r}) at {id(self)}"


class _DummyModuleLock:
    """In the place of _ModuleLock where there are no threads."""

    def __init__(self, name):
        self.name = name
        self.count = 0

    def acquire(self):
        self.count += 1
        return True

    def release(self):
        if not self.count:
            raise RuntimeError("cannot release un-acquired lock")
        self.count -= 1

    def __repr__(self):
        return f"_DummyModuleLock({self.name!r}) at {id(self)}"


class _ImportLockContext:
    """The one lock of the whole import system, for short times."""

    def __enter__(self):
        _imp.acquire_lock()

    def __exit__(self, exc_type, exc_value, exc_traceback):
        _imp.release_lock()


def _get_module_lock(name):
    """The lock of a module, made if there is none."""
    with _ImportLockContext():
        reference = _module_locks.get(name)
        lock = None if reference is None else reference()
        if lock is not None:
            return lock
        lock = (_DummyModuleLock if _thread is None else _ModuleLock)(name)

        def died(reference, name=name):
            with _ImportLockContext():
                # There may be another one by now.
                if _module_locks.get(name) is reference:
                    del _module_locks[name]

        _module_locks[name] = _weakref.ref(lock, died)
        return lock


class _ModuleLockManager:
    """Holds the lock of a module for the time of a with statement."""

    def __init__(self, name):
        self._name = name
        self._lock = None

    def __enter__(self):
        self._lock = _get_module_lock(self._name)
        self._lock.acquire()

    def __exit__(self, *args, **kwargs):
        self._lock.release()


def _lock_unlock_module(name):
    """Wait until another thread has imported a module. In a circle of threads it is taken half done."""
    lock = _get_module_lock(name)
    try:
        lock.acquire()
    except _DeadlockError:
        return
    lock.release()


# ---- Specs

class ModuleSpec:
    """What a finder found out about a module.

    name, loader           as they say
    origin                 where it comes from, often a file
    submodule_search_locations   the __path__ of a package, None of others
    loader_state           whatever the loader wants to know
    cached                 file of the compiled code
    parent                 the package: its own name, for a package
    has_location           is the origin a place to load from, so that the module gets __file__?
    """

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name, self.loader = name, loader
        self.origin, self.loader_state = origin, loader_state
        self.submodule_search_locations = [] if is_package else None
        self._set_fileattr = False
        self._cached = None

    def __repr__(self):
        shown = [f"name={self.name!r}", f"loader={self.loader!r}"]
        for name in ("origin", "submodule_search_locations"):
            value = getattr(self, name)
            if value is not None:
                shown.append(f"{name}={value!r}" if name != "submodule_search_locations" else f"{name}={value}")
        return f"{self.__class__.__name__}({', '.join(shown)})"

    def __eq__(self, other):
        mine = self.submodule_search_locations
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin
                    and mine == other.submodule_search_locations and self.cached == other.cached
                    and self.has_location == other.has_location)
        except AttributeError:
            return False

    @property
    def cached(self):
        if self._cached is None and self.origin is not None and self._set_fileattr:
            if _bootstrap_external is None:
                raise NotImplementedError
            self._cached = _bootstrap_external._get_cached(self.origin)
        return self._cached

    @cached.setter
    def cached(self, cached):
        self._cached = cached

    @property
    def parent(self):
        if self.submodule_search_locations is None:
            return self.name.rpartition(".")[0]
        return self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """A spec by what the loader tells."""
    if hasattr(loader, "get_filename"):
        if _bootstrap_external is None:
            raise NotImplementedError
        from_file = _bootstrap_external.spec_from_file_location
        if is_package is None:
            return from_file(name, loader=loader)
        return from_file(name, loader=loader, submodule_search_locations=[] if is_package else None)
    if is_package is None:
        is_package = False
        if hasattr(loader, "is_package"):
            try:
                is_package = loader.is_package(name)
            except ImportError:
                is_package = None
    return ModuleSpec(name, loader, origin=origin, is_package=is_package)


def _spec_from_module(module, loader=None, origin=None):
    """The spec of a module that may have been made without one."""
    spec = getattr(module, "__spec__", None)
    if spec is not None:
        return spec
    if loader is None:
        loader = getattr(module, "__loader__", None)
    location = getattr(module, "__file__", None)
    if origin is None:
        origin = getattr(loader, "_ORIGIN", None) if location is None else location
    spec = ModuleSpec(module.__name__, loader, origin=origin)
    spec._set_fileattr = location is not None
    spec.cached = getattr(module, "__cached__", None)
    try:
        spec.submodule_search_locations = list(module.__path__)
    except AttributeError:
        pass
    return spec


def _init_module_attrs(spec, module, *, override=False):
    """Set the attributes of a module that a spec tells; those it has already only with `override`."""
    def put(name, value):
        if override or getattr(module, name, None) is None:
            try:
                setattr(module, name, value)
            except AttributeError:
                pass

    put("__name__", spec.name)
    if override or getattr(module, "__loader__", None) is None:
        loader = spec.loader
        if loader is None and spec.submodule_search_locations is not None:
            # a namespace package
            if _bootstrap_external is None:
                raise NotImplementedError
            namespace_loader = _bootstrap_external._NamespaceLoader
            loader = namespace_loader.__new__(namespace_loader)
            loader._path = spec.submodule_search_locations
            spec.loader = loader
            # Reloaded modules may have been something else before.
            module.__file__ = None
        put("__loader__", loader)
    put("__package__", spec.parent)
    try:
        module.__spec__ = spec
    except AttributeError:
        pass
    if spec.submodule_search_locations is not None:
        put("__path__", spec.submodule_search_locations)
    if spec.has_location:
        put("__file__", spec.origin)
        if spec.cached is not None:
            put("__cached__", spec.cached)
    return module


def module_from_spec(spec):
    """A module, not yet executed."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    elif hasattr(spec.loader, "exec_module"):
        raise ImportError("loaders that define exec_module() must also define create_module()")
    if module is None:
        module = _new_module(spec.name)
    return _init_module_attrs(spec, module)


def _module_repr_from_spec(spec):
    name = "?" if spec.name is None else spec.name
    if spec.origin is None:
        return f"<module {name!r}>" if spec.loader is None else f"<module {name!r} ({spec.loader!r})>"
    return f"<module {name!r} from {spec.origin!r}>" if spec.has_location else f"<module {name!r} ({spec.origin})>"


def _module_repr(module):
    """repr() of a module, for the type itself."""
    loader = getattr(module, "__loader__", None)
    if hasattr(loader, "module_repr"):
        # deprecated, but whoever has it means it
        try:
            return loader.module_repr(module)
        except Exception:
            pass
    spec = getattr(module, "__spec__", None)
    if spec:
        return _module_repr_from_spec(spec)
    name = getattr(module, "__name__", "?")
    if hasattr(module, "__file__"):
        return f"<module {name!r} from {module.__file__!r}>"
    return f"<module {name!r}>" if loader is None else f"<module {name!r} ({loader!r})>"


# ---- Loading

def _exec(spec, module):
    """Execute a spec in a module that exists (a reload)."""
    name = spec.name
    with _ModuleLockManager(name):
        if sys.modules.get(name) is not module:
            raise ImportError(f"module {name!r} not in sys.modules", name=name)
        try:
            if spec.loader is None and spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=name)
            loader = spec.loader
            _init_module_attrs(spec, module, override=True)
            if loader is None:
                pass  # a namespace package
            elif hasattr(loader, "exec_module"):
                loader.exec_module(module)
            else:
                loader.load_module(name)
        finally:
            module = _moved_to_end(name)
    return module


def _moved_to_end(name):
    """The module of a name, from now on the last in sys.modules."""
    module = sys.modules.pop(name)
    sys.modules[name] = module
    return module


def _load_backward_compatible(spec):
    """Load by a loader that has only load_module()."""
    try:
        spec.loader.load_module(spec.name)
    except:
        if spec.name in sys.modules:
            _moved_to_end(spec.name)
        raise
    # What it put in sys.modules is the module.
    module = _moved_to_end(spec.name)
    if getattr(module, "__loader__", None) is None:
        try:
            module.__loader__ = spec.loader
        except AttributeError:
            pass
    if getattr(module, "__package__", None) is None:
        try:
            module.__package__ = module.__name__
            if not hasattr(module, "__path__"):
                module.__package__ = spec.name.rpartition(".")[0]
        except AttributeError:
            pass
    if getattr(module, "__spec__", None) is None:
        try:
            module.__spec__ = spec
        except AttributeError:
            pass
    return module


def _load_unlocked(spec):
    loader = spec.loader
    if loader is not None and not hasattr(loader, "exec_module"):
        return _load_backward_compatible(spec)
    module = module_from_spec(spec)
    # The interpreter looks at this mark: others wait for the module, and errors say that it is half done.
    spec._initializing = True
    try:
        sys.modules[spec.name] = module
        try:
            if loader is not None:
                loader.exec_module(module)
            elif spec.submodule_search_locations is None:
                raise ImportError("missing loader", name=spec.name)
        except:
            sys.modules.pop(spec.name, None)
            raise
        # It may have put something else in its place.
        module = _moved_to_end(spec.name)
        _verbose_message("import {!r} # {!r}", spec.name, spec.loader)
    finally:
        spec._initializing = False
    return module


def _load(spec):
    """Make and execute the module of a spec."""
    with _ModuleLockManager(spec.name):
        return _load_unlocked(spec)


def _load_module_shim(self, fullname):
    """load_module() of loaders that have exec_module()."""
    spec = spec_from_loader(fullname, self)
    if fullname in sys.modules:
        module = sys.modules[fullname]
        _exec(spec, module)
        return sys.modules[fullname]
    return _load(spec)


# ---- Built-in and frozen modules

def _requires(check, kind):
    """Maker of decorators for methods with the argument fullname: ImportError unless the check accepts that."""
    def decorator(fxn):
        def wrapper(self, fullname):
            if not check(fullname):
                raise ImportError(f"{fullname!r} is not a {kind} module", name=fullname)
            return fxn(self, fullname)
        _wrap(wrapper, fxn)
        return wrapper
    return decorator


def _requires_builtin(fxn):
    return _requires(lambda name: name in sys.builtin_module_names, "built-in")(fxn)


def _requires_frozen(fxn):
    return _requires(lambda name: _imp.is_frozen(name), "frozen")(fxn)


class BuiltinImporter:
    """Finder and loader of the modules that are part of the interpreter."""

    @staticmethod
    def module_repr(module):
        """Deprecated: repr() of the module."""
        return f"<module {module.__name__!r} (built-in)>"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if path is None and _imp.is_builtin(fullname):
            return spec_from_loader(fullname, cls, origin="built-in")
        return None

    @classmethod
    def find_module(cls, fullname, path=None):
        """Deprecated: the loader of a built-in module."""
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader

    @classmethod
    def create_module(self, spec):
        """Make the module."""
        if spec.name not in sys.builtin_module_names:
            raise ImportError(f"{spec.name!r} is not a built-in module", name=spec.name)
        return _call_with_frames_removed(_imp.create_builtin, spec)

    @classmethod
    def exec_module(self, module):
        """Set the module up."""
        _call_with_frames_removed(_imp.exec_builtin, module)

    @classmethod
    @_requires_builtin
    def get_code(cls, fullname):
        """None: there is no Python code."""
        return None

    @classmethod
    @_requires_builtin
    def get_source(cls, fullname):
        """None: there is no source."""
        return None

    @classmethod
    @_requires_builtin
    def is_package(cls, fullname):
        """False: none is a package."""
        return False

    load_module = classmethod(_load_module_shim)


class FrozenImporter:
    """Finder and loader of the Python modules whose code is part of the interpreter."""

    _ORIGIN = "frozen"

    @staticmethod
    def module_repr(m):
        """Deprecated: repr() of the module."""
        return f"<module {m.__name__!r} ({FrozenImporter._ORIGIN})>"

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if _imp.is_frozen(fullname):
            return spec_from_loader(fullname, cls, origin=cls._ORIGIN)
        return None

    @classmethod
    def find_module(cls, fullname, path=None):
        """Deprecated: the loader of a frozen module."""
        return cls if _imp.is_frozen(fullname) else None

    @classmethod
    def create_module(cls, spec):
        """None: an ordinary module will do."""

    @staticmethod
    def exec_module(module):
        name = module.__spec__.name
        if not _imp.is_frozen(name):
            raise ImportError(f"{name!r} is not a frozen module", name=name)
        code = _call_with_frames_removed(_imp.get_frozen_object, name)
        exec(code, module.__dict__)

    @classmethod
    def load_module(cls, fullname):
        """Deprecated: make the module."""
        return _load_module_shim(cls, fullname)

    @classmethod
    @_requires_frozen
    def get_code(cls, fullname):
        """The code."""
        return _imp.get_frozen_object(fullname)

    @classmethod
    @_requires_frozen
    def get_source(cls, fullname):
        """None: there is no source."""
        return None

    @classmethod
    @_requires_frozen
    def is_package(cls, fullname):
        """Is the module a package?"""
        return _imp.is_frozen_package(fullname)


# ---- Finding

def _find_spec_legacy(finder, name, path):
    """The spec by a finder that has only find_module()."""
    loader = finder.find_module(name, path)
    return None if loader is None else spec_from_loader(name, loader)


def _find_spec(name, path, target=None):
    """Ask the finders of sys.meta_path in turn; None if nobody knows the module."""
    finders = sys.meta_path
    if finders is None:
        raise ImportError("sys.meta_path is None, Python is likely shutting down")
    if not finders:
        _warnings.warn("sys.meta_path is empty", ImportWarning)
    known_before = name in sys.modules
    for finder in finders:
        with _ImportLockContext():
            find_spec = getattr(finder, "find_spec", None)
            if find_spec is None:
                spec = _find_spec_legacy(finder, name, path)
            else:
                spec = find_spec(name, path, target)
        if spec is None:
            continue
        if not known_before and name in sys.modules:
            # Finding the module has imported it.
            imported = getattr(sys.modules[name], "__spec__", None)
            return spec if imported is None else imported
        return spec
    return None


_ERR_MSG_PREFIX = "No module named "
_ERR_MSG = _ERR_MSG_PREFIX + "{!r}"
_NEEDS_LOADING = object()


def _find_and_load_unlocked(name, import_):
    path = None
    parent, _, child = name.rpartition(".")
    if parent:
        if parent not in sys.modules:
            _call_with_frames_removed(import_, parent)
        if name in sys.modules:  # the package has imported it
            return sys.modules[name]
        try:
            path = sys.modules[parent].__path__
        except AttributeError:
            raise ModuleNotFoundError((_ERR_MSG + "; {!r} is not a package").format(name, parent), name=name) from None
    spec = _find_spec(name, path)
    if spec is None:
        raise ModuleNotFoundError(_ERR_MSG.format(name), name=name)
    module = _load_unlocked(spec)
    if parent:
        setattr(sys.modules[parent], child, module)
    return module


def _find_and_load(name, import_):
    """The module of an absolute name, imported if need be. Called by the interpreter, too."""
    with _ModuleLockManager(name):
        module = sys.modules.get(name, _NEEDS_LOADING)
        if module is _NEEDS_LOADING:
            return _find_and_load_unlocked(name, import_)
    if module is None:
        raise ModuleNotFoundError(f"import of {name} halted; None in sys.modules", name=name)
    _lock_unlock_module(name)
    return module


# ---- The statement

def _sanity_check(name, package, level):
    """Check the arguments of __import__()."""
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level < 0:
        raise ValueError("level must be >= 0")
    if level > 0:
        if not isinstance(package, str):
            raise TypeError("__package__ not set to a string")
        if not package:
            raise ImportError("attempted relative import with no known parent package")
    elif not name:
        raise ValueError("Empty module name")


def _resolve_name(name, package, level):
    """The absolute name of a relative one."""
    base = package.rsplit(".", level - 1)
    if len(base) < level:
        raise ValueError("attempted relative import beyond top-level package")
    return f"{base[0]}.{name}" if name else base[0]


def _gcd_import(name, package=None, level=0):
    """Import a module and give that one: what all ways of importing have in common."""
    _sanity_check(name, package, level)
    if level > 0:
        name = _resolve_name(name, package, level)
    return _find_and_load(name, _gcd_import)


def _handle_fromlist(module, fromlist, import_, *, recursive=False):
    """Import the submodules of a package that `from package import` names. Called by the interpreter, too."""
    for name in fromlist:
        if not isinstance(name, str):
            place = module.__name__ + ".__all__" if recursive else "``from list''"
            raise TypeError(f"Item in {place} must be str, not {type(name).__name__}")
        if name == "*":
            if not recursive and hasattr(module, "__all__"):
                _handle_fromlist(module, module.__all__, import_, recursive=True)
        elif not hasattr(module, name):
            full = f"{module.__name__}.{name}"
            try:
                _call_with_frames_removed(import_, full)
            except ModuleNotFoundError as problem:
                # No such submodule: the statement itself will complain. None in sys.modules is another matter.
                if problem.name == full and sys.modules.get(full, _NEEDS_LOADING) is not None:
                    continue
                raise
    return module


def _calc___package__(globals):
    """The package that relative names in a module refer to."""
    package, spec = globals.get("__package__"), globals.get("__spec__")
    if package is not None:
        if spec is not None and package != spec.parent:
            _warnings.warn(f"__package__ != __spec__.parent ({package!r} != {spec.parent!r})", ImportWarning,
                           stacklevel=3)
        return package
    if spec is not None:
        return spec.parent
    _warnings.warn("can't resolve package from __spec__ or __package__, falling back on __name__ and __path__",
                   ImportWarning, stacklevel=3)
    package = globals["__name__"]
    return package if "__path__" in globals else package.rpartition(".")[0]


def __import__(name, globals=None, locals=None, fromlist=(), level=0):
    """The import statement as a function.

    Gives the package at the head of the name, unless there is a `fromlist`. `globals` only serve to find the package
    that a relative name (level > 0) is relative to.
    """
    if level == 0:
        module = _gcd_import(name)
    else:
        package = _calc___package__({} if globals is None else globals)
        module = _gcd_import(name, package, level)
    if fromlist:
        return _handle_fromlist(module, fromlist, _gcd_import) if hasattr(module, "__path__") else module
    head = name.partition(".")[0]
    if level == 0:
        return _gcd_import(head)
    if not name:
        return module
    # Without what stands behind the head.
    cut = len(name) - len(head)
    return sys.modules[module.__name__[:len(module.__name__) - cut]]


# ---- Start

def _builtin_from_name(name):
    spec = BuiltinImporter.find_spec(name)
    if spec is None:
        raise ImportError("no built-in module named " + name)
    return _load_unlocked(spec)


def _setup(sys_module, _imp_module):
    """Take over the two modules, and give the modules that exist already their attributes."""
    global sys, _imp
    sys, _imp = sys_module, _imp_module
    for name, module in sys.modules.items():
        if not isinstance(module, type(sys)):
            continue
        if name in sys.builtin_module_names:
            loader = BuiltinImporter
        elif _imp.is_frozen(name):
            loader = FrozenImporter
        else:
            continue
        _init_module_attrs(_spec_from_module(module, loader), module)
    own = sys.modules[__name__]
    for name in ("_thread", "_warnings", "_weakref"):
        setattr(own, name, sys.modules[name] if name in sys.modules else _builtin_from_name(name))


def _install(sys_module, _imp_module):
    """Make built-in and frozen modules importable. Called by the interpreter."""
    _setup(sys_module, _imp_module)
    sys.meta_path += BuiltinImporter, FrozenImporter


def _install_external_importers():
    """Make modules in files importable. Called by the interpreter."""
    global _bootstrap_external
    import _frozen_importlib_external
    _bootstrap_external = _frozen_importlib_external
    _frozen_importlib_external._install(sys.modules[__name__])
