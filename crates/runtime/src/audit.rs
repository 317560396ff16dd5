//! Audit hooks (PEP 578).

use pyston_object::attr;
use pyston_object::prelude::*;

use crate::trace;

static HOOKS: GilCell<Vec<Py>> = GilCell::new(Vec::new());

/// Adds a hook for the rest of the process.
pub fn add(hook: &Object) -> PyResult<()> {
    // A hook may refuse further ones by raising an Exception, which is forgotten.
    match raise("sys.addaudithook", &[]) {
        Ok(()) => (),
        Err(raised) if raised.is(&exc::Exception) => {
            raised.clear();
            return Ok(());
        }
        Err(raised) => return Err(raised),
    }
    // SAFETY: borrowed only for the push.
    unsafe { HOOKS.get_mut() }.push(hook.new_ref());
    pyston_object::hooks::set_audited();
    Ok(())
}

/// Is there any hook?
pub fn has_hooks() -> bool {
    // SAFETY: looked at only.
    unsafe { !HOOKS.get_mut().is_empty() }
}

/// Raises an event.
pub fn raise(event: &str, args: &[&Object]) -> PyResult<()> {
    if !pyston_object::hooks::is_audited() {
        return Ok(());
    }
    // SAFETY: copied out before hooks run.
    let hooks = unsafe { HOOKS.get_mut() }.clone();
    if hooks.is_empty() {
        return Ok(());
    }
    let (event, args) = (Str::new(event)?, Tuple::from_slice(args)?);
    trace::without_events(|| hooks.iter().try_for_each(|hook| call(hook, &event, &args)))
}

/// Calls a hook; a debugger sees it only if its `__cantrace__` is true.
fn call(hook: &Object, event: &Object, args: &Object) -> PyResult<()> {
    let run = || pyston_object::call::call(hook, &[event, args]).map(drop);
    let traced = match attr::find_attr(hook, name!("__cantrace__"))? {
        Some(answer) => protocol::is_true(&answer)?,
        None => false,
    };
    if traced { trace::with_events_again(run) } else { run() }
}
