//! The code points of a string as a slice of one of the stored widths.

use pyston_codec::Text;

/// The code points of a string, in the width they are stored in.
#[derive(Clone, Copy, Debug)]
pub enum StrData<'a> {
    /// All below 0x80.
    Ascii(&'a [u8]),
    Ucs1(&'a [u8]),
    Ucs2(&'a [u16]),
    Ucs4(&'a [u32]),
}

impl<'a> StrData<'a> {
    pub fn len(self) -> usize {
        match self {
            StrData::Ascii(units) | StrData::Ucs1(units) => units.len(),
            StrData::Ucs2(units) => units.len(),
            StrData::Ucs4(units) => units.len(),
        }
    }
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// The code point at `index`, which must be in bounds.
    #[inline]
    pub fn at(self, index: usize) -> u32 {
        match self {
            StrData::Ascii(units) | StrData::Ucs1(units) => u32::from(units[index]),
            StrData::Ucs2(units) => u32::from(units[index]),
            StrData::Ucs4(units) => units[index],
        }
    }
    /// The code points `start..stop`.
    pub fn slice(self, start: usize, stop: usize) -> StrData<'a> {
        match self {
            StrData::Ascii(units) => StrData::Ascii(&units[start..stop]),
            StrData::Ucs1(units) => StrData::Ucs1(&units[start..stop]),
            StrData::Ucs2(units) => StrData::Ucs2(&units[start..stop]),
            StrData::Ucs4(units) => StrData::Ucs4(&units[start..stop]),
        }
    }
    pub fn iter(self) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone + 'a {
        (0..self.len()).map(move |index| self.at(index))
    }
    /// The largest code point, or for ASCII an upper bound of it.
    pub fn max_char(self) -> u32 {
        match self {
            StrData::Ascii(_) => 0x7F,
            StrData::Ucs1(units) => units.iter().copied().max().unwrap_or(0).into(),
            StrData::Ucs2(units) => units.iter().copied().max().unwrap_or(0).into(),
            StrData::Ucs4(units) => units.iter().copied().max().unwrap_or(0),
        }
    }

    /// The largest code point that the width holds: what a whole string's largest needs.
    pub(super) fn bound(self) -> u32 {
        match self {
            StrData::Ascii(_) => 0x7F,
            StrData::Ucs1(_) => 0xFF,
            StrData::Ucs2(_) => 0xFFFF,
            StrData::Ucs4(_) => 0x10_FFFF,
        }
    }
}

impl<'a> From<StrData<'a>> for Text<'a> {
    fn from(data: StrData<'a>) -> Text<'a> {
        match data {
            StrData::Ascii(units) | StrData::Ucs1(units) => Text::Ucs1(units),
            StrData::Ucs2(units) => Text::Ucs2(units),
            StrData::Ucs4(units) => Text::Ucs4(units),
        }
    }
}
