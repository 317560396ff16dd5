//! `_operator`: Python's operators as functions, and getters for sorting and mapping.

mod getter;
mod method;

use pyston_object::buffer::Buffer;
use pyston_object::prelude::*;
use pyston_object::protocol::{BinaryOp, UnaryOp};

use getter::{AttrGetter, Attrgetter_Type, ItemGetter, Itemgetter_Type};
use method::{MethodCaller, Methodcaller_Type};

/// The only positional argument of a getter's call.
fn only_argument<'a>(args: &'a Tuple, kwargs: Option<&Dict>, function: &str) -> PyResult<&'a Object> {
    no_keywords(kwargs, function)?;
    match args.as_slice() {
        [argument] => Ok(argument),
        other => Err(raise!(TypeError, "{function} expected 1 argument, got {}", other.len())),
    }
}

fn no_keywords(kwargs: Option<&Dict>, function: &str) -> PyResult<()> {
    match kwargs.filter(|kwargs| !kwargs.is_empty()) {
        None => Ok(()),
        Some(_) => Err(raise!(TypeError, "{function}() takes no keyword arguments")),
    }
}

/// The check of a getter's constructor.
fn at_least_one(args: &Tuple, function: &str) -> PyResult<()> {
    if args.is_empty() { Err(raise!(TypeError, "{function} expected 1 argument, got 0")) } else { Ok(()) }
}

/// An iterator over what `in` could search.
fn searched(object: &Object) -> PyResult {
    protocol::iter(object).map_err(|raised| {
        if raised.is(&exc::TypeError) {
            return raise!(TypeError, "argument of type '{:.200}' is not iterable", object.type_name());
        }
        raised
    })
}

/// Compares in a time that does not depend on where the contents differ.
fn equal_content(a: &[u8], b: &[u8]) -> bool {
    // A secret of another length is still compared in full, with itself.
    let other = if a.len() == b.len() { a } else { b };
    let difference = other
        .iter()
        .zip(b)
        .fold(u8::from(a.len() != b.len()), |difference, (x, y)| std::hint::black_box(difference | (x ^ y)));
    difference == 0
}

pub struct OperatorModule;

/// Python's operators as functions.
///
/// operator.add(x, y) is the same as x + y. Functions named after special methods are the methods'
/// operators; names with underscores around them are kept for old programs.
#[pymodule("_operator")]
impl OperatorModule {
    /// Same as a + b.
    #[function(name = "add", sig = "($module, a, b, /)")]
    fn add(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::Add)
    }

    /// Same as a - b.
    #[function(name = "sub", sig = "($module, a, b, /)")]
    fn sub(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::Subtract)
    }

    /// Same as a * b.
    #[function(name = "mul", sig = "($module, a, b, /)")]
    fn mul(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::Multiply)
    }

    /// Same as a @ b.
    #[function(name = "matmul", sig = "($module, a, b, /)")]
    fn matmul(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::MatrixMultiply)
    }

    /// Same as a // b.
    #[function(name = "floordiv", sig = "($module, a, b, /)")]
    fn floordiv(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::FloorDivide)
    }

    /// Same as a / b.
    #[function(name = "truediv", sig = "($module, a, b, /)")]
    fn truediv(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::TrueDivide)
    }

    /// Same as a % b.
    #[function(name = "mod", sig = "($module, a, b, /)")]
    fn mod_(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::Remainder)
    }

    /// Same as a << b.
    #[function(name = "lshift", sig = "($module, a, b, /)")]
    fn lshift(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::LeftShift)
    }

    /// Same as a >> b.
    #[function(name = "rshift", sig = "($module, a, b, /)")]
    fn rshift(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::RightShift)
    }

    /// Same as a & b.
    #[function(name = "and_", sig = "($module, a, b, /)")]
    fn and_(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::And)
    }

    /// Same as a ^ b.
    #[function(name = "xor", sig = "($module, a, b, /)")]
    fn xor(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::Xor)
    }

    /// Same as a | b.
    #[function(name = "or_", sig = "($module, a, b, /)")]
    fn or_(a: &Object, b: &Object) -> PyResult {
        protocol::binary_op(a, b, BinaryOp::Or)
    }

    /// Same as a += b.
    #[function("($module, a, b, /)")]
    fn iadd(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::Add)
    }

    /// Same as a -= b.
    #[function("($module, a, b, /)")]
    fn isub(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::Subtract)
    }

    /// Same as a *= b.
    #[function("($module, a, b, /)")]
    fn imul(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::Multiply)
    }

    /// Same as a @= b.
    #[function("($module, a, b, /)")]
    fn imatmul(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::MatrixMultiply)
    }

    /// Same as a //= b.
    #[function("($module, a, b, /)")]
    fn ifloordiv(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::FloorDivide)
    }

    /// Same as a /= b.
    #[function("($module, a, b, /)")]
    fn itruediv(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::TrueDivide)
    }

    /// Same as a %= b.
    #[function("($module, a, b, /)")]
    fn imod(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::Remainder)
    }

    /// Same as a <<= b.
    #[function("($module, a, b, /)")]
    fn ilshift(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::LeftShift)
    }

    /// Same as a >>= b.
    #[function("($module, a, b, /)")]
    fn irshift(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::RightShift)
    }

    /// Same as a &= b.
    #[function("($module, a, b, /)")]
    fn iand(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::And)
    }

    /// Same as a ^= b.
    #[function("($module, a, b, /)")]
    fn ixor(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::Xor)
    }

    /// Same as a |= b.
    #[function("($module, a, b, /)")]
    fn ior(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::Or)
    }

    /// Same as a **= b.
    #[function("($module, a, b, /)")]
    fn ipow(a: &Object, b: &Object) -> PyResult {
        protocol::inplace_op(a, b, BinaryOp::Power)
    }

    /// Same as a < b.
    #[function("($module, a, b, /)")]
    fn lt(a: &Object, b: &Object) -> PyResult {
        protocol::compare(a, b, CompareOp::Lt)
    }

    /// Same as a <= b.
    #[function("($module, a, b, /)")]
    fn le(a: &Object, b: &Object) -> PyResult {
        protocol::compare(a, b, CompareOp::Le)
    }

    /// Same as a == b.
    #[function("($module, a, b, /)")]
    fn eq(a: &Object, b: &Object) -> PyResult {
        protocol::compare(a, b, CompareOp::Eq)
    }

    /// Same as a != b.
    #[function("($module, a, b, /)")]
    fn ne(a: &Object, b: &Object) -> PyResult {
        protocol::compare(a, b, CompareOp::Ne)
    }

    /// Same as a > b.
    #[function("($module, a, b, /)")]
    fn gt(a: &Object, b: &Object) -> PyResult {
        protocol::compare(a, b, CompareOp::Gt)
    }

    /// Same as a >= b.
    #[function("($module, a, b, /)")]
    fn ge(a: &Object, b: &Object) -> PyResult {
        protocol::compare(a, b, CompareOp::Ge)
    }

    /// Same as -a.
    #[function("($module, a, /)")]
    fn neg(a: &Object) -> PyResult {
        protocol::unary_op(a, UnaryOp::Negative)
    }

    /// Same as +a.
    #[function("($module, a, /)")]
    fn pos(a: &Object) -> PyResult {
        protocol::unary_op(a, UnaryOp::Positive)
    }

    /// Same as ~a.
    #[function("($module, a, /)")]
    fn inv(a: &Object) -> PyResult {
        protocol::unary_op(a, UnaryOp::Invert)
    }

    /// Same as ~a.
    #[function("($module, a, /)")]
    fn invert(a: &Object) -> PyResult {
        protocol::unary_op(a, UnaryOp::Invert)
    }

    /// Same as abs(a).
    #[function("($module, a, /)")]
    fn abs(a: &Object) -> PyResult {
        protocol::unary_op(a, UnaryOp::Absolute)
    }

    /// Same as a ** b.
    #[function("($module, a, b, /)")]
    fn pow(a: &Object, b: &Object) -> PyResult {
        protocol::power(a, b, singletons::none())
    }

    /// Is a true?
    #[function("($module, a, /)")]
    fn truth(a: &Object) -> PyResult<bool> {
        protocol::is_true(a)
    }

    /// Same as not a.
    #[function(name = "not_", sig = "($module, a, /)")]
    fn not_(a: &Object) -> PyResult<bool> {
        protocol::is_true(a).map(|truth| !truth)
    }

    /// Same as a is b.
    #[function(name = "is_", sig = "($module, a, b, /)")]
    fn is_(a: &Object, b: &Object) -> bool {
        a.is(b)
    }

    /// Same as a is not b.
    #[function("($module, a, b, /)")]
    fn is_not(a: &Object, b: &Object) -> bool {
        !a.is(b)
    }

    /// Same as a.__index__().
    #[function("($module, a, /)")]
    fn index(a: &Object) -> PyResult<Py<Int>> {
        protocol::index(a)
    }

    /// Same as a + b for sequences a and b.
    #[function("($module, a, b, /)")]
    fn concat(a: &Object, b: &Object) -> PyResult {
        protocol::concat(a, b)
    }

    /// Same as a += b for sequences a and b.
    #[function("($module, a, b, /)")]
    fn iconcat(a: &Object, b: &Object) -> PyResult {
        if !protocol::is_sequence(a) {
            return Err(raise!(TypeError, "'{:.200}' object can't be concatenated", a.type_name()));
        }
        protocol::inplace_op(a, b, BinaryOp::Add)
    }

    /// Same as b in a (note the order).
    #[function("($module, a, b, /)")]
    fn contains(a: &Object, b: &Object) -> PyResult<bool> {
        protocol::contains(a, b)
    }

    /// How often b occurs in a.
    #[function(name = "countOf", sig = "($module, a, b, /)")]
    fn count_of(a: &Object, b: &Object) -> PyResult<usize> {
        let iterator = searched(a)?;
        let mut count = 0;
        while let Some(item) = protocol::next(&iterator)? {
            count += usize::from(protocol::compare_eq(b, &item)?);
        }
        Ok(count)
    }

    /// The first index at which b is in a.
    #[function(name = "indexOf", sig = "($module, a, b, /)")]
    fn index_of(a: &Object, b: &Object) -> PyResult<usize> {
        let iterator = searched(a)?;
        let mut index = 0;
        while let Some(item) = protocol::next(&iterator)? {
            if protocol::compare_eq(b, &item)? {
                return Ok(index);
            }
            index += 1;
        }
        Err(raise!(ValueError, "sequence.index(x): x not in sequence"))
    }

    /// Same as a[b].
    #[function("($module, a, b, /)")]
    fn getitem(a: &Object, b: &Object) -> PyResult {
        protocol::getitem(a, b)
    }

    /// Same as a[b] = c.
    #[function("($module, a, b, c, /)")]
    fn setitem(a: &Object, b: &Object, c: &Object) -> PyResult<()> {
        protocol::setitem(a, b, Some(c))
    }

    /// Same as del a[b].
    #[function("($module, a, b, /)")]
    fn delitem(a: &Object, b: &Object) -> PyResult<()> {
        protocol::setitem(a, b, None)
    }

    /// An estimate of how many items obj has: its length, what __length_hint__ says, or the default.
    #[function("($module, obj, default=0, /)")]
    fn length_hint(obj: &Object, default: isize) -> PyResult<isize> {
        protocol::length_hint(obj, default as usize).map(|hint| hint as isize)
    }

    /// Same as a == b for ASCII text or bytes, in a time that tells nothing about the content.
    #[function("($module, a, b, /)")]
    fn _compare_digest(a: &Object, b: &Object) -> PyResult<bool> {
        if let (Some(a), Some(b)) = (a.downcast::<Str>(), b.downcast::<Str>()) {
            return match (a.as_ascii(), b.as_ascii()) {
                (Some(a), Some(b)) => Ok(equal_content(a.as_bytes(), b.as_bytes())),
                _ => Err(raise!(TypeError, "comparing strings with non-ASCII characters is not supported")),
            };
        }
        let has_buffer = pyston_object::buffer::has_buffer;
        if !has_buffer(a) && !has_buffer(b) {
            return Err(raise!(
                TypeError,
                "unsupported operand types(s) or combination of types: '{:.100}' and '{:.100}'",
                a.type_name(),
                b.type_name()
            ));
        }
        let flat = |object: &Object| {
            let buffer = Buffer::new(object)?;
            if buffer.view().is_some_and(|view| view.ndim > 1) {
                return Err(raise!(BufferError, "Buffer must be single dimension"));
            }
            Ok(buffer)
        };
        let (a, b) = (flat(a)?, flat(b)?);
        Ok(equal_content(a.as_slice(), b.as_slice()))
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::add_type(module, &Itemgetter_Type, ItemGetter::install)?;
        crate::add_type(module, &Attrgetter_Type, AttrGetter::install)?;
        crate::add_type(module, &Methodcaller_Type, MethodCaller::install)
    }
}
