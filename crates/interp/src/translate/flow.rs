//! Definite assignment: at which instructions a local is certainly bound, so that loading it needs no
//! check.

use pyston_opcode::cpython::Opcode;

use super::Input;
use super::decode::Program;

/// A set of locals.
pub type Locals = Vec<u64>;

pub fn contains(set: &Locals, local: usize) -> bool {
    set[local / 64] >> (local % 64) & 1 != 0
}

pub fn insert(set: &mut Locals, local: usize) {
    set[local / 64] |= 1 << (local % 64);
}

pub fn remove(set: &mut Locals, local: usize) {
    set[local / 64] &= !(1 << (local % 64));
}

/// For each instruction that a jump or handler targets (and the first) the locals bound there; `None`
/// where control never comes.
pub fn bound_locals(input: &Input<'_>, program: &Program) -> Vec<Option<Locals>> {
    let words = input.n_locals.div_ceil(64).max(1);
    let mut entry = vec![0u64; words];
    for local in 0..input.n_arguments.min(input.n_locals) {
        insert(&mut entry, local);
    }
    for &local in &input.cell_arguments {
        remove(&mut entry, local);
    }
    // A local deleted anywhere may be unbound when a handler is entered.
    let mut deleted = vec![0u64; words];
    for instr in program.code.iter().filter(|instr| instr.opcode == Opcode::DeleteFast) {
        insert(&mut deleted, instr.arg as usize);
    }
    let mut states: Vec<Option<Locals>> = vec![None; program.code.len()];
    states[0] = Some(entry);
    let mut work = vec![0];
    while let Some(start) = work.pop() {
        let Some(mut state) = states[start].clone() else { continue };
        let mut index = start;
        loop {
            let instr = &program.code[index];
            match instr.opcode {
                Opcode::StoreFast | Opcode::LoadFast => insert(&mut state, instr.arg as usize),
                Opcode::DeleteFast => remove(&mut state, instr.arg as usize),
                _ => (),
            }
            if let Some(target) = instr.target {
                let mut there = state.clone();
                if !matches!(instr.opcode, Opcode::JumpAbsolute | Opcode::JumpForward)
                    && (is_setup(instr.opcode) || instr.opcode == Opcode::CallFinally)
                {
                    there.iter_mut().zip(&deleted).for_each(|(bits, deleted)| *bits &= !deleted);
                }
                if meet(&mut states[target], &there) {
                    work.push(target);
                }
            }
            if instr.opcode == Opcode::CallFinally {
                // What the finally body deletes is unbound when it comes back.
                state.iter_mut().zip(&deleted).for_each(|(bits, deleted)| *bits &= !deleted);
            }
            if ends(instr.opcode) || index + 1 == program.code.len() {
                break;
            }
            index += 1;
            if program.leaders.contains(&index) {
                if meet(&mut states[index], &state) {
                    work.push(index);
                }
                break;
            }
        }
    }
    states
}

fn is_setup(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::SetupFinally | Opcode::SetupWith | Opcode::SetupAsyncWith)
}

/// Does control never go on behind the instruction?
pub fn ends(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::JumpAbsolute | Opcode::JumpForward | Opcode::ReturnValue | Opcode::RaiseVarargs)
}

/// Intersects; tells whether the state changed.
fn meet(state: &mut Option<Locals>, with: &Locals) -> bool {
    match state {
        None => {
            *state = Some(with.clone());
            true
        }
        Some(bits) => {
            let before = bits.clone();
            bits.iter_mut().zip(with).for_each(|(bits, with)| *bits &= with);
            *bits != before
        }
    }
}
