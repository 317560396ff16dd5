"""The import system's part for files: the search path, source and compiled files, extension modules.

Like `_bootstrap` this runs before anything can be imported: native modules are put in its namespace by _setup().
"""

# Names of the platforms where PYTHONCASEOK may make case not count; the variable is of bytes on some of them.
_CASE_INSENSITIVE_PLATFORMS_STR_KEY = ("win",)
_CASE_INSENSITIVE_PLATFORMS_BYTES_KEY = ("cygwin", "darwin")
_CASE_INSENSITIVE_PLATFORMS = _CASE_INSENSITIVE_PLATFORMS_BYTES_KEY + _CASE_INSENSITIVE_PLATFORMS_STR_KEY


def _make_relax_case():
    """The function that tells whether case does not count in file names."""
    if not sys.platform.startswith(_CASE_INSENSITIVE_PLATFORMS):
        return _relax_case_never
    key = "PYTHONCASEOK"
    if sys.platform.startswith(_CASE_INSENSITIVE_PLATFORMS_BYTES_KEY):
        key = key.encode()

    def _relax_case():
        """Is PYTHONCASEOK set?"""
        return key in _os.environ

    return _relax_case


def _relax_case_never():
    """False: case always counts here."""
    return False


_relax_case_never.__name__ = "_relax_case"


# ---- Numbers in files: unsigned, little-endian

def _pack_uint32(x):
    return (int(x) & 0xFFFFFFFF).to_bytes(4, "little")


def _unpack_uint32(data):
    assert len(data) == 4
    return int.from_bytes(data, "little")


def _unpack_uint16(data):
    assert len(data) == 2
    return int.from_bytes(data, "little")


# ---- Paths: what little of os.path is needed

def _path_join(*path_parts):
    return path_sep.join([part.rstrip(path_separators) for part in path_parts if part])


def _path_split(path):
    """(directory, name)"""
    cut = max(path.rfind(separator) for separator in path_separators)
    return ("", path) if cut < 0 else (path[:cut], path[cut + 1:])


def _path_stat(path):
    return _os.stat(path)


def _path_is_mode_type(path, mode):
    """Is there such a file, of this type?"""
    try:
        found = _path_stat(path)
    except OSError:
        return False
    return found.st_mode & 0o170000 == mode


def _path_isfile(path):
    return _path_is_mode_type(path, 0o100000)


def _path_isdir(path):
    return _path_is_mode_type(path or _os.getcwd(), 0o040000)


def _path_isabs(path):
    return path.startswith(path_sep_tuple) or path[1:3] in _pathseps_with_colon


def _write_atomic(path, data, mode=0o666):
    """Write a file so that nobody sees it half done."""
    # The id of the path makes the name differ between files written at once.
    temporary = "{}.{}".format(path, id(path))
    fd = _os.open(temporary, _os.O_EXCL | _os.O_CREAT | _os.O_WRONLY, mode & 0o666)
    try:
        with _io.FileIO(fd, "wb") as file:
            file.write(data)
        _os.replace(temporary, path)
    except OSError:
        try:
            _os.unlink(temporary)
        except OSError:
            pass
        raise


_code_type = type(_write_atomic.__code__)


# ---- Compiled files: names

_RAW_MAGIC_NUMBER = 3413 | 0x0A0D << 16  # of this bytecode, with a line end that translation would spoil
MAGIC_NUMBER = _RAW_MAGIC_NUMBER.to_bytes(4, "little")

_PYCACHE = "__pycache__"
_OPT = "opt-"

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []  # filled by _setup()
DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = BYTECODE_SUFFIXES  # deprecated


def cache_from_source(path, debug_override=None, *, optimization=None):
    """The file for the compiled code of a source file (PEP 3147); neither need exist.

    `optimization` is what the name says about that, by default the interpreter's level.
    """
    if debug_override is not None:
        _warnings.warn("the debug_override parameter is deprecated; use 'optimization' instead", DeprecationWarning)
        if optimization is not None:
            raise TypeError("debug_override or optimization must be set to None")
        optimization = "" if debug_override else 1
    path = _os.fspath(path)
    head, tail = _path_split(path)
    base, dot, rest = tail.rpartition(".")
    tag = sys.implementation.cache_tag
    if tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    name = f"{base or rest}{dot}{tag}"
    if optimization is None:
        optimization = sys.flags.optimize or ""
    optimization = str(optimization)
    if optimization:
        if not optimization.isalnum():
            raise ValueError("{!r} is not alphanumeric".format(optimization))
        name = f"{name}.{_OPT}{optimization}"
    name += BYTECODE_SUFFIXES[0]
    if sys.pycache_prefix is None:
        return _path_join(head, _PYCACHE, name)
    # A tree beside the sources': the directory below the prefix, without what makes it absolute.
    if not _path_isabs(head):
        head = _path_join(_os.getcwd(), head)
    if head[1:2] == ":" and head[0] not in path_separators:
        head = head[2:]
    return _path_join(sys.pycache_prefix, head.lstrip(path_separators), name)


def source_from_cache(path):
    """The source file that a file of compiled code belongs to, by their names."""
    if sys.implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    path = _os.fspath(path)
    head, name = _path_split(path)
    prefix = sys.pycache_prefix
    prefix = None if prefix is None else prefix.rstrip(path_separators)
    if prefix is not None and head.startswith(prefix + path_sep):
        head = head[len(prefix):]
    else:
        head, folder = _path_split(head)
        if folder != _PYCACHE:
            raise ValueError(f"{_PYCACHE} not bottom-level directory in {path!r}")
    parts = name.split(".")
    if len(parts) not in (3, 4):
        raise ValueError(f"expected only 2 or 3 dots in {name!r}")
    if len(parts) == 4:
        optimization = parts[-2]
        if not optimization.startswith(_OPT):
            raise ValueError(f"optimization portion of filename does not start with {_OPT!r}")
        if not optimization[len(_OPT):].isalnum():
            raise ValueError("optimization level {!r} is not an alphanumeric value".format(optimization))
    return _path_join(head, parts[0] + SOURCE_SUFFIXES[0])


def _get_sourcefile(bytecode_path):
    """The source file of a file of compiled code, if it exists; used by the interpreter for old layouts, too."""
    if not bytecode_path:
        return None
    rest, _, extension = bytecode_path.rpartition(".")
    if not rest or extension.lower()[-3:-1] != "py":
        return bytecode_path
    try:
        source_path = source_from_cache(bytecode_path)
    except (NotImplementedError, ValueError):
        source_path = bytecode_path[:-1]
    return source_path if _path_isfile(source_path) else bytecode_path


def _get_cached(filename):
    """What a module from this file has as __cached__."""
    if filename.endswith(tuple(SOURCE_SUFFIXES)):
        try:
            return cache_from_source(filename)
        except NotImplementedError:
            return None
    return filename if filename.endswith(tuple(BYTECODE_SUFFIXES)) else None


def _calc_mode(path):
    """Permissions for a compiled file: those of the source, and that it can be written."""
    try:
        mode = _path_stat(path).st_mode
    except OSError:
        mode = 0o666
    return mode | 0o200


# ---- Compiled files: content. A head of 16 bytes: magic number, flags, then time and size of the source or its hash

def _classify_pyc(data, name, exc_details):
    """Check the head; gives the flags."""
    magic = data[:4]
    if magic != MAGIC_NUMBER:
        message = f"bad magic number in {name!r}: {magic!r}"
        _bootstrap._verbose_message("{}", message)
        raise ImportError(message, **exc_details)
    if len(data) < 16:
        message = f"reached EOF while reading pyc header of {name!r}"
        _bootstrap._verbose_message("{}", message)
        raise EOFError(message)
    flags = _unpack_uint32(data[4:8])
    if flags & ~0b11:
        raise ImportError(f"invalid flags {flags!r} in {name!r}", **exc_details)
    return flags


def _validate_timestamp_pyc(data, source_mtime, source_size, name, exc_details):
    """Check that the code was made from the source with this time and size (None: any size)."""
    message = f"bytecode is stale for {name!r}"
    if _unpack_uint32(data[8:12]) != (source_mtime & 0xFFFFFFFF):
        _bootstrap._verbose_message("{}", message)
        raise ImportError(message, **exc_details)
    if source_size is not None and _unpack_uint32(data[12:16]) != (source_size & 0xFFFFFFFF):
        raise ImportError(message, **exc_details)


def _validate_hash_pyc(data, source_hash, name, exc_details):
    """Check that the code was made from the source with this hash."""
    if data[8:16] != source_hash:
        raise ImportError(f"hash in bytecode doesn't match hash of source {name!r}", **exc_details)


def _compile_bytecode(data, name=None, bytecode_path=None, source_path=None):
    """The code object that stands behind the head."""
    code = marshal.loads(data)
    if not isinstance(code, _code_type):
        raise ImportError("Non-code object in {!r}".format(bytecode_path), name=name, path=bytecode_path)
    _bootstrap._verbose_message("code object from {!r}", bytecode_path)
    if source_path is not None:
        _imp._fix_co_filename(code, source_path)
    return code


def _pyc(flags, stamp, code):
    data = bytearray(MAGIC_NUMBER)
    data += _pack_uint32(flags)
    data += stamp
    data += marshal.dumps(code)
    return data


def _code_to_timestamp_pyc(code, mtime=0, source_size=0):
    """A compiled file that is good as long as the source has this time and size."""
    return _pyc(0, _pack_uint32(mtime) + _pack_uint32(source_size), code)


def _code_to_hash_pyc(code, source_hash, checked=True):
    """A compiled file that is good as long as the source has this hash (PEP 552)."""
    assert len(source_hash) == 8
    return _pyc(0b1 | checked << 1, source_hash, code)


def decode_source(source_bytes):
    """Source as text: decoded as it says itself, with \\n as line ends."""
    import tokenize
    lines = _io.BytesIO(source_bytes)
    encoding = tokenize.detect_encoding(lines.readline)
    return _io.IncrementalNewlineDecoder(None, True).decode(source_bytes.decode(encoding[0]))


# ---- Specs

_POPULATE = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_POPULATE):
    """The spec of a module in a file. Without a loader it is the one for the file's suffix; None if there is none."""
    if location is None:
        location = "<unknown>"  # so that __file__ is set
        if hasattr(loader, "get_filename"):
            try:
                location = loader.get_filename(name)
            except ImportError:
                pass
    else:
        location = _os.fspath(location)
    spec = _bootstrap.ModuleSpec(name, loader, origin=location)
    spec._set_fileattr = True
    if loader is None:
        for kind, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                loader = spec.loader = kind(name, location)
                break
        else:
            return None
    if submodule_search_locations is not _POPULATE:
        spec.submodule_search_locations = submodule_search_locations
    elif hasattr(loader, "is_package"):
        try:
            if loader.is_package(name):
                spec.submodule_search_locations = []
        except ImportError:
            pass
    if spec.submodule_search_locations == [] and location:
        spec.submodule_search_locations.append(_path_split(location)[0])
    return spec


def _get_supported_file_loaders():
    """(loader, suffixes), in the order in which they are tried."""
    return [(ExtensionFileLoader, _imp.extension_suffixes()), (SourceFileLoader, SOURCE_SUFFIXES),
            (SourcelessFileLoader, BYTECODE_SUFFIXES)]


def _fix_up_module(ns, name, pathname, cpathname=None):
    """Set the attributes of a module that the interpreter has executed itself."""
    loader, spec = ns.get("__loader__"), ns.get("__spec__")
    if not loader:
        if spec:
            loader = spec.loader
        elif pathname == cpathname:
            loader = SourcelessFileLoader(name, pathname)
        else:
            loader = SourceFileLoader(name, pathname)
    if not spec:
        spec = spec_from_file_location(name, pathname, loader=loader)
    try:
        ns.update(__spec__=spec, __loader__=loader, __file__=pathname, __cached__=cpathname)
    except Exception:
        pass


# ---- Loaders

def _check_name(method):
    """Decorator of loaders' methods: the name, if given, must be the loader's."""
    def _check_name_wrapper(self, name=None, *args, **kwargs):
        if name is None:
            name = self.name
        elif self.name != name:
            raise ImportError(f"loader for {self.name} cannot handle {name}", name=name)
        return method(self, name, *args, **kwargs)

    # _bootstrap._wrap() does the same, but is not at hand yet
    for attribute in ("__module__", "__name__", "__qualname__", "__doc__"):
        setattr(_check_name_wrapper, attribute, getattr(method, attribute))
    return _check_name_wrapper


def _find_module_shim(self, fullname):
    """find_module() of finders that have find_loader()."""
    loader, portions = self.find_loader(fullname)
    if loader is None and portions:
        _warnings.warn("Not importing directory {}: missing __init__".format(portions[0]), ImportWarning)
    return loader


class _LoaderBasics:
    """What loaders that have get_code() and get_filename() share."""

    def is_package(self, fullname):
        """Is the file called __init__?"""
        filename = _path_split(self.get_filename(fullname))[1]
        return filename.rsplit(".", 1)[0] == "__init__" and fullname.rpartition(".")[2] != "__init__"

    def create_module(self, spec):
        """None: an ordinary module will do."""

    def exec_module(self, module):
        """Run the code in the module."""
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError("cannot load module {!r} when get_code() returns None".format(module.__name__))
        _bootstrap._call_with_frames_removed(exec, code, module.__dict__)

    def load_module(self, fullname):
        """Deprecated: make and execute the module."""
        return _bootstrap._load_module_shim(self, fullname)


class SourceLoader(_LoaderBasics):
    """Base class of loaders of source that has a path; get_data() reads what is at a path."""

    def path_mtime(self, path):
        """Deprecated: time of the last change; path_stats() tells it, too."""
        raise OSError

    def path_stats(self, path):
        """A dictionary with `mtime`, and perhaps `size`."""
        return {"mtime": self.path_mtime(path)}

    def _cache_bytecode(self, source_path, cache_path, data):
        # The file's permissions may depend on the source in subclasses.
        return self.set_data(cache_path, data)

    def set_data(self, path, data):
        """Write at a path; may do nothing."""

    def get_source(self, fullname):
        """The source as text."""
        path = self.get_filename(fullname)
        try:
            data = self.get_data(path)
        except OSError as problem:
            raise ImportError("source not available through get_data()", name=fullname) from problem
        return decode_source(data)

    def source_to_code(self, data, path, *, _optimize=-1):
        """Compile."""
        return _bootstrap._call_with_frames_removed(compile, data, path, "exec", dont_inherit=True, optimize=_optimize)

    def get_code(self, fullname):
        """The code, from the compiled file if that is good, else from the source, and then it is written."""
        source_path = self.get_filename(fullname)
        pyc = _CachedCode(self, fullname, source_path)
        code = pyc.read()
        if code is not None:
            return code
        source = self.get_data(source_path) if pyc.source is None else pyc.source
        code = self.source_to_code(source, source_path)
        _bootstrap._verbose_message("code object from {}", source_path)
        pyc.write(code, source)
        return code


class _CachedCode:
    """The compiled file of one source file, for SourceLoader.get_code()."""

    def __init__(self, loader, fullname, source_path):
        self.loader, self.fullname, self.source_path = loader, fullname, source_path
        self.source = None  # if it had to be read for its hash
        self.mtime = self.size = None
        self.hash = None
        self.by_hash = False
        self.check = True
        try:
            self.path = cache_from_source(source_path)
        except NotImplementedError:
            self.path = None

    def read(self):
        """The code in it; None if it is not there or not good."""
        if self.path is None:
            return None
        loader = self.loader
        try:
            stats = loader.path_stats(self.source_path)
        except OSError:
            return None
        self.mtime, self.size = int(stats["mtime"]), stats.get("size")
        try:
            data = loader.get_data(self.path)
        except OSError:
            return None
        details = {"name": self.fullname, "path": self.path}
        try:
            flags = _classify_pyc(data, self.fullname, details)
            self.by_hash = bool(flags & 0b1)
            if not self.by_hash:
                _validate_timestamp_pyc(data, self.mtime, stats.get("size"), self.fullname, details)
            else:
                self.check = bool(flags & 0b10)
                policy = _imp.check_hash_based_pycs
                if policy != "never" and (self.check or policy == "always"):
                    self.source = loader.get_data(self.source_path)
                    self.hash = _imp.source_hash(_RAW_MAGIC_NUMBER, self.source)
                    _validate_hash_pyc(data, self.hash, self.fullname, details)
        except (ImportError, EOFError):
            return None
        _bootstrap._verbose_message("{} matches {}", self.path, self.source_path)
        return _compile_bytecode(memoryview(data)[16:], name=self.fullname, bytecode_path=self.path,
                                 source_path=self.source_path)

    def write(self, code, source):
        """Write it anew, in the way in which it was made before, unless that is not wanted."""
        if sys.dont_write_bytecode or self.path is None or self.mtime is None:
            return
        if self.by_hash:
            if self.hash is None:
                self.hash = _imp.source_hash(_RAW_MAGIC_NUMBER, source)
            data = _code_to_hash_pyc(code, self.hash, self.check)
        else:
            data = _code_to_timestamp_pyc(code, self.mtime, len(source))
        try:
            self.loader._cache_bytecode(self.source_path, self.path, data)
        except NotImplementedError:
            pass


class FileLoader:
    """Base class of loaders of files: knows the module's name and the file."""

    def __init__(self, fullname, path):
        self.name = fullname
        self.path = path

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)

    @_check_name
    def load_module(self, fullname):
        """Deprecated: make and execute the module."""
        return super(FileLoader, self).load_module(fullname)

    @_check_name
    def get_filename(self, fullname):
        """The file."""
        return self.path

    def get_data(self, path):
        """What is in a file, as bytes."""
        # Code is opened by a function that can be watched.
        if isinstance(self, (SourceLoader, ExtensionFileLoader)):
            file = _io.open_code(str(path))
        else:
            file = _io.FileIO(path, "r")
        with file:
            return file.read()

    # Data files beside a package, see importlib.resources

    @_check_name
    def get_resource_reader(self, module):
        return self if self.is_package(module) else None

    def __resource(self, resource):
        return _path_join(_path_split(self.path)[0], resource)

    def open_resource(self, resource):
        return _io.FileIO(self.__resource(resource), "r")

    def resource_path(self, resource):
        if not self.is_resource(resource):
            raise FileNotFoundError
        return self.__resource(resource)

    def is_resource(self, name):
        return path_sep not in name and _path_isfile(self.__resource(name))

    def contents(self):
        return iter(_os.listdir(_path_split(self.path)[0]))


class SourceFileLoader(FileLoader, SourceLoader):
    """Loader of source files."""

    def path_stats(self, path):
        """Time and size of the file."""
        found = _path_stat(path)
        return {"mtime": found.st_mtime, "size": found.st_size}

    def _cache_bytecode(self, source_path, bytecode_path, data):
        return self.set_data(bytecode_path, data, _mode=_calc_mode(source_path))

    def set_data(self, path, data, *, _mode=0o666):
        """Write a file and the directories above it; that it cannot be written is no error."""
        parent, _ = _path_split(path)
        missing = []
        while parent and not _path_isdir(parent):
            parent, name = _path_split(parent)
            missing.append(name)
        for name in reversed(missing):
            parent = _path_join(parent, name)
            try:
                _os.mkdir(parent)
            except FileExistsError:
                continue
            except OSError as problem:
                _bootstrap._verbose_message("could not create {!r}: {!r}", parent, problem)
                return
        try:
            _write_atomic(path, data, _mode)
            _bootstrap._verbose_message("created {!r}", path)
        except OSError as problem:
            _bootstrap._verbose_message("could not create {!r}: {!r}", path, problem)


class SourcelessFileLoader(FileLoader, _LoaderBasics):
    """Loader of compiled files without source."""

    def get_code(self, fullname):
        path = self.get_filename(fullname)
        data = self.get_data(path)
        _classify_pyc(data, fullname, {"name": fullname, "path": path})
        return _compile_bytecode(memoryview(data)[16:], name=fullname, bytecode_path=path)

    def get_source(self, fullname):
        """None: there is no source."""
        return None


class ExtensionFileLoader(FileLoader, _LoaderBasics):
    """Loader of shared libraries."""

    def __init__(self, name, path):
        self.name = name
        if not _path_isabs(path):
            try:
                path = _path_join(_os.getcwd(), path)
            except OSError:
                pass
        self.path = path

    def create_module(self, spec):
        """Make the module."""
        module = _bootstrap._call_with_frames_removed(_imp.create_dynamic, spec)
        _bootstrap._verbose_message("extension module {!r} loaded from {!r}", spec.name, self.path)
        return module

    def exec_module(self, module):
        """Set the module up."""
        _bootstrap._call_with_frames_removed(_imp.exec_dynamic, module)
        _bootstrap._verbose_message("extension module {!r} executed from {!r}", self.name, self.path)

    def is_package(self, fullname):
        """Is the file called __init__?"""
        return _path_split(self.path)[1] in {"__init__" + suffix for suffix in EXTENSION_SUFFIXES}

    def get_code(self, fullname):
        """None: there is no Python code."""
        return None

    def get_source(self, fullname):
        """None: there is no source."""
        return None

    @_check_name
    def get_filename(self, fullname):
        """The file."""
        return self.path


# ---- Namespace packages (PEP 420)

class _NamespacePath:
    """The __path__ of a namespace package: worked out anew when the path of its parent has changed."""

    def __init__(self, name, path, path_finder):
        self._name = name
        self._path = path
        self._last_parent_path = tuple(self._get_parent_path())
        self._path_finder = path_finder

    def _find_parent_path_names(self):
        """(module, attribute) where the path of the parent is."""
        parent, dot, _ = self._name.rpartition(".")
        return (parent, "__path__") if dot else ("sys", "path")

    def _get_parent_path(self):
        module, attribute = self._find_parent_path_names()
        return getattr(sys.modules[module], attribute)

    def _recalculate(self):
        parent_path = tuple(self._get_parent_path())
        if parent_path != self._last_parent_path:
            spec = self._path_finder(self._name, parent_path)
            # It may have become something else: then the old path is kept.
            if spec is not None and spec.loader is None and spec.submodule_search_locations:
                self._path = spec.submodule_search_locations
            self._last_parent_path = parent_path
        return self._path

    def __iter__(self):
        return iter(self._recalculate())

    def __getitem__(self, index):
        return self._recalculate()[index]

    def __setitem__(self, index, path):
        self._path[index] = path

    def __len__(self):
        return len(self._recalculate())

    def __repr__(self):
        return "_NamespacePath({!r})".format(self._path)

    def __contains__(self, item):
        return item in self._recalculate()

    def append(self, item):
        self._path.append(item)


class _NamespaceLoader:
    """Loader of namespace packages, of which there is nothing to load."""

    def __init__(self, name, path, path_finder):
        self._path = _NamespacePath(name, path, path_finder)

    @classmethod
    def module_repr(cls, module):
        return "<module {!r} (namespace)>".format(module.__name__)

    def is_package(self, fullname):
        return True

    def get_source(self, fullname):
        return ""

    def get_code(self, fullname):
        return compile("", "<string>", "exec", dont_inherit=True)

    def create_module(self, spec):
        """None: an ordinary module will do."""

    def exec_module(self, module):
        pass

    def load_module(self, fullname):
        """Deprecated: make the module."""
        _bootstrap._verbose_message("namespace module loaded with path {!r}", self._path)
        return _bootstrap._load_module_shim(self, fullname)


# ---- Finders

class WindowsRegistryFinder:
    """Finder of modules that are named in the registry of Windows; deprecated."""

    REGISTRY_KEY = "Software\\Python\\PythonCore\\{sys_version}\\Modules\\{fullname}"
    REGISTRY_KEY_DEBUG = REGISTRY_KEY + "\\Debug"
    DEBUG_BUILD = False  # set by _setup()

    @classmethod
    def _open_registry(cls, key):
        try:
            return _winreg.OpenKey(_winreg.HKEY_CURRENT_USER, key)
        except OSError:
            return _winreg.OpenKey(_winreg.HKEY_LOCAL_MACHINE, key)

    @classmethod
    def _search_registry(cls, fullname):
        template = cls.REGISTRY_KEY_DEBUG if cls.DEBUG_BUILD else cls.REGISTRY_KEY
        key = template.format(fullname=fullname, sys_version="%d.%d" % sys.version_info[:2])
        try:
            with cls._open_registry(key) as opened:
                return _winreg.QueryValue(opened, "")
        except OSError:
            return None

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        location = cls._search_registry(fullname)
        if location is None:
            return None
        try:
            _path_stat(location)
        except OSError:
            return None
        for kind, suffixes in _get_supported_file_loaders():
            if location.endswith(tuple(suffixes)):
                return _bootstrap.spec_from_loader(fullname, kind(fullname, location), origin=location)
        return None

    @classmethod
    def find_module(cls, fullname, path=None):
        """Deprecated: the loader of a module in the registry."""
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader


class PathFinder:
    """Finder for sys.path and the paths of packages: asks the finder of each entry, which a hook has made."""

    @classmethod
    def invalidate_caches(cls):
        """Let the finders of the entries forget what they have seen."""
        for name, finder in list(sys.path_importer_cache.items()):
            if finder is None:
                del sys.path_importer_cache[name]
            elif hasattr(finder, "invalidate_caches"):
                finder.invalidate_caches()

    @classmethod
    def _path_hooks(cls, path):
        """The finder of the first hook that takes a path; None if none does."""
        if sys.path_hooks is not None and not sys.path_hooks:
            _warnings.warn("sys.path_hooks is empty", ImportWarning)
        for hook in sys.path_hooks:
            try:
                return hook(path)
            except ImportError:
                continue
        return None

    @classmethod
    def _path_importer_cache(cls, path):
        """The finder of an entry, made if there is none yet; '' is the current directory."""
        if path == "":
            try:
                path = _os.getcwd()
            except FileNotFoundError:
                # not kept, as it may come back
                return None
        cache = sys.path_importer_cache
        if path not in cache:
            cache[path] = cls._path_hooks(path)
        return cache[path]

    @classmethod
    def _legacy_get_spec(cls, fullname, finder):
        """The spec by a finder without find_spec()."""
        if hasattr(finder, "find_loader"):
            loader, portions = finder.find_loader(fullname)
        else:
            loader, portions = finder.find_module(fullname), []
        if loader is not None:
            return _bootstrap.spec_from_loader(fullname, loader)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = portions
        return spec

    @classmethod
    def _get_spec(cls, fullname, path, target=None):
        """The first spec with a loader; else one with the directories that a namespace package would consist of."""
        portions = []
        for entry in path:
            if not isinstance(entry, (str, bytes)):
                continue
            finder = cls._path_importer_cache(entry)
            if finder is None:
                continue
            if hasattr(finder, "find_spec"):
                spec = finder.find_spec(fullname, target)
            else:
                spec = cls._legacy_get_spec(fullname, finder)
            if spec is None:
                continue
            if spec.loader is not None:
                return spec
            if spec.submodule_search_locations is None:
                raise ImportError("spec missing loader")
            portions.extend(spec.submodule_search_locations)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = portions
        return spec

    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        """The spec of a module by a path (sys.path); None if it is not found."""
        spec = cls._get_spec(fullname, sys.path if path is None else path, target)
        if spec is None or spec.loader is not None:
            return spec
        if not spec.submodule_search_locations:
            return None
        spec.origin = None
        spec.submodule_search_locations = _NamespacePath(fullname, spec.submodule_search_locations, cls._get_spec)
        return spec

    @classmethod
    def find_module(cls, fullname, path=None):
        """Deprecated: the loader of a module by a path (sys.path)."""
        spec = cls.find_spec(fullname, path)
        return None if spec is None else spec.loader

    @classmethod
    def find_distributions(cls, *args, **kwargs):
        """See importlib.metadata."""
        from importlib.metadata import MetadataPathFinder
        return MetadataPathFinder.find_distributions(*args, **kwargs)


class FileFinder:
    """Finder for one directory. It keeps the names in it as long as the directory's time stays the same."""

    def __init__(self, path, *loader_details):
        """A finder for the directory; details are pairs of a loader and the suffixes of its files."""
        self._loaders = [(suffix, loader) for loader, suffixes in loader_details for suffix in suffixes]
        path = path or "."
        self.path = path if _path_isabs(path) else _path_join(_os.getcwd(), path)
        self._path_mtime = -1
        self._path_cache = set()
        self._relaxed_path_cache = set()  # the names in lower case

    def invalidate_caches(self):
        """Forget what is in the directory."""
        self._path_mtime = -1

    find_module = _find_module_shim

    def find_loader(self, fullname):
        """Deprecated: (loader, directories of a namespace package)."""
        spec = self.find_spec(fullname)
        return (None, []) if spec is None else (spec.loader, spec.submodule_search_locations or [])

    def _get_spec(self, loader_class, fullname, path, smsl, target):
        return spec_from_file_location(fullname, path, loader=loader_class(fullname, path),
                                       submodule_search_locations=smsl)

    def find_spec(self, fullname, target=None):
        """The spec of a package, else of a module, else of a part of a namespace package; None if there is none."""
        tail = fullname.rpartition(".")[2]
        names, wanted = self._names(tail)
        base = _path_join(self.path, tail)
        portion = False
        if wanted in names:
            for suffix, loader_class in self._loaders:
                init = _path_join(base, "__init__" + suffix)
                if _path_isfile(init):
                    return self._get_spec(loader_class, fullname, init, [base], target)
            # A directory without __init__, unless there is a module of that name.
            portion = _path_isdir(base)
        for suffix, loader_class in self._loaders:
            path = base + suffix
            _bootstrap._verbose_message("trying {}", path, verbosity=2)
            if wanted + suffix in names and _path_isfile(path):
                return self._get_spec(loader_class, fullname, path, None, target)
        if not portion:
            return None
        _bootstrap._verbose_message("possible namespace for {}", base)
        spec = _bootstrap.ModuleSpec(fullname, None)
        spec.submodule_search_locations = [base]
        return spec

    def _names(self, tail):
        """The names in the directory, and how the module's name is spelt in them."""
        try:
            mtime = _path_stat(self.path or _os.getcwd()).st_mtime
        except OSError:
            mtime = -1
        if mtime != self._path_mtime:
            self._fill_cache()
            self._path_mtime = mtime
        if _relax_case():
            return self._relaxed_path_cache, tail.lower()
        return self._path_cache, tail

    def _fill_cache(self):
        """Read the directory."""
        try:
            contents = _os.listdir(self.path or _os.getcwd())
        except (FileNotFoundError, PermissionError, NotADirectoryError):
            contents = []
        if sys.platform.startswith("win"):
            # Suffixes may be in any case there, names may not.
            contents = [f"{name}{dot}{suffix.lower()}" for name, dot, suffix in (item.partition(".")
                                                                                for item in contents)]
        self._path_cache = set(contents)
        if sys.platform.startswith(_CASE_INSENSITIVE_PLATFORMS):
            self._relaxed_path_cache = {name.lower() for name in contents}

    @classmethod
    def path_hook(cls, *loader_details):
        """A hook for sys.path_hooks that takes directories."""
        def path_hook_for_FileFinder(path):
            if not _path_isdir(path):
                raise ImportError("only directories are supported", path=path)
            return cls(path, *loader_details)
        return path_hook_for_FileFinder

    def __repr__(self):
        return "FileFinder({!r})".format(self.path)


# ---- Start

def _setup(_bootstrap_module):
    """Take over `_bootstrap`, and put native modules in this namespace."""
    global sys, _imp, _bootstrap
    _bootstrap = _bootstrap_module
    sys, _imp = _bootstrap.sys, _bootstrap._imp

    def native(name):
        return sys.modules[name] if name in sys.modules else _bootstrap._builtin_from_name(name)

    names = globals()
    for name in ("_io", "_warnings", "builtins", "marshal"):
        names[name] = native(name)
    for system, separators in (("posix", ["/"]), ("nt", ["\\", "/"])):
        try:
            names["_os"] = native(system)
        except ImportError:
            continue
        break
    else:
        raise ImportError("importlib requires posix or nt")
    names["path_sep"] = separators[0]
    names["path_separators"] = "".join(separators)
    names["path_sep_tuple"] = tuple(separators)
    names["_pathseps_with_colon"] = {":" + separator for separator in separators}
    names["_MS_WINDOWS"] = system == "nt"
    for name in ("_thread", "_weakref"):
        names[name] = native(name)
    if system == "nt":
        names["_winreg"] = native("winreg")
    names["_relax_case"] = _make_relax_case()
    EXTENSION_SUFFIXES.extend(_imp.extension_suffixes())
    if system == "nt":
        SOURCE_SUFFIXES.append(".pyw")
        WindowsRegistryFinder.DEBUG_BUILD = "_d.pyd" in EXTENSION_SUFFIXES


def _install(_bootstrap_module):
    """Make modules in files importable. Called by `_bootstrap`."""
    _setup(_bootstrap_module)
    sys.path_hooks.append(FileFinder.path_hook(*_get_supported_file_loaders()))
    sys.meta_path.append(PathFinder)
