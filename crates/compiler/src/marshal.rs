//! Code trees as marshal data.
//!
//! A tree has no object identities. Strings count as interned where CPython interns them (names, and
//! constants that look like identifiers), and from version 3 on equal interned strings are one object.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use num_bigint::{BigInt, Sign};
use pyston_marshal::write::{CodeShape, Shape, Source, WriteError, dumps as write};

use crate::code::{Code, Const};
use crate::wstr::WStr;

/// The marshal data of a code tree.
pub fn dumps(code: &Code, version: u32) -> Result<Vec<u8>, WriteError> {
    write(&Tree { interned: RefCell::default() }, &Item::Code(code), version)
}

/// Borrows from a code tree.
struct Tree<'t> {
    /// The interned strings met so far, with their numbers.
    interned: RefCell<HashMap<&'t [u8], usize>>,
}

/// A part of a code tree that is an object of its own.
enum Item<'t> {
    Const(&'t Const),
    Code(&'t Code),
    Consts(&'t [Const]),
    Names(&'t [WStr]),
    Name(&'t WStr),
    Text(&'t WStr),
    Bytes(&'t [u8]),
}

impl<'t> Source for Tree<'t> {
    type Object = Item<'t>;
    type Error = WriteError;

    fn shape<'a>(&'a self, item: &'a Item<'t>) -> Result<Shape<'a, Item<'t>>, WriteError> {
        Ok(match item {
            Item::Const(constant) => constant_shape(constant),
            Item::Code(code) => Shape::Code(Box::new(code_shape(code))),
            Item::Consts(consts) => Shape::Tuple(consts.iter().map(Item::Const).collect()),
            Item::Names(names) => Shape::Tuple(names.iter().map(Item::Name).collect()),
            Item::Name(name) => Shape::Str { utf8: Cow::Borrowed(name.as_bytes()), interned: true },
            Item::Text(text) => Shape::Str { utf8: Cow::Borrowed(text.as_bytes()), interned: false },
            Item::Bytes(bytes) => Shape::Bytes(Cow::Borrowed(bytes)),
        })
    }

    fn identity(&self, item: &Item<'t>) -> Option<usize> {
        let text = match item {
            Item::Name(name) => name.as_bytes(),
            Item::Const(Const::Str(text)) if is_name_like(text.as_bytes()) => text.as_bytes(),
            _ => return None,
        };
        let mut interned = self.interned.borrow_mut();
        let next = interned.len();
        Some(*interned.entry(text).or_insert(next))
    }
}

fn constant_shape(constant: &Const) -> Shape<'_, Item<'_>> {
    match constant {
        Const::None => Shape::None,
        Const::True => Shape::True,
        Const::False => Shape::False,
        Const::Ellipsis => Shape::Ellipsis,
        Const::Int(value) => {
            Shape::Int { negative: value.sign() == Sign::Minus, digits: Cow::Owned(marshal_digits(value)) }
        }
        Const::Float(value) => Shape::Float(*value),
        Const::Complex { real, imag } => Shape::Complex { real: *real, imag: *imag },
        Const::Str(text) => {
            Shape::Str { utf8: Cow::Borrowed(text.as_bytes()), interned: is_name_like(text.as_bytes()) }
        }
        Const::Bytes(bytes) => Shape::Bytes(Cow::Borrowed(bytes)),
        Const::Tuple(items) => Shape::Tuple(items.iter().map(Item::Const).collect()),
        Const::FrozenSet(items) => Shape::FrozenSet(items.iter().map(Item::Const).collect()),
        Const::Code(code) => Shape::Code(Box::new(code_shape(code))),
    }
}

/// ASCII letters, digits and underscores only: what CPython interns among constants.
fn is_name_like(text: &[u8]) -> bool {
    text.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The magnitude in digits of 15 bits, lowest first.
fn marshal_digits(value: &BigInt) -> Vec<u16> {
    let bits = value.bits();
    let bytes = value.magnitude().to_bytes_le();
    let bit = |at: u64| bytes.get((at / 8) as usize).is_some_and(|byte| byte >> (at % 8) & 1 == 1);
    (0..bits.div_ceil(15)).map(|digit| (0..15).fold(0, |sum, at| sum | u16::from(bit(15 * digit + at)) << at)).collect()
}

fn code_shape(code: &Code) -> CodeShape<Item<'_>> {
    CodeShape {
        argcount: code.argcount as i32,
        posonlyargcount: code.posonlyargcount as i32,
        kwonlyargcount: code.kwonlyargcount as i32,
        nlocals: code.nlocals as i32,
        stacksize: code.stacksize as i32,
        flags: code.flags as i32,
        code: Item::Bytes(&code.code),
        consts: Item::Consts(&code.consts),
        names: Item::Names(&code.names),
        varnames: Item::Names(&code.varnames),
        freevars: Item::Names(&code.freevars),
        cellvars: Item::Names(&code.cellvars),
        filename: Item::Text(&code.filename),
        name: Item::Name(&code.name),
        firstlineno: code.firstlineno as i32,
        lnotab: Item::Bytes(&code.lnotab),
    }
}
