"""How macOS finds its dynamic libraries, and the forms of their names."""

__version__ = '1.0'
