//! Python functions, and running them when they are called from elsewhere than the loop.

use pyston_object::abi::flags::*;
use pyston_object::abi::{PyFunctionObject, PyObject};
use pyston_object::dict::Place;
use pyston_object::prelude::*;
use pyston_object::{alloc, exception, glue, object_layout, owned_fields};

use crate::call_frame::make_frame;
use crate::code::Code;
use crate::frame::{self, Frame};
use crate::{eval, generator};

object_layout! {
    /// A Python function.
    Function = PyFunctionObject, pyston_object::statics::PyFunction_Type
}

// What a call needs stays when the collector clears the function: a finaliser may still call it.
owned_fields!(
    Function,
    11,
    essential 5,
    [
        func_code,
        func_globals,
        func_name,
        func_qualname,
        func_closure,
        func_defaults,
        func_kwdefaults,
        func_doc,
        func_dict,
        func_module,
        func_annotations
    ]
);

macro_rules! setters {
    ($($(#[$meta:meta])* $function:ident = $field:ident;)*) => {
        impl Function {
            $($(#[$meta])*
            pub fn $function(&self, value: Option<Py>) {
                // SAFETY: a field of this live object.
                unsafe { exception::set_field(&raw mut (*self.raw()).$field, value) }
            })*
        }
    };
}

setters! {
    set_defaults = func_defaults;
    set_kwdefaults = func_kwdefaults;
    set_closure = func_closure;
    set_annotations = func_annotations;
}

impl Function {
    /// A function of `code`. Its documentation is the first constant, if a string.
    pub fn new(code: &Code, globals: &Dict, qualname: Option<&Str>) -> PyResult<Py<Function>> {
        let doc = match code.consts().get(0) {
            Some(doc) if Str::check(doc) => doc.new_ref(),
            _ => singletons::py_none(),
        };
        let module = globals.get_str(name!("__name__"))?;
        let qualname = qualname.unwrap_or(code.name()).new_ref();
        // SAFETY: every field that is not valid as null is set.
        unsafe {
            alloc::new_object(&pyston_object::statics::PyFunction_Type, |function: &Function| {
                let raw = &mut *function.raw();
                raw.func_code = code.new_ref().into_ptr();
                raw.func_globals = globals.new_ref().into_ptr();
                raw.func_doc = doc.into_ptr();
                raw.func_name = code.name().new_ref().into_ptr();
                raw.func_module = module.map_or(std::ptr::null_mut(), Py::into_ptr);
                raw.func_qualname = qualname.into_ptr();
                raw.vectorcall = Some(vectorcall);
            })
        }
    }

    #[inline]
    pub fn code(&self) -> &Code {
        // SAFETY: kept by the function; replaced only between calls.
        unsafe { Object::from_ptr((*self.raw()).func_code).cast_unchecked() }
    }

    #[inline]
    pub fn globals(&self) -> &Dict {
        // SAFETY: kept by the function, never replaced.
        unsafe { Object::from_ptr((*self.raw()).func_globals).cast_unchecked() }
    }

    /// Default values of the last positional parameters.
    pub fn defaults(&self) -> Option<&Tuple> {
        // SAFETY: null or a tuple kept by the function.
        unsafe { Object::from_nullable((*self.raw()).func_defaults).and_then(Object::downcast) }
    }

    pub fn kwdefaults(&self) -> Option<&Dict> {
        // SAFETY: null or a dict kept by the function.
        unsafe { Object::from_nullable((*self.raw()).func_kwdefaults).and_then(Object::downcast) }
    }

    /// The cells of the free variables.
    #[inline]
    pub fn closure(&self) -> Option<&Tuple> {
        // SAFETY: null or a tuple kept by the function.
        unsafe { Object::from_nullable((*self.raw()).func_closure).map(|closure| closure.cast_unchecked()) }
    }

    pub fn name(&self) -> &Str {
        // SAFETY: kept by the function.
        unsafe { Object::from_ptr((*self.raw()).func_name).cast_unchecked() }
    }

    pub fn qualname(&self) -> &Str {
        // SAFETY: kept by the function.
        unsafe { Object::from_ptr((*self.raw()).func_qualname).cast_unchecked() }
    }

    /// Replaces the code; running calls keep theirs.
    pub fn set_code(&self, code: &Code) {
        // SAFETY: a field of this live object.
        unsafe { exception::set_field(&raw mut (*self.raw()).func_code, Some(code.new_ref().into_object())) }
    }
    pub fn set_name(&self, name: &Str) {
        // SAFETY: a field of this live object.
        unsafe { exception::set_field(&raw mut (*self.raw()).func_name, Some(name.new_ref().into_object())) }
    }
    pub fn set_qualname(&self, name: &Str) {
        // SAFETY: a field of this live object.
        unsafe { exception::set_field(&raw mut (*self.raw()).func_qualname, Some(name.new_ref().into_object())) }
    }

    /// `__annotations__`, if any were made.
    pub fn annotations(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { exception::get_field(&raw const (*self.raw()).func_annotations) }
    }
}

/// The builtins of a frame with these globals: those of the calling frame if it shares them, else
/// `globals['__builtins__']`, a module or a mapping (what is neither fails when a name is looked up).
pub fn builtins_for(globals: &Dict) -> PyResult<Py> {
    if let Some(caller) = Frame::current()
        && caller.globals().is(globals)
    {
        return Ok(caller.builtins().new_ref());
    }
    if let Some(builtins) = KNOWN_BUILTINS.with(globals, |found| found.new_ref()) {
        return Ok(builtins);
    }
    if let Some(builtins) = globals.get_str(name!("__builtins__"))? {
        KNOWN_BUILTINS.note(globals);
        if let Some(module) = builtins.downcast::<Module>() {
            return Ok(module.dict().into_object());
        }
        return Ok(builtins);
    }
    // No builtins: a minimal namespace, as CPython makes it.
    let minimal = Dict::new()?;
    minimal.set_str(name!("None"), singletons::py_none())?;
    Ok(minimal.into_object())
}

/// Where `__builtins__` is in the tables of some globals: a version that is never used twice and a place
/// in the table, by the address of the dict.
struct KnownBuiltins(GilCell<[(usize, u32, u32); 64]>);

static KNOWN_BUILTINS: KnownBuiltins = KnownBuiltins(GilCell::new([(0, 0, 0); 64]));

impl KnownBuiltins {
    fn slot(globals: &Dict) -> usize {
        (globals.as_ptr() as usize >> 4) % 64
    }

    #[inline]
    fn with<T>(&self, globals: &Dict, use_it: impl FnOnce(&Object) -> T) -> Option<T> {
        // SAFETY: the entry is copied out; the value is used before other code runs.
        unsafe {
            let (address, version, offset) = self.0.get_mut()[KnownBuiltins::slot(globals)];
            if address != globals.as_ptr() as usize {
                return None;
            }
            let builtins = globals.combined_value(version, offset)?;
            match builtins.downcast_exact::<Module>() {
                Some(module) => Some(use_it(&module.dict())),
                None => Some(use_it(builtins)),
            }
        }
    }

    fn note(&self, globals: &Dict) {
        if let Some((version, Place::Combined(offset))) = globals.place_of(name!("__builtins__")) {
            // SAFETY: a momentary write under the GIL.
            unsafe {
                self.0.get_mut()[KnownBuiltins::slot(globals)] = (globals.as_ptr() as usize, version, offset);
            }
        }
    }
}

/// # Safety
/// PEP 590: `callable` is a function.
pub unsafe extern "C" fn vectorcall(
    callable: *mut PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the caller's promise.
    unsafe {
        let function: &Function = Object::from_ptr(callable).cast_unchecked();
        let n_args = nargsf & !PY_VECTORCALL_ARGUMENTS_OFFSET;
        let args = Args::from_raw(args, n_args as isize, kwnames);
        glue::ret(call(function, args))
    }
}

fn call(function: &Function, args: Args<'_>) -> PyResult {
    if args.names.is_empty()
        && let Some(result) = (eval::hooks().call_plain)(function, args.positional)
    {
        return result;
    }
    let frame = make_frame(function, args)?;
    run_or_suspend(function, frame)
}

/// Does calling the code make a generator or coroutine?
pub fn is_suspended_at_start(code: &Code) -> bool {
    code.flags() & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) != 0
}

/// Runs a frame whose arguments are bound, or wraps it up if it is a generator's.
pub fn run_or_suspend(function: &Function, frame: Py<Frame>) -> PyResult {
    if is_suspended_at_start(frame.code()) {
        return generator::from_frame(frame, function.name(), function.qualname());
    }
    let result = {
        let _level = pyston_object::tstate::enter_recursive("")?;
        (eval::hooks().run)(&frame)
    };
    let used = frame.n_registers() as u32;
    // SAFETY: the reference is ours, of a frame that was made for this call and has run.
    unsafe { frame::end_plain(frame.into_ptr().cast(), used) };
    result
}
