//! The standard streams: `sys.stdin`, `sys.stdout`, `sys.stderr` as text files.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use crate::sys;

/// Encoding and error handler of the standard streams: as asked for, else the locale's.
fn encoding_of_streams() -> PyResult<(String, String)> {
    let config = crate::config::get();
    let (encoding, handler) = &config.stdio;
    let locale = &config.locale;
    let default_handler = if encoding.is_empty() && locale.is_lenient { "surrogateescape" } else { "strict" };
    let handler = if handler.is_empty() { default_handler } else { handler };
    let encoding = if encoding.is_empty() { &locale.codeset } else { encoding };
    let codec = pyston_builtins::codecs::lookup(encoding)?;
    let name = attr::getattr_str(&codec, name!("name"))?;
    Ok((protocol::str(&name)?.to_string(), handler.to_owned()))
}

/// A text file over a descriptor, or `None` if the descriptor is closed.
fn open(io: &Object, fd: i32, name: &str, write: bool, encoding: &str, handler: &str) -> PyResult {
    // SAFETY: asks about a number.
    if unsafe { libc::fcntl(fd, libc::F_GETFD) } < 0 {
        return Ok(singletons::py_none());
    }
    let unbuffered = write && crate::config::get().flags.unbuffered;
    let none = singletons::none();
    let buffering = if unbuffered { 0 } else { -1 };
    let binary = call::call_method(
        io,
        name!("open"),
        &[
            &*fd.into_py()?,
            &*(if write { "wb" } else { "rb" }).into_py()?,
            &*buffering.into_py()?,
            none,
            none,
            none,
            singletons::bool(false).as_object(),
        ],
    )?;
    let raw = if unbuffered { binary.clone() } else { attr::getattr_str(&binary, name!("raw"))? };
    attr::setattr_str(&raw, name!("name"), Some(&*name.into_py()?))?;
    let is_terminal = protocol::is_true(&*call::call_method(&raw, name!("isatty"), &[])?)?;
    let wrapper = attr::getattr_str(io, name!("TextIOWrapper"))?;
    let stream = call::call(
        &wrapper,
        &[
            &binary,
            &*encoding.into_py()?,
            &*handler.into_py()?,
            &*"\n".into_py()?,
            singletons::bool(is_terminal && !unbuffered || fd == 2).as_object(),
            singletons::bool(unbuffered).as_object(),
        ],
    )?;
    attr::setattr_str(&stream, name!("mode"), Some(&*(if write { "w" } else { "r" }).into_py()?))?;
    Ok(stream)
}

/// Makes the streams and `builtins.open`.
pub fn start() -> PyResult<()> {
    let io = crate::import::import_module("io")?;
    let open_function = attr::getattr_str(&io, name!("OpenWrapper"))?;
    if let Some(builtins) = sys::modules()?.get_str(name!("builtins"))? {
        attr::setattr_str(&builtins, name!("open"), Some(&open_function))?;
    }
    let (encoding, handler) = encoding_of_streams()?;
    for (name, fd, write) in [("stdin", 0, false), ("stdout", 1, true), ("stderr", 2, true)] {
        let handler = if fd == 2 { "backslashreplace" } else { &handler };
        let stream = open(&io, fd, &format!("<{name}>"), write, &encoding, handler)?;
        sys::set(&format!("__{name}__"), stream.clone())?;
        sys::set(name, stream)?;
    }
    Ok(())
}
