//! Many random operations on dicts and sets, whose orders and sizes must be CPython's at every step.
//!
//! The same operations, in the same order of random numbers, are in `tests/container_orders.py`, whose
//! output under CPython 3.8 are the numbers expected here.

use crate::dict::Dict;
use crate::int::Int;
use crate::ptr::{Layout, Object, Py};
use crate::set::Set;
use crate::testing::gil as locked;

struct Replay {
    state: u64,
    digest: u64,
}

impl Replay {
    fn new() -> Replay {
        Replay { state: 1, digest: 0 }
    }

    fn rand(&mut self, n: u64) -> u64 {
        self.state = self.state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.state >> 33) % n
    }

    fn note(&mut self, value: u64) {
        self.digest = self.digest.wrapping_mul(1_000_003) ^ value;
    }

    fn note_int(&mut self, object: &Object) {
        self.note(object.downcast::<Int>().and_then(Int::to_u64).expect("an int that is not negative"));
    }

    fn note_set(&mut self, set: &Set) {
        set.to_vec().iter().for_each(|element| self.note_int(element));
        self.note(set.extra_size() as u64);
    }

    fn note_dict(&mut self, dict: &Dict) {
        for (key, value) in dict.items() {
            self.note_int(&key);
            self.note_int(&value);
        }
        self.note(dict.extra_size() as u64);
    }
}

fn int(value: u64) -> Py {
    Int::from_u64(value).expect("memory").into_object()
}

#[test]
fn sets() {
    let _lock = locked();
    let mut r = Replay::new();
    let mut sets: Vec<Py<Set>> = (0..4).map(|_| Set::new().expect("memory")).collect();
    for step in 0..6000 {
        let a = sets[r.rand(4) as usize].clone();
        let b = sets[r.rand(4) as usize].clone();
        let (op, value) = (r.rand(24), r.rand(400));
        let made = match op {
            0..8 => a.add(&int(value)).map(|_| None),
            8..12 => a.remove(&int(value)).map(|_| None),
            12 => {
                a.pop().iter().for_each(|element| r.note_int(element));
                Ok(None)
            }
            13 => a.update(&b).map(|()| None),
            14 => a.difference_update(&b).map(|()| None),
            15 => a.intersection_update(&b).map(|()| None),
            16 => a.symmetric_difference_update(&b).map(|()| None),
            17 => a.union(&b).map(Some),
            18 => a.intersection(&b).map(Some),
            19 => a.difference(&b).map(Some),
            20 => a.symmetric_difference(&b).map(Some),
            21 => a.copy().map(Some),
            22 if value < 40 => {
                a.clear();
                Ok(None)
            }
            23 => {
                for i in 0..value % 97 {
                    a.add(&int((value + i * 7) % 1000)).expect("add");
                }
                Ok(None)
            }
            _ => Ok(None),
        };
        if let Some(made) = made.expect("no errors with ints") {
            sets[r.rand(4) as usize] = made;
        }
        r.note_set(&a);
        let subset = a.is_subset(&b).expect("subset");
        let equal = a.equals(&b).expect("equal");
        let disjoint = a.is_disjoint(&b).expect("disjoint");
        r.note(u64::from(subset) + 2 * u64::from(equal) + 4 * u64::from(disjoint));
        if step % 16 == 0 {
            let frozen = Set::from_iterable(&crate::statics::PyFrozenSet_Type, &a).expect("memory");
            r.note(frozen.frozen_hash() as u64);
        }
    }
    assert_eq!(r.digest, 4011169292210186703);
}

#[test]
fn dicts() {
    let _lock = locked();
    let mut r = Replay::new();
    let mut dicts: Vec<Py<Dict>> = (0..4).map(|_| Dict::new().expect("memory")).collect();
    for _ in 0..6000 {
        let a = dicts[r.rand(4) as usize].clone();
        let b = dicts[r.rand(4) as usize].clone();
        let (op, key, value) = (r.rand(18), r.rand(400), r.rand(100));
        match op {
            0..6 => a.set(&int(key), int(value)).expect("set"),
            6..9 => match a.pop(&int(key)).expect("pop") {
                Some(value) => r.note_int(&value),
                None => r.note(12345),
            },
            9 => r.note_int(&a.setdefault(&int(key), &int(value)).expect("setdefault")),
            10 => {
                if let Some((key, value)) = a.pop_last().expect("pop") {
                    r.note_int(&key);
                    r.note_int(&value);
                }
            }
            11 => a.merge(&b, true).expect("merge"),
            12 => dicts[r.rand(4) as usize] = a.copy().expect("copy"),
            13 if value < 10 => a.clear(),
            14 => {
                for i in 0..value {
                    a.set(&int((key + i * 7) % 1000), int(i)).expect("set");
                }
            }
            15 => {
                for key in a.keys().iter().step_by(3) {
                    a.remove(key).expect("remove");
                }
            }
            16 => {
                let made = Dict::new_as(Dict::static_type()).expect("memory");
                made.fill_from_keys(&b, &int(value)).expect("fromkeys");
                dicts[r.rand(4) as usize] = made;
            }
            17 => r.note(a.equals(&b).expect("equal").into()),
            _ => (),
        }
        r.note_dict(&a);
    }
    assert_eq!(r.digest, 1680979575966225557);
}
