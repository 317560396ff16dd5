//! `function`: Python functions as objects.

use std::mem::offset_of;

use pyston_object::abi::flags::{READ_RESTRICTED, READONLY, T_OBJECT};
use pyston_object::abi::{PyFunctionObject, PyMemberDef};
use pyston_object::call::vectorcall_call;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::method::BoundMethod;
use pyston_object::prelude::*;
use pyston_object::statics::{PyCell_Type, PyFunction_Type};
use pyston_object::{fields, heap_type, hooks};

use crate::code::Code;
use crate::function::Function;

pub struct FunctionType;

/// Create a function object.
///
///   code
///     a code object
///   globals
///     the globals dictionary
///   name
///     a string that overrides the name from the code object
///   argdefs
///     a tuple that specifies the default argument values
///   closure
///     a tuple that supplies the bindings for free variables
#[pytype(PyFunction_Type, sig = "(code, globals, name=None, argdefs=None, closure=None)", slots(
    tp_dealloc = fields::dealloc::<Function, 11>,
    tp_traverse = fields::traverse::<Function, 11>,
    tp_clear = fields::clear::<Function, 11>,
    tp_call = vectorcall_call,
))]
impl FunctionType {
    #[new("(code, globals, name=None, argdefs=None, closure=None)")]
    fn new(
        _class: &Type,
        code: &Code,
        globals: &Dict,
        name: &Object,
        argdefs: &Object,
        closure: &Object,
    ) -> PyResult<Py<Function>> {
        if !name.is_none() && !Str::check(name) {
            return Err(raise!(TypeError, "arg 3 (name) must be None or string"));
        }
        if !argdefs.is_none() && !Tuple::check(argdefs) {
            return Err(raise!(TypeError, "arg 4 (defaults) must be None or tuple"));
        }
        check_closure(code, closure)?;
        (hooks::get().audit)("function.__new__", &[code])?;
        let function = Function::new(code, globals, None)?;
        if let Some(name) = name.downcast::<Str>() {
            function.set_name(name);
        }
        if Tuple::check(argdefs) {
            function.set_defaults(Some(argdefs.new_ref()));
        }
        if Tuple::check(closure) {
            function.set_closure(Some(closure.new_ref()));
        }
        Ok(function)
    }

    #[slot]
    fn tp_repr(this: &Function) -> PyResult<Py<Str>> {
        super::repr_at("function", this.qualname(), this)
    }

    #[slot]
    fn tp_descr_get(this: &Function, object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        match object.filter(|object| !object.is_none()) {
            Some(object) => BoundMethod::new(this, object).map(Py::into_object),
            None => Ok(this.as_object().new_ref()),
        }
    }

    #[getter("__code__")]
    fn get_code(this: &Function) -> PyResult<Py<Code>> {
        audit_reading(this, name!("__code__"))?;
        Ok(this.code().new_ref())
    }
    #[setter("__code__")]
    fn set_code(this: &Function, value: Option<&Object>) -> PyResult<()> {
        let Some(code) = value.and_then(|value| value.downcast::<Code>()) else {
            return Err(raise!(TypeError, "__code__ must be set to a code object"));
        };
        audit(this, name!("__code__"), Some(code))?;
        let (given, needed) = (code.freevars().len(), this.closure().map_or(0, Tuple::len));
        if given != needed {
            return Err(raise!(
                ValueError,
                "{}() requires a code object with {needed} free vars, not {given}",
                this.name()
            ));
        }
        this.set_code(code);
        Ok(())
    }

    #[getter("__defaults__")]
    fn get_defaults(this: &Function) -> PyResult<Option<Py<Tuple>>> {
        audit_reading(this, name!("__defaults__"))?;
        Ok(this.defaults().map(Layout::new_ref))
    }
    #[setter("__defaults__")]
    fn set_defaults(this: &Function, value: Option<&Object>) -> PyResult<()> {
        let value = optional::<Tuple>(value, "__defaults__ must be set to a tuple object")?;
        audit(this, name!("__defaults__"), value.as_deref())?;
        this.set_defaults(value);
        Ok(())
    }

    #[getter("__kwdefaults__")]
    fn get_kwdefaults(this: &Function) -> PyResult<Option<Py<Dict>>> {
        audit_reading(this, name!("__kwdefaults__"))?;
        Ok(this.kwdefaults().map(Layout::new_ref))
    }
    #[setter("__kwdefaults__")]
    fn set_kwdefaults(this: &Function, value: Option<&Object>) -> PyResult<()> {
        let value = optional::<Dict>(value, "__kwdefaults__ must be set to a dict object")?;
        audit(this, name!("__kwdefaults__"), value.as_deref())?;
        this.set_kwdefaults(value);
        Ok(())
    }

    #[getter("__annotations__")]
    fn get_annotations(this: &Function) -> PyResult {
        if let Some(annotations) = this.annotations() {
            return Ok(annotations);
        }
        let annotations = Dict::new()?.into_object();
        this.set_annotations(Some(annotations.clone()));
        Ok(annotations)
    }
    #[setter("__annotations__")]
    fn set_annotations(this: &Function, value: Option<&Object>) -> PyResult<()> {
        this.set_annotations(optional::<Dict>(value, "__annotations__ must be set to a dict object")?);
        Ok(())
    }

    #[getter("__dict__")]
    fn get_dict(this: &Object) -> PyResult {
        heap_type::generic_get_dict(this)
    }
    #[setter("__dict__")]
    fn set_dict(this: &Object, value: Option<&Object>) -> PyResult<()> {
        heap_type::generic_set_dict(this, value)
    }

    #[getter("__name__")]
    fn get_name(this: &Function) -> Py<Str> {
        this.name().new_ref()
    }
    #[setter("__name__")]
    fn set_name(this: &Function, value: Option<&Object>) -> PyResult<()> {
        this.set_name(super::name_value(value, "__name__")?);
        Ok(())
    }

    #[getter("__qualname__")]
    fn get_qualname(this: &Function) -> Py<Str> {
        this.qualname().new_ref()
    }
    #[setter("__qualname__")]
    fn set_qualname(this: &Function, value: Option<&Object>) -> PyResult<()> {
        this.set_qualname(super::name_value(value, "__qualname__")?);
        Ok(())
    }
}

/// The value of an attribute that may be deleted or `None`, else must be a `T`.
fn optional<T: Layout>(value: Option<&Object>, message: &str) -> PyResult<Option<Py>> {
    match value.filter(|value| !value.is_none()) {
        Some(value) if T::check(value) => Ok(Some(value.new_ref())),
        Some(_) => Err(raise!(TypeError, "{message}")),
        None => Ok(None),
    }
}

/// Tells that an attribute which decides what a call does is about to change.
fn audit(function: &Function, attribute: &Str, value: Option<&Object>) -> PyResult<()> {
    match value {
        Some(value) => (hooks::get().audit)("object.__setattr__", &[function, attribute, value]),
        None => (hooks::get().audit)("object.__delattr__", &[function, attribute]),
    }
}

/// Tells that such an attribute is read.
fn audit_reading(function: &Function, attribute: &Str) -> PyResult<()> {
    (hooks::get().audit)("object.__getattr__", &[function, attribute])
}

fn check_closure(code: &Code, closure: &Object) -> PyResult<()> {
    let needed = code.freevars().len();
    let Some(closure) = closure.downcast::<Tuple>() else {
        if needed > 0 && closure.is_none() {
            return Err(raise!(TypeError, "arg 5 (closure) must be tuple"));
        }
        if !closure.is_none() {
            return Err(raise!(TypeError, "arg 5 (closure) must be None or tuple"));
        }
        return Ok(());
    };
    if closure.len() != needed {
        return Err(raise!(ValueError, "{} requires closure of length {needed}, not {}", code.name(), closure.len()));
    }
    match closure.as_slice().iter().find(|cell| cell.ty() != &PyCell_Type) {
        Some(other) => Err(raise!(TypeError, "arg 5 (closure) expected cell, found {}", other.ty().tp_name())),
        None => Ok(()),
    }
}

static MEMBERS: Table<[PyMemberDef; 5]> = Table([
    member(c"__closure__", T_OBJECT, offset_of!(PyFunctionObject, func_closure), READONLY | READ_RESTRICTED),
    member(c"__doc__", T_OBJECT, offset_of!(PyFunctionObject, func_doc), 0),
    member(c"__globals__", T_OBJECT, offset_of!(PyFunctionObject, func_globals), READONLY | READ_RESTRICTED),
    member(c"__module__", T_OBJECT, offset_of!(PyFunctionObject, func_module), 0),
    END,
]);

pub(super) fn install() {
    FunctionType::install();
    PyFunction_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_vectorcall_offset = offset_of!(PyFunctionObject, vectorcall) as isize;
        raw.tp_dictoffset = offset_of!(PyFunctionObject, func_dict) as isize;
        raw.tp_weaklistoffset = offset_of!(PyFunctionObject, func_weakreflist) as isize;
    });
}
