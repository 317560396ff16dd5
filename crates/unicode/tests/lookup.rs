//! Names back to characters.

use pyston_unicode::name::{Found, escape_name, lookup, lookup_character, name};
use pyston_unicode::ucd_3_2;

#[test]
fn every_name_is_found_in_either_case() {
    let mut names = 0;
    for cp in 0..0x11_0000 {
        let Some(name) = name(cp) else { continue };
        names += 1;
        assert_eq!(lookup(name.as_bytes()), Some(Found::Character(cp)), "{name}");
        let lower = name.to_ascii_lowercase();
        let computed = name.starts_with("CJK UNIFIED") || name.starts_with("HANGUL SYLL");
        let expected = (!computed).then_some(cp);
        assert_eq!(lookup_character(lower.as_bytes()), expected, "{lower}");
    }
    assert_eq!(names, 131_808);
}

#[test]
fn every_alias_and_sequence_is_found() {
    let mut count = 0;
    for line in include_str!("data/aliases.txt").lines() {
        let [name, points, number] = line.split(';').collect::<Vec<_>>()[..] else {
            panic!("malformed line {line:?}");
        };
        assert_eq!(points_of(lookup(name.to_ascii_lowercase().as_bytes())), points);
        let number = u32::from_str_radix(number, 16).unwrap();
        assert_eq!(escape_name(number).as_deref(), Some(name));
        count += 1;
    }
    assert_eq!(count, 910);
}

/// Hexadecimal code points, at least four digits each.
fn points_of(found: Option<Found>) -> String {
    let points: Vec<u32> = match found {
        None => Vec::new(),
        Some(Found::Character(cp)) => vec![cp],
        Some(Found::Sequence(points)) => points.to_vec(),
    };
    let words: Vec<String> = points.iter().map(|cp| format!("{cp:04X}")).collect();
    words.join(" ")
}

#[test]
fn cases_asked_from_cpython() {
    let padded = |text: &str| {
        let words: Vec<String> = text.split(' ').map(|word| format!("{word:0>4}")).collect();
        if text.is_empty() { String::new() } else { words.join(" ") }
    };
    for line in include_str!("data/lookups.txt").lines() {
        let [text, current, old, escape] = line.split(';').collect::<Vec<_>>()[..] else {
            panic!("malformed line {line:?}");
        };
        let text = text.replace("\\t", "\t");
        let text = text.as_bytes();
        let found = |cp: Option<u32>| points_of(cp.map(Found::Character));
        assert_eq!(points_of(lookup(text)), padded(current), "{line}");
        assert_eq!(found(ucd_3_2::lookup(text)), padded(old), "{line}");
        assert_eq!(found(lookup_character(text)), padded(escape), "{line}");
    }
}
