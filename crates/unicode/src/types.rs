//! Row types of the generated tables, and the step through a two-level trie.
//!
//! Rows are shared by all code points with equal facts, hence case mappings
//! are kept as distances and rare ones in a side table.

/// What the `str` methods ask about a code point.
pub(crate) struct Kind {
    pub(crate) flags: u16,
    pub(crate) lower: i32,
    pub(crate) upper: i32,
    pub(crate) title: i32,
    /// Number of the entry in `SPECIALS`, counted from one; 0 when the full
    /// mappings equal the simple ones.
    pub(crate) special: u8,
    /// 255 stands for "none" in both.
    pub(crate) decimal: u8,
    pub(crate) digit: u8,
}

impl Kind {
    pub(crate) const fn new(
        flags: u16,
        lower: i32,
        upper: i32,
        title: i32,
        special: u8,
        decimal: u8,
        digit: u8,
    ) -> Self {
        Self { flags, lower, upper, title, special, decimal, digit }
    }
}

/// What `unicodedata` asks about a code point.
pub(crate) struct Property {
    pub(crate) category: u8,
    pub(crate) bidirectional: u8,
    pub(crate) combining: u8,
    pub(crate) width: u8,
    pub(crate) mirrored: bool,
    /// Index in `NUMBERS`; 0 stands for "none".
    pub(crate) number: u8,
    pub(crate) decimal: u8,
    pub(crate) digit: u8,
    pub(crate) quick_check: u8,
}

impl Property {
    pub(crate) const fn new(
        category: u8,
        bidirectional: u8,
        combining: u8,
        width: u8,
        mirrored: u8,
        number: u8,
        decimal: u8,
        digit: u8,
        quick_check: u8,
    ) -> Self {
        Self { category, bidirectional, combining, width, mirrored: mirrored != 0, number, decimal, digit, quick_check }
    }
}

/// Where `cp`'s leaf is; past U+10FFFF that of U+FFFF, a code point that
/// stays unassigned for ever.
#[inline]
pub(crate) fn leaf<T: Copy + Into<usize>>(blocks: &[T], shift: u32, cp: u32) -> usize {
    let cp = if cp < 0x11_0000 { cp } else { 0xFFFF };
    let block: usize = blocks[(cp >> shift) as usize].into();
    (block << shift) | (cp & ((1 << shift) - 1)) as usize
}
