//! Walking through the entries, forwards and backwards.
//!
//! **Invariant**: every step looks at the dict anew, so that changes between steps skip or repeat
//! entries but never tear one. The cursors also notice changes, as Python's iterators do.

use crate::dict::Dict;
use crate::ptr::{Layout, Object, Py, PyResult};

/// Key, value and hash of an entry.
pub type Item = (Py, Py, isize);

impl Dict {
    /// One behind the last entry that may have a value.
    fn end(&self) -> usize {
        if self.is_split() { self.len() } else { self.table().nentries() }
    }

    /// Key, value and hash of entry `index`, if there is one with a value.
    pub(super) fn entry_at(&self, index: usize) -> Option<Item> {
        let value = self.value_at(index)?;
        // SAFETY: an entry with a value has a key; taking the reference runs no other code.
        unsafe {
            let entry = self.table().entry(index);
            Some((Object::from_ptr((*entry).key).new_ref(), value, (*entry).hash))
        }
    }

    /// The entry at or after `*position`, which moves behind it; `None` at the end. The dict may change
    /// between calls: entries are then skipped or repeated, never torn.
    pub fn next(&self, position: &mut usize) -> Option<(Py, Py)> {
        self.next_with_hash(position).map(|(key, value, _)| (key, value))
    }

    pub fn next_with_hash(&self, position: &mut usize) -> Option<Item> {
        while *position < self.end() {
            *position += 1;
            if let Some(item) = self.entry_at(*position - 1) {
                return Some(item);
            }
        }
        None
    }

    /// The entry before `*position`, which moves to it.
    pub fn previous(&self, position: &mut usize) -> Option<Item> {
        *position = (*position).min(self.end());
        while *position > 0 {
            *position -= 1;
            if let Some(item) = self.entry_at(*position) {
                return Some(item);
            }
        }
        None
    }

    fn collect<T>(&self, mut pick: impl FnMut(Item) -> T) -> Vec<T> {
        let mut all = Vec::with_capacity(self.len());
        let mut position = 0;
        while let Some(item) = self.next_with_hash(&mut position) {
            all.push(pick(item));
        }
        all
    }

    pub fn keys(&self) -> Vec<Py> {
        self.collect(|(key, _, _)| key)
    }

    pub fn values(&self) -> Vec<Py> {
        self.collect(|(_, value, _)| value)
    }

    pub fn items(&self) -> Vec<(Py, Py)> {
        self.collect(|(key, value, _)| (key, value))
    }
}

/// What an iterator over a dict remembers. `used` becomes [`Cursor::BROKEN`] when a change of size was
/// noticed: every later step fails too.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    used: usize,
    position: usize,
    remaining: usize,
}

impl Cursor {
    const BROKEN: usize = usize::MAX;

    pub fn new(dict: &Dict) -> Cursor {
        Cursor { used: dict.len(), position: 0, remaining: dict.len() }
    }

    /// The next entry; `None` at the end, after which the iterator lets go of the dict.
    ///
    /// # Errors
    /// `RuntimeError` if keys were added or removed since the start.
    pub fn next(&mut self, dict: &Dict) -> PyResult<Option<Item>> {
        check_size(&mut self.used, dict)?;
        let Some(item) = dict.next_with_hash(&mut self.position) else { return Ok(None) };
        if self.remaining == 0 {
            return Err(crate::raise!(RuntimeError, "dictionary keys changed during iteration"));
        }
        self.remaining -= 1;
        Ok(Some(item))
    }

    /// `__length_hint__`.
    pub fn length_hint(&self, dict: &Dict) -> usize {
        if self.used == dict.len() { self.remaining } else { 0 }
    }

    /// Was a change of size noticed? Then every later step fails too.
    pub fn is_broken(&self) -> bool {
        self.used == Cursor::BROKEN
    }
}

/// What a reverse iterator over a dict remembers.
#[derive(Clone, Copy, Debug)]
pub struct ReverseCursor {
    used: usize,
    position: usize,
    remaining: usize,
}

impl ReverseCursor {
    pub fn new(dict: &Dict) -> ReverseCursor {
        ReverseCursor { used: dict.len(), position: dict.end(), remaining: dict.len() }
    }

    /// As [`Cursor::next`], towards the first entry.
    pub fn next(&mut self, dict: &Dict) -> PyResult<Option<Item>> {
        check_size(&mut self.used, dict)?;
        let item = dict.previous(&mut self.position);
        self.remaining = self.remaining.saturating_sub(1);
        Ok(item)
    }

    pub fn length_hint(&self, dict: &Dict) -> usize {
        if self.used == dict.len() { self.remaining } else { 0 }
    }

    pub fn is_broken(&self) -> bool {
        self.used == Cursor::BROKEN
    }
}

fn check_size(used: &mut usize, dict: &Dict) -> PyResult<()> {
    if *used == dict.len() {
        return Ok(());
    }
    *used = Cursor::BROKEN;
    Err(crate::raise!(RuntimeError, "dictionary changed size during iteration"))
}
