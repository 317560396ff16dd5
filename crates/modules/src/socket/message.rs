//! Messages with ancillary data: descriptors, credentials and what else goes beside the bytes.
//!
//! **Invariant**: blocks of control messages are read and written only within their length, header by header.

use pyston_object::prelude::*;

use super::address::Address;
use crate::arguments::parse_int;

/// Length and alignment of a control message's header.
const HEADER: usize = size_of::<libc::cmsghdr>();
const ALIGN: usize = size_of::<usize>();
/// More than a length of the system holds.
const LIMIT: usize = i32::MAX as usize;

fn aligned(len: usize) -> Option<usize> {
    Some(len.checked_add(ALIGN - 1)? / ALIGN * ALIGN)
}

/// The length of a control message with so many bytes of data.
pub fn length(data: isize) -> Option<usize> {
    usize::try_from(data).ok()?.checked_add(HEADER).filter(|len| *len <= LIMIT)
}

/// What such a message takes with the padding behind it.
pub fn space(data: isize) -> Option<usize> {
    // The limit is that of CPython, padding or not.
    length(data).filter(|len| *len <= LIMIT - ALIGN).and_then(aligned).filter(|len| *len <= LIMIT)
}

/// A control message to send.
pub struct Control {
    level: i32,
    kind: i32,
    data: Buffer,
}

/// The control messages of an argument.
pub fn controls(items: &Object) -> PyResult<Vec<Control>> {
    let not_iterable = |raised: Raised| match raised.is(&exc::TypeError) {
        true => {
            raised.clear();
            raise!(TypeError, "sendmsg() argument 2 must be an iterable")
        }
        false => raised,
    };
    let iterator = protocol::iter(items).map_err(not_iterable)?;
    let what = "[sendmsg() ancillary data items]() argument must be";
    let mut all = Vec::new();
    while let Some(item) = protocol::next(&iterator)? {
        if !protocol::is_sequence(&item) {
            return Err(raise!(TypeError, "{what} 3-item sequence, not {}", item.type_name()));
        }
        let parts = protocol::collect(&item)?;
        let [level, kind, data] = parts.as_slice() else {
            return Err(raise!(TypeError, "{what} sequence of length 3, not {}", parts.len()));
        };
        all.push(Control { level: parse_int(level)?, kind: parse_int(kind)?, data: Buffer::new(data)? });
    }
    Ok(all)
}

/// The block that the system wants; of words, so that it is aligned.
pub fn block(controls: &[Control]) -> PyResult<(Vec<usize>, usize)> {
    let mut total = 0usize;
    for control in controls {
        let Some(space) = space(control.data.len() as isize) else {
            return Err(raise!(OSError, "ancillary data item too large"));
        };
        total += space;
        if total > LIMIT {
            return Err(raise!(OSError, "too much ancillary data"));
        }
    }
    let mut words = vec![0usize; total / ALIGN];
    let mut at = 0;
    for control in controls {
        let len = HEADER + control.data.len();
        // SAFETY: zero is a valid value of every field.
        let mut header: libc::cmsghdr = unsafe { std::mem::zeroed() };
        header.cmsg_len = len as _;
        header.cmsg_level = control.level;
        header.cmsg_type = control.kind;
        let content = control.data.to_vec();
        // SAFETY: `total` counts header and data of every message; `at` is a multiple of a word.
        unsafe {
            let place = words.as_mut_ptr().cast::<u8>().add(at);
            place.cast::<libc::cmsghdr>().write(header);
            std::ptr::copy_nonoverlapping(content.as_ptr(), place.add(HEADER), content.len());
        }
        at += aligned(len).unwrap_or(len);
    }
    Ok((words, total))
}

/// The control messages in a received block: (level, type, data) each; one that was cut off is the last.
pub fn parse(words: &[usize], len: usize) -> PyResult<Vec<Py>> {
    let len = len.min(words.len() * ALIGN);
    let mut all = Vec::new();
    let mut at = 0;
    while at + HEADER <= len {
        // SAFETY: within the block; `at` is a multiple of a word; every field may have every value.
        let (header, data) = unsafe {
            let place = words.as_ptr().cast::<u8>().add(at);
            let header = place.cast::<libc::cmsghdr>().read();
            let whole = header.cmsg_len;
            let here = whole.min(len - at);
            let data = here.checked_sub(HEADER).map(|n| std::slice::from_raw_parts(place.add(HEADER), n));
            (header, data)
        };
        let Some(data) = data else {
            let text = "received malformed or improperly-truncated ancillary data";
            pyston_object::hooks::warn(&exc::RuntimeWarning, text, 1)?;
            break;
        };
        all.push((header.cmsg_level, header.cmsg_type, Bytes::new(data)?).into_py()?);
        match aligned(header.cmsg_len) {
            Some(step) if at + step <= len => at += step,
            _ => break,
        }
    }
    Ok(all)
}

/// The length of a receiving call's block for ancillary data.
pub fn ancillary_size(size: isize) -> PyResult<usize> {
    match usize::try_from(size) {
        Ok(size) if size <= LIMIT => Ok(size),
        _ => Err(raise!(ValueError, "invalid ancillary data buffer length")),
    }
}

/// A received message.
pub struct Received {
    pub data: Vec<u8>,
    pub controls: Vec<Py>,
    pub flags: i32,
    pub address: Address,
}

/// A `msghdr` without anything.
pub fn header() -> libc::msghdr {
    // SAFETY: zero is a valid value of every field.
    unsafe { std::mem::zeroed() }
}
