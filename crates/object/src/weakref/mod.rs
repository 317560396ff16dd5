//! Weak references: the list that hangs off a referent, cleared when it dies.
//!
//! **Invariant**: the list begins with the one shared reference without callback, if there is any;
//! then comes the one shared proxy without callback; all others follow, the newest first. Members do
//! not own the referent and are not owned by it: each takes itself out when it dies.

mod death;
mod list;
#[cfg(test)]
mod tests;

use pyston_abi::PyWeakReference;

pub(crate) use death::call_callback;
pub use death::{clear, clear_all, dealloc, traverse};
pub(crate) use list::first;
pub use list::{all, clear_keeping_callback, clear_silently, count};
use list::{basics, link};

use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::{_PyWeakref_CallableProxyType, _PyWeakref_ProxyType, _PyWeakref_RefType};
use crate::ty::Type;
use crate::{alloc, object_layout};

object_layout! {
    /// A weak reference.
    WeakRef = PyWeakReference, _PyWeakref_RefType
}
object_layout! {
    /// A weak proxy of something that cannot be called.
    WeakProxy = PyWeakReference, _PyWeakref_ProxyType
}
object_layout! {
    /// A weak proxy of a callable.
    WeakCallableProxy = PyWeakReference, _PyWeakref_CallableProxyType
}

/// Is this one of the two proxy types? They cannot be subclassed.
pub fn is_proxy_type(ty: &Type) -> bool {
    ty == &_PyWeakref_ProxyType || ty == &_PyWeakref_CallableProxyType
}

/// A weak reference or a proxy, which have the same layout (`PyWeakref_Check`).
pub fn as_weakref(object: &Object) -> Option<&WeakRef> {
    if WeakRef::check(object) || is_proxy_type(object.ty()) {
        // SAFETY: the three types share the layout.
        Some(unsafe { object.cast_unchecked() })
    } else {
        None
    }
}

impl WeakProxy {
    pub fn as_weakref(&self) -> &WeakRef {
        // SAFETY: the three types share the layout.
        unsafe { self.as_object().cast_unchecked() }
    }
}

impl WeakCallableProxy {
    pub fn as_weakref(&self) -> &WeakRef {
        // SAFETY: the three types share the layout.
        unsafe { self.as_object().cast_unchecked() }
    }
}

impl WeakRef {
    /// The object referred to, if it is alive.
    pub fn referent(&self) -> Option<Py> {
        // SAFETY: the field is None or an object that takes us off its list before it is freed; one
        // whose destructor runs already has no references left.
        let object = unsafe { Object::from_ptr((*self.raw()).wr_object) };
        (!object.is_none() && object.refcnt() > 0).then(|| object.new_ref())
    }

    pub fn callback(&self) -> Option<Py> {
        // SAFETY: a field of this live object.
        unsafe { crate::exception::get_field(&raw const (*self.raw()).wr_callback) }
    }

    /// The referent's hash, if it was asked for before: it outlives the referent.
    pub fn cached_hash(&self) -> Option<isize> {
        // SAFETY: a field of this live object.
        Some(unsafe { (*self.raw()).hash }).filter(|hash| *hash != -1)
    }

    pub fn set_cached_hash(&self, hash: isize) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).hash = hash }
    }

    /// Shared by all who ask for a reference without a callback?
    fn is_basic(&self) -> bool {
        !has_callback(self) && (WeakRef::check_exact(self) || is_proxy_type(self.ty()))
    }
}

/// `referent(reference)`, as a function.
pub fn referent(reference: &WeakRef) -> Option<Py> {
    reference.referent()
}

pub(crate) fn has_callback(reference: &WeakRef) -> bool {
    // SAFETY: a field of a live object.
    unsafe { !(*reference.raw()).wr_callback.is_null() }
}

/// Can instances of the type be weakly referred to?
pub fn is_supported(ty: &Type) -> bool {
    ty.tp().tp_weaklistoffset > 0
}

fn unsupported(object: &Object) -> crate::ptr::Raised {
    crate::raise!(TypeError, "cannot create weak reference to '{}' object", object.ty().tp_name())
}

/// A weak reference to `object` of type `ty`: `weakref.ref` or a subclass. Without callback, those
/// of the exact type are shared.
pub fn new_ref(object: &Object, callback: Option<&Object>, ty: &Type) -> PyResult<Py<WeakRef>> {
    if !is_supported(object.ty()) {
        return Err(unsupported(object));
    }
    let callback = callback.filter(|callback| !callback.is_none());
    let is_shared = callback.is_none() && ty == &_PyWeakref_RefType;
    if is_shared && let Some(shared) = basics(object).0 {
        return Ok(shared.new_ref());
    }
    let made = allocate(object, callback, ty)?;
    // Allocation may free memory, never run code; still the list is looked at only now.
    let (reference, proxy) = basics(object);
    link(object, &made, if is_shared { None } else { proxy.or(reference) });
    Ok(made)
}

/// A weak proxy of `object`; without callback it is shared.
pub fn new_proxy(object: &Object, callback: Option<&Object>) -> PyResult<Py> {
    if !is_supported(object.ty()) {
        return Err(unsupported(object));
    }
    let callback = callback.filter(|callback| !callback.is_none());
    if callback.is_none()
        && let Some(shared) = basics(object).1
    {
        return Ok(shared.as_object().new_ref());
    }
    let is_callable = object.ty().tp().tp_call.is_some();
    let ty = if is_callable { &_PyWeakref_CallableProxyType } else { &_PyWeakref_ProxyType };
    let made = allocate(object, callback, ty)?;
    let (reference, proxy) = basics(object);
    link(object, &made, if callback.is_none() { reference } else { proxy.or(reference) });
    Ok(made.into_object())
}

/// A reference not yet in the referent's list.
fn allocate(object: &Object, callback: Option<&Object>, ty: &Type) -> PyResult<Py<WeakRef>> {
    let made = alloc::alloc(ty, 0)?;
    // SAFETY: the type has the layout; the fields are zero so far.
    unsafe {
        let made: Py<WeakRef> = made.cast_into_unchecked();
        let raw = made.raw();
        (*raw).hash = -1;
        (*raw).wr_object = object.as_ptr();
        (*raw).wr_callback = callback.map_or(std::ptr::null_mut(), |callback| callback.new_ref().into_ptr());
        Ok(made)
    }
}
