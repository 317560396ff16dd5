//! `property`: an attribute computed by functions.

use std::cell::Cell;
use std::mem::offset_of;

use pyston_object::abi::PyMemberDef;
use pyston_object::abi::flags::{READONLY, T_OBJECT};
use pyston_object::call::call;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::{attr, impl_trace};

#[pyclass(PyProperty_Type = "property", flags(BASETYPE))]
#[derive(Default)]
pub struct Property {
    get: Field,
    set: Field,
    delete: Field,
    doc: Field,
    /// The documentation is the getter's.
    has_getter_doc: Cell<bool>,
}
impl_trace!(Property { get, set, delete, doc });

type This = Instance<Property>;

/// The getter of an exact property.
pub fn getter(object: &Object) -> Option<Py> {
    object.downcast_exact::<This>()?.get.get()
}

/// Property attribute.
///
///   fget
///     function to get the attribute's value
///   fset
///     function to set it
///   fdel
///     function to delete it
///   doc
///     documentation, by default that of fget
///
/// Usable as a decorator; its methods getter, setter and deleter give copies
/// with one function replaced.
#[pytype(PyProperty_Type, payload, sig = "(fget=None, fset=None, fdel=None, doc=None)")]
impl Property {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Property::default())
    }
    #[init("(fget=None, fset=None, fdel=None, doc=None)")]
    fn init(
        this: &This,
        fget: Option<&Object>,
        fset: Option<&Object>,
        fdel: Option<&Object>,
        doc: Option<&Object>,
    ) -> PyResult<()> {
        let own = |object: Option<&Object>| object.map(|object| object.new_ref());
        drop(this.get.replace(own(fget)));
        drop(this.set.replace(own(fset)));
        drop(this.delete.replace(own(fdel)));
        drop(this.doc.replace(Some(doc.unwrap_or(singletons::none()).new_ref())));
        this.has_getter_doc.set(false);
        let (None, Some(fget)) = (doc, fget) else { return Ok(()) };
        let Some(doc) = attr::find_attr(fget, name!("__doc__"))? else { return Ok(()) };
        if std::ptr::eq(this.object().ty(), &raw const PyProperty_Type) {
            this.doc.set(doc);
        } else {
            // The class's own `__doc__` would hide the field: keep it in the instance.
            attr::setattr(this.object(), name!("__doc__"), Some(&doc))?;
        }
        this.has_getter_doc.set(true);
        Ok(())
    }
    #[slot]
    fn tp_descr_get(this: &This, object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        let Some(object) = object.filter(|object| !object.is_none()) else { return Ok(this.object().new_ref()) };
        match this.get.get() {
            Some(get) => call(&get, &[object]),
            None => Err(raise!(AttributeError, "unreadable attribute")),
        }
    }
    #[slot]
    fn tp_descr_set(this: &This, object: &Object, value: Option<&Object>) -> PyResult<()> {
        match (value, if value.is_some() { this.set.get() } else { this.delete.get() }) {
            (Some(value), Some(set)) => call(&set, &[object, value]).map(drop),
            (None, Some(delete)) => call(&delete, &[object]).map(drop),
            (Some(_), None) => Err(raise!(AttributeError, "can't set attribute")),
            (None, None) => Err(raise!(AttributeError, "can't delete attribute")),
        }
    }
    /// A copy with another getter.
    #[method(args = "($self, object, /)")]
    fn getter(this: &This, function: &Object) -> PyResult {
        this.copy_with(Some(function), None, None)
    }
    /// A copy with another setter.
    #[method(args = "($self, object, /)")]
    fn setter(this: &This, function: &Object) -> PyResult {
        this.copy_with(None, Some(function), None)
    }
    /// A copy with another deleter.
    #[method(args = "($self, object, /)")]
    fn deleter(this: &This, function: &Object) -> PyResult {
        this.copy_with(None, None, Some(function))
    }
    #[getter("__isabstractmethod__")]
    fn get_isabstractmethod(this: &This) -> PyResult<bool> {
        for function in [&this.get, &this.set, &this.delete] {
            if super::is_abstract(function.get())? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

trait Copy {
    fn copy_with(&self, get: Option<&Object>, set: Option<&Object>, delete: Option<&Object>) -> PyResult;
}

impl Copy for This {
    fn copy_with(&self, get: Option<&Object>, set: Option<&Object>, delete: Option<&Object>) -> PyResult {
        let choose = |new: Option<&Object>, old: &Field| match new.filter(|new| !new.is_none()) {
            Some(new) => new.new_ref(),
            None => old.get().unwrap_or_else(singletons::py_none),
        };
        let (get, set, delete) = (choose(get, &self.get), choose(set, &self.set), choose(delete, &self.delete));
        // The getter's documentation is fetched anew, from the getter of the copy.
        let doc = if self.has_getter_doc.get() && !get.is_none() { None } else { self.doc.get() };
        let doc = doc.unwrap_or_else(singletons::py_none);
        let class = self.object().ty().new_ref();
        call(&class, &[&get, &set, &delete, &doc])
    }
}

const OFFSET: usize = This::PAYLOAD_OFFSET;
static MEMBERS: Table<[PyMemberDef; 5]> = Table([
    member(c"fget", T_OBJECT, OFFSET + offset_of!(Property, get), READONLY),
    member(c"fset", T_OBJECT, OFFSET + offset_of!(Property, set), READONLY),
    member(c"fdel", T_OBJECT, OFFSET + offset_of!(Property, delete), READONLY),
    member(c"__doc__", T_OBJECT, OFFSET + offset_of!(Property, doc), 0),
    END,
]);

pub(super) fn install() {
    Property::install();
    PyProperty_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_getattro = Some(attr::generic_getattr);
    });
}
