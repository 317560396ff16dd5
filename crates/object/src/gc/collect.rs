//! A collection, step by step.
//!
//! **Invariant**: weak references into the garbage are cleared before any finaliser runs, and
//! finalisers run before anything is taken apart; so Python code never meets a broken object. Every
//! step that runs Python code takes the next object from the front of its list anew.

use std::time::Instant;

use super::head::{Head, List, Sentinel};
use super::search::{self, hold};
use super::state::{self, GENERATIONS, STATE, generation};
use super::{callbacks, debug, inspect};
use crate::dict::InlineValues;
use crate::errors;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::weakref;

/// What a collection found.
struct Outcome {
    collected: usize,
    uncollectable: usize,
}

/// Keeps the "collecting" switch on for a scope.
struct Collecting;

impl Collecting {
    /// `None` if a collection is going on already.
    fn begin() -> Option<Collecting> {
        // Made only if it is ours: dropping one switches off.
        (!STATE.collecting.replace(true)).then(|| Collecting)
    }
}

impl Drop for Collecting {
    fn drop(&mut self) {
        STATE.collecting.set(false);
    }
}

/// Collects if an allocation has requested it. The interpreter calls this at safe points.
pub fn run_if_requested() {
    if !STATE.requested.get() || errors::occurred() {
        return;
    }
    STATE.requested.set(false);
    if !STATE.enabled.get() {
        return;
    }
    if let Some(_scope) = Collecting::begin() {
        if state::is_stressed() {
            collect_with_callbacks(GENERATIONS - 1);
        } else {
            collect_due();
        }
    }
}

/// Collects the oldest generation whose count is above its threshold. The full collection also waits
/// until the objects not yet part of one are a quarter of those that survived the last: else
/// building a large heap would take quadratic time.
fn collect_due() {
    for index in (0..GENERATIONS).rev() {
        let generation = &STATE.generations[index];
        if generation.count.get() <= generation.threshold.get() {
            continue;
        }
        if index == GENERATIONS - 1 && STATE.long_lived_pending.get() < STATE.long_lived_total.get() / 4 {
            continue;
        }
        collect_with_callbacks(index);
        return;
    }
}

/// `gc.collect(generation)`: collects the generation and the younger ones. Gives the number of
/// unreachable objects; 0 when called during a collection. A pending exception survives.
///
/// # Panics
/// If there is no such generation.
pub fn collect(index: usize) -> usize {
    assert!(index < GENERATIONS, "invalid generation");
    let Some(_scope) = Collecting::begin() else { return 0 };
    let pending = errors::fetch();
    let found = collect_with_callbacks(index);
    if let Some(pending) = pending {
        let _ = errors::restore(pending);
    }
    found
}

/// A full collection at the end of the process: without callbacks, exceptions forgotten.
pub fn collect_quietly() -> usize {
    let Some(_scope) = Collecting::begin() else { return 0 };
    let outcome = collect_generation(GENERATIONS - 1);
    errors::clear();
    outcome.collected + outcome.uncollectable
}

fn collect_with_callbacks(index: usize) -> usize {
    callbacks::call_all("start", index, 0, 0);
    let outcome = collect_generation(index);
    if errors::occurred() {
        errors::write_unraisable(crate::ptr::Raised, None);
    }
    callbacks::call_all("stop", index, outcome.collected, outcome.uncollectable);
    outcome.collected + outcome.uncollectable
}

fn collect_generation(index: usize) -> Outcome {
    let flags = STATE.debug.get();
    if flags & (debug::COLLECTABLE | debug::UNCOLLECTABLE | debug::SAVEALL) != 0
        && let Err(raised) = inspect::show_dicts(0..index + 1, InlineValues::has_container)
    {
        raised.clear();
    }
    let start = (flags & debug::STATS != 0).then(|| {
        debug::report_start(index);
        Instant::now()
    });
    let storage = [const { Sentinel::new() }; 2];
    let [unreachable, legacy] = [storage[0].init(), storage[1].init()];
    let old = gather_and_search(index, unreachable);
    search::move_legacy_finalizers(unreachable, legacy);
    if flags & debug::COLLECTABLE != 0 {
        debug::report_objects("collectable", unreachable);
    }
    let mut collected = clear_weakrefs(unreachable, old);
    finalize(unreachable);
    if search::is_resurrected(unreachable) {
        unreachable.merge_into(old);
    } else {
        collected += count(unreachable);
        delete(unreachable, old);
    }
    let uncollectable = count(legacy);
    if flags & debug::UNCOLLECTABLE != 0 {
        debug::report_objects("uncollectable", legacy);
    }
    if let Some(start) = start {
        debug::report_end(collected + uncollectable, uncollectable, start.elapsed().as_secs_f64());
    }
    keep_legacy(legacy, old);
    let total = &STATE.generations[index].stats;
    let mut stats = total.get();
    stats.collections += 1;
    stats.collected += collected;
    stats.uncollectable += uncollectable;
    total.set(stats);
    Outcome { collected, uncollectable }
}

/// How many objects the garbage consists of. Inline values that may be in a cycle are one more, the dict that
/// CPython has in their place.
fn count(garbage: List<'_>) -> usize {
    let has_dict = |head: &Head| {
        // SAFETY: the garbage is still whole.
        let values = InlineValues::of(unsafe { Object::from_ptr(head.object()) });
        values.is_some_and(|values| values.is_in_use() && values.has_container())
    };
    garbage.len() + garbage.iter().filter(has_dict).count()
}

/// Merges the younger generations into the one to collect, moves its garbage to `unreachable` and
/// the survivors to the next generation, which is given.
fn gather_and_search(index: usize, unreachable: List<'_>) -> List<'static> {
    if let Some(next) = STATE.generations.get(index + 1) {
        next.count.set(next.count.get() + 1);
    }
    for younger in 0..=index {
        STATE.generations[younger].count.set(0);
    }
    let young = generation(index);
    for younger in 0..index {
        generation(younger).merge_into(young);
    }
    search::move_unreachable(young, unreachable);
    search::untrack_tuples(young);
    if index == GENERATIONS - 1 {
        search::untrack_dicts(young);
        STATE.long_lived_pending.set(0);
        STATE.long_lived_total.set(young.len());
        return young;
    }
    if index == GENERATIONS - 2 {
        STATE.long_lived_pending.set(STATE.long_lived_pending.get() + young.len());
    }
    let old = generation(index + 1);
    young.merge_into(old);
    old
}

/// Clears every weak reference to or in the garbage, then calls the callbacks of those that are not
/// garbage themselves. Gives how many weak references died by that.
fn clear_weakrefs(unreachable: List<'_>, old: List<'_>) -> usize {
    let storage = Sentinel::new();
    let to_call = storage.init();
    for head in unreachable.iter() {
        // SAFETY: the garbage is still whole.
        let object = unsafe { Object::from_ptr(head.object()) };
        if let Some(reference) = weakref::as_weakref(object) {
            // Its callback must not run: it could bring garbage back to life.
            weakref::clear_keeping_callback(reference);
        }
        while let Some(reference) = weakref::first(object) {
            weakref::clear_keeping_callback(reference);
            // SAFETY: weak references have a header; they are tracked from their creation on.
            let reference_head = unsafe { Head::of(reference.as_ptr()) };
            if weakref::has_callback(reference)
                && !reference_head.is_collecting()
                // A reference whose own destruction waits is past being called.
                && reference_head.is_tracked()
                && reference.refcnt() > 0
            {
                // The reference that keeps it alive until it is called.
                let _ = reference.new_ref().into_ptr();
                reference_head.move_to(to_call);
            }
        }
    }
    let mut freed = 0;
    while let Some(head) = to_call.first() {
        // SAFETY: the loop above put weak references here, each with a reference of ours.
        let reference: Py<weakref::WeakRef> = unsafe { Py::from_owned(head.object()) };
        weakref::call_callback(&reference);
        drop(reference);
        // Its death would have taken it out of the list.
        if to_call.first() == Some(head) {
            head.move_to(old);
        } else {
            freed += 1;
        }
    }
    freed
}

/// Calls `tp_finalize` of each object that has not been finalised before.
fn finalize(collectable: List<'_>) {
    let storage = Sentinel::new();
    let seen = storage.init();
    while let Some(head) = collectable.first() {
        head.move_to(seen);
        // SAFETY: a live object has a live type; we hold the object while its finaliser runs.
        unsafe {
            if let Some(tp_finalize) = (*(*head.object()).ob_type).tp_finalize
                && !head.is_finalized()
            {
                head.set_finalized();
                let object = hold(head);
                tp_finalize(object.as_ptr());
            }
        }
    }
    seen.merge_into(collectable);
}

/// Takes the garbage apart by `tp_clear`, or saves it for inspection.
fn delete(collectable: List<'_>, old: List<'_>) {
    while let Some(head) = collectable.first() {
        let object = hold(head);
        if STATE.debug.get() & debug::SAVEALL != 0 {
            save(&object);
        } else if let Some(tp_clear) = object.ty().tp().tp_clear {
            // SAFETY: a slot of a live type, called with its instance, which we hold.
            unsafe { tp_clear(object.as_ptr()) };
            if errors::occurred() {
                report_failed_clear(&object);
            }
        }
        drop(object);
        if collectable.first() == Some(head) {
            // Somebody still holds it: it may die later.
            head.move_to(old);
        }
    }
}

fn report_failed_clear(object: &Object) {
    let ty = object.ty();
    if let Some(pending) = errors::fetch() {
        (crate::hooks::get().unraisable)(pending, Some(ty), Some("Exception ignored in tp_clear of"));
    }
}

/// `gc.garbage`, always the same list.
pub fn garbage() -> PyResult<Py<crate::list::List>> {
    if let Some(list) = STATE.garbage.get() {
        return Ok(list);
    }
    let list = crate::list::List::new()?;
    STATE.garbage.set(list.clone());
    Ok(list)
}

fn save(object: &Object) {
    if let Err(raised) = garbage().and_then(|list| list.append(object.new_ref())) {
        raised.clear();
    }
}

/// Puts objects with old-style destructors into `gc.garbage` (everything reachable from them too, if
/// asked) and lets them live.
fn keep_legacy(legacy: List<'_>, old: List<'_>) {
    for head in legacy.iter() {
        // SAFETY: a live object has a live type.
        let has_del = unsafe { (*(*head.object()).ob_type).tp_del }.is_some();
        if has_del || STATE.debug.get() & debug::SAVEALL != 0 {
            save(&hold(head));
        }
    }
    legacy.merge_into(old);
}
