"""Command line options in the style of Unix getopt()."""

__all__ = ['GetoptError', 'error', 'getopt', 'gnu_getopt']

import os
from gettext import gettext as _


class GetoptError(Exception):
    opt = ''
    msg = ''

    def __init__(self, msg, opt=''):
        super().__init__(msg, opt)
        self.msg = msg
        self.opt = opt

    def __str__(self):
        return self.msg


error = GetoptError


def _as_list(longopts):
    return [longopts] if isinstance(longopts, str) else list(longopts)


def _take(opts, shortopts, longopts, args):
    """Read the options in the first of args, adding them to opts; return the remaining args."""
    first, rest = args[0], args[1:]
    if first.startswith('--'):
        return do_longs(opts, first[2:], longopts, rest)
    return do_shorts(opts, first[1:], shortopts, rest)


def getopt(args, shortopts, longopts=[]):
    """Read options up to the first other argument: ([(option, value), ...], remaining args).

    shortopts has the letters, with ':' after those that take a value; longopts the long
    names, with '=' after those.
    """
    opts = []
    longopts = _as_list(longopts)
    while args and args[0].startswith('-') and args[0] != '-':
        if args[0] == '--':
            args = args[1:]
            break
        opts, args = _take(opts, shortopts, longopts, args)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """Like getopt(), with options and other arguments in any order.

    A '+' before shortopts, or the environment variable POSIXLY_CORRECT, makes it stop at
    the first argument that is no option.
    """
    opts, others = [], []
    longopts = _as_list(longopts)
    in_order = shortopts.startswith('+')
    if in_order:
        shortopts = shortopts[1:]
    in_order = in_order or bool(os.environ.get('POSIXLY_CORRECT'))
    while args:
        if args[0] == '--':
            others += args[1:]
            break
        if args[0].startswith('-') and args[0] != '-':
            opts, args = _take(opts, shortopts, longopts, args)
        elif in_order:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return opts, others


def do_longs(opts, opt, longopts, args):
    opt, equals, value = opt.partition('=')
    optarg = value if equals else None
    has_arg, opt = long_has_args(opt, longopts)
    if not has_arg:
        if optarg is not None:
            raise GetoptError(_('option --%s must not have an argument') % opt, opt)
    elif optarg is None:
        if not args:
            raise GetoptError(_('option --%s requires argument') % opt, opt)
        optarg, args = args[0], args[1:]
    opts.append(('--' + opt, optarg or ''))
    return opts, args


def long_has_args(opt, longopts):
    """Find the option that opt, or what opt abbreviates, names: (takes a value, full name)."""
    candidates = [name for name in longopts if name.startswith(opt)]
    if not candidates:
        raise GetoptError(_('option --%s not recognized') % opt, opt)
    if opt in candidates:
        return False, opt
    if opt + '=' in candidates:
        return True, opt
    if len(candidates) > 1:
        raise GetoptError(_('option --%s not a unique prefix') % opt, opt)
    found, = candidates
    return (True, found[:-1]) if found.endswith('=') else (False, found)


def do_shorts(opts, optstring, shortopts, args):
    while optstring:
        letter, optstring = optstring[0], optstring[1:]
        value = ''
        if short_has_arg(letter, shortopts):
            if not optstring:
                if not args:
                    raise GetoptError(_('option -%s requires argument') % letter, letter)
                optstring, args = args[0], args[1:]
            value, optstring = optstring, ''
        opts.append(('-' + letter, value))
    return opts, args


def short_has_arg(opt, shortopts):
    at = -1 if opt == ':' else shortopts.find(opt)
    if at < 0:
        raise GetoptError(_('option -%s not recognized') % opt, opt)
    return shortopts.startswith(':', at + 1)


if __name__ == '__main__':
    import sys
    print(getopt(sys.argv[1:], 'a:b', ['alpha=', 'beta']))
