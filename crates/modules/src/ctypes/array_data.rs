//! Instances of arrays: items and slices, and the text of arrays of characters.

use pyston_object::prelude::*;
use pyston_object::slice::slice_indices;

use super::convert;
use super::data::{self, CData_Type, CDataObject, layout_of_instance};
use super::item::{self, Access};
use super::layout::layout_of;
use super::memory::Address;
use super::types::{Array_Type, PyCArrayType_Type, set_metatype};

/// The items' type and size.
fn item_of(this: &CDataObject) -> PyResult<(Py<Type>, usize)> {
    let layout = layout_of_instance(this);
    let parts = layout.and_then(|layout| {
        let length = layout.length.get();
        let size = if length == 0 { 0 } else { layout.size.get() / length };
        Some((layout.item_type()?, size))
    });
    parts.ok_or_else(|| raise!(TypeError, "abstract class"))
}

/// An index from 0, if there is such an item.
fn checked(this: &CDataObject, index: isize) -> PyResult<usize> {
    let index = usize::try_from(index).ok().filter(|&index| index < this.length());
    index.ok_or_else(|| raise!(IndexError, "invalid index"))
}

fn get(this: &CDataObject, index: isize) -> PyResult {
    let index = checked(this, index)?;
    let (class, size) = item_of(this)?;
    item::get(&class, Access::Class, this, index, this.address().offset((index * size) as isize))
}

fn set(this: &CDataObject, index: isize, value: Option<&Object>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(raise!(TypeError, "Array does not support item deletion"));
    };
    let index = checked(this, index)?;
    let (class, size) = item_of(this)?;
    let place = |this: &CDataObject| Ok(this.address().offset((index * size) as isize));
    item::set(&class, Access::Class, this.object(), index as isize, value, size, place)
}

/// An index of Python's, where negative ones count from the end.
fn from_key(this: &CDataObject, key: &Object) -> PyResult<isize> {
    let index = protocol::index_as_ssize_for(key, Some(&exc::IndexError))?;
    Ok(if index < 0 { index.wrapping_add(this.length() as isize) } else { index })
}

/// Items `indices` from an address on: bytes of `char`, a string of `wchar_t`, a list of others.
pub fn collect(
    class: &Type,
    start: Address,
    indices: impl Iterator<Item = isize>,
    mut get: impl FnMut(isize) -> PyResult,
) -> PyResult {
    let code = layout_of(class).and_then(|layout| layout.simple());
    match code {
        Some(simple) if simple.is_char() => {
            indices.map(|index| start.offset(index).read::<1>()[0]).collect::<Vec<u8>>().into_py()
        }
        Some(simple) if simple.is_wide_char() => {
            let units: Vec<u32> =
                indices.map(|index| u32::from_ne_bytes(start.offset(index.wrapping_mul(4)).read())).collect();
            convert::wide_text(&units)?.into_py()
        }
        _ => {
            let items = List::new()?;
            for index in indices {
                items.append(get(index)?)?;
            }
            Ok(items.into_object())
        }
    }
}

struct ArrayData;

/// The base of C arrays.
#[pytype(Array_Type, base = CData_Type)]
impl ArrayData {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<CDataObject>> {
        data::new_instance(class)
    }

    #[slot]
    fn tp_init(this: &CDataObject, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        for (index, value) in args.as_slice().iter().enumerate() {
            set(this, index as isize, Some(value))?;
        }
        Ok(())
    }

    #[slot]
    fn sq_length(this: &CDataObject) -> usize {
        this.length()
    }

    #[slot]
    fn sq_item(this: &CDataObject, index: isize) -> PyResult {
        get(this, index)
    }

    #[slot]
    fn sq_ass_item(this: &CDataObject, index: isize, value: Option<&Object>) -> PyResult<()> {
        set(this, index, value)
    }

    #[slot]
    fn mp_length(this: &CDataObject) -> usize {
        this.length()
    }

    #[slot]
    fn mp_subscript(this: &CDataObject, key: &Object) -> PyResult {
        if protocol::has_index(key) {
            return get(this, from_key(this, key)?);
        }
        let Some(slice) = key.downcast::<Slice>() else {
            return Err(raise!(TypeError, "indices must be integers"));
        };
        let indices = slice_indices(slice, this.length())?;
        let (class, _) = item_of(this)?;
        collect(&class, this.address(), indices.iter().map(|index| index as isize), |index| get(this, index))
    }

    #[slot]
    fn mp_ass_subscript(this: &CDataObject, key: &Object, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else {
            return Err(raise!(TypeError, "Array does not support item deletion"));
        };
        if protocol::has_index(key) {
            return set(this, from_key(this, key)?, Some(value));
        }
        let Some(slice) = key.downcast::<Slice>() else {
            return Err(raise!(TypeError, "indices must be integer"));
        };
        let indices = slice_indices(slice, this.length())?;
        // A value without a length has the wrong one.
        let len = match item::sequence_len(value) {
            Ok(len) => Some(len),
            Err(raised) => {
                raised.clear();
                None
            }
        };
        if len != Some(indices.iter().len()) {
            return Err(raise!(ValueError, "Can only assign sequence of same size"));
        }
        for (number, index) in indices.iter().enumerate() {
            let item = protocol::sequence_item(value, number as isize)?;
            set(this, index as isize, Some(&*item))?;
        }
        Ok(())
    }
}

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static CharArray_Type: Type = Type::declare(c"_ctypes._char_array", size_of::<CDataObject>(), 0, 0);

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static WideArray_Type: Type = Type::declare(c"_ctypes._wchar_array", size_of::<CDataObject>(), 0, 0);

struct CharArray;

/// What arrays of `char` have more.
#[pytype(CharArray_Type, base = Array_Type)]
impl CharArray {
    /// value
    #[getter]
    fn raw(this: &CDataObject) -> PyResult<Py<Bytes>> {
        this.address().to_bytes(this.size())
    }

    #[setter]
    fn set_raw(this: &CDataObject, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(AttributeError, "cannot delete attribute")) };
        let content = Buffer::new(value)?;
        if content.len() > this.size() {
            return Err(raise!(ValueError, "byte string too long"));
        }
        this.address().move_from(Address::of(content.as_ptr().cast_mut()), content.len());
        Ok(())
    }

    /// string value
    #[getter]
    fn value(this: &CDataObject) -> PyResult {
        convert::get_char_array(this.address(), this.size())
    }

    #[setter]
    fn set_value(this: &CDataObject, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "can't delete attribute")) };
        let Some(bytes) = value.downcast::<Bytes>() else {
            return Err(raise!(TypeError, "bytes expected instead of {} instance", value.type_name()));
        };
        if bytes.len() > this.size() {
            return Err(raise!(ValueError, "byte string too long"));
        }
        this.address().write(bytes.as_slice());
        if bytes.len() < this.size() {
            this.address().offset(bytes.len() as isize).write(&[0]);
        }
        Ok(())
    }
}

struct WideArray;

/// What arrays of `wchar_t` have more.
#[pytype(WideArray_Type, base = Array_Type)]
impl WideArray {
    /// string value
    #[getter]
    fn value(this: &CDataObject) -> PyResult {
        convert::get_wide_array(this.address(), this.size())
    }

    #[setter]
    fn set_value(this: &CDataObject, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "can't delete attribute")) };
        let text = convert::wide_source(value)?;
        let room = this.size() / 4;
        if text.len() > room {
            return Err(raise!(ValueError, "string too long"));
        }
        let end = (text.len() < room).then_some(0);
        let units: Vec<u8> = text.data().iter().chain(end).flat_map(u32::to_ne_bytes).collect();
        this.address().write(&units);
        Ok(())
    }
}

pub fn install() {
    ArrayData::install();
    set_metatype(&Array_Type, &PyCArrayType_Type);
    CharArray::install();
    WideArray::install();
}
