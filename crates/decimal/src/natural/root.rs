//! Integer square roots.

use super::{Natural, add, compare, divide, divide_small, from_wide, increment, multiply, to_wide};

/// The greatest number whose square is not above `number`, and whether its square is `number`.
pub fn square_root(number: &[u64]) -> (Natural, bool) {
    let root = floor_root(number);
    let is_exact = compare(&multiply(&root, &root), number).is_eq();
    (root, is_exact)
}

/// Heron's iteration from above, started with the root of the number's upper half.
fn floor_root(number: &[u64]) -> Natural {
    if let Some(wide) = to_wide(number) {
        return from_wide(wide.isqrt());
    }
    let dropped = ((number.len() - 1) / 4).max(1);
    let mut guess = floor_root(&number[2 * dropped..]);
    increment(&mut guess);
    guess.splice(0..0, std::iter::repeat_n(0, dropped));
    loop {
        let mut next = add(&guess, &divide(number, &guess).0);
        divide_small(&mut next, 2);
        if compare(&next, &guess).is_ge() {
            return guess;
        }
        guess = next;
    }
}
