//! The arithmetic of naturals against num-bigint's.

use num_bigint::BigUint;

use super::*;
use crate::word::RADIX;

/// Reproducible limbs, now and then all nines or zero.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn number(&mut self, len: usize) -> Natural {
        let mut limb = || match self.next() % 8 {
            0 => RADIX - 1,
            1 => 0,
            _ => self.next() % RADIX,
        };
        let mut number: Natural = (0..len).map(|_| limb()).collect();
        if let Some(top) = number.last_mut() {
            *top |= 1;
        }
        number
    }
}

fn binary(number: &[u64]) -> BigUint {
    number.iter().rev().fold(BigUint::ZERO, |value, &limb| value * RADIX + limb)
}

const SIZES: &[(usize, usize)] =
    &[(1, 1), (2, 1), (3, 2), (5, 5), (40, 39), (41, 41), (64, 50), (130, 45), (200, 199), (330, 90), (800, 750)];

#[test]
fn products() {
    let mut random = Random(42);
    for &(m, n) in SIZES {
        let (a, b) = (random.number(m), random.number(n));
        assert_eq!(binary(&multiply(&a, &b)), binary(&a) * binary(&b), "{m} {n}");
        assert_eq!(binary(&multiply(&a, &a)), binary(&a) * binary(&a), "{m}");
    }
}

#[test]
fn quotients() {
    let mut random = Random(7);
    for &(m, n) in SIZES.iter().chain(&[(900, 300), (161, 80), (400, 160), (500, 333)]) {
        for _ in 0..5 {
            let (a, b) = (random.number(m), random.number(n));
            let (quotient, remainder) = divide(&a, &b);
            assert!(compare(&remainder, &b).is_lt());
            assert_eq!(binary(&quotient) * binary(&b) + binary(&remainder), binary(&a), "{m} {n}");
            let nines = vec![RADIX - 1; m];
            let mut product = multiply(&nines, &b);
            let back = divide(&product, &b);
            assert_eq!((back.0, back.1), (nines.clone(), vec![]));
            product = subtract(&product, &[1]);
            let (quotient, remainder) = divide(&product, &b);
            assert_eq!(quotient, subtract(&nines, &[1]));
            assert_eq!(remainder, subtract(&b, &[1]));
        }
    }
}

#[test]
fn sums_and_roots() {
    let mut random = Random(99);
    for &(m, n) in SIZES {
        let (a, b) = (random.number(m), random.number(n));
        let sum = add(&a, &b);
        assert_eq!(binary(&sum), binary(&a) + binary(&b));
        assert_eq!(subtract(&sum, &b), a);
        let square = multiply(&a, &a);
        assert_eq!(square_root(&square), (a.clone(), true));
        let mut more = square.clone();
        increment(&mut more);
        assert_eq!(square_root(&more), (a.clone(), false));
        let (less, exact) = square_root(&subtract(&square, &[1]));
        assert_eq!((less, exact), (subtract(&a, &[1]), a == [1]));
    }
}

#[test]
fn shifts_and_text() {
    let mut random = Random(3);
    for &(m, _) in SIZES {
        let a = random.number(m);
        let mut text = Vec::new();
        write(&a, &mut text);
        assert_eq!(parse(&text), a);
        assert_eq!(text.len() as u64, digits(&a));
        assert_eq!(text, binary(&a).to_string().into_bytes());
        for count in [0, 1, 7, 18, 19, 20, 38, 57] {
            let left = shift_left(&a, count);
            assert_eq!(trailing_zeros(&left), trailing_zeros(&a) + count);
            assert_eq!(shift_right(&left, count), (a.clone(), crate::Discarded::Nothing));
        }
        assert_eq!(from_binary(&binary_digits(&binary(&a))), a);
        assert_eq!(to_binary(&a), binary(&a));
    }
}

fn binary_digits(value: &BigUint) -> Vec<u32> {
    let count = value.bits().div_ceil(30) as u32;
    let mask = BigUint::from((1u32 << 30) - 1);
    (0..count).map(|index| u32::try_from((value >> (30 * index)) & &mask).unwrap()).collect()
}
