//! What Python code sees of weak references and proxies, through the slots of their types.

use std::ffi::{c_int, c_void};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use pyston_abi::flags::Py_TPFLAGS_HAVE_GC;
use pyston_abi::{PyNumberMethods, PyObject, PySequenceMethods, PyThreadState};
use pyston_object::prelude::*;
use pyston_object::protocol::BinaryOp;
use pyston_object::statics::{_PyWeakref_ProxyType, _PyWeakref_RefType};
use pyston_object::weakref::{self, WeakRef};
use pyston_object::{alloc, object_layout, tstate};

#[repr(C)]
struct ThingData {
    ob_base: PyObject,
    weak_list: *mut c_void,
    value: isize,
}

object_layout! {
    /// Hashable, comparable by value, addable, callable, of some length.
    Thing = ThingData, THING
}

static THING: Type = Type::declare(c"test.Thing", size_of::<ThingData>(), 0, Py_TPFLAGS_HAVE_GC);

impl Thing {
    fn new(value: isize) -> Py<Thing> {
        // SAFETY: all fields are plain.
        unsafe { alloc::new_object(&THING, |thing: &Thing| (*thing.raw()).value = value) }.expect("memory")
    }
}

type Ptr = *mut PyObject;

fn value_of(object: &Object) -> isize {
    let thing: &Thing = object.downcast_exact().expect("operands are referents");
    // SAFETY: a field of a live thing.
    unsafe { (*thing.raw()).value }
}

fn object<'a>(ptr: Ptr) -> &'a Object {
    // SAFETY: slots get live objects.
    unsafe { Object::from_ptr(ptr) }
}

unsafe extern "C" fn dealloc(this: Ptr) {
    // SAFETY: a dead thing.
    unsafe {
        weakref::clear_all(this);
        alloc::free_object(this);
    }
}
unsafe extern "C" fn hash(this: Ptr) -> isize {
    value_of(object(this))
}
unsafe extern "C" fn length(this: Ptr) -> isize {
    value_of(object(this))
}
unsafe extern "C" fn compare(this: Ptr, other: Ptr, op: c_int) -> Ptr {
    if !Thing::check_exact(object(other)) {
        return singletons::py_not_implemented().into_ptr();
    }
    let equal = value_of(object(this)) == value_of(object(other));
    singletons::py_bool(equal == (op == pyston_abi::flags::Py_EQ)).into_ptr()
}
unsafe extern "C" fn add(a: Ptr, b: Ptr) -> Ptr {
    if !Thing::check_exact(object(a)) || !Thing::check_exact(object(b)) {
        return singletons::py_not_implemented().into_ptr();
    }
    Thing::new(value_of(object(a)) + value_of(object(b))).into_ptr()
}
unsafe extern "C" fn call(this: Ptr, args: Ptr, kwargs: Ptr) -> Ptr {
    assert!(kwargs.is_null());
    let args: &Tuple = object(args).downcast().expect("a tuple");
    Thing::new(value_of(object(this)) + args.len() as isize).into_ptr()
}

/// Takes the lock that stands for the GIL.
fn gil() -> MutexGuard<'static, ()> {
    static GIL: Mutex<()> = Mutex::new(());
    static START: Once = Once::new();
    let guard = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    START.call_once(|| {
        // SAFETY: all fields of a thread state may be zero.
        let state: Box<PyThreadState> = Box::new(unsafe { std::mem::zeroed() });
        tstate::swap(Box::leak(state));
        pyston_builtins::weakref::install();
        THING.fill(|tp| {
            // SAFETY: zero is an empty table.
            let (number, sequence): (&mut PyNumberMethods, &mut PySequenceMethods) =
                unsafe { (Box::leak(Box::new(std::mem::zeroed())), Box::leak(Box::new(std::mem::zeroed()))) };
            number.nb_add = Some(add);
            sequence.sq_length = Some(length);
            tp.tp_as_number = number;
            tp.tp_as_sequence = sequence;
            tp.tp_dealloc = Some(dealloc);
            tp.tp_hash = Some(hash);
            tp.tp_richcompare = Some(compare);
            tp.tp_getattro = Some(pyston_object::attr::generic_getattr);
            tp.tp_call = Some(call);
            tp.tp_weaklistoffset = std::mem::offset_of!(ThingData, weak_list) as isize;
        });
    });
    guard
}

fn reference(object: &Object) -> Py<WeakRef> {
    weakref::new_ref(object, None, &_PyWeakref_RefType).expect("a weak reference")
}

/// Type and text of the exception that a result stands for.
fn failure<T>(result: PyResult<T>) -> (String, String) {
    let Err(Raised) = result else { panic!("no exception") };
    let pending = errors::fetch().expect("an exception is set");
    let text = pending.value.as_ref().and_then(|value| value.downcast::<Str>()).map(Str::to_string);
    (pending.ty.name().into_owned(), text.unwrap_or_default())
}

fn gone() -> (String, String) {
    ("ReferenceError".into(), "weakly-referenced object no longer exists".into())
}

fn repr(object: &Object) -> String {
    protocol::repr_string(object).expect("a representation")
}

#[test]
fn references_show_their_referent() {
    let _gil = gil();
    let thing = Thing::new(1);
    let reference = reference(&thing);
    let (address, target) = (reference.as_ptr(), thing.as_ptr());
    assert_eq!(repr(&reference), format!("<weakref at {address:p}; to 'test.Thing' at {target:p}>"));
    drop(thing);
    assert_eq!(repr(&reference), format!("<weakref at {address:p}; dead>"));
}

#[test]
fn a_hash_asked_for_in_time_stays() {
    let _gil = gil();
    let (one, two) = (Thing::new(11), Thing::new(22));
    let (asked, late) = (reference(&one), reference(&two));
    assert_eq!(protocol::hash(&asked).ok(), Some(11));
    drop((one, two));
    assert_eq!(protocol::hash(&asked).ok(), Some(11));
    assert_eq!(failure(protocol::hash(&late)), ("TypeError".into(), "weak object has gone away".into()));
}

#[test]
fn references_compare_as_referents_while_both_live() {
    let _gil = gil();
    let (a, b, c) = (Thing::new(5), Thing::new(5), Thing::new(6));
    let (ra, rb, rc) = (reference(&a), reference(&b), reference(&c));
    assert_eq!(protocol::compare_eq(&ra, &rb).ok(), Some(true));
    assert_eq!(protocol::compare_bool(&ra, &rc, CompareOp::Ne).ok(), Some(true));
    drop(b);
    assert_eq!(protocol::compare_eq(&ra, &rb).ok(), Some(false));
    assert_eq!(protocol::compare_bool(&ra, &rb, CompareOp::Ne).ok(), Some(true));
    assert_eq!(protocol::compare_eq(&rb, &rb).ok(), Some(true));
    let (ty, text) = failure(protocol::compare(&ra, &rc, CompareOp::Lt));
    assert_eq!((&*ty, &*text), ("TypeError", "'<' not supported between instances of 'weakref' and 'weakref'"));
}

fn construct(args: &[&Object]) -> PyResult {
    let args = Tuple::from_slice(args)?;
    let new = _PyWeakref_RefType.tp().tp_new.expect("a constructor");
    // SAFETY: the slot's contract.
    unsafe { Py::from_result(new(_PyWeakref_RefType.as_type_ptr(), args.as_ptr(), std::ptr::null_mut())) }
}

#[test]
fn construction_checks_its_arguments() {
    let _gil = gil();
    let thing = Thing::new(1);
    assert!(construct(&[&thing]).is_ok_and(|made| made.is(&*reference(&thing))));
    let with_callback = construct(&[&thing, &thing]).expect("a weak reference");
    assert!(!with_callback.is(&*reference(&thing)));
    assert_eq!(failure(construct(&[])).1, "__new__ expected at least 1 argument, got 0");
    assert_eq!(failure(construct(&[&thing, &thing, &thing])).1, "__new__ expected at most 2 arguments, got 3");
    let none = singletons::none();
    assert_eq!(failure(construct(&[none])).1, "cannot create weak reference to 'NoneType' object");
}

#[test]
fn calling_a_reference_gives_the_referent() {
    let _gil = gil();
    let thing = Thing::new(1);
    let reference = reference(&thing);
    let call = |args: &[&Object]| pyston_object::call::call(&reference, args);
    assert!(call(&[]).is_ok_and(|result| result.is(&*thing)));
    assert_eq!(failure(call(&[singletons::none()])).1, "__call__() takes at most 0 arguments (1 given)");
    drop(thing);
    assert!(call(&[]).is_ok_and(|result| result.is_none()));
}

#[test]
fn proxies_act_as_their_referent() {
    let _gil = gil();
    let (a, b) = (Thing::new(40), Thing::new(2));
    let proxy = weakref::new_proxy(&a, None).expect("a proxy");
    let other = weakref::new_proxy(&b, None).expect("a proxy");
    assert_eq!(protocol::len(&proxy).ok(), Some(40));
    for (left, right) in [(&*proxy, &*other), (&*proxy, b.as_object()), (a.as_object(), &*other)] {
        let sum = protocol::binary_op(left, right, BinaryOp::Add).expect("a sum");
        assert_eq!(value_of(&sum), 42);
        let sum = protocol::inplace_op(left, right, BinaryOp::Add).expect("a sum");
        assert_eq!(value_of(&sum), 42);
    }
    assert_eq!(protocol::compare_eq(&proxy, &other).ok(), Some(false));
    let called = pyston_object::call::call(&proxy, &[&b, &b]).expect("a result");
    assert_eq!(value_of(&called), 42);
    assert_eq!(failure(protocol::iter(&proxy)).1, "'test.Thing' object is not iterable");
    assert_eq!(failure(protocol::next(&proxy)).1, "'test.Thing' object is not iterable");
    let (address, target) = (proxy.as_ptr(), a.as_ptr());
    assert_eq!(repr(&proxy), format!("<weakproxy at {address:p} to test.Thing at {target:p}>"));
}

#[test]
fn proxies_of_the_dead_refuse() {
    let _gil = gil();
    let thing = Thing::new(1);
    let proxy = weakref::new_proxy(&thing, None).expect("a proxy");
    drop(thing);
    let other = Thing::new(2);
    assert_eq!(failure(protocol::len(&proxy)), gone());
    assert_eq!(failure(protocol::is_true(&proxy)), gone());
    assert_eq!(failure(protocol::binary_op(&proxy, &other, BinaryOp::Add)), gone());
    assert_eq!(failure(protocol::binary_op(&other, &proxy, BinaryOp::Add)), gone());
    assert_eq!(failure(protocol::compare_eq(&proxy, &other)), gone());
    assert_eq!(failure(pyston_object::call::call(&proxy, &[])), gone());
    assert_eq!(failure(protocol::getitem(&proxy, &other)), gone());
    assert_eq!(failure(protocol::str(&proxy)), gone());
    let none = singletons::none().as_ptr();
    assert_eq!(repr(&proxy), format!("<weakproxy at {:p} to NoneType at {none:p}>", proxy.as_ptr()));
    assert!(_PyWeakref_ProxyType.tp().tp_new.is_none());
}
