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

/// One string per distinct identifier of a source.
#[derive(Default)]
pub struct Names<'a>(HashMap<&'a [u8], WStr>);

impl<'a> Names<'a> {
    pub fn get(&mut self, word: &'a [u8], database: &Database) -> Result<WStr, Unanswered> {
        if let Some(known) = self.0.get(word) {
            return Ok(known.clone());
        }
        let name = WStr::from(&*normalize(word, database)?);
        self.0.insert(word, name.clone());
        Ok(name)
    }
}
