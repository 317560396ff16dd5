//! The protocols that objects take part in through the slots of their types: representation,
//! truth, hashing, comparison, numbers, sequences and mappings, iteration, buffers.
//!
//! **Architecture Invariant**: the meaning of an operation is here once; interpreter, JIT, C API and
//! built-in functions call these functions.

mod compare;
mod container;
mod instance_check;
mod iteration;
mod number;
pub mod special;
mod text;

pub use compare::*;
pub use container::*;
pub use instance_check::*;
pub use iteration::*;
pub use number::*;
pub use text::*;
