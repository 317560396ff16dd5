//! Floats as CPython computes, reads and writes them.

mod arith;
mod convert;
mod hex;
mod parse;
mod repr;
mod round;

pub use arith::{FloatPow, divmod, floor_div, modulo, pow, true_div};
pub use convert::{as_integer_ratio, cmp_int, compose, from_int, is_integer, split, to_int};
pub use hex::{from_hex, to_hex};
pub(crate) use parse::without_underscores;
pub use parse::{parse, parse_prefix, strip};
pub use repr::{FloatStyle, double_to_string, repr};
pub use round::{round_to_digits, round_to_int};
