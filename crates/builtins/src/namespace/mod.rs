//! `types.SimpleNamespace`: an object that is its attributes.

use pyston_object::prelude::*;
use pyston_object::{attr, impl_trace, payload_members};

#[pyclass(_PyNamespace_Type = "types.SimpleNamespace", flags(BASETYPE), dict = dict)]
#[derive(Default)]
pub struct Namespace {
    dict: Field<Dict>,
}

impl_trace!(Namespace { dict });

/// A namespace whose attributes are the items of `attributes`.
pub fn new(attributes: &Dict) -> PyResult {
    let namespace = Instance::new(Namespace { dict: Field::new(attributes.new_ref()) })?;
    Ok(namespace.into_object())
}

/// A simple attribute-based namespace: SimpleNamespace(**kwargs).
#[pytype(_PyNamespace_Type, payload,
    slots(tp_getattro = pyston_object::attr::generic_getattr, tp_setattro = pyston_object::attr::generic_setattr)
)]
impl Namespace {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<Namespace>>> {
        Instance::new_as(class, Namespace { dict: Field::new(Dict::new()?) })
    }

    #[slot]
    fn tp_init(this: &Instance<Namespace>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        if !args.is_empty() {
            return Err(raise!(TypeError, "no positional arguments expected"));
        }
        let (Some(kwargs), Some(dict)) = (kwargs, this.dict.get()) else { return Ok(()) };
        for key in kwargs.keys() {
            if !Str::check(&key) {
                return Err(raise!(TypeError, "keywords must be strings"));
            }
        }
        dict.update(kwargs)
    }

    #[slot]
    fn tp_repr(this: &Instance<Namespace>) -> PyResult<String> {
        let name =
            if this.object().ty() == &_PyNamespace_Type { "namespace".into() } else { this.object().type_name() };
        let Some(_guard) = protocol::enter_repr(this.object())? else { return Ok(format!("{name}(...)")) };
        let Some(dict) = this.dict.get() else { return Ok(format!("{name}()")) };
        // In the order of the names, as 3.8 shows them.
        let keys = List::from_vec(dict.keys())?;
        pyston_object::call::call_method(&keys, name!("sort"), &[])?;
        let mut parts = Vec::new();
        for key in keys.to_vec() {
            if let Some(text) = key.downcast::<Str>().filter(|text| !text.is_empty())
                && let Some(value) = dict.get(&key)?
            {
                parts.push(format!("{text}={}", protocol::repr(&value)?));
            }
        }
        Ok(format!("{name}({})", parts.join(", ")))
    }

    #[slot]
    fn tp_richcompare(this: &Instance<Namespace>, other: &Object, op: CompareOp) -> PyResult {
        let both = (this.object().downcast::<Instance<Namespace>>(), other.downcast::<Instance<Namespace>>());
        match both {
            (Some(left), Some(right)) => match (left.dict.get(), right.dict.get()) {
                (Some(left), Some(right)) => protocol::compare(&left, &right, op),
                _ => Ok(singletons::py_not_implemented()),
            },
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    /// What pickle and copy need.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Namespace>) -> PyResult {
        let object = this.object();
        let dict = attr::instance_dict_or_new(object)?;
        (object.ty().new_ref(), Tuple::empty(), dict).into_py()
    }
}

pub fn install() {
    Namespace::install();
    payload_members!(_PyNamespace_Type, Namespace { "__dict__" = dict [readonly] });
}

/// The types to make ready.
pub const TYPES: &[&Type] = &[&_PyNamespace_Type];
