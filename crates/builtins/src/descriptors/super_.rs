//! `super`: attribute lookup that starts behind a class in the method resolution order.

use std::mem::offset_of;

use pyston_object::abi::PyMemberDef;
use pyston_object::abi::flags::{Py_TPFLAGS_METHOD_DESCRIPTOR, READONLY, T_OBJECT};
use pyston_object::call::call;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::{attr, hooks, impl_trace};

#[pyclass(PySuper_Type = "super", flags(BASETYPE))]
#[derive(Default)]
pub struct Super {
    class: Field<Type>,
    object: Field,
    object_class: Field<Type>,
}
impl_trace!(Super { class, object, object_class });

type This = Instance<Super>;

/// super() -> same as super(__class__, <first argument>)
/// super(type) -> unbound super object
/// super(type, obj) -> bound super object; requires isinstance(obj, type)
/// super(type, type2) -> bound super object; requires issubclass(type2, type)
#[pytype(PySuper_Type, payload)]
impl Super {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Super::default())
    }
    #[slot]
    fn tp_init(this: &This, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "super() takes no keyword arguments"));
        }
        let (class, object) = match args.as_slice() {
            [] => {
                let (class, object) = (hooks::get().super_context)()?;
                (class, Some(object))
            }
            &[class] => (checked_class(class)?, None),
            &[class, object] => (checked_class(class)?, Some(object.new_ref())),
            many => return Err(raise!(TypeError, "super() takes at most 2 arguments ({} given)", many.len())),
        };
        let object = object.filter(|object| !object.is_none());
        let object_class = object.as_ref().map(|object| check(&class, object)).transpose()?;
        this.class.set(class);
        drop(this.object.replace(object));
        drop(this.object_class.replace(object_class));
        Ok(())
    }
    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let class = this.class.get().map_or_else(|| "NULL".to_owned(), |class| class.tp_name().into_owned());
        Str::new(&match this.object_class.get() {
            Some(object_class) => format!("<super: <class '{class}'>, <{} object>>", object_class.tp_name()),
            None => format!("<super: <class '{class}'>, NULL>"),
        })
    }
    #[slot]
    fn tp_getattro(this: &This, name: &Object) -> PyResult {
        // `__class__` is the class of the super object itself.
        if let Some(text) = name.downcast::<Str>()
            && !text.eq_str("__class__")
            && let Some(found) = find_behind(this, text)?
        {
            return Ok(found);
        }
        // What is no name is looked up, all the same, before that is said.
        if !Str::check(name) && !this.object_class.is_empty() {
            protocol::hash(name)?;
        }
        attr::generic_getattr_of(this.object(), name)
    }
    #[slot]
    fn tp_descr_get(this: &This, object: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        let Some(object) = object.filter(|object| !object.is_none() && this.object.is_empty()) else {
            return Ok(this.object().new_ref());
        };
        let class = this.class.get();
        if !std::ptr::eq(this.object().ty(), &raw const PySuper_Type) {
            // A subclass may have an `__init__` of its own.
            let own = this.object().ty().new_ref();
            let class = class.map_or_else(singletons::py_none, Py::into_object);
            return call(&own, &[&class, object]);
        }
        let Some(class) = class else { return Err(errors::bad_internal_call()) };
        let object_class = check(&class, object)?;
        let bound = Instance::new(Super {
            class: Field::new(class),
            object: Field::new(object.new_ref()),
            object_class: Field::new(object_class),
        })?;
        Ok(bound.into_object())
    }
}

/// `super()`.
///
/// # Errors
/// `RuntimeError` where there is no method to be found in.
pub fn from_context() -> PyResult {
    let (class, object) = (hooks::get().super_context)()?;
    let object = Some(object).filter(|object| !object.is_none());
    let object_class = object.as_ref().map(|object| check(&class, object)).transpose()?;
    let made = Instance::new(Super {
        class: Field::new(class),
        object: object.map_or_else(Field::empty, Field::new),
        object_class: object_class.map_or_else(Field::empty, Field::new),
    })?;
    Ok(made.into_object())
}

/// The method that an exact `super` object finds under a name, and the object to call it with; `None` if
/// the general lookup has to find out.
///
/// # Errors
/// Those of comparing keys.
pub fn method(object: &Object, name: &Str) -> PyResult<Option<(Py, Py)>> {
    let Some(this) = object.downcast_exact::<This>().filter(|_| !name.is(name!("__class__"))) else { return Ok(None) };
    let (Some(instance), Some(start)) = (this.object.get(), this.object_class.get()) else { return Ok(None) };
    if instance.is(&*start) {
        return Ok(None);
    }
    let found = descriptor_behind(this, name)?;
    Ok(found.filter(|found| found.ty().has_flag(Py_TPFLAGS_METHOD_DESCRIPTOR)).map(|found| (found, instance)))
}

fn checked_class(class: &Object) -> PyResult<Py<Type>> {
    match class.downcast::<Type>() {
        Some(class) => Ok(class.new_ref()),
        None => {
            let given = if class.is_none() { "None".into() } else { class.type_name() };
            Err(raise!(TypeError, "super() argument 1 must be type, not {given:.50}"))
        }
    }
}

/// The class whose resolution order is searched: of the instance, or the class itself.
fn check(class: &Type, object: &Object) -> PyResult<Py<Type>> {
    if let Some(object) = object.downcast::<Type>().filter(|object| object.is_subtype(class)) {
        return Ok(object.new_ref());
    }
    if object.ty().is_subtype(class) {
        return Ok(object.ty().new_ref());
    }
    // A proxy may claim another class.
    let claimed = attr::find_attr(object, name!("__class__"))?.and_then(|claimed| claimed.downcast_into::<Type>().ok());
    match claimed.filter(|claimed| claimed.is_subtype(class)) {
        Some(claimed) => Ok(claimed),
        None => Err(raise!(TypeError, "super(type, obj): obj must be an instance or subtype of type")),
    }
}

/// What the classes behind the one given have under a name, not bound.
fn descriptor_behind(this: &This, name: &Str) -> PyResult<Option<Py>> {
    let (Some(class), Some(start)) = (this.class.get(), this.object_class.get()) else { return Ok(None) };
    let Some(mro) = start.mro().map(Layout::new_ref) else { return Ok(None) };
    let behind = mro.as_slice().iter().skip_while(|candidate| !candidate.is(&*class)).skip(1);
    for candidate in behind.filter_map(|candidate| candidate.downcast::<Type>()) {
        let found = match candidate.dict().map(Layout::new_ref) {
            Some(dict) => dict.get_str(name)?,
            None => None,
        };
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn find_behind(this: &This, name: &Str) -> PyResult<Option<Py>> {
    let (Some(found), Some(start)) = (descriptor_behind(this, name)?, this.object_class.get()) else {
        return Ok(None);
    };
    // Called on the class itself, there is no instance to bind to.
    let object = this.object.get().filter(|object| !object.is(&*start));
    attr::bind(&found, object.as_deref(), &start).map(Some)
}

const OFFSET: usize = This::PAYLOAD_OFFSET;
static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    member(c"__thisclass__", T_OBJECT, OFFSET + offset_of!(Super, class), READONLY),
    member(c"__self__", T_OBJECT, OFFSET + offset_of!(Super, object), READONLY),
    member(c"__self_class__", T_OBJECT, OFFSET + offset_of!(Super, object_class), READONLY),
    END,
]);

pub(super) fn install() {
    Super::install();
    PySuper_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
}
