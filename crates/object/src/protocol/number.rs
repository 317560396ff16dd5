//! Numbers: binary, in-place and unary operators, conversion to indices and floats.

use std::mem::offset_of;

use pyston_abi::{PyNumberMethods, PySequenceMethods, binaryfunc, ternaryfunc, unaryfunc};

use crate::float::Float;
use crate::int::Int;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::ty::Type;
use crate::{errors, exc, name, raise, singletons};

macro_rules! binary_ops {
    ($($op:ident = $slot:ident, $inplace:ident, $symbol:literal;)*) => {
        /// A binary operator.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum BinaryOp { $($op),* }

        impl BinaryOp {
            /// Every operator.
            pub const ALL: &'static [BinaryOp] = &[$(BinaryOp::$op),*];
            pub(super) fn offset(self) -> usize {
                match self { $(BinaryOp::$op => offset_of!(PyNumberMethods, $slot)),* }
            }
            pub(super) fn inplace_offset(self) -> Option<usize> {
                match self { $(BinaryOp::$op => binary_ops!(@inplace $inplace)),* }
            }
            /// As in messages: `+`.
            pub fn symbol(self) -> &'static str {
                match self { $(BinaryOp::$op => $symbol),* }
            }
        }
    };
    (@inplace none) => { None };
    (@inplace $slot:ident) => { Some(offset_of!(PyNumberMethods, $slot)) };
}

binary_ops! {
    Add = nb_add, nb_inplace_add, "+";
    Subtract = nb_subtract, nb_inplace_subtract, "-";
    Multiply = nb_multiply, nb_inplace_multiply, "*";
    Remainder = nb_remainder, nb_inplace_remainder, "%";
    Divmod = nb_divmod, none, "divmod()";
    Power = nb_power, nb_inplace_power, "** or pow()";
    LeftShift = nb_lshift, nb_inplace_lshift, "<<";
    RightShift = nb_rshift, nb_inplace_rshift, ">>";
    And = nb_and, nb_inplace_and, "&";
    Xor = nb_xor, nb_inplace_xor, "^";
    Or = nb_or, nb_inplace_or, "|";
    FloorDivide = nb_floor_divide, nb_inplace_floor_divide, "//";
    TrueDivide = nb_true_divide, nb_inplace_true_divide, "/";
    MatrixMultiply = nb_matrix_multiply, nb_inplace_matrix_multiply, "@";
}

fn number_methods(ty: &Type) -> Option<&PyNumberMethods> {
    // SAFETY: the table belongs to the type; single fields are copied out of it.
    unsafe { ty.tp().tp_as_number.as_ref() }
}

pub(super) fn slot_at<F>(ty: &Type, offset: usize) -> Option<F> {
    let table = number_methods(ty)?;
    // SAFETY: the offset is one of the table's fields, all nullable function pointers of size 8.
    unsafe { (&raw const *table).cast::<u8>().add(offset).cast::<Option<F>>().read() }
}

/// `a OP b` by number slots alone; `NotImplemented` if neither operand can.
pub fn binary_op1(a: &Object, b: &Object, op: BinaryOp) -> PyResult {
    if op == BinaryOp::Power {
        return ternary_op1(a, b, singletons::none(), op.offset());
    }
    binary_at(a, b, op.offset())
}

fn binary_at(a: &Object, b: &Object, offset: usize) -> PyResult {
    let slot_a: Option<binaryfunc> = slot_at(a.ty(), offset);
    let mut slot_b: Option<binaryfunc> = None;
    if a.ty() != b.ty() {
        slot_b = slot_at(b.ty(), offset);
        if slot_b.map(|slot| slot as usize) == slot_a.map(|slot| slot as usize) {
            slot_b = None;
        }
    }
    // SAFETY: slots called as CPython calls them.
    let attempt = |slot: binaryfunc| unsafe { Py::<Object>::from_result(slot(a.as_ptr(), b.as_ptr())) };
    if let Some(slot_a) = slot_a {
        if let Some(first) = slot_b.filter(|_| b.ty().is_subtype(a.ty())) {
            let result = attempt(first)?;
            if !result.is(singletons::not_implemented()) {
                return Ok(result);
            }
            slot_b = None;
        }
        let result = attempt(slot_a)?;
        if !result.is(singletons::not_implemented()) {
            return Ok(result);
        }
    }
    match slot_b {
        Some(slot_b) => attempt(slot_b),
        None => Ok(singletons::py_not_implemented()),
    }
}

fn ternary_op1(a: &Object, b: &Object, c: &Object, offset: usize) -> PyResult {
    let same = |x: Option<ternaryfunc>, y: Option<ternaryfunc>| x.map(|f| f as usize) == y.map(|f| f as usize);
    let slot_a: Option<ternaryfunc> = slot_at(a.ty(), offset);
    let mut slot_b: Option<ternaryfunc> = None;
    if a.ty() != b.ty() {
        slot_b = slot_at(b.ty(), offset);
        if same(slot_a, slot_b) {
            slot_b = None;
        }
    }
    // SAFETY: slots called as CPython calls them.
    let attempt = |slot: ternaryfunc| unsafe { Py::<Object>::from_result(slot(a.as_ptr(), b.as_ptr(), c.as_ptr())) };
    if let Some(slot_a) = slot_a {
        if let Some(first) = slot_b.filter(|_| b.ty().is_subtype(a.ty())) {
            let result = attempt(first)?;
            if !result.is(singletons::not_implemented()) {
                return Ok(result);
            }
            slot_b = None;
        }
        let result = attempt(slot_a)?;
        if !result.is(singletons::not_implemented()) {
            return Ok(result);
        }
    }
    if let Some(slot_b) = slot_b {
        let result = attempt(slot_b)?;
        if !result.is(singletons::not_implemented()) {
            return Ok(result);
        }
    }
    let slot_c: Option<ternaryfunc> = slot_at(c.ty(), offset);
    match slot_c {
        Some(_) if !same(slot_c, slot_a) && !same(slot_c, slot_b) => attempt(slot_c.expect("just matched")),
        _ => Ok(singletons::py_not_implemented()),
    }
}

#[cold]
fn unsupported(a: &Object, b: &Object, symbol: &str) -> crate::ptr::Raised {
    raise!(
        TypeError,
        "unsupported operand type(s) for {symbol:.100}: '{:.100}' and '{:.100}'",
        a.type_name(),
        b.type_name()
    )
}

/// `a OP b`, with the sequence meanings of `+` and `*`.
pub fn binary_op(a: &Object, b: &Object, op: BinaryOp) -> PyResult {
    let result = binary_op1(a, b, op)?;
    if !result.is(singletons::not_implemented()) {
        return Ok(result);
    }
    after_binary(a, b, op, false)
}

/// `a OP b`, or `a OP= b`, if the numbers' slots cannot: what sequences do, or the error.
pub(super) fn after_binary(a: &Object, b: &Object, op: BinaryOp, inplace: bool) -> PyResult {
    match op {
        BinaryOp::Add => {
            let table = super::container::sequence_methods(a);
            let concat = |table: PySequenceMethods| match table.sq_inplace_concat {
                Some(concat) if inplace => Some(concat),
                _ => table.sq_concat,
            };
            if let Some(concat) = table.and_then(concat) {
                // SAFETY: a slot called as CPython calls it.
                return unsafe { Py::from_result(concat(a.as_ptr(), b.as_ptr())) };
            }
        }
        BinaryOp::Multiply => {
            if let Some(result) = repeat(a, b, inplace) {
                return result;
            }
        }
        _ => (),
    }
    if inplace {
        return Err(unsupported(a, b, &format!("{}=", op.symbol())));
    }
    let is_print = op == BinaryOp::RightShift
        && a.downcast::<crate::cfunction::CFunction>().is_some_and(|function| function.name() == "print");
    if is_print {
        return Err(raise!(
            TypeError,
            "unsupported operand type(s) for >>: '{:.100}' and '{:.100}'. Did you mean \"print(<message>, file=<output_stream>)\"?",
            a.type_name(),
            b.type_name()
        ));
    }
    Err(unsupported(a, b, op.symbol()))
}

/// The sequence meaning of `a * b`, whichever operand is the sequence.
fn repeat(a: &Object, b: &Object, inplace: bool) -> Option<PyResult> {
    let table_a = super::container::sequence_methods(a);
    let slot =
        table_a.and_then(|table| if inplace { table.sq_inplace_repeat.or(table.sq_repeat) } else { table.sq_repeat });
    let (slot, sequence, count) = match slot {
        Some(slot) => (slot, a, b),
        // In place, a left operand with any sequence slot at all keeps the right one from repeating.
        None if inplace && table_a.is_some() => return None,
        None => (super::container::sequence_methods(b)?.sq_repeat?, b, a),
    };
    let times = || {
        if !has_index(count) {
            return Err(raise!(TypeError, "can't multiply sequence by non-int of type '{:.200}'", count.type_name()));
        }
        let count = index_as_ssize_for(count, Some(&exc::OverflowError))?;
        // SAFETY: a slot called as CPython calls it.
        unsafe { Py::from_result(slot(sequence.as_ptr(), count)) }
    };
    Some(times())
}

/// `a OP= b`: the object to store.
pub fn inplace_op(a: &Object, b: &Object, op: BinaryOp) -> PyResult {
    if op == BinaryOp::Power {
        return inplace_power(a, b);
    }
    if let Some(slot) = op.inplace_offset().and_then(|offset| slot_at::<binaryfunc>(a.ty(), offset)) {
        // SAFETY: a slot called as CPython calls it.
        let result = unsafe { Py::<Object>::from_result(slot(a.as_ptr(), b.as_ptr()))? };
        if !result.is(singletons::not_implemented()) {
            return Ok(result);
        }
    }
    let result = binary_op1(a, b, op)?;
    if !result.is(singletons::not_implemented()) {
        return Ok(result);
    }
    after_binary(a, b, op, true)
}

/// `a **= b`. As in 3.8, a left operand with `__ipow__` has the last word: `__pow__` is not asked then.
fn inplace_power(a: &Object, b: &Object) -> PyResult {
    inplace_power_of(a, b, singletons::none())
}

/// `PyNumber_InPlacePower`: `a **= b`, with a modulus.
pub fn inplace_power_of(a: &Object, b: &Object, c: &Object) -> PyResult {
    let inplace = offset_of!(PyNumberMethods, nb_inplace_power);
    let offset = match slot_at::<ternaryfunc>(a.ty(), inplace) {
        Some(_) => inplace,
        None => offset_of!(PyNumberMethods, nb_power),
    };
    let result = ternary_op1(a, b, c, offset)?;
    if result.is(singletons::not_implemented()) { Err(unsupported_power(a, b, c)) } else { Ok(result) }
}

/// `pow(a, b, c)`.
pub fn power(a: &Object, b: &Object, c: &Object) -> PyResult {
    let result = ternary_op1(a, b, c, offset_of!(PyNumberMethods, nb_power))?;
    if result.is(singletons::not_implemented()) { Err(unsupported_power(a, b, c)) } else { Ok(result) }
}

fn unsupported_power(a: &Object, b: &Object, c: &Object) -> crate::Raised {
    if c.is_none() {
        return unsupported(a, b, BinaryOp::Power.symbol());
    }
    raise!(
        TypeError,
        "unsupported operand type(s) for pow(): '{:.100}', '{:.100}', '{:.100}'",
        a.type_name(),
        b.type_name(),
        c.type_name()
    )
}

/// A unary operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Negative,
    Positive,
    Invert,
    Absolute,
}

/// `-a`, `+a`, `~a`, `abs(a)`.
pub fn unary_op(a: &Object, op: UnaryOp) -> PyResult {
    let (offset, what) = match op {
        UnaryOp::Negative => (offset_of!(PyNumberMethods, nb_negative), "unary -"),
        UnaryOp::Positive => (offset_of!(PyNumberMethods, nb_positive), "unary +"),
        UnaryOp::Invert => (offset_of!(PyNumberMethods, nb_invert), "unary ~"),
        UnaryOp::Absolute => (offset_of!(PyNumberMethods, nb_absolute), "abs()"),
    };
    match slot_at::<unaryfunc>(a.ty(), offset) {
        // SAFETY: a slot called as CPython calls it.
        Some(slot) => unsafe { Py::from_result(slot(a.as_ptr())) },
        None => Err(raise!(TypeError, "bad operand type for {what}: '{:.200}'", a.type_name())),
    }
}

/// Has the object `__index__`?
pub fn has_index(object: &Object) -> bool {
    number_methods(object.ty()).is_some_and(|table| table.nb_index.is_some())
}

/// `PyNumber_Check`: has the object `__index__`, `__int__` or `__float__`, or is it complex?
pub fn is_number(object: &Object) -> bool {
    number_methods(object.ty())
        .is_some_and(|table| table.nb_index.is_some() || table.nb_int.is_some() || table.nb_float.is_some())
        || object.is_instance_of(&crate::statics::PyComplex_Type)
}

/// `operator.index(object)`.
pub fn index(object: &Object) -> PyResult<Py<Int>> {
    if let Some(int) = object.downcast::<Int>() {
        return Ok(int.new_ref());
    }
    let Some(slot) = number_methods(object.ty()).and_then(|table| table.nb_index) else {
        return Err(raise!(TypeError, "'{:.200}' object cannot be interpreted as an integer", object.type_name()));
    };
    // SAFETY: a slot called as CPython calls it.
    let result = unsafe { Py::<Object>::from_result(slot(object.as_ptr()))? };
    if Int::check_exact(&result) {
        return Ok(result.downcast_into().expect("just checked"));
    }
    if !Int::check(&result) {
        return Err(raise!(TypeError, "__index__ returned non-int (type {:.200})", result.type_name()));
    }
    crate::hooks::warn(
        &exc::DeprecationWarning,
        &format!(
            "__index__ returned non-int (type {:.200}).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.",
            result.type_name()
        ),
        1,
    )?;
    Ok(result.downcast_into().expect("just checked"))
}

/// An index as a machine word: clamped if `overflow` is `None`, else that error is raised.
pub fn index_as_ssize_for(object: &Object, overflow: Option<&Type>) -> PyResult<isize> {
    let value = index(object)?;
    if let Some(value) = value.to_i64() {
        return Ok(value as isize);
    }
    match overflow {
        None => Ok(if value.is_negative() { isize::MIN } else { isize::MAX }),
        Some(error) => Err(errors::raise_fmt(
            error,
            format_args!("cannot fit '{:.200}' into an index-sized integer", object.type_name()),
        )),
    }
}

/// The C format `n`: from `__index__`, `OverflowError` beyond the machine word.
pub fn index_as_ssize(object: &Object) -> PyResult<isize> {
    if let Some(value) = object.downcast::<Int>() {
        return value
            .to_i64()
            .map(|value| value as isize)
            .ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C ssize_t"));
    }
    let value = index(object)?;
    value
        .to_i64()
        .map(|value| value as isize)
        .ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C ssize_t"))
}

/// The C formats `i` and `l`: as [`as_long`], but not from a float.
pub fn as_c_long(object: &Object) -> PyResult<i64> {
    if Float::check(object) {
        return Err(raise!(TypeError, "integer argument expected, got float"));
    }
    as_long(object)
}

/// `PyLong_AsLong`: from an int, `__index__` or (deprecated) `__int__`.
pub fn as_long(object: &Object) -> PyResult<i64> {
    let too_large = || raise!(OverflowError, "Python int too large to convert to C long");
    if let Some(value) = object.downcast::<Int>() {
        return value.to_i64().ok_or_else(too_large);
    }
    as_int(object)?.to_i64().ok_or_else(too_large)
}

/// The int that an object stands for where C wants a number: by `__index__` or (deprecated) `__int__`.
pub fn as_int(object: &Object) -> PyResult<Py<Int>> {
    if has_index(object) {
        return index(object);
    }
    let Some(slot) = number_methods(object.ty()).and_then(|table| table.nb_int) else {
        return Err(raise!(TypeError, "an integer is required (got type {:.200})", object.type_name()));
    };
    // SAFETY: a slot called as CPython calls it.
    let result = unsafe { Py::<Object>::from_result(slot(object.as_ptr()))? };
    let Some(value) = result.downcast::<Int>() else {
        return Err(raise!(TypeError, "__int__ returned non-int (type {:.200})", result.type_name()));
    };
    crate::hooks::warn(
        &exc::DeprecationWarning,
        &format!(
            "an integer is required (got type {:.200}).  Implicit conversion to integers using __int__ is deprecated, and may be removed in a future version of Python.",
            object.type_name()
        ),
        1,
    )?;
    Ok(value.new_ref())
}

/// The C format `d`: a float, or what `__float__` or `__index__` gives.
pub fn as_f64(object: &Object) -> PyResult<f64> {
    match object.downcast::<Float>() {
        Some(float) => Ok(float.value()),
        None => converted_f64(object),
    }
}

/// What `__float__` or `__index__` gives, even for an instance of a subclass of float.
pub fn converted_f64(object: &Object) -> PyResult<f64> {
    let table = number_methods(object.ty());
    if let Some(slot) = table.and_then(|table| table.nb_float) {
        // SAFETY: a slot called as CPython calls it.
        let result = unsafe { Py::<Object>::from_result(slot(object.as_ptr()))? };
        let Some(float) = result.downcast::<Float>() else {
            return Err(raise!(
                TypeError,
                "{:.50}.__float__ returned non-float (type {:.50})",
                object.type_name(),
                result.type_name()
            ));
        };
        if !Float::check_exact(&result) {
            crate::hooks::warn(
                &exc::DeprecationWarning,
                &format!(
                    "{:.50}.__float__ returned non-float (type {:.50}).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.",
                    object.type_name(),
                    result.type_name()
                ),
                1,
            )?;
        }
        return Ok(float.value());
    }
    if has_index(object) {
        return index(object)?.to_f64();
    }
    Err(raise!(TypeError, "must be real number, not {:.50}", object.type_name()))
}

/// The slots that numeric constructors look at.
pub fn number_slots(object: &Object) -> Option<PyNumberMethods> {
    number_methods(object.ty()).copied()
}

/// `int(object)` for objects that are numbers: `__int__`, `__index__` or `__trunc__`; `None` otherwise.
pub fn number_to_int(object: &Object) -> PyResult<Option<Py<Int>>> {
    if let Some(int) = object.downcast_exact::<Int>() {
        return Ok(Some(int.new_ref()));
    }
    let table = number_methods(object.ty());
    if let Some(slot) = table.and_then(|table| table.nb_int) {
        // SAFETY: a slot called as CPython calls it.
        let result = unsafe { Py::<Object>::from_result(slot(object.as_ptr()))? };
        return checked_int(result, "__int__").map(Some);
    }
    if has_index(object) {
        return index(object)?.to_exact().map(Some);
    }
    let Some(truncate) = crate::attr::lookup_special(object, name!("__trunc__"))? else { return Ok(None) };
    let result = crate::call::call(&truncate, &[])?;
    if let Some(int) = result.downcast::<Int>() {
        return int.to_exact().map(Some);
    }
    if number_methods(result.ty()).is_some_and(|table| table.nb_int.is_some()) || has_index(&result) {
        return number_to_int(&result);
    }
    Err(raise!(TypeError, "__trunc__ returned non-Integral (type {:.200})", result.type_name()))
}

fn checked_int(result: Py, method: &str) -> PyResult<Py<Int>> {
    if Int::check_exact(&result) {
        return Ok(result.downcast_into().expect("just checked"));
    }
    let Some(int) = result.downcast::<Int>() else {
        return Err(raise!(TypeError, "{method} returned non-int (type {:.200})", result.type_name()));
    };
    crate::hooks::warn(
        &exc::DeprecationWarning,
        &format!(
            "{method} returned non-int (type {:.200}).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.",
            result.type_name()
        ),
        1,
    )?;
    int.to_exact()
}

/// `a + b` for strings, the commonest `+` of all.
pub fn concat_str(a: &Str, b: &Str) -> PyResult<Py<Str>> {
    Str::concat(a, b)
}
