//! Setting `f_lineno`: where a trace function may make a frame go on.
//!
//! **Invariant**: a jump that is allowed enters no loop, `with`, `try`, `except` or `finally` block and
//! leaves no `except` or `finally` block; it may leave the others, whose values go from the stack.

use pyston_object::prelude::*;
use pyston_opcode::cpython::Opcode;

use crate::code::Code;
use crate::eval;
use crate::frame::Frame;

/// Where a frame goes on and what it leaves for that.
#[derive(Clone, Copy, Debug)]
pub struct Jump {
    /// The bytecode offset.
    pub offset: i32,
    /// How many `try` and `with` blocks are left.
    pub blocks: usize,
    /// How many loops are left.
    pub iterators: usize,
}

fn bad(text: &str) -> Raised {
    raise!(ValueError, "{text}")
}

/// Sets `f_lineno`.
///
/// # Errors
/// `ValueError` for a frame that is not at a line event and for a line that it cannot go on at.
pub fn set_line(frame: &Frame, value: &Object) -> PyResult<()> {
    let Some(number) = value.downcast_exact::<Int>() else { return Err(bad("lineno must be an integer")) };
    let lasti = frame.lasti();
    if lasti < 0 {
        return Err(bad("can't jump from the 'call' trace event of a new frame"));
    }
    if frame.trace_function().is_none() {
        return Err(bad("f_lineno can only be set by a trace function"));
    }
    // SAFETY: inside the live frame.
    let has_stack = unsafe { (*frame.state()).can_jump || !(frame.is_executing() || (*frame.state()).finished) };
    if !has_stack {
        return Err(bad("can only jump from a 'line' trace event"));
    }
    let number = number.to_i64().and_then(|number| i32::try_from(number).ok());
    let number = number.ok_or_else(|| bad("lineno out of range"))?;
    let (offset, line) = start_of_line(frame.code(), number)?;
    let bytecode = frame.code().bytecode();
    let code = bytecode.as_slice();
    if matches!(op_at(code, lasti), Opcode::YieldValue | Opcode::YieldFrom) {
        return Err(bad("can't jump from a yield statement"));
    }
    if starts_handler(code, offset) {
        return Err(bad("can't jump to 'except' line as there's no exception"));
    }
    let jump = check_blocks(code, lasti, offset)?;
    (eval::hooks().jump)(frame, jump)?;
    // SAFETY: a field of this live object.
    unsafe { (*frame.raw()).f_lineno = line }
    Ok(())
}

/// The offset of the first code of a line, or of the first line after it that has code; and that line.
fn start_of_line(code: &Code, wanted: i32) -> PyResult<(i32, i32)> {
    let first = code.firstlineno();
    if wanted < first {
        return Err(raise!(ValueError, "line {wanted} comes before the current code block"));
    }
    if wanted == first {
        return Ok((0, first));
    }
    let (mut address, mut line) = (0, first);
    for pair in code.lnotab().as_slice().chunks_exact(2) {
        address += i32::from(pair[0]);
        line = line.wrapping_add(i32::from(pair[1] as i8));
        if line >= wanted {
            return Ok((address, line));
        }
    }
    Err(raise!(ValueError, "line {wanted} comes after the current code block"))
}

fn op_at(code: &[u8], offset: i32) -> Opcode {
    code.get(offset as usize).and_then(|byte| Opcode::from_u8(*byte)).unwrap_or(Opcode::Nop)
}

/// Handlers begin by looking at the exception on the stack, which lines otherwise never do.
fn starts_handler(code: &[u8], offset: i32) -> bool {
    matches!(op_at(code, offset), Opcode::DupTop | Opcode::PopTop)
}

/// Compares which blocks `from` and `to` are in.
fn check_blocks(code: &[u8], from: i32, to: i32) -> PyResult<Jump> {
    let mut jump = Jump { offset: to, blocks: 0, iterators: 0 };
    // Where the handlers of the blocks begin that the walk has entered.
    let mut handlers = Vec::new();
    let mut prefix = 0;
    for (index, word) in code.chunks_exact(2).enumerate() {
        let here = index as i32 * 2;
        let op = op_at(code, here);
        let arg = prefix << 8 | i32::from(word[1]);
        prefix = if op == Opcode::ExtendedArg { arg } else { 0 };
        match op {
            Opcode::SetupFinally | Opcode::SetupWith | Opcode::SetupAsyncWith | Opcode::ForIter => {
                let target = here + arg + 2;
                let is_in = |offset| here < offset && offset < target;
                if is_in(to) && !is_in(from) {
                    return Err(bad("can't jump into the middle of a block"));
                }
                let is_loop = op == Opcode::ForIter || op_at(code, target) == Opcode::EndAsyncFor;
                if is_in(from) && !is_in(to) {
                    if is_loop {
                        jump.iterators += 1;
                    } else {
                        jump.blocks += 1;
                    }
                }
                if !is_loop {
                    handlers.push(target);
                }
            }
            Opcode::EndFinally => {
                let Some(start) = handlers.pop() else { continue };
                let is_in = |offset| start <= offset && offset <= here;
                if is_in(from) != is_in(to) {
                    let direction = if is_in(to) { "into" } else { "out of" };
                    let kind = if starts_handler(code, start) { "an 'except'" } else { "a 'finally'" };
                    return Err(raise!(ValueError, "can't jump {direction} {kind} block"));
                }
            }
            _ => (),
        }
    }
    Ok(jump)
}
