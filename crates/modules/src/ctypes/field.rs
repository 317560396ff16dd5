//! Field descriptors: the attributes of structures and unions that stand for parts of their memory.
//!
//! **Invariant**: `size` is that of the field in bytes; for a bit field it has the number of bits in its
//! upper part and the lowest bit in the lower 16 bits, as in CPython, where it can be seen.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::ready::ready;

use super::convert::Bits;
use super::data::{CDataObject, expect_data};
use super::item::{self, Access};
use super::layout::layout_of;
use super::types::PyCArrayType_Type;

/// How arrays of characters are shown.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Text {
    #[default]
    No,
    Char,
    Wide,
}

/// A field. As large as CPython's.
#[pyclass(CField_Type = "_ctypes.CField")]
#[derive(Default)]
#[repr(C)]
pub struct CField {
    offset: isize,
    size: usize,
    index: usize,
    class: Field<Type>,
    text: Text,
    anonymous: Cell<bool>,
    _unused: [usize; 2],
}
impl_trace!(CField { class });

/// A field descriptor.
pub type CFieldObject = Instance<CField>;

/// The number of bits and the lowest one, as `size` has them.
pub fn bit_size(bits: Bits) -> usize {
    (bits.count as usize) << 16 | bits.low as usize
}

impl CField {
    /// A field of a class at an offset; its size may be a bit field's ([`bit_size`]).
    pub fn new(class: &Type, index: usize, offset: isize, size: usize) -> PyResult<Py<CFieldObject>> {
        let text = text_kind(class)?;
        Instance::new(CField { offset, size, index, class: Field::new(class.new_ref()), text, ..CField::default() })
    }

    /// The same field, seen from a structure in which its own stands at an offset.
    pub fn moved(&self, index: usize, offset: isize) -> PyResult<Py<CFieldObject>> {
        let class = self.class.get().map_or_else(Field::empty, Field::new);
        Instance::new(CField {
            offset: self.offset + offset,
            size: self.size,
            index: self.index + index,
            class,
            text: self.text,
            ..CField::default()
        })
    }

    pub fn class(&self) -> PyResult<Py<Type>> {
        self.class.get().ok_or_else(|| raise!(TypeError, "the field belongs to no structure"))
    }

    pub fn index(&self) -> usize {
        self.index
    }

    pub fn offset(&self) -> isize {
        self.offset
    }

    pub fn is_anonymous(&self) -> bool {
        self.anonymous.get()
    }

    pub fn set_anonymous(&self) {
        self.anonymous.set(true);
    }

    fn access(&self, class: &Type) -> Access {
        match self.text {
            Text::Char => Access::CharArray(self.size),
            Text::Wide => Access::WideArray(self.size),
            Text::No => {
                let is_simple = layout_of(class).is_some_and(|layout| layout.simple().is_some());
                let (count, low) = ((self.size >> 16) as u32, (self.size & 0xffff) as u32);
                if is_simple && count > 0 { Access::Bits(Bits { low, count }) } else { Access::Class }
            }
        }
    }
}

/// Is the class an array of characters?
fn text_kind(class: &Type) -> PyResult<Text> {
    if !class.as_object().is_instance_of(&PyCArrayType_Type) {
        return Ok(Text::No);
    }
    let Some(item) = layout_of(class).and_then(|layout| layout.item_type()) else { return Ok(Text::No) };
    let Some(layout) = layout_of(&item) else { return Err(raise!(TypeError, "has no _stginfo_")) };
    Ok(match layout.simple() {
        Some(simple) if simple.is_char() => Text::Char,
        Some(simple) if simple.is_wide_char() => Text::Wide,
        _ => Text::No,
    })
}

/// Structure/Union member
#[pytype(CField_Type, payload)]
impl CField {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<CFieldObject>> {
        Instance::new_as(class, CField::default())
    }

    #[slot]
    fn tp_repr(this: &CFieldObject) -> PyResult<String> {
        let (class, offset) = (this.class()?, this.offset);
        let (bits, size) = (this.size >> 16, this.size & 0xffff);
        Ok(if bits > 0 {
            format!("<Field type={}, ofs={offset}:{size}, bits={bits}>", class.tp_name())
        } else {
            format!("<Field type={}, ofs={offset}, size={size}>", class.tp_name())
        })
    }

    #[slot]
    fn tp_descr_get(this: &CFieldObject, instance: Option<&Object>, _owner: Option<&Object>) -> PyResult {
        let Some(instance) = instance else { return Ok(this.object().new_ref()) };
        let (owner, class) = (expect_data(instance)?, this.class()?);
        item::get(&class, this.access(&class), owner, this.index, owner.place(this.offset))
    }

    #[slot]
    fn tp_descr_set(this: &CFieldObject, instance: &Object, value: Option<&Object>) -> PyResult<()> {
        expect_data(instance)?;
        let Some(value) = value else { return Err(raise!(TypeError, "can't delete attribute")) };
        let class = this.class()?;
        let size = layout_of(&class).map_or(this.size, |layout| layout.size.get());
        let place = |owner: &CDataObject| Ok(owner.place(this.offset));
        item::set(&class, this.access(&class), instance, this.index as isize, value, size, place)
    }

    /// offset in bytes of this field
    #[getter("offset")]
    fn get_offset(this: &CFieldObject) -> isize {
        this.offset
    }

    /// size in bytes of this field
    #[getter("size")]
    fn get_size(this: &CFieldObject) -> usize {
        this.size
    }
}

pub fn install() -> PyResult<()> {
    CField::install();
    ready(&CField_Type)
}
