//! CPython 3.8's marshal format, independent of any object model.
//!
//! Writer and reader know the format; what objects are is said by [`write::Source`] and
//! [`read::Sink`], so that the compiler's trees and the runtime's objects use one codec.
//!
//! **Invariant**: bytes, versions 0 to 4, order of references, errors and their texts are
//! CPython 3.8's. The reader is safe on any bytes: it allocates no more than a small multiple of
//! what it has read, apart from what a sink does with an announced size.
#![forbid(unsafe_code)]

mod kind;
pub mod read;
pub mod write;

/// The version that `marshal.dumps` writes unless told otherwise.
pub const VERSION: u32 = 4;

/// How deep objects may nest.
const MAX_DEPTH: u32 = 2000;
