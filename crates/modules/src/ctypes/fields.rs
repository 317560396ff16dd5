//! `_fields_`: where the fields of a structure or union go, and what that makes of the class.
//!
//! Places are those that C compilers choose; where CPython 3.8 differs from them (bit fields of types of
//! several sizes), as CPython's.

use std::ffi::CString;

use pyston_object::attr;
use pyston_object::prelude::*;

use super::anonymous;
use super::array::format_with_shape;
use super::convert::Bits;
use super::field::{CField, CFieldObject, bit_size};
use super::item;
use super::layout::{CLayout, FieldLayout, Kind, concrete_layout, flags, layout_of, layout_of_object};
use crate::arguments::{c_long_of_number, parse_int};

/// One row of `_fields_`.
struct Row {
    name: Py<Str>,
    class: Py<Type>,
    bits: Option<i32>,
}

/// Reads row number `index`.
fn read_row(fields: &Object, index: usize) -> PyResult<Row> {
    let wrong = || raise!(TypeError, "'_fields_' must be a sequence of (name, C type) pairs");
    let row = protocol::sequence_item(fields, index as isize).ok().and_then(|row| row.downcast_into::<Tuple>().ok());
    let Some(row) = row else {
        errors::clear();
        return Err(wrong());
    };
    let (name, class, bits) = match *row.as_slice() {
        [name, class] => (name, class, None),
        [name, class, bits] => (name, class, Some(bits)),
        _ => return Err(wrong()),
    };
    let Some(name) = name.downcast::<Str>() else { return Err(wrong()) };
    let bits = match bits.map(parse_int).transpose() {
        Ok(bits) => bits,
        Err(raised) => {
            raised.clear();
            return Err(wrong());
        }
    };
    let class = class.downcast::<Type>().filter(|class| layout_of(class).is_some());
    let Some(class) = class else {
        return Err(raise!(TypeError, "second item in _fields_ tuple (index {index}) must be a C type"));
    };
    Ok(Row { name: name.new_ref(), class: class.new_ref(), bits })
}

/// Checks the width of a bit field.
fn check_bits(row: &Row, layout: &CLayout) -> PyResult<Option<u32>> {
    let Some(bits) = row.bits else { return Ok(None) };
    if !layout.simple().is_some_and(|simple| simple.allows_bits()) {
        return Err(raise!(TypeError, "bit fields not allowed for type {}", row.class.tp_name()));
    }
    match u32::try_from(bits) {
        Ok(bits) if bits > 0 && bits as usize <= layout.size.get() * 8 => Ok(Some(bits)),
        _ => Err(raise!(ValueError, "number of bits invalid for bit field")),
    }
}

/// The place of the next field.
struct Place {
    size: usize,
    offset: usize,
    align: usize,
    /// Bits of the storage unit that bit fields go into, 0 if none is open, and how many are taken.
    unit: usize,
    taken: u32,
    /// The most that fields are aligned to; 0 for no limit.
    pack: usize,
    big_endian: bool,
}

impl Place {
    /// Moves to where a value of the layout may stand.
    fn align_to(&mut self, layout: &CLayout) {
        let align = layout.align.get();
        let align = if self.pack > 0 { align.min(self.pack) } else { align };
        if align > 0 && !self.offset.is_multiple_of(align) {
            let gap = align - self.offset % align;
            self.size += gap;
            self.offset += gap;
        }
        self.align = align;
    }

    /// Offset and size of the next field. In a union the unit of a bit field that is not the first comes
    /// out as lying before it.
    fn next(&mut self, layout: &CLayout, bits: Option<u32>) -> (isize, usize) {
        let size = layout.size.get();
        let Some(bits) = bits else {
            (self.unit, self.taken) = (0, 0);
            self.align_to(layout);
            let offset = self.offset;
            self.size += size;
            self.offset += size;
            return (offset as isize, size);
        };
        let end = (self.taken + bits) as usize;
        if self.unit > 0 && size * 8 <= self.unit && end <= self.unit {
            // There is room in the open unit.
        } else if self.unit > 0 && size * 8 >= self.unit && end <= size * 8 {
            // The open unit becomes one of the larger type.
            let more = size - self.unit / 8;
            self.offset += more;
            self.size += more;
            self.unit = size * 8;
        } else {
            self.unit = size * 8;
            self.taken = 0;
            self.align_to(layout);
            self.size += size;
            self.offset += size;
        }
        let low = if self.big_endian { self.unit as u32 - self.taken - bits } else { self.taken };
        self.taken += bits;
        (self.offset as isize - size as isize, bit_size(Bits { low, count: bits }))
    }
}

/// `_pack_`, 0 if there is none.
fn read_pack(class: &Type) -> PyResult<Option<usize>> {
    let Some(pack) = attr::find_attr(class, name!("_pack_"))? else { return Ok(None) };
    let wrong = || raise!(ValueError, "_pack_ must be a non-negative integer");
    match c_long_of_number(&pack) {
        Ok(pack) => i32::try_from(pack).ok().and_then(|pack| pack.try_into().ok()).map(Some).ok_or_else(wrong),
        Err(raised) if raised.is(&exc::TypeError) || raised.is(&exc::OverflowError) => {
            raised.clear();
            Err(wrong())
        }
        Err(raised) => Err(raised),
    }
}

/// What is known of a structure or union while its fields are laid out.
struct Plan {
    place: Place,
    is_struct: bool,
    total_align: usize,
    union_size: usize,
    /// The buffer format of a structure that is not packed.
    format: Option<String>,
    flags: u32,
    fields: Vec<FieldLayout>,
}

impl Plan {
    fn new(class: &Type, is_struct: bool) -> PyResult<Plan> {
        let swapped = attr::find_attr(class, name!("_swappedbytes_"))?.is_some();
        let pack = read_pack(class)?;
        let old_layout = attr::find_attr(class, name!("_use_broken_old_ctypes_structure_semantics_"))?.is_some();
        let base = class.base().and_then(layout_of);
        let mut plan = Plan {
            place: Place {
                size: 0,
                offset: 0,
                align: 0,
                unit: 0,
                taken: 0,
                pack: pack.unwrap_or(0),
                big_endian: cfg!(target_endian = "big") != swapped,
            },
            is_struct,
            total_align: 1,
            union_size: 0,
            format: (is_struct && pack.is_none()).then(|| "T{".to_owned()),
            flags: if is_struct { 0 } else { flags::HAS_UNION },
            fields: Vec::new(),
        };
        if let Some(base) = base {
            plan.flags |= base.flags.get() & (flags::HAS_UNION | flags::HAS_BITFIELD);
            if !old_layout {
                plan.place.size = base.size.get();
                plan.place.offset = base.size.get();
                plan.place.align = base.align.get();
                plan.total_align = base.align.get().max(1);
                plan.fields = base.fields_copy();
            }
        }
        Ok(plan)
    }

    /// Places a field and makes its descriptor.
    fn add(&mut self, row: &Row, index: usize) -> PyResult<Py<CFieldObject>> {
        let layout = concrete_layout(&row.class)?;
        let of_field = layout.flags.get();
        if of_field & (flags::IS_POINTER | flags::HAS_POINTER) != 0 {
            self.flags |= flags::HAS_POINTER;
        }
        self.flags |= of_field & (flags::HAS_UNION | flags::HAS_BITFIELD);
        layout.set_flag(flags::FINAL);
        let bits = check_bits(row, layout)?;
        if row.bits.is_some() {
            self.flags |= flags::HAS_BITFIELD;
        }
        if let Some(format) = &mut self.format {
            let name = row.name.to_utf8()?;
            format.push_str(&format!("{}:{name}:", format_with_shape("", layout).to_string_lossy()));
        }
        if !self.is_struct {
            (self.place.size, self.place.offset, self.place.align) = (0, 0, 0);
        }
        let (offset, size) = self.place.next(layout, bits);
        self.union_size = self.union_size.max(self.place.size);
        self.total_align = self.total_align.max(self.place.align);
        let bits = bits.map(|bits| bits as usize);
        self.fields.push(FieldLayout { ty: row.class.clone(), offset: offset.max(0) as usize, bits });
        CField::new(&row.class, index, offset, size)
    }

    /// Writes the result into the class's layout.
    fn finish(self, layout: &CLayout, length: usize) -> PyResult<()> {
        let size = if self.is_struct { self.place.size } else { self.union_size };
        if layout.has_flag(flags::FINAL) {
            return Err(raise!(AttributeError, "Structure or union cannot contain itself"));
        }
        let format = match self.format {
            Some(format) => CString::new(format + "}").map_err(|_| raise!(ValueError, "embedded null character"))?,
            None => c"B".to_owned(),
        };
        layout.kind.set(if self.is_struct { Kind::Structure } else { Kind::Union });
        layout.format.replace(Some(format));
        layout.size.set(size.next_multiple_of(self.total_align));
        layout.align.set(self.total_align);
        layout.length.set(length);
        drop(layout.fields.replace(self.fields));
        layout.set_flag(self.flags | flags::FINAL);
        Ok(())
    }
}

/// `class._fields_ = fields`.
pub fn update(class: &Type, fields: &Object, is_struct: bool) -> PyResult<()> {
    let mut plan = Plan::new(class, is_struct)?;
    let count = match item::sequence_len(fields) {
        Ok(count) => count,
        Err(raised) if raised.is(&exc::TypeError) => {
            raised.clear();
            return Err(raise!(TypeError, "'_fields_' must be a sequence of pairs"));
        }
        Err(raised) => return Err(raised),
    };
    let Some(layout) = layout_of_object(class.as_object()) else {
        return Err(raise!(TypeError, "abstract class"));
    };
    if layout.has_flag(flags::FINAL) {
        return Err(raise!(AttributeError, "_fields_ is final"));
    }
    for index in 0..count {
        let row = read_row(fields, index)?;
        let field = plan.add(&row, index)?;
        attr::setattr_str(class, &row.name, Some(field.object()))?;
    }
    plan.finish(layout, count)?;
    anonymous::expose(class)
}
