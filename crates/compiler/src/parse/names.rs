//! Identifiers: NFKC (PEP 3131) and sharing.

use std::borrow::Cow;

use hashbrown::HashMap;

use crate::wstr::WStr;

use super::unicode::{Database, Unanswered};

/// The identifier a word spells.
pub fn normalize<'a>(word: &'a [u8], database: &Database) -> Result<Cow<'a, str>, Unanswered> {
    let text = String::from_utf8_lossy(word);
    if text.is_ascii() { Ok(text) } else { (database.nfkc)(&text).map(Cow::Owned) }
}

/// One string per distinct identifier of a source. Those that are not ASCII are asked for each time, as CPython
/// does, where programs can see it.
#[derive(Default)]
pub struct Names<'a>(HashMap<&'a [u8], WStr>);

impl<'a> Names<'a> {
    pub fn get(&mut self, word: &'a [u8], database: &Database) -> Result<WStr, Unanswered> {
        if word.is_ascii() {
            let name = || WStr::from(&*String::from_utf8_lossy(word));
            return Ok(self.0.entry(word).or_insert_with(name).clone());
        }
        Ok(WStr::from(&*normalize(word, database)?))
    }
}
