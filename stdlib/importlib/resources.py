"""Data files inside packages, be these in a directory or in an archive."""

import os
import tempfile
from contextlib import contextmanager, suppress
from importlib import abc as resources_abc
from importlib import import_module
from importlib.abc import ResourceLoader
from io import BytesIO, TextIOWrapper
from pathlib import Path
from types import ModuleType
from typing import Iterable, Iterator, Optional, Union
from typing import cast
from typing.io import BinaryIO, TextIO
from zipimport import ZipImportError

__all__ = ["Package", "Resource", "contents", "is_resource", "open_binary", "open_text", "path", "read_binary",
           "read_text"]

Package = Union[str, ModuleType]
Resource = Union[str, os.PathLike]


def _get_package(package) -> ModuleType:
    """The package, given itself or its name."""
    module = package if hasattr(package, "__spec__") else import_module(package)
    if module.__spec__.submodule_search_locations is None:
        if module is package:
            raise TypeError("{!r} is not a package".format(package.__spec__.name))
        raise TypeError("{!r} is not a package".format(package))
    return module


def _normalize_path(path) -> str:
    """The name of a resource, which must be a name only."""
    folder, name = os.path.split(path)
    if folder:
        raise ValueError("{!r} must be only a file name".format(path))
    return name


def _get_resource_reader(package: ModuleType) -> Optional[resources_abc.ResourceReader]:
    # Not by isinstance(): zipimporter is neither registered nor has a metaclass.
    spec = package.__spec__
    get = getattr(spec.loader, "get_resource_reader", None)
    return None if get is None else cast(resources_abc.ResourceReader, get(spec.name))


def _check_location(package):
    """A place to read from there must be."""
    if package.__spec__.origin is None or not package.__spec__.has_location:
        raise FileNotFoundError(f"Package has no location {package!r}")


def open_binary(package: Package, resource: Resource) -> BinaryIO:
    """A resource as a binary file."""
    name = _normalize_path(resource)
    package = _get_package(package)
    reader = _get_resource_reader(package)
    if reader is not None:
        return reader.open_resource(name)
    spec = package.__spec__
    full_path = os.path.join(os.path.dirname(os.path.abspath(spec.origin or "non-existent file")), name)
    try:
        return open(full_path, mode="rb")
    except OSError:
        pass
    # It may be something that only the loader can read.
    loader = cast(ResourceLoader, spec.loader)
    if hasattr(loader, "get_data"):
        with suppress(OSError):
            return BytesIO(loader.get_data(full_path))
    raise FileNotFoundError("{!r} resource not found in {!r}".format(name, spec.name))


def open_text(package: Package, resource: Resource, encoding: str = "utf-8", errors: str = "strict") -> TextIO:
    """A resource as a text file."""
    return TextIOWrapper(open_binary(package, resource), encoding=encoding, errors=errors)


def read_binary(package: Package, resource: Resource) -> bytes:
    """What is in a resource."""
    with open_binary(package, resource) as file:
        return file.read()


def read_text(package: Package, resource: Resource, encoding: str = "utf-8", errors: str = "strict") -> str:
    """What is in a resource, as text."""
    with open_text(package, resource, encoding, errors) as file:
        return file.read()


@contextmanager
def path(package: Package, resource: Resource) -> Iterator[Path]:
    """Context manager: the resource as a file with a path, which may be a copy that is deleted afterwards."""
    name = _normalize_path(resource)
    package = _get_package(package)
    reader = _get_resource_reader(package)
    if reader is not None:
        try:
            yield Path(reader.resource_path(name))
            return
        except FileNotFoundError:
            pass
    else:
        _check_location(package)
        file = Path(package.__spec__.origin).parent / name
        if file.exists():
            yield file
            return
    with open_binary(package, name) as source:
        data = source.read()
    fd, copy = tempfile.mkstemp()
    try:
        os.write(fd, data)
        os.close(fd)  # before it is used: it could not be opened again on Windows
        yield Path(copy)
    finally:
        try:
            os.remove(copy)
        except FileNotFoundError:
            pass


def is_resource(package: Package, name: str) -> bool:
    """Is there such a data file? Directories are none."""
    package = _get_package(package)
    _normalize_path(name)
    reader = _get_resource_reader(package)
    if reader is not None:
        return reader.is_resource(name)
    if name not in set(contents(package)):
        return False
    # a namespace package has no files, and what it lists are directories
    return (Path(package.__spec__.origin).parent / name).is_file()


def contents(package: Package) -> Iterable[str]:
    """All names in a package, those of directories too."""
    package = _get_package(package)
    reader = _get_resource_reader(package)
    if reader is not None:
        return reader.contents()
    spec = package.__spec__
    if spec.origin is None or not spec.has_location:
        return ()
    return os.listdir(Path(spec.origin).parent)
