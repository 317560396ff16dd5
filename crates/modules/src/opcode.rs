//! `_opcode`: facts about CPython's byte code.

use pyston_object::prelude::*;
use pyston_opcode::cpython::Opcode;

pub struct OpcodeModule;

/// Facts about the byte code, for the module opcode.
#[pymodule("_opcode")]
impl OpcodeModule {
    /// Compute how far an instruction makes the stack grow.
    #[function("($module, opcode, oparg=None, /, *, jump=None)")]
    fn stack_effect(opcode: i32, oparg: Option<&Object>, jump: Option<&Object>) -> PyResult<i32> {
        let known = u8::try_from(opcode).ok().and_then(Opcode::from_u8);
        let has_arg = opcode >= 90;
        let arg = match oparg {
            Some(_) if !has_arg => {
                return Err(raise!(ValueError, "stack_effect: opcode does not permit oparg but oparg was specified"));
            }
            None if has_arg => {
                return Err(raise!(ValueError, "stack_effect: opcode requires oparg but oparg was not specified"));
            }
            Some(arg) => protocol::as_c_long(arg)? as u32,
            None => 0,
        };
        let jumps: &[bool] = match jump {
            None => &[false, true],
            Some(jump) if jump.is(singletons::bool(true)) => &[true],
            Some(jump) if jump.is(singletons::bool(false)) => &[false],
            Some(_) => return Err(raise!(ValueError, "stack_effect: jump must be False, True or None")),
        };
        let effects = known.map(|opcode| jumps.iter().map(|&jump| opcode.stack_effect(arg, jump)).max());
        effects.flatten().ok_or_else(|| raise!(ValueError, "invalid opcode or oparg"))
    }
}
