//! `stderrprinter`: what stands for `sys.stderr` until the `io` module is up, as in CPython.

use pyston_object::impl_trace;
use pyston_object::prelude::*;

#[pyclass(PyStdPrinter_Type = "stderrprinter")]
pub struct StdPrinter {
    fd: i32,
}

impl_trace!(StdPrinter {});

/// A printer to a file descriptor.
pub fn new(fd: i32) -> PyResult {
    Ok(Instance::new(StdPrinter { fd })?.into_object())
}

#[pytype(PyStdPrinter_Type, payload)]
impl StdPrinter {
    #[slot]
    fn tp_repr(this: &Instance<StdPrinter>) -> String {
        format!("<stdprinter(fd={}) object at {:#x}>", this.fd, this.object().as_ptr() as usize)
    }

    /// Does nothing: the descriptor stays open.
    #[method("($self, /)")]
    fn close(_this: &Instance<StdPrinter>) {}

    /// Does nothing: nothing is buffered.
    #[method("($self, /)")]
    fn flush(_this: &Instance<StdPrinter>) {}

    /// The file descriptor.
    #[method("($self, /)")]
    fn fileno(this: &Instance<StdPrinter>) -> i32 {
        this.fd
    }

    /// Is it a terminal?
    #[method("($self, /)")]
    fn isatty(this: &Instance<StdPrinter>) -> bool {
        // SAFETY: asks about a descriptor.
        unsafe { libc::isatty(this.fd) != 0 }
    }

    /// Writes text, what UTF-8 cannot show as escapes.
    #[method("($self, text, /)")]
    fn write(this: &Instance<StdPrinter>, text: &Str) -> PyResult<usize> {
        let mut shown = String::with_capacity(text.len());
        for point in text.data().iter() {
            match char::from_u32(point) {
                Some(char) => shown.push(char),
                None => shown.push_str(&format!("\\u{point:04x}")),
            }
        }
        let mut rest = shown.as_bytes();
        while !rest.is_empty() {
            // SAFETY: the bytes live through the call.
            let written = unsafe { libc::write(this.fd, rest.as_ptr().cast(), rest.len()) };
            if written < 0 {
                if errors::last_errno() == libc::EINTR {
                    continue;
                }
                return Err(errors::os_error(errors::last_errno(), None));
            }
            rest = &rest[written as usize..];
        }
        Ok(text.len())
    }

    #[getter]
    fn closed(_this: &Instance<StdPrinter>) -> bool {
        false
    }

    #[getter]
    fn encoding(_this: &Instance<StdPrinter>) -> Option<bool> {
        None
    }

    #[getter]
    fn mode(_this: &Instance<StdPrinter>) -> &'static str {
        "w"
    }
}
