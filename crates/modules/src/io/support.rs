//! What all streams share: `UnsupportedOperation`, interrupted calls, exceptions on the way out.

use pyston_object::exception::Exception;
use pyston_object::prelude::*;
use pyston_object::statics::PyType_Type;
use pyston_object::{attr, call};

static UNSUPPORTED: GilCell<Option<&'static Type>> = GilCell::new(None);

/// `io.UnsupportedOperation`, made at first use: both an `OSError` and a `ValueError`.
pub fn unsupported_operation() -> PyResult<Py<Type>> {
    if let Some(class) = UNSUPPORTED.get() {
        return Ok(class.new_ref());
    }
    let bases = Tuple::from_slice(&[exc::OSError.as_object(), exc::ValueError.as_object()])?;
    let namespace = Dict::new()?;
    namespace.set_str(name!("__module__"), Str::new("io")?.into_object())?;
    let class = call::call(&PyType_Type, &[&*Str::new("UnsupportedOperation")?, &bases, &namespace])?;
    let class: Py<Type> = class.downcast_into().map_err(|_| errors::bad_internal_call())?;
    let class: &'static Py<Type> = Box::leak(Box::new(class));
    UNSUPPORTED.set(Some(class));
    Ok(class.clone())
}

/// Raises `io.UnsupportedOperation`.
#[cold]
pub fn unsupported(message: &str) -> Raised {
    match unsupported_operation() {
        Ok(class) => errors::raise_fmt(&class, format_args!("{message}")),
        Err(raised) => raised,
    }
}

/// Forgets the exception if it says that a system call was interrupted; the caller tries again.
pub fn trap_interrupted(raised: Raised) -> PyResult<()> {
    if !raised.is(&exc::OSError) {
        return Err(raised);
    }
    let mut pending = errors::take(raised);
    pending.normalize();
    let errno = pending.value.as_ref().map(|value| attr::find_attr(value, name!("errno")));
    match errno {
        Some(Ok(Some(errno))) if errno.downcast::<Int>().and_then(Int::to_i64) == Some(libc::EINTR.into()) => Ok(()),
        Some(Err(raised)) => {
            raised.clear();
            Err(errors::restore(pending))
        }
        _ => Err(errors::restore(pending)),
    }
}

/// Calls a method until it is not interrupted.
pub fn call_uninterrupted(object: &Object, name: &Str, args: &[&Object]) -> PyResult {
    loop {
        match call::call_method(object, name, args) {
            Err(raised) => trap_interrupted(raised)?,
            done => return done,
        }
    }
}

/// Does `then` whatever `first` gave; if both fail, the first exception is the context of the second.
pub fn finally<T>(first: PyResult<T>, then: impl FnOnce() -> PyResult<()>) -> PyResult<T> {
    match first {
        Ok(value) => then().map(|()| value),
        Err(raised) => {
            let saved = errors::take(raised);
            match then() {
                Ok(()) => Err(errors::restore(saved)),
                Err(raised) => Err(with_context(raised, saved)),
            }
        }
    }
}

fn with_context(raised: Raised, context: errors::Pending) -> Raised {
    let mut pending = errors::take(raised);
    pending.normalize();
    if let Some(exception) = pending.value.as_ref().and_then(|value| value.downcast::<Exception>()) {
        exception.set_context(Some(context.into_instance()));
    }
    errors::restore(pending)
}

/// Runs `action` with no exception pending, and puts the pending one back.
pub fn undisturbed(action: impl FnOnce()) {
    let saved = errors::fetch();
    action();
    if let Some(saved) = saved {
        let _pending = errors::restore(saved);
    }
}

/// `bool(object.name)`.
pub fn flag(object: &Object, name: &Str) -> PyResult<bool> {
    protocol::is_true(&*attr::getattr_str(object, name)?)
}

/// `object.closed` as a truth.
pub fn is_closed(object: &Object) -> PyResult<bool> {
    flag(object, name!("closed"))
}

/// Warns of a stream that nobody closed. Never raises.
pub fn warn_unclosed(file: &Object, reporter: &Object) {
    undisturbed(|| {
        let warned = protocol::repr_string(file)
            .and_then(|text| Str::from_display(&format!("unclosed file {text}")))
            .and_then(|text| pyston_runtime::warnings::issue(&exc::ResourceWarning, &text, 1, Some(file)));
        match warned {
            Ok(()) => (),
            Err(raised) if raised.is(&exc::Warning) => errors::write_unraisable(raised, Some(reporter)),
            Err(raised) => raised.clear(),
        }
    });
}

/// Was Python started for development (`-X dev`)?
pub fn is_dev_mode() -> bool {
    let mode = || -> PyResult<bool> {
        let flags = attr::getattr_str(&*pyston_object::hooks::import("sys")?, name!("flags"))?;
        flag(&flags, name!("dev_mode"))
    };
    mode().unwrap_or_else(|raised| {
        raised.clear();
        false
    })
}
