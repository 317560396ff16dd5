//! Simple values between Python and memory: reading and writing by the codes of simple types.
//!
//! **Invariant**: a value is converted first, which may run Python code, and stored afterwards
//! ([`Encoded`]): the place is looked up in between, when nothing can move it any more.

use pyston_object::prelude::*;

use super::long_double;
use super::memory::{self, Address};
use super::simple_code::Simple;

/// A part of an integer: the lowest bit and the number of bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bits {
    pub low: u32,
    pub count: u32,
}

/// Bit fields as C's shifts give them on the processors that we know, also where a field reaches beyond its
/// type (CPython puts some there): narrow types are widened to 32 bits, and a shift counts modulo the width.
impl Bits {
    fn width(simple: Simple) -> u32 {
        if simple.size() == 8 { 64 } else { 32 }
    }

    fn shift_left(simple: Simple, value: u64, count: u32) -> u64 {
        let count = count & (Bits::width(simple) - 1);
        if simple.size() == 8 { value << count } else { u64::from((value as u32) << count) }
    }

    /// `old` with the field's bits from `new`.
    fn insert(self, simple: Simple, old: u64, new: u64) -> u64 {
        let ones = u64::MAX >> (64 - self.count.clamp(1, 64));
        let mask = Bits::shift_left(simple, ones, self.low);
        (old & !mask) | Bits::shift_left(simple, new & ones, self.low)
    }

    /// The field's bits, sign-extended if the type has a sign.
    fn extract(self, simple: Simple, value: u64) -> i64 {
        let (size, width) = (simple.size() as u32 * 8, Bits::width(simple));
        let unused = 64 - size;
        let above = size.wrapping_sub(self.low).wrapping_sub(self.count);
        let moved = Bits::shift_left(simple, value, above) << unused;
        let back = size.wrapping_sub(self.count) & (width - 1);
        if simple.is_signed() { (moved as i64) >> unused >> back } else { (moved >> unused >> back) as i64 }
    }
}

/// A value in the form that goes into memory.
pub struct Encoded {
    bytes: [u8; 16],
    simple: Simple,
    /// What must be kept alive as long as the value is in memory; `None` of Python for nothing.
    pub keep: Py,
}

impl Encoded {
    /// The bytes as they stand in memory.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.simple.size()]
    }

    /// Stores the value, or its lowest bits among the others of a bit field.
    pub fn store(&self, place: Address, bits: Option<Bits>) {
        // Truth values have no bit fields of their own: they take the whole unit.
        let Some(bits) = bits.filter(|_| self.simple.is_int()) else { return place.write(self.bytes()) };
        let (old, new) = (load_int(self.simple, place), bytes_to_int(self.simple, self.bytes()));
        place.write(&int_bytes(self.simple, bits.insert(self.simple, old, new))[..self.simple.size()]);
    }
}

/// An integer's bytes in the order of the type.
fn int_bytes(simple: Simple, value: u64) -> [u8; 16] {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&value.to_ne_bytes());
    order(simple, &mut bytes);
    bytes
}

/// Puts the bytes of a value in machine order into the order of the type, or back.
fn order(simple: Simple, bytes: &mut [u8; 16]) {
    if cfg!(target_endian = "big") && simple.size() < 8 {
        bytes.copy_within(8 - simple.size()..8, 0);
    }
    if simple.swapped {
        bytes[..simple.size()].reverse();
    }
}

/// The integer that the bytes hold, not sign-extended.
fn bytes_to_int(simple: Simple, bytes: &[u8]) -> u64 {
    let little = cfg!(target_endian = "little") != simple.swapped;
    let add = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
    if little { bytes.iter().rev().fold(0, add) } else { bytes.iter().fold(0, add) }
}

fn load_int(simple: Simple, place: Address) -> u64 {
    match simple.size() {
        1 => bytes_to_int(simple, &place.read::<1>()),
        2 => bytes_to_int(simple, &place.read::<2>()),
        4 => bytes_to_int(simple, &place.read::<4>()),
        _ => bytes_to_int(simple, &place.read::<8>()),
    }
}

/// The value in memory as an object.
pub fn get(simple: Simple, place: Address, bits: Option<Bits>) -> PyResult {
    match simple.code {
        _ if simple.is_int() => get_int(simple, place, bits),
        b'?' => Ok(singletons::py_bool(load_int(simple, place) != 0)),
        b'v' => Ok(singletons::py_bool(load_int(simple, place) != 0)),
        b'f' => f64::from(f32::from_bits(load_int(simple, place) as u32)).into_py(),
        b'd' => f64::from_bits(load_int(simple, place)).into_py(),
        b'g' => long_double::to_f64(place.read()).into_py(),
        b'c' => place.to_bytes(1)?.into_py(),
        b'u' => wide_text(&[place.wide_at(0)])?.into_py(),
        b'z' => match place.read_address() {
            Address::NULL => Ok(singletons::py_none()),
            text => text.c_string(None)?.into_py(),
        },
        b'Z' => match place.read_address() {
            Address::NULL => Ok(singletons::py_none()),
            text => wide_text(&text.wide_string(None))?.into_py(),
        },
        b'P' => match place.read_address() {
            Address::NULL => Ok(singletons::py_none()),
            address => address.value().into_py(),
        },
        b'O' => place.read_object().ok_or_else(|| raise!(ValueError, "PyObject is NULL")),
        _ => Err(errors::bad_internal_call()),
    }
}

fn get_int(simple: Simple, place: Address, bits: Option<Bits>) -> PyResult {
    let bits = bits.unwrap_or(Bits { low: 0, count: simple.size() as u32 * 8 });
    let value = bits.extract(simple, load_int(simple, place));
    if simple.is_signed() { value.into_py() } else { (value as u64).into_py() }
}

/// Text of `wchar_t` units.
pub fn wide_text(units: &[u32]) -> PyResult<Py<Str>> {
    if let Some(unit) = units.iter().find(|&&unit| unit > 0x10_ffff) {
        return Err(raise!(ValueError, "character U+{unit:x} is not in range [U+0000; U+10ffff]"));
    }
    Str::from_points(units)
}

/// An object as a value of the type.
pub fn encode(simple: Simple, value: &Object) -> PyResult<Encoded> {
    let (bytes, keep) = match simple.code {
        _ if simple.is_int() => (int_bytes(simple, int_bits(value)?), None),
        b'?' => (int_bytes(simple, protocol::is_true(value)?.into()), None),
        b'v' => (int_bytes(simple, if protocol::is_true(value)? { u64::MAX } else { 0 }), None),
        b'f' => (int_bytes(simple, (protocol::as_f64(value)? as f32).to_bits().into()), None),
        b'd' => (int_bytes(simple, protocol::as_f64(value)?.to_bits()), None),
        b'g' => (long_double::from_f64(protocol::as_f64(value)?), None),
        b'c' => (int_bytes(simple, char_bits(value)?.into()), None),
        b'u' => (int_bytes(simple, wide_char(value)?.into()), None),
        b'z' => char_pointer(simple, value)?,
        b'Z' => wide_pointer(simple, value)?,
        b'P' => (int_bytes(simple, address_bits(value)?), None),
        b'O' => (int_bytes(simple, value.as_ptr() as usize as u64), Some(value.new_ref())),
        _ => return Err(errors::bad_internal_call()),
    };
    Ok(Encoded { bytes, simple, keep: keep.unwrap_or_else(singletons::py_none) })
}

/// The lowest bits of an int, or of what stands for one; a float does not.
fn int_bits(value: &Object) -> PyResult<u64> {
    if let Some(value) = value.downcast::<Int>() {
        return Ok(value.to_u64_wrapping());
    }
    if Float::check(value) {
        return Err(raise!(TypeError, "int expected instead of {}", value.type_name()));
    }
    Ok(protocol::as_int(value)?.to_u64_wrapping())
}

fn address_bits(value: &Object) -> PyResult<u64> {
    match value.downcast::<Int>() {
        Some(value) => Ok(value.to_u64_wrapping()),
        None if value.is_none() => Ok(0),
        None => Err(raise!(TypeError, "cannot be converted to pointer")),
    }
}

fn char_bits(value: &Object) -> PyResult<u8> {
    let single = match (value.downcast::<Bytes>(), value.downcast::<ByteArray>(), value.downcast::<Int>()) {
        (Some(bytes), ..) => <[u8; 1]>::try_from(bytes.as_slice()).ok().map(|[byte]| byte),
        (_, Some(array), _) => <[u8; 1]>::try_from(Buffer::new(array)?.to_vec()).ok().map(|[byte]| byte),
        (.., Some(number)) => number.to_i64().and_then(|number| u8::try_from(number).ok()),
        _ => None,
    };
    single.ok_or_else(|| raise!(TypeError, "one character bytes, bytearray or integer expected"))
}

fn wide_char(value: &Object) -> PyResult<u32> {
    match wide_source(value)? {
        text if text.len() == 1 => Ok(text.data().at(0)),
        _ => Err(raise!(TypeError, "one character unicode string expected")),
    }
}

/// The string whose characters go into `wchar_t`.
pub fn wide_source(value: &Object) -> PyResult<&Str> {
    value
        .downcast()
        .ok_or_else(|| raise!(TypeError, "unicode string expected instead of {} instance", value.type_name()))
}

type Kept = ([u8; 16], Option<Py>);

fn char_pointer(simple: Simple, value: &Object) -> PyResult<Kept> {
    if let Some(bytes) = value.downcast::<Bytes>() {
        // The content of bytes does not move, and ends with a zero byte.
        let address = bytes.as_slice().as_ptr() as usize as u64;
        return Ok((int_bytes(simple, address), Some(value.new_ref())));
    }
    if value.is_none() {
        return Ok((int_bytes(simple, 0), None));
    }
    match value.downcast::<Int>() {
        Some(address) => Ok((int_bytes(simple, address.to_u64_wrapping()), None)),
        None => Err(raise!(TypeError, "bytes or integer address expected instead of {} instance", value.type_name())),
    }
}

fn wide_pointer(simple: Simple, value: &Object) -> PyResult<Kept> {
    if value.is_none() {
        return Ok((int_bytes(simple, 0), None));
    }
    if let Some(address) = value.downcast::<Int>() {
        return Ok((int_bytes(simple, address.to_u64_wrapping()), None));
    }
    let Some(text) = value.downcast::<Str>() else {
        let type_name = value.type_name();
        return Err(raise!(TypeError, "unicode string or integer address expected instead of {type_name} instance"));
    };
    let units: Vec<u8> = text.data().iter().chain([0]).flat_map(u32::to_ne_bytes).collect();
    let block = memory::allocate(units.len())?;
    block.write(&units);
    let keep = Instance::new(WideText { block })?;
    Ok((int_bytes(simple, block.value() as u64), Some(keep.into_object())))
}

/// A block of `wchar_t` that lives as long as somebody points to it.
#[pyclass(WideText_Type = "_ctypes._wide_text", untracked)]
pub struct WideText {
    block: Address,
}
pyston_object::impl_trace!(WideText {});

/// Text as C's wide characters.
#[pytype(WideText_Type, payload)]
impl WideText {
    /// As a capsule shows itself.
    #[slot]
    fn tp_repr(this: &Instance<WideText>) -> PyResult<String> {
        let object: &Object = this.object();
        Ok(format!("<capsule object \"_ctypes/cfield.c pymem\" at {:p}>", object.as_ptr()))
    }
}

impl Drop for WideText {
    fn drop(&mut self) {
        memory::free(self.block);
    }
}

/// The text of an array of `char`, up to its first zero byte.
pub fn get_char_array(place: Address, size: usize) -> PyResult {
    place.c_string(Some(size))?.into_py()
}

/// The text of an array of `wchar_t`, up to its first zero.
pub fn get_wide_array(place: Address, size: usize) -> PyResult {
    wide_text(&place.wide_string(Some(size / 4)))?.into_py()
}

/// What goes into an array of `char` of `size` bytes: the text before its first zero byte, and a zero if
/// there is room.
pub fn encode_char_array(value: &Object, size: usize) -> PyResult<Vec<u8>> {
    let Some(bytes) = value.downcast::<Bytes>() else {
        return Err(raise!(TypeError, "expected bytes, {} found", value.type_name()));
    };
    let mut text: Vec<u8> = bytes.as_slice().iter().copied().take_while(|&byte| byte != 0).collect();
    if text.len() > size {
        return Err(raise!(ValueError, "bytes too long ({}, maximum length {size})", text.len()));
    }
    if text.len() < size {
        text.push(0);
    }
    Ok(text)
}

/// As [`encode_char_array`], for `wchar_t`.
pub fn encode_wide_array(value: &Object, size: usize) -> PyResult<Vec<u8>> {
    let (text, room) = (wide_source(value)?, size / 4);
    if text.len() > room {
        return Err(raise!(ValueError, "string too long ({}, maximum length {room})", text.len()));
    }
    let end = (text.len() < room).then_some(0);
    Ok(text.data().iter().chain(end).flat_map(u32::to_ne_bytes).collect())
}

/// Copies the lowest bits of the integer at `source` into a bit field.
pub fn copy_bits(simple: Simple, source: Address, place: Address, bits: Bits) {
    let mut bytes = [0; 16];
    let size = simple.size();
    bytes[..size].copy_from_slice(&source.copy(size));
    Encoded { bytes, simple, keep: singletons::py_none() }.store(place, Some(bits));
}

pub fn install() -> PyResult<()> {
    WideText::install();
    pyston_object::ready::ready(&WideText_Type)
}
