//! Shifts; to the right they round towards minus infinity.

use super::{Digits, Int, IntRef, MASK, SHIFT, trim};
use crate::error::{NumError, NumResult};

/// The digits to give to [`shl_into`].
pub fn shl_len(a: IntRef, count: u64) -> NumResult<usize> {
    let words = usize::try_from(count / u64::from(SHIFT)).ok().and_then(|words| words.checked_add(a.digits.len() + 1));
    words.ok_or_else(NumError::memory)
}

/// `a << count` written to [`shl_len`] digits, all of them, of which the top one may come out zero; `a` is
/// not zero.
pub fn shl_into(a: IntRef, count: u64, out: &mut [u32]) -> bool {
    let (words, bits) = ((count / u64::from(SHIFT)) as usize, (count % u64::from(SHIFT)) as u32);
    let (low, out) = out.split_at_mut(words);
    low.fill(0);
    let last = a.digits.len() - 1;
    out[0] = a.digits[0] << bits & MASK;
    for ((slot, &d), &below) in out[1..].iter_mut().zip(&a.digits[1..]).zip(a.digits) {
        *slot = (d << bits & MASK) | below >> (SHIFT - bits);
    }
    out[last + 1] = a.digits[last] >> (SHIFT - bits);
    a.negative
}

/// `a << count`; a result that does not fit into memory is a MemoryError. (Counts beyond 64 bits are the
/// caller's: "too many digits in integer", except for zero.)
pub fn shl(a: IntRef, count: u64) -> NumResult<Int> {
    if a.is_zero() {
        return Ok(Int::zero());
    }
    let len = shl_len(a, count)?;
    let mut out = Digits::new();
    out.try_reserve_exact(len).map_err(|_| NumError::memory())?;
    out.resize(len, 0);
    shl_into(a, count, &mut out);
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
    let mut out = Digits::from_slice(kept);
    for (slot, &above) in out.iter_mut().zip(&kept[1..]) {
        *slot = *slot >> bits | (above << (SHIFT - bits) & MASK);
    }
    out[kept.len() - 1] >>= bits;
    trim(&mut out);
    if a.negative && lost {
        out = super::add::add_magnitude(&out, &[1]);
    }
    Int { negative: a.negative && !out.is_empty(), digits: out }
}
