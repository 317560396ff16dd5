//! `pyerrors.h`: raising, looking at and handling exceptions.
//!
//! **Invariant**: as in CPython, exceptions between `PyErr_Fetch` and `PyErr_Restore` are three references, of which the
//! value need not be an instance until `PyErr_NormalizeException`.

use std::ffi::{c_char, c_int};

use pyston_object::abi::PyObject;
use pyston_object::errors::Pending;
use pyston_object::exception::Exception;
use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks, tstate, unicode_error};

use crate::answer::Borrowed;
use crate::capi;
use crate::format;
use crate::text::{CText, Out, size};
use crate::va::VaList;

/// Null, as functions answer that raise what they are asked to.
type Nothing = PyResult<Py>;

/// Raises an exception whose value a format tells.
fn raise_formatted(class: &Object, format: CText<'_>, va: &mut VaList) -> Nothing {
    // What is pending must not get in the way of making the text.
    errors::clear();
    let text = format::text(format, va).map_err(Raised::clear).ok();
    // Without a text it is the exception that was asked for all the same.
    Err(errors::raise_given(class, text.map(Py::into_object)))
}

/// A reference that C hands over, where `None` says nothing.
fn unless_none(object: Option<Py>) -> Option<Py> {
    object.filter(|object| !object.is_none())
}

/// `OSError(errno, text, name, None, name2)` of a class.
fn from_errno(class: &Object, names: [Option<&Object>; 2]) -> Nothing {
    let errno = errors::last_errno();
    if errno == libc::EINTR {
        (hooks::get().check_signals)()?;
    }
    let text = if errno == 0 { Str::new("Error")? } else { Str::new(&errors::strerror(errno))? };
    let number = Int::from_i64(errno.into())?;
    let mut args: Vec<&Object> = vec![&number, &text];
    if let [Some(first), second] = names {
        args.push(first);
        if let Some(second) = second {
            let windows_error = Int::from_i64(0)?;
            let made = call::call(class, &[&number, &text, first, &windows_error, second])?;
            return Err(raise_made(made));
        }
    }
    let made = call::call(class, &args)?;
    Err(raise_made(made))
}

fn raise_made(made: Py) -> Raised {
    let class = made.ty().new_ref();
    errors::raise_given(&class, Some(made))
}

/// A new class of exceptions by its dotted name.
fn new_class(name: CText<'_>, doc: CText<'_>, base: Option<&Object>, dict: Option<&Object>) -> PyResult {
    let full = name.decode()?.to_string();
    let Some((module, name)) = full.rsplit_once('.') else {
        return Err(raise!(SystemError, "PyErr_NewException: name must be module.class"));
    };
    let dict = match dict {
        Some(dict) => dict.new_ref(),
        None => Dict::new()?.into_object(),
    };
    if let Some(dict) = dict.downcast::<Dict>() {
        if dict.get_str(name!("__module__"))?.is_none() {
            dict.set_str(name!("__module__"), Str::new(module)?.into_object())?;
        }
        if doc.bytes().is_some() {
            dict.set_str(name!("__doc__"), doc.decode()?.into_object())?;
        }
    }
    let base = base.unwrap_or(&exc::Exception);
    let bases = match base.downcast::<Tuple>() {
        Some(bases) => bases.new_ref(),
        None => Tuple::from_slice(&[base])?,
    };
    call::call(Type::static_type(), &[&*Str::new(name)?, &bases, &dict])
}

/// `ImportError(message, name=name, path=path)` of a class.
fn import_error(class: &Object, message: Option<&Object>, name: Option<&Object>, path: Option<&Object>) -> Nothing {
    let is_fitting = class.downcast::<Type>().is_some_and(|class| class.is_subtype(&exc::ImportError));
    if !is_fitting {
        return Err(raise!(TypeError, "expected a subclass of ImportError"));
    }
    let Some(message) = message else { return Err(raise!(TypeError, "expected a message argument")) };
    let none = singletons::none();
    let kwargs = Dict::new()?;
    kwargs.set_str(name!("name"), name.unwrap_or(none).new_ref())?;
    kwargs.set_str(name!("path"), path.unwrap_or(none).new_ref())?;
    let made = call::call_tuple(class, &*Tuple::from_slice(&[message])?, Some(&kwargs))?;
    Err(raise_made(made))
}

/// Reports the pending exception, which cannot go on.
fn unraisable(message: Option<&str>, object: Option<&Object>) {
    if let Some(pending) = errors::fetch() {
        (hooks::get().unraisable)(pending, object, message);
    }
}

capi! {
    fn PyErr_SetString(class: &Object, text: CText<'_>) {
        let Raised = match text.decode() {
            Ok(text) => errors::raise_given(class, Some(text.into_object())),
            Err(raised) => raised,
        };
    }

    fn PyErr_SetObject(class: Option<&Object>, value: Option<&Object>) {
        match class {
            Some(class) => {
                let Raised = errors::raise_given(class, value.map(Layout::new_ref));
            }
            None => errors::clear(),
        }
    }

    fn PyErr_SetNone(class: &Object) { let Raised = errors::raise_given(class, None); }

    variadic fn PyErr_Format(class: &Object, format: CText<'_>; va) -> Nothing { raise_formatted(class, format, va) }

    fn PyErr_FormatV(class: &Object, format: CText<'_>, va: &mut VaList) -> Nothing { raise_formatted(class, format, va) }

    /// The pending exception becomes the cause and the context of the new one.
    variadic fn _PyErr_FormatFromCause(class: &Object, format: CText<'_>; va) -> Nothing {
        let cause = errors::fetch();
        let raised = match raise_formatted(class, format, va) {
            Ok(_) => return Err(Raised),
            Err(raised) => raised,
        };
        Err(match cause {
            Some(cause) => call::chain(raised, cause),
            None => raised,
        })
    }

    /// The class, borrowed.
    fn PyErr_Occurred() -> Borrowed {
        // SAFETY: the state of the current thread, which keeps the class.
        Borrowed::field(unsafe { (*tstate::current()).curexc_type })
    }

    fn PyErr_Clear() { errors::clear() }

    fn PyErr_Fetch(class: Out<'_, *mut PyObject>, value: Out<'_, *mut PyObject>, traceback: Out<'_, *mut PyObject>) {
        let pending = errors::fetch();
        match pending {
            Some(pending) => {
                class.give(Some(pending.ty.into_object()));
                value.give(pending.value);
                traceback.give(pending.traceback);
            }
            None => [class, value, traceback].map(|place| place.give(None)).into_iter().for_each(drop),
        }
    }

    /// Takes over all three.
    fn PyErr_Restore(class: Option<Py>, value: Option<Py>, traceback: Option<Py>) {
        match class.map(Py::downcast_into::<Type>) {
            Some(Ok(ty)) => {
                let Raised = errors::restore(Pending { ty, value, traceback: unless_none(traceback) });
            }
            Some(Err(other)) => {
                let Raised = errors::raise_given(&other, value);
            }
            None => errors::clear(),
        }
    }

    fn PyErr_NormalizeException(
        class: &mut Option<Py>, value: &mut Option<Py>, traceback: &mut Option<Py>,
    ) {
        let Some(ty) = class.take() else { return };
        let ty = match ty.downcast_into::<Type>() {
            Ok(ty) => ty,
            Err(other) => {
                *class = Some(other);
                return;
            }
        };
        let mut pending = Pending { ty, value: value.take(), traceback: traceback.take() };
        pending.normalize();
        (*class, *value, *traceback) = (Some(pending.ty.into_object()), pending.value, pending.traceback);
    }

    fn PyErr_GivenExceptionMatches(given: Option<&Object>, expected: Option<&Object>) -> bool {
        matches!((given, expected), (Some(given), Some(expected)) if errors::given_matches(given, expected))
    }

    fn PyErr_ExceptionMatches(expected: Option<&Object>) -> bool {
        let Some(pending) = errors::fetch() else { return false };
        let matches = expected.is_some_and(|expected| errors::given_matches(&pending.ty, expected));
        let Raised = errors::restore(pending);
        matches
    }

    fn PyErr_NoMemory() -> Nothing { Err(errors::no_memory()) }

    fn PyErr_BadArgument() -> c_int {
        let Raised = raise!(TypeError, "bad argument type for built-in operation");
        0
    }

    fn PyErr_BadInternalCall() { let Raised = errors::bad_internal_call(); }

    fn _PyErr_BadInternalCall(file: CText<'_>, line: c_int) {
        let Raised = raise!(SystemError, "{}:{line}: bad argument to internal function", file.name().unwrap_or_default());
    }

    fn _PyErr_SetKeyError(key: &Object) { let Raised = errors::key_error(key); }

    fn PyErr_SetFromErrno(class: &Object) -> Nothing { from_errno(class, [None, None]) }

    fn PyErr_SetFromErrnoWithFilename(class: &Object, name: CText<'_>) -> Nothing {
        let errno = errors::last_errno();
        let name = match name.bytes() {
            Some(name) => Some(pyston_builtins::codecs::decode_file_name(name)?.into_object()),
            None => None,
        };
        errors::set_errno(errno);
        from_errno(class, [name.as_deref(), None])
    }

    fn PyErr_SetFromErrnoWithFilenameObject(class: &Object, name: Option<&Object>) -> Nothing {
        from_errno(class, [name, None])
    }

    fn PyErr_SetFromErrnoWithFilenameObjects(class: &Object, name: Option<&Object>, other: Option<&Object>) -> Nothing {
        from_errno(class, [name, other])
    }

    fn PyErr_SetImportError(message: Option<&Object>, name: Option<&Object>, path: Option<&Object>) -> Nothing {
        import_error(&exc::ImportError, message, name, path)
    }

    fn PyErr_SetImportErrorSubclass(
        class: &Object, message: Option<&Object>, name: Option<&Object>, path: Option<&Object>,
    ) -> Nothing {
        import_error(class, message, name, path)
    }

    fn PyErr_NewException(name: CText<'_>, base: Option<&Object>, dict: Option<&Object>) -> PyResult {
        new_class(name, CText::NULL, base, dict)
    }

    fn PyErr_NewExceptionWithDoc(
        name: CText<'_>, doc: CText<'_>, base: Option<&Object>, dict: Option<&Object>,
    ) -> PyResult {
        new_class(name, doc, base, dict)
    }

    fn PyErr_CheckSignals() -> PyResult<()> { (hooks::get().check_signals)() }

    fn PyErr_WriteUnraisable(object: Option<&Object>) { unraisable(None, object) }

    fn _PyErr_WriteUnraisableMsg(message: CText<'_>, object: Option<&Object>) {
        let message = message.name().map(|message| format!("Exception ignored {message}"));
        unraisable(message.as_deref(), object)
    }

    /// Takes over all three; a pending exception gets them as its context.
    fn _PyErr_ChainExceptions(class: Option<Py>, value: Option<Py>, traceback: Option<Py>) {
        let Some(Ok(ty)) = class.map(Py::downcast_into::<Type>) else { return };
        let context = Pending { ty, value, traceback };
        let Some(mut pending) = errors::fetch() else {
            let Raised = errors::restore(context);
            return;
        };
        let context = context.into_instance();
        pending.normalize();
        if let Some(exception) = pending.value.as_ref().and_then(|value| value.downcast::<Exception>()) {
            exception.set_context(Some(context));
        }
        let Raised = errors::restore(pending);
    }

    /// The exception that is being handled: new references, or nulls.
    fn PyErr_GetExcInfo(class: Out<'_, *mut PyObject>, value: Out<'_, *mut PyObject>, traceback: Out<'_, *mut PyObject>) {
        let handled = errors::handled_exception();
        let found = handled.as_ref().and_then(|handled| handled.downcast::<Exception>()).and_then(Exception::traceback);
        class.give(handled.as_ref().map(|handled| handled.ty().new_ref().into_object()));
        traceback.give(handled.is_some().then(|| found.unwrap_or_else(singletons::py_none)));
        value.give(handled);
    }

    /// Takes over all three.
    fn PyErr_SetExcInfo(class: Option<Py>, value: Option<Py>, traceback: Option<Py>) {
        drop(errors::set_handled([class, value, traceback].map(|part| part.unwrap_or_else(singletons::py_none))));
    }

    fn PyException_GetTraceback(object: &Exception) -> Option<Py> { object.traceback() }

    fn PyException_SetTraceback(object: &Object, traceback: Option<&Object>) -> PyResult<()> {
        attr::setattr_str(object, name!("__traceback__"), Some(traceback.unwrap_or(singletons::none())))
    }

    fn PyException_GetCause(object: &Exception) -> Option<Py> { object.cause() }

    /// Takes over the cause.
    fn PyException_SetCause(object: &Exception, cause: Option<Py>) { object.set_cause(cause) }

    fn PyException_GetContext(object: &Exception) -> Option<Py> { object.context() }

    /// Takes over the context.
    fn PyException_SetContext(object: &Exception, context: Option<Py>) { object.set_context(context) }

    fn PyExceptionClass_Name(class: &Type) -> *const c_char { class.tp().tp_name }

    fn PyUnicodeDecodeError_Create(
        encoding: CText<'_>, bytes: CText<'_>, len: isize, start: isize, end: isize, reason: CText<'_>,
    ) -> PyResult {
        // SAFETY: the caller has so many bytes there.
        let bytes = unsafe { bytes.sized(size(len)?) };
        let (encoding, reason) = (encoding.name().unwrap_or_default(), reason.name().unwrap_or_default());
        unicode_error::new_decode(&encoding, bytes, size(start)?, size(end)?, &reason)
    }

    fn PyUnicodeDecodeError_GetEncoding(object: &Object) -> PyResult { attr::getattr_str(object, name!("encoding")) }

    fn PyUnicodeDecodeError_GetObject(object: &Object) -> PyResult { attr::getattr_str(object, name!("object")) }

    fn PyUnicodeDecodeError_GetReason(object: &Object) -> PyResult { attr::getattr_str(object, name!("reason")) }

    fn PyUnicodeEncodeError_GetEncoding(object: &Object) -> PyResult { attr::getattr_str(object, name!("encoding")) }

    fn PyUnicodeEncodeError_GetObject(object: &Object) -> PyResult { attr::getattr_str(object, name!("object")) }

    fn PyUnicodeEncodeError_GetReason(object: &Object) -> PyResult { attr::getattr_str(object, name!("reason")) }

    fn PyUnicodeTranslateError_GetObject(object: &Object) -> PyResult { attr::getattr_str(object, name!("object")) }

    fn PyUnicodeTranslateError_GetReason(object: &Object) -> PyResult { attr::getattr_str(object, name!("reason")) }

    fn Py_FatalError(message: CText<'_>) { (hooks::get().fatal)(&message.name().unwrap_or_default()) }
}
