//! Module objects.

use std::ffi::{c_int, c_void};

use pyston_abi::{PyMethodDef, PyObject, visitproc};

use crate::cfunction::CFunction;
use crate::convert::IntoPy;
use crate::dict::Dict;
use crate::exception::set_field;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::ModuleLayout;
use crate::str::Str;
use crate::trace::Visitor;
use crate::ty::Type;
use crate::{alloc, gc, name, object_layout, raise, singletons, weakref};

object_layout! {
    /// A module.
    Module = ModuleLayout, crate::statics::PyModule_Type
}

impl Module {
    /// A module with the attributes that every module has.
    pub fn new(name: &str) -> PyResult<Py<Module>> {
        let module = Module::new_object(Str::intern(name))?;
        Ok(module)
    }

    pub fn new_object(name: Py<Str>) -> PyResult<Py<Module>> {
        let dict = Dict::new()?;
        let none = singletons::none();
        dict.set_str(name!("__name__"), name.clone().into_object())?;
        dict.set_str(name!("__doc__"), none.new_ref())?;
        dict.set_str(name!("__package__"), none.new_ref())?;
        dict.set_str(name!("__loader__"), none.new_ref())?;
        dict.set_str(name!("__spec__"), none.new_ref())?;
        // SAFETY: the fields set here are owned references; the others may be null.
        unsafe {
            alloc::new_object(&crate::statics::PyModule_Type, |module: &Module| {
                (*module.raw()).md_dict = dict.into_ptr();
                (*module.raw()).md_name = name.into_ptr();
            })
        }
    }

    /// `__dict__`.
    ///
    /// # Panics
    /// For a module made by `__new__` alone; see [`Module::try_dict`].
    pub fn dict(&self) -> Py<Dict> {
        self.try_dict().expect("an initialised module")
    }

    pub fn try_dict(&self) -> Option<Py<Dict>> {
        // SAFETY: null or a dict kept by the module.
        unsafe { Object::from_nullable((*self.raw()).md_dict).map(|dict| dict.cast_unchecked::<Dict>().new_ref()) }
    }

    pub fn set_doc(&self, doc: &str) -> PyResult<()> {
        self.add("__doc__", doc)
    }

    /// Sets an attribute.
    pub fn add(&self, name: &str, value: impl IntoPy) -> PyResult<()> {
        self.dict().set_str(&Str::intern(name), value.into_py()?)
    }

    /// Makes `ty` ready and adds it under its name.
    pub fn add_type(&self, ty: &'static Type) -> PyResult<()> {
        crate::ready::ready(ty)?;
        self.add(&ty.name(), ty.new_ref())
    }

    /// Adds the functions of a table that ends with a null name.
    pub fn add_functions(&self, module_name: &str, table: &'static [PyMethodDef]) -> PyResult<()> {
        let module_name = Str::intern(module_name);
        for def in table.iter().filter(|def| !def.ml_name.is_null()) {
            let function = CFunction::new(def, Some(self), Some(&module_name))?;
            self.add(crate::cfunction::def_name(def), function)?;
        }
        Ok(())
    }

    /// An attribute.
    pub fn get(&self, name: &str) -> PyResult {
        let name = Str::intern(name);
        self.dict().get_str(&name)?.ok_or_else(|| raise!(AttributeError, "module has no attribute '{name}'"))
    }

    /// `__name__`, if it is a string.
    pub fn name(&self) -> Option<Py<Str>> {
        let name = self.try_dict()?.get_str(name!("__name__")).ok()??;
        name.downcast_into().ok()
    }
}

impl Module {
    /// `module.__init__`: the attributes that every module has, in the dictionary it may have already.
    pub fn init(&self, name: &Object, doc: &Object) -> PyResult<()> {
        let dict = match self.try_dict() {
            Some(dict) => dict,
            None => {
                let dict = Dict::new()?;
                // SAFETY: the field is null; it takes over the reference.
                unsafe { (*self.raw()).md_dict = dict.clone().into_ptr() }
                dict
            }
        };
        let none = singletons::none();
        dict.set_str(name!("__name__"), name.new_ref())?;
        dict.set_str(name!("__doc__"), doc.new_ref())?;
        dict.set_str(name!("__package__"), none.new_ref())?;
        dict.set_str(name!("__loader__"), none.new_ref())?;
        dict.set_str(name!("__spec__"), none.new_ref())?;
        if Str::check_exact(name) {
            // SAFETY: a field of this live object.
            unsafe { set_field(&raw mut (*self.raw()).md_name, Some(name.new_ref())) }
        }
        Ok(())
    }
}

/// `tp_dealloc` of modules.
///
/// # Safety
/// A slot: `this` is a dead module.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; the definition of an extension module outlives it and frees what
    // its state refers to.
    unsafe {
        gc::untrack(this);
        weakref::clear_all(this);
        let raw = this.cast::<ModuleLayout>();
        if let Some(free) = (*raw).md_def.as_ref().and_then(|def| def.m_free) {
            free(this.cast());
        }
        set_field(&raw mut (*raw).md_dict, None);
        set_field(&raw mut (*raw).md_name, None);
        alloc::free((*raw).md_state);
        alloc::free_object(this);
    }
}

/// `tp_traverse` of modules.
///
/// # Safety
/// A slot: `this` is a module.
pub unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot's contract.
    unsafe {
        let raw = this.cast::<ModuleLayout>();
        if let Some(traverse) = (*raw).md_def.as_ref().and_then(|def| def.m_traverse) {
            let result = traverse(this, visit, arg);
            if result != 0 {
                return result;
            }
        }
        let mut visitor = Visitor::new(visit, arg);
        visitor.pointer((*raw).md_dict);
        visitor.finish()
    }
}

/// `tp_clear` of modules.
///
/// # Safety
/// A slot: `this` is a module.
pub unsafe extern "C" fn clear(this: *mut PyObject) -> c_int {
    // SAFETY: the slot's contract.
    unsafe {
        let raw = this.cast::<ModuleLayout>();
        if let Some(clear) = (*raw).md_def.as_ref().and_then(|def| def.m_clear) {
            let result = clear(this);
            if result != 0 {
                return result;
            }
        }
        set_field(&raw mut (*raw).md_dict, None);
    }
    0
}
