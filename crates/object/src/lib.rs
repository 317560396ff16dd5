//! Objects: references, counts, types, attribute lookup, the call protocol, errors, the cycle
//! collector. The unsafe fence: the crates above see safe functions over `&Object` and [`Py`].
//!
//! **Architecture Invariant**: nothing here knows a frame, a code object or a module; what is
//! needed of the runtime comes through [`hooks`].

pub mod alloc;
pub mod base_object;
pub mod buffer;
pub mod bytearray;
pub mod bytes;
pub mod call;
pub mod complex;
pub mod dict;
pub mod errors;
pub mod exc;
pub mod exception;
pub mod float;
pub mod gc;
pub mod guards;
pub mod hash;
pub mod heap_type;
pub mod hooks;
pub mod instance;
pub mod int;
pub mod layers;
pub mod libm;
pub mod list;
pub mod locale;
mod numeric;
pub mod pool;
pub mod protocol;
pub mod ptr;
pub mod set;
pub mod singletons;
pub mod slice;
pub mod statics;
pub mod str;
pub mod subscript;
#[cfg(test)]
mod testing;
pub mod trace;
pub mod tstate;
pub mod tuple;
pub mod ty;
pub mod unicode_error;
pub mod volatile;
pub mod weakref;

pub use ptr::{Field, GilCell, Layout, Object, Py, PyResult, Raised};
pub use pyston_abi as abi;
pub use trace::{Trace, Visitor};
pub use ty::Type;
pub mod args;
pub mod args_parsed;
pub mod attr;
pub mod cell;
pub mod cfunction;
pub mod convert;
pub mod descr;
pub mod descr_bind;
pub mod fields;
pub mod glue;
pub mod install;
pub mod members;
pub mod memory;
pub mod memory_trace;
pub mod memoryview;
pub mod method;
pub mod module;
pub mod once;
pub mod payload;
pub mod prelude;
pub mod ready;
pub mod room;
pub mod slots;
pub mod structseq;
