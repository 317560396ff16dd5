//! `stat_result`.

use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field};
use pyston_runtime::gil::allow_threads;

use super::path::{Path, Spec, directory};

const FIELDS: &[Field] = &[
    (Some("st_mode"), "protection bits"),
    (Some("st_ino"), "inode"),
    (Some("st_dev"), "device"),
    (Some("st_nlink"), "number of hard links"),
    (Some("st_uid"), "user ID of owner"),
    (Some("st_gid"), "group ID of owner"),
    (Some("st_size"), "total size, in bytes"),
    (None, "integer time of last access"),
    (None, "integer time of last modification"),
    (None, "integer time of last change"),
    (Some("st_atime"), "time of last access"),
    (Some("st_mtime"), "time of last modification"),
    (Some("st_ctime"), "time of last change"),
    (Some("st_atime_ns"), "time of last access in nanoseconds"),
    (Some("st_mtime_ns"), "time of last modification in nanoseconds"),
    (Some("st_ctime_ns"), "time of last change in nanoseconds"),
    (Some("st_blksize"), "blocksize for filesystem I/O"),
    (Some("st_blocks"), "number of blocks allocated"),
    (Some("st_rdev"), "device type (if inode device)"),
];

/// The times as floats are the whole seconds where a call leaves them out.
struct Times;

impl structseq::Complete for Times {
    fn complete(values: &mut [Py]) {
        for (time, seconds) in [(10, 7), (11, 8), (12, 9)] {
            if values[time].is_none() {
                values[time] = values[seconds].clone();
            }
        }
    }
}

static TYPE: GilCell<Option<&'static Type>> = GilCell::new(None);

fn stat_type() -> PyResult<&'static Type> {
    if let Some(ty) = TYPE.get() {
        return Ok(ty);
    }
    let ty = structseq::new_type("os.stat_result", "Facts about a file.", FIELDS, 10)?;
    structseq::complete_with::<Times>(ty);
    TYPE.set(Some(ty));
    Ok(ty)
}

/// Adds the types of results to the module.
pub fn add_types(module: &Module) -> PyResult<()> {
    module.add("stat_result", stat_type()?.new_ref())?;
    Ok(())
}

fn result(stat: &libc::stat) -> PyResult {
    let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
    let big = |value: i128| Int::from_bigint(&value.into()).map(Py::into_object);
    let float = |seconds: i64, rest: i64| (seconds as f64 + rest as f64 * 1e-9).into_py();
    structseq::make(
        stat_type()?,
        vec![
            stat.st_mode.into_py()?,
            stat.st_ino.into_py()?,
            stat.st_dev.into_py()?,
            stat.st_nlink.into_py()?,
            stat.st_uid.into_py()?,
            stat.st_gid.into_py()?,
            stat.st_size.into_py()?,
            stat.st_atime.into_py()?,
            stat.st_mtime.into_py()?,
            stat.st_ctime.into_py()?,
            float(stat.st_atime, stat.st_atime_nsec)?,
            float(stat.st_mtime, stat.st_mtime_nsec)?,
            float(stat.st_ctime, stat.st_ctime_nsec)?,
            big(nanoseconds(stat.st_atime, stat.st_atime_nsec))?,
            big(nanoseconds(stat.st_mtime, stat.st_mtime_nsec))?,
            big(nanoseconds(stat.st_ctime, stat.st_ctime_nsec))?,
            stat.st_blksize.into_py()?,
            stat.st_blocks.into_py()?,
            stat.st_rdev.into_py()?,
        ],
    )
}

/// The facts of a path in the folder `at`.
pub fn at(path: &Path, at: i32, follow: bool) -> PyResult {
    let c = path.c_string();
    let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    // SAFETY: a C string and a result of the right type.
    let (status, stat) = allow_threads(|| unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        (libc::fstatat(at, c.as_ptr(), &mut stat, flags), stat)
    });
    if status < 0 { Err(path.error()) } else { result(&stat) }
}

/// `os.stat` and `os.lstat`.
pub fn of_path(path: &Object, dir_fd: Option<&Object>, follow: bool, spec: Spec) -> PyResult {
    let path = Path::of(path, spec)?;
    let dir = directory(dir_fd)?;
    path.no_dir_fd(dir_fd, "can't specify dir_fd without matching path")?;
    match path.fd {
        None => at(&path, dir, follow),
        Some(fd) => {
            let (status, stat) = fstat(fd);
            if fd == -1 {
                // As in CPython, where this number means that a path was given.
                errors::set_errno(libc::EFAULT);
            }
            if status < 0 { Err(path.error()) } else { result(&stat) }
        }
    }
}

fn fstat(fd: i32) -> (i32, libc::stat) {
    // SAFETY: a result of the right type.
    allow_threads(|| unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        (libc::fstat(fd, &mut stat), stat)
    })
}

pub fn of_fd(fd: i32) -> PyResult {
    let (status, stat) = fstat(fd);
    if status < 0 { Err(errors::os_error(errors::last_errno(), None)) } else { result(&stat) }
}
