"""Finds libraries as dyld, the dynamic linker of macOS, does."""

import os

from ctypes.macholib.dylib import dylib_info
from ctypes.macholib.framework import framework_info

try:
    from _ctypes import _dyld_shared_cache_contains_path
except ImportError:
    def _dyld_shared_cache_contains_path(*args):
        raise NotImplementedError

__all__ = ['dyld_find', 'framework_find', 'framework_info', 'dylib_info']

DEFAULT_FRAMEWORK_FALLBACK = [
    os.path.expanduser(root + "Library/Frameworks") for root in ("~/", "/", "/Network/", "/System/")]

DEFAULT_LIBRARY_FALLBACK = [os.path.expanduser(root + "lib") for root in ("~/", "/usr/local/", "/", "/usr/")]

_AT_EXECUTABLE = '@executable_path/'


# What the environment says: the variables of dyld(1)

def _value(env, var):
    return (os.environ if env is None else env).get(var)


def dyld_env(env, var):
    value = _value(env, var)
    return [] if value is None else value.split(':')


def dyld_image_suffix(env=None):
    return _value(env, 'DYLD_IMAGE_SUFFIX')


def dyld_framework_path(env=None):
    return dyld_env(env, 'DYLD_FRAMEWORK_PATH')


def dyld_library_path(env=None):
    return dyld_env(env, 'DYLD_LIBRARY_PATH')


def dyld_fallback_framework_path(env=None):
    return dyld_env(env, 'DYLD_FALLBACK_FRAMEWORK_PATH')


def dyld_fallback_library_path(env=None):
    return dyld_env(env, 'DYLD_FALLBACK_LIBRARY_PATH')


# Where a library may be

def dyld_image_suffix_search(iterator, env=None):
    """The candidates, each preceded by its variant with the suffix, if one is wanted."""
    suffix = dyld_image_suffix(env)
    for path in iterator:
        if suffix is not None:
            stem, end = (path[:-6], '.dylib') if path.endswith('.dylib') else (path, '')
            yield stem + suffix + end
        yield path


def _in_folders(name, frameworks, libraries):
    """Where the library is if it is in one of those folders: its own place in a framework is kept."""
    framework = framework_info(name)
    if framework is not None:
        for folder in frameworks:
            yield os.path.join(folder, framework['name'])
    for folder in libraries:
        yield os.path.join(folder, os.path.basename(name))


def dyld_override_search(name, env=None):
    return _in_folders(name, dyld_framework_path(env), dyld_library_path(env))


def dyld_executable_path_search(name, executable_path=None):
    if executable_path is not None and name.startswith(_AT_EXECUTABLE):
        yield os.path.join(executable_path, name[len(_AT_EXECUTABLE):])


def dyld_default_search(name, env=None):
    yield name
    frameworks, libraries = dyld_fallback_framework_path(env), dyld_fallback_library_path(env)
    yield from _in_folders(name, frameworks, libraries)
    # Where the environment names none, the usual folders come last.
    yield from _in_folders(name, [] if frameworks else DEFAULT_FRAMEWORK_FALLBACK,
                           [] if libraries else DEFAULT_LIBRARY_FALLBACK)


def _is_there(path):
    if os.path.isfile(path):
        return True
    try:
        # Libraries of the system are in no file of their own since macOS 11.
        return _dyld_shared_cache_contains_path(path)
    except NotImplementedError:
        return False


def dyld_find(name, executable_path=None, env=None):
    """The path of the library or framework that dyld would load; ValueError if there is none."""
    searches = (dyld_override_search(name, env), dyld_executable_path_search(name, executable_path),
                dyld_default_search(name, env))
    for search in searches:
        for path in dyld_image_suffix_search(search, env):
            if _is_there(path):
                return path
    raise ValueError("dylib %s could not be found" % (name,))


def framework_find(fn, executable_path=None, env=None):
    """dyld_find of a framework that may be told by its name or its folder alone."""
    try:
        return dyld_find(fn, executable_path, env)
    except ValueError as error:
        failure = error
    folder, dot, _ = fn.partition('.framework')
    if not dot:
        fn = folder + '.framework'
    try:
        return dyld_find(os.path.join(fn, os.path.basename(folder)), executable_path, env)
    except ValueError:
        raise failure
    finally:
        del failure
