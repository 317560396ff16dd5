//! Native stack for trees that nest deeply.
//!
//! **Invariant**: how deep a tree may be is decided by counting, as CPython does, never by where the
//! native stack happens to end: every walk that recurses goes through [`with_room`].

/// A walk goes on in fresh stack when less than this is left.
const LEFT: usize = 128 << 10;
/// How much fresh stack it gets.
const FRESH: usize = 2 << 20;
/// What dropping one level of a tree takes at most, and the depth that any stack has room for.
const DROP_PER_LEVEL: usize = 1 << 10;
const SHALLOW: u32 = 200;

/// Does one level of a walk, on fresh stack if need be.
pub(crate) fn with_room<T>(level: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(LEFT, FRESH, level)
}

/// Drops a tree of a known depth; dropping recurses too.
pub(crate) fn drop_nested<T>(tree: T, depth: u32) {
    if depth > SHALLOW {
        stacker::grow(FRESH + depth as usize * DROP_PER_LEVEL, move || drop(tree));
    }
}
