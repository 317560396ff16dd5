"""Methods of pathlib.Path: their names, by which they can be pickled, no events of globbing, what closed paths do."""
import pathlib
import pickle
import sys
from pathlib import Path, PureWindowsPath

events = []
sys.addaudithook(lambda event, args: events.append(event) if event.startswith('pathlib') else None)


def told(function, *args):
    try:
        found = function(*args)
        return list(found) if hasattr(found, '__next__') else found
    except Exception as error:
        return '%s: %s' % (type(error).__name__, error)


print('-- globbing')
nowhere = Path('/not/there')
for pattern in '', '/a', 'a/**', 'a**/b', 'a/b*':
    print(repr(pattern), told(nowhere.glob, pattern), told(nowhere.rglob, pattern), events)

print('-- names')
for cls in pathlib.PurePath, Path:
    methods = {name: value for name, value in vars(cls).items() if hasattr(value, '__qualname__')}
    public = [value for name, value in sorted(methods.items()) if name.startswith('__') or name[0] != '_']
    print([value.__qualname__ for value in public])
    print([value for value in public if pickle.loads(pickle.dumps(value)) is not value])

print('-- comparisons')
print(told(lambda: Path('a') < Path('b')), told(lambda: Path('b') <= Path('a')))
print(told(lambda: Path('a') < PureWindowsPath('a')))
print(told(lambda: Path('a') >= 'a'))

print('-- a path that is closed')
closed = Path('.')
with closed:
    pass
ARGUMENTS = {'chmod': [0], 'lchmod': [0], 'rename': ['x'], 'replace': ['x'], 'symlink_to': ['x'], 'link_to': ['x'],
             'glob': ['*.not'], 'rglob': ['*.not'], 'samefile': ['.']}
for name in ('iterdir absolute resolve open touch mkdir unlink rmdir lstat exists is_dir is_file is_symlink read_text '
             'expanduser samefile lchmod chmod rename replace symlink_to link_to glob rglob').split():
    print(name, told(getattr(closed, name), *ARGUMENTS.get(name, [])))
