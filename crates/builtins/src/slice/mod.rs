//! `slice`.

use num_traits::Signed;
use pyston_object::prelude::*;
use pyston_object::slice;
use pyston_object::statics::PySlice_Type;

use crate::arguments::{check_count, no_arguments, only_argument};

pub struct SliceType;

fn as_tuple(slice: &Slice) -> PyResult<Py<Tuple>> {
    Tuple::from_slice(&[slice.start(), slice.stop(), slice.step()])
}

/// slice(stop)
/// slice(start, stop[, step])
///
/// A range of indices, as in a[start:stop:step].
#[pytype(PySlice_Type, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl SliceType {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Slice>> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "slice() takes no keyword arguments"));
        }
        check_count(args.len(), "slice", 1, 3)?;
        match args.as_slice() {
            [stop] => Slice::new(None, Some(stop), None),
            all => Slice::new(all.first().copied(), all.get(1).copied(), all.get(2).copied()),
        }
    }

    #[slot]
    fn tp_repr(this: &Slice) -> PyResult<Py<Str>> {
        let mut out = StrBuilder::new();
        out.push_str("slice(");
        for (index, field) in [this.start(), this.stop(), this.step()].into_iter().enumerate() {
            if index > 0 {
                out.push_str(", ");
            }
            out.push_py(&*protocol::repr(field)?);
        }
        out.push_str(")");
        out.finish()
    }

    #[slot]
    fn tp_richcompare(this: &Slice, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = other.downcast::<Slice>() else { return Ok(singletons::py_not_implemented()) };
        if this.is(other) {
            return Ok(singletons::py_bool(matches!(op, CompareOp::Eq | CompareOp::Le | CompareOp::Ge)));
        }
        protocol::compare(&*as_tuple(this)?, &*as_tuple(other)?, op)
    }

    /// S.indices(len) -> (start, stop, stride)
    ///
    /// The indices that the slice selects of a sequence of length len.
    #[method]
    fn indices(this: &Slice, args: Args) -> PyResult {
        let length = protocol::index(only_argument(args, "indices")?)?.to_bigint();
        if length.is_negative() {
            return Err(raise!(ValueError, "length should not be negative"));
        }
        let _level = pyston_object::tstate::enter_recursive(" in comparison")?;
        let [start, stop, step] = slice::int_triple(this.long_indices(&length)?)?;
        (start, stop, step).into_py()
    }

    /// What pickle needs to make the slice again.
    #[method]
    fn __reduce__(this: &Slice, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        (this.ty().new_ref(), as_tuple(this)?).into_py()
    }
}

pub fn install() {
    SliceType::install();
    PySlice_Type.fill(slice::install);
}
