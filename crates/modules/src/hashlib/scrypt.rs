//! The arguments of scrypt, checked in OpenSSL's order and against its limits.

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::unlocked::stable;

/// What may be used if the caller sets no limit.
const DEFAULT_MEMORY: u128 = 32 << 20;
/// Products of block size and parallelism beyond this make no valid parameters.
const MAX_PRODUCT: u64 = (1 << 30) - 1;
const BLOCK: u128 = 128;

/// One of n, r and p: an int that is not negative.
fn cost(object: Option<&Object>, name: &str) -> PyResult<u64> {
    let required = || raise!(TypeError, "{name} is required and must be an unsigned int");
    let Some(object) = object else { return Err(required()) };
    let Some(value) = object.downcast::<Int>() else {
        return Err(raise!(TypeError, "scrypt() argument '{name}' must be int, not {:.50}", object.type_name()));
    };
    value.to_u64().ok_or_else(required)
}

fn invalid() -> Raised {
    raise!(ValueError, "Invalid parameter combination for n, r, p, maxmem.")
}

/// The parameters, if they make sense and fit the memory.
fn parameters(n: u64, r: u64, p: u64, maxmem: i64) -> Option<scrypt::Params> {
    let (block_size, parallelism) = (u32::try_from(r).ok()?, u32::try_from(p).ok()?);
    let is_valid = r > 0 && p > 0 && r.checked_mul(p)? <= MAX_PRODUCT;
    // The cost must be less than 2 ** (16 * r).
    if !is_valid || u64::from(n.ilog2()) >= r.saturating_mul(16) {
        return None;
    }
    let limit = if maxmem == 0 { DEFAULT_MEMORY } else { maxmem as u128 };
    let needed = BLOCK * u128::from(r) * (u128::from(p) + u128::from(n) + 2);
    if needed > limit {
        return None;
    }
    scrypt::Params::new(n.ilog2() as u8, block_size, parallelism).ok()
}

pub fn scrypt(
    password: &Buffer,
    salt: Option<&Buffer>,
    [n, r, p]: [Option<&Object>; 3],
    maxmem: i64,
    dklen: i64,
) -> PyResult<Py<Bytes>> {
    let Some(salt) = salt else { return Err(raise!(TypeError, "salt is required")) };
    let n = cost(n, "n")?;
    if n < 2 || !n.is_power_of_two() {
        return Err(raise!(ValueError, "n must be a power of 2."));
    }
    let (r, p) = (cost(r, "r")?, cost(p, "p")?);
    let largest = i64::from(i32::MAX);
    if !(0..=largest).contains(&maxmem) {
        return Err(raise!(ValueError, "maxmem must be positive and smaller than {largest}"));
    }
    if !(1..=largest).contains(&dklen) {
        return Err(raise!(ValueError, "dklen must be greater than 0 and smaller than {largest}"));
    }
    let parameters = parameters(n, r, p, maxmem).ok_or_else(invalid)?;
    let (password, salt) = (stable(password), stable(salt));
    let mut done = true;
    let key = Bytes::build(dklen as usize, |key| {
        done = allow_threads(|| scrypt::scrypt(&password, &salt, &parameters, key)).is_ok();
    })?;
    if done { Ok(key) } else { Err(invalid()) }
}
