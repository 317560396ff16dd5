//! `round(x)` and `round(x, ndigits)`, correctly rounded from the float's exact value.

use super::convert::{split, to_int};
use crate::error::{NumError, NumResult};
use crate::int::{self, Int};

/// Beyond these no digit of a float is left to round, or none is left of it.
const MAX_DIGITS: i64 = 323;
const MIN_DIGITS: i64 = -308;

/// `round(x)`: the nearest int, ties to even.
pub fn round_to_int(x: f64) -> NumResult<Int> {
    to_int(x.round_ties_even())
}

/// `round(x, ndigits)`.
pub fn round_to_digits(x: f64, ndigits: i64) -> NumResult<f64> {
    if !x.is_finite() || x == 0.0 || ndigits > MAX_DIGITS {
        return Ok(x);
    }
    if ndigits < MIN_DIGITS {
        return Ok(0.0 * x);
    }
    let size = x.abs();
    let result = if ndigits >= 0 {
        format!("{size:.*}", ndigits as usize).parse().unwrap_or(size)
    } else {
        round_left_of_point(size, ndigits.unsigned_abs())?
    };
    if result.is_infinite() {
        return Err(too_large());
    }
    Ok(result.copysign(x))
}

fn too_large() -> NumError {
    NumError::overflow("rounded value too large to represent")
}

fn round_left_of_point(size: f64, places: u64) -> NumResult<f64> {
    let unit = int::pow(Int::from_u64(10).as_ref(), Int::from_u64(places).as_ref())?;
    let (quotient, rest) = int::divmod(to_int(size)?.as_ref(), unit.as_ref())?;
    let (mantissa, exponent) = split(size);
    let fraction = exponent < 0 && (exponent < -63 || mantissa & ((1 << -exponent) - 1) != 0);
    let twice = int::shl(rest.as_ref(), 1)?;
    let up = match int::cmp(twice.as_ref(), unit.as_ref()) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Equal => fraction || quotient.as_ref().is_odd(),
    };
    let quotient = int::add(quotient.as_ref(), Int::from_u64(u64::from(up)).as_ref());
    super::from_int(int::mul(quotient.as_ref(), unit.as_ref()).as_ref()).map_err(|_| too_large())
}
