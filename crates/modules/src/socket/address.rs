//! Addresses: Python values and the system's structures. Internet addresses are numeric or looked up.

use std::net::{Ipv4Addr, Ipv6Addr};

use pyston_object::prelude::*;

use super::lookup;

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
        let (host, port) = match items {
            [host, port] => (host, port),
            [host, port, ..] if family == libc::AF_INET6 && items.len() <= 4 => (host, port),
            _ if family == libc::AF_INET => {
                return Err(raise!(TypeError, "AF_INET address must be a pair (host, port)"));
            }
            _ => {
                let form = "(host, port[, flowinfo[, scopeid]])";
                return Err(raise!(TypeError, "AF_INET6 address must be a tuple {form}"));
            }
        };
        let number = |index: usize| items.get(index).map_or(Ok(0), |item| protocol::as_c_long(item));
        let name = lookup::host_argument(host)?;
        let (port, flow, scope) = (protocol::as_c_long(port)?, number(2)?, number(3)? as u32);
        let mut address = lookup::resolve(&name, family)?;
        let Ok(port) = u16::try_from(port) else {
            return Err(raise!(OverflowError, "{function}(): port must be 0-65535."));
        };
        if !(0..=0xfffff).contains(&flow) {
            return Err(raise!(OverflowError, "{function}(): flowinfo must be 0-1048575."));
        }
        match address.v6_mut() {
            Some(v6) => {
                v6.sin6_port = port.to_be();
                v6.sin6_flowinfo = (flow as u32).to_be();
                v6.sin6_scope_id = scope;
            }
            // SAFETY: the resolver was asked for the one family or the other.
            None => unsafe { (*address.as_mut_ptr().cast::<libc::sockaddr_in>()).sin_port = port.to_be() },
        }
        Ok(address)
    }

    /// An address of the old family, without port.
    pub fn v4(ip: Ipv4Addr) -> Address {
        let address = libc::sockaddr_in {
            sin_family: libc::AF_INET as _,
            sin_port: 0,
            sin_addr: libc::in_addr { s_addr: u32::from_ne_bytes(ip.octets()) },
            sin_zero: [0; 8],
        };
        Address::of(address, size_of::<libc::sockaddr_in>())
    }

    /// An address of the new family, without port.
    pub fn v6(ip: Ipv6Addr) -> Address {
        let address = libc::sockaddr_in6 {
            sin6_family: libc::AF_INET6 as _,
            sin6_port: 0,
            sin6_flowinfo: 0,
            sin6_addr: libc::in6_addr { s6_addr: ip.octets() },
            sin6_scope_id: 0,
        };
        Address::of(address, size_of::<libc::sockaddr_in6>())
    }

    /// A copy of the system's structure.
    ///
    /// # Safety
    /// An address of that length.
    pub unsafe fn of_system(place: *const libc::sockaddr, len: libc::socklen_t) -> Address {
        let mut address = Address::empty();
        address.len = len.min(address.len);
        // SAFETY: the caller's promise; not more than there is room for.
        unsafe {
            std::ptr::copy_nonoverlapping(
                place.cast::<u8>(),
                (&raw mut address.storage).cast::<u8>(),
                address.len as usize,
            );
        }
        address
    }

    /// The structure of the new family, if it is one.
    pub fn v6_mut(&mut self) -> Option<&mut libc::sockaddr_in6> {
        // SAFETY: the family says so; the storage is large enough and aligned for all families.
        (i32::from(self.storage.ss_family) == libc::AF_INET6)
            .then(|| unsafe { &mut *(&raw mut self.storage).cast::<libc::sockaddr_in6>() })
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

fn unix(object: &Object) -> PyResult<Address> {
    // Abstract names may have zero bytes.
    let path = match object.downcast::<Str>() {
        Some(text) => pyston_builtins::codecs::encode_file_name(text)?.as_slice().to_vec(),
        None => Buffer::new(object)?.to_vec(),
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
