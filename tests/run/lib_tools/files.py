# fileinput, binhex, nturl2path: what goes into files and names and comes back.
import binhex
import fileinput
import io
import nturl2path
import os
import sys
import tempfile

folder = tempfile.mkdtemp()
os.chdir(folder)
for name, text in (('one', 'a\nb\nc'), ('two', ''), ('three', 'd\n')):
    with open(name, 'w') as file:
        file.write(text)

for line in fileinput.input(['one', 'two', 'three']):
    print(repr(line), fileinput.filename(), fileinput.lineno(), fileinput.filelineno(), fileinput.isfirstline(), fileinput.isstdin())
fileinput.close()
with fileinput.input(['one', 'three'], inplace=True, backup='.old') as lines:
    for line in lines:
        print(lines.lineno(), line.rstrip())
print([open(name).read() for name in ('one', 'three', 'one.old')])
with fileinput.FileInput(['one', 'three'], mode='rb') as lines:
    print(lines.readline(), lines.nextfile(), lines.readline(), lines.readline(), lines.fileno())
sys.stdin = io.StringIO('typed\n')
with fileinput.FileInput([]) as lines:
    print(list(lines), lines.filename(), lines.isstdin())
for wrong in (lambda: fileinput.FileInput(mode='w'), lambda: fileinput.FileInput(inplace=1, openhook=print), lambda: fileinput.FileInput(openhook=1),
              fileinput.lineno):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)

for data in (b'', b'a', b'plain text ' * 20, b'\x90' * 300 + b'x\x90', bytes(range(256)) * 3, b'z' * 70000 + b'\0'):
    with open('data', 'wb') as file:
        file.write(data)
    binhex.binhex('data', 'data.hqx')
    with open('data.hqx', 'rb') as file:
        encoded = file.read()
    print(len(data), len(encoded), encoded[:110])
    if len(data) < 70000:
        binhex.hexbin('data.hqx', 'again')
        assert open('again', 'rb').read() == data
reader = binhex.HexBin('data.hqx')
print(reader.FName, vars(reader.FInfo), reader.dlen, reader.rlen)
for wrong in (lambda: binhex.HexBin(io.BytesIO(b'nothing')), lambda: binhex.BinHex(('x' * 64, binhex.FInfo(), 0, 0), io.BytesIO())):
    try:
        wrong()
    except binhex.Error as error:
        print(error)

for url in ('///C:/a/b%20c', '///c|/a', '/C:/', '///C:', '//host/share/x', '////host/share/x', 'a/b', '///1:/a', '///C:/a:b'):
    try:
        print(url, repr(nturl2path.url2pathname(url)))
    except OSError as error:
        print(url, error)
for path in ('C:', 'C:\\', 'c:\\a b\\c', '\\\\host\\share', '\\\\?\\C:\\a', '\\\\?\\unc\\host\\x', '\\\\?\\x', 'a\\b', 'CC:\\a', 'C:\\a:b'):
    try:
        print(path, repr(nturl2path.pathname2url(path)))
    except OSError as error:
        print(path, error)
os.chdir('/')
for name in os.listdir(folder):
    os.unlink(os.path.join(folder, name))
os.rmdir(folder)
