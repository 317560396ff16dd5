"""Signals: _signal with its numbers made into enums."""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum
from functools import wraps as _wraps

_globals = globals()


def _is_signal(name):
    return name.isupper() and (name.startswith("SIG") and not name.startswith("SIG_") or name.startswith("CTRL_"))


_IntEnum._convert_("Signals", __name__, _is_signal)
_IntEnum._convert_("Handlers", __name__, lambda name: name in ("SIG_DFL", "SIG_IGN"))
if "pthread_sigmask" in _globals:
    _IntEnum._convert_("Sigmasks", __name__, lambda name: name in ("SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK"))


def _int_to_enum(value, enum_klass):
    """The member of that value; the value itself if there is none."""
    try:
        return enum_klass(value)
    except ValueError:
        return value


def _enum_to_int(value):
    """The number of a member or number; other values as they are."""
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


def _signal_set(numbers):
    return {_int_to_enum(number, Signals) for number in numbers}


@_wraps(_signal.signal)
def signal(signalnum, handler):
    before = _signal.signal(_enum_to_int(signalnum), _enum_to_int(handler))
    return _int_to_enum(before, Handlers)


@_wraps(_signal.getsignal)
def getsignal(signalnum):
    return _int_to_enum(_signal.getsignal(signalnum), Handlers)


if "pthread_sigmask" in _globals:
    @_wraps(_signal.pthread_sigmask)
    def pthread_sigmask(how, mask):
        return _signal_set(_signal.pthread_sigmask(how, mask))


if "sigpending" in _globals:
    @_wraps(_signal.sigpending)
    def sigpending():
        return _signal_set(_signal.sigpending())


if "sigwait" in _globals:
    @_wraps(_signal.sigwait)
    def sigwait(sigset):
        return _int_to_enum(_signal.sigwait(sigset), Signals)


if "valid_signals" in _globals:
    @_wraps(_signal.valid_signals)
    def valid_signals():
        return _signal_set(_signal.valid_signals())


del _globals, _wraps, _is_signal
