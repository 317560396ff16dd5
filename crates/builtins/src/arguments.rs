//! Arguments of methods that have no text signature, and a few conversions that several types share.

use pyston_object::prelude::*;

/// The one argument of a method without a text signature.
pub fn only_argument<'a>(args: Args<'a>, name: &str) -> PyResult<&'a Object> {
    args.no_keywords(name)?;
    match args.positional {
        [only] => Ok(only),
        _ => Err(raise!(TypeError, "{name}() takes exactly one argument ({} given)", args.positional.len())),
    }
}

/// Checks that a method without a text signature got no arguments.
pub fn no_arguments(args: Args<'_>, name: &str) -> PyResult<()> {
    args.no_keywords(name)?;
    match args.positional.len() {
        0 => Ok(()),
        given => Err(raise!(TypeError, "{name}() takes no arguments ({given} given)")),
    }
}

/// Checks the number of positional arguments (`PyArg_UnpackTuple`).
pub fn check_count(given: usize, name: &str, min: usize, max: usize) -> PyResult<()> {
    if (min..=max).contains(&given) {
        return Ok(());
    }
    let (bound, limit) = if given < min { ("at least ", min) } else { ("at most ", max) };
    let bound = if min == max { "" } else { bound };
    let plural = if limit == 1 { "" } else { "s" };
    Err(raise!(TypeError, "{name} expected {bound}{limit} argument{plural}, got {given}"))
}

/// Fails if the constructor of exactly `base` gets keywords; subtypes may take them in `__init__`.
pub fn no_keywords_unless_subtype(class: &Type, base: &Type, name: &str, kwargs: Option<&Dict>) -> PyResult<()> {
    match kwargs {
        Some(kwargs) if class == base && !kwargs.is_empty() => {
            Err(raise!(TypeError, "{name}() takes no keyword arguments"))
        }
        _ => Ok(()),
    }
}

/// The state of an iterator as pickled: an int (`PyLong_AsSsize_t`).
pub fn state_index(state: &Object) -> PyResult<isize> {
    let Some(state) = state.downcast::<Int>() else { return Err(raise!(TypeError, "an integer is required")) };
    let value = state.to_i64().ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C ssize_t"))?;
    Ok(value as isize)
}

/// A name of the `builtins` module, for `__reduce__`.
pub fn builtin(name: &str) -> PyResult {
    let module = pyston_object::hooks::import("builtins")?;
    pyston_object::attr::getattr_str(&module, &Str::intern(name))
}

/// `+=` and the other operators' "not mine".
pub fn not_implemented() -> PyResult {
    Ok(singletons::py_not_implemented())
}
