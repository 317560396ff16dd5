//! `select`: waiting for many descriptors.

mod epoll;
mod poll;

use pyston_object::prelude::*;
use pyston_object::{hooks, ready};
use pyston_runtime::gil::allow_threads;

use crate::posix::path::file_descriptor;
use crate::time::duration::{self, Deadline, Rounding};

pub struct SelectModule;

/// The most descriptors that `select` handles.
const FD_SETSIZE: usize = 1024;

/// The objects of one argument with their descriptors, and the system's set of these.
struct Watched {
    items: Vec<(Py, i32)>,
    set: libc::fd_set,
}

impl Watched {
    fn new(sequence: &Object) -> PyResult<Watched> {
        let mut items = Vec::new();
        for item in protocol::fast_items(sequence, "arguments 1-3 must be sequences")? {
            let fd = file_descriptor(&item)?;
            if fd as usize >= FD_SETSIZE {
                return Err(raise!(ValueError, "filedescriptor out of range in select()"));
            }
            if items.len() >= FD_SETSIZE {
                return Err(raise!(ValueError, "too many file descriptors in select()"));
            }
            items.push((item, fd));
        }
        // SAFETY: zero is an empty set.
        let mut watched = Watched { items, set: unsafe { std::mem::zeroed() } };
        watched.fill();
        Ok(watched)
    }

    fn fill(&mut self) {
        // SAFETY: descriptors below the size of the set.
        unsafe {
            libc::FD_ZERO(&mut self.set);
            for (_, fd) in &self.items {
                libc::FD_SET(*fd, &mut self.set);
            }
        }
    }

    fn highest(&self) -> i32 {
        self.items.iter().map(|(_, fd)| *fd).max().unwrap_or(-1)
    }

    fn ready(&self) -> Vec<Py> {
        // SAFETY: as above.
        self.items
            .iter()
            .filter(|(_, fd)| unsafe { libc::FD_ISSET(*fd, &self.set) })
            .map(|(item, _)| item.clone())
            .collect()
    }
}

fn timeout(object: &Object) -> PyResult<Option<i64>> {
    if object.is_none() {
        return Ok(None);
    }
    match duration::nanoseconds(object, Rounding::Up) {
        Ok(nanoseconds) if nanoseconds < 0 => Err(raise!(ValueError, "timeout must be non-negative")),
        Ok(nanoseconds) => Ok(Some(nanoseconds)),
        Err(raised) if raised.is(&exc::TypeError) => {
            raised.clear();
            Err(raise!(TypeError, "timeout must be a float or None"))
        }
        Err(raised) => Err(raised),
    }
}

/// Waiting for descriptors.
#[pymodule("select")]
impl SelectModule {
    /// Waits until one of the descriptors is ready; gives those that are.
    #[function("($module, rlist, wlist, xlist, timeout=None, /)")]
    fn select(
        rlist: &Object,
        wlist: &Object,
        xlist: &Object,
        timeout: Option<&Object>,
    ) -> PyResult<(Vec<Py>, Vec<Py>, Vec<Py>)> {
        let deadline = Deadline::after(self::timeout(timeout.unwrap_or(singletons::none()))?);
        let mut sets = [Watched::new(rlist)?, Watched::new(wlist)?, Watched::new(xlist)?];
        let count = sets.iter().map(Watched::highest).max().unwrap_or(-1) + 1;
        loop {
            let left = deadline.left().map(|left| libc::timeval {
                tv_sec: left.as_secs() as i64,
                tv_usec: i64::from(left.subsec_nanos().div_ceil(1000)),
            });
            let mut left = left.map(|left| {
                if left.tv_usec == 1_000_000 { libc::timeval { tv_sec: left.tv_sec + 1, tv_usec: 0 } } else { left }
            });
            let wait = left.as_mut().map_or(std::ptr::null_mut(), std::ptr::from_mut);
            let [read, write, except] = &mut sets;
            // SAFETY: sets and a time of this frame.
            let n =
                allow_threads(|| unsafe { libc::select(count, &mut read.set, &mut write.set, &mut except.set, wait) });
            if n >= 0 {
                return Ok((sets[0].ready(), sets[1].ready(), sets[2].ready()));
            }
            let errno = errors::last_errno();
            if errno != libc::EINTR {
                return Err(errors::os_error(errno, None));
            }
            (hooks::get().check_signals)()?;
            sets.iter_mut().for_each(Watched::fill);
        }
    }

    /// A new object to wait for descriptors with.
    #[function("($module, /)")]
    fn poll() -> PyResult {
        poll::new()
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        crate::arguments::install_once(&poll::Poll_Type, || {
            poll::Poll::install();
            epoll::Epoll::install();
            ready::ready(&poll::Poll_Type)?;
            ready::ready(&epoll::Epoll_Type)
        })?;
        module.add("error", exc::OSError.new_ref())?;
        module.add("epoll", epoll::Epoll_Type.new_ref())
    }
}

const CONSTANTS: &[(&str, i64)] = &[
    ("EPOLLERR", 8),
    ("EPOLLET", 2147483648),
    ("EPOLLEXCLUSIVE", 268435456),
    ("EPOLLHUP", 16),
    ("EPOLLIN", 1),
    ("EPOLLMSG", 1024),
    ("EPOLLONESHOT", 1073741824),
    ("EPOLLOUT", 4),
    ("EPOLLPRI", 2),
    ("EPOLLRDBAND", 128),
    ("EPOLLRDHUP", 8192),
    ("EPOLLRDNORM", 64),
    ("EPOLLWRBAND", 512),
    ("EPOLLWRNORM", 256),
    ("EPOLL_CLOEXEC", 524288),
    ("PIPE_BUF", 4096),
    ("POLLERR", 8),
    ("POLLHUP", 16),
    ("POLLIN", 1),
    ("POLLMSG", 1024),
    ("POLLNVAL", 32),
    ("POLLOUT", 4),
    ("POLLPRI", 2),
    ("POLLRDBAND", 128),
    ("POLLRDHUP", 8192),
    ("POLLRDNORM", 64),
    ("POLLWRBAND", 512),
    ("POLLWRNORM", 256),
];
