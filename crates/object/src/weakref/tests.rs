//! Lists of weak references, and callbacks.

use super::*;
use crate::testing::{Node, NodeData, gil};

fn reference(object: &Object, callback: Option<&Object>) -> Py<WeakRef> {
    new_ref(object, callback, &_PyWeakref_RefType).expect("a weak reference")
}

#[test]
fn references_without_callback_are_shared() {
    let _gil = gil();
    let node = Node::new();
    let first = reference(&node, None);
    assert!(reference(&node, Some(crate::singletons::none())).is(&*first));
    let proxy = new_proxy(&node, None).expect("a proxy");
    assert!(new_proxy(&node, None).expect("a proxy").is(&*proxy));
    assert_eq!(proxy.ty().tp_name(), "weakproxy");
    assert_eq!(count(&node), 2);
    drop(node);
    assert!(first.referent().is_none() && as_weakref(&proxy).is_some_and(|proxy| proxy.referent().is_none()));
}

#[test]
fn the_list_is_basic_first_then_newest() {
    let _gil = gil();
    let (node, callback) = (Node::new(), Node::new());
    let one = reference(&node, Some(&callback));
    let two = reference(&node, Some(&callback));
    let basic = reference(&node, None);
    let proxy = new_proxy(&node, None).expect("a proxy");
    let three = reference(&node, Some(&callback));
    let order: Vec<_> = all(&node).iter().map(|item| item.as_ptr()).collect();
    let expected = [basic.as_ptr(), proxy.as_ptr(), three.as_ptr(), two.as_ptr(), one.as_ptr()];
    assert_eq!(order, expected);
    drop(two);
    drop(basic);
    assert_eq!(count(&node), 3);
    // Dead before their referent: nobody is called.
    drop((one, three, proxy));
    assert_eq!(count(&node), 0);
}

#[test]
fn referents_without_room_for_a_list_are_refused() {
    let _gil = gil();
    assert!(!is_supported(crate::singletons::none().ty()));
    assert_eq!(count(crate::singletons::none()), 0);
}

/// What callbacks were called with: the reference, and whether its referent was gone.
type Calls = Vec<(*mut pyston_abi::PyObject, bool)>;
static CALLS: crate::ptr::GilCell<Calls> = crate::ptr::GilCell::new(Vec::new());

unsafe extern "C" fn record(
    _: *mut pyston_abi::PyObject,
    args: *mut pyston_abi::PyObject,
    _: *mut pyston_abi::PyObject,
) -> *mut pyston_abi::PyObject {
    // SAFETY: a `tp_call` slot gets a tuple; the calls are touched under the GIL only.
    unsafe {
        let args: &crate::tuple::Tuple = Object::from_ptr(args).cast_unchecked();
        let reference = as_weakref(args.as_slice()[0]).expect("a weak reference");
        CALLS.get_mut().push((reference.as_ptr(), reference.referent().is_none()));
    }
    crate::singletons::py_none().into_ptr()
}

/// A node that can be called.
fn recorder() -> Py<Node> {
    static RECORDER: Type =
        Type::declare(c"test.Recorder", size_of::<NodeData>(), 0, pyston_abi::flags::Py_TPFLAGS_HAVE_GC);
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        RECORDER.fill(|tp| {
            tp.tp_dealloc = crate::testing::NODE.tp().tp_dealloc;
            tp.tp_traverse = crate::testing::NODE.tp().tp_traverse;
            tp.tp_clear = crate::testing::NODE.tp().tp_clear;
            tp.tp_call = Some(record);
        });
    });
    Node::new_as(&RECORDER)
}

fn take_calls() -> Calls {
    // SAFETY: under the GIL, no borrow is alive.
    std::mem::take(unsafe { CALLS.get_mut() })
}

#[test]
fn callbacks_run_newest_first_when_all_references_are_dead() {
    let _gil = gil();
    let (node, callback) = (Node::new(), recorder());
    let references: Vec<_> = (0..3).map(|_| reference(&node, Some(&callback))).collect();
    drop(reference(&node, Some(&callback)));
    drop(node);
    let expected: Calls = references.iter().rev().map(|reference| (reference.as_ptr(), true)).collect();
    assert_eq!(take_calls(), expected);
    assert_eq!(callback.refcnt(), 1);
}

#[test]
fn the_collector_calls_back_references_from_outside_the_garbage() {
    let _gil = gil();
    let callback = recorder();
    let ring = Node::ring(2);
    let outside = reference(&ring, Some(&callback));
    let inside = reference(&ring, Some(&callback));
    ring.data().right.set(inside.into_object());
    drop(ring);
    assert_eq!(crate::gc::collect(2), 3);
    assert_eq!(take_calls(), [(outside.as_ptr(), true)]);
    assert!(crate::gc::is_object_tracked(&outside));
}
