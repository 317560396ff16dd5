//! `& | ^ ~` as if ints were two's complement with endless sign bits.

use super::add::{add, sub};
use super::{Digits, Int, IntRef, MASK};

const ONE: IntRef = IntRef { negative: false, digits: &[1] };

/// The two's complement digits of an int, one after another, without end.
struct Complement<'a> {
    digits: std::slice::Iter<'a, u32>,
    negative: bool,
    carry: u32,
}

impl<'a> Complement<'a> {
    fn new(value: IntRef<'a>) -> Self {
        Self { digits: value.digits.iter(), negative: value.negative, carry: 1 }
    }
    fn next(&mut self) -> u32 {
        let d = self.digits.next().copied().unwrap_or(0);
        if !self.negative {
            return d;
        }
        let value = (!d & MASK) + self.carry;
        self.carry = value >> super::SHIFT;
        value & MASK
    }
}

fn combine(a: IntRef, b: IntRef, negative: bool, op: impl Fn(u32, u32) -> u32) -> Int {
    // One digit more than either operand holds the sign, so the result's magnitude always fits.
    let len = a.digits.len().max(b.digits.len()) + 1;
    let (mut x, mut y) = (Complement::new(a), Complement::new(b));
    let mut out = Digits::with_capacity(len);
    out.extend((0..len).map(|_| op(x.next(), y.next())));
    if negative {
        let mut carry = 1;
        for d in out.iter_mut() {
            let value = (!*d & MASK) + carry;
            *d = value & MASK;
            carry = value >> super::SHIFT;
        }
    }
    Int::normalized(negative, out)
}

/// `a & b`.
pub fn and(a: IntRef, b: IntRef) -> Int {
    if !a.negative && !b.negative {
        return Int::normalized(false, a.digits.iter().zip(b.digits).map(|(x, y)| x & y).collect());
    }
    combine(a, b, a.negative && b.negative, |x, y| x & y)
}

/// An operation of digits that leaves a digit alone where the other number has none.
fn merge(a: &[u32], b: &[u32], op: impl Fn(u32, u32) -> u32) -> Int {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let mut out = Digits::with_capacity(long.len());
    out.extend(long.iter().zip(short).map(|(&x, &y)| op(x, y)));
    out.extend_from_slice(&long[short.len()..]);
    Int::normalized(false, out)
}

/// `a | b`.
pub fn or(a: IntRef, b: IntRef) -> Int {
    if !a.negative && !b.negative {
        return merge(a.digits, b.digits, |x, y| x | y);
    }
    combine(a, b, a.negative || b.negative, |x, y| x | y)
}

/// `a ^ b`.
pub fn xor(a: IntRef, b: IntRef) -> Int {
    if !a.negative && !b.negative {
        return merge(a.digits, b.digits, |x, y| x ^ y);
    }
    combine(a, b, a.negative != b.negative, |x, y| x ^ y)
}

/// `~a`.
pub fn invert(a: IntRef) -> Int {
    if a.negative { sub(a.abs(), ONE) } else { add(a, ONE).negate() }
}

/// One bits of the magnitude.
pub fn bit_count(a: IntRef) -> u64 {
    a.digits.iter().map(|d| u64::from(d.count_ones())).sum()
}

impl Int {
    /// The value with the opposite sign.
    pub fn negate(mut self) -> Self {
        self.negative = !self.negative && !self.digits.is_empty();
        self
    }
}
