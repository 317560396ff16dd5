//! What unit tests of this crate need: a thread state, the lock that stands for the GIL, and a type
//! whose instances refer to others.

use std::cell::Cell;
use std::ffi::{c_int, c_void};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use pyston_abi::flags::Py_TPFLAGS_HAVE_GC;
use pyston_abi::{PyObject, PyThreadState, visitproc};

use crate::instance;
use crate::int::Int;
use crate::ptr::{Field, Layout, Object, Py};
use crate::ty::Type;
use crate::{alloc, gc, object_layout, singletons, tstate, weakref};

static GIL: Mutex<()> = Mutex::new(());
static START: Once = Once::new();

/// Takes the GIL for a test and starts the kernel.
pub fn gil() -> MutexGuard<'static, ()> {
    let guard = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    START.call_once(|| {
        // SAFETY: all fields of a thread state may be zero.
        let state: PyThreadState = unsafe { std::mem::zeroed() };
        let state = Box::leak(Box::new(state));
        state.exc_info = &raw mut state.exc_state;
        tstate::swap(state);
        for ty in [
            &crate::statics::_PyWeakref_RefType,
            &crate::statics::_PyWeakref_ProxyType,
            &crate::statics::_PyWeakref_CallableProxyType,
        ] {
            ty.fill(|tp| {
                tp.tp_dealloc = Some(weakref::dealloc);
                tp.tp_traverse = Some(weakref::traverse);
                tp.tp_clear = Some(weakref::clear);
            });
        }
        crate::statics::PyList_Type.fill(|tp| tp.tp_dealloc = Some(crate::list::dealloc));
        crate::statics::PyDict_Type.fill(|tp| tp.tp_dealloc = Some(crate::dict::dealloc));
        crate::statics::PySet_Type.fill(|tp| tp.tp_dealloc = Some(crate::set::dealloc));
        crate::statics::PyFrozenSet_Type.fill(|tp| tp.tp_dealloc = Some(crate::set::dealloc));
        crate::statics::PyLong_Type.fill(|tp| {
            tp.tp_hash = Some(int_hash);
            tp.tp_richcompare = Some(int_compare);
        });
        crate::statics::PyTuple_Type.fill(|tp| tp.tp_dealloc = Some(tuple_dealloc));
        for ty in [&NODE, &LEGACY_NODE] {
            ty.fill(|tp| {
                tp.tp_dealloc = Some(dealloc);
                tp.tp_traverse = Some(traverse);
                tp.tp_clear = Some(clear);
                tp.tp_finalize = Some(finalize);
                tp.tp_weaklistoffset = std::mem::offset_of!(NodeData, weak_list) as isize;
            });
        }
        LEGACY_NODE.fill(|tp| {
            tp.tp_finalize = None;
            tp.tp_del = Some(finalize);
        });
    });
    gc::disable();
    gc::collect(2);
    guard
}

/// The C struct of a [`Node`].
#[repr(C)]
pub struct NodeData {
    ob_base: PyObject,
    weak_list: *mut c_void,
    pub left: Field,
    pub right: Field,
    /// How often the finaliser ran.
    pub finalized: Cell<u32>,
    /// Where the finaliser puts the node, to bring it back to life.
    pub rescue: Cell<Option<&'static Shelter>>,
}

/// A place outside all cycles.
#[derive(Default)]
pub struct Shelter(pub Field);

object_layout! {
    Node = NodeData, NODE
}

pub static NODE: Type = Type::declare(c"test.Node", size_of::<NodeData>(), 0, Py_TPFLAGS_HAVE_GC);
/// As [`NODE`], with an old-style finaliser.
pub static LEGACY_NODE: Type = Type::declare(c"test.LegacyNode", size_of::<NodeData>(), 0, Py_TPFLAGS_HAVE_GC);

thread_local! {
    static DEATHS: Cell<usize> = const { Cell::new(0) };
}

/// How many nodes died on this thread.
pub fn deaths() -> usize {
    DEATHS.get()
}

impl Node {
    pub fn new() -> Py<Node> {
        Node::new_as(&NODE)
    }

    pub fn new_as(ty: &Type) -> Py<Node> {
        // SAFETY: zero is a valid node.
        unsafe { alloc::new_object(ty, |_| ()) }.expect("memory")
    }

    pub fn data(&self) -> &NodeData {
        // SAFETY: nodes change only through their cells.
        unsafe { &*self.raw() }
    }

    /// A ring of nodes; gives the first.
    pub fn ring(len: usize) -> Py<Node> {
        let nodes: Vec<_> = (0..len).map(|_| Node::new()).collect();
        for (index, node) in nodes.iter().enumerate() {
            node.data().left.set(nodes[(index + 1) % len].clone().into_object());
        }
        nodes[0].clone()
    }
}

unsafe extern "C" fn int_hash(this: *mut PyObject) -> isize {
    // SAFETY: a slot of ints.
    unsafe { Object::from_ptr(this).cast_unchecked::<Int>() }.hash()
}

/// Equality, which is what tables ask for.
unsafe extern "C" fn int_compare(this: *mut PyObject, other: *mut PyObject, op: c_int) -> *mut PyObject {
    // SAFETY: a slot of ints.
    let (this, other) = unsafe { (Object::from_ptr(this).cast_unchecked::<Int>(), Object::from_ptr(other)) };
    let Some(other) = other.downcast::<Int>() else { return singletons::py_not_implemented().into_ptr() };
    assert_eq!(op, pyston_abi::flags::Py_EQ, "only equality is here");
    singletons::py_bool(this.to_bigint() == other.to_bigint()).into_ptr()
}

unsafe extern "C" fn tuple_dealloc(this: *mut PyObject) {
    // SAFETY: a dead tuple, whose items it owns.
    unsafe {
        gc::untrack(this);
        let tuple: &crate::tuple::Tuple = Object::from_ptr(this).cast_unchecked();
        for index in 0..tuple.len() {
            crate::ptr::decref(*tuple.items_ptr().add(index));
        }
        alloc::free_object(this);
    }
}

unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: a dead node.
    unsafe {
        let node: &Node = Object::from_ptr(this).cast_unchecked();
        if node.ty().tp().tp_finalize.is_some() && instance::call_finalizer_from_dealloc(this) {
            return;
        }
        DEATHS.set(DEATHS.get() + 1);
        gc::untrack(this);
        weakref::clear_all(this);
        clear(this);
        alloc::free_object(this);
    }
}

unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    use crate::trace::Trace;
    // SAFETY: a node; the visitor fits.
    unsafe {
        let node: &Node = Object::from_ptr(this).cast_unchecked();
        let mut visitor = crate::trace::Visitor::new(visit, arg);
        node.data().left.trace(&mut visitor);
        node.data().right.trace(&mut visitor);
        visitor.finish()
    }
}

unsafe extern "C" fn clear(this: *mut PyObject) -> c_int {
    // SAFETY: a node.
    let node: &Node = unsafe { Object::from_ptr(this).cast_unchecked() };
    node.data().left.clear();
    node.data().right.clear();
    0
}

unsafe extern "C" fn finalize(this: *mut PyObject) {
    // SAFETY: a node.
    let node: &Node = unsafe { Object::from_ptr(this).cast_unchecked() };
    node.data().finalized.set(node.data().finalized.get() + 1);
    if let Some(shelter) = node.data().rescue.take() {
        shelter.0.set(node.as_object().new_ref());
    }
}
