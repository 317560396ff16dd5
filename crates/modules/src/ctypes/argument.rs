//! Arguments of foreign functions, ready to be passed: what `byref` and `from_param` give.
//!
//! **Invariant**: `value` has the argument's bytes as they go into a register; for a structure (tag `V`) the
//! address of a copy that `object`, a [`StructParam`], keeps.

use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_OBJECT};
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;
use pyston_object::ready::ready;

use super::data::{CDataObject, layout_of_instance};
use super::layout::Kind;
use super::memory::Address;
use super::simple_code::Simple;

/// An argument. The fields are those of CPython's struct.
#[pyclass(CArgObject_Type = "CArgObject", untracked)]
#[repr(C)]
pub struct CArg {
    _unused: usize,
    /// The code of a simple type, `P` for a pointer, `V` for a structure or union.
    tag: u8,
    value: [u64; 2],
    object: Field,
    size: usize,
}
impl_trace!(CArg { object });

/// An argument object.
pub type CArgObject = Instance<CArg>;

/// The copy of a structure that is passed by value.
#[pyclass(StructParam_Type = "_ctypes.StructParam_Type", untracked)]
pub struct StructParam {
    class: Py<Type>,
    content: Vec<u8>,
}
impl_trace!(StructParam { class });

/// A structure on its way into a function.
#[pytype(StructParam_Type, payload)]
impl StructParam {}

impl StructParam {
    /// The structure's class, whose layout says how it is passed.
    pub fn class(&self) -> &Type {
        &self.class
    }

    pub fn content(&self) -> &[u8] {
        &self.content
    }
}

impl CArg {
    pub fn tag(&self) -> u8 {
        self.tag
    }

    /// The bytes of the value, as many as the type has.
    pub fn bytes(&self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.value[0].to_ne_bytes());
        bytes[8..].copy_from_slice(&self.value[1].to_ne_bytes());
        bytes
    }

    /// The value as an address.
    pub fn address(&self) -> Address {
        Address::new(self.value[0] as usize)
    }

    /// What the argument keeps alive.
    pub fn referent(&self) -> Option<Py> {
        self.object.get()
    }
}

/// An argument of a simple type by its bytes.
pub fn simple_argument(tag: u8, bytes: &[u8], object: Option<Py>) -> PyResult<Py<CArgObject>> {
    let mut padded = [0; 16];
    padded[..bytes.len()].copy_from_slice(bytes);
    let word = |at: usize| u64::from_ne_bytes(std::array::from_fn(|index| padded[at + index]));
    let object = object.map_or_else(Field::empty, Field::new);
    Instance::new(CArg { _unused: 0, tag, value: [word(0), word(8)], object, size: 0 })
}

/// An argument that is an address.
pub fn pointer_argument(tag: u8, address: Address, object: Option<Py>) -> PyResult<Py<CArgObject>> {
    simple_argument(tag, &address.value().to_ne_bytes(), object)
}

/// `byref(data, offset)`.
pub fn byref(data: &CDataObject, offset: isize) -> PyResult<Py<CArgObject>> {
    pointer_argument(b'P', data.address().offset(offset), Some(data.object().new_ref()))
}

/// C data as an argument: arrays and pointers by address, others by value.
pub fn of_data(data: &CDataObject) -> PyResult<Py<CArgObject>> {
    let Some(layout) = layout_of_instance(data) else { return Err(raise!(TypeError, "abstract class")) };
    let object = Some(data.object().new_ref());
    match layout.kind.get() {
        Kind::Simple(Simple { code, .. }) => {
            let size = layout.size.get().min(16);
            simple_argument(code, &data.address().copy(size), object)
        }
        Kind::Array => pointer_argument(b'P', data.address(), object),
        Kind::Pointer | Kind::Function => pointer_argument(b'P', data.address().read_address(), object),
        Kind::Structure | Kind::Union => {
            let content = data.address().copy(data.size());
            let class = data.object().ty().new_ref();
            let param = Instance::new(StructParam { class, content })?;
            let address = Address::of(param.content.as_ptr().cast_mut());
            let value = [address.value() as u64, 0];
            let object = Field::new(param.into_object());
            Instance::new(CArg { _unused: 0, tag: b'V', value, object, size: data.size() })
        }
    }
}

static MEMBERS: Table<[PyMemberDef; 2]> = Table([
    PyMemberDef {
        doc: c"the object that is passed".as_ptr(),
        ..member(c"_obj", T_OBJECT, field_offset::<CArg>(offset_of!(CArg, object)), READONLY)
    },
    END,
]);

#[pytype(CArgObject_Type, payload)]
impl CArg {
    #[slot]
    fn tp_repr(this: &CArgObject) -> PyResult<String> {
        Ok(describe(this))
    }
}

fn is_literal(byte: u8) -> bool {
    (0x20..0x7f).contains(&byte) && byte != b'\\' && byte != b'\''
}

fn describe(argument: &CArgObject) -> String {
    let (tag, bits) = (argument.tag, argument.value[0]);
    let shown = char::from(tag);
    match tag {
        b'b' | b'B' => format!("<cparam '{shown}' ({})>", bits as i8),
        b'h' | b'H' => format!("<cparam '{shown}' ({})>", bits as i16),
        b'i' | b'I' => format!("<cparam '{shown}' ({})>", bits as i32),
        b'l' | b'L' | b'q' | b'Q' => format!("<cparam '{shown}' ({})>", bits as i64),
        b'd' => float_text(shown, f64::from_bits(bits)),
        b'f' => float_text(shown, f64::from(f32::from_bits(bits as u32))),
        b'c' if is_literal(bits as u8) => format!("<cparam 'c' ('{}')>", char::from(bits as u8)),
        b'c' => format!("<cparam 'c' ('\\x{:02x}')>", bits as u8),
        b'z' | b'Z' | b'P' => format!("<cparam '{shown}' ({})>", pointer_text(bits)),
        _ if is_literal(tag) => format!("<cparam '{shown}' at {:p}>", argument.object().as_ptr()),
        _ => format!("<cparam 0x{tag:02x} at {:p}>", argument.object().as_ptr()),
    }
}

fn float_text(tag: char, value: f64) -> String {
    let text = value.into_py().and_then(|value| protocol::repr_string(&value));
    text.map_or_else(
        |raised| {
            raised.clear();
            format!("<cparam '{tag}'>")
        },
        |text| format!("<cparam '{tag}' ({text})>"),
    )
}

fn pointer_text(bits: u64) -> String {
    if bits == 0 { "0x(nil)".to_owned() } else { format!("{bits:#x}") }
}

pub fn install() -> PyResult<()> {
    CArg::install();
    CArgObject_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
    ready(&CArgObject_Type)?;
    StructParam::install();
    ready(&StructParam_Type)
}
