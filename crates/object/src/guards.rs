//! Guards around blocks of memory: the size and the interface before, forbidden bytes on both sides.
//! Writing past a block's ends and giving it back the wrong way end the process with a report.
//!
//! **Invariant**: a guarded block begins 16 bytes into the allocator's: 8 bytes of size (the highest
//! first), one that names the interface, 7 forbidden ones; 8 forbidden ones follow it. These are CPython's
//! forms, for its tools and its tests know them.

use std::ffi::c_void;
use std::fmt::Write;

use crate::layers::{self, Api};
use crate::{hooks, memory_trace, tstate};

const BEFORE: usize = 16;
const BEHIND: usize = 8;
/// The place of the interface's name.
const ID: usize = 8;
const FORBIDDEN: u8 = 0xfd;
/// What fresh and dead memory is filled with.
const CLEAN: u8 = 0xcd;
const DEAD: u8 = 0xdd;
/// How many bytes of the contents a report shows at either end.
const SHOWN: usize = 8;

/// How many bytes a block of `size` takes with its guards.
pub fn outer_size(size: usize) -> Option<usize> {
    size.checked_add(BEFORE + BEHIND).filter(|&outer| outer <= isize::MAX as usize)
}

/// Puts guards into a new block of the allocator; null stays null.
///
/// # Safety
/// The block has [`outer_size`] bytes.
pub unsafe fn put(outer: *mut c_void, api: Api, size: usize, zeroed: bool) -> *mut c_void {
    require_gil(api);
    if outer.is_null() {
        return outer;
    }
    // SAFETY: inside the block.
    unsafe {
        let outer = outer.cast::<u8>();
        outer.cast::<[u8; 8]>().write((size as u64).to_be_bytes());
        outer.add(ID).write(api as u8);
        outer.add(ID + 1).write_bytes(FORBIDDEN, BEFORE - ID - 1);
        let block = outer.add(BEFORE);
        block.write_bytes(if zeroed { 0 } else { CLEAN }, size);
        block.add(size).write_bytes(FORBIDDEN, BEHIND);
        block.cast()
    }
}

/// Only Raw memory may be had without the GIL.
fn require_gil(api: Api) {
    if api != Api::Raw && tstate::current().is_null() && !hooks::is_starting() {
        (hooks::get().fatal)("Python memory allocator called without holding the GIL");
    }
}

/// Checks the guards; gives the block's size.
///
/// # Safety
/// `block` is guarded.
pub unsafe fn check(block: *const c_void, api: Api) -> usize {
    require_gil(api);
    // SAFETY: the caller's promise; the size is read only after the bytes before the block.
    unsafe {
        let guarded = Guarded { block: block.cast() };
        let fault = guarded.fault(api);
        if let Some(fault) = fault {
            guarded.report();
            (hooks::get().fatal)(&fault)
        }
        guarded.size()
    }
}

/// Checks a block that dies, and makes it unreadable; gives what the allocator knows.
///
/// # Safety
/// `block` is guarded and not used again.
pub unsafe fn take(block: *mut c_void, api: Api) -> *mut c_void {
    // SAFETY: the caller's promise.
    unsafe {
        let size = check(block, api);
        let outer = block.cast::<u8>().sub(BEFORE);
        outer.write_bytes(DEAD, size + BEFORE + BEHIND);
        outer.cast()
    }
}

/// Writes a byte behind a block and gives it back, for the guards' test; without guards it does nothing.
pub fn overflow_for_test() {
    if layers::get().is_guarded {
        // SAFETY: the byte behind the block is a guard.
        unsafe {
            let block = layers::malloc(Api::Memory, 16, false);
            block.cast::<u8>().add(16).write(b'x');
            layers::free(Api::Memory, block);
        }
    }
}

/// Gives a block back in another interface than it came from, for the guards' test.
pub fn mismatch_for_test() {
    // SAFETY: guards notice it; without them all interfaces are one.
    unsafe {
        let block = layers::malloc(Api::Memory, 16, false);
        layers::free(Api::Raw, block);
    }
}

/// Asks for memory and gives it back. Without the GIL that is for processes with guards, which they end.
pub fn use_for_test(api: Api, size: usize) {
    assert!(layers::get().is_guarded || !tstate::current().is_null(), "memory without the GIL");
    // SAFETY: the GIL is held, or the guards end the process.
    unsafe {
        let block = layers::malloc(api, size, false);
        layers::free(api, block);
    }
}

/// A block with guards, perhaps damaged.
struct Guarded {
    block: *const u8,
}

impl Guarded {
    /// # Safety
    /// The block's guards are readable.
    unsafe fn size(&self) -> usize {
        // SAFETY: the caller's promise.
        u64::from_be_bytes(unsafe { self.block.sub(BEFORE).cast::<[u8; 8]>().read() }) as usize
    }

    /// # Safety
    /// As [`Guarded::size`].
    unsafe fn id(&self) -> u8 {
        // SAFETY: the caller's promise.
        unsafe { self.block.sub(BEFORE - ID).read() }
    }

    /// # Safety
    /// As [`Guarded::size`].
    unsafe fn bytes_before(&self) -> [u8; BEFORE - ID - 1] {
        // SAFETY: the caller's promise.
        unsafe { self.block.sub(BEFORE - ID - 1).cast::<[u8; BEFORE - ID - 1]>().read() }
    }

    /// # Safety
    /// As [`Guarded::size`]; the size is undamaged.
    unsafe fn bytes_behind(&self) -> [u8; BEHIND] {
        // SAFETY: the caller's promise.
        unsafe { self.block.add(self.size()).cast::<[u8; BEHIND]>().read() }
    }

    /// What is wrong with the block, if anything.
    ///
    /// # Safety
    /// As [`Guarded::size`].
    unsafe fn fault(&self, api: Api) -> Option<String> {
        // SAFETY: the caller's promise; the end is looked at only if the beginning is as it was.
        unsafe {
            if self.id() != api as u8 {
                let (id, wanted) = (self.id() as char, api as u8 as char);
                return Some(format!("bad ID: Allocated using API '{id}', verified using API '{wanted}'"));
            }
            if self.bytes_before() != [FORBIDDEN; BEFORE - ID - 1] {
                return Some("bad leading pad byte".into());
            }
            (self.bytes_behind() != [FORBIDDEN; BEHIND]).then(|| "bad trailing pad byte".into())
        }
    }

    /// Writes what the block looks like to stderr.
    ///
    /// # Safety
    /// As [`Guarded::size`].
    unsafe fn report(&self) {
        // SAFETY: the caller's promise; the contents and the end are read only if the size can be believed.
        unsafe {
            let (address, size) = (self.block as usize, self.size());
            let mut out = format!("Debug memory block at address p={address:#x}: API '{}'\n", self.id() as char);
            let _ = writeln!(out, "    {size} bytes originally requested");
            let before = self.bytes_before();
            let is_intact = describe(&mut out, &before, &format!("p-{}", before.len()), |place| {
                format!("p-{}", before.len() - place)
            });
            if is_intact {
                let place = format!("tail={:#x}", address + size);
                describe(&mut out, &self.bytes_behind(), &place, |place| format!("tail+{place}"));
                if size > 0 {
                    let _ = writeln!(out, "    Data at p:{}", self.contents(size));
                }
            } else {
                out.push_str("    The size may be damaged too: the end is not looked at.\n");
            }
            out.push('\n');
            out.push_str(&memory_trace::describe(memory_trace::OBJECTS, address));
            eprintln!("{out}");
        }
    }

    /// The first and last bytes of the contents.
    ///
    /// # Safety
    /// As [`Guarded::bytes_behind`].
    unsafe fn contents(&self, size: usize) -> String {
        let mut out = String::new();
        for place in 0..size {
            if size > 2 * SHOWN && (SHOWN..size - SHOWN).contains(&place) {
                if place == SHOWN {
                    out.push_str(" ...");
                }
                continue;
            }
            // SAFETY: inside the block.
            let _ = write!(out, " {:02x}", unsafe { self.block.add(place).read() });
        }
        out
    }
}

/// Says whether these forbidden bytes are intact, and which are not; gives whether they are.
fn describe(out: &mut String, bytes: &[u8], place: &str, name: impl Fn(usize) -> String) -> bool {
    let n = bytes.len();
    let is_intact = bytes.iter().all(|&byte| byte == FORBIDDEN);
    let _ = if is_intact {
        writeln!(out, "    The {n} pad bytes at {place} are FORBIDDENBYTE, as expected.")
    } else {
        writeln!(out, "    The {n} pad bytes at {place} are not all FORBIDDENBYTE ({FORBIDDEN:#04x}):")
    };
    for (place, &byte) in bytes.iter().enumerate().filter(|_| !is_intact) {
        let mark = if byte == FORBIDDEN { "" } else { " *** OUCH" };
        let _ = writeln!(out, "        at {}: {byte:#04x}{mark}", name(place));
    }
    is_intact
}
