//! Module objects.

use pyston_abi::PyMethodDef;

use crate::cfunction::CFunction;
use crate::convert::IntoPy;
use crate::dict::Dict;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::ModuleLayout;
use crate::str::Str;
use crate::ty::Type;
use crate::{alloc, name, object_layout, raise, singletons};

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
