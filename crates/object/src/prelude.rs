//! What nearly every file above this crate uses.

pub use crate::args::Args;
pub use crate::buffer::Buffer;
pub use crate::bytearray::ByteArray;
pub use crate::bytes::Bytes;
pub use crate::convert::{ArgContext, FromArg, IntoPy};
pub use crate::dict::Dict;
pub use crate::errors;
pub use crate::float::Float;
pub use crate::int::Int;
pub use crate::list::List;
pub use crate::module::Module;
pub use crate::payload::{Instance, Payload, WeakList};
pub use crate::protocol;
pub use crate::protocol::CompareOp;
pub use crate::ptr::{Field, GilCell, Layout, Object, Py, PyResult, Raised};
pub use crate::set::Set;
pub use crate::singletons;
pub use crate::slice::Slice;
pub use crate::str::{Str, StrBuilder, StrData};
pub use crate::tuple::Tuple;
pub use crate::ty::Type;
pub use crate::{exc, name, raise};
pub use pyston_macros::{pyclass, pymodule, pytype};
