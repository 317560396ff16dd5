//! What the front end asks of the Unicode database: identifiers, NFKC, characters by name.
//!
//! **Invariant**: nothing else in the front end knows where the answers come from.

use pyston_unicode::{Form, is_identifier_continue, is_identifier_start, name::lookup_character, normalize};

/// Whether bytes are an identifier, as `str.isidentifier` has it.
pub fn is_identifier(word: &[u8]) -> bool {
    let Ok(word) = std::str::from_utf8(word) else { return false };
    let mut points = word.chars().map(u32::from);
    points.next().is_some_and(is_identifier_start) && points.all(is_identifier_continue)
}

/// The NFKC form of a text.
pub fn nfkc(text: &str) -> String {
    let points: Vec<u32> = text.chars().map(u32::from).collect();
    normalize(Form::Nfkc, &points).into_iter().filter_map(char::from_u32).collect()
}

/// The character of a name.
pub fn character(name: &str) -> Option<char> {
    lookup_character(name.as_bytes()).and_then(char::from_u32)
}
