//! Instructions that only read and write registers of the running frame and are not worth a place in
//! the loop: building displays, names, imports, `with` and `finally` states.
//!
//! **Invariant**: none of them jumps, enters or leaves a frame; the loop goes on behind the instruction.

use pyston_object::prelude::*;
use pyston_object::{attr, protocol};
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::cell::Cell;

use crate::ops;
use crate::registers::Registers;
use crate::unwind;

/// Executes an instruction.
///
/// # Safety
/// `pc` is an instruction of the frame whose registers `r` are.
#[inline(never)]
pub unsafe fn execute(r: Registers, pc: *const Instr) -> PyResult<()> {
    // The instruction may be specialised anew while it runs, by other threads for example.
    // SAFETY: the caller's promise.
    let instr = unsafe { &*pc };
    match instr.op {
        Op::LoadName | Op::StoreName | Op::DeleteName | Op::StoreGlobal | Op::DeleteGlobal | Op::LoadBuildClass => {
            names(r, instr)
        }
        Op::Delete | Op::LoadClassDeref | Op::DeleteDeref => variables(r, instr),
        Op::BuildSet | Op::BuildMap | Op::BuildConstKeyMap | Op::BuildString | Op::BuildSlice | Op::BuildUnpack => {
            displays(r, instr)
        }
        Op::SetAdd | Op::MapAdd | Op::UnpackEx | Op::FormatValue | Op::Unary | Op::DeleteAttr | Op::DeleteSubscr => {
            values(r, instr)
        }
        Op::MakeFunction => {
            let n = 2 + (instr.c & 15).count_ones();
            let function = ops::make_function(r.frame(), r.run(instr.b, n), instr.c)?;
            r.drop_run(instr.b, n);
            r.write(instr.a, function);
            Ok(())
        }
        Op::ImportName => {
            // SAFETY: the name stands in the unit behind.
            let name = r.name(unsafe { (*pc.add(1)).a });
            let module = ops::import_name(r.frame(), name, r.get(instr.c), r.get(instr.b))?;
            r.finish(instr);
            r.write(instr.a, module);
            Ok(())
        }
        Op::ImportFrom | Op::ImportStar | Op::SetupAnnotations | Op::PrintExpr => statements(r, instr),
        Op::PopExcept | Op::PopFinally | Op::SetupWith | Op::BeforeAsyncWith | Op::WithStart | Op::WithFinish => {
            blocks(r, instr)
        }
        Op::GetYieldFromIter | Op::GetAwaitable | Op::GetAIter | Op::GetANext => awaiting(r, instr),
        _ => Err(errors::bad_internal_call()),
    }
}

fn names(r: Registers, instr: &Instr) -> PyResult<()> {
    let frame = r.frame();
    match instr.op {
        Op::LoadName => r.write(instr.a, ops::load_name(frame, r.name(instr.b))?),
        Op::StoreName => {
            ops::store_name(frame, r.name(instr.a), r.get(instr.b))?;
            r.finish(instr);
        }
        Op::DeleteName => ops::delete_name(frame, r.name(instr.a))?,
        Op::StoreGlobal => frame.globals().set_str(r.name(instr.a), r.own_b(instr))?,
        Op::DeleteGlobal => ops::delete_global(frame, r.name(instr.a))?,
        _ => r.write(instr.a, ops::load_build_class(frame)?),
    }
    Ok(())
}

fn variables(r: Registers, instr: &Instr) -> PyResult<()> {
    match instr.op {
        Op::Delete => match r.take(instr.a) {
            Some(value) => drop(value),
            None => return Err(ops::unbound_local(r.frame(), instr.b)),
        },
        Op::LoadClassDeref => r.write(instr.a, ops::load_class_deref(r.frame(), r.get(instr.b), instr.c)?),
        _ => {
            // SAFETY: the register holds a cell.
            let cell: &Cell = unsafe { r.get(instr.a).cast_unchecked() };
            if cell.peek().is_null() {
                return Err(ops::unbound_deref(r.frame(), instr.b));
            }
            cell.set(None);
        }
    }
    Ok(())
}

/// Builds something of a run of temporaries.
fn displays(r: Registers, instr: &Instr) -> PyResult<()> {
    let n = match instr.op {
        Op::BuildMap => instr.c * 2,
        Op::BuildConstKeyMap => instr.c + 1,
        Op::BuildSlice => 2 + u32::from(instr.c == 3),
        _ => instr.c,
    };
    let parts = r.run(instr.b, n);
    let built = match instr.op {
        Op::BuildSet => ops::build_set(parts)?,
        Op::BuildMap => ops::build_map(parts)?,
        Op::BuildConstKeyMap => ops::build_const_key_map(parts)?,
        Op::BuildString => ops::build_string(parts)?,
        Op::BuildSlice => ops::build_slice(parts)?,
        _ => {
            // What is called with these arguments stands below them.
            let callable = match instr.aux {
                5 => r.peek(instr.b.wrapping_sub(2)),
                2 => r.peek(instr.b.wrapping_sub(1)),
                _ => None,
            };
            ops::build_unpack(instr.aux, parts, callable)?
        }
    };
    r.drop_run(instr.b, n);
    r.write(instr.a, built);
    Ok(())
}

fn values(r: Registers, instr: &Instr) -> PyResult<()> {
    match instr.op {
        Op::SetAdd => ops::set_add(r.get(instr.a), r.get(instr.b))?,
        Op::MapAdd => protocol::setitem(r.get(instr.a), r.get(instr.b), Some(r.get(instr.c)))?,
        Op::DeleteAttr => attr::setattr(r.get(instr.a), r.name(instr.b), None)?,
        Op::DeleteSubscr => protocol::setitem(r.get(instr.a), r.get(instr.b), None)?,
        Op::UnpackEx => {
            let sequence = r.own_b(instr);
            let (before, after) = ((instr.c & 0xFF) as usize, (instr.c >> 8) as usize);
            let items = protocol::unpack_ex(&sequence, before, after)?;
            drop(sequence);
            for (register, item) in (instr.a..).zip(items.into_iter().rev()) {
                r.write(register, item);
            }
            return Ok(());
        }
        Op::FormatValue => {
            let spec = (instr.aux & 4 != 0).then(|| r.get(instr.c));
            let text = ops::format_value(r.get(instr.b), spec, instr.aux & 3)?;
            r.finish(instr);
            r.write(instr.a, text);
            return Ok(());
        }
        _ => {
            let value = ops::unary(r.get(instr.b), instr.aux)?;
            r.finish(instr);
            r.write(instr.a, value);
            return Ok(());
        }
    }
    r.finish(instr);
    Ok(())
}

fn statements(r: Registers, instr: &Instr) -> PyResult<()> {
    match instr.op {
        Op::ImportFrom => r.write(instr.a, ops::import_from(r.get(instr.b), r.name(instr.c))?),
        Op::ImportStar => {
            ops::import_star(r.frame(), r.get(instr.a))?;
            r.finish(instr);
        }
        Op::SetupAnnotations => ops::setup_annotations(r.frame())?,
        _ => {
            ops::print_expr(r.get(instr.a))?;
            r.finish(instr);
        }
    }
    Ok(())
}

fn blocks(r: Registers, instr: &Instr) -> PyResult<()> {
    match instr.op {
        Op::PopExcept => unwind::restore_handled(r, instr.a),
        Op::PopFinally => {
            let value = (instr.aux != 0).then(|| r.own_b(instr));
            unwind::pop_finally(r, instr.a);
            if let Some(value) = value {
                r.write(instr.c, value);
            }
        }
        Op::SetupWith | Op::BeforeAsyncWith => {
            let enter = if instr.op == Op::SetupWith { ops::enter_with } else { ops::enter_async_with };
            let manager = r.own_b(instr);
            let (exit, entered) = enter(&manager)?;
            drop(manager);
            r.write(instr.a, exit);
            r.write(instr.a + 1, entered);
        }
        Op::WithStart => unwind::with_start(r, instr.a)?,
        _ => unwind::with_finish(r, instr.a)?,
    }
    Ok(())
}

fn awaiting(r: Registers, instr: &Instr) -> PyResult<()> {
    let value = match instr.op {
        Op::GetYieldFromIter => ops::yield_from_iter(r.frame(), r.own_b(instr))?,
        Op::GetAwaitable => ops::get_awaitable(r.get(instr.b), instr.aux)?,
        Op::GetAIter => ops::get_aiter(r.get(instr.b))?,
        // The iterator stays.
        _ => ops::get_anext(r.get(instr.b))?,
    };
    r.finish(instr);
    r.write(instr.a, value);
    Ok(())
}
