//! Shared libraries: opening and closing them, and addresses of what they export.
//!
//! **Invariant**: handles are numbers that programs keep; that they are libraries, and still open, is the
//! program's responsibility.

use std::ffi::{CStr, CString, c_int, c_void};

use pyston_object::hooks;
use pyston_object::prelude::*;

use super::memory::{self, Address};
use crate::arguments::{parse_count, parse_int};
use crate::sys::path::fs_converter;

pub struct LibraryFunctions;

/// The linker's message about what failed last.
fn last_error() -> String {
    // SAFETY: messages are C strings of this thread.
    let message = unsafe { libc::dlerror().cast_const().as_ref().map(|message| CStr::from_ptr(message)) };
    message.map_or_else(|| "dlerror".to_owned(), |message| message.to_string_lossy().into_owned())
}

/// An address, or a handle, from an int (`PyLong_AsVoidPtr`).
pub fn parse_address(object: &Object) -> PyResult<Address> {
    let Some(number) = object.downcast::<Int>() else { return Err(raise!(TypeError, "an integer is required")) };
    match (number.to_u64(), number.to_i64()) {
        (Some(address), _) => Ok(Address::new(address as usize)),
        (None, Some(address)) => Ok(Address::new(address as usize)),
        (None, None) => {
            let kind = if number.is_negative() { "long" } else { "unsigned long" };
            Err(raise!(OverflowError, "Python int too large to convert to C {kind}"))
        }
    }
}

/// Text as a C string argument, parameter number `place` of `function`.
fn c_text(object: &Object, function: &str, place: usize) -> PyResult<CString> {
    let Some(text) = object.downcast::<Str>() else {
        let got = if object.is_none() { "None".into() } else { object.type_name() };
        return Err(raise!(TypeError, "{function}() argument {place} must be str, not {got:.50}"));
    };
    CString::new(text.to_utf8()?.as_bytes()).map_err(|_| raise!(ValueError, "embedded null character"))
}

/// Opens a library, or the program itself; gives its handle, or null, for which [`last_error`] tells why.
fn open(name: Option<&CStr>, mode: c_int) -> Address {
    let name = name.map_or(std::ptr::null(), CStr::as_ptr);
    // SAFETY: a C string or null. What a library does when it is loaded is the program's responsibility.
    Address::of(unsafe { libc::dlopen(name, mode | libc::RTLD_NOW) })
}

#[pymodule("_ctypes")]
impl LibraryFunctions {
    /// dlopen(name, flag={RTLD_GLOBAL|RTLD_LOCAL}) -> handle; opens a shared library
    #[function]
    fn dlopen(args: Args) -> PyResult<usize> {
        args.no_keywords("dlopen")?;
        parse_count("dlopen()", args.positional.len(), 1, 2)?;
        let mode = match args.positional.get(1) {
            None => libc::RTLD_NOW,
            Some(mode) if Float::check(mode) => return Err(raise!(TypeError, "integer argument expected, got float")),
            Some(mode) => parse_int(mode)?,
        };
        let name = args.positional[0];
        let path = if name.is_none() { None } else { Some(fs_converter(name)?) };
        hooks::audit("ctypes.dlopen", || Ok([name.new_ref()]))?;
        match open(path.as_deref(), mode) {
            Address::NULL => Err(raise!(OSError, "{}", last_error())),
            handle => Ok(handle.value()),
        }
    }

    /// dlclose(handle): closes a shared library
    #[function]
    fn dlclose(args: Args) -> PyResult<()> {
        args.no_keywords("dlclose")?;
        parse_count("dlclose()", args.positional.len(), 1, 1)?;
        let handle: *mut c_void = parse_address(args.positional[0])?.as_ptr();
        // SAFETY: the program vouches for the handle, and that nothing of the library is in use.
        if unsafe { libc::dlclose(handle) } != 0 {
            return Err(raise!(OSError, "{}", last_error()));
        }
        Ok(())
    }

    /// dlsym(handle, name) -> address of what the library exports under the name
    #[function]
    fn dlsym(args: Args) -> PyResult<usize> {
        args.no_keywords("dlsym")?;
        parse_count("dlsym()", args.positional.len(), 2, 2)?;
        let [handle, name] = [args.positional[0], args.positional[1]];
        let library = parse_address(handle)?;
        let symbol = c_text(name, "dlsym", 2)?;
        hooks::audit("ctypes.dlsym/handle", || Ok([handle.new_ref(), name.new_ref()]))?;
        match memory::symbol(library, &symbol) {
            Ok(address) => Ok(address.value()),
            Err(message) => Err(raise!(OSError, "{message}")),
        }
    }
}
