//! Square roots, correctly rounded.

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::natural;
use crate::number::Decimal;
use crate::round::Rounding;
use crate::status::{INVALID_OPERATION, Status};

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
}
