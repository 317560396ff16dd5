//! `_collections`: `deque`, `defaultdict`, `OrderedDict`, and helpers of `collections`.

mod count;
mod defaultdict;
mod deque;
mod deque_iterator;
mod ordered_dict;
mod ordered_ghosts;
mod ordered_iterator;
mod ordered_update;
mod ordered_views;
mod tuplegetter;

pub use defaultdict::DefaultDict;
pub use deque::Deque;
pub use ordered_dict::OrderedDict;
use pyston_object::prelude::*;
use pyston_object::ready::ready;
pub use tuplegetter::TupleGetter;

use crate::arguments::install_once;

pub struct CollectionsModule;

/// Containers: double-ended queues, dictionaries with default values and with an order of their own.
#[pymodule("_collections")]
impl CollectionsModule {
    /// Count the elements of an iterable: add each one's number to the mapping's value for it.
    #[function("($module, mapping, iterable, /)")]
    fn _count_elements(mapping: &Object, iterable: &Object) -> PyResult<()> {
        count::count_elements(mapping, iterable)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&deque::Deque_Type, || {
            Deque::install();
            deque_iterator::install();
            TupleGetter::install_type();
            DefaultDict::install_type();
            ordered_dict::install();
            ordered_views::install()?;
            ordered_iterator::install()?;
            ready(&deque::Deque_Type)
        })?;
        module.add_type(&deque::Deque_Type)?;
        module.add_type(&defaultdict::DefaultDict_Type)?;
        module.add_type(&ordered_dict::PyODict_Type)?;
        module.add_type(&deque_iterator::DequeIterator_Type)?;
        module.add_type(&deque_iterator::DequeReverseIterator_Type)?;
        module.add_type(&tuplegetter::TupleGetter_Type)
    }
}
