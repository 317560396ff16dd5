//! Keys whose comparison changes the container that is being searched.

use std::cell::RefCell;
use std::ffi::c_int;

use pyston_abi::PyObject;

use crate::dict::Dict;
use crate::int::Int;
use crate::ptr::{Layout, Py};
use crate::set::Set;
use crate::singletons;
use crate::testing::gil as locked;
use crate::ty::Type;

static HOSTILE: Type = Type::declare(c"test.Hostile", size_of::<PyObject>(), 0, 0);

type Action = Box<dyn FnMut() -> bool>;

thread_local! {
    /// What the next comparison does and answers.
    static ACTION: RefCell<Option<Action>> = const { RefCell::new(None) };
}

unsafe extern "C" fn hash(_: *mut PyObject) -> isize {
    1
}

unsafe extern "C" fn compare(_: *mut PyObject, _: *mut PyObject, _: c_int) -> *mut PyObject {
    let action = ACTION.with_borrow_mut(Option::take);
    let equal = action.map(|mut action| {
        let equal = action();
        ACTION.set(Some(action));
        equal
    });
    singletons::py_bool(equal.unwrap_or(false)).into_ptr()
}

fn hostile() -> Py {
    if HOSTILE.tp().tp_hash.is_none() {
        HOSTILE.fill(|ty| {
            ty.tp_hash = Some(hash);
            ty.tp_richcompare = Some(compare);
            ty.tp_dealloc = Some(dealloc);
        });
    }
    // SAFETY: the type has no fields.
    unsafe { Py::from_owned(crate::alloc::new_sized(&HOSTILE, size_of::<PyObject>(), true).expect("memory")) }
}

unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: a dead instance; its memory is poisoned so that a use after this would show.
    unsafe {
        (*this).ob_type = std::ptr::null_mut();
        crate::alloc::plain_free(this.cast());
    }
}

fn int(value: i64) -> Py {
    Int::from_i64(value).expect("memory").into_object()
}

fn during_comparisons<T>(action: impl FnMut() -> bool + 'static, run: impl FnOnce() -> T) -> T {
    ACTION.set(Some(Box::new(action)));
    let result = run();
    ACTION.set(None);
    result
}

#[test]
fn dict_survives() {
    let _lock = locked();
    for change in 0..4 {
        let dict = Dict::new().expect("memory");
        for value in [3, 9, 17] {
            dict.set(&int(value), int(value)).expect("set");
        }
        dict.set(&hostile(), int(100)).expect("set");
        let seen = dict.new_ref();
        let mut rounds = 0;
        let action = move || {
            rounds += 1;
            match change {
                // The compared key dies with the table.
                0 => seen.clear(),
                // Growing moves the table; after two rounds it is left alone.
                1 if rounds < 3 => {
                    (0..50).for_each(|value| seen.set(&int(1000 * rounds + value), int(0)).expect("set"))
                }
                // The same size again, so that the new table may get the old one's place.
                2 if rounds < 3 => {
                    seen.clear();
                    seen.set(&hostile(), int(rounds)).expect("set");
                }
                3 if rounds < 2 => drop(seen.pop_last().expect("pop")),
                _ => (),
            }
            true
        };
        let key = hostile();
        let found = during_comparisons(action, || dict.get(&key).expect("get"));
        assert_eq!(found.is_some(), change == 1 || change == 2, "change {change}");
        during_comparisons(|| false, || dict.set(&key, int(5)).expect("set"));
        assert!(dict.contains(&key).expect("contains"));
    }
}

#[test]
fn set_survives() {
    let _lock = locked();
    for change in 0..3 {
        let set = Set::new().expect("memory");
        set.add(&hostile()).expect("add");
        let seen = set.new_ref();
        let mut rounds = 0;
        let action = move || {
            rounds += 1;
            match change {
                0 => seen.clear(),
                1 if rounds < 3 => (0..50).for_each(|value| drop(seen.add(&int(1000 * rounds + value)))),
                2 if rounds < 2 => drop(seen.pop()),
                _ => (),
            }
            true
        };
        let key = hostile();
        let found = during_comparisons(action, || set.contains(&key).expect("contains"));
        assert_eq!(found, change == 1, "change {change}");
        let added = during_comparisons(|| false, || set.add(&key).expect("add"));
        assert!(added && set.contains(&key).expect("contains"));
    }
}
