//! `math.isqrt`.

use super::convert::{digits_of, to_biguint};
use super::{Int, IntRef};
use crate::error::{NumError, NumResult};

/// The largest int whose square is not above `a`.
pub fn isqrt(a: IntRef) -> NumResult<Int> {
    if a.negative {
        return Err(NumError::value("isqrt() argument must be nonnegative"));
    }
    if let Some(small) = a.magnitude_u64() {
        return Ok(Int::from_u64(small.isqrt()));
    }
    Ok(Int { negative: false, digits: digits_of(&to_biguint(a.digits).sqrt()) })
}
