//! What the front end asks of the Unicode database: identifiers, NFKC, characters by name.
//!
//! **Invariant**: nothing else in the front end knows where the answers come from. Names: the
//! algorithmic ones (CJK ideographs, Hangul syllables) are case-sensitive and those of Unicode 12.1,
//! all others case-insensitive, as in Python 3.8. The crates used know a newer Unicode, which adds
//! characters and changes none.

use unicode_normalization::UnicodeNormalization;

/// Whether bytes are an identifier, as `str.isidentifier` has it.
pub fn is_identifier(word: &[u8]) -> bool {
    let Ok(word) = std::str::from_utf8(word) else { return false };
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c))
        && chars.all(unicode_ident::is_xid_continue)
}

/// The NFKC form of a text.
pub fn nfkc(text: &str) -> String {
    text.nfkc().collect()
}

/// The CJK unified ideographs of Unicode 12.1.
const IDEOGRAPHS: &[(u32, u32)] = &[
    (0x3400, 0x4DB5),
    (0x4E00, 0x9FEF),
    (0x2_0000, 0x2_A6D6),
    (0x2_A700, 0x2_B734),
    (0x2_B740, 0x2_B81D),
    (0x2_B820, 0x2_CEA1),
    (0x2_CEB0, 0x2_EBE0),
];

/// The character of a name.
pub fn character(name: &str) -> Option<char> {
    if let Some(digits) = strip_prefix_any_case(name, "CJK UNIFIED IDEOGRAPH-") {
        return ideograph(name, digits);
    }
    if strip_prefix_any_case(name, "HANGUL SYLLABLE ").is_some() && name.chars().any(|c| c.is_ascii_lowercase()) {
        return None;
    }
    unicode_names2::character(name)
}

fn strip_prefix_any_case<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let head = name.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &name[prefix.len()..])
}

fn ideograph(name: &str, digits: &str) -> Option<char> {
    let upper = name.bytes().all(|byte| !byte.is_ascii_lowercase());
    let hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !upper || !hexadecimal || !(4..=5).contains(&digits.len()) {
        return None;
    }
    let point = u32::from_str_radix(digits, 16).ok()?;
    IDEOGRAPHS.iter().any(|&(from, to)| (from..=to).contains(&point)).then(|| char::from_u32(point)).flatten()
}
