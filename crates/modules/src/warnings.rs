//! `_warnings`: present so that `importlib` finds it; the filters are those of `warnings.py`.

use pyston_object::call;
use pyston_object::prelude::*;

pub struct WarningsModule;

/// Issuing warnings.
#[pymodule("_warnings")]
impl WarningsModule {
    /// Issues a warning through the warnings module.
    #[function]
    fn warn(args: Args<'_>) -> PyResult {
        let module = pyston_object::hooks::import("warnings")?;
        let function = pyston_object::attr::getattr_str(&module, name!("warn"))?;
        let names = Tuple::from_slice(args.names)?;
        let all = [args.positional, args.values].concat();
        call::vectorcall(&function, &all, Some(&names))
    }
}
