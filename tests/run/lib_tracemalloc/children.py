# tracemalloc from the command line and the environment; where unclosed files came from; domains of others' memory.
import os
import subprocess
import sys
import tempfile

import _testcapi
import tracemalloc


def run(*args, **variables):
    done = subprocess.run([sys.executable, *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=dict(os.environ, **variables))
    return done.returncode, done.stdout.decode().splitlines()[:7]


SHOW = 'import tracemalloc as t; print(t.is_tracing(), t.get_traceback_limit())'
for value in '0', '1', '15', '65536', ' 5', '+3', '178956969', '-1', '5x', '99999999999':
    print(repr(value))
    print(*run('-X', 'tracemalloc=' + value, '-c', SHOW))
    print(*run('-c', SHOW, PYTHONTRACEMALLOC=value))
print(run('-X', 'tracemalloc=178956970', '-c', SHOW)[1][:3])
print(*run('-X', 'tracemalloc', '-c', SHOW))
print(*run('-X', 'tracemalloc=2', '-c', SHOW, PYTHONTRACEMALLOC='3'))

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    with open('unclosed.py', 'w') as file:
        file.write('def func():\n    f = open(__file__)\n    f = None\n\nfunc()\n')
    for options in [], ['-X', 'tracemalloc'], ['-X', 'tracemalloc=2']:
        print(*run('-Wd', *options, 'unclosed.py')[1], sep='\n')
    os.chdir('/')

track, untrack, get = (_testcapi.tracemalloc_track, _testcapi.tracemalloc_untrack,
                       _testcapi.tracemalloc_get_traceback)
for call in (lambda: track(5, 10, 20)), (lambda: untrack(5, 10)):
    try:
        call()
    except RuntimeError as error:
        print(error)
tracemalloc.start()
track(5, 10, 20)
track(5, 10, 25, True)
track(6, 10, 30)
print(sorted(trace[:2] for trace in tracemalloc._get_traces() if trace[0] in (5, 6)))
print([line for _, line in get(5, 10)], get(7, 10))
untrack(5, 10)
untrack(5, 10)
print(get(5, 10), get(6, 10) is not None)
