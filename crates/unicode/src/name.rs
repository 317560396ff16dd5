//! Character names: from code point to name and back.
//!
//! A name is coded as numbers of words, in blocks of code points that are
//! scanned one name at a time; the way back is a hash table of code points
//! whose names are compared. Hangul syllables and unified ideographs are
//! computed. Spelling of table names and aliases is matched without regard to
//! ASCII case, that of computed names exactly: CPython's rule.

use crate::tables::names::*;

/// `lookup` refuses longer names with an error text of its own.
pub const NAME_MAX: usize = 256;

const IDEOGRAPH: &str = "CJK UNIFIED IDEOGRAPH-";
const SYLLABLE: &str = "HANGUL SYLLABLE ";
const SYLLABLE_BASE: u32 = 0xAC00;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    Character(u32),
    /// A named sequence: `\N{...}` does not accept these.
    Sequence(&'static [u32]),
}

/// Name of `cp`, as `unicodedata.name` gives it.
pub fn name(cp: u32) -> Option<String> {
    if let Some(name) = syllable_name(cp) {
        return Some(name);
    }
    if IDEOGRAPHS.iter().any(|&(a, b)| (a..=b).contains(&cp)) {
        return Some(format!("{IDEOGRAPH}{cp:X}"));
    }
    let mut name = String::new();
    for word in words(cp)? {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    Some(name)
}

/// What the `namereplace` error handler writes between the braces: the name, but
/// also the aliases and sequences that CPython keeps under private-use numbers,
/// which this handler alone lets out.
pub fn escape_name(cp: u32) -> Option<String> {
    let alias = || {
        let (name, ..) = ALIASES.iter().find(|&&(.., number)| number == cp)?;
        Some((*name).to_owned())
    };
    if (0xF0000..0xF1000).contains(&cp) { alias() } else { name(cp) }
}

/// What `unicodedata.lookup` finds: a name, an alias or a named sequence.
pub fn lookup(text: &[u8]) -> Option<Found> {
    if text.len() > NAME_MAX {
        return None;
    }
    lookup_name(text).or_else(|| {
        if is_computed(text) {
            return None;
        }
        lookup_alias(text)
    })
}

/// What `\N{...}` accepts: as [`lookup`], without sequences.
pub fn lookup_character(text: &[u8]) -> Option<u32> {
    match lookup(text)? {
        Found::Character(cp) => Some(cp),
        Found::Sequence(_) => None,
    }
}

fn is_computed(text: &[u8]) -> bool {
    text.starts_with(IDEOGRAPH.as_bytes()) || text.starts_with(SYLLABLE.as_bytes())
}

/// Names proper.
pub(crate) fn lookup_name(text: &[u8]) -> Option<Found> {
    if let Some(rest) = text.strip_prefix(SYLLABLE.as_bytes()) {
        return syllable(rest).map(Found::Character);
    }
    if let Some(rest) = text.strip_prefix(IDEOGRAPH.as_bytes()) {
        return ideograph(rest).map(Found::Character);
    }
    let bucket = hash(text) as usize % (BUCKET_BOUNDS.len() - 1);
    let bounds = usize::from(BUCKET_BOUNDS[bucket])..usize::from(BUCKET_BOUNDS[bucket + 1]);
    BUCKET_ENTRIES[bounds].iter().find(|&&cp| has_name(cp, text)).map(|&cp| Found::Character(cp))
}

/// The hash that generate.py distributed the names by: FNV-1a over the upper
/// case, its high bits mixed in.
fn hash(text: &[u8]) -> u32 {
    let value = text
        .iter()
        .fold(0x811C_9DC5_u32, |value, byte| (value ^ u32::from(byte.to_ascii_uppercase())).wrapping_mul(0x0100_0193));
    value ^ (value >> 15)
}

fn has_name(cp: u32, text: &[u8]) -> bool {
    let Some(words) = words(cp) else {
        return false;
    };
    let mut rest = text;
    for (number, word) in words.enumerate() {
        if number > 0 {
            match rest.split_first() {
                Some((b' ', tail)) => rest = tail,
                _ => return false,
            }
        }
        match rest.split_at_checked(word.len()) {
            Some((head, tail)) if head.eq_ignore_ascii_case(word.as_bytes()) => rest = tail,
            _ => return false,
        }
    }
    rest.is_empty()
}

/// Words of a name in the table.
fn words(cp: u32) -> Option<impl Iterator<Item = &'static str>> {
    let block = usize::from(*NAME_BLOCKS.get((cp / NAME_BLOCK) as usize)?);
    let range = NAME_OFFSETS[block] as usize..NAME_OFFSETS[block + 1] as usize;
    let mut stream = &NAME_STREAM[range];
    for _ in 0..cp % NAME_BLOCK {
        let (&len, rest) = stream.split_first()?;
        stream = &rest[usize::from(len)..];
    }
    let (&len, rest) = stream.split_first()?;
    let mut codes = rest[..usize::from(len)].iter();
    (len > 0).then(|| std::iter::from_fn(move || next_word(&mut codes)))
}

fn next_word(codes: &mut std::slice::Iter<'_, u8>) -> Option<&'static str> {
    let first = usize::from(*codes.next()?);
    let number = if first < SHORT_WORDS {
        first
    } else {
        SHORT_WORDS + (first - SHORT_WORDS) * 256 + usize::from(*codes.next()?)
    };
    Some(&WORD_TEXT[WORD_STARTS[number] as usize..WORD_STARTS[number + 1] as usize])
}

fn lookup_alias(text: &[u8]) -> Option<Found> {
    let key = text.iter().map(u8::to_ascii_uppercase);
    let at = ALIASES.binary_search_by(|(name, ..)| name.bytes().cmp(key.clone())).ok()?;
    match ALIASES[at].1 {
        &[cp] => Some(Found::Character(cp)),
        sequence => Some(Found::Sequence(sequence)),
    }
}

/// Four or five upper-case hexadecimal digits of a unified ideograph.
fn ideograph(digits: &[u8]) -> Option<u32> {
    if !(4..=5).contains(&digits.len()) {
        return None;
    }
    let cp = digits.iter().try_fold(0, |value, &byte| match byte {
        b'0'..=b'9' => Some(value << 4 | u32::from(byte - b'0')),
        b'A'..=b'F' => Some(value << 4 | u32::from(byte - b'A' + 10)),
        _ => None,
    })?;
    IDEOGRAPHS.iter().any(|&(a, b)| (a..=b).contains(&cp)).then_some(cp)
}

/// The longest of `parts` that `text` begins with, and what follows it.
fn longest<'a>(parts: &[&str], text: &'a [u8]) -> Option<(u32, &'a [u8])> {
    let (number, part) = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| text.starts_with(part.as_bytes()))
        .max_by_key(|(_, part)| part.len())?;
    Some((number as u32, &text[part.len()..]))
}

fn syllable(text: &[u8]) -> Option<u32> {
    let (lead, rest) = longest(&LEADS, text)?;
    let (vowel, rest) = longest(&VOWELS, rest)?;
    let (trail, rest) = longest(&TRAILS, rest)?;
    let index = (lead * VOWELS.len() as u32 + vowel) * TRAILS.len() as u32 + trail;
    rest.is_empty().then_some(SYLLABLE_BASE + index)
}

fn syllable_name(cp: u32) -> Option<String> {
    let index = cp.checked_sub(SYLLABLE_BASE)? as usize;
    let (vowels, trails) = (VOWELS.len(), TRAILS.len());
    let lead = LEADS.get(index / (vowels * trails))?;
    let vowel = VOWELS[index / trails % vowels];
    Some(format!("{SYLLABLE}{lead}{vowel}{}", TRAILS[index % trails]))
}
