//! Orders as CPython 3.8 shows them, with ints, whose hashes do not depend on the process.

use crate::dict::Dict;
use crate::int::Int;
use crate::ptr::Py;
use crate::set::{Cursor, Set};
use crate::testing::gil as locked;

fn int(value: i64) -> Py {
    Int::from_i64(value).expect("memory").into_object()
}

fn set(values: &[i64]) -> Py<Set> {
    let set = Set::new().expect("memory");
    for &value in values {
        set.add(&int(value)).expect("add");
    }
    set
}

fn order(set: &Set) -> Vec<i64> {
    set.to_vec().iter().map(|item| item.downcast::<Int>().and_then(Int::to_i64).expect("a small int")).collect()
}

/// A number that tells orders apart: the elements as the digits of a number to a large base.
fn digest(set: &Set) -> u64 {
    const MODULUS: u128 = 1 << 61;
    order(set).into_iter().fold(0u128, |sum, value| (sum * 1_000_003 + value as u128) % MODULUS) as u64
}

fn scattered() -> Py<Set> {
    set(&(0..60).map(|value| value * 37 % 1009).collect::<Vec<_>>())
}

#[test]
fn small_orders() {
    let _lock = locked();
    assert_eq!(order(&set(&[5, 3, 1000, 17, 8, 0, -1, -2])), [0, 3, 5, 1000, 8, 17, -2, -1]);
    assert_eq!(order(&set(&[0, 8, 16, 24])), [0, 8, 16, 24]);
    // A removed slot is used again: the last one on the way.
    let reused = set(&[0, 8, 16]);
    for value in [0, 16] {
        assert!(reused.remove(&int(value)).expect("remove"));
    }
    reused.add(&int(24)).expect("add");
    assert_eq!(order(&reused), [8, 24]);
}

#[test]
fn orders_after_operations() {
    let _lock = locked();
    let a = scattered();
    assert_eq!(digest(&a), 1683405694075943101);
    for value in (0..1009).step_by(3) {
        a.remove(&int(value)).expect("remove");
    }
    assert_eq!(digest(&a), 1703431557839891720);
    for value in 2000..2010 {
        assert!(a.add(&int(value)).expect("add"));
        assert!(!a.add(&int(value)).expect("add"));
    }
    assert_eq!(digest(&a), 1958859187545767889);
    let b = set(&(30..400).step_by(7).collect::<Vec<_>>());
    let few = set(&[1, 2, 3]);
    let results = [
        (a.copy(), 1958859187545767889),
        (a.union(&b), 1649489562649623326),
        (b.union(&a), 314842418854566304),
        (a.intersection(&b), 1180082498690839433),
        (b.intersection(&a), 1180082498690839433),
        (a.difference(&b), 1272023859404467400),
        (b.difference(&a), 1124829105936847671),
        (a.difference(&few), 1958859187545767889),
        (a.symmetric_difference(&b), 861042950968852727),
        (b.symmetric_difference(&a), 1102988635430876407),
    ];
    for (number, (result, expected)) in results.into_iter().enumerate() {
        assert_eq!(digest(&result.expect("memory")), expected, "operation {number}");
    }
}

#[test]
fn orders_after_changes_in_place() {
    let _lock = locked();
    let a = scattered();
    for value in (0..1009).step_by(3) {
        a.remove(&int(value)).expect("remove");
    }
    for value in 2000..2010 {
        a.add(&int(value)).expect("add");
    }
    let b = set(&(30..400).step_by(7).collect::<Vec<_>>());
    let changed = a.copy().expect("copy");
    changed.difference_update(&b).expect("difference");
    assert_eq!(digest(&changed), 855273224189503964);
    let changed = a.copy().expect("copy");
    changed.intersection_update(&b).expect("intersection");
    assert_eq!(digest(&changed), 1180082498690839433);
    let changed = a.copy().expect("copy");
    changed.symmetric_difference_update(&b).expect("symmetric difference");
    assert_eq!((digest(&changed), changed.len()), (1102988635430876407, 94));
    assert_eq!(a.frozen_hash(), 2906298419289357768);
    assert_eq!(set(&[]).frozen_hash(), 133146708735736);
    assert_eq!(set(&[0, 8]).frozen_hash(), 3454606926086402526);
    assert_eq!(b.frozen_hash(), 5617620017150305907);
}

#[test]
fn pop_walks_on() {
    let _lock = locked();
    let b = set(&(30..400).step_by(7).collect::<Vec<_>>());
    let mut popped = Vec::new();
    for _ in 0..20 {
        popped.push(b.pop().expect("not empty"));
    }
    b.add(&int(5)).expect("add");
    b.add(&int(1)).expect("add");
    popped.push(b.pop().expect("not empty"));
    popped.push(b.pop().expect("not empty"));
    let popped = crate::list::List::from_vec(popped).expect("memory");
    let values: Vec<i64> =
        popped.to_vec().iter().map(|item| item.downcast::<Int>().and_then(Int::to_i64).expect("an int")).collect();
    assert_eq!(
        values,
        [128, 387, 261, 135, 394, 268, 142, 275, 149, 282, 156, 30, 289, 163, 37, 296, 170, 44, 303, 177, 51, 310]
    );
}

#[test]
fn sizes_are_those_of_cpython() {
    let _lock = locked();
    for (len, size) in [(4, 0), (5, 512), (18, 512), (19, 2048), (76, 2048), (77, 8192)] {
        assert_eq!(set(&(0..len).collect::<Vec<_>>()).extra_size(), size, "{len} elements");
    }
}

#[test]
fn relations() {
    let _lock = locked();
    let (small, big, other) = (set(&[1, 2]), set(&[3, 2, 1]), set(&[7, 8]));
    assert!(small.is_subset(&big).expect("subset") && !big.is_subset(&small).expect("subset"));
    assert!(big.is_superset(&small).expect("superset") && !small.is_superset(&big).expect("superset"));
    assert!(big.is_disjoint(&other).expect("disjoint") && !big.is_disjoint(&small).expect("disjoint"));
    assert!(!small.is_disjoint(&small).expect("disjoint"));
    assert!(big.equals(&set(&[1, 2, 3])).expect("equal") && !big.equals(&set(&[1, 2, 4])).expect("equal"));
    let frozen = Set::new_frozen().expect("memory");
    frozen.update(&big).expect("update");
    assert!(frozen.equals(&big).expect("equal"));
}

#[test]
fn dicts_as_operands_and_swap() {
    let _lock = locked();
    let dict = Dict::new().expect("memory");
    for value in 0..20 {
        dict.set(&int(value), int(0)).expect("set");
    }
    let big = set(&[]);
    big.update(&dict).expect("update");
    assert_eq!(order(&big), (0..20).collect::<Vec<_>>());
    let odd = set(&[1, 3, 5, 100]);
    assert_eq!(order(&odd.difference(&dict).expect("difference")), [100]);
    odd.swap(&big);
    assert_eq!((odd.len(), big.len()), (20, 4));
    assert_eq!(order(&big), order(&set(&[1, 3, 5, 100])));
    big.symmetric_difference_update(&dict).expect("symmetric difference");
    assert_eq!(big.len(), 18);
    let filled = Dict::from_keys(&big, &int(0)).expect("fromkeys");
    assert_eq!(filled.len(), 18);
}

#[test]
fn iteration_notices_changes() {
    let _lock = locked();
    let changing = set(&[1, 2, 3]);
    let mut cursor = Cursor::new(&changing);
    assert!(cursor.next(&changing).expect("next").is_some());
    assert_eq!(cursor.length_hint(&changing), 2);
    changing.add(&int(4)).expect("add");
    cursor.next(&changing).expect_err("changed").clear();
    changing.remove(&int(4)).expect("remove");
    cursor.next(&changing).expect_err("still broken").clear();
}

#[test]
fn elements_die_once() {
    let _lock = locked();
    let element = crate::str::Str::new("an element of some length").expect("memory").into_object();
    {
        let first = set(&[1, 2, 3]);
        first.add(&element).expect("add");
        let copy = first.union(&set(&[9])).expect("union");
        assert_eq!(element.refcnt(), 3);
        assert!(copy.remove(&element).expect("remove"));
        assert_eq!(element.refcnt(), 2);
        copy.add(&element).expect("add");
        copy.clear();
        assert_eq!(element.refcnt(), 2);
        copy.add(&element).expect("add");
    }
    assert_eq!(element.refcnt(), 1);
}
