//! What the tests share: character properties from Rust's own tables.

use pyston_sre::CharProps;

fn to_char(ch: u32, test: impl FnOnce(char) -> bool) -> bool {
    char::from_u32(ch).is_some_and(test)
}

/// The simple mapping: the full one where that is a single character.
fn single(mut mapped: impl Iterator<Item = char>, ch: u32) -> u32 {
    match (mapped.next(), mapped.next()) {
        (Some(one), None) => u32::from(one),
        _ => ch,
    }
}

fn to_lower(ch: u32) -> u32 {
    match char::from_u32(ch) {
        // Its full lower case has a combining dot; the simple one has not.
        Some('\u{130}') => u32::from('i'),
        Some(known) => single(known.to_lowercase(), ch),
        None => ch,
    }
}

fn to_upper(ch: u32) -> u32 {
    char::from_u32(ch).map_or(ch, |known| single(known.to_uppercase(), ch))
}

/// Good for the characters in the test data. The locale is "C".
pub static PROPS: CharProps = CharProps {
    is_alnum: |ch| to_char(ch, char::is_alphanumeric),
    is_decimal: |ch| matches!(ch, 0x30..=0x39 | 0x660..=0x669),
    is_space: |ch| matches!(ch, 0x1c..=0x1f) || to_char(ch, char::is_whitespace),
    to_lower,
    to_upper,
    locale_is_alnum: |byte| byte.is_ascii_alphanumeric(),
    locale_lower: |byte| byte.to_ascii_lowercase(),
    locale_upper: |byte| byte.to_ascii_uppercase(),
};
