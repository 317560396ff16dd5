//! Errors of `pyston_numeric` as exceptions: `?` on its results raises.

use pyston_numeric::{ErrorKind, NumError};

use crate::ptr::{Py, Raised};
use crate::{convert, errors, exc, raise};

impl From<NumError> for Raised {
    #[cold]
    fn from(error: NumError) -> Raised {
        let text = error.text;
        match error.kind {
            ErrorKind::ValueError => raise!(ValueError, "{text}"),
            ErrorKind::OverflowError => raise!(OverflowError, "{text}"),
            ErrorKind::ZeroDivisionError => raise!(ZeroDivisionError, "{text}"),
            ErrorKind::TypeError => raise!(TypeError, "{text}"),
            ErrorKind::MemoryError => errors::no_memory(),
            ErrorKind::OverflowErrno => {
                let args: Result<Py, Raised> = convert::IntoPy::into_py((libc::ERANGE, text.into_owned()));
                args.map_or_else(|raised| raised, |args| errors::raise_object(&exc::OverflowError, args))
            }
        }
    }
}
