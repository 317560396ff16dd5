//! Validation of the INFO block: the hints for searching in front of a program.
//!
//! Hints that make no sense but are harmless to CPython are passed over.

use crate::decode::{Decoder, InvalidCode, Result};
use crate::opcode::info;
use crate::program::Prefix;

impl Decoder<'_> {
    /// The block of hints in front of the code.
    pub(crate) fn info(&mut self) -> Result<()> {
        let target = self.skip(0)?;
        let [flags, min, _max] = self.words()?;
        let known = info::PREFIX | info::LITERAL | info::CHARSET;
        let prefix = flags & info::PREFIX != 0;
        let charset = flags & info::CHARSET != 0;
        let complete = flags & info::LITERAL != 0;
        if flags & !known != 0 || (prefix && charset) || (complete && !prefix) {
            return Err(InvalidCode);
        }
        self.program.min_width = min;
        if prefix {
            let [len, skip] = self.words()?;
            let literal = self.slice(len, target)?;
            let overlap = self.slice(len, target)?;
            if overlap.iter().any(|&place| place >= len) {
                return Err(InvalidCode);
            }
            let falls = |(index, &place): (usize, &u32)| place as usize <= index;
            let sane = skip <= len && overlap.iter().enumerate().all(falls);
            if sane {
                self.program.prefix = Some(Prefix { literal, overlap, skip, complete });
            }
        }
        if charset {
            self.items(target)?;
        }
        if self.pos == target { Ok(()) } else { Err(InvalidCode) }
    }

    fn slice(&mut self, len: u32, limit: usize) -> Result<Box<[u32]>> {
        let end = self.pos.checked_add(len as usize).ok_or(InvalidCode)?;
        if end > limit {
            return Err(InvalidCode);
        }
        let words = &self.code[self.pos..end];
        self.pos = end;
        Ok(words.into())
    }
}
