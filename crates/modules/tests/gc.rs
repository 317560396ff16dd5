//! The modules `gc` and `_weakref`: their functions' arguments, results and messages.

use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use pyston_abi::{PyCFunctionObject, PyThreadState};
use pyston_modules::gc::GcModule;
use pyston_modules::weakref::WeakrefModule;
use pyston_object::prelude::*;
use pyston_object::statics::{PyCFunction_Type, PyLong_Type};
use pyston_object::{call, gc, tstate};

unsafe extern "C" fn hash(this: *mut pyston_abi::PyObject) -> isize {
    // SAFETY: a slot of ints.
    unsafe { Object::from_ptr(this).cast_unchecked::<Int>() }.hash()
}

unsafe extern "C" fn index(this: *mut pyston_abi::PyObject) -> *mut pyston_abi::PyObject {
    // SAFETY: a slot of ints.
    unsafe { Object::from_ptr(this) }.new_ref().into_ptr()
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
        PyCFunction_Type
            .fill(|tp| tp.tp_vectorcall_offset = std::mem::offset_of!(PyCFunctionObject, vectorcall) as isize);
        PyLong_Type.fill(|tp| {
            tp.tp_hash = Some(hash);
            pyston_object::install::number(tp).nb_index = Some(index);
        });
    });
    guard
}

fn int(value: i64) -> Py {
    Int::from_i64(value).expect("memory").into_object()
}

fn call(module: &Module, function: &str, args: &[&Object]) -> PyResult {
    call::call(&module.get(function).expect(function), args)
}

/// The integer results of a function.
fn ints(result: PyResult) -> Vec<i64> {
    let result = result.expect("no exception");
    match result.downcast::<Tuple>() {
        Some(tuple) => tuple.as_slice().iter().filter_map(|item| item.downcast::<Int>()?.to_i64()).collect(),
        None => result.downcast::<Int>().and_then(Int::to_i64).into_iter().collect(),
    }
}

/// Type and text of the exception.
fn failure(result: PyResult) -> String {
    assert!(result.is_err(), "no exception");
    let pending = errors::fetch().expect("an exception is set");
    let text = pending.value.as_ref().and_then(|value| value.downcast::<Str>()).map(Str::to_string);
    format!("{}: {}", pending.ty.name(), text.unwrap_or_default())
}

#[test]
fn thresholds_are_set_and_told() {
    let _gil = gil();
    let module = GcModule::create().expect("gc");
    assert_eq!(ints(call(&module, "get_threshold", &[])), [700, 10, 10]);
    assert!(call(&module, "set_threshold", &[&int(5), &int(6)]).is_ok_and(|result| result.is_none()));
    assert_eq!(ints(call(&module, "get_threshold", &[])), [5, 6, 10]);
    gc::set_thresholds(&[700, 10, 10]);
    let (one, large) = (int(1), int(1 << 33));
    let four: [&Object; 4] = [&one; 4].map(|one| &**one);
    let cases = [
        (&four[..0], "TypeError: set_threshold() takes at least 1 argument (0 given)"),
        (&four[..], "TypeError: set_threshold() takes at most 3 arguments (4 given)"),
        (&[singletons::none()][..], "TypeError: an integer is required (got type NoneType)"),
        (&[&*large][..], "OverflowError: signed integer is greater than maximum"),
    ];
    for (args, message) in cases {
        assert_eq!(failure(call(&module, "set_threshold", args)), message);
    }
}

#[test]
fn generations_are_checked() {
    let _gil = gil();
    let module = GcModule::create().expect("gc");
    let text = Str::new("a").expect("memory");
    let too_large = "generation parameter must be less than the number of available generations (3)";
    let cases: [(&str, &Object, String); 6] = [
        ("collect", &int(3), "ValueError: invalid generation".into()),
        ("collect", &int(-1), "ValueError: invalid generation".into()),
        ("collect", &text, "TypeError: an integer is required (got type str)".into()),
        ("get_objects", &int(3), format!("ValueError: {too_large}")),
        ("get_objects", &int(-2), "ValueError: generation parameter cannot be negative".into()),
        ("get_objects", &text, "TypeError: argument should be integer or None, not 'str'".into()),
    ];
    for (function, arg, message) in cases {
        assert_eq!(failure(call(&module, function, &[arg])), message);
    }
    let len = |arg: &Object| call(&module, "get_objects", &[arg]).expect("a list").downcast::<List>().map(List::len);
    let youngest = len(&int(0));
    assert!(youngest.is_some() && len(&int(-1)) >= youngest && len(singletons::none()) >= youngest);
}

#[test]
fn switches_and_figures() {
    let _gil = gil();
    let module = GcModule::create().expect("gc");
    for (function, enabled) in [("disable", false), ("enable", true)] {
        call(&module, function, &[]).expect("no exception");
        assert!(call(&module, "isenabled", &[]).is_ok_and(|result| result.is(singletons::bool(enabled))));
    }
    call(&module, "set_debug", &[&int(38)]).expect("no exception");
    assert_eq!(ints(call(&module, "get_debug", &[])), [38]);
    gc::set_debug_flags(0);
    let before = gc::stats()[1].collections;
    let list = List::new().expect("memory");
    assert!(call(&module, "collect", &[&int(1)]).is_ok());
    assert_eq!(gc::stats()[1].collections, before + 1);
    assert!(call(&module, "is_tracked", &[&list]).is_ok_and(|result| result.is(singletons::bool(true))));
    let stats = call(&module, "get_stats", &[]).expect("a list");
    let stats: &List = stats.downcast().expect("a list");
    let keys = stats.get(2).expect("three generations").downcast::<Dict>().expect("a dict").keys();
    let keys: Vec<String> = keys.iter().filter_map(|key| key.downcast::<Str>()).map(Str::to_string).collect();
    assert_eq!(keys, ["collections", "collected", "uncollectable"]);
    assert!(module.get("garbage").is_ok_and(|garbage| garbage.is(&*gc::garbage().expect("a list"))));
    assert!(module.get("callbacks").is_ok_and(|callbacks| List::check_exact(&callbacks)));
    assert_eq!(ints(module.get("DEBUG_LEAK")), [38]);
}

#[test]
fn dead_references_leave_their_dict() {
    let _gil = gil();
    let module = WeakrefModule::create().expect("_weakref");
    let dict = Dict::new().expect("memory");
    let (key, none) = (int(7), singletons::none());
    assert!(call(&module, "_remove_dead_weakref", &[&dict, &key]).is_ok());
    dict.set(&key, none.new_ref()).expect("an int is a key");
    assert_eq!(failure(call(&module, "_remove_dead_weakref", &[&dict, &key])), "TypeError: not a weakref");
    assert_eq!(
        failure(call(&module, "_remove_dead_weakref", &[none, &key])),
        "TypeError: _remove_dead_weakref() argument 1 must be dict, not None"
    );
    assert_eq!(ints(call(&module, "getweakrefcount", &[none])), [0]);
    assert!(
        call(&module, "getweakrefs", &[none]).is_ok_and(|list| list.downcast::<List>().is_some_and(List::is_empty))
    );
    assert_eq!(
        failure(call(&module, "getweakrefs", &[])),
        "TypeError: getweakrefs() takes exactly one argument (0 given)"
    );
    assert_eq!(failure(call(&module, "proxy", &[])), "TypeError: proxy expected at least 1 argument, got 0");
    assert_eq!(
        failure(call(&module, "proxy", &[none])),
        "TypeError: cannot create weak reference to 'NoneType' object"
    );
}
