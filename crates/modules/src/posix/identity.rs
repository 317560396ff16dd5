//! Users, groups, process groups and sessions.

use std::ffi::CStr;

use pyston_object::prelude::*;

use super::files::owner_id;
use super::path::{check, fs_bytes, result_text};
use crate::arguments::{CText, Pid};

pub struct IdentityFunctions;

/// The groups of a user in the system's tables.
fn group_list(user: &CStr, group: u32) -> PyResult<Vec<u32>> {
    let mut count = 64;
    loop {
        let mut groups = vec![0u32; count as usize];
        let mut found = count;
        // SAFETY: room for as many as said.
        if unsafe { libc::getgrouplist(user.as_ptr(), group, groups.as_mut_ptr(), &mut found) } >= 0 {
            groups.truncate(found as usize);
            return Ok(groups);
        }
        if found <= count {
            return check(-1).map(|_| Vec::new());
        }
        count = found;
    }
}

fn id_list(ids: Vec<u32>) -> PyResult<Vec<Py>> {
    ids.into_iter().map(IntoPy::into_py).collect()
}

/// Users, groups and sessions.
#[pymodule("posix")]
impl IdentityFunctions {
    /// The name of the user at the terminal.
    #[function("($module, /)")]
    fn getlogin() -> PyResult {
        let mut block = [0u8; 256];
        // SAFETY: the block is as long as said.
        let status = unsafe { getlogin_r(block.as_mut_ptr().cast(), block.len()) };
        if status != 0 {
            return Err(errors::os_error(status, None));
        }
        result_text(block.split(|byte| *byte == 0).next().unwrap_or_default(), false)
    }

    /// The process's groups.
    #[function("($module, /)")]
    fn getgroups() -> PyResult<Vec<Py>> {
        // SAFETY: asks for the number alone; then there is room for as many.
        let groups = unsafe {
            let n = check(libc::getgroups(0, std::ptr::null_mut()))?;
            let mut groups = vec![0u32; n as usize];
            let n = check(libc::getgroups(n, groups.as_mut_ptr()))?;
            groups.truncate(n as usize);
            groups
        };
        id_list(groups)
    }

    /// Sets the process's groups.
    #[function("($module, groups, /)")]
    fn setgroups(groups: &Object) -> PyResult<()> {
        if !protocol::is_sequence(groups) {
            return Err(raise!(TypeError, "setgroups argument must be a sequence"));
        }
        let items = protocol::collect(groups)?;
        if items.len() > 65536 {
            return Err(raise!(ValueError, "too many groups"));
        }
        if items.iter().any(|item| !Int::check(item)) {
            return Err(raise!(TypeError, "groups must be integers"));
        }
        let ids: PyResult<Vec<u32>> = items.iter().map(|item| owner_id(item, "gid")).collect();
        let ids = ids?;
        // SAFETY: as many as said.
        check(unsafe { libc::setgroups(ids.len(), ids.as_ptr()) }).map(drop)
    }

    /// The groups of a user.
    #[function(args = "($module, user, group, /)", parsed)]
    fn getgrouplist(user: CText, group: Group) -> PyResult<Vec<Py>> {
        id_list(group_list(&user.0, group.0)?)
    }

    /// Sets the process's groups to those of a user.
    #[function(args = "($module, username, gid, /)", parsed)]
    fn initgroups(username: UserName, gid: Group) -> PyResult<()> {
        let (UserName(user), Group(group)) = (username, gid);
        // SAFETY: a C string that lives through the call.
        check(unsafe { libc::initgroups(user.as_ptr(), group) }).map(drop)
    }

    /// The process group of a process.
    #[function("($module, /, pid)")]
    fn getpgid(pid: Pid) -> PyResult<i32> {
        let Pid(pid) = pid;
        // SAFETY: a number.
        check(unsafe { libc::getpgid(pid) })
    }

    /// This process's group.
    #[function("($module, /)")]
    fn getpgrp() -> i32 {
        // SAFETY: no preconditions.
        unsafe { libc::getpgrp() }
    }

    /// Sets the process group of a process.
    #[function("($module, pid, pgrp, /)")]
    fn setpgid(pid: Pid, pgrp: Pid) -> PyResult<()> {
        let Pid(pid) = pid;
        let Pid(pgrp) = pgrp;
        // SAFETY: numbers.
        check(unsafe { libc::setpgid(pid, pgrp) }).map(drop)
    }

    /// Makes this process the leader of a group.
    #[function("($module, /)")]
    fn setpgrp() -> PyResult<()> {
        // SAFETY: numbers.
        check(unsafe { libc::setpgid(0, 0) }).map(drop)
    }

    /// The session of a process.
    #[function("($module, pid, /)")]
    fn getsid(pid: Pid) -> PyResult<i32> {
        let Pid(pid) = pid;
        // SAFETY: a number.
        check(unsafe { libc::getsid(pid) })
    }

    /// Makes a new session.
    #[function("($module, /)")]
    fn setsid() -> PyResult<()> {
        // SAFETY: no preconditions.
        check(unsafe { libc::setsid() }).map(drop)
    }

    /// The real, effective and saved user.
    #[function("($module, /)")]
    fn getresuid() -> PyResult<(u32, u32, u32)> {
        let (mut real, mut effective, mut saved) = (0, 0, 0);
        // SAFETY: results of the right types.
        check(unsafe { libc::getresuid(&mut real, &mut effective, &mut saved) })?;
        Ok((real, effective, saved))
    }

    /// The real, effective and saved group.
    #[function("($module, /)")]
    fn getresgid() -> PyResult<(u32, u32, u32)> {
        let (mut real, mut effective, mut saved) = (0, 0, 0);
        // SAFETY: results of the right types.
        check(unsafe { libc::getresgid(&mut real, &mut effective, &mut saved) })?;
        Ok((real, effective, saved))
    }

    /// Sets the user.
    #[function("($module, uid, /)")]
    fn setuid(uid: &Object) -> PyResult<()> {
        let uid = owner_id(uid, "uid")?;
        // SAFETY: numbers.
        check(unsafe { libc::setuid(uid) }).map(drop)
    }

    /// Sets the effective user.
    #[function("($module, euid, /)")]
    fn seteuid(euid: &Object) -> PyResult<()> {
        let uid = owner_id(euid, "uid")?;
        // SAFETY: numbers.
        check(unsafe { libc::seteuid(uid) }).map(drop)
    }

    /// Sets the group.
    #[function("($module, gid, /)")]
    fn setgid(gid: &Object) -> PyResult<()> {
        let gid = owner_id(gid, "gid")?;
        // SAFETY: numbers.
        check(unsafe { libc::setgid(gid) }).map(drop)
    }

    /// Sets the effective group.
    #[function("($module, egid, /)")]
    fn setegid(egid: &Object) -> PyResult<()> {
        let gid = owner_id(egid, "gid")?;
        // SAFETY: numbers.
        check(unsafe { libc::setegid(gid) }).map(drop)
    }

    /// Sets the real and effective user.
    #[function("($module, ruid, euid, /)")]
    fn setreuid(ruid: &Object, euid: &Object) -> PyResult<()> {
        let (real, effective) = (owner_id(ruid, "uid")?, owner_id(euid, "uid")?);
        // SAFETY: numbers.
        check(unsafe { libc::setreuid(real, effective) }).map(drop)
    }

    /// Sets the real and effective group.
    #[function("($module, rgid, egid, /)")]
    fn setregid(rgid: &Object, egid: &Object) -> PyResult<()> {
        let (real, effective) = (owner_id(rgid, "gid")?, owner_id(egid, "gid")?);
        // SAFETY: numbers.
        check(unsafe { libc::setregid(real, effective) }).map(drop)
    }

    /// Sets the real, effective and saved user.
    #[function("($module, ruid, euid, suid, /)")]
    fn setresuid(ruid: &Object, euid: &Object, suid: &Object) -> PyResult<()> {
        let (real, effective, saved) = (owner_id(ruid, "uid")?, owner_id(euid, "uid")?, owner_id(suid, "uid")?);
        // SAFETY: numbers.
        check(unsafe { libc::setresuid(real, effective, saved) }).map(drop)
    }

    /// Sets the real, effective and saved group.
    #[function("($module, rgid, egid, sgid, /)")]
    fn setresgid(rgid: &Object, egid: &Object, sgid: &Object) -> PyResult<()> {
        let (real, effective, saved) = (owner_id(rgid, "gid")?, owner_id(egid, "gid")?, owner_id(sgid, "gid")?);
        // SAFETY: numbers.
        check(unsafe { libc::setresgid(real, effective, saved) }).map(drop)
    }
}

/// A user's group (C's `gid_t`).
struct Group(u32);

impl FromArg<'_> for Group {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        owner_id(object, "gid").map(Group)
    }
}

/// A user's name as the system spells it (`PyUnicode_FSConverter`).
struct UserName(std::ffi::CString);

impl FromArg<'_> for UserName {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        fs_bytes(object).map(UserName)
    }
}

unsafe extern "C" {
    fn getlogin_r(text: *mut std::ffi::c_char, size: usize) -> i32;
}
