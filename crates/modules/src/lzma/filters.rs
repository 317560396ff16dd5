//! Filters: what is done to the data, one after the other, each with options of its kind.
//!
//! **Invariant**: a [`Chain`] owns the options that the C structs it gives point to.

use std::ffi::c_void;

use liblzma_sys as xz;
use pyston_object::prelude::*;

use super::lzma_error;
use super::stream::check;
use crate::arguments::unsigned_bits;

enum Options {
    Lzma(Box<xz::lzma_options_lzma>),
    Delta(Box<xz::lzma_options_delta>),
    Bcj(Box<xz::lzma_options_bcj>),
    None,
}

pub struct Filter {
    id: u64,
    options: Options,
}

/// The filters of a stream.
pub struct Chain(Vec<Filter>);

/// The C format of filters' options: an unsigned int of 32 bits.
pub fn uint32(object: &Object) -> PyResult<u32> {
    let value = unsigned_bits(object)?;
    u32::try_from(value).map_err(|_| raise!(OverflowError, "Value too large for uint32_t type"))
}

/// The default options of a preset.
pub fn preset_options(preset: u32) -> PyResult<Box<xz::lzma_options_lzma>> {
    // SAFETY: zeros are options; the library fills them.
    unsafe {
        let mut options = Box::new(std::mem::zeroed());
        if xz::lzma_lzma_preset(&mut *options, preset) != 0 {
            return Err(lzma_error(format_args!("Invalid compression preset: {preset}")));
        }
        Ok(options)
    }
}

const ALLOWED_LZMA: &[&str] = &["id", "preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"];

/// Gives each entry but the identifier and the preset to `set`; anything unexpected makes the
/// specifier of this kind invalid.
fn read_options(spec: &Object, kind: &str, allowed: &[&str], mut set: impl FnMut(&str, u32)) -> PyResult<()> {
    let invalid = || raise!(ValueError, "Invalid filter specifier for {kind} filter");
    let Some(dict) = spec.downcast::<Dict>() else { return Err(invalid()) };
    for (name, value) in dict.items() {
        let name = name.downcast::<Str>().and_then(|name| allowed.iter().find(|known| name.eq_str(known)));
        let Some(name) = name else { return Err(invalid()) };
        if matches!(*name, "id" | "preset") {
            continue;
        }
        set(
            name,
            uint32(&value).map_err(|raised| {
                raised.clear();
                invalid()
            })?,
        );
    }
    Ok(())
}

fn lzma_options(spec: &Object) -> PyResult<Options> {
    let preset = match errors::catch(protocol::getitem(spec, name!("preset")), &exc::KeyError)? {
        Some(preset) => uint32(&preset)?,
        None => xz::LZMA_PRESET_DEFAULT,
    };
    let mut options = preset_options(preset)?;
    read_options(spec, "LZMA", ALLOWED_LZMA, |name, value| match name {
        "dict_size" => options.dict_size = value,
        "lc" => options.lc = value,
        "lp" => options.lp = value,
        "pb" => options.pb = value,
        "mode" => options.mode = value,
        "nice_len" => options.nice_len = value,
        "mf" => options.mf = value,
        _ => options.depth = value,
    })?;
    Ok(Options::Lzma(options))
}

fn delta_options(spec: &Object) -> PyResult<Options> {
    let mut distance = 1;
    read_options(spec, "delta", &["id", "dist"], |_, value| distance = value)?;
    // SAFETY: zeros are options.
    let mut options: Box<xz::lzma_options_delta> = Box::new(unsafe { std::mem::zeroed() });
    options.type_ = xz::lzma_delta_type_LZMA_DELTA_TYPE_BYTE;
    options.dist = distance;
    Ok(Options::Delta(options))
}

fn bcj_options(spec: &Object) -> PyResult<Options> {
    let mut start_offset = 0;
    read_options(spec, "BCJ", &["id", "start_offset"], |_, value| start_offset = value)?;
    Ok(Options::Bcj(Box::new(xz::lzma_options_bcj { start_offset })))
}

fn invalid_id(id: u64) -> Raised {
    raise!(ValueError, "Invalid filter ID: {id}")
}

fn is_bcj(id: u64) -> bool {
    (xz::LZMA_FILTER_X86..=xz::LZMA_FILTER_SPARC).contains(&id)
}

impl Filter {
    /// The filter that a specifier, a dict, describes.
    pub fn parse(spec: &Object) -> PyResult<Filter> {
        if !protocol::is_mapping(spec) {
            return Err(raise!(TypeError, "Filter specifier must be a dict or dict-like object"));
        }
        let Some(id) = errors::catch(protocol::getitem(spec, name!("id")), &exc::KeyError)? else {
            return Err(raise!(ValueError, "Filter specifier must have an \"id\" entry"));
        };
        let id = unsigned_bits(&id)?;
        let options = match id {
            xz::LZMA_FILTER_LZMA1 | xz::LZMA_FILTER_LZMA2 => lzma_options(spec)?,
            xz::LZMA_FILTER_DELTA => delta_options(spec)?,
            id if is_bcj(id) => bcj_options(spec)?,
            id => return Err(invalid_id(id)),
        };
        Ok(Filter { id, options })
    }

    /// The filter whose properties the header of a block contains.
    pub fn decode(id: u64, properties: &[u8]) -> PyResult<Filter> {
        let mut raw = xz::lzma_filter { id, options: std::ptr::null_mut() };
        // SAFETY: memory of the length said; the library makes options of the filter's kind with the
        // allocator of C, which are moved into boxes and freed.
        unsafe {
            let allocator = std::ptr::null();
            check(xz::lzma_properties_decode(&mut raw, allocator, properties.as_ptr(), properties.len()))?;
            let options = match id {
                _ if raw.options.is_null() => Options::None,
                xz::LZMA_FILTER_LZMA1 | xz::LZMA_FILTER_LZMA2 => {
                    Options::Lzma(Box::new(raw.options.cast::<xz::lzma_options_lzma>().read()))
                }
                xz::LZMA_FILTER_DELTA => Options::Delta(Box::new(raw.options.cast::<xz::lzma_options_delta>().read())),
                id if is_bcj(id) => Options::Bcj(Box::new(raw.options.cast::<xz::lzma_options_bcj>().read())),
                _ => Options::None,
            };
            libc::free(raw.options);
            Ok(Filter { id, options })
        }
    }

    fn raw(&mut self) -> xz::lzma_filter {
        let options: *mut c_void = match &mut self.options {
            Options::Lzma(options) => (&raw mut **options).cast(),
            Options::Delta(options) => (&raw mut **options).cast(),
            Options::Bcj(options) => (&raw mut **options).cast(),
            Options::None => std::ptr::null_mut(),
        };
        xz::lzma_filter { id: self.id, options }
    }

    /// The properties for the header of a block.
    pub fn encode(&mut self) -> PyResult<Vec<u8>> {
        let raw = self.raw();
        let mut size = 0;
        // SAFETY: a filter with its options, and room for as many bytes as the library asked for.
        unsafe {
            check(xz::lzma_properties_size(&mut size, &raw))?;
            let mut properties = vec![0; size as usize];
            check(xz::lzma_properties_encode(&raw, properties.as_mut_ptr()))?;
            Ok(properties)
        }
    }

    /// The specifier, with the options that properties contain.
    pub fn spec(&self) -> PyResult<Py<Dict>> {
        let spec = Dict::new()?;
        let set = |name: &str, value: u64| spec.set_str(&Str::intern(name), value.into_py()?);
        set("id", self.id)?;
        match &self.options {
            Options::Lzma(options) => {
                if self.id == xz::LZMA_FILTER_LZMA1 {
                    set("lc", options.lc.into())?;
                    set("lp", options.lp.into())?;
                    set("pb", options.pb.into())?;
                }
                set("dict_size", options.dict_size.into())?;
            }
            Options::Delta(options) => set("dist", options.dist.into())?,
            Options::Bcj(options) => set("start_offset", options.start_offset.into())?,
            Options::None if is_bcj(self.id) => {}
            Options::None => return Err(invalid_id(self.id)),
        }
        Ok(spec)
    }
}

impl Chain {
    /// The filters that a sequence of specifiers describes.
    pub fn parse(specs: &Object) -> PyResult<Chain> {
        const LIMIT: usize = xz::LZMA_FILTERS_MAX as usize;
        if protocol::is_mapping(specs) && !protocol::is_sequence(specs) {
            return Err(raise!(TypeError, "{:.200} is not a sequence", specs.type_name()));
        }
        let len = protocol::len(specs)?;
        if len > LIMIT {
            return Err(raise!(ValueError, "Too many filters - liblzma supports a maximum of {LIMIT}"));
        }
        let filter = |index| Filter::parse(&*protocol::sequence_item(specs, index as isize)?);
        (0..len).map(filter).collect::<PyResult<_>>().map(Chain)
    }

    /// The C structs and their terminator, good while the chain lives.
    pub fn raw(&mut self) -> Vec<xz::lzma_filter> {
        const END: u64 = u64::MAX;
        let end = xz::lzma_filter { id: END, options: std::ptr::null_mut() };
        self.0.iter_mut().map(Filter::raw).chain([end]).collect()
    }

    /// The options of a single filter LZMA1.
    pub fn single_lzma1(self) -> PyResult<Box<xz::lzma_options_lzma>> {
        match <[Filter; 1]>::try_from(self.0) {
            Ok([Filter { id: xz::LZMA_FILTER_LZMA1, options: Options::Lzma(options) }]) => Ok(options),
            _ => Err(raise!(ValueError, "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter")),
        }
    }
}
