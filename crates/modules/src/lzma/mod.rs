//! `_lzma`: compression by liblzma.

mod compressor;
mod decompressor;
mod filters;
mod stream;

use std::fmt;

use liblzma_sys as xz;
use pyston_object::once::{Once, new_exception};
use pyston_object::prelude::*;

use crate::arguments::CInt;
use filters::Filter;

pub struct LzmaModule;

/// How much room output gets at first.
const FIRST_ROOM: usize = 8192;

/// How much room output of a length gets more: fixes how output spreads over calls.
fn more_room(len: usize) -> usize {
    (len >> 3) + 6
}

/// The container formats.
struct Format;

impl Format {
    const AUTO: i32 = 0;
    const XZ: i32 = 1;
    const ALONE: i32 = 2;
    const RAW: i32 = 3;
}

const NO_CHECK_GIVEN: i32 = -1;
/// The check of a stream whose header was not read yet.
const CHECK_UNKNOWN: u32 = xz::LZMA_CHECK_ID_MAX + 1;

static ERROR: Once<Type> = Once::new();

fn error_class() -> PyResult<&'static Type> {
    ERROR.get_or_try_init(|| {
        let class = new_exception("_lzma", "LZMAError", &exc::Exception)?;
        pyston_object::attr::setattr_str(&class, name!("__doc__"), Some(&*Str::new("A failure of liblzma.")?))?;
        Ok(class)
    })
}

fn lzma_error(message: fmt::Arguments<'_>) -> Raised {
    error_class().map_or_else(|raised| raised, |class| errors::raise_fmt(class, message))
}

/// A filter's identifier.
struct FilterId(u64);

impl FromArg<'_> for FilterId {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        crate::arguments::unsigned_bits(object).map(FilterId)
    }
}

/// Compression by liblzma.
#[pymodule("_lzma")]
impl LzmaModule {
    /// Does the library know an integrity check?
    #[function("($module, check_id, /)")]
    fn is_check_supported(check_id: CInt) -> bool {
        // SAFETY: a number.
        unsafe { xz::lzma_check_is_supported(check_id.0 as u32) != 0 }
    }

    /// The properties of a filter, as the header of a block has them.
    #[function("($module, filter, /)")]
    fn _encode_filter_properties(filter: &Object) -> PyResult<Vec<u8>> {
        Filter::parse(filter)?.encode()
    }

    /// The filter, as a dict, that has the given properties.
    #[function("($module, filter_id, encoded_props, /)")]
    fn _decode_filter_properties(filter_id: FilterId, encoded_props: Buffer) -> PyResult<Py<Dict>> {
        Filter::decode(filter_id.0, encoded_props.as_slice())?.spec()
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (name, value) in CONSTANTS {
            module.add(name, *value)?;
        }
        module.add("LZMAError", error_class()?.new_ref())?;
        crate::add_type(module, &compressor::Compressor_Type, compressor::Compressor::install)?;
        crate::add_type(module, &decompressor::Decompressor_Type, decompressor::install)
    }
}

const CONSTANTS: &[(&str, u64)] = &[
    ("FORMAT_AUTO", Format::AUTO as u64),
    ("FORMAT_XZ", Format::XZ as u64),
    ("FORMAT_ALONE", Format::ALONE as u64),
    ("FORMAT_RAW", Format::RAW as u64),
    ("CHECK_NONE", xz::LZMA_CHECK_NONE as u64),
    ("CHECK_CRC32", xz::LZMA_CHECK_CRC32 as u64),
    ("CHECK_CRC64", xz::LZMA_CHECK_CRC64 as u64),
    ("CHECK_SHA256", xz::LZMA_CHECK_SHA256 as u64),
    ("CHECK_ID_MAX", xz::LZMA_CHECK_ID_MAX as u64),
    ("CHECK_UNKNOWN", CHECK_UNKNOWN as u64),
    ("FILTER_LZMA1", xz::LZMA_FILTER_LZMA1),
    ("FILTER_LZMA2", xz::LZMA_FILTER_LZMA2),
    ("FILTER_DELTA", xz::LZMA_FILTER_DELTA),
    ("FILTER_X86", xz::LZMA_FILTER_X86),
    ("FILTER_IA64", xz::LZMA_FILTER_IA64),
    ("FILTER_ARM", xz::LZMA_FILTER_ARM),
    ("FILTER_ARMTHUMB", xz::LZMA_FILTER_ARMTHUMB),
    ("FILTER_SPARC", xz::LZMA_FILTER_SPARC),
    ("FILTER_POWERPC", xz::LZMA_FILTER_POWERPC),
    ("MF_HC3", xz::LZMA_MF_HC3 as u64),
    ("MF_HC4", xz::LZMA_MF_HC4 as u64),
    ("MF_BT2", xz::LZMA_MF_BT2 as u64),
    ("MF_BT3", xz::LZMA_MF_BT3 as u64),
    ("MF_BT4", xz::LZMA_MF_BT4 as u64),
    ("MODE_FAST", xz::LZMA_MODE_FAST as u64),
    ("MODE_NORMAL", xz::LZMA_MODE_NORMAL as u64),
    ("PRESET_DEFAULT", xz::LZMA_PRESET_DEFAULT as u64),
    ("PRESET_EXTREME", xz::LZMA_PRESET_EXTREME as u64),
];
