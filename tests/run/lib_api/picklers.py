# Picklers: which argument is looked at first, and names that are none.
import _bz2
import _pickle
import _symtable
import io

from outcomes import show



def unpickler(**options):
    return _pickle.Unpickler(io.BytesIO(b""), **options)


pickler = _pickle.Pickler(io.BytesIO())


show(r"""
_pickle.Pickler(1, 2, True, 5); _pickle.Pickler(io.BytesIO(), 2, True, 5); _pickle.Pickler(1, 9, True, 5); _pickle.dump(1, 2, 4, buffer_callback=4); _pickle.dumps(1, 2, buffer_callback=4)
unpickler().find_class([], 'x'); unpickler().find_class('x', []); unpickler().find_class(1, 'x'); unpickler().find_class('os', 1); unpickler().find_class('', ''); unpickler(fix_imports=False).find_class([], 'x'); unpickler(fix_imports=False).find_class('os', 5); unpickler().find_class('nowhere', 5)
pickler.dispatch_table; setattr(pickler, 'dispatch_table', 5); pickler.dispatch_table; delattr(pickler, 'dispatch_table'); delattr(pickler, 'dispatch_table'); type(_pickle.Pickler.dispatch_table).__name__
_symtable.symtable(1, 2, 3); _symtable.symtable(1, 'f', 3); _symtable.symtable('1', 'f\0', 'a'); _symtable.symtable('1', 'f', 'a\0'); _symtable.symtable('1', 'f', 'a')
_bz2.BZ2Decompressor(1, a=1); _bz2.BZ2Decompressor(1); _bz2.BZ2Decompressor(a=1)
""", globals())
