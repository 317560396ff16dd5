//! `_heapq`: lists as heaps, with CPython's order of moves, so that equal items end up alike.
//!
//! **Invariant**: comparisons run Python code, so items are owned copies and the length is checked
//! after each.

use pyston_object::prelude::*;

/// Which end of the order is on top.
#[derive(Clone, Copy)]
enum Top {
    Least,
    Greatest,
}

impl Top {
    /// Does `a` belong above `b`?
    fn above(self, a: &Object, b: &Object) -> PyResult<bool> {
        match self {
            Top::Least => protocol::compare_bool(a, b, CompareOp::Lt),
            Top::Greatest => protocol::compare_bool(b, a, CompareOp::Lt),
        }
    }
}

fn heap_of(object: &Object) -> PyResult<&List> {
    object.downcast().ok_or_else(|| raise!(TypeError, "heap argument must be a list"))
}

fn empty() -> Raised {
    raise!(IndexError, "index out of range")
}

fn item(heap: &List, index: usize) -> PyResult {
    heap.get(index).ok_or_else(|| raise!(RuntimeError, "list changed size during iteration"))
}

/// Puts `value` at `index` and gives what was there.
fn replace(heap: &List, index: usize, value: Py) -> PyResult {
    heap.replace(index, value).map_err(|_| raise!(RuntimeError, "list changed size during iteration"))
}

fn swap(heap: &List, a: usize, b: usize) -> PyResult<()> {
    let (first, second) = (item(heap, a)?, item(heap, b)?);
    replace(heap, a, second)?;
    replace(heap, b, first)?;
    Ok(())
}

fn check_size(heap: &List, len: usize) -> PyResult<()> {
    if heap.len() == len { Ok(()) } else { Err(raise!(RuntimeError, "list changed size during iteration")) }
}

/// Moves the item at `position` up as long as it belongs above its parent, at most to `start`.
fn sift_down(heap: &List, start: usize, mut position: usize, top: Top) -> PyResult<()> {
    let len = heap.len();
    if position >= len {
        return Err(empty());
    }
    while position > start {
        let parent = (position - 1) / 2;
        let above = top.above(&*item(heap, position)?, &*item(heap, parent)?)?;
        check_size(heap, len)?;
        if !above {
            break;
        }
        swap(heap, position, parent)?;
        position = parent;
    }
    Ok(())
}

/// Moves the item at `position` down to a leaf along the upper children, and then up to its place.
fn sift_up(heap: &List, mut position: usize, top: Top) -> PyResult<()> {
    let (start, len) = (position, heap.len());
    if position >= len {
        return Err(empty());
    }
    while position < len / 2 {
        let mut child = 2 * position + 1;
        if child + 1 < len {
            // Where neither child belongs above the other, it is the right one that moves.
            let left = top.above(&*item(heap, child)?, &*item(heap, child + 1)?)?;
            child += usize::from(!left);
            check_size(heap, len)?;
        }
        swap(heap, child, position)?;
        position = child;
    }
    sift_down(heap, start, position, top)
}

fn pop(heap: &List, top: Top) -> PyResult {
    let last = heap.pop().ok_or_else(empty)?;
    if heap.is_empty() {
        return Ok(last);
    }
    let result = replace(heap, 0, last)?;
    sift_up(heap, 0, top)?;
    Ok(result)
}

fn pop_push(heap: &List, value: &Object, top: Top) -> PyResult {
    if heap.is_empty() {
        return Err(empty());
    }
    let result = replace(heap, 0, value.new_ref())?;
    sift_up(heap, 0, top)?;
    Ok(result)
}

fn heapify(heap: &List, top: Top) -> PyResult<()> {
    (0..heap.len() / 2).rev().try_for_each(|index| sift_up(heap, index, top))
}

const ABOUT: &str = "Heaps\n\nA heap is a list in which heap[k] is not above heap[2*k+1] and heap[2*k+2], its children. \
So heap[0] is the least item, and taking it out or putting one in moves only as many items as the tree is deep.\n";

pub struct HeapqModule;

/// Lists as heaps (priority queues).
///
/// In a heap the item at k is not above those at 2*k+1 and 2*k+2, so the item at 0 is the least.
#[pymodule("_heapq")]
impl HeapqModule {
    /// Adds an item to a heap.
    #[function("($module, heap, item, /)")]
    fn heappush(heap: &Object, item: &Object) -> PyResult<()> {
        let heap = heap_of(heap)?;
        heap.append(item.new_ref())?;
        sift_down(heap, 0, heap.len() - 1, Top::Least)
    }

    /// Takes the least item out of a heap.
    #[function("($module, heap, /)")]
    fn heappop(heap: &Object) -> PyResult {
        pop(heap_of(heap)?, Top::Least)
    }

    /// Takes the least item out and then adds one: faster than heappop() and heappush().
    #[function("($module, heap, item, /)")]
    fn heapreplace(heap: &Object, item: &Object) -> PyResult {
        pop_push(heap_of(heap)?, item, Top::Least)
    }

    /// Adds an item and then takes the least one out: faster than heappush() and heappop().
    #[function("($module, heap, item, /)")]
    fn heappushpop(heap: &Object, item: &Object) -> PyResult {
        let heap = heap_of(heap)?;
        let Some(least) = heap.get(0) else { return Ok(item.new_ref()) };
        if !protocol::compare_bool(&least, item, CompareOp::Lt)? {
            return Ok(item.new_ref());
        }
        pop_push(heap, item, Top::Least)
    }

    /// Makes a list a heap, in place and in linear time.
    #[function("($module, heap, /)")]
    fn heapify(heap: &Object) -> PyResult<()> {
        heapify(heap_of(heap)?, Top::Least)
    }

    /// heappop() for heaps with the greatest item on top.
    #[function("($module, heap, /)")]
    fn _heappop_max(heap: &Object) -> PyResult {
        pop(heap_of(heap)?, Top::Greatest)
    }

    /// heapreplace() for heaps with the greatest item on top.
    #[function("($module, heap, item, /)")]
    fn _heapreplace_max(heap: &Object, item: &Object) -> PyResult {
        pop_push(heap_of(heap)?, item, Top::Greatest)
    }

    /// heapify() for heaps with the greatest item on top.
    #[function("($module, heap, /)")]
    fn _heapify_max(heap: &Object) -> PyResult<()> {
        heapify(heap_of(heap)?, Top::Greatest)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("__about__", ABOUT)
    }
}
