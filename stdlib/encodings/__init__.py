"""The codecs that come with Python. Each is a module of this package, whose getregentry() gives its CodecInfo; names
are looked up here by a search function in the registry."""

import codecs
import sys
from . import aliases

_cache = {}  # CodecInfo or None by name
_unknown = "--unknown--"
_import_tail = ["*"]
_aliases = aliases.aliases


class CodecRegistryError(LookupError, SystemError):
    """A codec's module is not what it should be."""


def normalize_encoding(encoding):
    """The name with every run of characters other than letters, digits and dots made one underscore."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, "ascii")
    return "_".join("".join(char if char.isalnum() or char == "." else " " for char in encoding).split())


def search_function(encoding):
    """Called by the registry with a name in lower case."""
    entry = _cache.get(encoding, _unknown)
    if entry is not _unknown:
        return entry
    module = _find(encoding)
    getregentry = getattr(module, "getregentry", None)
    if getregentry is None:  # also a module that merely has such a name
        _cache[encoding] = None
        return None
    entry = getregentry()
    if not isinstance(entry, codecs.CodecInfo):
        entry = _from_tuple(entry, module, encoding)
    _cache[encoding] = entry
    # Aliases that the module itself offers are entered unless they are taken.
    getaliases = getattr(module, "getaliases", None)
    if getaliases is not None:
        for alias in getaliases():
            _aliases.setdefault(alias, module.__name__)
    return entry


def _find(encoding):
    """The module for a name or alias."""
    norm = normalize_encoding(encoding)
    aliased = _aliases.get(norm) or _aliases.get(norm.replace(".", "_"))
    for name in (norm,) if aliased is None else (aliased, norm):
        if not name or "." in name:
            continue
        try:  # only modules of this package: a name must not run any other code
            return __import__("encodings." + name, fromlist=_import_tail, level=0)
        except ImportError:
            pass
    return None


def _from_tuple(entry, module, encoding):
    """A CodecInfo of a tuple, which getregentry() may give, too."""
    place = f'module "{module.__name__}" ({module.__file__})'
    if not 4 <= len(entry) <= 7:
        raise CodecRegistryError(f"{place} failed to register")
    required, optional = entry[:2], entry[2:]
    if not all(map(callable, required)) or not all(part is None or callable(part) for part in optional[:4]):
        raise CodecRegistryError(f"incompatible codecs in {place}")
    entry = list(entry) + [None] * (7 - len(entry))
    if entry[6] is None:
        entry[6] = module.__name__.split(".", 1)[1]
    return codecs.CodecInfo(*entry)


codecs.register(search_function)

if sys.platform == "win32":
    def _alias_mbcs(encoding):
        """The code page of the system under its number."""
        try:
            import _winapi
            if encoding == f"cp{_winapi.GetACP()}":
                import encodings.mbcs
                return encodings.mbcs.getregentry()
        except ImportError:
            pass

    codecs.register(_alias_mbcs)
