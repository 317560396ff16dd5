//! The templates of `str.format`: literals and replacement fields, and the names in fields.
//!
//! All of it works on ranges of the template, of code points of any width; expanding nested specs and
//! limiting their depth is the caller's.

mod field_name;
mod markup;

pub use field_name::{Accessor, AutoNumber, FieldName, First};
pub use markup::{Field, Markup, Template};
