//! Proves the tables equal to CPython 3.8 for every code point, without CPython.
//!
//! generate.py hashes each property over all code points while it asks
//! CPython; the same hash is computed here from this crate.

use std::collections::HashMap;

use pyston_unicode as ucd;
use pyston_unicode::{Form, name, ucd_3_2};

const LIMIT: u32 = 0x11_0000;

/// FNV-1a over whole numbers.
struct Digest(u64);

impl Digest {
    fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    fn add(&mut self, number: u64) {
        self.0 = (self.0 ^ number).wrapping_mul(0x100_0000_01B3);
    }

    fn add_all(&mut self, numbers: impl ExactSizeIterator<Item = u64>) {
        self.add(numbers.len() as u64);
        numbers.for_each(|number| self.add(number));
    }
}

/// The recorded digests, ticked off as they are checked.
struct Expected(HashMap<&'static str, u64>);

impl Expected {
    fn load() -> Self {
        let lines = include_str!("data/digests.txt").lines();
        Self(
            lines
                .map(|line| {
                    let (name, digest) = line.split_once(' ').unwrap();
                    (name, u64::from_str_radix(digest, 16).unwrap())
                })
                .collect(),
        )
    }

    fn check(&mut self, name: &str, digest: Digest) {
        assert_eq!(self.0.remove(name), Some(digest.0), "digest of {name}");
    }

    fn numbers(&mut self, name: &str, property: impl Fn(u32) -> Vec<u64>) {
        let mut digest = Digest::new();
        for cp in 0..LIMIT {
            digest.add_all(property(cp).into_iter());
        }
        self.check(name, digest);
    }

    fn number(&mut self, name: &str, property: impl Fn(u32) -> u64) {
        self.numbers(name, |cp| vec![property(cp)]);
    }

    fn points<T: AsRef<[u32]>>(&mut self, name: &str, property: impl Fn(u32) -> T) {
        self.numbers(name, |cp| property(cp).as_ref().iter().map(|&cp| u64::from(cp)).collect());
    }

    fn text<T: AsRef<str>>(&mut self, name: &str, property: impl Fn(u32) -> T) {
        self.numbers(name, |cp| property(cp).as_ref().bytes().map(u64::from).collect());
    }
}

type Predicate = fn(u32) -> bool;
type Simple = fn(u32) -> u32;
type Full = fn(u32) -> ucd::FullMapping;

const PREDICATES: [(&str, Predicate); 15] = [
    ("is_alpha", ucd::is_alpha),
    ("is_lower", ucd::is_lower),
    ("is_upper", ucd::is_upper),
    ("is_title", ucd::is_title),
    ("is_space", ucd::is_space),
    ("is_linebreak", ucd::is_linebreak),
    ("is_printable", ucd::is_printable),
    ("is_xid_start", ucd::is_xid_start),
    ("is_xid_continue", ucd::is_xid_continue),
    ("is_cased", ucd::is_cased),
    ("is_case_ignorable", ucd::is_case_ignorable),
    ("is_decimal", ucd::is_decimal),
    ("is_digit", ucd::is_digit),
    ("is_numeric", ucd::is_numeric),
    ("is_alnum", ucd::is_alnum),
];
const SIMPLE: [(&str, Simple); 3] =
    [("to_lower", ucd::to_lower), ("to_upper", ucd::to_upper), ("to_title", ucd::to_title)];
const FULL: [(&str, Full); 4] = [
    ("full_lower", ucd::full_lower),
    ("full_upper", ucd::full_upper),
    ("full_title", ucd::full_title),
    ("full_fold", ucd::full_fold),
];
const FORMS: [(&str, Form); 4] = [("NFC", Form::Nfc), ("NFD", Form::Nfd), ("NFKC", Form::Nfkc), ("NFKD", Form::Nfkd)];

/// The questions both versions of the database answer.
macro_rules! database {
    ($expected:ident, $prefix:literal, $($module:ident)::+, $name:path) => {
        use $($module)::+ as db;
        let e = &mut $expected;
        let value = |value: Option<u32>| u64::from(value.unwrap_or(255));
        e.number(concat!($prefix, "decimal"), |cp| value(db::decimal(cp)));
        e.number(concat!($prefix, "digit"), |cp| value(db::digit(cp)));
        e.numbers(concat!($prefix, "numeric"), |cp| {
            db::numeric(cp).map(f64::to_bits).into_iter().collect()
        });
        e.text(concat!($prefix, "category"), db::category);
        e.text(concat!($prefix, "bidirectional"), db::bidirectional);
        e.number(concat!($prefix, "combining"), |cp| db::combining(cp).into());
        e.text(concat!($prefix, "east_asian_width"), db::east_asian_width);
        e.number(concat!($prefix, "mirrored"), |cp| db::mirrored(cp).into());
        e.text(concat!($prefix, "decomposition"), db::decomposition);
        e.text(concat!($prefix, "name"), |cp| $name(cp).unwrap_or_default());
        for (name, form) in FORMS {
            let name = format!("{}{name}", $prefix);
            e.points(&name, |cp| db::normalize(form, &[cp]));
        }
        let strings = mixed_strings();
        for (name, form) in FORMS {
            let mut digest = Digest::new();
            for text in &strings {
                digest.add_all(db::normalize(form, text).into_iter().map(u64::from));
                digest.add(db::is_normalized(form, text).into());
            }
            e.check(&format!("{}mixed_{name}", $prefix), digest);
        }
    };
}

/// The pseudo-random strings that generate.py made.
fn mixed_strings() -> Vec<Vec<u32>> {
    let pool: Vec<u32> = (0..LIMIT)
        .filter(|&cp| {
            ucd::combining(cp) != 0
                || !ucd::decomposition(cp).is_empty()
                || (0x1100..0x1200).contains(&cp)
                || (0xAC00..0xAC40).contains(&cp)
                || (0x41..0x5B).contains(&cp)
        })
        .collect();
    let mut state = 12345_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state
    };
    let mut string = || {
        let len = 2 + (next() >> 60) % 7;
        let mut pick = |_| {
            let state = next();
            let range = if state >> 62 != 0 { pool.len() as u64 } else { 700 };
            pool[((state >> 33) % range) as usize]
        };
        (0..len).map(&mut pick).collect()
    };
    (0..40_000).map(|_| string()).collect()
}

#[test]
fn every_property_of_every_code_point() {
    let mut expected = Expected::load();
    for (name, predicate) in PREDICATES {
        expected.number(name, |cp| predicate(cp).into());
    }
    for (name, simple) in SIMPLE {
        expected.number(name, |cp| simple(cp).into());
    }
    for (name, full) in FULL {
        expected.points(name, |cp| full(cp).to_vec());
    }
    {
        database!(expected, "", pyston_unicode, name::name);
    }
    {
        database!(expected, "old_", ucd_3_2, ucd_3_2::name);
    }
    assert!(expected.0.is_empty(), "unchecked: {:?}", expected.0.keys());
}

#[test]
fn past_the_last_code_point() {
    for cp in [LIMIT, u32::MAX] {
        assert!(!ucd::is_alnum(cp) && !ucd::is_printable(cp));
        assert_eq!(ucd::to_upper(cp), cp);
        assert_eq!(&*ucd::full_fold(cp), [cp]);
        assert_eq!(ucd::category(cp), "Cn");
        assert_eq!(name::name(cp), None);
    }
}

#[test]
fn identifiers() {
    assert!(ucd::is_identifier_start('_'.into()) && !ucd::is_xid_start('_'.into()));
    assert!(ucd::is_identifier_continue('9'.into()) && !ucd::is_identifier_start('9'.into()));
}
