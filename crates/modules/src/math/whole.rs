//! The functions of `math` on whole numbers: factorials, combinations, permutations.

use pyston_numeric::int::{self as numeric, Int as Number};
use pyston_object::prelude::*;

/// `low * (low + 1) * ... * (high - 1)` for machine words, halves first so that factors stay balanced.
fn product(low: u64, high: u64) -> Number {
    if high <= low {
        return Number::from_u64(1);
    }
    if high - low <= 16 {
        let mut result = Number::from_u64(1);
        let mut pending = 1u64;
        for factor in low..high {
            match pending.checked_mul(factor) {
                Some(more) => pending = more,
                None => {
                    result = numeric::mul(result.as_ref(), Number::from_u64(pending).as_ref());
                    pending = factor;
                }
            }
        }
        return numeric::mul(result.as_ref(), Number::from_u64(pending).as_ref());
    }
    let middle = low + (high - low) / 2;
    numeric::mul(product(low, middle).as_ref(), product(middle, high).as_ref())
}

/// `count` factors downwards from `top`.
fn falling(top: &Number, count: u64) -> PyResult<Number> {
    if let Some(high) = top.as_ref().to_u64().filter(|&high| high < u64::MAX) {
        return Ok(product(high - count + 1, high + 1));
    }
    if count == 0 {
        return Ok(Number::from_u64(1));
    }
    if count == 1 {
        return Ok(top.clone());
    }
    let half = count / 2;
    let lower = numeric::sub(top.as_ref(), Number::from_u64(half).as_ref());
    Ok(numeric::mul(falling(top, half)?.as_ref(), falling(&lower, count - half)?.as_ref()))
}

/// `math.factorial(x)`.
pub fn factorial(x: &Object) -> PyResult<Py<Int>> {
    let whole = match x.downcast::<Float>() {
        Some(float) => {
            pyston_object::hooks::warn(&exc::DeprecationWarning, "Using factorial() with floats is deprecated", 1)?;
            if !pyston_numeric::float::is_integer(float.value()) {
                return Err(raise!(ValueError, "factorial() only accepts integral values"));
            }
            Int::from_numeric(&pyston_numeric::float::to_int(float.value())?)?
        }
        None => protocol::index(x)?,
    };
    if whole.is_negative() {
        return Err(raise!(ValueError, "factorial() not defined for negative values"));
    }
    match whole.to_i64() {
        Some(n) => Int::from_numeric(&product(1, n as u64 + 1)),
        None => Err(raise!(OverflowError, "factorial() argument should not exceed {}", i64::MAX)),
    }
}

fn not_negative(n: &Int, k: &Int) -> PyResult<()> {
    if n.is_negative() {
        return Err(raise!(ValueError, "n must be a non-negative integer"));
    }
    if k.is_negative() {
        return Err(raise!(ValueError, "k must be a non-negative integer"));
    }
    Ok(())
}

/// `math.perm(n, k)`.
pub fn perm(n: &Object, k: Option<&Object>) -> PyResult<Py<Int>> {
    let Some(k) = k else { return factorial(n) };
    let (n, k) = (protocol::index(n)?, protocol::index(k)?);
    not_negative(&n, &k)?;
    if numeric::cmp(n.numeric(), k.numeric()).is_lt() {
        return Int::from_i64(0);
    }
    match k.to_i64() {
        Some(k) => Int::from_numeric(&falling(&n.numeric().to_int(), k as u64)?),
        None => Err(raise!(OverflowError, "k must not exceed {}", i64::MAX)),
    }
}

/// `math.comb(n, k)`.
pub fn comb(n: &Object, k: &Object) -> PyResult<Py<Int>> {
    let (n, k) = (protocol::index(n)?, protocol::index(k)?);
    not_negative(&n, &k)?;
    let other = numeric::sub(n.numeric(), k.numeric());
    if other.negative {
        return Int::from_i64(0);
    }
    let least = if numeric::cmp(other.as_ref(), k.numeric()).is_lt() { other.as_ref() } else { k.numeric() };
    let Some(least) = least.to_i64() else {
        return Err(raise!(OverflowError, "min(n - k, k) must not exceed {}", i64::MAX));
    };
    let top = falling(&n.numeric().to_int(), least as u64)?;
    let bottom = product(1, least as u64 + 1);
    Int::from_numeric(&numeric::floor_div(top.as_ref(), bottom.as_ref())?)
}
