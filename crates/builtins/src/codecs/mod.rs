//! Text encodings.

use pyston_object::prelude::*;

/// Text without NUL, as the C API's names of encodings and error handlers are.
pub fn c_text(text: &Str) -> PyResult<&str> {
    let text = text.utf8()?;
    if text.contains('\0') {
        return Err(raise!(ValueError, "embedded null character"));
    }
    Ok(text)
}

/// An argument of the C format `s`.
pub struct CText<'a>(pub &'a str);

impl<'a> FromArg<'a> for CText<'a> {
    fn from_arg(object: &'a Object, context: ArgContext) -> PyResult<Self> {
        c_text(<&Str>::from_arg(object, context)?).map(CText)
    }
}
pub fn encode_text(text: &Str, encoding: Option<&str>, errors: Option<&str>) -> PyResult {
    todo!()
}
pub fn decode_object(object: &Object, encoding: Option<&str>, errors: Option<&str>) -> PyResult<Py<Str>> {
    todo!()
}
