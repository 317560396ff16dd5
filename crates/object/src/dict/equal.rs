//! Equality of dicts.

use crate::dict::Dict;
use crate::protocol;
use crate::ptr::PyResult;

impl Dict {
    /// The same keys with equal values, in any order.
    pub fn equals(&self, other: &Dict) -> PyResult<bool> {
        if self.len() != other.len() {
            return Ok(false);
        }
        let mut position = 0;
        while let Some((key, value, hash)) = self.next_with_hash(&mut position) {
            let Some(other_value) = other.get_with_hash(&key, hash)? else { return Ok(false) };
            if !value.is(&*other_value) && !protocol::compare_eq(&value, &other_value)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
