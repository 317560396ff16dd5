//! Hashing: the process's secret, bytes, pointers.

use std::hash::Hasher;

use crate::ptr::{GilCell, Object};

/// SipHash keys, fixed at start-up from `PYTHONHASHSEED` or the system's randomness.
static SECRET: GilCell<(u64, u64)> = GilCell::new((0, 0));

pub fn set_secret(k0: u64, k1: u64) {
    SECRET.set((k0, k1));
}

/// SipHash-2-4 of the bytes, as CPython 3.8 hashes str and bytes; empty input hashes to 0.
pub fn hash_bytes(bytes: &[u8]) -> isize {
    if bytes.is_empty() {
        return 0;
    }
    let (k0, k1) = SECRET.get();
    #[expect(deprecated, reason = "the standard library's only SipHash-2-4 with keys")]
    let mut hasher = std::hash::SipHasher::new_with_keys(k0, k1);
    hasher.write(bytes);
    fix(hasher.finish() as isize)
}

/// -1 says "error" in `tp_hash`, so no object hashes to it.
#[inline]
pub fn fix(hash: isize) -> isize {
    if hash == -1 { -2 } else { hash }
}

/// The hash of an object's address.
pub fn hash_pointer(object: &Object) -> isize {
    fix((object.as_ptr() as usize).rotate_right(4) as isize)
}

/// SipHash-2-4 of the bytes under other keys.
pub fn siphash(k0: u64, k1: u64, bytes: &[u8]) -> u64 {
    #[expect(deprecated, reason = "the standard library's only SipHash-2-4 with keys")]
    let mut hasher = std::hash::SipHasher::new_with_keys(k0, k1);
    hasher.write(bytes);
    hasher.finish()
}
