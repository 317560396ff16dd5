"""Which types files have by their names, and the other way round.

The tables are written as mime.types files are, a type and its extensions on a
line; where a type has several extensions, the first is the usual one.  A
MimeTypes object has tables of its own; the functions of the module have one
that is made at the first call, also of the files in knownfiles.
"""

import os
import posixpath
import sys
import urllib.parse

__all__ = ['knownfiles', 'inited', 'MimeTypes', 'guess_type', 'guess_all_extensions', 'guess_extension',
           'add_type', 'init', 'read_mime_types', 'suffix_map', 'encodings_map', 'types_map', 'common_types']

knownfiles = ['/etc/mime.types'] + ['/etc/%s/mime.types' % _name for _name in (
    'httpd', 'httpd/conf', 'apache', 'apache2')] + ['/usr/local/%s/mime.types' % _name for _name in (
        'etc/httpd/conf', 'lib/netscape', 'etc/httpd/conf', 'etc')]
inited = False
_db = None

_STANDARD = """
    application/javascript js mjs
    application/json json
    application/manifest+json webmanifest
    application/msword doc dot wiz
    application/octet-stream bin a dll exe o obj so
    application/oda oda
    application/pdf pdf
    application/pkcs7-mime p7c
    application/postscript ps ai eps
    application/vnd.apple.mpegurl m3u m3u8
    application/vnd.ms-excel xls xlb
    application/vnd.ms-powerpoint ppt pot ppa pps pwz
    application/wasm wasm
    application/x-bcpio bcpio
    application/x-cpio cpio
    application/x-csh csh
    application/x-dvi dvi
    application/x-gtar gtar
    application/x-hdf hdf
    application/x-hdf5 h5
    application/x-latex latex
    application/x-mif mif
    application/x-netcdf cdf nc
    application/x-pkcs12 p12 pfx
    application/x-pn-realaudio ram
    application/x-python-code pyc pyo
    application/x-sh sh
    application/x-shar shar
    application/x-shockwave-flash swf
    application/x-sv4cpio sv4cpio
    application/x-sv4crc sv4crc
    application/x-tar tar
    application/x-tcl tcl
    application/x-tex tex
    application/x-texinfo texi texinfo
    application/x-troff roff t tr
    application/x-troff-man man
    application/x-troff-me me
    application/x-troff-ms ms
    application/x-ustar ustar
    application/x-wais-source src
    application/xml xsl rdf wsdl xpdl
    application/zip zip
    audio/basic au snd
    audio/mpeg mp3 mp2
    audio/x-aiff aif aifc aiff
    audio/x-pn-realaudio ra
    audio/x-wav wav
    image/x-ms-bmp bmp
    image/gif gif
    image/ief ief
    image/jpeg jpg jpe jpeg
    image/png png
    image/svg+xml svg
    image/tiff tiff tif
    image/vnd.microsoft.icon ico
    image/x-cmu-raster ras
    image/x-portable-anymap pnm
    image/x-portable-bitmap pbm
    image/x-portable-graymap pgm
    image/x-portable-pixmap ppm
    image/x-rgb rgb
    image/x-xbitmap xbm
    image/x-xpixmap xpm
    image/x-xwindowdump xwd
    message/rfc822 eml mht mhtml nws
    text/css css
    text/csv csv
    text/html html htm
    text/plain txt bat c h ksh pl
    text/richtext rtx
    text/tab-separated-values tsv
    text/x-python py
    text/x-setext etx
    text/x-sgml sgm sgml
    text/x-vcard vcf
    text/xml xml
    video/mp4 mp4
    video/mpeg mpeg m1v mpa mpe mpg
    video/quicktime mov qt
    video/webm webm
    video/x-msvideo avi
    video/x-sgi-movie movie
"""

# Types that no standard knows but that are met with.
_COMMON = """
    application/rtf rtf
    audio/midi midi mid
    image/jpg jpg
    image/pict pict pct pic
    text/xul xul
"""


def _table(text):
    """{extension: type} of a table."""
    lines = (line.split() for line in text.splitlines() if line.strip())
    return {'.' + extension: kind for kind, *extensions in lines for extension in extensions}


def _default_mime_types():
    """Make the tables as they are before anything is added."""
    global suffix_map, encodings_map, types_map, common_types
    suffix_map = {'.svgz': '.svg.gz', '.tgz': '.tar.gz', '.taz': '.tar.gz', '.tz': '.tar.gz',
                  '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}
    encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz'}
    types_map = _table(_STANDARD)
    common_types = _table(_COMMON)


_default_mime_types()
# What a new MimeTypes begins with, whatever happens to the above.
_pristine = dict(suffix_map), dict(encodings_map), dict(types_map), dict(common_types)


class MimeTypes:
    """Tables of types; further ones are read from files.

    types_map and types_map_inv have two parts: for types that are not
    standard, and for those that are.
    """

    def __init__(self, filenames=(), strict=True):
        if not inited:
            init()
        suffixes, encodings, types, common = _pristine
        self.encodings_map = encodings.copy()
        self.suffix_map = suffixes.copy()
        self.types_map = {}, {}
        self.types_map_inv = {}, {}
        for table, is_standard in ((types, True), (common, False)):
            for extension, kind in table.items():
                self.add_type(kind, extension, is_standard)
        for name in filenames:
            self.read(name, strict)

    def add_type(self, type, ext, strict=True):
        """An extension, with its dot, has a type."""
        self.types_map[strict][ext] = type
        known = self.types_map_inv[strict].setdefault(type, [])
        if ext not in known:
            known.append(ext)

    def _type(self, extension, strict):
        for number in (True,) if strict else (True, False):
            table = self.types_map[number]
            for spelling in (extension, extension.lower()):
                if spelling in table:
                    return table[spelling]
        return None

    def guess_type(self, url, strict=True):
        """(type, encoding) by a file's name or URL; None for what is not known.

        The encoding is a program such as gzip; with strict, only standard
        types are found.
        """
        url = os.fspath(url)
        scheme, path = urllib.parse._splittype(url)
        if scheme == 'data':
            # data:type;parameters,text
            before, comma, _ = path.partition(',')
            if not comma:
                return None, None
            kind = before.split(';', 1)[0]
            return ('text/plain' if '=' in kind or '/' not in kind else kind), None
        base, extension = posixpath.splitext(path)
        while extension in self.suffix_map:
            base, extension = posixpath.splitext(base + self.suffix_map[extension])
        encoding = self.encodings_map.get(extension)
        if encoding is not None:
            extension = posixpath.splitext(base)[1]
        return self._type(extension, strict), encoding

    def guess_all_extensions(self, type, strict=True):
        """All extensions of a type."""
        found = list(self.types_map_inv[True].get(type.lower(), []))
        if not strict:
            found += [each for each in self.types_map_inv[False].get(type.lower(), []) if each not in found]
        return found

    def guess_extension(self, type, strict=True):
        """The usual extension of a type, None if there is none."""
        found = self.guess_all_extensions(type, strict)
        return found[0] if found else None

    def read(self, filename, strict=True):
        """Add the types of a file."""
        with open(filename, encoding='utf-8') as file:
            self.readfp(file, strict)

    def readfp(self, fp, strict=True):
        """Add the types of an open file: a type and its extensions on each line, '#' begins comments."""
        for line in fp:
            words = []
            for word in line.split():
                if word[0] == '#':
                    break
                words.append(word)
            for extension in words[1:]:
                self.add_type(words[0], '.' + extension, strict)

    def read_windows_registry(self, strict=True):
        """Add the types that Windows knows; nothing elsewhere."""
        try:
            import winreg
        except ImportError:
            return
        with winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, '') as root:
            for number in range(winreg.QueryInfoKey(root)[0]):
                name = winreg.EnumKey(root, number)
                try:
                    with winreg.OpenKey(root, name) as key:
                        kind, sort = winreg.QueryValueEx(key, 'Content Type')
                except OSError:
                    continue
                if name.startswith('.') and sort == winreg.REG_SZ:
                    self.add_type(kind, name, strict)


def _database():
    if _db is None:
        init()
    return _db


def guess_type(url, strict=True):
    """(type, encoding) by a file's name or URL; None for what is not known."""
    return _database().guess_type(url, strict)


def guess_all_extensions(type, strict=True):
    """All extensions of a type."""
    return _database().guess_all_extensions(type, strict)


def guess_extension(type, strict=True):
    """The usual extension of a type, None if there is none."""
    return _database().guess_extension(type, strict)


def add_type(type, ext, strict=True):
    """An extension, with its dot, has a type."""
    return _database().add_type(type, ext, strict)


def init(files=None):
    """Make the tables of the module anew, with files (by default those in knownfiles that there are)."""
    global suffix_map, types_map, encodings_map, common_types, inited, _db
    inited = True  # as MimeTypes looks at it
    if files is None or _db is None:
        made = MimeTypes()
        made.read_windows_registry()
        files = knownfiles if files is None else knownfiles + list(files)
    else:
        made = _db
    for name in files:
        if os.path.isfile(name):
            made.read(name)
    encodings_map, suffix_map = made.encodings_map, made.suffix_map
    common_types, types_map = made.types_map
    # Only now, so that other threads see no half of it.
    _db = made


def read_mime_types(file):
    """{extension: type} of what a file adds to the tables, with them; None if it cannot be read."""
    try:
        source = open(file, encoding='utf-8')
    except OSError:
        return None
    with source:
        made = MimeTypes()
        made.readfp(source, True)
        return made.types_map[True]


_USAGE = """\
Usage: mimetypes.py [options] type

Options:
    --help / -h       -- print this message and exit
    --lenient / -l    -- additionally search of some common, but non-standard
                         types.
    --extension / -e  -- guess extension instead of type

More than one type argument may be given.
"""


def _main():
    """The command line of python -m mimetypes."""
    import getopt
    try:
        options, words = getopt.getopt(sys.argv[1:], 'hle', ['help', 'lenient', 'extension'])
    except getopt.error as problem:
        print(_USAGE)
        print(problem)
        sys.exit(1)
    given = {name.lstrip('-')[0] for name, _ in options}
    if 'h' in given:
        print(_USAGE)
        sys.exit(0)
    for word in words:
        if 'e' in given:
            found = guess_extension(word, 'l' not in given)
        else:
            kind, encoding = guess_type(word, 'l' not in given)
            found = kind and 'type: %s encoding: %s' % (kind, encoding)
        print(found or "I don't know anything about type " + word)


if __name__ == '__main__':
    _main()
