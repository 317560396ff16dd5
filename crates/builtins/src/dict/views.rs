//! The views of a dict: `dict_keys`, `dict_values`, `dict_items`.
//!
//! Views of keys and items act like sets: operators make new sets, comparisons ask for containment.

use pyston_object::impl_trace;
use pyston_object::payload::Payload;
use pyston_object::prelude::*;
use pyston_object::statics::{PyDictItems_Type, PyDictKeys_Type, PyDictValues_Type};

use super::iterators::{
    ItemIterator, KeyIterator, ReverseItemIterator, ReverseKeyIterator, ReverseValueIterator, ValueIterator,
};

/// A view's type: what all three have, and `rest` of its own.
macro_rules! dict_view {
    ($own:ident, $target:ident, $iterator:ident, $reverse:ident, { $($rest:tt)* }) => {
        /// The C struct of a view behind its header.
        pub struct $own {
            dict: Py<Dict>,
        }
        impl_trace!($own { dict });

        impl Payload for $own {
            const DICT: Option<usize> = None;
            const WEAKLIST: Option<usize> = None;
            fn static_type() -> &'static Type {
                &$target
            }
        }

        impl $own {
            pub fn of(dict: &Dict) -> PyResult<Py<Instance<$own>>> {
                $own::of_as(&$target, dict)
            }

            /// As [`Self::of`], of a subtype.
            pub fn of_as(ty: &Type, dict: &Dict) -> PyResult<Py<Instance<$own>>> {
                Instance::new_as(ty, $own { dict: dict.new_ref() })
            }

            pub fn dict(&self) -> &Dict {
                &self.dict
            }
        }

        #[pytype($target, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
        impl $own {
            #[slot]
            fn tp_repr(this: &Instance<$own>) -> PyResult<Py<Str>> {
                repr(this.object())
            }

            #[slot]
            fn tp_iter(this: &Instance<$own>) -> PyResult<Py<Instance<$iterator>>> {
                $iterator::over(&this.dict)
            }

            #[slot]
            fn sq_length(this: &Instance<$own>) -> usize {
                this.dict.len()
            }

            /// An iterator over the view, from the last element to the first.
            #[method(args = "($self, /)")]
            fn __reversed__(this: &Instance<$own>) -> PyResult<Py<Instance<$reverse>>> {
                $reverse::over(&this.dict)
            }

            $($rest)*
        }
    };
}

/// A view that acts like a set.
macro_rules! set_like_view {
    ($own:ident, $target:ident, $iterator:ident, $reverse:ident, |$this:ident, $element:ident| $contains:expr) => {
        dict_view!($own, $target, $iterator, $reverse, {
            #[slot]
            fn sq_contains($this: &Instance<$own>, $element: &Object) -> PyResult<bool> {
                $contains
            }

            #[slot]
            fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
                compare(this, other, op)
            }

            #[slot]
            fn nb_subtract(a: &Object, b: &Object) -> PyResult<Py<Set>> {
                let result = Set::from_iterable(Set::static_type(), a)?;
                result.difference_update(b)?;
                Ok(result)
            }

            #[slot]
            fn nb_and(a: &Object, b: &Object) -> PyResult<Py<Set>> {
                let result = Set::from_iterable(Set::static_type(), a)?;
                result.intersection_update(b)?;
                Ok(result)
            }

            #[slot]
            fn nb_or(a: &Object, b: &Object) -> PyResult<Py<Set>> {
                let result = Set::from_iterable(Set::static_type(), a)?;
                result.update(b)?;
                Ok(result)
            }

            #[slot]
            fn nb_xor(a: &Object, b: &Object) -> PyResult<Py<Set>> {
                let result = Set::from_iterable(Set::static_type(), a)?;
                result.symmetric_difference_update(b)?;
                Ok(result)
            }

            /// True if the view and the iterable have no element in common.
            #[method(args = "($self, other, /)")]
            fn isdisjoint(this: &Instance<$own>, other: &Object) -> PyResult<bool> {
                is_disjoint(this.object(), this.dict.len(), other)
            }
        });
    };
}

set_like_view!(KeysView, PyDictKeys_Type, KeyIterator, ReverseKeyIterator, |this, key| this.dict.contains(key));
set_like_view!(ItemsView, PyDictItems_Type, ItemIterator, ReverseItemIterator, |this, item| {
    let Some([key, value]) = item.downcast::<Tuple>().map(Tuple::as_slice) else { return Ok(false) };
    match this.dict.get(key)? {
        Some(found) => protocol::compare_eq(value, &found),
        None => Ok(false),
    }
});
dict_view!(ValuesView, PyDictValues_Type, ValueIterator, ReverseValueIterator, {});

fn repr(view: &Object) -> PyResult<Py<Str>> {
    let Some(_guard) = protocol::enter_repr(view)? else { return Str::new("...") };
    let items = protocol::to_list(view)?;
    let mut text = StrBuilder::new();
    text.push_str(&view.ty().tp_name());
    text.push_str("(");
    text.push_py(&*protocol::repr(&items)?);
    text.push_str(")");
    text.finish()
}

fn is_set_like_view(object: &Object) -> bool {
    object.is_instance_of(&PyDictKeys_Type) || object.is_instance_of(&PyDictItems_Type)
}

fn compare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
    if Set::any(other).is_none() && !is_set_like_view(other) {
        return Ok(singletons::py_not_implemented());
    }
    let order = protocol::len(this)?.cmp(&protocol::len(other)?);
    let answer = match op {
        CompareOp::Eq => order.is_eq() && all_contained(this, other)?,
        CompareOp::Ne => !(order.is_eq() && all_contained(this, other)?),
        CompareOp::Lt | CompareOp::Le => op.matches(order) && all_contained(this, other)?,
        CompareOp::Gt | CompareOp::Ge => op.matches(order) && all_contained(other, this)?,
    };
    answer.into_py()
}

/// Is every element of `these` in `others`?
fn all_contained(these: &Object, others: &Object) -> PyResult<bool> {
    let iterator = protocol::iter(these)?;
    while let Some(element) = protocol::next(&iterator)? {
        if !protocol::contains(others, &element)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn is_disjoint(this: &Object, len: usize, other: &Object) -> PyResult<bool> {
    if this.is(other) {
        return Ok(len == 0);
    }
    // Where asking for containment is cheap, the shorter one is walked.
    let cheap = Set::from_exact(other).is_some() || is_set_like_view(other);
    let (walked, asked) = if cheap && protocol::len(other)? > len { (this, other) } else { (other, this) };
    let iterator = protocol::iter(walked)?;
    while let Some(element) = protocol::next(&iterator)? {
        if protocol::contains(asked, &element)? {
            return Ok(false);
        }
    }
    Ok(true)
}

pub(super) fn install() {
    KeysView::install();
    ItemsView::install();
    ValuesView::install();
}
