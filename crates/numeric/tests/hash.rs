//! Hashes and the Mersenne Twister against CPython's results.

mod support;

use pyston_numeric::hash::{self, HashSecret};
use pyston_numeric::random::MersenneTwister;
use support::*;

fn hashes(case: &Case) -> Vec<i64> {
    case.raw(0).split_whitespace().map(|h| h.parse().expect("a hash")).collect()
}

fn check(case: &Case) -> String {
    let random = || MersenneTwister::from_int(case.int(0).as_ref());
    match case.operation {
        "bytes" => hash::bytes(&unhex(case.raw(1)), &HashSecret::from_seed(case.number(0))).to_string(),
        "tuple" => hash::tuple(hashes(case).into_iter()).to_string(),
        "frozenset" => hash::frozenset(hashes(case).into_iter()).to_string(),
        "pointer" => hash::pointer(case.number(0)).to_string(),
        "bits" => {
            let mut random = random();
            let counts = [1, 7, 31, 32, 33, 53, 64, 65, 100, 128];
            counts.map(|k| show_int(&random.getrandbits(k).expect("a count"))).join(" ")
        }
        "floats" => {
            let mut random = random();
            [(); 5].map(|()| show_float(random.random())).join(" ")
        }
        "state" => {
            let mut random = random();
            for _ in 0..705 {
                random.random();
            }
            let (words, index) = random.state();
            let mut copy = MersenneTwister::from_state(*words, index as i64).expect("a valid index");
            let shown = format!("{index} {:x} {:x} {:x}", words[0], words[1], words[623]);
            assert_eq!(copy.random(), random.random());
            shown
        }
        other => panic!("operation {other}"),
    }
}

#[test]
fn as_cpython() {
    run(include_str!("data/hash.txt"), 300, check);
}

#[test]
fn wrong_arguments() {
    let mut random = MersenneTwister::from_array(&[]);
    let (words, _) = random.state();
    let words = *words;
    assert_eq!(show(random.getrandbits(0), |v| show_int(&v)), "!ValueError: number of bits must be greater than zero");
    assert_eq!(show(MersenneTwister::from_state(words, 625), |_| String::new()), "!ValueError: invalid state");
    assert_eq!(show(MersenneTwister::from_state(words, -1), |_| String::new()), "!ValueError: invalid state");
}
