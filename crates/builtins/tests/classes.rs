//! Classes made through `type`, called as Python calls it. Expected values are CPython 3.8's.

use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use pyston_abi::PyThreadState;
use pyston_object::call::{call, call_method, call_tuple};
use pyston_object::prelude::*;
use pyston_object::statics::{PyBaseObject_Type, PyDict_Type, PyLong_Type, PyTuple_Type, PyType_Type};
use pyston_object::{attr, tstate};

static GIL: Mutex<()> = Mutex::new(());
static START: Once = Once::new();

fn gil() -> MutexGuard<'static, ()> {
    let guard = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    START.call_once(|| {
        // SAFETY: all fields of a thread state may be zero.
        let state: PyThreadState = unsafe { std::mem::zeroed() };
        let state = Box::leak(Box::new(state));
        state.exc_info = &raw mut state.exc_state;
        tstate::swap(state);
        pyston_builtins::install().expect("the types install");
    });
    guard
}

fn text(value: &str) -> Py {
    Str::new(value).expect("memory").into_object()
}

fn int(value: i64) -> Py {
    Int::from_i64(value).expect("memory").into_object()
}

/// `type(name, bases, namespace)`.
fn try_class(name: &str, bases: &[&Object], namespace: &[(&str, &Object)]) -> PyResult<Py<Type>> {
    let dict = Dict::new()?;
    for (key, value) in namespace {
        dict.set_str(&Str::intern(key), value.new_ref())?;
    }
    let bases = Tuple::from_slice(bases)?;
    Ok(call(&PyType_Type, &[&text(name), &bases, &dict])?.downcast_into::<Type>().expect("a type"))
}

fn class(name: &str, bases: &[&Object], namespace: &[(&str, &Object)]) -> Py<Type> {
    try_class(name, bases, namespace).unwrap_or_else(|raised| panic!("{}", message(raised)))
}

/// Type and text of the pending exception.
fn message(raised: Raised) -> String {
    let pending = errors::take(raised);
    let value = pending.value.map(|value| match value.downcast::<Str>() {
        Some(text) => text.to_string(),
        None => "<no text>".into(),
    });
    format!("{}: {}", pending.ty.name(), value.unwrap_or_default())
}

fn error<T>(result: PyResult<T>) -> String {
    match result {
        Ok(_) => panic!("no error"),
        Err(raised) => message(raised),
    }
}

fn get(object: &Object, name: &str) -> PyResult {
    attr::getattr_str(object, &Str::intern(name))
}

fn set(object: &Object, name: &str, value: Option<&Object>) -> PyResult<()> {
    attr::setattr(object, &Str::intern(name), value)
}

fn names(types: &Object) -> Vec<String> {
    let tuple = types.downcast::<Tuple>().expect("a tuple");
    tuple.as_slice().iter().map(|ty| ty.downcast::<Type>().expect("a type").name().into_owned()).collect()
}

#[test]
fn instances_have_attributes() {
    let _gil = gil();
    let a = class("A", &[], &[("x", &int(1))]);
    let instance = call(&a, &[]).expect("an instance");
    assert!(instance.is_instance_of(&a));
    assert_eq!(get(&instance, "x").expect("x").downcast::<Int>().and_then(Int::to_i64), Some(1));
    set(&instance, "x", Some(&int(5))).expect("set");
    assert_eq!(get(&instance, "x").expect("x").downcast::<Int>().and_then(Int::to_i64), Some(5));
    set(&instance, "x", None).expect("delete");
    assert_eq!(get(&instance, "x").expect("x").downcast::<Int>().and_then(Int::to_i64), Some(1));
    assert_eq!(error(get(&instance, "y")), "AttributeError: 'A' object has no attribute 'y'");
    assert_eq!(error(get(&a, "y")), "AttributeError: type object 'A' has no attribute 'y'");
    assert_eq!(error(call(&a, &[&int(1)])), "TypeError: A() takes no arguments");
    set(&a, "y", Some(&int(7))).expect("set on the class");
    assert_eq!(get(&instance, "y").expect("y").downcast::<Int>().and_then(Int::to_i64), Some(7));
    assert_eq!(
        error(set(&PyLong_Type, "y", Some(&int(7)))),
        "TypeError: can't set attributes of built-in/extension type 'int'"
    );
}

#[test]
fn slots_replace_the_dictionary() {
    let _gil = gil();
    let slots = Tuple::from_vec(vec![text("b"), text("a"), text("__private")]).expect("memory");
    let s = class("S", &[], &[("__slots__", &slots)]);
    assert_eq!(s.tp().tp_basicsize, 16 + 3 * 8);
    assert_eq!((s.tp().tp_dictoffset, s.tp().tp_weaklistoffset), (0, 0));
    let instance = call(&s, &[]).expect("an instance");
    assert_eq!(error(get(&instance, "a")), "AttributeError: a");
    set(&instance, "a", Some(&int(5))).expect("set");
    set(&instance, "_S__private", Some(&int(6))).expect("set");
    assert_eq!(get(&instance, "a").expect("a").downcast::<Int>().and_then(Int::to_i64), Some(5));
    assert_eq!(error(set(&instance, "z", Some(&int(5)))), "AttributeError: 'S' object has no attribute 'z'");
    let sub = class("Sub", &[&*s], &[]);
    assert_eq!(sub.tp().tp_dictoffset, 16 + 3 * 8);
    let other = class("T", &[], &[("__slots__", &*text("q"))]);
    assert_eq!(error(try_class("U", &[&*s, &*other], &[])), "TypeError: multiple bases have instance lay-out conflict");
    assert_eq!(
        error(try_class("V", &[&PyLong_Type], &[("__slots__", &*text("q"))])),
        "TypeError: nonempty __slots__ not supported for subtype of 'int'"
    );
    assert_eq!(
        error(try_class("W", &[], &[("__slots__", &*text("q")), ("q", &int(1))])),
        "ValueError: 'q' in __slots__ conflicts with class variable"
    );
}

#[test]
fn resolution_orders_are_c3() {
    let _gil = gil();
    let a = class("A", &[], &[("who", &*text("A"))]);
    let b = class("B", &[&*a], &[]);
    let c = class("C", &[&*a], &[("who", &*text("C"))]);
    let d = class("D", &[&*b, &*c], &[]);
    assert_eq!(names(&get(&d, "__mro__").expect("an order")), ["D", "B", "C", "A", "object"]);
    assert!(get(&d, "who").expect("found").downcast::<Str>().is_some_and(|who| who.eq_str("C")));
    assert_eq!(
        error(try_class("E", &[&*a, &*b], &[])),
        "TypeError: Cannot create a consistent method resolution\norder (MRO) for bases A, B"
    );
    assert!(protocol::is_subclass(&d, &c).expect("an answer"));
    assert!(!protocol::is_subclass(&c, &d).expect("an answer"));
    let either = Tuple::from_slice(&[&PyLong_Type, &c]).expect("memory");
    let instance = call(&d, &[]).expect("an instance");
    assert!(protocol::is_instance(&instance, &either).expect("an answer"));
    assert_eq!(
        error(protocol::is_instance(&instance, &int(1))),
        "TypeError: isinstance() arg 2 must be a type or tuple of types"
    );
    set(&b, "__bases__", Some(&*Tuple::from_slice(&[&c]).expect("memory"))).expect("new bases");
    assert_eq!(names(&get(&d, "__mro__").expect("an order")), ["D", "B", "C", "A", "object"]);
    let only_b = class("F", &[&*b], &[]);
    assert!(get(&only_b, "who").expect("found").downcast::<Str>().is_some_and(|who| who.eq_str("C")));
}

#[test]
fn built_in_types_can_be_bases() {
    let _gil = gil();
    let d = class("D", &[&PyDict_Type], &[]);
    let instance = call(&d, &[]).expect("an instance");
    protocol::setitem(&instance, &int(1), Some(&text("one"))).expect("set");
    assert_eq!(protocol::len(&instance).expect("a length"), 1);
    set(&instance, "x", Some(&int(2))).expect("set");
    drop(instance);
    assert_eq!(
        error(try_class("B", &[&pyston_object::statics::PyBool_Type], &[])),
        "TypeError: type 'bool' is not an acceptable base type"
    );
    let dict = class("Both", &[&PyDict_Type, &PyBaseObject_Type], &[]);
    assert_eq!(names(&get(&dict, "__mro__").expect("an order")), ["Both", "dict", "object"]);
    assert_eq!(
        error(try_class("X", &[&PyDict_Type, &PyTuple_Type], &[])),
        "TypeError: multiple bases have instance lay-out conflict"
    );
}

#[test]
fn classes_die_in_cycles() {
    let _gil = gil();
    // Classes of other tests must not die meanwhile.
    pyston_object::gc::collect(2);
    let before = PyBaseObject_Type.subclasses().len();
    let a = class("Dying", &[], &[]);
    assert_eq!(PyBaseObject_Type.subclasses().len(), before + 1);
    let instance = call(&a, &[]).expect("an instance");
    set(&a, "instance", Some(&instance)).expect("set");
    drop((a, instance));
    pyston_object::gc::collect(2);
    assert_eq!(PyBaseObject_Type.subclasses().len(), before);
}

#[test]
fn metaclasses_decide() {
    let _gil = gil();
    let meta = class("Meta", &[&PyType_Type], &[]);
    let args = Tuple::from_slice(&[&text("A"), &Tuple::empty(), &Dict::new().expect("memory")]).expect("memory");
    let a = call_tuple(&meta, &args, None).expect("a class");
    assert!(a.ty().name() == "Meta");
    let b = class("B", &[&a], &[]);
    assert_eq!(b.as_object().ty().name(), "Meta");
    let other = class("Other", &[&PyType_Type], &[]);
    let c = call_tuple(&other, &args, None).expect("a class");
    assert!(error(try_class("D", &[&a, &c], &[])).starts_with("TypeError: metaclass conflict: "));
    let order = call_method(&a, &Str::intern("mro"), &[]).expect("an order");
    assert_eq!(protocol::len(&order).expect("a length"), 2);
}
