//! `mappingproxy`: a mapping that can only be read, as `type.__dict__` gives it.

use pyston_object::call::call_method;
use pyston_object::impl_trace;
use pyston_object::payload::Payload;
use pyston_object::prelude::*;
use pyston_object::statics::PyDictProxy_Type;

/// The C struct of a proxy behind its header.
pub struct MappingProxy {
    mapping: Py,
}
impl_trace!(MappingProxy { mapping });

impl Payload for MappingProxy {
    const DICT: Option<usize> = None;
    const WEAKLIST: Option<usize> = None;
    fn static_type() -> &'static Type {
        &PyDictProxy_Type
    }
}

impl MappingProxy {
    /// `PyDictProxy_New`.
    ///
    /// # Errors
    /// `TypeError` for what is no mapping.
    pub fn of(mapping: &Object) -> PyResult<Py<Instance<MappingProxy>>> {
        if !protocol::is_mapping(mapping) || List::check(mapping) || Tuple::check(mapping) {
            let name = mapping.type_name();
            return Err(raise!(TypeError, "mappingproxy() argument must be a mapping, not {name}"));
        }
        Instance::new(MappingProxy { mapping: mapping.new_ref() })
    }
}

#[pytype(PyDictProxy_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl MappingProxy {
    #[new("(mapping)")]
    fn new(_class: &Type, mapping: &Object) -> PyResult<Py<Instance<MappingProxy>>> {
        MappingProxy::of(mapping)
    }

    #[slot]
    fn tp_repr(this: &Instance<MappingProxy>) -> PyResult<Py<Str>> {
        let mut text = StrBuilder::new();
        text.push_str("mappingproxy(");
        text.push_py(&*protocol::repr(&this.mapping)?);
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn tp_str(this: &Instance<MappingProxy>) -> PyResult<Py<Str>> {
        protocol::str(&this.mapping)
    }

    #[slot]
    fn tp_iter(this: &Instance<MappingProxy>) -> PyResult {
        protocol::iter(&this.mapping)
    }

    #[slot]
    fn tp_richcompare(this: &Instance<MappingProxy>, other: &Object, op: CompareOp) -> PyResult {
        protocol::compare(&this.mapping, other, op)
    }

    #[slot]
    fn mp_length(this: &Instance<MappingProxy>) -> PyResult<usize> {
        protocol::len(&this.mapping)
    }

    #[slot]
    fn mp_subscript(this: &Instance<MappingProxy>, key: &Object) -> PyResult {
        protocol::getitem(&this.mapping, key)
    }

    #[slot]
    fn sq_contains(this: &Instance<MappingProxy>, key: &Object) -> PyResult<bool> {
        protocol::contains(&this.mapping, key)
    }

    /// D.get(k[,d]) -> D[k] if k in D, else d.  d is None if not given.
    #[method(args = "($self, key, default=None, /)")]
    fn get(this: &Instance<MappingProxy>, key: &Object, default: &Object) -> PyResult {
        call_method(&this.mapping, name!("get"), &[key, default])
    }

    /// D.keys() -> a view of D's keys, which acts like a set
    #[method(args = "($self, /)")]
    fn keys(this: &Instance<MappingProxy>) -> PyResult {
        call_method(&this.mapping, name!("keys"), &[])
    }

    /// D.values() -> a view of D's values
    #[method(args = "($self, /)")]
    fn values(this: &Instance<MappingProxy>) -> PyResult {
        call_method(&this.mapping, name!("values"), &[])
    }

    /// D.items() -> a view of D's items, which acts like a set
    #[method(args = "($self, /)")]
    fn items(this: &Instance<MappingProxy>) -> PyResult {
        call_method(&this.mapping, name!("items"), &[])
    }

    /// D.copy() -> a copy of the mapping, which can be changed
    #[method(args = "($self, /)")]
    fn copy(this: &Instance<MappingProxy>) -> PyResult {
        call_method(&this.mapping, name!("copy"), &[])
    }
}
