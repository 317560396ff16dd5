//! Conditions that operations signal, as bits of a status word.
//!
//! **Invariant**: bits and names are libmpdec's, as CPython shows them in the order of its signals.

pub type Status = u32;

pub const CLAMPED: Status = 0x0001;
pub const CONVERSION_SYNTAX: Status = 0x0002;
pub const DIVISION_BY_ZERO: Status = 0x0004;
pub const DIVISION_IMPOSSIBLE: Status = 0x0008;
pub const DIVISION_UNDEFINED: Status = 0x0010;
pub const INEXACT: Status = 0x0040;
pub const INVALID_CONTEXT: Status = 0x0080;
pub const INVALID_OPERATION: Status = 0x0100;
pub const MALLOC_ERROR: Status = 0x0200;
pub const FLOAT_OPERATION: Status = 0x0400;
pub const OVERFLOW: Status = 0x0800;
pub const ROUNDED: Status = 0x1000;
pub const SUBNORMAL: Status = 0x2000;
pub const UNDERFLOW: Status = 0x4000;

/// All that is signalled as an invalid operation.
pub const IEEE_INVALID_OPERATION: Status = CONVERSION_SYNTAX
    | DIVISION_IMPOSSIBLE
    | DIVISION_UNDEFINED
    | INVALID_CONTEXT
    | INVALID_OPERATION
    | MALLOC_ERROR
    | 0x0020;

/// What exact conversions must not signal.
pub const CONVERSION_ERRORS: Status = IEEE_INVALID_OPERATION | OVERFLOW | UNDERFLOW | CLAMPED | INEXACT | ROUNDED;
