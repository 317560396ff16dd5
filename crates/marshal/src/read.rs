//! Bytes to objects.

use std::fmt;
use std::vec::Drain;

use crate::{MAX_DEPTH, kind};

/// Where the bytes come from.
pub trait Input<E> {
    /// What it is if an object goes on behind the end.
    const SHORT: ReadError = ReadError::TooShort;

    /// The next `count` bytes, or `None` if there are not so many.
    fn take(&mut self, count: usize) -> Result<Option<&[u8]>, E>;
}

impl<E> Input<E> for &[u8] {
    fn take(&mut self, count: usize) -> Result<Option<&[u8]>, E> {
        let Some((head, tail)) = self.split_at_checked(count) else { return Ok(None) };
        *self = tail;
        Ok(Some(head))
    }
}

/// The numbers of a code object and its parts.
pub struct CodeParts<O> {
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

/// An object model to build in. Containers are made empty and filled afterwards, since they may
/// contain themselves; a sink that cannot have that must refuse it in the filling call.
pub trait Sink {
    type Object: Clone;
    type Error: From<ReadError>;

    fn none(&mut self) -> Self::Object;
    fn bool(&mut self, value: bool) -> Self::Object;
    fn ellipsis(&mut self) -> Self::Object;
    fn stop_iteration(&mut self) -> Self::Object;
    fn small_int(&mut self, value: i64) -> Result<Self::Object, Self::Error>;
    /// 15-bit digits, lowest first, the highest not 0.
    fn big_int(&mut self, negative: bool, digits: &[u16]) -> Result<Self::Object, Self::Error>;
    fn float(&mut self, value: f64) -> Result<Self::Object, Self::Error>;
    fn complex(&mut self, real: f64, imag: f64) -> Result<Self::Object, Self::Error>;
    /// A float's text in the old versions; Python's rules and error for text that is none.
    fn parse_float(&mut self, text: &[u8]) -> Result<f64, Self::Error>;
    fn bytes(&mut self, value: &[u8]) -> Result<Self::Object, Self::Error>;
    /// One code point a byte (the "ASCII" types hold Latin-1 if they lie).
    fn latin1(&mut self, value: &[u8], interned: bool) -> Result<Self::Object, Self::Error>;
    /// UTF-8 in which surrogates may stand; anything else is the sink's `UnicodeDecodeError`.
    fn utf8(&mut self, value: &[u8], interned: bool) -> Result<Self::Object, Self::Error>;
    fn new_tuple(&mut self, len: usize) -> Result<Self::Object, Self::Error>;
    fn tuple_set(&mut self, tuple: &Self::Object, at: usize, item: Self::Object) -> Result<(), Self::Error>;
    /// A tuple to which nothing in the data refers.
    fn tuple(&mut self, items: Drain<'_, Self::Object>) -> Result<Self::Object, Self::Error> {
        let tuple = self.new_tuple(items.len())?;
        for (at, item) in items.enumerate() {
            self.tuple_set(&tuple, at, item)?;
        }
        Ok(tuple)
    }
    fn new_list(&mut self, len: usize) -> Result<Self::Object, Self::Error>;
    fn list_set(&mut self, list: &Self::Object, at: usize, item: Self::Object) -> Result<(), Self::Error>;
    fn new_dict(&mut self) -> Result<Self::Object, Self::Error>;
    fn dict_insert(&mut self, dict: &Self::Object, key: Self::Object, value: Self::Object) -> Result<(), Self::Error>;
    fn new_set(&mut self, frozen: bool) -> Result<Self::Object, Self::Error>;
    /// The frozenset without elements, which may be one for all.
    fn empty_frozenset(&mut self) -> Result<Self::Object, Self::Error> {
        self.new_set(true)
    }
    fn set_add(&mut self, set: &Self::Object, item: Self::Object) -> Result<(), Self::Error>;
    fn code(&mut self, parts: CodeParts<Self::Object>) -> Result<Self::Object, Self::Error>;
}

/// What is wrong with the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// `EOFError`.
    NoObject,
    /// `EOFError`.
    TooShort,
    /// `EOFError`: the same of a file.
    FileTooShort,
    /// `ValueError`, "bad marshal data (...)".
    Bad(&'static str),
    /// `ValueError`.
    TooDeep,
    /// `TypeError`: a null object inside the named thing.
    Null(&'static str),
}

/// The exception of a [`ReadError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exception {
    Eof,
    Value,
    Type,
}

impl ReadError {
    pub fn exception(self) -> Exception {
        match self {
            ReadError::NoObject | ReadError::TooShort | ReadError::FileTooShort => Exception::Eof,
            ReadError::Bad(_) | ReadError::TooDeep => Exception::Value,
            ReadError::Null(_) => Exception::Type,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::NoObject => f.write_str("EOF read where object expected"),
            ReadError::TooShort => f.write_str("marshal data too short"),
            ReadError::FileTooShort => f.write_str("EOF read where not expected"),
            ReadError::Bad(what) => write!(f, "bad marshal data ({what})"),
            ReadError::TooDeep => f.write_str("recursion limit exceeded"),
            ReadError::Null(what) => write!(f, "NULL object in marshal data for {what}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads one object.
pub fn load<S: Sink, I: Input<S::Error>>(sink: &mut S, input: &mut I) -> Result<S::Object, S::Error> {
    let mut reader = Reader { sink, input, refs: Vec::new(), items: Vec::new(), depth: 0 };
    reader.object()?.ok_or_else(|| ReadError::Null("object").into())
}

struct Reader<'a, S: Sink, I> {
    sink: &'a mut S,
    input: &'a mut I,
    /// Objects that can be referred to; `None` is reserved for one that is still being read.
    refs: Vec<Option<S::Object>>,
    /// Items of tuples that are being read, the inner ones last.
    items: Vec<S::Object>,
    depth: u32,
}

type Read<S, T> = Result<T, <S as Sink>::Error>;

impl<S: Sink, I: Input<S::Error>> Reader<'_, S, I> {
    fn byte(&mut self) -> Read<S, Option<u8>> {
        Ok(self.input.take(1)?.map(|bytes| bytes[0]))
    }

    fn array<const N: usize>(&mut self) -> Read<S, [u8; N]> {
        let bytes = self.input.take(N)?.ok_or(I::SHORT)?;
        Ok(bytes.try_into().expect("take gives as many bytes as asked for"))
    }

    fn long(&mut self) -> Read<S, i32> {
        Ok(i32::from_le_bytes(self.array()?))
    }

    /// A size; CPython calls a negative one out of range.
    fn size(&mut self, what: &'static str) -> Read<S, usize> {
        usize::try_from(self.long()?).map_err(|_| ReadError::Bad(what).into())
    }

    fn double(&mut self) -> Read<S, f64> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    /// A size in one byte.
    fn short_size(&mut self) -> Read<S, usize> {
        Ok(self.byte()?.ok_or(ReadError::NoObject)?.into())
    }

    fn text_double(&mut self) -> Read<S, f64> {
        let len = self.short_size()?;
        let text = self.input.take(len)?.ok_or(I::SHORT)?;
        self.sink.parse_float(text)
    }

    /// Makes the object one that can be referred to, if its type code says so.
    fn remember(&mut self, flagged: bool, object: S::Object) -> S::Object {
        if flagged {
            self.refs.push(Some(object.clone()));
        }
        object
    }

    /// Keeps a number for an object that is finished only later.
    fn reserve(&mut self, flagged: bool) -> Option<usize> {
        flagged.then(|| {
            self.refs.push(None);
            self.refs.len() - 1
        })
    }

    fn fulfil(&mut self, reserved: Option<usize>, object: &S::Object) {
        if let Some(at) = reserved {
            self.refs[at] = Some(object.clone());
        }
    }

    /// The next object; `None` is the null object, which ends a dict and is an error elsewhere.
    fn object(&mut self) -> Read<S, Option<S::Object>> {
        let code = self.byte()?.ok_or(ReadError::NoObject)?;
        if self.depth >= MAX_DEPTH {
            return Err(ReadError::TooDeep.into());
        }
        self.depth += 1;
        let flagged = code & kind::FLAG_REF != 0;
        let object = match code & !kind::FLAG_REF {
            kind::NULL => None,
            kind::NONE => Some(self.sink.none()),
            kind::FALSE => Some(self.sink.bool(false)),
            kind::TRUE => Some(self.sink.bool(true)),
            kind::ELLIPSIS => Some(self.sink.ellipsis()),
            kind::STOP_ITERATION => Some(self.sink.stop_iteration()),
            kind::REF => Some(self.reference()?),
            kind::SMALL_TUPLE => Some(self.small_tuple(flagged)?),
            kind::TUPLE => {
                let len = self.size("tuple size out of range")?;
                Some(self.tuple(len, flagged)?)
            }
            kind::LIST => Some(self.list(flagged)?),
            kind::DICT => Some(self.dict(flagged)?),
            kind::SET => Some(self.set(flagged)?),
            kind::FROZENSET => Some(self.frozenset(flagged)?),
            kind::CODE => self.code(flagged)?,
            other => {
                let object = self.plain(other)?;
                Some(self.remember(flagged, object))
            }
        };
        self.depth -= 1;
        Ok(object)
    }

    /// Objects without parts.
    fn plain(&mut self, code: u8) -> Read<S, S::Object> {
        match code {
            kind::INT => {
                let value = self.long()?;
                self.sink.small_int(value.into())
            }
            kind::INT64 => {
                let value = i64::from_le_bytes(self.array()?);
                self.sink.small_int(value)
            }
            kind::LONG => self.big_int(),
            kind::FLOAT => {
                let value = self.text_double()?;
                self.sink.float(value)
            }
            kind::BINARY_FLOAT => {
                let value = self.double()?;
                self.sink.float(value)
            }
            kind::COMPLEX => {
                let (real, imag) = (self.text_double()?, self.text_double()?);
                self.sink.complex(real, imag)
            }
            kind::BINARY_COMPLEX => {
                let (real, imag) = (self.double()?, self.double()?);
                self.sink.complex(real, imag)
            }
            kind::BYTES => {
                let len = self.size("bytes object size out of range")?;
                let bytes = self.input.take(len)?.ok_or(I::SHORT)?;
                self.sink.bytes(bytes)
            }
            _ => self.str(code),
        }
    }

    fn str(&mut self, code: u8) -> Read<S, S::Object> {
        let len = match code {
            kind::SHORT_ASCII | kind::SHORT_ASCII_INTERNED => self.short_size()?,
            kind::ASCII | kind::ASCII_INTERNED | kind::UNICODE | kind::INTERNED => {
                self.size("string size out of range")?
            }
            _ => return Err(ReadError::Bad("unknown type code").into()),
        };
        let text = self.input.take(len)?.ok_or(I::SHORT)?;
        let interned = matches!(code, kind::SHORT_ASCII_INTERNED | kind::ASCII_INTERNED | kind::INTERNED);
        if matches!(code, kind::UNICODE | kind::INTERNED) {
            self.sink.utf8(text, interned)
        } else {
            self.sink.latin1(text, interned)
        }
    }

    fn big_int(&mut self) -> Read<S, S::Object> {
        let count = self.long()?;
        if count == 0 {
            return self.sink.small_int(0);
        }
        let negative = count < 0;
        let count = count.checked_abs().ok_or(ReadError::Bad("long size out of range"))?;
        let mut digits = Vec::new();
        for at in 1..=count {
            let digit = i16::from_le_bytes(self.array()?);
            let digit = u16::try_from(digit).map_err(|_| ReadError::Bad("digit out of range in long"))?;
            if digit == 0 && at == count {
                return Err(ReadError::Bad("unnormalized long data").into());
            }
            digits.push(digit);
        }
        self.sink.big_int(negative, &digits)
    }

    fn reference(&mut self) -> Read<S, S::Object> {
        let at = self.long()?;
        let known = usize::try_from(at).ok().and_then(|at| self.refs.get(at)?.clone());
        known.ok_or_else(|| ReadError::Bad("invalid reference").into())
    }

    /// An object inside another, which must not be null.
    fn part(&mut self, of: &'static str) -> Read<S, S::Object> {
        self.object()?.ok_or_else(|| ReadError::Null(of).into())
    }

    /// The size byte may be missing: then the first item is what is missed.
    fn small_tuple(&mut self, flagged: bool) -> Read<S, S::Object> {
        let len = match self.byte()? {
            Some(len) => len,
            None if I::SHORT == ReadError::FileTooShort => return Err(I::SHORT.into()),
            // The end shows at the first item.
            None => u8::MAX,
        };
        self.tuple(len.into(), flagged)
    }

    fn tuple(&mut self, len: usize, flagged: bool) -> Read<S, S::Object> {
        if !flagged {
            let first = self.items.len();
            for _ in 0..len {
                let item = self.part("tuple")?;
                self.items.push(item);
            }
            return self.sink.tuple(self.items.drain(first..));
        }
        let tuple = self.sink.new_tuple(len)?;
        let tuple = self.remember(flagged, tuple);
        for at in 0..len {
            let item = self.part("tuple")?;
            self.sink.tuple_set(&tuple, at, item)?;
        }
        Ok(tuple)
    }

    fn list(&mut self, flagged: bool) -> Read<S, S::Object> {
        let len = self.size("list size out of range")?;
        let list = self.sink.new_list(len)?;
        let list = self.remember(flagged, list);
        for at in 0..len {
            let item = self.part("list")?;
            self.sink.list_set(&list, at, item)?;
        }
        Ok(list)
    }

    /// Ends at a null key, or silently at a null value.
    fn dict(&mut self, flagged: bool) -> Read<S, S::Object> {
        let dict = self.sink.new_dict()?;
        let dict = self.remember(flagged, dict);
        while let Some(key) = self.object()? {
            let Some(value) = self.object()? else { break };
            self.sink.dict_insert(&dict, key, value)?;
        }
        Ok(dict)
    }

    fn set(&mut self, flagged: bool) -> Read<S, S::Object> {
        let len = self.size("set size out of range")?;
        let set = self.sink.new_set(false)?;
        let set = self.remember(flagged, set);
        self.fill_set(&set, len)?;
        Ok(set)
    }

    /// Cannot be referred to before it is complete.
    fn frozenset(&mut self, flagged: bool) -> Read<S, S::Object> {
        let len = self.size("set size out of range")?;
        if len == 0 {
            let empty = self.sink.empty_frozenset()?;
            return Ok(self.remember(flagged, empty));
        }
        let reserved = self.reserve(flagged);
        let set = self.sink.new_set(true)?;
        self.fill_set(&set, len)?;
        self.fulfil(reserved, &set);
        Ok(set)
    }

    fn fill_set(&mut self, set: &S::Object, len: usize) -> Read<S, ()> {
        for _ in 0..len {
            let item = self.part("set")?;
            self.sink.set_add(set, item)?;
        }
        Ok(())
    }

    /// A null part makes the whole code object null.
    fn code(&mut self, flagged: bool) -> Read<S, Option<S::Object>> {
        let reserved = self.reserve(flagged);
        let mut numbers = [0; 6];
        for number in &mut numbers {
            *number = self.long()?;
        }
        let [argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags] = numbers;
        let mut parts = [const { None }; 8];
        for part in &mut parts {
            *part = self.object()?;
            if part.is_none() {
                return Ok(None);
            }
        }
        let firstlineno = self.long()?;
        let Some(lnotab) = self.object()? else { return Ok(None) };
        let [code, consts, names, varnames, freevars, cellvars, filename, name] =
            parts.map(|part| part.unwrap_or_else(|| unreachable!("eight parts were read")));
        let code = self.sink.code(CodeParts {
            argcount,
            posonlyargcount,
            kwonlyargcount,
            nlocals,
            stacksize,
            flags,
            code,
            consts,
            names,
            varnames,
            freevars,
            cellvars,
            filename,
            name,
            firstlineno,
            lnotab,
        })?;
        self.fulfil(reserved, &code);
        Ok(Some(code))
    }
}
