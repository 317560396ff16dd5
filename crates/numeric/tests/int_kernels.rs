//! The kernels of long ints against num-bigint, over sizes on both sides of every cut-off and digits of
//! the kinds that make carries, borrows and estimates of quotients go wrong.

use num_bigint::{BigInt, BigUint};
use num_integer::Integer;
use pyston_numeric::int::{self, MASK};
use pyston_numeric::random::MersenneTwister;
use pyston_numeric::{Int, IntRef};

/// Random sizes, patterns and digits.
struct Source(MersenneTwister);

impl Source {
    fn new(seed: u32) -> Self {
        Self(MersenneTwister::from_array(&[seed]))
    }

    fn below(&mut self, bound: u32) -> u32 {
        self.0.next_u32() % bound
    }

    /// Mostly few digits, now and then up to `most`.
    fn size(&mut self, most: u32) -> usize {
        let bound = [3, 6, 12, 40, most + 1][self.below(5) as usize].min(most + 1);
        self.below(bound) as usize
    }

    fn digit(&mut self, pattern: u32) -> u32 {
        match pattern {
            0 => 0,
            1 => MASK,
            // Runs of zeros and of ones.
            2 => [0, MASK][self.below(2) as usize],
            3 => [0, 1, MASK - 1, MASK, 1 << 29, (1 << 29) - 1][self.below(6) as usize],
            4 => 1 << self.below(30),
            _ => self.below(MASK + 1),
        }
    }

    fn int(&mut self, size: usize) -> Int {
        let pattern = self.below(10);
        let digits = (0..size).map(|_| self.digit(pattern)).collect();
        let mut value = Int::normalized(self.below(2) == 1, digits);
        // Patterns have their interesting digits in the middle too.
        if let Some(top) = value.digits.last_mut()
            && self.below(3) == 0
        {
            *top = 1 + self.below(MASK);
        }
        value
    }
}

fn big(a: IntRef) -> BigInt {
    let words = a.digits.iter().rev().fold(BigUint::default(), |value, &digit| (value << 30) + digit);
    BigInt::from_biguint(if a.negative { num_bigint::Sign::Minus } else { num_bigint::Sign::Plus }, words)
}

fn check_valid(a: &Int) {
    assert!(a.digits.iter().all(|&digit| digit <= MASK));
    assert!(a.digits.last().is_none_or(|&top| top != 0));
    assert!(!a.digits.is_empty() || !a.negative);
}

#[track_caller]
fn same(got: &Int, expected: &BigInt, what: &str, a: &Int, b: &Int) {
    check_valid(got);
    assert_eq!(&big(got.as_ref()), expected, "{what} of {a:?} and {b:?}");
}

/// What a kernel writes over `len` digits that were not zero before.
fn over_garbage(len: usize, fill: impl FnOnce(&mut [u32]) -> bool) -> Int {
    let mut out = vec![0x2AAA_5555; len];
    let negative = fill(&mut out);
    Int::normalized(negative, out.into())
}

fn check_division(a: &Int, b: &Int) {
    let (x, y) = (big(a.as_ref()), big(b.as_ref()));
    let (q, r) = x.div_mod_floor(&y);
    let (quotient, rest) = int::divmod(a.as_ref(), b.as_ref()).expect("not zero");
    same(&quotient, &q, "divmod", a, b);
    same(&rest, &r, "divmod", a, b);
    same(&int::floor_div(a.as_ref(), b.as_ref()).expect("not zero"), &q, "floor_div", a, b);
    same(&int::modulo(a.as_ref(), b.as_ref()).expect("not zero"), &r, "modulo", a, b);
    let (q, r) = (&x / &y, &x % &y);
    let (quotient, rest) = int::truncated_divmod(a.as_ref(), b.as_ref()).expect("not zero");
    same(&quotient, &q, "truncated_divmod", a, b);
    same(&rest, &r, "truncated_divmod", a, b);
}

#[test]
fn sums_products_and_shifts() {
    let mut source = Source::new(1);
    for _ in 0..20_000 {
        let (m, n) = (source.size(200), source.size(200));
        let (a, b) = (source.int(m), source.int(n));
        let (x, y) = (big(a.as_ref()), big(b.as_ref()));
        same(&int::add(a.as_ref(), b.as_ref()), &(&x + &y), "add", &a, &b);
        same(&int::sub(a.as_ref(), b.as_ref()), &(&x - &y), "sub", &a, &b);
        let sum =
            over_garbage(a.digits.len().max(b.digits.len()) + 1, |out| int::sum_into(a.as_ref(), b.as_ref(), out));
        same(&sum, &(&x + &y), "sum_into", &a, &b);
        same(&int::mul(a.as_ref(), b.as_ref()), &(&x * &y), "mul", &a, &b);
        if let Some(len) = int::product_len(a.as_ref(), b.as_ref()) {
            let product = over_garbage(len, |out| int::product_into(a.as_ref(), b.as_ref(), out));
            same(&product, &(&x * &y), "product_into", &a, &b);
        }
        same(&int::square(a.as_ref()), &(&x * &x), "square", &a, &a);
        let count = u64::from(source.below(200));
        same(&int::shl(a.as_ref(), count).expect("fits"), &(&x << count), "shl", &a, &Int::from_u64(count));
        if !a.as_ref().is_zero() {
            let len = int::shl_len(a.as_ref(), count).expect("fits");
            let shifted = over_garbage(len, |out| int::shl_into(a.as_ref(), count, out));
            same(&shifted, &(&x << count), "shl_into", &a, &Int::from_u64(count));
        }
        same(&int::shr(a.as_ref(), count), &(&x >> count), "shr", &a, &Int::from_u64(count));
        // Neighbours: all leading digits cancel.
        let near = int::add(a.as_ref(), Int::from_u64(count).as_ref());
        same(&int::sub(a.as_ref(), near.as_ref()), &-BigInt::from(count), "sub", &a, &near);
    }
}

#[test]
fn quotients_and_remainders() {
    let mut source = Source::new(2);
    for _ in 0..20_000 {
        let (m, n) = (source.size(200), source.size(120));
        let (a, b) = (source.int(m), source.int(n));
        if b.as_ref().is_zero() {
            assert!(int::divmod(a.as_ref(), b.as_ref()).is_err());
            continue;
        }
        check_division(&a, &b);
        // Just below, at and just above a multiple: estimates of quotient digits are too large.
        let size = source.size(60);
        let factor = source.int(size);
        let multiple = int::mul(b.as_ref(), factor.as_ref());
        for off in [-1, 0, 1] {
            check_division(&int::add(multiple.as_ref(), Int::from_i64(off).as_ref()), &b);
        }
    }
}

#[test]
fn greatest_common_divisors() {
    let mut source = Source::new(3);
    for _ in 0..20_000 {
        let (m, n) = (source.size(150), source.size(150));
        let (mut a, mut b) = (source.int(m), source.int(n));
        if source.below(2) == 1 {
            let size = source.size(40);
            let common = source.int(size);
            a = int::mul(a.as_ref(), common.as_ref());
            b = int::mul(b.as_ref(), common.as_ref());
        }
        let expected = big(a.as_ref()).gcd(&big(b.as_ref()));
        same(&int::gcd(a.as_ref(), b.as_ref()), &expected, "gcd", &a, &b);
        same(&int::gcd(b.as_ref(), a.as_ref()), &expected, "gcd", &b, &a);
    }
}

/// Neighbours in Fibonacci's sequence have the most division steps; close neighbours of others few.
#[test]
fn greatest_common_divisors_of_special_pairs() {
    let (mut a, mut b) = (Int::from_u64(1), Int::from_u64(1));
    for step in 0..3000 {
        let next = int::add(a.as_ref(), b.as_ref());
        a = std::mem::replace(&mut b, next);
        assert_eq!(int::gcd(a.as_ref(), b.as_ref()), Int::from_u64(1), "step {step}");
        let expected = big(b.as_ref()).gcd(&(big(a.as_ref()) * 6 + 2));
        let other = Int::from(&(big(a.as_ref()) * 6 + 2));
        same(&int::gcd(b.as_ref(), other.as_ref()), &expected, "gcd", &b, &other);
        for off in [1u64, 2, 1 << 33] {
            let near = int::add(b.as_ref(), Int::from_u64(off).as_ref());
            let expected = big(b.as_ref()).gcd(&big(near.as_ref()));
            same(&int::gcd(b.as_ref(), near.as_ref()), &expected, "gcd", &b, &near);
        }
    }
}
