//! `Py_BuildValue`: objects from a format and C values.
//!
//! **Invariant**: every argument of the format is taken from the list, even after something failed, so that references
//! which `N` hands over are always given back.

use std::ffi::{c_char, c_int, c_long, c_uint, c_ulong, c_void};

use pyston_numeric::complex::Complex as Value;
use pyston_object::abi::{Py_complex, PyObject};
use pyston_object::complex::Complex;
use pyston_object::prelude::*;

use crate::text::{CText, decode_utf8};
use crate::va::VaList;

/// How `#` passes a length: without `PY_SSIZE_T_CLEAN` as an `int`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sizes {
    Int,
    Word,
}

type Converter = unsafe extern "C" fn(*mut c_void) -> *mut PyObject;

/// Reads a format.
struct Builder<'a> {
    format: &'a [u8],
    at: usize,
    va: &'a mut VaList,
    sizes: Sizes,
}

/// `Py_BuildValue`: nothing is `None`, one value is itself, more are a tuple.
pub fn value(format: CText<'_>, va: &mut VaList, sizes: Sizes) -> PyResult {
    let mut builder = Builder { format: format.bytes().unwrap_or_default(), at: 0, va, sizes };
    let count = builder.count(None)?;
    match count {
        0 => Ok(singletons::py_none()),
        1 => builder.item(),
        _ => builder.tuple(count, None),
    }
}

/// The arguments of a call: the items of what the format makes if that is a tuple, else the one argument.
pub fn arguments(format: CText<'_>, va: &mut VaList, sizes: Sizes) -> PyResult<Py<Tuple>> {
    if format.bytes().is_none_or(<[u8]>::is_empty) {
        return Ok(Tuple::empty());
    }
    value(format, va, sizes)?.downcast_into::<Tuple>().or_else(|only| Tuple::from_vec(vec![only]))
}

impl Builder<'_> {
    fn peek(&self) -> Option<u8> {
        self.format.get(self.at).copied()
    }

    /// How many values there are up to `end`, or to the format's end.
    fn count(&self, end: Option<u8>) -> PyResult<usize> {
        let (mut count, mut level, mut at) = (0, 0usize, self.at);
        while level > 0 || self.format.get(at).copied() != end {
            match self.format.get(at) {
                None => return Err(raise!(SystemError, "unmatched paren in format")),
                Some(b'(' | b'[' | b'{') => {
                    count += usize::from(level == 0);
                    level += 1;
                }
                Some(b')' | b']' | b'}') => {
                    level = level.checked_sub(1).ok_or_else(|| raise!(SystemError, "unmatched paren in format"))?;
                }
                Some(b'#' | b'&' | b',' | b':' | b' ' | b'\t') => (),
                Some(_) => count += usize::from(level == 0),
            }
            at += 1;
        }
        Ok(count)
    }

    /// `count` values, all of which are read whatever happens.
    fn items(&mut self, count: usize, end: Option<u8>) -> PyResult<Vec<Py>> {
        let mut items = Vec::with_capacity(count);
        let mut failure = None;
        for _ in 0..count {
            match self.item() {
                Ok(item) => items.push(item),
                Err(Raised) => {
                    // What fails first is what is told.
                    failure = failure.or_else(errors::fetch);
                    errors::clear();
                }
            }
        }
        if let Some(pending) = failure {
            return Err(errors::restore(pending));
        }
        while matches!(self.peek(), Some(b',' | b':' | b' ' | b'\t')) {
            self.at += 1;
        }
        if self.peek() != end {
            return Err(raise!(SystemError, "Unmatched paren in format"));
        }
        self.at += usize::from(end.is_some());
        Ok(items)
    }

    fn tuple(&mut self, count: usize, end: Option<u8>) -> PyResult {
        Tuple::from_vec(self.items(count, end)?).map(Py::into_object)
    }

    fn dict(&mut self) -> PyResult {
        let count = self.count(Some(b'}'))?;
        if count % 2 != 0 {
            return Err(raise!(SystemError, "Bad dict format"));
        }
        let items = self.items(count, Some(b'}'))?;
        let dict = Dict::new()?;
        for pair in items.chunks_exact(2) {
            dict.set(&pair[0], pair[1].clone())?;
        }
        Ok(dict.into_object())
    }

    /// A length behind `#`, if there is one.
    fn length(&mut self) -> PyResult<Option<isize>> {
        if self.peek() != Some(b'#') {
            return Ok(None);
        }
        self.at += 1;
        if self.sizes == Sizes::Word {
            return Ok(Some(self.va.arg()));
        }
        let length = self.va.arg::<c_int>();
        let message = "PY_SSIZE_T_CLEAN will be required for '#' formats";
        pyston_object::hooks::warn(&exc::DeprecationWarning, message, 1)?;
        Ok(Some(length as isize))
    }

    /// A text with the length that may follow; null is `None`.
    fn text(&mut self, make: fn(&[u8]) -> PyResult) -> PyResult {
        // SAFETY: the format says that a text was passed, with so many bytes if a length follows.
        let text = unsafe { CText::from_ptr(self.va.arg::<*const c_char>()) };
        let length = self.length()?;
        match (text.bytes_of(length), length) {
            (None, _) => Ok(singletons::py_none()),
            (Some(bytes), _) => make(bytes),
        }
    }

    fn wide(&mut self) -> PyResult {
        let start = self.va.arg::<*const u32>();
        let length = self.length()?;
        if start.is_null() {
            return Ok(singletons::py_none());
        }
        // SAFETY: the format says that such a text was passed.
        let points = unsafe {
            let len = length.filter(|&len| len >= 0).map_or_else(|| libc::wcslen(start.cast()), |len| len as usize);
            std::slice::from_raw_parts(start, len)
        };
        Str::from_points(points).map(Py::into_object)
    }

    /// An object that is passed as it is; `owned` says whether its reference is handed over.
    fn object(&mut self, owned: bool) -> PyResult {
        let pointer = self.va.arg::<*mut PyObject>();
        // SAFETY: the format says that an object was passed, or null.
        let object = unsafe {
            if owned {
                Py::<Object>::from_nullable(pointer)
            } else {
                Object::from_nullable(pointer).map(Layout::new_ref)
            }
        };
        object.ok_or_else(|| {
            if errors::occurred() { Raised } else { raise!(SystemError, "NULL object passed to Py_BuildValue") }
        })
    }

    fn converted(&mut self) -> PyResult {
        self.at += 1;
        let convert = self.va.arg::<*const c_void>();
        let argument = self.va.arg::<*mut c_void>();
        // SAFETY: the format says that a converter and its argument were passed.
        unsafe { Py::from_result(std::mem::transmute::<*const c_void, Converter>(convert)(argument)) }
    }

    fn item(&mut self) -> PyResult {
        loop {
            let Some(letter) = self.peek() else {
                return Err(raise!(SystemError, "bad format char passed to Py_BuildValue"));
            };
            self.at += 1;
            return match letter {
                b'(' => {
                    let count = self.count(Some(b')'))?;
                    self.tuple(count, Some(b')'))
                }
                b'[' => {
                    let count = self.count(Some(b']'))?;
                    List::from_vec(self.items(count, Some(b']'))?).map(Py::into_object)
                }
                b'{' => self.dict(),
                b'b' | b'B' | b'h' | b'i' => int(self.va.arg::<c_int>().into()),
                b'H' => int(self.va.arg::<c_int>() as c_uint as i64),
                b'I' => int(self.va.arg::<c_uint>().into()),
                b'n' => int(self.va.arg::<isize>() as i64),
                b'l' | b'L' => int(self.va.arg::<c_long>()),
                b'k' | b'K' => Int::from_u64(self.va.arg::<c_ulong>()).map(Py::into_object),
                b'u' => self.wide(),
                b'f' | b'd' => Float::new(self.va.arg::<f64>()).map(Py::into_object),
                b'D' => {
                    let place = self.va.arg::<*const Py_complex>();
                    // SAFETY: the format says that a complex number is there.
                    let value = unsafe { place.read() };
                    Complex::new(Value::new(value.real, value.imag)).map(Py::into_object)
                }
                b'c' => Bytes::new(&[self.va.arg::<c_int>() as u8]).map(Py::into_object),
                b'C' => match u32::try_from(self.va.arg::<c_int>()) {
                    Ok(point @ ..=0x10_FFFF) => Str::from_char(point).map(Py::into_object),
                    _ => Err(raise!(ValueError, "chr() arg not in range(0x110000)")),
                },
                b's' | b'z' | b'U' => self.text(|bytes| decode_utf8(bytes).map(Py::into_object)),
                b'y' => self.text(|bytes| Bytes::new(bytes).map(Py::into_object)),
                b'O' if self.peek() == Some(b'&') => self.converted(),
                b'N' => self.object(true),
                b'S' | b'O' => self.object(false),
                b':' | b',' | b' ' | b'\t' => continue,
                _ => Err(raise!(SystemError, "bad format char passed to Py_BuildValue")),
            };
        }
    }
}

fn int(value: i64) -> PyResult {
    Int::from_i64(value).map(Py::into_object)
}
