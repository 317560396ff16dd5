//! What the collector tells on standard error when asked to (`gc.set_debug`).

use super::head::{Head, List};
use super::state::{GENERATIONS, generation, permanent};
use crate::ptr::{GilCell, Object};

/// Report on each collection.
pub const STATS: i32 = 1;
/// Report each collectable object.
pub const COLLECTABLE: i32 = 2;
/// Report each uncollectable object.
pub const UNCOLLECTABLE: i32 = 4;
/// Put garbage into `gc.garbage` instead of freeing it.
pub const SAVEALL: i32 = 32;
/// All that a hunt for leaks needs.
pub const LEAK: i32 = COLLECTABLE | UNCOLLECTABLE | SAVEALL;

static STDERR: GilCell<fn(&str)> = GilCell::new(|text| eprint!("{text}"));

/// Installs the writer of messages: the runtime's, which writes to `sys.stderr`.
pub fn set_stderr(write: fn(&str)) {
    STDERR.set(write);
}

pub(super) fn write(text: &str) {
    STDERR.get()(text);
}

pub(super) fn report_start(index: usize) {
    let sizes: [usize; GENERATIONS] = std::array::from_fn(|index| generation(index).len());
    write(&format!("gc: collecting generation {index}...\n"));
    write(&format!("gc: objects in each generation: {} {} {}\n", sizes[0], sizes[1], sizes[2]));
    write(&format!("gc: objects in permanent generation: {}\n", permanent().len()));
}

pub(super) fn report_end(unreachable: usize, uncollectable: usize, seconds: f64) {
    write(&format!("gc: done, {unreachable} unreachable, {uncollectable} uncollectable, {seconds:.4}s elapsed\n"));
}

/// Names every object of the list. The writer may run Python code, which cannot free them: whoever
/// calls has found them referred to by one another.
pub(super) fn report_objects(what: &str, list: List<'_>) {
    list.iter().for_each(|head| report_object(what, head));
}

fn report_object(what: &str, head: Head) {
    // SAFETY: a head stands for a live object.
    let object = unsafe { Object::from_ptr(head.object()) };
    write(&format!("gc: {what} <{} {:p}>\n", object.ty().tp_name(), object.as_ptr()));
}
