"""Processes in place of threads: an interface like threading's, with pipes, queues, locks and pools between them.

How a process is started is a matter of contexts (see context): 'fork' copies
the program as it is, 'spawn' starts a new interpreter that imports __main__
anew.  The functions of the module are those of the default context.
"""

import sys

from multiprocessing import context

__all__ = [name for name in dir(context._default_context) if not name.startswith('_')]
globals().update((name, getattr(context._default_context, name)) for name in __all__)

# Spawned processes have the program's main module under this name.
if '__main__' in sys.modules:
    sys.modules['__mp_main__'] = sys.modules['__main__']
