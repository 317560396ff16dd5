//! The keys that `cmp_to_key` makes: they compare by calling the comparison function.

use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::T_OBJECT;
use pyston_object::args::{FunctionName, Signature};
use pyston_object::call::call;
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;

/// A value wrapped for comparison, or (without value) the key function itself.
#[pyclass(Key_Type = "functools.KeyWrapper")]
pub struct Key {
    cmp: Field,
    object: Field,
}
impl_trace!(Key { cmp, object });

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"obj", T_OBJECT, field_offset::<Key>(offset_of!(Key, object)), 0), END]);

static CALL: Signature = Signature {
    function: FunctionName::Text("K"),
    parameters: &["obj"],
    n_posonly: 0,
    n_positional: 1,
    n_required: 1,
    required_keywords: &[],
    early: &[],
};

#[pytype(Key_Type, payload, slots(
    tp_getattro = pyston_object::attr::generic_getattr,
    tp_hash = protocol::hash_not_implemented
))]
impl Key {
    #[slot]
    fn tp_call(this: &Instance<Key>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Key>>> {
        let mut bound = [None];
        CALL.bind_tuple(args, kwargs, &mut bound)?;
        let Some(cmp) = this.cmp.get() else { return Err(errors::bad_internal_call()) };
        Key::new(&cmp, bound[0])
    }

    #[slot]
    fn tp_richcompare(this: &Instance<Key>, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = other.downcast_exact::<Instance<Key>>() else {
            return Err(raise!(TypeError, "other argument must be K instance"));
        };
        let (Some(x), Some(y)) = (this.object.get(), other.object.get()) else {
            return Err(raise!(AttributeError, "object"));
        };
        let Some(cmp) = this.cmp.get() else { return Err(errors::bad_internal_call()) };
        let answer = call(&cmp, &[&x, &y])?;
        protocol::compare(&answer, &*Int::from_i64(0)?, op)
    }
}

impl Key {
    pub fn new(cmp: &Object, object: Option<&Object>) -> PyResult<Py<Instance<Key>>> {
        let object = object.map_or_else(Field::empty, |object| Field::new(object.new_ref()));
        Instance::new(Key { cmp: Field::new(cmp.new_ref()), object })
    }

    pub(super) fn install_type() {
        Key::install();
        Key_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    }
}
