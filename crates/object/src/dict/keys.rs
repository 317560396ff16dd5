//! The table of a dict: an index of slots, and the entries in insertion order behind it.
//!
//! One block of memory holds a header, `size` indices (1, 2, 4 or 8 bytes each, by `size`) and room
//! for two thirds of `size` entries. A slot holds the number of an entry, or [`EMPTY`], or [`DUMMY`]
//! where an entry was removed. Sizes are powers of two; sizes, growth and the order of probes are
//! CPython 3.8's, because `sys.getsizeof` and the run time of hostile keys show them.
//!
//! **Invariant**: a [`Keys`] handle is used only while its table is alive. Nothing here runs Python
//! code except [`Keys::release`]. Tables shared between dicts ([`Kind::Split`]) only ever grow at the
//! end and never give up a key before they die.

use std::ptr::NonNull;

use pyston_abi::PyObject;

use crate::alloc;
use crate::ptr::{GilCell, Object, Py, PyResult};

/// A free slot: the end of a probe sequence.
pub(super) const EMPTY: isize = -1;
/// A slot whose entry was removed: probing goes on behind it.
pub(super) const DUMMY: isize = -2;
/// The smallest table.
pub(super) const MIN_SIZE: usize = 8;
const PERTURB_SHIFT: u32 = 5;

/// An entry of the table. In a shared table `value` is unused: each dict has an array of its own.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Entry {
    pub hash: isize,
    pub key: *mut PyObject,
    pub value: *mut PyObject,
}

/// What is known of the keys of a table.
#[repr(u32)]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Exact strings; no entry was ever removed.
    Fresh = 0,
    /// Exact strings.
    Strings = 1,
    /// Any objects: comparing may run Python code.
    General = 2,
    /// Exact strings, shared by the dicts of a class's instances.
    Split = 3,
}

/// The header of a table. Its size is part of `sys.getsizeof(dict)`.
#[repr(C)]
pub struct DictKeys {
    pub refcnt: isize,
    /// Number of slots.
    pub size: usize,
    pub kind: Kind,
    /// Identifies this assignment of keys to entry numbers; 0 until somebody asks.
    pub version: u32,
    /// How many more entries fit.
    pub usable: usize,
    /// Entries in use, removed ones included.
    pub nentries: usize,
}

const HEADER: usize = size_of::<DictKeys>();
const _: () = assert!(HEADER == 40 && size_of::<Entry>() == 24);

/// The table of every empty dict: one free slot, no room.
#[repr(C)]
struct EmptyTable {
    header: DictKeys,
    index: [i8; 8],
}

static EMPTY_TABLE: GilCell<EmptyTable> = GilCell::new(EmptyTable {
    header: DictKeys { refcnt: crate::ty::IMMORTAL, size: 1, kind: Kind::Fresh, version: 0, usable: 0, nentries: 0 },
    index: [EMPTY as i8; 8],
});

const FREE_LIST_MAX: usize = 80;

struct FreeList {
    len: usize,
    room: usize,
    blocks: [*mut DictKeys; FREE_LIST_MAX],
}

/// Blocks of smallest tables, which most dicts have.
static FREE_LIST: GilCell<FreeList> =
    GilCell::new(FreeList { len: 0, room: FREE_LIST_MAX, blocks: [std::ptr::null_mut(); FREE_LIST_MAX] });

/// Keeps the blocks of dead tables for reuse, or none from now on.
pub(super) fn set_reuse(reuses: bool) {
    // SAFETY: blocks of this allocator that nobody else knows.
    unsafe {
        let list = FREE_LIST.get_mut();
        for block in &list.blocks[..list.len] {
            alloc::free_sized(block.cast(), Keys::byte_size(MIN_SIZE).unwrap_or(usize::MAX));
        }
        list.len = 0;
        list.room = if reuses { FREE_LIST_MAX } else { 0 };
    }
}

static NEXT_VERSION: GilCell<u32> = GilCell::new(1);
/// Those above have meanings of their own ([`super::inline`], the interpreter's caches).
const LAST_VERSION: u32 = u32::MAX - 16;

/// How many entries a table of `size` slots takes.
#[inline]
pub(super) fn usable_fraction(size: usize) -> usize {
    (size << 1) / 3
}

/// A size with room for `len` entries, before rounding up to a power of two.
pub(super) fn estimate_size(len: usize) -> usize {
    (len * 3 + 1) >> 1
}

/// The order in which slots are tried for a hash.
pub(super) struct Probe {
    pub slot: usize,
    perturb: usize,
    mask: usize,
}

impl Probe {
    #[inline]
    pub fn new(hash: isize, size: usize) -> Probe {
        let mask = size - 1;
        Probe { slot: hash as usize & mask, perturb: hash as usize, mask }
    }
    #[inline]
    pub fn advance(&mut self) {
        self.perturb >>= PERTURB_SHIFT;
        self.slot = self.slot.wrapping_mul(5).wrapping_add(self.perturb).wrapping_add(1) & self.mask;
    }
}

/// The slots of a table while nothing changes it.
#[derive(Clone, Copy)]
pub(super) struct Index {
    slots: *const u8,
    width: usize,
}

impl Index {
    /// What slot `slot` holds; it must be below the table's size.
    #[inline]
    pub fn at(self, slot: usize) -> isize {
        // SAFETY: the index has `size` cells of this width.
        unsafe {
            match self.width {
                1 => isize::from(*self.slots.cast::<i8>().add(slot)),
                2 => isize::from(*self.slots.cast::<i16>().add(slot)),
                4 => *self.slots.cast::<i32>().add(slot) as isize,
                _ => *self.slots.cast::<i64>().add(slot) as isize,
            }
        }
    }
}

/// A table.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Keys(NonNull<DictKeys>);

impl Keys {
    /// # Safety
    /// `ptr` must be a live table for as long as the handle is used.
    #[inline]
    pub unsafe fn from_ptr(ptr: *mut DictKeys) -> Keys {
        // SAFETY: the caller's promise.
        Keys(unsafe { NonNull::new_unchecked(ptr) })
    }

    #[inline]
    pub fn as_ptr(self) -> *mut DictKeys {
        self.0.as_ptr()
    }

    /// The shared table of empty dicts.
    #[inline]
    pub fn empty() -> Keys {
        // SAFETY: a static; only its address is taken.
        Keys(NonNull::from(unsafe { &mut EMPTY_TABLE.get_mut().header }))
    }

    #[inline]
    pub fn is_empty_table(self) -> bool {
        self == Keys::empty()
    }

    /// An empty table of `size` slots, a power of two not below [`MIN_SIZE`], with one reference.
    pub fn new(size: usize, kind: Kind) -> PyResult<Keys> {
        debug_assert!(size >= MIN_SIZE && size.is_power_of_two());
        let usable = usable_fraction(size);
        // SAFETY: the block fits header, index and entries, and all of it is initialised.
        unsafe {
            let block = Keys::allocate(size).ok_or_else(crate::errors::no_memory)?;
            block.write(DictKeys { refcnt: 1, size, kind, version: 0, usable, nentries: 0 });
            let keys = Keys::from_ptr(block);
            std::ptr::write_bytes(keys.indices(), 0xFF, index_width(size) * size);
            std::ptr::write_bytes(keys.entries(), 0, usable);
            Ok(keys)
        }
    }

    /// # Safety
    /// The block is not initialised.
    unsafe fn allocate(size: usize) -> Option<*mut DictKeys> {
        // SAFETY: blocks of the list have the smallest size; the list is touched only here and in `free_block`.
        unsafe {
            let list = FREE_LIST.get_mut();
            if size == MIN_SIZE && list.len > 0 {
                list.len -= 1;
                return Some(list.blocks[list.len]);
            }
            let bytes = Keys::byte_size(size)?;
            let block: *mut DictKeys = alloc::malloc_sized(bytes).cast();
            (!block.is_null()).then_some(block)
        }
    }

    /// Bytes of a table of `size` slots.
    pub fn byte_size(size: usize) -> Option<usize> {
        let index = index_width(size).checked_mul(size)?;
        let entries = size_of::<Entry>().checked_mul(usable_fraction(size))?;
        index.checked_add(entries)?.checked_add(HEADER)
    }

    /// A copy of the whole table, holding its own references; `self` must not be shared.
    pub fn duplicate(self) -> PyResult<Keys> {
        // SAFETY: a fresh block of the same size; taking references runs no other code.
        unsafe {
            let block = Keys::allocate(self.size()).ok_or_else(crate::errors::no_memory)?;
            let bytes = Keys::byte_size(self.size()).ok_or_else(crate::errors::no_memory)?;
            std::ptr::copy_nonoverlapping(self.as_ptr().cast::<u8>(), block.cast(), bytes);
            (*block).refcnt = 1;
            (*block).version = 0;
            let copy = Keys::from_ptr(block);
            for index in 0..copy.nentries() {
                let entry = copy.entry(index);
                if !(*entry).value.is_null() {
                    crate::ptr::incref((*entry).key);
                    crate::ptr::incref((*entry).value);
                }
            }
            Ok(copy)
        }
    }

    /// Gives the block back; its entries must hold no references any more.
    pub fn free_block(self) {
        // SAFETY: a table made by `new`, which nobody uses any more.
        unsafe {
            let list = FREE_LIST.get_mut();
            if self.size() == MIN_SIZE && list.len < list.room {
                list.blocks[list.len] = self.as_ptr();
                list.len += 1;
            } else {
                alloc::free_sized(self.as_ptr().cast(), Keys::byte_size(self.size()).unwrap_or(usize::MAX));
            }
        }
    }

    #[inline]
    pub fn retain(self) {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).refcnt += 1 }
    }

    /// Gives up a reference; the last one drops keys and values, which may run Python code.
    pub fn release(self) {
        // SAFETY: the caller owned the reference, and nobody reaches the table when it was the last.
        unsafe {
            (*self.as_ptr()).refcnt -= 1;
            if (*self.as_ptr()).refcnt > 0 {
                return;
            }
            for index in 0..self.nentries() {
                let entry = self.entry(index).read();
                drop(Py::<Object>::from_nullable(entry.key));
                drop(Py::<Object>::from_nullable(entry.value));
            }
        }
        self.free_block();
    }

    #[inline]
    pub fn refcnt(self) -> isize {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).refcnt }
    }

    #[inline]
    pub fn size(self) -> usize {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).size }
    }

    #[inline]
    pub fn kind(self) -> Kind {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).kind }
    }

    #[inline]
    pub fn set_kind(self, kind: Kind) {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).kind = kind }
    }

    #[inline]
    pub fn usable(self) -> usize {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).usable }
    }

    #[inline]
    pub fn nentries(self) -> usize {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).nentries }
    }

    /// The version, made now if nobody asked since the last change; 0 if all numbers are used up.
    pub fn version(self) -> u32 {
        // SAFETY: a field of the live table.
        let version = unsafe { &mut (*self.as_ptr()).version };
        if *version == 0 && NEXT_VERSION.get() <= LAST_VERSION {
            *version = NEXT_VERSION.get();
            NEXT_VERSION.set(*version + 1);
        }
        *version
    }

    /// Is this the version that the table has now? None is made.
    pub fn has_version(self, version: u32) -> bool {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).version == version }
    }

    #[inline]
    fn changed(self) {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).version = 0 }
    }

    #[inline]
    fn indices(self) -> *mut u8 {
        self.as_ptr().cast::<u8>().wrapping_add(HEADER)
    }

    #[inline]
    pub fn entries(self) -> *mut Entry {
        let size = self.size();
        self.indices().wrapping_add(index_width(size) * size).cast()
    }

    /// Entry `index`, which must be below `usable_fraction(size)`.
    #[inline]
    pub fn entry(self, index: usize) -> *mut Entry {
        debug_assert!(index < usable_fraction(self.size()));
        self.entries().wrapping_add(index)
    }

    /// The index, for a search.
    #[inline]
    pub fn index(self) -> Index {
        Index { slots: self.indices(), width: index_width(self.size()) }
    }

    /// What slot `slot` holds.
    #[inline]
    pub fn index_at(self, slot: usize) -> isize {
        debug_assert!(slot < self.size());
        self.index().at(slot)
    }

    #[inline]
    fn set_index(self, slot: usize, index: isize) {
        debug_assert!(slot < self.size());
        let indices = self.indices();
        // SAFETY: as in `Index::at`.
        unsafe {
            match index_width(self.size()) {
                1 => *indices.cast::<i8>().add(slot) = index as i8,
                2 => *indices.cast::<i16>().add(slot) = index as i16,
                4 => *indices.cast::<i32>().add(slot) = index as i32,
                _ => *indices.cast::<i64>().add(slot) = index as i64,
            }
        }
    }

    /// Appends an entry that is not in the table; there must be room. Gives its number.
    pub fn append(self, entry: Entry) -> usize {
        let mut probe = Probe::new(entry.hash, self.size());
        while self.index_at(probe.slot) >= 0 {
            probe.advance();
        }
        let index = self.nentries();
        self.set_index(probe.slot, index as isize);
        // SAFETY: `usable > 0` says that the entry exists.
        unsafe {
            debug_assert!((*self.as_ptr()).usable > 0);
            self.entry(index).write(entry);
            (*self.as_ptr()).usable -= 1;
            (*self.as_ptr()).nentries += 1;
        }
        self.changed();
        index
    }

    /// Leaves the next `n` entries dead; there must be room. They may be filled with [`Keys::put`].
    pub fn skip(self, n: usize) {
        debug_assert!(n <= self.usable());
        // SAFETY: fields of the live table; entries not used so far are zero, as dead ones.
        unsafe {
            (*self.as_ptr()).usable -= n;
            (*self.as_ptr()).nentries += n;
        }
    }

    /// Fills the dead entry `index` with one just taken out, whose slot is free for it.
    pub fn put(self, index: usize, entry: Entry) {
        debug_assert!(index < self.nentries());
        let mut probe = Probe::new(entry.hash, self.size());
        while self.index_at(probe.slot) >= 0 {
            probe.advance();
        }
        self.set_index(probe.slot, index as isize);
        // SAFETY: the entry exists and holds no references.
        unsafe {
            debug_assert!((*self.entry(index)).key.is_null());
            self.entry(index).write(entry);
        }
        self.changed();
    }

    /// Takes entry `index` out of table and index, and gives its references to the caller.
    pub fn take(self, index: usize) -> Entry {
        // SAFETY: the entry is in use.
        unsafe {
            let entry = self.entry(index).read();
            let mut probe = Probe::new(entry.hash, self.size());
            while self.index_at(probe.slot) != index as isize {
                probe.advance();
            }
            self.set_index(probe.slot, DUMMY);
            (*self.entry(index)).key = std::ptr::null_mut();
            (*self.entry(index)).value = std::ptr::null_mut();
            if self.kind() == Kind::Fresh {
                self.set_kind(Kind::Strings);
            }
            self.changed();
            entry
        }
    }

    /// Forgets the entries from `nentries` on, which must have been taken out. Their room is not
    /// regained, because their slots stay dummies.
    pub fn truncate(self, nentries: usize) {
        // SAFETY: a field of the live table.
        unsafe { (*self.as_ptr()).nentries = nentries }
    }
}

#[inline]
fn index_width(size: usize) -> usize {
    match size {
        0..=0xFF => 1,
        0x100..=0xFFFF => 2,
        0x1_0000..=0xFFFF_FFFF => 4,
        _ => 8,
    }
}
