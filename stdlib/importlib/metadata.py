"""What installed distributions tell about themselves: version, requirements, files, entry points."""

import abc
import collections
import csv
import email
import io
import itertools
import operator
import os
import pathlib
import posixpath
import re
import sys
import zipfile
from configparser import ConfigParser
from contextlib import suppress
from importlib import import_module
from importlib.abc import MetaPathFinder
from itertools import starmap

__all__ = ["Distribution", "DistributionFinder", "PackageNotFoundError", "distribution", "distributions",
           "entry_points", "files", "metadata", "requires", "version"]


class PackageNotFoundError(ModuleNotFoundError):
    """There is no such distribution."""


class EntryPoint(collections.namedtuple("EntryPointBase", "name value group")):
    """An object that a distribution offers under a name; the value is `module:attribute [extras]`.

    As an iterable it is (name, itself), so that dict() of several works.
    """

    pattern = re.compile(r"(?P<module>[\w.]+)\s*(:\s*(?P<attr>[\w.]+))?\s*(?P<extras>\[.*\])?\s*$")

    def load(self):
        """Import the object."""
        match = self.pattern.match(self.value)
        target = import_module(match.group("module"))
        for name in filter(None, (match.group("attr") or "").split(".")):
            target = getattr(target, name)
        return target

    @property
    def extras(self):
        match = self.pattern.match(self.value)
        return list(re.finditer(r"\w+", match.group("extras") or ""))

    @classmethod
    def _from_config(cls, config):
        return [cls(name, value, group) for group in config.sections() for name, value in config.items(group)]

    @classmethod
    def _from_text(cls, text):
        config = ConfigParser(delimiters="=")
        config.optionxform = str  # case counts
        try:
            config.read_string(text)
        except AttributeError:  # Python 2
            config.readfp(io.StringIO(text))
        return cls._from_config(config)

    def __iter__(self):
        """Gives name and entry point, so that pairs make a dict."""
        return iter((self.name, self))

    def __reduce__(self):
        return self.__class__, (self.name, self.value, self.group)


class PackagePath(pathlib.PurePosixPath):
    """A file of a distribution; has `hash`, `size` (None if not known) and `dist`."""

    def read_text(self, encoding="utf-8"):
        with self.locate().open(encoding=encoding) as stream:
            return stream.read()

    def read_binary(self):
        with self.locate().open("rb") as stream:
            return stream.read()

    def locate(self):
        """The path in the file system."""
        return self.dist.locate_file(self)


class FileHash:
    """The hash of a file: `mode` is the algorithm."""

    def __init__(self, spec):
        self.mode, _, self.value = spec.partition("=")

    def __repr__(self):
        return "<FileHash mode: {} value: {}>".format(self.mode, self.value)


class Distribution:
    """An installed distribution."""

    @abc.abstractmethod
    def read_text(self, filename):
        """The text of a file of metadata, None if there is none."""

    @abc.abstractmethod
    def locate_file(self, path):
        """The path of a file of the distribution."""

    # Finding

    @classmethod
    def from_name(cls, name):
        """The first distribution of a name; PackageNotFoundError if there is none."""
        for resolver in cls._discover_resolvers():
            for found in resolver(DistributionFinder.Context(name=name)):
                if found is not None:
                    return found
        raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, **kwargs):
        """Iterator over the distributions that a context (or its keywords: name, path) describes."""
        context = kwargs.pop("context", None)
        if context and kwargs:
            raise ValueError("cannot accept context and kwargs")
        context = context or DistributionFinder.Context(**kwargs)
        return itertools.chain.from_iterable(resolver(context) for resolver in cls._discover_resolvers())

    @staticmethod
    def at(path):
        """The distribution of a directory of metadata."""
        return PathDistribution(pathlib.Path(path))

    @staticmethod
    def _discover_resolvers():
        """find_distributions() of the finders that have it."""
        found = (getattr(finder, "find_distributions", None) for finder in sys.meta_path)
        return filter(None, found)

    # What it tells

    @property
    def metadata(self):
        """The fields as a message of the module email."""
        # a single file of old, if it is not a directory
        text = self.read_text("METADATA") or self.read_text("PKG-INFO") or self.read_text("")
        return email.message_from_string(text)

    @property
    def version(self):
        return self.metadata["Version"]

    @property
    def entry_points(self):
        return EntryPoint._from_text(self.read_text("entry_points.txt"))

    @property
    def files(self):
        """List of PackagePath; None if the distribution does not tell."""
        lines = self._read_files_distinfo() or self._read_files_egginfo()
        if not lines:
            return None

        def made(name, hash=None, size_str=None):
            result = PackagePath(name)
            result.hash = FileHash(hash) if hash else None
            result.size = int(size_str) if size_str else None
            result.dist = self
            return result

        return list(starmap(made, csv.reader(lines)))

    def _read_files_distinfo(self):
        """Lines of RECORD."""
        text = self.read_text("RECORD")
        return text and text.splitlines()

    def _read_files_egginfo(self):
        """Lines of SOURCES.txt, quoted as fields of CSV."""
        text = self.read_text("SOURCES.txt")
        return text and map('"{}"'.format, text.splitlines())

    @property
    def requires(self):
        """List of requirements; None if there are none."""
        found = self._read_dist_info_reqs() or self._read_egg_info_reqs()
        return found and list(found)

    def _read_dist_info_reqs(self):
        return self.metadata.get_all("Requires-Dist")

    def _read_egg_info_reqs(self):
        source = self.read_text("requires.txt")
        return source and self._deps_from_requires_text(source)

    @classmethod
    def _deps_from_requires_text(cls, source):
        sections = {}
        for pair in cls._read_sections(source.splitlines()):
            sections.setdefault(pair["section"], []).append(pair["line"])
        return cls._convert_egg_info_reqs_to_simple_reqs(sections)

    @staticmethod
    def _read_sections(lines):
        """Every line with the heading [section] that it stands below."""
        section = None
        for line in filter(None, lines):
            heading = re.match(r"\[(.*)\]$", line)
            if heading:
                section = heading.group(1)
            else:
                yield {"section": section, "line": line}

    @staticmethod
    def _convert_egg_info_reqs_to_simple_reqs(sections):
        """Requirements with environment markers made of `extra:marker` headings."""
        for section, lines in sections.items():
            extra, _, marker = (section or "").partition(":")
            if extra and marker:
                marker = f"({marker})"
            conditions = [condition for condition in (marker, extra and f'extra == "{extra}"') if condition]
            suffix = "; " + " and ".join(conditions) if conditions else ""
            for line in lines:
                yield line + suffix


class DistributionFinder(MetaPathFinder):
    """A finder that finds distributions as well."""

    class Context:
        """What is looked for: attributes `name` (None: all) and `path`, and whatever else the keywords are."""

        name = None

        def __init__(self, **kwargs):
            vars(self).update(kwargs)

        @property
        def path(self):
            return vars(self).get("path", sys.path)

    @abc.abstractmethod
    def find_distributions(self, context=Context()):
        """Iterator over the distributions that the context describes."""


class FastPath:
    """One entry of the search path, a directory or an archive."""

    def __init__(self, root):
        self.root = str(root)
        self.base = os.path.basename(self.root).lower()

    def joinpath(self, child):
        return pathlib.Path(self.root, child)

    def children(self):
        """The names in it."""
        with suppress(Exception):
            return os.listdir(self.root or "")
        with suppress(Exception):
            return self.zip_children()
        return []

    def zip_children(self):
        archive = zipfile.Path(self.root)
        self.joinpath = archive.joinpath
        # each directory once
        return dict.fromkeys(name.split(posixpath.sep, 1)[0] for name in archive.root.namelist())

    def is_egg(self, search):
        base = self.base
        return (base == search.versionless_egg_name or base.startswith(search.prefix) and base.endswith(".egg"))

    def search(self, name):
        """The paths of metadata that fit a Prepared name."""
        for child in self.children():
            lowered = child.lower()
            if (lowered in name.exact_matches
                    or lowered.startswith(name.prefix) and lowered.endswith(name.suffixes)
                    # metadata of a whole directory
                    or self.is_egg(name) and lowered == "egg-info"):
                yield self.joinpath(child)


class Prepared:
    """A name in the forms in which it occurs in names of files; without a name all metadata fit."""

    normalized = ""
    prefix = ""
    suffixes = ".dist-info", ".egg-info"
    exact_matches = []
    versionless_egg_name = ""

    def __init__(self, name):
        self.name = name
        if name is None:
            return
        self.normalized = name.lower().replace("-", "_")
        self.prefix = self.normalized + "-"
        self.exact_matches = [self.normalized + suffix for suffix in self.suffixes]
        self.versionless_egg_name = self.normalized + ".egg"


class MetadataPathFinder(DistributionFinder):
    """Finds the distributions on the search path; PathFinder uses it."""

    @classmethod
    def find_distributions(cls, context=DistributionFinder.Context()):
        """The distributions with metadata on the path of the context."""
        return map(PathDistribution, cls._search_paths(context.name, context.path))

    @classmethod
    def _search_paths(cls, name, paths):
        wanted = Prepared(name)
        return itertools.chain.from_iterable(entry.search(wanted) for entry in map(FastPath, paths))


class PathDistribution(Distribution):
    """A distribution by its directory (or single file) of metadata."""

    def __init__(self, path):
        """A distribution whose metadata stand in the folder at path."""
        self._path = path

    def read_text(self, filename):
        with suppress(FileNotFoundError, IsADirectoryError, KeyError, NotADirectoryError, PermissionError):
            return self._path.joinpath(filename).read_text(encoding="utf-8")

    read_text.__doc__ = Distribution.read_text.__doc__

    def locate_file(self, path):
        return self._path.parent / path


def distribution(distribution_name):
    """The distribution of a name."""
    return Distribution.from_name(distribution_name)


def distributions(**kwargs):
    """Iterator over all distributions, see Distribution.discover()."""
    return Distribution.discover(**kwargs)


def metadata(distribution_name):
    """The metadata of the distribution of a name."""
    return Distribution.from_name(distribution_name).metadata


def version(distribution_name):
    """The version of the distribution of a name."""
    return distribution(distribution_name).version


def entry_points():
    """All entry points: tuples by group."""
    by_group = operator.attrgetter("group")
    found = sorted(itertools.chain.from_iterable(dist.entry_points for dist in distributions()), key=by_group)
    return {group: tuple(points) for group, points in itertools.groupby(found, by_group)}


def files(distribution_name):
    """The files of the distribution of a name."""
    return distribution(distribution_name).files


def requires(distribution_name):
    """The requirements of the distribution of a name."""
    return distribution(distribution_name).requires
