//! Padding and tab stops.

use std::ops::Range;

use super::Unit;

/// Where `center` and its like put the padding.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Left,
    Center,
    Right,
}

/// Padding before and behind a text of `len` units in a field of `width`.
pub fn padding(place: Place, len: usize, width: isize) -> (usize, usize) {
    let width = usize::try_from(width).unwrap_or(0);
    let missing = width.saturating_sub(len);
    let left = match place {
        Place::Left => 0,
        Place::Right => missing,
        Place::Center => missing / 2 + (missing & width & 1),
    };
    (left, missing - left)
}

/// A piece of a text with its tabs expanded.
pub enum TabPiece {
    Run(Range<usize>),
    Blanks(usize),
}

/// `expandtabs`: the pieces, and the length of the result (`None`: beyond the machine word).
pub fn expand_tabs<U: Unit>(text: &[U], tab_size: i32) -> (Vec<TabPiece>, Option<usize>) {
    let tab_size = usize::try_from(tab_size).unwrap_or(0);
    let mut pieces = Vec::new();
    let (mut column, mut start, mut total) = (0usize, 0, Some(text.len()));
    for (index, &unit) in text.iter().enumerate() {
        match unit.into() {
            0x09 => {
                let blanks = column.checked_rem(tab_size).map_or(0, |past| tab_size - past);
                pieces.push(TabPiece::Run(start..index));
                pieces.push(TabPiece::Blanks(blanks));
                column += blanks;
                start = index + 1;
                total =
                    total.and_then(|total| (total - 1).checked_add(blanks)).filter(|&len| len <= isize::MAX as usize);
            }
            0x0A | 0x0D => column = 0,
            _ => column += 1,
        }
    }
    pieces.push(TabPiece::Run(start..text.len()));
    (pieces, total)
}

/// How many fill characters `zfill` inserts, and how many units (a sign) stay before them.
pub fn zero_fill<U: Unit>(text: &[U], width: isize) -> (usize, usize) {
    let missing = usize::try_from(width).unwrap_or(0).saturating_sub(text.len());
    let signed = text.first().is_some_and(|&unit| matches!(unit.into(), 0x2B | 0x2D));
    (missing, usize::from(signed))
}
