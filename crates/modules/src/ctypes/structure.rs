//! Structures and unions: base classes and metatypes.

use pyston_object::attr;
use pyston_object::heap_type;
use pyston_object::prelude::*;
use pyston_object::statics::PyType_Type;

use super::array;
use super::data::{self, CData_Type, CDataObject};
use super::fields;
use super::from_param;
use super::layout::{CLayout, Kind, flags, layout_of, set_layout};
use super::metatype;
use super::types::{PyCStructType_Type, Structure_Type, Union_Type, UnionType_Type, set_metatype};

/// Makes a class of structures or unions.
fn new_class(metatype: &Type, args: &Tuple, kwargs: Option<&Dict>, is_struct: bool) -> PyResult {
    let made = heap_type::new_type(metatype, args, kwargs)?;
    let own = |name: &Str| made.dict().map_or(Ok(None), |namespace| namespace.get_str(name));
    if own(name!("_abstract_"))?.is_some() {
        return Ok(made.into_object());
    }
    let kind = if is_struct { Kind::Structure } else { Kind::Union };
    let fields = own(name!("_fields_"))?;
    let base = made.base().and_then(layout_of);
    if fields.is_none()
        && let Some(base) = base
    {
        base.set_flag(flags::FINAL);
        set_layout(&made, base.to_subclass())?;
        return Ok(made.into_object());
    }
    let layout = CLayout::new(kind, 0, 0);
    layout.format.replace(Some(c"B".to_owned()));
    set_layout(&made, layout)?;
    if let Some(fields) = fields {
        attr::setattr_str(&made, name!("_fields_"), Some(&*fields))?;
    }
    Ok(made.into_object())
}

/// `class.name = value`, where `_fields_` lays the class out.
fn set_attribute(class: &Type, name: &Object, value: Option<&Object>, is_struct: bool) -> PyResult<()> {
    heap_type::set_type_attr(class, name, value)?;
    match (name.downcast::<Str>(), value) {
        (Some(name), Some(fields)) if name.eq_str("_fields_") => fields::update(class, fields, is_struct),
        _ => Ok(()),
    }
}

struct StructMeta;

/// The metatype of C structures.
#[pytype(PyCStructType_Type, base = PyType_Type)]
impl StructMeta {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        new_class(class, args, kwargs, true)
    }

    #[slot]
    fn tp_setattro(this: &Type, name: &Object, value: Option<&Object>) -> PyResult<()> {
        set_attribute(this, name, value, true)
    }

    #[slot]
    fn sq_repeat(this: &Type, count: isize) -> PyResult<Py<Type>> {
        array::repeat(this, count)
    }

    /// Make an argument for a function call from a Python object.
    #[method(args = "($self, value, /)")]
    fn from_param(this: &Type, value: &Object) -> PyResult {
        from_param::from_param(this, value)
    }

    /// C.from_address(integer) -> an instance that shows the memory at an address
    #[method(args = "($self, address, /)")]
    fn from_address(this: &Type, address: &Object) -> PyResult<Py<CDataObject>> {
        metatype::from_address(this, address)
    }

    /// C.from_buffer(object, offset=0) -> an instance that shows the memory of a writable buffer
    #[method]
    fn from_buffer(this: &Type, args: Args) -> PyResult<Py<CDataObject>> {
        metatype::from_buffer(this, args)
    }

    /// C.from_buffer_copy(object, offset=0) -> an instance with a copy of a buffer's content
    #[method]
    fn from_buffer_copy(this: &Type, args: Args) -> PyResult<Py<CDataObject>> {
        metatype::from_buffer_copy(this, args)
    }

    /// C.in_dll(library, name) -> an instance that is a variable of a library
    #[method]
    fn in_dll(this: &Type, args: Args) -> PyResult<Py<CDataObject>> {
        metatype::in_dll(this, args)
    }
}

struct UnionMeta;

/// The metatype of C unions.
#[pytype(UnionType_Type, base = PyType_Type)]
impl UnionMeta {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        new_class(class, args, kwargs, false)
    }

    #[slot]
    fn tp_setattro(this: &Type, name: &Object, value: Option<&Object>) -> PyResult<()> {
        set_attribute(this, name, value, false)
    }

    #[slot]
    fn sq_repeat(this: &Type, count: isize) -> PyResult<Py<Type>> {
        array::repeat(this, count)
    }
}

/// Assigns positional arguments to the fields of a class, those of its bases first; gives how many there
/// were places for.
fn assign_positional(this: &CDataObject, class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<usize> {
    let mut next = match class.base() {
        Some(base) if layout_of(base).is_some() => assign_positional(this, base, args, kwargs)?,
        _ => 0,
    };
    let fields = class.dict().map_or(Ok(None), |namespace| namespace.get_str(name!("_fields_")))?;
    let Some(fields) = fields else { return Ok(next) };
    let length = layout_of(class).map_or(0, |layout| layout.length.get());
    for index in 0..length {
        let Some(value) = args.get(next + index) else { break };
        let row = protocol::sequence_item(&fields, index as isize)?;
        let name = protocol::sequence_item(&row, 0)?;
        if kwargs.map_or(Ok(false), |kwargs| kwargs.contains(&name))? {
            return Err(raise!(TypeError, "duplicate values for field {}", protocol::repr(&name)?));
        }
        attr::setattr(this.object(), &name, Some(value))?;
    }
    next += length;
    Ok(next)
}

fn initialize(this: &CDataObject, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    if !args.is_empty() && assign_positional(this, this.object().ty(), args, kwargs)? < args.len() {
        return Err(raise!(TypeError, "too many initializers"));
    }
    for (name, value) in kwargs.map(Dict::items).unwrap_or_default() {
        attr::setattr(this.object(), &name, Some(&*value))?;
    }
    Ok(())
}

struct Structure;

/// Structure base class
#[pytype(Structure_Type, base = CData_Type)]
impl Structure {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<CDataObject>> {
        data::new_instance(class)
    }

    #[slot]
    fn tp_init(this: &CDataObject, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        initialize(this, args, kwargs)
    }
}

struct Union;

/// Union base class
#[pytype(Union_Type, base = CData_Type)]
impl Union {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<CDataObject>> {
        data::new_instance(class)
    }

    #[slot]
    fn tp_init(this: &CDataObject, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        initialize(this, args, kwargs)
    }
}

/// The metatype of structures comes first: others share its methods.
pub fn install() {
    StructMeta::install();
    UnionMeta::install();
    metatype::share_methods(&UnionType_Type);
    Structure::install();
    set_metatype(&Structure_Type, &PyCStructType_Type);
    Union::install();
    set_metatype(&Union_Type, &UnionType_Type);
}
