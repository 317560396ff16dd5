"""Finders, loaders and file name suffixes of the import system."""

import _imp

from ._bootstrap import ModuleSpec, BuiltinImporter, FrozenImporter
from ._bootstrap_external import (SOURCE_SUFFIXES, DEBUG_BYTECODE_SUFFIXES, OPTIMIZED_BYTECODE_SUFFIXES,
                                  BYTECODE_SUFFIXES, EXTENSION_SUFFIXES, WindowsRegistryFinder, PathFinder, FileFinder,
                                  SourceFileLoader, SourcelessFileLoader, ExtensionFileLoader)


def all_suffixes():
    """Suffixes of all files that can be modules."""
    return [*SOURCE_SUFFIXES, *BYTECODE_SUFFIXES, *EXTENSION_SUFFIXES]
