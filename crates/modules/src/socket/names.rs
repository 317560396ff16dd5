//! The system's tables of hosts, services, protocols and network interfaces.

use std::ffi::{CStr, CString, c_char, c_int};

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::address::Address;
use super::lookup::{self, Wanted};
use crate::arguments::CText;
use crate::posix::path::{audit, check, fs_bytes, result_text};

pub struct NameFunctions;

/// # Safety
/// A C string.
unsafe fn text(text: *const c_char) -> PyResult {
    // SAFETY: the caller's promise.
    result_text(unsafe { CStr::from_ptr(text) }.to_bytes(), false)
}

/// # Safety
/// A list of pointers that ends with null, or null.
unsafe fn entries<T>(mut list: *mut *mut T) -> Vec<*mut T> {
    let mut all = Vec::new();
    // SAFETY: the caller's promise.
    unsafe {
        while !list.is_null() && !(*list).is_null() {
            all.push(*list);
            list = list.add(1);
        }
    }
    all
}

/// An entry of the table of hosts: name, aliases, addresses.
///
/// # Safety
/// An entry of the C library, or null; the GIL has been held since it was given.
unsafe fn host_entry(entry: *const libc::hostent) -> PyResult {
    if entry.is_null() {
        // SAFETY: no preconditions.
        return Err(super::host_error(unsafe { *__h_errno_location() }));
    }
    // SAFETY: the caller's promise; the length of addresses is that of the family.
    unsafe {
        let entry = &*entry;
        let mut aliases = Vec::new();
        for alias in entries(entry.h_aliases) {
            aliases.push(text(alias)?);
        }
        let mut addresses = Vec::new();
        for address in entries(entry.h_addr_list) {
            let bytes = std::slice::from_raw_parts(address.cast::<u8>(), entry.h_length as usize);
            addresses.push(super::numeric(entry.h_addrtype, bytes)?.into_py()?);
        }
        (text(entry.h_name)?, aliases, addresses).into_py()
    }
}

/// An optional text of a C function: the object for the audit event and the C string.
struct Protocol(Option<(Py, CString)>);

impl FromArg<'_> for Protocol {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        CText::from_arg(object, context).map(|text| Protocol(Some((object.new_ref(), text.0))))
    }
}

impl Protocol {
    fn audited(&self) -> &Object {
        self.0.as_ref().map_or(singletons::none(), |(object, _)| object)
    }

    fn pointer(&self) -> *const c_char {
        self.0.as_ref().map_or(std::ptr::null(), |(_, text)| text.as_ptr())
    }
}

fn c_text(text: &Str) -> PyResult<CString> {
    CString::new(text.to_utf8()?.as_bytes()).map_err(|_| raise!(ValueError, "embedded null character"))
}

/// The parts of `getnameinfo`'s address: host, port, flow information, scope.
fn name_parts(sockaddr: &Tuple) -> PyResult<(CString, i32, u32, u32)> {
    let illegal = || raise!(TypeError, "getnameinfo(): illegal sockaddr argument");
    let items = sockaddr.as_slice();
    let (2..=4, Some(host)) = (items.len(), items.first().and_then(|host| host.downcast::<Str>())) else {
        return Err(illegal());
    };
    let number = |index: usize| items.get(index).map_or(Ok(0), |item| protocol::as_c_long(item));
    let (port, flow, scope) = (number(1)? as i32, number(2)? as u32, number(3)? as u32);
    if flow > 0xfffff {
        return Err(raise!(OverflowError, "getnameinfo(): flowinfo must be 0-1048575."));
    }
    Ok((c_text(host)?, port, flow, scope))
}

/// Names and numbers.
#[pymodule("_socket")]
impl NameFunctions {
    /// Host and service of an address.
    #[function(args = "($module, sockaddr, flags, /)", parsed)]
    fn getnameinfo(sockaddr: &Object, flags: i32) -> PyResult<(Py, Py)> {
        let Some(tuple) = sockaddr.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "getnameinfo() argument 1 must be a tuple"));
        };
        let (host, port, flow, scope) = name_parts(tuple)?;
        audit("socket.getnameinfo", &[sockaddr])?;
        let port = CString::new(port.to_string()).unwrap_or_default();
        let wanted = Wanted { kind: libc::SOCK_DGRAM, flags: libc::AI_NUMERICHOST, ..Wanted::default() };
        let mut found = lookup::look_up(Some(&host), Some(&port), wanted)?;
        let Some(Address { storage, len }) = found.pop().map(|one| one.address) else {
            return Err(super::gai_error(libc::EAI_NONAME));
        };
        if !found.is_empty() {
            return Err(raise!(OSError, "sockaddr resolved to multiple addresses"));
        }
        let mut address = Address { storage, len };
        match address.v6_mut() {
            Some(v6) => {
                v6.sin6_flowinfo = flow.to_be();
                v6.sin6_scope_id = scope;
            }
            None if tuple.as_slice().len() != 2 => return Err(raise!(OSError, "IPv4 sockaddr must be 2 tuple")),
            None => (),
        }
        let (mut host, mut service) = ([0u8; 1025], [0u8; 32]);
        // SAFETY: an address and blocks with their lengths.
        let status = allow_threads(|| unsafe {
            libc::getnameinfo(
                address.as_ptr(),
                address.len,
                host.as_mut_ptr().cast(),
                host.len() as _,
                service.as_mut_ptr().cast(),
                service.len() as _,
                flags,
            )
        });
        if status != 0 {
            return Err(super::gai_error(status));
        }
        let text = |block: &[u8]| result_text(block.split(|byte| *byte == 0).next().unwrap_or_default(), false);
        Ok((text(&host)?, text(&service)?))
    }

    /// Name, aliases and addresses of a host of a name.
    #[function(args = "($module, host, /)")]
    fn gethostbyname_ex(host: &Object) -> PyResult {
        let name = lookup::name_argument(host, "gethostbyname_ex")?;
        audit("socket.gethostbyname", &[host])?;
        lookup::resolve(&name, libc::AF_INET)?;
        // SAFETY: a C string; the entry is read at once.
        unsafe { host_entry(gethostbyname(name.as_ptr())) }
    }

    /// Name, aliases and addresses of a host of an address.
    #[function(args = "($module, host, /)")]
    fn gethostbyaddr(host: &Object) -> PyResult {
        let name = lookup::name_argument(host, "gethostbyaddr")?;
        audit("socket.gethostbyaddr", &[host])?;
        let mut address = lookup::resolve(&name, libc::AF_UNSPEC)?;
        let family = i32::from(address.storage.ss_family);
        let (place, len) = match address.v6_mut() {
            Some(v6) => ((&raw const v6.sin6_addr).cast::<std::ffi::c_void>(), 16),
            // SAFETY: an address of the old family, the only other one that `resolve` gives.
            None => (unsafe { &raw const (*address.as_ptr().cast::<libc::sockaddr_in>()).sin_addr }.cast(), 4),
        };
        // SAFETY: an address of the family with its length; the entry is read at once.
        unsafe { host_entry(gethostbyaddr(place, len, family)) }
    }

    /// The port of a service.
    #[function(args = "($module, servicename, protocolname=Protocol(None), /)", parsed)]
    fn getservbyname(servicename: CText, protocolname: Protocol) -> PyResult<u16> {
        let name = servicename.0;
        audit("socket.getservbyname", &[&*name.to_string_lossy().into_owned().into_py()?, protocolname.audited()])?;
        // SAFETY: C strings or null; the entry is read at once.
        unsafe {
            let entry = libc::getservbyname(name.as_ptr(), protocolname.pointer());
            if entry.is_null() {
                return Err(raise!(OSError, "service/proto not found"));
            }
            Ok(u16::from_be((*entry).s_port as u16))
        }
    }

    /// The service of a port.
    #[function(args = "($module, port, protocolname=Protocol(None), /)", parsed)]
    fn getservbyport(port: i32, protocolname: Protocol) -> PyResult {
        let Ok(port) = u16::try_from(port) else {
            return Err(raise!(OverflowError, "getservbyport: port must be 0-65535."));
        };
        audit("socket.getservbyport", &[&*port.into_py()?, protocolname.audited()])?;
        // SAFETY: a C string or null; the entry is read at once.
        unsafe {
            let entry = libc::getservbyport(port.to_be().into(), protocolname.pointer());
            if entry.is_null() { Err(raise!(OSError, "port/proto not found")) } else { text((*entry).s_name) }
        }
    }

    /// The number of a protocol.
    #[function(args = "($module, protocolname, /)", parsed)]
    fn getprotobyname(protocolname: CText) -> PyResult<i32> {
        let name = protocolname.0;
        // SAFETY: a C string; the entry is read at once.
        unsafe {
            let entry = libc::getprotobyname(name.as_ptr());
            if entry.is_null() { Err(raise!(OSError, "protocol not found")) } else { Ok((*entry).p_proto) }
        }
    }

    /// Number and name of each network interface.
    #[function(args = "($module, /)")]
    fn if_nameindex() -> PyResult<Vec<Py>> {
        let mut all = Vec::new();
        // SAFETY: the system's list, which ends with a zero entry and is freed once.
        unsafe {
            let first = libc::if_nameindex();
            if first.is_null() {
                return Err(errors::os_error(errors::last_errno(), None));
            }
            let mut entry = first;
            while (*entry).if_index != 0 && !(*entry).if_name.is_null() {
                let pair = text((*entry).if_name).and_then(|name| ((*entry).if_index, name).into_py());
                all.push(pair);
                entry = entry.add(1);
            }
            libc::if_freenameindex(first);
        }
        all.into_iter().collect()
    }

    /// The number of a network interface.
    #[function(args = "($module, if_name, /)", parsed)]
    fn if_nametoindex(if_name: &Object) -> PyResult<u32> {
        let name = fs_bytes(if_name)?;
        // SAFETY: a C string.
        match unsafe { libc::if_nametoindex(name.as_ptr()) } {
            0 => Err(raise!(OSError, "no interface with this name")),
            index => Ok(index),
        }
    }

    /// The name of a network interface.
    #[function(args = "($module, if_index, /)")]
    fn if_indextoname(if_index: &Object) -> PyResult {
        if !Int::check(if_index) {
            return Err(raise!(TypeError, "an integer is required"));
        }
        let index = protocol::as_c_long(if_index)?;
        if index < 0 {
            return Err(raise!(OverflowError, "can't convert negative value to unsigned int"));
        }
        let mut block = [0u8; libc::IF_NAMESIZE + 1];
        // SAFETY: room for the longest name.
        let found = unsafe { libc::if_indextoname(index as u32, block.as_mut_ptr().cast()) };
        if found.is_null() {
            return Err(errors::os_error(errors::last_errno(), None));
        }
        result_text(block.split(|byte| *byte == 0).next().unwrap_or_default(), false)
    }

    /// Sets the computer's name.
    #[function(args = "($module, name, /)")]
    fn sethostname(name: &Object) -> PyResult<()> {
        let bytes = match pyston_object::bytes::of(name) {
            Some(bytes) => bytes.to_vec(),
            None => fs_bytes(name)?.into_bytes(),
        };
        audit("socket.sethostname", &[name])?;
        // SAFETY: bytes with their length.
        check(unsafe { libc::sethostname(bytes.as_ptr().cast(), bytes.len()) }).map(drop)
    }
}

unsafe extern "C" {
    fn gethostbyname(name: *const c_char) -> *mut libc::hostent;
    fn gethostbyaddr(address: *const std::ffi::c_void, len: libc::socklen_t, family: c_int) -> *mut libc::hostent;
    fn __h_errno_location() -> *mut c_int;
}
