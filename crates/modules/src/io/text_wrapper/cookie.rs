//! A position in a text stream as one number, what `tell` gives and `seek` takes.
//!
//! **Invariant**: the number is the fields as little-endian integers one after the other, so that a
//! position needing no more than the first is that position in bytes.

use num_bigint::{BigInt, Sign};
use pyston_object::prelude::*;

/// Where decoding starts, in what state, and how far it goes.
#[derive(Clone, Copy, Default)]
pub struct Cookie {
    pub start: i64,
    pub flags: i32,
    pub bytes_to_feed: i32,
    pub chars_to_skip: i32,
    pub need_eof: bool,
}

const LEN: usize = 21;

impl Cookie {
    pub fn to_object(self) -> PyResult {
        let mut bytes = [0; LEN];
        bytes[..8].copy_from_slice(&self.start.to_le_bytes());
        bytes[8..12].copy_from_slice(&self.flags.to_le_bytes());
        bytes[12..16].copy_from_slice(&self.bytes_to_feed.to_le_bytes());
        bytes[16..20].copy_from_slice(&self.chars_to_skip.to_le_bytes());
        bytes[20] = self.need_eof.into();
        BigInt::from_bytes_le(Sign::Plus, &bytes).into_py()
    }

    pub fn from_object(object: &Object) -> PyResult<Cookie> {
        let Some(number) = protocol::number_to_int(object)? else {
            return Err(raise!(TypeError, "an integer is required (got type {:.200})", object.type_name()));
        };
        let (sign, digits) = number.to_bigint().to_bytes_le();
        if sign == Sign::Minus {
            return Err(raise!(OverflowError, "can't convert negative int to unsigned"));
        }
        if digits.len() > LEN {
            return Err(raise!(OverflowError, "int too big to convert"));
        }
        let mut bytes = [0; LEN];
        bytes[..digits.len()].copy_from_slice(&digits);
        let number = |start: usize| i32::from_le_bytes([0, 1, 2, 3].map(|index| bytes[start + index]));
        Ok(Cookie {
            start: i64::from_le_bytes([0, 1, 2, 3, 4, 5, 6, 7].map(|index| bytes[index])),
            flags: number(8),
            bytes_to_feed: number(12),
            chars_to_skip: number(16),
            need_eof: bytes[20] != 0,
        })
    }
}
