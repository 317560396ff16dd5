//! Small blocks that died, kept by size for the next allocation: most objects live so briefly that their
//! memory is wanted again at once.
//!
//! **Invariant**: a block in the list of a size has at least that many bytes: the allocator rounds every
//! request up to whole words, and so do the lists. Blocks are ordinary blocks of the allocator, so that
//! code which does not know a block's size may free it there.

use std::ffi::c_void;

use libmimalloc_sys as mi;

use crate::ptr::GilCell;

/// Sizes are told apart in steps of this many bytes.
const GRAIN: usize = 8;
/// Larger blocks are not kept.
const MAX_SIZE: usize = 512;
/// How many blocks of a size are kept.
const MAX_KEPT: u32 = 1000;

#[derive(Clone, Copy)]
struct Kept {
    /// Linked through the first word.
    head: *mut c_void,
    room: u32,
}

static POOL: GilCell<[Kept; MAX_SIZE / GRAIN + 1]> =
    GilCell::new([Kept { head: std::ptr::null_mut(), room: MAX_KEPT }; MAX_SIZE / GRAIN + 1]);

/// A block of at least `size` bytes, null when memory is exhausted.
///
/// # Safety
/// The block is given back with [`give`] or to the allocator.
#[inline]
pub unsafe fn take(size: usize) -> *mut c_void {
    let class = size.div_ceil(GRAIN);
    if class <= MAX_SIZE / GRAIN {
        // SAFETY: the list is touched under the GIL, without other code running; its blocks are free.
        unsafe {
            let kept = &mut POOL.get_mut()[class];
            let block = kept.head;
            if !block.is_null() {
                kept.head = *block.cast::<*mut c_void>();
                kept.room += 1;
                return block;
            }
        }
    }
    // SAFETY: plain allocation; rounded up, so that the block serves its whole class.
    unsafe { mi::mi_malloc(class.max(1) * GRAIN) }
}

/// Gives a block of at least `size` bytes back.
///
/// # Safety
/// It is a block of the allocator, not used again.
#[inline]
pub unsafe fn give(block: *mut c_void, size: usize) {
    let class = size.div_ceil(GRAIN);
    // SAFETY: as in `take`; a kept block has room for the link.
    unsafe {
        if class <= MAX_SIZE / GRAIN && class > 0 {
            let kept = &mut POOL.get_mut()[class];
            if kept.room > 0 {
                kept.room -= 1;
                *block.cast::<*mut c_void>() = kept.head;
                kept.head = block;
                return;
            }
        }
        mi::mi_free(block);
    }
}

/// How many blocks of this size are kept.
pub fn kept(size: usize) -> usize {
    // SAFETY: a number is read under the GIL.
    let room = unsafe { POOL.get_mut()[size.div_ceil(GRAIN).min(MAX_SIZE / GRAIN)].room };
    (MAX_KEPT - room) as usize
}
