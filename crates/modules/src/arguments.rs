//! What several modules need when they take their arguments apart by hand.

use std::ffi::CString;

use pyston_object::prelude::*;

/// An argument that becomes a C `int` (`_PyLong_AsInt`).
pub struct CInt(pub i32);

impl FromArg<'_> for CInt {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        let too_large = || raise!(OverflowError, "Python int too large to convert to C int");
        match protocol::as_c_long(object) {
            Ok(value) => i32::try_from(value).map(CInt).map_err(|_| too_large()),
            Err(raised) if raised.is(&exc::OverflowError) => {
                raised.clear();
                Err(too_large())
            }
            Err(raised) => Err(raised),
        }
    }
}

/// An argument of which the lowest bits become a C `unsigned int` (the C format `I`).
pub struct CUIntBits(pub u32);

impl FromArg<'_> for CUIntBits {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        match object.downcast::<Int>() {
            Some(value) => Ok(CUIntBits(value.to_u64_wrapping() as u32)),
            None if protocol::has_index(object) => Ok(CUIntBits(protocol::index(object)?.to_u64_wrapping() as u32)),
            None => protocol::as_c_long(object).map(|value| CUIntBits(value as u32)),
        }
    }
}

/// UTF-8 text without NUL (the C format `s`).
pub struct CText(pub CString);

impl FromArg<'_> for CText {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        let text = <&Str>::from_arg(object, context)?;
        let null = |_| raise!(ValueError, "embedded null character");
        CString::new(text.to_utf8()?.as_bytes()).map(CText).map_err(null)
    }
}

/// UTF-8 text without NUL, or None (the C format `z`).
pub struct OptionalCText(pub Option<CString>);

impl OptionalCText {
    /// The text's address, or null; it is valid as long as the argument.
    pub fn pointer(&self) -> *const std::ffi::c_char {
        self.0.as_ref().map_or(std::ptr::null(), |text| text.as_ptr())
    }
}

impl FromArg<'_> for OptionalCText {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        match object.is_none() || Str::check(object) {
            false => Err(context.must_be("str or None", object)),
            true if object.is_none() => Ok(OptionalCText(None)),
            true => CText::from_arg(object, context).map(|CText(text)| OptionalCText(Some(text))),
        }
    }
}

/// A C `ssize_t` from an int, `__index__` or (deprecated) `__int__`, floats included.
pub struct SizeFromInt(pub isize);

impl FromArg<'_> for SizeFromInt {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        match errors::catch(c_long_of_number(object), &exc::OverflowError)? {
            Some(value) => Ok(SizeFromInt(value as isize)),
            None => Err(raise!(OverflowError, "Python int too large to convert to C ssize_t")),
        }
    }
}

/// A C `long` from an int, `__index__` or (deprecated) `__int__`, floats included (`PyLong_AsLong`).
pub fn c_long_of_number(object: &Object) -> PyResult<i64> {
    if !Float::check(object) {
        return protocol::as_c_long(object);
    }
    let value = protocol::number_to_int(object)?;
    let message = format!(
        "an integer is required (got type {:.200}).  Implicit conversion to integers using __int__ is deprecated, and may be removed in a future version of Python.",
        object.type_name()
    );
    pyston_object::hooks::warn(&exc::DeprecationWarning, &message, 1)?;
    let value = value.and_then(|value| value.to_i64());
    value.ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C long"))
}

/// An int that becomes a C `unsigned long`.
pub struct CULong(pub u64);

impl FromArg<'_> for CULong {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        unsigned(object, "Python int too large to convert to C unsigned long").map(CULong)
    }
}

/// An int that becomes a C `unsigned long long`.
pub struct CULongLong(pub u64);

impl FromArg<'_> for CULongLong {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        unsigned(object, "int too big to convert").map(CULongLong)
    }
}

fn unsigned(object: &Object, too_large: &str) -> PyResult<u64> {
    let Some(value) = object.downcast::<Int>() else {
        return Err(raise!(TypeError, "an integer is required"));
    };
    if value.is_negative() {
        return Err(raise!(ValueError, "value must be positive"));
    }
    value.to_u64().ok_or_else(|| raise!(OverflowError, "{too_large}"))
}

/// `TypeError: name() takes no keyword arguments`, as for constructors: a subclass may take keyword
/// arguments in its `__init__`.
pub fn no_keywords_if_exact(own: &Type, class: &Type, kwargs: Option<&Dict>) -> PyResult<()> {
    if class == own && kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
        return Err(raise!(TypeError, "{}() takes no keyword arguments", own.name()));
    }
    Ok(())
}

/// No arguments, with the messages of functions that take none.
pub fn check_no_arguments(function: &str, args: Args) -> PyResult<()> {
    args.no_keywords(function)?;
    let n_args = args.positional.len();
    if n_args == 0 { Ok(()) } else { Err(raise!(TypeError, "{function}() takes no arguments ({n_args} given)")) }
}

/// Between `min` and `max` positional arguments.
pub fn check_count(function: &str, n_args: usize, min: usize, max: usize) -> PyResult<()> {
    if (min..=max).contains(&n_args) {
        return Ok(());
    }
    let (bound, limit) = if n_args < min { ("at least ", min) } else { ("at most ", max) };
    let bound = if min == max { "" } else { bound };
    let plural = if limit == 1 { "" } else { "s" };
    Err(raise!(TypeError, "{function} expected {bound}{limit} argument{plural}, got {n_args}"))
}

/// The positional arguments of a constructor that takes no keyword arguments.
pub fn positional<'a>(
    own: &Type,
    class: &Type,
    args: &'a Tuple,
    kwargs: Option<&Dict>,
    min: usize,
    max: usize,
) -> PyResult<&'a [&'a Object]> {
    no_keywords_if_exact(own, class, kwargs)?;
    check_count(&own.name(), args.len(), min, max)?;
    Ok(args.as_slice())
}

/// An int, not merely something with `__index__`, as a machine word (`PyLong_AsSsize_t`).
pub fn exact_ssize(object: &Object) -> PyResult<isize> {
    let Some(value) = object.downcast::<Int>() else {
        return Err(raise!(TypeError, "an integer is required"));
    };
    match value.to_i64() {
        Some(value) => Ok(value as isize),
        None => Err(raise!(OverflowError, "Python int too large to convert to C ssize_t")),
    }
}

/// The C format `i` with the messages of argument parsing.
pub fn parse_int(object: &Object) -> PyResult<i32> {
    let value = protocol::as_c_long(object)?;
    i32::try_from(value).map_err(|_| {
        let bound = if value < 0 { "less than minimum" } else { "greater than maximum" };
        raise!(OverflowError, "signed integer is {bound}")
    })
}

/// The C format `n` with the messages of argument parsing.
pub fn parse_size(object: &Object) -> PyResult<isize> {
    if Float::check(object) {
        return Err(raise!(TypeError, "integer argument expected, got float"));
    }
    protocol::index_as_ssize(object)
}

/// A process's number (C's `pid_t`, read as `i`).
pub struct Pid(pub i32);

impl FromArg<'_> for Pid {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        parse_int(object).map(Pid)
    }
}

/// A place in a file or a length of one (C's `off_t`), of floats, too.
pub struct FileOffset(pub i64);

impl FromArg<'_> for FileOffset {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        c_long_of_number(object).map(FileOffset)
    }
}

/// A device's number (C's `dev_t`).
pub struct Device(pub u64);

impl FromArg<'_> for Device {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        unsigned_bits(object).map(Device)
    }
}

/// An int of 64 bits without sign (`PyLong_AsUnsignedLongLong`).
pub fn unsigned_bits(object: &Object) -> PyResult<u64> {
    let Some(value) = object.downcast::<Int>() else {
        return Err(raise!(TypeError, "an integer is required"));
    };
    if value.is_negative() {
        return Err(raise!(OverflowError, "can't convert negative int to unsigned"));
    }
    value.to_u64().ok_or_else(|| raise!(OverflowError, "int too big to convert"))
}

/// Between `min` and `max` positional arguments, with the messages of argument parsing.
pub use pyston_object::args_parsed::check_count as parse_count;

/// The state given to `__setstate__`, which must be a tuple.
pub fn state_tuple(state: &Object) -> PyResult<&Tuple> {
    state.downcast().ok_or_else(|| raise!(TypeError, "state is not a tuple"))
}

/// A tuple of between `min` and `max` elements, with the messages of argument parsing.
pub fn parse_tuple(tuple: &Tuple, min: usize, max: usize) -> PyResult<&[&Object]> {
    parse_count("function", tuple.len(), min, max)?;
    Ok(tuple.as_slice())
}

/// A buffer that is written into (the C format `w*`).
pub struct WritableBuffer(pub Buffer);

impl FromArg<'_> for WritableBuffer {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        Buffer::writable(object).map(WritableBuffer).map_err(|raised| {
            if !raised.is(&exc::TypeError) && !raised.is(&exc::BufferError) {
                return raised;
            }
            raised.clear();
            context.must_be("read-write bytes-like object", object)
        })
    }
}

/// Can the object be called?
pub fn is_callable(object: &Object) -> bool {
    object.ty().tp().tp_call.is_some()
}

/// The built-in function `iter`, by which exhausted iterators are pickled.
pub fn iter_function() -> PyResult {
    let builtins = pyston_object::hooks::import("builtins")?;
    pyston_object::attr::getattr_str(&builtins, name!("iter"))
}

/// Makes a module's types ready by `install`, the first time only: a module may be made again.
pub fn install_once(marker: &Type, install: impl FnOnce() -> PyResult<()>) -> PyResult<()> {
    if marker.has_flag(pyston_abi::flags::Py_TPFLAGS_READY) { Ok(()) } else { install() }
}

/// A new exception class `module.Name`, which lives as long as the process.
pub fn new_exception(full_name: &str, base: &'static Type) -> PyResult<&'static Type> {
    let (module, name) = full_name.rsplit_once('.').unwrap_or(("builtins", full_name));
    let namespace = Dict::new()?;
    namespace.set_str(name!("__module__"), module.into_py()?)?;
    let bases = Tuple::from_slice(&[base])?;
    let class = pyston_object::call::call(Type::static_type(), &[&*name.into_py()?, &bases, &namespace])?;
    match class.downcast_into::<Type>() {
        // The class is kept for good: native code names it.
        Ok(class) => Ok(Box::leak(Box::new(class))),
        Err(_) => Err(raise!(SystemError, "cannot make exception class")),
    }
}
