//! `pwd` and `grp`: the system's tables of users and groups.

use std::ffi::{CStr, c_char};

use pyston_object::call;
use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as StructField};

use crate::posix::path::{fs_bytes, result_text};

pub struct PwdModule;
pub struct GrpModule;

static PASSWD: GilCell<Option<&'static Type>> = GilCell::new(None);
static GROUP: GilCell<Option<&'static Type>> = GilCell::new(None);

const PASSWD_FIELDS: &[StructField] = &[
    (Some("pw_name"), "user name"),
    (Some("pw_passwd"), "password"),
    (Some("pw_uid"), "user id"),
    (Some("pw_gid"), "group id"),
    (Some("pw_gecos"), "real name"),
    (Some("pw_dir"), "home directory"),
    (Some("pw_shell"), "shell program"),
];
const GROUP_FIELDS: &[StructField] = &[
    (Some("gr_name"), "group name"),
    (Some("gr_passwd"), "password"),
    (Some("gr_gid"), "group id"),
    (Some("gr_mem"), "group members"),
];

fn made(cell: &GilCell<Option<&'static Type>>, name: &str, fields: &[StructField]) -> PyResult<&'static Type> {
    if let Some(ty) = cell.get() {
        return Ok(ty);
    }
    let ty = structseq::new_type(name, "An entry of the system's table.", fields, fields.len())?;
    cell.set(Some(ty));
    Ok(ty)
}

fn passwd_type() -> PyResult<&'static Type> {
    made(&PASSWD, "pwd.struct_passwd", PASSWD_FIELDS)
}

fn group_type() -> PyResult<&'static Type> {
    made(&GROUP, "grp.struct_group", GROUP_FIELDS)
}

/// # Safety
/// A C string or null.
unsafe fn text(text: *const c_char) -> PyResult {
    if text.is_null() {
        return Ok(singletons::py_none());
    }
    // SAFETY: the caller's promise.
    result_text(unsafe { CStr::from_ptr(text) }.to_bytes(), false)
}

/// # Safety
/// An entry of the C library, valid until its next call.
unsafe fn passwd(entry: *const libc::passwd) -> PyResult {
    // SAFETY: the caller's promise.
    unsafe {
        let entry = &*entry;
        structseq::make(
            passwd_type()?,
            vec![
                text(entry.pw_name)?,
                text(entry.pw_passwd)?,
                entry.pw_uid.into_py()?,
                entry.pw_gid.into_py()?,
                text(entry.pw_gecos)?,
                text(entry.pw_dir)?,
                text(entry.pw_shell)?,
            ],
        )
    }
}

/// # Safety
/// As [`passwd`].
unsafe fn group(entry: *const libc::group) -> PyResult {
    // SAFETY: the caller's promise; the list of members ends with null.
    unsafe {
        let entry = &*entry;
        let mut members = Vec::new();
        let mut member = entry.gr_mem;
        while !(*member).is_null() {
            members.push(text(*member)?);
            member = member.add(1);
        }
        let values = vec![text(entry.gr_name)?, text(entry.gr_passwd)?, entry.gr_gid.into_py()?, members.into_py()?];
        structseq::make(group_type()?, values)
    }
}

fn missing(message: String) -> Raised {
    raise!(KeyError, "{message}")
}

/// A number: too large or too small ones are nobody's.
fn id_argument(object: &Object, what: &str, function: &str) -> PyResult<u32> {
    match crate::posix::owner_id(object, what) {
        Err(raised) if raised.is(&exc::OverflowError) => {
            raised.clear();
            Err(missing(format!("{function}(): {what} not found")))
        }
        result => result,
    }
}

/// The number of a group: unlike those of users, also what `int` makes one of, with a warning, and out of range.
fn group_argument(object: &Object) -> PyResult<u32> {
    match crate::posix::owner_id(object, "gid") {
        Err(raised) if raised.is(&exc::TypeError) => {
            raised.clear();
            // The format is CPython's, which leaves the type out.
            pyston_object::hooks::warn(&exc::DeprecationWarning, "group id must be int, not %.200", 1)?;
            crate::posix::owner_id(&*call::call(&pyston_object::statics::PyLong_Type, &[object])?, "gid")
        }
        result => result,
    }
}

/// The system's users.
#[pymodule("pwd")]
impl PwdModule {
    /// The entry of a user's number.
    #[function("($module, uidobj, /)")]
    fn getpwuid(uidobj: &Object) -> PyResult {
        let uid = id_argument(uidobj, "uid", "getpwuid")?;
        // SAFETY: the entry is read before the next call; the GIL is held.
        unsafe {
            let entry = libc::getpwuid(uid);
            if entry.is_null() {
                return Err(missing(format!("getpwuid(): uid not found: {}", signed_id(uid))));
            }
            passwd(entry)
        }
    }

    /// The entry of a user's name.
    #[function("($module, name, /)")]
    fn getpwnam(name: &Str) -> PyResult {
        let c = fs_bytes(name)?;
        // SAFETY: as above.
        unsafe {
            let entry = libc::getpwnam(c.as_ptr());
            if entry.is_null() {
                return Err(missing(format!("getpwnam(): name not found: {}", protocol::repr_string(name)?)));
            }
            passwd(entry)
        }
    }

    /// All entries.
    #[function("($module, /)")]
    fn getpwall() -> PyResult<Vec<Py>> {
        let mut all = Vec::new();
        // SAFETY: as above.
        unsafe {
            libc::setpwent();
            loop {
                let entry = libc::getpwent();
                if entry.is_null() {
                    break;
                }
                all.push(passwd(entry)?);
            }
            libc::endpwent();
        }
        Ok(all)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("struct_passwd", passwd_type()?.new_ref())
    }
}

/// A user's or group's number as messages have it: the largest is -1.
fn signed_id(id: u32) -> i64 {
    if id == u32::MAX { -1 } else { id.into() }
}

/// The system's groups.
#[pymodule("grp")]
impl GrpModule {
    /// The entry of a group's number.
    #[function("($module, /, id)")]
    fn getgrgid(id: &Object) -> PyResult {
        let gid = group_argument(id)?;
        // SAFETY: the entry is read before the next call; the GIL is held.
        unsafe {
            let entry = libc::getgrgid(gid);
            if entry.is_null() {
                return Err(missing(format!("getgrgid(): gid not found: {}", signed_id(gid))));
            }
            group(entry)
        }
    }

    /// The entry of a group's name.
    #[function("($module, /, name)")]
    fn getgrnam(name: &Str) -> PyResult {
        let c = fs_bytes(name)?;
        // SAFETY: as above.
        unsafe {
            let entry = libc::getgrnam(c.as_ptr());
            if entry.is_null() {
                return Err(missing(format!("getgrnam(): name not found: {}", protocol::repr_string(name)?)));
            }
            group(entry)
        }
    }

    /// All entries.
    #[function("($module, /)")]
    fn getgrall() -> PyResult<Vec<Py>> {
        let mut all = Vec::new();
        // SAFETY: as above.
        unsafe {
            libc::setgrent();
            loop {
                let entry = libc::getgrent();
                if entry.is_null() {
                    break;
                }
                all.push(group(entry)?);
            }
            libc::endgrent();
        }
        Ok(all)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("struct_group", group_type()?.new_ref())
    }
}
