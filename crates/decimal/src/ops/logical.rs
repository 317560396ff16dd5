//! Digit-wise logical operations on numbers of the digits 0 and 1.

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::number::Decimal;
use crate::status::{INVALID_OPERATION, Status};

/// The digits of a logical operand, the least first.
fn bits(a: &Decimal) -> Option<Vec<u8>> {
    if !a.is_finite() || a.negative || a.exponent != 0 {
        return None;
    }
    let mut text = Vec::new();
    a.coefficient.write(&mut text);
    text.reverse();
    text.iter().all(|digit| matches!(digit, b'0' | b'1')).then(|| text.iter().map(|digit| digit - b'0').collect())
}

impl Context {
    fn from_bits(&self, mut bits: Vec<u8>) -> Decimal {
        bits.truncate(self.prec as usize);
        bits.reverse();
        Decimal::finite(false, Coefficient::from_natural(crate::natural::pack(&bits)), 0)
    }

    fn combine(&self, a: &Decimal, b: &Decimal, status: &mut Status, operate: fn(u8, u8) -> u8) -> Decimal {
        let (Some(a), Some(b)) = (bits(a), bits(b)) else { return self.fail(INVALID_OPERATION, status) };
        let digit = |bits: &[u8], place: usize| bits.get(place).copied().unwrap_or(0);
        let len = a.len().max(b.len());
        self.from_bits((0..len).map(|place| operate(digit(&a, place), digit(&b, place))).collect())
    }

    pub fn logical_and(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        self.combine(a, b, status, |x, y| x & y)
    }

    pub fn logical_or(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        self.combine(a, b, status, |x, y| x | y)
    }

    pub fn logical_xor(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        self.combine(a, b, status, |x, y| x ^ y)
    }

    pub fn logical_invert(&self, a: &Decimal, status: &mut Status) -> Decimal {
        let Some(mut bits) = bits(a) else { return self.fail(INVALID_OPERATION, status) };
        if self.refuses(self.prec, status) {
            return Decimal::nan();
        }
        bits.resize(self.prec as usize, 0);
        self.from_bits(bits.iter().map(|bit| 1 - bit).collect())
    }
}
