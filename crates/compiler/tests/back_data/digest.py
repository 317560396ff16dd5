"""Digests of what compile() makes of every .py file under the given folders, as the `digest` example prints them.

    PYTHONHASHSEED=0 python3.8 digest.py LEVEL OUT DIR...
"""
import hashlib
import marshal
import os
import sys
import warnings


def digest(path, level):
    try:
        with open(path, 'rb') as stream:
            code = compile(stream.read(), path, 'exec', 0, True, level)
        # Version 2 has no flags for shared objects, which depend on reference counts.
        return hashlib.sha256(marshal.dumps(code, 2)).hexdigest()[:24]
    except SyntaxError as error:
        return 'SyntaxError %s|%s|%s|%r' % (error.msg, error.lineno, error.offset, error.text)
    except Exception as error:
        return '%s %s' % (type(error).__name__, error)


def main():
    warnings.simplefilter('ignore')
    with open(sys.argv[2], 'w') as out:
        for folder in sys.argv[3:]:
            for root, dirs, files in os.walk(folder):
                dirs.sort()
                for name in sorted(files):
                    if name.endswith('.py'):
                        path = os.path.join(root, name)
                        out.write('%s\t%s\n' % (path, digest(path, int(sys.argv[1]))))


main()
