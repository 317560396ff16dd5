//! Shifts; to the right they round towards minus infinity.

use super::{Digits, Int, IntRef, MASK, SHIFT, trim};
use crate::error::{NumError, NumResult};

/// `a << count`; a result that does not fit into memory is a MemoryError. (Counts beyond 64 bits are the
/// caller's: "too many digits in integer", except for zero.)
pub fn shl(a: IntRef, count: u64) -> NumResult<Int> {
    if a.is_zero() {
        return Ok(Int::zero());
    }
    let words = count / u64::from(SHIFT);
    let (words, bits) = (words as usize, (count % u64::from(SHIFT)) as u32);
    let mut out = Digits::new();
    out.try_reserve_exact(words + a.digits.len() + 1).map_err(|_| NumError::memory())?;
    out.resize(words, 0);
    let mut carry = 0u64;
    for &d in a.digits {
        carry |= u64::from(d) << bits;
        out.push(carry as u32 & MASK);
        carry >>= SHIFT;
    }
    if carry != 0 {
        out.push(carry as u32);
    }
    Ok(Int { negative: a.negative, digits: out })
}

/// `a >> count`.
pub fn shr(a: IntRef, count: u64) -> Int {
    let words = count / u64::from(SHIFT);
    if words >= a.digits.len() as u64 {
        return Int::from_i64(-i64::from(a.negative));
    }
    let (words, bits) = (words as usize, (count % u64::from(SHIFT)) as u32);
    let lost = a.digits[..words].iter().any(|&d| d != 0) || a.digits[words] & ((1 << bits) - 1) != 0;
    let mut out = Digits::with_capacity(a.digits.len() - words + 1);
    for (i, &d) in a.digits.iter().enumerate().skip(words) {
        let above = a.digits.get(i + 1).copied().unwrap_or(0);
        out.push(((u64::from(above) << SHIFT | u64::from(d)) >> bits) as u32 & MASK);
    }
    trim(&mut out);
    if a.negative && lost {
        out = super::add::add_magnitude(&out, &[1]);
    }
    Int { negative: a.negative && !out.is_empty(), digits: out }
}
