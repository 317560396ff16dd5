//! Item types of arrays: between objects and bytes, with CPython's messages.

use std::ffi::{CStr, c_int, c_void};

use pyston_object::prelude::*;

/// What the items of a type code are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Signed,
    Unsigned,
    Float,
    Character,
}

/// A type code. The first fields are those of C's descriptor, which Cython reads.
#[repr(C)]
pub struct ItemType {
    pub code: u8,
    size: c_int,
    getter: Option<extern "C" fn(*mut c_void)>,
    setter: Option<extern "C" fn(*mut c_void)>,
    pub kind: Kind,
    pub format: &'static CStr,
    /// The code of the machine format in little-endian order; one more is big-endian.
    machine: u8,
}

const fn item_type(code: u8, size: usize, kind: Kind, format: &'static CStr, machine: u8) -> ItemType {
    ItemType { code, size: size as c_int, getter: None, setter: None, kind, format, machine }
}

/// Every type code, in the order in which a machine format looks for one.
pub static ITEM_TYPES: [ItemType; 13] = [
    item_type(b'b', 1, Kind::Signed, c"b", 1),
    item_type(b'B', 1, Kind::Unsigned, c"B", 0),
    item_type(b'u', 4, Kind::Character, c"w", 20),
    item_type(b'h', 2, Kind::Signed, c"h", 4),
    item_type(b'H', 2, Kind::Unsigned, c"H", 2),
    item_type(b'i', 4, Kind::Signed, c"i", 8),
    item_type(b'I', 4, Kind::Unsigned, c"I", 6),
    item_type(b'l', size_of::<libc::c_long>(), Kind::Signed, c"l", 12),
    item_type(b'L', size_of::<libc::c_long>(), Kind::Unsigned, c"L", 10),
    item_type(b'q', 8, Kind::Signed, c"q", 12),
    item_type(b'Q', 8, Kind::Unsigned, c"Q", 10),
    item_type(b'f', 4, Kind::Float, c"f", 14),
    item_type(b'd', 8, Kind::Float, c"d", 16),
];

/// What an item stands for, as an int; no float does.
fn integer(object: &Object) -> PyResult<Py<Int>> {
    match object.downcast::<Int>() {
        Some(int) => Ok(int.new_ref()),
        None if Float::check(object) => Err(raise!(TypeError, "array item must be integer")),
        None => protocol::as_int(object),
    }
}

/// The value of an item of an unsigned type as a word.
fn unsigned_word(code: u8, object: &Object) -> PyResult<u64> {
    let (negative, large) = match code {
        b'Q' => ("can't convert negative int to unsigned", "int too big to convert"),
        _ => ("can't convert negative value to unsigned int", "Python int too large to convert to C unsigned long"),
    };
    let int = integer(object)?;
    if int.is_negative() {
        return Err(raise!(OverflowError, "{negative}"));
    }
    int.to_u64().ok_or_else(|| raise!(OverflowError, "{large}"))
}

/// `value` within bounds that messages call `what`.
fn bounded(value: i64, low: i64, high: i64, what: &str) -> PyResult<i64> {
    if value < low {
        return Err(raise!(OverflowError, "{what} is less than minimum"));
    }
    if value > high {
        return Err(raise!(OverflowError, "{what} is greater than maximum"));
    }
    Ok(value)
}

fn long_long(object: &Object) -> PyResult<i64> {
    if Float::check(object) {
        return Err(raise!(TypeError, "integer argument expected, got float"));
    }
    integer(object)?.to_i64().ok_or_else(|| raise!(OverflowError, "int too big to convert"))
}

impl ItemType {
    pub fn of(code: u32) -> Option<&'static ItemType> {
        ITEM_TYPES.iter().find(|ty| u32::from(ty.code) == code)
    }

    /// Bytes of an item.
    #[inline]
    pub fn size(&self) -> usize {
        self.size as usize
    }

    pub fn is_character(&self) -> bool {
        self.kind == Kind::Character
    }

    /// The code of this machine's format for the items.
    pub fn machine_format(&self) -> i32 {
        let big = i32::from(cfg!(target_endian = "big"));
        let single_byte = self.size == 1;
        i32::from(self.machine) + if single_byte { 0 } else { big }
    }

    /// The object that an item stands for, from its bytes at the start of `bytes`.
    pub fn get(&self, bytes: [u8; 8]) -> PyResult {
        let word = u64::from_ne_bytes(bytes);
        let word = if cfg!(target_endian = "big") { word >> (64 - 8 * self.size()) } else { word };
        let unused = 64 - 8 * self.size() as u32;
        match self.kind {
            Kind::Signed => (((word << unused) as i64) >> unused).into_py(),
            Kind::Unsigned => word.into_py(),
            Kind::Float if self.size == 4 => f64::from(f32::from_bits(word as u32)).into_py(),
            Kind::Float => f64::from_bits(word).into_py(),
            Kind::Character if word > 0x10_ffff => {
                Err(raise!(ValueError, "character U+{word:x} is not in range [U+0000; U+10ffff]"))
            }
            Kind::Character => Str::from_char(word as u32).into_py(),
        }
    }

    /// The bytes of an item that stands for the object, the first ones of the result.
    pub fn set(&self, object: &Object) -> PyResult<[u8; 8]> {
        let short = |object| bounded(protocol::as_c_long(object)?, -0x8000, 0x7fff, "signed short integer");
        let int = |object| bounded(protocol::as_c_long(object)?, i32::MIN.into(), i32::MAX.into(), "signed integer");
        let word = match self.code {
            b'b' => bounded(short(object)?, -0x80, 0x7f, "signed char")? as u64,
            b'B' => bounded(protocol::as_c_long(object)?, 0, 0xff, "unsigned byte integer")? as u64,
            b'h' => short(object)? as u64,
            b'H' => bounded(int(object)?, 0, 0xffff, "unsigned short")? as u64,
            b'i' => int(object)? as u64,
            b'l' => protocol::as_c_long(object)? as u64,
            b'q' => long_long(object)? as u64,
            b'f' => (protocol::as_f64(object)? as f32).to_bits().into(),
            b'd' => protocol::as_f64(object)?.to_bits(),
            b'u' => match object.downcast::<Str>() {
                Some(text) if text.len() == 1 => text.data().at(0).into(),
                _ => return Err(raise!(TypeError, "array item must be unicode character")),
            },
            code => {
                let word = unsigned_word(code, object)?;
                if self.size == 4 && word > u32::MAX.into() {
                    return Err(raise!(OverflowError, "unsigned int is greater than maximum"));
                }
                word
            }
        };
        let word = if cfg!(target_endian = "big") { word << (64 - 8 * self.size()) } else { word };
        Ok(word.to_ne_bytes())
    }
}
