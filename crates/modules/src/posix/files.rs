//! Calls on files by path: links, permissions, owners, times, lengths.

use pyston_object::hooks;
use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as StructField};
use pyston_runtime::gil::allow_threads;

use super::names::Family;
use super::path::{self, Path, PathOrFd, audit, check, directory, named, path as plain, path_or_fd};
use crate::arguments::{Device, FileOffset, c_long_of_number};
use crate::time::duration::{self, Rounding};

pub struct FileFunctions;

const UTIME_NOW: libc::timespec = libc::timespec { tv_sec: 0, tv_nsec: libc::UTIME_NOW };

/// A user's or group's number: -1 stands for no change.
pub fn owner_id(object: &Object, what: &str) -> PyResult<u32> {
    if !protocol::has_index(object) {
        return Err(raise!(TypeError, "{what} should be integer, not {:.200}", object.type_name()));
    }
    let value = protocol::index(object)?;
    match value.to_i64() {
        Some(-1) => Ok(u32::MAX),
        Some(number) if number < 0 => Err(raise!(OverflowError, "{what} is less than minimum")),
        // CPython calls numbers of a C long that do not fit too small, whichever way.
        Some(number) => u32::try_from(number).map_err(|_| raise!(OverflowError, "{what} is less than minimum")),
        None if value.is_negative() => Err(raise!(OverflowError, "{what} is less than minimum")),
        None => Err(raise!(OverflowError, "{what} is greater than maximum")),
    }
}

fn time_pair(times: Option<&Object>, ns: Option<&Object>) -> PyResult<[libc::timespec; 2]> {
    let times = times.filter(|times| !times.is_none());
    if times.is_some() && ns.is_some() {
        return Err(raise!(ValueError, "utime: you may specify either 'times' or 'ns' but not both"));
    }
    let pair = |object: &Object, message: &str| match object.downcast_exact::<Tuple>() {
        Some(tuple) if tuple.len() == 2 => Ok(tuple.new_ref()),
        _ => Err(raise!(TypeError, "{message}")),
    };
    if let Some(times) = times {
        let pair = pair(times, "utime: 'times' must be either a tuple of two ints or None")?;
        let time = |index: usize| duration::timespec(pair.as_slice()[index], Rounding::Floor);
        return Ok([time(0)?, time(1)?]);
    }
    if let Some(ns) = ns {
        let pair = pair(ns, "utime: 'ns' must be a tuple of two ints")?;
        let billion = 1_000_000_000.into_py()?;
        let time = |index: usize| -> PyResult<libc::timespec> {
            let divided = protocol::binary_op(pair.as_slice()[index], &billion, protocol::BinaryOp::Divmod)?;
            let Some(&[seconds, rest]) = divided.downcast::<Tuple>().map(Tuple::as_slice) else {
                return Err(raise!(
                    TypeError,
                    "{:.200}.__divmod__() must return a 2-tuple, not {:.200}",
                    pair.as_slice()[index].type_name(),
                    divided.type_name()
                ));
            };
            Ok(libc::timespec { tv_sec: duration::time_t(seconds)?, tv_nsec: c_long_of_number(rest)? })
        };
        return Ok([time(0)?, time(1)?]);
    }
    Ok([UTIME_NOW, UTIME_NOW])
}

fn no_follow(follow: bool) -> i32 {
    if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW }
}

const STATVFS: &[&str] = &[
    "f_bsize",
    "f_frsize",
    "f_blocks",
    "f_bfree",
    "f_bavail",
    "f_files",
    "f_ffree",
    "f_favail",
    "f_flag",
    "f_namemax",
    "f_fsid",
];
static STATVFS_TYPE: GilCell<Option<&'static Type>> = GilCell::new(None);

fn statvfs_type() -> PyResult<&'static Type> {
    if let Some(ty) = STATVFS_TYPE.get() {
        return Ok(ty);
    }
    let fields: Vec<StructField> = STATVFS.iter().map(|name| (Some(*name), "")).collect();
    let ty = structseq::new_type("os.statvfs_result", "Facts about a file system.", &fields, 10)?;
    STATVFS_TYPE.set(Some(ty));
    Ok(ty)
}

fn statvfs_result(stat: &libc::statvfs) -> PyResult {
    let values: PyResult<Vec<Py>> = [
        stat.f_bsize,
        stat.f_frsize,
        stat.f_blocks,
        stat.f_bfree,
        stat.f_bavail,
        stat.f_files,
        stat.f_ffree,
        stat.f_favail,
        stat.f_flag,
        stat.f_namemax,
        stat.f_fsid,
    ]
    .into_iter()
    .map(IntoPy::into_py)
    .collect();
    structseq::make(statvfs_type()?, values?)
}

fn fstatvfs_of(fd: i32) -> (i32, libc::statvfs) {
    // SAFETY: a result of the right type.
    allow_threads(|| unsafe {
        let mut stat: libc::statvfs = std::mem::zeroed();
        (libc::fstatvfs(fd, &mut stat), stat)
    })
}

/// Calls on files by path.
#[pymodule("posix")]
impl FileFunctions {
    /// Changes a file's permissions.
    #[function("($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)")]
    fn chmod(path: PathOrFd, mode: i32, dir_fd: Option<&Object>, follow_symlinks: bool) -> PyResult<()> {
        let (PathOrFd(path), at) = (path, directory(dir_fd)?);
        let c = path.c_string();
        audit(
            "os.chmod",
            &[path.audited(), &*mode.into_py()?, &*(if at == libc::AT_FDCWD { -1 } else { at }).into_py()?],
        )?;
        let status = match path.fd {
            // SAFETY: numbers.
            Some(fd) => allow_threads(|| unsafe { libc::fchmod(fd, mode as _) }),
            // SAFETY: a C string that lives through the call.
            None => allow_threads(|| unsafe { libc::fchmodat(at, c.as_ptr(), mode as _, no_follow(follow_symlinks)) }),
        };
        if status < 0 && !follow_symlinks && matches!(errors::last_errno(), libc::ENOTSUP) {
            let what = if dir_fd.is_some() {
                "chmod: cannot use dir_fd and follow_symlinks together"
            } else {
                "chmod: follow_symlinks unavailable on this platform"
            };
            return if dir_fd.is_some() {
                Err(raise!(ValueError, "{what}"))
            } else {
                Err(raise!(NotImplementedError, "{what}"))
            };
        }
        path.check(status).map(drop)
    }

    /// Changes an open file's permissions.
    #[function("($module, /, fd, mode)")]
    fn fchmod(fd: i32, mode: i32) -> PyResult<()> {
        audit("os.chmod", &[&*fd.into_py()?, &*mode.into_py()?, &*(-1).into_py()?])?;
        // SAFETY: numbers.
        path::retry(|| unsafe { libc::fchmod(fd, mode as _).into() }).and_then(path::check_long).map(drop)
    }

    /// Changes a file's owner.
    #[function("($module, /, path, uid, gid, *, dir_fd=None, follow_symlinks=True)")]
    fn chown(
        path: &Object,
        uid: &Object,
        gid: &Object,
        dir_fd: Option<&Object>,
        follow_symlinks: bool,
    ) -> PyResult<()> {
        let path = Path::of(path, path_or_fd("chown"))?;
        let (uid, gid, at) = (owner_id(uid, "uid")?, owner_id(gid, "gid")?, directory(dir_fd)?);
        path.no_dir_fd(dir_fd, "can't specify both dir_fd and fd")?;
        path.no_nofollow(follow_symlinks)?;
        let c = path.c_string();
        audit(
            "os.chown",
            &[
                path.audited(),
                &*uid.into_py()?,
                &*gid.into_py()?,
                &*(if at == libc::AT_FDCWD { -1 } else { at }).into_py()?,
            ],
        )?;
        let status = match path.fd {
            // SAFETY: numbers.
            Some(fd) => allow_threads(|| unsafe { libc::fchown(fd, uid, gid) }),
            // SAFETY: a C string that lives through the call.
            None => allow_threads(|| unsafe { libc::fchownat(at, c.as_ptr(), uid, gid, no_follow(follow_symlinks)) }),
        };
        path.check(status).map(drop)
    }

    /// Changes an open file's owner.
    #[function("($module, /, fd, uid, gid)")]
    fn fchown(fd: i32, uid: &Object, gid: &Object) -> PyResult<()> {
        let (uid, gid) = (owner_id(uid, "uid")?, owner_id(gid, "gid")?);
        audit("os.chown", &[&*fd.into_py()?, &*uid.into_py()?, &*gid.into_py()?, &*(-1).into_py()?])?;
        // SAFETY: numbers.
        path::retry(|| unsafe { libc::fchown(fd, uid, gid).into() }).and_then(path::check_long).map(drop)
    }

    /// Changes the owner of a file or a symbolic link itself.
    #[function("($module, /, path, uid, gid)")]
    fn lchown(path: &Object, uid: &Object, gid: &Object) -> PyResult<()> {
        let path = Path::of(path, plain("lchown"))?;
        let (uid, gid) = (owner_id(uid, "uid")?, owner_id(gid, "gid")?);
        audit("os.chown", &[path.audited(), &*uid.into_py()?, &*gid.into_py()?, &*(-1).into_py()?])?;
        let c = path.c_string();
        // SAFETY: a C string that lives through the call.
        path.check(allow_threads(|| unsafe { libc::lchown(c.as_ptr(), uid, gid) })).map(drop)
    }

    /// Makes another root folder the process's.
    #[function("($module, /, path)")]
    fn chroot(path: &Object) -> PyResult<()> {
        let path = Path::of(path, plain("chroot"))?;
        let c = path.c_string();
        // SAFETY: as above.
        path.check(allow_threads(|| unsafe { libc::chroot(c.as_ptr()) })).map(drop)
    }

    /// Gives a file another name.
    #[function("($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None,\n     follow_symlinks=True)")]
    fn link(
        src: &Object,
        dst: &Object,
        src_dir_fd: Option<&Object>,
        dst_dir_fd: Option<&Object>,
        follow_symlinks: bool,
    ) -> PyResult<()> {
        let (src, dst) = (Path::of(src, named("link", "src"))?, Path::of(dst, named("link", "dst"))?);
        let (from, to) = (directory(src_dir_fd)?, directory(dst_dir_fd)?);
        let plain_call = src_dir_fd.is_none() && dst_dir_fd.is_none() && follow_symlinks;
        let flags = if follow_symlinks && !plain_call { libc::AT_SYMLINK_FOLLOW } else { 0 };
        let (c_src, c_dst) = (src.c_string(), dst.c_string());
        hooks::audit("os.link", || {
            let (at_src, at_dst) = (path::audited_directory(from)?, path::audited_directory(to)?);
            Ok([src.audited().new_ref(), dst.audited().new_ref(), at_src, at_dst])
        })?;
        // SAFETY: C strings that live through the call.
        let status = allow_threads(|| unsafe { libc::linkat(from, c_src.as_ptr(), to, c_dst.as_ptr(), flags) });
        if status < 0 {
            let errno = errors::last_errno();
            return Err(errors::os_error_with_filenames(errno, src.object.as_deref(), dst.object.as_deref()));
        }
        Ok(())
    }

    /// Makes a symbolic link.
    #[function("($module, /, src, dst, target_is_directory=False, *, dir_fd=None)")]
    fn symlink(src: &Object, dst: &Object, target_is_directory: bool, dir_fd: Option<&Object>) -> PyResult<()> {
        let _ = target_is_directory;
        let (src, dst) = (Path::of(src, named("symlink", "src"))?, Path::of(dst, named("symlink", "dst"))?);
        let at = directory(dir_fd)?;
        let (c_src, c_dst) = (src.c_string(), dst.c_string());
        audit("os.symlink", &[src.audited(), dst.audited(), &*path::audited_directory(at)?])?;
        // SAFETY: C strings that live through the call.
        let status = allow_threads(|| unsafe { libc::symlinkat(c_src.as_ptr(), at, c_dst.as_ptr()) });
        if status < 0 {
            let errno = errors::last_errno();
            return Err(errors::os_error_with_filenames(errno, src.object.as_deref(), dst.object.as_deref()));
        }
        Ok(())
    }

    /// Sets the times of a file.
    #[function(
        sig = "($module, /, path, times=None, *, ns=<unrepresentable>,\n      dir_fd=None, follow_symlinks=True)"
    )]
    fn utime(
        path: &Object,
        times: Option<&Object>,
        ns: Option<&Object>,
        dir_fd: Option<&Object>,
        follow_symlinks: bool,
    ) -> PyResult<()> {
        let (path, at) = (Path::of(path, path_or_fd("utime"))?, directory(dir_fd)?);
        hooks::audit("os.utime", || {
            let given = |object: Option<&Object>| object.map_or_else(singletons::py_none, |object| object.new_ref());
            Ok([path.audited().new_ref(), given(times), given(ns), path::audited_directory(at)?])
        })?;
        let times = time_pair(times, ns)?;
        path.no_dir_fd(dir_fd, "can't specify dir_fd without matching path")?;
        path.no_nofollow(follow_symlinks)?;
        let c = path.c_string();
        let status = match path.fd {
            // SAFETY: two times.
            Some(fd) => allow_threads(|| unsafe { libc::futimens(fd, times.as_ptr()) }),
            // SAFETY: a C string and two times that live through the call.
            None => {
                // SAFETY: a C string and two times that live through the call.
                allow_threads(|| unsafe { libc::utimensat(at, c.as_ptr(), times.as_ptr(), no_follow(follow_symlinks)) })
            }
        };
        // (Without the path, as CPython.)
        check(status).map(drop)
    }

    /// Cuts or extends a file to a length.
    #[function("($module, /, path, length)")]
    fn truncate(path: PathOrFd, length: FileOffset) -> PyResult<()> {
        let PathOrFd(path) = path;
        if let Some(fd) = path.fd {
            return super::descriptors::DescriptorFunctions::ftruncate(fd, length);
        }
        let FileOffset(length) = length;
        audit("os.truncate", &[path.audited(), &*length.into_py()?])?;
        let c = path.c_string();
        // SAFETY: a C string that lives through the call.
        path.check(allow_threads(|| unsafe { libc::truncate(c.as_ptr(), length) })).map(drop)
    }

    /// Makes a named pipe.
    #[function("($module, /, path, mode=438, *, dir_fd=None)")]
    fn mkfifo(path: Path, mode: i32, dir_fd: Option<&Object>) -> PyResult<()> {
        let (mode, at) = (mode as u32, directory(dir_fd)?);
        let c = path.c_string();
        // SAFETY: a C string that lives through the call.
        path::retry(|| unsafe { libc::mkfifoat(at, c.as_ptr(), mode).into() }).and_then(path::check_long).map(drop)
    }

    /// Makes a file of any kind.
    #[function(
        text = "($module, /, path, mode=384, device=0, *, dir_fd=None)",
        args = "($module, /, path, mode=384, device=Device(0), *, dir_fd=None)"
    )]
    fn mknod(path: Path, mode: i32, device: Device, dir_fd: Option<&Object>) -> PyResult<()> {
        let (mode, at, Device(device)) = (mode as u32, directory(dir_fd)?, device);
        let c = path.c_string();
        // SAFETY: a C string that lives through the call.
        path::retry(|| unsafe { libc::mknodat(at, c.as_ptr(), mode, device).into() })
            .and_then(path::check_long)
            .map(drop)
    }

    /// The major number of a device.
    #[function("($module, device, /)")]
    fn major(device: Device) -> u32 {
        libc::major(device.0)
    }

    /// The minor number of a device.
    #[function("($module, device, /)")]
    fn minor(device: Device) -> u32 {
        libc::minor(device.0)
    }

    /// A device's number.
    #[function("($module, major, minor, /)")]
    fn makedev(major: i32, minor: i32) -> i64 {
        // The bits of the C type without sign, read as with one: so CPython.
        libc::makedev(major as u32, minor as u32) as i64
    }

    /// Facts about the file system of a path.
    #[function("($module, /, path)")]
    fn statvfs(path: &Object) -> PyResult {
        let path = Path::of(path, path_or_fd("statvfs"))?;
        let c = path.c_string();
        let (status, stat) = match path.fd {
            Some(fd) => fstatvfs_of(fd),
            // SAFETY: a C string and a result of the right type.
            None => allow_threads(|| unsafe {
                let mut stat: libc::statvfs = std::mem::zeroed();
                (libc::statvfs(c.as_ptr(), &mut stat), stat)
            }),
        };
        path.check(status)?;
        statvfs_result(&stat)
    }

    /// Facts about the file system of an open file.
    #[function("($module, fd, /)")]
    fn fstatvfs(fd: i32) -> PyResult {
        let (status, stat) = fstatvfs_of(fd);
        check(status)?;
        statvfs_result(&stat)
    }

    /// A limit of the file system of a path.
    #[function("($module, /, path, name)")]
    fn pathconf(path: &Object, name: &Object) -> PyResult<i64> {
        let path = Path::of(path, path_or_fd("pathconf"))?;
        let number = Family::Pathconf.number(name)?;
        let c = path.c_string();
        errors::set_errno(0);
        // SAFETY: a C string that lives through the call.
        let limit = match path.fd {
            // SAFETY: numbers only.
            Some(fd) => unsafe { libc::fpathconf(fd, number) },
            // SAFETY: as above.
            None => unsafe { libc::pathconf(c.as_ptr(), number) },
        };
        if limit == -1 && errors::last_errno() != 0 {
            return if errors::last_errno() == libc::EINVAL { check(-1).map(i64::from) } else { Err(path.error()) };
        }
        Ok(limit)
    }

    /// A limit of the file system of an open file.
    #[function("($module, fd, name, /)")]
    fn fpathconf(fd: i32, name: &Object) -> PyResult<i64> {
        let number = Family::Pathconf.number(name)?;
        errors::set_errno(0);
        // SAFETY: numbers.
        let limit = unsafe { libc::fpathconf(fd, number) };
        if limit == -1 && errors::last_errno() != 0 { path::check_long(-1) } else { Ok(limit) }
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("statvfs_result", statvfs_type()?.new_ref())
    }
}
