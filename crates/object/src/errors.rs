//! Raising, inspecting and clearing exceptions.
//!
//! **Invariant**: `curexc_type` of the thread state is set exactly while some caller holds a
//! [`Raised`]. As in CPython the value may still be unnormalised (an argument instead of an
//! instance) until [`Pending::normalize`]; when an exception is raised while another is handled, the
//! instance is made at once and the handled one becomes its `__context__`.

use std::fmt;

use crate::exception::Exception;
use crate::ptr::{Layout, Object, Py, PyResult, Raised};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{exc, tstate};

/// Raises a built-in exception with a formatted message: `Err(raise!(TypeError, "not {x}"))`.
#[macro_export]
macro_rules! raise {
    ($kind:ident) => { $crate::errors::raise_none(&$crate::exc::$kind) };
    ($kind:ident, $($fmt:tt)+) => { $crate::errors::raise_fmt(&$crate::exc::$kind, format_args!($($fmt)+)) };
}

/// An exception taken out of the thread state.
#[derive(Debug)]
pub struct Pending {
    pub ty: Py<Type>,
    /// The instance, or what its constructor will be called with.
    pub value: Option<Py>,
    pub traceback: Option<Py>,
}

#[cold]
pub fn raise_fmt(ty: &Type, message: fmt::Arguments<'_>) -> Raised {
    match Str::from_display(&message.to_string()) {
        Ok(text) => raise_object(ty, text.into_object()),
        Err(raised) => raised,
    }
}

/// Raises `ty` without arguments.
#[cold]
pub fn raise_none(ty: &Type) -> Raised {
    set_with_context(ty, None)
}

/// Raises `ty` with `value`: an instance, or the argument (a tuple: arguments) to make one.
#[cold]
pub fn raise_object(ty: &Type, value: Py) -> Raised {
    set_with_context(ty, Some(value))
}

/// Raises what is given as an exception's class, with a value as [`raise_object`] takes it.
///
/// # Errors
/// `SystemError` instead if it is no exception class.
#[cold]
pub fn raise_given(class: &Object, value: Option<Py>) -> Raised {
    match class.downcast::<Type>().filter(|class| is_exception_class(class)) {
        Some(class) => set_with_context(class, value),
        None => match crate::protocol::repr(class) {
            Ok(repr) => crate::raise!(SystemError, "exception {repr} not a BaseException subclass"),
            Err(raised) => raised,
        },
    }
}

/// Raises an exception instance.
pub fn raise_instance(instance: Py) -> Raised {
    let ty = instance.ty().new_ref();
    set_with_context(&ty, Some(instance))
}

/// `MemoryError`, made without allocating much.
#[cold]
pub fn no_memory() -> Raised {
    restore(Pending { ty: exc::MemoryError.new_ref(), value: None, traceback: None })
}

/// `KeyError(key)`: a tuple key stays one argument.
pub fn key_error(key: &Object) -> Raised {
    match Tuple::from_slice(&[key]) {
        Ok(args) => raise_object(&exc::KeyError, args.into_object()),
        Err(raised) => raised,
    }
}

/// `KeyError` with the key as `PyErr_SetObject` takes a value: `None` is no argument, a tuple is all
/// arguments, and a `KeyError` is raised itself.
#[cold]
pub fn raw_key_error(key: &Object) -> Raised {
    raise_object(&exc::KeyError, key.new_ref())
}

/// `SystemError: bad argument to internal function`.
#[cold]
pub fn bad_internal_call() -> Raised {
    raise!(SystemError, "bad argument to internal function")
}

/// `OSError` for `errno`, which picks the subclass; `filename` as the third argument.
#[cold]
pub fn os_error(errno: i32, filename: Option<&Object>) -> Raised {
    os_error_with_filenames(errno, filename, None)
}

/// As [`os_error`], with a second file name (rename and link).
#[cold]
pub fn os_error_with_filenames(errno: i32, filename: Option<&Object>, filename2: Option<&Object>) -> Raised {
    let build = || -> PyResult {
        let number = crate::int::Int::from_i64(i64::from(errno))?;
        let text = Str::new(&strerror(errno))?;
        let mut args: Vec<Py> = vec![number.into_object(), text.into_object()];
        if let Some(name) = filename {
            args.push(name.new_ref());
            if let Some(second) = filename2 {
                args.push(crate::singletons::none().new_ref());
                args.push(second.new_ref());
            }
        }
        crate::call::call_owned(&exc::OSError, args)
    };
    match build() {
        Ok(instance) => raise_instance(instance),
        Err(raised) => raised,
    }
}

/// The C library's text for `errno`.
pub fn strerror(errno: i32) -> String {
    // SAFETY: strerror gives a C string; the GIL serialises its static buffer.
    unsafe { std::ffi::CStr::from_ptr(libc::strerror(errno)) }.to_string_lossy().into_owned()
}

/// The C library's `errno` of the last failed call.
pub fn last_errno() -> i32 {
    std::io::Error::last_os_error().raw_os_error().unwrap_or(0)
}

/// Sets the C library's `errno`.
pub fn set_errno(errno: i32) {
    // SAFETY: the location belongs to this thread.
    unsafe { *libc::__errno_location() = errno }
}

fn set_with_context(ty: &Type, value: Option<Py>) -> Raised {
    let Some(handled) = handled_exception() else {
        // An instance raised again keeps its traceback.
        let instance = value.as_ref().and_then(|value| value.downcast::<Exception>());
        let traceback = instance.and_then(Exception::traceback);
        return restore(Pending { ty: ty.new_ref(), value, traceback });
    };
    // The instance is needed now, to hang the context on it; making it may fail, which replaces it.
    clear();
    let mut pending = Pending { ty: ty.new_ref(), value, traceback: None };
    pending.normalize();
    if let Some(instance) = pending.value.as_ref().and_then(|value| value.downcast::<Exception>()) {
        let handled_object: &Object = &handled;
        if !instance.is(handled_object) {
            break_context_cycle(&handled, instance);
            instance.set_context(Some(handled));
        }
        pending.traceback = instance.traceback();
    }
    restore(pending)
}

/// Removes `instance` from the context chain of `handled`, which will become its context.
fn break_context_cycle(handled: &Py, instance: &Exception) {
    let mut current = handled.clone();
    while let Some(context) = current.downcast::<Exception>().and_then(Exception::context) {
        if context.is(instance) {
            if let Some(exception) = current.downcast::<Exception>() {
                exception.set_context(None);
            }
            return;
        }
        current = context;
    }
}

/// The exception being handled (`sys.exc_info()[1]`), looked up through enclosing generators.
pub fn handled_exception() -> Option<Py> {
    // SAFETY: the chain of handled exceptions belongs to this thread.
    unsafe {
        let mut item = (*tstate::current()).exc_info;
        while !item.is_null() {
            let value = (*item).exc_value;
            let ty = (*item).exc_type;
            if !ty.is_null() && !Object::from_ptr(ty).is_none() {
                return Object::from_nullable(value).map(|value| value.new_ref());
            }
            item = (*item).previous_item;
        }
        None
    }
}

/// Makes type, value and traceback those of the handled exception; gives the ones before. `None` stands
/// for nothing.
pub fn set_handled(new: [Py; 3]) -> [Py; 3] {
    // SAFETY: the chain of handled exceptions belongs to this thread; its fields are owned or null, and
    // the first of the chain is there as long as the thread.
    unsafe {
        let mut item = (*tstate::current()).exc_info;
        let is_empty = |ty: *mut pyston_abi::PyObject| ty.is_null() || Object::from_ptr(ty).is_none();
        while is_empty((*item).exc_type) && !(*item).previous_item.is_null() {
            item = (*item).previous_item;
        }
        let old = [(*item).exc_type, (*item).exc_value, (*item).exc_traceback];
        let old = old.map(|ptr| Py::from_nullable(ptr).unwrap_or_else(crate::singletons::py_none));
        let own = (*tstate::current()).exc_info;
        let [ty, value, traceback] = new.map(Py::into_ptr);
        let replaced = [
            std::mem::replace(&mut (*own).exc_type, ty),
            std::mem::replace(&mut (*own).exc_value, value),
            std::mem::replace(&mut (*own).exc_traceback, traceback),
        ];
        if own != item {
            // What an outer level handles stays; the caller gets references of its own.
            old.iter().for_each(|object| object.incref());
            drop(replaced.map(|ptr| Py::<Object>::from_nullable(ptr)));
        }
        old
    }
}

/// Puts an exception into the thread state, replacing any.
pub fn restore(pending: Pending) -> Raised {
    // SAFETY: the thread state is ours; the old values are dropped after the new ones are in place.
    unsafe {
        let state = &mut *tstate::current();
        let old = [state.curexc_type, state.curexc_value, state.curexc_traceback];
        state.curexc_type = pending.ty.into_ptr();
        state.curexc_value = pending.value.map_or(std::ptr::null_mut(), Py::into_ptr);
        state.curexc_traceback = pending.traceback.map_or(std::ptr::null_mut(), Py::into_ptr);
        drop(old.map(|ptr| Py::<Object>::from_nullable(ptr)));
    }
    Raised
}

/// Takes the pending exception out of the thread state.
pub fn fetch() -> Option<Pending> {
    // SAFETY: the references move from the thread state to the result.
    unsafe {
        let state = &mut *tstate::current();
        let take = |slot: &mut *mut pyston_abi::PyObject| std::mem::replace(slot, std::ptr::null_mut());
        let ty = Py::from_nullable(take(&mut state.curexc_type));
        let value = Py::from_nullable(take(&mut state.curexc_value));
        let traceback = Py::from_nullable(take(&mut state.curexc_traceback));
        ty.map(|ty| Pending { ty, value, traceback })
    }
}

/// The pending exception of an operation that failed.
pub fn take(_: Raised) -> Pending {
    fetch().unwrap_or_else(|| Pending {
        ty: exc::SystemError.new_ref(),
        value: Str::new("error return without exception set").ok().map(Py::into_object),
        traceback: None,
    })
}

/// Is an exception pending?
#[inline]
pub fn occurred() -> bool {
    // SAFETY: the thread state is ours.
    unsafe { !(*tstate::current()).curexc_type.is_null() }
}

/// Forgets the pending exception, if any.
pub fn clear() {
    drop(fetch());
}

/// Is the pending exception a `ty`?
pub fn pending_is(ty: &Type) -> bool {
    // SAFETY: the thread state is ours and keeps the type.
    let pending = unsafe { Object::from_nullable((*tstate::current()).curexc_type) };
    pending.and_then(|pending| pending.downcast::<Type>()).is_some_and(|pending| pending.is_subtype(ty))
}

impl Raised {
    /// Is the exception a `ty`?
    pub fn is(&self, ty: &Type) -> bool {
        pending_is(ty)
    }
    /// Handles the exception by forgetting it.
    pub fn clear(self) {
        clear();
    }
}

/// `Ok(None)` if the operation raised `ty`, which is then forgotten.
pub fn catch<T>(result: PyResult<T>, ty: &Type) -> PyResult<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(raised) if raised.is(ty) => {
            raised.clear();
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// How many exceptions in a row may fail to be made.
const NORMALIZE_LIMIT: u32 = 32;

/// Not even the exception that tells of the failure can be made: the process ends.
#[cold]
fn cannot_recover(ty: &Type) -> ! {
    let what = if ty.is_subtype(&exc::MemoryError) {
        "Cannot recover from MemoryErrors while normalizing exceptions."
    } else {
        "Cannot recover from the recursive normalization of an exception."
    };
    (crate::hooks::get().fatal)(what)
}

impl Pending {
    /// Makes `value` an instance of `ty`. If making it raises, that exception takes its place.
    pub fn normalize(&mut self) {
        let mut depth = 0;
        loop {
            if !self.ty.has_flag(pyston_abi::flags::Py_TPFLAGS_BASE_EXC_SUBCLASS) {
                return;
            }
            match self.instance() {
                Ok(instance) => {
                    self.ty = instance.ty().new_ref();
                    self.value = Some(instance);
                    return;
                }
                Err(raised) => {
                    let inner = take(raised);
                    let traceback = self.traceback.take();
                    *self = inner;
                    if self.traceback.is_none() {
                        self.traceback = traceback;
                    }
                    depth += 1;
                    if depth >= NORMALIZE_LIMIT + 2 {
                        cannot_recover(&self.ty);
                    }
                    if depth == NORMALIZE_LIMIT {
                        self.ty = exc::RecursionError.new_ref();
                        let text = "maximum recursion depth exceeded while normalizing an exception";
                        self.value = Str::new(text).ok().map(Py::into_object);
                    }
                }
            }
        }
    }

    fn instance(&self) -> PyResult {
        if let Some(value) = &self.value
            && let Some(exception) = value.downcast::<Exception>()
            && exception.ty().is_subtype(&self.ty)
        {
            return Ok(value.clone());
        }
        let made = match &self.value {
            None => crate::call::call(&self.ty, &[])?,
            Some(value) if value.is_none() => crate::call::call(&self.ty, &[])?,
            Some(value) => match value.downcast::<Tuple>() {
                Some(args) => crate::call::call_tuple(&self.ty, args, None)?,
                None => crate::call::call(&self.ty, &[value])?,
            },
        };
        if made.downcast::<Exception>().is_none() {
            return Err(raise!(
                TypeError,
                "calling {} should have returned an instance of BaseException, not {}",
                crate::protocol::repr_string(&self.ty)?,
                made.type_name()
            ));
        }
        Ok(made)
    }

    /// Normalises, stores the traceback in the instance, and gives the instance.
    pub fn into_instance(mut self) -> Py {
        self.normalize();
        let traceback = self.traceback.take();
        let value = self.value.take().unwrap_or_else(|| self.ty.clone().into_object());
        if let Some(exception) = value.downcast::<Exception>() {
            exception.set_traceback(traceback);
        }
        value
    }
}

/// `PyErr_GivenExceptionMatches`: does an exception (instance or class) match a class or a tuple of
/// classes, by the real subclass relation?
pub fn given_matches(given: &Object, expected: &Object) -> bool {
    if let Some(tuple) = expected.downcast::<Tuple>() {
        return tuple.as_slice().iter().any(|expected| given_matches(given, expected));
    }
    let class = if Exception::check(given) { given.ty().as_object() } else { given };
    match (class.downcast::<Type>(), expected.downcast::<Type>()) {
        (Some(class), Some(expected)) if is_exception_class(class) && is_exception_class(expected) => {
            class.is_subtype(expected)
        }
        _ => class.is(expected),
    }
}

pub fn is_exception_class(ty: &Type) -> bool {
    ty.has_flag(pyston_abi::flags::Py_TPFLAGS_BASE_EXC_SUBCLASS)
}

/// Reports an exception that cannot propagate to `sys.unraisablehook`, naming `object` as its place.
pub fn write_unraisable(raised: Raised, object: Option<&Object>) {
    (crate::hooks::get().unraisable)(take(raised), object, None);
}
