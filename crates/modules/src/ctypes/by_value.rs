//! How structures, unions and arrays are passed by value: in which registers, or in memory.
//!
//! libffi knows plain structures only. So a block is described not by its fields but by elements that put it
//! into the class which the platform's convention gives it. **Invariant**: what is said of a block depends on
//! the scalars inside alone, wherever they overlap (unions) or are not aligned (`_pack_`).

use super::ffi::Scalar;

/// A scalar inside a block, at its offset from the start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Leaf {
    pub offset: usize,
    pub scalar: Scalar,
}

/// Elements of a structure that is passed as the block.
pub struct Class(Vec<Scalar>);

/// As much as goes into registers.
const TWO_REGISTERS: usize = 16;

impl Class {
    pub fn new(leaves: &[Leaf], size: usize) -> Class {
        let elements = if cfg!(target_arch = "aarch64") { aapcs64(leaves, size) } else { system_v(leaves, size) };
        Class(elements)
    }

    pub fn elements(&self) -> &[Scalar] {
        &self.0
    }
}

fn is_float(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::F32 | Scalar::F64)
}

/// Large blocks go through memory whatever is inside.
fn in_memory(size: usize) -> Vec<Scalar> {
    if size == 0 { Vec::new() } else { vec![Scalar::U8] }
}

/// x86-64: each half of 8 bytes goes into a vector register if it holds floats only, else into a general one.
fn system_v(leaves: &[Leaf], size: usize) -> Vec<Scalar> {
    if leaves.iter().any(|leaf| leaf.scalar == Scalar::LongDouble) {
        // Alone it is returned in the x87 stack; anything with it goes through memory.
        let alone = size == Scalar::LongDouble.size() && leaves.iter().all(|leaf| leaf.scalar == Scalar::LongDouble);
        return if alone { vec![Scalar::LongDouble] } else { vec![Scalar::LongDouble, Scalar::U8] };
    }
    if size > TWO_REGISTERS || leaves.is_empty() {
        return in_memory(size);
    }
    let half = |start: usize| {
        let inside = |leaf: &&Leaf| leaf.offset < start + 8 && leaf.offset + leaf.scalar.size() > start;
        let floats = leaves.iter().filter(inside).all(|leaf| is_float(leaf.scalar));
        match (size - start).min(8) {
            8 if floats => Scalar::F64,
            _ if floats => Scalar::F32,
            8 => Scalar::U64,
            3.. => Scalar::U32,
            2 => Scalar::U16,
            _ => Scalar::U8,
        }
    };
    (0..size).step_by(8).map(half).collect()
}

/// AArch64: up to four floats of one kind go into vector registers, other small blocks into general ones.
fn aapcs64(leaves: &[Leaf], size: usize) -> Vec<Scalar> {
    let Some(first) = leaves.first() else { return in_memory(size) };
    let is_float = is_float(first.scalar) || first.scalar == Scalar::LongDouble;
    let count = size / first.scalar.size();
    let fits = |leaf: &Leaf| leaf.scalar == first.scalar && leaf.offset.is_multiple_of(first.scalar.size());
    if is_float && count <= 4 && leaves.iter().all(fits) {
        return vec![first.scalar; count];
    }
    match size {
        1..=8 => vec![Scalar::U64],
        9..=TWO_REGISTERS => vec![Scalar::U64, Scalar::U64],
        _ => in_memory(size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaves(leaves: &[(usize, Scalar)]) -> Vec<Leaf> {
        leaves.iter().map(|&(offset, scalar)| Leaf { offset, scalar }).collect()
    }

    #[test]
    fn halves_with_floats_only_go_into_vector_registers_on_x86() {
        let three_floats = leaves(&[(0, Scalar::F32), (4, Scalar::F32), (8, Scalar::F32)]);
        assert_eq!(system_v(&three_floats, 12), [Scalar::F64, Scalar::F32]);
        let mixed = leaves(&[(0, Scalar::F32), (4, Scalar::I32), (8, Scalar::F64)]);
        assert_eq!(system_v(&mixed, 16), [Scalar::U64, Scalar::F64]);
        let union = leaves(&[(0, Scalar::F64), (0, Scalar::I32)]);
        assert_eq!(system_v(&union, 8), [Scalar::U64]);
        assert_eq!(system_v(&leaves(&[(0, Scalar::I64), (8, Scalar::I64), (16, Scalar::I64)]), 24), [Scalar::U8]);
        assert!(system_v(&[], 0).is_empty());
    }

    #[test]
    fn floats_of_one_kind_go_into_vector_registers_on_arm() {
        let four = leaves(&[(0, Scalar::F64), (8, Scalar::F64), (16, Scalar::F64), (24, Scalar::F64)]);
        assert_eq!(aapcs64(&four, 32), [Scalar::F64; 4]);
        assert_eq!(aapcs64(&leaves(&[(0, Scalar::F32), (4, Scalar::I32)]), 8), [Scalar::U64]);
        assert_eq!(aapcs64(&leaves(&[(0, Scalar::F32), (8, Scalar::F64)]), 16), [Scalar::U64; 2]);
        assert_eq!(aapcs64(&leaves(&[(0, Scalar::I64), (8, Scalar::I64), (16, Scalar::I64)]), 24), [Scalar::U8]);
    }
}
