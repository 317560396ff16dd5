//! Runs of a single-character instruction: how far it matches on.
//!
//! Each kind has a loop of its own for each unit width.

use crate::program::{Program, Single};
use crate::text::{Unit, find};

impl Single {
    /// Whether the instruction takes this character.
    #[inline(always)]
    pub(crate) fn takes<U: Unit>(self, unit: U, program: &Program) -> bool {
        let ch = unit.code();
        match self {
            Single::Any => ch != 10,
            Single::AnyAll => true,
            Single::Literal(literal) => ch == literal,
            Single::NotLiteral(literal) => ch != literal,
            Single::Set(set) => program.sets[set as usize].contains(ch, program.props),
            Single::LocaleSet(set) => program.sets[set as usize].test(ch, program.props),
        }
    }

    /// How many characters at the start of `text` the instruction takes.
    #[inline]
    pub(crate) fn count<U: Unit>(self, text: &[U], program: &Program) -> usize {
        let stop = match self {
            Single::Any => U::from_code(10).and_then(|unit| find(text, unit)),
            Single::AnyAll => None,
            Single::Literal(literal) => text.iter().position(|unit| unit.code() != literal),
            Single::NotLiteral(literal) => U::from_code(literal).and_then(|unit| find(text, unit)),
            Single::Set(index) => {
                let set = &program.sets[index as usize];
                let props = program.props;
                text.iter().position(|unit| !set.contains(unit.code(), props))
            }
            Single::LocaleSet(index) => {
                let set = &program.sets[index as usize];
                text.iter().position(|unit| !set.test(unit.code(), program.props))
            }
        };
        stop.unwrap_or(text.len())
    }

    /// How many characters at the start of `text` the instruction takes before
    /// the first that `goal` takes; none if it gets stuck on the way.
    pub(crate) fn count_until<U: Unit>(self, goal: Single, text: &[U], program: &Program) -> Option<usize> {
        let stop = match (self, goal) {
            (Single::Any, Single::Literal(literal)) => {
                text.iter().position(|unit| unit.code() == literal || unit.code() == 10)
            }
            (Single::AnyAll, Single::Literal(literal)) => find(text, U::from_code(literal)?),
            _ => text.iter().position(|&unit| goal.takes(unit, program) || !self.takes(unit, program)),
        };
        stop.filter(|&at| goal.takes(text[at], program))
    }

    /// The last place in `low..=from` with a character the instruction takes.
    pub(crate) fn find_back<U: Unit>(self, text: &[U], low: usize, from: usize, program: &Program) -> Option<usize> {
        if let Single::Literal(literal) = self {
            let window = text.get(low..text.len().min(from + 1))?;
            return window.iter().rposition(|unit| unit.code() == literal).map(|at| low + at);
        }
        let mut at = from;
        loop {
            if text.get(at).is_some_and(|&unit| self.takes(unit, program)) {
                return Some(at);
            }
            if at == low {
                return None;
            }
            at -= 1;
        }
    }
}
