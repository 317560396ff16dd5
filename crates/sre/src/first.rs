//! The characters a match can start with, found from the instructions.
//!
//! Search uses it to pass over places where nothing can match, and the matcher
//! to leave out attempts that would fail at once.

use crate::program::{Op, Program, Single};

/// A superset of the possible first characters.
#[derive(Debug)]
pub(crate) struct FirstSet {
    pub(crate) low: [bool; 256],
    /// Whether characters beyond Latin-1 have to be tried.
    pub(crate) beyond: bool,
}

impl FirstSet {
    /// The set for what begins at `start`, or none if that may be empty or
    /// nothing would be gained. Looks past marks only if allowed to.
    pub(crate) fn of(program: &Program, start: usize, past_marks: bool, steps: usize) -> Option<FirstSet> {
        let mut set = FirstSet { low: [false; 256], beyond: false };
        let mut ways = vec![start];
        let mut budget = steps;
        while let Some(mut pc) = ways.pop() {
            loop {
                budget = budget.checked_sub(1)?;
                match *program.ops.get(pc)? {
                    Op::Single(single) => {
                        set.add(program, single)?;
                        break;
                    }
                    Op::Mark(_) if past_marks => pc += 1,
                    Op::At(_) => pc += 1,
                    Op::Assert { next, .. } | Op::AssertNot { next, .. } if past_marks => pc = next as usize,
                    Op::Jump(target) => pc = target as usize,
                    Op::RepeatOne(index) | Op::MinRepeatOne(index) => {
                        let repeat = &program.singles[index as usize];
                        set.add(program, repeat.body)?;
                        if repeat.min > 0 {
                            break;
                        }
                        pc += 1;
                    }
                    Op::Repeat(index) if program.repeats[index as usize].min > 0 => pc += 1,
                    Op::Branch { first, end } => {
                        let alternatives = &program.alternatives[first as usize..end as usize];
                        ways.extend(alternatives.iter().map(|way| way.pc as usize));
                        break;
                    }
                    Op::Failure => break,
                    _ => return None,
                }
            }
        }
        Some(set)
    }

    fn add(&mut self, program: &Program, single: Single) -> Option<()> {
        match single {
            Single::Literal(literal) => match self.low.get_mut(literal as usize) {
                Some(entry) => *entry = true,
                None => self.beyond = true,
            },
            Single::Set(index) => {
                let set = &program.sets[index as usize];
                for (entry, &inside) in self.low.iter_mut().zip(&set.low) {
                    *entry |= inside;
                }
                self.beyond |= set.may_reach_beyond_latin1();
            }
            // Nearly every character will do, or the locale decides.
            Single::Any | Single::AnyAll | Single::NotLiteral(_) | Single::LocaleSet(_) => {
                return None;
            }
        }
        Some(())
    }
}
