//! `OSError`: the subclass chosen by errno, file names, `characters_written`.
//!
//! Who initialises: `__new__`, so that the class can depend on the arguments, unless a subclass
//! overrides `__init__` and not `__new__`; then `__init__` does, with the arguments the subclass
//! passes on.

use pyston_object::alloc;
use pyston_object::exception::kinds::{self, OsError};
use pyston_object::prelude::*;

use super::base::{base_str, reduced};
use super::no_keywords;
use super::simple::as_exception;
use crate::arguments::no_arguments;

pub struct OsErrorType;

/// Which class an errno stands for.
const CLASSES: &[(i32, &Type)] = &[
    (libc::EAGAIN, &exc::BlockingIOError),
    (libc::EALREADY, &exc::BlockingIOError),
    (libc::EINPROGRESS, &exc::BlockingIOError),
    (libc::EWOULDBLOCK, &exc::BlockingIOError),
    (libc::EPIPE, &exc::BrokenPipeError),
    (libc::ESHUTDOWN, &exc::BrokenPipeError),
    (libc::ECHILD, &exc::ChildProcessError),
    (libc::ECONNABORTED, &exc::ConnectionAbortedError),
    (libc::ECONNREFUSED, &exc::ConnectionRefusedError),
    (libc::ECONNRESET, &exc::ConnectionResetError),
    (libc::EEXIST, &exc::FileExistsError),
    (libc::ENOENT, &exc::FileNotFoundError),
    (libc::EISDIR, &exc::IsADirectoryError),
    (libc::ENOTDIR, &exc::NotADirectoryError),
    (libc::EINTR, &exc::InterruptedError),
    (libc::EACCES, &exc::PermissionError),
    (libc::EPERM, &exc::PermissionError),
    (libc::ESRCH, &exc::ProcessLookupError),
    (libc::ETIMEDOUT, &exc::TimeoutError),
];

/// Is `__init__` the one to initialise instances of `class`?
fn init_decides(class: &Type) -> bool {
    let (own, root) = (class.tp(), exc::OSError.tp());
    own.tp_init.map(|f| f as usize) != root.tp_init.map(|f| f as usize)
        && own.tp_new.map(|f| f as usize) == root.tp_new.map(|f| f as usize)
}

/// `(errno, strerror, filename, winerror, filename2)` of 2 to 5 arguments; else nothing.
fn parts(args: &Tuple) -> [Option<&Object>; 5] {
    let mut parts = [None; 5];
    if (2..=5).contains(&args.len()) {
        for (part, arg) in parts.iter_mut().zip(args.as_slice()) {
            *part = Some(*arg);
        }
    }
    parts
}

fn fill(this: &OsError, args: &Tuple) -> PyResult<()> {
    let [errno, strerror, filename, _, filename2] = parts(args);
    let mut kept = args.new_ref();
    if let Some(filename) = filename.filter(|name| !name.is_none()) {
        let is_count = this.ty() == &exc::BlockingIOError && protocol::is_number(filename);
        if is_count {
            this.set_written(protocol::index_as_ssize_for(filename, Some(&exc::ValueError))?);
        } else {
            this.set_filename(Some(filename.new_ref()));
            if let Some(filename2) = filename2.filter(|name| !name.is_none()) {
                this.set_filename2(Some(filename2.new_ref()));
            }
            kept = args.slice(0, 2)?;
        }
    }
    this.set_errno(errno.map(|part| part.new_ref()));
    this.set_strerror(strerror.map(|part| part.new_ref()));
    as_exception(this).set_args(kept);
    Ok(())
}

/// `str()` of a field, `None` if it is not set.
fn text_of(field: Option<Py>) -> PyResult<Py<Str>> {
    protocol::str(&field.unwrap_or_else(singletons::py_none))
}

#[pytype(exc::OSError)]
impl OsErrorType {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let mut class = class;
        let init_decides = init_decides(class);
        if !init_decides {
            no_keywords(class, kwargs)?;
            if class == &exc::OSError
                && let Some(errno) = parts(args)[0].and_then(|errno| errno.downcast::<Int>()).and_then(Int::to_i64)
                && let Some(&(_, subclass)) = CLASSES.iter().find(|(candidate, _)| i64::from(*candidate) == errno)
            {
                class = subclass;
            }
        }
        let object = alloc::alloc(class, 0)?;
        let this: &OsError = object.downcast().expect("a subtype of OSError");
        this.set_written(-1);
        if init_decides {
            as_exception(this).set_args(Tuple::empty());
        } else {
            fill(this, args)?;
        }
        Ok(object)
    }

    #[slot]
    fn tp_init(this: &OsError, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if !init_decides(this.ty()) {
            return Ok(());
        }
        no_keywords(this.ty(), kwargs)?;
        fill(this, args)
    }

    #[slot]
    fn tp_str(this: &OsError) -> PyResult<Py<Str>> {
        let Some(filename) = this.filename() else {
            return match (this.errno(), this.strerror()) {
                (Some(errno), Some(strerror)) => {
                    let (errno, strerror) = (protocol::str(&errno)?, protocol::str(&strerror)?);
                    text(&["[Errno ", "] "], &[errno, strerror])
                }
                _ => base_str(as_exception(this)),
            };
        };
        let (errno, strerror) = (text_of(this.errno())?, text_of(this.strerror())?);
        let filename = protocol::repr(&filename)?;
        match this.filename2() {
            None => text(&["[Errno ", "] ", ": "], &[errno, strerror, filename]),
            Some(second) => {
                let second = protocol::repr(&second)?;
                text(&["[Errno ", "] ", ": ", " -> "], &[errno, strerror, filename, second])
            }
        }
    }

    #[method]
    fn __reduce__(this: &OsError, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        let exception = as_exception(this);
        let mut args = exception.args();
        if args.len() == 2
            && let Some(filename) = this.filename()
        {
            let mut all: Vec<Py> = args.as_slice().iter().map(|arg| arg.new_ref()).collect();
            all.push(filename);
            if let Some(second) = this.filename2() {
                all.extend([singletons::py_none(), second]);
            }
            args = Tuple::from_vec(all)?;
        }
        reduced(exception, args, exception.dict())
    }

    #[getter]
    fn characters_written(this: &OsError) -> PyResult<isize> {
        match this.written() {
            -1 => Err(raise!(AttributeError, "characters_written")),
            written => Ok(written),
        }
    }

    #[setter]
    fn set_characters_written(this: &OsError, value: Option<&Object>) -> PyResult<()> {
        match value {
            None if this.written() == -1 => return Err(raise!(AttributeError, "characters_written")),
            None => this.set_written(-1),
            Some(value) => this.set_written(protocol::index_as_ssize_for(value, Some(&exc::ValueError))?),
        }
        Ok(())
    }
}

/// Each value after its prefix.
fn text(prefixes: &[&str], values: &[Py<Str>]) -> PyResult<Py<Str>> {
    let mut out = StrBuilder::new();
    for (prefix, value) in prefixes.iter().zip(values) {
        out.push_str(prefix);
        out.push_py(value);
    }
    out.finish()
}

pub(super) fn install() {
    OsErrorType::install();
    exc::OSError.fill(kinds::install::<OsError>);
}
