//! Items of memory views: native single-character formats of `struct`, to objects and back.

use pyston_object::prelude::*;

/// The format's character if it is a single native one, `@` before it or not.
pub fn native_char(format: &str) -> Option<u8> {
    match format.strip_prefix('@').unwrap_or(format).as_bytes() {
        [char] if native_size(*char).is_some() => Some(*char),
        _ => None,
    }
}

/// Bytes of an item.
pub fn native_size(char: u8) -> Option<isize> {
    Some(match char {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'n' | b'N' | b'd' | b'P' => 8,
        _ => return None,
    })
}

/// Is an item a byte?
pub fn is_byte(char: u8) -> bool {
    matches!(char, b'b' | b'B' | b'c')
}

/// The format that a cast to `format` gives, as a string that lives forever.
pub fn static_format(format: &str) -> Option<&'static std::ffi::CStr> {
    macro_rules! table {
        ($($text:literal),*) => {
            match format { $($text => Some(
                std::ffi::CStr::from_bytes_with_nul(concat!($text, "\0").as_bytes()).ok()?
            ),)* _ => None }
        };
    }
    table!(
        "c", "b", "B", "h", "H", "i", "I", "l", "L", "q", "Q", "n", "N", "f", "d", "?", "P", "@c", "@b", "@B", "@h",
        "@H", "@i", "@I", "@l", "@L", "@q", "@Q", "@n", "@N", "@f", "@d", "@?", "@P"
    )
}

/// Whether the format's integers are signed; `None` for other formats.
fn signed(char: u8) -> Option<bool> {
    match char {
        b'b' | b'h' | b'i' | b'l' | b'q' | b'n' => Some(true),
        b'B' | b'H' | b'I' | b'L' | b'Q' | b'N' | b'P' => Some(false),
        _ => None,
    }
}

/// The bytes of a native integer, sign- or zero-extended.
fn word(item: &[u8], is_signed: bool) -> u64 {
    let negative = is_signed && item.last().is_some_and(|byte| byte & 0x80 != 0);
    let mut bytes = [if negative { 0xFF } else { 0 }; 8];
    let len = item.len().min(8);
    bytes[..len].copy_from_slice(&item[..len]);
    u64::from_le_bytes(bytes)
}

fn float(char: u8, item: &[u8]) -> f64 {
    match (char, item.try_into(), item.try_into()) {
        (b'f', Ok(bytes), _) => f32::from_ne_bytes(bytes).into(),
        (_, _, Ok(bytes)) => f64::from_ne_bytes(bytes),
        _ => 0.0,
    }
}

/// The object that an item stands for.
pub fn unpack(char: u8, item: &[u8]) -> PyResult {
    match (char, signed(char)) {
        (_, Some(true)) => (word(item, true) as i64).into_py(),
        (_, Some(false)) => word(item, false).into_py(),
        (b'?', _) => item.iter().any(|byte| *byte != 0).into_py(),
        (b'c', _) => item.into_py(),
        _ => float(char, item).into_py(),
    }
}

/// The bytes of an object as an item.
pub fn pack(char: u8, value: &Object) -> PyResult<Vec<u8>> {
    let invalid_type = || raise!(TypeError, "memoryview: invalid type for format '{}'", char as char);
    let invalid_value = || raise!(ValueError, "memoryview: invalid value for format '{}'", char as char);
    let explain = |raised: Raised| {
        if raised.is(&exc::TypeError) {
            invalid_type()
        } else if raised.is(&exc::OverflowError) || raised.is(&exc::ValueError) {
            invalid_value()
        } else {
            raised
        }
    };
    let size = native_size(char).unwrap_or(1) as usize;
    if let Some(is_signed) = signed(char) {
        let value = protocol::index(value).map_err(explain)?;
        let bits = 8 * size as u32;
        let (word, fits) = if is_signed {
            let number = value.to_i64();
            let limit = 1i128 << (bits - 1);
            (number.map(|number| number as u64), number.is_some_and(|n| (-limit..limit).contains(&i128::from(n))))
        } else {
            let number = value.to_u64();
            (number, number.is_some_and(|number| u128::from(number) < 1u128 << bits))
        };
        return match word.filter(|_| fits) {
            Some(word) => Ok(word.to_le_bytes()[..size].to_vec()),
            None => Err(invalid_value()),
        };
    }
    match char {
        b'?' => Ok(vec![protocol::is_true(value)?.into()]),
        b'c' => match value.downcast::<Bytes>().map(Bytes::as_slice) {
            Some([byte]) => Ok(vec![*byte]),
            Some(_) => Err(invalid_value()),
            None => Err(invalid_type()),
        },
        b'f' => Ok((protocol::as_f64(value).map_err(explain)? as f32).to_ne_bytes().to_vec()),
        _ => Ok(protocol::as_f64(value).map_err(explain)?.to_ne_bytes().to_vec()),
    }
}

/// Items of any format as objects; formats beyond the native ones through the `struct` module.
pub struct Unpacker {
    native: Option<u8>,
    unpack: Option<Py>,
    /// Bytes of an item that the format is of; there may be more of them.
    size: usize,
}

impl Unpacker {
    /// `None` if the format is none of `struct`'s or its items are larger.
    pub fn new(format: &str, itemsize: isize) -> PyResult<Option<Unpacker>> {
        let native = native_char(format);
        if native.is_some() {
            return Ok(Some(Unpacker { native, unpack: None, size: itemsize as usize }));
        }
        let module = pyston_object::hooks::import("struct")?;
        let error = pyston_object::attr::getattr_str(&module, name!("error"))?;
        let make = pyston_object::attr::getattr_str(&module, name!("Struct"))?;
        let made = match pyston_object::call::call(&make, &[&*Str::new(format)?]) {
            Ok(made) => made,
            Err(raised) => {
                let is_known = error.downcast::<Type>().is_some_and(|error| raised.is(error));
                return if is_known || raised.is(&exc::ValueError) {
                    raised.clear();
                    Ok(None)
                } else {
                    Err(raised)
                };
            }
        };
        let size = pyston_object::attr::getattr_str(&made, name!("size"))?;
        let size = protocol::index_as_ssize(&size)?;
        if size > itemsize {
            return Ok(None);
        }
        let unpack = pyston_object::attr::getattr_str(&made, name!("unpack"))?;
        Ok(Some(Unpacker { native, unpack: Some(unpack), size: size as usize }))
    }

    pub fn value(&self, item: &[u8]) -> PyResult {
        let Some(unpack_object) = &self.unpack else { return unpack(self.native.unwrap_or(b'B'), item) };
        let values = pyston_object::call::call(unpack_object, &[&*Bytes::new(&item[..self.size])?])?;
        match values.downcast::<Tuple>().map(Tuple::as_slice) {
            Some([only]) => Ok(only.new_ref()),
            _ => Ok(values),
        }
    }
}
