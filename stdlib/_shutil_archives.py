"""Packing directories into archives and unpacking them; found in shutil."""

import os
import sys

try:
    from pwd import getpwnam
except ImportError:
    getpwnam = None
try:
    from grp import getgrnam
except ImportError:
    getgrnam = None

__name__ = 'shutil'  # where all of this is found


def _has_module(name):
    # The native parts say at small cost whether the compression modules can be imported.
    try:
        __import__(name)
    except ImportError:
        return False
    return True


_ZLIB_SUPPORTED = _has_module("zlib")
_BZ2_SUPPORTED = _has_module("_bz2")
_LZMA_SUPPORTED = _has_module("_lzma")


class ReadError(OSError):
    """An archive cannot be read."""


class RegistryError(Exception):
    """The tables of archive formats do not allow this."""


def _get_gid(name):
    """The number of a group; None if there is no such group, or no groups."""
    return _id_of(getgrnam, name)


def _get_uid(name):
    """The number of a user; None if there is no such user, or no users."""
    return _id_of(getpwnam, name)


def _id_of(lookup, name):
    if lookup is None or name is None:
        return None
    try:
        return lookup(name)[2]
    except KeyError:
        return None


# What the keyword compress may be: the letters tarfile wants, and whether they are possible here.
_TAR_COMPRESSIONS = {None: ("", True), "gzip": ("gz", _ZLIB_SUPPORTED), "bzip2": ("bz2", _BZ2_SUPPORTED),
                     "xz": ("xz", _LZMA_SUPPORTED)}


def _make_archive_dir(path, dry_run, logger):
    """Make the directory an archive is to be in."""
    if path and not os.path.exists(path):
        if logger is not None:
            logger.info("creating %s", path)
        if not dry_run:
            os.makedirs(path)


def _make_tarball(base_name, base_dir, compress="gzip", verbose=0, dry_run=0, owner=None, group=None, logger=None):
    """Pack a directory into a tar file, of which it returns the path."""
    suffix, possible = _TAR_COMPRESSIONS.get(compress, ("", False))
    if not possible:
        raise ValueError("bad value for 'compress', or compression format not supported : {0}".format(compress))
    import tarfile
    path = base_name + ".tar" + (suffix and "." + suffix)
    _make_archive_dir(os.path.dirname(path), dry_run, logger)
    if logger is not None:
        logger.info("Creating tar archive")
    uid, gid = _get_uid(owner), _get_gid(group)

    def owned(info):
        if uid is not None:
            info.uid, info.uname = uid, owner
        if gid is not None:
            info.gid, info.gname = gid, group
        return info

    if not dry_run:
        with tarfile.open(path, "w|" + suffix) as tar:
            tar.add(base_dir, filter=owned)
    return path


def _make_zipfile(base_name, base_dir, verbose=0, dry_run=0, logger=None):
    """Pack a directory into a zip file, of which it returns the path."""
    import zipfile
    path = base_name + ".zip"
    _make_archive_dir(os.path.dirname(base_name), dry_run, logger)
    if logger is not None:
        logger.info("creating '%s' and adding '%s' to it", path, base_dir)
    if dry_run:
        return path
    with zipfile.ZipFile(path, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        def add(member):
            archive.write(member, member)
            if logger is not None:
                logger.info("adding '%s'", member)

        top = os.path.normpath(base_dir)
        if top != os.curdir:
            add(top)
        for folder, dirs, files in os.walk(base_dir):
            for name in sorted(dirs):
                add(os.path.normpath(os.path.join(folder, name)))
            for name in files:
                member = os.path.normpath(os.path.join(folder, name))
                if os.path.isfile(member):
                    add(member)
    return path


# Name: function, its extra arguments, description; and name: extensions, function, arguments, description.
_ARCHIVE_FORMATS = {"tar": (_make_tarball, [("compress", None)], "uncompressed tar file")}
if _ZLIB_SUPPORTED:
    _ARCHIVE_FORMATS["gztar"] = _make_tarball, [("compress", "gzip")], "gzip'ed tar-file"
    _ARCHIVE_FORMATS["zip"] = _make_zipfile, [], "ZIP file"
if _BZ2_SUPPORTED:
    _ARCHIVE_FORMATS["bztar"] = _make_tarball, [("compress", "bzip2")], "bzip2'ed tar-file"
if _LZMA_SUPPORTED:
    _ARCHIVE_FORMATS["xztar"] = _make_tarball, [("compress", "xz")], "xz'ed tar-file"


def get_archive_formats():
    """The names and descriptions of the formats make_archive() knows."""
    return sorted((name, entry[2]) for name, entry in _ARCHIVE_FORMATS.items())


def register_archive_format(name, function, extra_args=None, description=""):
    """Have make_archive() call the function for that name, with those (name, value) arguments besides."""
    extra_args = [] if extra_args is None else extra_args
    if not callable(function):
        raise TypeError("The %s object is not callable" % function)
    if not isinstance(extra_args, (tuple, list)):
        raise TypeError("extra_args needs to be a sequence")
    for pair in extra_args:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise TypeError("extra_args elements are : (arg_name, value)")
    _ARCHIVE_FORMATS[name] = function, extra_args, description


def unregister_archive_format(name):
    del _ARCHIVE_FORMATS[name]


def make_archive(base_name, format, root_dir=None, base_dir=None, verbose=0, dry_run=0, owner=None, group=None,
                 logger=None):
    """Pack base_dir, a path as seen from root_dir, into base_name plus the extension of the format; its path."""
    sys.audit("shutil.make_archive", base_name, format, root_dir, base_dir)
    before = os.getcwd()
    if root_dir is not None:
        if logger is not None:
            logger.debug("changing into '%s'", root_dir)
        base_name = os.path.abspath(base_name)
        if not dry_run:
            os.chdir(root_dir)
    # With an unknown format the process stays in root_dir, as it does in CPython.
    try:
        function, extra, _ = _ARCHIVE_FORMATS[format]
    except KeyError:
        raise ValueError("unknown archive format '%s'" % format) from None
    options = {"dry_run": dry_run, "logger": logger, **dict(extra)}
    if format != "zip":
        options.update(owner=owner, group=group)
    try:
        return function(base_name, os.curdir if base_dir is None else base_dir, **options)
    finally:
        if root_dir is not None:
            if logger is not None:
                logger.debug("changing back to '%s'", before)
            os.chdir(before)


def get_unpack_formats():
    """The names, extensions and descriptions of the formats unpack_archive() knows."""
    return sorted((name, entry[0], entry[3]) for name, entry in _UNPACK_FORMATS.items())


def _check_unpack_options(extensions, function, extra_args):
    taken = {extension: name for name, entry in _UNPACK_FORMATS.items() for extension in entry[0]}
    for extension in extensions:
        if extension in taken:
            raise RegistryError('%s is already registered for "%s"' % (extension, taken[extension]))
    if not callable(function):
        raise TypeError("The registered function must be a callable")


def register_unpack_format(name, extensions, function, extra_args=None, description=""):
    """Have unpack_archive() call the function for files with one of the extensions."""
    extra_args = [] if extra_args is None else extra_args
    _check_unpack_options(extensions, function, extra_args)
    _UNPACK_FORMATS[name] = extensions, function, extra_args, description


def unregister_unpack_format(name):
    """Forget a format."""
    del _UNPACK_FORMATS[name]


def _ensure_directory(path):
    """Make the directory a file is to be in."""
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        os.makedirs(folder)


def _unpack_zipfile(filename, extract_dir):
    import zipfile
    from shutil import copyfileobj
    if not zipfile.is_zipfile(filename):
        raise ReadError("%s is not a zip file" % filename)
    with zipfile.ZipFile(filename) as archive:
        for info in archive.infolist():
            name = info.filename
            # Nothing may get out of the directory.
            if name.startswith("/") or ".." in name:
                continue
            target = os.path.join(extract_dir, *name.split("/"))
            if not target:
                continue
            _ensure_directory(target)
            if not name.endswith("/"):
                with archive.open(name) as source, open(target, "wb") as sink:
                    copyfileobj(source, sink)


def _unpack_tarfile(filename, extract_dir, *, filter=None):
    import tarfile
    try:
        archive = tarfile.open(filename)
    except tarfile.TarError:
        raise ReadError("%s is not a compressed or uncompressed tar file" % filename)
    with archive:
        archive.extractall(extract_dir, filter=filter)


_UNPACK_FORMATS = {"tar": ([".tar"], _unpack_tarfile, [], "uncompressed tar file"),
                   "zip": ([".zip"], _unpack_zipfile, [], "ZIP file")}
if _ZLIB_SUPPORTED:
    _UNPACK_FORMATS["gztar"] = [".tar.gz", ".tgz"], _unpack_tarfile, [], "gzip'ed tar-file"
if _BZ2_SUPPORTED:
    _UNPACK_FORMATS["bztar"] = [".tar.bz2", ".tbz2"], _unpack_tarfile, [], "bzip2'ed tar-file"
if _LZMA_SUPPORTED:
    _UNPACK_FORMATS["xztar"] = [".tar.xz", ".txz"], _unpack_tarfile, [], "xz'ed tar-file"


def _find_unpack_format(filename):
    for name, entry in _UNPACK_FORMATS.items():
        if filename.endswith(tuple(entry[0])):
            return name
    return None


def unpack_archive(filename, extract_dir=None, format=None, *, filter=None):
    """Unpack an archive into a directory; its format is told by the extension unless given."""
    sys.audit("shutil.unpack_archive", filename, extract_dir, format)
    target = os.fspath(os.getcwd() if extract_dir is None else extract_dir)
    path = os.fspath(filename)
    filters = {} if filter is None else {"filter": filter}
    if format is None:
        format = _find_unpack_format(path)
        if format is None:
            raise ReadError("Unknown archive format '{0}'".format(path))
    elif format not in _UNPACK_FORMATS:
        raise ValueError("Unknown unpack format '{0}'".format(format))
    _, function, extra, _ = _UNPACK_FORMATS[format]
    function(path, target, **dict(extra), **filters)


__name__ = __spec__.name
