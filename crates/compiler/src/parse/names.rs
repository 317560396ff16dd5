//! Identifiers: NFKC (PEP 3131) and sharing.

use std::borrow::Cow;

use hashbrown::HashMap;

use crate::wstr::WStr;

use super::unicode;

/// The identifier a word spells.
pub fn normalize(word: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(word);
    if text.is_ascii() { text } else { Cow::Owned(unicode::nfkc(&text)) }
}

/// One string per distinct identifier of a source.
#[derive(Default)]
pub struct Names<'a>(HashMap<&'a [u8], WStr>);

impl<'a> Names<'a> {
    pub fn get(&mut self, word: &'a [u8]) -> WStr {
        self.0.entry(word).or_insert_with(|| WStr::from(&*normalize(word))).clone()
    }
}
