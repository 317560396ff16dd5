//! The format mini-language: `[[fill]align][sign][#][0][width][,_][.precision][type]`.
//!
//! A spec is parsed from code points of any width (`u8`, `u16`, `u32`) and applied to a number or to the
//! length of a str; the result is a [`Formatted`] layout, which the caller writes where it likes.

mod layout;
mod number;
mod spec;
mod text;

pub use layout::{Formatted, NumberLocale};
pub use number::{format_complex, format_float, format_int};
pub use spec::{Align, FormatSpec, Grouping, Sign};
pub use text::{TextLayout, format_text};
