//! References to Python objects.
//!
//! - `&'a Object`, `&'a List`, ... borrow an object: no count is touched, and the borrow cannot
//!   outlive its owner.
//! - [`Py<T>`] owns one reference; dropping it may free the object and so may run Python code.
//! - [`PyResult`] has the representation of C's nullable `PyObject *`: null says that an exception
//!   is set in the thread state.
//!
//! **Invariant**: an object type is a `repr(transparent)` wrapper of an `UnsafeCell` around its C
//! struct, so that `&T` promises nothing about the fields: they change behind it whenever Python
//! code runs. Safe methods therefore hand out owned elements of mutable objects, never slices;
//! slices exist only of immutable objects (str, bytes, tuple, int digits). That is what makes
//! re-entrancy a non-event: see `docs/decisions/001-no-slices.md`.

use std::cell::UnsafeCell;
use std::fmt;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::ptr::NonNull;

use pyston_abi::{PyObject, PyTypeObject};

use crate::ty::Type;

/// Any Python object, borrowed as `&Object`.
#[repr(transparent)]
pub struct Object(UnsafeCell<PyObject>);

// SAFETY: objects are touched only by the thread that holds the GIL.
unsafe impl Sync for Object {}

/// An exception is set in the thread state (`curexc_*`). Zero-sized: `Result<Py, Raised>` is a
/// nullable pointer.
#[must_use = "an exception is pending: propagate it or clear it"]
#[derive(Debug)]
pub struct Raised;

/// What a fallible operation gives: by default an owned object.
pub type PyResult<T = Py> = Result<T, Raised>;

const _: () = assert!(size_of::<PyResult>() == 8 && size_of::<Option<Py>>() == 8);

/// A type whose references are references to Python objects of one memory layout.
///
/// # Safety
/// `Self` must be `repr(transparent)` or `repr(C)` with a `PyObject` header first, and every object
/// for which `check` answers true must have this layout.
pub unsafe trait Layout: Sized + 'static {
    /// The most general type with this layout.
    fn static_type() -> &'static Type;

    /// Is `object` an instance of the type or of a subtype?
    fn check(object: &Object) -> bool {
        object.is_instance_of(Self::static_type())
    }

    /// Is `object` an instance of the very type?
    fn check_exact(object: &Object) -> bool {
        std::ptr::eq(object.ty(), Self::static_type())
    }

    fn as_object(&self) -> &Object {
        // SAFETY: the header comes first (trait contract).
        unsafe { &*(self as *const Self).cast() }
    }

    /// A new owned reference to this object.
    #[inline]
    fn new_ref(&self) -> Py<Self> {
        self.as_object().incref();
        Py(NonNull::from(self))
    }
}

// SAFETY: an `Object` is the header itself.
unsafe impl Layout for Object {
    fn static_type() -> &'static Type {
        &crate::statics::PyBaseObject_Type
    }
    #[inline]
    fn check(_: &Object) -> bool {
        true
    }
}

impl Object {
    /// Borrows the object behind a C pointer.
    ///
    /// # Safety
    /// `ptr` must point to a live object that lives for `'a`.
    #[inline]
    pub unsafe fn from_ptr<'a>(ptr: *mut PyObject) -> &'a Object {
        // SAFETY: the caller's promise.
        unsafe { &*ptr.cast() }
    }

    /// Borrows what a nullable C pointer points to.
    ///
    /// # Safety
    /// As [`Object::from_ptr`], if not null.
    #[inline]
    pub unsafe fn from_nullable<'a>(ptr: *mut PyObject) -> Option<&'a Object> {
        // SAFETY: the caller's promise.
        unsafe { ptr.cast::<Object>().as_ref() }
    }

    #[inline]
    pub fn as_ptr(&self) -> *mut PyObject {
        self.0.get()
    }

    /// `type(self)`, borrowed: lives as long as the object keeps its type.
    #[inline]
    pub fn ty(&self) -> &Type {
        // SAFETY: a live object's type is alive.
        unsafe { &*(*self.0.get()).ob_type.cast() }
    }

    #[inline]
    pub fn refcnt(&self) -> isize {
        // SAFETY: the header is valid while the object is borrowed.
        unsafe { (*self.0.get()).ob_refcnt }
    }

    #[inline]
    pub(crate) fn incref(&self) {
        // SAFETY: the GIL protects the count.
        unsafe { (*self.0.get()).ob_refcnt += 1 }
    }

    /// `self is other`.
    #[inline]
    pub fn is<T: Layout>(&self, other: &T) -> bool {
        std::ptr::eq(self, other.as_object())
    }

    #[inline]
    pub fn is_none(&self) -> bool {
        self.is(crate::singletons::none())
    }

    /// `type(self)` is `ty` or a subtype of it (no `__instancecheck__`).
    #[inline]
    pub fn is_instance_of(&self, ty: &Type) -> bool {
        std::ptr::eq(self.ty(), ty) || self.ty().is_subtype(ty)
    }

    /// This object as a `T`, if its type is `T`'s or a subtype.
    #[inline]
    pub fn downcast<T: Layout>(&self) -> Option<&T> {
        // SAFETY: `check` proves the layout.
        T::check(self).then(|| unsafe { self.cast_unchecked() })
    }

    /// This object as a `T`, if its type is exactly `T`'s.
    #[inline]
    pub fn downcast_exact<T: Layout>(&self) -> Option<&T> {
        // SAFETY: the type proves the layout.
        T::check_exact(self).then(|| unsafe { self.cast_unchecked() })
    }

    /// # Safety
    /// The object must have `T`'s layout.
    #[inline]
    pub unsafe fn cast_unchecked<T: Layout>(&self) -> &T {
        // SAFETY: the caller's promise.
        unsafe { &*(self as *const Object).cast() }
    }

    /// The type's `tp_name`, as CPython's messages show it: with the module for types of native modules.
    pub fn type_name(&self) -> std::borrow::Cow<'_, str> {
        self.ty().tp_name()
    }
}

/// An owned reference.
#[repr(transparent)]
pub struct Py<T: Layout = Object>(NonNull<T>);

impl<T: Layout> Py<T> {
    /// Takes over the reference behind a C pointer.
    ///
    /// # Safety
    /// `ptr` must be an owned reference to a live object of `T`'s layout.
    #[inline]
    pub unsafe fn from_owned(ptr: *mut PyObject) -> Py<T> {
        debug_assert!(!ptr.is_null());
        // SAFETY: the caller's promise.
        Py(unsafe { NonNull::new_unchecked(ptr.cast()) })
    }

    /// Takes over the result of a C function: null means that an exception is set.
    ///
    /// # Safety
    /// As [`Py::from_owned`], or null with an exception set.
    #[inline]
    pub unsafe fn from_result(ptr: *mut PyObject) -> PyResult<Py<T>> {
        NonNull::new(ptr.cast()).map(Py).ok_or(Raised)
    }

    /// Takes over a nullable pointer that says "nothing" by null.
    ///
    /// # Safety
    /// As [`Py::from_owned`], if not null.
    #[inline]
    pub unsafe fn from_nullable(ptr: *mut PyObject) -> Option<Py<T>> {
        NonNull::new(ptr.cast()).map(Py)
    }

    /// Gives the reference away to C.
    #[inline]
    pub fn into_ptr(self) -> *mut PyObject {
        ManuallyDrop::new(self).0.as_ptr().cast()
    }

    #[inline]
    pub fn into_object(self) -> Py {
        Py(ManuallyDrop::new(self).0.cast())
    }

    /// # Safety
    /// The object must have `U`'s layout.
    #[inline]
    pub unsafe fn cast_into_unchecked<U: Layout>(self) -> Py<U> {
        Py(ManuallyDrop::new(self).0.cast())
    }

    /// This reference as one to a `U`, or itself back.
    #[inline]
    pub fn downcast_into<U: Layout>(self) -> Result<Py<U>, Py<T>> {
        if U::check(self.as_object()) {
            // SAFETY: `check` proves the layout.
            Ok(unsafe { self.cast_into_unchecked() })
        } else {
            Err(self)
        }
    }

    /// Is this the only reference? Then nobody else can see a change.
    #[inline]
    pub fn is_unique(&self) -> bool {
        self.as_object().refcnt() == 1
    }
}

impl<T: Layout> Deref for Py<T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        // SAFETY: an owned reference keeps the object alive.
        unsafe { self.0.as_ref() }
    }
}

impl<T: Layout> Clone for Py<T> {
    #[inline]
    fn clone(&self) -> Self {
        self.as_object().incref();
        Py(self.0)
    }
}

impl<T: Layout> Drop for Py<T> {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: we own one reference and give it up.
        unsafe { decref(self.0.as_ptr().cast()) }
    }
}

impl<T: Layout> fmt::Debug for Py<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} object at {:p}>", self.as_object().type_name(), self.0)
    }
}

impl<T: Layout + fmt::Display> fmt::Display for Py<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// Gives up one reference.
///
/// # Safety
/// The caller must own it.
#[inline]
pub unsafe fn decref(ptr: *mut PyObject) {
    // SAFETY: the caller owns a reference, so the object is alive.
    unsafe {
        (*ptr).ob_refcnt -= 1;
        if (*ptr).ob_refcnt == 0 {
            crate::alloc::dealloc(ptr);
        }
    }
}

/// Takes one more reference.
///
/// # Safety
/// `ptr` must point to a live object.
#[inline]
pub unsafe fn incref(ptr: *mut PyObject) {
    // SAFETY: the caller's promise.
    unsafe { (*ptr).ob_refcnt += 1 }
}

/// An owned, nullable, replaceable reference inside an object: what a C struct's `PyObject *` field
/// is to Rust. Reading gives an owned copy, so that a value stays alive however the field changes.
#[repr(transparent)]
pub struct Field<T: Layout = Object>(UnsafeCell<Option<Py<T>>>);

impl<T: Layout> Field<T> {
    pub const fn empty() -> Self {
        Field(UnsafeCell::new(None))
    }
    pub fn new(value: Py<T>) -> Self {
        Field(UnsafeCell::new(Some(value)))
    }
    #[inline]
    pub fn get(&self) -> Option<Py<T>> {
        // SAFETY: cloning runs no other code; the GIL excludes other threads.
        unsafe { (*self.0.get()).clone() }
    }
    /// A borrow of the value, valid only while nothing can replace it.
    ///
    /// # Safety
    /// No Python code may run and the field may not be set while the borrow lives.
    #[inline]
    pub unsafe fn peek(&self) -> Option<&T> {
        // SAFETY: the caller's promise.
        unsafe { (*self.0.get()).as_deref() }
    }
    pub fn is_empty(&self) -> bool {
        // SAFETY: a momentary read under the GIL.
        unsafe { (*self.0.get()).is_none() }
    }
    /// Stores `value` and gives the old one back, so that the caller decides when it dies.
    pub fn replace(&self, value: Option<Py<T>>) -> Option<Py<T>> {
        // SAFETY: swapping runs no other code.
        unsafe { std::mem::replace(&mut *self.0.get(), value) }
    }
    pub fn set(&self, value: Py<T>) {
        drop(self.replace(Some(value)));
    }
    pub fn clear(&self) {
        drop(self.replace(None));
    }
    pub fn take(&self) -> Option<Py<T>> {
        self.replace(None)
    }
}

impl<T: Layout> Default for Field<T> {
    fn default() -> Self {
        Field::empty()
    }
}

/// A process-wide cell guarded by the GIL.
#[repr(transparent)]
pub struct GilCell<T>(UnsafeCell<T>);

// SAFETY: accessed only under the GIL.
unsafe impl<T> Sync for GilCell<T> {}

impl<T> GilCell<T> {
    pub const fn new(value: T) -> Self {
        GilCell(UnsafeCell::new(value))
    }
    /// # Safety
    /// The GIL must be held and no other borrow of the content may be alive or come alive.
    #[expect(clippy::mut_from_ref, reason = "the GIL and the caller's promise make it unique")]
    pub unsafe fn get_mut(&self) -> &mut T {
        // SAFETY: the caller's promise.
        unsafe { &mut *self.0.get() }
    }
}

impl<T: Copy> GilCell<T> {
    #[inline]
    pub fn get(&self) -> T {
        // SAFETY: a momentary copy under the GIL.
        unsafe { *self.0.get() }
    }
    #[inline]
    pub fn set(&self, value: T) {
        // SAFETY: a momentary write under the GIL.
        unsafe { *self.0.get() = value }
    }
}

/// Process-wide state guarded by the GIL, for safe code: a second mutable borrow is refused at run time.
/// No Python code may run while a borrow is alive.
pub struct GilRefCell<T>(std::cell::RefCell<T>);

// SAFETY: accessed only under the GIL.
unsafe impl<T> Sync for GilRefCell<T> {}

impl<T> GilRefCell<T> {
    pub const fn new(value: T) -> Self {
        GilRefCell(std::cell::RefCell::new(value))
    }
    pub fn borrow(&self) -> std::cell::Ref<'_, T> {
        self.0.borrow()
    }
    pub fn borrow_mut(&self) -> std::cell::RefMut<'_, T> {
        self.0.borrow_mut()
    }
}

/// Declares `$name` as the layout `$abi` of the static type `$ty`.
#[macro_export]
macro_rules! object_layout {
    ($(#[$meta:meta])* $name:ident = $abi:ty, $ty:path $(, flag $flag:path)?) => {
        $(#[$meta])*
        #[repr(transparent)]
        pub struct $name(std::cell::UnsafeCell<$abi>);

        // SAFETY: the C struct starts with the object header.
        unsafe impl $crate::Layout for $name {
            #[inline]
            fn static_type() -> &'static $crate::Type {
                &$ty
            }
            $(#[inline]
            fn check(object: &$crate::Object) -> bool {
                object.ty().has_flag($flag)
            })?
        }

        impl std::ops::Deref for $name {
            type Target = $crate::Object;
            #[inline]
            fn deref(&self) -> &$crate::Object {
                $crate::Layout::as_object(self)
            }
        }

        impl $name {
            /// The C struct. Reading and writing its fields is the caller's responsibility.
            #[inline]
            pub fn raw(&self) -> *mut $abi {
                self.0.get()
            }
        }
    };
}

/// A raw type pointer as a borrowed [`Type`].
///
/// # Safety
/// `ptr` must point to a live type object.
pub unsafe fn type_from_ptr<'a>(ptr: *mut PyTypeObject) -> &'a Type {
    // SAFETY: the caller's promise.
    unsafe { &*ptr.cast() }
}
