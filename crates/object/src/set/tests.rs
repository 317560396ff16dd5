//! Orders as CPython 3.8 shows them, with ints, whose hashes do not depend on the process.

use crate::dict::Dict;
use crate::int::Int;
use crate::ptr::{Layout, Py};
use crate::set::{Cursor, Set};
use crate::dict::testing::locked;

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

#[test]
fn orders_are_those_of_cpython() {
    let _lock = locked();
    assert_eq!(order(&set(&[5, 3, 1000, 17, 8, 0, -1, -2])), ORDER_MIXED);
    assert_eq!(order(&set(&[0, 8, 16, 24])), [8, 0, 16, 24]);
}
