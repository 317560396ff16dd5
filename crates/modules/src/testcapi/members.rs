//! A type with a member of every kind that C structs have.

use std::cell::Cell;
use std::mem::offset_of;

use pyston_abi::flags::*;
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;

/// The most bytes that the string in place can have.
const STRING_MAX: usize = 5;

#[pyclass(StructMembers_Type = "test_structmembersType")]
#[derive(Default)]
pub(super) struct StructMembers {
    bool: Cell<bool>,
    byte: Cell<i8>,
    ubyte: Cell<u8>,
    short: Cell<i16>,
    ushort: Cell<u16>,
    int: Cell<i32>,
    uint: Cell<u32>,
    long: Cell<i64>,
    ulong: Cell<u64>,
    ssize: Cell<isize>,
    float: Cell<f32>,
    double: Cell<f64>,
    /// Ends with a NUL.
    string: Cell<[u8; STRING_MAX + 1]>,
    longlong: Cell<i64>,
    ulonglong: Cell<u64>,
}
impl_trace!(StructMembers {});

macro_rules! at {
    ($field:ident) => {
        field_offset::<StructMembers>(offset_of!(StructMembers, $field))
    };
}

static MEMBERS: Table<[pyston_abi::PyMemberDef; 16]> = Table([
    member(c"T_BOOL", T_BOOL, at!(bool), 0),
    member(c"T_BYTE", T_BYTE, at!(byte), 0),
    member(c"T_UBYTE", T_UBYTE, at!(ubyte), 0),
    member(c"T_SHORT", T_SHORT, at!(short), 0),
    member(c"T_USHORT", T_USHORT, at!(ushort), 0),
    member(c"T_INT", T_INT, at!(int), 0),
    member(c"T_UINT", T_UINT, at!(uint), 0),
    member(c"T_LONG", T_LONG, at!(long), 0),
    member(c"T_ULONG", T_ULONG, at!(ulong), 0),
    member(c"T_PYSSIZET", T_PYSSIZET, at!(ssize), 0),
    member(c"T_FLOAT", T_FLOAT, at!(float), 0),
    member(c"T_DOUBLE", T_DOUBLE, at!(double), 0),
    member(c"T_STRING_INPLACE", T_STRING_INPLACE, at!(string), 0),
    member(c"T_LONGLONG", T_LONGLONG, at!(longlong), 0),
    member(c"T_ULONGLONG", T_ULONGLONG, at!(ulonglong), 0),
    END,
]);

/// The names of the constructor's parameters, in order.
const NAMES: [&str; 15] = [
    "T_BOOL",
    "T_BYTE",
    "T_UBYTE",
    "T_SHORT",
    "T_USHORT",
    "T_INT",
    "T_UINT",
    "T_LONG",
    "T_ULONG",
    "T_PYSSIZET",
    "T_FLOAT",
    "T_DOUBLE",
    "T_STRING_INPLACE",
    "T_LONGLONG",
    "T_ULONGLONG",
];

fn in_place(value: &Object) -> PyResult<[u8; STRING_MAX + 1]> {
    let Some(text) = value.downcast::<Str>() else { return Err(super::must_be(13, "str", value)) };
    let text = text.to_utf8()?;
    let mut bytes = [0; STRING_MAX + 1];
    match bytes.get_mut(..text.len()).filter(|place| place.len() <= STRING_MAX) {
        Some(place) => place.copy_from_slice(text.as_bytes()),
        None => return Err(raise!(ValueError, "string too long")),
    }
    Ok(bytes)
}

#[pytype(StructMembers_Type, payload)]
impl StructMembers {
    /// The arguments are set as attributes are, but for the string, which only the constructor sets.
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        crate::arguments::parse_count("function", args.len(), 0, NAMES.len())?;
        let object = Instance::new_as(class, StructMembers::default())?;
        let positional = NAMES.iter().zip(args.as_slice()).map(|(name, value)| (Str::intern(name), value.new_ref()));
        let mut given: Vec<(Py<Str>, Py)> = positional.collect();
        for (name, value) in kwargs.map(Dict::items).unwrap_or_default() {
            match name.downcast::<Str>().filter(|name| NAMES.iter().any(|known| name.eq_str(known))) {
                Some(name) => given.push((name.new_ref(), value)),
                None => {
                    return Err(raise!(
                        TypeError,
                        "'{name}' is an invalid keyword argument for this function",
                        name = protocol::str(&name)?
                    ));
                }
            }
        }
        for (name, value) in given {
            if name.eq_str("T_STRING_INPLACE") {
                object.string.set(in_place(&value)?);
            } else {
                pyston_object::attr::setattr_str(object.object(), &name, Some(&value))?;
            }
        }
        Ok(object.into_object())
    }
}

pub(super) struct Members;

#[pymodule("_testcapi")]
impl Members {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::arguments::install_once(&StructMembers_Type, || {
            StructMembers::install();
            StructMembers_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
            pyston_object::ready::ready(&StructMembers_Type)
        })?;
        module.add("_test_structmembersType", StructMembers_Type.new_ref())
    }
}
