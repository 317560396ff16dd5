//! `sysmodule.h`: the `sys` module and its standard streams.

use std::ffi::c_int;

use pyston_object::prelude::*;
use pyston_runtime::sys;

use crate::answer::Borrowed;
use crate::capi;
use crate::format;
use crate::text::CText;
use crate::va::VaList;

/// What of a text by C's own `printf` is written.
const MOST: usize = 1000;

/// Writes to a stream of `sys`, or to the process's own if that fails. A pending exception stays.
fn write(stream: &Str, fd: c_int, text: &Str) {
    let pending = errors::fetch();
    let file = sys::get(stream).ok().flatten().filter(|file| !file.is_none());
    let written = match &file {
        Some(file) => pyston_object::call::call_method(file, name!("write"), &[text]).map(drop),
        None => Err(Raised),
    };
    if written.is_err() {
        errors::clear();
        let bytes = text.to_wtf8();
        // SAFETY: writes the bytes to a descriptor of the process.
        unsafe { libc::write(fd, bytes.as_ptr().cast(), bytes.len()) };
    }
    if let Some(pending) = pending {
        let Raised = errors::restore(pending);
    }
}

/// Writes what C's `printf` makes of the format, cut off at [`MOST`] bytes.
fn write_c(stream: &Str, fd: c_int, format: CText<'_>, va: &mut VaList) {
    let mut buffer = [0u8; MOST + 1];
    // SAFETY: the buffer has that size; the list is what C's caller made for the format.
    let len = unsafe { crate::va::vsnprintf(buffer.as_mut_ptr().cast(), buffer.len(), format.as_ptr(), va) };
    let kept = usize::try_from(len).unwrap_or(0).min(MOST);
    let text = crate::text::decode_replacing(&buffer[..kept]);
    if let Ok(text) = text {
        write(stream, fd, &text);
    }
    if usize::try_from(len).is_ok_and(|len| len > MOST)
        && let Ok(rest) = Str::new("... truncated")
    {
        write(stream, fd, &rest);
    }
}

fn write_formatted(stream: &Str, fd: c_int, format: CText<'_>, va: &mut VaList) {
    let pending = errors::fetch();
    match format::text(format, va) {
        Ok(text) => write(stream, fd, &text),
        Err(raised) => raised.clear(),
    }
    if let Some(pending) = pending {
        let Raised = errors::restore(pending);
    }
}

capi! {
    /// A borrowed reference, or null without an exception.
    fn PySys_GetObject(name: CText<'_>) -> Borrowed {
        let found = name.decode().and_then(|name| sys::get(&name));
        Borrowed::kept(found.unwrap_or_else(|raised| {
            raised.clear();
            None
        }))
    }

    /// Null deletes.
    fn PySys_SetObject(name: CText<'_>, value: Option<&Object>) -> PyResult<()> {
        let name = name.intern()?;
        let Some(module) = sys::module() else { return Err(raise!(RuntimeError, "no sys module")) };
        match value {
            Some(value) => module.dict().set_str(&name, value.new_ref()),
            None => module.dict().remove(&name).map(drop),
        }
    }

    variadic fn PySys_WriteStdout(format: CText<'_>; va) -> () { write_c(name!("stdout"), 1, format, va) }

    variadic fn PySys_WriteStderr(format: CText<'_>; va) -> () { write_c(name!("stderr"), 2, format, va) }

    variadic fn PySys_FormatStdout(format: CText<'_>; va) -> () { write_formatted(name!("stdout"), 1, format, va) }

    variadic fn PySys_FormatStderr(format: CText<'_>; va) -> () { write_formatted(name!("stderr"), 2, format, va) }

    /// A borrowed reference.
    fn PySys_GetXOptions() -> PyResult<Borrowed> { sys::get(name!("_xoptions")).map(Borrowed::kept) }

    fn PySys_HasWarnOptions() -> bool {
        let options = sys::get(name!("warnoptions")).ok().flatten();
        options.and_then(|options| options.downcast::<List>().map(List::len)).is_some_and(|len| len > 0)
    }
}
