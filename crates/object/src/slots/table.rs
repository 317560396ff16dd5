//! The rows: special method, slot, the function that calls the method, the kind of wrapper that shows
//! the slot, and the documentation.
//!
//! **Invariant**: the rows of one slot stand together; a type's dict gets the wrapper of the first
//! row whose slot is filled (so `Number` before `Sequence`, `Mapping` before `Sequence`).

use std::mem::offset_of;

use pyston_abi::{PyAsyncMethods, PyMappingMethods, PyNumberMethods, PySequenceMethods, PyTypeObject};

use super::{SlotPtr, Wrapper, methods};
use crate::glue::Table;
use crate::protocol::CompareOp;
use crate::str::{Name, Str};

/// Which struct a slot is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotTable {
    Type,
    Number,
    Sequence,
    Mapping,
    Async,
}

/// A row of the table.
pub struct SlotDef {
    /// The special method.
    pub name: &'static str,
    interned: &'static Name,
    pub table: SlotTable,
    /// Offset of the slot in its struct.
    pub offset: usize,
    /// The slot function that calls the special method; null: heap types use another slot.
    pub function: SlotPtr,
    pub wrapper: Wrapper,
    /// `(signature)|text`, or empty.
    pub doc: &'static str,
}

impl std::ops::Deref for Table<&'static [SlotDef]> {
    type Target = [SlotDef];
    fn deref(&self) -> &[SlotDef] {
        self.0
    }
}

impl SlotDef {
    /// The special method's name as an interned string.
    pub fn interned_name(&self) -> &'static Str {
        self.interned.get()
    }
}

macro_rules! slots {
    ($($name:literal, $table:ident . $field:ident : $struct:ident, $function:tt, $wrapper:expr, $doc:literal;)*) => {
        /// Every special method that is a slot.
        pub static SLOTS: Table<&'static [SlotDef]> = Table(&[$(SlotDef {
            name: $name,
            interned: {
                static NAME: Name = Name::new($name);
                &NAME
            },
            table: SlotTable::$table,
            offset: offset_of!($struct, $field),
            function: slots!(@function $function),
            wrapper: $wrapper,
            doc: $doc,
        }),*]);
    };
    (@function -) => { std::ptr::null_mut() };
    (@function $function:ident) => { methods::$function as *const () as SlotPtr };
}

slots! {
    "__repr__", Type.tp_repr: PyTypeObject, slot_repr, Wrapper::Unary, "($self, /)|repr(self)";
    "__hash__", Type.tp_hash: PyTypeObject, slot_hash, Wrapper::Hash, "($self, /)|hash(self)";
    "__call__", Type.tp_call: PyTypeObject, slot_call, Wrapper::Call, "($self, /, *args, **kwargs)|Calls self as a function.";
    "__str__", Type.tp_str: PyTypeObject, slot_str, Wrapper::Unary, "($self, /)|str(self)";
    "__getattribute__", Type.tp_getattro: PyTypeObject, slot_getattr_hook, Wrapper::Binary, "($self, name, /)|Gives the attribute of that name.";
    "__getattr__", Type.tp_getattro: PyTypeObject, slot_getattr_hook, Wrapper::None, "";
    "__setattr__", Type.tp_setattro: PyTypeObject, slot_setattr, Wrapper::SetAttr, "($self, name, value, /)|Binds the attribute.";
    "__delattr__", Type.tp_setattro: PyTypeObject, slot_setattr, Wrapper::DelAttr, "($self, name, /)|Unbinds the attribute.";
    "__lt__", Type.tp_richcompare: PyTypeObject, slot_richcompare, Wrapper::Compare(CompareOp::Lt), "($self, value, /)|self<value";
    "__le__", Type.tp_richcompare: PyTypeObject, slot_richcompare, Wrapper::Compare(CompareOp::Le), "($self, value, /)|self<=value";
    "__eq__", Type.tp_richcompare: PyTypeObject, slot_richcompare, Wrapper::Compare(CompareOp::Eq), "($self, value, /)|self==value";
    "__ne__", Type.tp_richcompare: PyTypeObject, slot_richcompare, Wrapper::Compare(CompareOp::Ne), "($self, value, /)|self!=value";
    "__gt__", Type.tp_richcompare: PyTypeObject, slot_richcompare, Wrapper::Compare(CompareOp::Gt), "($self, value, /)|self>value";
    "__ge__", Type.tp_richcompare: PyTypeObject, slot_richcompare, Wrapper::Compare(CompareOp::Ge), "($self, value, /)|self>=value";
    "__iter__", Type.tp_iter: PyTypeObject, slot_iter, Wrapper::Unary, "($self, /)|iter(self)";
    "__next__", Type.tp_iternext: PyTypeObject, slot_iternext, Wrapper::Next, "($self, /)|Implement next(self).";
    "__get__", Type.tp_descr_get: PyTypeObject, slot_descr_get, Wrapper::DescrGet, "($self, instance, owner, /)|Gives the attribute of an instance, which is of type owner.";
    "__set__", Type.tp_descr_set: PyTypeObject, slot_descr_set, Wrapper::DescrSet, "($self, instance, value, /)|Sets the attribute of an instance.";
    "__delete__", Type.tp_descr_set: PyTypeObject, slot_descr_set, Wrapper::DescrDelete, "($self, instance, /)|Deletes the attribute of an instance.";
    "__init__", Type.tp_init: PyTypeObject, slot_init, Wrapper::Init, "($self, /, *args, **kwargs)|Sets the new object up; see help(type(self)) for the signature.";
    "__new__", Type.tp_new: PyTypeObject, slot_new, Wrapper::None, "";
    "__del__", Type.tp_finalize: PyTypeObject, slot_finalize, Wrapper::Del, "";
    "__await__", Async.am_await: PyAsyncMethods, am_await, Wrapper::Unary, "($self, /)|What async code uses of self: await.";
    "__aiter__", Async.am_aiter: PyAsyncMethods, am_aiter, Wrapper::Unary, "($self, /)|What async code uses of self: aiter.";
    "__anext__", Async.am_anext: PyAsyncMethods, am_anext, Wrapper::Unary, "($self, /)|What async code uses of self: anext.";
    "__add__", Number.nb_add: PyNumberMethods, nb_add, Wrapper::BinaryL, "($self, value, /)|self+value";
    "__radd__", Number.nb_add: PyNumberMethods, nb_add, Wrapper::BinaryR, "($self, value, /)|value+self";
    "__sub__", Number.nb_subtract: PyNumberMethods, nb_subtract, Wrapper::BinaryL, "($self, value, /)|self-value";
    "__rsub__", Number.nb_subtract: PyNumberMethods, nb_subtract, Wrapper::BinaryR, "($self, value, /)|value-self";
    "__mul__", Number.nb_multiply: PyNumberMethods, nb_multiply, Wrapper::BinaryL, "($self, value, /)|self*value";
    "__rmul__", Number.nb_multiply: PyNumberMethods, nb_multiply, Wrapper::BinaryR, "($self, value, /)|value*self";
    "__mod__", Number.nb_remainder: PyNumberMethods, nb_remainder, Wrapper::BinaryL, "($self, value, /)|self%value";
    "__rmod__", Number.nb_remainder: PyNumberMethods, nb_remainder, Wrapper::BinaryR, "($self, value, /)|value%self";
    "__divmod__", Number.nb_divmod: PyNumberMethods, nb_divmod, Wrapper::BinaryL, "($self, value, /)|divmod(self, value)";
    "__rdivmod__", Number.nb_divmod: PyNumberMethods, nb_divmod, Wrapper::BinaryR, "($self, value, /)|divmod(value, self)";
    "__pow__", Number.nb_power: PyNumberMethods, nb_power, Wrapper::Ternary, "($self, value, mod=None, /)|pow(self, value, mod)";
    "__rpow__", Number.nb_power: PyNumberMethods, nb_power, Wrapper::TernaryR, "($self, value, mod=None, /)|pow(value, self, mod)";
    "__neg__", Number.nb_negative: PyNumberMethods, nb_negative, Wrapper::Unary, "($self, /)|-self";
    "__pos__", Number.nb_positive: PyNumberMethods, nb_positive, Wrapper::Unary, "($self, /)|+self";
    "__abs__", Number.nb_absolute: PyNumberMethods, nb_absolute, Wrapper::Unary, "($self, /)|abs(self)";
    "__bool__", Number.nb_bool: PyNumberMethods, nb_bool, Wrapper::Inquiry, "($self, /)|Is self true?";
    "__invert__", Number.nb_invert: PyNumberMethods, nb_invert, Wrapper::Unary, "($self, /)|~self";
    "__lshift__", Number.nb_lshift: PyNumberMethods, nb_lshift, Wrapper::BinaryL, "($self, value, /)|self<<value";
    "__rlshift__", Number.nb_lshift: PyNumberMethods, nb_lshift, Wrapper::BinaryR, "($self, value, /)|value<<self";
    "__rshift__", Number.nb_rshift: PyNumberMethods, nb_rshift, Wrapper::BinaryL, "($self, value, /)|self>>value";
    "__rrshift__", Number.nb_rshift: PyNumberMethods, nb_rshift, Wrapper::BinaryR, "($self, value, /)|value>>self";
    "__and__", Number.nb_and: PyNumberMethods, nb_and, Wrapper::BinaryL, "($self, value, /)|self&value";
    "__rand__", Number.nb_and: PyNumberMethods, nb_and, Wrapper::BinaryR, "($self, value, /)|value&self";
    "__xor__", Number.nb_xor: PyNumberMethods, nb_xor, Wrapper::BinaryL, "($self, value, /)|self^value";
    "__rxor__", Number.nb_xor: PyNumberMethods, nb_xor, Wrapper::BinaryR, "($self, value, /)|value^self";
    "__or__", Number.nb_or: PyNumberMethods, nb_or, Wrapper::BinaryL, "($self, value, /)|self|value";
    "__ror__", Number.nb_or: PyNumberMethods, nb_or, Wrapper::BinaryR, "($self, value, /)|value|self";
    "__int__", Number.nb_int: PyNumberMethods, nb_int, Wrapper::Unary, "($self, /)|int(self)";
    "__float__", Number.nb_float: PyNumberMethods, nb_float, Wrapper::Unary, "($self, /)|float(self)";
    "__iadd__", Number.nb_inplace_add: PyNumberMethods, nb_inplace_add, Wrapper::Binary, "($self, value, /)|self+=value";
    "__isub__", Number.nb_inplace_subtract: PyNumberMethods, nb_inplace_subtract, Wrapper::Binary, "($self, value, /)|self-=value";
    "__imul__", Number.nb_inplace_multiply: PyNumberMethods, nb_inplace_multiply, Wrapper::Binary, "($self, value, /)|self*=value";
    "__imod__", Number.nb_inplace_remainder: PyNumberMethods, nb_inplace_remainder, Wrapper::Binary, "($self, value, /)|self%=value";
    "__ipow__", Number.nb_inplace_power: PyNumberMethods, nb_inplace_power, Wrapper::Ternary, "($self, value, /)|self**=value";
    "__ilshift__", Number.nb_inplace_lshift: PyNumberMethods, nb_inplace_lshift, Wrapper::Binary, "($self, value, /)|self<<=value";
    "__irshift__", Number.nb_inplace_rshift: PyNumberMethods, nb_inplace_rshift, Wrapper::Binary, "($self, value, /)|self>>=value";
    "__iand__", Number.nb_inplace_and: PyNumberMethods, nb_inplace_and, Wrapper::Binary, "($self, value, /)|self&=value";
    "__ixor__", Number.nb_inplace_xor: PyNumberMethods, nb_inplace_xor, Wrapper::Binary, "($self, value, /)|self^=value";
    "__ior__", Number.nb_inplace_or: PyNumberMethods, nb_inplace_or, Wrapper::Binary, "($self, value, /)|self|=value";
    "__floordiv__", Number.nb_floor_divide: PyNumberMethods, nb_floor_divide, Wrapper::BinaryL, "($self, value, /)|self//value";
    "__rfloordiv__", Number.nb_floor_divide: PyNumberMethods, nb_floor_divide, Wrapper::BinaryR, "($self, value, /)|value//self";
    "__truediv__", Number.nb_true_divide: PyNumberMethods, nb_true_divide, Wrapper::BinaryL, "($self, value, /)|self/value";
    "__rtruediv__", Number.nb_true_divide: PyNumberMethods, nb_true_divide, Wrapper::BinaryR, "($self, value, /)|value/self";
    "__ifloordiv__", Number.nb_inplace_floor_divide: PyNumberMethods, nb_inplace_floor_divide, Wrapper::Binary, "($self, value, /)|self//=value";
    "__itruediv__", Number.nb_inplace_true_divide: PyNumberMethods, nb_inplace_true_divide, Wrapper::Binary, "($self, value, /)|self/=value";
    "__index__", Number.nb_index: PyNumberMethods, nb_index, Wrapper::Unary, "($self, /)|The int that self is as an index.";
    "__matmul__", Number.nb_matrix_multiply: PyNumberMethods, nb_matrix_multiply, Wrapper::BinaryL, "($self, value, /)|self@value";
    "__rmatmul__", Number.nb_matrix_multiply: PyNumberMethods, nb_matrix_multiply, Wrapper::BinaryR, "($self, value, /)|value@self";
    "__imatmul__", Number.nb_inplace_matrix_multiply: PyNumberMethods, nb_inplace_matrix_multiply, Wrapper::Binary, "($self, value, /)|self@=value";
    "__len__", Mapping.mp_length: PyMappingMethods, mp_length, Wrapper::Len, "($self, /)|len(self)";
    "__getitem__", Mapping.mp_subscript: PyMappingMethods, mp_subscript, Wrapper::Binary, "($self, key, /)|self[key]";
    "__setitem__", Mapping.mp_ass_subscript: PyMappingMethods, mp_ass_subscript, Wrapper::SetItem, "($self, key, value, /)|Sets self[key].";
    "__delitem__", Mapping.mp_ass_subscript: PyMappingMethods, mp_ass_subscript, Wrapper::DelItem, "($self, key, /)|Deletes self[key].";
    "__len__", Sequence.sq_length: PySequenceMethods, sq_length, Wrapper::Len, "($self, /)|len(self)";
    "__add__", Sequence.sq_concat: PySequenceMethods, -, Wrapper::Binary, "($self, value, /)|self+value";
    "__mul__", Sequence.sq_repeat: PySequenceMethods, -, Wrapper::IndexArg, "($self, value, /)|self*value";
    "__rmul__", Sequence.sq_repeat: PySequenceMethods, -, Wrapper::IndexArg, "($self, value, /)|value*self";
    "__getitem__", Sequence.sq_item: PySequenceMethods, sq_item, Wrapper::SqItem, "($self, key, /)|self[key]";
    "__setitem__", Sequence.sq_ass_item: PySequenceMethods, sq_ass_item, Wrapper::SqSetItem, "($self, key, value, /)|Sets self[key].";
    "__delitem__", Sequence.sq_ass_item: PySequenceMethods, sq_ass_item, Wrapper::SqDelItem, "($self, key, /)|Deletes self[key].";
    "__contains__", Sequence.sq_contains: PySequenceMethods, sq_contains, Wrapper::Contains, "($self, key, /)|Is key in self?";
    "__iadd__", Sequence.sq_inplace_concat: PySequenceMethods, -, Wrapper::Binary, "($self, value, /)|self+=value";
    "__imul__", Sequence.sq_inplace_repeat: PySequenceMethods, -, Wrapper::IndexArg, "($self, value, /)|self*=value";
}
