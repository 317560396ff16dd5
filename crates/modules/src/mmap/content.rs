//! Reading, writing and searching parts of a mapping.
//!
//! **Invariant**: values are converted first and the mapping looked at afterwards: converting may close it.

use pyston_object::prelude::*;
use pyston_object::subscript::{Bounds, Parts, in_bounds};

use super::object::{Mmap, ssize};

impl Mmap {
    pub fn search(&self, name: &str, args: Args<'_>, is_reverse: bool) -> PyResult<isize> {
        let args = self.arguments(name, args, 1, 3)?;
        let needle = Buffer::new(args[0])?;
        let bound = |index: usize| args.get(index).map(|bound| ssize(bound)).transpose();
        let (start, end) = (bound(1)?, bound(2)?);
        let map = self.open()?;
        let len = map.len() as isize;
        let clamp = |bound: isize| if bound < 0 { (bound + len).max(0) } else { bound.min(len) } as usize;
        let start = clamp(start.unwrap_or(self.position.get() as isize));
        let end = clamp(end.unwrap_or(len));
        if start > end {
            return Ok(-1);
        }
        Ok(map.find(needle.as_slice(), start, end, is_reverse).map_or(-1, |index| index as isize))
    }

    pub fn slice(&self, parts: Parts) -> PyResult<Vec<u8>> {
        let map = self.open()?;
        let bounds = Bounds::of(parts, map.len());
        if bounds.step == 1 {
            return Ok(map.read(bounds.start as usize, bounds.count));
        }
        Ok(bounds.indices().map(|index| map.byte(index)).collect())
    }

    pub fn set_item(&self, index: isize, value: Option<&Object>) -> PyResult<()> {
        let out_of_range = || raise!(IndexError, "mmap index out of range");
        let index = in_bounds(index, self.open()?.len()).ok_or_else(out_of_range)?;
        let Some(value) = value else { return Err(raise!(TypeError, "mmap doesn't support item deletion")) };
        if !protocol::has_index(value) {
            return Err(raise!(TypeError, "mmap item value must be an int"));
        }
        let value = protocol::index_as_ssize_for(value, Some(&exc::TypeError))?;
        let Ok(byte) = u8::try_from(value) else {
            return Err(raise!(ValueError, "mmap item value must be in range(0, 256)"));
        };
        let map = self.open()?;
        map.set_byte(in_bounds(index as isize, map.len()).ok_or_else(out_of_range)?, byte);
        Ok(())
    }

    pub fn set_slice(&self, parts: Parts, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "mmap object doesn't support slice deletion")) };
        let content = Buffer::new(value)?;
        let map = self.open()?;
        let bounds = Bounds::of(parts, map.len());
        if content.len() != bounds.count {
            return Err(raise!(IndexError, "mmap slice assignment is wrong size"));
        }
        if bounds.step == 1 {
            map.write(bounds.start as usize, content.as_slice());
        } else {
            // The content may be part of the mapping.
            for (index, byte) in bounds.indices().zip(content.to_vec()) {
                map.set_byte(index, byte);
            }
        }
        Ok(())
    }
}
