//! Predicates behind the `str.is*` methods, and decimal and digit values.
//!
//! ASCII is answered from one small table of flag words; everything else takes
//! two loads to its row.

use crate::tables::kinds::*;
use crate::types::{Kind, leaf};

#[inline]
pub(crate) fn kind(cp: u32) -> &'static Kind {
    &KINDS[usize::from(KIND_LEAVES[leaf(&KIND_BLOCKS, KIND_SHIFT, cp)])]
}

#[inline]
fn has(cp: u32, flags: u16) -> bool {
    let found = match ASCII.get(cp as usize) {
        Some(&flags) => flags,
        None => kind(cp).flags,
    };
    found & flags != 0
}

macro_rules! predicates {
    ($($(#[$doc:meta])* $name:ident = $flags:expr;)*) => {$(
        $(#[$doc])*
        #[inline]
        pub fn $name(cp: u32) -> bool {
            has(cp, $flags)
        }
    )*};
}

predicates! {
    /// A letter: general category L*.
    is_alpha = ALPHA;
    /// A digit of a positional decimal system: `int()` accepts it.
    is_decimal = DECIMAL;
    /// A decimal, or another single digit such as a superscript.
    is_digit = DIGIT;
    /// Anything with a numeric value.
    is_numeric = NUMERIC;
    is_alnum = ALPHA | DECIMAL | DIGIT | NUMERIC;
    /// White space of `str.isspace`, `str.split` and `str.strip`.
    is_space = SPACE;
    /// What `repr` shows unescaped.
    is_printable = PRINTABLE;
    is_lower = LOWER;
    is_upper = UPPER;
    /// A letter in title case, such as U+01C5.
    is_title = TITLE;
    /// Has property Cased: one half of the final sigma rule.
    is_cased = CASED;
    /// Has property Case_Ignorable: the other half of the final sigma rule.
    is_case_ignorable = CASE_IGNORABLE;
    /// XID_Start; the underscore is not in it: see [`is_identifier_start`].
    is_xid_start = XID_START;
    is_xid_continue = XID_CONTINUE;
    /// A line boundary of `str.splitlines`.
    is_linebreak = LINEBREAK;
}

/// May begin an identifier.
#[inline]
pub fn is_identifier_start(cp: u32) -> bool {
    cp == u32::from(b'_') || is_xid_start(cp)
}

/// May continue an identifier.
#[inline]
pub fn is_identifier_continue(cp: u32) -> bool {
    is_xid_continue(cp)
}

#[inline]
fn value(stored: u8) -> Option<u32> {
    (stored != 255).then_some(u32::from(stored))
}

/// Value of a decimal digit.
#[inline]
pub fn decimal(cp: u32) -> Option<u32> {
    if cp < 128 {
        let value = cp.wrapping_sub(u32::from(b'0'));
        return (value < 10).then_some(value);
    }
    value(kind(cp).decimal)
}

/// Value of a digit, positional or not.
#[inline]
pub fn digit(cp: u32) -> Option<u32> {
    if cp < 128 {
        return decimal(cp);
    }
    value(kind(cp).digit)
}
