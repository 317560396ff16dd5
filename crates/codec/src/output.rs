//! Where decoders write, and the builder of the narrowest storage.

/// A sink of code points.
pub trait Output {
    fn push(&mut self, cp: u32);

    /// Appends bytes below 128.
    fn extend_ascii(&mut self, bytes: &[u8]) {
        self.extend_latin1(bytes);
    }

    /// Appends bytes as the code points of the same number.
    fn extend_latin1(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.push(u32::from(byte));
        }
    }
}

impl Output for Vec<u32> {
    fn push(&mut self, cp: u32) {
        self.push(cp);
    }

    fn extend_latin1(&mut self, bytes: &[u8]) {
        self.extend(bytes.iter().map(|&byte| u32::from(byte)));
    }
}

/// Code points in the narrowest of CPython's string kinds that holds them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Units {
    Ascii(Vec<u8>),
    Latin1(Vec<u8>),
    Ucs2(Vec<u16>),
    Ucs4(Vec<u32>),
}

impl Units {
    pub fn len(&self) -> usize {
        match self {
            Self::Ascii(units) | Self::Latin1(units) => units.len(),
            Self::Ucs2(units) => units.len(),
            Self::Ucs4(units) => units.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Collects code points, widening its storage when one does not fit.
///
/// It widens only for code points it stores, so the result is the narrowest.
#[derive(Debug)]
pub struct Builder {
    units: Units,
}

impl Default for Builder {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl Builder {
    pub fn with_capacity(capacity: usize) -> Self {
        Self { units: Units::Ascii(Vec::with_capacity(capacity)) }
    }

    pub fn finish(self) -> Units {
        self.units
    }

    /// Stores `cp`, which the present kind cannot hold.
    #[cold]
    fn widen(&mut self, cp: u32) {
        let old = std::mem::replace(&mut self.units, Units::Ascii(Vec::new()));
        self.units = match (old, cp) {
            (Units::Ascii(mut units), 0x80..=0xFF) => {
                units.push(cp as u8);
                Units::Latin1(units)
            }
            (Units::Ascii(units) | Units::Latin1(units), 0..=0xFFFF) => Units::Ucs2(widened(&units, cp as u16)),
            (Units::Ascii(units) | Units::Latin1(units), _) => Units::Ucs4(widened(&units, cp)),
            (Units::Ucs2(units), _) => Units::Ucs4(widened(&units, cp)),
            (Units::Ucs4(mut units), _) => {
                units.push(cp);
                Units::Ucs4(units)
            }
        };
    }
}

fn widened<N: Copy, W: From<N>>(units: &[N], last: W) -> Vec<W> {
    let mut wide = Vec::with_capacity((units.len() + 1).max(units.len() * 5 / 4));
    wide.extend(units.iter().map(|&unit| W::from(unit)));
    wide.push(last);
    wide
}

impl Output for Builder {
    #[inline]
    fn push(&mut self, cp: u32) {
        match &mut self.units {
            Units::Ascii(units) if cp < 0x80 => units.push(cp as u8),
            Units::Latin1(units) if cp < 0x100 => units.push(cp as u8),
            Units::Ucs2(units) if cp < 0x1_0000 => units.push(cp as u16),
            Units::Ucs4(units) => units.push(cp),
            _ => self.widen(cp),
        }
    }

    fn extend_ascii(&mut self, bytes: &[u8]) {
        debug_assert!(bytes.is_ascii());
        match &mut self.units {
            Units::Ascii(units) | Units::Latin1(units) => units.extend_from_slice(bytes),
            Units::Ucs2(units) => units.extend(bytes.iter().map(|&byte| u16::from(byte))),
            Units::Ucs4(units) => units.extend(bytes.iter().map(|&byte| u32::from(byte))),
        }
    }

    fn extend_latin1(&mut self, bytes: &[u8]) {
        if let Units::Ascii(units) = &mut self.units
            && !bytes.is_ascii()
        {
            self.units = Units::Latin1(std::mem::take(units));
        }
        match &mut self.units {
            Units::Ascii(units) | Units::Latin1(units) => units.extend_from_slice(bytes),
            Units::Ucs2(units) => units.extend(bytes.iter().map(|&byte| u16::from(byte))),
            Units::Ucs4(units) => units.extend(bytes.iter().map(|&byte| u32::from(byte))),
        }
    }
}
