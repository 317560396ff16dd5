//! Iterators over a dict: of keys, values and items, in both directions.
//!
//! **Invariant**: an iterator lets go of its dict at the end, so that it never starts again; a change of
//! the dict's size makes it fail for good.

use std::cell::Cell;

use pyston_object::attr::generic_getattr;
use pyston_object::dict::{Cursor, ReverseCursor};
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::iter_function;

/// A dict iterator's type: its cursor, its methods, and what it gives of an entry.
macro_rules! dict_iterator {
    ($own:ident, $target:ident = $name:literal, $cursor:ident, slots($($slot:ident = $function:path)?), |$key:ident, $value:ident| $pick:expr) => {
        #[pyclass($target = $name)]
        pub struct $own {
            dict: Field<Dict>,
            cursor: Cell<$cursor>,
            /// CPython keeps a tuple to recycle here; `sys.getsizeof` counts it.
            _spare: Field,
        }
        impl_trace!($own { dict });

        #[pytype($target, payload, slots($($slot = $function)?))]
        impl $own {
            #[slot]
            fn tp_iter(this: &Object) -> &Object {
                this
            }

            #[slot]
            fn tp_iternext(this: &Instance<$own>) -> PyResult<Option<Py>> {
                let Some(dict) = this.dict.get() else { return Ok(None) };
                let mut cursor = this.cursor.get();
                let step = cursor.next(&dict);
                this.cursor.set(cursor);
                if let Ok(Some(($key, $value, _))) = step {
                    return $pick.map(Some);
                }
                if !cursor.is_broken() {
                    this.dict.clear();
                }
                step.map(|_| None)
            }

            /// How many elements are left, as far as known.
            #[method(args = "($self, /)")]
            fn __length_hint__(this: &Instance<$own>) -> usize {
                this.dict.get().map_or(0, |dict| this.cursor.get().length_hint(&dict))
            }

            /// State for pickling.
            #[method(args = "($self, /)")]
            fn __reduce__(this: &Instance<$own>) -> PyResult<(Py, (Vec<Py>,))> {
                let mut rest = Vec::new();
                if let Some(dict) = this.dict.get() {
                    let mut cursor = this.cursor.get();
                    while let Some(($key, $value, _)) = cursor.next(&dict)? {
                        rest.push($pick?);
                    }
                }
                Ok((iter_function()?, (rest,)))
            }
        }

        impl $own {
            /// An iterator that starts at the first entry in its direction.
            pub fn over(dict: &Dict) -> PyResult<Py<Instance<$own>>> {
                let cursor = Cell::new($cursor::new(dict));
                Instance::new($own { dict: Field::new(dict.new_ref()), cursor, _spare: Field::empty() })
            }
        }
    };
}

dict_iterator!(
    KeyIterator,
    PyDictIterKey_Type = "dict_keyiterator",
    Cursor,
    slots(tp_getattro = generic_getattr),
    |key, _value| Ok::<Py, Raised>(key)
);
dict_iterator!(
    ValueIterator,
    PyDictIterValue_Type = "dict_valueiterator",
    Cursor,
    slots(tp_getattro = generic_getattr),
    |_key, value| Ok::<Py, Raised>(value)
);
dict_iterator!(
    ItemIterator,
    PyDictIterItem_Type = "dict_itemiterator",
    Cursor,
    slots(tp_getattro = generic_getattr),
    |key, value| pair(key, value)
);
dict_iterator!(
    ReverseKeyIterator,
    PyDictRevIterKey_Type = "dict_reversekeyiterator",
    ReverseCursor,
    slots(),
    |key, _value| Ok::<Py, Raised>(key)
);
dict_iterator!(
    ReverseValueIterator,
    PyDictRevIterValue_Type = "dict_reversevalueiterator",
    ReverseCursor,
    slots(),
    |_key, value| Ok::<Py, Raised>(value)
);
dict_iterator!(
    ReverseItemIterator,
    PyDictRevIterItem_Type = "dict_reverseitemiterator",
    ReverseCursor,
    slots(),
    |key, value| pair(key, value)
);

fn pair(key: Py, value: Py) -> PyResult {
    (key, value).into_py()
}

pub(super) fn install() {
    KeyIterator::install();
    ValueIterator::install();
    ItemIterator::install();
    ReverseKeyIterator::install();
    ReverseValueIterator::install();
    ReverseItemIterator::install();
}

pub(super) fn types() -> [&'static Type; 6] {
    [
        &PyDictIterKey_Type,
        &PyDictIterValue_Type,
        &PyDictIterItem_Type,
        &PyDictRevIterKey_Type,
        &PyDictRevIterValue_Type,
        &PyDictRevIterItem_Type,
    ]
}
