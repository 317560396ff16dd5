//! Pointers: `_Pointer`, its metatype, and the classes that `POINTER` makes.

use pyston_object::call;
use pyston_object::heap_type;
use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::statics::PyType_Type;

use super::array::{self, format_with_shape};
use super::array_data::collect;
use super::data::{self, CData_Type, CDataObject, as_data, layout_of_instance};
use super::from_param;
use super::item::{self, Access};
use super::layout::{CLayout, Kind, concrete_layout, flags, layout_of, layout_of_object, set_layout};
use super::memory::Address;
use super::metatype;
use super::types::{Pointer_Type, PyCPointerType_Type, set_metatype};

const POINTER_SIZE: usize = size_of::<usize>();

struct PointerMeta;

/// The metatype of C pointers.
#[pytype(PyCPointerType_Type, base = PyType_Type)]
impl PointerMeta {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let layout = CLayout::new(Kind::Pointer, POINTER_SIZE, POINTER_SIZE);
        layout.length.set(1);
        layout.set_flag(flags::IS_POINTER);
        let namespace = args.get(2).and_then(|namespace| namespace.downcast::<Dict>());
        if let Some(item) = namespace.map_or(Ok(None), |namespace| namespace.get_str(name!("_type_")))? {
            let of_item = set_item_type(&layout, &item)?;
            layout.format.replace(Some(format_with_shape("&", of_item)));
        }
        let made = heap_type::new_type(class, args, kwargs)?;
        set_layout(&made, layout)?;
        Ok(made.into_object())
    }

    #[slot]
    fn sq_repeat(this: &Type, count: isize) -> PyResult<Py<Type>> {
        array::repeat(this, count)
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

    /// Make an argument for a function call from a Python object.
    #[method(args = "($self, value, /)")]
    fn from_param(this: &Type, value: &Object) -> PyResult {
        from_param::from_param(this, value)
    }

    #[method(args = "($self, type, /)")]
    fn set_type(this: &Type, item: &Object) -> PyResult<()> {
        set_item_type(concrete_layout(this)?, item)?;
        if let Some(namespace) = this.dict().map(Layout::new_ref) {
            namespace.set_str(name!("_type_"), item.new_ref())?;
            pyston_object::attr::type_modified(this);
        }
        Ok(())
    }
}

/// Checks and stores what a pointer class points to.
fn set_item_type<'a>(layout: &CLayout, item: &'a Object) -> PyResult<&'a CLayout> {
    if !Type::check(item) {
        return Err(raise!(TypeError, "_type_ must be a type"));
    }
    let Some(of_item) = layout_of_object(item) else {
        return Err(raise!(TypeError, "_type_ must have storage info"));
    };
    layout.proto.set(item.new_ref());
    Ok(of_item)
}

/// Classes that `POINTER` made, by what they point to.
static CACHE: Once<Dict> = Once::new();

pub fn cache() -> PyResult<&'static Dict> {
    CACHE.get_or_try_init(Dict::new)
}

/// `POINTER(item)`: the class of pointers to an item type, or an incomplete one by name.
pub fn pointer_type(item: &Object) -> PyResult {
    let cache = cache()?;
    if let Some(class) = cache.get(item)? {
        return Ok(class);
    }
    let (name, namespace) = match (item.downcast::<Str>(), item.downcast::<Type>()) {
        (Some(name), _) => (format!("LP_{}", name.to_utf8()?), Dict::new()?),
        (None, Some(class)) => {
            let namespace = Dict::new()?;
            namespace.set_str(name!("_type_"), item.new_ref())?;
            (format!("LP_{}", class.tp_name()), namespace)
        }
        _ => return Err(raise!(TypeError, "must be a ctypes type")),
    };
    let bases = Tuple::from_slice(&[&Pointer_Type])?;
    let class = call::call(&PyCPointerType_Type, &[&*name.into_py()?, &bases, &namespace])?;
    let key = if Str::check(item) { (class.as_ptr() as usize).into_py()? } else { item.new_ref() };
    cache.set(&key, class.clone())?;
    Ok(class)
}

/// `pointer(data)`.
pub fn pointer_to(data: &Object) -> PyResult {
    let class = match cache()?.get(data.ty().as_object())? {
        Some(class) => class,
        None => pointer_type(data.ty().as_object())?,
    };
    call::call(&class, &[data])
}

/// Where the pointer points to.
fn target(this: &CDataObject) -> PyResult<Address> {
    match this.address().read_address() {
        Address::NULL => Err(raise!(ValueError, "NULL pointer access")),
        address => Ok(address),
    }
}

fn item_at(start: Address, size: usize, index: isize) -> Address {
    start.offset(index.wrapping_mul(size as isize))
}

/// The type pointed to and its size.
fn item_of(this: &CDataObject) -> PyResult<(Py<Type>, usize)> {
    let item = item::item_type(this.object().ty())?;
    let size = layout_of(&item).map_or(0, |layout| layout.size.get());
    Ok((item, size))
}

fn get(this: &CDataObject, index: isize) -> PyResult {
    let start = target(this)?;
    let (class, size) = item_of(this)?;
    item::get(&class, Access::Class, this, index as usize, item_at(start, size, index))
}

fn set(this: &CDataObject, index: isize, value: Option<&Object>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(raise!(TypeError, "Pointer does not support item deletion"));
    };
    target(this)?;
    let (class, size) = item_of(this)?;
    let place = |this: &CDataObject| Ok(item_at(target(this)?, size, index));
    item::set(&class, Access::Class, this.object(), index, value, size, place)
}

/// Start, step and number of items of a slice: a pointer has no length, so its end must be given.
fn slice_of(slice: &Slice) -> PyResult<(isize, isize, usize)> {
    let number = |object: &Object| protocol::index_as_ssize_for(object, Some(&exc::ValueError));
    let step = if slice.step().is_none() { 1 } else { number(slice.step())? };
    if step == 0 {
        return Err(raise!(ValueError, "slice step cannot be zero"));
    }
    let start = if !slice.start().is_none() {
        number(slice.start())?
    } else if step < 0 {
        return Err(raise!(ValueError, "slice start is required for step < 0"));
    } else {
        0
    };
    if slice.stop().is_none() {
        return Err(raise!(ValueError, "slice stop is required"));
    }
    let stop = number(slice.stop())?;
    let distance = if step > 0 { stop.saturating_sub(start) } else { start.saturating_sub(stop) };
    let count = if distance > 0 { (distance as usize - 1) / step.unsigned_abs() + 1 } else { 0 };
    Ok((start, step, count))
}

/// `pointer.contents = data`.
fn set_contents(this: &CDataObject, value: Option<&Object>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(raise!(TypeError, "Pointer does not support item deletion"));
    };
    let item = item::item_type(this.object().ty())?;
    // Any C data will do: it is the program that says what stands there.
    let Some(data) = as_data(value) else {
        return Err(raise!(TypeError, "expected {} instead of {}", item.tp_name(), value.type_name()));
    };
    this.address().write_address(data.address());
    // Both the object itself and what it keeps alive.
    data::keep(this, 1, value)?;
    data::keep(this, 0, &*data::kept_objects(data)?)
}

struct PointerData;

/// The base of C pointers.
#[pytype(Pointer_Type, base = CData_Type)]
impl PointerData {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<CDataObject>> {
        if layout_of(class).is_none_or(|layout| layout.proto.is_empty()) {
            return Err(raise!(TypeError, "Cannot create instance: has no _type_"));
        }
        data::new_instance(class)
    }

    #[slot]
    fn tp_init(this: &CDataObject, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        crate::arguments::check_count("POINTER", args.len(), 0, 1)?;
        match args.get(0) {
            Some(value) => set_contents(this, Some(value)),
            None => Ok(()),
        }
    }

    #[slot]
    fn nb_bool(this: &CDataObject) -> bool {
        layout_of_instance(this).is_some() && !this.address().read_address().is_null()
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
    fn mp_subscript(this: &CDataObject, key: &Object) -> PyResult {
        if protocol::has_index(key) {
            return get(this, protocol::index_as_ssize_for(key, Some(&exc::IndexError))?);
        }
        let Some(slice) = key.downcast::<Slice>() else {
            return Err(raise!(TypeError, "Pointer indices must be integer"));
        };
        let (start, step, count) = slice_of(slice)?;
        let (class, _) = item_of(this)?;
        let first = if count == 0 { Address::NULL } else { target(this)? };
        let indices = (0..count).map(|number| start + number as isize * step);
        collect(&class, first, indices, |index| get(this, index))
    }

    /// the object this pointer points to (read-write)
    #[getter]
    fn contents(this: &CDataObject) -> PyResult<Py<CDataObject>> {
        let start = target(this)?;
        let item = item::item_type(this.object().ty())?;
        data::part_of(&item, this, 0, start)
    }

    #[setter]
    fn set_contents(this: &CDataObject, value: Option<&Object>) -> PyResult<()> {
        set_contents(this, value)
    }
}

pub fn install() {
    PointerMeta::install();
    PointerData::install();
    set_metatype(&Pointer_Type, &PyCPointerType_Type);
}
