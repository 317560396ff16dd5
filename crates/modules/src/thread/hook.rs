//! What happens when an exception ends a thread: `_thread._excepthook` and the type of its argument.
//!
//! **Invariant**: the hook takes instances of its own type only, so that its fields are there.

use pyston_object::prelude::*;
use pyston_object::{attr, call, structseq};
use pyston_runtime::sys;

static ARGS: GilCell<Option<&'static Type>> = GilCell::new(None);

/// `_thread._ExceptHookArgs`.
pub fn args_type() -> PyResult<&'static Type> {
    if let Some(ty) = ARGS.get() {
        return Ok(ty);
    }
    let fields: &[structseq::Field] = &[
        (Some("exc_type"), "type of the exception"),
        (Some("exc_value"), "the exception, or None"),
        (Some("exc_traceback"), "where it comes from, or None"),
        (Some("thread"), "the thread that ends, or None"),
    ];
    let doc = "What threading.excepthook is called with: an exception and the thread that it ends.";
    let ty = structseq::new_type("_thread.ExceptHookArgs", doc, fields, fields.len())?;
    ARGS.set(Some(ty));
    Ok(ty)
}

/// Where to write: `sys.stderr`, or what that was when the thread was made; `None` for nowhere.
fn target(thread: &Object) -> PyResult<Option<Py>> {
    if let Some(stderr) = sys::get(name!("stderr"))?.filter(|file| !file.is_none()) {
        return Ok(Some(stderr));
    }
    if thread.is_none() {
        return Ok(None);
    }
    Ok(Some(attr::getattr_str(thread, name!("_stderr"))?).filter(|file| !file.is_none()))
}

/// Reports the exception in fields of the hook's argument; SystemExit ends a thread without a word.
pub fn report(args: &Object) -> PyResult<()> {
    let fields = args.downcast::<Tuple>().filter(|_| ARGS.get().is_some_and(|ty| std::ptr::eq(args.ty(), ty)));
    let [kind, value, traceback, thread] = fields.map_or(&[][..], Tuple::as_slice) else {
        return Err(raise!(TypeError, "_thread.excepthook argument type must be ExceptHookArgs"));
    };
    if kind.is(&exc::SystemExit) {
        return Ok(());
    }
    let Some(file) = target(thread)? else { return Ok(()) };
    let write = |text: &Object| call::call_method(&file, name!("write"), &[text]).map(drop);
    write(&*"Exception in thread ".into_py()?)?;
    let name = if thread.is_none() { None } else { attr::find_attr(thread, name!("name"))? };
    match name {
        Some(name) => write(&*protocol::str(&name)?)?,
        None => write(&*super::ident().to_string().into_py()?)?,
    }
    write(&*":\n".into_py()?)?;
    sys::display_exception(&file, value, traceback);
    call::call_method(&file, name!("flush"), &[]).map(drop)
}
