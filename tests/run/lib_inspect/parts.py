# Large modules are made of parts: classes and functions are those of the module itself, for pickles, sources and
# messages, and names that programs replace are looked up there.
import argparse, asyncio, contextlib, doctest, http.cookiejar, inspect, io, pdb, pickle, tarfile, unittest.mock
import urllib.request, zipfile


def where(thing):
    again = pickle.loads(pickle.dumps(thing)) is thing
    first = inspect.getsource(thing).replace('(', ' ').replace(':', ' ').split()[:2]
    print(thing.__module__, *first, again, inspect.getmodule(thing).__name__)


def another():
    pass


for thing in (
        tarfile.TarInfo, tarfile.ReadError, tarfile.data_filter, tarfile.ExFileObject, tarfile.nti,
        zipfile.ZipInfo, zipfile.BadZipFile, zipfile.ZipExtFile,
        argparse.Action, argparse.HelpFormatter, argparse.ArgumentError, argparse.RawTextHelpFormatter,
        inspect.Signature, inspect.Parameter, inspect.getsource, inspect.BlockFinder, inspect.isclass,
        pickle._Pickler, pickle._Unpickler, pickle._dumps, pickle.whichmodule,
        unittest.mock.MagicMixin, unittest.mock._Call, unittest.mock.create_autospec, unittest.mock.patch,
        urllib.request.Request, urllib.request.BaseHandler, urllib.request.HTTPPasswordMgr,
        urllib.request.FancyURLopener, urllib.request.getproxies_environment,
        asyncio.ensure_future, doctest.DocTestFinder, http.cookiejar.MozillaCookieJar, http.cookiejar.http2time,
        pdb.find_function, unittest.case._AssertRaisesContext):
    where(thing)

print(inspect.getsource(argparse.ArgumentTypeError).splitlines()[0])

# No class statement anywhere.
try:
    inspect.getsource(type('Nowhere', (), {'__module__': 'tarfile'}))
except OSError as error:
    print(error)

# Names that are replaced.
with unittest.mock.patch('argparse._', str.upper):
    print(argparse.ArgumentParser('prog', add_help=False).format_usage())
for limit in (10, 100):
    info = zipfile.ZipInfo('name')
    info.CRC, info.compress_size, info.file_size = 0, 5, 20
    with unittest.mock.patch('zipfile.ZIP64_LIMIT', limit):
        try:
            print(len(info.FileHeader(zip64=False)))
        except zipfile.LargeZipFile as error:
            print(error)
with unittest.mock.patch('zipfile.bz2', None):
    try:
        zipfile.ZipFile(io.BytesIO(), 'w', zipfile.ZIP_BZIP2)
    except RuntimeError as error:
        print(error)
with unittest.mock.patch('urllib.request.getproxies', lambda: {'gopher': 'here'}), contextlib.suppress(OSError):
    print(urllib.request.ProxyHandler().proxies)
with unittest.mock.patch('inspect.unwrap', lambda function: another):
    print(inspect.getsource(where).splitlines()[0])

# What pickle has in Python.
assert pickle._loads(pickle._dumps([1, {'two': (3,)}])) == [1, {'two': (3,)}]
try:
    pickle.nothing
except AttributeError as error:
    print(error)
print([issubclass(each, pickle.PickleError) for each in (pickle.PicklingError, pickle.UnpicklingError)])
