//! Globals and builtins at known places.
//!
//! Cache unit: `a` version of the globals' table, `b` place of the value, `c` version of the builtins'
//! table if the value is there.

use pyston_object::dict::Place;
use pyston_object::prelude::*;
use pyston_opcode::regcode::{Instr, Op};
use pyston_runtime::frame::Frame;

use super::ATTEMPTS;
use crate::ops;
use crate::registers::Registers;

/// `LoadGlobal` of a value in the globals.
#[inline(always)]
pub fn global(frame: &Frame, unit: &Instr) -> Option<Py> {
    // SAFETY: the place was found under this version; the reference is taken at once.
    unsafe { frame.globals().combined_value(unit.a, unit.b).map(Layout::new_ref) }
}

/// `LoadGlobal` of a value in the builtins, which the globals do not hide.
#[inline(always)]
pub fn builtin(frame: &Frame, unit: &Instr) -> Option<Py> {
    if !frame.globals().has_version(unit.a) {
        return None;
    }
    let builtins: &Dict = frame.builtins().downcast_exact()?;
    // SAFETY: as above.
    unsafe { builtins.combined_value(unit.c, unit.b).map(Layout::new_ref) }
}

/// The general `LoadGlobal`, which specialises the instruction if it can.
///
/// # Safety
/// `pc` is a `LoadGlobal` in any form of the running frame, in writable code.
#[inline(never)]
pub unsafe fn load(r: Registers, pc: *mut Instr) -> PyResult<()> {
    // SAFETY: the caller's promise: a cache unit follows.
    let (instr, unit) = unsafe { (&mut *pc, &mut *pc.add(1)) };
    let name = r.name(instr.b);
    instr.op = Op::LoadGlobal;
    if instr.aux < ATTEMPTS {
        instr.aux += 1;
        specialise(r.frame(), instr, unit, name);
    }
    let to = instr.a;
    r.write(to, ops::load_global(r.frame(), name)?);
    Ok(())
}

fn specialise(frame: &Frame, instr: &mut Instr, unit: &mut Instr, name: &Str) -> Option<()> {
    let (version, place) = frame.globals().place_of(name)?;
    unit.a = version;
    match place {
        Place::Combined(offset) => {
            unit.b = offset;
            instr.op = Op::LoadGlobalCached;
        }
        Place::Missing => {
            let (version, Place::Combined(offset)) = frame.builtins().downcast_exact::<Dict>()?.place_of(name)? else {
                return None;
            };
            unit.b = offset;
            unit.c = version;
            instr.op = Op::LoadBuiltinCached;
        }
        Place::Split(_) => (),
    }
    Some(())
}
