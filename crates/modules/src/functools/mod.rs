//! `_functools`: `partial`, `reduce`, `cmp_to_key`, and the wrapper of `lru_cache`.

mod cmp_to_key;
mod lru_cache;
mod lru_order;
mod partial;

pub use cmp_to_key::Key;
pub use lru_cache::LruCacheWrapper;
pub use partial::Partial;
use pyston_object::prelude::*;

use crate::arguments::{check_count, install_once};

pub struct FunctoolsModule;

/// Tools that operate on functions.
#[pymodule("_functools")]
impl FunctoolsModule {
    /// reduce(function, sequence[, initial]) -> value
    ///
    /// Fold a sequence from the left with a function of two arguments. The initial value, if there is
    /// one, comes before the elements and is the result for an empty sequence.
    #[function]
    fn reduce(args: Args) -> PyResult {
        let _level = pyston_object::tstate::enter_varargs()?;
        args.no_keywords("reduce")?;
        check_count("reduce", args.positional.len(), 2, 3)?;
        let (function, sequence) = (args.positional[0], args.positional[1]);
        let mut result = args.positional.get(2).map(|initial| initial.new_ref());
        let iterator = protocol::iter(sequence).map_err(|raised| {
            if raised.is(&exc::TypeError) { raise!(TypeError, "reduce() arg 2 must support iteration") } else { raised }
        })?;
        while let Some(item) = protocol::next(&iterator)? {
            result = Some(match result {
                None => item,
                Some(value) => pyston_object::call::call(function, &[&value, &item])?,
            });
        }
        result.ok_or_else(|| raise!(TypeError, "reduce() of empty sequence with no initial value"))
    }

    /// Turn a comparison function into a key function.
    #[function(args = "(mycmp)")]
    fn cmp_to_key(mycmp: &Object) -> PyResult<Py<Instance<Key>>> {
        Key::new(mycmp, None)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&partial::Partial_Type, || {
            Partial::install_type();
            lru_cache::install()?;
            Key::install_type();
            pyston_object::ready::ready(&cmp_to_key::Key_Type)
        })?;
        module.add_type(&partial::Partial_Type)?;
        module.add_type(&lru_cache::LruCacheWrapper_Type)
    }
}
