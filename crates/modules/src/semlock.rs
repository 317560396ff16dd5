//! `_multiprocessing`: the system's named semaphores, as locks between processes.
//!
//! **Invariant**: `count` and `owner` tell of this process alone; the semaphore itself is the truth for all.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::arguments::{CText, OptionalCText, install_once};
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

/// A semaphore's address as a number.
struct Handle(*mut libc::sem_t);

impl FromArg<'_> for Handle {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        let number = object.downcast::<Int>().ok_or_else(|| context.must_be("int", object))?;
        protocol::index_as_ssize(number).map(|address| Handle(address as *mut libc::sem_t))
    }
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
    #[new(args = "(kind, value, maxvalue, name, unlink)", parsed, unnamed)]
    fn new(
        class: &Type,
        kind: i32,
        value: i32,
        maxvalue: i32,
        name: CText,
        unlink: i32,
    ) -> PyResult<Py<Instance<SemLock>>> {
        let (CText(c), unlink) = (name, unlink != 0);
        if kind != RECURSIVE && kind != SEMAPHORE {
            return Err(raise!(ValueError, "unrecognized kind"));
        }
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
        let name = if unlink { None } else { Some(c.to_string_lossy().into_owned()) };
        let (count, owner) = (Cell::new(0), Cell::new(0));
        Instance::new_as(class, SemLock { handle: Cell::new(handle), kind, maxvalue, name, count, owner })
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
    #[method(args = "($self, /, block=1, timeout=None)", parsed, unnamed)]
    fn acquire(this: &Instance<SemLock>, block: i32, timeout: Option<&Object>) -> PyResult<bool> {
        let block = block != 0;
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
    #[classmethod(args = "($type, handle, kind, maxvalue, name, /)", parsed, unnamed)]
    fn _rebuild(
        class: &Type,
        handle: Handle,
        kind: i32,
        maxvalue: i32,
        name: OptionalCText,
    ) -> PyResult<Py<Instance<SemLock>>> {
        let Handle(mut handle) = handle;
        if let Some(name) = &name.0 {
            // SAFETY: a C string.
            handle = unsafe { libc::sem_open(name.as_ptr(), 0) };
            if handle == libc::SEM_FAILED {
                return Err(last_error());
            }
        }
        let name = name.0.map(|name| name.to_string_lossy().into_owned());
        let (count, owner) = (Cell::new(0), Cell::new(0));
        Instance::new_as(class, SemLock { handle: Cell::new(handle), kind, maxvalue, name, count, owner })
    }

    /// Acquires the semaphore or lock.
    #[method(args = "($self, /, block=1, timeout=None)", parsed, unnamed)]
    fn __enter__(this: &Instance<SemLock>, block: i32, timeout: Option<&Object>) -> PyResult<bool> {
        SemLock::acquire(this, block, timeout)
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
    #[function(args = "($module, name, /)", parsed, unnamed)]
    fn sem_unlink(name: CText) -> PyResult<()> {
        // SAFETY: a C string.
        if unsafe { libc::sem_unlink(name.0.as_ptr()) } < 0 { Err(last_error()) } else { Ok(()) }
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&SemLock_Type, || {
            SemLock::install();
            pyston_object::payload_members!(SemLock_Type, SemLock {
                "handle" = handle [readonly],
                "kind" = kind [readonly],
                "maxvalue" = maxvalue [readonly],
            });
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
