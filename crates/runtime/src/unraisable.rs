//! Exceptions that cannot propagate: `sys.unraisablehook`.

use pyston_object::errors::Pending;
use pyston_object::prelude::*;
use pyston_object::structseq;
use pyston_object::{attr, call, exception::Exception};

use crate::frame::Frame;
use crate::sys;
use crate::traceback::Traceback;

static ARGS_TYPE: GilCell<Option<&'static Type>> = GilCell::new(None);

fn args_type() -> PyResult<&'static Type> {
    if let Some(ty) = ARGS_TYPE.get() {
        return Ok(ty);
    }
    let fields = ["exc_type", "exc_value", "exc_traceback", "err_msg", "object"].map(|name| (Some(name), ""));
    let ty = structseq::new_type("UnraisableHookArgs", "What unraisablehook is called with.", &fields, fields.len())?;
    ARGS_TYPE.set(Some(ty));
    Ok(ty)
}

/// Reports an exception through `sys.unraisablehook`.
pub fn report(mut pending: Pending, object: Option<&Object>, message: Option<&str>) {
    if pending.traceback.is_none()
        && let Some(frame) = Frame::current()
    {
        // Raised by native code: show at least where the program is.
        let lasti = frame.lasti();
        pending.traceback = match Traceback::new(None, frame, lasti, frame.code().line_of(lasti)) {
            Ok(traceback) => Some(traceback.into_object()),
            Err(raised) => {
                raised.clear();
                None
            }
        };
    }
    pending.normalize();
    if let Some(exception) = pending.value.as_ref().and_then(|value| value.downcast::<Exception>())
        && pending.traceback.is_some()
    {
        exception.set_traceback(pending.traceback.clone());
    }
    let hook = sys::get(name!("unraisablehook")).unwrap_or_else(|raised| {
        raised.clear();
        None
    });
    let result = hook_arguments(&pending, object, message).and_then(|args| match hook.filter(|hook| !hook.is_none()) {
        Some(hook) if let Err(raised) = crate::audit::raise("sys.unraisablehook", &[&hook, &args]) => {
            report_failure(raised, &hook)
        }
        Some(hook) => call::call(&hook, &[&args]).map(drop).or_else(|raised| report_failure(raised, &hook)),
        None => default_hook(&args),
    });
    if let Err(raised) = result {
        raised.clear();
    }
}

fn hook_arguments(pending: &Pending, object: Option<&Object>, message: Option<&str>) -> PyResult {
    let none = singletons::py_none;
    let message = match message {
        Some(message) => message.into_py()?,
        None => none(),
    };
    let values = vec![
        pending.ty.clone().into_object(),
        pending.value.clone().unwrap_or_else(none),
        pending.traceback.clone().unwrap_or_else(none),
        message,
        object.map_or_else(none, Layout::new_ref),
    ];
    structseq::make(args_type()?, values)
}

/// Reports that the hook itself raised.
fn report_failure(raised: Raised, hook: &Object) -> PyResult<()> {
    let mut pending = errors::take(raised);
    pending.normalize();
    if let Some(exception) = pending.value.as_ref().and_then(|value| value.downcast::<Exception>()) {
        exception.set_traceback(pending.traceback.clone());
    }
    default_hook(&*hook_arguments(&pending, Some(hook), Some("Exception ignored in sys.unraisablehook"))?)
}

/// Writes the report to `sys.stderr`.
pub fn default_hook(args: &Object) -> PyResult<()> {
    if args.ty() != args_type()? {
        return Err(raise!(TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs"));
    }
    let get = |name: &Str| attr::getattr_str(args, name);
    let (value, message, object) = (get(name!("exc_value"))?, get(name!("err_msg"))?, get(name!("object"))?);
    let sink = sys::stderr_sink();
    if !object.is_none() {
        let prefix =
            if message.is_none() { "Exception ignored in".into() } else { protocol::str(&message)?.to_string() };
        let shown = protocol::repr(&object).map(|text| text.to_string()).unwrap_or_else(|raised| {
            raised.clear();
            "<object repr() failed>".into()
        });
        sink.write(&format!("{prefix}: {shown}\n"))?;
    } else if !message.is_none() {
        sink.write(&format!("{}:\n", protocol::str(&message)?))?;
    }
    sys::print_unchained(&sink, &value)
}
