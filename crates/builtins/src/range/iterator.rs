//! `range_iterator` for machine words, `longrange_iterator` for the others.

use std::cell::{Cell, RefCell};

use num_bigint::BigInt;
use num_traits::Zero;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::Range;
use super::arithmetic::{Big, Words};
use crate::arguments::{builtin, no_arguments, only_argument};

#[pyclass(PyRangeIter_Type = "range_iterator")]
pub struct RangeIterator {
    pub words: Words,
    pub index: Cell<i64>,
}

impl_trace!(RangeIterator {});

impl RangeIterator {
    pub fn over(words: Words) -> PyResult {
        Instance::new(RangeIterator { words, index: Cell::new(0) }).map(Py::into_object)
    }

    #[inline]
    pub fn advance(&self) -> Option<i64> {
        let index = self.index.get();
        (index < self.words.len).then(|| {
            self.index.set(index + 1);
            self.words.at(index)
        })
    }
}

#[pytype(PyRangeIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl RangeIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<RangeIterator>) -> Option<i64> {
        this.advance()
    }

    /// How many numbers are left.
    #[method]
    fn __length_hint__(this: &Instance<RangeIterator>, args: Args) -> PyResult<i64> {
        no_arguments(args, "__length_hint__")?;
        Ok(this.words.len - this.index.get())
    }

    #[method]
    fn __reduce__(this: &Instance<RangeIterator>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        let words = this.words;
        let stop = BigInt::from(words.start) + BigInt::from(words.len) * words.step;
        let range = Range::from_bigints(words.start.into(), stop, words.step.into())?;
        (builtin("iter")?, (range,), this.index.get()).into_py()
    }

    #[method]
    fn __setstate__(this: &Instance<RangeIterator>, args: Args) -> PyResult<()> {
        let state = only_argument(args, "__setstate__")?;
        let index = protocol::as_long(state)?;
        this.index.set(index.clamp(0, this.words.len));
        Ok(())
    }
}

#[pyclass(PyLongRangeIter_Type = "longrange_iterator")]
pub struct LongRangeIterator {
    numbers: Big,
    index: RefCell<BigInt>,
}

impl_trace!(LongRangeIterator {});

impl LongRangeIterator {
    pub fn over(numbers: Big) -> PyResult {
        Instance::new(LongRangeIterator { numbers, index: RefCell::new(BigInt::zero()) }).map(Py::into_object)
    }
}

#[pytype(PyLongRangeIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl LongRangeIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<LongRangeIterator>) -> Option<BigInt> {
        let mut index = this.index.borrow_mut();
        (*index < this.numbers.len).then(|| {
            let value = this.numbers.at(&index);
            *index += 1;
            value
        })
    }

    /// How many numbers are left.
    #[method]
    fn __length_hint__(this: &Instance<LongRangeIterator>, args: Args) -> PyResult<BigInt> {
        no_arguments(args, "__length_hint__")?;
        Ok(&this.numbers.len - &*this.index.borrow())
    }

    #[method]
    fn __reduce__(this: &Instance<LongRangeIterator>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        let numbers = &this.numbers;
        let range = Range::from_bigints(numbers.start.clone(), numbers.at(&numbers.len), numbers.step.clone())?;
        let index = this.index.borrow().clone();
        (builtin("iter")?, (range,), index).into_py()
    }

    #[method]
    fn __setstate__(this: &Instance<LongRangeIterator>, args: Args) -> PyResult<()> {
        let state = only_argument(args, "__setstate__")?;
        let len = this.numbers.len.clone();
        let index = if protocol::compare_bool(state, &*0i32.into_py()?, CompareOp::Lt)? {
            BigInt::zero()
        } else if protocol::compare_bool(&*len.clone().into_py()?, state, CompareOp::Lt)? {
            len
        } else {
            protocol::index(state)?.to_bigint()
        };
        *this.index.borrow_mut() = index;
        Ok(())
    }
}
