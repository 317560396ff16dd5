//! Methods of floats that take more than a line.

use pyston_numeric::float as numeric;
use pyston_object::prelude::*;
use pyston_object::statics::PyFloat_Type;

/// This value as an exact `float`: itself, or a copy of a subtype's instance.
pub fn to_exact(this: &Float) -> PyResult<Py<Float>> {
    if Float::check_exact(this) { Ok(this.new_ref()) } else { Float::new(this.value()) }
}

/// `int(x)`.
pub fn truncated(x: f64) -> PyResult<Py<Int>> {
    // Casts saturate, so anything that a machine word may not hold goes the long way.
    if x.abs() < 9.0e18 {
        return Int::from_i64(x as i64);
    }
    Int::from_numeric(&numeric::to_int(x)?)
}

/// `round(x, ndigits)`.
pub fn round(x: f64, ndigits: Option<&Object>) -> PyResult {
    match ndigits {
        None => Int::from_numeric(&numeric::round_to_int(x)?).into_py(),
        Some(ndigits) => {
            let ndigits = protocol::index_as_ssize_for(ndigits, None)?;
            numeric::round_to_digits(x, ndigits as i64)?.into_py()
        }
    }
}

/// `float.fromhex(string)`.
pub fn from_hex(class: &Type, string: &Object) -> PyResult {
    let Some(text) = string.downcast::<Str>() else {
        return Err(raise!(TypeError, "bad argument type for built-in operation"));
    };
    let value = Float::new(numeric::from_hex(text.to_utf8()?.as_bytes())?)?;
    let exact: &Type = &PyFloat_Type;
    if class == exact { Ok(value.into_object()) } else { pyston_object::call::call(class, &[&value]) }
}

/// Are the formats of C's `double` and `float` hidden? Only the test suite asks.
static HIDDEN: [GilCell<bool>; 2] = [GilCell::new(false), GilCell::new(false)];

const DETECTED: &str = if cfg!(target_endian = "little") { "IEEE, little-endian" } else { "IEEE, big-endian" };

fn format_index(typestr: &Object, function: &str) -> PyResult<usize> {
    let Some(name) = typestr.downcast::<Str>() else {
        let place = if function == "__getformat__" { "argument" } else { "argument 1" };
        let got = if typestr.is_none() { "None".into() } else { typestr.type_name() };
        return Err(raise!(TypeError, "{function}() {place} must be str, not {got:.50}"));
    };
    ["double", "float"].iter().position(|known| name.eq_str(known)).ok_or_else(|| {
        raise!(ValueError, "{} argument 1 must be 'double' or 'float'", function.replace("_set_", "_set") + "()")
    })
}

/// `float.__getformat__(typestr)`.
pub fn get_format(typestr: &Object) -> PyResult<&'static str> {
    let index = format_index(typestr, "__getformat__")?;
    Ok(if HIDDEN[index].get() { "unknown" } else { DETECTED })
}

/// `float.__set_format__(typestr, fmt)`.
pub fn set_format(typestr: &Object, fmt: &Object) -> PyResult<()> {
    if Str::check(typestr) && !Str::check(fmt) {
        let got = if fmt.is_none() { "None".into() } else { fmt.type_name() };
        return Err(raise!(TypeError, "__set_format__() argument 2 must be str, not {got:.50}"));
    }
    let index = format_index(typestr, "__set_format__")?;
    let name = fmt.downcast::<Str>();
    let is = |text: &str| name.is_some_and(|name| name.eq_str(text));
    if is("unknown") {
        HIDDEN[index].set(true);
    } else if is(DETECTED) {
        HIDDEN[index].set(false);
    } else if is("IEEE, little-endian") || is("IEEE, big-endian") {
        let type_name = ["double", "float"][index];
        return Err(raise!(ValueError, "can only set {type_name} format to 'unknown' or the detected platform value"));
    } else {
        return Err(raise!(
            ValueError,
            "__set_format__() argument 2 must be 'unknown', 'IEEE, little-endian' or 'IEEE, big-endian'"
        ));
    }
    Ok(())
}
