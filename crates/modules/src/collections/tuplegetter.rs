//! `_tuplegetter`: the descriptor behind the fields of named tuples.

use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::T_OBJECT;
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;

use crate::arguments::{parse_size, positional};

#[pyclass(TupleGetter_Type = "_collections._tuplegetter")]
pub struct TupleGetter {
    index: isize,
    doc: Field,
}
impl_trace!(TupleGetter { doc });

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"__doc__", T_OBJECT, field_offset::<TupleGetter>(offset_of!(TupleGetter, doc)), 0), END]);

#[pytype(TupleGetter_Type, payload)]
impl TupleGetter {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let args = positional(&TupleGetter_Type, class, args, kwargs, 2, 2)?;
        let index = parse_size(args[0])?;
        let doc = Field::new(args[1].new_ref());
        Ok(Instance::new_as(class, TupleGetter { index, doc })?.into_object())
    }

    #[slot]
    fn tp_descr_get(this: &Instance<TupleGetter>, instance: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        let Some(instance) = instance.filter(|instance| !instance.is_none()) else {
            return Ok(this.object().new_ref());
        };
        let index = this.index;
        let Some(tuple) = instance.downcast::<Tuple>() else {
            let given = instance.ty().tp_name();
            return Err(raise!(
                TypeError,
                "descriptor for index '{index}' for tuple subclasses doesn't apply to '{given}' object"
            ));
        };
        let item = usize::try_from(index).ok().and_then(|index| tuple.get(index));
        item.map(|item| item.new_ref()).ok_or_else(|| raise!(IndexError, "tuple index out of range"))
    }

    #[slot]
    fn tp_descr_set(_this: &Object, _instance: &Object, value: Option<&Object>) -> PyResult<()> {
        match value {
            Some(_) => Err(raise!(AttributeError, "can't set attribute")),
            None => Err(raise!(AttributeError, "can't delete attribute")),
        }
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<TupleGetter>) -> (Py<Type>, (isize, Option<Py>)) {
        (this.object().ty().new_ref(), (this.index, this.doc.get()))
    }
}

impl TupleGetter {
    pub(super) fn install_type() {
        TupleGetter::install();
        TupleGetter_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    }
}
