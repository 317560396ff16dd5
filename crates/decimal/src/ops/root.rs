//! Square roots, correctly rounded.

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::natural;
use crate::number::Decimal;
use crate::round::Rounding;
use crate::status::{INVALID_OPERATION, Status};
use crate::word::{WIDE_POWERS, digits_of_wide, divide_by_power, trailing_zeros};

impl Context {
    /// The square root, rounded half to even.
    pub fn sqrt(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        let context = Context { rounding: Rounding::HalfEven, ..*self };
        let ideal = a.exponent.div_euclid(2);
        if a.is_zero() {
            return context.finalize(Decimal::zero(a.negative, ideal), status);
        }
        if a.negative {
            return self.fail(INVALID_OPERATION, status);
        }
        if a.is_infinite() {
            return a.clone();
        }
        if self.refuses(self.prec, status) {
            return Decimal::nan();
        }
        if let Some(value) = a.coefficient.wide()
            && self.prec <= 36
        {
            return context.root_of_wide(value, a.exponent, status);
        }
        // The root of coefficient * 10^shift, whose exponent is even, has prec + 1 digits at least.
        let odd = a.exponent.rem_euclid(2);
        let digits = a.coefficient.digits() + odd;
        let half_shift = self.prec + 1 - (digits + 1) / 2;
        let (radicand, lost) = if half_shift >= 0 {
            (a.coefficient.shift_left((2 * half_shift + odd) as u64), false)
        } else {
            let (radicand, discarded) = a.coefficient.shift_left(odd as u64).shift_right((-2 * half_shift) as u64);
            (radicand, discarded != crate::Discarded::Nothing)
        };
        let (root, exact) = natural::square_root(&radicand.limbs());
        let mut root = Coefficient::from_natural(root);
        let mut exponent = ideal - half_shift;
        let exact = exact && !lost;
        if exact && exponent < ideal {
            let zeros = root.trailing_zeros().min(ideal - exponent);
            root = root.shift_right(zeros as u64).0;
            exponent += zeros;
        }
        context.finish(false, root, exponent, !exact, status)
    }
    /// The root of `value * 10^exponent`, for a precision of at most 36.
    fn root_of_wide(&self, value: u128, exponent: i64, status: &mut Status) -> Decimal {
        // Moved left to 37 or 38 digits, with an even exponent.
        let mut shift = 38 - i64::from(digits_of_wide(value));
        if (exponent - shift).rem_euclid(2) == 1 {
            shift -= 1;
        }
        let (value, lost) =
            if shift >= 0 { (value * WIDE_POWERS[shift as usize], 0) } else { divide_by_power(value, 1) };
        let head = value.isqrt();
        let rest = value - head * head;
        // One step of division gives as many digits again; its error is less than one.
        let more = (self.prec - 18).max(0) as usize;
        let scale = WIDE_POWERS[more];
        let scaled = rest * scale;
        let (quotient, rest) = (scaled / (2 * head), scaled % (2 * head));
        let square = quotient * quotient;
        let mut root = head * scale + quotient;
        let mut exact = lost == 0;
        if more == 0 {
            // The quotient is a fraction: the root is its head.
            root = head;
            exact &= scaled == 0;
        } else if rest * scale < square {
            root -= 1;
            exact = false;
        } else {
            exact &= rest * scale == square;
        }
        let mut exponent_of_root = (exponent - shift) / 2 - more as i64;
        let ideal = exponent.div_euclid(2);
        if exact && exponent_of_root < ideal {
            let zeros = i64::from(trailing_zeros(root)).min(ideal - exponent_of_root);
            root = divide_by_power(root, zeros as u32).0;
            exponent_of_root += zeros;
        }
        self.finish_wide(false, root, exponent_of_root, !exact, status)
    }
}
