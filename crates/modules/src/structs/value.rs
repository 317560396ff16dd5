//! One value between object and memory.

use pyston_object::buffer::Buffer;
use pyston_object::prelude::*;
use pyston_object::statics::PyByteArray_Type;

use super::format::{Code, Format, Kind};
use super::struct_error;

/// A float as IEEE half precision, ties to even; `None` if it is too large.
pub fn to_half(x: f64) -> Option<u16> {
    let sign = u16::from(x.is_sign_negative()) << 15;
    if x.is_nan() {
        return Some(sign | 0x7e00);
    }
    if x.is_infinite() {
        return Some(sign | 0x7c00);
    }
    // In units of the last place: subnormals have 2**-24, normals 2**(exponent - 10).
    let exponent = ((x.to_bits() >> 52 & 0x7ff) as i32 - 1023).max(-14);
    let units = (x.abs() * 2.0f64.powi(10 - exponent)).round_ties_even() as u32;
    // A carry out of the fraction moves into the exponent, which is just what rounding up needs.
    let bits = ((exponent + 14) as u32).checked_mul(1 << 10).map(|base| base + units)?;
    (bits < 0x7c00).then_some(sign | bits as u16)
}

/// The float that half precision stands for.
pub fn from_half(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 0x1f), f64::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * 2.0f64.powi(-24),
        0x1f if fraction == 0.0 => f64::INFINITY,
        0x1f => f64::NAN,
        _ => (1024.0 + fraction) * 2.0f64.powi(exponent - 25),
    };
    if bits >> 15 == 1 { -size } else { size }
}

fn int_of(object: &Object) -> PyResult<Py<Int>> {
    if object.downcast::<Int>().is_some() || protocol::has_index(object) {
        return protocol::index(object);
    }
    Err(struct_error("required argument is not an integer"))
}

fn float_of(object: &Object) -> PyResult<f64> {
    if let Some(float) = object.downcast_exact::<Float>() {
        return Ok(float.value());
    }
    protocol::as_f64(object).map_err(|raised| {
        raised.clear();
        struct_error("required argument is not a float")
    })
}

/// The error for an int that does not fit its letter. The machine's own byte order has other texts for shorts.
fn out_of_range(format: &Format, code: &Code) -> Raised {
    let bits = 8 * code.size as u32;
    match (code.letter.letter, format.little) {
        (b'b', _) => struct_error("byte format requires -128 <= number <= 127"),
        (b'B', _) => struct_error("ubyte format requires 0 <= number <= 255"),
        (b'h', true) => struct_error("short format requires (-0x7fff - 1) <= number <= 0x7fff"),
        (b'H', true) => struct_error("ushort format requires 0 <= number <= (0x7fff * 2 + 1)"),
        (letter, _) => {
            let (low, high) = match code.letter.kind {
                Kind::Signed => (-(1i64 << (bits - 1)), (1u64 << (bits - 1)) - 1),
                _ => (0, (1u64 << bits) - 1),
            };
            struct_error(&format!("'{}' format requires {low} <= number <= {high}", char::from(letter)))
        }
    }
}

/// The low bytes of an int that fits its letter.
fn int_word(format: &Format, code: &Code, object: &Object) -> PyResult<u64> {
    if let Some(value) = object.downcast::<Int>().and_then(Int::as_small)
        && value >= 0
        && (code.size >= 4 || value >> (8 * code.size - 1) == 0)
    {
        return Ok(value as u64);
    }
    let value = int_of(object)?;
    let is_foreign_wide = !format.little && code.size == 8;
    let beyond = || struct_error(if is_foreign_wide { "int too large to convert" } else { "argument out of range" });
    // In the machine's own order letters below an unsigned int go through a C long, signed or not.
    let through_long = code.size < if format.little { 4 } else { 2 };
    if code.letter.kind == Kind::Signed || through_long {
        let value = value.to_i64().ok_or_else(beyond)?;
        let fits = match (code.letter.kind, code.size) {
            (_, 8) => true,
            (Kind::Signed, size) => value >> (8 * size - 1) == 0 || value >> (8 * size - 1) == -1,
            (_, size) => value >> (8 * size) == 0,
        };
        return if fits { Ok(value as u64) } else { Err(out_of_range(format, code)) };
    }
    let value = value.to_u64().ok_or_else(beyond)?;
    if code.size < 8 && value >> (8 * code.size) != 0 {
        return Err(out_of_range(format, code));
    }
    Ok(value)
}

/// The word of a pointer: any int of 64 bits, negative ones in two's complement.
fn pointer_word(object: &Object) -> PyResult<u64> {
    let value = int_of(object)?;
    let word = value.to_u64().or_else(|| value.to_i64().map(|value| value as u64));
    word.ok_or_else(|| struct_error("int too large to convert"))
}

/// The content of bytes or a bytearray.
fn text_of(object: &Object, letter: char) -> PyResult<Vec<u8>> {
    if let Some(bytes) = object.downcast::<Bytes>() {
        return Ok(bytes.as_slice().to_vec());
    }
    if object.is_instance_of(&PyByteArray_Type) {
        return Ok(Buffer::new(object)?.to_vec());
    }
    Err(struct_error(&format!("argument for '{letter}' must be a bytes object")))
}

/// Words have one, two, four or eight bytes.
fn put_word(target: &mut [u8], word: u64, little: bool) {
    let word = if little { word } else { word.swap_bytes() >> (64 - 8 * target.len()) };
    match target.len() {
        1 => target.copy_from_slice(&(word as u8).to_le_bytes()),
        2 => target.copy_from_slice(&(word as u16).to_le_bytes()),
        4 => target.copy_from_slice(&(word as u32).to_le_bytes()),
        size => target.copy_from_slice(&word.to_le_bytes()[..size]),
    }
}

fn get_word(source: &[u8], little: bool) -> u64 {
    let word = match *source {
        [a] => a.into(),
        [a, b] => u16::from_le_bytes([a, b]).into(),
        [a, b, c, d] => u32::from_le_bytes([a, b, c, d]).into(),
        _ => source.first_chunk().map_or(0, |&chunk| u64::from_le_bytes(chunk)),
    };
    if little { word } else { word.swap_bytes() >> (64 - 8 * source.len()) }
}

/// Writes an object to its place, which is zero before.
pub fn pack(format: &Format, code: &Code, object: &Object, target: &mut [u8]) -> PyResult<()> {
    let too_large = |letter: char| match object.downcast::<Int>() {
        Some(_) => struct_error("int too large to convert"),
        None => raise!(OverflowError, "float too large to pack with {letter} format"),
    };
    let word = match code.letter.kind {
        Kind::Pad => return Ok(()),
        Kind::Char => match object.downcast::<Bytes>().map(Bytes::as_slice) {
            Some(&[byte]) => byte.into(),
            _ => return Err(struct_error("char format requires a bytes object of length 1")),
        },
        Kind::Bool => protocol::is_true(object)?.into(),
        Kind::Signed | Kind::Unsigned => int_word(format, code, object)?,
        Kind::Pointer => pointer_word(object)?,
        Kind::Half => to_half(float_of(object)?).ok_or_else(|| too_large('e'))?.into(),
        Kind::Float => {
            let value = float_of(object)?;
            let narrow = value as f32;
            if !format.native && narrow.is_infinite() && value.is_finite() {
                return Err(too_large('f'));
            }
            narrow.to_bits().into()
        }
        Kind::Double => float_of(object)?.to_bits(),
        Kind::Text => {
            let text = text_of(object, 's')?;
            let n = text.len().min(code.size);
            target[..n].copy_from_slice(&text[..n]);
            return Ok(());
        }
        Kind::Pascal => {
            let text = text_of(object, 'p')?;
            if let Some((length, rest)) = target.split_first_mut() {
                let n = text.len().min(rest.len());
                rest[..n].copy_from_slice(&text[..n]);
                *length = n.min(255) as u8;
            }
            return Ok(());
        }
    };
    put_word(target, word, format.little);
    Ok(())
}

/// Reads an object from its place.
pub fn unpack(format: &Format, code: &Code, source: &[u8]) -> PyResult {
    let word = || get_word(source, format.little);
    match code.letter.kind {
        Kind::Pad => Ok(singletons::py_none()),
        Kind::Char | Kind::Text => source.into_py(),
        Kind::Bool => (word() != 0).into_py(),
        Kind::Signed => {
            let unused = 64 - 8 * source.len() as u32;
            (((word() << unused) as i64) >> unused).into_py()
        }
        Kind::Unsigned | Kind::Pointer => word().into_py(),
        Kind::Half => from_half(word() as u16).into_py(),
        Kind::Float => f64::from(f32::from_bits(word() as u32)).into_py(),
        Kind::Double => f64::from_bits(word()).into_py(),
        Kind::Pascal => match source.split_first() {
            Some((&length, rest)) => rest[..usize::from(length).min(rest.len())].into_py(),
            None => Err(raise!(SystemError, "Negative size passed to PyBytes_FromStringAndSize")),
        },
    }
}
