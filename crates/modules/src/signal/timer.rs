//! Interval timers.

use pyston_object::prelude::*;

use crate::time::duration::{self, Rounding};

static ERROR: GilCell<Option<&'static Type>> = GilCell::new(None);

/// `signal.ItimerError`.
pub fn error_type() -> PyResult<&'static Type> {
    if let Some(ty) = ERROR.get() {
        return Ok(ty);
    }
    let ty = crate::arguments::new_exception("signal.ItimerError", &exc::OSError)?;
    ERROR.set(Some(ty));
    Ok(ty)
}

fn last_error() -> Raised {
    let build = || -> PyResult<Py> {
        let errno = errors::last_errno();
        let args = (errno, errors::strerror(errno)).into_py()?;
        Ok(args)
    };
    match (error_type(), build()) {
        (Ok(ty), Ok(args)) => errors::raise_object(ty, args),
        (Err(raised), _) | (_, Err(raised)) => raised,
    }
}

fn interval(seconds: &Object) -> PyResult<libc::timeval> {
    Ok(duration::timeval_of(duration::nanoseconds(seconds, Rounding::Up)?, Rounding::Up))
}

fn result(timer: &libc::itimerval) -> (f64, f64) {
    let seconds = |time: libc::timeval| time.tv_sec as f64 + time.tv_usec as f64 / 1e6;
    (seconds(timer.it_value), seconds(timer.it_interval))
}

const EMPTY: libc::itimerval = libc::itimerval {
    it_interval: libc::timeval { tv_sec: 0, tv_usec: 0 },
    it_value: libc::timeval { tv_sec: 0, tv_usec: 0 },
};

/// Sets a timer; gives what it was before.
pub fn set(which: i32, seconds: &Object, repeat: Option<&Object>) -> PyResult<(f64, f64)> {
    let mut new = EMPTY;
    new.it_value = interval(seconds)?;
    if let Some(repeat) = repeat {
        new.it_interval = interval(repeat)?;
    }
    let mut old = EMPTY;
    // SAFETY: values of the right type.
    if unsafe { libc::syscall(libc::SYS_setitimer, which, &raw const new, &raw mut old) } != 0 {
        return Err(last_error());
    }
    Ok(result(&old))
}

/// What a timer is.
pub fn get(which: i32) -> PyResult<(f64, f64)> {
    let mut timer = EMPTY;
    // SAFETY: a value of the right type.
    if unsafe { libc::syscall(libc::SYS_getitimer, which, &raw mut timer) } != 0 {
        return Err(last_error());
    }
    Ok(result(&timer))
}
