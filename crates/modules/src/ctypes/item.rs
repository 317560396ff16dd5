//! Items: fields of structures, elements of arrays, what pointers point to. Reading gives a Python value for
//! simple types and an object that shows the memory for others; writing keeps alive what must be.

use pyston_object::call;
use pyston_object::prelude::*;

use super::convert::{self, Bits};
use super::data::{self, CDataObject, as_data, expect_data};
use super::layout::{CLayout, Kind, layout_of, layout_of_object};
use super::memory::Address;
use super::simple_code::Simple;
use super::types::{Array_Type, PyCPointerType_Type, PyCSimpleType_Type, SimpleCData_Type};

/// How a field is read and written where its class alone does not say it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// As the class says.
    Class,
    /// An array of `char` of this many bytes: bytes.
    CharArray(usize),
    /// An array of `wchar_t` of this many bytes: a string.
    WideArray(usize),
    /// Some bits of an integer.
    Bits(Bits),
}

impl Access {
    fn bits(self) -> Option<Bits> {
        match self {
            Access::Bits(bits) => Some(bits),
            _ => None,
        }
    }
}

/// A subclass of a simple type, whose values stay instances.
pub fn is_simple_subclass(class: &Type) -> bool {
    class.as_object().is_instance_of(&PyCSimpleType_Type)
        && class.base().is_none_or(|base| !std::ptr::eq(base, &SimpleCData_Type))
}

/// The code by which values of the class turn into Python values by themselves.
fn plain_code(class: &Type) -> Option<Simple> {
    layout_of(class)?.simple().filter(|_| !is_simple_subclass(class))
}

/// The value at an address within `owner`'s memory, its item number `index`.
pub fn get(class: &Type, access: Access, owner: &CDataObject, index: usize, place: Address) -> PyResult {
    match access {
        Access::CharArray(size) => return convert::get_char_array(place, size),
        Access::WideArray(size) => return convert::get_wide_array(place, size),
        _ => {}
    }
    match plain_code(class) {
        Some(simple) => convert::get(simple, place, access.bits()),
        None => Ok(data::part_of(class, owner, index, place)?.into_object()),
    }
}

/// A value ready to be stored.
enum Ready {
    Encoded(convert::Encoded, Option<Bits>),
    Bytes(Vec<u8>, Py),
    /// Another object's memory; what it keeps alive comes along.
    Copy(Py<CDataObject>, usize, Option<Bits>),
    /// The address of an array.
    AddressOf(Py<CDataObject>),
    Null,
}

/// Stores `value` as item number `index` of `owner`, at a place that is asked for when the value is
/// converted.
pub fn set(
    class: &Type,
    access: Access,
    owner: &Object,
    index: isize,
    value: &Object,
    size: usize,
    place: impl FnOnce(&CDataObject) -> PyResult<Address>,
) -> PyResult<()> {
    let owner = expect_data(owner)?;
    let ready = prepare(class, access, value, size)?;
    let place = place(owner)?;
    let kept = match ready {
        Ready::Encoded(encoded, bits) => {
            encoded.store(place, bits);
            encoded.keep
        }
        Ready::Bytes(bytes, keep) => {
            place.write(&bytes);
            keep
        }
        Ready::Copy(source, size, bits) => {
            copy(class, &source, size, bits, place);
            data::kept_objects(&source)?
        }
        Ready::AddressOf(array) => {
            place.write_address(array.address());
            // The pointer needs the array's memory, and what that points to.
            (data::kept_objects(&array)?, array).into_py()?
        }
        Ready::Null => {
            place.write_address(Address::NULL);
            singletons::py_none()
        }
    };
    data::keep(owner, index, &kept)
}

/// Copies an object's memory; into a bit field, its lowest bits.
fn copy(class: &Type, source: &CDataObject, size: usize, bits: Option<Bits>, place: Address) {
    match (layout_of(class).and_then(CLayout::simple), bits) {
        (Some(simple), Some(bits)) => convert::copy_bits(simple, source.address(), place, bits),
        _ => place.move_from(source.address(), size),
    }
}

fn prepare(class: &Type, access: Access, value: &Object, size: usize) -> PyResult<Ready> {
    match access {
        Access::CharArray(size) => {
            return Ok(Ready::Bytes(convert::encode_char_array(value, size)?, singletons::py_none()));
        }
        // The string is kept, though its characters are copied: programs can see that.
        Access::WideArray(size) => return Ok(Ready::Bytes(convert::encode_wide_array(value, size)?, value.new_ref())),
        _ => {}
    }
    let Some(source) = as_data(value) else { return prepare_plain(class, access, value, size) };
    if protocol::is_instance(value, class)? {
        return Ok(Ready::Copy(source.new_ref(), size, access.bits()));
    }
    let is_pointer = class.as_object().is_instance_of(&PyCPointerType_Type);
    let incompatible = || {
        let (got, wanted) = (value.type_name(), class.tp_name());
        raise!(TypeError, "incompatible types, {got} instance instead of {wanted} instance")
    };
    if is_pointer && value.is_instance_of(&Array_Type) {
        let item = |layout: Option<&CLayout>| layout.and_then(|layout| layout.proto.get());
        return match (item(layout_of(value.ty())), item(layout_of(class))) {
            (Some(own), Some(wanted)) if own.is(&*wanted) => Ok(Ready::AddressOf(source.new_ref())),
            _ => Err(incompatible()),
        };
    }
    Err(incompatible())
}

/// A value that is no C data.
fn prepare_plain(class: &Type, access: Access, value: &Object, size: usize) -> PyResult<Ready> {
    if let Some(Kind::Simple(simple)) = layout_of(class).map(|layout| layout.kind.get()) {
        return Ok(Ready::Encoded(convert::encode(simple, value)?, access.bits()));
    }
    if let Some(args) = value.downcast::<Tuple>() {
        // A tuple has the arguments for an instance of the class.
        let made = call::call_tuple(class, args, None)
            .map_err(|raised| extend_error(raised, &format!("({}) ", class.tp_name())))?;
        return prepare(class, access, &made, size);
    }
    if value.is_none() && class.as_object().is_instance_of(&PyCPointerType_Type) {
        return Ok(Ready::Null);
    }
    Err(raise!(TypeError, "expected {} instance, got {}", class.tp_name(), value.type_name()))
}

/// Turns an exception into a `RuntimeError` that tells of it behind a prefix.
fn extend_error(raised: Raised, prefix: &str) -> Raised {
    let mut pending = errors::take(raised);
    pending.normalize();
    let describe = |pending: &errors::Pending| -> PyResult<String> {
        let text = match &pending.value {
            Some(value) => errors::catch(protocol::str(value), &exc::Exception)?,
            None => None,
        };
        let text = text.map_or_else(|| "???".to_owned(), |text| text.to_string_lossy().into_owned());
        Ok(format!("{prefix}{}: {text}", protocol::str(&pending.ty)?))
    };
    match describe(&pending) {
        Ok(message) => raise!(RuntimeError, "{message}"),
        Err(raised) => raised,
    }
}

/// `PySequence_Size`: of sequences only, not of mappings.
pub fn sequence_len(object: &Object) -> PyResult<usize> {
    if !protocol::is_sequence(object) {
        return Err(raise!(TypeError, "'{:.200}' is not a sequence", object.type_name()));
    }
    protocol::len(object)
}

/// The item type of a class that is a pointer or an array.
pub fn item_type(class: &Type) -> PyResult<Py<Type>> {
    layout_of(class).and_then(CLayout::item_type).ok_or_else(|| raise!(TypeError, "abstract class"))
}

/// The simple type of the items of a pointer or array class, where they are simple.
pub fn item_code(class: &Object) -> Option<Simple> {
    let item = layout_of_object(class)?.item_type()?;
    layout_of(&item)?.simple()
}
