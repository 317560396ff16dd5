//! `posix_spawn`: starting programs by the C library.

use std::ffi::CString;

use pyston_object::prelude::*;

use super::exec::{Vector, arguments, environment};
use super::path::{Path, audit, fs_bytes, path};

pub struct SpawnFunctions;

const OPEN: i64 = 0;
const CLOSE: i64 = 1;
const DUP2: i64 = 2;

/// What the child does with descriptors before it becomes the program.
struct Actions {
    raw: libc::posix_spawn_file_actions_t,
    /// The C library keeps pointers to them.
    _paths: Vec<CString>,
}

impl Drop for Actions {
    fn drop(&mut self) {
        // SAFETY: initialised by `new`.
        unsafe { libc::posix_spawn_file_actions_destroy(&mut self.raw) };
    }
}

fn status(errno: i32) -> PyResult<()> {
    if errno == 0 { Ok(()) } else { Err(errors::os_error(errno, None)) }
}

impl Actions {
    fn new(sequence: &Object) -> PyResult<Actions> {
        // SAFETY: initialised before use.
        let mut actions = Actions { raw: unsafe { std::mem::zeroed() }, _paths: Vec::new() };
        // SAFETY: as above.
        status(unsafe { libc::posix_spawn_file_actions_init(&mut actions.raw) })?;
        for item in protocol::fast_items(sequence, "file_actions must be a sequence or None")? {
            match item.downcast::<Tuple>() {
                Some(tuple) if !tuple.is_empty() => actions.add(tuple)?,
                _ => return Err(raise!(TypeError, "Each file_actions element must be a non-empty tuple")),
            }
        }
        Ok(actions)
    }

    fn add(&mut self, tuple: &Tuple) -> PyResult<()> {
        let items = tuple.as_slice();
        let number = |index: usize| protocol::as_c_long(items[index]).map(|number| number as i32);
        let wrong = |name: &str, count: &str| raise!(TypeError, "A {name} file_action tuple must have {count}");
        match protocol::as_c_long(items[0])? {
            OPEN if items.len() == 5 => {
                let c = fs_bytes(items[2])?;
                let (fd, flags, mode) = (number(1)?, number(3)?, number(4)? as libc::mode_t);
                // SAFETY: a C string that is kept.
                let result =
                    unsafe { libc::posix_spawn_file_actions_addopen(&mut self.raw, fd, c.as_ptr(), flags, mode) };
                self._paths.push(c);
                status(result)
            }
            OPEN => Err(wrong("open", "5 elements")),
            // SAFETY: numbers.
            CLOSE if items.len() == 2 => {
                let fd = number(1)?;
                // SAFETY: numbers.
                status(unsafe { libc::posix_spawn_file_actions_addclose(&mut self.raw, fd) })
            }
            CLOSE => Err(wrong("close", "2 elements")),
            DUP2 if items.len() == 3 => {
                let (from, to) = (number(1)?, number(2)?);
                // SAFETY: numbers.
                status(unsafe { libc::posix_spawn_file_actions_adddup2(&mut self.raw, from, to) })
            }
            DUP2 => Err(wrong("dup2", "3 elements")),
            _ => Err(raise!(TypeError, "Unknown file_actions identifier")),
        }
    }
}

/// How the child differs from the parent.
struct Attributes(libc::posix_spawnattr_t);

impl Drop for Attributes {
    fn drop(&mut self) {
        // SAFETY: initialised by `new`.
        unsafe { libc::posix_spawnattr_destroy(&mut self.0) };
    }
}

struct Wanted<'a> {
    setpgroup: Option<&'a Object>,
    resetids: bool,
    setsid: bool,
    setsigmask: Option<&'a Object>,
    setsigdef: Option<&'a Object>,
    scheduler: Option<&'a Object>,
}

const SETSID: i32 = 0x80;

impl Attributes {
    fn new(wanted: &Wanted<'_>) -> PyResult<Attributes> {
        // SAFETY: initialised before use.
        let mut attributes = Attributes(unsafe { std::mem::zeroed() });
        let raw = &mut attributes.0;
        // SAFETY: as above.
        status(unsafe { libc::posix_spawnattr_init(raw) })?;
        let mut flags = 0;
        if let Some(group) = wanted.setpgroup {
            let group = protocol::as_c_long(group)? as i32;
            // SAFETY: numbers.
            status(unsafe { libc::posix_spawnattr_setpgroup(raw, group) })?;
            flags |= libc::POSIX_SPAWN_SETPGROUP;
        }
        if wanted.resetids {
            flags |= libc::POSIX_SPAWN_RESETIDS;
        }
        if wanted.setsid {
            flags |= SETSID;
        }
        if let Some(mask) = wanted.setsigmask {
            let mask = crate::signal::mask_of(mask)?;
            // SAFETY: a mask of this frame.
            status(unsafe { libc::posix_spawnattr_setsigmask(raw, &mask) })?;
            flags |= libc::POSIX_SPAWN_SETSIGMASK;
        }
        if let Some(defaults) = wanted.setsigdef {
            let defaults = crate::signal::mask_of(defaults)?;
            // SAFETY: as above.
            status(unsafe { libc::posix_spawnattr_setsigdefault(raw, &defaults) })?;
            flags |= libc::POSIX_SPAWN_SETSIGDEF;
        }
        if let Some(scheduler) = wanted.scheduler {
            let Some(pair) = scheduler.downcast::<Tuple>() else {
                return Err(raise!(SystemError, "new style getargs format but argument is not a tuple"));
            };
            let [policy, param] = pair.as_slice() else {
                return Err(raise!(TypeError, "A scheduler tuple must have two elements"));
            };
            let param = super::sched::parameters(param)?;
            if !policy.is_none() {
                let policy = protocol::as_c_long(policy)? as i32;
                // SAFETY: numbers.
                status(unsafe { libc::posix_spawnattr_setschedpolicy(raw, policy) })?;
                flags |= libc::POSIX_SPAWN_SETSCHEDULER;
            }
            // SAFETY: a value of the right type.
            status(unsafe { libc::posix_spawnattr_setschedparam(raw, &param) })?;
            flags |= libc::POSIX_SPAWN_SETSCHEDPARAM;
        }
        // SAFETY: numbers.
        status(unsafe { libc::posix_spawnattr_setflags(raw, flags as i16) })?;
        Ok(attributes)
    }
}

fn spawn(
    program: &Object,
    argv: &Object,
    env: &Object,
    file_actions: Option<&Object>,
    wanted: &Wanted<'_>,
    by_search: bool,
) -> PyResult<i32> {
    let function = if by_search { "posix_spawnp" } else { "posix_spawn" };
    let program = Path::of(program, path(function))?;
    let arguments: Vector = arguments(argv, if by_search { "posix_spawnp: argv" } else { "posix_spawn: argv" })?;
    let environment: Vector = environment(env, function)?;
    let actions = match file_actions.filter(|actions| !actions.is_none()) {
        Some(actions) => Some(Actions::new(actions)?),
        None => None,
    };
    let attributes = Attributes::new(wanted)?;
    audit("os.posix_spawn", &[program.audited(), argv, env])?;
    let c = program.c_string();
    let mut pid = 0;
    let actions = actions.as_ref().map_or(std::ptr::null(), |actions| &raw const actions.raw);
    let call = if by_search { libc::posix_spawnp } else { libc::posix_spawn };
    // SAFETY: C strings, vectors that end with null, and settings that were initialised.
    let result = unsafe {
        call(&mut pid, c.as_ptr(), actions, &attributes.0, arguments.as_ptr().cast(), environment.as_ptr().cast())
    };
    if result != 0 {
        return Err(errors::os_error(result, program.object.as_deref()));
    }
    Ok(pid)
}

/// A flag that is an integer argument.
fn set(flag: Option<i32>) -> bool {
    flag.is_some_and(|number| number != 0)
}

/// Starting programs.
#[pymodule("posix")]
impl SpawnFunctions {
    /// Starts a program; gives the new process's number.
    #[function(
        sig = "($module, path, argv, env, /, *, file_actions=(),\n             setpgroup=<unrepresentable>, resetids=False, setsid=False,\n             setsigmask=(), setsigdef=(), scheduler=<unrepresentable>)"
    )]
    fn posix_spawn(
        path: &Object,
        argv: &Object,
        env: &Object,
        file_actions: Option<&Object>,
        setpgroup: Option<&Object>,
        resetids: Option<i32>,
        setsid: Option<i32>,
        setsigmask: Option<&Object>,
        setsigdef: Option<&Object>,
        scheduler: Option<&Object>,
    ) -> PyResult<i32> {
        let wanted =
            Wanted { setpgroup, resetids: set(resetids), setsid: set(setsid), setsigmask, setsigdef, scheduler };
        spawn(path, argv, env, file_actions, &wanted, false)
    }

    /// As posix_spawn; the program is searched for along PATH.
    #[function(
        sig = "($module, path, argv, env, /, *, file_actions=(),\n             setpgroup=<unrepresentable>, resetids=False, setsid=False,\n             setsigmask=(), setsigdef=(), scheduler=<unrepresentable>)"
    )]
    fn posix_spawnp(
        path: &Object,
        argv: &Object,
        env: &Object,
        file_actions: Option<&Object>,
        setpgroup: Option<&Object>,
        resetids: Option<i32>,
        setsid: Option<i32>,
        setsigmask: Option<&Object>,
        setsigdef: Option<&Object>,
        scheduler: Option<&Object>,
    ) -> PyResult<i32> {
        let wanted =
            Wanted { setpgroup, resetids: set(resetids), setsid: set(setsid), setsigmask, setsigdef, scheduler };
        spawn(path, argv, env, file_actions, &wanted, true)
    }
}
