//! `_abc`: what abstract base classes remember, and their instance and subclass checks.
//!
//! **Invariant**: a class that comes to be registered anywhere changes the global token; negative answers
//! are believed only while the token is the one they were given under.

mod abstract_methods;
mod data;

use pyston_object::attr::getattr_str;
use pyston_object::call::call_method;
use pyston_object::prelude::*;

pub use self::data::AbcData;
use self::data::{AbcData_Type, WeakClasses};
use crate::arguments::install_once;

pub struct AbcModule;

type Data = Py<Instance<AbcData>>;

static TOKEN: GilCell<u64> = GilCell::new(0);

/// What makes classes abstract, for the module abc.
#[pymodule("_abc")]
impl AbcModule {
    /// The token of the caches: it changes whenever a class is registered with an abstract one.
    #[function("($module, /)")]
    fn get_cache_token() -> u64 {
        TOKEN.get()
    }

    /// Make a class an abstract base class: find its abstract methods, and give it empty caches.
    #[function("($module, self, /)")]
    fn _abc_init(class: &Object) -> PyResult<()> {
        abstract_methods::compute(class)?;
        let data = AbcData::new(&AbcData_Type, TOKEN.get())?;
        pyston_object::attr::setattr_str(class, name!("_abc_impl"), Some(data.object()))
    }

    /// Register a class as a virtual subclass of an abstract one.
    #[function("($module, self, subclass, /)")]
    fn _abc_register(class: &Object, subclass: &Object) -> PyResult {
        if !Type::check(subclass) {
            return Err(raise!(TypeError, "Can only register classes"));
        }
        if protocol::is_subclass(subclass, class)? {
            return Ok(subclass.new_ref());
        }
        // Asked only now: registering a class with itself means nothing.
        if protocol::is_subclass(class, subclass)? {
            return Err(raise!(RuntimeError, "Refusing to create an inheritance cycle"));
        }
        data_of(class)?.registry.add(subclass)?;
        TOKEN.set(TOKEN.get() + 1);
        Ok(subclass.new_ref())
    }

    /// The instance check of abstract base classes.
    #[function("($module, self, instance, /)")]
    fn _abc_instancecheck(class: &Object, instance: &Object) -> PyResult {
        let data = data_of(class)?;
        let subclass = getattr_str(instance, name!("__class__"))?;
        if data.cache.contains(&subclass)? {
            return Ok(singletons::py_bool(true));
        }
        let subtype = instance.ty().as_object().new_ref();
        let check = |subclass: &Object| call_method(class, name!("__subclasscheck__"), &[subclass]);
        if subtype.is(&*subclass) {
            if data.version.get() == TOKEN.get() && data.negative_cache.contains(&subclass)? {
                return Ok(singletons::py_bool(false));
            }
            return check(&subclass);
        }
        let answer = check(&subclass)?;
        if protocol::is_true(&answer)? { Ok(answer) } else { check(&subtype) }
    }

    /// The subclass check of abstract base classes.
    #[function("($module, self, subclass, /)")]
    fn _abc_subclasscheck(class: &Object, subclass: &Object) -> PyResult<bool> {
        if !Type::check(subclass) {
            return Err(raise!(TypeError, "issubclass() arg 1 must be a class"));
        }
        let data = data_of(class)?;
        if data.cache.contains(subclass)? {
            return Ok(true);
        }
        if data.version.get() < TOKEN.get() {
            data.negative_cache.clear();
            data.version.set(TOKEN.get());
        } else if data.negative_cache.contains(subclass)? {
            return Ok(false);
        }
        let answer = decide(class, subclass, &data)?;
        match answer {
            Answer::Registered => (),
            Answer::Yes => data.cache.add(subclass)?,
            Answer::No => data.negative_cache.add(subclass)?,
        }
        Ok(!matches!(answer, Answer::No))
    }

    /// Return copies of the registry and the caches of a class, and the token of the negative cache.
    #[function("($module, self, /)")]
    fn _get_dump(class: &Object) -> PyResult<(Py<Set>, Py<Set>, Py<Set>, u64)> {
        let data = data_of(class)?;
        Ok((data.registry.copy()?, data.cache.copy()?, data.negative_cache.copy()?, data.version.get()))
    }

    /// Forget the classes registered with a class.
    #[function("($module, self, /)")]
    fn _reset_registry(class: &Object) -> PyResult<()> {
        data_of(class)?.registry.clear();
        Ok(())
    }

    /// Forget the cached answers of a class.
    #[function("($module, self, /)")]
    fn _reset_caches(class: &Object) -> PyResult<()> {
        let data = data_of(class)?;
        data.cache.clear();
        data.negative_cache.clear();
        Ok(())
    }

    #[exec]
    fn exec(_module: &Module) -> PyResult<()> {
        install_once(&AbcData_Type, data::install)
    }
}

fn data_of(class: &Object) -> PyResult<Data> {
    let data = getattr_str(class, name!("_abc_impl"))?;
    if !Instance::<AbcData>::check_exact(&data) {
        return Err(raise!(TypeError, "_abc_impl is set to a wrong type"));
    }
    data.downcast_into().map_err(|_| errors::bad_internal_call())
}

enum Answer {
    Yes,
    No,
    /// Yes, and not worth a place in the cache: the registry tells as fast.
    Registered,
}

fn decide(class: &Object, subclass: &Object, data: &AbcData) -> PyResult<Answer> {
    let hook = call_method(class, name!("__subclasshook__"), &[subclass])?;
    if hook.is(singletons::bool(true)) {
        return Ok(Answer::Yes);
    }
    if hook.is(singletons::bool(false)) {
        return Ok(Answer::No);
    }
    if !hook.is(singletons::not_implemented()) {
        return Err(raise!(AssertionError, "__subclasshook__ must return either False, True, or NotImplemented"));
    }
    if let (Some(derived), Some(base)) = (subclass.downcast::<Type>(), class.downcast::<Type>())
        && derived.is_subtype(base)
    {
        return Ok(Answer::Yes);
    }
    if data.registry.contains(subclass)? {
        return Ok(Answer::Registered);
    }
    for registered in WeakClasses::classes(&data.registry) {
        if protocol::is_subclass(subclass, &registered)? {
            return Ok(Answer::Yes);
        }
    }
    let subclasses = call_method(class, name!("__subclasses__"), &[])?;
    let Some(subclasses) = subclasses.downcast::<List>() else {
        return Err(raise!(TypeError, "__subclasses__() must return a list"));
    };
    let mut index = 0;
    while let Some(candidate) = subclasses.get(index) {
        if protocol::is_subclass(subclass, &candidate)? {
            return Ok(Answer::Yes);
        }
        index += 1;
    }
    Ok(Answer::No)
}
