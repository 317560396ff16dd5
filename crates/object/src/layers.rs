//! What may lie between the objects and the allocator: guards around each block, the trace of who
//! allocated it, or the C library's allocator instead of ours.
//!
//! **Invariant**: guards and the choice of the allocator are fixed before the first block exists, so that
//! every block is given back the way it was made; tracing comes and goes. While all is off, nothing here is
//! called: allocation comes here over the limit of sizes that it compares with anyway (`alloc`), and nothing
//! dead is kept for reuse while something is on, so that the ways of reuse are as short as ever.

use std::ffi::c_void;

use libmimalloc_sys as mi;

use crate::ptr::GilCell;
use crate::{alloc, dict, float, guards, int, memory_trace, pool, tuple};

/// Which of CPython's interfaces a block is asked of; guards note it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Api {
    Raw = b'r',
    Memory = b'm',
    Object = b'o',
}

/// Where dead objects and blocks are kept for reuse; the blocks of the others go through the last.
const REUSE: [fn(bool); 5] = [int::set_reuse, float::set_reuse, tuple::set_reuse, dict::set_reuse, pool::set_reuse];

/// What lies between.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Layers {
    /// Blocks come from the C library.
    pub is_system: bool,
    /// Blocks have guards.
    pub is_guarded: bool,
    /// Allocations are traced.
    pub is_traced: bool,
}

impl Layers {
    const NONE: Layers = Layers { is_system: false, is_guarded: false, is_traced: false };
}

static LAYERS: GilCell<Layers> = GilCell::new(Layers::NONE);
/// Is anything on?
static ARE_ON: GilCell<bool> = GilCell::new(false);

pub fn get() -> Layers {
    LAYERS.get()
}

/// Is any layer on?
#[inline(always)]
pub fn are_on() -> bool {
    ARE_ON.get()
}

/// Chooses the allocator and guards, before the first object exists.
pub fn choose(is_system: bool, is_guarded: bool) {
    assert!(alloc::live_blocks() == 0, "the allocator is chosen too late");
    set(Layers { is_system, is_guarded, ..get() });
}

pub(crate) fn set_traced(is_traced: bool) {
    set(Layers { is_traced, ..get() });
}

fn set(layers: Layers) {
    // The blocks that are given back first were taken without these layers.
    let are_on = layers != Layers::NONE;
    for set_reuse in REUSE {
        set_reuse(!are_on);
    }
    LAYERS.set(layers);
    ARE_ON.set(are_on);
    alloc::limit_requests();
}

/// The allocator's name, as CPython would call it: its own one, or the C library's.
pub fn allocator_name() -> &'static str {
    match get() {
        Layers { is_system: false, is_guarded: false, .. } => "pymalloc",
        Layers { is_system: false, is_guarded: true, .. } => "pymalloc_debug",
        Layers { is_system: true, is_guarded: false, .. } => "malloc",
        Layers { is_system: true, is_guarded: true, .. } => "malloc_debug",
    }
}

/// A block of `size` bytes; null when memory is exhausted.
///
/// # Safety
/// It is given back with [`free`], in the same interface.
pub unsafe fn malloc(api: Api, size: usize, zeroed: bool) -> *mut c_void {
    let layers = get();
    // SAFETY: plain allocation; a guarded block has room for its guards.
    unsafe {
        let block = match layers.is_guarded {
            false => plain(layers, size, zeroed),
            true => match guards::outer_size(size) {
                Some(outer) => guards::put(plain(layers, outer, false), api, size, zeroed),
                None => std::ptr::null_mut(),
            },
        };
        if layers.is_traced && !block.is_null() {
            memory_trace::add(memory_trace::OBJECTS, block as usize, size);
        }
        block
    }
}

/// # Safety
/// As [`malloc`].
unsafe fn plain(layers: Layers, size: usize, zeroed: bool) -> *mut c_void {
    let size = size.max(1);
    // SAFETY: plain allocation.
    unsafe {
        match (layers.is_system, zeroed) {
            (false, false) => mi::mi_malloc(size),
            (false, true) => mi::mi_zalloc(size),
            (true, false) => libc::malloc(size),
            (true, true) => libc::calloc(size, 1),
        }
    }
}

/// Changes a block's size; null leaves the old block alone.
///
/// # Safety
/// `block` is null or a block of [`malloc`] with the same interface.
pub unsafe fn realloc(api: Api, block: *mut c_void, size: usize) -> *mut c_void {
    let layers = get();
    // SAFETY: the caller's promise.
    unsafe {
        if block.is_null() {
            return malloc(api, size, false);
        }
        if layers.is_guarded {
            return move_guarded(api, block, size);
        }
        let moved = match layers.is_system {
            false => mi::mi_realloc(block, size.max(1)),
            true => libc::realloc(block, size.max(1)),
        };
        if layers.is_traced && !moved.is_null() {
            memory_trace::remove(memory_trace::OBJECTS, block as usize);
            memory_trace::add(memory_trace::OBJECTS, moved as usize, size);
        }
        moved
    }
}

/// Guarded blocks always move, so that pointers to the old place show themselves.
///
/// # Safety
/// As [`realloc`].
unsafe fn move_guarded(api: Api, block: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: the caller's promise; both blocks have the copied bytes.
    unsafe {
        let old = guards::check(block, api);
        let moved = malloc(api, size, false);
        if !moved.is_null() {
            std::ptr::copy_nonoverlapping(block.cast::<u8>(), moved.cast::<u8>(), old.min(size));
            free(api, block);
        }
        moved
    }
}

/// Gives a block back.
///
/// # Safety
/// As [`realloc`]; the block is not used again.
pub unsafe fn free(api: Api, block: *mut c_void) {
    if block.is_null() {
        return;
    }
    let layers = get();
    // SAFETY: the caller's promise.
    unsafe {
        // A report of damage tells where the block is from.
        let address = block as usize;
        let block = if layers.is_guarded { guards::take(block, api) } else { block };
        if layers.is_traced {
            memory_trace::remove(memory_trace::OBJECTS, address);
        }
        match layers.is_system {
            false => mi::mi_free(block),
            true => libc::free(block),
        }
    }
}
