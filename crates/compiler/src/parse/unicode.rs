//! What the front end asks of the Unicode database: identifiers, NFKC, characters by name; and whom it tells of the
//! expressions in f-strings, which runs Python code as well.
//!
//! **Invariant**: nothing else in the front end knows where the answers come from.

use pyston_unicode::{Form, is_identifier_continue, is_identifier_start, name::lookup_character, normalize};

/// Whether bytes are an identifier, as `str.isidentifier` has it.
pub fn is_identifier(word: &[u8]) -> bool {
    let Ok(word) = std::str::from_utf8(word) else { return false };
    let mut points = word.chars().map(u32::from);
    points.next().is_some_and(is_identifier_start) && points.all(is_identifier_continue)
}

/// The database could not be asked; whoever was asked keeps the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unanswered;

/// Who normalises identifiers and knows characters by name: programs can replace both.
#[derive(Clone, Copy, Debug)]
pub struct Database {
    /// The NFKC form of a text that is not ASCII. Unanswered, an exception is pending, and the source is
    /// refused with it.
    pub nfkc: fn(&str) -> Result<String, Unanswered>,
    /// The character of a name.
    pub character: fn(&str) -> Result<Option<char>, Unanswered>,
    /// Is told of the expression of an f-string's field, in parentheses, before it is parsed.
    pub field: fn(&[u8]) -> Result<(), Unanswered>,
}

impl Default for Database {
    /// The tables themselves.
    fn default() -> Database {
        Database { nfkc: |text| Ok(nfkc(text)), character: |name| Ok(character(name)), field: |_| Ok(()) }
    }
}

fn nfkc(text: &str) -> String {
    let points: Vec<u32> = text.chars().map(u32::from).collect();
    normalize(Form::Nfkc, &points).into_iter().filter_map(char::from_u32).collect()
}

/// The character of a name, by the tables.
pub fn character(name: &str) -> Option<char> {
    lookup_character(name.as_bytes()).and_then(char::from_u32)
}
