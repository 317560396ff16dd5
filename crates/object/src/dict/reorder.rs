//! Moving entries to either end of the order, for `OrderedDict`.
//!
//! Dead entries in front of the first one are room for entries that move there. If there is none, the
//! table is built anew with as many dead entries in front as there are live ones, so that moving to the
//! front costs constant time on average, as moving to the end does.
//!
//! **Invariant**: an entry that moves keeps its references and its hash; no code runs after it was found.

use crate::dict::Dict;
use crate::dict::keys::{self, Keys, Kind, MIN_SIZE};
use crate::ptr::{Object, Py, PyResult};

impl Dict {
    /// Number of slots of the table.
    pub fn table_size(&self) -> usize {
        self.table().size()
    }

    /// The number of the first live entry at or after `from`.
    pub fn first_live(&self, from: usize) -> Option<usize> {
        // SAFETY: entries below `nentries` exist.
        (from..self.table().nentries()).find(|&index| unsafe { !(*self.value_slot(index)).is_null() })
    }

    fn last_live(&self) -> Option<usize> {
        // SAFETY: entries below `nentries` exist.
        (0..self.table().nentries()).rev().find(|&index| unsafe { !(*self.value_slot(index)).is_null() })
    }

    /// Finds a live entry, in a table that is this dict's own.
    fn find_to_move(&self, key: &Object, hash: isize) -> PyResult<Option<usize>> {
        if self.is_split() {
            self.resize(self.table().size())?;
        }
        let found = self.find(key, hash)?;
        // SAFETY: the entry was just found.
        Ok(found.filter(|&index| unsafe { !(*self.value_slot(index)).is_null() }))
    }

    /// Makes `key` the last one. `None`: it is not there; false: it was the last already.
    pub fn move_to_end(&self, key: &Object, hash: isize) -> PyResult<Option<bool>> {
        let Some(mut index) = self.find_to_move(key, hash)? else { return Ok(None) };
        if self.last_live() == Some(index) {
            return Ok(Some(false));
        }
        if self.table().usable() == 0 {
            index = self.live_before(index);
            self.resize(self.len() * 3)?;
        }
        let entry = self.table().take(index);
        self.table().append(entry);
        self.touch();
        Ok(Some(true))
    }

    fn live_before(&self, index: usize) -> usize {
        // SAFETY: entries below `nentries` exist.
        (0..index).filter(|&index| unsafe { !(*self.value_slot(index)).is_null() }).count()
    }

    /// Makes `key` the first one; no entry before `from` is alive. `None`: it is not there. Otherwise
    /// whether it has moved, and the number of the first entry now.
    pub fn move_to_front(&self, key: &Object, hash: isize, from: usize) -> PyResult<Option<(bool, usize)>> {
        let Some(mut index) = self.find_to_move(key, hash)? else { return Ok(None) };
        let mut first = self.first_live(from).filter(|&first| first <= index).unwrap_or(index);
        if first == index {
            return Ok(Some((false, first)));
        }
        if first == 0 {
            index = self.live_before(index);
            first = self.make_room_in_front()?;
            index += first;
        }
        let table = self.table();
        let entry = table.take(index);
        table.put(first - 1, entry);
        self.touch();
        Ok(Some((true, first - 1)))
    }

    /// Builds the table anew with dead entries in front; gives their number.
    fn make_room_in_front(&self) -> PyResult<usize> {
        let old = self.table();
        let room = self.len().max(MIN_SIZE / 2);
        let size = keys::estimate_size(2 * self.len() + room + 1).next_power_of_two().max(MIN_SIZE);
        let kind = if old.kind() == Kind::General { Kind::General } else { Kind::Strings };
        let new = Keys::new(size, kind)?;
        new.skip(room);
        for index in 0..old.nentries() {
            // SAFETY: the references of live entries move to the new table.
            unsafe {
                if !(*old.entry(index)).value.is_null() {
                    new.append(old.entry(index).read());
                }
            }
        }
        // SAFETY: a field of this live object; the entries have moved, and a table with an entry is not
        // the shared empty one.
        unsafe { (*self.raw()).ma_keys = new.as_ptr().cast() }
        old.free_block();
        Ok(room)
    }

    /// The first live entry at or after `from`, taken out, with its number.
    pub fn pop_first(&self, from: usize) -> PyResult<Option<(Py, Py, usize)>> {
        if self.is_split() {
            self.resize(self.table().size())?;
        }
        let Some(index) = self.first_live(from) else { return Ok(None) };
        let (key, value) = self.take_entry(index);
        Ok(Some((key, value, index)))
    }
}
