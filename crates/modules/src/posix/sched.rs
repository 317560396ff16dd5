//! The scheduler.

use pyston_object::abi::{PyObject, PyTypeObject};
use pyston_object::glue;
use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as StructField};

use super::path::check;
use crate::arguments::Pid;

pub struct SchedFunctions;

static PARAM: GilCell<Option<&'static Type>> = GilCell::new(None);

fn param_type() -> PyResult<&'static Type> {
    if let Some(ty) = PARAM.get() {
        return Ok(ty);
    }
    let fields: &[StructField] = &[(Some("sched_priority"), "the scheduling priority")];
    let ty = structseq::new_type("posix.sched_param", "Parameters of scheduling.", fields, 1)?;
    // SAFETY: a live type that has no instances and no subtypes yet.
    unsafe { (*ty.as_type_ptr()).tp_new = Some(new_param) }
    PARAM.set(Some(ty));
    Ok(ty)
}

unsafe extern "C" fn new_param(ty: *mut PyTypeObject, args: *mut PyObject, kwargs: *mut PyObject) -> *mut PyObject {
    static SIGNATURE: pyston_object::args::Signature = pyston_object::args::Signature {
        function: pyston_object::args::FunctionName::Text("sched_param"),
        parameters: &["sched_priority"],
        n_posonly: 0,
        n_positional: 1,
        n_required: 1,
        required_keywords: &[],
        early: &[],
    };
    // SAFETY: the slot's contract: a type, a tuple, and a dict or null.
    let (ty, args, kwargs) = unsafe {
        (
            pyston_object::ptr::type_from_ptr(ty),
            Object::from_ptr(args).cast_unchecked::<Tuple>(),
            Object::from_nullable(kwargs).map(|kwargs| kwargs.cast_unchecked::<Dict>()),
        )
    };
    let mut bound = [None];
    let made = SIGNATURE.bind_tuple(args, kwargs, &mut bound).and_then(|()| {
        let priority = bound[0].ok_or_else(errors::bad_internal_call)?;
        structseq::make(ty, vec![priority.new_ref()])
    });
    glue::ret(made)
}

/// The parameters of an argument, which must be of the very type.
pub fn parameters(object: &Object) -> PyResult<libc::sched_param> {
    let tuple = object.downcast::<Tuple>().filter(|_| std::ptr::eq(object.ty(), PARAM.get().unwrap_or(object.ty())));
    let Some(priority) = tuple.and_then(|tuple| tuple.get(0)) else {
        return Err(raise!(TypeError, "must have a sched_param object"));
    };
    let value = protocol::as_c_long(priority)?;
    let sched_priority = i32::try_from(value).map_err(|_| raise!(OverflowError, "sched_priority out of range"))?;
    Ok(libc::sched_param { sched_priority })
}

/// The scheduler.
#[pymodule("posix")]
impl SchedFunctions {
    /// The greatest priority of a policy.
    #[function("($module, /, policy)")]
    fn sched_get_priority_max(policy: i32) -> PyResult<i32> {
        // SAFETY: a number.
        check(unsafe { libc::sched_get_priority_max(policy) })
    }

    /// The least priority of a policy.
    #[function("($module, /, policy)")]
    fn sched_get_priority_min(policy: i32) -> PyResult<i32> {
        // SAFETY: a number.
        check(unsafe { libc::sched_get_priority_min(policy) })
    }

    /// The policy of a process.
    #[function("($module, pid, /)")]
    fn sched_getscheduler(pid: Pid) -> PyResult<i32> {
        let Pid(pid) = pid;
        // SAFETY: a number.
        check(unsafe { libc::sched_getscheduler(pid) })
    }

    /// Sets the policy of a process.
    #[function("($module, pid, policy, param, /)")]
    fn sched_setscheduler(pid: Pid, policy: i32, param: &Object) -> PyResult<()> {
        let Pid(pid) = pid;
        let param = parameters(param)?;
        // SAFETY: a value of the right type.
        check(unsafe { libc::sched_setscheduler(pid, policy, &param) }).map(drop)
    }

    /// The parameters of a process.
    #[function("($module, pid, /)")]
    fn sched_getparam(pid: Pid) -> PyResult {
        let Pid(pid) = pid;
        let mut param = libc::sched_param { sched_priority: 0 };
        // SAFETY: a result of the right type.
        check(unsafe { libc::sched_getparam(pid, &mut param) })?;
        structseq::make(param_type()?, vec![param.sched_priority.into_py()?])
    }

    /// Sets the parameters of a process.
    #[function("($module, pid, param, /)")]
    fn sched_setparam(pid: Pid, param: &Object) -> PyResult<()> {
        let Pid(pid) = pid;
        let param = parameters(param)?;
        // SAFETY: a value of the right type.
        check(unsafe { libc::sched_setparam(pid, &param) }).map(drop)
    }

    /// The time slice of a process in seconds.
    #[function("($module, pid, /)")]
    fn sched_rr_get_interval(pid: Pid) -> PyResult<f64> {
        let Pid(pid) = pid;
        let mut interval = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: a result of the right type.
        check(unsafe { libc::sched_rr_get_interval(pid, &mut interval) })?;
        Ok(interval.tv_sec as f64 + 1e-9 * interval.tv_nsec as f64)
    }

    /// Gives up the processor for now.
    #[function("($module, /)")]
    fn sched_yield() -> PyResult<()> {
        // SAFETY: no preconditions.
        check(pyston_runtime::gil::allow_threads(|| unsafe { libc::sched_yield() })).map(drop)
    }

    /// The processors a process may run on.
    #[function("($module, pid, /)")]
    fn sched_getaffinity(pid: Pid) -> PyResult<Py<Set>> {
        let Pid(pid) = pid;
        // SAFETY: a set of the right size.
        let set = unsafe {
            let mut set: libc::cpu_set_t = std::mem::zeroed();
            check(libc::sched_getaffinity(pid, size_of::<libc::cpu_set_t>(), &mut set))?;
            set
        };
        let list = List::new()?;
        for cpu in 0..libc::CPU_SETSIZE as usize {
            // SAFETY: within the set.
            if unsafe { libc::CPU_ISSET(cpu, &set) } {
                list.append(cpu.into_py()?)?;
            }
        }
        Set::from_iterable(Set::static_type(), &list)
    }

    /// Sets the processors a process may run on.
    #[function("($module, pid, mask, /)")]
    fn sched_setaffinity(pid: Pid, mask: &Object) -> PyResult<()> {
        let Pid(pid) = pid;
        // SAFETY: zero is an empty set.
        let mut set: libc::cpu_set_t = unsafe { std::mem::zeroed() };
        protocol::for_each(mask, |item| {
            let Some(cpu) = item.downcast::<Int>() else {
                let ty = protocol::repr_string(item.ty())?;
                return Err(raise!(TypeError, "expected an iterator of ints, but iterator yielded {ty}"));
            };
            let cpu = cpu.to_i64().unwrap_or(i64::MAX);
            if cpu < 0 {
                return Err(raise!(ValueError, "negative CPU number"));
            }
            if cpu > i64::from(i32::MAX) - 1 {
                return Err(raise!(OverflowError, "CPU number too large"));
            }
            // Processors beyond the set do not exist; the system refuses an empty set.
            if cpu < i64::from(libc::CPU_SETSIZE) {
                // SAFETY: within the set.
                unsafe { libc::CPU_SET(cpu as usize, &mut set) };
            }
            Ok(())
        })?;
        // SAFETY: a set of the size said.
        check(unsafe { libc::sched_setaffinity(pid, size_of::<libc::cpu_set_t>(), &set) }).map(drop)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("sched_param", param_type()?.new_ref())
    }
}
