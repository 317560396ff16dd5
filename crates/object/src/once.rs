//! Objects that a module makes once and keeps for good: its exception classes, caches.

use pyston_abi::PyObject;

use crate::dict::Dict;
use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::statics::PyType_Type;
use crate::str::Str;
use crate::ty::Type;
use crate::{call, convert::IntoPy, name, raise};

/// A static place for an object, empty until it is set. What is set lives forever.
pub struct Once<T: Layout>(GilCell<*mut PyObject>, std::marker::PhantomData<fn() -> T>);

impl<T: Layout> Once<T> {
    pub const fn new() -> Once<T> {
        Once(GilCell::new(std::ptr::null_mut()), std::marker::PhantomData)
    }

    /// The object, once set.
    #[inline]
    pub fn get(&self) -> Option<&'static T> {
        // SAFETY: null or an object of this layout whose reference is never given up.
        unsafe { Object::from_nullable(self.0.get()).map(|object| object.cast_unchecked()) }
    }

    /// The object, made now if it is not there yet.
    pub fn get_or_try_init(&self, make: impl FnOnce() -> PyResult<Py<T>>) -> PyResult<&'static T> {
        if self.get().is_none() {
            let made = make()?;
            // Making may have run code that came here too; the first one stays.
            if self.get().is_none() {
                self.0.set(made.into_ptr());
            }
        }
        Ok(self.get().expect("just set"))
    }
}

impl<T: Layout> Default for Once<T> {
    fn default() -> Self {
        Once::new()
    }
}

/// `PyErr_NewException`: an exception class named `module.name`.
pub fn new_exception(module: &str, name: &str, base: &Type) -> PyResult<Py<Type>> {
    let namespace = Dict::new()?;
    namespace.set_str(name!("__module__"), Str::intern(module).into_object())?;
    let bases = (base.as_object(),).into_py()?;
    call::call(&PyType_Type, &[&*Str::intern(name), &*bases, &*namespace])?
        .downcast_into::<Type>()
        .map_err(|other| raise!(TypeError, "type() made a {:.100}", other.type_name()))
}
