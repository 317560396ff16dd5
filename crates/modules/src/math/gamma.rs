//! The gamma function and its logarithm by Lanczos' approximation (g = 6.0246..., 13 terms, in rational
//! form), with the roundings of CPython's.

use super::MathError;

/// Numerator and denominator of the rational form, lowest power first.
const TERMS: [(f64, f64); 13] = [
    (23_531_376_880.410_76, 0.0),
    (42_919_803_642.649_1, 39_916_800.0),
    (35_711_959_237.355_67, 120_543_840.0),
    (17_921_034_426.037_21, 150_917_976.0),
    (6_039_542_586.352_028, 105_258_076.0),
    (1_439_720_407.311_721_6, 45_995_730.0),
    (248_874_557.862_054_17, 13_339_535.0),
    (31_426_415.585_400_194, 2_637_558.0),
    (2_876_370.628_935_372_5, 357_423.0),
    (186_056.265_395_223_48, 32_670.0),
    (8_071.672_002_365_816, 1_925.0),
    (210.824_277_751_579_36, 66.0),
    (2.506_628_274_631_000_2, 1.0),
];
const G: f64 = 6.024_680_040_776_73;
const G_MINUS_HALF: f64 = 5.524_680_040_776_73;
const LOG_PI: f64 = 1.144_729_885_849_400_174_143_427_351_353_058_711_647;
/// Whole arguments up to this have exact results.
const MAX_WHOLE: f64 = 23.0;

/// Lanczos' sum for a positive argument; large ones take the powers of the reciprocal.
fn lanczos_sum(x: f64) -> f64 {
    let (mut numerator, mut denominator) = (0.0, 0.0);
    if x < 5.0 {
        for (a, b) in TERMS.iter().rev() {
            numerator = numerator * x + a;
            denominator = denominator * x + b;
        }
    } else {
        for (a, b) in &TERMS {
            numerator = numerator / x + a;
            denominator = denominator / x + b;
        }
    }
    numerator / denominator
}

/// `sin(pi * x)` without the error of a rounded product.
fn sin_pi(x: f64) -> f64 {
    use std::f64::consts::PI;
    let y = x.abs() % 2.0;
    let sine = match (2.0 * y).round() as i32 {
        0 => (PI * y).sin(),
        1 => (PI * (y - 0.5)).cos(),
        2 => (PI * (1.0 - y)).sin(),
        3 => -(PI * (y - 1.5)).cos(),
        _ => (PI * (y - 2.0)).sin(),
    };
    1.0f64.copysign(x) * sine
}

/// `math.gamma(x)`.
pub fn gamma(x: f64) -> Result<f64, MathError> {
    if !x.is_finite() {
        return if x.is_nan() || x > 0.0 { Ok(x) } else { Err(MathError::Domain) };
    }
    if x == 0.0 {
        return Err(MathError::Domain);
    }
    if x == x.floor() {
        if x < 0.0 {
            return Err(MathError::Domain);
        }
        if x <= MAX_WHOLE {
            return Ok((2..x as u32).fold(1.0, |product, factor| product * f64::from(factor)));
        }
    }
    let size = x.abs();
    if size < 1e-20 {
        return finite(1.0 / x);
    }
    if size > 200.0 {
        return if x < 0.0 { Ok(0.0 / sin_pi(x)) } else { Err(MathError::Range) };
    }
    finite(by_lanczos(x, size))
}

fn finite(result: f64) -> Result<f64, MathError> {
    if result.is_infinite() { Err(MathError::Range) } else { Ok(result) }
}

fn by_lanczos(x: f64, size: f64) -> f64 {
    let y = size + G_MINUS_HALF;
    // What rounding took from the sum, to correct the power of it.
    let lost = if size > G_MINUS_HALF { (y - size) - G_MINUS_HALF } else { (y - G_MINUS_HALF) - size };
    let z = lost * G / y;
    // Half the power at a time where the whole one could overflow.
    let power = |exponent: f64, apply: &mut dyn FnMut(f64)| {
        if size < 140.0 {
            apply(y.powf(exponent));
        } else {
            let root = y.powf(exponent / 2.0);
            apply(root);
            apply(root);
        }
    };
    if x < 0.0 {
        let mut result = -std::f64::consts::PI / sin_pi(size) / size * y.exp() / lanczos_sum(size);
        result -= z * result;
        power(size - 0.5, &mut |factor| result /= factor);
        result
    } else {
        let mut result = lanczos_sum(size) / y.exp();
        result += z * result;
        power(size - 0.5, &mut |factor| result *= factor);
        result
    }
}

/// `math.lgamma(x)`.
pub fn lgamma(x: f64) -> Result<f64, MathError> {
    if !x.is_finite() {
        return Ok(x.abs());
    }
    if x == x.floor() && x <= 2.0 {
        return if x <= 0.0 { Err(MathError::Domain) } else { Ok(0.0) };
    }
    let size = x.abs();
    if size < 1e-20 {
        return Ok(-size.ln());
    }
    let mut result = lanczos_sum(size).ln() - G;
    result += (size - 0.5) * ((size + G - 0.5).ln() - 1.0);
    if x < 0.0 {
        result = LOG_PI - sin_pi(size).abs().ln() - size.ln() - result;
    }
    finite(result)
}
