//! Building a string piece by piece.

use std::fmt;

use pyston_codec::Output;

use super::utf8::unescape_surrogate;
use super::{Str, StrData};
use crate::ptr::{Py, PyResult};

/// Builds a string piece by piece, widening as needed.
#[derive(Default)]
pub struct StrBuilder {
    units: Units,
}

/// What was written, in a width that holds it.
enum Units {
    Narrow(Vec<u8>),
    Ucs2(Vec<u16>),
    Ucs4(Vec<u32>),
}

impl Default for Units {
    fn default() -> Self {
        Units::Narrow(Vec::new())
    }
}

fn widened<N: Copy, W: From<N>>(units: &[N], extra: usize) -> Vec<W> {
    let mut wide = Vec::with_capacity(units.len() + extra.max(units.len() / 4 + 1));
    wide.extend(units.iter().map(|&unit| W::from(unit)));
    wide
}

impl StrBuilder {
    pub fn new() -> StrBuilder {
        StrBuilder::default()
    }
    pub fn with_capacity(capacity: usize) -> StrBuilder {
        StrBuilder { units: Units::Narrow(Vec::with_capacity(capacity)) }
    }
    /// As [`StrBuilder::with_capacity`], for a size that a program chose.
    ///
    /// # Errors
    /// `MemoryError` where there is no room.
    pub fn try_with_capacity(capacity: usize) -> PyResult<StrBuilder> {
        let mut builder = StrBuilder::new();
        builder.try_reserve(capacity)?;
        Ok(builder)
    }
    /// Makes room for more code points of the present width.
    ///
    /// # Errors
    /// `MemoryError` where there is none.
    pub fn try_reserve(&mut self, additional: usize) -> PyResult<()> {
        let reserved = match &mut self.units {
            Units::Narrow(units) => units.try_reserve(additional),
            Units::Ucs2(units) => units.try_reserve(additional),
            Units::Ucs4(units) => units.try_reserve(additional),
        };
        reserved.map_err(|_| crate::errors::no_memory())
    }
    pub fn len(&self) -> usize {
        self.data().len()
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What was written so far.
    pub fn data(&self) -> StrData<'_> {
        match &self.units {
            Units::Narrow(units) => StrData::Ucs1(units),
            Units::Ucs2(units) => StrData::Ucs2(units),
            Units::Ucs4(units) => StrData::Ucs4(units),
        }
    }

    /// Makes room for code points up to `max`, and for `extra` more of them.
    #[cold]
    fn widen(&mut self, max: u32, extra: usize) {
        self.units = match (std::mem::take(&mut self.units), max) {
            (Units::Narrow(units), 0x100..0x1_0000) => Units::Ucs2(widened(&units, extra)),
            (Units::Narrow(units), 0x1_0000..) => Units::Ucs4(widened(&units, extra)),
            (Units::Ucs2(units), 0x1_0000..) => Units::Ucs4(widened(&units, extra)),
            (units, _) => units,
        };
    }

    #[inline]
    pub fn push(&mut self, point: u32) {
        match &mut self.units {
            Units::Narrow(units) if point < 0x100 => units.push(point as u8),
            Units::Ucs2(units) if point < 0x1_0000 => units.push(point as u16),
            Units::Ucs4(units) => units.push(point),
            _ => {
                self.widen(point, 0);
                self.push(point);
            }
        }
    }
    pub fn push_str(&mut self, text: &str) {
        if text.is_ascii() {
            self.push_data(StrData::Ascii(text.as_bytes()));
        } else {
            text.chars().for_each(|char| self.push(char.into()));
        }
    }
    pub fn push_data(&mut self, data: StrData<'_>) {
        match (&self.units, data) {
            (Units::Narrow(_), StrData::Ucs2(units)) => self.widen(0xFFFF, units.len()),
            (Units::Narrow(_) | Units::Ucs2(_), StrData::Ucs4(units)) => self.widen(0x10_FFFF, units.len()),
            _ => (),
        }
        match (&mut self.units, data) {
            (Units::Narrow(own), StrData::Ascii(units) | StrData::Ucs1(units)) => own.extend_from_slice(units),
            (Units::Ucs2(own), StrData::Ascii(units) | StrData::Ucs1(units)) => {
                own.extend(units.iter().map(|&unit| u16::from(unit)));
            }
            (Units::Ucs2(own), StrData::Ucs2(units)) => own.extend_from_slice(units),
            (Units::Ucs4(own), StrData::Ucs4(units)) => own.extend_from_slice(units),
            (Units::Ucs4(own), _) => own.extend(data.iter()),
            _ => data.iter().for_each(|point| self.push(point)),
        }
    }
    /// As [`StrBuilder::push_data`], for a text that may grow as long as a program likes.
    ///
    /// # Errors
    /// `MemoryError` where there is no room.
    pub fn try_push_data(&mut self, data: StrData<'_>) -> PyResult<()> {
        let widens = match (&self.units, data) {
            (Units::Narrow(_), StrData::Ucs2(_) | StrData::Ucs4(_)) | (Units::Ucs2(_), StrData::Ucs4(_)) => true,
            _ => false,
        };
        if widens {
            // The wider copy, which has some room to spare.
            crate::room::probe::<u32>((self.len() + data.len()).saturating_mul(2))?;
        } else {
            self.try_reserve(data.len())?;
        }
        self.push_data(data);
        Ok(())
    }
    pub fn push_py(&mut self, text: &Str) {
        self.push_data(text.data());
    }
    pub fn push_repeated(&mut self, point: u32, count: usize) {
        if count == 0 {
            return;
        }
        self.push(point);
        match &mut self.units {
            Units::Narrow(units) => units.resize(units.len() + count - 1, point as u8),
            Units::Ucs2(units) => units.resize(units.len() + count - 1, point as u16),
            Units::Ucs4(units) => units.resize(units.len() + count - 1, point),
        }
    }
    pub fn finish(self) -> PyResult<Py<Str>> {
        Str::from_data(self.data())
    }
}

impl Output for StrBuilder {
    #[inline]
    fn push(&mut self, point: u32) {
        StrBuilder::push(self, point);
    }
    fn extend_ascii(&mut self, bytes: &[u8]) {
        self.push_data(StrData::Ucs1(bytes));
    }
    fn extend_latin1(&mut self, bytes: &[u8]) {
        self.push_data(StrData::Ucs1(bytes));
    }
}

impl fmt::Write for StrBuilder {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.is_ascii() {
            self.push_str(text);
        } else {
            text.chars().for_each(|char| self.push(unescape_surrogate(char.into())));
        }
        Ok(())
    }
}
