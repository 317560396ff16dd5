//! The types `set` and `frozenset`.

use pyston_object::prelude::*;
use pyston_object::set;
use pyston_object::statics::{PyFrozenSet_Type, PySet_Type};

use super::iterator::SetIterator;
use super::operations;
use crate::dict::at_most_one;

/// A set type: what both have, and `rest` of its own.
macro_rules! set_type {
    ($(#[doc = $doc:literal])* $own:ident, $target:ident, { $($rest:tt)* }) => {
        pub struct $own;

        $(#[doc = $doc])*
        #[pytype($target, slots(
            tp_dealloc = set::dealloc,
            tp_traverse = set::traverse,
            tp_clear = set::clear,
            tp_getattro = pyston_object::attr::generic_getattr
        ))]
        impl $own {
            #[slot]
            fn tp_repr(this: &Set) -> PyResult<Py<Str>> {
                operations::repr(this)
            }

            #[slot]
            fn tp_richcompare(this: &Set, other: &Object, op: CompareOp) -> PyResult {
                operations::compare(this, other, op)
            }

            #[slot]
            fn tp_iter(this: &Set) -> PyResult<Py<Instance<SetIterator>>> {
                SetIterator::over(this)
            }

            #[slot]
            fn sq_length(this: &Set) -> usize {
                this.len()
            }

            #[slot]
            fn sq_contains(this: &Set, key: &Object) -> PyResult<bool> {
                this.contains_or_set(key)
            }

            #[slot]
            fn nb_subtract(a: &Object, b: &Object) -> PyResult {
                operations::binary(a, b, Set::difference)
            }

            #[slot]
            fn nb_and(a: &Object, b: &Object) -> PyResult {
                operations::binary(a, b, Set::intersection)
            }

            #[slot]
            fn nb_or(a: &Object, b: &Object) -> PyResult {
                operations::binary(a, b, Set::union)
            }

            #[slot]
            fn nb_xor(a: &Object, b: &Object) -> PyResult {
                operations::binary(a, b, Set::symmetric_difference)
            }

            /// x.__contains__(y) is the same as y in x.
            #[method(args = "($self, key, /)")]
            fn __contains__(this: &Set, key: &Object) -> PyResult<bool> {
                this.contains_or_set(key)
            }

            /// State for pickling.
            #[method(args = "($self, /)")]
            fn __reduce__(this: &Set) -> PyResult<(Py, (Vec<Py>,), Option<Py>)> {
                operations::reduce(this)
            }

            /// S.__sizeof__() -> bytes that S takes in memory
            #[method(args = "($self, /)")]
            fn __sizeof__(this: &Set) -> usize {
                operations::size(this)
            }

            /// A new set of the elements that are in none of the others.
            #[method]
            fn difference(this: &Set, args: Args) -> PyResult<Py<Set>> {
                args.no_keywords("difference")?;
                operations::difference(this, args.positional)
            }

            /// A new set of the elements that are in all of the others.
            #[method]
            fn intersection(this: &Set, args: Args) -> PyResult<Py<Set>> {
                args.no_keywords("intersection")?;
                operations::intersection(this, args.positional)
            }

            /// True if the set has no element in common with the other.
            #[method(args = "($self, other, /)")]
            fn isdisjoint(this: &Set, other: &Object) -> PyResult<bool> {
                this.is_disjoint(other)
            }

            /// True if every element is in the other.
            #[method(args = "($self, other, /)")]
            fn issubset(this: &Set, other: &Object) -> PyResult<bool> {
                this.is_subset(other)
            }

            /// True if the set has every element of the other.
            #[method(args = "($self, other, /)")]
            fn issuperset(this: &Set, other: &Object) -> PyResult<bool> {
                this.is_superset(other)
            }

            /// A new set of the elements that are in exactly one of the two.
            #[method(args = "($self, other, /)")]
            fn symmetric_difference(this: &Set, other: &Object) -> PyResult<Py<Set>> {
                this.symmetric_difference(other)
            }

            /// A new set of the elements of this set and all the others.
            #[method]
            fn union(this: &Set, args: Args) -> PyResult<Py<Set>> {
                args.no_keywords("union")?;
                operations::union(this, args.positional)
            }

            $($rest)*
        }
    };
}

set_type!(
    /// set() -> an empty set
    /// set(iterable) -> a set of the elements of an iterable
    ///
    /// An unordered collection in which every element is there once.
    SetType,
    PySet_Type,
    {
        #[slot]
        fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Set>> {
            Set::new_as(class)
        }

        #[slot]
        fn tp_init(this: &Set, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
            operations::no_keywords("set", kwargs)?;
            let iterable = at_most_one(&this.ty().tp_name(), args.as_slice())?;
            this.clear();
            iterable.map_or(Ok(()), |iterable| this.update(iterable))
        }

        #[slot]
        fn nb_inplace_subtract(a: &Object, b: &Object) -> PyResult {
            operations::in_place(a, b, Set::difference_update)
        }

        #[slot]
        fn nb_inplace_and(a: &Object, b: &Object) -> PyResult {
            operations::in_place(a, b, Set::intersection_update)
        }

        #[slot]
        fn nb_inplace_or(a: &Object, b: &Object) -> PyResult {
            operations::in_place(a, b, Set::update)
        }

        #[slot]
        fn nb_inplace_xor(a: &Object, b: &Object) -> PyResult {
            operations::in_place(a, b, Set::symmetric_difference_update)
        }

        /// Add an element; nothing happens if the set has it already.
        #[method(args = "($self, element, /)")]
        fn add(this: &Set, element: &Object) -> PyResult<()> {
            this.add(element).map(drop)
        }

        /// Remove all elements.
        #[method(args = "($self, /)")]
        fn clear(this: &Set) {
            this.clear();
        }

        /// A new set with the same elements.
        #[method(args = "($self, /)")]
        fn copy(this: &Set) -> PyResult<Py<Set>> {
            this.copy()
        }

        /// Remove an element; nothing happens if the set does not have it.
        #[method(args = "($self, element, /)")]
        fn discard(this: &Set, element: &Object) -> PyResult<()> {
            this.remove_or_set(element).map(drop)
        }

        /// Remove all elements of the others from this set.
        #[method]
        fn difference_update(this: &Set, args: Args) -> PyResult<()> {
            args.no_keywords("difference_update")?;
            args.positional.iter().try_for_each(|other| this.difference_update(other))
        }

        /// Keep only the elements that are also in all of the others.
        #[method]
        fn intersection_update(this: &Set, args: Args) -> PyResult<()> {
            args.no_keywords("intersection_update")?;
            let result = operations::intersection(this, args.positional)?;
            this.swap(&result);
            Ok(())
        }

        /// Remove some element and return it.
        /// Raises KeyError if the set is empty.
        #[method(args = "($self, /)")]
        fn pop(this: &Set) -> PyResult {
            this.pop().ok_or_else(|| raise!(KeyError, "pop from an empty set"))
        }

        /// Remove an element, which must be in the set, else KeyError is raised.
        #[method(args = "($self, element, /)")]
        fn remove(this: &Set, element: &Object) -> PyResult<()> {
            if this.remove_or_set(element)? { Ok(()) } else { Err(errors::key_error(element)) }
        }

        /// Keep the elements that are in exactly one of this set and the other.
        #[method(args = "($self, other, /)")]
        fn symmetric_difference_update(this: &Set, other: &Object) -> PyResult<()> {
            this.symmetric_difference_update(other)
        }

        /// Add all elements of the others.
        #[method]
        fn update(this: &Set, args: Args) -> PyResult<()> {
            args.no_keywords("update")?;
            args.positional.iter().try_for_each(|other| this.update(other))
        }
    }
);

set_type!(
    /// frozenset() -> the empty frozenset
    /// frozenset(iterable) -> a frozenset of the elements of an iterable
    ///
    /// An unordered collection that never changes, in which every element is there once.
    FrozenSetType,
    PyFrozenSet_Type,
    {
        #[slot]
        fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Set>> {
            let is_plain = class == &PyFrozenSet_Type;
            if is_plain {
                operations::no_keywords("frozenset", kwargs)?;
            }
            let iterable = at_most_one(&class.tp_name(), args.as_slice())?;
            if !is_plain {
                let set = Set::new_as(class)?;
                iterable.map_or(Ok(()), |iterable| set.update(iterable))?;
                return Ok(set);
            }
            let Some(iterable) = iterable else { return Set::empty_frozen() };
            if iterable.ty() == &PyFrozenSet_Type
                && let Some(same) = Set::any(iterable)
            {
                return Ok(same.new_ref());
            }
            let set = Set::from_iterable(class, iterable)?;
            if set.is_empty() { Set::empty_frozen() } else { Ok(set) }
        }

        #[slot]
        fn tp_hash(this: &Set) -> isize {
            this.frozen_hash()
        }

        /// A frozenset with the same elements: this one, if it is of no subclass.
        #[method(args = "($self, /)")]
        fn copy(this: &Set) -> PyResult<Py<Set>> {
            if this.ty() == &PyFrozenSet_Type { Ok(this.new_ref()) } else { this.copy() }
        }
    }
);
