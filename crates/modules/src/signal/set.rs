//! Sets of signals: iterables of numbers and the system's masks.

use pyston_object::prelude::*;

use super::state::NSIG;

/// The mask of an iterable of signal numbers.
pub fn from_iterable(iterable: &Object) -> PyResult<libc::sigset_t> {
    // SAFETY: emptied before use.
    let mut mask: libc::sigset_t = unsafe { std::mem::zeroed() };
    // SAFETY: a mask of this frame.
    unsafe { libc::sigemptyset(&mut mask) };
    protocol::for_each(iterable, |item| {
        let number = match protocol::as_c_long(&item) {
            Ok(number) => number,
            Err(raised) if raised.is(&exc::OverflowError) => {
                raised.clear();
                return Err(raise!(ValueError, "signal number out of range"));
            }
            Err(raised) => return Err(raised),
        };
        if !(1..i64::from(NSIG)).contains(&number) {
            return Err(raise!(ValueError, "signal number {number} out of range"));
        }
        // SAFETY: as above; numbers that the C library keeps to itself are refused by it and left out.
        unsafe { libc::sigaddset(&mut mask, number as i32) };
        Ok(())
    })?;
    Ok(mask)
}

/// The numbers of a mask, as a Python set.
pub fn to_set(mask: &libc::sigset_t) -> PyResult<Py<Set>> {
    let list = List::new()?;
    for number in 1..NSIG {
        // SAFETY: a mask that was filled.
        if unsafe { libc::sigismember(mask, number) } == 1 {
            list.append(number.into_py()?)?;
        }
    }
    Set::from_iterable(Set::static_type(), &list)
}
