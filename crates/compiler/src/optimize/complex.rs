//! Complex arithmetic as Python does it, signed zeros included.

use std::ops::{Add, Mul, Sub};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Complex {
    pub(super) real: f64,
    pub(super) imag: f64,
}

/// Integer exponents up to this are powers by repeated multiplication.
const MAX_SMALL_POWER: f64 = 100.0;

impl Add for Complex {
    type Output = Complex;

    fn add(self, other: Complex) -> Complex {
        Complex { real: self.real + other.real, imag: self.imag + other.imag }
    }
}

impl Sub for Complex {
    type Output = Complex;

    fn sub(self, other: Complex) -> Complex {
        Complex { real: self.real - other.real, imag: self.imag - other.imag }
    }
}

impl Mul for Complex {
    type Output = Complex;

    fn mul(self, other: Complex) -> Complex {
        Complex {
            real: self.real * other.real - self.imag * other.imag,
            imag: self.real * other.imag + self.imag * other.real,
        }
    }
}

impl Complex {
    /// Smith's division, by the larger part of the divisor; `None` for division by zero.
    pub(super) fn divide(self, other: Complex) -> Option<Complex> {
        let (real, imag) = (other.real.abs(), other.imag.abs());
        if real >= imag {
            if real == 0.0 {
                return None;
            }
            let ratio = other.imag / other.real;
            let scale = other.real + other.imag * ratio;
            Some(Complex {
                real: (self.real + self.imag * ratio) / scale,
                imag: (self.imag - self.real * ratio) / scale,
            })
        } else if imag >= real {
            let ratio = other.real / other.imag;
            let scale = other.real * ratio + other.imag;
            Some(Complex {
                real: (self.real * ratio + self.imag) / scale,
                imag: (self.imag * ratio - self.real) / scale,
            })
        } else {
            Some(Complex { real: f64::NAN, imag: f64::NAN })
        }
    }

    /// `self ** exponent`; `None` where Python raises.
    pub(super) fn power(self, exponent: Complex) -> Option<Complex> {
        let whole = exponent.imag == 0.0 && exponent.real == exponent.real.trunc();
        let result = if whole && exponent.real.abs() <= MAX_SMALL_POWER {
            let power = self.small_power(exponent.real.abs() as u32);
            if exponent.real > 0.0 { power } else { Complex { real: 1.0, imag: 0.0 }.divide(power)? }
        } else {
            self.polar_power(exponent)?
        };
        (result.real.is_finite() && result.imag.is_finite()).then_some(result)
    }

    fn small_power(self, exponent: u32) -> Complex {
        let mut result = Complex { real: 1.0, imag: 0.0 };
        let mut square = self;
        let mut mask = 1;
        while mask <= exponent {
            if exponent & mask != 0 {
                result = result * square;
            }
            mask <<= 1;
            square = square * square;
        }
        result
    }

    fn polar_power(self, exponent: Complex) -> Option<Complex> {
        if exponent.real == 0.0 && exponent.imag == 0.0 {
            return Some(Complex { real: 1.0, imag: 0.0 });
        }
        if self.real == 0.0 && self.imag == 0.0 {
            let undefined = exponent.imag != 0.0 || exponent.real < 0.0;
            return (!undefined).then_some(Complex { real: 0.0, imag: 0.0 });
        }
        let modulus = self.real.hypot(self.imag);
        let angle = self.imag.atan2(self.real);
        let mut length = modulus.powf(exponent.real);
        let mut phase = angle * exponent.real;
        if exponent.imag != 0.0 {
            length /= (angle * exponent.imag).exp();
            phase += exponent.imag * modulus.ln();
        }
        Some(Complex { real: length * phase.cos(), imag: length * phase.sin() })
    }
}
