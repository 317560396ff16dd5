"""Levels of importance, and the lock of all that logging knows; found in logging."""

import os
import sys
import threading
import weakref

__name__ = 'logging'  # where all of this is found


# ---- levels

CRITICAL = 50
FATAL = CRITICAL
ERROR = 40
WARNING = 30
WARN = WARNING
INFO = 20
DEBUG = 10
NOTSET = 0

_nameToLevel = {'CRITICAL': CRITICAL, 'FATAL': FATAL, 'ERROR': ERROR, 'WARN': WARN, 'WARNING': WARNING,
                'INFO': INFO, 'DEBUG': DEBUG, 'NOTSET': NOTSET}
_levelToName = {level: name for name, level in _nameToLevel.items() if name not in ('FATAL', 'WARN')}


def getLevelName(level):
    """The name of a level or the level of a name; 'Level %s' for what has none."""
    for table in (_levelToName, _nameToLevel):
        found = table.get(level)
        if found is not None:
            return found
    return 'Level %s' % level


def addLevelName(level, levelName):
    """Give a level a name."""
    with _lock:
        _levelToName[level] = levelName
        _nameToLevel[levelName] = level


def _checkLevel(level):
    """A level given by number or name, as a number."""
    if isinstance(level, int):
        return level
    if str(level) != level:
        raise TypeError('Level not an integer or a valid string: %r' % level)
    if level not in _nameToLevel:
        raise ValueError('Unknown level: %r' % level)
    return _nameToLevel[level]


# ---- locking

_lock = threading.RLock()


def _acquireLock():
    if _lock:
        _lock.acquire()


def _releaseLock():
    if _lock:
        _lock.release()


# Handlers (and others with a lock made by createLock), whose locks a child process must make anew.
_at_fork_reinit_lock_weakset = weakref.WeakSet()


def _register_at_fork_reinit_lock(instance):
    with _lock:
        _at_fork_reinit_lock_weakset.add(instance)


def _after_at_fork_child_reinit_locks():
    for each in _at_fork_reinit_lock_weakset:
        try:
            each.createLock()
        except Exception as error:
            print('Ignoring exception from logging atfork', each, '._reinit_lock() method:', error,
                  file=sys.stderr)
    _releaseLock()


if hasattr(os, 'register_at_fork'):
    # The lock is held while the process forks, so that no other thread has it then.
    os.register_at_fork(before=_acquireLock, after_in_child=_after_at_fork_child_reinit_locks,
                        after_in_parent=_releaseLock)


__name__ = __spec__.name
