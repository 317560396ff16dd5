//! `resource`: limits and use of resources.

use pyston_object::hooks;
use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as StructField};

use crate::arguments::parse_int;

pub struct ResourceModule;

const FIELDS: &[StructField] = &[
    (Some("ru_utime"), "user time used"),
    (Some("ru_stime"), "system time used"),
    (Some("ru_maxrss"), "max. resident set size"),
    (Some("ru_ixrss"), "shared memory size"),
    (Some("ru_idrss"), "unshared data size"),
    (Some("ru_isrss"), "unshared stack size"),
    (Some("ru_minflt"), "page faults not requiring I/O"),
    (Some("ru_majflt"), "page faults requiring I/O"),
    (Some("ru_nswap"), "number of swap outs"),
    (Some("ru_inblock"), "block input operations"),
    (Some("ru_oublock"), "block output operations"),
    (Some("ru_msgsnd"), "IPC messages sent"),
    (Some("ru_msgrcv"), "IPC messages received"),
    (Some("ru_nsignals"), "signals received"),
    (Some("ru_nvcsw"), "voluntary context switches"),
    (Some("ru_nivcsw"), "involuntary context switches"),
];

static TYPE: GilCell<Option<&'static Type>> = GilCell::new(None);

fn usage_type() -> PyResult<&'static Type> {
    if let Some(ty) = TYPE.get() {
        return Ok(ty);
    }
    let ty = structseq::new_type("resource.struct_rusage", "Use of resources.", FIELDS, 16)?;
    TYPE.set(Some(ty));
    Ok(ty)
}

/// The values of a `struct_rusage`.
pub fn usage_values(usage: &libc::rusage) -> PyResult<Vec<Py>> {
    let seconds = |time: libc::timeval| (time.tv_sec as f64 + time.tv_usec as f64 * 1e-6).into_py();
    let mut values = vec![seconds(usage.ru_utime)?, seconds(usage.ru_stime)?];
    for number in [
        usage.ru_maxrss,
        usage.ru_ixrss,
        usage.ru_idrss,
        usage.ru_isrss,
        usage.ru_minflt,
        usage.ru_majflt,
        usage.ru_nswap,
        usage.ru_inblock,
        usage.ru_oublock,
        usage.ru_msgsnd,
        usage.ru_msgrcv,
        usage.ru_nsignals,
        usage.ru_nvcsw,
        usage.ru_nivcsw,
    ] {
        values.push(number.into_py()?);
    }
    Ok(values)
}

const LIMITS: i32 = 16;

fn valid(resource: i32) -> PyResult<()> {
    if (0..LIMITS).contains(&resource) { Ok(()) } else { Err(raise!(ValueError, "invalid resource specified")) }
}

fn limit_values(limit: &libc::rlimit) -> PyResult {
    // "No limit" is shown as -1.
    (limit.rlim_cur as i64, limit.rlim_max as i64).into_py()
}

fn limits_argument(limits: &Object) -> PyResult<libc::rlimit> {
    let pair = protocol::to_tuple(limits)?;
    let [soft, hard] = pair.as_slice() else {
        return Err(raise!(ValueError, "expected a tuple of 2 integers"));
    };
    let limit = |object: &Object| match object.downcast::<Int>() {
        Some(number) => Ok(number.to_u64_wrapping()),
        None => protocol::as_c_long(object).map(|number| number as u64),
    };
    Ok(libc::rlimit { rlim_cur: limit(soft)?, rlim_max: limit(hard)? })
}

fn last_error(who: &str) -> Raised {
    match errors::last_errno() {
        libc::EINVAL if who.is_empty() => raise!(ValueError, "current limit exceeds maximum limit"),
        libc::EINVAL => raise!(ValueError, "{who}"),
        libc::EPERM if who.is_empty() => raise!(ValueError, "not allowed to raise maximum limit"),
        errno => errors::os_error(errno, None),
    }
}

/// Limits and use of resources.
#[pymodule("resource")]
impl ResourceModule {
    /// The use of resources.
    #[function("($module, who, /)")]
    fn getrusage(who: i32) -> PyResult {
        // SAFETY: a result of the right type.
        let (status, usage) = unsafe {
            let mut usage: libc::rusage = std::mem::zeroed();
            (libc::getrusage(who, &mut usage), usage)
        };
        if status < 0 {
            return Err(last_error("invalid who parameter"));
        }
        structseq::make(usage_type()?, usage_values(&usage)?)
    }

    /// A limit: soft and hard.
    #[function("($module, resource, /)")]
    fn getrlimit(resource: i32) -> PyResult {
        valid(resource)?;
        let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: a result of the right type.
        if unsafe { libc::getrlimit(resource as u32, &mut limit) } < 0 {
            return Err(errors::os_error(errors::last_errno(), None));
        }
        limit_values(&limit)
    }

    /// Sets a limit.
    #[function("($module, resource, limits, /)")]
    fn setrlimit(resource: i32, limits: &Object) -> PyResult<()> {
        valid(resource)?;
        hooks::audit("resource.setrlimit", || Ok([resource.into_py()?, limits.new_ref()]))?;
        let limit = limits_argument(limits)?;
        // SAFETY: a value of the right type.
        if unsafe { libc::setrlimit(resource as u32, &limit) } < 0 {
            return Err(last_error(""));
        }
        Ok(())
    }

    /// Gives and maybe sets a limit of a process.
    #[function]
    fn prlimit(args: Args<'_>) -> PyResult {
        args.no_keywords("prlimit")?;
        if !(2..=3).contains(&args.positional.len()) {
            return Err(raise!(TypeError, "resource.prlimit requires 2 to 3 arguments"));
        }
        let (pid, resource) = (parse_int(args.positional[0])?, parse_int(args.positional[1])?);
        valid(resource)?;
        hooks::audit("resource.prlimit", || {
            let limits = args.positional.get(2).map_or_else(singletons::py_none, |limits| limits.new_ref());
            Ok([pid.into_py()?, resource.into_py()?, limits])
        })?;
        let new = args.positional.get(2).map(|limits| limits_argument(limits)).transpose()?;
        let new = new.as_ref().map_or(std::ptr::null(), std::ptr::from_ref);
        let mut old = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
        // SAFETY: values of the right type, or null.
        if unsafe { libc::prlimit(pid, resource as u32, new, &mut old) } < 0 {
            return Err(last_error(""));
        }
        limit_values(&old)
    }

    /// The size of a page of memory.
    #[function("($module, /)")]
    fn getpagesize() -> i64 {
        // SAFETY: a number.
        unsafe { libc::sysconf(libc::_SC_PAGESIZE) }
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        module.add("error", exc::OSError.new_ref())?;
        module.add("struct_rusage", usage_type()?.new_ref())
    }
}

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64),)* ("RLIMIT_OFILE", libc::RLIMIT_NOFILE as i64)] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    RLIMIT_AS RLIMIT_CORE RLIMIT_CPU RLIMIT_DATA RLIMIT_FSIZE RLIMIT_MEMLOCK RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_NOFILE
    RLIMIT_NPROC RLIMIT_RSS RLIMIT_RTPRIO RLIMIT_RTTIME RLIMIT_SIGPENDING RLIMIT_STACK RLIM_INFINITY RUSAGE_CHILDREN
    RUSAGE_SELF RUSAGE_THREAD
};
