//! `struct_siginfo`, what waiting for a signal gives.

use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field};

const FIELDS: &[Field] = &[
    (Some("si_signo"), "signal number"),
    (Some("si_code"), "signal code"),
    (Some("si_errno"), "errno associated with this signal"),
    (Some("si_pid"), "sending process ID"),
    (Some("si_uid"), "real user ID of sending process"),
    (Some("si_status"), "exit value or signal"),
    (Some("si_band"), "band event for SIGPOLL"),
];

static TYPE: GilCell<Option<&'static Type>> = GilCell::new(None);

/// The type.
pub fn type_of() -> PyResult<&'static Type> {
    if let Some(ty) = TYPE.get() {
        return Ok(ty);
    }
    let ty = structseq::new_type("signal.struct_siginfo", "Facts about a signal that arrived.", FIELDS, 7)?;
    TYPE.set(Some(ty));
    Ok(ty)
}

/// The facts as an object.
pub fn make(info: &libc::siginfo_t) -> PyResult {
    // SAFETY: the words of the union that the kernel filled or left zero.
    let (pid, uid, status) = unsafe { (info.si_pid(), info.si_uid(), info.si_status()) };
    // SAFETY: the first word of the union after the three numbers and their padding; the structure is 128 bytes.
    let band = unsafe { (&raw const *info).cast::<i64>().add(2).read() };
    structseq::make(
        type_of()?,
        vec![
            info.si_signo.into_py()?,
            info.si_code.into_py()?,
            info.si_errno.into_py()?,
            pid.into_py()?,
            uid.into_py()?,
            status.into_py()?,
            band.into_py()?,
        ],
    )
}
