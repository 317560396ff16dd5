//! `CFuncPtr`: function pointers, which Python calls, and which C calls if they are made from callables.
//!
//! **Invariant**: the pointer is in the object's memory, as C data; the object keeps what the function needs:
//! its library, or the [`Thunk`] behind a callable. All zero is a valid state: a null pointer of which
//! nothing is said beyond its class.

use std::ffi::{CStr, CString};

use pyston_abi::flags::{Py_TPFLAGS_BASETYPE, Py_TPFLAGS_HAVE_GC};
use pyston_object::payload::{Extended, install_extended};
use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks, impl_trace};

use super::call::Target;
use super::callback::Thunk;
use super::data::{self, CDataObject};
use super::function_type::{self, PyCFuncPtrType_Type, checker_of, converters_of};
use super::layout::{self, CLayout, flags};
use super::library::parse_address;
use super::memory::{self, Address};
use super::param_flags::{self, CallArguments};
use super::types::set_metatype;
use crate::arguments::{is_callable, parse_count, parse_tuple};

/// What a function pointer has beside its memory. What is empty is as the class says.
#[derive(Default)]
pub struct Function {
    argtypes: Field,
    converters: Field<Tuple>,
    restype: Field,
    checker: Field,
    errcheck: Field,
    paramflags: Field<Tuple>,
    thunk: Field<Instance<Thunk>>,
}
impl_trace!(Function { argtypes, converters, restype, checker, errcheck, paramflags, thunk });

type FunctionObject = Extended<CDataObject, Function>;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static PyCFuncPtr_Type: Type =
    Type::declare(c"_ctypes.PyCFuncPtr", size_of::<FunctionObject>(), 0, Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC);

impl Payload for Function {
    const DICT: Option<usize> = None;
    const WEAKLIST: Option<usize> = None;
    fn static_type() -> &'static Type {
        &PyCFuncPtr_Type
    }
}

/// A null pointer of the class.
fn new_null(class: &Type) -> PyResult<Py<FunctionObject>> {
    let layout = layout::final_layout(class)?;
    let function = FunctionObject::new_as(class, Function::default())?;
    function.base().allocate(layout)?;
    Ok(function)
}

/// A pointer to that place.
fn new_at(class: &Type, address: Address) -> PyResult<Py<FunctionObject>> {
    let function = new_null(class)?;
    function.base().address().write_address(address);
    Ok(function)
}

/// `class((name, library)[, paramflags])`.
fn new_from_library(class: &Type, args: &Tuple) -> PyResult<Py<FunctionObject>> {
    let args = parse_tuple(args, 1, 2)?;
    let paramflags = args.get(1).copied().filter(|flags| !flags.is_none());
    let spec = protocol::to_tuple(args[0])?;
    let &[name, library] = spec.as_slice() else { return Err(raise!(TypeError, "illegal func_spec argument")) };
    let symbol = symbol_name(name)?;
    hooks::audit("ctypes.dlsym", || Ok([library.new_ref(), symbol.to_string_lossy().into_owned().into_py()?]))?;
    let address = find_symbol(library, &symbol)?;
    let paramflags = match layout::layout_of(class) {
        Some(layout) => param_flags::check(layout, paramflags)?,
        None => None,
    };
    let function = new_at(class, address)?;
    data::keep(function.base(), 0, library)?;
    function.paramflags.replace(paramflags);
    Ok(function)
}

fn find_symbol(library: &Object, symbol: &CStr) -> PyResult<Address> {
    let handle = attr::getattr_str(library, name!("_handle"))?;
    if handle.downcast::<Int>().is_none() {
        return Err(raise!(TypeError, "the _handle attribute of the second argument must be an integer"));
    }
    let handle = parse_address(&handle).map_err(|raised| {
        raised.clear();
        raise!(ValueError, "could not convert the _handle attribute to a pointer")
    })?;
    memory::symbol(handle, symbol).map_err(|message| raise!(AttributeError, "{message}"))
}

/// A function of C that runs a callable.
fn new_from_callable(class: &Type, callable: &Object) -> PyResult<Py<FunctionObject>> {
    let layout = layout::layout_of(class);
    let Some((layout, argtypes)) = layout.and_then(|layout| Some((layout, layout.argtypes.get()?))) else {
        return Err(raise!(TypeError, "cannot construct instance of this class: no argtypes"));
    };
    let thunk = Thunk::new(callable, &argtypes, layout.restype.get(), layout.flags.get())?;
    let function = new_at(class, Address::new(thunk.code()))?;
    data::keep(function.base(), 0, thunk.object())?;
    function.thunk.set(thunk);
    Ok(function)
}

/// The name of a function in a library, as a C string: what stands before a zero byte.
fn symbol_name(name: &Object) -> PyResult<CString> {
    let bytes = match (name.downcast::<Str>(), name.downcast::<Bytes>()) {
        (Some(text), _) => text.to_utf8()?.as_bytes().to_vec(),
        (_, Some(bytes)) => bytes.as_slice().to_vec(),
        _ => return Err(raise!(TypeError, "function name must be string, bytes object or integer")),
    };
    let terminated: Vec<u8> = bytes.into_iter().chain([0]).collect();
    CStr::from_bytes_until_nul(&terminated).map(CStr::to_owned).map_err(|_| errors::bad_internal_call())
}

impl Function {
    /// What is to be called: what the object says, else its class.
    fn target(this: &FunctionObject, layout: &CLayout) -> Target {
        let own_result = this.restype.get();
        let checker = if own_result.is_some() { this.checker.get() } else { layout.checker.get() };
        Target {
            address: this.base().address().read_address(),
            flags: layout.flags.get(),
            converters: this.converters.get().or_else(|| layout.converters.get()),
            restype: own_result.or_else(|| layout.restype.get()),
            checker,
        }
    }
}

/// Are there as many arguments as parameters? Functions of C's convention may take more.
fn check_count(target: &Target, given: usize) -> PyResult<()> {
    let Some(wanted) = target.converters.as_ref().map(|converters| converters.len()) else { return Ok(()) };
    let may_have_more = target.flags & flags::CDECL != 0;
    if given == wanted || (may_have_more && given > wanted) {
        return Ok(());
    }
    let (bound, plural) = (if may_have_more { "at least " } else { "" }, if wanted == 1 { "" } else { "s" });
    Err(raise!(TypeError, "this function takes {bound}{wanted} argument{plural} ({given} given)"))
}

/// Function Pointer
#[pytype(PyCFuncPtr_Type)]
impl Function {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<FunctionObject>> {
        let Some(&first) = args.as_slice().first() else { return new_null(class) };
        if first.downcast::<Tuple>().is_some() {
            return new_from_library(class, args);
        }
        parse_count("function", args.len(), 1, 1)?;
        if first.downcast::<Int>().is_some() {
            let address = parse_address(first)?;
            return new_at(class, address);
        }
        if !is_callable(first) {
            return Err(raise!(TypeError, "argument must be callable or integer function address"));
        }
        new_from_callable(class, first)
    }

    #[slot]
    fn tp_call(this: &FunctionObject, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let layout = layout::concrete_layout(this.object().ty())?;
        let target = Function::target(this, layout);
        let arguments = match (this.paramflags.get(), layout.argtypes.get()) {
            (Some(flags), Some(argtypes)) => CallArguments::build(&flags, &argtypes, args, kwargs)?,
            _ => CallArguments::plain(args),
        };
        check_count(&target, arguments.all.len())?;
        if target.address.is_null() {
            // CPython would crash.
            return Err(raise!(ValueError, "attempt to call a NULL function pointer"));
        }
        let result = target.call(arguments.all.as_slice())?;
        let Some(errcheck) = this.errcheck.get() else { return arguments.result(result) };
        let checked = call::call(&errcheck, &[&result, this.object(), &arguments.all])?;
        // Who gives the arguments back leaves the result as it is.
        if checked.is(&*arguments.all) { arguments.result(result) } else { Ok(checked) }
    }

    #[slot]
    fn nb_bool(this: &FunctionObject) -> bool {
        !this.base().address().read_address().is_null()
    }

    #[slot]
    fn tp_repr(this: &FunctionObject) -> String {
        format!("<{} object at {:p}>", this.object().type_name(), this.object().as_ptr())
    }

    /// a function to check for errors
    #[getter]
    fn errcheck(this: &FunctionObject) -> Option<Py> {
        this.errcheck.get()
    }

    #[setter]
    fn set_errcheck(this: &FunctionObject, value: Option<&Object>) -> PyResult<()> {
        if value.is_some_and(|value| !is_callable(value)) {
            return Err(raise!(TypeError, "the errcheck attribute must be callable"));
        }
        drop(this.errcheck.replace(value.map(Layout::new_ref)));
        Ok(())
    }

    /// specify the result type
    #[getter]
    fn restype(this: &FunctionObject) -> Option<Py> {
        this.restype.get().or_else(|| layout::layout_of(this.object().ty())?.restype.get())
    }

    #[setter]
    fn set_restype(this: &FunctionObject, value: Option<&Object>) -> PyResult<()> {
        let checker = match value {
            Some(value) => checker_of(value, "restype")?,
            None => None,
        };
        drop((this.restype.replace(value.map(Layout::new_ref)), this.checker.replace(checker)));
        Ok(())
    }

    /// specify the argument types
    #[getter]
    fn argtypes(this: &FunctionObject) -> Option<Py> {
        this.argtypes.get().or_else(|| layout::layout_of(this.object().ty())?.argtypes.get())
    }

    #[setter]
    fn set_argtypes(this: &FunctionObject, value: Option<&Object>) -> PyResult<()> {
        let value = value.filter(|value| !value.is_none());
        let converters = match value {
            Some(value) => Some(converters_of(value)?.1),
            None => None,
        };
        drop((this.argtypes.replace(value.map(Layout::new_ref)), this.converters.replace(converters)));
        Ok(())
    }
}

pub fn install() {
    function_type::install();
    set_metatype(&PyCFuncPtr_Type, &PyCFuncPtrType_Type);
    PyCFuncPtr_Type.fill(install_extended::<CDataObject, Function>);
    Function::install();
}
