# What functions of small modules say of arguments that they are not made for.
import compileall
import contextlib
import io
import logging
import optparse
import os
import pickletools
import quopri
import re
import reprlib
import rlcompleter
import runpy
import string
import stringprep
import sys
import tempfile
import urllib.parse
import urllib.request
import zipfile


def tell(function, *args, **kwargs):
    try:
        result = function(*args, **kwargs)
    except Exception as problem:
        print("   ", "%s: %s" % (type(problem).__name__, problem))
    else:
        print("   ", repr(result))


print("string")
tell(string.Formatter().convert_field, 1, [])
tell(string.Formatter().convert_field, 1, {})
tell(string.Formatter().convert_field, 1, "x")
tell(string.capwords, "a b", 5)
tell(string.capwords, "a b", b" ")

print("stringprep")
for name in ("in_table_c6", "in_table_c7", "in_table_c8", "in_table_c9", "in_table_c21", "in_table_c22", "in_table_c4",
             "map_table_b2", "map_table_b3"):
    function = getattr(stringprep, name)
    print(function.__name__, function.__qualname__)
    for args in ((), ("a", "b"), ("ab",), (None,), ("",)):
        tell(function, *args)

print("reprlib")
tell(reprlib.Repr().repr_dict, None, 6)
tell(reprlib.Repr().repr_dict, {}, "x")
tell(reprlib.Repr().repr_dict, {1: 2}, "x")
tell(reprlib.Repr().repr_tuple, (), "x")

print("re")
tell(re.error, "m", "p", "q")
tell(re.error, "m", None, "q")
tell(re.error, "m", 5, 1)
tell(re.error, "m", "a\nb", True)

print("quopri")
source = io.BytesIO(b"a=b")
tell(quopri.encode, source, None, 0)
print(source.tell())

print("pickletools")
for data in (b"", b"\x01", b"\x03ab"):
    tell(pickletools.read_long1, io.BytesIO(data))
tell(pickletools.read_long4, io.BytesIO(b"\x05\0\0\0ab"))

print("optparse")
parser = optparse.OptionParser(prog="p")
tell(parser.parse_args, "abc")
formatter = optparse.IndentedHelpFormatter()
tell(formatter.dedent)
print(formatter.level, formatter.current_indent)
tell(formatter.format_heading, 5)

print("rlcompleter")
tell(rlcompleter.Completer, 5)
print(rlcompleter.Completer([]).namespace, rlcompleter.Completer([]).use_main_ns, rlcompleter.Completer().use_main_ns)

print("zipfile")
info = zipfile.ZipInfo("a")
for name in ("header_offset", "CRC", "compress_size", "file_size"):
    print(name, hasattr(info, name))
tell(repr, info)
tell(repr, zipfile.ZipInfo("a/"))
tell(zipfile.ZipFile, io.BytesIO(), "w", [])
tell(zipfile.ZipFile, io.BytesIO(), "w", 7)
with zipfile.ZipFile(io.BytesIO(), "w") as archive:
    archive.writestr(info, "abc")
    print(info, archive.infolist())

print("logging")
tell(logging.getLogger("x").info)
tell(logging.info)
tell(logging.LoggerAdapter(logging.getLogger("x"), {}).error)
tell(logging.getLogger("x").isEnabledFor, "a")
tell(logging.BufferingFormatter().format, None)
print(logging._nameToLevel)

print("urllib")
tell(urllib.parse.quote_plus, 5, errors="x")
tell(urllib.parse.quote_plus, re.compile("a"))
tell(urllib.parse.quote_plus, "a b", "/")
tell(urllib.parse.quote_plus, b"a b", b"/")
tell(urllib.request.CacheFTPHandler().check_cache)

print("runpy")
tell(runpy.run_module, "not_there/x.py")
tell(runpy.run_module, "json.tool.py")

print("compileall")
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.py")
    with open(path, "w") as file:
        file.write("x = (")
    for quiet in (0, 1, 2):
        text = io.StringIO()
        with contextlib.redirect_stdout(text):
            try:
                outcome = compileall.compile_file(path, quiet=quiet)
            except TypeError as problem:  # a StringIO has no encoding
                outcome = problem
        print(quiet, outcome, repr(text.getvalue().replace(folder, "..")))
sys.stdout.flush()
