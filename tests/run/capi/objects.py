"""Objects, calls, items, numbers, sequences and mappings through the C API."""
import re
from ctypes import *

O = py_object


class Borrowed(c_void_p):
    pass


def call(name, *args, result=py_object):
    function = getattr(pythonapi, name)
    function.restype = result
    try:
        answer = function(*args)
    except Exception as e:
        # Where in CPython an internal call was wrong is its own affair.
        answer = re.sub(r"\w+/\w+\.c:\d+: ", "", "%s: %s" % (type(e).__name__, e))
    print(name, ascii(answer))


def objects(*values):
    return [O(value) for value in values]


class Index:
    def __index__(self):
        return 7


class Old:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index


class Lazy:
    def keys(self):
        return iter("ab")

    def __getitem__(self, key):
        return key * 2


for name in "PyObject_Repr", "PyObject_Str", "PyObject_ASCII", "PyObject_Bytes", "PyObject_Type", "PyObject_Dir":
    for value in "\xe9", b"x", 12:
        if name != "PyObject_Dir" or value == 12:
            function = getattr(pythonapi, name)
            function.restype = py_object
            try:
                print(name, ascii(function(O(value)))[:60])
            except TypeError as e:
                print(name, e)
    if name[-4:] in ("Repr", "_Str", "SCII", "ytes"):
        call(name, None)
call("PyObject_RichCompare", *objects(1, 2), 0)
call("PyObject_RichCompareBool", *objects(1, 2), 2, result=c_int)
call("PyObject_RichCompareBool", *objects([1], 2), 0, result=c_int)
call("PyObject_Hash", O([]), result=c_ssize_t)
call("PyObject_Hash", O(12), result=c_ssize_t)
call("PyObject_IsTrue", O([]), result=c_int)
call("PyObject_Not", O([]), result=c_int)
call("PyObject_GetAttr", *objects(1, "real"))
call("PyObject_GetAttr", *objects(1, 2))
call("PyObject_GetAttrString", O(1), b"imag")
call("PyObject_GetAttrString", O(1), b"no")
call("PyObject_SetAttrString", O(1), b"no", O(2), result=c_int)
call("PyObject_HasAttrString", O(1), b"no", result=c_int)
call("PyObject_HasAttr", *objects(1, "real"), result=c_int)
call("PyCallable_Check", O(len), result=c_int)
call("PyObject_Call", O(dict), O(()), O({"a": 1}))
call("PyObject_CallObject", O(max), O((3, 4)))
call("PyObject_CallObject", O(max), O([3, 4]))
call("PyObject_CallObject", O(list), None)
call("PyObject_CallFunctionObjArgs", *objects(max, 3, 5, 4), None)
call("PyObject_CallMethodObjArgs", *objects("a-b", "split", "-"), None)
call("PyObject_CallFunction", O(max), b"ii", c_int(1), c_int(9))
call("PyObject_CallFunction", O(sum), b"((iii))", c_int(1), c_int(9), c_int(2))
call("PyObject_CallMethod", O("a-b"), b"replace", b"ss", b"-", b"+")
call("PyObject_CallMethod", O("a-b"), b"upper", None)
call("PyObject_CallMethod", O("a-b"), b"none", None)
call("PyObject_Size", O([1, 2]), result=c_ssize_t)
call("PyObject_Size", O(1), result=c_ssize_t)
call("PyObject_GetItem", *objects({1: 2}, 1))
call("PyObject_GetItem", *objects({1: 2}, 2))
call("PyObject_SetItem", *objects((1,), 0, 1), result=c_int)
call("PyObject_DelItem", *objects({1: 2}, 1), result=c_int)
call("PyObject_DelItemString", O({1: 2}), b"a", result=c_int)
call("PyObject_LengthHint", *objects(iter([1, 2, 3])), c_ssize_t(9), result=c_ssize_t)
call("PyObject_Format", *objects(12, "05"))
call("PyObject_IsInstance", *objects(1, (str, int)), result=c_int)
call("PyObject_IsSubclass", *objects(bool, int), result=c_int)
call("PyObject_IsSubclass", *objects(1, int), result=c_int)
call("PyIter_Check", O(iter("")), result=c_int)
call("PyObject_GetIter", O(1))

for op in "Add Subtract Multiply TrueDivide FloorDivide Remainder Divmod Lshift Rshift And Or Xor MatrixMultiply".split():
    call("PyNumber_" + op, *objects(77, 5))
    call("PyNumber_" + op, *objects(77, "5"))
    if op != "Divmod":
        call("PyNumber_InPlace" + op, *objects(77, 5))
        call("PyNumber_InPlace" + op, *objects([], {}))
for op in "Negative Positive Invert Absolute Index Long Float".split():
    call("PyNumber_" + op, O(-3))
    call("PyNumber_" + op, O("12"))
    call("PyNumber_" + op, O([]))
call("PyNumber_Power", *objects(2, 10, 1000))
call("PyNumber_Power", *objects(2, 10, None))
call("PyNumber_InPlacePower", *objects(2, "", None))
for base in 2, 8, 10, 16, 7:
    call("PyNumber_ToBase", O(-255), c_int(base))
call("PyNumber_ToBase", O(Index()), c_int(16))
call("PyNumber_AsSsize_t", O(10 ** 30), None, result=c_ssize_t)
call("PyNumber_AsSsize_t", O(-10 ** 30), O(ValueError), result=c_ssize_t)
call("PyNumber_Check", O(1.5), result=c_int)
call("PyIndex_Check", O(1.5), result=c_int)

call("PySequence_Check", O({}), result=c_int)
call("PySequence_Check", O(Old()), result=c_int)
call("PySequence_Size", O({}), result=c_ssize_t)
call("PySequence_Size", O("abc"), result=c_ssize_t)
call("PySequence_Size", O(1), result=c_ssize_t)
call("PySequence_Concat", *objects([1], [2]))
call("PySequence_Concat", *objects(1, 2))
call("PySequence_InPlaceConcat", *objects((1,), (2,)))
call("PySequence_Repeat", O([1]), c_ssize_t(3))
call("PySequence_Repeat", O(1), c_ssize_t(3))
call("PySequence_InPlaceRepeat", O("ab"), c_ssize_t(2))
call("PySequence_GetItem", O("abc"), c_ssize_t(-1))
call("PySequence_GetItem", O({}), c_ssize_t(0))
call("PySequence_GetItem", O(1), c_ssize_t(0))
call("PySequence_GetItem", O(Old()), c_ssize_t(5))
call("PySequence_SetItem", O([1]), c_ssize_t(0), O(2), result=c_int)
call("PySequence_SetItem", O(()), c_ssize_t(0), O(2), result=c_int)
call("PySequence_SetItem", O({}), c_ssize_t(0), O(2), result=c_int)
call("PySequence_DelItem", O(()), c_ssize_t(0), result=c_int)
call("PySequence_GetSlice", O("abcdef"), c_ssize_t(1), c_ssize_t(-1))
call("PySequence_GetSlice", O(1), c_ssize_t(1), c_ssize_t(2))
call("PySequence_SetSlice", O(()), c_ssize_t(1), c_ssize_t(2), O(()), result=c_int)
call("PySequence_DelSlice", O(()), c_ssize_t(1), c_ssize_t(2), result=c_int)
call("PySequence_Tuple", O("ab"))
call("PySequence_List", O(Old()))
call("PySequence_List", O(1))
call("PySequence_Fast", O(1), b"give me items")
call("PySequence_Fast", O("ab"), b"give me items")
call("PySequence_Contains", *objects([1], 1), result=c_int)
call("PySequence_Contains", *objects(1, 1), result=c_int)
call("PySequence_Count", *objects([1, 2, 1.0], 1), result=c_ssize_t)
call("PySequence_Index", *objects([2, 1], 1), result=c_ssize_t)
call("PySequence_Index", *objects([2, 1], 3), result=c_ssize_t)
call("PySequence_Index", *objects(2, 3), result=c_ssize_t)

call("PyMapping_Check", O([]), result=c_int)
call("PyMapping_Check", O(set()), result=c_int)
call("PyMapping_Size", O({1: 2}), result=c_ssize_t)
call("PyMapping_Size", O(set()), result=c_ssize_t)
call("PyMapping_Size", O(1), result=c_ssize_t)
call("PyMapping_GetItemString", O({"a": 1}), b"a")
call("PyMapping_GetItemString", O({"a": 1}), b"b")
call("PyMapping_SetItemString", O(()), b"b", O(1), result=c_int)
call("PyMapping_HasKeyString", O({"a": 1}), b"b", result=c_int)
call("PyMapping_HasKey", *objects({"a": 1}, "a"), result=c_int)
for name in "Keys", "Values", "Items":
    call("PyMapping_" + name, O({"a": 1}))
    call("PyMapping_" + name, O(Lazy()))
    call("PyMapping_" + name, O(1))
