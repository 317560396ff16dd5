//! `module`: a namespace with attributes.

use std::mem::offset_of;

use pyston_object::abi::PyMemberDef;
use pyston_object::abi::flags::{READONLY, T_OBJECT};
use pyston_object::call::call;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::{ModuleLayout, PyModule_Type};
use pyston_object::{alloc, attr, hooks, module};

pub struct ModuleType;

/// Makes a module: a namespace with the given name and documentation.
#[pytype(PyModule_Type, sig = "(name, doc=None)", slots(
    tp_dealloc = module::dealloc,
    tp_traverse = module::traverse,
    tp_clear = module::clear,
    tp_setattro = attr::generic_setattr,
))]
impl ModuleType {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        alloc::alloc(class, 0)
    }

    #[init("(name, doc=None)")]
    fn init(this: &Module, name: &Str, doc: Option<&Object>) -> PyResult<()> {
        this.init(name, doc.unwrap_or(singletons::none()))
    }

    #[slot]
    fn tp_repr(this: &Module) -> PyResult {
        (hooks::get().module_repr)(this)
    }

    #[slot]
    fn tp_getattro(this: &Module, name: &Object) -> PyResult {
        let Some(text) = name.downcast::<Str>() else { return attr::generic_getattr_of(this, name) };
        // A property of a subclass may raise AttributeError, which means the same as a missing name.
        let found = errors::catch(attr::generic_find(this, text), &exc::AttributeError)?.flatten();
        match found {
            Some(value) => Ok(value),
            None => find_elsewhere(this, text),
        }
    }

    /// The names in the module, by its own __dir__() if it has one.
    #[method(args = "()")]
    fn __dir__(this: &Module) -> PyResult {
        let dict = attr::getattr_str(this, name!("__dict__"))?;
        let Some(dict) = dict.downcast::<Dict>() else {
            let Some(name) = this.name() else { return Err(raise!(SystemError, "nameless module")) };
            return Err(raise!(TypeError, "{:.200}.__dict__ is not a dictionary", name.to_string()));
        };
        match dict.get_str(name!("__dir__"))? {
            Some(function) => call(&function, &[]),
            None => List::from_vec(dict.keys()).map(Py::into_object),
        }
    }
}

/// The module's `__getattr__` (PEP 562), or the error that says what is missing.
fn find_elsewhere(module: &Module, name: &Str) -> PyResult {
    let Some(dict) = module.try_dict() else {
        return Err(raise!(AttributeError, "module has no attribute '{name}'"));
    };
    if let Some(getattr) = dict.get_str(name!("__getattr__"))? {
        return call(&getattr, &[name]);
    }
    let module_name = dict.get_str(name!("__name__"))?.and_then(|name| name.downcast_into::<Str>().ok());
    let Some(module_name) = module_name else {
        return Err(raise!(AttributeError, "module has no attribute '{name}'"));
    };
    if is_initializing(dict.get_str(name!("__spec__"))?) {
        return Err(raise!(
            AttributeError,
            "partially initialized module '{module_name}' has no attribute '{name}' (most likely due to a circular \
             import)"
        ));
    }
    Err(raise!(AttributeError, "module '{module_name}' has no attribute '{name}'"))
}

/// Is the module of this spec still being executed? Errors mean that it is not.
fn is_initializing(spec: Option<Py>) -> bool {
    let answer = || -> PyResult<bool> {
        let Some(spec) = spec else { return Ok(false) };
        match attr::find_attr(&spec, name!("_initializing"))? {
            Some(value) => protocol::is_true(&value),
            None => Ok(false),
        }
    };
    answer().unwrap_or_else(|raised| {
        raised.clear();
        false
    })
}

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"__dict__", T_OBJECT, offset_of!(ModuleLayout, md_dict), READONLY), END]);

pub fn install() {
    ModuleType::install();
    PyModule_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_dictoffset = offset_of!(ModuleLayout, md_dict) as isize;
        raw.tp_weaklistoffset = offset_of!(ModuleLayout, md_weaklist) as isize;
    });
}
