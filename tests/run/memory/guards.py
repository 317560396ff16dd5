# PYTHONMALLOC: which allocator, and guards that end a process which writes past its blocks.
import os
import re
import subprocess
import sys


def run(program, *options, **variables):
    done = subprocess.run([sys.executable, *options, '-c', program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env=dict(os.environ, **variables))
    text = re.sub('0x[0-9a-f]{5,}', 'ADDRESS', done.stdout.decode())
    return done.returncode, text


NAME = 'import _testcapi; print(_testcapi.pymem_getallocatorsname())'
for name in 'default', 'debug', 'pymalloc', 'pymalloc_debug', 'malloc', 'malloc_debug', 'none':
    print(name, run(NAME, PYTHONMALLOC=name), run(NAME, '-X', 'dev', PYTHONMALLOC=name))
print(run(NAME), run(NAME, '-X', 'dev'), run(NAME, PYTHONDEVMODE='1'))

for name in 'debug', 'malloc_debug':
    for function in ('pymem_buffer_overflow', 'pymem_api_misuse', 'pymem_malloc_without_gil',
                     'pyobject_malloc_without_gil', 'test_pymem_alloc0'):
        status, text = run('import _testcapi\n_testcapi.%s()' % function, PYTHONMALLOC=name)
        print(function, status)
        print(text)

status, text = run('import _testcapi\ndef f():\n  _testcapi.pymem_buffer_overflow()\nf()', '-X', 'tracemalloc=5',
                   PYTHONMALLOC='debug')
print(text)

# Programs run the same with each allocator.
PROGRAM = '''
import json, re, collections, threading, gc
words = collections.Counter(re.findall('[a-z]+', json.dumps(list(vars(collections))).lower()))
text = ''
for i in range(1000):
    text += chr(i)
array = bytearray()
for i in range(1000):
    array += bytes(i % 256 for _ in range(3))
    if i % 7 == 0:
        del array[:5]
class Node:
    pass
for i in range(100):
    a, b = Node(), Node()
    a.other, b.other = b, a
threads = [threading.Thread(target=gc.collect) for i in range(3)]
[t.start() for t in threads]
[t.join() for t in threads]
print(words['counter'], hash(text) == hash(''.join(map(chr, range(1000)))), sum(array), len(array))
'''
for name in 'default', 'debug', 'malloc', 'malloc_debug':
    print(run(PROGRAM, PYTHONMALLOC=name))
    print(run(PROGRAM, '-X', 'tracemalloc=3', PYTHONMALLOC=name))
