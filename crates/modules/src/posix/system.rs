//! Facts about the system and the process's use of it.

use std::ffi::CStr;

use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as StructField};

use super::names::Family;
use super::path::{check, check_long, result_text, retry};

pub struct SystemFunctions;

static UNAME: GilCell<Option<&'static Type>> = GilCell::new(None);
static TIMES: GilCell<Option<&'static Type>> = GilCell::new(None);

fn made(
    cell: &GilCell<Option<&'static Type>>,
    name: &str,
    doc: &str,
    fields: &[&'static str],
) -> PyResult<&'static Type> {
    if let Some(ty) = cell.get() {
        return Ok(ty);
    }
    let fields: Vec<StructField> = fields.iter().map(|name| (Some(*name), "")).collect();
    let ty = structseq::new_type(name, doc, &fields, fields.len())?;
    cell.set(Some(ty));
    Ok(ty)
}

fn uname_type() -> PyResult<&'static Type> {
    let fields = &["sysname", "nodename", "release", "version", "machine"];
    made(&UNAME, "posix.uname_result", "The system's names.", fields)
}

fn times_type() -> PyResult<&'static Type> {
    let fields = &["user", "system", "children_user", "children_system", "elapsed"];
    made(&TIMES, "posix.times_result", "The times of the process and its children.", fields)
}

/// Facts about the system.
#[pymodule("posix")]
impl SystemFunctions {
    /// The system's names.
    #[function("($module, /)")]
    fn uname() -> PyResult {
        // SAFETY: a result of the right type.
        let names = unsafe {
            let mut names: libc::utsname = std::mem::zeroed();
            check(libc::uname(&mut names))?;
            names
        };
        let texts = [&names.sysname, &names.nodename, &names.release, &names.version, &names.machine];
        let values: PyResult<Vec<Py>> = texts
            .into_iter()
            // SAFETY: each ends with a NUL.
            .map(|text| result_text(unsafe { CStr::from_ptr(text.as_ptr()) }.to_bytes(), false))
            .collect();
        structseq::make(uname_type()?, values?)
    }

    /// The times of the process and its children in seconds.
    #[function("($module, /)")]
    fn times() -> PyResult {
        // SAFETY: a result of the right type.
        let (times, elapsed, ticks) = unsafe {
            let mut times: libc::tms = std::mem::zeroed();
            let elapsed = libc::times(&mut times);
            (times, elapsed, libc::sysconf(libc::_SC_CLK_TCK) as f64)
        };
        let all = [times.tms_utime, times.tms_stime, times.tms_cutime, times.tms_cstime, elapsed];
        let values: PyResult<Vec<Py>> = all.into_iter().map(|time| (time as f64 / ticks).into_py()).collect();
        structseq::make(times_type()?, values?)
    }

    /// How many processes ran on average in the last 1, 5 and 15 minutes.
    #[function("($module, /)")]
    fn getloadavg() -> PyResult<(f64, f64, f64)> {
        let mut load = [0.0; 3];
        // SAFETY: room for three.
        if unsafe { libc::getloadavg(load.as_mut_ptr(), 3) } != 3 {
            return Err(raise!(OSError, "Load averages are unobtainable"));
        }
        Ok((load[0], load[1], load[2]))
    }

    /// A number of the system.
    #[function("($module, name, /)")]
    fn sysconf(name: &Object) -> PyResult<i64> {
        let number = Family::Sysconf.number(name)?;
        errors::set_errno(0);
        // SAFETY: a number.
        let value = unsafe { libc::sysconf(number) };
        if value == -1 && errors::last_errno() != 0 { check_long(-1) } else { Ok(value) }
    }

    /// A text of the system.
    #[function("($module, name, /)")]
    fn confstr(name: &Object) -> PyResult<Option<Py>> {
        let number = Family::Confstr.number(name)?;
        let mut block = vec![0u8; 256];
        loop {
            errors::set_errno(0);
            // SAFETY: the block is as long as said.
            let n = unsafe { libc::confstr(number, block.as_mut_ptr().cast(), block.len()) };
            if n == 0 {
                return if errors::last_errno() != 0 { check(-1).map(|_| None) } else { Ok(None) };
            }
            if n <= block.len() {
                return result_text(&block[..n - 1], false).map(Some);
            }
            block.resize(n, 0);
        }
    }

    /// Random bytes of the system.
    #[function("($module, /, size, flags=0)")]
    fn getrandom(size: isize, flags: i32) -> PyResult<Py<Bytes>> {
        let Ok(size) = usize::try_from(size) else { return Err(errors::os_error(libc::EINVAL, None)) };
        let mut block = super::path::bytes_block(size)?;
        // SAFETY: the block is as long as said.
        let n =
            check_long(retry(|| unsafe { libc::getrandom(block.as_mut_ptr().cast(), size, flags as u32) as i64 })?)?;
        Bytes::new(&block[..n as usize])
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("uname_result", uname_type()?.new_ref())?;
        module.add("times_result", times_type()?.new_ref())
    }
}
