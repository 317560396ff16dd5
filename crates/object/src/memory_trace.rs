//! Who allocated which memory: what `tracemalloc` shows.
//!
//! **Invariant**: the tables are changed under the GIL and never borrowed while an object may die, since
//! its death changes them too. Equal tracebacks are one object, as thousands of blocks come from one line.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::rc::Rc;

use crate::ptr::{GilCell, Layout, Py};
use crate::str::Str;
use crate::{hooks, layers};

/// The domain of blocks that objects and their parts are made of.
pub const OBJECTS: u32 = 0;
/// The largest number of frames that CPython keeps.
pub const MAX_FRAMES: usize = 178_956_969;

/// A line of a file; `None` for memory that no Python code asked for.
#[derive(Clone)]
pub struct Line {
    pub file: Option<Py<Str>>,
    pub number: u32,
}

impl Line {
    /// The file names of a table are one object if equal.
    fn key(&self) -> (usize, u32) {
        (self.file.as_ref().map_or(0, |file| file.as_object().as_ptr() as usize), self.number)
    }
}

impl PartialEq for Line {
    fn eq(&self, other: &Line) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Line {}

impl Hash for Line {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// The lines of the frames, the innermost first.
pub type Traceback = Rc<[Line]>;

/// A name of a file, compared by its text.
struct FileName(Py<Str>);

impl Borrow<Str> for FileName {
    fn borrow(&self) -> &Str {
        &self.0
    }
}

impl PartialEq for FileName {
    fn eq(&self, other: &FileName) -> bool {
        self.0.is(&*other.0) || self.0.equals(&other.0)
    }
}

impl Eq for FileName {}

impl Hash for FileName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_isize(self.0.hash());
    }
}

/// A block: its size, and who asked for it.
#[derive(Clone)]
pub struct Block {
    pub domain: u32,
    pub size: usize,
    pub traceback: Traceback,
}

/// Mixes the bits of words; the keys are addresses and lines, which nobody chooses.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }
    fn write_u32(&mut self, word: u32) {
        self.write_u64(word.into());
    }
    fn write_isize(&mut self, word: isize) {
        self.write_u64(word as u64);
    }
    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }
    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

type Mixing = BuildHasherDefault<Mixer>;

#[derive(Default)]
struct Tables {
    files: HashSet<FileName, Mixing>,
    tracebacks: HashSet<Traceback, Mixing>,
    blocks: HashMap<(usize, u32), Block, Mixing>,
    /// Bytes in all blocks, now and at most.
    size: usize,
    peak: usize,
    /// Memory that tracebacks take.
    traceback_size: usize,
}

static TABLES: GilCell<Option<Tables>> = GilCell::new(None);
static LIMIT: GilCell<usize> = GilCell::new(1);

/// The tables while memory is traced.
///
/// # Safety
/// As for [`GilCell::get_mut`]: no object may die while the result lives.
unsafe fn tables() -> Option<&'static mut Tables> {
    // SAFETY: the caller's promise.
    unsafe { TABLES.get_mut().as_mut() }
}

/// Is memory traced?
pub fn is_on() -> bool {
    layers::get().is_traced
}

/// How many frames are kept of each allocation.
pub fn limit() -> usize {
    LIMIT.get()
}

/// Traces from now on, `limit` frames of each allocation; does nothing if it does so already.
pub fn start(limit: usize) {
    if !is_on() {
        LIMIT.set(limit);
        // SAFETY: nothing is borrowed; there were no tables.
        unsafe { *TABLES.get_mut() = Some(Tables::default()) };
        layers::set_traced(true);
    }
}

/// Ends tracing and forgets what was traced.
pub fn stop() {
    if is_on() {
        layers::set_traced(false);
        // SAFETY: nothing is borrowed; the tables die outside.
        let tables = unsafe { TABLES.get_mut().take() };
        drop(tables);
    }
}

/// Forgets what was traced.
pub fn clear() {
    if is_on() {
        // SAFETY: nothing is borrowed; the old tables die outside, where their names' deaths meet the new.
        let tables = unsafe { TABLES.get_mut().replace(Tables::default()) };
        drop(tables);
    }
}

/// Notes a block, replacing what was known of one in its place.
pub fn add(domain: u32, address: usize, size: usize) {
    remove(domain, address);
    // SAFETY: no object dies here: names are only added, and each that is cloned stays in the table.
    unsafe {
        let Some(tables) = tables() else { return };
        let traceback = tables.traceback();
        tables.size = tables.size.saturating_add(size);
        tables.peak = tables.peak.max(tables.size);
        tables.blocks.insert((address, domain), Block { domain, size, traceback });
    }
}

/// Forgets a block; one that is not known does not matter.
pub fn remove(domain: u32, address: usize) {
    // SAFETY: tracebacks stay in their table, so that no name dies with the block.
    unsafe {
        let Some(tables) = tables() else { return };
        if let Some(block) = tables.blocks.remove(&(address, domain)) {
            tables.size -= block.size;
        }
    }
}

impl Tables {
    /// Where the program is.
    fn traceback(&mut self) -> Traceback {
        let limit = limit();
        let mut lines: Vec<Line> = Vec::with_capacity(limit.min(16));
        (hooks::get().visit_lines)(&mut |file, number| {
            let file = file.map(|file| self.file(file));
            lines.push(Line { file, number });
            lines.len() < limit
        });
        if lines.is_empty() {
            lines.push(Line { file: None, number: 0 });
        }
        if let Some(known) = self.tracebacks.get(&*lines) {
            return known.clone();
        }
        let traceback: Traceback = lines.into();
        self.traceback_size += size_of_val(&*traceback) + 2 * size_of::<usize>();
        self.tracebacks.insert(traceback.clone());
        traceback
    }

    fn file(&mut self, file: &Str) -> Py<Str> {
        let name = FileName(file.new_ref());
        if let Some(known) = self.files.get(&name) {
            return known.0.new_ref();
        }
        self.files.insert(name);
        file.new_ref()
    }
}

/// All blocks.
pub fn blocks() -> Vec<Block> {
    // SAFETY: copied at once.
    unsafe { tables().map_or_else(Vec::new, |tables| tables.blocks.values().cloned().collect()) }
}

/// Who asked for a block.
pub fn traceback(domain: u32, address: usize) -> Option<Traceback> {
    // SAFETY: copied at once.
    unsafe { tables()?.blocks.get(&(address, domain)).map(|block| block.traceback.clone()) }
}

/// Bytes in the traced blocks: now and at most.
pub fn traced_memory() -> (usize, usize) {
    // SAFETY: copied at once.
    unsafe { tables().map_or((0, 0), |tables| (tables.size, tables.peak)) }
}

/// Bytes that tracing itself takes.
pub fn own_memory() -> usize {
    // SAFETY: read at once.
    unsafe {
        tables().map_or(0, |tables| {
            tables.blocks.capacity() * (size_of::<((usize, u32), Block)>() + 1)
                + tables.tracebacks.capacity() * (size_of::<Traceback>() + 1)
                + tables.files.capacity() * (size_of::<FileName>() + 1)
                + tables.traceback_size
        })
    }
}

/// Says who asked for a block, or how to find that out.
pub fn describe(domain: u32, address: usize) -> String {
    if !is_on() {
        return "Enable tracemalloc to get the memory block allocation traceback\n".into();
    }
    let Some(traceback) = traceback(domain, address) else { return String::new() };
    let mut out = String::from("Memory block allocated at (most recent call first):\n");
    for line in traceback.iter() {
        let file = line.file.as_ref().map_or("<unknown>".into(), |file| file.to_string_lossy());
        let _ = writeln!(out, "  File \"{file}\", line {}", line.number);
    }
    out
}
