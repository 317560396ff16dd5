//! Objects to bytes.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use crate::{MAX_DEPTH, kind};

/// What an object is, with its parts.
pub enum Shape<'a, O> {
    Null,
    None,
    False,
    True,
    Ellipsis,
    StopIteration,
    /// An int as sign and 15-bit digits, lowest first, without leading zeros.
    Int {
        negative: bool,
        digits: Cow<'a, [u16]>,
    },
    Float(f64),
    Complex {
        real: f64,
        imag: f64,
    },
    /// `bytes`, or what offers its bytes through the buffer protocol.
    Bytes(Cow<'a, [u8]>),
    /// UTF-8 with surrogates as three bytes.
    Str {
        utf8: Cow<'a, [u8]>,
        interned: bool,
    },
    Tuple(Vec<O>),
    List(Vec<O>),
    Dict(Vec<(O, O)>),
    Set(Vec<O>),
    FrozenSet(Vec<O>),
    Code(Box<CodeShape<O>>),
    /// No such object can be marshalled.
    Unknown,
}

/// The parts of a code object.
pub struct CodeShape<O> {
    pub argcount: i32,
    pub posonlyargcount: i32,
    pub kwonlyargcount: i32,
    pub nlocals: i32,
    pub stacksize: i32,
    pub flags: i32,
    pub code: O,
    pub consts: O,
    pub names: O,
    pub varnames: O,
    pub freevars: O,
    pub cellvars: O,
    pub filename: O,
    pub name: O,
    pub firstlineno: i32,
    pub lnotab: O,
}

/// An object model to write from.
pub trait Source {
    type Object;
    type Error: From<WriteError>;

    /// Takes an object apart. May run Python code and fail.
    fn shape<'a>(&'a self, object: &'a Self::Object) -> Result<Shape<'a, Self::Object>, Self::Error>;

    /// A number for the object's identity, or `None` if nothing else refers to it. Only asked for
    /// from version 3 on, and never for singletons.
    fn identity(&self, object: &Self::Object) -> Option<usize>;
}

/// Why an object cannot be written; CPython raises `ValueError` with this text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteError {
    Unmarshallable,
    TooDeep,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WriteError::Unmarshallable => "unmarshallable object",
            WriteError::TooDeep => "object too deeply nested to marshal",
        })
    }
}

impl std::error::Error for WriteError {}

/// The bytes of an object.
pub fn dumps<S: Source>(source: &S, object: &S::Object, version: u32) -> Result<Vec<u8>, S::Error> {
    let mut writer = Writer { source, version, out: Vec::new(), refs: HashMap::new(), depth: 0 };
    writer.object(object)?;
    Ok(writer.out)
}

struct Writer<'a, S: Source> {
    source: &'a S,
    version: u32,
    out: Vec<u8>,
    /// Identities of objects written with [`kind::FLAG_REF`], and their numbers.
    refs: HashMap<usize, u32>,
    depth: u32,
}

impl<S: Source> Writer<'_, S> {
    fn long(&mut self, value: i32) {
        self.out.extend(value.to_le_bytes());
    }

    fn object(&mut self, object: &S::Object) -> Result<(), S::Error> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(WriteError::TooDeep.into());
        }
        let source = self.source;
        let shape = source.shape(object)?;
        let singleton = match shape {
            Shape::Null => kind::NULL,
            Shape::None => kind::NONE,
            Shape::False => kind::FALSE,
            Shape::True => kind::TRUE,
            Shape::Ellipsis => kind::ELLIPSIS,
            Shape::StopIteration => kind::STOP_ITERATION,
            _ => 0,
        };
        if singleton != 0 {
            self.out.push(singleton);
        } else if let Some(flag) = self.reference(object) {
            self.shape(shape, flag)?;
        }
        self.depth -= 1;
        Ok(())
    }

    /// Writes a reference to an object already written, or gives the flag for its type code.
    fn reference(&mut self, object: &S::Object) -> Option<u8> {
        if self.version < 3 {
            return Some(0);
        }
        let Some(identity) = self.source.identity(object) else { return Some(0) };
        let next = self.refs.len() as u32;
        if let Some(&known) = self.refs.get(&identity) {
            self.out.push(kind::REF);
            self.long(known as i32);
            return None;
        }
        self.refs.insert(identity, next);
        Some(kind::FLAG_REF)
    }

    fn shape(&mut self, shape: Shape<S::Object>, flag: u8) -> Result<(), S::Error> {
        match shape {
            Shape::Int { negative, digits } => self.int(negative, &digits, flag),
            Shape::Float(value) => self.float(kind::BINARY_FLOAT, kind::FLOAT, &[value], flag),
            Shape::Complex { real, imag } => self.float(kind::BINARY_COMPLEX, kind::COMPLEX, &[real, imag], flag),
            Shape::Bytes(bytes) => {
                self.out.push(kind::BYTES | flag);
                self.counted(&bytes)?;
            }
            Shape::Str { utf8, interned } => self.str(&utf8, interned, flag)?,
            Shape::Tuple(items) => {
                match u8::try_from(items.len()) {
                    Ok(count) if self.version >= 4 => self.out.extend([kind::SMALL_TUPLE | flag, count]),
                    _ => self.header(kind::TUPLE | flag, items.len())?,
                }
                self.objects(&items)?;
            }
            Shape::List(items) => self.collection(kind::LIST | flag, &items)?,
            Shape::Set(items) => self.collection(kind::SET | flag, &items)?,
            Shape::FrozenSet(items) => self.collection(kind::FROZENSET | flag, &items)?,
            Shape::Dict(items) => {
                self.out.push(kind::DICT | flag);
                for (key, value) in &items {
                    self.object(key)?;
                    self.object(value)?;
                }
                self.out.push(kind::NULL);
            }
            Shape::Code(code) => self.code(&code, flag)?,
            _ => {
                self.out.push(kind::UNKNOWN | flag);
                return Err(WriteError::Unmarshallable.into());
            }
        }
        Ok(())
    }

    fn int(&mut self, negative: bool, digits: &[u16], flag: u8) {
        let magnitude = match digits {
            [] => Some(0),
            [a] => Some(i64::from(*a)),
            [a, b] => Some(i64::from(*a) | i64::from(*b) << 15),
            [a, b, c] => Some(i64::from(*a) | i64::from(*b) << 15 | i64::from(*c) << 30),
            _ => None,
        };
        let small = magnitude.and_then(|value| i32::try_from(if negative { -value } else { value }).ok());
        if let Some(value) = small {
            self.out.push(kind::INT | flag);
            self.long(value);
            return;
        }
        self.out.push(kind::LONG | flag);
        let count = digits.len() as i32;
        self.long(if negative { -count } else { count });
        for digit in digits {
            self.out.extend(digit.to_le_bytes());
        }
    }

    fn float(&mut self, binary: u8, text: u8, values: &[f64], flag: u8) {
        if self.version > 1 {
            self.out.push(binary | flag);
            values.iter().for_each(|value| self.out.extend(value.to_le_bytes()));
            return;
        }
        self.out.push(text | flag);
        for &value in values {
            let text = float_text(value);
            self.out.push(text.len() as u8);
            self.out.extend(text.as_bytes());
        }
    }

    fn str(&mut self, utf8: &[u8], interned: bool, flag: u8) -> Result<(), S::Error> {
        if self.version >= 4 && utf8.is_ascii() {
            let [short, long] = if interned {
                [kind::SHORT_ASCII_INTERNED, kind::ASCII_INTERNED]
            } else {
                [kind::SHORT_ASCII, kind::ASCII]
            };
            if let Ok(count) = u8::try_from(utf8.len()) {
                self.out.extend([short | flag, count]);
                self.out.extend(utf8);
                return Ok(());
            }
            self.out.push(long | flag);
        } else {
            let code = if self.version >= 3 && interned { kind::INTERNED } else { kind::UNICODE };
            self.out.push(code | flag);
        }
        self.counted(utf8)
    }

    /// Bytes after their number. Sizes of 2 GiB and more cannot be written.
    fn counted(&mut self, bytes: &[u8]) -> Result<(), S::Error> {
        self.count(bytes.len())?;
        self.out.extend(bytes);
        Ok(())
    }

    fn count(&mut self, count: usize) -> Result<(), S::Error> {
        let count = i32::try_from(count).map_err(|_| WriteError::Unmarshallable)?;
        self.long(count);
        Ok(())
    }

    fn header(&mut self, code: u8, count: usize) -> Result<(), S::Error> {
        self.out.push(code);
        self.count(count)
    }

    fn collection(&mut self, code: u8, items: &[S::Object]) -> Result<(), S::Error> {
        self.header(code, items.len())?;
        self.objects(items)
    }

    fn objects(&mut self, items: &[S::Object]) -> Result<(), S::Error> {
        items.iter().try_for_each(|item| self.object(item))
    }

    fn code(&mut self, code: &CodeShape<S::Object>, flag: u8) -> Result<(), S::Error> {
        self.out.push(kind::CODE | flag);
        let numbers =
            [code.argcount, code.posonlyargcount, code.kwonlyargcount, code.nlocals, code.stacksize, code.flags];
        numbers.into_iter().for_each(|number| self.long(number));
        let parts = [
            &code.code,
            &code.consts,
            &code.names,
            &code.varnames,
            &code.freevars,
            &code.cellvars,
            &code.filename,
            &code.name,
        ];
        parts.into_iter().try_for_each(|part| self.object(part))?;
        self.long(code.firstlineno);
        self.object(&code.lnotab)
    }
}

/// A float in the text of versions 0 and 1: C's `%.17g`.
fn float_text(value: f64) -> String {
    if !value.is_finite() {
        let text = if value.is_nan() { "nan" } else { "inf" };
        return if value == f64::NEG_INFINITY { format!("-{text}") } else { text.to_string() };
    }
    let scientific = format!("{value:.16e}");
    let (digits, exponent) = scientific.split_once('e').expect("the format has an exponent");
    let exponent: i32 = exponent.parse().expect("the exponent is a number");
    let trim = |text: &str| text.trim_end_matches('0').trim_end_matches('.').to_string();
    if (-4..17).contains(&exponent) {
        let fixed = format!("{value:.*}", (16 - exponent) as usize);
        return if fixed.contains('.') { trim(&fixed) } else { fixed };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{}e{sign}{:02}", trim(digits), exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::float_text;

    #[test]
    fn text_of_floats() {
        let cases = [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.5, "1.5"),
            (0.1, "0.10000000000000001"),
            (1e16, "10000000000000000"),
            (1e17, "1e+17"),
            (1e-5, "1.0000000000000001e-05"),
            (1e300, "1.0000000000000001e+300"),
            (f64::NEG_INFINITY, "-inf"),
        ];
        for (value, text) in cases {
            assert_eq!(float_text(value), text);
        }
    }
}
