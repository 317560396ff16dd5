//! `object.h`: what every object can do.

use crate::capi;
use pyston_object::prelude::*;

/// The text that `text` makes of an object; of null it is `<NULL>`.
pub(crate) fn text_of(object: Option<&Object>, text: fn(&Object) -> PyResult<Py<Str>>) -> PyResult<Py<Str>> {
    object.map_or_else(|| Str::new("<NULL>"), text)
}

capi! {
    /// `repr(object)`.
    fn PyObject_Repr(object: Option<&Object>) -> PyResult<Py<Str>> { text_of(object, protocol::repr) }
}
