//! Operators on constants, with CPython's limits on the size of what folding may make.

use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive, Zero};

use super::complex::Complex;
use super::{float, sequence};
use crate::ast::{Constant, Operator, UnaryOp};

/// The most bits of a folded product, power or shift.
const MAX_INT_BITS: u64 = 128;

/// A number, in Python's order of promotion.
pub(super) enum Number {
    Int(BigInt),
    Float(f64),
    Complex(Complex),
}

impl Number {
    pub(super) fn of(constant: &Constant) -> Option<Number> {
        Some(match constant {
            Constant::False => Number::Int(0.into()),
            Constant::True => Number::Int(1.into()),
            Constant::Int(value) => Number::Int(value.clone()),
            Constant::Float(value) => Number::Float(*value),
            Constant::Complex { real, imag } => Number::Complex(Complex { real: *real, imag: *imag }),
            _ => return None,
        })
    }

    /// `None` for an int that no float can hold.
    fn to_float(&self) -> Option<f64> {
        match self {
            Number::Int(value) => value.to_f64().filter(|value| value.is_finite()),
            Number::Float(value) => Some(*value),
            Number::Complex(_) => None,
        }
    }

    fn to_complex(&self) -> Option<Complex> {
        match self {
            Number::Complex(value) => Some(*value),
            _ => Some(Complex { real: self.to_float()?, imag: 0.0 }),
        }
    }
}

pub(super) fn truth(constant: &Constant) -> bool {
    match constant {
        Constant::None | Constant::False => false,
        Constant::True | Constant::Ellipsis => true,
        Constant::Int(value) => !value.is_zero(),
        Constant::Float(value) => *value != 0.0,
        Constant::Complex { real, imag } => *real != 0.0 || *imag != 0.0,
        Constant::Str(value) => !value.is_empty(),
        Constant::Bytes(value) => !value.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
    }
}

fn boolean(value: bool) -> Constant {
    if value { Constant::True } else { Constant::False }
}

fn as_bool(constant: &Constant) -> Option<bool> {
    match constant {
        Constant::True => Some(true),
        Constant::False => Some(false),
        _ => None,
    }
}

/// A unary operator; `None` where Python raises.
pub(super) fn unary(op: UnaryOp, operand: &Constant) -> Option<Constant> {
    if op == UnaryOp::Not {
        return Some(boolean(!truth(operand)));
    }
    Some(match (op, Number::of(operand)?) {
        (UnaryOp::UAdd, Number::Int(value)) => Constant::Int(value),
        (UnaryOp::UAdd, Number::Float(value)) => Constant::Float(value),
        (UnaryOp::UAdd, Number::Complex(Complex { real, imag })) => Constant::Complex { real, imag },
        (UnaryOp::USub, Number::Int(value)) => Constant::Int(-value),
        (UnaryOp::USub, Number::Float(value)) => Constant::Float(-value),
        (UnaryOp::USub, Number::Complex(value)) => Constant::Complex { real: -value.real, imag: -value.imag },
        (UnaryOp::Invert, Number::Int(value)) => Constant::Int(!value),
        _ => return None,
    })
}

/// A binary operator; `None` where Python raises or the result would be too large.
pub(super) fn binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    if let (Some(left), Some(right)) = (as_bool(left), as_bool(right)) {
        match op {
            Operator::BitAnd => return Some(boolean(left & right)),
            Operator::BitOr => return Some(boolean(left | right)),
            Operator::BitXor => return Some(boolean(left ^ right)),
            _ => {}
        }
    }
    match (Number::of(left), Number::of(right)) {
        (Some(Number::Int(left)), Some(Number::Int(right))) => int_binary(op, left, right),
        (Some(left), Some(right)) => inexact_binary(op, &left, &right),
        (Some(Number::Int(count)), None) if op == Operator::Mult => sequence::repeat(right, &count),
        (None, Some(Number::Int(count))) if op == Operator::Mult => sequence::repeat(left, &count),
        (None, None) if op == Operator::Add => sequence::concat(left, right),
        _ => None,
    }
}

fn int_binary(op: Operator, left: BigInt, right: BigInt) -> Option<Constant> {
    Some(Constant::Int(match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => {
            let both = !left.is_zero() && !right.is_zero();
            if both && left.bits() + right.bits() > MAX_INT_BITS {
                return None;
            }
            left * right
        }
        Operator::Div => return float::true_divide(&left, &right).map(Constant::Float),
        Operator::FloorDiv => floor_divmod(left, &right)?.0,
        Operator::Mod => floor_divmod(left, &right)?.1,
        Operator::Pow => return int_power(left, &right),
        Operator::LShift => {
            if left.is_zero() && !right.is_negative() {
                return Some(Constant::Int(left));
            }
            let count = right.to_u64()?;
            if count > 0 && (count > MAX_INT_BITS || left.bits() > MAX_INT_BITS - count) {
                return None;
            }
            left << count
        }
        Operator::RShift => {
            if right.is_negative() {
                return None;
            }
            match right.to_usize() {
                Some(count) => left >> count,
                None if left.is_negative() => (-1).into(),
                None => 0.into(),
            }
        }
        Operator::BitOr => left | right,
        Operator::BitXor => left ^ right,
        Operator::BitAnd => left & right,
        Operator::MatMult => return None,
    }))
}

/// Quotient rounded down and remainder of the divisor's sign.
fn floor_divmod(left: BigInt, right: &BigInt) -> Option<(BigInt, BigInt)> {
    if right.is_zero() {
        return None;
    }
    let quotient = &left / right;
    let remainder = left - &quotient * right;
    let opposite = remainder.sign() != Sign::NoSign && remainder.sign() != right.sign();
    Some(if opposite { (quotient - 1, remainder + right) } else { (quotient, remainder) })
}

fn int_power(base: BigInt, exponent: &BigInt) -> Option<Constant> {
    if exponent.is_negative() {
        return float_power(Number::Int(base).to_float()?, Number::Int(exponent.clone()).to_float()?);
    }
    if base.is_zero() || exponent.is_zero() {
        return Some(Constant::Int(if exponent.is_zero() { 1.into() } else { 0.into() }));
    }
    let exponent = exponent.to_u64()?;
    if base.bits() > MAX_INT_BITS / exponent {
        return None;
    }
    Some(Constant::Int(base.pow(exponent as u32)))
}

fn float_power(base: f64, exponent: f64) -> Option<Constant> {
    match float::power(base, exponent)? {
        float::Power::Real(value) => Some(Constant::Float(value)),
        float::Power::Complex => {
            let power = Complex { real: base, imag: 0.0 }.power(Complex { real: exponent, imag: 0.0 })?;
            Some(Constant::Complex { real: power.real, imag: power.imag })
        }
    }
}

/// At least one operand is a float or complex.
fn inexact_binary(op: Operator, left: &Number, right: &Number) -> Option<Constant> {
    if matches!(left, Number::Complex(_)) || matches!(right, Number::Complex(_)) {
        let (left, right) = (left.to_complex()?, right.to_complex()?);
        let result = match op {
            Operator::Add => left + right,
            Operator::Sub => left - right,
            Operator::Mult => left * right,
            Operator::Div => left.divide(right)?,
            Operator::Pow => left.power(right)?,
            _ => return None,
        };
        return Some(Constant::Complex { real: result.real, imag: result.imag });
    }
    let (left, right) = (left.to_float()?, right.to_float()?);
    Some(Constant::Float(match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        Operator::Div if right != 0.0 => left / right,
        Operator::Mod => float::floor_divmod(left, right)?.1,
        Operator::FloorDiv => float::floor_divmod(left, right)?.0,
        Operator::Pow => return float_power(left, right),
        _ => return None,
    }))
}

impl Number {
    /// Python's `==`, exact between int and float.
    pub(super) fn equals(&self, other: &Number) -> bool {
        match (self, other) {
            (Number::Int(left), Number::Int(right)) => left == right,
            (Number::Float(left), Number::Float(right)) => left == right,
            (Number::Complex(left), Number::Complex(right)) => left == right,
            (Number::Int(int), Number::Float(float)) | (Number::Float(float), Number::Int(int)) => {
                float.fract() == 0.0 && num_traits::FromPrimitive::from_f64(*float) == Some(int.clone())
            }
            (Number::Complex(complex), real) | (real, Number::Complex(complex)) => {
                complex.imag == 0.0 && real.equals(&Number::Float(complex.real))
            }
        }
    }
}
