"""Compiles the files of an installed library: compile_library.py PREFIX LIBRARY LEVELS

LIBRARY is the folder below PREFIX, LEVELS numbers of optimisation with commas between them. Prints the paths of the
compiled files, below PREFIX.
"""

import os
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import cache_from_source
from importlib._bootstrap_external import _code_to_timestamp_pyc


def sources(folder):
    """The source files in a folder and those below."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            if entry.name not in ("__pycache__", "site-packages"):
                yield from sources(entry.path)
        elif entry.name.endswith(".py"):
            yield entry.path


def compiled(prefix, path, level):
    """Compile a file; gives the path of the result below the prefix."""
    loader = SourceFileLoader("<compiled>", path)
    stats = loader.path_stats(path)
    code = loader.source_to_code(loader.get_data(path), path, _optimize=level)
    target = cache_from_source(path, optimization=level or "")
    loader.set_data(target, _code_to_timestamp_pyc(code, int(stats["mtime"]), stats["size"]))
    if not os.path.exists(target):
        sys.exit(f"{target} cannot be written")
    return os.path.relpath(target, prefix)


def main(prefix, library, levels):
    for path in sources(os.path.join(prefix, library)):
        for level in levels.split(","):
            print(compiled(prefix, path, int(level)))


main(*sys.argv[1:])
