//! `%` formatting of bytes.

use pyston_numeric::format::Formatted;
use pyston_numeric::percent::{self, Arguments, Conversion, Kind, Piece, Pieces, unsupported};
use pyston_object::buffer;
use pyston_object::prelude::*;

use crate::str::percent::{Source, number};

/// `template % args`, as plain bytes.
pub fn format(template: &[u8], args: &Object) -> PyResult<Vec<u8>> {
    let is_text = Bytes::check(args) || ByteArray::check(args) || Str::check(args);
    let source = Source::new(args, is_text);
    let mut formatter = Formatter { template, source, out: Vec::with_capacity(template.len() + 16) };
    formatter.run()?;
    Ok(formatter.out)
}

struct Formatter<'a> {
    template: &'a [u8],
    source: Source<'a>,
    out: Vec<u8>,
}

impl Arguments for Formatter<'_> {
    type Error = Raised;
    fn require_mapping(&mut self) -> PyResult<()> {
        self.source.require_mapping()
    }
    fn select_key(&mut self, key: std::ops::Range<usize>) -> PyResult<()> {
        let key = Bytes::new(&self.template[key])?;
        self.source.select(&key)
    }
    fn star_width(&mut self) -> PyResult<isize> {
        self.source.star_width()
    }
    fn star_precision(&mut self) -> PyResult<i32> {
        self.source.star_precision()
    }
}

impl Formatter<'_> {
    fn run(&mut self) -> PyResult<()> {
        let mut pieces = Pieces::new(self.template, Kind::Bytes);
        while let Some(piece) = pieces.next(self)? {
            match piece {
                Piece::Literal(range) => self.out.extend_from_slice(&self.template[range]),
                Piece::Percent => self.out.push(b'%'),
                Piece::Conversion(conversion) => self.convert(&conversion)?,
            }
        }
        self.source.finish("bytes")
    }

    fn reserve(&mut self, additional: usize) -> PyResult<()> {
        self.out.try_reserve(additional).map_err(|_| errors::no_memory())
    }

    fn fill(&mut self, byte: u32, count: usize) {
        self.out.resize(self.out.len() + count, byte as u8);
    }

    fn push_number(&mut self, formatted: &Formatted) -> PyResult<()> {
        self.reserve(formatted.len())?;
        self.fill(formatted.fill, formatted.left);
        self.out.extend_from_slice(formatted.head.as_bytes());
        self.fill(formatted.fill, formatted.inner);
        self.out.extend_from_slice(formatted.body.as_bytes());
        self.fill(formatted.fill, formatted.right);
        Ok(())
    }

    fn convert(&mut self, conversion: &Conversion) -> PyResult<()> {
        let value = self.source.take()?;
        let content = match char::from_u32(conversion.letter) {
            Some('s' | 'b') => content_of(&value)?,
            Some('r' | 'a') => protocol::ascii(&value)?.to_wtf8().into_owned(),
            Some('c') => vec![byte_of(&value)?],
            _ => {
                // Bytes know `i` as another name of `d` only.
                let letter = if conversion.letter == u32::from('i') { 'd'.into() } else { conversion.letter };
                let conversion = &Conversion { letter, ..*conversion };
                let formatted = number(&value, conversion).map_err(|raised| float_error(raised, &value, conversion))?;
                let Some(formatted) = formatted else { return Err(unsupported(conversion, Kind::Bytes).into()) };
                return self.push_number(&formatted);
            }
        };
        let layout = percent::text(content.len(), conversion);
        self.reserve(layout.left.saturating_add(layout.kept).saturating_add(layout.right))?;
        self.fill(layout.fill, layout.left);
        self.out.extend_from_slice(&content[..layout.kept]);
        self.fill(layout.fill, layout.right);
        Ok(())
    }
}

/// Bytes word the type error of float conversions differently from strings.
fn float_error(raised: Raised, value: &Object, conversion: &Conversion) -> Raised {
    let is_float = matches!(char::from_u32(conversion.letter), Some('e' | 'E' | 'f' | 'F' | 'g' | 'G'));
    if is_float && raised.is(&exc::TypeError) {
        return raise!(TypeError, "float argument required, not {:.200}", value.type_name());
    }
    raised
}

/// `%b`: what the object is as bytes.
fn content_of(value: &Object) -> PyResult<Vec<u8>> {
    if !Bytes::check(value)
        && !ByteArray::check(value)
        && let Some(bytes) = protocol::call_bytes(value)?
    {
        return Ok(bytes.as_slice().to_vec());
    }
    if buffer::has_buffer(value) {
        return Ok(Buffer::acquire(value, pyston_abi::flags::PyBUF_FULL_RO)?.to_vec());
    }
    Err(raise!(
        TypeError,
        "%b requires a bytes-like object, or an object that implements __bytes__, not '{:.100}'",
        value.type_name()
    ))
}

/// `%c`: a byte or its number.
fn byte_of(value: &Object) -> PyResult<u8> {
    let wrong = || raise!(TypeError, "%c requires an integer in range(256) or a single byte");
    if Bytes::check(value) || ByteArray::check(value) {
        let content = Buffer::new(value)?;
        return if let [byte] = *content.as_slice() { Ok(byte) } else { Err(wrong()) };
    }
    let number = errors::catch(protocol::index(value), &exc::TypeError)?.ok_or_else(wrong)?;
    number
        .to_i64()
        .and_then(|number| u8::try_from(number).ok())
        .ok_or_else(|| raise!(OverflowError, "%c arg not in range(256)"))
}
