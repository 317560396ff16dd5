//! What `_IOBase` does by calling the methods of subclasses: lines, and closing what nobody closed.

use pyston_object::prelude::*;
use pyston_object::room;
use pyston_object::{attr, call};

use super::base;
use super::support;

/// How many bytes to read next, so as not to read beyond the line: looks ahead if the stream can.
fn line_step(peek: Option<&Object>, room: Option<usize>) -> PyResult<Option<usize>> {
    let Some(peek) = peek else { return Ok(Some(1)) };
    let ahead = match call::call(peek, &[&*1.into_py()?]) {
        Ok(ahead) => ahead,
        Err(raised) => return support::trap_interrupted(raised).map(|()| None),
    };
    let Some(ahead) = pyston_object::bytes::of(&ahead) else {
        return Err(raise!(OSError, "peek() should have returned a bytes object, not '{:.200}'", ahead.type_name()));
    };
    if ahead.is_empty() {
        return Ok(Some(1));
    }
    let ahead = &ahead[..room.map_or(ahead.len(), |room| room.min(ahead.len()))];
    Ok(Some(ahead.iter().position(|&byte| byte == b'\n').map_or(ahead.len(), |end| end + 1)))
}

/// `_IOBase.readline(this, limit)`; a negative limit is none.
pub fn readline(this: &Object, limit: isize) -> PyResult<Py<Bytes>> {
    let peek = attr::find_attr(this, name!("peek"))?;
    let limit = usize::try_from(limit).ok();
    let mut line: Vec<u8> = Vec::new();
    while limit.is_none_or(|limit| line.len() < limit) {
        // The limit is that of the whole line, even when part of it was read: CPython's answer.
        let Some(step) = line_step(peek.as_deref(), limit)? else { continue };
        let part = match call::call_method(this, name!("read"), &[&*step.into_py()?]) {
            Ok(part) => part,
            Err(raised) => {
                support::trap_interrupted(raised)?;
                continue;
            }
        };
        let Some(part) = pyston_object::bytes::of(&part) else {
            return Err(raise!(OSError, "read() should have returned a bytes object, not '{:.200}'", part.type_name()));
        };
        if part.is_empty() {
            break;
        }
        room::extend(&mut line, part)?;
        if line.ends_with(b"\n") {
            break;
        }
    }
    Bytes::new(&line)
}

/// `_IOBase.readlines(this, hint)`.
pub fn readlines(this: &Object, hint: isize) -> PyResult<Py<List>> {
    if hint <= 0 {
        return protocol::to_list(this);
    }
    let lines = List::new()?;
    let iterator = protocol::iter(this)?;
    let mut total = 0;
    while let Some(line) = protocol::next(&iterator)? {
        let len = protocol::len(&line)?;
        lines.append(line)?;
        if len > hint as usize - total {
            break;
        }
        total += len;
    }
    Ok(lines)
}

/// `_IOBase.writelines(this, lines)`.
pub fn writelines(this: &Object, lines: &Object) -> PyResult<()> {
    base::check_closed(this)?;
    protocol::for_each(lines, |line| support::call_uninterrupted(this, name!("write"), &[&line]).map(drop))
}

/// Closes a stream that is about to die. Errors are silent, except in development mode.
pub fn finalize(this: &Object) {
    support::undisturbed(|| {
        let closed = match attr::find_attr(this, name!("closed")) {
            Ok(Some(closed)) => protocol::is_true(&closed),
            Ok(None) => return,
            Err(raised) => Err(raised),
        };
        match closed {
            Ok(false) => (),
            Ok(true) => return,
            Err(raised) => return raised.clear(),
        }
        // Tells close() that nobody called it.
        if let Err(raised) = attr::setattr_str(this, name!("_finalizing"), Some(singletons::bool(true))) {
            raised.clear();
        }
        if let Err(raised) = call::call_method(this, name!("close"), &[]) {
            if support::is_dev_mode() {
                errors::write_unraisable(raised, Some(this));
            } else {
                raised.clear();
            }
        }
    });
}
