//! `_socket`: sockets of the internet families and of the system's own.

mod address;
mod constants;
mod object;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

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

/// The port of a service argument.
fn service_port(service: &Object) -> PyResult<u16> {
    if service.is_none() {
        return Ok(0);
    }
    if Int::check(service) {
        return Ok(protocol::as_c_long(service)? as u16);
    }
    let text = match (service.downcast::<Str>(), pyston_object::bytes::of(service)) {
        (Some(text), _) => text.to_utf8()?.into_owned(),
        (None, Some(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
        _ => return Err(raise!(OSError, "Int or String expected")),
    };
    if let Ok(port) = text.parse() {
        return Ok(port);
    }
    let c = std::ffi::CString::new(text).map_err(|_| raise!(ValueError, "embedded null character"))?;
    // SAFETY: a C string; the entry is read at once, under the GIL.
    let entry = unsafe { libc::getservbyname(c.as_ptr(), std::ptr::null()) };
    if entry.is_null() {
        return Err(gai_error(libc::EAI_SERVICE));
    }
    // SAFETY: not null.
    Ok(u16::from_be(unsafe { (*entry).s_port } as u16))
}

fn host_addresses(host: &Object, port: u16, passive: bool, family: i32) -> PyResult<Vec<SocketAddr>> {
    if host.is_none() {
        let (v4, v6) = if passive {
            (Ipv4Addr::UNSPECIFIED, Ipv6Addr::UNSPECIFIED)
        } else {
            (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST)
        };
        return Ok(vec![(v6, port).into(), (v4, port).into()]);
    }
    let name = match (host.downcast::<Str>(), host.downcast::<Bytes>()) {
        (Some(text), _) => text.to_utf8()?.into_owned(),
        (_, Some(bytes)) => String::from_utf8_lossy(bytes.as_slice()).into_owned(),
        _ => return Err(raise!(TypeError, "getaddrinfo() argument 1 must be string or None")),
    };
    let name = if name.is_empty() { "0.0.0.0".to_owned() } else { name };
    let found = allow_threads(|| (name.as_str(), port).to_socket_addrs().map(|all| all.collect::<Vec<_>>()));
    let _ = family;
    found.map_err(|_| gai_error(libc::EAI_NONAME))
}

/// Sockets.
#[pymodule("_socket")]
impl SocketModule {
    /// Two sockets connected with each other, as descriptors in `socket` objects.
    #[function(args = "($module, family=1, type=1, proto=0, /)")]
    fn socketpair(family: i32, kind: i32, proto: i32) -> PyResult<(Py, Py)> {
        let mut ends = [0; 2];
        // SAFETY: room for two.
        check(unsafe { libc::socketpair(family, kind | libc::SOCK_CLOEXEC, proto, ends.as_mut_ptr()) })?;
        let make = |fd: i32| {
            let (family, kind, proto, fd) = (family.into_py()?, kind.into_py()?, proto.into_py()?, fd.into_py()?);
            pyston_object::call::call(&object::Socket_Type, &[&family, &kind, &proto, &fd])
        };
        Ok((make(ends[0])?, make(ends[1])?))
    }

    /// Closes a socket's descriptor.
    #[function(args = "($module, fd, /)")]
    fn close(fd: i32) -> PyResult<()> {
        // SAFETY: a number.
        check(allow_threads(|| unsafe { libc::close(fd) })).map(drop)
    }

    /// Another descriptor of the same socket.
    #[function(args = "($module, fd, /)")]
    fn dup(fd: i32) -> PyResult<i32> {
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
    fn gethostbyname(host: &Object) -> PyResult<String> {
        let all = host_addresses(host, 0, false, libc::AF_INET)?;
        match all.into_iter().find(SocketAddr::is_ipv4) {
            Some(address) => Ok(address.ip().to_string()),
            None => Err(gai_error(libc::EAI_NONAME)),
        }
    }

    /// The addresses of a host and service.
    #[function(args = "($module, host, port, family=0, type=0, proto=0, flags=0)")]
    fn getaddrinfo(host: &Object, port: &Object, family: i32, kind: i32, proto: i32, flags: i32) -> PyResult<Vec<Py>> {
        let ints = (family.into_py()?, kind.into_py()?, proto.into_py()?);
        audit("socket.getaddrinfo", &[host, port, &ints.0, &ints.1, &ints.2])?;
        let number = service_port(port)?;
        let addresses = host_addresses(host, number, flags & libc::AI_PASSIVE != 0, family)?;
        let kinds = [(libc::SOCK_STREAM, 6), (libc::SOCK_DGRAM, 17), (libc::SOCK_RAW, 0)];
        let mut found = Vec::new();
        for address in addresses {
            let own = if address.is_ipv4() { libc::AF_INET } else { libc::AF_INET6 };
            if family != 0 && family != own {
                continue;
            }
            for (own_kind, own_proto) in kinds {
                if (kind != 0 && kind != own_kind) || (proto != 0 && own_proto != 0 && proto != own_proto) {
                    continue;
                }
                let place = match address {
                    SocketAddr::V4(address) => (address.ip().to_string(), address.port()).into_py()?,
                    SocketAddr::V6(address) => {
                        (address.ip().to_string(), address.port(), address.flowinfo(), address.scope_id()).into_py()?
                    }
                };
                found.push((own, own_kind, own_proto, "", place).into_py()?);
            }
        }
        if found.is_empty() { Err(gai_error(libc::EAI_FAMILY)) } else { Ok(found) }
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
    #[function(args = "($module, x, /)")]
    fn ntohs(x: i64) -> PyResult<u16> {
        swap16(x, "ntohs")
    }

    /// A number of 16 bits in the network's order.
    #[function(args = "($module, x, /)")]
    fn htons(x: i64) -> PyResult<u16> {
        swap16(x, "htons")
    }

    /// A number of 32 bits from the network's order.
    #[function(args = "($module, x, /)")]
    fn ntohl(x: u32) -> u32 {
        u32::from_be(x)
    }

    /// A number of 32 bits in the network's order.
    #[function(args = "($module, x, /)")]
    fn htonl(x: u32) -> u32 {
        x.to_be()
    }

    /// The bytes of a numeric address of the old family.
    #[function(args = "($module, ip_string, /)")]
    fn inet_aton(ip_string: String) -> PyResult<Vec<u8>> {
        let c = std::ffi::CString::new(ip_string).map_err(|_| raise!(ValueError, "embedded null character"))?;
        let mut address = libc::in_addr { s_addr: 0 };
        // SAFETY: a C string and a result of the right type.
        if unsafe { inet_aton(c.as_ptr(), &mut address) } == 0 {
            return Err(raise!(OSError, "illegal IP address string passed to inet_aton"));
        }
        Ok(address.s_addr.to_ne_bytes().to_vec())
    }

    /// The text of an address's four bytes.
    #[function(args = "($module, packed_ip, /)")]
    fn inet_ntoa(packed_ip: &Object) -> PyResult<String> {
        match <[u8; 4]>::try_from(Buffer::new(packed_ip)?.to_vec()) {
            Ok(bytes) => Ok(Ipv4Addr::from(bytes).to_string()),
            Err(_) => Err(raise!(OSError, "packed IP wrong length")),
        }
    }

    /// The bytes of a numeric address.
    #[function(args = "($module, af, ip, /)")]
    fn inet_pton(af: i32, ip: String) -> PyResult<Vec<u8>> {
        let illegal = |_| raise!(OSError, "illegal IP address string passed to inet_pton");
        match af {
            libc::AF_INET => ip.parse::<Ipv4Addr>().map(|ip| ip.octets().to_vec()).map_err(illegal),
            libc::AF_INET6 => ip.parse::<Ipv6Addr>().map(|ip| ip.octets().to_vec()).map_err(illegal),
            _ => Err(errors::os_error(libc::EAFNOSUPPORT, None)),
        }
    }

    /// The text of an address's bytes.
    #[function(args = "($module, af, packed_ip, /)")]
    fn inet_ntop(af: i32, packed_ip: &Object) -> PyResult<String> {
        let bytes = Buffer::new(packed_ip)?.to_vec();
        let wrong = |_| raise!(ValueError, "invalid length of packed IP address string");
        match af {
            libc::AF_INET => <[u8; 4]>::try_from(bytes).map(|ip| Ipv4Addr::from(ip).to_string()).map_err(wrong),
            libc::AF_INET6 => <[u8; 16]>::try_from(bytes).map(|ip| Ipv6Addr::from(ip).to_string()).map_err(wrong),
            _ => Err(raise!(ValueError, "unknown address family {af}")),
        }
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in constants::CONSTANTS {
            module.add(name, *value)?;
        }
        crate::add_type(module, &object::Socket_Type, object::Socket::install)?;
        module.add("SocketType", object::Socket_Type.new_ref())?;
        module.add("has_ipv6", true)?;
        module.add("error", exc::OSError.new_ref())?;
        module.add("timeout", timeout_type()?.new_ref())?;
        module.add("herror", exception(&HERROR, "socket.herror")?.new_ref())?;
        module.add("gaierror", exception(&GAI, "socket.gaierror")?.new_ref())
    }
}

fn swap16(x: i64, function: &str) -> PyResult<u16> {
    if x < 0 {
        return Err(raise!(
            OverflowError,
            "{function}: can't convert negative Python int to C 16-bit unsigned integer"
        ));
    }
    Ok((x as u16).to_be())
}

unsafe extern "C" {
    fn inet_aton(text: *const std::ffi::c_char, address: *mut libc::in_addr) -> i32;
}
