//! `SignalDict`: the flags or the traps of a context as a mapping from signals to truth values.
//!
//! `SignalDictMixin` has the methods; the class that is used is made of it and `MutableMapping`. The bits
//! are shared with the context, which may die first.

use std::cell::Cell;
use std::rc::Rc;

use pyston_decimal::status::Status;
use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::once::Once;
use pyston_object::prelude::*;

use super::signals::{SIGNALS, bits_of, bits_of_dict};

/// Status bits that a context and its signal dict share.
pub type Bits = Rc<Cell<Status>>;

#[pyclass(SignalDictMixin_Type = "decimal.SignalDictMixin", flags(BASETYPE))]
#[derive(Default)]
pub struct SignalDict {
    bits: Bits,
}
impl_trace!(SignalDict {});

type This = Instance<SignalDict>;

static CLASS: Once<Type> = Once::new();

#[pytype(SignalDictMixin_Type, payload, slots(tp_getattro = generic_getattr, tp_hash = protocol::hash_not_implemented))]
impl SignalDict {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        Ok(Instance::new_as(class, SignalDict::default())?.into_object())
    }

    #[slot]
    fn tp_init(_this: &This, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        Ok(())
    }

    #[slot]
    fn mp_length(_this: &This) -> usize {
        SIGNALS.len()
    }

    #[slot]
    fn tp_iter(_this: &This) -> PyResult {
        let mut classes = Vec::new();
        for signal in &SIGNALS {
            classes.push(signal.class()?.as_object().new_ref());
        }
        let classes = Tuple::from_vec(classes)?;
        protocol::iter(&classes)
    }

    #[slot]
    fn mp_subscript(this: &This, key: &Object) -> PyResult<bool> {
        Ok(this.bits.get() & bits_of(key)? != 0)
    }

    #[slot]
    fn mp_ass_subscript(this: &This, key: &Object, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(ValueError, "signal keys cannot be deleted")) };
        let bits = bits_of(key)?;
        let is_set = protocol::is_true(value)?;
        let old = this.bits.get();
        this.bits.set(if is_set { old | bits } else { old & !bits });
        Ok(())
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<String> {
        let mut items = Vec::new();
        for signal in &SIGNALS {
            let value = if this.bits.get() & signal.bits != 0 { "True" } else { "False" };
            items.push(format!("<class 'decimal.{}'>:{value}", signal.name));
        }
        Ok(format!("{{{}}}", items.join(", ")))
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(singletons::py_not_implemented());
        }
        let bits = if let Some(other) = other.downcast::<This>() {
            other.bits.get()
        } else if let Some(dict) = other.downcast::<Dict>() {
            match bits_of_dict(dict) {
                Ok(bits) => bits,
                Err(raised) if raised.is(&exc::KeyError) => {
                    raised.clear();
                    return Ok(singletons::py_not_implemented());
                }
                Err(raised) => return Err(raised),
            }
        } else {
            return Ok(singletons::py_not_implemented());
        };
        Ok(singletons::py_bool((this.bits.get() == bits) == (op == CompareOp::Eq)))
    }

    /// A dict of all signals and their values.
    #[method]
    fn copy(this: &This, args: Args) -> PyResult<Py<Dict>> {
        crate::arguments::check_no_arguments("copy", args)?;
        let dict = Dict::new()?;
        for signal in &SIGNALS {
            dict.set(signal.class()?, singletons::py_bool(this.bits.get() & signal.bits != 0))?;
        }
        Ok(dict)
    }
}

impl SignalDict {
    /// A signal dict of these bits.
    pub fn over(bits: &Bits) -> PyResult<Py<This>> {
        let class = CLASS.get().ok_or_else(|| raise!(SystemError, "decimal's signal dict is not there yet"))?;
        Instance::new_as(class, SignalDict { bits: bits.clone() })
    }

    pub fn bits(&self) -> Status {
        self.bits.get()
    }
}

/// Makes the class and tells `collections.abc` of it.
pub fn install() -> PyResult<()> {
    if CLASS.get().is_some() {
        return Ok(());
    }
    SignalDict::install();
    pyston_object::ready::ready(&SignalDictMixin_Type)?;
    let abc = pyston_object::hooks::import("collections.abc")?;
    let mapping = pyston_object::attr::getattr_str(&abc, name!("MutableMapping"))?;
    let bases = Tuple::from_slice(&[&SignalDictMixin_Type, &mapping])?;
    let namespace = Dict::new()?;
    CLASS.get_or_try_init(|| {
        let class = pyston_object::call::call(mapping.ty(), &[&*Str::intern("SignalDict"), &bases, &namespace])?;
        class.downcast_into::<Type>().map_err(|_| raise!(SystemError, "cannot make the class SignalDict"))
    })?;
    Ok(())
}
