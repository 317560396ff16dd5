//! A code object as the compiler makes it: the data of CPython 3.8's `PyCodeObject`, before any
//! runtime object exists.

use num_bigint::BigInt;

use crate::wstr::WStr;

/// What `compile()` gives; the runtime turns it into a Python `code` object.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// Positional arguments, positional-only ones included.
    pub argcount: u32,
    pub posonlyargcount: u32,
    pub kwonlyargcount: u32,
    pub nlocals: u32,
    pub stacksize: u32,
    /// `CO_*` flags.
    pub flags: u32,
    pub code: Vec<u8>,
    pub consts: Vec<Const>,
    pub names: Vec<WStr>,
    pub varnames: Vec<WStr>,
    pub freevars: Vec<WStr>,
    pub cellvars: Vec<WStr>,
    pub filename: WStr,
    pub name: WStr,
    pub firstlineno: u32,
    pub lnotab: Vec<u8>,
}

/// A member of `co_consts`.
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(BigInt),
    Float(f64),
    Complex { real: f64, imag: f64 },
    Str(WStr),
    Bytes(Vec<u8>),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
    Code(Box<Code>),
}
