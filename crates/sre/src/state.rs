//! The state of a match: position, marks and the stacks of the matcher.
//!
//! Kept by the caller so that stepping through a text reuses the memory.
//! Marks above `last.mark` are stale and read as unset.

use crate::frame::{Frame, LastMark, NO_REPEAT, OpenRepeat};
use crate::program::Program;

/// Why a match ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The stacks grew beyond what there is or what is allowed.
    MemoryError,
    /// The check callback asked to stop.
    Interrupted,
}

/// The memory each stack may take unless told otherwise.
const STACK_LIMIT: usize = 2 << 30;

/// Where a match stands and, after success, what it found.
#[derive(Debug)]
pub struct State {
    pub(crate) start: usize,
    pub(crate) ptr: usize,
    /// Where matching has to stop.
    pub(crate) limit: usize,
    /// An empty match at `start` does not count.
    pub(crate) must_advance: bool,
    /// A match has to reach the end.
    pub(crate) match_all: bool,
    /// Starts and ends of groups, alternately; -1 for unset ones.
    pub(crate) marks: Vec<isize>,
    pub(crate) last: LastMark,
    pub(crate) repeat: u32,
    pub(crate) frames: Vec<Frame>,
    pub(crate) repeats: Vec<OpenRepeat>,
    pub(crate) saved: Vec<isize>,
    /// The innermost lookaround: one more than its place among the frames.
    pub(crate) lookaround: usize,
    stack_limit: usize,
}

impl State {
    /// A state for a text of `len` characters, limited to `pos..endpos` (both
    /// are clamped to the text, as `re` does).
    pub fn new(program: &Program, len: usize, pos: isize, endpos: isize) -> State {
        let clamp = |place: isize| usize::try_from(place).unwrap_or(0).min(len);
        State {
            start: clamp(pos),
            ptr: clamp(pos),
            limit: clamp(endpos),
            must_advance: false,
            match_all: false,
            marks: vec![-1; program.marks],
            last: LastMark::NONE,
            repeat: NO_REPEAT,
            frames: Vec::new(),
            repeats: Vec::new(),
            saved: Vec::new(),
            lookaround: 0,
            stack_limit: STACK_LIMIT,
        }
    }

    /// Sets how much memory, in bytes, each of the stacks of pending choices may
    /// take before the match fails with [`Fault::MemoryError`].
    pub fn set_stack_limit(&mut self, bytes: usize) {
        self.stack_limit = bytes;
    }

    /// Forgets the groups of an earlier match.
    pub(crate) fn reset(&mut self) {
        self.last = LastMark::NONE;
        self.ptr = self.start;
    }

    /// Where the match starts.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Where the match ends.
    pub fn end(&self) -> usize {
        self.ptr
    }

    /// The number of the last group closed, or -1: `Match.lastindex`.
    pub fn lastindex(&self) -> isize {
        self.last.index as isize
    }

    /// The highest valid mark, or -1.
    pub fn lastmark(&self) -> isize {
        self.last.mark as isize
    }

    /// Start and end of a group (0 is the whole match), -1 where it is unset.
    pub fn span(&self, group: usize) -> (isize, isize) {
        let Some(index) = group.checked_sub(1) else {
            return (self.start as isize, self.ptr as isize);
        };
        match self.group(index) {
            Some((start, end)) => (start, end),
            None => (-1, -1),
        }
    }

    /// The marks of a group, counted from 0, if both are set.
    pub(crate) fn group(&self, index: usize) -> Option<(isize, isize)> {
        let at = index.checked_mul(2)?;
        if at as i64 >= i64::from(self.last.mark) {
            return None;
        }
        let (start, end) = (*self.marks.get(at)?, *self.marks.get(at + 1)?);
        (start >= 0 && end >= 0).then_some((start, end))
    }

    /// Puts up a mark; those skipped below it become unset.
    #[inline]
    pub(crate) fn mark(&mut self, mark: u32, ptr: usize) {
        let number = mark as i32;
        if mark & 1 == 1 {
            self.last.index = number / 2 + 1;
        }
        if number > self.last.mark {
            self.marks[(self.last.mark + 1) as usize..mark as usize].fill(-1);
            self.last.mark = number;
        }
        self.marks[mark as usize] = ptr as isize;
    }

    /// Whether there are marks that saving would save. A lone first mark is
    /// not: CPython 3.8 does not save it either.
    pub(crate) fn saves_marks(&self) -> bool {
        self.last.mark > 0
    }

    pub(crate) fn save_marks(&mut self) -> Result<(), Fault> {
        if self.saves_marks() {
            let valid = self.last.mark as usize + 1;
            reserve(&mut self.saved, valid, self.stack_limit)?;
            self.saved.extend_from_slice(&self.marks[..valid]);
        }
        Ok(())
    }

    /// Brings back the marks saved last, when `last` was valid.
    pub(crate) fn restore_marks(&mut self, last: LastMark, keep: bool) {
        if last.mark > 0 {
            let valid = last.mark as usize + 1;
            let from = self.saved.len() - valid;
            self.marks[..valid].copy_from_slice(&self.saved[from..]);
            if !keep {
                self.saved.truncate(from);
            }
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, frame: Frame) -> Result<(), Fault> {
        if self.frames.len() == self.frames.capacity() {
            reserve(&mut self.frames, 1, self.stack_limit)?;
        }
        self.frames.push(frame);
        Ok(())
    }

    #[inline]
    pub(crate) fn push_repeat(&mut self, repeat: OpenRepeat) -> Result<(), Fault> {
        if self.repeats.len() == self.repeats.capacity() {
            reserve(&mut self.repeats, 1, self.stack_limit)?;
        }
        self.repeats.push(repeat);
        Ok(())
    }
}

/// Makes room, at most to the limit.
fn reserve<T>(stack: &mut Vec<T>, more: usize, limit: usize) -> Result<(), Fault> {
    if (stack.len() + more) * size_of::<T>() > limit {
        return Err(Fault::MemoryError);
    }
    stack.try_reserve(more).map_err(|_| Fault::MemoryError)
}
