//! `int.to_bytes` and `int.from_bytes`.

use super::{Digits, Int, IntRef, MASK, SHIFT};
use crate::error::{NumError, NumResult};

/// `a.to_bytes(length, 'little' or 'big', signed=signed)`.
pub fn to_bytes(a: IntRef, length: usize, little: bool, signed: bool) -> NumResult<Vec<u8>> {
    if a.negative && !signed {
        return Err(NumError::overflow("can't convert negative int to unsigned"));
    }
    // Minus one is all sign bits, and CPython checks for room for the sign only where there are bytes.
    if length == 0 && a.negative && a.digits == [1] {
        return Ok(Vec::new());
    }
    let mut out = Vec::new();
    out.try_reserve_exact(length).map_err(|_| NumError::memory())?;
    let (mut acc, mut bits, mut carry) = (0u64, 0, 1u32);
    let mut push = |byte: u8, negative: bool| {
        let byte = if negative {
            let value = u32::from(!byte) + carry;
            carry = value >> 8;
            value as u8
        } else {
            byte
        };
        if out.len() < length {
            out.push(byte);
            true
        } else {
            false
        }
    };
    let too_big = || NumError::overflow("int too big to convert");
    for &d in a.digits {
        acc |= u64::from(d) << bits;
        bits += SHIFT;
        while bits >= 8 {
            if !push(acc as u8, a.negative) && acc != 0 {
                return Err(too_big());
            }
            acc >>= 8;
            bits -= 8;
        }
    }
    while acc != 0 {
        if !push(acc as u8, a.negative) {
            return Err(too_big());
        }
        acc >>= 8;
    }
    while push(0, a.negative) {}
    if signed && !a.is_zero() && out.last().is_none_or(|top| (top & 0x80 != 0) != a.negative) {
        return Err(too_big());
    }
    if !little {
        out.reverse();
    }
    Ok(out)
}

/// `int.from_bytes(bytes, 'little' or 'big', signed=signed)`.
pub fn from_bytes(bytes: &[u8], little: bool, signed: bool) -> Int {
    let top = if little { bytes.last() } else { bytes.first() };
    let negative = signed && top.is_some_and(|b| b & 0x80 != 0);
    let mut out = Digits::with_capacity(bytes.len() * 8 / SHIFT as usize + 2);
    let (mut acc, mut bits, mut carry) = (0u64, 0, 1u32);
    for i in 0..bytes.len() {
        let mut byte = bytes[if little { i } else { bytes.len() - 1 - i }];
        if negative {
            let value = u32::from(!byte) + carry;
            carry = value >> 8;
            byte = value as u8;
        }
        acc |= u64::from(byte) << bits;
        bits += 8;
        if bits >= SHIFT {
            out.push(acc as u32 & MASK);
            acc >>= SHIFT;
            bits -= SHIFT;
        }
    }
    // The magnitude of the most negative value needs one bit more than the bytes hold.
    acc |= u64::from(negative && carry == 1) << bits;
    while acc != 0 {
        out.push(acc as u32 & MASK);
        acc >>= SHIFT;
    }
    Int::normalized(negative, out)
}
