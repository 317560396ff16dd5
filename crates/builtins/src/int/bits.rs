//! Shifts and bitwise operators of ints, with a path for machine words.

use pyston_numeric::int as numeric;
use pyston_object::prelude::*;

fn shift_count(b: &Int) -> PyResult<Option<u64>> {
    if b.is_negative() {
        return Err(raise!(ValueError, "negative shift count"));
    }
    Ok(b.to_u64())
}

/// `a << b`. Results that no memory holds are `MemoryError`s as long as the number of digits to shift
/// by is a machine word.
pub fn int_lshift(a: &Int, b: &Int) -> PyResult<Py<Int>> {
    let count = shift_count(b)?;
    if a.is_zero() {
        return Int::from_i64(0);
    }
    match (count, a.as_two_digits()) {
        (Some(count @ 0..64), Some(a)) => Int::from_i128(i128::from(a) << count),
        (Some(count), _) => {
            let len = numeric::shl_len(a.numeric(), count)?;
            Int::build(len, |out| numeric::shl_into(a.numeric(), count, out))
        }
        (None, _) => {
            let digits = numeric::floor_div(b.numeric(), numeric::Int::from_u64(numeric::SHIFT.into()).as_ref())?;
            match digits.as_ref().to_i64() {
                Some(_) => Err(errors::no_memory()),
                None => Err(raise!(OverflowError, "too many digits in integer")),
            }
        }
    }
}

/// `a >> b`.
pub fn int_rshift(a: &Int, b: &Int) -> PyResult<Py<Int>> {
    let count = shift_count(b)?.unwrap_or(u64::MAX);
    match a.as_two_digits() {
        Some(a) => Int::from_i64(a >> count.min(63)),
        None => Int::from_numeric(&numeric::shr(a.numeric(), count)),
    }
}

macro_rules! bitwise {
    ($($(#[$meta:meta])* $name:ident = $op:tt, $long:path;)*) => {
        $(
            $(#[$meta])*
            #[inline]
            pub fn $name(a: &Int, b: &Int) -> PyResult<Py<Int>> {
                match (a.as_two_digits(), b.as_two_digits()) {
                    (Some(a), Some(b)) => Int::from_i64(a $op b),
                    _ => Int::from_numeric(&$long(a.numeric(), b.numeric())),
                }
            }
        )*
    };
}

bitwise! {
    /// `a & b`.
    int_and = &, numeric::and;
    /// `a | b`.
    int_or = |, numeric::or;
    /// `a ^ b`.
    int_xor = ^, numeric::xor;
}
