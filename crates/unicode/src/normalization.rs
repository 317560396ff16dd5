//! The four normalization forms and the quick check.
//!
//! Both database versions share this code: 3.2 differs only in which mappings
//! exist, so the functions take the mapping lookup as an argument.

use crate::decomposition::{Mapping, compose, mapping};
use crate::property::{combining, property};

/// A normalization form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Nfc,
    Nfd,
    Nfkc,
    Nfkd,
}

impl Form {
    /// From the name that `unicodedata.normalize` takes.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "NFC" => Some(Self::Nfc),
            "NFD" => Some(Self::Nfd),
            "NFKC" => Some(Self::Nfkc),
            "NFKD" => Some(Self::Nfkd),
            _ => None,
        }
    }

    fn composes(self) -> bool {
        matches!(self, Self::Nfc | Self::Nfkc)
    }

    fn is_compatibility(self) -> bool {
        matches!(self, Self::Nfkc | Self::Nfkd)
    }

    /// Bits of `Property::quick_check`: (no, maybe).
    fn quick_check_bits(self) -> (u8, u8) {
        match self {
            Self::Nfc => (1, 2),
            Self::Nfkc => (4, 8),
            Self::Nfd => (16, 0),
            Self::Nfkd => (32, 0),
        }
    }
}

/// Answer of a quick check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickCheck {
    Yes,
    No,
    /// Only normalizing can tell.
    Maybe,
}

/// Looks at each code point once, without composing anything.
pub fn quick_check(form: Form, text: impl IntoIterator<Item = u32>) -> QuickCheck {
    let (no, maybe) = form.quick_check_bits();
    let mut result = QuickCheck::Yes;
    let mut previous = 0;
    for cp in text {
        if cp < 0xA0 {
            previous = 0;
            continue;
        }
        let row = property(cp);
        if row.quick_check & no != 0 || (row.combining != 0 && previous > row.combining) {
            return QuickCheck::No;
        }
        if row.quick_check & maybe != 0 {
            result = QuickCheck::Maybe;
        }
        previous = row.combining;
    }
    result
}

/// Whether `text` is in `form` already.
pub fn is_normalized(form: Form, text: &[u32]) -> bool {
    match quick_check(form, text.iter().copied()) {
        QuickCheck::Yes => true,
        QuickCheck::No => false,
        QuickCheck::Maybe => transform(form, text, mapping) == text,
    }
}

/// `text` in `form`.
pub fn normalize(form: Form, text: &[u32]) -> Vec<u32> {
    match quick_check(form, text.iter().copied()) {
        QuickCheck::Yes => text.to_vec(),
        _ => transform(form, text, mapping),
    }
}

pub(crate) fn transform(form: Form, text: &[u32], lookup: impl Fn(u32) -> Option<Mapping> + Copy) -> Vec<u32> {
    let mut result = Vec::with_capacity(text.len() + text.len() / 4);
    for &cp in text {
        decompose(cp, form.is_compatibility(), lookup, &mut result);
    }
    reorder(&mut result);
    if form.composes() {
        compose_in_place(&mut result);
    }
    result
}

const SYLLABLE_BASE: u32 = 0xAC00;
const LEAD_BASE: u32 = 0x1100;
const VOWEL_BASE: u32 = 0x1161;
const TRAIL_BASE: u32 = 0x11A7;
const LEADS: u32 = 19;
const VOWELS: u32 = 21;
const TRAILS: u32 = 28;

/// Appends the full decomposition of `cp`. Mappings nest a few levels at most.
fn decompose(cp: u32, compatibility: bool, lookup: impl Fn(u32) -> Option<Mapping> + Copy, out: &mut Vec<u32>) {
    let syllable = cp.wrapping_sub(SYLLABLE_BASE);
    if syllable < LEADS * VOWELS * TRAILS {
        out.push(LEAD_BASE + syllable / (VOWELS * TRAILS));
        out.push(VOWEL_BASE + syllable / TRAILS % VOWELS);
        if !syllable.is_multiple_of(TRAILS) {
            out.push(TRAIL_BASE + syllable % TRAILS);
        }
        return;
    }
    match lookup(cp) {
        Some(mapping) if compatibility || mapping.is_canonical() => {
            for &part in mapping.points {
                decompose(part, compatibility, lookup, out);
            }
        }
        _ => out.push(cp),
    }
}

/// Sorts each run of combining characters by class, keeping equals in order.
fn reorder(text: &mut [u32]) {
    for run in text.split_mut(|&cp| combining(cp) == 0) {
        if run.len() > 1 {
            run.sort_by_key(|&cp| combining(cp));
        }
    }
}

/// Composes canonically ordered text.
fn compose_in_place(text: &mut Vec<u32>) {
    let mut starter: Option<usize> = None;
    // Class of the last character kept after the starter; 0 while none is.
    let mut last_class = 0;
    let mut write = 0;
    for read in 0..text.len() {
        let cp = text[read];
        let class = combining(cp);
        if let Some(at) = starter {
            let adjacent = write == at + 1;
            let reachable = adjacent || (last_class != 0 && last_class < class);
            if let Some(composed) =
                compose_hangul(text[at], cp, adjacent).or_else(|| reachable.then(|| compose(text[at], cp)).flatten())
            {
                text[at] = composed;
                continue;
            }
        }
        if class == 0 {
            starter = Some(write);
        }
        last_class = class;
        text[write] = cp;
        write += 1;
    }
    text.truncate(write);
}

fn compose_hangul(first: u32, second: u32, adjacent: bool) -> Option<u32> {
    if !adjacent {
        return None;
    }
    let lead = first.wrapping_sub(LEAD_BASE);
    let vowel = second.wrapping_sub(VOWEL_BASE);
    if lead < LEADS && vowel < VOWELS {
        return Some(SYLLABLE_BASE + (lead * VOWELS + vowel) * TRAILS);
    }
    let syllable = first.wrapping_sub(SYLLABLE_BASE);
    let trail = second.wrapping_sub(TRAIL_BASE);
    let open = syllable < LEADS * VOWELS * TRAILS && syllable.is_multiple_of(TRAILS);
    (open && (1..TRAILS).contains(&trail)).then(|| first + trail)
}
