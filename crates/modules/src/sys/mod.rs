//! The operating system: its calls as safe functions over file descriptors, and file names.

pub mod path;
mod unix;

pub use unix::*;
