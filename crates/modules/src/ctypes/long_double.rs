//! C's `long double` as bytes: 80 bits of x87 in 16 bytes on x86-64, IEEE binary128 on AArch64.
//!
//! Rust has no such type, so the fields of the formats are taken apart here. **Invariant**: a float goes in
//! exactly; what comes out is rounded to nearest, ties to even, as the processor would.

/// Exponents of both formats have 15 bits and this bias.
const BIAS: i32 = 16383;
const MAX_EXPONENT: i32 = 0x7fff;

/// Where the parts are: the integer bit of x87 stands in memory.
#[derive(Clone, Copy)]
enum Format {
    X87,
    Binary128,
}

const FORMAT: Format = if cfg!(target_arch = "x86_64") { Format::X87 } else { Format::Binary128 };

/// A number as sign, exponent (of the leading bit, biased) and significand with the leading bit at 127.
struct Parts {
    negative: bool,
    exponent: i32,
    significand: u128,
}

fn split_f64(value: f64) -> Parts {
    let bits = value.to_bits();
    let (negative, exponent, fraction) = (bits >> 63 != 0, (bits >> 52) as i32 & 0x7ff, bits & ((1 << 52) - 1));
    let fraction = u128::from(fraction) << 75;
    let (exponent, significand) = match exponent {
        0 if fraction == 0 => (0, 0),
        0 => {
            let shift = fraction.leading_zeros();
            (BIAS - 1022 - shift as i32, fraction << shift)
        }
        0x7ff => (MAX_EXPONENT, fraction | 1 << 127),
        exponent => (exponent - 1023 + BIAS, fraction | 1 << 127),
    };
    Parts { negative, exponent, significand }
}

fn join_f64(parts: &Parts) -> f64 {
    let sign = u64::from(parts.negative) << 63;
    if parts.exponent == MAX_EXPONENT {
        let payload = (parts.significand << 1 >> 76) as u64;
        let is_nan = parts.significand << 1 != 0;
        return f64::from_bits(sign | 0x7ff << 52 | payload | u64::from(is_nan) << 51);
    }
    if parts.significand == 0 {
        return f64::from_bits(sign);
    }
    let exponent = parts.exponent - BIAS + 1023;
    // A float too small for a normal one loses more bits.
    let dropped = 75 + if exponent < 1 { 1 - exponent } else { 0 };
    if dropped > 128 {
        return f64::from_bits(sign);
    }
    let kept = if dropped == 128 { 0 } else { (parts.significand >> dropped) as u64 };
    let rest = parts.significand << (128 - dropped);
    let half = 1u128 << 127;
    let up = rest > half || (rest == half && kept & 1 != 0);
    // A carry out of the fraction goes into the exponent, as it should.
    let magnitude = match exponent {
        ..1 => kept,
        _ if exponent >= 0x7ff => 0x7ff << 52,
        _ => ((exponent as u64) << 52) + (kept - (1 << 52)),
    };
    f64::from_bits(sign | if exponent >= 0x7ff { magnitude } else { magnitude + u64::from(up) })
}

/// A float as the 16 bytes of a `long double`.
pub fn from_f64(value: f64) -> [u8; 16] {
    let parts = split_f64(value);
    let sign_exponent = u128::from(parts.negative) << 15 | parts.exponent as u128;
    let bits = match FORMAT {
        Format::X87 => sign_exponent << 64 | parts.significand >> 64,
        Format::Binary128 => sign_exponent << 112 | parts.significand << 1 >> 16,
    };
    bits.to_ne_bytes()
}

/// The float nearest to a `long double`.
pub fn to_f64(bytes: [u8; 16]) -> f64 {
    let bits = u128::from_ne_bytes(bytes);
    let (sign_exponent, significand) = match FORMAT {
        Format::X87 => ((bits >> 64) as u16, bits << 64),
        Format::Binary128 => {
            let sign_exponent = (bits >> 112) as u16;
            let leading = u128::from(sign_exponent & 0x7fff != 0) << 127;
            (sign_exponent, leading | bits << 16 >> 1)
        }
    };
    let exponent = i32::from(sign_exponent & 0x7fff);
    // Subnormals have the exponent of the smallest normal number; they are zero as floats anyway.
    join_f64(&Parts { negative: sign_exponent >> 15 != 0, exponent: exponent.max(1), significand })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_come_back_as_they_went_in() {
        let values = [0.0, -0.0, 1.0, -2.5, 0.1, 1e300, -1e-300, f64::MIN_POSITIVE, 5e-324, 3e-310, f64::MAX];
        for value in values.into_iter().chain([f64::INFINITY, f64::NEG_INFINITY]) {
            assert_eq!(to_f64(from_f64(value)).to_bits(), value.to_bits(), "{value}");
        }
        assert!(to_f64(from_f64(f64::NAN)).is_nan());
    }

    #[test]
    fn what_lies_between_two_floats_is_rounded_to_even() {
        let parts = |significand| Parts { negative: false, exponent: BIAS, significand };
        let half_ulp = 1 << 74;
        assert_eq!(join_f64(&parts(1 << 127 | half_ulp)), 1.0);
        assert_eq!(join_f64(&parts(1 << 127 | half_ulp | 1)), 1.0 + f64::EPSILON);
        assert_eq!(join_f64(&parts(u128::MAX)), 2.0);
        let huge = Parts { negative: true, exponent: BIAS + 2000, significand: 1 << 127 };
        assert_eq!(join_f64(&huge), f64::NEG_INFINITY);
    }

    #[cfg(target_arch = "x86_64")]
    #[test]
    fn one_has_the_bytes_of_x87() {
        assert_eq!(from_f64(1.0), [0, 0, 0, 0, 0, 0, 0, 0x80, 0xff, 0x3f, 0, 0, 0, 0, 0, 0]);
    }
}
