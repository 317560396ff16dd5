//! Arrays: the metatype, and the cache of classes that `item * length` makes.

use std::ffi::CString;

use pyston_object::attr;
use pyston_object::call;
use pyston_object::heap_type;
use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::ready::{lend_attributes, ready};
use pyston_object::statics::{_PyWeakref_RefType, PyType_Type};
use pyston_object::weakref::{self, WeakRef};

use super::array_data;
use super::layout::{CLayout, Kind, flags, layout_of_object, set_layout};
use super::metatype;
use super::types::{Array_Type, PyCArrayType_Type};

struct ArrayMeta;

/// The metatype of C arrays.
#[pytype(PyCArrayType_Type, base = PyType_Type)]
impl ArrayMeta {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let made = heap_type::new_type(class, args, kwargs)?;
        let length = read_length(attr::find_attr(&made, name!("_length_"))?)?;
        let Some(item) = attr::find_attr(&made, name!("_type_"))? else {
            return Err(raise!(AttributeError, "class must define a '_type_' attribute"));
        };
        let Some(item_layout) = layout_of_object(&item) else {
            return Err(raise!(TypeError, "_type_ must have storage info"));
        };
        let simple = item_layout.simple().filter(|simple| !simple.swapped);
        set_layout(&made, array_layout(&item, item_layout, length)?)?;
        match simple {
            Some(simple) if simple.is_char() => lend_attributes(&array_data::CharArray_Type, &made)?,
            Some(simple) if simple.is_wide_char() => lend_attributes(&array_data::WideArray_Type, &made)?,
            _ => {}
        }
        Ok(made.into_object())
    }

    #[slot]
    fn sq_repeat(this: &Type, count: isize) -> PyResult<Py<Type>> {
        repeat(this, count)
    }
}

fn read_length(value: Option<Py>) -> PyResult<usize> {
    let Some(value) = value else {
        return Err(raise!(AttributeError, "class must define a '_length_' attribute"));
    };
    let Some(length) = value.downcast::<Int>() else {
        return Err(raise!(TypeError, "The '_length_' attribute must be an integer"));
    };
    if length.is_negative() {
        return Err(raise!(ValueError, "The '_length_' attribute must not be negative"));
    }
    let length = length.to_i64().and_then(|length| usize::try_from(length).ok());
    length.ok_or_else(|| raise!(OverflowError, "The '_length_' attribute is too large"))
}

fn array_layout(item: &Object, of_item: &CLayout, length: usize) -> PyResult<CLayout> {
    let size = of_item.size.get().checked_mul(length).filter(|&size| isize::try_from(size).is_ok());
    let size = size.ok_or_else(|| raise!(OverflowError, "array too large"))?;
    let layout = CLayout::new(Kind::Array, size, of_item.align.get());
    layout.length.set(length);
    layout.proto.set(item.new_ref());
    if of_item.has_flag(flags::IS_POINTER | flags::HAS_POINTER) {
        layout.set_flag(flags::HAS_POINTER);
    }
    layout.format.replace(of_item.format.borrow().clone());
    let shape = std::iter::once(length as isize).chain(of_item.shape.borrow().iter().copied()).collect();
    layout.shape.replace(shape);
    Ok(layout)
}

/// The format of a pointer or field whose target has a shape: `(2,3)<i`.
pub fn format_with_shape(prefix: &str, layout: &CLayout) -> CString {
    let shape: Vec<String> = layout.shape.borrow().iter().map(isize::to_string).collect();
    let shape = if shape.is_empty() { String::new() } else { format!("({})", shape.join(",")) };
    let format = layout.format_or_bytes();
    CString::new(format!("{prefix}{shape}{}", format.to_string_lossy())).unwrap_or_default()
}

/// Classes by item type and length, weakly: an entry goes away with its class.
static CACHE: Once<Dict> = Once::new();

/// Takes the entry of a dead class out of the cache.
#[pyclass(Forget_Type = "_ctypes._array_cache_remover")]
struct Forget {
    key: Py,
}
pyston_object::impl_trace!(Forget { key });

/// Removes an entry from the cache of array types.
#[pytype(Forget_Type, payload)]
impl Forget {
    #[slot]
    fn tp_call(this: &Instance<Forget>, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<()> {
        let Some(cache) = CACHE.get() else { return Ok(()) };
        // Another class may have taken the place already.
        if let (Some(entry), Some(dead)) = (cache.get(&this.key)?, args.get(0))
            && entry.is(dead)
        {
            cache.remove(&this.key)?;
        }
        Ok(())
    }
}

/// `item * count`.
pub fn repeat(item: &Type, count: isize) -> PyResult<Py<Type>> {
    match usize::try_from(count) {
        Ok(length) => array_type(item, length),
        Err(_) => Err(raise!(ValueError, "Array length must be >= 0, not {count}")),
    }
}

/// The class of arrays of `length` items.
pub fn array_type(item: &Type, length: usize) -> PyResult<Py<Type>> {
    let cache = CACHE.get_or_try_init(Dict::new)?;
    let key = (item.as_object(), length).into_py()?;
    let cached = cache.get(&key)?.and_then(|entry| entry.downcast_into::<WeakRef>().ok());
    if let Some(class) = cached.and_then(|entry| entry.referent())
        && let Ok(class) = class.downcast_into::<Type>()
    {
        return Ok(class);
    }
    let namespace = Dict::new()?;
    namespace.set_str(name!("_length_"), length.into_py()?)?;
    namespace.set_str(name!("_type_"), item.new_ref().into_object())?;
    let name = format!("{:.200}_Array_{length}", item.tp_name()).into_py()?;
    let bases = Tuple::from_slice(&[&Array_Type])?;
    let class = call::call(&PyCArrayType_Type, &[&name, &bases, &namespace])?;
    let forget = Instance::new(Forget { key: key.clone() })?;
    let entry = weakref::new_ref(&class, Some(forget.object()), &_PyWeakref_RefType)?;
    cache.set(&key, entry.into_object())?;
    class.downcast_into().map_err(|_| errors::bad_internal_call())
}

pub fn install() -> PyResult<()> {
    ArrayMeta::install();
    metatype::share_methods(&PyCArrayType_Type);
    Forget::install();
    ready(&Forget_Type)?;
    pyston_runtime::quiet_end::ignore_callbacks(&Forget_Type);
    array_data::install();
    Ok(())
}
