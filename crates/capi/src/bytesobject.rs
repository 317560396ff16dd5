//! `bytesobject.h`: bytes.

use crate::capi;
use crate::text::CText;
use crate::format;
use crate::va::VaList;
use pyston_object::prelude::*;

capi! {
    /// Bytes by a format and its arguments.
    variadic fn PyBytes_FromFormat(format: CText<'_>; va) -> PyResult<Py<Bytes>> { format::bytes(format, va) }

    /// The same with a `va_list`.
    fn PyBytes_FromFormatV(format: CText<'_>, va: &mut VaList) -> PyResult<Py<Bytes>> { format::bytes(format, va) }
}
