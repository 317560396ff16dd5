//! The views of an `OrderedDict`: those of `dict`, but iterating as the ordered dictionary does.

use pyston_builtins::dict::{ItemsView, KeysView, ValuesView};
use pyston_object::prelude::*;
use pyston_object::ready::ready;
use pyston_object::statics::{PyDictItems_Type, PyDictKeys_Type, PyDictValues_Type};

use super::ordered_dict::This;
use super::ordered_iterator::{Direction, OrderedIterator, Part};

macro_rules! ordered_view {
    ($own:ident, $target:ident = $name:literal, $base:path, $view:ident, $part:ident) => {
        pub struct $own;

        #[expect(non_upper_case_globals, reason = "type objects are named as in C")]
        pub static $target: Type = Type::declare($name, size_of::<Instance<$view>>(), 0, 0);

        #[pytype($target, base = $base)]
        impl $own {
            #[slot]
            fn tp_iter(this: &Instance<$view>) -> PyResult<Py<Instance<OrderedIterator>>> {
                iterate(this.dict(), Part::$part, Direction::Forward)
            }

            /// An iterator over the view, from the last element to the first.
            #[method(args = "($self, /)")]
            fn __reversed__(this: &Instance<$view>) -> PyResult<Py<Instance<OrderedIterator>>> {
                iterate(this.dict(), Part::$part, Direction::Backward)
            }
        }
    };
}

ordered_view!(OrderedKeys, PyODictKeys_Type = c"odict_keys", PyDictKeys_Type, KeysView, Keys);
ordered_view!(OrderedValues, PyODictValues_Type = c"odict_values", PyDictValues_Type, ValuesView, Values);
ordered_view!(OrderedItems, PyODictItems_Type = c"odict_items", PyDictItems_Type, ItemsView, Items);

fn iterate(dict: &Dict, part: Part, direction: Direction) -> PyResult<Py<Instance<OrderedIterator>>> {
    match dict.downcast::<This>() {
        Some(source) => OrderedIterator::over(source, part, direction),
        None => Err(errors::bad_internal_call()),
    }
}

pub(super) fn install() -> PyResult<()> {
    OrderedKeys::install();
    OrderedValues::install();
    OrderedItems::install();
    [&PyODictKeys_Type, &PyODictValues_Type, &PyODictItems_Type].into_iter().try_for_each(ready)
}
