//! `poll` objects.

use std::cell::{Cell, RefCell};

use pyston_object::prelude::*;
use pyston_object::{hooks, impl_trace};
use pyston_runtime::gil::allow_threads;

use crate::arguments::CULong;
use crate::posix::path::{FileDescriptor, file_descriptor};
use crate::time::duration::{self, Deadline, Rounding};

#[pyclass(Poll_Type = "select.poll", untracked)]
#[derive(Default)]
pub struct Poll {
    /// In the order of registration.
    watched: RefCell<Vec<libc::pollfd>>,
    running: Cell<bool>,
}

impl_trace!(Poll {});

pub fn new() -> PyResult {
    Instance::new(Poll::default()).map(Py::into_object)
}

/// Events that are waited for.
struct Mask(i16);

const DEFAULT_MASK: Mask = Mask(libc::POLLIN | libc::POLLPRI | libc::POLLOUT);

impl FromArg<'_> for Mask {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        let CULong(value) = CULong::from_arg(object, context)?;
        let value = u16::try_from(value);
        value
            .map(|value| Mask(value as i16))
            .map_err(|_| raise!(OverflowError, "Python int too large for C unsigned short"))
    }
}

#[pytype(Poll_Type, payload)]
impl Poll {
    /// Watches a descriptor.
    #[method(
        text = "($self, fd,\n         eventmask=select.POLLIN | select.POLLPRI | select.POLLOUT, /)",
        args = "($self, fd, eventmask=DEFAULT_MASK, /)"
    )]
    fn register(this: &Instance<Poll>, fd: FileDescriptor, eventmask: Mask) -> PyResult<()> {
        let (FileDescriptor(fd), Mask(events)) = (fd, eventmask);
        let mut watched = this.watched.borrow_mut();
        match watched.iter_mut().find(|entry| entry.fd == fd) {
            Some(entry) => entry.events = events,
            None => watched.push(libc::pollfd { fd, events, revents: 0 }),
        }
        Ok(())
    }

    /// Changes for what a descriptor is watched.
    #[method("($self, fd, eventmask, /)")]
    fn modify(this: &Instance<Poll>, fd: FileDescriptor, eventmask: Mask) -> PyResult<()> {
        let (FileDescriptor(fd), Mask(events)) = (fd, eventmask);
        match this.watched.borrow_mut().iter_mut().find(|entry| entry.fd == fd) {
            Some(entry) => entry.events = events,
            None => return Err(errors::os_error(libc::ENOENT, None)),
        }
        Ok(())
    }

    /// Stops watching a descriptor.
    #[method("($self, fd, /)")]
    fn unregister(this: &Instance<Poll>, fd: &Object) -> PyResult<()> {
        let fd = file_descriptor(fd)?;
        let mut watched = this.watched.borrow_mut();
        match watched.iter().position(|entry| entry.fd == fd) {
            Some(index) => {
                watched.remove(index);
                Ok(())
            }
            None => {
                drop(watched);
                Err(errors::key_error(&*fd.into_py()?))
            }
        }
    }

    /// Waits; gives the descriptors that are ready and for what.
    #[method("($self, timeout=None, /)")]
    fn poll(this: &Instance<Poll>, timeout: Option<&Object>) -> PyResult<Vec<Py>> {
        let nanoseconds = match timeout {
            None => None,
            Some(timeout) => match duration::nanoseconds_of_millis(timeout, Rounding::Up) {
                Err(raised) if raised.is(&exc::TypeError) => {
                    raised.clear();
                    return Err(raise!(TypeError, "timeout must be an integer or None"));
                }
                result => Some(result?).filter(|nanoseconds| *nanoseconds >= 0),
            },
        };
        if nanoseconds.is_some_and(|nanoseconds| nanoseconds / 1_000_000 > i64::from(i32::MAX)) {
            return Err(raise!(OverflowError, "timeout is too large"));
        }
        if this.running.replace(true) {
            return Err(raise!(RuntimeError, "concurrent poll() invocation"));
        }
        let result = wait(this, nanoseconds);
        this.running.set(false);
        result
    }
}

fn wait(this: &Poll, nanoseconds: Option<i64>) -> PyResult<Vec<Py>> {
    let deadline = Deadline::after(nanoseconds);
    let mut entries = this.watched.borrow().clone();
    loop {
        let millis = deadline.left_millis();
        // SAFETY: as many entries as said.
        let n = allow_threads(|| unsafe { libc::poll(entries.as_mut_ptr(), entries.len() as libc::nfds_t, millis) });
        if n >= 0 {
            let ready = entries.iter().filter(|entry| entry.revents != 0);
            return ready.map(|entry| (entry.fd, entry.revents as u16).into_py()).collect();
        }
        let errno = errors::last_errno();
        if errno != libc::EINTR {
            return Err(errors::os_error(errno, None));
        }
        (hooks::get().check_signals)()?;
    }
}
