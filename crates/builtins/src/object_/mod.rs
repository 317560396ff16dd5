//! `object`: what every object can do.

mod directory;
mod reduce;

pub use directory::{class_names, merge_class};

use pyston_object::prelude::*;
use pyston_object::statics::PyBaseObject_Type;
use pyston_object::{attr, base_object, hash, heap_type};

pub struct ObjectType;

/// The base class of the class hierarchy.
///
/// Called without arguments, it gives a featureless instance that has no
/// attributes of its own and cannot be given any.
#[pytype(PyBaseObject_Type, sig = "()", slots(
    tp_new = base_object::object_new,
    tp_init = base_object::object_init,
    tp_dealloc = base_object::object_dealloc,
    tp_getattro = attr::generic_getattr,
    tp_setattro = attr::generic_setattr,
))]
impl ObjectType {
    #[slot]
    fn tp_repr(this: &Object) -> PyResult<Py<Str>> {
        default_repr(this)
    }

    #[slot]
    fn tp_str(this: &Object) -> PyResult {
        protocol::repr_unchecked(this)
    }

    #[slot]
    fn tp_hash(this: &Object) -> isize {
        hash::hash_pointer(this)
    }

    #[slot]
    fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
        match op {
            CompareOp::Eq if this.is(other) => Ok(singletons::py_bool(true)),
            CompareOp::Ne => not_equal(this, other),
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    /// Helper of pickle.
    #[method("($self, protocol, /)")]
    fn __reduce_ex__(this: &Object, protocol: i32) -> PyResult {
        reduce::reduce_ex(this, protocol)
    }

    /// Helper of pickle.
    #[method("($self, /)")]
    fn __reduce__(this: &Object) -> PyResult {
        reduce::common_reduce(this, 0)
    }

    /// What issubclass() asks abstract classes first; they override it. NotImplemented: the
    /// usual rules hold.
    #[classmethod]
    fn __subclasshook__(_class: &Type, args: Args) -> PyResult {
        let _level = pyston_object::tstate::enter_varargs()?;
        args.no_keywords("__subclasshook__")?;
        Ok(singletons::py_not_implemented())
    }

    /// Called when a class is subclassed; does nothing unless overridden.
    #[classmethod(args = "()")]
    fn __init_subclass__(_class: &Type) {}

    /// The default formatter: str(self), without any format specification.
    #[method("($self, format_spec, /)")]
    fn __format__(this: &Object, format_spec: &Str) -> PyResult<Py<Str>> {
        if !format_spec.is_empty() {
            let name = this.type_name();
            return Err(raise!(TypeError, "unsupported format string passed to {name:.200}.__format__"));
        }
        protocol::str(this)
    }

    /// Size of the object in memory, in bytes.
    #[method("($self, /)")]
    fn __sizeof__(this: &Object) -> isize {
        base_object::size_of(this)
    }

    /// The default dir() of an object.
    #[method("($self, /)")]
    fn __dir__(this: &Object) -> PyResult {
        directory::object_names(this)
    }

    /// the object's class
    #[getter("__class__")]
    fn get_class(this: &Object) -> Py {
        this.ty().new_ref().into_object()
    }

    #[setter("__class__")]
    fn set_class(this: &Object, value: Option<&Object>) -> PyResult<()> {
        heap_type::assign_class(this, value)
    }
}

/// `<module.Class object at 0x..>`.
pub fn default_repr(this: &Object) -> PyResult<Py<Str>> {
    let address = this.as_ptr() as usize;
    Str::new(&format!("<{} object at {address:#x}>", crate::type_::full_name(this.ty())?))
}

/// `!=` is the opposite of what `==` says, unless that says nothing.
fn not_equal(this: &Object, other: &Object) -> PyResult {
    let equal = protocol::compare_slot(this, other, CompareOp::Eq)?;
    if equal.is(singletons::not_implemented()) {
        return Ok(equal);
    }
    Ok(singletons::py_bool(!protocol::is_true(&equal)?))
}

pub fn install() {
    ObjectType::install();
}
