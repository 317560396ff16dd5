//! The constructor.

use pyston_object::prelude::*;

use crate::codecs;

/// The encoding or the handler's name, whose type error names the argument by its place.
fn name_argument(argument: Option<&Object>, place: usize) -> PyResult<Option<&str>> {
    let Some(object) = argument else { return Ok(None) };
    let Some(name) = object.downcast::<Str>() else {
        let got = if object.is_none() { "None".into() } else { object.type_name() };
        return Err(raise!(TypeError, "str() argument {place} must be str, not {got:.50}"));
    };
    codecs::c_text(name).map(Some)
}

pub fn new(
    class: &Type,
    object: Option<&Object>,
    encoding: Option<&Object>,
    errors: Option<&Object>,
) -> PyResult<Py<Str>> {
    let encoding = name_argument(encoding, 2)?;
    let errors = name_argument(errors, 3)?;
    let text = match object {
        None => Str::empty(),
        Some(object) if encoding.is_none() && errors.is_none() => protocol::str(object)?,
        Some(object) => codecs::decode_object(object, encoding, errors)?,
    };
    if class == &pyston_object::statics::PyUnicode_Type { Ok(text) } else { text.copy_as(class) }
}
