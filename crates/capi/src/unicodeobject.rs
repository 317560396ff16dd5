//! `unicodeobject.h`: strings.

use crate::capi;
use crate::text::CText;
use crate::format;
use crate::va::VaList;
use pyston_object::prelude::*;

capi! {
    /// A string by a format and its arguments.
    variadic fn PyUnicode_FromFormat(format: CText<'_>; va) -> PyResult<Py<Str>> { format::text(format, va) }

    /// The same with a `va_list`.
    fn PyUnicode_FromFormatV(format: CText<'_>, va: &mut VaList) -> PyResult<Py<Str>> { format::text(format, va) }
}
