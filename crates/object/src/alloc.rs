//! Memory of objects: allocation by type, deallocation with bounded native recursion.
//!
//! **Invariant**: an object of a type with `Py_TPFLAGS_HAVE_GC` has a `PyGC_Head` just before it.
//! Raw memory is mimalloc's; C code frees without telling a size, so Rust's allocator interface
//! does not serve here.

use std::ffi::c_void;

use libmimalloc_sys as mi;
use pyston_abi::flags::Py_TPFLAGS_UNICODE_SUBCLASS;
use pyston_abi::{PyGC_Head, PyObject, PyTypeObject, PyVarObject};

use crate::dict::inline;
use crate::gc;
use crate::layers::{self, Api};
use crate::pool;
use crate::ptr::{GilCell, Layout, Object, Py, PyResult, Raised};
use crate::ty::Type;

/// Size of the collector's header before a tracked object.
pub const GC_HEAD: usize = size_of::<PyGC_Head>();

static LIVE_BLOCKS: GilCell<isize> = GilCell::new(0);

/// How many blocks are allocated now (`sys.getallocatedblocks`).
pub fn live_blocks() -> isize {
    LIVE_BLOCKS.get()
}

/// Requests of so many bytes and more are looked at by [`special`]: those that may be too large, and all of
/// them while something lies between the objects and the allocator.
static SPECIAL: GilCell<usize> = GilCell::new(LARGE);
/// Requests of so many bytes and more are held against the computer's memory.
const LARGE: usize = 1 << 30;

/// Which requests fail on purpose: how many were made, how many succeed first, after which one they
/// succeed again (0: never).
static FAILING: GilCell<Option<(usize, usize, usize)>> = GilCell::new(None);

/// Makes allocations fail, for tests: those after the first `start`, up to that of number `stop`, or
/// all if that is 0. `None`: none fails any more.
pub fn fail_requests(range: Option<(usize, usize)>) {
    FAILING.set(range.map(|(start, stop)| (0, start, stop)));
    limit_requests();
}

/// Sets which requests are special.
pub(crate) fn limit_requests() {
    let all = FAILING.get().is_some() || layers::are_on();
    SPECIAL.set(if all { 0 } else { LARGE });
}

/// Is this more than the computer's memory and swap space together? The allocator reserves addresses so that the
/// system does not refuse such a request, but would end the process when the block is filled.
fn exceeds_memory(size: usize) -> bool {
    if size < LARGE {
        return false;
    }
    // SAFETY: a place for the answer.
    let memory = unsafe {
        let mut info: libc::sysinfo = std::mem::zeroed();
        match libc::sysinfo(&mut info) {
            0 => (info.totalram as u128 + info.totalswap as u128) * info.mem_unit as u128,
            _ => isize::MAX as u128,
        }
    };
    size as u128 > memory
}

fn refuses(size: usize) -> bool {
    let Some((made, start, stop)) = FAILING.get() else { return exceeds_memory(size) };
    let number = made + 1;
    FAILING.set(Some((number, start, stop)));
    exceeds_memory(size) || (number > start && (stop == 0 || number <= stop))
}

#[inline(always)]
fn is_special(size: usize) -> bool {
    size >= SPECIAL.get()
}

/// A block the long way.
///
/// # Safety
/// As [`malloc`].
#[cold]
unsafe fn special(size: usize, zeroed: bool) -> *mut c_void {
    if refuses(size) {
        return std::ptr::null_mut();
    }
    // SAFETY: plain allocation.
    let block = unsafe { layers::malloc(Api::Object, size, zeroed) };
    if !block.is_null() {
        LIVE_BLOCKS.set(LIVE_BLOCKS.get() + 1);
    }
    block
}

/// Allocates `size` bytes, at least one; null when memory is exhausted.
///
/// # Safety
/// The block must be given back with [`free`].
pub unsafe fn malloc(size: usize) -> *mut c_void {
    // SAFETY: plain allocation.
    unsafe {
        if is_special(size) {
            return special(size, false);
        }
        LIVE_BLOCKS.set(LIVE_BLOCKS.get() + 1);
        mi::mi_malloc(size.max(1))
    }
}

/// As [`malloc`], zero-filled.
///
/// # Safety
/// As [`malloc`].
pub unsafe fn calloc(size: usize) -> *mut c_void {
    // SAFETY: plain allocation.
    unsafe {
        if is_special(size) {
            return special(size, true);
        }
        LIVE_BLOCKS.set(LIVE_BLOCKS.get() + 1);
        mi::mi_zalloc(size.max(1))
    }
}

/// Resizes a block of [`malloc`]; null leaves the old block alone.
///
/// # Safety
/// `ptr` must be null or a block of this allocator.
pub unsafe fn realloc(ptr: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        let block = match is_special(size) {
            true if refuses(size) => std::ptr::null_mut(),
            true => layers::realloc(Api::Object, ptr, size),
            false => mi::mi_realloc(ptr, size.max(1)),
        };
        if ptr.is_null() && !block.is_null() {
            LIVE_BLOCKS.set(LIVE_BLOCKS.get() + 1);
        }
        block
    }
}

/// # Safety
/// `ptr` must be null or a block of this allocator, not used again.
pub unsafe fn free(ptr: *mut c_void) {
    if !ptr.is_null() {
        LIVE_BLOCKS.set(LIVE_BLOCKS.get() - 1);
    }
    // SAFETY: the caller's promise.
    unsafe { release(ptr) }
}

/// Gives a block to where it came from; it is not counted any more.
///
/// # Safety
/// As [`free`].
pub(crate) unsafe fn release(ptr: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe {
        if layers::are_on() {
            return layers::free(Api::Object, ptr);
        }
        mi::mi_free(ptr)
    }
}

/// As [`malloc`], for a block that may be given back with [`free_sized`].
///
/// # Safety
/// As [`malloc`].
#[inline]
pub unsafe fn malloc_sized(size: usize) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        if is_special(size) {
            return special(size, false);
        }
        LIVE_BLOCKS.set(LIVE_BLOCKS.get() + 1);
        pool::take(size)
    }
}

/// As [`malloc_sized`], zero-filled.
///
/// # Safety
/// As [`malloc`].
#[inline]
pub unsafe fn calloc_sized(size: usize) -> *mut c_void {
    // SAFETY: the caller's promise; the block has this size.
    unsafe {
        // A guarded block ends where it was asked to end, not with the word.
        if size > 512 || is_special(size) {
            return calloc(size);
        }
        let block = malloc_sized(size);
        if !block.is_null() {
            zero(block.cast(), size.div_ceil(WORD));
        }
        block
    }
}

/// Zeroes `n` words: of few, as most objects have, quicker than a call of the C library, by blocks from
/// both ends that may overlap.
///
/// # Safety
/// The words belong to the caller.
#[inline(always)]
unsafe fn zero(words: *mut u64, n: usize) {
    // SAFETY: the caller's promise; each block lies within the words.
    unsafe {
        match n {
            0..4 => words.write_bytes(0, n),
            4..=8 => {
                words.cast::<[u64; 4]>().write([0; 4]);
                words.add(n - 4).cast::<[u64; 4]>().write([0; 4]);
            }
            9..=16 => {
                words.cast::<[u64; 8]>().write([0; 8]);
                words.add(n - 8).cast::<[u64; 8]>().write([0; 8]);
            }
            17..=32 => {
                words.cast::<[u64; 16]>().write([0; 16]);
                words.add(n - 16).cast::<[u64; 16]>().write([0; 16]);
            }
            _ => words.write_bytes(0, n),
        }
    }
}

/// As [`free`], for a block known to have at least `size` bytes: the cheapest way.
///
/// # Safety
/// As [`free`].
#[inline]
pub unsafe fn free_sized(ptr: *mut c_void, size: usize) {
    if ptr.is_null() {
        return;
    }
    LIVE_BLOCKS.set(LIVE_BLOCKS.get() - 1);
    // SAFETY: the caller's promise.
    unsafe { pool::give(ptr, size) }
}

/// Size in bytes of an instance of `ty` with `n_items` variable parts.
pub fn var_size(ty: &Type, n_items: usize) -> Option<usize> {
    let size = (ty.tp().tp_itemsize as usize).checked_mul(n_items)?.checked_add(ty.tp().tp_basicsize as usize)?;
    size.checked_next_multiple_of(8)
}

/// Allocates an object of `size` bytes (header included) and sets its header; the rest is zero if
/// `zeroed`. Not tracked by the collector. Heap types are counted as the instance's type.
///
/// # Safety
/// The caller must initialise the fields before anyone sees the object.
pub unsafe fn new_sized(ty: &Type, size: usize, zeroed: bool) -> PyResult<*mut PyObject> {
    let head = if ty.is_gc() { GC_HEAD } else { 0 };
    // SAFETY: fresh memory, large enough for the headers.
    unsafe {
        let block = if zeroed { calloc_sized(size + head) } else { malloc_sized(size + head) };
        if block.is_null() {
            return Err(crate::errors::no_memory());
        }
        if head != 0 {
            block.cast::<PyGC_Head>().write(PyGC_Head { _gc_next: 0, _gc_prev: 0 });
            gc::note_alloc();
        }
        let object = block.cast::<u8>().add(head).cast::<PyObject>();
        object.write(PyObject { ob_refcnt: 1, ob_type: ty.as_type_ptr() });
        if ty.is_heap_type() {
            ty.incref();
        }
        Ok(object)
    }
}

/// `PyType_GenericAlloc`: a zero-filled, tracked instance with room for `n_items`.
///
/// # Safety
/// Zero must be a valid state of the type's fields, or the caller completes them at once.
pub unsafe extern "C" fn generic_alloc(ty: *mut PyTypeObject, n_items: isize) -> *mut PyObject {
    // SAFETY: `ty` is a live type; the object is fresh.
    unsafe {
        let ty = crate::ptr::type_from_ptr(ty);
        // One item more than asked, as CPython: a sentinel for bytes and str.
        let extra = if ty.tp().tp_itemsize != 0 { 1 } else { 0 };
        let Some(size) = var_size(ty, n_items as usize + extra) else {
            let Raised = crate::errors::no_memory();
            return std::ptr::null_mut();
        };
        let Ok(object) = new_sized(ty, size, true) else { return std::ptr::null_mut() };
        if ty.tp().tp_itemsize != 0 {
            (*object.cast::<PyVarObject>()).ob_size = n_items;
        }
        if ty.is_gc() {
            gc::track(object);
        }
        object
    }
}

/// Where the block of memory begins that the object is in.
pub fn block_address(object: &Object) -> usize {
    object.as_ptr() as usize - if object.ty().is_gc() { GC_HEAD } else { 0 }
}

/// Allocates by the type's `tp_alloc`, as `tp_new` functions do.
pub fn alloc(ty: &Type, n_items: usize) -> PyResult<Py> {
    let alloc = ty.tp().tp_alloc.unwrap_or(generic_alloc);
    // SAFETY: a slot of a live type, called as CPython calls it.
    unsafe { Py::from_result(alloc(ty.as_type_ptr(), n_items as isize)) }
}

/// Frees the memory of a dead object whose fields are cleared; drops its heap type, unless the
/// object is an instance of a class whose own destructor does (`instance::subtype_dealloc`).
///
/// # Safety
/// Nothing may refer to the object any more.
pub unsafe fn free_object(object: *mut PyObject) {
    // SAFETY: the caller's promise; the type is alive because the object still counts.
    unsafe {
        let ty = (*object).ob_type;
        let type_ref = crate::ptr::type_from_ptr(ty);
        if let Some(size) = fixed_size(type_ref, Object::from_ptr(object)) {
            free_object_sized(object, size);
        } else if let Some(tp_free) = type_ref.tp().tp_free {
            tp_free(object.cast());
        } else if type_ref.is_gc() {
            gc_free(object.cast());
        } else {
            free(object.cast());
        }
        if type_ref.is_heap_type() && !crate::instance::drops_type(type_ref) {
            crate::ptr::decref(ty.cast());
        }
    }
}

/// The size of the dead instance, if it is known and freed in the usual way. Strings are larger than their
/// type says.
#[inline]
fn fixed_size(ty: &Type, object: &Object) -> Option<usize> {
    if inline::is_plain(ty) {
        return Some(inline::instance_size(object));
    }
    let tp = ty.tp();
    let free = tp.tp_free.map(|free| free as usize);
    let usual = free == Some(gc_free as *const () as usize) || free == Some(plain_free as *const () as usize);
    (usual && tp.tp_itemsize == 0 && tp.tp_flags & Py_TPFLAGS_UNICODE_SUBCLASS == 0).then_some(tp.tp_basicsize as usize)
}

/// Frees the memory of a dead object of at least `size` bytes, its collector's header not counted.
///
/// # Safety
/// As [`free_object`]; the type is still alive.
#[inline]
pub unsafe fn free_object_sized(object: *mut PyObject, size: usize) {
    // SAFETY: the caller's promise; the header precedes the object.
    unsafe {
        if crate::ptr::type_from_ptr((*object).ob_type).is_gc() {
            gc::untrack(object);
            gc::note_free();
            free_sized(object.cast::<u8>().sub(GC_HEAD).cast(), size + GC_HEAD);
        } else {
            free_sized(object.cast(), size);
        }
    }
}

/// `PyObject_GC_Del`.
///
/// # Safety
/// `object` must have a collector's header and be dead.
pub unsafe extern "C" fn gc_free(object: *mut c_void) {
    // SAFETY: the header precedes the object.
    unsafe {
        gc::untrack(object.cast());
        gc::note_free();
        free(object.cast::<u8>().sub(GC_HEAD).cast());
    }
}

/// `PyObject_Free` as a `tp_free`.
///
/// # Safety
/// `object` must be a dead object without a collector's header.
pub unsafe extern "C" fn plain_free(object: *mut c_void) {
    // SAFETY: the caller's promise.
    unsafe { free(object) }
}

/// How deep destructors of containers may nest on the native stack before they wait.
const MAX_NESTING: u32 = 100;

struct Trash {
    nesting: u32,
    waiting: Vec<*mut PyObject>,
}

static TRASH: GilCell<Trash> = GilCell::new(Trash { nesting: 0, waiting: Vec::new() });

/// The last reference is gone: runs `tp_dealloc`. Containers nested deeper than [`MAX_NESTING`] wait
/// until the outer ones are done, so that dropping a long chain cannot exhaust the native stack.
///
/// # Safety
/// The count of `object` must be zero.
#[inline(never)]
pub unsafe fn dealloc(object: *mut PyObject) {
    // SAFETY: the object is dead but intact; the trash is touched under the GIL and never borrowed
    // across a destructor.
    unsafe {
        let ty = crate::ptr::type_from_ptr((*object).ob_type);
        let Some(tp_dealloc) = ty.tp().tp_dealloc else { return };
        if !ty.is_gc() {
            return tp_dealloc(object);
        }
        if TRASH.get_mut().nesting >= MAX_NESTING {
            gc::untrack(object);
            TRASH.get_mut().waiting.push(object);
            return;
        }
        TRASH.get_mut().nesting += 1;
        tp_dealloc(object);
        TRASH.get_mut().nesting -= 1;
        if TRASH.get_mut().nesting == 0 {
            empty_trash();
        }
    }
}

/// # Safety
/// Called with no destructor of ours on the stack.
unsafe fn empty_trash() {
    // SAFETY: as in `dealloc`.
    unsafe {
        while let Some(object) = TRASH.get_mut().waiting.pop() {
            TRASH.get_mut().nesting += 1;
            if let Some(tp_dealloc) = (*(*object).ob_type).tp_dealloc {
                tp_dealloc(object);
            }
            TRASH.get_mut().nesting -= 1;
        }
    }
}

/// Allocates an object whose C struct is `T`'s and fills it with `init`.
///
/// # Safety
/// `init` must set every field that is not valid as zero; the type's size must cover `T`.
pub unsafe fn new_object<T: Layout>(ty: &Type, init: impl FnOnce(&T)) -> PyResult<Py<T>> {
    // SAFETY: the object is initialised before it is returned.
    unsafe {
        let is_plain = ty.tp().tp_basicsize as usize == size_of::<T>() && size_of::<T>() <= MAX_INLINE;
        let object = if is_plain { new_of_size::<T>(ty)? } else { new_sized(ty, ty.tp().tp_basicsize as usize, true)? };
        let object = Py::<T>::from_owned(object);
        init(&object);
        if ty.is_gc() {
            gc::track(Object::as_ptr(object.as_object()));
        }
        Ok(object)
    }
}

/// Objects up to this size are made by code that knows their size.
const MAX_INLINE: usize = 160;

/// As [`new_sized`], zeroed, for an object of `T`'s size.
///
/// # Safety
/// As [`new_sized`].
#[inline(always)]
unsafe fn new_of_size<T>(ty: &Type) -> PyResult<*mut PyObject> {
    // SAFETY: fresh memory, large enough for the headers.
    unsafe {
        let object = if ty.is_gc() {
            let block = malloc_sized(size_of::<T>() + GC_HEAD);
            if block.is_null() {
                return Err(crate::errors::no_memory());
            }
            block.cast::<PyGC_Head>().write(PyGC_Head { _gc_next: 0, _gc_prev: 0 });
            gc::note_alloc();
            block.cast::<u8>().add(GC_HEAD).cast::<PyObject>()
        } else {
            let block = malloc_sized(size_of::<T>());
            if block.is_null() {
                return Err(crate::errors::no_memory());
            }
            block.cast::<PyObject>()
        };
        object.cast::<T>().write_bytes(0, 1);
        object.write(PyObject { ob_refcnt: 1, ob_type: ty.as_type_ptr() });
        if ty.is_heap_type() {
            ty.incref();
        }
        Ok(object)
    }
}

/// Frees a dead, untracked object of at least `size` bytes, of a static type whose objects have a
/// collector's header.
///
/// # Safety
/// As [`free_object`].
#[inline(always)]
pub unsafe fn free_gc_sized(object: *mut PyObject, size: usize) {
    gc::note_free();
    // SAFETY: the caller's promise; the header precedes the object.
    unsafe { free_sized(object.cast::<u8>().sub(GC_HEAD).cast(), size + GC_HEAD) }
}

unsafe extern "C" {
    fn mi_option_set(option: std::ffi::c_int, value: std::ffi::c_long);
}

/// The number of mimalloc's option `purge_delay`.
const PURGE_DELAY: std::ffi::c_int = 15;
const PURGE_DELAY_MS: std::ffi::c_long = 1000;

/// The process is about to end: the system takes its pages back at once, nobody need give them back one by one.
pub fn leave_pages() {
    // SAFETY: an option of mimalloc that is read when pages become free.
    unsafe { mi_option_set(PURGE_DELAY, -1) }
}

/// Where mimalloc puts its first gigabyte, if nobody else is there.
const FIRST_ARENA: usize = 0x200_0000_0000;
const ARENA_SIZE: usize = 1 << 30;
/// Up to this much memory a program gets small pages, so that it takes no more than it uses. (The
/// allocator spreads even a small heap over more than ten megabytes of addresses.)
const SMALL_PAGES: usize = 32 << 20;

/// Keeps freed pages for a while before they go back to the system: programs that allocate in waves
/// would spend much of their time in page faults. Only large heaps get huge pages, of which a small
/// program would fill a fraction. Called at start-up; the environment has the last word.
pub fn configure() {
    if std::env::var_os("MIMALLOC_PURGE_DELAY").is_none() {
        // SAFETY: an option of mimalloc, set before other threads start.
        unsafe { mi_option_set(PURGE_DELAY, PURGE_DELAY_MS) }
    }
    if std::env::var_os("MIMALLOC_ALLOW_THP").is_some() {
        return;
    }
    // SAFETY: advice about memory that the allocator has reserved, as a block inside shows; no effect on
    // what it holds.
    unsafe {
        let block = mi::mi_malloc(1);
        let arena = block as usize & !(ARENA_SIZE - 1);
        mi::mi_free(block);
        if arena == FIRST_ARENA {
            let large = (FIRST_ARENA + SMALL_PAGES) as *mut c_void;
            libc::madvise(large, ARENA_SIZE - SMALL_PAGES, libc::MADV_HUGEPAGE);
        }
    }
}

/// Every block is aligned to a word; the functions that align more are slower.
const WORD: usize = 8;

/// Rust's own blocks come from the same allocator.
struct Mimalloc;

// SAFETY: mimalloc keeps the allocator's contract; sizes and alignments are handed on.
unsafe impl std::alloc::GlobalAlloc for Mimalloc {
    #[inline]
    unsafe fn alloc(&self, layout: std::alloc::Layout) -> *mut u8 {
        if exceeds_memory(layout.size()) {
            return std::ptr::null_mut();
        }
        // SAFETY: plain allocation.
        unsafe {
            if layout.align() <= WORD {
                return mi::mi_malloc(layout.size()).cast();
            }
            mi::mi_malloc_aligned(layout.size(), layout.align()).cast()
        }
    }
    #[inline]
    unsafe fn alloc_zeroed(&self, layout: std::alloc::Layout) -> *mut u8 {
        if exceeds_memory(layout.size()) {
            return std::ptr::null_mut();
        }
        // SAFETY: plain allocation.
        unsafe {
            if layout.align() <= WORD {
                return mi::mi_zalloc(layout.size()).cast();
            }
            mi::mi_zalloc_aligned(layout.size(), layout.align()).cast()
        }
    }
    #[inline]
    unsafe fn dealloc(&self, ptr: *mut u8, _: std::alloc::Layout) {
        // SAFETY: the caller's promise.
        unsafe { mi::mi_free(ptr.cast()) }
    }
    #[inline]
    unsafe fn realloc(&self, ptr: *mut u8, layout: std::alloc::Layout, size: usize) -> *mut u8 {
        if exceeds_memory(size) {
            return std::ptr::null_mut();
        }
        // SAFETY: the caller's promise.
        unsafe {
            if layout.align() <= WORD {
                return mi::mi_realloc(ptr.cast(), size).cast();
            }
            mi::mi_realloc_aligned(ptr.cast(), size, layout.align()).cast()
        }
    }
}

#[global_allocator]
static GLOBAL: Mimalloc = Mimalloc;
