//! Validation of code words and their translation into a [`Program`].
//!
//! Accepts what CPython's own validation accepts, less a few forms that
//! `sre_compile` never emits and that would have no defined meaning: an INFO
//! block inside the code or with its set not behind its fixed part, branches
//! that do not join right behind themselves, and one-character repeats of
//! something else. Nesting is followed with an
//! explicit stack, so depth is limited by memory alone.

use std::fmt;

use crate::charset::Fold;
use crate::opcode::{MAXREPEAT, op};
use crate::position::At;
use crate::program::{Alternative, Op, Program, Repeat, RepeatOne};

/// The code words are no valid program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidCode;

impl fmt::Display for InvalidCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("invalid SRE code")
    }
}

impl std::error::Error for InvalidCode {}

pub(crate) type Result<T> = std::result::Result<T, InvalidCode>;

/// A construct whose inner code is being read.
enum Open {
    /// The whole program.
    Root,
    /// An alternative; `at` is the BRANCH, `join` where all continue.
    Branch {
        at: u32,
        join: Option<usize>,
        alternatives: Vec<Alternative>,
        jumps: Vec<u32>,
    },
    Repeat {
        index: u32,
    },
    RepeatOne {
        at: u32,
        min: u32,
        max: u32,
        greedy: bool,
    },
    /// The part of GROUPREF_EXISTS for a group that is set.
    Present {
        at: u32,
    },
    /// The other part, and the JUMP over it.
    Absent {
        jump: u32,
    },
    Assert {
        at: u32,
    },
}

struct Block {
    open: Open,
    /// Where the inner code ends.
    end: usize,
}

pub(crate) fn decode(code: &[u32], program: &mut Program) -> Result<()> {
    let last = code.len().checked_sub(1).ok_or(InvalidCode)?;
    if code[last] != op::SUCCESS {
        return Err(InvalidCode);
    }
    u32::try_from(code.len()).map_err(|_| InvalidCode)?;
    let root = Block { open: Open::Root, end: last };
    let mut decoder = Decoder { code, pos: 0, end: last, program, stack: vec![root] };
    if code[0] == op::INFO && last > 0 {
        decoder.pos = 1;
        decoder.info()?;
    }
    while !decoder.stack.is_empty() {
        if decoder.pos == decoder.end {
            decoder.close()?;
        } else {
            decoder.op()?;
        }
    }
    Ok(())
}

pub(crate) struct Decoder<'c> {
    pub(crate) code: &'c [u32],
    pub(crate) pos: usize,
    /// The end of the innermost block: nothing in it may reach further.
    pub(crate) end: usize,
    pub(crate) program: &'c mut Program,
    stack: Vec<Block>,
}

impl Decoder<'_> {
    pub(crate) fn word(&mut self) -> Result<u32> {
        if self.pos >= self.end {
            return Err(InvalidCode);
        }
        self.pos += 1;
        Ok(self.code[self.pos - 1])
    }

    /// Reads a skip and gives the place it leads to; it counts from its own
    /// place, or one word earlier if `adjust` is 1.
    pub(crate) fn skip(&mut self, adjust: usize) -> Result<usize> {
        let from = self.pos;
        let target = (from + self.word()? as usize).checked_sub(adjust).ok_or(InvalidCode)?;
        if target < from || target > self.end {
            return Err(InvalidCode);
        }
        Ok(target)
    }

    pub(crate) fn words<const N: usize>(&mut self) -> Result<[u32; N]> {
        let mut words = [0; N];
        for word in &mut words {
            *word = self.word()?;
        }
        Ok(words)
    }

    fn here(&self) -> u32 {
        self.program.ops.len() as u32
    }

    fn emit(&mut self, op: Op) -> u32 {
        self.program.ops.push(op);
        self.here() - 1
    }

    /// Starts a construct whose inner code ends at `target - less`.
    fn open(&mut self, open: Open, target: usize, less: usize) -> Result<()> {
        let end = target.checked_sub(less).filter(|&end| end >= self.pos).ok_or(InvalidCode)?;
        self.end = end;
        self.stack.push(Block { open, end });
        Ok(())
    }

    /// One operator of a block, or the start of a nested block.
    fn op(&mut self) -> Result<()> {
        let code = self.word()?;
        if let Some(single) = self.single(code)? {
            self.emit(Op::Single(single));
            return Ok(());
        }
        match code {
            op::SUCCESS => {
                self.emit(Op::Success);
            }
            op::FAILURE => {
                self.emit(Op::Failure);
            }
            op::MARK => self.mark()?,
            op::AT => {
                let at = At::from_code(self.word()?).ok_or(InvalidCode)?;
                self.emit(Op::At(at));
            }
            op::BRANCH => {
                let at = self.emit(Op::Failure);
                self.alternative(at, None, Vec::new(), Vec::new())?;
            }
            op::REPEAT => self.repeat()?,
            op::REPEAT_ONE | op::MIN_REPEAT_ONE => {
                let target = self.skip(0)?;
                let [min, max] = self.words()?;
                let at = self.emit(Op::Failure);
                let greedy = code == op::REPEAT_ONE;
                if min > max {
                    return Err(InvalidCode);
                }
                self.open(Open::RepeatOne { at, min, max, greedy }, target, 1)?;
            }
            op::GROUPREF => self.group_ref(Fold::None)?,
            op::GROUPREF_IGNORE => self.group_ref(Fold::Ascii)?,
            op::GROUPREF_UNI_IGNORE => self.group_ref(Fold::Unicode)?,
            op::GROUPREF_LOC_IGNORE => self.group_ref(Fold::Locale)?,
            op::GROUPREF_EXISTS => {
                let group = self.group()?;
                let target = self.skip(1)?;
                let at = self.emit(Op::GroupRefExists { group, otherwise: 0 });
                self.open(Open::Present { at }, target, 0)?;
            }
            op::ASSERT | op::ASSERT_NOT => {
                let target = self.skip(0)?;
                let back = self.word()?;
                if back > i32::MAX as u32 {
                    return Err(InvalidCode);
                }
                let at = self.emit(match code {
                    op::ASSERT => Op::Assert { back, next: 0 },
                    _ => Op::AssertNot { back, next: 0 },
                });
                self.open(Open::Assert { at }, target, 1)?;
            }
            op::JUMP => self.otherwise()?,
            _ => return Err(InvalidCode),
        }
        Ok(())
    }

    /// The end of the innermost block: its closing words and what follows.
    fn close(&mut self) -> Result<()> {
        let Some(block) = self.stack.pop() else { return Err(InvalidCode) };
        self.end = self.stack.last().map_or(self.code.len(), |outer| outer.end);
        match block.open {
            Open::Root => {
                self.emit(Op::Success);
            }
            Open::Branch { at, join, alternatives, jumps } => {
                self.join(at, join, alternatives, jumps)?;
            }
            Open::Repeat { index } => {
                let until = match self.word()? {
                    op::MAX_UNTIL => self.emit(Op::MaxUntil(index)),
                    op::MIN_UNTIL => self.emit(Op::MinUntil(index)),
                    _ => return Err(InvalidCode),
                };
                self.program.repeats[index as usize].until = until;
            }
            Open::RepeatOne { at, min, max, greedy } => {
                self.expect(op::SUCCESS)?;
                self.repeat_one(at, min, max, greedy)?;
            }
            Open::Present { at } => {
                let here = self.here();
                if let Op::GroupRefExists { otherwise, .. } = &mut self.program.ops[at as usize] {
                    *otherwise = here;
                }
            }
            Open::Absent { jump } => {
                self.program.ops[jump as usize] = Op::Jump(self.here());
            }
            Open::Assert { at } => {
                self.expect(op::SUCCESS)?;
                let here = self.emit(Op::Success) + 1;
                if let Op::Assert { next, .. } | Op::AssertNot { next, .. } = &mut self.program.ops[at as usize] {
                    *next = here;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn expect(&mut self, code: u32) -> Result<()> {
        if self.word()? == code { Ok(()) } else { Err(InvalidCode) }
    }

    fn mark(&mut self) -> Result<()> {
        let mark = self.word()?;
        if u64::from(mark) > 2 * self.program.groups() as u64 + 1 {
            return Err(InvalidCode);
        }
        self.program.marks = self.program.marks.max((mark as usize | 1) + 1);
        self.emit(Op::Mark(mark));
        Ok(())
    }

    fn group(&mut self) -> Result<u32> {
        let group = self.word()?;
        if group as usize >= self.program.groups() {
            return Err(InvalidCode);
        }
        Ok(group)
    }

    fn group_ref(&mut self, fold: Fold) -> Result<()> {
        let group = self.group()?;
        self.emit(Op::GroupRef { group, fold });
        Ok(())
    }

    /// Reads the skip in front of an alternative, or of the end of a branch.
    fn alternative(
        &mut self,
        at: u32,
        join: Option<usize>,
        mut alternatives: Vec<Alternative>,
        jumps: Vec<u32>,
    ) -> Result<()> {
        let from = self.pos;
        let target = self.skip(0)?;
        if target == from {
            if join.is_some_and(|join| join != self.pos) {
                return Err(InvalidCode);
            }
            let first = self.program.alternatives.len() as u32;
            self.program.alternatives.append(&mut alternatives);
            let end = self.program.alternatives.len() as u32;
            self.program.ops[at as usize] = Op::Branch { first, end };
            for jump in jumps {
                self.program.ops[jump as usize] = Op::Jump(self.here());
            }
            return Ok(());
        }
        alternatives.push(Alternative { guard: None, pc: self.here() });
        self.open(Open::Branch { at, join, alternatives, jumps }, target, 2)
    }

    /// Reads the JUMP that ends an alternative.
    fn join(
        &mut self,
        at: u32,
        join: Option<usize>,
        alternatives: Vec<Alternative>,
        mut jumps: Vec<u32>,
    ) -> Result<()> {
        self.expect(op::JUMP)?;
        let target = self.skip(0)?;
        if join.is_some_and(|join| join != target) {
            return Err(InvalidCode);
        }
        jumps.push(self.emit(Op::Failure));
        self.alternative(at, Some(target), alternatives, jumps)
    }

    fn repeat(&mut self) -> Result<()> {
        let target = self.skip(0)?;
        let [min, max] = self.words()?;
        if min > max {
            return Err(InvalidCode);
        }
        let index = self.program.repeats.len() as u32;
        let body = self.emit(Op::Repeat(index)) + 1;
        self.program.repeats.push(Repeat { min, max, body, until: 0, guard: None });
        self.open(Open::Repeat { index }, target, 0)
    }

    /// Replaces the body just read by a repeat of it.
    fn repeat_one(&mut self, at: u32, min: u32, max: u32, greedy: bool) -> Result<()> {
        let body = match self.program.ops.pop() {
            Some(Op::Single(single)) if self.here() == at + 1 => single,
            _ => return Err(InvalidCode),
        };
        let index = self.program.singles.len() as u32;
        self.program.singles.push(RepeatOne { min, max, body, tail: at + 1, guard: None });
        self.program.ops[at as usize] = if greedy { Op::RepeatOne(index) } else { Op::MinRepeatOne(index) };
        Ok(())
    }

    /// A JUMP inside a block: only the one between the two parts of
    /// GROUPREF_EXISTS is legal, as the last thing of the first part.
    fn otherwise(&mut self) -> Result<()> {
        if self.pos + 1 != self.end {
            return Err(InvalidCode);
        }
        let Some(Block { open: Open::Present { at }, .. }) = self.stack.pop() else {
            return Err(InvalidCode);
        };
        self.end = self.stack.last().map_or(0, |outer| outer.end);
        let target = self.skip(0)?;
        let jump = self.emit(Op::Failure);
        let here = self.here();
        if let Op::GroupRefExists { otherwise, .. } = &mut self.program.ops[at as usize] {
            *otherwise = here;
        }
        self.open(Open::Absent { jump }, target, 0)
    }
}

const _: () = assert!(MAXREPEAT == u32::MAX, "a repeat count needs no further check");
