//! `timedelta`: a duration.
//!
//! **Invariant**: `0 <= seconds < 86400` and `0 <= microseconds < 1000000`; results of arithmetic are plain
//! timedeltas, whatever the operands' classes.

use std::fmt::Write;
use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_INT};
use pyston_object::attr::generic_getattr;
use pyston_object::glue::Table;
use pyston_object::payload::{dealloc_plain, field_offset};
use pyston_object::prelude::*;

use super::layout::{Delta, NO_HASH, PyDateTime_DeltaType};
use super::micros::{
    Sum, US_PER_DAY, US_PER_SECOND, divide_nearest, divide_nearest_big, division_by_zero, floor_divide,
    floor_divide_big, ratio, ratio_of,
};
use super::parameters::Parameters;
use super::text::Text;

type This = Instance<Delta>;

const fn member(name: &'static std::ffi::CStr, offset: usize, doc: &'static std::ffi::CStr) -> PyMemberDef {
    let mut member = pyston_object::members::member(name, T_INT, field_offset::<Delta>(offset), READONLY);
    member.doc = doc.as_ptr();
    member
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    member(c"days", offset_of!(Delta, days), c"The days, negative for a negative duration."),
    member(c"seconds", offset_of!(Delta, seconds), c"The seconds beside the days: less than a day's."),
    member(
        c"microseconds",
        offset_of!(Delta, microseconds),
        c"The microseconds beside the seconds: less than a second's.",
    ),
    pyston_object::members::END,
]);

/// The parameters in the order of the constructor, and how many microseconds one of each is.
static PARAMETERS: Parameters = Parameters {
    function: "__new__()",
    names: &["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"],
    n_required: 0,
    n_positional: 7,
};
const UNITS: [i64; 7] = [86_400_000_000, 1_000_000, 1, 1000, 60_000_000, 3_600_000_000, 604_800_000_000];
/// The order in which they are summed up, smallest unit first.
const SUMMED: [usize; 7] = [2, 3, 1, 4, 5, 0, 6];

/// timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)
///
/// A duration: what lies between two dates or times. Arguments are ints or floats of either sign.
#[pytype(PyDateTime_DeltaType, slots(tp_dealloc = dealloc_plain::<Delta>, tp_getattro = generic_getattr))]
impl Delta {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        let mut cursor = PARAMETERS.of_tuple(args, kwargs)?;
        let mut given: [Option<Py>; 7] = [const { None }; 7];
        for slot in &mut given {
            *slot = cursor.next()?;
        }
        cursor.finish()?;
        let mut sum = Sum::Small(0);
        let mut leftover = 0.0;
        for index in SUMMED {
            if let Some(number) = &given[index] {
                accumulate(&mut sum, &mut leftover, number, index)?;
            }
        }
        if leftover != 0.0 {
            sum.add(round_leftover(leftover, sum.is_odd()) as i128);
        }
        match sum {
            Sum::Small(total) => Delta::of_total(class, total),
            Sum::Big(total) => Delta::of_big_total(class, &total),
        }
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let mut text = Text::new();
        let parts = [("days", this.days), ("seconds", this.seconds), ("microseconds", this.microseconds)];
        text.push_str(&this.object().type_name());
        text.push_str("(");
        let mut separator = "";
        for (name, value) in parts.into_iter().filter(|(_, value)| *value != 0) {
            let _ = write!(text, "{separator}{name}={value}");
            separator = ", ";
        }
        text.push_str(if separator.is_empty() { "0)" } else { ")" });
        text.finish()
    }

    #[slot]
    fn tp_str(this: &This) -> PyResult<Py<Str>> {
        let mut text = Text::new();
        if this.days != 0 {
            let plural = if this.days.abs() == 1 { "" } else { "s" };
            let _ = write!(text, "{} day{plural}, ", this.days);
        }
        let (minutes, seconds) = (this.seconds / 60, this.seconds % 60);
        let _ = write!(text, "{}:{:02}:{seconds:02}", minutes / 60, minutes % 60);
        if this.microseconds != 0 {
            let _ = write!(text, ".{:06}", this.microseconds);
        }
        text.finish()
    }

    #[slot]
    fn tp_hash(this: &This) -> PyResult<isize> {
        hash(this)
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> Py {
        match other.downcast::<This>() {
            Some(other) => protocol::order_result(this.parts().cmp(&other.parts()), op),
            None => singletons::py_not_implemented(),
        }
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        let (Some(a), Some(b)) = (a.downcast::<This>(), b.downcast::<This>()) else {
            return Ok(singletons::py_not_implemented());
        };
        combine(a, b, 1).map(Py::into_object)
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        let (Some(a), Some(b)) = (a.downcast::<This>(), b.downcast::<This>()) else {
            return Ok(singletons::py_not_implemented());
        };
        combine(a, b, -1).map(Py::into_object)
    }

    #[slot]
    fn nb_multiply(a: &Object, b: &Object) -> PyResult {
        let (delta, factor) = match (a.downcast::<This>(), b.downcast::<This>()) {
            (Some(delta), None) => (delta, b),
            (None, Some(delta)) => (delta, a),
            _ => return Ok(singletons::py_not_implemented()),
        };
        if let Some(factor) = factor.downcast::<Int>() {
            let product = match factor.to_i64().and_then(|factor| delta.total().checked_mul(factor.into())) {
                Some(product) => Delta::of_total(&PyDateTime_DeltaType, product),
                None => Delta::of_big_total(&PyDateTime_DeltaType, &(factor.to_bigint() * delta.total())),
            };
            return product.map(Py::into_object);
        }
        let Some(factor) = factor.downcast::<Float>() else { return Ok(singletons::py_not_implemented()) };
        let (numerator, denominator) = ratio_of(factor)?;
        let total = divide_nearest_big(&(numerator * delta.total()), &denominator)?;
        Delta::of_big_total(&PyDateTime_DeltaType, &total).map(Py::into_object)
    }

    #[slot]
    fn nb_floor_divide(a: &Object, b: &Object) -> PyResult {
        let Some(a) = a.downcast::<This>() else { return Ok(singletons::py_not_implemented()) };
        if let Some(b) = b.downcast::<This>() {
            let divisor = divisor(b.total())?;
            return Int::from_i128(floor_divide(a.total(), divisor)).map(Py::into_object);
        }
        let Some(b) = b.downcast::<Int>() else { return Ok(singletons::py_not_implemented()) };
        let quotient = match b.to_i64() {
            Some(b) => Delta::of_total(&PyDateTime_DeltaType, floor_divide(a.total(), divisor(b.into())?)),
            None => {
                let (quotient, _) = floor_divide_big(&a.total().into(), &b.to_bigint());
                Delta::of_big_total(&PyDateTime_DeltaType, &quotient)
            }
        };
        quotient.map(Py::into_object)
    }

    #[slot]
    fn nb_true_divide(a: &Object, b: &Object) -> PyResult {
        let Some(a) = a.downcast::<This>() else { return Ok(singletons::py_not_implemented()) };
        if let Some(b) = b.downcast::<This>() {
            return divide_exactly(a.total(), b.total());
        }
        let quotient = if let Some(b) = b.downcast::<Int>() {
            match b.to_i64() {
                Some(b) => Delta::of_total(&PyDateTime_DeltaType, divide_nearest(a.total(), divisor(b.into())?)),
                None => {
                    let quotient = divide_nearest_big(&a.total().into(), &b.to_bigint())?;
                    Delta::of_big_total(&PyDateTime_DeltaType, &quotient)
                }
            }
        } else if let Some(b) = b.downcast::<Float>() {
            let (numerator, denominator) = ratio_of(b)?;
            let quotient = divide_nearest_big(&(denominator * a.total()), &numerator)?;
            Delta::of_big_total(&PyDateTime_DeltaType, &quotient)
        } else {
            return Ok(singletons::py_not_implemented());
        };
        quotient.map(Py::into_object)
    }

    #[slot]
    fn nb_remainder(a: &Object, b: &Object) -> PyResult {
        let (Some(a), Some(b)) = (a.downcast::<This>(), b.downcast::<This>()) else {
            return Ok(singletons::py_not_implemented());
        };
        remainder(a, b).map(|(_, rest)| rest.into_object())
    }

    #[slot]
    fn nb_divmod(a: &Object, b: &Object) -> PyResult {
        let (Some(a), Some(b)) = (a.downcast::<This>(), b.downcast::<This>()) else {
            return Ok(singletons::py_not_implemented());
        };
        let (quotient, rest) = remainder(a, b)?;
        (Int::from_i128(quotient)?, rest).into_py()
    }

    #[slot]
    fn nb_negative(this: &This) -> PyResult<Py<This>> {
        negative(this)
    }

    #[slot]
    fn nb_positive(this: &This) -> PyResult<Py<This>> {
        Delta::make(&PyDateTime_DeltaType, this.days, this.seconds, this.microseconds)
    }

    #[slot]
    fn nb_absolute(this: &This) -> PyResult<Py<This>> {
        if this.days < 0 {
            return negative(this);
        }
        Delta::make(&PyDateTime_DeltaType, this.days, this.seconds, this.microseconds)
    }

    #[slot]
    fn nb_bool(this: &This) -> bool {
        !this.is_zero()
    }

    /// The whole duration in seconds.
    #[method(args = "($self, /)")]
    fn total_seconds(this: &This) -> PyResult {
        total_seconds(this)
    }

    /// __reduce__() -> (class, arguments)
    #[method(args = "($self, /)")]
    fn __reduce__(this: &This) -> PyResult<(Py<Type>, Py)> {
        Ok((this.object().ty().new_ref(), this.parts().into_py_tuple()?.into_object()))
    }
}

/// Three numbers as a tuple.
trait Triple {
    fn into_py_tuple(self) -> PyResult<Py<Tuple>>;
}

impl Triple for (i32, i32, i32) {
    fn into_py_tuple(self) -> PyResult<Py<Tuple>> {
        let parts = [Int::from_i64(self.0.into())?, Int::from_i64(self.1.into())?, Int::from_i64(self.2.into())?];
        Tuple::from_slice(&[parts[0].as_object(), parts[1].as_object(), parts[2].as_object()])
    }
}

/// The hash of the parts as a tuple, kept.
pub fn hash(delta: &This) -> PyResult<isize> {
    if delta.hashcode.get() == NO_HASH {
        delta.hashcode.set(protocol::hash(&*delta.parts().into_py_tuple()?)?);
    }
    Ok(delta.hashcode.get())
}

/// `a + sign * b`.
pub fn combine(a: &Delta, b: &Delta, sign: i32) -> PyResult<Py<This>> {
    let part = |a: i32, b: i32| i64::from(a) + i64::from(b) * i64::from(sign);
    Delta::of(part(a.days, b.days), part(a.seconds, b.seconds), part(a.microseconds, b.microseconds))
}

/// The step of dates.
pub fn one_day() -> PyResult<Py<This>> {
    Delta::of(1, 0, 0)
}

pub fn negative(delta: &Delta) -> PyResult<Py<This>> {
    Delta::of(-i64::from(delta.days), -i64::from(delta.seconds), -i64::from(delta.microseconds))
}

/// The duration in seconds, a float.
pub fn total_seconds(delta: &Delta) -> PyResult {
    divide_exactly(delta.total(), US_PER_SECOND)
}

fn divisor(value: i128) -> PyResult<i128> {
    if value == 0 { Err(division_by_zero()) } else { Ok(value) }
}

fn remainder(a: &Delta, b: &Delta) -> PyResult<(i128, Py<This>)> {
    let divisor = divisor(b.total())?;
    let quotient = floor_divide(a.total(), divisor);
    let rest = Delta::of_total(&PyDateTime_DeltaType, a.total() - quotient * divisor)?;
    Ok((quotient, rest))
}

/// Integers up to here are floats without loss, and so their quotient is rounded once.
const EXACT: u128 = 1 << 53;

/// `a / b` of integers as the nearest float.
fn divide_exactly(a: i128, b: i128) -> PyResult {
    if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT && b != 0 {
        return (a as f64 / b as f64).into_py();
    }
    let (a, b) = (Int::from_i128(a)?, Int::from_i128(b)?);
    protocol::binary_op(&a, &b, protocol::BinaryOp::TrueDivide)
}

/// Adds `number` times the unit at `index`. What is less than a microsecond goes to `leftover`.
fn accumulate(sum: &mut Sum, leftover: &mut f64, number: &Object, index: usize) -> PyResult<()> {
    let unit = UNITS[index];
    if let Some(number) = number.downcast::<Int>() {
        match number.to_i64() {
            Some(number) => sum.add(i128::from(number) * i128::from(unit)),
            None => sum.add_big(number.to_bigint() * unit),
        }
        return Ok(());
    }
    let Some(number) = number.downcast::<Float>() else {
        return Err(raise!(
            TypeError,
            "unsupported type for timedelta {} component: {}",
            PARAMETERS.names[index],
            number.type_name()
        ));
    };
    let number = number.value();
    if number.is_nan() {
        return Err(raise!(ValueError, "cannot convert float NaN to integer"));
    }
    if number.is_infinite() {
        return Err(raise!(OverflowError, "cannot convert float infinity to integer"));
    }
    let whole = number.trunc();
    if whole.abs() < 9e18 {
        sum.add(i128::from(whole as i64) * i128::from(unit));
    } else {
        sum.add_big(ratio(whole)?.0 * unit);
    }
    let fraction = (number - whole) * unit as f64;
    if fraction != 0.0 {
        sum.add(fraction.trunc() as i128);
        *leftover += fraction.fract();
    }
    Ok(())
}

/// The leftover as whole microseconds, such that half a one makes the sum even.
fn round_leftover(leftover: f64, is_odd: bool) -> f64 {
    let whole = leftover.round();
    if (whole - leftover).abs() != 0.5 {
        return whole;
    }
    let odd = f64::from(u8::from(is_odd));
    2.0 * ((leftover + odd) * 0.5).round() - odd
}

/// Makes the type ready and gives it its constants.
pub fn install() -> PyResult<()> {
    Delta::install();
    PyDateTime_DeltaType.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    let largest = 999_999_999 * US_PER_DAY;
    super::finish_type(
        &PyDateTime_DeltaType,
        &[
            ("resolution", Delta::of(0, 0, 1)?.into_object()),
            ("min", Delta::of_total(&PyDateTime_DeltaType, -largest)?.into_object()),
            ("max", Delta::of_total(&PyDateTime_DeltaType, largest + US_PER_DAY - 1)?.into_object()),
        ],
    )
}
