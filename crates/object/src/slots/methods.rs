//! The slot functions of heap types: each calls the special method that Python code defined.
//!
//! **Invariant**: results are checked as CPython checks them; a missing method means the same as an
//! empty slot.

use std::ffi::c_int;

use pyston_abi::PyObject;

use super::{SLOTS, SlotDef};
use crate::attr::{self, type_lookup};
use crate::dict::Dict;
use crate::int::Int;
use crate::protocol::{self, CompareOp};
use crate::ptr::{GilCell, Layout, Object, Py, PyResult, Raised};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{call, errors, exc, glue, name, raise, singletons};

type Obj = *mut PyObject;

/// # Safety
/// Slots are called with live objects.
unsafe fn object<'a>(ptr: Obj) -> &'a Object {
    // SAFETY: the slot's contract.
    unsafe { Object::from_ptr(ptr) }
}

/// Calls a special method that must be there (the slot is filled because of it).
fn call_required(this: &Object, method: &Str, args: &[&Object]) -> PyResult {
    match call::call_special(this, method, args)? {
        Some(result) => Ok(result),
        None => Err(errors::raise_object(&exc::AttributeError, method.as_object().new_ref())),
    }
}

/// Calls a special method; without it the result is `NotImplemented`.
fn call_maybe(this: &Object, method: &Str, args: &[&Object]) -> PyResult {
    Ok(call::call_special(this, method, args)?.unwrap_or_else(singletons::py_not_implemented))
}

macro_rules! unary_slots {
    ($($function:ident = $method:literal;)*) => {
        $(
            /// # Safety
            /// A slot.
            pub unsafe extern "C" fn $function(this: Obj) -> Obj {
                // SAFETY: the slot's contract.
                glue::ret(call_required(unsafe { object(this) }, name!($method), &[]))
            }
        )*
    };
}

unary_slots! {
    nb_negative = "__neg__";
    nb_positive = "__pos__";
    nb_absolute = "__abs__";
    nb_invert = "__invert__";
    nb_int = "__int__";
    nb_float = "__float__";
    nb_index = "__index__";
    am_await = "__await__";
    am_aiter = "__aiter__";
    am_anext = "__anext__";
    slot_iternext = "__next__";
}

macro_rules! inplace_slots {
    ($($function:ident = $method:literal;)*) => {
        $(
            /// # Safety
            /// A slot.
            pub unsafe extern "C" fn $function(this: Obj, value: Obj) -> Obj {
                // SAFETY: the slot's contract.
                unsafe { glue::ret(call_required(object(this), name!($method), &[object(value)])) }
            }
        )*
    };
}

inplace_slots! {
    nb_inplace_add = "__iadd__";
    nb_inplace_subtract = "__isub__";
    nb_inplace_multiply = "__imul__";
    nb_inplace_remainder = "__imod__";
    nb_inplace_lshift = "__ilshift__";
    nb_inplace_rshift = "__irshift__";
    nb_inplace_and = "__iand__";
    nb_inplace_xor = "__ixor__";
    nb_inplace_or = "__ior__";
    nb_inplace_floor_divide = "__ifloordiv__";
    nb_inplace_true_divide = "__itruediv__";
    nb_inplace_matrix_multiply = "__imatmul__";
    mp_subscript = "__getitem__";
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn nb_inplace_power(this: Obj, value: Obj, _modulus: Obj) -> Obj {
    // SAFETY: the slot's contract.
    unsafe { glue::ret(call_required(object(this), name!("__ipow__"), &[object(value)])) }
}

type BinarySlot = unsafe extern "C" fn(Obj, Obj) -> Obj;

macro_rules! binary_slots {
    ($($function:ident = $method:literal, $reflected:literal;)*) => {
        $(
            /// # Safety
            /// A slot.
            pub unsafe extern "C" fn $function(this: Obj, value: Obj) -> Obj {
                // SAFETY: the slot's contract.
                let (this, value) = unsafe { (object(this), object(value)) };
                glue::ret(binary(this, value, $function as BinarySlot as usize, name!($method), name!($reflected), &[]))
            }
        )*
    };
}

binary_slots! {
    nb_add = "__add__", "__radd__";
    nb_subtract = "__sub__", "__rsub__";
    nb_multiply = "__mul__", "__rmul__";
    nb_remainder = "__mod__", "__rmod__";
    nb_divmod = "__divmod__", "__rdivmod__";
    nb_lshift = "__lshift__", "__rlshift__";
    nb_rshift = "__rshift__", "__rrshift__";
    nb_and = "__and__", "__rand__";
    nb_xor = "__xor__", "__rxor__";
    nb_or = "__or__", "__ror__";
    nb_floor_divide = "__floordiv__", "__rfloordiv__";
    nb_true_divide = "__truediv__", "__rtruediv__";
    nb_matrix_multiply = "__matmul__", "__rmatmul__";
}

/// The row whose slot function is at `function`.
fn row_of(function: usize) -> &'static SlotDef {
    SLOTS.iter().find(|slot| slot.function as usize == function).expect("a slot function of the table")
}

/// A binary operator between instances of heap types: the reflected method goes first if the right
/// operand's type is a subtype that overrides it.
fn binary(
    this: &Object,
    value: &Object,
    function: usize,
    method: &Str,
    reflected: &Str,
    extra: &[&Object],
) -> PyResult {
    let row = row_of(function);
    let has = |ty: &Type| row.get(ty) as usize == function;
    let mut do_other = this.ty() != value.ty() && has(value.ty());
    if has(this.ty()) {
        if do_other && value.ty().is_subtype(this.ty()) && is_overloaded(this, value, reflected)? {
            let result = call_maybe(value, reflected, &[this])?;
            if !result.is(singletons::not_implemented()) {
                return Ok(result);
            }
            do_other = false;
        }
        let result = match *extra {
            [] => call_maybe(this, method, &[value])?,
            [modulus] => call_maybe(this, method, &[value, modulus])?,
            _ => return Err(crate::errors::bad_internal_call()),
        };
        if !result.is(singletons::not_implemented()) || this.ty() == value.ty() {
            return Ok(result);
        }
    }
    if do_other {
        return call_maybe(value, reflected, &[this]);
    }
    Ok(singletons::py_not_implemented())
}

/// Does the right operand's type define the reflected method differently from the left one's?
fn is_overloaded(left: &Object, right: &Object, reflected: &Str) -> PyResult<bool> {
    let Some(theirs) = attr::find_attr(right.ty(), reflected)? else { return Ok(false) };
    let Some(ours) = attr::find_attr(left.ty(), reflected)? else { return Ok(true) };
    protocol::compare_bool(&ours, &theirs, CompareOp::Ne)
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn nb_power(this: Obj, value: Obj, modulus: Obj) -> Obj {
    // SAFETY: the slot's contract.
    let (this, value, modulus) = unsafe { (object(this), object(value), object(modulus)) };
    let function = nb_power as *const () as usize;
    if modulus.is_none() {
        return glue::ret(binary(this, value, function, name!("__pow__"), name!("__rpow__"), &[]));
    }
    // Three-argument pow does not try the right operand; there is no sensible way to.
    if row_of(function).get(this.ty()) as usize == function {
        return glue::ret(call_required(this, name!("__pow__"), &[value, modulus]));
    }
    singletons::py_not_implemented().into_ptr()
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn nb_bool(this: Obj) -> c_int {
    // SAFETY: the slot's contract.
    glue::ret_bool(truth(unsafe { object(this) }))
}

fn truth(this: &Object) -> PyResult<bool> {
    if let Some(result) = call::call_special(this, name!("__bool__"), &[])? {
        if result.ty() != &crate::statics::PyBool_Type {
            return Err(raise!(TypeError, "__bool__ should return bool, returned {}", result.type_name()));
        }
        return protocol::is_true(&result);
    }
    match call::call_special(this, name!("__len__"), &[])? {
        Some(result) => Ok(checked_length(&result)? != 0),
        None => Ok(true),
    }
}

fn checked_length(result: &Object) -> PyResult<isize> {
    let length = protocol::index(result)?;
    if length.is_negative() {
        return Err(raise!(ValueError, "__len__() should return >= 0"));
    }
    protocol::index_as_ssize_for(&length, Some(&exc::OverflowError))
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn sq_length(this: Obj) -> isize {
    // SAFETY: the slot's contract.
    let this = unsafe { object(this) };
    glue::ret_size(call_required(this, name!("__len__"), &[]).and_then(|result| checked_length(&result)))
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn mp_length(this: Obj) -> isize {
    // SAFETY: the slot's contract.
    unsafe { sq_length(this) }
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn mp_ass_subscript(this: Obj, key: Obj, value: Obj) -> c_int {
    // SAFETY: the slot's contract.
    let (this, key, value) = unsafe { (object(this), object(key), Object::from_nullable(value)) };
    let result = match value {
        Some(value) => call_required(this, name!("__setitem__"), &[key, value]),
        None => call_required(this, name!("__delitem__"), &[key]),
    };
    glue::ret_status(result.map(drop))
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn sq_item(this: Obj, index: isize) -> Obj {
    // SAFETY: the slot's contract.
    let this = unsafe { object(this) };
    glue::ret(Int::from_i64(index as i64).and_then(|index| call_required(this, name!("__getitem__"), &[&index])))
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn sq_ass_item(this: Obj, index: isize, value: Obj) -> c_int {
    match Int::from_i64(index as i64) {
        // SAFETY: the slot's contract.
        Ok(index) => unsafe { mp_ass_subscript(this, index.as_object().as_ptr(), value) },
        Err(Raised) => -1,
    }
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn sq_contains(this: Obj, value: Obj) -> c_int {
    // SAFETY: the slot's contract.
    let (this, value) = unsafe { (object(this), object(value)) };
    glue::ret_bool(contains(this, value))
}

fn contains(this: &Object, value: &Object) -> PyResult<bool> {
    if let Some(method) = type_lookup(this.ty(), name!("__contains__")) {
        if method.is_none() {
            return Err(raise!(TypeError, "'{:.200}' object is not a container", this.type_name()));
        }
        let answer = call_required(this, name!("__contains__"), &[value])?;
        return protocol::is_true(&answer);
    }
    let iterator = protocol::iter(this).map_err(|raised| {
        if raised.is(&exc::TypeError) {
            return raise!(TypeError, "argument of type '{:.200}' is not iterable", this.type_name());
        }
        raised
    })?;
    while let Some(item) = protocol::next(&iterator)? {
        if protocol::compare_eq(&item, value)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_repr(this: Obj) -> Obj {
    // SAFETY: the slot's contract.
    let this = unsafe { object(this) };
    glue::ret(match call::call_special(this, name!("__repr__"), &[]) {
        Ok(Some(text)) => Ok(text),
        Ok(None) => {
            Str::new(&format!("<{} object at {:#x}>", this.type_name(), this.as_ptr() as usize)).map(Py::into_object)
        }
        Err(raised) => Err(raised),
    })
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_str(this: Obj) -> Obj {
    // SAFETY: the slot's contract.
    let this = unsafe { object(this) };
    glue::ret(call_required(this, name!("__str__"), &[]))
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_hash(this: Obj) -> isize {
    // SAFETY: the slot's contract.
    glue::ret_size(hash(unsafe { object(this) }))
}

fn hash(this: &Object) -> PyResult<isize> {
    let method = type_lookup(this.ty(), name!("__hash__"));
    if method.is_none_or(|method| method.is_none()) {
        return Err(protocol::unhashable(this));
    }
    let result = call_required(this, name!("__hash__"), &[])?;
    let Some(value) = result.downcast::<Int>() else {
        return Err(raise!(TypeError, "__hash__ method should return an integer"));
    };
    // A value beyond the machine word is reduced as the hash of the int itself.
    let hash = value.to_i64().map_or_else(|| value.hash(), |value| value as isize);
    Ok(crate::hash::fix(hash))
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_call(this: Obj, args: Obj, kwargs: Obj) -> Obj {
    // SAFETY: the slot's contract: a tuple and a dict or null.
    let (this, args, kwargs) = unsafe {
        (
            object(this),
            object(args).cast_unchecked::<Tuple>(),
            Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>()),
        )
    };
    let callable = || -> PyResult {
        match attr::lookup_special(this, name!("__call__"))? {
            Some(method) => call::call_tuple(&method, args, kwargs),
            None => Err(errors::raise_object(&exc::AttributeError, name!("__call__").as_object().new_ref())),
        }
    };
    glue::ret(callable())
}

/// The `tp_getattro` of types with `__getattr__` or `__getattribute__`.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_getattr_hook(this: Obj, name: Obj) -> Obj {
    // SAFETY: the slot's contract.
    let (this, name) = unsafe { (object(this), object(name)) };
    glue::ret(getattr_hook(this, name))
}

fn getattr_hook(this: &Object, name: &Object) -> PyResult {
    let hook = type_lookup(this.ty(), name!("__getattr__"));
    let getattribute = type_lookup(this.ty(), name!("__getattribute__"));
    let is_generic = getattribute.as_ref().is_none_or(|method| is_object_getattribute(method));
    let result = if is_generic {
        match (&hook, name.downcast::<Str>()) {
            (Some(_), Some(text)) => match attr::generic_find(this, text) {
                // The error would only be thrown away: call the hook at once.
                Ok(None) => return call_hook(this, hook, name),
                Ok(Some(value)) => Ok(value),
                Err(raised) => Err(raised),
            },
            _ => attr::generic_getattr_of(this, name),
        }
    } else {
        call_required(this, name!("__getattribute__"), &[name])
    };
    match result {
        Err(raised) if hook.is_some() && raised.is(&exc::AttributeError) => {
            raised.clear();
            call_hook(this, hook, name)
        }
        other => other,
    }
}

fn call_hook(this: &Object, hook: Option<Py>, name: &Object) -> PyResult {
    let Some(hook) = hook else { return Err(errors::bad_internal_call()) };
    let bound = attr::bind(&hook, Some(this), this.ty())?;
    call::call(&bound, &[name])
}

fn is_object_getattribute(method: &Object) -> bool {
    method
        .downcast_exact::<crate::descr::WrapperDescr>()
        .is_some_and(|wrapper| std::ptr::eq(wrapper.wrapped(), attr::generic_getattr as *const std::ffi::c_void))
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_setattr(this: Obj, name: Obj, value: Obj) -> c_int {
    // SAFETY: the slot's contract.
    let (this, name, value) = unsafe { (object(this), object(name), Object::from_nullable(value)) };
    let result = match value {
        Some(value) => call_required(this, name!("__setattr__"), &[name, value]),
        None => call_required(this, name!("__delattr__"), &[name]),
    };
    glue::ret_status(result.map(drop))
}

static COMPARE_NAMES: [&str; 6] = ["__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__"];
static COMPARE_OBJECTS: GilCell<[Obj; 6]> = GilCell::new([std::ptr::null_mut(); 6]);

/// The special method of a comparison.
pub(crate) fn compare_name(op: c_int) -> Py<Str> {
    let index = op as usize;
    // SAFETY: the table keeps interned strings forever.
    unsafe {
        let slot = &mut COMPARE_OBJECTS.get_mut()[index];
        if slot.is_null() {
            *slot = Str::intern(COMPARE_NAMES[index]).into_ptr();
        }
        object(*slot).cast_unchecked::<Str>().new_ref()
    }
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_richcompare(this: Obj, value: Obj, op: c_int) -> Obj {
    // SAFETY: the slot's contract.
    let (this, value) = unsafe { (object(this), object(value)) };
    glue::ret(compare(this, value, &compare_name(op)))
}

fn compare(this: &Object, value: &Object, method: &Str) -> PyResult {
    match type_lookup(this.ty(), method) {
        Some(function) if !function.ty().has_flag(pyston_abi::flags::Py_TPFLAGS_METHOD_DESCRIPTOR) => {
            match crate::attr::bind(&function, Some(this), this.ty()) {
                Ok(bound) => call::call(&bound, &[value]),
                // As in 3.8: what cannot be had does not compare, whatever the error.
                Err(raised) => {
                    raised.clear();
                    Ok(singletons::py_not_implemented())
                }
            }
        }
        _ => call_maybe(this, method, &[value]),
    }
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_iter(this: Obj) -> Obj {
    // SAFETY: the slot's contract.
    glue::ret(iter(unsafe { object(this) }))
}

fn iter(this: &Object) -> PyResult {
    match type_lookup(this.ty(), name!("__iter__")) {
        Some(method) if method.is_none() => {
            Err(raise!(TypeError, "'{:.200}' object is not iterable", this.type_name()))
        }
        Some(_) => call_required(this, name!("__iter__"), &[]),
        None if type_lookup(this.ty(), name!("__getitem__")).is_some() => (crate::hooks::get().sequence_iterator)(this),
        None => Err(raise!(TypeError, "'{:.200}' object is not iterable", this.type_name())),
    }
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_descr_get(this: Obj, instance: Obj, owner: Obj) -> Obj {
    // SAFETY: the slot's contract: instance and owner may be null.
    let (this, instance, owner) =
        unsafe { (object(this), Object::from_nullable(instance), Object::from_nullable(owner)) };
    let none = singletons::none();
    glue::ret(match type_lookup(this.ty(), name!("__get__")) {
        Some(get) => call::call(&get, &[this, instance.unwrap_or(none), owner.unwrap_or(none)]),
        None => Ok(this.new_ref()),
    })
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_descr_set(this: Obj, instance: Obj, value: Obj) -> c_int {
    // SAFETY: the slot's contract.
    let (this, instance, value) = unsafe { (object(this), object(instance), Object::from_nullable(value)) };
    let result = match value {
        Some(value) => call_required(this, name!("__set__"), &[instance, value]),
        None => call_required(this, name!("__delete__"), &[instance]),
    };
    glue::ret_status(result.map(drop))
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_init(this: Obj, args: Obj, kwargs: Obj) -> c_int {
    // SAFETY: the slot's contract: a tuple and a dict or null.
    let (this, args, kwargs) = unsafe {
        (
            object(this),
            object(args).cast_unchecked::<Tuple>(),
            Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>()),
        )
    };
    let init = || -> PyResult<()> {
        let Some(method) = attr::lookup_special(this, name!("__init__"))? else {
            return Err(errors::raise_object(&exc::AttributeError, name!("__init__").as_object().new_ref()));
        };
        let result = call::call_tuple(&method, args, kwargs)?;
        if !result.is_none() {
            return Err(raise!(TypeError, "__init__() should return None, not '{:.200}'", result.type_name()));
        }
        Ok(())
    };
    glue::ret_status(init())
}

/// # Safety
/// A slot.
pub unsafe extern "C" fn slot_new(ty: *mut pyston_abi::PyTypeObject, args: Obj, kwargs: Obj) -> Obj {
    // SAFETY: the slot's contract: a type, a tuple and a dict or null.
    let (ty, args, kwargs) = unsafe {
        (
            crate::ptr::type_from_ptr(ty),
            object(args).cast_unchecked::<Tuple>(),
            Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>()),
        )
    };
    let new = || -> PyResult {
        let function = attr::getattr_str(ty, name!("__new__"))?;
        let mut all: Vec<&Object> = vec![ty];
        all.extend(args.as_slice());
        call::call_tuple(&function, &*Tuple::from_slice(&all)?, kwargs)
    };
    glue::ret(new())
}

/// # Safety
/// A slot: `this` is about to die.
pub unsafe extern "C" fn slot_finalize(this: Obj) {
    // SAFETY: the slot's contract.
    let this = unsafe { object(this) };
    let pending = errors::fetch();
    if let Some(method) = type_lookup(this.ty(), name!("__del__")) {
        let result = attr::bind(&method, Some(this), this.ty()).and_then(|bound| call::call(&bound, &[]));
        if let Err(raised) = result {
            errors::write_unraisable(raised, Some(&method));
        }
    }
    if let Some(pending) = pending {
        let Raised = errors::restore(pending);
    }
}
