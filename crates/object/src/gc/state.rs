//! Generations, counters and switches of the collector.

use std::cell::Cell;

use super::head::{List, Sentinel};
use crate::ptr::{Field, GilCell};

/// How many generations there are.
pub const GENERATIONS: usize = 3;
/// The list of frozen objects stands behind the generations.
const PERMANENT: usize = GENERATIONS;

static LISTS: [Sentinel; GENERATIONS + 1] = [
    Sentinel::at(&raw const LISTS[0]),
    Sentinel::at(&raw const LISTS[1]),
    Sentinel::at(&raw const LISTS[2]),
    Sentinel::at(&raw const LISTS[3]),
];

#[inline]
pub(super) fn youngest() -> List<'static> {
    LISTS[0].list()
}

pub(super) fn generation(index: usize) -> List<'static> {
    LISTS[index].list()
}

pub(super) fn permanent() -> List<'static> {
    LISTS[PERMANENT].list()
}

/// What all collections of one generation did (`gc.get_stats`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    pub collections: usize,
    pub collected: usize,
    pub uncollectable: usize,
}

const NO_STATS: Stats = Stats { collections: 0, collected: 0, uncollectable: 0 };

/// One generation's counter and statistics.
pub(super) struct Generation {
    pub(super) threshold: Cell<i32>,
    /// Of the youngest: allocations minus deallocations; of the others: collections of the one before.
    pub(super) count: Cell<i32>,
    pub(super) stats: Cell<Stats>,
}

const fn generation_state(threshold: i32) -> Generation {
    Generation { threshold: Cell::new(threshold), count: Cell::new(0), stats: Cell::new(NO_STATS) }
}

pub(super) struct State {
    pub(super) enabled: Cell<bool>,
    pub(super) collecting: Cell<bool>,
    pub(super) requested: Cell<bool>,
    /// Request a collection at every allocation.
    pub(super) stress: Cell<bool>,
    pub(super) debug: Cell<i32>,
    pub(super) generations: [Generation; GENERATIONS],
    /// Survivors of the last full collection.
    pub(super) long_lived_total: Cell<usize>,
    /// Survivors of the middle generation's collections that wait for their first full one.
    pub(super) long_lived_pending: Cell<usize>,
    pub(super) garbage: Field<crate::list::List>,
    pub(super) callbacks: Field<crate::list::List>,
}

// SAFETY: touched only under the GIL.
unsafe impl Sync for State {}

pub(super) static STATE: State = State {
    enabled: Cell::new(true),
    collecting: Cell::new(false),
    requested: Cell::new(false),
    stress: Cell::new(false),
    debug: Cell::new(0),
    generations: [generation_state(700), generation_state(10), generation_state(10)],
    long_lived_total: Cell::new(0),
    long_lived_pending: Cell::new(0),
    garbage: Field::empty(),
    callbacks: Field::empty(),
};

static ON_REQUEST: GilCell<fn()> = GilCell::new(|| ());

/// Installs what tells the interpreter to look at [`requested`]: its eval breaker.
pub fn on_request(notify: fn()) {
    ON_REQUEST.set(notify);
}

/// A collectable object was allocated: counts it and requests a collection when it is time. Runs no
/// Python code.
#[inline]
pub fn note_alloc() {
    let young = &STATE.generations[0];
    let count = young.count.get() + 1;
    young.count.set(count);
    if count > young.threshold.get() || STATE.stress.get() {
        request();
    }
}

#[cold]
fn request() {
    let due = STATE.generations[0].threshold.get() != 0 || STATE.stress.get();
    if due && STATE.enabled.get() && !STATE.collecting.get() && !STATE.requested.replace(true) {
        ON_REQUEST.get()();
    }
}

/// A collectable object was freed.
#[inline]
pub fn note_free() {
    let count = &STATE.generations[0].count;
    if count.get() > 0 {
        count.set(count.get() - 1);
    }
}

/// Is a collection due at the next safe point?
#[inline]
pub fn requested() -> bool {
    STATE.requested.get()
}

pub fn enable() {
    STATE.enabled.set(true);
}

/// Turns automatic collection off; [`super::collect`] still works.
pub fn disable() {
    STATE.enabled.set(false);
    STATE.requested.set(false);
}

pub fn is_enabled() -> bool {
    STATE.enabled.get()
}

/// Is a collection going on, so that another one does nothing?
pub fn is_collecting() -> bool {
    STATE.collecting.get()
}

/// Requests a full collection at every allocation of a container (`-X stress=gc`).
pub fn set_stress(stress: bool) {
    STATE.stress.set(stress);
}

pub fn is_stressed() -> bool {
    STATE.stress.get()
}

pub fn debug_flags() -> i32 {
    STATE.debug.get()
}

pub fn set_debug_flags(flags: i32) {
    STATE.debug.set(flags);
}

pub fn thresholds() -> [i32; GENERATIONS] {
    std::array::from_fn(|index| STATE.generations[index].threshold.get())
}

/// Sets the first thresholds; those not given stay.
pub fn set_thresholds(thresholds: &[i32]) {
    for (generation, threshold) in STATE.generations.iter().zip(thresholds) {
        generation.threshold.set(*threshold);
    }
}

pub fn count() -> [i32; GENERATIONS] {
    std::array::from_fn(|index| STATE.generations[index].count.get().max(0))
}

/// Holds automatic collections back while the interpreter starts: what is made then stays anyway.
pub fn hold_back() {
    STATE.generations[0].count.set(i32::MIN / 2);
}

/// The interpreter has started: what there is belongs to the oldest generation, and counting begins.
pub fn count_from_here() {
    for index in 0..GENERATIONS {
        if index < GENERATIONS - 1 {
            generation(index).merge_into(generation(GENERATIONS - 1));
        }
        STATE.generations[index].count.set(0);
    }
}

pub fn stats() -> [Stats; GENERATIONS] {
    std::array::from_fn(|index| STATE.generations[index].stats.get())
}

/// Moves all tracked objects out of the collector's sight.
pub fn freeze() {
    for index in 0..GENERATIONS {
        generation(index).merge_into(permanent());
        STATE.generations[index].count.set(0);
    }
}

/// Puts frozen objects into the oldest generation.
pub fn unfreeze() {
    permanent().merge_into(generation(GENERATIONS - 1));
}

pub fn freeze_count() -> usize {
    permanent().len()
}
