# input() at end of file, __import__, help-free builtins, copyright of names.
import builtins, sys
print(sorted(n for n in dir(builtins) if n[0].islower() and n not in ("copyright", "credits", "exit", "quit", "license", "help")))
print(sorted(n for n in dir(builtins) if n[0] == "_"))
print([n for n in dir(builtins) if n[0].isupper()])
try: input("prompt> ")
except EOFError as e: print(repr(e))
print(__name__, __file__, __doc__, __package__, __spec__, type(__loader__).__name__ != "")
print(sys.argv, sys.flags.optimize, len(sys.version_info), sys.version_info[:2], sys.version_info.releaselevel, sys.byteorder, sys.maxsize, sys.maxunicode, sys.getrecursionlimit(), sys.getdefaultencoding(), sys.hexversion >> 16, sys.api_version, sys.float_info.max, sys.float_info.dig, sys.int_info.bits_per_digit, sys.implementation.name != "")
