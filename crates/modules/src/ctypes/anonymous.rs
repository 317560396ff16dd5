//! `_anonymous_`: the fields of structures inside a structure, shown as its own.

use pyston_object::attr;
use pyston_object::prelude::*;

use super::field::{CField_Type, CFieldObject};

/// Shows the fields of the class's anonymous fields.
pub fn expose(class: &Type) -> PyResult<()> {
    let Some(names) = attr::find_attr(class, name!("_anonymous_"))? else { return Ok(()) };
    for name in protocol::fast_items(&names, "_anonymous_ must be a sequence")? {
        let found = attr::getattr(class, &name)?;
        let Some(field) = found.downcast_exact::<CFieldObject>() else {
            let name = protocol::str(&name)?;
            return Err(raise!(AttributeError, "'{name}' is specified in _anonymous_ but not in _fields_"));
        };
        field.set_anonymous();
        expose_fields(class, field, field.index(), field.offset())?;
    }
    Ok(())
}

/// Gives `class` the fields of `field`'s class, which stand at an offset in it.
fn expose_fields(class: &Type, field: &CFieldObject, index: usize, offset: isize) -> PyResult<()> {
    let inner = field.class()?;
    let rows = attr::getattr_str(&inner, name!("_fields_"))?;
    for row in protocol::fast_items(&rows, "_fields_ must be a sequence")? {
        let name = row.downcast::<Tuple>().and_then(|row| row.get(0));
        let Some(name) = name else { return Err(raise!(TypeError, "_fields_ must be a sequence of pairs")) };
        let found = attr::getattr(&inner, name)?;
        if !std::ptr::eq(found.ty(), &CField_Type) {
            return Err(raise!(TypeError, "unexpected type"));
        }
        let Some(found) = found.downcast::<CFieldObject>() else { continue };
        if found.is_anonymous() {
            expose_fields(class, found, index + found.index(), offset + found.offset())?;
        } else {
            attr::setattr(class, name, Some(found.moved(index, offset)?.object()))?;
        }
    }
    Ok(())
}
