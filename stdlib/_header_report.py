"""The command line of imghdr and sndhdr: what they say of files, and of those in folders."""

import glob
import os
import sys


def tell(what, names, deep, top):
    """Print what a function says of each file; folders are looked into if deep, or if they are named at the top."""
    for name in names:
        if not os.path.isdir(name):
            try:
                print(name + ': ' + str(what(name)))
            except OSError:
                print(name + ': *** not found ***')
        elif deep or top:
            print(name + '/: recursing down:')
            tell(what, glob.glob(os.path.join(glob.escape(name), '*')), deep, False)
        else:
            print(name + '/: *** directory (use -r) ***')


def main(what):
    """Tell of the files and folders in the command line; with -r also of what is in folders of these."""
    words = sys.argv[1:]
    deep = words[:1] == ['-r']
    try:
        tell(what, words[deep:] or ['.'], deep, True)
    except KeyboardInterrupt:
        sys.exit('\n[Interrupted]\n')
