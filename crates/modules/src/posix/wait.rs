//! Waiting for children.

use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as StructField};
use pyston_object::{attr, call, hooks};

use super::path::{check_long, retry};
use crate::arguments::Pid;

pub struct WaitFunctions;

static WAITID: GilCell<Option<&'static Type>> = GilCell::new(None);

fn waitid_type() -> PyResult<&'static Type> {
    if let Some(ty) = WAITID.get() {
        return Ok(ty);
    }
    let fields =
        ["si_pid", "si_uid", "si_signo", "si_status", "si_code"].map(|name| -> StructField { (Some(name), "") });
    let ty = structseq::new_type("posix.waitid_result", "What happened to a child.", &fields, 5)?;
    WAITID.set(Some(ty));
    Ok(ty)
}

/// Children's use of resources as a `struct_rusage`.
fn with_usage(pid: i64, status: i32, usage: &libc::rusage) -> PyResult<(i64, i32, Py)> {
    let module = hooks::import("resource")?;
    let ty = attr::getattr_str(&module, name!("struct_rusage"))?;
    let values = crate::resource::usage_values(usage)?;
    let tuple = Tuple::from_vec(values)?;
    Ok((pid, status, call::call(&ty, &[&tuple])?))
}

fn wait_usage(pid: i32, options: i32) -> PyResult<(i64, i32, Py)> {
    let mut status = 0;
    // SAFETY: zero is a valid value of every field.
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    // SAFETY: results of the right types.
    let child = check_long(retry(|| unsafe { libc::wait4(pid, &mut status, options, &mut usage).into() })?)?;
    with_usage(child, status, &usage)
}

/// Waiting for children.
#[pymodule("posix")]
impl WaitFunctions {
    /// Waits for any child; gives its number and status.
    #[function("($module, /)")]
    fn wait() -> PyResult<(i64, i32)> {
        WaitFunctions::waitpid(Pid(-1), 0)
    }

    /// Waits for a child; gives its number and status.
    #[function("($module, pid, options, /)")]
    fn waitpid(pid: Pid, options: i32) -> PyResult<(i64, i32)> {
        let Pid(pid) = pid;
        let mut status = 0;
        // SAFETY: a result of the right type.
        let child = check_long(retry(|| unsafe { libc::waitpid(pid, &mut status, options).into() })?)?;
        Ok((child, status))
    }

    /// Waits for any child; gives its number, status and use of resources.
    #[function("($module, /, options)")]
    fn wait3(options: i32) -> PyResult<(i64, i32, Py)> {
        wait_usage(-1, options)
    }

    /// Waits for a child; gives its number, status and use of resources.
    #[function("($module, /, pid, options)")]
    fn wait4(pid: Pid, options: i32) -> PyResult<(i64, i32, Py)> {
        let Pid(pid) = pid;
        wait_usage(pid, options)
    }

    /// Waits for something to happen to children; None if nothing did.
    #[function("($module, idtype, id, options, /)")]
    fn waitid(idtype: i32, id: i32, options: i32) -> PyResult<Option<Py>> {
        // SAFETY: zero is a valid value of every field.
        let mut info: libc::siginfo_t = unsafe { std::mem::zeroed() };
        // SAFETY: a result of the right type.
        check_long(retry(|| unsafe { libc::waitid(idtype as libc::idtype_t, id as u32, &mut info, options).into() })?)?;
        // SAFETY: the fields that the call filled or left zero.
        let (pid, uid, status) = unsafe { (info.si_pid(), info.si_uid(), info.si_status()) };
        if pid == 0 {
            return Ok(None);
        }
        let values =
            vec![pid.into_py()?, uid.into_py()?, info.si_signo.into_py()?, status.into_py()?, info.si_code.into_py()?];
        structseq::make(waitid_type()?, values).map(Some)
    }

    /// Did the child leave a memory image?
    #[function(name = "WCOREDUMP", sig = "($module, status, /)")]
    fn dumped_core(status: i32) -> bool {
        libc::WCOREDUMP(status)
    }

    /// Was the child continued?
    #[function(name = "WIFCONTINUED", sig = "($module, /, status)")]
    fn was_continued(status: i32) -> bool {
        libc::WIFCONTINUED(status)
    }

    /// Was the child stopped?
    #[function(name = "WIFSTOPPED", sig = "($module, /, status)")]
    fn was_stopped(status: i32) -> bool {
        libc::WIFSTOPPED(status)
    }

    /// Did a signal end the child?
    #[function(name = "WIFSIGNALED", sig = "($module, /, status)")]
    fn was_signaled(status: i32) -> bool {
        libc::WIFSIGNALED(status)
    }

    /// Did the child exit?
    #[function(name = "WIFEXITED", sig = "($module, /, status)")]
    fn has_exited(status: i32) -> bool {
        libc::WIFEXITED(status)
    }

    /// The child's exit status.
    #[function(name = "WEXITSTATUS", sig = "($module, /, status)")]
    fn exit_status(status: i32) -> i32 {
        libc::WEXITSTATUS(status)
    }

    /// The signal that ended the child.
    #[function(name = "WTERMSIG", sig = "($module, /, status)")]
    fn ending_signal(status: i32) -> i32 {
        libc::WTERMSIG(status)
    }

    /// The signal that stopped the child.
    #[function(name = "WSTOPSIG", sig = "($module, /, status)")]
    fn stopping_signal(status: i32) -> i32 {
        libc::WSTOPSIG(status)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("waitid_result", waitid_type()?.new_ref())
    }
}
