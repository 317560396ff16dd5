//! `binascii`: bytes as text and back, and checksums.
//!
//! The codings are pure functions over bytes, a file each; here they meet objects. A coding says what
//! is wrong with its input as a [`Fault`], which becomes one of the module's two exceptions.

mod base64;
mod hqx;
mod quoted;
mod uu;

use std::borrow::Cow;

use pyston_object::once::{Once, new_exception};
use pyston_object::prelude::*;

use crate::arguments::CUIntBits;

pub struct BinasciiModule;

static ERROR: Once<Type> = Once::new();
static INCOMPLETE: Once<Type> = Once::new();

fn error_class() -> PyResult<&'static Type> {
    ERROR.get_or_try_init(|| new_exception("binascii", "Error", &exc::ValueError))
}

fn incomplete_class() -> PyResult<&'static Type> {
    INCOMPLETE.get_or_try_init(|| new_exception("binascii", "Incomplete", &exc::Exception))
}

/// Why an input cannot be decoded.
enum Fault {
    /// `binascii.Error`.
    Error(Cow<'static, str>),
    /// `binascii.Incomplete`: more input is needed.
    Incomplete(&'static str),
}

impl Fault {
    fn error(message: &'static str) -> Fault {
        Fault::Error(Cow::Borrowed(message))
    }

    fn raise(self) -> Raised {
        let class = match self {
            Fault::Error(_) => error_class(),
            Fault::Incomplete(_) => incomplete_class(),
        };
        match (class, self) {
            (Ok(class), Fault::Error(message)) => errors::raise_fmt(class, format_args!("{message}")),
            (Ok(class), Fault::Incomplete(message)) => errors::raise_fmt(class, format_args!("{message}")),
            (Err(raised), _) => raised,
        }
    }
}

type Coded<T> = Result<T, Fault>;

/// An argument with text to decode: bytes-like, or a string of ASCII characters.
enum Text<'a> {
    Str(&'a str),
    Buffer(Buffer),
}

impl Text<'_> {
    fn as_slice(&self) -> &[u8] {
        match self {
            Text::Str(text) => text.as_bytes(),
            Text::Buffer(buffer) => buffer.as_slice(),
        }
    }
}

impl<'a> FromArg<'a> for Text<'a> {
    fn from_arg(object: &'a Object, _: ArgContext) -> PyResult<Self> {
        if let Some(text) = object.downcast::<Str>() {
            let ascii = text.as_ascii().map(Text::Str);
            return ascii.ok_or_else(|| raise!(ValueError, "string argument should contain only ASCII characters"));
        }
        Buffer::new(object).map(Text::Buffer).map_err(|raised| {
            raised.clear();
            let got = object.type_name();
            raise!(TypeError, "argument should be bytes, buffer or ASCII string, not '{got:.100}'")
        })
    }
}

/// The separator of `hexlify`: any one byte.
fn separator(object: &Object) -> PyResult<u8> {
    if protocol::len(object)? != 1 {
        return Err(raise!(ValueError, "sep must be length 1."));
    }
    if let Some(text) = object.downcast::<Str>() {
        return u8::try_from(text.data().at(0)).map_err(|_| raise!(ValueError, "sep must be ASCII."));
    }
    match object.downcast::<Bytes>() {
        Some(bytes) => Ok(bytes.as_slice()[0]),
        None => Err(raise!(TypeError, "sep must be str or bytes.")),
    }
}

fn hex(data: &Buffer, sep: Option<&Object>, bytes_per_sep: i32) -> PyResult<Vec<u8>> {
    let sep = sep.map(separator).transpose()?;
    Ok(pyston_builtins::bytes::hex_digits(data.as_slice(), sep, bytes_per_sep))
}

fn digit_value(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

fn from_hex(digits: &[u8]) -> Coded<Vec<u8>> {
    if !digits.len().is_multiple_of(2) {
        return Err(Fault::error("Odd-length string"));
    }
    let byte = |pair: &[u8]| Some(digit_value(pair[0])? << 4 | digit_value(pair[1])?);
    let bytes = digits.chunks_exact(2).map(byte).collect::<Option<_>>();
    bytes.ok_or_else(|| Fault::error("Non-hexadecimal digit found"))
}

/// Binary data as ASCII text and back.
#[pymodule("binascii")]
impl BinasciiModule {
    /// Decode a line of uuencoded data.
    #[function("($module, data, /)")]
    fn a2b_uu(data: Text<'_>) -> PyResult<Vec<u8>> {
        uu::decode(data.as_slice()).map_err(Fault::raise)
    }

    /// Uuencode a line of data.
    #[function("($module, data, /, *, backtick=False)")]
    fn b2a_uu(data: Buffer, backtick: Option<i32>) -> PyResult<Vec<u8>> {
        uu::encode(data.as_slice(), backtick.unwrap_or(0) != 0).map_err(Fault::raise)
    }

    /// Decode base64 text; characters outside the alphabet are skipped.
    #[function("($module, data, /)")]
    fn a2b_base64(data: Text<'_>) -> PyResult<Vec<u8>> {
        base64::decode(data.as_slice()).map_err(Fault::raise)
    }

    /// Encode data as one line of base64.
    #[function("($module, data, /, *, newline=True)")]
    fn b2a_base64(data: Buffer, newline: Option<i32>) -> Vec<u8> {
        base64::encode(data.as_slice(), newline.unwrap_or(1) != 0)
    }

    /// Decode binhex4 text: the data, and whether its end was seen.
    #[function("($module, data, /)")]
    fn a2b_hqx(data: Text<'_>) -> PyResult<(Vec<u8>, i32)> {
        let (data, is_done) = hqx::decode(data.as_slice()).map_err(Fault::raise)?;
        Ok((data, is_done.into()))
    }

    /// Encode data as binhex4 text.
    #[function("($module, data, /)")]
    fn b2a_hqx(data: Buffer) -> Vec<u8> {
        hqx::encode(data.as_slice())
    }

    /// Compress data by the run-length coding of binhex4.
    #[function("($module, data, /)")]
    fn rlecode_hqx(data: Buffer) -> Vec<u8> {
        hqx::compress(data.as_slice())
    }

    /// Undo the run-length coding of binhex4.
    #[function("($module, data, /)")]
    fn rledecode_hqx(data: Buffer) -> PyResult<Vec<u8>> {
        hqx::decompress(data.as_slice()).map_err(Fault::raise)
    }

    /// The checksum of binhex4 files: CRC-CCITT of the data, continued from crc.
    #[function("($module, data, crc, /)")]
    fn crc_hqx(data: Buffer, crc: CUIntBits) -> u32 {
        hqx::checksum(data.as_slice(), crc.0)
    }

    /// The checksum CRC-32 of the data, continued from crc.
    #[function("($module, data, crc=0, /)")]
    fn crc32(data: Buffer, crc: Option<CUIntBits>) -> u32 {
        let mut hasher = crc32fast::Hasher::new_with_initial(crc.map_or(0, |crc| crc.0));
        hasher.update(data.as_slice());
        hasher.finalize()
    }

    /// Two hexadecimal digits for every byte, in groups of bytes_per_sep bytes separated by sep.
    ///
    /// The groups are counted from the right, or from the left if bytes_per_sep is negative.
    #[function("($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)")]
    fn b2a_hex(data: Buffer, sep: Option<&Object>, bytes_per_sep: i32) -> PyResult<Vec<u8>> {
        hex(&data, sep, bytes_per_sep)
    }

    /// Two hexadecimal digits for every byte: the same as b2a_hex().
    #[function("($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)")]
    fn hexlify(data: Buffer, sep: Option<&Object>, bytes_per_sep: i32) -> PyResult<Vec<u8>> {
        hex(&data, sep, bytes_per_sep)
    }

    /// The bytes that pairs of hexadecimal digits stand for.
    #[function("($module, hexstr, /)")]
    fn a2b_hex(hexstr: Text<'_>) -> PyResult<Vec<u8>> {
        from_hex(hexstr.as_slice()).map_err(Fault::raise)
    }

    /// The bytes that pairs of hexadecimal digits stand for: the same as a2b_hex().
    #[function("($module, hexstr, /)")]
    fn unhexlify(hexstr: Text<'_>) -> PyResult<Vec<u8>> {
        from_hex(hexstr.as_slice()).map_err(Fault::raise)
    }

    /// Decode quoted-printable text; in headers an underscore is a space.
    #[function("($module, /, data, header=False)")]
    fn a2b_qp(data: Text<'_>, header: Option<i32>) -> Vec<u8> {
        quoted::decode(data.as_slice(), header.unwrap_or(0) != 0)
    }

    /// Encode data as quoted-printable text.
    ///
    /// quotetabs: quote tabs and spaces; istext: leave line ends as they are; header: spaces become
    /// underscores.
    #[function("($module, /, data, quotetabs=False, istext=True, header=False)")]
    fn b2a_qp(data: Buffer, quotetabs: Option<i32>, istext: Option<i32>, header: Option<i32>) -> Vec<u8> {
        let style = quoted::Style {
            quotes_tabs: quotetabs.unwrap_or(0) != 0,
            is_text: istext.unwrap_or(1) != 0,
            is_header: header.unwrap_or(0) != 0,
        };
        quoted::encode(data.as_slice(), style)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("Error", error_class()?.new_ref())?;
        module.add("Incomplete", incomplete_class()?.new_ref())
    }
}
