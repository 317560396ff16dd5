//! A class as the `class` statement lays it out, by hand: one slot, a dict, a list of weak references.

use pyston_abi::PyHeapTypeObject;
use pyston_abi::flags::{Py_TPFLAGS_HAVE_GC, Py_TPFLAGS_HEAPTYPE};

use super::*;
use crate::alloc;
use crate::ptr::Layout;
use crate::testing::{Node, deaths, gil};

const SLOT: usize = size_of::<PyObject>();
const DICT: usize = SLOT + 8;
const WEAK: usize = DICT + 8;

/// The class; lives for ever, for `type` has no destructor here.
fn class() -> &'static Type {
    let base = &crate::statics::PyBaseObject_Type;
    base.fill(|tp| tp.tp_dealloc = Some(free));
    // SAFETY: zero is a valid heap type; the member definition has its place behind it.
    unsafe {
        let meta = &crate::statics::PyType_Type;
        let size = size_of::<PyHeapTypeObject>() + size_of::<PyMemberDef>();
        let raw: *mut PyTypeObject = alloc::new_sized(meta, size, true).expect("memory").cast();
        (*raw).ob_base.ob_size = 1;
        (*raw).tp_name = c"Class".as_ptr();
        (*raw).tp_flags = Py_TPFLAGS_HEAPTYPE | Py_TPFLAGS_HAVE_GC;
        (*raw).tp_basicsize = (WEAK + 8) as isize;
        (*raw).tp_dictoffset = DICT as isize;
        (*raw).tp_weaklistoffset = WEAK as isize;
        (*raw).tp_base = base.as_type_ptr();
        (*raw).tp_dealloc = Some(subtype_dealloc);
        (*raw).tp_traverse = Some(subtype_traverse);
        (*raw).tp_clear = Some(subtype_clear);
        let member = raw.cast::<u8>().add(size_of::<PyHeapTypeObject>()).cast::<PyMemberDef>();
        (*member).name = c"slot".as_ptr();
        (*member).r#type = T_OBJECT_EX;
        (*member).offset = SLOT as isize;
        crate::ptr::type_from_ptr(raw)
    }
}

/// `object`'s destructor.
unsafe extern "C" fn free(this: *mut PyObject) {
    // SAFETY: a dead object.
    unsafe { alloc::free_object(this) }
}

fn set(instance: &Object, offset: usize, value: Py) {
    // SAFETY: a place of the instance that is null.
    unsafe { *instance.as_ptr().cast::<u8>().add(offset).cast::<*mut PyObject>() = value.into_ptr() }
}

#[test]
fn an_instance_drops_all_it_owns_and_its_class() {
    let _gil = gil();
    let class = class();
    let instance = alloc::alloc(class, 0).expect("an instance");
    assert!(gc::is_object_tracked(&instance));
    set(&instance, SLOT, Node::new().into_object());
    set(&instance, DICT, Node::new().into_object());
    assert_eq!(raw_dict_field(&instance).map(|dict| dict as usize), Some(instance.as_ptr() as usize + DICT));
    let reference = weakref::new_ref(&instance, None, &crate::statics::_PyWeakref_RefType).expect("a reference");
    let (count, before) = (class.refcnt(), deaths());
    drop(instance);
    assert_eq!((class.refcnt(), deaths()), (count - 1, before + 2));
    assert!(reference.referent().is_none());
}

#[test]
fn instances_in_a_cycle_are_collected() {
    let _gil = gil();
    let class = class();
    let count = class.refcnt();
    let instance = alloc::alloc(class, 0).expect("an instance");
    let node = Node::new();
    node.data().left.set(instance.clone());
    set(&instance, SLOT, node.clone().into_object());
    set(&instance, DICT, instance.clone());
    let referents = gc::get_referents(&[&instance]).expect("a list");
    assert_eq!(referents.len(), 3);
    drop((referents, instance, node));
    assert_eq!(gc::collect(2), 2);
    assert_eq!(class.refcnt(), count);
}

static REVIVED: crate::ptr::GilCell<*mut PyObject> = crate::ptr::GilCell::new(std::ptr::null_mut());

unsafe extern "C" fn revive(this: *mut PyObject) {
    // SAFETY: finalisers get a live object.
    REVIVED.set(unsafe { Object::from_ptr(this) }.new_ref().into_ptr());
}

#[test]
fn a_finalizer_may_revive_an_instance_once() {
    let _gil = gil();
    let class = class();
    class.fill(|tp| tp.tp_finalize = Some(revive));
    drop(alloc::alloc(class, 0).expect("an instance"));
    // SAFETY: the finaliser left a reference.
    let revived: Py = unsafe { Py::from_owned(REVIVED.get()) };
    assert_eq!(revived.refcnt(), 1);
    assert!(gc::is_object_tracked(&revived));
    REVIVED.set(std::ptr::null_mut());
    drop(revived);
    assert!(REVIVED.get().is_null());
}
