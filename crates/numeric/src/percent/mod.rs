//! The core of `%` formatting, shared by str and bytes: reading a format's pieces and writing its numbers.

mod pieces;
mod render;

pub use pieces::{Arguments, Conversion, Kind, Piece, Pieces, unsupported};
pub use render::{float, int, text};
