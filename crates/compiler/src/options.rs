//! What `compile()` is told beside the source.

use crate::symtable::DepthLimit;
use crate::wstr::WStr;

/// `await`, `async for` and `async with` may stand at module level.
pub const PYCF_ALLOW_TOP_LEVEL_AWAIT: u32 = 0x2000;
pub const CO_FUTURE_DIVISION: u32 = 0x2_0000;
pub const CO_FUTURE_ABSOLUTE_IMPORT: u32 = 0x4_0000;
pub const CO_FUTURE_WITH_STATEMENT: u32 = 0x8_0000;
pub const CO_FUTURE_PRINT_FUNCTION: u32 = 0x10_0000;
pub const CO_FUTURE_UNICODE_LITERALS: u32 = 0x20_0000;
pub const CO_FUTURE_BARRY_AS_BDFL: u32 = 0x40_0000;
pub const CO_FUTURE_GENERATOR_STOP: u32 = 0x80_0000;
pub const CO_FUTURE_ANNOTATIONS: u32 = 0x100_0000;
/// The flags that code objects inherit.
pub const PYCF_MASK: u32 = CO_FUTURE_DIVISION
    | CO_FUTURE_ABSOLUTE_IMPORT
    | CO_FUTURE_WITH_STATEMENT
    | CO_FUTURE_PRINT_FUNCTION
    | CO_FUTURE_UNICODE_LITERALS
    | CO_FUTURE_BARRY_AS_BDFL
    | CO_FUTURE_GENERATOR_STOP
    | CO_FUTURE_ANNOTATIONS;

#[derive(Clone, Debug)]
pub struct CompileOptions {
    pub filename: WStr,
    /// 0, 1 (`-O`) or 2 (`-OO`).
    pub optimize: u8,
    /// Inherited `CO_FUTURE_*` and [`PYCF_ALLOW_TOP_LEVEL_AWAIT`].
    pub flags: u32,
    pub depth: DepthLimit,
}

impl CompileOptions {
    /// Plain compilation of a module.
    pub fn new(filename: WStr) -> CompileOptions {
        CompileOptions { filename, optimize: 0, flags: 0, depth: DepthLimit::default() }
    }
}
