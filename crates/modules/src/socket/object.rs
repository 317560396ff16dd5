//! `socket` objects.

use std::cell::Cell;

use pyston_object::prelude::*;
use pyston_object::room;
use pyston_object::{hooks, impl_trace};
use pyston_runtime::gil::allow_threads;

use super::address::Address;
use super::message::{self, Received};
use crate::arguments::{WritableBuffer, c_long_of_number, parse_count, parse_int, parse_size};
use crate::posix::path::{audit, check};
use crate::time::duration::{self, Deadline, Rounding};

#[pyclass(Socket_Type = "_socket.socket", flags(BASETYPE), untracked)]
pub struct Socket {
    /// -1 once closed.
    fd: Cell<i32>,
    family: Cell<i32>,
    kind: Cell<i32>,
    proto: Cell<i32>,
    /// Nanoseconds; `None` waits forever.
    timeout: Cell<Option<i64>>,
}

impl_trace!(Socket {});

impl Drop for Socket {
    fn drop(&mut self) {
        if self.fd.get() >= 0 {
            // SAFETY: a descriptor of this object.
            unsafe { libc::close(self.fd.get()) };
        }
    }
}

/// Sets whether calls on the descriptor wait.
fn set_nonblocking(fd: i32, nonblocking: bool) -> PyResult<()> {
    let mut value = i32::from(nonblocking);
    // SAFETY: a number of this frame.
    check(unsafe { libc::ioctl(fd, libc::FIONBIO, &mut value) }).map(drop)
}

/// A timeout argument in nanoseconds.
pub fn timeout_argument(object: &Object) -> PyResult<Option<i64>> {
    if object.is_none() {
        return Ok(None);
    }
    let nanoseconds = duration::nanoseconds(object, Rounding::Up)?;
    if nanoseconds < 0 {
        return Err(raise!(ValueError, "Timeout value out of range"));
    }
    Ok(Some(nanoseconds))
}

impl Socket {
    fn last_error() -> Raised {
        errors::os_error(errors::last_errno(), None)
    }

    /// Waits until the descriptor is ready, as the timeout says.
    fn wait(&self, events: i16, deadline: Deadline) -> PyResult<()> {
        if self.timeout.get().is_none_or(|timeout| timeout <= 0) {
            return Ok(());
        }
        loop {
            let mut entry = libc::pollfd { fd: self.fd.get(), events, revents: 0 };
            let millis = deadline.left_millis();
            // SAFETY: one entry.
            let n = allow_threads(|| unsafe { libc::poll(&mut entry, 1, millis) });
            match n {
                0 => return Err(super::timed_out()),
                n if n > 0 => return Ok(()),
                _ if errors::last_errno() == libc::EINTR => (hooks::get().check_signals)()?,
                _ => return Err(Socket::last_error()),
            }
        }
    }

    /// Performs a call when the descriptor is ready.
    fn perform(&self, events: i16, mut call: impl FnMut(i32) -> isize) -> PyResult<usize> {
        self.perform_until(events, Deadline::after(self.timeout.get()), &mut call)
    }

    fn perform_until(&self, events: i16, deadline: Deadline, call: &mut impl FnMut(i32) -> isize) -> PyResult<usize> {
        loop {
            self.wait(events, deadline)?;
            let fd = self.fd.get();
            let result = allow_threads(|| call(fd));
            if result >= 0 {
                return Ok(result as usize);
            }
            match errors::last_errno() {
                libc::EINTR => (hooks::get().check_signals)()?,
                libc::EAGAIN if self.timeout.get().is_some_and(|timeout| timeout > 0) => (),
                errno => return Err(errors::os_error(errno, None)),
            }
        }
    }

    /// Connects; gives errno.
    fn connect_to(&self, address: &Address) -> PyResult<i32> {
        let fd = self.fd.get();
        // SAFETY: an address with its length.
        let status = allow_threads(|| unsafe { libc::connect(fd, address.as_ptr(), address.len) });
        if status == 0 {
            return Ok(0);
        }
        let errno = errors::last_errno();
        let waits = match errno {
            libc::EINTR => {
                (hooks::get().check_signals)()?;
                self.timeout.get() != Some(0)
            }
            libc::EINPROGRESS => self.timeout.get().is_some_and(|timeout| timeout > 0),
            _ => false,
        };
        if !waits {
            return Ok(errno);
        }
        self.wait(libc::POLLOUT, Deadline::after(self.timeout.get()))?;
        let (mut error, mut len) = (0i32, 4);
        // SAFETY: a number of this frame.
        check(unsafe { libc::getsockopt(fd, libc::SOL_SOCKET, libc::SO_ERROR, (&raw mut error).cast(), &mut len) })?;
        Ok(if error == libc::EISCONN { 0 } else { error })
    }

    fn receive(&self, size: isize, flags: i32, function: &str) -> PyResult<(Vec<u8>, Address)> {
        let Ok(size) = usize::try_from(size) else {
            return Err(raise!(ValueError, "negative buffersize in {function}"));
        };
        // Nothing is asked of the system then, connected or not.
        if size == 0 && matches!(function, "recv" | "recv_into") {
            return Ok((Vec::new(), Address::empty()));
        }
        Bytes::check_len(size)?;
        let mut block = room::filled(0u8, size)?;
        let mut address = Address::empty();
        // SAFETY: a block and an address with their lengths.
        let n = self.perform(libc::POLLIN, |fd| unsafe {
            address.len = size_of::<libc::sockaddr_storage>() as _;
            libc::recvfrom(fd, block.as_mut_ptr().cast(), size, flags, address.as_mut_ptr(), &mut address.len)
        })?;
        block.truncate(n);
        Ok((block, address))
    }

    /// Receives a message with at most so many bytes of data and of ancillary data.
    fn receive_message(&self, size: usize, ancillary: usize, flags: i32) -> PyResult<Received> {
        Bytes::check_len(size)?;
        let mut data = room::filled(0u8, size)?;
        let mut controls = room::filled(0usize, ancillary.div_ceil(size_of::<usize>()))?;
        let mut address = Address::empty();
        let mut header = message::header();
        let n = self.perform(libc::POLLIN, |fd| {
            let mut part = libc::iovec { iov_base: data.as_mut_ptr().cast(), iov_len: size };
            header = message::header();
            header.msg_name = address.as_mut_ptr().cast();
            header.msg_namelen = size_of::<libc::sockaddr_storage>() as _;
            header.msg_iov = &mut part;
            header.msg_iovlen = 1;
            if ancillary > 0 {
                header.msg_control = controls.as_mut_ptr().cast();
                header.msg_controllen = ancillary as _;
            }
            // SAFETY: blocks and an address with their lengths.
            unsafe { libc::recvmsg(fd, &mut header, flags) }
        })?;
        data.truncate(n);
        address.len = header.msg_namelen.min(address.len);
        let controls = message::parse(&controls, header.msg_controllen)?;
        Ok(Received { data, controls, flags: header.msg_flags, address })
    }
}

/// Makes the type ready to be completed: what cannot change is shown as members.
pub fn install() {
    Socket::install();
    pyston_object::payload_members!(Socket_Type, Socket {
        "family" = family [readonly],
        "type" = kind [readonly],
        "proto" = proto [readonly],
    });
}

fn socket_address(
    fd: i32,
    call: unsafe extern "C" fn(i32, *mut libc::sockaddr, *mut libc::socklen_t) -> i32,
) -> PyResult {
    let mut address = Address::empty();
    // SAFETY: an address with its length.
    check(unsafe { call(fd, (&raw mut address.storage).cast(), &mut address.len) })?;
    address.to_object()
}

impl Socket {
    /// What `init` does, without an audit event.
    fn set_up(&self, family: i32, kind: i32, proto: i32, fileno: Option<&Object>) -> PyResult<()> {
        let (mut family, mut kind, mut proto) = (family, kind, proto);
        let option = |fd: i32, name: i32| -> PyResult<i32> {
            let (mut value, mut len) = (0i32, 4);
            // SAFETY: a number of this frame.
            check(unsafe { libc::getsockopt(fd, libc::SOL_SOCKET, name, (&raw mut value).cast(), &mut len) })?;
            Ok(value)
        };
        let fd = match fileno {
            Some(fileno) => {
                if Float::check(fileno) {
                    return Err(raise!(TypeError, "integer argument expected, got float"));
                }
                let fd = protocol::as_c_long(fileno)? as i32;
                if fd < 0 {
                    return Err(raise!(ValueError, "negative file descriptor"));
                }
                let mut address = Address::empty();
                // SAFETY: an address with its length.
                let status = unsafe { libc::getsockname(fd, address.as_mut_ptr(), &mut address.len) };
                if status < 0 && (family == -1 || matches!(errors::last_errno(), libc::EBADF | libc::ENOTSOCK)) {
                    return Err(Socket::last_error());
                }
                if family == -1 {
                    family = address.storage.ss_family.into();
                }
                if kind == -1 {
                    kind = option(fd, libc::SO_TYPE)?;
                }
                if proto == -1 {
                    proto = option(fd, libc::SO_PROTOCOL)?;
                }
                fd
            }
            None => {
                family = if family == -1 { libc::AF_INET } else { family };
                kind = if kind == -1 { libc::SOCK_STREAM } else { kind };
                proto = if proto == -1 { 0 } else { proto };
                // SAFETY: numbers.
                check(allow_threads(|| unsafe { libc::socket(family, kind | libc::SOCK_CLOEXEC, proto) }))?
            }
        };
        self.fd.set(fd);
        self.family.set(family);
        self.proto.set(proto);
        self.timeout.set(super::default_timeout());
        if kind & libc::SOCK_NONBLOCK != 0 {
            self.timeout.set(Some(0));
        } else if self.timeout.get().is_some() {
            set_nonblocking(fd, true)?;
        }
        self.kind.set(kind & !(libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC));
        Ok(())
    }

    /// A socket of a descriptor that the system made, as one end of a pair.
    pub fn of_descriptor(family: i32, kind: i32, proto: i32, fd: i32) -> PyResult {
        let none = Tuple::empty();
        let socket = Socket::tp_new(&Socket_Type, &none, None)?;
        socket.set_up(family, kind, proto, Some(&*fd.into_py()?))?;
        Ok(socket.into_object())
    }
}

/// socket(family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None): one end of a connection.
///
/// The system's socket of this address family, kind and protocol, which children do not inherit. With fileno, the
/// socket that is already open there; what of the others is -1 is asked of the system. Addresses are pairs of host
/// and port for AF_INET, with flow and scope behind for AF_INET6, paths for AF_UNIX. Methods raise OSError if the
/// system says no, socket.timeout if it takes longer than settimeout() allows. socket.socket adds makefile(),
/// accept() and what else there is in Python.
#[pytype(Socket_Type, payload)]
impl Socket {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<Socket>>> {
        let cell = Cell::new;
        let socket = Socket {
            fd: cell(-1),
            family: cell(0),
            kind: cell(0),
            proto: cell(0),
            timeout: Cell::new(super::default_timeout()),
        };
        pyston_runtime::quiet_end::note_unseen();
        Instance::new_as(class, socket)
    }

    #[init(args = "(family=-1, type=-1, proto=-1, fileno=None)", parsed)]
    fn init(this: &Instance<Socket>, family: i32, kind: i32, proto: i32, fileno: Option<&Object>) -> PyResult<()> {
        audit("socket.__new__", &[this.object(), &*family.into_py()?, &*kind.into_py()?, &*proto.into_py()?])?;
        this.set_up(family, kind, proto, fileno)
    }

    /// Warns of a socket that nobody closed, and closes it.
    #[slot]
    fn tp_finalize(this: &Instance<Socket>) {
        if this.fd.get() < 0 {
            return;
        }
        let saved = errors::fetch();
        let text = protocol::repr_string(this.object()).unwrap_or_default();
        let warned = Str::from_display(&format!("unclosed {text}"))
            .and_then(|text| pyston_runtime::warnings::issue(&exc::ResourceWarning, &text, 1, Some(this.object())));
        match warned {
            Err(raised) if raised.is(&exc::Warning) => errors::write_unraisable(raised, Some(this.object())),
            Err(raised) => raised.clear(),
            Ok(()) => (),
        }
        let fd = this.fd.replace(-1);
        if fd >= 0 {
            // SAFETY: a descriptor of this object.
            unsafe { libc::close(fd) };
        }
        if let Some(saved) = saved {
            let _ = errors::restore(saved);
        }
    }

    #[slot]
    fn tp_repr(this: &Instance<Socket>) -> String {
        format!(
            "<socket object, fd={}, family={}, type={}, proto={}>",
            this.fd.get(),
            this.family.get(),
            this.kind.get(),
            this.proto.get()
        )
    }

    #[getter]
    fn timeout(this: &Instance<Socket>) -> Option<f64> {
        this.timeout.get().map(crate::time::clock::to_seconds)
    }

    /// Waits for a connection; gives its descriptor and address.
    #[method(args = "($self, /)")]
    fn _accept(this: &Instance<Socket>) -> PyResult<(usize, Py)> {
        let mut address = Address::empty();
        // SAFETY: an address with its length.
        let fd = this.perform(libc::POLLIN, |fd| unsafe {
            libc::accept4(fd, address.as_mut_ptr(), &mut address.len, libc::SOCK_CLOEXEC) as isize
        })?;
        Ok((fd, address.to_object()?))
    }

    /// Gives the socket an address.
    #[method(args = "($self, address, /)")]
    fn bind(this: &Instance<Socket>, address: &Object) -> PyResult<()> {
        let known = Address::parse(this.family.get(), address, "bind")?;
        audit("socket.bind", &[this.object(), address])?;
        let fd = this.fd.get();
        // SAFETY: an address with its length.
        check(allow_threads(|| unsafe { libc::bind(fd, known.as_ptr(), known.len) })).map(drop)
    }

    /// Accepts connections from now on.
    #[method]
    fn listen(this: &Instance<Socket>, args: Args<'_>) -> PyResult<()> {
        parsed("listen", args, 0, 1)?;
        let backlog = args.positional.first().map_or(Ok(128), |backlog| parse_int(backlog))?;
        let fd = this.fd.get();
        // SAFETY: numbers.
        check(allow_threads(|| unsafe { libc::listen(fd, backlog.max(0)) })).map(drop)
    }

    /// Connects to an address.
    #[method(args = "($self, address, /)")]
    fn connect(this: &Instance<Socket>, address: &Object) -> PyResult<()> {
        let known = Address::parse(this.family.get(), address, "connect")?;
        audit("socket.connect", &[this.object(), address])?;
        match this.connect_to(&known)? {
            0 => Ok(()),
            errno => Err(errors::os_error(errno, None)),
        }
    }

    /// Connects to an address; gives the error number.
    #[method(args = "($self, address, /)")]
    fn connect_ex(this: &Instance<Socket>, address: &Object) -> PyResult<i32> {
        let known = Address::parse(this.family.get(), address, "connect_ex")?;
        audit("socket.connect", &[this.object(), address])?;
        match errors::catch(this.connect_to(&known), super::timeout_type()?)? {
            Some(errno) => Ok(errno),
            None => Ok(libc::EWOULDBLOCK),
        }
    }

    /// Closes the socket.
    #[method(args = "($self, /)")]
    fn close(this: &Instance<Socket>) -> PyResult<()> {
        let fd = this.fd.replace(-1);
        // SAFETY: a descriptor of this object.
        if fd >= 0 && allow_threads(|| unsafe { libc::close(fd) }) < 0 && errors::last_errno() != libc::ECONNRESET {
            return Err(Socket::last_error());
        }
        Ok(())
    }

    /// Gives the descriptor away.
    #[method(args = "($self, /)")]
    fn detach(this: &Instance<Socket>) -> i32 {
        this.fd.replace(-1)
    }

    /// The descriptor.
    #[method(args = "($self, /)")]
    fn fileno(this: &Instance<Socket>) -> i32 {
        this.fd.get()
    }

    /// The socket's address.
    #[method(args = "($self, /)")]
    fn getsockname(this: &Instance<Socket>) -> PyResult {
        socket_address(this.fd.get(), libc::getsockname)
    }

    /// The other side's address.
    #[method(args = "($self, /)")]
    fn getpeername(this: &Instance<Socket>) -> PyResult {
        socket_address(this.fd.get(), libc::getpeername)
    }

    /// Receives at most so many bytes.
    #[method]
    fn recv(this: &Instance<Socket>, args: Args<'_>) -> PyResult<Vec<u8>> {
        let rest = parsed("recv", args, 1, 2)?;
        let (bufsize, flags) = (parse_size(args.positional[0])?, optional_int(rest.first())?);
        Ok(this.receive(bufsize, flags, "recv")?.0)
    }

    /// Receives at most so many bytes and where they are from.
    #[method]
    fn recvfrom(this: &Instance<Socket>, args: Args<'_>) -> PyResult<(Vec<u8>, Py)> {
        let rest = parsed("recvfrom", args, 1, 2)?;
        let (bufsize, flags) = (parse_size(args.positional[0])?, optional_int(rest.first())?);
        let (data, address) = this.receive(bufsize, flags, "recvfrom")?;
        Ok((data, address.to_object()?))
    }

    /// Receives into a buffer.
    #[method(args = "($self, buffer, nbytes=0, flags=0)", parsed)]
    fn recv_into(this: &Instance<Socket>, buffer: WritableBuffer, nbytes: isize, flags: i32) -> PyResult<usize> {
        let target = buffer.0;
        let size = room(&target, nbytes, "recv_into")?;
        let (data, _) = this.receive(size, flags, "recv_into")?;
        target.write(0, &data);
        Ok(data.len())
    }

    /// Receives into a buffer; also gives where it is from.
    #[method(args = "($self, buffer, nbytes=0, flags=0)", parsed)]
    fn recvfrom_into(
        this: &Instance<Socket>,
        buffer: WritableBuffer,
        nbytes: isize,
        flags: i32,
    ) -> PyResult<(usize, Py)> {
        let target = buffer.0;
        let size = room(&target, nbytes, "recvfrom_into")?;
        let (data, address) = this.receive(size, flags, "recvfrom_into")?;
        target.write(0, &data);
        Ok((data.len(), address.to_object()?))
    }

    /// Sends bytes; gives how many were.
    #[method]
    fn send(this: &Instance<Socket>, args: Args<'_>) -> PyResult<usize> {
        let rest = parsed("send", args, 1, 2)?;
        let (data, flags) = (Buffer::new(args.positional[0])?, optional_int(rest.first())?);
        // SAFETY: the buffer keeps its memory in place.
        this.perform(libc::POLLOUT, |fd| unsafe { libc::send(fd, data.as_ptr().cast(), data.len(), flags) })
    }

    /// Sends all bytes.
    #[method]
    fn sendall(this: &Instance<Socket>, args: Args<'_>) -> PyResult<()> {
        let rest = parsed("sendall", args, 1, 2)?;
        let (data, flags) = (Buffer::new(args.positional[0])?, optional_int(rest.first())?);
        let deadline = Deadline::after(this.timeout.get());
        let mut sent = 0;
        while sent < data.len() {
            // SAFETY: the buffer keeps its memory in place; the rest of it.
            sent += this.perform_until(libc::POLLOUT, deadline, &mut |fd| unsafe {
                libc::send(fd, data.as_ptr().add(sent).cast(), data.len() - sent, flags)
            })?;
            (hooks::get().check_signals)()?;
        }
        Ok(())
    }

    /// Sends bytes to an address; gives how many were.
    #[method]
    fn sendto(this: &Instance<Socket>, args: Args<'_>) -> PyResult<usize> {
        args.no_keywords("sendto")?;
        let (content, flags, address) = match args.positional {
            [data, address] => (Buffer::new(data)?, 0, address),
            [data, flags, address] => (Buffer::new(data)?, parse_int(flags)?, address),
            other => return Err(raise!(TypeError, "sendto() takes 2 or 3 arguments ({} given)", other.len())),
        };
        let known = Address::parse(this.family.get(), address, "sendto")?;
        audit("socket.sendto", &[this.object(), address])?;
        // SAFETY: the buffer keeps its memory in place; an address with its length.
        this.perform(libc::POLLOUT, |fd| unsafe {
            libc::sendto(fd, content.as_ptr().cast(), content.len(), flags, known.as_ptr(), known.len)
        })
    }

    /// Sends the bytes of buffers with ancillary data, perhaps to an address; gives how many bytes were.
    #[method]
    fn sendmsg(this: &Instance<Socket>, args: Args<'_>) -> PyResult<usize> {
        args.no_keywords("sendmsg")?;
        let (buffers, rest) = match args.positional {
            [] => return Err(raise!(TypeError, "sendmsg() takes at least 1 argument (0 given)")),
            [buffers, rest @ ..] if rest.len() <= 3 => (*buffers, rest),
            all => return Err(raise!(TypeError, "sendmsg() takes at most 4 arguments ({} given)", all.len())),
        };
        let flags = optional_int(rest.get(1))?;
        let given = rest.get(2).filter(|address| !address.is_none());
        let known = given.map(|address| Address::parse(this.family.get(), address, "sendmsg")).transpose()?;
        audit("socket.sendmsg", &[this.object(), given.map_or(singletons::none(), |address| address)])?;
        let buffers = iterable(buffers, "sendmsg() argument 1 must be an iterable")?;
        let buffers = buffers.iter().map(|item| Buffer::new(item)).collect::<PyResult<Vec<Buffer>>>()?;
        let controls = rest.first().map_or(Ok(Vec::new()), |items| message::controls(items))?;
        let (mut block, block_len) = message::block(&controls)?;
        let part = |buffer: &Buffer| libc::iovec { iov_base: buffer.as_ptr().cast_mut().cast(), iov_len: buffer.len() };
        let mut parts: Vec<libc::iovec> = buffers.iter().map(part).collect();
        this.perform(libc::POLLOUT, |fd| {
            let mut header = message::header();
            if let Some(address) = &known {
                header.msg_name = address.as_ptr().cast_mut().cast();
                header.msg_namelen = address.len;
            }
            header.msg_iov = parts.as_mut_ptr();
            header.msg_iovlen = parts.len() as _;
            if block_len > 0 {
                header.msg_control = block.as_mut_ptr().cast();
                header.msg_controllen = block_len as _;
            }
            // SAFETY: the buffers keep their memory in place; all with their lengths.
            unsafe { libc::sendmsg(fd, &header, flags) }
        })
    }

    /// Receives at most so many bytes and ancillary data; gives both, flags and where they are from.
    #[method]
    fn recvmsg(this: &Instance<Socket>, args: Args<'_>) -> PyResult {
        let rest = parsed("recvmsg", args, 1, 3)?;
        let bufsize = parse_size(args.positional[0])?;
        let (ancbufsize, flags) = (optional_size(rest.first())?, optional_int(rest.get(1))?);
        let Ok(size) = usize::try_from(bufsize) else {
            return Err(raise!(ValueError, "negative buffer size in recvmsg()"));
        };
        let received = this.receive_message(size, message::ancillary_size(ancbufsize)?, flags)?;
        let address = received.address.to_object()?;
        (received.data, received.controls, received.flags, address).into_py()
    }

    /// Receives into buffers, one after the other, as recvmsg does; gives the number of bytes first.
    #[method]
    fn recvmsg_into(this: &Instance<Socket>, args: Args<'_>) -> PyResult {
        let rest = parsed("recvmsg_into", args, 1, 3)?;
        let (ancbufsize, flags) = (optional_size(rest.first())?, optional_int(rest.get(1))?);
        let items = iterable(args.positional[0], "recvmsg_into() argument 1 must be an iterable")?;
        let writable = |item: &Py| match Buffer::writable(item) {
            Err(raised) if raised.is(&exc::TypeError) || raised.is(&exc::BufferError) => {
                raised.clear();
                let what = "an iterable of single-segment read-write buffers";
                Err(raise!(TypeError, "recvmsg_into() argument 1 must be {what}"))
            }
            result => result,
        };
        let targets = items.iter().map(writable).collect::<PyResult<Vec<Buffer>>>()?;
        let size = targets.iter().map(Buffer::len).sum();
        let received = this.receive_message(size, message::ancillary_size(ancbufsize)?, flags)?;
        let mut rest = received.data.as_slice();
        for target in &targets {
            let (here, behind) = rest.split_at(rest.len().min(target.len()));
            target.write(0, here);
            rest = behind;
        }
        let address = received.address.to_object()?;
        (received.data.len(), received.controls, received.flags, address).into_py()
    }

    /// Ends sending, receiving or both.
    #[method(args = "($self, how, /)")]
    fn shutdown(this: &Instance<Socket>, how: i32) -> PyResult<()> {
        let fd = this.fd.get();
        // SAFETY: numbers.
        check(allow_threads(|| unsafe { libc::shutdown(fd, how) })).map(drop)
    }

    /// Sets whether calls wait.
    #[method(args = "($self, flag, /)")]
    fn setblocking(this: &Instance<Socket>, flag: &Object) -> PyResult<()> {
        let blocking = c_long_of_number(flag)? != 0;
        this.timeout.set(if blocking { None } else { Some(0) });
        set_nonblocking(this.fd.get(), !blocking)
    }

    /// Do calls wait?
    #[method(args = "($self, /)")]
    fn getblocking(this: &Instance<Socket>) -> bool {
        this.timeout.get() != Some(0)
    }

    /// Sets how long calls wait.
    #[method(args = "($self, timeout, /)")]
    fn settimeout(this: &Instance<Socket>, timeout: &Object) -> PyResult<()> {
        let timeout = timeout_argument(timeout)?;
        this.timeout.set(timeout);
        set_nonblocking(this.fd.get(), timeout.is_some())
    }

    /// How long calls wait.
    #[method(args = "($self, /)")]
    fn gettimeout(this: &Instance<Socket>) -> Option<f64> {
        this.timeout.get().map(crate::time::clock::to_seconds)
    }

    /// Sets an option to a number or bytes.
    #[method]
    fn setsockopt(this: &Instance<Socket>, args: Args<'_>) -> PyResult<()> {
        args.no_keywords("setsockopt")?;
        let number = |object: &Object| protocol::as_c_long(object).map(|number| number as i32);
        let fd = this.fd.get();
        // Four arguments are a length without a value; what fits neither way is told as of three.
        let is_length = |rest: &[&Object]| matches!(rest, [value, length] if value.is_none() && Int::check(length));
        let (level, name, value) = match args.positional {
            [level, name, value, rest @ ..] if rest.is_empty() || is_length(&args.positional[2..]) => {
                (number(level)?, number(name)?, *value)
            }
            other => {
                let given = other.len();
                return Err(raise!(TypeError, "setsockopt() takes exactly 3 arguments ({given} given)"));
            }
        };
        let content = if let Some(length) = args.positional.get(3) {
            let length = number(length)? as libc::socklen_t;
            // SAFETY: no value is read through null.
            return check(unsafe { libc::setsockopt(fd, level, name, std::ptr::null(), length) }).map(drop);
        } else if Int::check(value) && this.family.get() == libc::AF_VSOCK {
            // Options of virtual machines' sockets have 64 bits.
            (protocol::as_c_long(value)? as u64).to_ne_bytes().to_vec()
        } else if Int::check(value) {
            number(value)?.to_ne_bytes().to_vec()
        } else {
            Buffer::new(value)?.to_vec()
        };
        // SAFETY: bytes with their length.
        check(unsafe { libc::setsockopt(fd, level, name, content.as_ptr().cast(), content.len() as _) }).map(drop)
    }

    /// An option as a number, or as bytes of at most a length.
    #[method]
    fn getsockopt(this: &Instance<Socket>, args: Args<'_>) -> PyResult {
        let rest = parsed("getsockopt", args, 2, 3)?;
        let (level, option) = (parse_int(args.positional[0])?, parse_int(rest[0])?);
        let buffersize = optional_int(rest.get(1))?;
        let fd = this.fd.get();
        if buffersize == 0 && this.family.get() == libc::AF_VSOCK {
            let (mut value, mut len) = (0u64, 8);
            // SAFETY: a number of this frame.
            check(unsafe { libc::getsockopt(fd, level, option, (&raw mut value).cast(), &mut len) })?;
            return value.into_py();
        }
        if buffersize == 0 {
            let (mut value, mut len) = (0i32, 4);
            // SAFETY: a number of this frame.
            check(unsafe { libc::getsockopt(fd, level, option, (&raw mut value).cast(), &mut len) })?;
            return value.into_py();
        }
        if !(1..=1024).contains(&buffersize) {
            return Err(raise!(OSError, "getsockopt buflen out of range"));
        }
        let (mut block, mut len) = (vec![0u8; buffersize as usize], buffersize as libc::socklen_t);
        // SAFETY: a block with its length.
        check(unsafe { libc::getsockopt(fd, level, option, block.as_mut_ptr().cast(), &mut len) })?;
        Bytes::new(&block[..len as usize]).map(Py::into_object)
    }
}

/// The arguments after the first, of a method without keywords; their number is checked.
fn parsed<'a>(function: &str, args: Args<'a>, min: usize, max: usize) -> PyResult<&'a [&'a Object]> {
    args.no_keywords(function)?;
    parse_count(format!("{function}()"), args.positional.len(), min, max)?;
    Ok(args.positional.get(1..).unwrap_or_default())
}

fn optional_int(argument: Option<&&Object>) -> PyResult<i32> {
    argument.map_or(Ok(0), |argument| parse_int(argument))
}

fn optional_size(argument: Option<&&Object>) -> PyResult<isize> {
    argument.map_or(Ok(0), |argument| parse_size(argument))
}

/// All items of an argument that must be iterable.
fn iterable(object: &Object, message: &str) -> PyResult<Vec<Py>> {
    match protocol::iter(object) {
        Ok(iterator) => protocol::collect(&iterator),
        Err(raised) if raised.is(&exc::TypeError) => {
            raised.clear();
            Err(raise!(TypeError, "{message}"))
        }
        Err(raised) => Err(raised),
    }
}

fn room(target: &Buffer, nbytes: isize, function: &str) -> PyResult<isize> {
    if nbytes < 0 {
        return Err(raise!(ValueError, "negative buffersize in {function}"));
    }
    if nbytes as usize > target.len() {
        return Err(match function {
            "recv_into" => raise!(ValueError, "buffer too small for requested bytes"),
            _ => raise!(ValueError, "nbytes is greater than the length of the buffer"),
        });
    }
    Ok(if nbytes == 0 { target.len() as isize } else { nbytes })
}
