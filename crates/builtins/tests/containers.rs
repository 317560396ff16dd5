//! Methods, operators and views of dict, mappingproxy, set and frozenset, called as C calls them:
//! through slots and method tables. Expected values and messages are CPython 3.8's.

use std::sync::{Mutex, MutexGuard, Once, PoisonError};

use pyston_abi::flags::*;
use pyston_abi::{PyCFunctionFast, PyCFunctionFastWithKeywords, PyMethodDef, PyObject, PyThreadState};
use pyston_object::prelude::*;
use pyston_object::protocol::BinaryOp;
use pyston_object::statics::{PyDictProxy_Type, PyFrozenSet_Type, PyList_Type, PyLong_Type, PySet_Type};
use pyston_object::{glue, tstate};

static GIL: Mutex<()> = Mutex::new(());
static START: Once = Once::new();

/// Takes the GIL; the first time starts the types.
fn gil() -> MutexGuard<'static, ()> {
    let guard = GIL.lock().unwrap_or_else(PoisonError::into_inner);
    START.call_once(|| {
        // SAFETY: all fields of a thread state may be zero.
        let state: PyThreadState = unsafe { std::mem::zeroed() };
        let state = Box::leak(Box::new(state));
        state.exc_info = &raw mut state.exc_state;
        tstate::swap(state);
        pyston_builtins::install().expect("the types install");
        // Stand-ins as long as these types have no representation of their own.
        if PyLong_Type.tp().tp_repr.is_none() {
            PyLong_Type.fill(|raw| raw.tp_repr = Some(int_repr));
        }
        if PyList_Type.tp().tp_repr.is_none() {
            PyList_Type.fill(|raw| raw.tp_repr = Some(list_repr));
        }
    });
    guard
}

unsafe extern "C" fn int_repr(this: *mut PyObject) -> *mut PyObject {
    // SAFETY: the slot's contract.
    let value = unsafe { Object::from_ptr(this) }.downcast::<Int>().and_then(Int::to_i64).expect("a small int");
    glue::ret_into(value.to_string())
}

unsafe extern "C" fn list_repr(this: *mut PyObject) -> *mut PyObject {
    // SAFETY: the slot's contract.
    let list = unsafe { Object::from_ptr(this) }.downcast::<List>().expect("a list").to_vec();
    let items: PyResult<Vec<String>> = list.iter().map(|item| protocol::repr_string(item)).collect();
    glue::ret_into(items.map(|items| format!("[{}]", items.join(", "))))
}

/// Calls a method of the object's type by its entry in the method table.
fn call(object: &Object, name: &str, args: &[&Object]) -> PyResult {
    // SAFETY: tables end with a null name; the flags tell the kind of function.
    unsafe {
        let mut def: *mut PyMethodDef = object.ty().tp().tp_methods;
        while std::ffi::CStr::from_ptr((*def).ml_name).to_str() != Ok(name) {
            def = def.add(1);
            assert!(!(*def).ml_name.is_null(), "no method {name}");
        }
        let function = (*def).ml_meth.expect("a function");
        let (this, argv) = (object.as_ptr(), args.as_ptr().cast::<*mut PyObject>());
        let flags = (*def).ml_flags & !(METH_COEXIST | METH_CLASS);
        Py::from_result(if flags == METH_NOARGS {
            assert!(args.is_empty());
            function(this, std::ptr::null_mut())
        } else if flags == METH_O {
            function(this, args[0].as_ptr())
        } else if flags == METH_FASTCALL {
            std::mem::transmute::<*const (), PyCFunctionFast>(function as *const ())(this, argv, args.len() as isize)
        } else {
            assert_eq!(flags, METH_FASTCALL | METH_KEYWORDS);
            let function = std::mem::transmute::<*const (), PyCFunctionFastWithKeywords>(function as *const ());
            function(this, argv, args.len() as isize, std::ptr::null_mut())
        })
    }
}

fn int(value: i64) -> Py {
    Int::from_i64(value).expect("memory").into_object()
}

fn text(value: &str) -> Py {
    Str::new(value).expect("memory").into_object()
}

fn list(values: impl IntoIterator<Item = i64>) -> Py {
    List::from_vec(values.into_iter().map(int).collect()).expect("memory").into_object()
}

/// An iterable that is neither list nor set nor dict: a view of values.
fn iterable(values: impl IntoIterator<Item = i64>) -> Py {
    iterable_of(values.into_iter().map(int))
}

fn iterable_of(values: impl IntoIterator<Item = Py>) -> Py {
    let holder = Dict::new().expect("memory");
    for (index, value) in values.into_iter().enumerate() {
        holder.set(&int(index as i64), value).expect("set");
    }
    call(&holder, "values", &[]).expect("a view")
}

fn pair(a: &Object, b: &Object) -> Py {
    Tuple::from_slice(&[a, b]).expect("memory").into_object()
}

fn dict(entries: impl IntoIterator<Item = (i64, i64)>) -> Py<Dict> {
    let dict = Dict::new().expect("memory");
    for (key, value) in entries {
        dict.set(&int(key), int(value)).expect("set");
    }
    dict
}

fn set(values: impl IntoIterator<Item = i64>) -> Py<Set> {
    set_as(&PySet_Type, values)
}

fn set_as(ty: &Type, values: impl IntoIterator<Item = i64>) -> Py<Set> {
    let set = Set::new_as(ty).expect("memory");
    values.into_iter().for_each(|value| assert!(set.add(&int(value)).expect("add")));
    set
}

fn repr(object: &Object) -> String {
    protocol::repr_string(object).expect("repr")
}

/// `Type: text` of a failure; of a tuple of one argument, that argument.
fn failure<T>(result: PyResult<T>) -> String {
    let Err(raised) = result else { panic!("no exception") };
    let pending = errors::take(raised);
    let value = pending.value.expect("an argument");
    let argument = match value.downcast::<Tuple>() {
        Some(args) => args.get(0).expect("an argument").new_ref(),
        None => value,
    };
    let argument = argument.downcast::<Str>().map_or_else(|| repr(&argument), |text| text.to_string());
    format!("{}: {argument}", pending.ty.name())
}

fn call_type(ty: &Type, args: &[&Object], kwargs: Option<&Dict>) -> PyResult {
    let args = Tuple::from_slice(args)?;
    let kwargs = kwargs.map_or(std::ptr::null_mut(), |kwargs| kwargs.as_ptr());
    // SAFETY: slots called as CPython calls them.
    unsafe {
        let object: Py = Py::from_result(ty.tp().tp_new.expect("tp_new")(ty.as_type_ptr(), args.as_ptr(), kwargs))?;
        if let Some(init) = ty.tp().tp_init {
            glue::status(init(object.as_ptr(), args.as_ptr(), kwargs))?;
        }
        Ok(object)
    }
}

#[test]
fn dict_items_come_and_go() {
    let _gil = gil();
    let d = dict([(1, 10), (2, 20), (3, 30)]);
    assert_eq!(repr(&d), "{1: 10, 2: 20, 3: 30}");
    assert_eq!(repr(&dict([])), "{}");
    assert_eq!(repr(&protocol::getitem(&d, &int(2)).expect("there")), "20");
    assert_eq!(failure(protocol::getitem(&d, &int(9))), "KeyError: 9");
    assert_eq!(failure(protocol::setitem(&d, &int(9), None)), "KeyError: 9");
    protocol::setitem(&d, &int(1), Some(&int(11))).expect("set");
    protocol::setitem(&d, &int(2), None).expect("delete");
    assert_eq!(repr(&d), "{1: 11, 3: 30}");
    assert!(protocol::contains(&d, &int(3)).expect("contains"));
    assert_eq!(protocol::len(&d).expect("len"), 2);
    assert_eq!(repr(&call(&d, "get", &[&int(3)]).expect("get")), "30");
    assert!(call(&d, "get", &[&int(5)]).expect("get").is_none());
    assert_eq!(repr(&call(&d, "get", &[&int(5), &int(0)]).expect("get")), "0");
    assert_eq!(failure(call(&d, "get", &[])), "TypeError: get expected at least 1 argument, got 0");
    assert_eq!(repr(&call(&d, "setdefault", &[&int(7), &int(70)]).expect("setdefault")), "70");
    assert_eq!(repr(&call(&d, "pop", &[&int(3)]).expect("pop")), "30");
    assert_eq!(failure(call(&d, "pop", &[&int(3)])), "KeyError: 3");
    assert!(call(&d, "pop", &[&int(3), singletons::none()]).expect("pop").is_none());
    assert_eq!(failure(call(&d, "pop", &[])), "TypeError: pop expected at least 1 argument, got 0");
    assert_eq!(repr(&call(&d, "copy", &[]).expect("copy")), "{1: 11, 7: 70}");
    let last = call(&d, "popitem", &[]).expect("popitem");
    assert_eq!(
        last.downcast::<Tuple>().map(|pair| (repr(pair.as_slice()[0]), repr(pair.as_slice()[1]))),
        Some(("7".into(), "70".into()))
    );
    call(&d, "clear", &[]).expect("clear");
    assert_eq!(failure(call(&d, "popitem", &[])), "KeyError: popitem(): dictionary is empty");
    let d = dict([(1, 1)]);
    protocol::setitem(&d, &int(2), Some(&d)).expect("set");
    assert_eq!(repr(&d), "{1: 1, 2: {...}}");
    d.clear();
}

#[test]
fn dict_is_made_from_mappings_and_pairs() {
    let _gil = gil();
    let ty = Dict::static_type();
    let source = dict([(1, 2), (3, 4)]);
    assert_eq!(repr(&call_type(ty, &[&source], None).expect("dict")), "{1: 2, 3: 4}");
    let pairs = iterable_of([pair(&int(1), &int(2)), list([3, 4]), pair(&int(1), &int(5))]);
    let kwargs = Dict::new().expect("memory");
    kwargs.set(&text("a"), int(6)).expect("set");
    let made = call_type(ty, &[&pairs], Some(&kwargs)).expect("dict");
    let made = made.downcast::<Dict>().expect("a dict");
    assert_eq!((repr(&made.values()[0]), repr(&made.values()[1]), made.len()), ("5".into(), "4".into(), 3));
    assert_eq!(made.extra_size() + 64, 232);
    assert_eq!(call_type(ty, &[], None).expect("dict").downcast::<Dict>().expect("a dict").extra_size() + 64, 232);
    let fails = |arg: &Object| failure(call_type(ty, &[arg], None));
    assert_eq!(fails(&iterable([1])), "TypeError: cannot convert dictionary update sequence element #0 to a sequence");
    let long = iterable_of([list([1, 2]), list([1, 2, 3])]);
    assert_eq!(fails(&long), "ValueError: dictionary update sequence element #1 has length 3; 2 is required");
    assert_eq!(fails(&int(1)), "TypeError: 'int' object is not iterable");
    let two = failure(call_type(ty, &[&source, &source], None));
    assert_eq!(two, "TypeError: dict expected at most 1 argument, got 2");
    let numbers = dict([(1, 2)]);
    assert_eq!(failure(call_type(ty, &[], Some(&numbers))), "TypeError: keywords must be strings");
    let target = dict([(0, 0)]);
    call(&target, "update", &[&source]).expect("update");
    assert_eq!(repr(&target), "{0: 0, 1: 2, 3: 4}");
    let two = failure(call(&target, "update", &[&source, &source]));
    assert_eq!(two, "TypeError: update expected at most 1 argument, got 2");
}

#[test]
fn dicts_compare() {
    let _gil = gil();
    let (a, b, c) = (dict([(1, 2), (3, 4)]), dict([(3, 4), (1, 2)]), dict([(1, 2), (3, 5)]));
    let compare = |a: &Object, b: &Object, op| protocol::compare_bool(a, b, op);
    assert!(compare(&a, &b, CompareOp::Eq).expect("==") && !compare(&a, &b, CompareOp::Ne).expect("!="));
    assert!(!compare(&a, &c, CompareOp::Eq).expect("==") && compare(&a, &c, CompareOp::Ne).expect("!="));
    assert!(compare(&a, &int(1), CompareOp::Ne).expect("!="));
    let less = failure(compare(&a, &b, CompareOp::Lt));
    assert_eq!(less, "TypeError: '<' not supported between instances of 'dict' and 'dict'");
    assert_eq!(failure(protocol::hash(&a)), "TypeError: unhashable type: 'dict'");
    let key = dict([]);
    assert_eq!(failure(protocol::getitem(&a, &key)), "TypeError: unhashable type: 'dict'");
}

#[test]
fn views_follow_the_dict() {
    let _gil = gil();
    let d = dict([(1, 10), (2, 20)]);
    let view = |name| call(&d, name, &[]).expect("a view");
    let (keys, values, items) = (view("keys"), view("values"), view("items"));
    assert_eq!((repr(&keys), repr(&values)), ("dict_keys([1, 2])".into(), "dict_values([10, 20])".into()));
    protocol::setitem(&d, &int(3), Some(&int(30))).expect("set");
    assert_eq!((protocol::len(&keys).expect("len"), protocol::len(&items).expect("len")), (3, 3));
    assert!(protocol::contains(&keys, &int(3)).expect("in") && !protocol::contains(&keys, &int(30)).expect("in"));
    assert!(protocol::contains(&values, &int(30)).expect("in"));
    assert!(protocol::contains(&items, &pair(&int(3), &int(30))).expect("in"));
    assert!(!protocol::contains(&items, &pair(&int(3), &int(31))).expect("in"));
    assert!(!protocol::contains(&items, &int(3)).expect("in"));
    let op = |op, a: &Object, b: &Object| repr(&protocol::binary_op(a, b, op).expect("a set"));
    assert_eq!(op(BinaryOp::Subtract, &keys, &iterable([1])), "{2, 3}");
    assert_eq!(op(BinaryOp::And, &keys, &iterable([1, 3, 9])), "{1, 3}");
    assert_eq!(op(BinaryOp::Or, &iterable([5]), &keys), "{1, 2, 3, 5}");
    assert_eq!(op(BinaryOp::Xor, &keys, &set([3, 4])), "{1, 2, 4}");
    let compare = |a: &Object, b: &Object, op| protocol::compare_bool(a, b, op).expect("an answer");
    assert!(compare(&keys, &set([3, 2, 1]), CompareOp::Eq) && compare(&keys, &set([1, 2, 4]), CompareOp::Ne));
    assert!(compare(&keys, &set([1, 2]), CompareOp::Gt) && compare(&keys, &set([1, 2, 3]), CompareOp::Le));
    assert!(!compare(&keys, &set([1, 2, 3]), CompareOp::Lt) && compare(&keys, &list([1, 2, 3]), CompareOp::Ne));
    let disjoint = |other: &Object| repr_bool(&call(&keys, "isdisjoint", &[other]).expect("an answer"));
    assert!(disjoint(&iterable([7])) && !disjoint(&iterable([7, 1])) && disjoint(&set(10..20)) && !disjoint(&keys));
    assert_eq!(failure(protocol::hash(&keys)), "TypeError: unhashable type: 'dict_keys'");
}

fn repr_bool(object: &Object) -> bool {
    protocol::is_true(object).expect("truth")
}

#[test]
fn dict_iterators() {
    let _gil = gil();
    let d = dict([(1, 10), (2, 20), (3, 30)]);
    let iterator = protocol::iter(&d).expect("iter");
    assert_eq!(repr(&call(&iterator, "__length_hint__", &[]).expect("hint")), "3");
    assert_eq!(repr(&protocol::to_list(&iterator).expect("list")), "[1, 2, 3]");
    assert!(protocol::next(&iterator).expect("end").is_none());
    assert_eq!(repr(&call(&iterator, "__length_hint__", &[]).expect("hint")), "0");
    let reversed = |of: &Object| repr(&protocol::to_list(&call(of, "__reversed__", &[]).expect("iter")).expect("list"));
    assert_eq!(reversed(&d), "[3, 2, 1]");
    assert_eq!(reversed(&call(&d, "values", &[]).expect("view")), "[30, 20, 10]");
    let iterator = protocol::iter(&d).expect("iter");
    protocol::next(&iterator).expect("next");
    protocol::setitem(&d, &int(4), Some(&int(40))).expect("set");
    for _ in 0..2 {
        assert_eq!(failure(protocol::next(&iterator)), "RuntimeError: dictionary changed size during iteration");
    }
    // One out, one in: the size is the same, but there are more keys to come than there were.
    let iterator = protocol::iter(&d).expect("iter");
    for _ in 0..4 {
        protocol::next(&iterator).expect("next");
    }
    protocol::setitem(&d, &int(1), None).expect("delete");
    protocol::setitem(&d, &int(5), Some(&int(50))).expect("set");
    assert_eq!(failure(protocol::next(&iterator)), "RuntimeError: dictionary keys changed during iteration");
    assert!(protocol::next(&iterator).expect("end").is_none());
}

#[test]
fn proxies_only_read() {
    let _gil = gil();
    let d = dict([(1, 10)]);
    let proxy = call_type(&PyDictProxy_Type, &[&d], None).expect("a proxy");
    assert_eq!(repr(&proxy), "mappingproxy({1: 10})");
    assert_eq!(protocol::str(&proxy).expect("str").to_string(), "{1: 10}");
    assert_eq!(repr(&protocol::getitem(&proxy, &int(1)).expect("there")), "10");
    assert!(protocol::contains(&proxy, &int(1)).expect("in") && protocol::len(&proxy).expect("len") == 1);
    assert!(protocol::compare_bool(&proxy, &d, CompareOp::Eq).expect("=="));
    let store = failure(protocol::setitem(&proxy, &int(1), Some(&int(2))));
    assert_eq!(store, "TypeError: 'mappingproxy' object does not support item assignment");
    let fails = |arg: &Object| failure(call_type(&PyDictProxy_Type, &[arg], None));
    assert_eq!(fails(&list([])), "TypeError: mappingproxy() argument must be a mapping, not list");
    assert_eq!(fails(&int(1)), "TypeError: mappingproxy() argument must be a mapping, not int");
    let none = failure(call_type(&PyDictProxy_Type, &[], None));
    assert_eq!(none, "TypeError: mappingproxy() missing required argument 'mapping' (pos 1)");
}

#[test]
fn set_elements_come_and_go() {
    let _gil = gil();
    let s = set([3, 1, 2]);
    assert_eq!((repr(&s), repr(&set([]))), ("{1, 2, 3}".into(), "set()".into()));
    call(&s, "add", &[&int(4)]).expect("add");
    call(&s, "discard", &[&int(1)]).expect("discard");
    call(&s, "discard", &[&int(1)]).expect("discard");
    call(&s, "remove", &[&int(2)]).expect("remove");
    assert_eq!(failure(call(&s, "remove", &[&int(2)])), "KeyError: 2");
    assert_eq!(repr(&s), "{3, 4}");
    assert_eq!(failure(call(&s, "add", &[&list([])])), "TypeError: unhashable type: 'list'");
    // A set as an element is looked up as the frozenset equal to it.
    let frozen = set_as(&PyFrozenSet_Type, [7, 8]);
    call(&s, "add", &[&frozen]).expect("add");
    assert!(protocol::contains(&s, &set([8, 7])).expect("in"));
    call(&s, "remove", &[&set([8, 7])]).expect("remove");
    assert_eq!(failure(call(&s, "remove", &[&set([8, 7])])), "KeyError: {8, 7}");
    assert_eq!(failure(protocol::hash(&s)), "TypeError: unhashable type: 'set'");
    call(&s, "clear", &[]).expect("clear");
    assert_eq!(failure(call(&s, "pop", &[])), "KeyError: pop from an empty set");
}

#[test]
fn set_algebra() {
    let _gil = gil();
    let (a, b) = (set([1, 2, 3]), set_as(&PyFrozenSet_Type, [3, 4]));
    let op = |op, a: &Object, b: &Object| protocol::binary_op(a, b, op).map(|result| repr(&result));
    assert_eq!(op(BinaryOp::Or, &a, &b).expect("|"), "{1, 2, 3, 4}");
    assert_eq!(op(BinaryOp::Or, &b, &a).expect("|"), "frozenset({1, 2, 3, 4})");
    assert_eq!(op(BinaryOp::And, &a, &b).expect("&"), "{3}");
    assert_eq!(op(BinaryOp::Subtract, &a, &b).expect("-"), "{1, 2}");
    assert_eq!(op(BinaryOp::Xor, &b, &a).expect("^"), "frozenset({1, 2, 4})");
    assert_eq!(
        failure(op(BinaryOp::Or, &a, &list([1]))),
        "TypeError: unsupported operand type(s) for |: 'set' and 'list'"
    );
    let changed = set([1, 2, 3]);
    let same = protocol::inplace_op(&changed, &b, BinaryOp::Or).expect("|=");
    assert!(same.is(&*changed) && repr(&changed) == "{1, 2, 3, 4}");
    protocol::inplace_op(&changed, &set([1, 4]), BinaryOp::Subtract).expect("-=");
    protocol::inplace_op(&changed, &set([2, 9]), BinaryOp::Xor).expect("^=");
    protocol::inplace_op(&changed, &set([3, 9, 5]), BinaryOp::And).expect("&=");
    assert_eq!(protocol::len(&changed).expect("len"), 2);
    let method = |name, args: &[&Object]| repr(&call(&a, name, args).expect("a set"));
    assert_eq!(method("union", &[&iterable([7]), &dict([(8, 0)])]), "{1, 2, 3, 7, 8}");
    assert_eq!(method("intersection", &[&iterable([1, 2]), &iterable([2, 3])]), "{2}");
    assert_eq!(method("difference", &[&iterable([1]), &iterable([3])]), "{2}");
    assert_eq!(method("difference", &[]), "{1, 2, 3}");
    assert_eq!(method("symmetric_difference", &[&iterable([1, 1, 9])]), "{2, 3, 9}");
    let ask = |name, other: &Object| repr_bool(&call(&a, name, &[other]).expect("an answer"));
    assert!(ask("issubset", &iterable([3, 2, 1, 0])) && !ask("issubset", &iterable([1])));
    assert!(ask("issuperset", &iterable([3, 2])) && !ask("issuperset", &iterable([4])));
    assert!(ask("isdisjoint", &iterable([5])) && !ask("isdisjoint", &set([5, 1])));
    assert_eq!(failure(call(&a, "union", &[&int(1)])), "TypeError: 'int' object is not iterable");
    let compare = |a: &Object, b: &Object, op| protocol::compare_bool(a, b, op).expect("an answer");
    assert!(compare(&set([3]), &a, CompareOp::Lt) && compare(&a, &set([3]), CompareOp::Gt));
    assert!(compare(&a, &a.copy().expect("copy"), CompareOp::Eq) && !compare(&a, &b, CompareOp::Le));
}

#[test]
fn sets_are_made() {
    let _gil = gil();
    let made = |ty: &Type, args: &[&Object]| call_type(ty, args, None);
    assert_eq!(repr(&made(&PySet_Type, &[&iterable([2, 1, 2])]).expect("a set")), "{1, 2}");
    let frozen = made(&PyFrozenSet_Type, &[&iterable([2, 1])]).expect("a frozenset");
    assert_eq!(repr(&frozen), "frozenset({1, 2})");
    assert!(made(&PyFrozenSet_Type, &[&frozen]).expect("the same").is(&*frozen));
    let empty = made(&PyFrozenSet_Type, &[]).expect("the empty one");
    assert!(made(&PyFrozenSet_Type, &[&iterable([])]).expect("the same").is(&*empty));
    assert!(call(&frozen, "copy", &[]).expect("copy").is(&*frozen));
    assert_eq!(protocol::hash(&empty).expect("hash"), 133146708735736);
    let two = [iterable([]), iterable([])];
    let two: Vec<&Object> = two.iter().map(|arg| &**arg).collect();
    assert_eq!(failure(made(&PySet_Type, &two)), "TypeError: set expected at most 1 argument, got 2");
    assert_eq!(failure(made(&PyFrozenSet_Type, &two)), "TypeError: frozenset expected at most 1 argument, got 2");
    let kwargs = Dict::new().expect("memory");
    kwargs.set(&text("x"), int(1)).expect("set");
    let keyword = failure(call_type(&PySet_Type, &[], Some(&kwargs)));
    assert_eq!(keyword, "TypeError: set() takes no keyword arguments");
    let s = set(0..3);
    let iterator = protocol::iter(&s).expect("iter");
    assert_eq!(repr(&call(&iterator, "__length_hint__", &[]).expect("hint")), "3");
    protocol::next(&iterator).expect("next");
    s.add(&int(9)).expect("add");
    for _ in 0..2 {
        assert_eq!(failure(protocol::next(&iterator)), "RuntimeError: Set changed size during iteration");
    }
}
