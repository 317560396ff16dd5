//! Choice points: what the matcher returns to when it fails.
//!
//! A frame records what CPython's engine restores at that point and no more.
//! Marks set by failed alternatives stay set wherever CPython leaves them, so
//! an undo log, which would restore everything, is not an option.

use crate::program::Single;

/// How many marks were valid, and the last closed group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LastMark {
    /// The highest valid index into the marks, or -1.
    pub(crate) mark: i32,
    /// The number of the last group that was closed, or -1.
    pub(crate) index: i32,
}

impl LastMark {
    pub(crate) const NONE: LastMark = LastMark { mark: -1, index: -1 };
}

/// No repeat is open.
pub(crate) const NO_REPEAT: u32 = u32::MAX;

/// The state of a repeat between its REPEAT and the failure of that.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpenRepeat {
    /// Its number in the program.
    pub(crate) number: u32,
    /// The repeat around it.
    pub(crate) outer: u32,
    /// Completed iterations, less one.
    pub(crate) count: i64,
    /// Where the current iteration began; an iteration that does not move is
    /// not repeated.
    pub(crate) last_ptr: usize,
}

/// No iteration has begun.
pub(crate) const NO_PTR: usize = usize::MAX;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Frame {
    /// More alternatives, from `next` on; marks were saved if `saved`.
    Branch { next: u32, end: u32, ptr: usize, last: LastMark, saved: bool },
    /// A REPEAT to close.
    Repeat,
    /// A required iteration, by index of the open repeat.
    Required { repeat: u32 },
    /// A further greedy iteration; failing it, the tail follows.
    Greedy { repeat: u32, ptr: usize, last_ptr: usize, last: LastMark },
    /// The tail behind a greedy repeat.
    Tail { repeat: u32 },
    /// The tail behind a lazy repeat; failing it, an iteration follows.
    LazyTail { repeat: u32, ptr: usize, last: LastMark },
    /// A further lazy iteration.
    Lazy { repeat: u32, last_ptr: usize },
    /// The tail of a one-character repeat, that can give back down to `low`.
    GiveBack { single: u32, ptr: usize, low: usize, last: LastMark },
    /// The tail of a lazy one-character repeat, that can take up to `high`.
    TakeMore { single: u32, ptr: usize, high: usize, last: LastMark },
    /// A lookaround; see [`Lookaround`].
    Lookaround(Lookaround),
}

/// What an assertion returns to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lookaround {
    pub(crate) next: u32,
    pub(crate) negative: bool,
    /// The innermost open repeat.
    pub(crate) repeat: u32,
    /// The number of open repeats.
    pub(crate) repeats: u32,
    pub(crate) ptr: usize,
    /// The height of the stack of saved marks.
    pub(crate) saved: usize,
    /// The lookaround around it: one more than its place among the frames.
    pub(crate) outer: usize,
}

/// Whether an optional check is passed: no guard always is.
pub(crate) fn passes(guard: Option<Single>, test: impl FnOnce(Single) -> bool) -> bool {
    guard.is_none_or(test)
}

const _: () = assert!(size_of::<Frame>() <= 48, "frames are the memory of long matches");
