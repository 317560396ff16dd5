//! Addresses: Python values and the system's structures. Internet addresses are numeric or looked up.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::posix::path::fs_bytes;

/// An address of the system with its length.
pub struct Address {
    pub storage: libc::sockaddr_storage,
    pub len: libc::socklen_t,
}

impl Address {
    pub fn empty() -> Address {
        // SAFETY: zero is a valid value of every field.
        Address { storage: unsafe { std::mem::zeroed() }, len: size_of::<libc::sockaddr_storage>() as _ }
    }

    pub fn as_ptr(&self) -> *const libc::sockaddr {
        (&raw const self.storage).cast()
    }

    pub fn as_mut_ptr(&mut self) -> *mut libc::sockaddr {
        (&raw mut self.storage).cast()
    }

    fn of<T>(value: T, len: usize) -> Address {
        assert!(size_of::<T>() <= size_of::<libc::sockaddr_storage>());
        let mut address = Address::empty();
        // SAFETY: the structure fits (checked above).
        unsafe { (&raw mut address.storage).cast::<T>().write(value) }
        address.len = len as _;
        address
    }

    /// From an address argument of the family.
    pub fn parse(family: i32, object: &Object, function: &str) -> PyResult<Address> {
        if family == libc::AF_UNIX {
            return unix(object);
        }
        if family != libc::AF_INET && family != libc::AF_INET6 {
            return Err(raise!(OSError, "{function}(): bad family"));
        }
        let name = if family == libc::AF_INET { "AF_INET" } else { "AF_INET6" };
        let Some(tuple) = object.downcast::<Tuple>() else {
            return Err(raise!(
                TypeError,
                "{function}(): {name} address must be tuple, not {:.500}",
                object.type_name()
            ));
        };
        let items = tuple.as_slice();
        let (Some(host), Some(port)) = (items.first(), items.get(1)) else {
            return Err(raise!(TypeError, "{name} address must be a pair (host, port)"));
        };
        let port = protocol::as_c_long(port)?;
        let Ok(port) = u16::try_from(port) else {
            return Err(raise!(OverflowError, "{function}(): port must be 0-65535."));
        };
        let host = host_text(host)?;
        Ok(match resolve(&host, port, family == libc::AF_INET6)? {
            SocketAddr::V4(found) => Address::of(
                libc::sockaddr_in {
                    sin_family: libc::AF_INET as _,
                    sin_port: port.to_be(),
                    sin_addr: libc::in_addr { s_addr: u32::from_ne_bytes(found.ip().octets()) },
                    sin_zero: [0; 8],
                },
                size_of::<libc::sockaddr_in>(),
            ),
            SocketAddr::V6(found) => {
                let number = |index: usize| items.get(index).map_or(Ok(0), |item| protocol::as_c_long(item));
                Address::of(
                    libc::sockaddr_in6 {
                        sin6_family: libc::AF_INET6 as _,
                        sin6_port: port.to_be(),
                        sin6_flowinfo: (number(2)? as u32).to_be(),
                        sin6_addr: libc::in6_addr { s6_addr: found.ip().octets() },
                        sin6_scope_id: number(3)? as u32,
                    },
                    size_of::<libc::sockaddr_in6>(),
                )
            }
        })
    }

    /// As a Python value.
    pub fn to_object(&self) -> PyResult {
        if self.len == 0 {
            return Ok(singletons::py_none());
        }
        match i32::from(self.storage.ss_family) {
            libc::AF_INET => {
                // SAFETY: the family says so.
                let address = unsafe { &*self.as_ptr().cast::<libc::sockaddr_in>() };
                let ip = Ipv4Addr::from(address.sin_addr.s_addr.to_ne_bytes());
                (ip.to_string(), u16::from_be(address.sin_port)).into_py()
            }
            libc::AF_INET6 => {
                // SAFETY: the family says so.
                let address = unsafe { &*self.as_ptr().cast::<libc::sockaddr_in6>() };
                let ip = Ipv6Addr::from(address.sin6_addr.s6_addr);
                let port = u16::from_be(address.sin6_port);
                (ip.to_string(), port, u32::from_be(address.sin6_flowinfo), address.sin6_scope_id).into_py()
            }
            libc::AF_UNIX => {
                let path_len = (self.len as usize).saturating_sub(2);
                // SAFETY: the family says so; the length is the system's.
                let path = unsafe { std::slice::from_raw_parts(self.as_ptr().cast::<u8>().add(2), path_len.min(108)) };
                if path.first() == Some(&0) {
                    return Bytes::new(path).map(Py::into_object);
                }
                let path = path.split(|byte| *byte == 0).next().unwrap_or_default();
                crate::posix::path::result_text(path, false)
            }
            family => (family, Bytes::new(&[])?).into_py(),
        }
    }
}

fn host_text(host: &Object) -> PyResult<String> {
    if let Some(text) = host.downcast::<Str>() {
        return Ok(text.to_utf8()?.into_owned());
    }
    match pyston_object::bytes::of(host) {
        Some(bytes) => Ok(String::from_utf8_lossy(bytes).into_owned()),
        None => Err(raise!(TypeError, "str, bytes or bytearray expected, not {}", host.type_name())),
    }
}

fn resolve(host: &str, port: u16, v6: bool) -> PyResult<SocketAddr> {
    match (host, v6) {
        ("", false) => return Ok((Ipv4Addr::UNSPECIFIED, port).into()),
        ("", true) => return Ok((Ipv6Addr::UNSPECIFIED, port).into()),
        ("<broadcast>", false) => return Ok((Ipv4Addr::BROADCAST, port).into()),
        _ => (),
    }
    let found = allow_threads(|| (host, port).to_socket_addrs().map(|all| all.collect::<Vec<_>>()));
    let found = found.unwrap_or_default().into_iter().find(|address| address.is_ipv6() == v6);
    found.ok_or_else(|| super::gai_error(libc::EAI_NONAME))
}

fn unix(object: &Object) -> PyResult<Address> {
    let path = match pyston_object::bytes::of(object) {
        Some(bytes) => bytes.to_vec(),
        None => fs_bytes(object)?.into_bytes(),
    };
    // SAFETY: zero is a valid value of every field.
    let mut address: libc::sockaddr_un = unsafe { std::mem::zeroed() };
    let is_abstract = path.first() == Some(&0);
    if path.len() > address.sun_path.len() || (!is_abstract && path.len() == address.sun_path.len()) {
        return Err(raise!(OSError, "AF_UNIX path too long"));
    }
    address.sun_family = libc::AF_UNIX as _;
    for (to, from) in address.sun_path.iter_mut().zip(&path) {
        *to = *from as _;
    }
    Ok(Address::of(address, 2 + path.len() + usize::from(!is_abstract)))
}
