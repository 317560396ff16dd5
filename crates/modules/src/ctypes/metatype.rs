//! What all metatypes have: ways to get instances that show other memory, arrays by multiplication.
//!
//! **Invariant**: the methods are defined once, on `PyCStructType`; the other metatypes' tables are the same
//! ([`share_methods`]).

use pyston_abi::flags::{PyBUF_FORMAT, PyBUF_STRIDES};
use pyston_object::hooks;
use pyston_object::memoryview::MemoryView;
use pyston_object::prelude::*;

use super::data::{self, CDataObject};
use super::layout::{concrete_layout, layout_of};
use super::memory::{self, Address};
use super::types::PyCStructType_Type;
use crate::arguments::{parse_count, parse_size};

/// Gives another metatype the methods of `PyCStructType`, which is installed already.
pub fn share_methods(metatype: &Type) {
    metatype.fill(|raw| raw.tp_methods = PyCStructType_Type.tp().tp_methods);
}

/// `class.from_address(address)`.
pub fn from_address(class: &Type, address: &Object) -> PyResult<Py<CDataObject>> {
    let Some(address) = address.downcast::<Int>() else { return Err(raise!(TypeError, "integer expected")) };
    data::at_address(class, address_of_int(address)?)
}

/// `PyLong_AsVoidPtr`: a signed or unsigned machine word.
fn address_of_int(value: &Int) -> PyResult<Address> {
    let (word, kind) = if value.is_negative() {
        (value.to_i64().map(|value| value as u64), "long")
    } else {
        (value.to_u64(), "unsigned long")
    };
    let word = word.ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C {kind}"))?;
    Ok(Address::new(word as usize))
}

/// The object and the offset of `from_buffer` and `from_buffer_copy`.
fn buffer_arguments<'a>(function: &str, args: Args<'a>) -> PyResult<(&'a Object, isize)> {
    args.no_keywords(function)?;
    parse_count(format!("{function}()"), args.positional.len(), 1, 2)?;
    let offset = args.positional.get(1).map_or(Ok(0), |offset| parse_size(offset))?;
    Ok((args.positional[0], offset))
}

/// Is there room for an instance behind the offset?
fn check_room(class: &Type, len: usize, offset: isize) -> PyResult<usize> {
    let size = concrete_layout(class)?.size.get();
    let Ok(offset) = usize::try_from(offset) else {
        return Err(raise!(ValueError, "offset cannot be negative"));
    };
    if offset > len || size > len - offset {
        let wanted = size + offset;
        return Err(raise!(ValueError, "Buffer size too small ({len} instead of at least {wanted} bytes)"));
    }
    Ok(offset)
}

fn audit(address: usize, len: usize, offset: isize) -> PyResult<()> {
    hooks::audit("ctypes.cdata/buffer", || Ok([address.into_py()?, len.into_py()?, offset.into_py()?]))
}

/// `class.from_buffer(object, offset=0)`: the instance shows the object's memory.
pub fn from_buffer(class: &Type, args: Args) -> PyResult<Py<CDataObject>> {
    concrete_layout(class)?;
    let (source, offset) = buffer_arguments("from_buffer", args)?;
    let view = MemoryView::new(source)?;
    if view.is_readonly() {
        return Err(raise!(TypeError, "underlying buffer is not writable"));
    }
    if !view.is_c_contiguous() {
        return Err(raise!(TypeError, "underlying buffer is not C contiguous"));
    }
    let export = Buffer::acquire(&view, PyBUF_STRIDES | PyBUF_FORMAT)?;
    let (start, len) = (Address::of(export.as_ptr().cast_mut()), export.len());
    // The view that the instance keeps holds the memory in place.
    drop(export);
    let room = check_room(class, len, offset)?;
    audit(start.value(), len, offset)?;
    let made = data::at_address(class, start.offset(room as isize))?;
    data::keep(&made, -1, &view)?;
    Ok(made)
}

/// `class.from_buffer_copy(object, offset=0)`.
pub fn from_buffer_copy(class: &Type, args: Args) -> PyResult<Py<CDataObject>> {
    concrete_layout(class)?;
    args.no_keywords("from_buffer_copy")?;
    parse_count("from_buffer_copy()", args.positional.len(), 1, 2)?;
    let content = Buffer::new(args.positional[0])?;
    let offset = args.positional.get(1).map_or(Ok(0), |offset| parse_size(offset))?;
    let room = check_room(class, content.len(), offset)?;
    audit(content.as_ptr().addr(), content.len(), offset)?;
    let made = data::new_instance(class)?;
    made.address().move_from(Address::of(content.as_ptr().cast_mut()).offset(room as isize), made.size());
    Ok(made)
}

/// `class.in_dll(library, name)`: the instance is a variable of the library.
pub fn in_dll(class: &Type, args: Args) -> PyResult<Py<CDataObject>> {
    args.no_keywords("in_dll")?;
    parse_count("in_dll()", args.positional.len(), 2, 2)?;
    let (library, name) = (args.positional[0], args.positional[1]);
    let Some(text) = name.downcast::<Str>() else {
        let got = if name.is_none() { "None".into() } else { name.type_name() };
        return Err(raise!(TypeError, "in_dll() argument 2 must be str, not {got:.50}"));
    };
    let symbol = std::ffi::CString::new(text.to_utf8()?.as_bytes())
        .map_err(|_| raise!(ValueError, "embedded null character"))?;
    hooks::audit("ctypes.dlsym", || Ok([library.new_ref(), name.new_ref()]))?;
    let handle = pyston_object::attr::getattr_str(library, name!("_handle"))?;
    let Some(handle) = handle.downcast::<Int>() else {
        return Err(raise!(TypeError, "the _handle attribute of the second argument must be an integer"));
    };
    let handle = errors::catch(address_of_int(handle), &exc::OverflowError)?
        .ok_or_else(|| raise!(ValueError, "could not convert the _handle attribute to a pointer"))?;
    let address = memory::symbol(handle, &symbol).map_err(|message| raise!(ValueError, "{message}"))?;
    data::at_address(class, address)
}

/// What a class says in `_type_`: a class for pointers and arrays, a code for simple types.
pub fn proto(class: &Type) -> Option<Py> {
    layout_of(class)?.proto.get()
}
