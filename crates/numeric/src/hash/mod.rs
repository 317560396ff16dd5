//! Hashes as CPython 3.8 computes them on 64-bit machines. None of them is ever -1, which means an error.

mod combine;
mod number;
mod siphash;

pub use combine::{TupleHasher, frozenset, pointer, tuple};
pub use number::{HASH_INF, HASH_NAN, MODULUS, complex, float, int};
pub use siphash::{HashSecret, bytes};

/// -1 is reserved for errors.
pub(crate) fn not_minus_one(hash: i64) -> i64 {
    if hash == -1 { -2 } else { hash }
}
