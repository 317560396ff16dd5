//! The texts matched against, and the code units they are made of.
//!
//! Matching is generic over [`Unit`], so each width gets loops of its own.

/// A text in the storage width of its string.
#[derive(Clone, Copy, Debug)]
pub enum Text<'a> {
    /// A Latin-1 str, or bytes.
    Ucs1(&'a [u8]),
    /// A str of the Basic Multilingual Plane.
    Ucs2(&'a [u16]),
    /// Any str.
    Ucs4(&'a [u32]),
}

impl Text<'_> {
    /// The number of characters.
    pub fn len(&self) -> usize {
        match self {
            Text::Ucs1(units) => units.len(),
            Text::Ucs2(units) => units.len(),
            Text::Ucs4(units) => units.len(),
        }
    }

    /// Whether there are no characters.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One character in storage.
pub(crate) trait Unit: Copy + Eq + TryFrom<u32> + 'static {
    fn code(self) -> u32;

    /// The unit for a code point, where it fits.
    fn from_code(code: u32) -> Option<Self> {
        Self::try_from(code).ok()
    }
}

impl Unit for u8 {
    #[inline(always)]
    fn code(self) -> u32 {
        u32::from(self)
    }
}

impl Unit for u16 {
    #[inline(always)]
    fn code(self) -> u32 {
        u32::from(self)
    }
}

impl Unit for u32 {
    #[inline(always)]
    fn code(self) -> u32 {
        self
    }
}

/// Units looked at together; the comparison of a block compiles to vector
/// instructions.
const BLOCK: usize = 32;

/// The first place of `unit` in `hay`.
pub(crate) fn find<U: Unit>(hay: &[U], unit: U) -> Option<usize> {
    let (blocks, rest) = hay.as_chunks::<BLOCK>();
    for (index, block) in blocks.iter().enumerate() {
        if block.iter().fold(false, |hit, &at| hit | (at == unit)) {
            let inside = block.iter().position(|&at| at == unit)?;
            return Some(index * BLOCK + inside);
        }
    }
    let inside = rest.iter().position(|&at| at == unit)?;
    Some(blocks.len() * BLOCK + inside)
}

/// The first place where `first` stands and, `distance` further on, `last`.
pub(crate) fn find_pair<U: Unit>(hay: &[U], first: U, last: U, distance: usize) -> Option<usize> {
    let tails = hay.get(distance..)?;
    let heads = &hay[..tails.len()];
    let (head_blocks, head_rest) = heads.as_chunks::<BLOCK>();
    let (tail_blocks, tail_rest) = tails.as_chunks::<BLOCK>();
    for (index, (head, tail)) in head_blocks.iter().zip(tail_blocks).enumerate() {
        let mut hit = false;
        for lane in 0..BLOCK {
            hit |= (head[lane] == first) & (tail[lane] == last);
        }
        if hit {
            let inside = (0..BLOCK).find(|&lane| head[lane] == first && tail[lane] == last)?;
            return Some(index * BLOCK + inside);
        }
    }
    let inside = (0..head_rest.len()).find(|&lane| head_rest[lane] == first && tail_rest[lane] == last)?;
    Some(head_blocks.len() * BLOCK + inside)
}

#[cfg(test)]
mod tests {
    use super::{find, find_pair};

    #[test]
    fn finds_across_blocks() {
        for len in [0usize, 1, 31, 32, 33, 64, 100] {
            for place in 0..len {
                let mut hay = vec![7u16; len];
                hay[place] = 9;
                assert_eq!(find(&hay, 9), Some(place));
                assert_eq!(find(&hay, 8), None);
                let expected = place.checked_sub(3);
                assert_eq!(find_pair(&hay, 7, 9, 3), expected);
            }
        }
    }
}
