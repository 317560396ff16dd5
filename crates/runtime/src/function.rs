//! Python functions and the binding of their arguments.

use pyston_object::abi::flags::*;
use pyston_object::abi::{PyFunctionObject, PyObject};
use pyston_object::dict::Place;
use pyston_object::prelude::*;
use pyston_object::{alloc, exception, glue, object_layout, owned_fields};

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

/// The arguments of a call as they lie in the caller's registers.
#[derive(Clone, Copy)]
pub struct Laid<'a> {
    /// An argument before the others: what a method is bound to; or null.
    pub first: *mut PyObject,
    /// Positional arguments, then the values of keyword arguments.
    pub rest: *const *mut PyObject,
    pub n_rest: usize,
    /// The names of the keyword arguments.
    pub names: Option<&'a Tuple>,
}

impl Laid<'_> {
    /// Positional arguments in consecutive registers.
    #[inline(always)]
    pub fn run(first: *mut *mut PyObject, n: usize) -> Self {
        Laid { first: std::ptr::null_mut(), rest: first.cast_const(), n_rest: n, names: None }
    }

    /// Positional arguments.
    #[inline(always)]
    pub fn all(args: &[&Object]) -> Self {
        // References are non-null pointers.
        Laid { first: std::ptr::null_mut(), rest: args.as_ptr().cast(), n_rest: args.len(), names: None }
    }

    /// Positional arguments, then keyword arguments with these names.
    pub fn named<'a>(args: &'a [Py], names: &'a Tuple) -> Laid<'a> {
        Laid { first: std::ptr::null_mut(), rest: args.as_ptr().cast(), n_rest: args.len(), names: Some(names) }
    }

    /// One argument.
    pub fn only(object: &Object) -> Self {
        Laid { first: object.as_ptr(), rest: std::ptr::NonNull::dangling().as_ptr(), n_rest: 0, names: None }
    }
}

/// A frame for a call from Python code of a function with `argcount` parameters, positional ones only.
/// `None` if the arguments do not fit, with defaults: the general binding knows what to say.
///
/// # Safety
/// `caller` is the running frame; the arguments are live objects.
#[inline]
pub unsafe fn push_simple(
    function: &Function,
    caller: &Frame,
    args: Laid<'_>,
    argcount: usize,
) -> Option<PyResult<Py<Frame>>> {
    let n_first = usize::from(!args.first.is_null());
    let n_names = args.names.map_or(0, Tuple::len);
    let n_positional = args.n_rest - n_names;
    let given = n_first + n_positional;
    let mut defaults: &[&Object] = &[];
    let mut first_default = argcount;
    if given != argcount {
        if given > argcount {
            return None;
        }
        if let Some(all) = function.defaults() {
            defaults = all.as_slice();
            first_default = argcount.checked_sub(defaults.len())?;
        }
        if given < first_default && n_names == 0 {
            return None;
        }
    } else if n_names != 0 {
        return None;
    }
    let code = function.code();
    let globals = function.globals();
    let found;
    let builtins = if globals.is(caller.globals()) {
        caller.builtins()
    } else {
        found = match builtins_for(globals) {
            Ok(found) => found,
            Err(raised) => return Some(Err(raised)),
        };
        &*found
    };
    let frame = match Frame::for_call(code, globals, builtins) {
        Ok(frame) => frame,
        Err(raised) => return Some(Err(raised)),
    };
    // SAFETY: the caller's promise; the registers of a fresh frame are null, and there is one for each
    // parameter.
    unsafe {
        let registers = frame.registers();
        let put = |index: usize, object: *mut PyObject| {
            pyston_object::ptr::incref(object);
            *registers.add(index) = object;
        };
        if n_first != 0 {
            put(0, args.first);
        }
        for index in 0..n_positional {
            put(n_first + index, *args.rest.add(index));
        }
        if let Some(names) = args.names {
            let parameters = code.varnames().as_slice();
            let posonly = code.posonlyargcount();
            for (index, name) in names.as_slice().iter().enumerate() {
                // Names are interned on both sides, or else it is not worth while.
                let place = parameters[..argcount].iter().position(|parameter| parameter.is(*name))?;
                if place < posonly || !(*registers.add(place)).is_null() {
                    return None;
                }
                put(place, *args.rest.add(n_positional + index));
            }
        }
        for index in given..argcount {
            if (*registers.add(index)).is_null() {
                if index < first_default {
                    return None;
                }
                put(index, defaults[index - first_default].as_ptr());
            }
        }
    }
    if let Err(raised) = make_cells(&frame, code, function.closure()) {
        return Some(Err(raised));
    }
    Some(Ok(frame))
}

/// A frame for a call of `function`, its arguments bound; see [`Frame::for_call`].
pub fn make_frame(function: &Function, args: Args<'_>) -> PyResult<Py<Frame>> {
    const FLEXIBLE: i32 = CO_VARARGS | CO_VARKEYWORDS;
    let code = function.code();
    let builtins = builtins_for(function.globals())?;
    let frame = Frame::for_call(code, function.globals(), &builtins)?;
    let is_simple = code.flags() & FLEXIBLE == 0
        && args.names.is_empty()
        && args.positional.len() == code.argcount()
        && code.kwonlyargcount() == 0;
    if is_simple {
        for (index, value) in args.positional.iter().enumerate() {
            // SAFETY: the registers of a fresh frame are null, and there is one for each parameter.
            unsafe { *frame.registers().add(index) = value.new_ref().into_ptr() }
        }
    } else {
        bind_arguments(&frame, code, args, function.defaults(), function.kwdefaults())?;
    }
    make_cells(&frame, code, function.closure())?;
    Ok(frame)
}

/// Makes the cells of a fresh frame and puts the closure's behind them.
#[inline]
pub fn make_cells(frame: &Frame, code: &Code, closure: Option<&Tuple>) -> PyResult<()> {
    let mut index = code.nlocals();
    let n_cells = code.cellvars().len();
    // SAFETY: the registers of cells and free variables of a fresh frame are null; arguments are owned
    // references, which move into their cells.
    unsafe {
        let registers = frame.registers();
        for cell in 0..n_cells {
            let content = code.cell_argument(cell).and_then(|argument| {
                Py::from_nullable(std::ptr::replace(registers.add(argument), std::ptr::null_mut()))
            });
            *registers.add(index) = crate::cell::new(content)?.into_ptr();
            index += 1;
        }
        if let Some(closure) = closure {
            for cell in closure.as_slice() {
                *registers.add(index) = cell.new_ref().into_ptr();
                index += 1;
            }
        }
    }
    Ok(())
}

/// Binds the arguments of a call to the parameters of `code`, in the frame's registers (CPython's
/// `_PyEval_EvalCodeWithName`).
///
/// # Errors
/// `TypeError` with CPython's messages.
pub fn bind_arguments(
    frame: &Frame,
    code: &Code,
    args: Args<'_>,
    defaults: Option<&Tuple>,
    kwdefaults: Option<&Dict>,
) -> PyResult<()> {
    let (argcount, kwonly) = (code.argcount(), code.kwonlyargcount());
    let total = argcount + kwonly;
    let given = args.positional.len();
    let flags = code.flags();
    let kwdict = if flags & CO_VARKEYWORDS != 0 {
        let dict = Dict::new()?;
        let register = total + usize::from(flags & CO_VARARGS != 0);
        frame.set_register(register, Some(dict.clone().into_object()));
        Some(dict)
    } else {
        None
    };
    for (index, value) in args.positional.iter().take(argcount).enumerate() {
        frame.set_register(index, Some(value.new_ref()));
    }
    if flags & CO_VARARGS != 0 {
        let rest = args.positional.get(argcount..).unwrap_or(&[]);
        frame.set_register(total, Some(Tuple::from_slice(rest)?.into_object()));
    }
    for (name, value) in args.keywords() {
        bind_keyword(frame, code, name, value, kwdict.as_deref(), &args)?;
    }
    if given > argcount && flags & CO_VARARGS == 0 {
        return Err(too_many_positional(frame, code, given, defaults.map_or(0, Tuple::len)));
    }
    if given < argcount {
        let n_defaults = defaults.map_or(0, Tuple::len);
        let first_default = argcount.saturating_sub(n_defaults);
        let missing: Vec<usize> = (given..first_default).filter(|&index| !frame.is_bound(index)).collect();
        if !missing.is_empty() {
            return Err(missing_arguments(code, &missing, "positional"));
        }
        if let Some(defaults) = defaults {
            for index in given.max(first_default)..argcount {
                if !frame.is_bound(index) {
                    let value = defaults.as_slice()[index + n_defaults - argcount];
                    frame.set_register(index, Some(value.new_ref()));
                }
            }
        }
    }
    if kwonly > 0 {
        bind_keyword_defaults(frame, code, argcount, total, kwdefaults)?;
    }
    Ok(())
}

fn bind_keyword_defaults(
    frame: &Frame,
    code: &Code,
    argcount: usize,
    total: usize,
    kwdefaults: Option<&Dict>,
) -> PyResult<()> {
    let mut missing = Vec::new();
    for index in argcount..total {
        if frame.is_bound(index) {
            continue;
        }
        let default = match kwdefaults {
            Some(kwdefaults) => kwdefaults.get(code.varnames().as_slice()[index])?,
            None => None,
        };
        match default {
            Some(value) => frame.set_register(index, Some(value)),
            None => missing.push(index),
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(missing_arguments(code, &missing, "keyword-only")) }
}

fn bind_keyword(
    frame: &Frame,
    code: &Code,
    keyword: &Object,
    value: &Object,
    kwdict: Option<&Dict>,
    args: &Args<'_>,
) -> PyResult<()> {
    let function = code.name();
    let Some(keyword) = keyword.downcast::<Str>() else {
        return Err(raise!(TypeError, "{function}() keywords must be strings"));
    };
    let posonly = code.posonlyargcount();
    let total = code.argcount() + code.kwonlyargcount();
    let names = code.varnames().as_slice();
    if let Some(offset) = position_of(&names[posonly..total], keyword)? {
        let index = posonly + offset;
        if frame.is_bound(index) {
            return Err(raise!(TypeError, "{function}() got multiple values for argument '{keyword}'"));
        }
        frame.set_register(index, Some(value.new_ref()));
        return Ok(());
    }
    match kwdict {
        Some(kwdict) => kwdict.set(keyword, value.new_ref()),
        None => {
            let mut passed = Vec::new();
            for name in names[..posonly].iter().filter_map(|name| name.downcast::<Str>()) {
                if position_of(args.names, name)?.is_some() {
                    passed.push(name.to_string());
                }
            }
            if !passed.is_empty() {
                return Err(raise!(
                    TypeError,
                    "{function}() got some positional-only arguments passed as keyword arguments: '{}'",
                    passed.join(", ")
                ));
            }
            Err(raise!(TypeError, "{function}() got an unexpected keyword argument '{keyword}'"))
        }
    }
}

/// Where a name stands among others. Objects are compared before texts; those of subclasses of `str` compare as they
/// like.
fn position_of(names: &[&Object], wanted: &Str) -> PyResult<Option<usize>> {
    if let Some(index) = names.iter().position(|name| name.is(wanted)) {
        return Ok(Some(index));
    }
    for (index, name) in names.iter().enumerate() {
        if protocol::compare_eq(wanted, name)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

#[cold]
fn missing_arguments(code: &Code, missing: &[usize], kind: &str) -> Raised {
    let names: Vec<String> = missing
        .iter()
        .map(|&index| protocol::repr_string(code.varnames().as_slice()[index]).unwrap_or_default())
        .collect();
    let list = match names.as_slice() {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [start @ .., last] => format!("{}, and {last}", start.join(", ")),
        [] => String::new(),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    raise!(TypeError, "{}() missing {} required {kind} argument{plural}: {list}", code.name(), names.len())
}

#[cold]
fn too_many_positional(frame: &Frame, code: &Code, given: usize, n_defaults: usize) -> Raised {
    let argcount = code.argcount();
    let kwonly_given = (argcount..argcount + code.kwonlyargcount()).filter(|&index| frame.is_bound(index)).count();
    let (expected, plural) = if n_defaults > 0 {
        (format!("from {} to {argcount}", argcount - n_defaults), true)
    } else {
        (argcount.to_string(), argcount != 1)
    };
    let also = if kwonly_given > 0 {
        format!(
            " positional argument{} (and {kwonly_given} keyword-only argument{})",
            if given == 1 { "" } else { "s" },
            if kwonly_given == 1 { "" } else { "s" }
        )
    } else {
        String::new()
    };
    raise!(
        TypeError,
        "{}() takes {expected} positional argument{} but {given}{also} {} given",
        code.name(),
        if plural { "s" } else { "" },
        if given == 1 && kwonly_given == 0 { "was" } else { "were" }
    )
}
