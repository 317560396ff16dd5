//! `_crypt`: password hashes by the system's library.
//!
//! The library is looked for when the module is imported: not every system has it.

use std::ffi::{CStr, CString, c_char};
use std::sync::OnceLock;

use pyston_object::prelude::*;

pub struct CryptModule;

type Crypt = unsafe extern "C" fn(*const c_char, *const c_char) -> *mut c_char;

/// `crypt` of the C library's companion, loaded for good.
fn library() -> Option<Crypt> {
    static CRYPT: OnceLock<Option<Crypt>> = OnceLock::new();
    *CRYPT.get_or_init(|| {
        [c"libcrypt.so.1", c"libcrypt.so.2", c"libcrypt.so"].iter().find_map(|name| {
            // SAFETY: C strings; the symbol is a function of the type that crypt(3) has.
            unsafe {
                let handle = libc::dlopen(name.as_ptr(), libc::RTLD_NOW);
                if handle.is_null() {
                    return None;
                }
                let symbol = libc::dlsym(handle, c"crypt".as_ptr());
                (!symbol.is_null()).then(|| std::mem::transmute::<*mut libc::c_void, Crypt>(symbol))
            }
        })
    })
}

fn c_string(text: &Str) -> PyResult<CString> {
    CString::new(text.to_utf8()?.as_bytes()).map_err(|_| raise!(ValueError, "embedded null character"))
}

/// Password hashes.
#[pymodule("_crypt")]
impl CryptModule {
    /// The hash of a word, by the method and with the salt that begin the second argument.
    #[function("($module, word, salt, /)")]
    fn crypt(word: &Str, salt: &Str) -> PyResult<Py<Str>> {
        let (word, salt) = (c_string(word)?, c_string(salt)?);
        let Some(crypt) = library() else { return Err(errors::os_error(libc::ENOSYS, None)) };
        // SAFETY: C strings; the GIL serialises the library's static buffer, which is copied at once.
        unsafe {
            let hash = crypt(word.as_ptr(), salt.as_ptr());
            if hash.is_null() {
                return Err(errors::os_error(errors::last_errno(), None));
            }
            Str::new(&CStr::from_ptr(hash).to_string_lossy())
        }
    }

    #[exec]
    fn exec(_module: &Module) -> PyResult<()> {
        if library().is_none() {
            return Err(raise!(ModuleNotFoundError, "No module named '_crypt'"));
        }
        Ok(())
    }
}
