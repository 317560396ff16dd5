//! A decoded program: instructions with resolved jumps and their tables.
//!
//! Invariant: every index in an instruction is in range and every REPEAT
//! body is entered only through its REPEAT; the decoder alone builds programs
//! and guarantees both, whatever code words Python hands in.

use crate::charset::{Charset, Fold};
use crate::decode::{self, InvalidCode};
use crate::first::FirstSet;
use crate::opcode::MAXGROUPS;
use crate::position::At;
use crate::props::CharProps;

/// An instruction that takes exactly one character.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Single {
    Any,
    AnyAll,
    Literal(u32),
    NotLiteral(u32),
    /// An index into the program's sets.
    Set(u32),
    /// A set that has to be tested under the locale of the moment.
    LocaleSet(u32),
}

/// An instruction.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    Success,
    Failure,
    Single(Single),
    At(At),
    Mark(u32),
    Jump(u32),
    /// Alternatives `first..end` of the program's table.
    Branch {
        first: u32,
        end: u32,
    },
    /// Opens the repeat of this number.
    Repeat(u32),
    MaxUntil(u32),
    MinUntil(u32),
    RepeatOne(u32),
    MinRepeatOne(u32),
    GroupRef {
        group: u32,
        fold: Fold,
    },
    /// Goes on behind this instruction if the group is set.
    GroupRefExists {
        group: u32,
        otherwise: u32,
    },
    Assert {
        back: u32,
        next: u32,
    },
    AssertNot {
        back: u32,
        next: u32,
    },
}

/// One alternative of a branch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alternative {
    /// What its first character has to be.
    pub(crate) guard: Option<Single>,
    pub(crate) pc: u32,
}

/// A REPEAT with its UNTIL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Repeat {
    pub(crate) min: u32,
    pub(crate) max: u32,
    pub(crate) body: u32,
    pub(crate) until: u32,
    /// What the first character of the body has to be.
    pub(crate) guard: Option<Single>,
}

/// A repeat of a single character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RepeatOne {
    pub(crate) min: u32,
    pub(crate) max: u32,
    pub(crate) body: Single,
    pub(crate) tail: u32,
    /// What the first character of the tail has to be.
    pub(crate) guard: Option<Single>,
}

/// A literal that every match starts with.
#[derive(Debug)]
pub(crate) struct Prefix {
    pub(crate) literal: Box<[u32]>,
    /// Where each proper prefix overlaps itself, as KMP search wants it.
    pub(crate) overlap: Box<[u32]>,
    /// Characters, equally instructions, that need not be matched again.
    pub(crate) skip: u32,
    /// Whether the prefix is the whole pattern.
    pub(crate) complete: bool,
}

/// A validated pattern, ready to run.
#[derive(Debug)]
pub struct Program {
    pub(crate) ops: Vec<Op>,
    pub(crate) sets: Vec<Charset>,
    pub(crate) alternatives: Vec<Alternative>,
    pub(crate) repeats: Vec<Repeat>,
    pub(crate) singles: Vec<RepeatOne>,
    pub(crate) min_width: u32,
    pub(crate) prefix: Option<Prefix>,
    pub(crate) first: Option<FirstSet>,
    /// Matches begin only where the text does.
    pub(crate) anchored: bool,
    /// A failed lookahead may leave marks set: then what is put back on failing
    /// counts even where there is nothing left to try.
    pub(crate) leaky: bool,
    /// The size of a table that has room for all marks in the code.
    pub(crate) marks: usize,
    pub(crate) props: &'static CharProps,
    groups: u32,
    flags: u32,
}

impl Program {
    /// Validates and decodes the output of `sre_compile`. Any list of words is
    /// safe to pass; those that make no program are an error.
    pub fn new(code: &[u32], groups: usize, flags: u32, props: &'static CharProps) -> Result<Program, InvalidCode> {
        let groups = u32::try_from(groups).map_err(|_| InvalidCode)?;
        if groups > MAXGROUPS {
            return Err(InvalidCode);
        }
        let mut program = Program {
            ops: Vec::new(),
            sets: Vec::new(),
            alternatives: Vec::new(),
            repeats: Vec::new(),
            singles: Vec::new(),
            min_width: 0,
            prefix: None,
            first: None,
            anchored: false,
            leaky: false,
            marks: 0,
            props,
            groups,
            flags,
        };
        decode::decode(code, &mut program)?;
        program.analyse();
        Ok(program)
    }

    /// The number of capture groups.
    pub fn groups(&self) -> usize {
        self.groups as usize
    }

    /// The pattern's flags, as given.
    pub fn flags(&self) -> u32 {
        self.flags
    }

    /// What the first character at `pc` has to be, where that is worth testing
    /// before an attempt.
    ///
    /// An attempt left out must not have touched a mark that is seen later.
    /// Outside all repeats none can have been: a mark set there by a failed
    /// attempt is either put back or set again by any that succeeds.
    fn guard_at(&mut self, pc: u32, free: &[bool]) -> Option<Single> {
        if let Op::Single(single) = self.ops.get(pc as usize)? {
            return Some(*single);
        }
        let past_marks = !self.leaky && free[pc as usize];
        let first = FirstSet::of(self, pc as usize, past_marks, 100)?;
        self.sets.push(Charset::from_answers(first.low, first.beyond));
        Some(Single::Set(self.sets.len() as u32 - 1))
    }

    /// For each instruction, whether no REPEAT is around it.
    fn outside_repeats(&self) -> Vec<bool> {
        let mut inside = 0;
        let outside = self.ops.iter().enumerate().map(|(pc, op)| {
            if let Op::Repeat(number) = op {
                inside = inside.max(self.repeats[*number as usize].until as usize + 1);
            }
            pc >= inside
        });
        outside.collect()
    }

    /// Fills in what makes matching faster but does not change it.
    fn analyse(&mut self) {
        self.leaky = self.has_marked_negation();
        let free = self.outside_repeats();
        for index in 0..self.alternatives.len() {
            self.alternatives[index].guard = self.guard_at(self.alternatives[index].pc, &free);
        }
        for index in 0..self.repeats.len() {
            self.repeats[index].guard = self.guard_at(self.repeats[index].body, &free);
        }
        for index in 0..self.singles.len() {
            self.singles[index].guard = self.guard_at(self.singles[index].tail, &free);
        }
        self.check_prefix();
        let unmarked = (self.ops.iter()).find(|op| !matches!(op, Op::Mark(_)));
        self.anchored = matches!(unmarked, Some(Op::At(At::Beginning)));
        if self.prefix.is_none() {
            self.first = FirstSet::of(self, 0, true, 2000);
        }
    }

    /// Whether a negative lookaround has a mark inside.
    fn has_marked_negation(&self) -> bool {
        let mut inside = 0;
        self.ops.iter().enumerate().any(|(pc, op)| {
            if let Op::AssertNot { next, .. } = op {
                inside = inside.max(*next as usize);
            }
            pc < inside && matches!(op, Op::Mark(_))
        })
    }

    /// Drops a prefix that the instructions do not bear out, so that search
    /// can skip them safely.
    fn check_prefix(&mut self) {
        let Some(prefix) = &self.prefix else { return };
        let skip = prefix.skip as usize;
        let skipped = self.ops.iter().zip(prefix.literal.iter()).take(skip);
        let mut agree = skipped.filter(|(op, ch)| matches!(op, Op::Single(Single::Literal(literal)) if literal == *ch));
        let complete =
            !prefix.complete || (skip == prefix.literal.len() && matches!(self.ops.get(skip), Some(Op::Success)));
        if prefix.literal.is_empty() || agree.by_ref().count() != skip || !complete {
            self.prefix = None;
        }
    }
}
