//! `pwd`: the system's users.

use std::ffi::{CStr, CString};

use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field};

const FIELDS: &[Field] = &[
    (Some("pw_name"), "user name"),
    (Some("pw_passwd"), "password"),
    (Some("pw_uid"), "user id"),
    (Some("pw_gid"), "group id"),
    (Some("pw_gecos"), "real name"),
    (Some("pw_dir"), "home directory"),
    (Some("pw_shell"), "shell program"),
];

static TYPE: GilCell<Option<&'static Type>> = GilCell::new(None);

fn passwd_type() -> PyResult<&'static Type> {
    if let Some(ty) = TYPE.get() {
        return Ok(ty);
    }
    let ty = structseq::new_type("pwd.struct_passwd", "An entry of the user database.", FIELDS, FIELDS.len())?;
    TYPE.set(Some(ty));
    Ok(ty)
}

/// The entry that `entry` points to, which the next call overwrites.
///
/// # Safety
/// `entry` must be what a `getpw*` function just gave, not null.
unsafe fn entry_object(entry: *const libc::passwd) -> PyResult {
    let text = |field: *const libc::c_char| -> PyResult {
        if field.is_null() {
            return Ok(singletons::py_none());
        }
        // SAFETY: the fields are C strings or null; the GIL keeps others from overwriting them.
        let bytes = unsafe { CStr::from_ptr(field) }.to_bytes();
        pyston_builtins::codecs::decode_file_name(bytes).map(Py::into_object)
    };
    // SAFETY: the caller's promise.
    let entry = unsafe { &*entry };
    let values = vec![
        text(entry.pw_name)?,
        text(entry.pw_passwd)?,
        entry.pw_uid.into_py()?,
        entry.pw_gid.into_py()?,
        text(entry.pw_gecos)?,
        text(entry.pw_dir)?,
        text(entry.pw_shell)?,
    ];
    structseq::make(passwd_type()?, values)
}

pub struct PwdModule;

/// The user database of the system.
#[pymodule("pwd")]
impl PwdModule {
    /// The entry of a user number.
    #[function("(uidobj, /)")]
    fn getpwuid(uidobj: &Object) -> PyResult {
        let missing = || -> Raised {
            match protocol::str(uidobj) {
                Ok(uid) => raise!(KeyError, "getpwuid(): uid not found: {uid}"),
                Err(raised) => raised,
            }
        };
        let Ok(uid) = libc::uid_t::try_from(protocol::as_c_long(uidobj)?) else { return Err(missing()) };
        // SAFETY: the entry is read before anything else runs.
        unsafe {
            let entry = libc::getpwuid(uid);
            if entry.is_null() { Err(missing()) } else { entry_object(entry) }
        }
    }

    /// The entry of a user name.
    #[function("(name, /)")]
    fn getpwnam(name: &Str) -> PyResult {
        let bytes = pyston_builtins::codecs::encode_file_name(name)?;
        let c = CString::new(bytes.as_slice()).map_err(|_| raise!(ValueError, "embedded null byte"))?;
        // SAFETY: as above; a C string that lives through the call.
        unsafe {
            let entry = libc::getpwnam(c.as_ptr());
            if entry.is_null() {
                return Err(raise!(KeyError, "getpwnam(): name not found: {}", protocol::repr(name)?));
            }
            entry_object(entry)
        }
    }

    /// All entries.
    #[function("()")]
    fn getpwall() -> PyResult<Vec<Py>> {
        let mut entries = Vec::new();
        // SAFETY: as above.
        unsafe {
            libc::setpwent();
            loop {
                let entry = libc::getpwent();
                if entry.is_null() {
                    break;
                }
                entries.push(entry_object(entry)?);
            }
            libc::endpwent();
        }
        Ok(entries)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("struct_passwd", passwd_type()?.new_ref())
    }
}
