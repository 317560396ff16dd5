//! Powers: plain, and modulo a number.

use super::convert::{digits_of, to_biguint};
use super::{Int, IntRef, add, modulo, mul, shl, square};
use crate::error::{NumError, NumResult};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::One;

/// `base ** exponent` for an exponent not below zero (a negative one makes a float: the caller's business).
pub fn pow(base: IntRef, exponent: IntRef) -> NumResult<Int> {
    debug_assert!(!exponent.negative);
    let negative = base.negative && exponent.is_odd();
    if exponent.is_zero() {
        return Ok(Int::from_u64(1));
    }
    match base.digits {
        [] => return Ok(Int::zero()),
        [1] => return Ok(if negative { Int::from_i64(-1) } else { Int::from_u64(1) }),
        _ => {}
    }
    let Some(count) = exponent.to_u64() else { return Err(NumError::memory()) };
    if base.digits.len() == 1 && base.digits[0].is_power_of_two() {
        let bits = u64::from(base.digits[0].trailing_zeros()).checked_mul(count).ok_or_else(NumError::memory)?;
        return shl(IntRef { negative, digits: &[1] }, bits);
    }
    // The result is asked for in one piece first, because running out of memory on the way would be fatal.
    let bytes = (base.bit_length() - 1).saturating_mul(count) / 8;
    Vec::<u8>::new().try_reserve_exact(usize::try_from(bytes).unwrap_or(usize::MAX)).map_err(|_| NumError::memory())?;
    let magnitude = base.abs();
    let mut result = magnitude.to_int();
    for bit in (0..63 - count.leading_zeros()).rev() {
        result = square(result.as_ref());
        if count >> bit & 1 == 1 {
            result = mul(result.as_ref(), magnitude);
        }
    }
    result.negative = negative;
    Ok(result)
}

/// `pow(base, exponent, modulus)`; a negative exponent takes the inverse of the base first.
pub fn pow_mod(base: IntRef, exponent: IntRef, modulus: IntRef) -> NumResult<Int> {
    if modulus.is_zero() {
        return Err(NumError::value("pow() 3rd argument cannot be 0"));
    }
    let positive = modulus.abs();
    if positive.digits == [1] {
        return Ok(Int::zero());
    }
    let mut base = modulo(base, positive)?;
    if exponent.negative {
        base = inverse(base.as_ref(), positive)?;
    }
    let result = match (positive.magnitude_u64(), base.as_ref().magnitude_u64()) {
        (Some(m), Some(b)) => Int::from_u64(pow_mod_u64(b, exponent, m)),
        _ => {
            let power = to_biguint(&base.digits).modpow(&to_biguint(exponent.digits), &to_biguint(positive.digits));
            Int { negative: false, digits: digits_of(&power) }
        }
    };
    if modulus.negative && !result.digits.is_empty() {
        return Ok(add(result.as_ref(), modulus));
    }
    Ok(result)
}

fn pow_mod_u64(base: u64, exponent: IntRef, modulus: u64) -> u64 {
    let product = |x: u64, y: u64| match x.checked_mul(y) {
        Some(small) => small % modulus,
        None => (u128::from(x) * u128::from(y) % u128::from(modulus)) as u64,
    };
    let mut result = 1 % modulus;
    for &digit in exponent.digits.iter().rev() {
        for bit in (0..super::SHIFT).rev() {
            result = product(result, result);
            if digit >> bit & 1 == 1 {
                result = product(result, base);
            }
        }
    }
    result
}

fn inverse(base: IntRef, modulus: IntRef) -> NumResult<Int> {
    let (base, modulus) = (BigInt::from(base), BigInt::from(modulus));
    let found = base.extended_gcd(&modulus);
    if !found.gcd.is_one() {
        return Err(NumError::value("base is not invertible for the given modulus"));
    }
    Ok(Int::from(&found.x.mod_floor(&modulus)))
}
