//! The next numbers that a context can represent.

use crate::coefficient::Coefficient;
use crate::context::Context;
use crate::number::Decimal;
use crate::ops::compare::order;
use crate::round::Rounding;
use crate::status::*;

impl Context {
    /// `a` moved towards one side by less than any difference that the context can represent.
    fn moved_to(&self, a: &Decimal, upwards: bool, status: &mut Status) -> Decimal {
        let rounding = if upwards { Rounding::Ceiling } else { Rounding::Floor };
        let context = Context { rounding, ..*self };
        let mut ignored = 0;
        let fixed = context.finalize(a.clone(), &mut ignored);
        if ignored & MALLOC_ERROR != 0 {
            return self.fail(MALLOC_ERROR, status);
        }
        if !same(&fixed, a) {
            return fixed;
        }
        let tiny = Decimal::finite(!upwards, Coefficient::ONE, self.etiny() - 1);
        let result = context.add(a, &tiny, &mut ignored);
        *status |= ignored & MALLOC_ERROR;
        result
    }

    fn infinite_neighbour(&self, negative: bool, status: &mut Status) -> Decimal {
        self.largest(negative, status)
    }

    pub fn next_minus(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        match (a.is_infinite(), a.negative) {
            (true, true) => a.clone(),
            (true, false) => self.infinite_neighbour(false, status),
            _ => self.moved_to(a, false, status),
        }
    }

    pub fn next_plus(&self, a: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a], status) {
            return nan;
        }
        match (a.is_infinite(), a.negative) {
            (true, false) => a.clone(),
            (true, true) => self.infinite_neighbour(true, status),
            _ => self.moved_to(a, true, status),
        }
    }

    pub fn next_toward(&self, a: &Decimal, b: &Decimal, status: &mut Status) -> Decimal {
        if let Some(nan) = self.nan_of(&[a, b], status) {
            return nan;
        }
        let result = match order(a, b) {
            std::cmp::Ordering::Equal => return a.with_sign(b.negative),
            std::cmp::Ordering::Less => self.next_plus(a, status),
            std::cmp::Ordering::Greater => self.next_minus(a, status),
        };
        if result.is_infinite() {
            *status |= OVERFLOW | ROUNDED | INEXACT;
        } else if result.is_finite() && result.adjusted() < self.emin {
            *status |= UNDERFLOW | SUBNORMAL | ROUNDED | INEXACT;
            if result.is_zero() {
                *status |= CLAMPED;
            }
        }
        result
    }
}

/// Are two numbers equal by value?
fn same(a: &Decimal, b: &Decimal) -> bool {
    order(a, b).is_eq()
}
