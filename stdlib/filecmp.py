"""Comparing files and directories."""

import os
import stat
import sys
from itertools import filterfalse

__all__ = ["clear_cache", "cmp", "dircmp", "cmpfiles", "DEFAULT_IGNORES"]

BUFSIZE = 8 * 1024
DEFAULT_IGNORES = ["RCS", "CVS", "tags", ".git", ".hg", ".bzr", "_darcs", "__pycache__"]
_cache = {}  # paths and signatures of two files: are they equal?


def clear_cache():
    """Forget earlier results; for files that change faster than their times show."""
    _cache.clear()


def cmp(f1, f2, shallow=True):
    """Are the files equal? If shallow, equal type, size and time are enough."""
    first, second = _sig(os.stat(f1)), _sig(os.stat(f2))
    if first[0] != stat.S_IFREG or second[0] != stat.S_IFREG:
        return False
    if shallow and first == second:
        return True
    if first[1] != second[1]:
        return False
    key = f1, f2, first, second
    equal = _cache.get(key)
    if equal is None:
        equal = _do_cmp(f1, f2)
        if len(_cache) > 100:
            clear_cache()
        _cache[key] = equal
    return equal


def _sig(st):
    return stat.S_IFMT(st.st_mode), st.st_size, st.st_mtime


def _do_cmp(f1, f2):
    with open(f1, "rb") as one, open(f2, "rb") as other:
        while True:
            piece = one.read(BUFSIZE)
            if piece != other.read(BUFSIZE):
                return False
            if not piece:
                return True


class dircmp:
    """The comparison of two directories; each part is made when asked for."""

    def __init__(self, a, b, ignore=None, hide=None):
        self.left, self.right = a, b
        self.hide = [os.curdir, os.pardir] if hide is None else hide
        self.ignore = DEFAULT_IGNORES if ignore is None else ignore

    def phase0(self):
        """The names in the two directories."""
        hidden = self.hide + self.ignore
        self.left_list = sorted(_filter(os.listdir(self.left), hidden))
        self.right_list = sorted(_filter(os.listdir(self.right), hidden))

    def phase1(self):
        """Which names are in both."""
        left = {os.path.normcase(name): name for name in self.left_list}
        right = {os.path.normcase(name): name for name in self.right_list}
        self.common = [name for key, name in left.items() if key in right]
        self.left_only = [name for key, name in left.items() if key not in right]
        self.right_only = [name for key, name in right.items() if key not in left]

    def phase2(self):
        """Which of those in both are directories, files, or something else (in one of them)."""
        self.common_dirs, self.common_files, self.common_funny = [], [], []
        for name in self.common:
            kinds = []
            for folder in self.left, self.right:
                try:
                    kinds.append(stat.S_IFMT(os.stat(os.path.join(folder, name)).st_mode))
                except OSError:
                    kinds.append(None)
            group = self.common_funny
            if kinds[0] == kinds[1] == stat.S_IFDIR:
                group = self.common_dirs
            elif kinds[0] == kinds[1] == stat.S_IFREG:
                group = self.common_files
            group.append(name)

    def phase3(self):
        """Which files are equal."""
        self.same_files, self.diff_files, self.funny_files = cmpfiles(self.left, self.right, self.common_files)

    def phase4(self):
        """The comparisons of the directories in both."""
        self.subdirs = {name: dircmp(os.path.join(self.left, name), os.path.join(self.right, name),
                                     self.ignore, self.hide) for name in self.common_dirs}

    def phase4_closure(self):
        """All comparisons below, too."""
        self.phase4()
        for below in self.subdirs.values():
            below.phase4_closure()

    def report(self):
        """Print the comparison."""
        print("diff", self.left, self.right)
        for attribute, label in self._report_lines:
            names = getattr(self, attribute)
            if names:
                names.sort()
                if label is None:
                    print("Only in", getattr(self, attribute[:-len("_only")]), ":", names)
                else:
                    print(label, ":", names)

    _report_lines = (("left_only", None), ("right_only", None), ("same_files", "Identical files"),
                     ("diff_files", "Differing files"), ("funny_files", "Trouble with common files"),
                     ("common_dirs", "Common subdirectories"), ("common_funny", "Common funny cases"))

    def report_partial_closure(self):
        """Print this comparison and those one level below."""
        self.report()
        for below in self.subdirs.values():
            print()
            below.report()

    def report_full_closure(self):
        """Print this comparison and all below."""
        self.report()
        for below in self.subdirs.values():
            print()
            below.report_full_closure()

    methodmap = dict(subdirs=phase4, same_files=phase3, diff_files=phase3, funny_files=phase3, common_dirs=phase2,
                     common_files=phase2, common_funny=phase2, common=phase1, left_only=phase1, right_only=phase1,
                     left_list=phase0, right_list=phase0)

    def __getattr__(self, attr):
        if attr not in self.methodmap:
            raise AttributeError(attr)
        self.methodmap[attr](self)
        return getattr(self, attr)


def cmpfiles(a, b, common, shallow=True):
    """The names of the equal files of two directories, of the different ones, and of those not comparable."""
    result = [], [], []
    for name in common:
        result[_cmp(os.path.join(a, name), os.path.join(b, name), shallow)].append(name)
    return result


def _cmp(a, b, sh, abs=abs, cmp=cmp):
    try:
        return not abs(cmp(a, b, sh))
    except OSError:
        return 2


def _filter(flist, skip):
    return list(filterfalse(skip.__contains__, flist))


def demo():
    """The command line of python -m filecmp: compare two directories, with -r also what is below them."""
    import getopt
    options, directories = getopt.getopt(sys.argv[1:], 'r')
    if len(directories) != 2:
        raise getopt.GetoptError('need exactly two args')
    comparison = dircmp(*directories)
    if options:
        comparison.report_full_closure()
    else:
        comparison.report()


if __name__ == '__main__':
    demo()
