//! Conversions between Rust values and objects: results ([`IntoPy`]) and arguments ([`FromArg`]).

use num_bigint::BigInt;

use crate::dict::Dict;
use crate::float::Float;
use crate::int::Int;
use crate::ptr::{Layout, Object, Py, PyResult, Raised};
use crate::str::Str;
use crate::{errors, protocol, raise, singletons};

/// A value that becomes an object.
pub trait IntoPy {
    fn into_py(self) -> PyResult;
}

macro_rules! into_py {
    ($($ty:ty, $value:ident => $made:expr;)*) => {
        $(impl IntoPy for $ty {
            #[inline]
            fn into_py(self) -> PyResult {
                let $value = self;
                $made
            }
        })*
    };
}

into_py! {
    (), _unit => Ok(singletons::py_none());
    bool, value => Ok(singletons::py_bool(value));
    i32, value => Int::from_i64(value.into()).map(Py::into_object);
    u8, value => Int::from_i64(value.into()).map(Py::into_object);
    u16, value => Int::from_i64(value.into()).map(Py::into_object);
    u32, value => Int::from_i64(value.into()).map(Py::into_object);
    i64, value => Int::from_i64(value).map(Py::into_object);
    u64, value => Int::from_u64(value).map(Py::into_object);
    isize, value => Int::from_i64(value as i64).map(Py::into_object);
    usize, value => Int::from_usize(value).map(Py::into_object);
    BigInt, value => Int::from_bigint(&value).map(Py::into_object);
    f64, value => Float::new(value).map(Py::into_object);
    &str, value => Str::new(value).map(Py::into_object);
    String, value => Str::new(&value).map(Py::into_object);
    &[u8], value => crate::bytes::Bytes::new(value).map(Py::into_object);
    Vec<u8>, value => crate::bytes::Bytes::new(&value).map(Py::into_object);
    Vec<Py>, value => crate::list::List::from_vec(value).map(Py::into_object);
    &Object, value => Ok(value.new_ref());
}

impl<T: Layout> IntoPy for Py<T> {
    #[inline]
    fn into_py(self) -> PyResult {
        Ok(self.into_object())
    }
}
impl<T: IntoPy> IntoPy for PyResult<T> {
    #[inline]
    fn into_py(self) -> PyResult {
        self?.into_py()
    }
}
/// `None` of Rust is `None` of Python.
impl<T: IntoPy> IntoPy for Option<T> {
    fn into_py(self) -> PyResult {
        self.map_or_else(|| Ok(singletons::py_none()), IntoPy::into_py)
    }
}

macro_rules! tuple_into_py {
    ($($name:ident)*) => {
        impl<$($name: IntoPy),*> IntoPy for ($($name,)*) {
            #[expect(non_snake_case, reason = "type names double as value names")]
            fn into_py(self) -> PyResult {
                let ($($name,)*) = self;
                crate::tuple::Tuple::from_vec(vec![$($name.into_py()?),*]).map(Py::into_object)
            }
        }
    };
}
tuple_into_py!(A);
tuple_into_py!(A B);
tuple_into_py!(A B C);
tuple_into_py!(A B C D);
tuple_into_py!(A B C D E);
tuple_into_py!(A B C D E F);

/// Which argument of which function is being converted, for messages.
#[derive(Clone, Copy)]
pub struct ArgContext {
    pub function: crate::args::FunctionName,
    /// "argument", "argument 2" or "argument 'name'".
    pub place: ArgPlace,
    /// May it be `None`?
    pub or_none: bool,
}

#[derive(Clone, Copy)]
pub enum ArgPlace {
    Only,
    Index(usize),
    Name(&'static str),
    /// Read by a format string ([`crate::args_parsed`]), whose `i` and `I` have messages of their own.
    Parsed(usize),
}

impl std::fmt::Display for ArgPlace {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ArgPlace::Only => f.write_str("argument"),
            ArgPlace::Index(index) | ArgPlace::Parsed(index) => write!(f, "argument {index}"),
            ArgPlace::Name(name) => write!(f, "argument '{name}'"),
        }
    }
}

impl ArgContext {
    pub const fn new(function: crate::args::FunctionName, place: ArgPlace) -> ArgContext {
        ArgContext { function, place, or_none: false }
    }

    /// The same for an argument that may be `None`, as messages about text say.
    #[must_use]
    pub const fn or_none(self) -> ArgContext {
        ArgContext { or_none: true, ..self }
    }

    /// `TypeError: f() argument 1 must be str, not int`.
    #[cold]
    pub fn must_be(&self, expected: &str, got: &Object) -> Raised {
        let got = if got.is_none() { "None".into() } else { got.type_name() };
        let or_none = if self.or_none && expected == "str" { " or None" } else { "" };
        if self.function.is_unnamed() {
            return raise!(TypeError, "{} must be {expected}{or_none}, not {got:.50}", self.place);
        }
        raise!(TypeError, "{}() {} must be {expected}{or_none}, not {got:.50}", self.function, self.place)
    }
}

/// An argument type of a built-in function.
pub trait FromArg<'a>: Sized {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self>;
}

impl<'a> FromArg<'a> for &'a Object {
    #[inline]
    fn from_arg(object: &'a Object, _: ArgContext) -> PyResult<Self> {
        Ok(object)
    }
}

impl FromArg<'_> for Py {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        Ok(object.new_ref())
    }
}

macro_rules! layout_from_arg {
    ($($ty:ty, $name:literal;)*) => {
        $(impl<'a> FromArg<'a> for &'a $ty {
            #[inline]
            fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
                object.downcast().ok_or_else(|| context.must_be($name, object))
            }
        })*
    };
}

layout_from_arg! {
    Str, "str";
    crate::bytes::Bytes, "bytes";
    crate::tuple::Tuple, "tuple";
    crate::list::List, "list";
    Dict, "dict";
    crate::ty::Type, "type";
    Float, "float";
    crate::set::Set, "set";
}

/// Any int, from objects with `__index__`.
impl FromArg<'_> for Py<Int> {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        protocol::index(object)
    }
}

/// The C format `n`: from `__index__`, `OverflowError` beyond the machine word.
impl FromArg<'_> for isize {
    #[inline]
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        if Float::check(object) {
            return Err(raise!(TypeError, "integer argument expected, got float"));
        }
        protocol::index_as_ssize(object)
    }
}

/// The C format `p`: truth.
impl FromArg<'_> for bool {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        protocol::is_true(object)
    }
}

/// The C format `d`.
impl FromArg<'_> for f64 {
    #[inline]
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        protocol::as_f64(object)
    }
}

/// The C format `i`.
impl FromArg<'_> for i32 {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        if let ArgPlace::Parsed(_) = context.place {
            let value = protocol::as_c_long(object)?;
            let bound = if value < 0 { "less than minimum" } else { "greater than maximum" };
            return i32::try_from(value).map_err(|_| raise!(OverflowError, "signed integer is {bound}"));
        }
        let value = errors::catch(protocol::as_c_long(object), &crate::exc::OverflowError)?;
        let too_large = || raise!(OverflowError, "Python int too large to convert to C int");
        value.and_then(|value| i32::try_from(value).ok()).ok_or_else(too_large)
    }
}

/// The C format `l` / `L`.
impl FromArg<'_> for i64 {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        protocol::as_c_long(object)
    }
}

/// The C format `I` without its wrap-around: an unsigned int.
impl FromArg<'_> for u32 {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        let value = i64::from_arg(object, context)?;
        u32::try_from(value).map_err(|_| {
            if value < 0 {
                raise!(ValueError, "value must be positive")
            } else {
                raise!(OverflowError, "Python int too large to convert to C unsigned int")
            }
        })
    }
}

/// UTF-8 text of a `str` argument.
impl FromArg<'_> for String {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        let text = <&Str>::from_arg(object, context)?;
        Ok(text.to_utf8()?.into_owned())
    }
}

impl<'a, T: FromArg<'a>> FromArg<'a> for Option<T> {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        T::from_arg(object, context).map(Some)
    }
}
