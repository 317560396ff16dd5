//! Collections over hand-made objects.

use super::*;
use crate::list::List;
use crate::ptr::Py;
use crate::testing::{LEGACY_NODE, Node, Shelter, deaths, gil};
use crate::tuple::Tuple;
use crate::weakref;

fn link(from: &Node, to: &Py<Node>) {
    from.data().right.set(to.clone().into_object());
}

/// Deaths while `action` runs.
fn deaths_during(action: impl FnOnce()) -> usize {
    let before = deaths();
    action();
    deaths() - before
}

#[test]
fn a_lost_ring_is_collected() {
    let _gil = gil();
    drop(Node::ring(5));
    let died = deaths_during(|| assert_eq!(collect(0), 5));
    assert_eq!(died, 5);
    assert_eq!(collect(2), 0);
}

#[test]
fn whatever_is_reachable_from_outside_stays() {
    let _gil = gil();
    // The ring hangs off `kept`, which is younger: the search meets the ring first and takes it back.
    let ring = Node::ring(3);
    let kept = Node::new();
    link(&kept, &ring);
    drop(ring);
    assert_eq!(deaths_during(|| assert_eq!(collect(1), 0)), 0);
    drop(kept);
    assert_eq!(deaths_during(|| assert_eq!(collect(2), 3)), 3);
}

#[test]
fn references_from_older_generations_count() {
    let _gil = gil();
    let old = Node::new();
    collect(1);
    let ring = Node::ring(2);
    link(&old, &ring);
    drop(ring);
    old.data().left.set(old.clone().into_object());
    drop(old);
    assert_eq!(collect(0), 0);
    assert_eq!(deaths_during(|| assert_eq!(collect(2), 3)), 3);
}

#[test]
fn a_finalizer_runs_once_and_may_revive_all() {
    let _gil = gil();
    let shelter: &'static Shelter = Box::leak(Box::default());
    let ring = Node::ring(2);
    ring.data().rescue.set(Some(shelter));
    drop(ring);
    assert_eq!(deaths_during(|| assert_eq!(collect(2), 0)), 0);
    let saved = shelter.0.take().expect("rescued");
    let saved = saved.downcast_into::<Node>().expect("a node");
    assert_eq!(saved.data().finalized.get(), 1);
    saved.data().rescue.set(Some(shelter));
    assert_eq!(collect(2), 0);
    drop(saved);
    assert_eq!(deaths_during(|| assert_eq!(collect(2), 2)), 2);
    assert!(shelter.0.is_empty());
}

#[test]
fn old_style_finalizers_make_garbage() {
    let _gil = gil();
    let node = Node::new_as(&LEGACY_NODE);
    let reached = Node::new();
    link(&node, &reached);
    link(&reached, &reached);
    node.data().left.set(node.clone().into_object());
    let node_ptr = node.as_ptr();
    drop((node, reached));
    assert_eq!(deaths_during(|| assert_eq!(collect(2), 2)), 0);
    let garbage = garbage().unwrap();
    let items = garbage.take_items();
    assert_eq!(items.iter().map(|item| item.as_ptr()).collect::<Vec<_>>(), [node_ptr]);
    let node: &Node = unsafe_node(&items[0]);
    node.data().left.clear();
    assert_eq!(stats()[2].uncollectable, 2);
    drop(items);
    assert_eq!(collect(2), 1);
}

/// A node of whichever type.
fn unsafe_node(object: &Object) -> &Node {
    // SAFETY: both node types have the layout.
    unsafe { object.cast_unchecked() }
}

#[test]
fn saveall_keeps_what_it_finds() {
    let _gil = gil();
    drop(Node::ring(3));
    set_debug_flags(SAVEALL);
    assert_eq!(deaths_during(|| assert_eq!(collect(2), 3)), 0);
    set_debug_flags(0);
    let saved = garbage().unwrap().take_items();
    assert_eq!(saved.len(), 3);
    drop(saved);
    assert_eq!(collect(2), 3);
}

#[test]
fn debug_reports_read_like_cpythons() {
    static TEXT: std::sync::Mutex<String> = std::sync::Mutex::new(String::new());
    let _gil = gil();
    let node = Node::ring(1);
    let address = format!("{:p}", node.as_ptr());
    drop(node);
    set_stderr(|text| TEXT.lock().unwrap().push_str(text));
    set_debug_flags(STATS | COLLECTABLE);
    collect(0);
    set_debug_flags(0);
    set_stderr(|text| eprint!("{text}"));
    let text = TEXT.lock().unwrap().clone();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "gc: collecting generation 0...");
    assert!(lines[1].starts_with("gc: objects in each generation: 1 0 "), "{}", lines[1]);
    assert_eq!(lines[2], "gc: objects in permanent generation: 0");
    assert_eq!(lines[3], format!("gc: collectable <test.Node {address}>"));
    assert!(lines[4].starts_with("gc: done, 1 unreachable, 0 uncollectable, 0.0"), "{}", lines[4]);
    assert!(lines[4].ends_with("s elapsed"));
}

#[test]
fn weak_references_into_garbage_die_first() {
    let _gil = gil();
    let ring = Node::ring(2);
    let reference = weakref::new_ref(&ring, None, &crate::statics::_PyWeakref_RefType).unwrap();
    assert!(reference.referent().is_some_and(|referent| referent.is(&*ring)));
    // A finaliser that revives the ring comes too late for weak references.
    let shelter: &'static Shelter = Box::leak(Box::default());
    ring.data().rescue.set(Some(shelter));
    drop(ring);
    collect(2);
    assert!(reference.referent().is_none());
    assert!(!shelter.0.is_empty());
    shelter.0.clear();
    assert_eq!(collect(2), 2);
}

#[test]
fn a_garbage_reference_with_callback_is_not_called() {
    let _gil = gil();
    let ring = Node::ring(2);
    // Calling the callback would panic: a node cannot be called.
    let callback = Node::new();
    let reference = weakref::new_ref(&ring, Some(&callback), &crate::statics::_PyWeakref_RefType).unwrap();
    ring.data().right.set(reference.into_object());
    drop((ring, callback));
    // The reference, its callback and the ring.
    assert_eq!(deaths_during(|| assert_eq!(collect(2), 4)), 3);
}

#[test]
fn collections_fall_due_by_thresholds() {
    let _gil = gil();
    enable();
    let old = thresholds();
    set_thresholds(&[10, 2]);
    let before = stats();
    let mut notes = Vec::new();
    for _ in 0..33 {
        notes.push(Node::new());
        if requested() {
            run_if_requested();
        }
    }
    disable();
    set_thresholds(&old);
    let after = stats();
    assert_eq!(after[0].collections - before[0].collections, 3);
    assert_eq!(after[1].collections - before[1].collections, 0);
    assert_eq!(count()[1], 3);
    notes.push(Node::new());
    assert!(!requested());
}

#[test]
fn the_heap_can_be_inspected() {
    let _gil = gil();
    let (from, to) = (Node::new(), Node::new());
    link(&from, &to);
    let referrers = get_referrers(&[&to], None).unwrap();
    assert!(referrers.len() == 1 && referrers.get(0).unwrap().is(&*from));
    assert_eq!(get_referrers(&[&to], Some(&from)).unwrap().len(), 0);
    let referents = get_referents(&[&from]).unwrap();
    assert!(referents.len() == 1 && referents.get(0).unwrap().is(&*to));
    let young = get_objects(Some(0)).unwrap().to_vec();
    assert!(young.iter().any(|object| object.is(&*from)));
    assert!(!get_objects(Some(2)).unwrap().to_vec().iter().any(|object| object.is(&*from)));
    assert!(is_object_tracked(&from) && !is_object_tracked(crate::singletons::none()));
}

#[test]
fn frozen_objects_are_left_alone() {
    let _gil = gil();
    drop(Node::ring(4));
    freeze();
    assert!(freeze_count() >= 4);
    assert_eq!(collect(2), 0);
    unfreeze();
    assert_eq!(freeze_count(), 0);
    assert_eq!(collect(2), 4);
}

#[test]
fn tuples_of_plain_objects_leave_the_collector() {
    let _gil = gil();
    let none = crate::singletons::none();
    let plain = Tuple::from_slice(&[none, none]).unwrap();
    let outer = Tuple::from_slice(&[&plain]).unwrap();
    let holding = Tuple::from_slice(&[&List::new().unwrap()]).unwrap();
    assert!(is_object_tracked(&plain) && is_object_tracked(&outer));
    collect(2);
    assert!(!is_object_tracked(&plain));
    collect(2);
    assert!(!is_object_tracked(&outer) && is_object_tracked(&holding));
}
