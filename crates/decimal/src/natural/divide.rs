//! Quotients: by one limb, by Knuth's algorithm D, and by recursion for long numbers (Burnikel and
//! Ziegler), which needs no more than a few products.

use super::add::{add_limbs, add_to, compare, subtract_from};
use super::multiply::multiply_into;
use super::{Natural, multiply_small, trim, trimmed};
use crate::word::{Divisor, RADIX, split};

/// From how many limbs of the divisor on recursion pays.
const RECURSIVE: usize = 80;

/// Divides in place by a nonzero limb; gives the remainder.
pub fn divide_small(a: &mut Natural, divisor: u64) -> u64 {
    let by = Divisor::new(divisor);
    let mut remainder = 0;
    for limb in a.iter_mut().rev() {
        let value = u128::from(remainder) * u128::from(RADIX) + u128::from(*limb);
        (*limb, remainder) = by.divide_to_word(value);
    }
    trim(a);
    remainder
}

/// Quotient and remainder; the divisor is not zero, both have no leading zeros.
pub fn divide(a: &[u64], b: &[u64]) -> (Natural, Natural) {
    if compare(a, b).is_lt() {
        return (Vec::new(), a.to_vec());
    }
    if let [divisor] = *b {
        let mut quotient = a.to_vec();
        let remainder = divide_small(&mut quotient, divisor);
        let mut rest = vec![remainder];
        trim(&mut rest);
        return (quotient, rest);
    }
    // The quotient's limbs are guessed well only if the divisor's top limb is at least half the radix.
    let factor = RADIX / (b[b.len() - 1] + 1);
    let (mut a, mut b) = (a.to_vec(), b.to_vec());
    if factor > 1 {
        multiply_small(&mut a, factor);
        multiply_small(&mut b, factor);
    }
    let (quotient, mut remainder) =
        if b.len() < RECURSIVE || a.len() - b.len() < RECURSIVE / 2 { long_division(a, &b) } else { in_blocks(&a, &b) };
    if factor > 1 {
        divide_small(&mut remainder, factor);
    }
    (quotient, remainder)
}

/// `a -= b * factor` over slices, `a` longer by one limb; true if that went below zero.
fn subtract_product(a: &mut [u64], b: &[u64], factor: u64) -> bool {
    let mut carry = 0u64;
    for (x, &y) in a.iter_mut().zip(b) {
        // The carry is added behind the division, so that divisions of neighbours overlap.
        let (high, low) = split(u128::from(y) * u128::from(factor));
        let (low, carried) = add_limbs(low, carry);
        let (difference, borrow) = x.overflowing_sub(low);
        *x = if borrow { difference.wrapping_add(RADIX) } else { difference };
        carry = high + u64::from(carried) + u64::from(borrow);
    }
    let top = &mut a[b.len()];
    let (difference, borrow) = top.overflowing_sub(carry);
    *top = if borrow { difference.wrapping_add(RADIX) } else { difference };
    borrow
}

/// Algorithm D; `b` is normalised and has two limbs at least.
fn long_division(mut a: Natural, b: &[u64]) -> (Natural, Natural) {
    let n = b.len();
    a.resize(a.len().max(n - 1) + 1, 0);
    let mut quotient = vec![0; a.len() - n];
    divide_in_place(&mut a, b, &mut quotient);
    a.truncate(n);
    trim(&mut a);
    trim(&mut quotient);
    (quotient, a)
}

/// Leaves the remainder in the lowest limbs of `a`; the quotient has `a.len() - b.len()` limbs.
fn divide_in_place(a: &mut [u64], b: &[u64], quotient: &mut [u64]) {
    let n = b.len();
    let (top, second) = (b[n - 1], b[n - 2]);
    let by_top = Divisor::new(top);
    for place in (0..quotient.len()).rev() {
        let window = &mut a[place..=place + n];
        let leading = u128::from(window[n]) * u128::from(RADIX) + u128::from(window[n - 1]);
        let (mut guess, mut rest) = if window[n] >= top {
            (RADIX - 1, leading - u128::from(RADIX - 1) * u128::from(top))
        } else {
            let (guess, rest) = by_top.divide_to_word(leading);
            (guess, u128::from(rest))
        };
        while rest < u128::from(RADIX)
            && u128::from(guess) * u128::from(second) > rest * u128::from(RADIX) + u128::from(window[n - 2])
        {
            guess -= 1;
            rest += u128::from(top);
        }
        if subtract_product(window, b, guess) {
            guess -= 1;
            add_to(window, b);
            // The carry out of the top cancels the borrow.
        }
        quotient[place] = guess;
    }
}

/// Divides a long number by blocks of the divisor's length, which is padded to halve well.
fn in_blocks(a: &[u64], b: &[u64]) -> (Natural, Natural) {
    let mut parts = 1;
    while b.len().div_ceil(parts) >= RECURSIVE {
        parts *= 2;
    }
    let n = b.len().div_ceil(parts) * parts;
    let padding = n - b.len();
    let mut divisor = vec![0; padding];
    divisor.extend_from_slice(b);
    let mut dividend = vec![0; padding];
    dividend.extend_from_slice(a);
    // The quotient in blocks of n limbs; what is above them is short, or padded to a block of its own.
    let head = (dividend.len() - n + 1) % n;
    let (mut quotient, mut remainder, blocks) = if head < RECURSIVE {
        let whole = dividend.len() - n + 1 - head;
        let (quotient, remainder) = long_division(dividend[whole..].to_vec(), &divisor);
        (quotient, remainder, whole / n)
    } else {
        let blocks = dividend.len() / n + 1;
        dividend.resize(blocks * n, 0);
        (Vec::new(), Vec::new(), blocks)
    };
    remainder.resize(n, 0);
    quotient.splice(0..0, std::iter::repeat_n(0, blocks * n));
    for place in (0..blocks).rev() {
        let mut window = dividend[place * n..(place + 1) * n].to_vec();
        if remainder.iter().all(|&limb| limb == 0) {
            // A normalised divisor is in a block once at most.
            if compare_equal_length(&window, &divisor).is_ge() {
                subtract_from(&mut window, &divisor);
                quotient[place * n] = 1;
            }
            remainder.copy_from_slice(&window);
            continue;
        }
        window.extend_from_slice(&remainder);
        divide_two_by_one(&mut window, &divisor, &mut quotient[place * n..(place + 1) * n]);
        remainder.copy_from_slice(&window[..n]);
    }
    let mut remainder = remainder.split_off(padding);
    trim(&mut remainder);
    trim(&mut quotient);
    (quotient, remainder)
}

/// `a` of 2n limbs by `b` of n; the upper half of `a` is below `b`. The remainder stays in `a`.
fn divide_two_by_one(a: &mut [u64], b: &[u64], quotient: &mut [u64]) {
    let n = b.len();
    if n % 2 == 1 || n < RECURSIVE {
        divide_half(a, b, quotient);
        return;
    }
    let half = n / 2;
    let (low, high) = quotient.split_at_mut(half);
    divide_three_by_two(&mut a[half..], b, high);
    divide_three_by_two(&mut a[..n + half], b, low);
}

fn divide_half(a: &mut [u64], b: &[u64], quotient: &mut [u64]) {
    // The upper half is below the divisor, so that the top window needs a zero above.
    let n = b.len();
    let mut window = a.to_vec();
    window.push(0);
    let mut all = vec![0; window.len() - n];
    divide_in_place(&mut window, b, &mut all);
    quotient.copy_from_slice(&all[..n]);
    a[..n].copy_from_slice(&window[..n]);
    a[n..].fill(0);
}

/// `a` of 3 halves by `b` of 2; the upper two thirds of `a` are below `b`. The remainder stays in `a`.
fn divide_three_by_two(a: &mut [u64], b: &[u64], quotient: &mut [u64]) {
    let half = b.len() / 2;
    let (b0, b1) = b.split_at(half);
    if compare_equal_length(&a[2 * half..], b1).is_lt() {
        divide_two_by_one(&mut a[half..], b1, quotient);
    } else {
        // The upper third equals b1. The quotient is at most all nines: a12 - nines * b1 = a1 + b1.
        quotient.fill(RADIX - 1);
        a[2 * half..].fill(0);
        add_to(&mut a[half..], b1);
    }
    let mut product = vec![0; 2 * half];
    multiply_into(quotient, b0, &mut product);
    let mut borrow = subtract_from(a, trimmed(&product));
    while borrow {
        subtract_from(quotient, &[1]);
        borrow = !add_to(a, b);
    }
}

fn compare_equal_length(a: &[u64], b: &[u64]) -> std::cmp::Ordering {
    a.iter().rev().cmp(b.iter().rev())
}
