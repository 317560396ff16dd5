//! Pickling arrays: machine formats, and reading those of other machines.

use pyston_numeric::int::from_bytes;
use pyston_object::attr::getattr_str;
use pyston_object::prelude::*;

use super::item::{ITEM_TYPES, ItemType, Kind};
use super::{Array, Array_Type, ArrayObject};

/// What a machine format's code means.
struct MachineFormat {
    size: usize,
    kind: Kind,
    big: bool,
}

/// The formats in the order of their codes: pairs of little- and big-endian from 2 on.
fn machine_format(code: i32) -> Option<MachineFormat> {
    let (size, kind) = match code {
        0 => (1, Kind::Unsigned),
        1 => (1, Kind::Signed),
        2 | 3 => (2, Kind::Unsigned),
        4 | 5 => (2, Kind::Signed),
        6 | 7 => (4, Kind::Unsigned),
        8 | 9 => (4, Kind::Signed),
        10 | 11 => (8, Kind::Unsigned),
        12 | 13 => (8, Kind::Signed),
        14 | 15 => (4, Kind::Float),
        16 | 17 => (8, Kind::Float),
        18 | 19 => (2, Kind::Character),
        20 | 21 => (4, Kind::Character),
        _ => return None,
    };
    Some(MachineFormat { size, kind, big: code >= 2 && code % 2 == 1 })
}

/// `__reduce_ex__(protocol)`.
pub fn reduce(this: &ArrayObject, protocol: &Object) -> PyResult {
    let class = this.object().ty().as_object();
    let dict = errors::catch(getattr_str(this.object(), name!("__dict__")), &exc::AttributeError)?;
    let Some(protocol) = protocol.downcast::<Int>() else {
        return Err(raise!(TypeError, "__reduce_ex__ argument should be an integer"));
    };
    let too_large = || raise!(OverflowError, "Python int too large to convert to C long");
    let code = char::from(this.item_type.code).to_string();
    if protocol.to_i64().ok_or_else(too_large)? < 3 {
        return (class, (code, this.to_list()?), dict).into_py();
    }
    let module = pyston_object::hooks::import("array")?;
    let reconstructor = getattr_str(&module, name!("_array_reconstructor"))?;
    (reconstructor, (class, code, this.item_type.machine_format(), this.all_bytes()), dict).into_py()
}

/// A character as argument.
pub struct TypeCode(pub u32);

impl FromArg<'_> for TypeCode {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        let code = object.downcast::<Str>().filter(|code| code.len() == 1);
        code.map(|code| TypeCode(code.data().at(0))).ok_or_else(|| context.must_be("a unicode character", object))
    }
}

/// `_array_reconstructor`.
pub fn reconstruct(class: &Object, code: u32, format: i32, items: &Object) -> PyResult {
    let Some(class) = class.downcast::<Type>() else {
        return Err(raise!(TypeError, "first argument must be a type object, not {:.200}", class.type_name()));
    };
    if !class.is_subtype(&Array_Type) {
        return Err(raise!(TypeError, "{:.200} is not a subtype of {:.200}", class.tp_name(), Array_Type.tp_name()));
    }
    let item_type =
        ItemType::of(code).ok_or_else(|| raise!(ValueError, "second argument must be a valid type code"))?;
    let Some(machine) = machine_format(format) else {
        return Err(raise!(ValueError, "third argument must be a valid machine format code."));
    };
    let Some(items) = items.downcast::<Bytes>() else {
        return Err(raise!(TypeError, "fourth argument should be bytes, not {:.200}", items.type_name()));
    };
    let bytes = items.as_slice();
    if item_type.machine_format() == format {
        return filled(class, item_type, bytes);
    }
    if bytes.len() % machine.size != 0 {
        return Err(raise!(ValueError, "string length not a multiple of item size"));
    }
    let (item_type, values) = converted(item_type, &machine, bytes)?;
    let array = Instance::new_as(class, Array::new(item_type))?;
    for value in &values {
        array.append(value)?;
    }
    Ok(array.into_object())
}

fn filled(class: &Type, item_type: &'static ItemType, bytes: &[u8]) -> PyResult {
    let array = Instance::new_as(class, Array::new(item_type))?;
    array.append_bytes(bytes)?;
    Ok(array.into_object())
}

/// The items of another machine's format, and the type code that fits them best.
fn converted(
    item_type: &'static ItemType,
    machine: &MachineFormat,
    bytes: &[u8],
) -> PyResult<(&'static ItemType, Vec<Py>)> {
    let little: Vec<Vec<u8>> = bytes
        .chunks_exact(machine.size)
        .map(|item| if machine.big { item.iter().rev().copied().collect() } else { item.to_vec() })
        .collect();
    let word = |item: &[u8]| item.iter().rev().fold(0u64, |word, &byte| word << 8 | u64::from(byte));
    match machine.kind {
        Kind::Signed | Kind::Unsigned => {
            let fitting = ITEM_TYPES.iter().find(|ty| ty.kind == machine.kind && ty.size() == machine.size);
            let signed = machine.kind == Kind::Signed;
            let values = little.iter().map(|item| Int::from_numeric(&from_bytes(item, true, signed)).into_py());
            Ok((fitting.unwrap_or(item_type), values.collect::<PyResult<_>>()?))
        }
        Kind::Float => {
            let values = little.iter().map(|item| match machine.size {
                4 => f64::from(f32::from_bits(word(item) as u32)).into_py(),
                _ => f64::from_bits(word(item)).into_py(),
            });
            Ok((item_type, values.collect::<PyResult<_>>()?))
        }
        Kind::Character => {
            let units = little.iter().map(|item| word(item) as u32);
            let text = if machine.size == 2 { paired(units) } else { units.collect() };
            if let Some(point) = text.iter().find(|&&point| point > 0x10_ffff) {
                return Err(raise!(ValueError, "character U+{point:x} is not in range [U+0000; U+10ffff]"));
            }
            let values = text.into_iter().map(|point| Str::from_char(point).into_py());
            Ok((item_type, values.collect::<PyResult<_>>()?))
        }
    }
}

/// UTF-16 as code points.
fn paired(units: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut points: Vec<u32> = Vec::new();
    for unit in units {
        match points.last_mut() {
            Some(high) if (0xd800..0xdc00).contains(high) && (0xdc00..0xe000).contains(&unit) => {
                *high = 0x1_0000 + ((*high - 0xd800) << 10) + (unit - 0xdc00);
            }
            _ => points.push(unit),
        }
    }
    points
}
