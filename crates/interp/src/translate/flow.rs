//! Definite assignment: at which instructions a local is certainly bound, so that loading it needs no
//! check.

use pyston_opcode::cpython::Opcode;

use super::Input;
use super::decode::Program;

/// A set of locals.
pub type Locals = Vec<u64>;

pub fn contains(set: &[u64], local: usize) -> bool {
    set[local / 64] >> (local % 64) & 1 != 0
}

pub fn insert(set: &mut [u64], local: usize) {
    set[local / 64] |= 1 << (local % 64);
}

pub fn remove(set: &mut [u64], local: usize) {
    set[local / 64] &= !(1 << (local % 64));
}

/// For each leader the locals bound there.
pub struct Bound {
    /// How many words a set has.
    pub words: usize,
    /// The sets one after the other.
    sets: Vec<u64>,
    is_reached: Vec<bool>,
}

impl Bound {
    /// The locals bound at a leader; `None` where control never comes.
    pub fn at(&self, leader: usize) -> Option<&[u64]> {
        self.is_reached[leader].then(|| &self.sets[leader * self.words..][..self.words])
    }

    fn at_mut(&mut self, leader: usize) -> &mut [u64] {
        &mut self.sets[leader * self.words..][..self.words]
    }

    /// Control comes to a leader with these locals bound, but not those `without`; tells whether that is news.
    fn meet(&mut self, leader: usize, with: &[u64], without: Option<&[u64]>) -> bool {
        let is_first = !std::mem::replace(&mut self.is_reached[leader], true);
        let mut is_news = is_first;
        for (index, bits) in self.at_mut(leader).iter_mut().enumerate() {
            let coming = with[index] & !without.map_or(0, |without| without[index]);
            let met = if is_first { coming } else { *bits & coming };
            is_news |= met != *bits;
            *bits = met;
        }
        is_news
    }
}

pub fn bound_locals(input: &Input<'_>, program: &Program) -> Bound {
    let (words, leaders) = (input.n_locals.div_ceil(64), program.leaders.len());
    let mut bound = Bound { words, sets: vec![0; words * leaders], is_reached: vec![words == 0; leaders] };
    if words == 0 {
        return bound;
    }
    let mut state = vec![0u64; words];
    for local in 0..input.n_arguments.min(input.n_locals) {
        insert(&mut state, local);
    }
    for &local in &input.cell_arguments {
        remove(&mut state, local);
    }
    bound.meet(0, &state, None);
    // A local deleted anywhere may be unbound when a handler is entered.
    let mut deleted = vec![0u64; words];
    for instr in program.code.iter().filter(|instr| instr.opcode == Opcode::DeleteFast) {
        insert(&mut deleted, instr.arg as usize);
    }
    let mut work = vec![0];
    while let Some(leader) = work.pop() {
        state.copy_from_slice(bound.at_mut(leader));
        block(program, leader, &mut state, &deleted, &mut bound, &mut work);
    }
    bound
}

/// Follows the instructions of a leader up to the next; leaders about which there is news are to be done.
fn block(
    program: &Program,
    leader: usize,
    state: &mut [u64],
    deleted: &[u64],
    bound: &mut Bound,
    work: &mut Vec<usize>,
) {
    let start = program.leaders[leader] as usize;
    let end = program.leaders.get(leader + 1).map_or(program.code.len(), |&next| next as usize);
    for instr in &program.code[start..end] {
        match instr.opcode {
            Opcode::StoreFast | Opcode::LoadFast => insert(state, instr.arg as usize),
            Opcode::DeleteFast => remove(state, instr.arg as usize),
            _ => (),
        }
        if let Some(target) = instr.target().and_then(|target| program.code[target].leader()) {
            let is_protected = is_setup(instr.opcode) || instr.opcode == Opcode::CallFinally;
            if bound.meet(target, state, is_protected.then_some(deleted)) {
                work.push(target);
            }
            if instr.opcode == Opcode::CallFinally {
                // What the finally body deletes is unbound when it comes back.
                state.iter_mut().zip(deleted).for_each(|(bits, deleted)| *bits &= !deleted);
            }
        }
        if ends(instr.opcode) {
            return;
        }
    }
    if leader + 1 < program.leaders.len() && bound.meet(leader + 1, state, None) {
        work.push(leader + 1);
    }
}

fn is_setup(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::SetupFinally | Opcode::SetupWith | Opcode::SetupAsyncWith)
}

/// Does control never go on behind the instruction?
pub fn ends(opcode: Opcode) -> bool {
    matches!(opcode, Opcode::JumpAbsolute | Opcode::JumpForward | Opcode::ReturnValue | Opcode::RaiseVarargs)
}
