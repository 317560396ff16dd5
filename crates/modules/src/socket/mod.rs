//! `_socket`: sockets of the internet families and of the system's own.

mod address;
mod constants;
mod lookup;
mod message;
mod names;
mod object;

use std::ffi::{CStr, CString};
use std::net::{Ipv4Addr, Ipv6Addr};

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::arguments::{CText, c_long_of_number};
use crate::posix::path::{audit, check};

pub struct SocketModule;

static TIMEOUT: GilCell<Option<&'static Type>> = GilCell::new(None);
static GAI: GilCell<Option<&'static Type>> = GilCell::new(None);
static HERROR: GilCell<Option<&'static Type>> = GilCell::new(None);
static DEFAULT_TIMEOUT: GilCell<Option<i64>> = GilCell::new(None);

fn exception(cell: &GilCell<Option<&'static Type>>, name: &str) -> PyResult<&'static Type> {
    if let Some(ty) = cell.get() {
        return Ok(ty);
    }
    let ty = crate::arguments::new_exception(name, &exc::OSError)?;
    cell.set(Some(ty));
    Ok(ty)
}

/// `socket.timeout`.
pub fn timeout_type() -> PyResult<&'static Type> {
    exception(&TIMEOUT, "socket.timeout")
}

/// `socket.timeout: timed out`.
pub fn timed_out() -> Raised {
    let raise = || -> PyResult<Raised> { Ok(errors::raise_object(timeout_type()?, "timed out".into_py()?)) };
    raise().unwrap_or_else(|raised| raised)
}

/// `socket.gaierror` of a number.
pub fn gai_error(code: i32) -> Raised {
    // SAFETY: a C string of the C library.
    let text = unsafe { std::ffi::CStr::from_ptr(libc::gai_strerror(code)) }.to_string_lossy().into_owned();
    let raise = || -> PyResult<Raised> {
        Ok(errors::raise_object(exception(&GAI, "socket.gaierror")?, (code, text).into_py()?))
    };
    raise().unwrap_or_else(|raised| raised)
}

/// The timeout of new sockets.
pub fn default_timeout() -> Option<i64> {
    DEFAULT_TIMEOUT.get()
}

/// `socket.herror` of a number of the old functions that look up names.
pub fn host_error(code: i32) -> Raised {
    // SAFETY: a C string of the C library.
    let text = unsafe { CStr::from_ptr(hstrerror(code)) }.to_string_lossy().into_owned();
    let raise = || -> PyResult<Raised> {
        Ok(errors::raise_object(exception(&HERROR, "socket.herror")?, (code, text).into_py()?))
    };
    raise().unwrap_or_else(|raised| raised)
}

/// The text of an address's bytes.
pub fn numeric(family: i32, bytes: &[u8]) -> PyResult<String> {
    let wrong = |_| raise!(ValueError, "invalid length of packed IP address string");
    match family {
        libc::AF_INET => <[u8; 4]>::try_from(bytes).map(|ip| Ipv4Addr::from(ip).to_string()).map_err(wrong),
        libc::AF_INET6 => <[u8; 16]>::try_from(bytes).map(v6_text).map_err(wrong),
        _ => Err(raise!(ValueError, "unknown address family {family}")),
    }
}

/// As the C library shows it: the last 32 bits as an address of the old family also behind mere zeros.
fn v6_text(bytes: [u8; 16]) -> String {
    let ip = Ipv6Addr::from(bytes);
    match ip.segments() {
        [0, 0, 0, 0, 0, 0, high, _] if high != 0 => {
            format!("::{}", Ipv4Addr::new(bytes[12], bytes[13], bytes[14], bytes[15]))
        }
        _ => ip.to_string(),
    }
}

/// The service of `getaddrinfo`: a number or text.
fn service_argument(service: &Object) -> PyResult<Option<CString>> {
    let bytes = if service.is_none() {
        return Ok(None);
    } else if Int::check(service) {
        protocol::as_c_long(service)?.to_string().into_bytes()
    } else if let Some(text) = service.downcast::<Str>() {
        text.to_utf8()?.as_bytes().to_vec()
    } else if let Some(bytes) = service.downcast::<Bytes>() {
        bytes.as_slice().to_vec()
    } else {
        return Err(raise!(OSError, "Int or String expected"));
    };
    // The C library sees no more than what stands before a zero byte.
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default().to_vec();
    Ok(Some(CString::new(bytes).unwrap_or_default()))
}

/// The host of `getaddrinfo`.
fn host_or_none(host: &Object) -> PyResult<Option<CString>> {
    let bytes = match (host.downcast::<Str>(), host.downcast::<Bytes>()) {
        _ if host.is_none() => return Ok(None),
        (Some(text), _) => lookup::encoded(text)?,
        (_, Some(bytes)) => bytes.as_slice().to_vec(),
        _ => return Err(raise!(TypeError, "getaddrinfo() argument 1 must be string or None")),
    };
    let bytes = bytes.split(|byte| *byte == 0).next().unwrap_or_default().to_vec();
    Ok(Some(CString::new(bytes).unwrap_or_default()))
}

/// Sockets.
#[pymodule("_socket")]
impl SocketModule {
    /// Two sockets connected with each other, as descriptors in `socket` objects.
    #[function(args = "($module, family=1, type=1, proto=0, /)", parsed)]
    fn socketpair(family: i32, kind: i32, proto: i32) -> PyResult<(Py, Py)> {
        let mut ends = [0; 2];
        // SAFETY: room for two.
        check(unsafe { libc::socketpair(family, kind | libc::SOCK_CLOEXEC, proto, ends.as_mut_ptr()) })?;
        let make = |fd: i32| object::Socket::of_descriptor(family, kind, proto, fd);
        Ok((make(ends[0])?, make(ends[1])?))
    }

    /// Closes a socket's descriptor.
    #[function(args = "($module, fd, /)")]
    fn close(fd: &Object) -> PyResult<()> {
        let fd = c_long_of_number(fd)? as i32;
        // SAFETY: a number.
        check(allow_threads(|| unsafe { libc::close(fd) })).map(drop)
    }

    /// Another descriptor of the same socket.
    #[function(args = "($module, fd, /)")]
    fn dup(fd: &Object) -> PyResult<i32> {
        let fd = c_long_of_number(fd)? as i32;
        // SAFETY: numbers.
        check(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })
    }

    /// The computer's name.
    #[function(args = "($module, /)")]
    fn gethostname() -> PyResult {
        audit("socket.gethostname", &[])?;
        let mut block = [0u8; 1024];
        // SAFETY: the block is longer than said.
        check(unsafe { libc::gethostname(block.as_mut_ptr().cast(), block.len() - 1) })?;
        crate::posix::path::result_text(block.split(|byte| *byte == 0).next().unwrap_or_default(), false)
    }

    /// The numeric address of a host.
    #[function(args = "($module, host, /)")]
    fn gethostbyname(host: &Object) -> PyResult {
        let name = lookup::name_argument(host, "gethostbyname")?;
        audit("socket.gethostbyname", &[host])?;
        let place = lookup::resolve(&name, libc::AF_INET)?.to_object()?;
        protocol::getitem(&place, &*0.into_py()?)
    }

    /// The addresses of a host and service.
    #[function(args = "($module, host, port, family=0, type=0, proto=0, flags=0)")]
    fn getaddrinfo(host: &Object, port: &Object, family: i32, kind: i32, proto: i32, flags: i32) -> PyResult<Vec<Py>> {
        let (name, service) = (host_or_none(host)?, service_argument(port)?);
        // Not the protocol: so CPython.
        let ints = (family.into_py()?, kind.into_py()?, flags.into_py()?);
        audit("socket.getaddrinfo", &[host, port, &ints.0, &ints.1, &ints.2])?;
        let wanted = lookup::Wanted { family, kind, proto, flags };
        let found = lookup::look_up(name.as_deref(), service.as_deref(), wanted)?;
        let tuple = |one: lookup::Found| {
            let canonical = String::from_utf8_lossy(&one.canonical).into_owned();
            (one.family, one.kind, one.proto, canonical, one.address.to_object()?).into_py()
        };
        found.into_iter().map(tuple).collect()
    }

    /// The length of a control message with so many bytes of data.
    #[function(name = "CMSG_LEN", args = "($module, length, /)", parsed)]
    fn cmsg_len(length: isize) -> PyResult<usize> {
        message::length(length).ok_or_else(|| raise!(OverflowError, "CMSG_LEN() argument out of range"))
    }

    /// The room that a control message with so many bytes of data takes, padding included.
    #[function(name = "CMSG_SPACE", args = "($module, length, /)", parsed)]
    fn cmsg_space(length: isize) -> PyResult<usize> {
        message::space(length).ok_or_else(|| raise!(OverflowError, "CMSG_SPACE() argument out of range"))
    }

    /// The timeout of new sockets.
    #[function(args = "($module, /)")]
    fn getdefaulttimeout() -> Option<f64> {
        DEFAULT_TIMEOUT.get().map(crate::time::clock::to_seconds)
    }

    /// Sets the timeout of new sockets.
    #[function(args = "($module, timeout, /)")]
    fn setdefaulttimeout(timeout: &Object) -> PyResult<()> {
        DEFAULT_TIMEOUT.set(object::timeout_argument(timeout)?);
        Ok(())
    }

    /// A number of 16 bits from the network's order.
    #[function(args = "($module, x, /)", parsed)]
    fn ntohs(x: i32) -> PyResult<u16> {
        swap16(x, "ntohs")
    }

    /// A number of 16 bits in the network's order.
    #[function(args = "($module, x, /)", parsed)]
    fn htons(x: i32) -> PyResult<u16> {
        swap16(x, "htons")
    }

    /// A number of 32 bits from the network's order.
    #[function(args = "($module, x, /)")]
    fn ntohl(x: &Object) -> PyResult<u32> {
        word(x).map(u32::from_be)
    }

    /// A number of 32 bits in the network's order.
    #[function(args = "($module, x, /)")]
    fn htonl(x: &Object) -> PyResult<u32> {
        word(x).map(u32::to_be)
    }

    /// The bytes of a numeric address of the old family.
    #[function(args = "($module, ip_string, /)", parsed)]
    fn inet_aton(ip_string: CText) -> PyResult<Vec<u8>> {
        let mut address = libc::in_addr { s_addr: 0 };
        // SAFETY: a C string and a result of the right type.
        if unsafe { inet_aton(ip_string.0.as_ptr(), &mut address) } == 0 {
            return Err(raise!(OSError, "illegal IP address string passed to inet_aton"));
        }
        Ok(address.s_addr.to_ne_bytes().to_vec())
    }

    /// The text of an address's four bytes.
    #[function(args = "($module, packed_ip, /)", parsed)]
    fn inet_ntoa(packed_ip: &Object) -> PyResult<String> {
        match <[u8; 4]>::try_from(Buffer::new(packed_ip)?.to_vec()) {
            Ok(bytes) => Ok(Ipv4Addr::from(bytes).to_string()),
            Err(_) => Err(raise!(OSError, "packed IP wrong length for inet_ntoa")),
        }
    }

    /// The bytes of a numeric address.
    #[function(args = "($module, af, ip, /)", parsed)]
    fn inet_pton(af: i32, ip: CText) -> PyResult<Vec<u8>> {
        let ip = ip.0.to_string_lossy();
        let illegal = |_| raise!(OSError, "illegal IP address string passed to inet_pton");
        match af {
            libc::AF_INET => ip.parse::<Ipv4Addr>().map(|ip| ip.octets().to_vec()).map_err(illegal),
            libc::AF_INET6 => ip.parse::<Ipv6Addr>().map(|ip| ip.octets().to_vec()).map_err(illegal),
            _ => Err(errors::os_error(libc::EAFNOSUPPORT, None)),
        }
    }

    /// The text of an address's bytes.
    #[function(args = "($module, af, packed_ip, /)", parsed)]
    fn inet_ntop(af: i32, packed_ip: &Object) -> PyResult<String> {
        numeric(af, &Buffer::new(packed_ip)?.to_vec())
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in constants::CONSTANTS {
            module.add(name, *value)?;
        }
        crate::add_type(module, &object::Socket_Type, object::install)?;
        names::NameFunctions::fill(module)?;
        module.add("SocketType", object::Socket_Type.new_ref())?;
        module.add("has_ipv6", true)?;
        module.add("error", exc::OSError.new_ref())?;
        module.add("timeout", timeout_type()?.new_ref())?;
        module.add("herror", exception(&HERROR, "socket.herror")?.new_ref())?;
        module.add("gaierror", exception(&GAI, "socket.gaierror")?.new_ref())
    }
}

fn swap16(x: i32, function: &str) -> PyResult<u16> {
    let kind = "C 16-bit unsigned integer";
    if x < 0 {
        return Err(raise!(OverflowError, "{function}: can't convert negative Python int to {kind}"));
    }
    if x > 0xffff {
        let text =
            format!("{function}: Python int too large to convert to {kind} (The silent truncation is deprecated)");
        pyston_object::hooks::warn(&exc::DeprecationWarning, &text, 1)?;
    }
    Ok((x as u16).to_be())
}

/// A number of 32 bits without sign.
fn word(x: &Object) -> PyResult<u32> {
    let Some(int) = x.downcast::<Int>() else {
        return Err(raise!(TypeError, "expected int, {} found", x.type_name()));
    };
    if int.is_negative() {
        return Err(raise!(OverflowError, "can't convert negative value to unsigned int"));
    }
    let Some(number) = int.to_u64() else {
        return Err(raise!(OverflowError, "Python int too large to convert to C unsigned long"));
    };
    u32::try_from(number).map_err(|_| raise!(OverflowError, "int larger than 32 bits"))
}

unsafe extern "C" {
    fn hstrerror(code: i32) -> *const std::ffi::c_char;
    fn inet_aton(text: *const std::ffi::c_char, address: *mut libc::in_addr) -> i32;
}
