//! What encoders read: code points in one of the three widths.

/// A stored code point.
pub trait Unit: Copy + Into<u32> {}

impl Unit for u8 {}
impl Unit for u16 {}
impl Unit for u32 {}

/// A string's code points. `Ucs2` holds code points, not UTF-16.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    Ucs1(&'a [u8]),
    Ucs2(&'a [u16]),
    Ucs4(&'a [u32]),
}

impl<'a> Text<'a> {
    pub fn len(self) -> usize {
        match self {
            Self::Ucs1(units) => units.len(),
            Self::Ucs2(units) => units.len(),
            Self::Ucs4(units) => units.len(),
        }
    }

    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The code point at `index`.
    ///
    /// # Panics
    /// If `index` is out of range.
    #[inline]
    pub fn at(self, index: usize) -> u32 {
        match self {
            Self::Ucs1(units) => units[index].into(),
            Self::Ucs2(units) => units[index].into(),
            Self::Ucs4(units) => units[index],
        }
    }

    pub fn iter(self) -> impl Iterator<Item = u32> + 'a {
        (0..self.len()).map(move |index| self.at(index))
    }
}

/// Runs `$body` with `$units` bound to the slice, whatever its width.
macro_rules! with_units {
    ($text:expr, $units:ident => $body:expr) => {
        match $text {
            $crate::Text::Ucs1($units) => $body,
            $crate::Text::Ucs2($units) => $body,
            $crate::Text::Ucs4($units) => $body,
        }
    };
}
pub(crate) use with_units;

#[inline]
pub(crate) fn is_surrogate(cp: u32) -> bool {
    (0xD800..0xE000).contains(&cp)
}

/// Length of the run of units from `start` that satisfy `test`.
pub(crate) fn run_end<U: Unit>(units: &[U], start: usize, test: impl Fn(u32) -> bool) -> usize {
    start + units[start..].iter().take_while(|&&unit| test(unit.into())).count()
}
