//! Callbacks: C functions that run Python callables.
//!
//! **Invariant**: a callback may come in any thread, with or without the GIL, and while its function object
//! dies: it holds what it runs by a count of its own. An exception never gets into C; it is reported.

use std::ffi::c_void;
use std::rc::Rc;

use pyston_object::prelude::*;
use pyston_object::trace::{Dead, Trace, Visitor};
use pyston_object::{call, hooks, tstate};
use pyston_runtime::{gil, lifecycle};

use super::convert;
use super::data;
use super::ffi::{CType, Closure, Interface};
use super::item::is_simple_subclass;
use super::layout::{CLayout, flags, layout_of, layout_of_object};
use super::memory::Address;
use super::passing::{type_of, type_of_layout};
use super::private_errno;
use super::simple_code::Simple;

/// What a callback runs, and between which types it converts.
struct Callback {
    callable: Field,
    argtypes: Field<Tuple>,
    /// `None`: it gives nothing.
    result: Option<Simple>,
    flags: u32,
}

/// The object behind a function pointer made from a callable.
#[pyclass(Thunk_Type = "_ctypes.CThunkObject")]
pub struct Thunk {
    callback: Rc<Callback>,
    closure: Closure,
}

impl Trace for Thunk {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.callback.callable.trace(visit);
        self.callback.argtypes.trace(visit);
    }
    fn clear(&self) {
        self.callback.callable.clear();
        self.callback.argtypes.clear();
    }
    fn take(&mut self, _: &mut Dead) {}
}

/// CThunkObject
#[pytype(Thunk_Type, payload)]
impl Thunk {}

impl Thunk {
    /// Code for a callable. `restype` must be a simple type, or None.
    pub fn new(callable: &Object, argtypes: &Object, restype: Option<Py>, flags: u32) -> PyResult<Py<Instance<Thunk>>> {
        let argtypes = protocol::to_tuple(argtypes)?;
        let result = match restype.filter(|restype| !restype.is_none()) {
            // Without a declared result it would be int, but then there is nothing that converts to it.
            None => None,
            Some(restype) => Some(
                layout_of_object(&restype)
                    .and_then(CLayout::simple)
                    .ok_or_else(|| raise!(TypeError, "invalid result type for callback function"))?,
            ),
        };
        let types: Vec<CType> = argtypes.as_slice().iter().map(|class| type_of(class)).collect();
        let result_type = match result {
            None => CType::Void,
            Some(simple) => type_of_layout(&CLayout::new(super::layout::Kind::Simple(simple), simple.size(), 1)),
        };
        let (callable, argtypes) = (Field::new(callable.new_ref()), Field::new(argtypes));
        let callback = Rc::new(Callback { callable, argtypes, result, flags });
        let Some(interface) = Interface::new(types, result_type) else {
            return Err(raise!(RuntimeError, "ffi_prep_cif failed"));
        };
        let run = callback.clone();
        let enter = move |values: &[*mut c_void], result: *mut c_void| {
            with_gil(|| {
                let callback = run.clone();
                callback.run(values, Address::of(result));
            });
        };
        let Some(closure) = Closure::new(interface, Box::new(enter)) else { return Err(errors::no_memory()) };
        Instance::new(Thunk { callback, closure })
    }

    /// Where C finds it.
    pub fn code(&self) -> usize {
        self.closure.address()
    }
}

/// Runs `run` with the GIL, which this thread may hold already. A thread that C has started is one of
/// Python's meanwhile.
fn with_gil(run: impl FnOnce()) {
    let own = lifecycle::own_thread_state();
    if own.is_null() {
        gil::acquire(lifecycle::new_thread_state());
        lifecycle::note_stack_limit();
        run();
        lifecycle::end_thread();
        gil::release();
    } else if std::ptr::eq(tstate::current(), own) {
        run();
    } else {
        gil::acquire(own);
        run();
        gil::release();
    }
}

/// Reports what the callable has raised.
fn report(raised: Raised, what: &str, callable: &Object) {
    let message = format!("Exception ignored {what} ctypes callback function");
    (hooks::get().unraisable)(errors::take(raised), Some(callable), Some(&message));
}

/// Shows an exception that says all itself.
fn print(raised: Raised) {
    let value = errors::take(raised).into_instance();
    if let Err(raised) = pyston_runtime::sys::print_exception(None, &value) {
        raised.clear();
    }
}

const CALLING: &str = "on calling";
const CONVERTING: &str = "on converting result of";

impl Callback {
    fn run(&self, values: &[*mut c_void], result: Address) {
        if let Some(simple) = self.result {
            // What fails gives zero, not whatever stands there.
            result.write(&[0; 16][..simple.size()]);
        }
        // What the collector has taken apart does nothing.
        let (Some(callable), Some(argtypes)) = (self.callable.get(), self.argtypes.get()) else { return };
        let arguments =
            argtypes.as_slice().iter().zip(values).map(|(class, place)| argument(class, Address::of(*place)));
        let arguments: Vec<Py> = match arguments.collect::<PyResult<Vec<Py>>>() {
            Ok(arguments) => arguments,
            Err(raised) => return print(raised),
        };
        let uses_errno = self.flags & flags::USE_ERRNO != 0;
        if uses_errno {
            private_errno::exchange();
        }
        let value = call::call_owned(&callable, arguments);
        if uses_errno {
            private_errno::exchange();
        }
        let stored = match value {
            Ok(value) => self.store(&value, result).map_err(|raised| (raised, CONVERTING)),
            Err(raised) => Err((raised, CALLING)),
        };
        if let Err((raised, what)) = stored {
            report(raised, what, &callable);
        }
    }

    /// Stores the result for C.
    fn store(&self, value: &Object, place: Address) -> PyResult<()> {
        let Some(simple) = self.result else { return Ok(()) };
        let encoded = convert::encode(simple, value)?;
        place.write(encoded.bytes());
        if encoded.keep.is_none() {
            return Ok(());
        }
        let is_object = simple.code == b'O';
        let warned =
            if is_object { Ok(()) } else { hooks::warn(&exc::RuntimeWarning, "memory leak in callback function.", 1) };
        // C has a pointer to it now, for who knows how long.
        std::mem::forget(encoded.keep);
        warned
    }
}

/// An argument that C gives, as an object.
fn argument(class: &Object, place: Address) -> PyResult {
    let Some((class, layout)) = class.downcast::<Type>().and_then(|class| Some((class, layout_of(class)?))) else {
        return Err(raise!(TypeError, "cannot build parameter"));
    };
    match layout.simple().filter(|_| !is_simple_subclass(class)) {
        Some(simple) => convert::get(simple, place, None),
        None => {
            let made = call::call(class, &[])?;
            let data = data::expect_data(&made)?;
            let passed = type_of_layout(layout);
            data.address().move_from(place, data.size().min(passed.size()));
            Ok(made)
        }
    }
}
