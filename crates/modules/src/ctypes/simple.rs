//! Simple types: `_SimpleCData` and its metatype.

use pyston_object::attr;
use pyston_object::heap_type;
use pyston_object::prelude::*;
use pyston_object::ready::lend_attributes;
use pyston_object::statics::PyType_Type;

use super::array;
use super::convert;
use super::data::{self, CData_Type, CDataObject, layout_of_instance};
use super::from_param;
use super::item::is_simple_subclass;
use super::layout::{CLayout, Kind, flags, set_layout};
use super::metatype;
use super::simple_code::{KNOWN, Simple};
use super::types::{PyCSimpleType_Type, SimpleCData_Type, set_metatype};

struct SimpleMeta;

/// The metatype of simple C types.
#[pytype(PyCSimpleType_Type, base = PyType_Type)]
impl SimpleMeta {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let made = heap_type::new_type(class, args, kwargs)?;
        let code_object = attr::find_attr(&made, name!("_type_"))?;
        let (simple, code_object) = read_code(code_object)?;
        set_simple_layout(&made, simple, &code_object)?;
        if made.base().is_some_and(|base| std::ptr::eq(base, &SimpleCData_Type)) {
            add_from_param(&made, simple)?;
        }
        if class == &PyCSimpleType_Type
            && let Some(swapped) = simple.other_order()
        {
            add_swapped(&made, class, args, kwargs, swapped, &code_object)?;
        }
        Ok(made.into_object())
    }

    #[slot]
    fn sq_repeat(this: &Type, count: isize) -> PyResult<Py<Type>> {
        array::repeat(this, count)
    }
}

/// The code in `_type_`.
fn read_code(value: Option<Py>) -> PyResult<(Simple, Py)> {
    let Some(value) = value else {
        return Err(raise!(AttributeError, "class must define a '_type_' attribute"));
    };
    let Some(text) = value.downcast::<Str>() else {
        return Err(raise!(TypeError, "class must define a '_type_' string attribute"));
    };
    let bytes = text.to_utf8()?.as_bytes().to_vec();
    let &[code] = bytes.as_slice() else {
        return Err(raise!(ValueError, "class must define a '_type_' attribute which must be a string of length 1"));
    };
    if !KNOWN.as_bytes().contains(&code) {
        return Err(raise!(
            AttributeError,
            "class must define a '_type_' attribute which must be\na single character string containing one of \
             '{KNOWN}'."
        ));
    }
    match Simple::new(code) {
        Some(simple) => Ok((simple, value)),
        None => Err(raise!(ValueError, "_type_ '{text}' not supported")),
    }
}

fn set_simple_layout(class: &Type, simple: Simple, code: &Object) -> PyResult<()> {
    let layout = CLayout::new(Kind::Simple(simple), simple.size(), simple.size());
    layout.format.replace(Some(simple.format()));
    layout.proto.set(code.new_ref());
    let is_direct = class.base().is_some_and(|base| std::ptr::eq(base, &SimpleCData_Type));
    if is_direct && matches!(simple.code, b'z' | b'Z' | b'P' | b'O') {
        layout.set_flag(flags::IS_POINTER);
    }
    set_layout(class, layout)
}

/// Classes that stand for pointers take more as arguments.
fn add_from_param(class: &Type, simple: Simple) -> PyResult<()> {
    match simple.code {
        b'z' => lend_attributes(&CharPointer_Type, class),
        b'Z' => lend_attributes(&WidePointer_Type, class),
        b'P' => lend_attributes(&VoidPointer_Type, class),
        _ => Ok(()),
    }
}

/// Makes the class with the bytes in the other order, and makes both know each other.
fn add_swapped(
    class: &Type,
    metatype: &Type,
    args: &Tuple,
    kwargs: Option<&Dict>,
    simple: Simple,
    code: &Object,
) -> PyResult<()> {
    let (suffix, own, other) = if cfg!(target_endian = "little") {
        ("_be", name!("__ctype_le__"), name!("__ctype_be__"))
    } else {
        ("_le", name!("__ctype_be__"), name!("__ctype_le__"))
    };
    let mut parts: Vec<Py> = args.as_slice().iter().map(|arg| arg.new_ref()).collect();
    let name = parts[0].downcast::<Str>().map(|name| Str::concat(name, &Str::intern(suffix)));
    if let Some(name) = name {
        parts[0] = name?.into_object();
    }
    let swapped = heap_type::new_type(metatype, &*Tuple::from_vec(parts)?, kwargs)?;
    set_simple_layout(&swapped, simple, code)?;
    attr::setattr_str(class, other, Some(&swapped))?;
    attr::setattr_str(class, own, Some(class))?;
    attr::setattr_str(&swapped, own, Some(class))?;
    attr::setattr_str(&swapped, other, Some(&swapped))
}

macro_rules! argument_tables {
    ($($name:ident, $target:ident, $class:ident, $value:ident => $convert:expr;)*) => {$(
        #[expect(non_upper_case_globals, reason = "type objects are named as in C")]
        static $target: Type = Type::declare(c"_ctypes._argument", size_of::<CDataObject>(), 0, 0);

        struct $name;

        #[pytype($target, base = SimpleCData_Type)]
        impl $name {
            #[classmethod(args = "($type, value, /)")]
            fn from_param($class: &Type, $value: &Object) -> PyResult {
                $convert
            }
        }
    )*};
}

argument_tables! {
    CharPointer, CharPointer_Type, class, value => from_param::of_text(class, value, b'z', b'c');
    WidePointer, WidePointer_Type, class, value => from_param::of_text(class, value, b'Z', b'u');
    VoidPointer, VoidPointer_Type, class, value => from_param::of_void_pointer(class, value);
}

struct SimpleCData;

/// The value as a Python object.
pub fn value_of(this: &CDataObject) -> PyResult {
    match layout_of_instance(this).and_then(CLayout::simple) {
        Some(simple) => convert::get(simple, this.address(), None),
        None => Err(raise!(TypeError, "abstract class")),
    }
}

/// Assigns the value.
pub fn set_value(this: &CDataObject, value: Option<&Object>) -> PyResult<()> {
    let Some(value) = value else { return Err(raise!(TypeError, "can't delete attribute")) };
    let Some(simple) = layout_of_instance(this).and_then(CLayout::simple) else {
        return Err(raise!(TypeError, "abstract class"));
    };
    let encoded = convert::encode(simple, value)?;
    encoded.store(this.address(), None);
    data::keep(this, 0, &encoded.keep)
}

/// The base of simple C types.
#[pytype(SimpleCData_Type, base = CData_Type)]
impl SimpleCData {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<CDataObject>> {
        data::new_instance(class)
    }

    #[slot]
    fn tp_init(this: &CDataObject, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        crate::arguments::check_count("__init__", args.len(), 0, 1)?;
        match args.get(0) {
            Some(value) => set_value(this, Some(value)),
            None => Ok(()),
        }
    }

    #[slot]
    fn tp_repr(this: &CDataObject) -> PyResult<Py<Str>> {
        let class = this.object().ty();
        if is_simple_subclass(class) {
            return Str::new(&format!("<{} object at {:p}>", class.tp_name(), this.object().as_ptr()));
        }
        let mut text = StrBuilder::new();
        text.push_str(&class.tp_name());
        text.push_str("(");
        text.push_py(&*protocol::repr(&*value_of(this)?)?);
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn nb_bool(this: &CDataObject) -> bool {
        this.address().copy(this.size()).iter().any(|&byte| byte != 0)
    }

    #[method(args = "($self, /)")]
    fn __ctypes_from_outparam__(this: &CDataObject) -> PyResult {
        if is_simple_subclass(this.object().ty()) { Ok(this.object().new_ref()) } else { value_of(this) }
    }

    /// current value
    #[getter]
    fn value(this: &CDataObject) -> PyResult {
        value_of(this)
    }

    #[setter]
    fn set_value(this: &CDataObject, value: Option<&Object>) -> PyResult<()> {
        set_value(this, value)
    }
}

pub fn install() {
    SimpleMeta::install();
    metatype::share_methods(&PyCSimpleType_Type);
    SimpleCData::install();
    set_metatype(&SimpleCData_Type, &PyCSimpleType_Type);
    CharPointer::install();
    WidePointer::install();
    VoidPointer::install();
}
