//! Tests with strings and ints as keys, which need no types to be ready.

use crate::dict::{Cursor, Dict, SharedKeys};
use crate::int::Int;
use crate::ptr::{Object, Py};
use crate::str::Str;
use crate::testing::gil as locked;

fn int(value: i64) -> Py {
    Int::from_i64(value).expect("memory").into_object()
}

fn text(value: &str) -> Py<Str> {
    Str::new(value).expect("memory")
}

fn ints(items: &[Py]) -> Vec<i64> {
    items.iter().map(|item| item.downcast::<Int>().and_then(Int::to_i64).expect("a small int")).collect()
}

fn table_size(dict: &Dict) -> usize {
    // SAFETY: the table is alive while the dict is.
    unsafe { (*dict.keys_ptr()).size }
}

#[test]
fn keeps_order_and_finds() {
    let _lock = locked();
    let dict = Dict::new().expect("memory");
    for value in 0..1000 {
        dict.set(&int(value * 7919), int(value)).expect("set");
    }
    assert_eq!(dict.len(), 1000);
    for value in 0..1000 {
        let found = dict.get(&int(value * 7919)).expect("get").expect("there");
        assert_eq!(ints(&[found]), [value]);
        assert!(dict.get(&int(value * 7919 + 1)).expect("get").is_none());
    }
    for value in (0..1000).step_by(2) {
        assert!(dict.remove(&int(value * 7919)).expect("remove").is_some());
    }
    assert!(dict.remove(&int(0)).expect("remove").is_none());
    assert_eq!(ints(&dict.values()), (0..1000).filter(|value| value % 2 == 1).collect::<Vec<_>>());
    dict.set(&int(0), int(-1)).expect("set");
    assert_eq!(ints(&dict.keys()).last(), Some(&0));
}

#[test]
fn grows_like_cpython() {
    let _lock = locked();
    // Sizes of tables after inserting n ints one by one, from sys.getsizeof of CPython 3.8.
    let dict = Dict::new().expect("memory");
    assert_eq!(dict.extra_size(), 0);
    let mut seen = Vec::new();
    for value in 0..200 {
        dict.set(&int(value), int(value)).expect("set");
        seen.push(dict.extra_size() + 64);
    }
    for (len, size) in [(1, 232), (5, 232), (6, 360), (10, 360), (11, 640), (21, 640), (22, 1176), (42, 1176)] {
        assert_eq!(seen[len - 1], size, "{len} entries");
    }
    for (len, size) in [(43, 2272), (85, 2272), (86, 4696), (170, 4696), (171, 9312)] {
        assert_eq!(seen[len - 1], size, "{len} entries");
    }
    for (capacity, size) in [(1, 8), (5, 8), (6, 16), (10, 16), (11, 32)] {
        assert_eq!(table_size(&Dict::with_capacity(capacity).expect("memory")), size);
    }
}

#[test]
fn values_die_once() {
    let _lock = locked();
    let value = text("a value of some length").into_object();
    let key = text("a key of some length");
    {
        let dict = Dict::new().expect("memory");
        dict.set_str(&key, value.clone()).expect("set");
        dict.set_str(&key, value.clone()).expect("set");
        let copy = dict.copy().expect("copy");
        assert_eq!((key.refcnt(), value.refcnt()), (3, 3));
        drop(copy.pop_last().expect("pop"));
        assert_eq!((key.refcnt(), value.refcnt()), (2, 2));
        copy.set_str(&key, value.clone()).expect("set");
        copy.clear();
        assert!(copy.is_empty());
        drop(dict.remove(&key).expect("remove"));
        assert_eq!((key.refcnt(), value.refcnt()), (1, 1));
        dict.set_str(&key, value.clone()).expect("set");
    }
    assert_eq!((key.refcnt(), value.refcnt()), (1, 1));
}

#[test]
fn version_changes_with_the_dict() {
    let _lock = locked();
    let dict = Dict::new().expect("memory");
    let mut last = dict.version();
    let mut changed = |expected: bool| {
        assert_eq!(dict.version() != last, expected);
        last = dict.version();
    };
    let value = int(1000);
    dict.set(&int(1), value.clone()).expect("set");
    changed(true);
    dict.set(&int(1), value.clone()).expect("set");
    changed(false);
    dict.set(&int(1), int(2)).expect("set");
    changed(true);
    dict.setdefault(&int(1), &value).expect("setdefault");
    changed(false);
    dict.setdefault(&int(2), &value).expect("setdefault");
    changed(true);
    dict.remove(&int(5)).expect("remove");
    changed(false);
    dict.pop_last().expect("pop");
    changed(true);
    dict.clear();
    changed(true);
    dict.clear();
    changed(false);
}

#[test]
fn instances_share_keys() {
    let _lock = locked();
    let shared = SharedKeys::new().expect("memory");
    let (x, y, z) = (text("attr_x"), text("attr_y"), text("attr_z"));
    let first = Dict::new_split(&shared).expect("memory");
    first.set_str(&x, int(1)).expect("set");
    first.set_str(&y, int(2)).expect("set");
    let second = Dict::new_split(&shared).expect("memory");
    assert!(second.get_str(&x).expect("get").is_none());
    assert_eq!(second.lookup_index(&x), Some(0));
    second.set_str(&x, int(3)).expect("set");
    assert!(second.append_at(1, int(4)).is_ok());
    assert!(second.append_at(1, int(4)).is_err());
    assert_eq!(second.keys_ptr(), first.keys_ptr());
    assert_eq!(ints(&second.values()), [3, 4]);
    assert_eq!(ints(&second.copy().expect("copy").values()), [3, 4]);
    // Another order.
    let third = Dict::new_split(&shared).expect("memory");
    third.set_str(&y, int(5)).expect("set");
    assert!(!third.is_split() && first.is_split());
    third.set_str(&x, int(6)).expect("set");
    assert_eq!(ints(&third.values()), [5, 6]);
    // A deletion.
    assert_eq!(ints(&[first.remove(&x).expect("remove").expect("there")]), [1]);
    assert!(!first.is_split() && second.is_split());
    assert_eq!(ints(&first.values()), [2]);
    // A key that is no string.
    second.set(&int(9), int(9)).expect("set");
    assert!(!second.is_split());
    assert_eq!(ints(&second.values()), [3, 4, 9]);
    // More keys than fit.
    let many = Dict::new_split(&shared).expect("memory");
    for (index, name) in [&x, &y, &z].into_iter().enumerate() {
        many.set_str(name, int(index as i64)).expect("set");
    }
    assert!(many.is_split() && shared.len() == 3);
    for index in 0..5 {
        many.set_str(&text(&format!("more{index}")), int(index)).expect("set");
    }
    assert!(!many.is_split());
    assert_eq!(many.len(), 8);
    assert_eq!(ints(&many.values()), [0, 1, 2, 0, 1, 2, 3, 4]);
    let own = many.share_keys().expect("memory").expect("strings");
    assert!(many.is_split() && own.len() == 8);
    assert_eq!(ints(&many.values()), [0, 1, 2, 0, 1, 2, 3, 4]);
    drop((first, second, third, many, own, shared));
    assert_eq!(x.refcnt(), 1);
}

#[test]
fn attributes_move_keys_to_the_class() {
    let _lock = locked();
    let mut cached = SharedKeys::new().expect("memory").into_raw();
    let mut slots: [*mut pyston_abi::PyObject; 2] = [std::ptr::null_mut(); 2];
    let names: Vec<_> = (0..8).map(|index| text(&format!("name{index}"))).collect();
    let store = |cached: &mut _, slot: &mut _, name: &Str, value| {
        // SAFETY: both fields are locals holding owned references.
        unsafe { crate::dict::store_attribute(cached, slot, name, value) }
    };
    for name in &names {
        store(&mut cached, &mut slots[0], name, Some(int(1))).expect("store");
    }
    // The only instance outgrew the first table: its bigger one is shared now.
    assert!(!cached.is_null());
    for name in &names {
        store(&mut cached, &mut slots[1], name, Some(int(2))).expect("store");
    }
    // SAFETY: the slots own dicts.
    let dicts = slots.map(|slot| unsafe { Py::<Dict>::from_owned(slot) });
    assert!(dicts.iter().all(|dict| dict.is_split() && dict.keys_ptr() == cached));
    let mut slot = dicts[0].clone().into_ptr();
    store(&mut cached, &mut slot, &names[3], None).expect("delete");
    assert!(cached.is_null() && !dicts[0].is_split() && dicts[0].len() == 7);
    // SAFETY: the reference given to `slot`.
    drop(unsafe { Py::<Object>::from_owned(slot) });
}

#[test]
fn keys_version_guards_places() {
    let _lock = locked();
    let dict = Dict::new().expect("memory");
    let name = text("global_name");
    dict.set_str(&name, int(1)).expect("set");
    let version = dict.keys_version();
    let index = dict.lookup_index(&name).expect("there");
    dict.set_str(&name, int(2)).expect("set");
    assert_eq!(dict.keys_version(), version);
    assert_eq!(ints(&[dict.value_at(index).expect("there")]), [2]);
    assert!(dict.replace_at(index, int(3)).is_ok());
    assert_eq!(ints(&dict.values()), [3]);
    dict.remove(&name).expect("remove");
    assert_ne!(dict.keys_version(), version);
    assert!(dict.value_at(index).is_none() && dict.replace_at(index, int(3)).is_err());
}

#[test]
fn iteration_notices_changes() {
    let _lock = locked();
    let dict = Dict::new().expect("memory");
    for value in 0..3 {
        dict.set(&int(value), int(value)).expect("set");
    }
    let mut cursor = Cursor::new(&dict);
    assert_eq!(cursor.length_hint(&dict), 3);
    assert!(cursor.next(&dict).expect("next").is_some());
    assert_eq!(cursor.length_hint(&dict), 2);
    let mut backwards = crate::dict::ReverseCursor::new(&dict);
    let mut seen = Vec::new();
    while let Some((key, ..)) = backwards.next(&dict).expect("next") {
        seen.push(key);
    }
    assert_eq!(ints(&seen), [2, 1, 0]);
    dict.set(&int(3), int(3)).expect("set");
    for _ in 0..2 {
        cursor.next(&dict).expect_err("changed").clear();
    }
    assert_eq!(cursor.length_hint(&dict), 0);
}

#[test]
fn merges() {
    let _lock = locked();
    let (a, b) = (Dict::new().expect("memory"), Dict::new().expect("memory"));
    for value in 0..10 {
        a.set(&int(value), int(value)).expect("set");
        b.set(&int(value + 5), int(-value)).expect("set");
    }
    let kept = a.copy().expect("copy");
    kept.merge(&b, false).expect("merge");
    assert_eq!(ints(&kept.values()), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, -5, -6, -7, -8, -9]);
    a.merge(&b, true).expect("merge");
    assert_eq!(ints(&a.values()), [0, 1, 2, 3, 4, 0, -1, -2, -3, -4, -5, -6, -7, -8, -9]);
    let filled = Dict::from_keys(&b, &int(1)).expect("fromkeys");
    assert_eq!(ints(&filled.keys()), ints(&b.keys()));
    let failed = a.merge_with(&b, crate::dict::OnDuplicate::Fail);
    failed.expect_err("duplicate").clear();
}
