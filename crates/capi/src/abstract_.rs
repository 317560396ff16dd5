//! `abstract.h`: objects by what they can do: calls, items, iteration, numbers, sequences, mappings.

use std::ffi::{c_char, c_int};

use pyston_object::abi::PyObject;
use pyston_object::call;
use pyston_object::prelude::*;
use pyston_object::protocol::{BinaryOp, UnaryOp};
use pyston_object::{attr, buffer};

use crate::build;
use crate::capi;
use crate::object::not_null;
use crate::text::{CText, Out};
use crate::va::VaList;

/// The arguments that follow in C, up to a null.
fn objects<'a>(va: &mut VaList) -> Vec<&'a Object> {
    // SAFETY: C's caller passed live objects and a null.
    std::iter::from_fn(|| unsafe { Object::from_nullable(va.arg::<*mut PyObject>()) }).collect()
}

/// A call with arguments that a format tells of: a tuple's items, or the one argument.
fn call_with_format(callable: &Object, format: CText<'_>, va: &mut VaList, sizes: build::Sizes) -> PyResult {
    let args = build::arguments(format, va, sizes)?;
    call::call_tuple(callable, &args, None)
}

fn call_method_with_format(
    object: Option<&Object>,
    name: CText<'_>,
    format: CText<'_>,
    va: &mut VaList,
    sizes: build::Sizes,
) -> PyResult {
    let (object, name) = (not_null(object)?, name.intern()?);
    let method = attr::getattr_str(object, &name)?;
    if method.ty().tp().tp_call.is_none() {
        return Err(raise!(TypeError, "attribute of type '{:.200}' is not callable", method.type_name()));
    }
    call_with_format(&method, format, va, sizes)
}

/// The number of an object's items, if it is a sequence.
fn sequence_len(object: &Object) -> PyResult<isize> {
    let slots = object.ty().tp();
    // SAFETY: tables of the type; slots called as CPython calls them.
    let length = unsafe { slots.tp_as_sequence.as_ref() }.and_then(|table| table.sq_length);
    match length {
        // SAFETY: as above.
        Some(length) => match unsafe { length(object.as_ptr()) } {
            -1 => Err(Raised),
            length => Ok(length),
        },
        // SAFETY: as above.
        None if unsafe { slots.tp_as_mapping.as_ref() }.is_some_and(|table| table.mp_length.is_some()) => {
            Err(raise!(TypeError, "{:.200} is not a sequence", object.type_name()))
        }
        None => Err(no_len(object)),
    }
}

fn no_len(object: &Object) -> Raised {
    raise!(TypeError, "object of type '{:.200}' has no len()", object.type_name())
}

fn mapping_len(object: &Object) -> PyResult<isize> {
    let slots = object.ty().tp();
    // SAFETY: tables of the type; slots called as CPython calls them.
    let length = unsafe { slots.tp_as_mapping.as_ref() }.and_then(|table| table.mp_length);
    match length {
        // SAFETY: as above.
        Some(length) => match unsafe { length(object.as_ptr()) } {
            -1 => Err(Raised),
            length => Ok(length),
        },
        // SAFETY: as above.
        None if unsafe { slots.tp_as_sequence.as_ref() }.is_some_and(|table| table.sq_length.is_some()) => {
            Err(raise!(TypeError, "{:.200} is not a mapping", object.type_name()))
        }
        None => Err(no_len(object)),
    }
}

/// An item of a sequence, where mappings are refused with words of their own.
fn sequence_item(object: &Object, index: isize) -> PyResult {
    // SAFETY: tables of the type.
    unsafe {
        let slots = object.ty().tp();
        if slots.tp_as_sequence.as_ref().is_none_or(|table| table.sq_item.is_none()) {
            let is_mapping = slots.tp_as_mapping.as_ref().is_some_and(|table| table.mp_subscript.is_some());
            return Err(if is_mapping {
                raise!(TypeError, "{:.200} is not a sequence", object.type_name())
            } else {
                raise!(TypeError, "'{:.200}' object does not support indexing", object.type_name())
            });
        }
    }
    protocol::sequence_item(object, index)
}

fn set_sequence_item(object: &Object, index: isize, value: Option<&Object>) -> PyResult<()> {
    // SAFETY: tables of the type; the slot is called as CPython calls it.
    unsafe {
        let slots = object.ty().tp();
        let table = slots.tp_as_sequence.as_ref();
        let Some(assign) = table.and_then(|table| table.sq_ass_item) else {
            let what = if value.is_some() { "item assignment" } else { "item deletion" };
            let is_mapping = slots.tp_as_mapping.as_ref().is_some_and(|table| table.mp_ass_subscript.is_some());
            return Err(if is_mapping {
                raise!(TypeError, "{:.200} is not a sequence", object.type_name())
            } else if value.is_some() {
                raise!(TypeError, "'{:.200}' object does not support {what}", object.type_name())
            } else {
                raise!(TypeError, "'{:.200}' object doesn't support {what}", object.type_name())
            });
        };
        let mut index = index;
        if index < 0
            && let Some(length) = table.and_then(|table| table.sq_length)
        {
            let length = length(object.as_ptr());
            if length < 0 {
                return Err(Raised);
            }
            index += length;
        }
        pyston_object::glue::status(assign(object.as_ptr(), index, value.map_or(std::ptr::null_mut(), Object::as_ptr)))
    }
}

fn slice_of(start: isize, stop: isize) -> PyResult<Py<Slice>> {
    let (start, stop) = (Int::from_i64(start as i64)?, Int::from_i64(stop as i64)?);
    Slice::new(Some(&start), Some(&stop), None)
}

fn has_subscript(object: &Object) -> bool {
    // SAFETY: a table of the type.
    unsafe { object.ty().tp().tp_as_mapping.as_ref() }.is_some_and(|table| table.mp_subscript.is_some())
}

fn set_slice(object: &Object, start: isize, stop: isize, value: Option<&Object>) -> PyResult<()> {
    // SAFETY: a table of the type.
    let assigns =
        unsafe { object.ty().tp().tp_as_mapping.as_ref() }.is_some_and(|table| table.mp_ass_subscript.is_some());
    if !assigns {
        let what = if value.is_some() { "support slice assignment" } else { "support slice deletion" };
        return Err(raise!(TypeError, "'{:.200}' object doesn't {what}", object.type_name()));
    }
    protocol::setitem(object, &*slice_of(start, stop)?, value)
}

/// What [`search`] wants to know.
#[derive(PartialEq, Eq)]
enum Search {
    Count,
    Index,
}

/// How often, or where first, a value is among the items.
fn search(object: &Object, value: &Object, what: Search) -> PyResult<isize> {
    let iterator = protocol::iter(object).map_err(|raised| {
        if raised.is(&exc::TypeError) {
            return raise!(TypeError, "argument of type '{:.200}' is not iterable", object.type_name());
        }
        raised
    })?;
    let (mut n, mut count) = (0isize, 0);
    while let Some(item) = protocol::next(&iterator)? {
        if protocol::compare_eq(value, &item)? {
            if what == Search::Index {
                return Ok(n);
            }
            count += 1;
        }
        n += 1;
    }
    match what {
        Search::Count => Ok(count),
        Search::Index => Err(raise!(ValueError, "sequence.index(x): x not in sequence")),
    }
}

/// `base * count` by the sequence's own slot, else as a multiplication.
fn repeat(object: &Object, count: isize, inplace: bool) -> PyResult {
    // SAFETY: a table of the type; the slot is called as CPython calls it.
    unsafe {
        let table = object.ty().tp().tp_as_sequence.as_ref();
        let slot = table.and_then(|table| table.sq_inplace_repeat.filter(|_| inplace).or(table.sq_repeat));
        if let Some(slot) = slot {
            return Py::from_result(slot(object.as_ptr(), count));
        }
    }
    if protocol::is_sequence(object) {
        let count = Int::from_i64(count as i64)?;
        let result = protocol::binary_op1(object, &count, BinaryOp::Multiply)?;
        if !result.is(singletons::not_implemented()) {
            return Ok(result);
        }
    }
    Err(raise!(TypeError, "'{:.200}' object can't be repeated", object.type_name()))
}

fn concat_in_place(a: &Object, b: &Object) -> PyResult {
    // SAFETY: a table of the type; the slot is called as CPython calls it.
    unsafe {
        if let Some(slot) = a.ty().tp().tp_as_sequence.as_ref().and_then(|table| table.sq_inplace_concat) {
            return Py::from_result(slot(a.as_ptr(), b.as_ptr()));
        }
    }
    protocol::concat(a, b)
}

capi! {
    fn PyObject_Call(callable: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        call::call_tuple(callable, args, kwargs)
    }

    fn PyObject_CallObject(callable: &Object, args: Option<&Object>) -> PyResult {
        match args {
            None => call::call(callable, &[]),
            Some(args) => match args.downcast::<Tuple>() {
                Some(args) => call::call_tuple(callable, args, None),
                None => Err(raise!(TypeError, "argument list must be a tuple")),
            },
        }
    }

    variadic fn PyObject_CallFunctionObjArgs(callable: Option<&Object>; va) -> PyResult {
        call::call(not_null(callable)?, &objects(va))
    }

    variadic fn PyObject_CallMethodObjArgs(object: Option<&Object>, name: Option<&Object>; va) -> PyResult {
        let (object, name) = (not_null(object)?, not_null(name)?);
        let args = objects(va);
        match name.downcast::<Str>() {
            Some(name) => call::call_method(object, name, &args),
            None => attr::getattr(object, name),
        }
    }

    variadic fn PyObject_CallFunction(callable: Option<&Object>, format: CText<'_>; va) -> PyResult {
        call_with_format(not_null(callable)?, format, va, build::Sizes::Int)
    }

    variadic fn _PyObject_CallFunction_SizeT(callable: Option<&Object>, format: CText<'_>; va) -> PyResult {
        call_with_format(not_null(callable)?, format, va, build::Sizes::Word)
    }

    variadic fn PyObject_CallMethod(object: Option<&Object>, name: CText<'_>, format: CText<'_>; va) -> PyResult {
        call_method_with_format(object, name, format, va, build::Sizes::Int)
    }

    variadic fn _PyObject_CallMethod_SizeT(object: Option<&Object>, name: CText<'_>, format: CText<'_>; va) -> PyResult {
        call_method_with_format(object, name, format, va, build::Sizes::Word)
    }

    fn PyVectorcall_Call(callable: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        call::call_tuple(callable, args, kwargs)
    }

    fn _PyObject_MakeTpCall(
        callable: &Object, args: *const *mut PyObject, n_args: isize, keywords: Option<&Object>,
    ) -> PyResult {
        // SAFETY: the caller passes arguments as PEP 590 says; keywords are a dict or names of further values.
        unsafe {
            match keywords.and_then(|keywords| keywords.downcast::<Dict>()) {
                Some(kwargs) => {
                    let args = std::slice::from_raw_parts(args.cast::<&Object>(), n_args as usize);
                    call::call_tuple(callable, &*Tuple::from_slice(args)?, Some(kwargs))
                }
                None => {
                    let names = keywords.and_then(|keywords| keywords.downcast::<Tuple>());
                    call::vectorcall_raw(callable, args, n_args as usize, names)
                }
            }
        }
    }

    fn _PyObject_FastCallDict(
        callable: &Object, args: *const *mut PyObject, flagged: usize, kwargs: Option<&Dict>,
    ) -> PyResult {
        // SAFETY: the caller passes arguments as PEP 590 says.
        unsafe {
            match kwargs.filter(|kwargs| !kwargs.is_empty()) {
                None => call::vectorcall_raw(callable, args, flagged, None),
                Some(kwargs) => {
                    let n = flagged & !pyston_object::abi::flags::PY_VECTORCALL_ARGUMENTS_OFFSET;
                    let args: &[&Object] = if n == 0 { &[] } else { std::slice::from_raw_parts(args.cast(), n) };
                    call::call_tuple(callable, &*Tuple::from_slice(args)?, Some(kwargs))
                }
            }
        }
    }

    fn _Py_CheckFunctionResult(callable: Option<&Object>, result: *mut PyObject, _place: CText<'_>) -> PyResult {
        // SAFETY: a function's result: an owned reference or null.
        unsafe { call::check_result(callable, result) }
    }

    fn PyObject_Type(object: Option<&Object>) -> PyResult<Py<Type>> { not_null(object).map(|object| object.ty().new_ref()) }

    fn PyObject_Size(object: Option<&Object>) -> PyResult<usize> { protocol::len(not_null(object)?) }

    fn PyObject_Length(object: Option<&Object>) -> PyResult<usize> { protocol::len(not_null(object)?) }

    fn PyObject_LengthHint(object: &Object, default: isize) -> PyResult<usize> {
        protocol::length_hint(object, default as usize)
    }

    fn PyObject_GetItem(object: Option<&Object>, key: Option<&Object>) -> PyResult {
        protocol::getitem(not_null(object)?, not_null(key)?)
    }

    fn PyObject_SetItem(object: Option<&Object>, key: Option<&Object>, value: Option<&Object>) -> PyResult<()> {
        protocol::setitem(not_null(object)?, not_null(key)?, Some(not_null(value)?))
    }

    fn PyObject_DelItem(object: Option<&Object>, key: Option<&Object>) -> PyResult<()> {
        protocol::setitem(not_null(object)?, not_null(key)?, None)
    }

    fn PyObject_DelItemString(object: Option<&Object>, key: CText<'_>) -> PyResult<()> {
        protocol::setitem(not_null(object)?, &*key.decode()?, None)
    }

    fn PyObject_Format(object: &Object, spec: Option<&Object>) -> PyResult<Py<Str>> { protocol::format(object, spec) }

    fn PyObject_GetIter(object: &Object) -> PyResult { protocol::iter(object) }

    fn PyIter_Check(object: &Object) -> bool { protocol::is_iterator(object) }

    /// Null without an exception at the end.
    fn PyIter_Next(iterator: &Object) -> PyResult<Option<Py>> { protocol::next(iterator) }

    fn PyObject_IsInstance(object: &Object, class: &Object) -> PyResult<bool> { protocol::is_instance(object, class) }

    fn PyObject_IsSubclass(class: &Object, base: &Object) -> PyResult<bool> { protocol::is_subclass(class, base) }

    fn _PyObject_RealIsInstance(object: &Object, class: &Object) -> PyResult<bool> {
        protocol::is_instance_plain(object, class)
    }

    fn _PyObject_RealIsSubclass(class: &Object, base: &Object) -> PyResult<bool> {
        protocol::is_subclass_plain(class, base)
    }

    fn _PyObject_HasLen(object: &Object) -> bool { protocol::has_len(object) }

    fn PyNumber_Check(object: Option<&Object>) -> bool { object.is_some_and(protocol::is_number) }

    fn PyIndex_Check(object: &Object) -> bool { protocol::has_index(object) }

    fn PyNumber_Index(object: Option<&Object>) -> PyResult<Py<Int>> { protocol::index(not_null(object)?) }

    /// Clamped if no exception is named.
    fn PyNumber_AsSsize_t(object: &Object, error: Option<&Type>) -> PyResult<isize> {
        protocol::index_as_ssize_for(object, error)
    }

    fn PyNumber_Long(object: Option<&Object>) -> PyResult<Py<Int>> { pyston_builtins::int::from_object(not_null(object)?) }

    fn PyNumber_Float(object: Option<&Object>) -> PyResult<Py<Float>> {
        let object = not_null(object)?;
        match object.downcast_exact::<Float>() {
            Some(float) => Ok(float.new_ref()),
            None => Float::new(pyston_builtins::float::from_object(object)?),
        }
    }

    fn PyNumber_ToBase(object: &Object, base: c_int) -> PyResult<Py<Str>> {
        crate::longobject::in_base(&*protocol::index(object)?, base)
    }

    fn PyNumber_Absolute(object: Option<&Object>) -> PyResult { protocol::unary_op(not_null(object)?, UnaryOp::Absolute) }

    fn PyNumber_Negative(object: Option<&Object>) -> PyResult { protocol::unary_op(not_null(object)?, UnaryOp::Negative) }

    fn PyNumber_Positive(object: Option<&Object>) -> PyResult { protocol::unary_op(not_null(object)?, UnaryOp::Positive) }

    fn PyNumber_Invert(object: Option<&Object>) -> PyResult { protocol::unary_op(not_null(object)?, UnaryOp::Invert) }

    fn PyNumber_Add(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::Add) }

    fn PyNumber_InPlaceAdd(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::Add) }

    fn PyNumber_Subtract(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::Subtract) }

    fn PyNumber_InPlaceSubtract(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::Subtract) }

    fn PyNumber_Multiply(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::Multiply) }

    fn PyNumber_InPlaceMultiply(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::Multiply) }

    fn PyNumber_MatrixMultiply(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::MatrixMultiply) }

    fn PyNumber_InPlaceMatrixMultiply(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::MatrixMultiply) }

    fn PyNumber_FloorDivide(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::FloorDivide) }

    fn PyNumber_InPlaceFloorDivide(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::FloorDivide) }

    fn PyNumber_TrueDivide(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::TrueDivide) }

    fn PyNumber_InPlaceTrueDivide(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::TrueDivide) }

    fn PyNumber_Remainder(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::Remainder) }

    fn PyNumber_InPlaceRemainder(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::Remainder) }

    fn PyNumber_Divmod(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::Divmod) }

    fn PyNumber_Lshift(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::LeftShift) }

    fn PyNumber_InPlaceLshift(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::LeftShift) }

    fn PyNumber_Rshift(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::RightShift) }

    fn PyNumber_InPlaceRshift(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::RightShift) }

    fn PyNumber_And(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::And) }

    fn PyNumber_InPlaceAnd(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::And) }

    fn PyNumber_Xor(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::Xor) }

    fn PyNumber_InPlaceXor(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::Xor) }

    fn PyNumber_Or(a: &Object, b: &Object) -> PyResult { protocol::binary_op(a, b, BinaryOp::Or) }

    fn PyNumber_InPlaceOr(a: &Object, b: &Object) -> PyResult { protocol::inplace_op(a, b, BinaryOp::Or) }

    fn PyNumber_Power(a: &Object, b: &Object, modulus: &Object) -> PyResult { protocol::power(a, b, modulus) }

    fn PyNumber_InPlacePower(a: &Object, b: &Object, modulus: &Object) -> PyResult {
        if modulus.is_none() { protocol::inplace_op(a, b, BinaryOp::Power) } else { protocol::power(a, b, modulus) }
    }

    fn PySequence_Check(object: &Object) -> bool { protocol::is_sequence(object) }

    fn PySequence_Size(object: Option<&Object>) -> PyResult<isize> { sequence_len(not_null(object)?) }

    fn PySequence_Length(object: Option<&Object>) -> PyResult<isize> { sequence_len(not_null(object)?) }

    fn PySequence_Concat(a: Option<&Object>, b: Option<&Object>) -> PyResult { protocol::concat(not_null(a)?, not_null(b)?) }

    fn PySequence_InPlaceConcat(a: Option<&Object>, b: Option<&Object>) -> PyResult {
        concat_in_place(not_null(a)?, not_null(b)?)
    }

    fn PySequence_Repeat(object: Option<&Object>, count: isize) -> PyResult { repeat(not_null(object)?, count, false) }

    fn PySequence_InPlaceRepeat(object: Option<&Object>, count: isize) -> PyResult {
        repeat(not_null(object)?, count, true)
    }

    fn PySequence_GetItem(object: Option<&Object>, index: isize) -> PyResult { sequence_item(not_null(object)?, index) }

    fn PySequence_SetItem(object: Option<&Object>, index: isize, value: Option<&Object>) -> PyResult<()> {
        set_sequence_item(not_null(object)?, index, value)
    }

    fn PySequence_DelItem(object: Option<&Object>, index: isize) -> PyResult<()> {
        set_sequence_item(not_null(object)?, index, None)
    }

    fn PySequence_GetSlice(object: Option<&Object>, start: isize, stop: isize) -> PyResult {
        let object = not_null(object)?;
        if !has_subscript(object) {
            return Err(raise!(TypeError, "'{:.200}' object is unsliceable", object.type_name()));
        }
        protocol::getitem(object, &*slice_of(start, stop)?)
    }

    fn PySequence_SetSlice(object: Option<&Object>, start: isize, stop: isize, value: Option<&Object>) -> PyResult<()> {
        set_slice(not_null(object)?, start, stop, value)
    }

    fn PySequence_DelSlice(object: Option<&Object>, start: isize, stop: isize) -> PyResult<()> {
        set_slice(not_null(object)?, start, stop, None)
    }

    fn PySequence_Tuple(object: Option<&Object>) -> PyResult<Py<Tuple>> { protocol::to_tuple(not_null(object)?) }

    fn PySequence_List(object: Option<&Object>) -> PyResult<Py<List>> { protocol::to_list(not_null(object)?) }

    fn PySequence_Fast(object: Option<&Object>, message: CText<'_>) -> PyResult {
        let object = not_null(object)?;
        if List::check_exact(object) || Tuple::check_exact(object) {
            return Ok(object.new_ref());
        }
        let iterator = protocol::iter(object).map_err(|raised| {
            if raised.is(&exc::TypeError) {
                return raise!(TypeError, "{}", message.name().unwrap_or_default());
            }
            raised
        })?;
        protocol::to_list(&iterator).map(Py::into_object)
    }

    fn PySequence_Contains(object: &Object, value: &Object) -> PyResult<bool> { protocol::contains(object, value) }

    fn PySequence_In(object: &Object, value: &Object) -> PyResult<bool> { protocol::contains(object, value) }

    fn PySequence_Count(object: Option<&Object>, value: Option<&Object>) -> PyResult<isize> {
        search(not_null(object)?, not_null(value)?, Search::Count)
    }

    fn PySequence_Index(object: Option<&Object>, value: Option<&Object>) -> PyResult<isize> {
        search(not_null(object)?, not_null(value)?, Search::Index)
    }

    fn PyMapping_Check(object: Option<&Object>) -> bool { object.is_some_and(protocol::is_mapping) }

    fn PyMapping_Size(object: Option<&Object>) -> PyResult<isize> { mapping_len(not_null(object)?) }

    fn PyMapping_Length(object: Option<&Object>) -> PyResult<isize> { mapping_len(not_null(object)?) }

    fn PyMapping_GetItemString(object: &Object, key: CText<'_>) -> PyResult {
        if key.bytes().is_none() {
            return not_null(None);
        }
        protocol::getitem(object, &*key.decode()?)
    }

    fn PyMapping_SetItemString(object: &Object, key: CText<'_>, value: Option<&Object>) -> PyResult<()> {
        if key.bytes().is_none() {
            return not_null(None);
        }
        protocol::setitem(object, &*key.decode()?, Some(not_null(value)?))
    }

    /// Any exception says that there is none.
    fn PyMapping_HasKey(object: &Object, key: &Object) -> bool {
        protocol::getitem(object, key).map_err(Raised::clear).is_ok()
    }

    fn PyMapping_HasKeyString(object: &Object, key: CText<'_>) -> bool {
        key.decode().and_then(|key| protocol::getitem(object, &key)).map_err(Raised::clear).is_ok()
    }

    fn PyMapping_Keys(object: Option<&Object>) -> PyResult<Py<List>> { mapping_list(object, name!("keys"), Dict::keys) }

    fn PyMapping_Values(object: Option<&Object>) -> PyResult<Py<List>> {
        mapping_list(object, name!("values"), Dict::values)
    }

    fn PyMapping_Items(object: Option<&Object>) -> PyResult<Py<List>> {
        let object = not_null(object)?;
        match object.downcast_exact::<Dict>() {
            Some(dict) => crate::dictobject::items(dict),
            None => protocol::mapping_list(object, name!("items")),
        }
    }

    fn PyObject_CheckReadBuffer(object: &Object) -> bool {
        buffer::has_buffer(object) && Buffer::new(object).map_err(Raised::clear).is_ok()
    }

    fn PyObject_GetBuffer(object: &Object, view: *mut pyston_object::abi::Py_buffer, flags: c_int) -> PyResult<()> {
        // SAFETY: the caller gives a place for a view.
        unsafe { buffer::acquire_into(object, view, flags) }
    }

    fn PyBuffer_Release(view: *mut pyston_object::abi::Py_buffer) {
        // SAFETY: the caller has it from `PyObject_GetBuffer`.
        unsafe { buffer::release(view) }
    }

    fn PyBuffer_FillInfo(
        view: *mut pyston_object::abi::Py_buffer, owner: Option<&Object>, memory: *mut std::ffi::c_void, len: isize,
        readonly: c_int, flags: c_int,
    ) -> PyResult<()> {
        // SAFETY: the caller gives a place for a view; the memory is what it exports.
        unsafe {
            buffer::fill(view, owner.unwrap_or(singletons::none()), memory.cast(), len as usize, readonly != 0, flags)?;
            if owner.is_none() {
                drop(Py::<Object>::from_nullable(std::mem::replace(&mut (*view).obj, std::ptr::null_mut())));
            }
        }
        Ok(())
    }

    fn PyObject_AsReadBuffer(object: &Object, start: Out<'_, *const std::ffi::c_void>, len: Out<'_, isize>) -> PyResult<()> {
        let view = Buffer::new(object)?;
        start.set(view.as_ptr().cast());
        len.set(view.len() as isize);
        Ok(())
    }

    fn PyObject_AsCharBuffer(object: &Object, start: Out<'_, *const c_char>, len: Out<'_, isize>) -> PyResult<()> {
        let view = Buffer::new(object)?;
        start.set(view.as_ptr().cast());
        len.set(view.len() as isize);
        Ok(())
    }

    fn PyObject_AsWriteBuffer(object: &Object, start: Out<'_, *const std::ffi::c_void>, len: Out<'_, isize>) -> PyResult<()> {
        let view = Buffer::writable(object)?;
        start.set(view.as_ptr().cast());
        len.set(view.len() as isize);
        Ok(())
    }
}

fn mapping_list(object: Option<&Object>, name: &Str, of_dict: fn(&Dict) -> Vec<Py>) -> PyResult<Py<List>> {
    let object = not_null(object)?;
    match object.downcast_exact::<Dict>() {
        Some(dict) => List::from_vec(of_dict(dict)),
        None => protocol::mapping_list(object, name),
    }
}
