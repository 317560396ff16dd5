//! `co_consts` while it grows: equal constants share an entry.
//!
//! **Invariant**: "equal" is CPython's key for constants, not Python's `==`: types differ, so do
//! 0.0 and -0.0, inside tuples and sets too; a NaN equals nothing; two code objects are equal when
//! all but file name, stack size and line table are.

use hashbrown::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::code::{Code, Const};

/// The constants of a code object, in order of first use.
#[derive(Default)]
pub(crate) struct Constants {
    /// Indices by the hash of the constant's key.
    index: HashMap<u64, Vec<u32>>,
    list: Vec<Const>,
}

impl Constants {
    /// The index of a constant, which is added if it is new.
    pub(crate) fn add(&mut self, constant: Const) -> u32 {
        let mut hasher = DefaultHasher::new();
        hash(&constant, &mut hasher);
        let candidates = self.index.entry(hasher.finish()).or_default();
        if let Some(&known) = candidates.iter().find(|&&at| same(&self.list[at as usize], &constant)) {
            return known;
        }
        let at = self.list.len() as u32;
        candidates.push(at);
        self.list.push(constant);
        at
    }

    pub(crate) fn into_list(self) -> Vec<Const> {
        self.list
    }
}

fn hash<H: Hasher>(constant: &Const, state: &mut H) {
    std::mem::discriminant(constant).hash(state);
    match constant {
        Const::None | Const::True | Const::False | Const::Ellipsis => {}
        Const::Int(value) => value.hash(state),
        Const::Float(value) => value.to_bits().hash(state),
        Const::Complex { real, imag } => (real.to_bits(), imag.to_bits()).hash(state),
        Const::Str(value) => value.hash(state),
        Const::Bytes(value) => value.hash(state),
        Const::Tuple(items) => items.iter().for_each(|item| hash(item, state)),
        // Order must not matter.
        Const::FrozenSet(items) => items.len().hash(state),
        Const::Code(code) => {
            code.name.hash(state);
            code.code.hash(state);
        }
    }
}

fn same_float(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() && !a.is_nan()
}

fn same(a: &Const, b: &Const) -> bool {
    match (a, b) {
        (Const::Float(a), Const::Float(b)) => same_float(*a, *b),
        (Const::Complex { real, imag }, Const::Complex { real: real2, imag: imag2 }) => {
            same_float(*real, *real2) && same_float(*imag, *imag2)
        }
        (Const::Tuple(a), Const::Tuple(b)) => same_all(a, b),
        (Const::FrozenSet(a), Const::FrozenSet(b)) => {
            a.len() == b.len() && a.iter().all(|item| b.iter().any(|other| same(item, other)))
        }
        (Const::Code(a), Const::Code(b)) => same_code(a, b),
        _ => a == b,
    }
}

fn same_all(a: &[Const], b: &[Const]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

/// Python's `==` of code objects.
fn same_code(a: &Code, b: &Code) -> bool {
    a.name == b.name
        && a.argcount == b.argcount
        && a.posonlyargcount == b.posonlyargcount
        && a.kwonlyargcount == b.kwonlyargcount
        && a.flags == b.flags
        && a.firstlineno == b.firstlineno
        && a.code == b.code
        && same_all(&a.consts, &b.consts)
        && a.names == b.names
        && a.varnames == b.varnames
        && a.freevars == b.freevars
        && a.cellvars == b.cellvars
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_types_and_zeros_apart() {
        let mut constants = Constants::default();
        let distinct = [
            Const::Int(0.into()),
            Const::False,
            Const::Float(0.0),
            Const::Float(-0.0),
            Const::Tuple(vec![Const::Float(0.0)]),
            Const::Tuple(vec![Const::Float(-0.0)]),
            Const::Complex { real: 0.0, imag: -0.0 },
            Const::Complex { real: 0.0, imag: 0.0 },
            Const::Str("".into()),
            Const::Bytes(vec![]),
        ];
        for (at, constant) in distinct.iter().enumerate() {
            assert_eq!(constants.add(constant.clone()), at as u32);
        }
        for (at, constant) in distinct.iter().enumerate() {
            assert_eq!(constants.add(constant.clone()), at as u32);
        }
        assert_ne!(constants.add(Const::Float(f64::NAN)), constants.add(Const::Float(f64::NAN)));
    }

    #[test]
    fn sets_are_equal_in_any_order() {
        let mut constants = Constants::default();
        let (a, b) = (Const::Str("a".into()), Const::Str("b".into()));
        let at = constants.add(Const::FrozenSet(vec![a.clone(), b.clone()]));
        assert_eq!(constants.add(Const::FrozenSet(vec![b, a])), at);
    }
}
