"""Compiles the library of the interpreter that runs this: every module to its file in __pycache__.

Links are left out: they lead to others' files.
"""

import os
import py_compile

library = os.path.dirname(os.__file__)
for folder, folders, files in os.walk(library):
    folders[:] = [name for name in folders if name != "__pycache__"]
    for name in files:
        path = os.path.join(folder, name)
        if name.endswith(".py") and not os.path.islink(path):
            py_compile.compile(path, doraise=True)
