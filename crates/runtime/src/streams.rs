//! The standard streams: `sys.stdin`, `sys.stdout`, `sys.stderr` as text files.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use crate::sys;

/// Encoding and error handler of the standard streams.
fn encoding_of_streams() -> (String, String) {
    let ignore = crate::config::get().flags.ignore_environment != 0;
    let get = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = get("LC_ALL").or_else(|| get("LC_CTYPE")).or_else(|| get("LANG")).unwrap_or_default();
    // The plain C locale is coerced to UTF-8, where undecodable bytes must survive.
    let lenient = matches!(locale.as_str(), "" | "C" | "POSIX" | "C.UTF-8" | "C.utf8");
    let (mut encoding, mut errors) =
        ("utf-8".to_owned(), if lenient { "surrogateescape" } else { "strict" }.to_owned());
    if let Some(setting) = get("PYTHONIOENCODING").filter(|_| !ignore) {
        let (name, handler) = setting.split_once(':').unwrap_or((&setting, ""));
        if !name.is_empty() {
            encoding = name.to_owned();
            errors = "strict".to_owned();
        }
        if !handler.is_empty() {
            errors = handler.to_owned();
        }
    }
    (encoding, errors)
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
    let (encoding, handler) = encoding_of_streams();
    for (name, fd, write) in [("stdin", 0, false), ("stdout", 1, true), ("stderr", 2, true)] {
        let handler = if fd == 2 { "backslashreplace" } else { &handler };
        let stream = open(&io, fd, &format!("<{name}>"), write, &encoding, handler)?;
        sys::set(&format!("__{name}__"), stream.clone())?;
        sys::set(name, stream)?;
    }
    Ok(())
}
