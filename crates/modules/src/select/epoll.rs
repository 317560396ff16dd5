//! `epoll` objects.

use std::cell::Cell;

use pyston_object::prelude::*;
use pyston_object::{hooks, impl_trace};
use pyston_runtime::gil::allow_threads;

use crate::posix::path::{check, file_descriptor};
use crate::time::duration::Deadline;

#[pyclass(Epoll_Type = "select.epoll", untracked)]
pub struct Epoll {
    /// -1 once closed.
    fd: Cell<i32>,
}

impl_trace!(Epoll {});

impl Drop for Epoll {
    fn drop(&mut self) {
        if self.fd.get() >= 0 {
            // SAFETY: a descriptor of this object.
            unsafe { libc::close(self.fd.get()) };
        }
    }
}

impl Epoll {
    fn open_fd(&self) -> PyResult<i32> {
        match self.fd.get() {
            fd if fd < 0 => Err(raise!(ValueError, "I/O operation on closed epoll object")),
            fd => Ok(fd),
        }
    }

    fn shut(&self) -> PyResult<()> {
        let fd = self.fd.replace(-1);
        // SAFETY: a descriptor of this object.
        if fd >= 0 { check(allow_threads(|| unsafe { libc::close(fd) })).map(drop) } else { Ok(()) }
    }

    fn control(&self, operation: i32, fd: &Object, events: u32) -> PyResult<()> {
        let (own, fd) = (self.open_fd()?, file_descriptor(fd)?);
        let mut event = libc::epoll_event { events, u64: fd as u64 };
        // SAFETY: a value of the right type.
        check(allow_threads(|| unsafe { libc::epoll_ctl(own, operation, fd, &mut event) })).map(drop)
    }
}

fn mask(object: &Object) -> PyResult<u32> {
    let value = protocol::index(object)?;
    if value.is_negative() {
        return Err(raise!(ValueError, "value must be positive"));
    }
    let too_large = || raise!(OverflowError, "Python int too large to convert to C unsigned int");
    u32::try_from(value.to_u64().ok_or_else(too_large)?).map_err(|_| too_large())
}

fn timeout(object: Option<&Object>) -> PyResult<Option<i64>> {
    let Some(object) = object else { return Ok(None) };
    match crate::time::duration::nanoseconds(object, crate::time::duration::Rounding::Up) {
        Err(raised) if raised.is(&exc::TypeError) => {
            raised.clear();
            Err(raise!(TypeError, "timeout must be an integer or None"))
        }
        result => Ok(Some(result?).filter(|nanoseconds| *nanoseconds >= 0)),
    }
}

/// Watches many descriptors in the system.
#[pytype(Epoll_Type, payload, sig = "(sizehint=-1, flags=0)")]
impl Epoll {
    #[new("(sizehint=-1, flags=0)")]
    fn new(class: &Type, sizehint: i32, flags: i32) -> PyResult<Py<Instance<Epoll>>> {
        if sizehint != -1 && sizehint <= 0 {
            return Err(raise!(ValueError, "negative sizehint"));
        }
        if flags != 0 && flags != libc::EPOLL_CLOEXEC {
            return Err(raise!(OSError, "invalid flags"));
        }
        // SAFETY: a number.
        let fd = check(unsafe { libc::epoll_create1(libc::EPOLL_CLOEXEC) })?;
        Instance::new_as(class, Epoll { fd: Cell::new(fd) })
    }

    /// An object of an existing descriptor.
    #[classmethod("($type, fd, /)")]
    fn fromfd(class: &Type, fd: i32) -> PyResult<Py<Instance<Epoll>>> {
        Instance::new_as(class, Epoll { fd: Cell::new(fd) })
    }

    /// Closes the descriptor.
    #[method("($self, /)")]
    fn close(this: &Instance<Epoll>) -> PyResult<()> {
        this.shut()
    }

    /// Is the descriptor closed?
    #[getter]
    fn closed(this: &Instance<Epoll>) -> bool {
        this.fd.get() < 0
    }

    /// The descriptor.
    #[method("($self, /)")]
    fn fileno(this: &Instance<Epoll>) -> PyResult<i32> {
        this.open_fd()
    }

    /// Watches a descriptor.
    #[method("($self, /, fd,\n         eventmask=select.EPOLLIN | select.EPOLLPRI | select.EPOLLOUT)")]
    fn register(this: &Instance<Epoll>, fd: &Object, eventmask: Option<&Object>) -> PyResult<()> {
        let events = match eventmask {
            Some(mask_object) => mask(mask_object)?,
            None => (libc::EPOLLIN | libc::EPOLLPRI | libc::EPOLLOUT) as u32,
        };
        this.control(libc::EPOLL_CTL_ADD, fd, events)
    }

    /// Changes for what a descriptor is watched.
    #[method("($self, /, fd, eventmask)")]
    fn modify(this: &Instance<Epoll>, fd: &Object, eventmask: &Object) -> PyResult<()> {
        let events = mask(eventmask)?;
        this.control(libc::EPOLL_CTL_MOD, fd, events)
    }

    /// Stops watching a descriptor.
    #[method("($self, /, fd)")]
    fn unregister(this: &Instance<Epoll>, fd: &Object) -> PyResult<()> {
        match this.control(libc::EPOLL_CTL_DEL, fd, 0) {
            // A descriptor that was closed is gone from the set already.
            Err(raised) if raised.is(&exc::OSError) && errors::last_errno() == libc::EBADF && this.fd.get() >= 0 => {
                raised.clear();
                Ok(())
            }
            result => result,
        }
    }

    /// Waits; gives the descriptors that are ready and for what.
    #[method("($self, /, timeout=None, maxevents=-1)")]
    fn poll(this: &Instance<Epoll>, timeout: Option<&Object>, maxevents: i32) -> PyResult<Vec<Py>> {
        let own = this.open_fd()?;
        let nanoseconds = self::timeout(timeout)?;
        let room = match maxevents {
            -1 => 1023,
            n if n < 1 => return Err(raise!(ValueError, "maxevents must be greater than 0, got {n}")),
            n => n,
        };
        let deadline = Deadline::after(nanoseconds);
        let mut events = pyston_object::room::filled(libc::epoll_event { events: 0, u64: 0 }, room as usize)?;
        loop {
            let millis = deadline.left_millis();
            // SAFETY: room for as many as said.
            let n = allow_threads(|| unsafe { libc::epoll_wait(own, events.as_mut_ptr(), room, millis) });
            if n >= 0 {
                return events[..n as usize]
                    .iter()
                    .map(|event| (event.u64 as i32, { event.events }).into_py())
                    .collect();
            }
            let errno = errors::last_errno();
            if errno != libc::EINTR {
                return Err(errors::os_error(errno, None));
            }
            (hooks::get().check_signals)()?;
        }
    }

    #[method("($self, /)")]
    fn __enter__(this: &Instance<Epoll>) -> PyResult<Py<Instance<Epoll>>> {
        this.open_fd()?;
        Ok(this.new_ref())
    }

    #[method("($self, exc_type=None, exc_value=None, exc_tb=None, /)")]
    fn __exit__(
        this: &Instance<Epoll>,
        _exc_type: Option<&Object>,
        _exc_value: Option<&Object>,
        _exc_tb: Option<&Object>,
    ) -> PyResult<()> {
        this.shut()
    }
}
