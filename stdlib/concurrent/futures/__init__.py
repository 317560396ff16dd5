"""Calls that run elsewhere, in threads or processes, and their results to come."""

from concurrent.futures._base import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, BrokenExecutor, CancelledError, Executor, Future,
    InvalidStateError, TimeoutError, as_completed, wait)

__author__ = "The pyston project"

__all__ = ("FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "BrokenExecutor",
           "Future", "Executor", "wait", "as_completed", "ProcessPoolExecutor", "ThreadPoolExecutor")

# Imported at the first use; the one for processes takes a while.
_executors = {"ProcessPoolExecutor": "process", "ThreadPoolExecutor": "thread"}


def __dir__():
    return [*__all__, "__author__", "__doc__"]


def __getattr__(name):
    if name not in _executors:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from importlib import import_module
    value = globals()[name] = getattr(import_module("." + _executors[name], __name__), name)
    return value
