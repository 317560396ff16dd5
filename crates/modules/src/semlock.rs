//! `_multiprocessing`: the system's named semaphores, as locks between processes.
//!
//! **Invariant**: `count` and `owner` tell of this process alone; the semaphore itself is the truth for all.

use std::cell::Cell;
use std::ffi::CString;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::arguments::{install_once, parse_count, parse_int};
use crate::thread::ident;

pub struct MultiprocessingModule;

/// A lock that its owner may acquire again.
const RECURSIVE: i32 = 0;
const SEMAPHORE: i32 = 1;

#[pyclass(SemLock_Type = "_multiprocessing.SemLock", flags(BASETYPE))]
pub struct SemLock {
    handle: Cell<*mut libc::sem_t>,
    kind: i32,
    maxvalue: i32,
    name: Option<String>,
    /// Acquired less released.
    count: Cell<i32>,
    /// The thread that acquired last.
    owner: Cell<u64>,
}

impl_trace!(SemLock {});

impl Drop for SemLock {
    fn drop(&mut self) {
        if self.handle.get() != libc::SEM_FAILED {
            // SAFETY: opened by this object or the one it was rebuilt from, and not used any more.
            unsafe { libc::sem_close(self.handle.get()) };
        }
    }
}

fn last_error() -> Raised {
    errors::os_error(errors::last_errno(), None)
}

fn c_name(name: &Str) -> PyResult<CString> {
    CString::new(name.to_utf8()?.as_bytes()).map_err(|_| raise!(ValueError, "embedded null character"))
}

/// When a timeout ends, by the clock that the system's call wants.
fn deadline(timeout: f64) -> PyResult<libc::timespec> {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a place for the time.
    if unsafe { libc::clock_gettime(libc::CLOCK_REALTIME, &mut now) } < 0 {
        return Err(last_error());
    }
    let timeout = timeout.clamp(0.0, 1e9);
    let nanoseconds = now.tv_nsec + ((timeout - timeout.floor()) * 1e9) as i64;
    Ok(libc::timespec {
        tv_sec: now.tv_sec + timeout.floor() as i64 + nanoseconds / 1_000_000_000,
        tv_nsec: nanoseconds % 1_000_000_000,
    })
}

/// What messages name "function": CPython's format strings have no name here.
static NEW: Signature = Signature {
    function: FunctionName::Unnamed,
    parameters: &["kind", "value", "maxvalue", "name", "unlink"],
    n_posonly: 0,
    n_positional: 5,
    n_required: 5,
    required_keywords: &[],
    early: &[],
};

static ACQUIRE: Signature = Signature { parameters: &["block", "timeout"], n_positional: 2, n_required: 0, ..NEW };

fn text_argument<'a>(object: &'a Object, place: usize, expected: &str) -> PyResult<&'a Str> {
    object.downcast::<Str>().ok_or_else(|| {
        let got = if object.is_none() { "None".into() } else { object.type_name() };
        raise!(TypeError, "argument {place} must be {expected}, not {got:.50}")
    })
}

fn read_only() -> Raised {
    raise!(AttributeError, "readonly attribute")
}

impl SemLock {
    fn is_mine(&self) -> bool {
        self.count.get() > 0 && self.owner.get() == ident()
    }

    fn value(&self) -> PyResult<i32> {
        let mut value = 0;
        // SAFETY: an open semaphore and a place for its value.
        if unsafe { libc::sem_getvalue(self.handle.get(), &mut value) } < 0 {
            return Err(last_error());
        }
        // Some systems count those who wait.
        Ok(value.max(0))
    }

    /// Waits for the semaphore; false if the time is over.
    fn wait(&self, block: bool, until: Option<libc::timespec>) -> PyResult<bool> {
        let handle = self.handle.get();
        // SAFETY: an open semaphore.
        let mut status = unsafe { libc::sem_trywait(handle) };
        let mut errno = errors::last_errno();
        while status < 0 && block && (errno == libc::EAGAIN || errno == libc::EINTR) {
            let place = handle as usize;
            // SAFETY: an open semaphore; the object is alive during the call.
            (status, errno) = allow_threads(|| unsafe {
                let status = match &until {
                    Some(until) => libc::sem_timedwait(place as *mut libc::sem_t, until),
                    None => libc::sem_wait(place as *mut libc::sem_t),
                };
                (status, errors::last_errno())
            });
            if status < 0 && errno == libc::EINTR {
                (pyston_object::hooks::get().check_signals)()?;
            }
        }
        match errno {
            _ if status == 0 => Ok(true),
            libc::EAGAIN | libc::ETIMEDOUT => Ok(false),
            errno => Err(errors::os_error(errno, None)),
        }
    }
}

/// A lock or semaphore that several processes share.
#[pytype(SemLock_Type, payload)]
impl SemLock {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<SemLock>>> {
        let mut bound = [None; 5];
        NEW.bind_tuple(args, kwargs, &mut bound)?;
        let [Some(kind), Some(value), Some(maxvalue), Some(name), Some(unlink)] = bound else {
            return Err(errors::bad_internal_call());
        };
        let (kind, value, maxvalue) = (parse_int(kind)?, parse_int(value)?, parse_int(maxvalue)?);
        let name = text_argument(name, 4, "str")?;
        let unlink = parse_int(unlink)? != 0;
        if kind != RECURSIVE && kind != SEMAPHORE {
            return Err(raise!(ValueError, "unrecognized kind"));
        }
        let c = c_name(name)?;
        // SAFETY: a C string; mode and value as the flags want them.
        let handle = unsafe { libc::sem_open(c.as_ptr(), libc::O_CREAT | libc::O_EXCL, 0o600, value) };
        if handle == libc::SEM_FAILED {
            return Err(last_error());
        }
        // SAFETY: a C string.
        if unlink && unsafe { libc::sem_unlink(c.as_ptr()) } < 0 {
            let error = last_error();
            // SAFETY: opened above.
            unsafe { libc::sem_close(handle) };
            return Err(error);
        }
        let name = if unlink { None } else { Some(name.to_utf8()?.into_owned()) };
        let (count, owner) = (Cell::new(0), Cell::new(0));
        Instance::new_as(class, SemLock { handle: Cell::new(handle), kind, maxvalue, name, count, owner })
    }

    #[getter]
    fn handle(this: &Instance<SemLock>) -> usize {
        this.handle.get() as usize
    }
    #[setter("handle")]
    fn set_handle(_this: &Instance<SemLock>, _value: Option<&Object>) -> PyResult<()> {
        Err(read_only())
    }

    #[getter]
    fn kind(this: &Instance<SemLock>) -> i32 {
        this.kind
    }
    #[setter("kind")]
    fn set_kind(_this: &Instance<SemLock>, _value: Option<&Object>) -> PyResult<()> {
        Err(read_only())
    }

    #[getter]
    fn maxvalue(this: &Instance<SemLock>) -> i32 {
        this.maxvalue
    }
    #[setter("maxvalue")]
    fn set_maxvalue(_this: &Instance<SemLock>, _value: Option<&Object>) -> PyResult<()> {
        Err(read_only())
    }

    #[getter]
    fn name(this: &Instance<SemLock>) -> Option<String> {
        this.name.clone()
    }
    #[setter("name")]
    fn set_name(_this: &Instance<SemLock>, _value: Option<&Object>) -> PyResult<()> {
        Err(read_only())
    }

    /// Acquires the lock or semaphore; false if that did not succeed in time.
    #[method]
    fn acquire(this: &Instance<SemLock>, args: Args) -> PyResult<bool> {
        let mut bound = [None; 2];
        args.bind(&ACQUIRE, &mut bound)?;
        let block = bound[0].map_or(Ok(1), parse_int)? != 0;
        let timeout = bound[1].filter(|timeout| !timeout.is_none());
        if this.kind == RECURSIVE && this.is_mine() {
            this.count.set(this.count.get() + 1);
            return Ok(true);
        }
        let until = match timeout {
            Some(timeout) => Some(deadline(protocol::as_f64(timeout)?)?),
            None => None,
        };
        let acquired = this.wait(block, until)?;
        if acquired {
            this.count.set(this.count.get() + 1);
            this.owner.set(ident());
        }
        Ok(acquired)
    }

    /// Releases the lock or semaphore.
    #[method(args = "($self, /)")]
    fn release(this: &Instance<SemLock>) -> PyResult<()> {
        if this.kind == RECURSIVE {
            if !this.is_mine() {
                return Err(raise!(AssertionError, "attempt to release recursive lock not owned by thread"));
            }
            if this.count.get() > 1 {
                this.count.set(this.count.get() - 1);
                return Ok(());
            }
        } else if this.value()? >= this.maxvalue {
            return Err(raise!(ValueError, "semaphore or lock released too many times"));
        }
        // SAFETY: an open semaphore.
        if unsafe { libc::sem_post(this.handle.get()) } < 0 {
            return Err(last_error());
        }
        this.count.set(this.count.get() - 1);
        Ok(())
    }

    /// How often this process acquired it and did not release it.
    #[method(args = "($self, /)")]
    fn _count(this: &Instance<SemLock>) -> i32 {
        this.count.get()
    }

    /// Did this thread acquire it?
    #[method(args = "($self, /)")]
    fn _is_mine(this: &Instance<SemLock>) -> bool {
        this.is_mine()
    }

    /// The semaphore's value.
    #[method(args = "($self, /)")]
    fn _get_value(this: &Instance<SemLock>) -> PyResult<i32> {
        this.value()
    }

    /// Is the value zero?
    #[method(args = "($self, /)")]
    fn _is_zero(this: &Instance<SemLock>) -> PyResult<bool> {
        this.value().map(|value| value == 0)
    }

    /// In a child after a fork: it acquired nothing.
    #[method(args = "($self, /)")]
    fn _after_fork(this: &Instance<SemLock>) {
        this.count.set(0);
    }

    /// The object for a semaphore that another process made: by its name, or its handle if it has none.
    #[classmethod]
    fn _rebuild(class: &Type, args: Args) -> PyResult<Py<Instance<SemLock>>> {
        args.no_keywords("_rebuild")?;
        parse_count("function", args.positional.len(), 4, 4)?;
        let [handle, kind, maxvalue, name] = args.positional else { return Err(errors::bad_internal_call()) };
        let Some(number) = handle.downcast::<Int>() else {
            let got = if handle.is_none() { "None".into() } else { handle.type_name() };
            return Err(raise!(TypeError, "argument 1 must be int, not {got:.50}"));
        };
        let mut handle = protocol::index_as_ssize(number)? as *mut libc::sem_t;
        let (kind, maxvalue) = (parse_int(kind)?, parse_int(maxvalue)?);
        let name = match name.is_none() {
            true => None,
            false => Some(text_argument(name, 4, "str or None")?),
        };
        if let Some(name) = name {
            let c = c_name(name)?;
            // SAFETY: a C string.
            handle = unsafe { libc::sem_open(c.as_ptr(), 0) };
            if handle == libc::SEM_FAILED {
                return Err(last_error());
            }
        }
        let name = name.map(|name| name.to_utf8().map(std::borrow::Cow::into_owned)).transpose()?;
        let (count, owner) = (Cell::new(0), Cell::new(0));
        Instance::new_as(class, SemLock { handle: Cell::new(handle), kind, maxvalue, name, count, owner })
    }

    /// Acquires the semaphore or lock.
    #[method]
    fn __enter__(this: &Instance<SemLock>, args: Args) -> PyResult<bool> {
        SemLock::acquire(this, args)
    }

    /// Releases the semaphore or lock.
    #[method]
    fn __exit__(this: &Instance<SemLock>, args: Args) -> PyResult<()> {
        args.no_keywords("__exit__")?;
        SemLock::release(this)
    }
}

/// What `multiprocessing` needs of the system.
#[pymodule("_multiprocessing")]
impl MultiprocessingModule {
    /// Takes a semaphore's name away.
    #[function]
    fn sem_unlink(args: Args) -> PyResult<()> {
        args.no_keywords("sem_unlink")?;
        parse_count("function", args.positional.len(), 1, 1)?;
        let name = text_argument(args.positional[0], 1, "str")?;
        let c = c_name(name)?;
        // SAFETY: a C string.
        if unsafe { libc::sem_unlink(c.as_ptr()) } < 0 { Err(last_error()) } else { Ok(()) }
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&SemLock_Type, || {
            SemLock::install();
            Ok(())
        })?;
        module.add_type(&SemLock_Type)?;
        if let Some(namespace) = SemLock_Type.dict() {
            namespace.set_str(name!("SEM_VALUE_MAX"), i32::MAX.into_py()?)?;
        }
        let flags = Dict::new()?;
        for flag in [name!("HAVE_SEM_OPEN"), name!("HAVE_SEM_TIMEDWAIT")] {
            flags.set_str(flag, 1.into_py()?)?;
        }
        module.add("flags", flags)
    }
}
