//! `range` and its iterators.

mod arithmetic;
pub mod iterator;

use std::mem::offset_of;

use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};
use pyston_object::abi::PyMemberDef;
use pyston_object::abi::flags::{READONLY, T_OBJECT_EX};
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;

use crate::arguments::{check_count, no_arguments, only_argument};
use arithmetic::{Big, Words, length, length_of_words, plain_int, position, position_in_words};
use iterator::{LongRangeIterator, RangeIterator};

/// An arithmetic progression. The fields never change.
#[pyclass(PyRange_Type = "range")]
pub struct Range {
    pub start: Py<Int>,
    pub stop: Py<Int>,
    pub step: Py<Int>,
    pub len: Py<Int>,
}

impl_trace!(Range { start, stop, step, len });

impl Range {
    /// `range(start, stop, step)`.
    ///
    /// # Errors
    /// `ValueError` for a step of zero.
    pub fn new(start: Py<Int>, stop: Py<Int>, step: Py<Int>) -> PyResult<Py<Instance<Range>>> {
        if step.is_zero() {
            return Err(raise!(ValueError, "range() arg 3 must not be zero"));
        }
        let _level = pyston_object::tstate::enter_recursive(" in comparison")?;
        if let (Some(first), Some(last), Some(width)) = (start.to_i64(), stop.to_i64(), step.to_i64())
            && let Some(count) = length_of_words(first, last, width)
        {
            return Instance::new(Range { start, stop, step, len: Int::from_i64(count)? });
        }
        let count = length(&start.to_bigint(), &stop.to_bigint(), &step.to_bigint());
        Instance::new(Range { start, stop, step, len: Int::from_bigint(&count)? })
    }

    pub fn from_bigints(start: BigInt, stop: BigInt, step: BigInt) -> PyResult<Py<Instance<Range>>> {
        Range::new(Int::from_bigint(&start)?, Int::from_bigint(&stop)?, Int::from_bigint(&step)?)
    }

    /// The numbers as machine words, if all fit, and the end too.
    fn words(&self) -> Option<Words> {
        self.stop.to_i64()?;
        Some(Words { start: self.start.to_i64()?, step: self.step.to_i64()?, len: self.len.to_i64()? })
    }

    fn big(&self) -> Big {
        Big { start: self.start.to_bigint(), step: self.step.to_bigint(), len: self.len.to_bigint() }
    }

    /// The number at `index`; negative ones count from the end.
    fn item(&self, index: &Int) -> PyResult {
        let out_of_range = || raise!(IndexError, "range object index out of range");
        if let (Some(words), Some(index)) = (self.words(), index.to_i64()) {
            let index = if index < 0 { index + words.len } else { index };
            if !(0..words.len).contains(&index) {
                return Err(out_of_range());
            }
            return words.at(index).into_py();
        }
        let big = self.big();
        let mut index = index.to_bigint();
        if index.is_negative() {
            index += &big.len;
        }
        if index.is_negative() || index >= big.len {
            return Err(out_of_range());
        }
        big.at(&index).into_py()
    }

    fn slice(&self, slice: &Slice) -> PyResult {
        let big = self.big();
        let (start, stop, step) = slice.long_indices(&big.len)?;
        Range::from_bigints(big.at(&start), big.at(&stop), &big.step * step).map(Py::into_object)
    }

    /// Where `value` stands.
    fn position(&self, value: &Int) -> Option<BigInt> {
        match (self.words(), value.to_i64()) {
            (Some(words), Some(value)) => position_in_words(words, value).map(BigInt::from),
            _ => position(&self.big(), &value.to_bigint()),
        }
    }

    fn equals(&self, other: &Range) -> bool {
        let same = |a: &Int, b: &Int| a.signed_len() == b.signed_len() && a.digits() == b.digits();
        same(&self.len, &other.len)
            && (self.len.is_zero()
                || (same(&self.start, &other.start)
                    && (self.len.as_small() == Some(1) || same(&self.step, &other.step))))
    }
}

/// What setting a field of a range raises.
/// The three numbers of `range(..)`.
fn parse(args: &Tuple) -> PyResult<[Py<Int>; 3]> {
    let given = args.as_slice();
    if given.is_empty() {
        return Err(raise!(TypeError, "range expected 1 argument, got 0"));
    }
    check_count(given.len(), "range", 1, 3)?;
    let number = protocol::index;
    let one = || Int::from_i64(1);
    match *given {
        [stop] => Ok([Int::from_i64(0)?, number(stop)?, one()?]),
        [start, stop] => Ok([number(start)?, number(stop)?, one()?]),
        _ => Ok([number(given[0])?, number(given[1])?, number(given[2])?]),
    }
}

/// range(stop) -> range object
/// range(start, stop[, step]) -> range object
///
/// The integers from start (0 by default) to before stop by step (1 by default).
#[pytype(PyRange_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Range {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Range>>> {
        if kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "range() takes no keyword arguments"));
        }
        let [start, stop, step] = parse(args)?;
        Range::new(start, stop, step)
    }

    #[slot]
    fn tp_repr(this: &Instance<Range>) -> PyResult<String> {
        let (start, stop) = (protocol::repr(&this.start)?, protocol::repr(&this.stop)?);
        if this.step.as_small() == Some(1) {
            return Ok(format!("range({start}, {stop})"));
        }
        Ok(format!("range({start}, {stop}, {})", protocol::repr(&this.step)?))
    }

    #[slot]
    fn tp_hash(this: &Instance<Range>) -> PyResult<isize> {
        let none = singletons::none();
        let start: &Object = if this.len.is_zero() { none } else { &this.start };
        let step: &Object = if this.len.is_zero() || this.len.as_small() == Some(1) { none } else { &this.step };
        protocol::hash(&*Tuple::from_slice(&[&this.len, start, step])?)
    }

    #[slot]
    fn tp_richcompare(this: &Instance<Range>, other: &Object, op: CompareOp) -> PyResult {
        match (other.downcast::<Instance<Range>>(), op) {
            (Some(other), CompareOp::Eq) => Ok(singletons::py_bool(this.equals(other))),
            (Some(other), CompareOp::Ne) => Ok(singletons::py_bool(!this.equals(other))),
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn tp_iter(this: &Instance<Range>) -> PyResult {
        match this.words() {
            Some(words) => RangeIterator::over(words),
            None => LongRangeIterator::over(this.big()),
        }
    }

    #[slot]
    fn nb_bool(this: &Instance<Range>) -> bool {
        !this.len.is_zero()
    }

    #[slot]
    fn sq_length(this: &Instance<Range>) -> PyResult<isize> {
        protocol::index_as_ssize(&this.len)
    }

    #[slot]
    fn sq_item(this: &Instance<Range>, index: isize) -> PyResult {
        this.item(&*Int::from_i64(index as i64)?)
    }

    #[slot]
    fn sq_contains(this: &Instance<Range>, value: &Object) -> PyResult<bool> {
        if let Some(value) = plain_int(value) {
            return Ok(this.position(value).is_some());
        }
        let iterator = protocol::iter(this.object())?;
        while let Some(item) = protocol::next(&iterator)? {
            if protocol::compare_eq(&item, value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    #[slot]
    fn mp_length(this: &Instance<Range>) -> PyResult<isize> {
        protocol::index_as_ssize(&this.len)
    }

    #[slot]
    fn mp_subscript(this: &Instance<Range>, key: &Object) -> PyResult {
        if protocol::has_index(key) {
            return this.item(&*protocol::index(key)?);
        }
        match key.downcast::<Slice>() {
            Some(slice) => this.slice(slice),
            None => Err(raise!(TypeError, "range indices must be integers or slices, not {:.200}", key.type_name())),
        }
    }

    /// Return an iterator over the numbers from the last to the first.
    #[method]
    fn __reversed__(this: &Instance<Range>, args: Args) -> PyResult {
        no_arguments(args, "__reversed__")?;
        if let Some(words) = this.words()
            && let Some(step) = words.step.checked_neg()
        {
            return RangeIterator::over(Words { start: words.at(words.len - 1), step, len: words.len });
        }
        let big = this.big();
        let last = big.at(&(&big.len - BigInt::one()));
        LongRangeIterator::over(Big { start: last, step: -big.step, len: big.len })
    }

    #[method]
    fn __reduce__(this: &Instance<Range>, args: Args) -> PyResult {
        args.no_keywords("__reduce__")?;
        (this.object().ty().new_ref(), (this.start.clone(), this.stop.clone(), this.step.clone())).into_py()
    }

    /// rangeobject.count(value) -> integer -- how often value occurs
    #[method]
    fn count(this: &Instance<Range>, args: Args) -> PyResult<usize> {
        let value = only_argument(args, "count")?;
        if let Some(value) = plain_int(value) {
            return Ok(usize::from(this.position(value).is_some()));
        }
        let mut count = 0;
        protocol::for_each(this.object(), |item| {
            count += usize::from(protocol::compare_eq(&item, value)?);
            Ok(())
        })?;
        Ok(count)
    }

    /// rangeobject.index(value) -> integer -- the index of value.
    ///
    /// Raises ValueError if the value is not present.
    #[method]
    fn index(this: &Instance<Range>, args: Args) -> PyResult<BigInt> {
        let value = only_argument(args, "index")?;
        if let Some(value) = plain_int(value) {
            let position = this.position(value);
            return position.map_or_else(|| Err(raise!(ValueError, "{} is not in range", protocol::repr(value)?)), Ok);
        }
        let iterator = protocol::iter(this.object())?;
        let mut index = BigInt::zero();
        while let Some(item) = protocol::next(&iterator)? {
            if protocol::compare_eq(&item, value)? {
                return Ok(index);
            }
            index += 1;
        }
        Err(raise!(ValueError, "sequence.index(x): x not in sequence"))
    }
}

/// The types declared here, to be made ready.
pub const TYPES: &[&Type] = &[&PyRange_Type, &iterator::PyRangeIter_Type, &iterator::PyLongRangeIter_Type];

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    member(c"start", T_OBJECT_EX, Instance::<Range>::PAYLOAD_OFFSET + offset_of!(Range, start), READONLY),
    member(c"stop", T_OBJECT_EX, Instance::<Range>::PAYLOAD_OFFSET + offset_of!(Range, stop), READONLY),
    member(c"step", T_OBJECT_EX, Instance::<Range>::PAYLOAD_OFFSET + offset_of!(Range, step), READONLY),
    END,
]);

pub fn install() {
    Range::install();
    PyRange_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
    RangeIterator::install();
    LongRangeIterator::install();
}
