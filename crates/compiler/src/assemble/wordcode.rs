//! CPython's two-byte instruction units and the `EXTENDED_ARG` prefixes before long arguments.

use pyston_opcode::cpython::Opcode;

/// How many units an instruction with this argument takes.
pub(super) fn units(arg: u32) -> usize {
    match arg {
        0..=0xFF => 1,
        0x100..=0xFFFF => 2,
        0x1_0000..=0xFF_FFFF => 3,
        _ => 4,
    }
}

/// Appends an instruction.
pub(super) fn push(code: &mut Vec<u8>, op: Opcode, arg: u32) {
    push_sized(code, op as u8, arg, units(arg));
}

/// Appends an instruction in exactly so many units.
pub(super) fn push_sized(code: &mut Vec<u8>, op: u8, arg: u32, units: usize) {
    for at in (1..units).rev() {
        code.extend([Opcode::ExtendedArg as u8, (arg >> (8 * at)) as u8]);
    }
    code.extend([op, arg as u8]);
}
