"""The warning for the loop argument, which many functions take and none should be given."""


def warn_loop_argument(level=2):
    """Warn on behalf of the function `level` calls up the one that calls this one."""
    from warnings import warn
    warn("The loop argument is deprecated since Python 3.8, and scheduled for removal in Python 3.10.",
         DeprecationWarning, stacklevel=level + 1)
