//! The collector's headers and the doubly linked lists they form.
//!
//! **Invariant**: a [`Head`] stands for a live header: that of a live object or of a sentinel. Who
//! runs code that may free objects reads its place again from a sentinel afterwards. Under this
//! invariant all operations here are safe to call; only making a head of an object is not.
//!
//! The low bits of the links carry flags, as CPython lays them out (C extensions are compiled with
//! inline copies of these operations): in `_gc_prev` *finalized* and *collecting*, the rest being
//! the previous head, or the count of unexplained references while a collection looks for them; in
//! `_gc_next` *unreachable*, only during that search. A null `_gc_next` says "not tracked".

use std::cell::UnsafeCell;
use std::marker::PhantomData;

use pyston_abi::{PyGC_Head, PyObject};

use crate::alloc::GC_HEAD;

const FINALIZED: usize = 1;
const COLLECTING: usize = 2;
const REFS_SHIFT: u32 = 2;
const PREV_FLAGS: usize = FINALIZED | COLLECTING;
const UNREACHABLE: usize = 1;

/// A live header.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Head(*mut PyGC_Head);

impl Head {
    /// # Safety
    /// `object` must be alive and have a collector's header.
    #[inline]
    pub(super) unsafe fn of(object: *mut PyObject) -> Head {
        Head(object.cast::<u8>().wrapping_sub(GC_HEAD).cast())
    }

    pub(super) fn object(self) -> *mut PyObject {
        self.0.cast::<u8>().wrapping_add(GC_HEAD).cast()
    }

    #[inline]
    fn raw_next(self) -> usize {
        // SAFETY: the header is live (module invariant).
        unsafe { (*self.0)._gc_next }
    }

    #[inline]
    fn raw_prev(self) -> usize {
        // SAFETY: the header is live (module invariant).
        unsafe { (*self.0)._gc_prev }
    }

    #[inline]
    fn set_raw_next(self, value: usize) {
        // SAFETY: the header is live (module invariant); the GIL protects it.
        unsafe { (*self.0)._gc_next = value }
    }

    #[inline]
    fn set_raw_prev(self, value: usize) {
        // SAFETY: the header is live (module invariant); the GIL protects it.
        unsafe { (*self.0)._gc_prev = value }
    }

    /// The state of a fresh header: not tracked, no flags.
    #[inline]
    pub(super) fn reset(self) {
        self.set_raw_next(0);
        self.set_raw_prev(0);
    }

    #[inline]
    pub(super) fn is_tracked(self) -> bool {
        self.raw_next() != 0
    }

    /// The neighbour after this one; its flag is ignored.
    #[inline]
    pub(super) fn next(self) -> Head {
        Head((self.raw_next() & !UNREACHABLE) as *mut PyGC_Head)
    }

    #[inline]
    fn prev(self) -> Head {
        Head((self.raw_prev() & !PREV_FLAGS) as *mut PyGC_Head)
    }

    #[inline]
    fn set_next(self, next: Head) {
        self.set_raw_next(next.0 as usize);
    }

    #[inline]
    pub(super) fn set_prev(self, prev: Head) {
        self.set_raw_prev(self.raw_prev() & PREV_FLAGS | prev.0 as usize);
    }

    pub(super) fn is_finalized(self) -> bool {
        self.raw_prev() & FINALIZED != 0
    }

    pub(super) fn set_finalized(self) {
        self.set_raw_prev(self.raw_prev() | FINALIZED);
    }

    pub(super) fn is_collecting(self) -> bool {
        self.raw_prev() & COLLECTING != 0
    }

    pub(super) fn clear_collecting(self) {
        self.set_raw_prev(self.raw_prev() & !COLLECTING);
    }

    /// Puts the count of references in the place of the backward link.
    pub(super) fn start_refs(self, count: usize) {
        self.set_raw_prev(self.raw_prev() & FINALIZED | COLLECTING | count << REFS_SHIFT);
    }

    pub(super) fn refs(self) -> usize {
        self.raw_prev() >> REFS_SHIFT
    }

    pub(super) fn set_refs(self, count: usize) {
        self.set_raw_prev(self.raw_prev() & PREV_FLAGS | count << REFS_SHIFT);
    }

    /// One reference is explained by another member of the set.
    pub(super) fn drop_ref(self) {
        debug_assert!(self.refs() > 0, "an object is visited more often than it is referred to");
        self.set_refs(self.refs().saturating_sub(1));
    }

    pub(super) fn is_unreachable(self) -> bool {
        self.raw_next() & UNREACHABLE != 0
    }

    pub(super) fn clear_unreachable(self) {
        self.set_raw_next(self.raw_next() & !UNREACHABLE);
    }

    /// Appends to a list; the backward flags stay.
    #[inline]
    pub(super) fn append_to(self, list: List<'_>) {
        let last = list.0.prev();
        last.set_next(self);
        self.set_prev(last);
        self.set_next(list.0);
        list.0.set_raw_prev(self.0 as usize);
    }

    /// Puts a fresh head behind another one, in the same list and set.
    pub(super) fn insert_behind(self, other: Head) {
        let next = other.next();
        self.set_raw_prev(other.raw_prev() & COLLECTING | other.0 as usize);
        self.set_next(next);
        next.set_prev(self);
        other.set_next(self);
    }

    /// Takes a tracked object out of its list; only the finalized flag stays.
    #[inline]
    pub(super) fn untrack(self) {
        let (prev, next) = (self.prev(), self.next());
        prev.set_next(next);
        next.set_prev(prev);
        self.set_raw_next(0);
        self.set_raw_prev(self.raw_prev() & FINALIZED);
    }

    pub(super) fn move_to(self, list: List<'_>) {
        let (prev, next) = (self.prev(), self.next());
        prev.set_next(next);
        next.set_prev(prev);
        self.append_to(list);
    }

    /// Unlinks the head behind `prev` from a list whose backward links are counts, and appends it to
    /// `unreachable`, marked.
    pub(super) fn move_marked(self, prev: Head, unreachable: List<'_>) {
        prev.set_raw_next(self.raw_next());
        let last = unreachable.0.prev();
        last.set_raw_next(self.0 as usize | UNREACHABLE);
        self.set_prev(last);
        self.set_raw_next(unreachable.0.0 as usize | UNREACHABLE);
        unreachable.0.set_raw_prev(self.0 as usize);
    }

    /// Moves a marked head out of the unreachable list to `list`, unmarked; its neighbours keep
    /// their marks.
    pub(super) fn rescue_to(self, list: List<'_>) {
        let (prev, next) = (self.prev(), self.next());
        prev.set_raw_next(self.raw_next());
        next.set_prev(prev);
        self.append_to(list);
    }
}

/// The memory of a list's end mark. Circular, so an empty list refers to itself.
#[repr(C)]
pub(super) struct Sentinel(UnsafeCell<[*const Sentinel; 2]>);

const _: () = assert!(size_of::<Sentinel>() == size_of::<PyGC_Head>());

// SAFETY: touched only under the GIL.
unsafe impl Sync for Sentinel {}

impl Sentinel {
    /// The end mark of an empty list that will live at `address`.
    pub(super) const fn at(address: *const Sentinel) -> Sentinel {
        Sentinel(UnsafeCell::new([address; 2]))
    }

    /// For a list on the stack; becomes usable by [`Sentinel::init`].
    pub(super) const fn new() -> Sentinel {
        Sentinel::at(std::ptr::null())
    }

    /// Makes the list empty.
    pub(super) fn init(&self) -> List<'_> {
        let list = self.list();
        list.0.set_raw_next(list.0.0 as usize);
        list.0.set_raw_prev(list.0.0 as usize);
        list
    }

    #[inline]
    pub(super) fn list(&self) -> List<'_> {
        List(Head(self.0.get().cast()), PhantomData)
    }
}

/// A list, by its sentinel, which cannot move while the list is in use.
#[derive(Clone, Copy)]
pub(super) struct List<'a>(Head, PhantomData<&'a Sentinel>);

impl<'a> List<'a> {
    /// The sentinel's own head: where an iteration by [`Head::next`] begins and ends.
    pub(super) fn end(self) -> Head {
        self.0
    }

    pub(super) fn first(self) -> Option<Head> {
        let first = self.0.next();
        (first != self.0).then_some(first)
    }

    /// The heads from front to back. Between two steps the current head may be moved away, for its
    /// successor is read before; nothing else of the list may change.
    pub(super) fn iter(self) -> impl Iterator<Item = Head> + 'a {
        let mut at = self.0.next();
        std::iter::from_fn(move || {
            let current = at;
            (current != self.0).then(|| {
                at = current.next();
                current
            })
        })
    }

    pub(super) fn len(self) -> usize {
        self.iter().count()
    }

    /// Appends everything to `other` and leaves an empty list.
    pub(super) fn merge_into(self, other: List<'_>) {
        if let Some(first) = self.first() {
            let last = self.0.prev();
            let other_last = other.0.prev();
            other_last.set_next(first);
            first.set_prev(other_last);
            last.set_next(other.0);
            other.0.set_raw_prev(last.0 as usize);
        }
        self.0.set_raw_next(self.0.0 as usize);
        self.0.set_raw_prev(self.0.0 as usize);
    }

    /// Restores the sentinel after a search that used backward links as counts.
    pub(super) fn set_last(self, last: Head) {
        self.0.set_raw_prev(last.0 as usize);
    }

    /// Removes the mark that [`Head::move_marked`] leaves on the sentinel.
    pub(super) fn clear_mark(self) {
        self.0.clear_unreachable();
    }
}
