//! `_weakref`: what the module `weakref` is built on.

use pyston_object::prelude::*;
use pyston_object::statics::{_PyWeakref_CallableProxyType, _PyWeakref_ProxyType, _PyWeakref_RefType};
use pyston_object::weakref;

pub struct WeakrefModule;

/// The native part of weak references.
#[pymodule("_weakref")]
impl WeakrefModule {
    /// Return how many weak references to the object there are.
    #[function("(object, /)")]
    fn getweakrefcount(object: &Object) -> usize {
        weakref::count(object)
    }

    /// getweakrefs(object) -- list of all weak references to the object
    #[function]
    fn getweakrefs(args: Args) -> PyResult<Vec<Py>> {
        args.no_keywords("getweakrefs")?;
        match args.positional {
            [object] => Ok(weakref::all(object)),
            given => Err(raise!(TypeError, "getweakrefs() takes exactly one argument ({} given)", given.len())),
        }
    }

    /// proxy(object[, callback]) -- an object that acts as another without keeping it alive
    ///
    /// The callback is called with the proxy when the object is about to go.
    #[function]
    fn proxy(args: Args) -> PyResult {
        args.no_keywords("proxy")?;
        match args.positional {
            [object] => weakref::new_proxy(object, None),
            [object, callback] => weakref::new_proxy(object, Some(callback)),
            [] => Err(raise!(TypeError, "proxy expected at least 1 argument, got 0")),
            given => Err(raise!(TypeError, "proxy expected at most 2 arguments, got {}", given.len())),
        }
    }

    /// Delete the entry of key if its value is a weak reference whose referent is gone.
    #[function("(dct, key, /)")]
    fn _remove_dead_weakref(dct: &Dict, key: &Object) -> PyResult<()> {
        let Some(value) = dct.get(key)? else { return Ok(()) };
        let Some(reference) = weakref::as_weakref(&value) else {
            return Err(raise!(TypeError, "not a weakref"));
        };
        if weakref::referent(reference).is_none() {
            drop(dct.remove(key)?);
        }
        Ok(())
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("ref", _PyWeakref_RefType.as_object())?;
        module.add("ReferenceType", _PyWeakref_RefType.as_object())?;
        module.add("ProxyType", _PyWeakref_ProxyType.as_object())?;
        module.add("CallableProxyType", _PyWeakref_CallableProxyType.as_object())
    }
}
