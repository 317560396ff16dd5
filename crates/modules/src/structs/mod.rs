//! `_struct`: packing values into bytes by a format.

mod format;
mod record;
mod value;

use pyston_object::buffer::Buffer;
use pyston_object::once::{Once, new_exception};
use pyston_object::prelude::*;

use record::{Struct, Struct_Type, UnpackIterator, Unpackiter_Type};

static ERROR: Once<Type> = Once::new();
/// Compiled formats by their text.
static CACHE: Once<Dict> = Once::new();
const MAX_CACHED: usize = 100;

/// `struct.error(message)`.
#[cold]
fn struct_error(message: &str) -> Raised {
    match ERROR.get_or_try_init(|| new_exception("struct", "error", &exc::Exception)) {
        Ok(error) => errors::raise_fmt(error, format_args!("{message}")),
        Err(raised) => raised,
    }
}

/// The compiled format, from the cache if it is there.
fn compiled(format: &Object) -> PyResult<Py<Instance<Struct>>> {
    let cache = CACHE.get_or_try_init(Dict::new)?;
    if let Some(found) = cache.get(format)?
        && let Ok(found) = found.downcast_into()
    {
        return Ok(found);
    }
    let made = Instance::new(Struct::default())?;
    made.prepare(format)?;
    if cache.len() >= MAX_CACHED {
        cache.clear();
    }
    cache.set(format, made.clone().into_object())?;
    Ok(made)
}

/// A format argument.
struct Compiled(Py<Instance<Struct>>);

impl FromArg<'_> for Compiled {
    fn from_arg(format: &Object, _: ArgContext) -> PyResult<Self> {
        compiled(format).map(Compiled)
    }
}

pub struct StructModule;

/// Packing Python values into bytes that hold C structs, and back.
///
/// A format's first character tells byte order, sizes and alignment: '@' native
/// (the default), '=' native order with standard sizes, '<' little-endian, '>'
/// big-endian, '!' as '>'. The others are the values, each with a count before
/// it if wanted: x pad byte; c char; b/B signed/unsigned byte; ? bool; h/H short;
/// i/I int; l/L long; q/Q long long; n/N ssize_t/size_t (native only); e half, f
/// float, d double; s bytes of the count's length; p Pascal string; P pointer
/// (native only). Errors are struct.error.
#[pymodule("_struct")]
impl StructModule {
    /// Forgets the compiled formats.
    #[function("($module, /)")]
    fn _clearcache() -> PyResult<()> {
        CACHE.get_or_try_init(Dict::new)?.clear();
        Ok(())
    }

    /// Size in bytes of the struct that the format describes.
    #[function("($module, format, /)")]
    fn calcsize(format: Compiled) -> PyResult<usize> {
        Ok(format.0.compiled()?.size)
    }

    /// pack(format, v1, v2, ...) -> bytes
    ///
    /// The values as bytes by the format.
    #[function]
    fn pack(args: Args) -> PyResult<Py<Bytes>> {
        args.no_keywords("pack")?;
        let Some((format, values)) = args.positional.split_first() else {
            return Err(raise!(TypeError, "missing format argument"));
        };
        let format = compiled(format)?;
        format.pack(values, "pack")
    }

    /// pack_into(format, buffer, offset, v1, v2, ...)
    ///
    /// Writes the values as bytes by the format into a buffer at an offset.
    #[function]
    fn pack_into(args: Args) -> PyResult<()> {
        args.no_keywords("pack_into")?;
        let Some((format, rest)) = args.positional.split_first() else {
            return Err(raise!(TypeError, "missing format argument"));
        };
        let format = compiled(format)?;
        format.pack_into(rest)
    }

    /// The values of a buffer by the format, as a tuple. Its size must be that of the format.
    #[function("($module, format, buffer, /)")]
    fn unpack(format: Compiled, buffer: Buffer) -> PyResult<Py<Tuple>> {
        format.0.unpack_all(&buffer)
    }

    /// The values at an offset of a buffer by the format, as a tuple.
    #[function("($module, format, /, buffer, offset=0)")]
    fn unpack_from(format: Compiled, buffer: Buffer, offset: isize) -> PyResult<Py<Tuple>> {
        format.0.unpack_at(&buffer, offset)
    }

    /// An iterator over the tuples of values that follow each other in a buffer.
    #[function("($module, format, buffer, /)")]
    fn iter_unpack(format: Compiled, buffer: &Object) -> PyResult {
        record::iterate(format.0, buffer)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::add_type(module, &Struct_Type, Struct::install)?;
        if !Unpackiter_Type.has_flag(pyston_object::abi::flags::Py_TPFLAGS_READY) {
            UnpackIterator::install();
            pyston_object::ready::ready(&Unpackiter_Type)?;
        }
        module.add("error", ERROR.get_or_try_init(|| new_exception("struct", "error", &exc::Exception))?.new_ref())
    }
}
