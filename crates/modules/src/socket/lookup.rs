//! Names of hosts: their bytes as the system's resolver wants them, and what it finds.

use std::ffi::{CStr, CString};
use std::net::{Ipv4Addr, Ipv6Addr};

use pyston_object::call;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::address::Address;

/// One of the resolver's results.
pub struct Found {
    pub family: i32,
    pub kind: i32,
    pub proto: i32,
    pub canonical: Vec<u8>,
    pub address: Address,
}

/// What is looked for, as in `getaddrinfo`'s hints.
#[derive(Clone, Copy, Default)]
pub struct Wanted {
    pub family: i32,
    pub kind: i32,
    pub proto: i32,
    pub flags: i32,
}

/// A host's name as bytes: of text, what the codec `idna` makes of it.
pub fn encoded(text: &Str) -> PyResult<Vec<u8>> {
    let bytes = call::call_method(text, name!("encode"), &[name!("idna")])?;
    Ok(pyston_object::bytes::of(&bytes).unwrap_or_default().to_vec())
}

/// The name in an address: text (ASCII is taken as it is), bytes or bytearray.
pub fn host_argument(host: &Object) -> PyResult<CString> {
    let bytes = match (host.downcast::<Str>(), pyston_object::bytes::of(host)) {
        (Some(text), _) => match text.to_utf8()? {
            plain if plain.is_ascii() => plain.as_bytes().to_vec(),
            _ => encoded(text)?,
        },
        (None, Some(bytes)) => bytes.to_vec(),
        _ => return Err(raise!(TypeError, "str, bytes or bytearray expected, not {}", host.type_name())),
    };
    CString::new(bytes).map_err(|_| raise!(TypeError, "host name must not contain null character"))
}

/// The name that a function is called with.
pub fn name_argument(host: &Object, function: &str) -> PyResult<CString> {
    let bytes = match (host.downcast::<Str>(), pyston_object::bytes::of(host)) {
        (Some(text), _) => encoded(text)?,
        (None, Some(bytes)) => bytes.to_vec(),
        _ => {
            let class = host.type_name();
            return Err(raise!(TypeError, "{function}() argument 1 must be str, bytes or bytearray, not {class}"));
        }
    };
    let class = host.type_name();
    CString::new(bytes).map_err(|_| {
        raise!(TypeError, "{function}() argument 1 must be encoded string without null bytes, not {class}")
    })
}

/// All that the resolver finds.
pub fn look_up(host: Option<&CStr>, service: Option<&CStr>, wanted: Wanted) -> PyResult<Vec<Found>> {
    // SAFETY: zero is a valid value of every field.
    let mut hints: libc::addrinfo = unsafe { std::mem::zeroed() };
    hints.ai_family = wanted.family;
    hints.ai_socktype = wanted.kind;
    hints.ai_protocol = wanted.proto;
    hints.ai_flags = wanted.flags;
    let pointer = |text: Option<&CStr>| text.map_or(std::ptr::null(), CStr::as_ptr);
    let (host, service) = (pointer(host) as usize, pointer(service) as usize);
    let mut first: *mut libc::addrinfo = std::ptr::null_mut();
    // SAFETY: C strings or null, which live until the call is over, hints and a place for the result.
    let status = allow_threads(|| unsafe { libc::getaddrinfo(host as _, service as _, &hints, &mut first) });
    if status != 0 {
        return Err(super::gai_error(status));
    }
    let mut found = Vec::new();
    let mut entry = first;
    // SAFETY: the system's list, which ends with null and is freed once.
    unsafe {
        while !entry.is_null() {
            let info = &*entry;
            let canonical = match info.ai_canonname.is_null() {
                true => Vec::new(),
                false => CStr::from_ptr(info.ai_canonname).to_bytes().to_vec(),
            };
            found.push(Found {
                family: info.ai_family,
                kind: info.ai_socktype,
                proto: info.ai_protocol,
                canonical,
                address: Address::of_system(info.ai_addr, info.ai_addrlen),
            });
            entry = info.ai_next;
        }
        libc::freeaddrinfo(first);
    }
    Ok(found)
}

/// The first address of a host, without port; the empty name is any address, "<broadcast>" all of them.
pub fn resolve(host: &CStr, family: i32) -> PyResult<Address> {
    let v4 = matches!(family, libc::AF_INET | libc::AF_UNSPEC);
    let text = host.to_str().unwrap_or_default();
    match text {
        "" => {
            let wanted = Wanted { family, kind: libc::SOCK_DGRAM, flags: libc::AI_PASSIVE, ..Wanted::default() };
            let mut found = look_up(None, Some(c"0"), wanted)?;
            if found.len() > 1 {
                return Err(raise!(OSError, "wildcard resolved to multiple address"));
            }
            return found.pop().map(|one| one.address).ok_or_else(|| super::gai_error(libc::EAI_NONAME));
        }
        "<broadcast>" | "255.255.255.255" if v4 => return Ok(Address::v4(Ipv4Addr::BROADCAST)),
        "<broadcast>" | "255.255.255.255" => return Err(raise!(OSError, "address family mismatched")),
        _ => (),
    }
    if v4 && let Ok(ip) = text.parse::<Ipv4Addr>() {
        return Ok(Address::v4(ip));
    }
    if matches!(family, libc::AF_INET6 | libc::AF_UNSPEC)
        && let Ok(ip) = text.parse::<Ipv6Addr>()
    {
        return Ok(Address::v6(ip));
    }
    let found = look_up(Some(host), None, Wanted { family, ..Wanted::default() })?;
    found.into_iter().next().map(|one| one.address).ok_or_else(|| super::gai_error(libc::EAI_NONAME))
}
