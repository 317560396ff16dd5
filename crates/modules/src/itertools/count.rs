//! `count`: consecutive values.
//!
//! **Invariant**: as long as the step is 1 and the values fit a machine word, `small` is the next value;
//! otherwise `small` is the greatest word and `value` the next value.

use std::cell::Cell;

use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::protocol::{BinaryOp, binary_op};

#[pyclass(Count_Type = "itertools.count", flags(BASETYPE))]
pub struct Count {
    small: Cell<i64>,
    value: Field,
    step: Py,
}
impl_trace!(Count { value, step });

/// The value of `small` in the general form.
const GENERAL: i64 = i64::MAX;

/// A count object, whose values are start, start+step, start+2*step, ...
#[pytype(Count_Type, payload, sig = "(start=0, step=1)", slots(tp_getattro = generic_getattr))]
impl Count {
    #[new("(start=0, step=1)")]
    fn new(class: &Type, start: Option<&Object>, step: Option<&Object>) -> PyResult {
        if [start, step].into_iter().flatten().any(|number| !protocol::is_number(number)) {
            return Err(raise!(TypeError, "a number is required"));
        }
        let small = match start {
            None => Some(0),
            Some(start) => start.downcast::<Int>().and_then(Int::to_i64),
        };
        let is_unit = step.is_none_or(is_one);
        let payload = Count {
            small: Cell::new(small.filter(|_| is_unit).unwrap_or(GENERAL)),
            value: match (start, small) {
                (_, Some(_)) if is_unit => Field::empty(),
                (Some(start), _) => Field::new(start.new_ref()),
                (None, _) => Field::new(Int::from_i64(0)?.into_object()),
            },
            step: match step {
                Some(step) => step.new_ref(),
                None => Int::from_i64(1)?.into_object(),
            },
        };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Count>) -> PyResult<Option<Py>> {
        let small = this.small.get();
        if small != GENERAL {
            this.small.set(small + 1);
            return small.into_py().map(Some);
        }
        let value = this.value()?;
        this.value.set(binary_op(&value, &this.step, BinaryOp::Add)?);
        Ok(Some(value))
    }

    #[slot]
    fn tp_repr(this: &Instance<Count>) -> PyResult<Py<Str>> {
        let mut text = StrBuilder::new();
        text.push_str(&this.object().ty().name());
        text.push_str("(");
        if this.small.get() == GENERAL {
            text.push_py(&*protocol::repr(&*this.value()?)?);
            if !is_one(&this.step) {
                text.push_str(", ");
                text.push_py(&*protocol::repr(&this.step)?);
            }
        } else {
            text.push_str(&this.small.get().to_string());
        }
        text.push_str(")");
        text.finish()
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Count>) -> PyResult {
        let class = this.object().ty().new_ref();
        if this.small.get() == GENERAL {
            return (class, (this.value()?, this.step.clone())).into_py();
        }
        (class, (this.small.get(),)).into_py()
    }
}

impl Count {
    /// The next value in the general form.
    fn value(&self) -> PyResult {
        match self.value.get() {
            Some(value) => Ok(value),
            None => GENERAL.into_py(),
        }
    }
}

/// Is it the int 1?
fn is_one(number: &Object) -> bool {
    number.downcast::<Int>().is_some_and(|number| number.to_i64() == Some(1))
}
