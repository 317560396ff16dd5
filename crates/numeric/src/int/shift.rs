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
    out.resize(words + a.digits.len() + 1, 0);
    let mut carry = 0;
    for (slot, &d) in out[words..].iter_mut().zip(a.digits) {
        *slot = (d << bits & MASK) | carry;
        carry = d >> (SHIFT - bits);
    }
    let top = out.len() - 1;
    out[top] = carry;
    trim(&mut out);
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
    let kept = &a.digits[words..];
    let above = kept[1..].iter().chain(&[0]);
    let mut out = Digits::with_capacity(kept.len() + 1);
    out.extend(kept.iter().zip(above).map(|(&d, &above)| d >> bits | (above << (SHIFT - bits) & MASK)));
    trim(&mut out);
    if a.negative && lost {
        out = super::add::add_magnitude(&out, &[1]);
    }
    Int { negative: a.negative && !out.is_empty(), digits: out }
}
