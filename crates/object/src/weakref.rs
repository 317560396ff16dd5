//! Weak references: the list that hangs off a referent, cleared when it dies.
//!
//! **Invariant**: the list begins with the one shared reference without callback, if there is any;
//! then comes the one shared proxy without callback; all others follow, the newest first. Members do
//! not own the referent and are not owned by it: each takes itself out when it dies.

use pyston_abi::{PyObject, PyWeakReference, inquiry, visitproc};

use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::{_PyWeakref_CallableProxyType, _PyWeakref_ProxyType, _PyWeakref_RefType};
use crate::ty::Type;
use crate::{alloc, gc, object_layout};

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

type Link = *mut PyWeakReference;

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

/// Where the object keeps its list of weak references.
fn list_of(object: &Object) -> Option<*mut Link> {
    is_supported(object.ty()).then(|| {
        let offset = object.ty().tp().tp_weaklistoffset as usize;
        object.as_ptr().cast::<u8>().wrapping_add(offset).cast()
    })
}

/// The first weak reference in the object's list.
pub(crate) fn first(object: &Object) -> Option<&WeakRef> {
    // SAFETY: the list holds live references: they take themselves out when they die.
    list_of(object).and_then(|list| unsafe { (*list).cast::<WeakRef>().as_ref() })
}

/// The object's list from the front. Nothing may change it meanwhile.
fn members(object: &Object) -> impl Iterator<Item = &WeakRef> {
    // SAFETY: as in `first`.
    std::iter::successors(first(object), |reference| unsafe { (*reference.raw()).wr_next.cast::<WeakRef>().as_ref() })
}

/// The shared reference and the shared proxy of the object's list.
fn basics(object: &Object) -> (Option<&WeakRef>, Option<&WeakRef>) {
    let mut leading = members(object).take_while(|reference| reference.is_basic()).peekable();
    let reference = leading.next_if(|reference| WeakRef::check_exact(reference));
    let proxy = leading.next_if(|proxy| is_proxy_type(proxy.ty()));
    (reference, proxy)
}

/// `weakref.getweakrefcount(object)`.
pub fn count(object: &Object) -> usize {
    members(object).count()
}

/// `weakref.getweakrefs(object)`: those that are not dying.
pub fn all(object: &Object) -> Vec<Py> {
    members(object)
        .filter(|reference| reference.refcnt() > 0)
        .map(|reference| reference.as_object().new_ref())
        .collect()
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

/// Puts `made` behind `prev`, or at the front.
fn link(object: &Object, made: &WeakRef, prev: Option<&WeakRef>) {
    let Some(list) = list_of(object) else { return };
    // SAFETY: list members and the list's anchor in the referent are alive.
    unsafe {
        let node = made.raw();
        let prev = prev.map_or(std::ptr::null_mut(), WeakRef::raw);
        let next = if prev.is_null() { *list } else { (*prev).wr_next };
        (*node).wr_prev = prev;
        (*node).wr_next = next;
        if !next.is_null() {
            (*next).wr_prev = node;
        }
        *(if prev.is_null() { list } else { &raw mut (*prev).wr_next }) = node;
    }
}

/// Makes the reference dead: out of the list, referring to None. The callback stays.
pub fn clear_keeping_callback(reference: &WeakRef) {
    // SAFETY: the fields of a live object; a referent that is not None is alive, and so are the
    // neighbours.
    unsafe {
        let node = reference.raw();
        let object = Object::from_ptr((*node).wr_object);
        if object.is_none() {
            return;
        }
        (*node).wr_object = crate::singletons::none().as_ptr();
        let (prev, next) = ((*node).wr_prev, (*node).wr_next);
        if let Some(list) = list_of(object)
            && *list == node
        {
            *list = next;
        }
        if !prev.is_null() {
            (*prev).wr_next = next;
        }
        if !next.is_null() {
            (*next).wr_prev = prev;
        }
        (*node).wr_prev = std::ptr::null_mut();
        (*node).wr_next = std::ptr::null_mut();
    }
}

/// Makes the reference dead and gives its callback to the caller, who decides what it is for.
fn clear_taking_callback(reference: &WeakRef) -> Option<Py> {
    clear_keeping_callback(reference);
    // SAFETY: a field of a live object, which owns it; taken out before it can be dropped.
    unsafe { Py::from_nullable(std::ptr::replace(&raw mut (*reference.raw()).wr_callback, std::ptr::null_mut())) }
}

/// Makes all of an object's weak references dead without calling anything back.
pub fn clear_silently(object: &Object) {
    while let Some(reference) = first(object) {
        clear_keeping_callback(reference);
    }
}

/// Calls the reference's callback with it. An exception cannot propagate.
pub(crate) fn call_callback(reference: &WeakRef) {
    if let Some(callback) = reference.callback() {
        call(&callback, reference);
    }
}

fn call(callback: &Object, reference: &WeakRef) {
    if let Err(raised) = crate::call::call(callback, &[reference.as_object()]) {
        crate::errors::write_unraisable(raised, Some(callback));
    }
}

/// Clears the weak references to a dying object and calls their callbacks, the newest first. All are
/// dead before the first callback runs. A pending exception survives.
///
/// # Safety
/// `object` is being deallocated; its type has a `tp_weaklistoffset`.
pub unsafe fn clear_all(object: *mut PyObject) {
    // SAFETY: the object's memory is whole until its destructor ends.
    let object = unsafe { Object::from_ptr(object) };
    if first(object).is_none() {
        return;
    }
    let mut to_call = Vec::new();
    // Callbacks whose reference is dying too die uncalled, but only after the list is done.
    let mut uncalled = Vec::new();
    while let Some(reference) = first(object) {
        let callback = clear_taking_callback(reference);
        match callback {
            Some(callback) if reference.refcnt() > 0 => to_call.push((reference.new_ref(), callback)),
            callback => uncalled.push(callback),
        }
    }
    if to_call.is_empty() && uncalled.iter().all(Option::is_none) {
        return;
    }
    let pending = crate::errors::fetch();
    drop(uncalled);
    for (reference, callback) in &to_call {
        call(callback, reference);
    }
    drop(to_call);
    if let Some(pending) = pending {
        let _ = crate::errors::restore(pending);
    }
}

/// `tp_dealloc` of weak references and proxies.
///
/// # Safety
/// A slot: `this` is a dead weak reference.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract.
    unsafe {
        gc::untrack(this);
        drop(clear_taking_callback(Object::from_ptr(this).cast_unchecked()));
        alloc::free_object(this);
    }
}

/// `tp_traverse` of weak references and proxies: only the callback is owned.
///
/// # Safety
/// A slot: `this` is a weak reference.
pub unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut std::ffi::c_void) -> i32 {
    // SAFETY: the slot's contract; the collector's visitor gets its own argument.
    unsafe {
        let callback = (*this.cast::<PyWeakReference>()).wr_callback;
        if callback.is_null() { 0 } else { visit(callback, arg) }
    }
}

/// `tp_clear` of weak references and proxies.
///
/// # Safety
/// A slot: `this` is a weak reference.
pub unsafe extern "C" fn clear(this: *mut PyObject) -> i32 {
    // SAFETY: the slot's contract.
    drop(unsafe { clear_taking_callback(Object::from_ptr(this).cast_unchecked()) });
    0
}

const _: inquiry = clear;

/// Fills the slots of the three types that concern memory.
pub fn fill_memory_slots() {
    for ty in [&_PyWeakref_RefType, &_PyWeakref_ProxyType, &_PyWeakref_CallableProxyType] {
        ty.fill(|tp| {
            tp.tp_dealloc = Some(dealloc);
            tp.tp_traverse = Some(traverse);
            tp.tp_clear = Some(clear);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Node, gil};

    fn reference(object: &Object, callback: Option<&Object>) -> Py<WeakRef> {
        new_ref(object, callback, &_PyWeakref_RefType).expect("a weak reference")
    }

    #[test]
    fn references_without_callback_are_shared() {
        let _gil = gil();
        let node = Node::new();
        let first = reference(&node, None);
        assert!(reference(&node, Some(crate::singletons::none())).is(&*first));
        let proxy = new_proxy(&node, None).expect("a proxy");
        assert!(new_proxy(&node, None).expect("a proxy").is(&*proxy));
        assert_eq!(proxy.ty().tp_name(), "weakproxy");
        assert_eq!(count(&node), 2);
        drop(node);
        assert!(first.referent().is_none() && as_weakref(&proxy).is_some_and(|proxy| proxy.referent().is_none()));
    }

    #[test]
    fn the_list_is_basic_first_then_newest() {
        let _gil = gil();
        let (node, callback) = (Node::new(), Node::new());
        let one = reference(&node, Some(&callback));
        let two = reference(&node, Some(&callback));
        let basic = reference(&node, None);
        let proxy = new_proxy(&node, None).expect("a proxy");
        let three = reference(&node, Some(&callback));
        let order: Vec<_> = all(&node).iter().map(|item| item.as_ptr()).collect();
        let expected = [basic.as_ptr(), proxy.as_ptr(), three.as_ptr(), two.as_ptr(), one.as_ptr()];
        assert_eq!(order, expected);
        drop(two);
        drop(basic);
        assert_eq!(count(&node), 3);
        // Dead before their referent: nobody is called.
        drop((one, three, proxy));
        assert_eq!(count(&node), 0);
    }

    #[test]
    fn referents_without_room_for_a_list_are_refused() {
        let _gil = gil();
        assert!(!is_supported(crate::singletons::none().ty()));
        assert_eq!(count(crate::singletons::none()), 0);
    }
}
