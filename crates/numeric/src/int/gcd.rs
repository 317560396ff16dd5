//! `math.gcd`: Lehmer's algorithm, with the matrix of some 36 division steps applied to the limbs at once.
//!
//! The leading bits of both numbers tell the quotients of many steps as long as what they leave out cannot
//! change them; [`steps`] says when that is.

use super::add::cmp_magnitude;
use super::div::{divmod_magnitude, rem_limb};
use super::limb::{self, BITS, LOW, Limbs};
use super::{Int, IntRef};
use std::cmp::Ordering;

/// Greatest common divisor, never negative.
pub fn gcd(a: IntRef, b: IntRef) -> Int {
    let (long, short) = match cmp_magnitude(a.digits, b.digits) {
        Ordering::Less => (b.digits, a.digits),
        _ => (a.digits, b.digits),
    };
    match (long.len(), short.len()) {
        (_, 0) => Int { negative: false, digits: long.into() },
        (0..=2, _) => Int::from_u64(gcd_u64(limb::short(long), limb::short(short))),
        (_, 1..=2) => {
            let short = limb::short(short);
            Int::from_u64(gcd_u64(short, rem_limb(long, short)))
        }
        (0..=4, _) => Int::from_u128(false, gcd_u128(wide(&limb::from_digits(long)), wide(&limb::from_digits(short)))),
        _ => lehmer(long, short),
    }
}

/// The value of at most two limbs.
fn wide(limbs: &[u64]) -> u128 {
    limbs.iter().rev().fold(0, |value, &limb| value << BITS | u128::from(limb))
}

/// The binary algorithm; the numbers need no order.
fn gcd_u64(mut a: u64, mut b: u64) -> u64 {
    if a == 0 || b == 0 {
        return a | b;
    }
    let twos = (a | b).trailing_zeros();
    b >>= b.trailing_zeros();
    while a != 0 {
        a >>= a.trailing_zeros();
        (a, b) = (a.abs_diff(b), a.min(b));
    }
    b << twos
}

/// `a >= b`, of at most 127 bits.
fn gcd_u128(mut a: u128, mut b: u128) -> u128 {
    while b > u128::from(u64::MAX) {
        let matrix = leading_steps(a, b);
        (a, b) = if matrix.is_identity() { (b, a % b) } else { matrix.applied(a, b) };
    }
    if b == 0 {
        return a;
    }
    let rest = (a % b) as u64;
    u128::from(gcd_u64(b as u64, rest))
}

fn lehmer(a: &[u32], b: &[u32]) -> Int {
    let (mut a, mut b) = (limb::from_digits(a), limb::from_digits(b));
    while b.len() > 2 {
        let (x, y) = leading_bits(&a, &b);
        let matrix = wide_steps(x, y);
        if matrix.is_identity() {
            divide(&mut a, &mut b);
        } else {
            matrix.apply(&mut a, &mut b);
        }
    }
    if a.len() > 2 && !b.is_empty() {
        divide(&mut a, &mut b);
    }
    if b.is_empty() {
        return Int { negative: false, digits: limb::to_digits(&a) };
    }
    Int::from_u128(false, gcd_u128(wide(&a), wide(&b)))
}

/// One step of division in full: `(a, b) = (b, a % b)`.
fn divide(a: &mut Limbs, b: &mut Limbs) {
    let (_, rest) = divmod_magnitude(&limb::to_digits(a), &limb::to_digits(b));
    *a = std::mem::replace(b, limb::from_digits(&rest));
}

/// The leading bits of `a`, 121 to 126, and the bits of `b` at the same places; `a` has three limbs at least.
fn leading_bits(a: &[u64], b: &[u64]) -> (u128, u128) {
    let len = a.len();
    let drop = (u64::BITS - a[len - 1].leading_zeros()).saturating_sub(6);
    let word = |limbs: &[u64]| {
        let at = |index: usize| limbs.get(index).copied().unwrap_or(0);
        u128::from(at(len - 1)) << (2 * BITS - drop)
            | u128::from(at(len - 2)) << (BITS - drop)
            | u128::from(at(len - 3) >> drop)
    };
    (word(a), word(b))
}

/// What a run of division steps makes of `a >= b`: after an even number of steps `p * a - q * b` and
/// `s * b - r * a`, after an odd number the negatives of these.
struct Matrix {
    p: u64,
    q: u64,
    r: u64,
    s: u64,
    odd: bool,
}

impl Matrix {
    /// No step at all?
    fn is_identity(&self) -> bool {
        self.q == 0
    }

    /// The numbers after the steps, which wrapping products give right because they are not negative.
    fn applied(&self, a: u128, b: u128) -> (u128, u128) {
        let product = |x: u64, y: u128| u128::from(x).wrapping_mul(y);
        let first = product(self.p, a).wrapping_sub(product(self.q, b));
        let second = product(self.s, b).wrapping_sub(product(self.r, a));
        if self.odd { (first.wrapping_neg(), second.wrapping_neg()) } else { (first, second) }
    }

    /// The steps of `self`, then those of `next`. The factors are below 2**31.
    fn then(&self, next: &Matrix) -> Matrix {
        Matrix {
            p: next.p * self.p + next.q * self.r,
            q: next.p * self.q + next.q * self.s,
            r: next.r * self.p + next.s * self.r,
            s: next.r * self.q + next.s * self.s,
            odd: self.odd != next.odd,
        }
    }

    /// As [`Matrix::applied`], of numbers of any length.
    fn apply(&self, a: &mut Limbs, b: &mut Limbs) {
        b.resize(a.len(), 0);
        let &Matrix { p, q, r, s, odd } = self;
        // The sign goes into the roles: with the numbers exchanged both differences change it.
        let ((p, q, r, s), (x, y)) =
            if odd { ((q, p, s, r), (&mut *b, &mut *a)) } else { ((p, q, r, s), (&mut *a, &mut *b)) };
        let product = |x: u64, y: u64| (u128::from(x) * u128::from(y)) as i128;
        let (mut first, mut second) = (0i128, 0i128);
        for (x, y) in x.iter_mut().zip(y.iter_mut()) {
            first += product(p, *x) - product(q, *y);
            second += product(s, *y) - product(r, *x);
            (*x, *y) = (first as u64 & LOW, second as u64 & LOW);
            first >>= BITS;
            second >>= BITS;
        }
        debug_assert_eq!((first, second), (0, 0));
        if odd {
            std::mem::swap(a, b);
        }
        for limbs in [a, b] {
            while limbs.last() == Some(&0) {
                limbs.pop();
            }
        }
    }
}

/// The division steps that the leading bits `x >= y` of two numbers prove for all that may follow them;
/// `x` has at most 62 bits, and the factors come out below 2**31.
///
/// What follows adds less than `s` (the largest factor) units to a remainder, and less than `q + s` to the
/// difference of one and the next. So a step is right if its remainder is not below its `s`, and the one
/// before is larger by `q + s`. (Collins's condition.)
fn steps(mut x: u64, mut y: u64) -> Matrix {
    let mut matrix = Matrix { p: 1, q: 0, r: 0, s: 1, odd: false };
    while y != 0 {
        let quotient = x / y;
        let rest = x - quotient * y;
        let Matrix { p, q, r, s, odd } = matrix;
        let (u, v) = (p + quotient * r, q + quotient * s);
        if rest < v || y - rest < v + s {
            break;
        }
        matrix = Matrix { p: r, q: s, r: u, s: v, odd: !odd };
        (x, y) = (y, rest);
    }
    matrix
}

/// As [`steps`], of the leading 62 bits of numbers that may be longer.
fn leading_steps(x: u128, y: u128) -> Matrix {
    let drop = (u128::BITS - x.leading_zeros()).saturating_sub(62);
    steps((x >> drop) as u64, (y >> drop) as u64)
}

/// As [`steps`], of up to 126 bits: twice as many steps, with factors below 2**63.
fn wide_steps(x: u128, y: u128) -> Matrix {
    let first = leading_steps(x, y);
    if first.is_identity() {
        return first;
    }
    let (x, y) = first.applied(x, y);
    let second = leading_steps(x, y);
    let both = first.then(&second);
    // The second run is right for these bits as they are; here it is seen whether for the numbers too.
    let (x, y) = second.applied(x, y);
    let proved = y >= u128::from(both.s) && x - y >= u128::from(both.q) + u128::from(both.s);
    if proved { both } else { first }
}
