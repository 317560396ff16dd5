//! `from_param`: what a class makes of an argument before a function is called with it.

use pyston_object::attr;
use pyston_object::prelude::*;
use pyston_object::tstate;

use super::argument::{self, CArgObject};
use super::convert;
use super::data::as_data;
use super::item::item_code;
use super::layout::{CLayout, Kind, concrete_layout, layout_of};
use super::metatype::proto;
use super::simple_code::Simple;
use super::types::{Array_Type, Pointer_Type, PyCPointerType_Type, PyCSimpleType_Type};

/// `class.from_param(value)` of every metatype.
pub fn from_param(class: &Type, value: &Object) -> PyResult {
    let metatype = class.as_object();
    if metatype.is_instance_of(&PyCPointerType_Type) {
        of_pointer(class, value)
    } else if metatype.is_instance_of(&PyCSimpleType_Type) {
        of_simple(class, value)
    } else {
        generic(class, value)
    }
}

/// The value's `_as_parameter_`, which is tried in its place.
fn as_parameter(value: &Object) -> PyResult<Option<Py>> {
    attr::find_attr(value, name!("_as_parameter_"))
}

/// An instance, or a reference to one (`byref`) for a class with an item type.
pub fn generic(class: &Type, value: &Object) -> PyResult {
    if protocol::is_instance(value, class)? {
        return Ok(value.new_ref());
    }
    if let Some(argument) = value.downcast_exact::<CArgObject>() {
        let object = argument.referent();
        if let (Some(object), Some(item)) = (&object, proto(class))
            && !Str::check(&item)
            && protocol::is_instance(object, &item)?
        {
            return Ok(value.new_ref());
        }
        let class = class.tp_name();
        let target = object.as_ref().map_or("???".into(), |object| object.type_name());
        return Err(raise!(TypeError, "expected {class} instance instead of pointer to {target}"));
    }
    match as_parameter(value)? {
        Some(parameter) => {
            let _level = tstate::enter_recursive(" while processing _as_parameter_")?;
            generic(class, &parameter)
        }
        None => Err(raise!(TypeError, "expected {} instance instead of {}", class.tp_name(), value.type_name())),
    }
}

/// A pointer class: also None, instances of the item type, pointers and arrays of it.
fn of_pointer(class: &Type, value: &Object) -> PyResult {
    if value.is_none() {
        return Ok(value.new_ref());
    }
    concrete_layout(class)?;
    if let Some(item) = proto(class) {
        if let Some(data) = as_data(value)
            && protocol::is_instance(value, &item)?
        {
            return Ok(argument::byref(data, 0)?.into_object());
        }
        if value.is_instance_of(&Pointer_Type) || value.is_instance_of(&Array_Type) {
            let own = layout_of(value.ty()).and_then(|layout| layout.proto.get());
            if let Some(own) = own
                && protocol::is_subclass(&own, &item)?
            {
                return Ok(value.new_ref());
            }
        }
    }
    generic(class, value)
}

/// A simple class: also what its values are made from.
fn of_simple(class: &Type, value: &Object) -> PyResult {
    if protocol::is_instance(value, class)? {
        return Ok(value.new_ref());
    }
    let Some(simple) = concrete_layout(class)?.simple() else {
        return Err(raise!(TypeError, "abstract class"));
    };
    match argument_of(simple, value) {
        Ok(made) => return Ok(made.into_object()),
        Err(raised) => raised.clear(),
    }
    retry(value, |parameter| of_simple(class, parameter))
}

fn argument_of(simple: Simple, value: &Object) -> PyResult<Py<CArgObject>> {
    let encoded = convert::encode(simple, value)?;
    argument::simple_argument(simple.code, encoded.bytes(), Some(encoded.keep.clone()))
}

/// `_as_parameter_`, or the error that all simple classes give.
fn retry(value: &Object, again: impl FnOnce(&Object) -> PyResult) -> PyResult {
    match as_parameter(value)? {
        Some(parameter) => {
            let _level = tstate::enter_recursive(" while processing _as_parameter_")?;
            again(&parameter)
        }
        None => Err(raise!(TypeError, "wrong type")),
    }
}

fn simple(code: u8) -> PyResult<Simple> {
    Simple::new(code).ok_or_else(errors::bad_internal_call)
}

/// `from_param` of `c_char_p` and `c_wchar_p`: text, an instance, arrays of characters, pointers to one.
pub fn of_text(class: &Type, value: &Object, pointer_code: u8, item: u8) -> PyResult {
    if value.is_none() {
        return Ok(value.new_ref());
    }
    if if item == b'c' { Bytes::check(value) } else { Str::check(value) } {
        return Ok(argument_of(simple(pointer_code)?, value)?.into_object());
    }
    if protocol::is_instance(value, class)? {
        return Ok(value.new_ref());
    }
    let wanted = Some(simple(item)?);
    if (value.is_instance_of(&Array_Type) || value.is_instance_of(&Pointer_Type))
        && item_code(value.ty().as_object()) == wanted
    {
        return Ok(value.new_ref());
    }
    if let Some(argument) = value.downcast_exact::<CArgObject>() {
        let object = argument.referent();
        let code = object.as_ref().and_then(|object| layout_of(object.ty())).and_then(CLayout::simple);
        if code == wanted {
            return Ok(value.new_ref());
        }
    }
    retry(value, |parameter| of_text(class, parameter, pointer_code, item))
}

/// `from_param` of `c_void_p`: addresses, text, anything that is a pointer.
pub fn of_void_pointer(class: &Type, value: &Object) -> PyResult {
    if value.is_none() {
        return Ok(value.new_ref());
    }
    let code = match value {
        value if Int::check(value) => Some(b'P'),
        value if Bytes::check(value) => Some(b'z'),
        value if Str::check(value) => Some(b'Z'),
        _ => None,
    };
    if let Some(code) = code {
        return Ok(argument_of(simple(code)?, value)?.into_object());
    }
    let is_pointer = protocol::is_instance(value, class)?
        || value.is_instance_of(&Array_Type)
        || value.is_instance_of(&Pointer_Type)
        || value.downcast_exact::<CArgObject>().is_some_and(|argument| argument.tag() == b'P');
    if is_pointer {
        return Ok(value.new_ref());
    }
    if let Some(data) = as_data(value) {
        let tag = match layout_of(value.ty()).map(|layout| layout.kind.get()) {
            Some(Kind::Function) => Some(b'P'),
            Some(Kind::Simple(Simple { code: b'z' | b'Z', .. })) => Some(b'Z'),
            _ => None,
        };
        if let Some(tag) = tag {
            let address = data.address().read_address();
            return Ok(argument::pointer_argument(tag, address, Some(value.new_ref()))?.into_object());
        }
    }
    retry(value, |parameter| of_void_pointer(class, parameter))
}
