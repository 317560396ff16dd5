//! Attribute lookup: the type's method resolution order, descriptors, instance dictionaries.
//!
//! **Invariant**: results of [`type_lookup`] are cached per (type version, name); anything that
//! changes what a type's names mean must call [`type_modified`] for it, which reaches its subclasses.

use pyston_abi::PyObject;
use pyston_abi::flags::*;

use crate::dict::{Dict, InlineValues};
use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::volatile;
use crate::{errors, exc, raise};

#[derive(Clone, Copy)]
struct CacheEntry {
    version: u32,
    name: *mut PyObject,
    /// Borrowed from the type; null: the name is not there.
    value: *mut PyObject,
}

const CACHE_BITS: u32 = 12;
const EMPTY: CacheEntry = CacheEntry { version: 0, name: std::ptr::null_mut(), value: std::ptr::null_mut() };
static CACHE: GilCell<[CacheEntry; 1 << CACHE_BITS]> = GilCell::new([EMPTY; 1 << CACHE_BITS]);
static NEXT_VERSION: GilCell<u32> = GilCell::new(1);

/// The type's version tag, given now if it has none; 0 if versions ran out.
pub fn version_tag(ty: &Type) -> u32 {
    if ty.has_flag(Py_TPFLAGS_VALID_VERSION_TAG) {
        return ty.tp().tp_version_tag;
    }
    if !ty.has_flag(Py_TPFLAGS_HAVE_VERSION_TAG) || !ty.has_flag(Py_TPFLAGS_READY) {
        return 0;
    }
    let version = NEXT_VERSION.get();
    if version == u32::MAX {
        return 0;
    }
    // A change of a base must reach this type, so the bases get versions too.
    if let Some(bases) = ty.bases() {
        for base in bases.as_slice() {
            if let Some(base) = base.downcast::<Type>()
                && version_tag(base) == 0
            {
                return 0;
            }
        }
    }
    let version = NEXT_VERSION.get();
    NEXT_VERSION.set(version + 1);
    // SAFETY: fields of a live type.
    unsafe {
        (*ty.raw()).tp_version_tag = version;
        (*ty.raw()).tp_flags |= Py_TPFLAGS_VALID_VERSION_TAG;
    }
    version
}

/// Looks `name` up along the method resolution order, without descriptors or instances.
pub fn type_lookup(ty: &Type, name: &Str) -> Option<Py> {
    // SAFETY: the reference is taken before anything else runs.
    unsafe { Object::from_nullable(type_lookup_ptr(ty, name)).map(Layout::new_ref) }
}

/// As [`type_lookup`], borrowed from the type: valid until Python code runs.
pub fn type_lookup_ptr(ty: &Type, name: &Str) -> *mut PyObject {
    let version = version_tag(ty);
    if version == 0 || !is_cacheable(name) {
        return lookup_in_mro(ty, name);
    }
    let slot = (version as usize ^ (name.as_ptr() as usize >> 4)) & ((1 << CACHE_BITS) - 1);
    // SAFETY: the entry is copied out and written without other code running.
    let entry = unsafe { CACHE.get_mut()[slot] };
    if entry.version == version && entry.name == name.as_ptr() {
        return entry.value;
    }
    let value = lookup_in_mro(ty, name);
    // Interned names live forever, so the pointer stays a valid key.
    // SAFETY: as above.
    unsafe { CACHE.get_mut()[slot] = CacheEntry { version, name: name.as_ptr(), value } }
    value
}

/// As [`type_lookup_ptr`], but `None` if asking could run Python code: if some class of the type has a
/// name that is no str, which is compared with what is looked for.
pub fn type_peek_ptr(ty: &Type, name: &Str) -> Option<*mut PyObject> {
    let plain = |class: &Type| class.dict().is_none_or(|dict| dict.has_str_keys());
    let safe = match ty.mro() {
        Some(mro) => mro.as_slice().iter().filter_map(|class| class.downcast::<Type>()).all(plain),
        None => std::iter::successors(Some(ty), |ty| ty.base()).all(plain),
    };
    safe.then(|| type_lookup_ptr(ty, name))
}

fn lookup_in_mro(ty: &Type, name: &Str) -> *mut PyObject {
    let lookup = |class: &Type| -> Option<*mut PyObject> {
        let dict = class.dict()?;
        match dict.get_str(name) {
            Ok(Some(value)) => Some(value.as_ptr()),
            Ok(None) => None,
            Err(raised) => {
                raised.clear();
                None
            }
        }
    };
    match ty.mro() {
        Some(mro) => {
            let mro = mro.new_ref();
            mro.as_slice().iter().filter_map(|class| class.downcast::<Type>()).find_map(lookup)
        }
        None => std::iter::successors(Some(ty), |ty| ty.base()).find_map(lookup),
    }
    .unwrap_or(std::ptr::null_mut())
}

/// May what [`type_lookup_ptr`] gives for the name be kept as long as the type's version stays?
#[inline]
pub fn is_cacheable(name: &Str) -> bool {
    name.is_interned() && !volatile::contains(name)
}

/// The meaning of a name in the type changed: forget versions of the type and its subclasses.
pub fn type_modified(ty: &Type) {
    if !ty.has_flag(Py_TPFLAGS_VALID_VERSION_TAG) {
        return;
    }
    for subclass in ty.subclasses() {
        type_modified(&subclass);
    }
    // SAFETY: fields of a live type.
    unsafe { (*ty.raw()).tp_flags &= !Py_TPFLAGS_VALID_VERSION_TAG }
    // SAFETY: as above.
    unsafe { (*ty.raw()).tp_version_tag = 0 }
}

impl Type {
    /// The type's namespace, once it is being made ready.
    pub fn dict(&self) -> Option<&Dict> {
        // SAFETY: null or a dict kept by the type.
        unsafe { self.tp().tp_dict.cast::<Dict>().as_ref() }
    }

    /// `__bases__`.
    pub fn bases(&self) -> Option<&Tuple> {
        // SAFETY: null or a tuple kept by the type.
        unsafe { self.tp().tp_bases.cast::<Tuple>().as_ref() }
    }

    /// The direct subclasses still alive.
    pub fn subclasses(&self) -> Vec<Py<Type>> {
        // SAFETY: null or a dict of weak references kept by the type.
        let Some(dict) = (unsafe { self.tp().tp_subclasses.cast::<Dict>().as_ref() }) else { return Vec::new() };
        let referents = dict.values().into_iter().filter_map(|weak| {
            // SAFETY: the values are weak references; a referent is alive or None.
            let referent =
                unsafe { Object::from_ptr((*weak.as_ptr().cast::<pyston_abi::PyWeakReference>()).wr_object) };
            (!referent.is_none() && referent.refcnt() > 0).then(|| referent.new_ref())
        });
        referents.filter_map(|class| class.downcast_into::<Type>().ok()).collect()
    }
}

/// Calls `descr.__get__(instance, owner)` if `descr` has it, else gives `descr` itself.
pub fn bind(descr: &Object, instance: Option<&Object>, owner: &Type) -> PyResult {
    match descr.ty().tp().tp_descr_get {
        None => Ok(descr.new_ref()),
        Some(get) => {
            let instance = instance.map_or(std::ptr::null_mut(), Object::as_ptr);
            // SAFETY: a slot called as CPython calls it.
            unsafe { Py::from_result(get(descr.as_ptr(), instance, owner.as_ptr())) }
        }
    }
}

/// Does `descr` take part in stores (`__set__` or `__delete__`)?
pub fn is_data_descriptor(descr: &Object) -> bool {
    descr.ty().tp().tp_descr_set.is_some()
}

/// `descr.__set__(instance, value)`, or `__delete__` without a value.
pub fn set_descriptor(descr: &Object, instance: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(set) = descr.ty().tp().tp_descr_set else { return Err(errors::bad_internal_call()) };
    let value = value.map_or(std::ptr::null_mut(), Object::as_ptr);
    // SAFETY: a slot called as CPython calls it.
    unsafe { crate::glue::status(set(descr.as_ptr(), instance.as_ptr(), value)) }
}

/// The instance's dictionary field, if its type has one, for reading and writing: inline values are moved
/// to it first (`_PyObject_GetDictPtr`).
///
/// # Errors
/// `MemoryError`.
pub fn dict_field(object: &Object) -> PyResult<Option<*mut *mut PyObject>> {
    let Some(field) = raw_dict_field(object) else { return Ok(None) };
    if let Some(values) = InlineValues::of(object) {
        // SAFETY: the values and the field of the same object.
        unsafe { values.move_out(object, field)? }
    }
    Ok(Some(field))
}

/// The instance's dictionary field as it is: null while the attributes are inline values.
pub(crate) fn raw_dict_field(object: &Object) -> Option<*mut *mut PyObject> {
    let ty = object.ty();
    let mut offset = ty.tp().tp_dictoffset;
    if offset == 0 {
        return None;
    }
    // SAFETY: the type says where the field is; for variable-sized objects counted from the end.
    unsafe {
        if offset < 0 {
            let items = (*object.as_ptr().cast::<pyston_abi::PyVarObject>()).ob_size.unsigned_abs();
            offset += crate::alloc::var_size(ty, items)? as isize;
        }
        Some(object.as_ptr().cast::<u8>().offset(offset).cast())
    }
}

/// The instance's dictionary if it has been made, or is to be made of inline values.
///
/// # Errors
/// `MemoryError`.
pub fn instance_dict(object: &Object) -> PyResult<Option<Py<Dict>>> {
    if InlineValues::of(object).is_some_and(InlineValues::is_in_use) {
        dict_field(object)?;
    }
    Ok(made_dict(object))
}

/// The instance's dictionary if it has been made; inline values are none.
pub fn made_dict(object: &Object) -> Option<Py<Dict>> {
    let field = raw_dict_field(object)?;
    // SAFETY: the field is null or a dict.
    unsafe { Object::from_nullable(*field).map(|dict| dict.cast_unchecked::<Dict>().new_ref()) }
}

/// The instance's own attribute `name`.
fn own_attribute(object: &Object, name: &Str) -> PyResult<Option<Py>> {
    if let Some(values) = InlineValues::of(object).filter(|values| values.is_in_use()) {
        if Str::check_exact(name) {
            return Ok(values.get(name));
        }
        // The hash and the comparisons of another kind of string may run code.
        dict_field(object)?;
    }
    match made_dict(object) {
        Some(dict) => dict.get_str(name),
        None => Ok(None),
    }
}

/// The instance's dictionary, made if the type allows one. `None`: it does not.
pub fn instance_dict_or_new(object: &Object) -> PyResult<Option<Py<Dict>>> {
    let Some(field) = dict_field(object)? else { return Ok(None) };
    // SAFETY: the field is null or a dict.
    unsafe {
        if (*field).is_null() {
            *field = crate::dict::new_for_instance(object.ty())?.into_ptr();
        }
        Ok(Some(Object::from_ptr(*field).cast_unchecked::<Dict>().new_ref()))
    }
}

/// `getattr(object, name)`.
#[inline]
pub fn getattr(object: &Object, name: &Object) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "attribute name must be string, not '{:.200}'", name.type_name()));
    };
    getattr_str(object, name)
}

/// `object.name`.
pub fn getattr_str(object: &Object, name: &Str) -> PyResult {
    let ty = object.ty();
    // SAFETY: slots called as CPython calls them.
    unsafe {
        if let Some(getattro) = ty.tp().tp_getattro {
            return Py::from_result(getattro(object.as_ptr(), name.as_ptr()));
        }
        if let Some(getattr) = ty.tp().tp_getattr {
            let text = std::ffi::CString::new(name.to_utf8()?.as_bytes()).unwrap_or_default();
            return Py::from_result(getattr(object.as_ptr(), text.as_ptr().cast_mut()));
        }
    }
    Err(no_attribute(object, name))
}

#[cold]
pub fn no_attribute(object: &Object, name: &Str) -> crate::ptr::Raised {
    raise!(AttributeError, "'{:.50}' object has no attribute '{name:.400}'", object.type_name())
}

/// `getattr(object, name, None)`, where a missing attribute is `None` of Rust.
pub fn find_attr(object: &Object, name: &Str) -> PyResult<Option<Py>> {
    if is_generic(object) {
        // A descriptor may say by an AttributeError of its own that there is nothing.
        return errors::catch(generic_find(object, name), &exc::AttributeError).map(Option::flatten);
    }
    errors::catch(getattr_str(object, name), &exc::AttributeError)
}

fn is_generic(object: &Object) -> bool {
    object.ty().tp().tp_getattro.is_some_and(|slot| slot as usize == generic_getattr as *const () as usize)
}

/// `setattr(object, name, value)`; `None` deletes.
pub fn setattr(object: &Object, name: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "attribute name must be string, not '{:.200}'", name.type_name()));
    };
    let name = Str::intern_object(name.new_ref());
    let ty = object.ty();
    let value = value.map_or(std::ptr::null_mut(), Object::as_ptr);
    // SAFETY: slots called as CPython calls them.
    unsafe {
        if let Some(setattro) = ty.tp().tp_setattro {
            return crate::glue::status(setattro(object.as_ptr(), name.as_ptr(), value));
        }
        if let Some(setattr) = ty.tp().tp_setattr {
            let text = std::ffi::CString::new(name.to_utf8()?.as_bytes()).unwrap_or_default();
            return crate::glue::status(setattr(object.as_ptr(), text.as_ptr().cast_mut(), value));
        }
    }
    let readable = ty.tp().tp_getattro.is_some() || ty.tp().tp_getattr.is_some();
    Err(raise!(
        TypeError,
        "'{:.100}' object has {} attributes ({} .{name})",
        object.type_name(),
        if readable { "only read-only" } else { "no" },
        if value.is_null() { "del" } else { "assign to" }
    ))
}

/// `object.name = value`; `None` deletes.
pub fn setattr_str(object: &Object, name: &Str, value: Option<&Object>) -> PyResult<()> {
    setattr(object, name, value)
}

/// `PyObject_GenericGetAttr` as a slot.
///
/// # Safety
/// A slot: both pointers are live objects.
pub unsafe extern "C" fn generic_getattr(object: *mut PyObject, name: *mut PyObject) -> *mut PyObject {
    // SAFETY: the slot's contract.
    let (object, name) = unsafe { (Object::from_ptr(object), Object::from_ptr(name)) };
    crate::glue::ret(generic_getattr_of(object, name))
}

/// `object.__getattribute__(name)`.
pub fn generic_getattr_of(object: &Object, name: &Object) -> PyResult {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "attribute name must be string, not '{:.200}'", name.type_name()));
    };
    generic_find(object, name)?.ok_or_else(|| no_attribute(object, name))
}

/// The generic lookup: data descriptor, instance dictionary, other class attribute.
pub fn generic_find(object: &Object, name: &Str) -> PyResult<Option<Py>> {
    let ty = object.ty();
    let descr = type_lookup(ty, name);
    if let Some(descr) = &descr
        && is_data_descriptor(descr)
        && descr.ty().tp().tp_descr_get.is_some()
    {
        return match bind(descr, Some(object), ty) {
            Ok(value) => Ok(Some(value)),
            Err(raised) => Err(raised),
        };
    }
    if let Some(value) = own_attribute(object, name)? {
        return Ok(Some(value));
    }
    match descr {
        Some(descr) => bind(&descr, Some(object), ty).map(Some),
        None => Ok(None),
    }
}

/// `PyObject_GenericSetAttr` as a slot.
///
/// # Safety
/// A slot: live objects; `value` may be null.
pub unsafe extern "C" fn generic_setattr(object: *mut PyObject, name: *mut PyObject, value: *mut PyObject) -> i32 {
    // SAFETY: the slot's contract.
    unsafe {
        crate::glue::ret_status(generic_setattr_of(
            Object::from_ptr(object),
            Object::from_ptr(name),
            Object::from_nullable(value),
        ))
    }
}

/// `object.__setattr__(name, value)`; `None` is `__delattr__`.
pub fn generic_setattr_of(object: &Object, name: &Object, value: Option<&Object>) -> PyResult<()> {
    let Some(name) = name.downcast::<Str>() else {
        return Err(raise!(TypeError, "attribute name must be string, not '{:.200}'", name.type_name()));
    };
    let ty = object.ty();
    let descr = type_lookup(ty, name);
    if let Some(descr) = &descr
        && let Some(set) = descr.ty().tp().tp_descr_set
    {
        let value = value.map_or(std::ptr::null_mut(), Object::as_ptr);
        // SAFETY: a slot called as CPython calls it.
        return unsafe { crate::glue::status(set(descr.as_ptr(), object.as_ptr(), value)) };
    }
    let mut value = value.map(Layout::new_ref);
    if let Some(values) = InlineValues::of(object)
        && let Some(new) = value.take()
    {
        match values.store(ty, name, new) {
            Ok(()) => return Ok(()),
            Err(new) => value = Some(new),
        }
    }
    let Some(field) = dict_field(object)? else {
        return Err(match descr {
            Some(_) => raise!(AttributeError, "'{:.50}' object attribute '{name}' is read-only", object.type_name()),
            None => raise!(AttributeError, "'{:.100}' object has no attribute '{name}'", object.type_name()),
        });
    };
    // The class may change while the attribute is stored; its shared keys live as long as it does.
    let ty = ty.new_ref();
    // SAFETY: both fields are those of live objects, which the caller and `ty` keep.
    let stored = unsafe {
        let cached = ty.heap().map_or(std::ptr::null_mut(), |heap| (&raw mut (*heap).ht_cached_keys).cast());
        crate::dict::store_attribute(cached, field, name, value)
    };
    stored.map_err(|raised| {
        if !raised.is(&exc::KeyError) {
            return raised;
        }
        raised.clear();
        errors::raise_object(&exc::AttributeError, name.as_object().new_ref())
    })
}

/// What [`lookup_method`] found.
pub enum Method {
    /// A function of the type: call it with the object as first argument.
    Unbound(Py),
    /// Any other attribute: call it as it is.
    Bound(Py),
}

/// `object.name` for a call: avoids the bound method where the attribute is a plain method.
pub fn lookup_method(object: &Object, name: &Str) -> PyResult<Method> {
    if !is_generic(object) {
        return getattr_str(object, name).map(Method::Bound);
    }
    let ty = object.ty();
    let descr = type_lookup(ty, name);
    let mut is_method = false;
    if let Some(descr) = &descr {
        is_method = descr.ty().has_flag(Py_TPFLAGS_METHOD_DESCRIPTOR);
        if !is_method && is_data_descriptor(descr) && descr.ty().tp().tp_descr_get.is_some() {
            return bind(descr, Some(object), ty).map(Method::Bound);
        }
    }
    if let Some(value) = own_attribute(object, name)? {
        return Ok(Method::Bound(value));
    }
    match descr {
        Some(descr) if is_method => Ok(Method::Unbound(descr)),
        Some(descr) => bind(&descr, Some(object), ty).map(Method::Bound),
        None => Err(no_attribute(object, name)),
    }
}

/// A special method of the object's type for a call, not bound if it is a plain method. `None` if there is
/// none.
pub fn lookup_special_method(object: &Object, name: &Str) -> PyResult<Option<Method>> {
    match type_lookup(object.ty(), name) {
        None => Ok(None),
        Some(descr) if descr.ty().has_flag(Py_TPFLAGS_METHOD_DESCRIPTOR) => Ok(Some(Method::Unbound(descr))),
        Some(descr) => bind(&descr, Some(object), object.ty()).map(Method::Bound).map(Some),
    }
}

/// A special method of the object's type, bound to the object. `None` if there is none.
pub fn lookup_special(object: &Object, name: &Str) -> PyResult<Option<Py>> {
    match type_lookup(object.ty(), name) {
        None => Ok(None),
        Some(descr) => bind(&descr, Some(object), object.ty()).map(Some),
    }
}
