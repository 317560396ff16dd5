"""The rules of systems for the text of paths; found in pathlib."""

import fnmatch
import ntpath
import os
import posixpath
import re
import sys
from errno import EINVAL

__name__ = 'pathlib'  # where all of this is found


nt = None
supports_symlinks = True
if os.name == "nt":
    import nt
    supports_symlinks = sys.getwindowsversion()[:2] >= (6, 0)
    if supports_symlinks:
        from nt import _getfinalpathname
    else:
        _getfinalpathname = None


def urlquote_from_bytes(data):
    from urllib.parse import quote_from_bytes
    return quote_from_bytes(data)


class _Flavour:
    """The rules of a system for the text of paths."""

    def __init__(self):
        self.join = self.sep.join

    def parse_parts(self, parts):
        """(drive, root, all parts) of several paths one after the other; an absolute one makes those before void."""
        sep, altsep = self.sep, self.altsep
        backwards = []
        drive = root = ""
        rest = list(parts)
        while rest:
            text = rest.pop()
            if not text:
                continue
            if altsep:
                text = text.replace(altsep, sep)
            drive, root, relative = self.splitroot(text)
            if sep in relative:
                names = [name for name in reversed(relative.split(sep)) if name and name != "."]
            else:
                names = [relative] if relative and relative != "." else []
            backwards += map(sys.intern, names)
            if not (drive or root):
                continue
            if not drive:
                # The drive is that of a path before.
                for earlier in reversed(rest):
                    if earlier:
                        drive = self.splitroot(earlier.replace(altsep, sep) if altsep else earlier)[0]
                        if drive:
                            break
            break
        if drive or root:
            backwards.append(drive + root)
        backwards.reverse()
        return drive, root, backwards

    def join_parsed_parts(self, drv, root, parts, drv2, root2, parts2):
        """The same for two paths parsed already."""
        if root2:
            if not drv2 and drv:
                return drv, root2, [drv + root2] + parts2[1:]
        elif drv2:
            if self.casefold(drv2) == self.casefold(drv):
                # Relative to the same drive.
                return drv, root, parts + parts2[1:]
        else:
            return drv, root, parts + parts2
        return drv2, root2, parts2


class _WindowsFlavour(_Flavour):
    sep, altsep, has_drv, pathmod = "\\", "/", True, ntpath
    is_supported = os.name == "nt"
    drive_letters = set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    ext_namespace_prefix = "\\\\?\\"
    reserved_names = ({"CON", "PRN", "AUX", "NUL"} | {"COM%d" % i for i in range(1, 10)}
                      | {"LPT%d" % i for i in range(1, 10)})

    def splitroot(self, part, sep=sep):
        prefix = ""
        if part.startswith(sep * 2):
            prefix, part = self._split_extended_path(part)
        if part.startswith(sep * 2) and part[2:3] != sep:
            # \\host\share is the drive; it must have both parts.
            end_host = part.find(sep, 2)
            if end_host != -1:
                end_share = part.find(sep, end_host + 1)
                if end_share != end_host + 1:
                    if end_share == -1:
                        end_share = len(part)
                    if prefix:
                        return prefix + part[1:end_share], sep, part[end_share + 1:]
                    return part[:end_share], sep, part[end_share + 1:]
        drive = root = ""
        if part[1:2] == ":" and part[0] in self.drive_letters:
            drive, part = part[:2], part[2:]
        if part[:1] == sep:
            root, part = sep, part.lstrip(sep)
        return prefix + drive, root, part

    def casefold(self, s):
        return s.lower()

    def casefold_parts(self, parts):
        return [part.lower() for part in parts]

    def compile_pattern(self, pattern):
        return re.compile(fnmatch.translate(pattern), re.IGNORECASE).fullmatch

    def resolve(self, path, strict=False):
        text = str(path)
        if not text:
            return os.getcwd()
        if _getfinalpathname is None:
            return None
        if strict:
            return self._ext_to_normal(_getfinalpathname(text))
        tail = []
        while True:
            try:
                text = self._ext_to_normal(_getfinalpathname(text))
            except FileNotFoundError:
                before = text
                text, name = os.path.split(text)
                tail.append(name)
                if before == text:
                    return path
            else:
                return os.path.join(text, *reversed(tail))

    def _split_extended_path(self, s, ext_prefix=ext_namespace_prefix):
        prefix = ""
        if s.startswith(ext_prefix):
            prefix, s = s[:4], s[4:]
            if s.startswith("UNC\\"):
                prefix += s[:3]
                s = "\\" + s[3:]
        return prefix, s

    def _ext_to_normal(self, s):
        return self._split_extended_path(s)[1]

    def is_reserved(self, parts):
        # NUL.txt is reserved like NUL, but a share may have such a name.
        if not parts or parts[0].startswith("\\\\"):
            return False
        return parts[-1].partition(".")[0].upper() in self.reserved_names

    def make_uri(self, path):
        drive = path.drive
        text = path.as_posix()
        if len(drive) == 2 and drive[1] == ":":
            return "file:///%s%s" % (drive, urlquote_from_bytes(text[2:].encode("utf-8")))
        return "file:" + urlquote_from_bytes(text.encode("utf-8"))

    def gethomedir(self, username):
        environ = os.environ
        if "USERPROFILE" in environ:
            home = environ["USERPROFILE"]
        elif "HOMEPATH" in environ:
            home = environ.get("HOMEDRIVE", "") + environ["HOMEPATH"]
        else:
            raise RuntimeError("Can't determine home directory")
        if username and environ["USERNAME"] != username:
            # The homes of all users are taken to be side by side.
            drive, root, parts = self.parse_parts((home,))
            if parts[-1] != environ["USERNAME"]:
                raise RuntimeError("Can't determine home directory for %r" % username)
            parts[-1] = username
            home = drive + root + self.join(parts[1:]) if drive or root else self.join(parts)
        return home


class _PosixFlavour(_Flavour):
    sep, altsep, has_drv, pathmod = "/", "", False, posixpath
    is_supported = os.name != "nt"

    def splitroot(self, part, sep=sep):
        if not part or part[0] != sep:
            return "", "", part
        relative = part.lstrip(sep)
        slashes = len(part) - len(relative)
        # Two slashes may mean something special, POSIX says; three not.
        return "", sep * (slashes if slashes < 3 else 1), relative

    def casefold(self, s):
        return s

    def casefold_parts(self, parts):
        return parts

    def compile_pattern(self, pattern):
        return re.compile(fnmatch.translate(pattern)).fullmatch

    def resolve(self, path, strict=False):
        sep, accessor = self.sep, path._accessor
        finished = {}  # link: where it leads, None while on the way

        def follow(base, text):
            if text.startswith(sep):
                base = ""
            for name in text.split(sep):
                if not name or name == ".":
                    continue
                if name == "..":
                    base = base.rpartition(sep)[0]
                    continue
                here = base + name if base.endswith(sep) else base + sep + name
                if here in finished:
                    base = finished[here]
                    if base is None:
                        raise RuntimeError("Symlink loop from %r" % here)
                    continue
                try:
                    target = accessor.readlink(here)
                except OSError as error:
                    if error.errno != EINVAL and strict:
                        raise
                    base = here  # no link, or not there
                else:
                    finished[here] = None
                    base = follow(base, target)
                    finished[here] = base
            return base

        return follow("" if path.is_absolute() else os.getcwd(), str(path)) or sep

    def is_reserved(self, parts):
        return False

    def make_uri(self, path):
        return "file://" + urlquote_from_bytes(bytes(path))

    def gethomedir(self, username):
        if not username and "HOME" in os.environ:
            return os.environ["HOME"]
        import pwd
        if not username:
            return pwd.getpwuid(os.getuid()).pw_dir
        try:
            return pwd.getpwnam(username).pw_dir
        except KeyError:
            raise RuntimeError("Can't determine home directory for %r" % username)


_windows_flavour = _WindowsFlavour()
_posix_flavour = _PosixFlavour()


__name__ = __spec__.name
