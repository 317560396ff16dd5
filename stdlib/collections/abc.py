"""Abstract base classes of collections; the home of the code is `_collections_abc`."""

from _collections_abc import *
from _collections_abc import __all__
