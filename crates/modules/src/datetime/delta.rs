//! `timedelta`: days, seconds and microseconds.
//!
//! **Invariant**: seconds are in 0..86400 and microseconds in 0..1000000; the fields have the places of
//! CPython's, where code that knows its layout looks.

use std::cell::Cell;
use std::mem::offset_of;

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{Signed, Zero};
use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_INT};
use pyston_object::args::{FunctionName, Signature};
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::protocol::BinaryOp;

use super::support::bind;

#[pyclass(PyDateTime_DeltaType = "datetime.timedelta", flags(BASETYPE))]
#[repr(C)]
pub struct Delta {
    hash: Cell<isize>,
    days: i32,
    seconds: i32,
    microseconds: i32,
}
impl_trace!(Delta {});

type This = Instance<Delta>;

const MAX_DAYS: i32 = 999_999_999;
const US_PER_SECOND: i128 = 1_000_000;
const US_PER_DAY: i128 = 86_400 * US_PER_SECOND;

/// A length of time in microseconds: what the fields say together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Span(pub i128);

impl Span {
    pub const ZERO: Span = Span(0);

    pub fn new(days: i64, seconds: i64, microseconds: i64) -> Span {
        Span(i128::from(days) * US_PER_DAY + i128::from(seconds) * US_PER_SECOND + i128::from(microseconds))
    }

    /// Days, seconds of the day, microseconds.
    pub fn parts(self) -> (i128, i64, i64) {
        let (days, rest) = self.0.div_mod_floor(&US_PER_DAY);
        let (seconds, microseconds) = rest.div_mod_floor(&US_PER_SECOND);
        (days, seconds as i64, microseconds as i64)
    }

    /// A timedelta.
    ///
    /// # Errors
    /// `OverflowError` if there are too many days.
    pub fn object(self) -> PyResult {
        self.object_as(&PyDateTime_DeltaType)
    }

    fn object_as(self, class: &Type) -> PyResult {
        let (days, seconds, microseconds) = self.parts();
        let Ok(days) = i32::try_from(days) else {
            return Err(raise!(OverflowError, "Python int too large to convert to C int"));
        };
        if !(-MAX_DAYS..=MAX_DAYS).contains(&days) {
            return Err(raise!(OverflowError, "days={days}; must have magnitude <= {MAX_DAYS}"));
        }
        let (seconds, microseconds) = (seconds as i32, microseconds as i32);
        let delta = Delta { hash: Cell::new(-1), days, seconds, microseconds };
        Ok(Instance::new_as(class, delta)?.into_object())
    }

    fn from_big(value: &BigInt) -> PyResult<Span> {
        match i128::try_from(value) {
            Ok(value) => Ok(Span(value)),
            Err(_) => Err(raise!(OverflowError, "Python int too large to convert to C int")),
        }
    }
}

impl Delta {
    pub fn span(&self) -> Span {
        Span::new(self.days.into(), self.seconds.into(), self.microseconds.into())
    }

    /// `hash()`: that of the tuple of the fields.
    pub fn hashed(&self) -> PyResult<isize> {
        if self.hash.get() == -1 {
            let parts = (self.days, self.seconds, self.microseconds).into_py()?;
            self.hash.set(protocol::hash(&parts)?);
        }
        Ok(self.hash.get())
    }
}

/// The span of an object, if it is a timedelta.
pub fn span_of(object: &Object) -> Option<Span> {
    object.downcast::<This>().map(|delta| delta.span())
}

/// `hash()` of the timedelta of a span, which need not be in range.
pub fn hash_of_span(span: Span) -> PyResult<isize> {
    protocol::hash(&*span.object()?)
}

/// `hours:minutes:seconds` and microseconds, if there are any, after a sign.
pub fn write_clock(seconds: i64, microseconds: i64) -> String {
    let mut text = format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if microseconds != 0 {
        text.push_str(&format!(".{microseconds:06}"));
    }
    text
}

/// The sum that the constructor makes of its arguments, whose fractions come last.
#[derive(Default)]
struct Sum {
    microseconds: i128,
    fraction: f64,
}

impl Sum {
    fn add(&mut self, part: &str, value: &Object, factor: i64) -> PyResult<()> {
        if let Some(value) = value.downcast::<Int>() {
            let whole = match value.to_i64() {
                Some(small) => i128::from(small),
                None => Span::from_big(&value.to_bigint())?.0,
            };
            return self.add_whole(whole, factor);
        }
        let Some(float) = value.downcast::<Float>() else {
            let got = value.type_name();
            return Err(raise!(TypeError, "unsupported type for timedelta {part} component: {got}"));
        };
        let whole = float.value().trunc();
        self.add_whole(float_to_whole(whole)?, factor)?;
        let fraction = float.value() - whole;
        if fraction != 0.0 {
            let scaled = factor as f64 * fraction;
            self.fraction += scaled.fract();
            self.add_whole(scaled.trunc() as i128, 1)?;
        }
        Ok(())
    }

    fn add_whole(&mut self, whole: i128, factor: i64) -> PyResult<()> {
        let sum = whole.checked_mul(factor.into()).and_then(|more| self.microseconds.checked_add(more));
        self.microseconds = sum.ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C int"))?;
        Ok(())
    }

    /// The sum with its fraction rounded, halves so that the sum is even.
    fn total(self) -> Span {
        let mut whole = self.fraction.round();
        if (whole - self.fraction).abs() == 0.5 {
            let odd = if self.microseconds.is_odd() { 1.0 } else { 0.0 };
            whole = 2.0 * ((self.fraction + odd) * 0.5).round() - odd;
        }
        Span(self.microseconds + whole as i128)
    }
}

fn float_to_whole(value: f64) -> PyResult<i128> {
    if value.is_nan() {
        return Err(raise!(ValueError, "cannot convert float NaN to integer"));
    }
    if value.is_infinite() {
        return Err(raise!(OverflowError, "cannot convert float infinity to integer"));
    }
    if value.abs() >= 1e38 {
        return Err(raise!(OverflowError, "Python int too large to convert to C int"));
    }
    Ok(value as i128)
}

/// `a / b` to the nearest, halves to even.
fn divide_nearest(a: &BigInt, b: &BigInt) -> PyResult<BigInt> {
    if b.is_zero() {
        return Err(zero_division());
    }
    let (quotient, rest) = a.div_mod_floor(b);
    let twice: BigInt = rest * 2;
    let (twice, b) = (twice.abs(), b.abs());
    let up = twice > b || (twice == b && quotient.is_odd());
    Ok(if up { quotient + 1 } else { quotient })
}

fn zero_division() -> Raised {
    raise!(ZeroDivisionError, "integer division or modulo by zero")
}

/// The two integers whose quotient a float is.
fn ratio(float: &Float) -> PyResult<(BigInt, BigInt)> {
    let parts = pyston_object::call::call_method(float, name!("as_integer_ratio"), &[])?;
    let Some(parts) = parts.downcast::<Tuple>() else {
        let got = parts.type_name();
        return Err(raise!(
            TypeError,
            "unexpected return type from as_integer_ratio(): expected tuple, got '{got:.200}'"
        ));
    };
    let &[numerator, denominator] = parts.as_slice() else {
        return Err(raise!(ValueError, "as_integer_ratio() must return a 2-tuple"));
    };
    Ok((protocol::index(numerator)?.to_bigint(), protocol::index(denominator)?.to_bigint()))
}

fn quotient_of_ints(a: i128, b: i128) -> PyResult {
    let (a, b) = (Int::from_bigint(&a.into())?, Int::from_bigint(&b.into())?);
    protocol::binary_op(&a, &b, BinaryOp::TrueDivide)
}

static NEW: Signature = Signature {
    function: FunctionName::Text("__new__"),
    parameters: &["days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks"],
    n_posonly: 0,
    n_positional: 7,
    n_required: 0,
    required_keywords: &[],
};

/// What the constructor's arguments are worth in microseconds, in the order in which they are added.
const UNITS: [(usize, &str, i64); 7] = [
    (2, "microseconds", 1),
    (3, "milliseconds", 1000),
    (1, "seconds", 1_000_000),
    (4, "minutes", 60_000_000),
    (5, "hours", 3_600_000_000),
    (0, "days", 86_400_000_000),
    (6, "weeks", 604_800_000_000),
];

/// A length of time.
///
/// timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)
///
/// The arguments may be ints or floats, positive or negative.
#[pytype(PyDateTime_DeltaType, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl Delta {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let bound: [Option<&Object>; 7] = bind(&NEW, args, kwargs)?;
        let mut sum = Sum::default();
        for (index, part, factor) in UNITS {
            if let Some(value) = bound[index] {
                sum.add(part, value, factor)?;
            }
        }
        sum.total().object_as(class)
    }

    #[slot]
    fn nb_add(a: &Object, b: &Object) -> PyResult {
        combine(a, b, |a, b| Span(a.0 + b.0).object())
    }

    #[slot]
    fn nb_subtract(a: &Object, b: &Object) -> PyResult {
        combine(a, b, |a, b| Span(a.0 - b.0).object())
    }

    #[slot]
    fn nb_multiply(a: &Object, b: &Object) -> PyResult {
        let (span, factor) = match (span_of(a), span_of(b)) {
            (Some(span), _) => (span, b),
            (None, Some(span)) => (span, a),
            (None, None) => return Ok(singletons::py_not_implemented()),
        };
        if let Some(factor) = factor.downcast::<Int>() {
            return Span::from_big(&(BigInt::from(span.0) * factor.to_bigint()))?.object();
        }
        let Some(factor) = factor.downcast::<Float>() else { return Ok(singletons::py_not_implemented()) };
        let (numerator, denominator) = ratio(factor)?;
        Span::from_big(&divide_nearest(&(BigInt::from(span.0) * numerator), &denominator)?)?.object()
    }

    #[slot]
    fn nb_true_divide(a: &Object, b: &Object) -> PyResult {
        let Some(span) = span_of(a) else { return Ok(singletons::py_not_implemented()) };
        if let Some(divisor) = span_of(b) {
            return quotient_of_ints(span.0, divisor.0);
        }
        if let Some(divisor) = b.downcast::<Int>() {
            return Span::from_big(&divide_nearest(&span.0.into(), &divisor.to_bigint())?)?.object();
        }
        let Some(divisor) = b.downcast::<Float>() else { return Ok(singletons::py_not_implemented()) };
        let (numerator, denominator) = ratio(divisor)?;
        Span::from_big(&divide_nearest(&(BigInt::from(span.0) * denominator), &numerator)?)?.object()
    }

    #[slot]
    fn nb_floor_divide(a: &Object, b: &Object) -> PyResult {
        let Some(span) = span_of(a) else { return Ok(singletons::py_not_implemented()) };
        if let Some(divisor) = span_of(b) {
            let (quotient, _) = divmod(span, divisor)?;
            return BigInt::from(quotient).into_py();
        }
        let Some(divisor) = b.downcast::<Int>() else { return Ok(singletons::py_not_implemented()) };
        if divisor.is_zero() {
            return Err(zero_division());
        }
        Span::from_big(&BigInt::from(span.0).div_floor(&divisor.to_bigint()))?.object()
    }

    #[slot]
    fn nb_remainder(a: &Object, b: &Object) -> PyResult {
        combine(a, b, |a, b| Span(divmod(a, b)?.1).object())
    }

    #[slot]
    fn nb_divmod(a: &Object, b: &Object) -> PyResult {
        combine(a, b, |a, b| {
            let (quotient, rest) = divmod(a, b)?;
            (BigInt::from(quotient), Span(rest).object()?).into_py()
        })
    }

    #[slot]
    fn nb_negative(this: &This) -> PyResult {
        Span(-this.span().0).object()
    }

    #[slot]
    fn nb_positive(this: &This) -> PyResult {
        this.span().object()
    }

    #[slot]
    fn nb_absolute(this: &This) -> PyResult {
        Span(this.span().0.abs()).object()
    }

    #[slot]
    fn nb_bool(this: &This) -> bool {
        this.span() != Span::ZERO
    }

    #[slot]
    fn tp_richcompare(this: &This, other: &Object, op: CompareOp) -> PyResult {
        match span_of(other) {
            Some(other) => Ok(protocol::order_result(this.span().cmp(&other), op)),
            None => Ok(singletons::py_not_implemented()),
        }
    }

    #[slot]
    fn tp_hash(this: &This) -> PyResult<isize> {
        this.hashed()
    }

    #[slot]
    fn tp_repr(this: &This) -> String {
        let parts = [("days", this.days), ("seconds", this.seconds), ("microseconds", this.microseconds)];
        let shown: Vec<String> =
            parts.iter().filter(|part| part.1 != 0).map(|(name, value)| format!("{name}={value}")).collect();
        let shown = if shown.is_empty() { "0".into() } else { shown.join(", ") };
        format!("{}({shown})", this.object().type_name())
    }

    #[slot]
    fn tp_str(this: &This) -> String {
        let clock = write_clock(this.seconds.into(), this.microseconds.into());
        match this.days {
            0 => clock,
            days => format!("{days} day{}, {clock}", if days.abs() == 1 { "" } else { "s" }),
        }
    }

    /// The length in seconds.
    #[method(args = "($self)")]
    fn total_seconds(this: &This) -> PyResult {
        quotient_of_ints(this.span().0, US_PER_SECOND)
    }

    /// The class and the arguments that make an equal one.
    #[method(args = "($self)")]
    fn __reduce__(this: &This) -> PyResult {
        let parts = (this.days, this.seconds, this.microseconds).into_py()?;
        (this.object().ty().new_ref(), parts).into_py()
    }
}

/// Quotient and rest, both towards minus infinity.
fn divmod(a: Span, b: Span) -> PyResult<(i128, i128)> {
    if b == Span::ZERO {
        return Err(zero_division());
    }
    Ok(a.0.div_mod_floor(&b.0))
}

/// The result for two timedeltas, `NotImplemented` for anything else.
fn combine(a: &Object, b: &Object, result: impl Fn(Span, Span) -> PyResult) -> PyResult {
    match (span_of(a), span_of(b)) {
        (Some(a), Some(b)) => result(a, b),
        _ => Ok(singletons::py_not_implemented()),
    }
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    member(c"days", T_INT, This::PAYLOAD_OFFSET + offset_of!(Delta, days), READONLY),
    member(c"seconds", T_INT, This::PAYLOAD_OFFSET + offset_of!(Delta, seconds), READONLY),
    member(c"microseconds", T_INT, This::PAYLOAD_OFFSET + offset_of!(Delta, microseconds), READONLY),
    END,
]);

/// Fills the type.
pub fn install() {
    Delta::install();
    PyDateTime_DeltaType.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
}

/// The class attributes.
pub fn constants() -> PyResult<Vec<(&'static str, Py)>> {
    let days = i64::from(MAX_DAYS);
    Ok(vec![
        ("resolution", Span(1).object()?),
        ("min", Span::new(-days, 0, 0).object()?),
        ("max", Span::new(days, 86_399, 999_999).object()?),
    ])
}
