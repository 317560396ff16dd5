//! Instances that carry a Rust struct: the object header, then the struct.
//!
//! **Invariant**: the struct is complete from [`Instance::new`] until the deallocator drops it. It is
//! shared (`&T`), so its fields use interior mutability: `Cell`, [`crate::Field`], `RefCell` where no
//! Python code can run during the borrow.

use std::ffi::{c_int, c_void};
use std::ops::Deref;

use pyston_abi::{PyObject, PyTypeObject, visitproc};

use crate::ptr::{Layout, Object, Py, PyResult};
use crate::trace::{Trace, Visitor};
use crate::ty::Type;
use crate::{alloc, gc, instance, weakref};

/// A Rust struct that is the state of a built-in type's instances. Implemented by `#[pyclass]`.
pub trait Payload: Trace + Sized + 'static {
    /// Offset of the field with the instance's dictionary ([`crate::Field`]).
    const DICT: Option<usize>;
    /// Offset of the field with the weak references ([`WeakList`]).
    const WEAKLIST: Option<usize>;
    fn static_type() -> &'static Type;
}

/// The head of an instance's list of weak references.
#[repr(transparent)]
pub struct WeakList(std::cell::Cell<*mut PyObject>);

impl WeakList {
    pub const fn new() -> WeakList {
        WeakList(std::cell::Cell::new(std::ptr::null_mut()))
    }
}

impl Default for WeakList {
    fn default() -> Self {
        WeakList::new()
    }
}

impl Trace for WeakList {
    fn trace(&self, _: &mut Visitor<'_>) {}
}

/// An object whose state is a `T`.
#[repr(C)]
pub struct Instance<T> {
    header: std::cell::UnsafeCell<PyObject>,
    payload: T,
}

// SAFETY: the header comes first; the static type has this layout, and so have its subtypes.
unsafe impl<T: Payload> Layout for Instance<T> {
    fn static_type() -> &'static Type {
        T::static_type()
    }
}

impl<T> Deref for Instance<T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        &self.payload
    }
}

impl<T: Payload> Instance<T> {
    /// An instance of the static type.
    pub fn new(payload: T) -> PyResult<Py<Instance<T>>> {
        Instance::new_as(T::static_type(), payload)
    }

    /// An instance of `ty`, the static type or a subtype.
    pub fn new_as(ty: &Type, payload: T) -> PyResult<Py<Instance<T>>> {
        let object = alloc::alloc(ty, 0)?;
        // SAFETY: fresh memory of this layout; no Python code ran since it was allocated.
        unsafe {
            let instance: *mut Instance<T> = object.as_ptr().cast();
            (&raw mut (*instance).payload).write(payload);
            Ok(object.cast_into_unchecked())
        }
    }

    /// The object itself, for functions over any object.
    pub fn object(&self) -> &Object {
        self.as_object()
    }
}

impl<'a, T: Payload> crate::convert::FromArg<'a> for &'a Instance<T> {
    fn from_arg(object: &'a Object, context: crate::convert::ArgContext) -> PyResult<Self> {
        object.downcast().ok_or_else(|| context.must_be(&T::static_type().tp_name(), object))
    }
}

/// Sets the slots that every payload type needs. Called by `#[pytype(.., payload)]`.
pub fn install<T: Payload>(raw: &mut PyTypeObject) {
    let payload = std::mem::offset_of!(Instance<T>, payload);
    raw.tp_dealloc = Some(dealloc::<T>);
    raw.tp_traverse = Some(traverse::<T>);
    raw.tp_clear = Some(clear::<T>);
    if let Some(offset) = T::DICT {
        raw.tp_dictoffset = (payload + offset) as isize;
        raw.tp_getattro = Some(crate::attr::generic_getattr);
        raw.tp_setattro = Some(crate::attr::generic_setattr);
    }
    if let Some(offset) = T::WEAKLIST {
        raw.tp_weaklistoffset = (payload + offset) as isize;
    }
}

unsafe extern "C" fn dealloc<T: Payload>(this: *mut PyObject) {
    // SAFETY: a dead instance whose payload is complete.
    unsafe {
        // An instance of a class has been finalised by the class's destructor.
        let ty = Object::from_ptr(this).ty();
        if ty.tp().tp_finalize.is_some() && !ty.is_heap_type() && instance::call_finalizer_from_dealloc(this) {
            return;
        }
        gc::untrack(this);
        if T::WEAKLIST.is_some() {
            weakref::clear_all(this);
        }
        std::ptr::drop_in_place(&raw mut (*this.cast::<Instance<T>>()).payload);
        alloc::free_object(this);
    }
}

unsafe extern "C" fn traverse<T: Payload>(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: a live instance; visiting runs no Python code.
    unsafe {
        let mut visitor = Visitor::new(visit, arg);
        (*this.cast::<Instance<T>>()).payload.trace(&mut visitor);
        visitor.finish()
    }
}

unsafe extern "C" fn clear<T: Payload>(this: *mut PyObject) -> c_int {
    // SAFETY: a live instance, kept by the collector.
    unsafe { (*this.cast::<Instance<T>>()).payload.clear() };
    0
}

/// A field of a payload that can be shown as a member (`member_descriptor`).
pub trait MemberField {
    /// The `T_*` kind.
    const KIND: c_int;
}

impl<T: Layout> MemberField for crate::Field<T> {
    const KIND: c_int = pyston_abi::flags::T_OBJECT;
}
impl MemberField for std::cell::Cell<bool> {
    const KIND: c_int = pyston_abi::flags::T_BOOL;
}
impl MemberField for std::cell::Cell<u32> {
    const KIND: c_int = pyston_abi::flags::T_UINT;
}

/// The kind of the field that `_field` projects to.
pub const fn member_kind<T, F: MemberField>(_field: fn(&T) -> &F) -> c_int {
    F::KIND
}

/// Offset of a payload's field in its instances.
pub const fn member_offset<T>(field: usize) -> usize {
    std::mem::offset_of!(Instance<T>, payload) + field
}

/// Shows fields of a payload as members of its static type, before it is ready:
/// `payload_members!(File_Type, File { "_finalizing" = finalizing, "raw" = core.raw [readonly] })`.
#[macro_export]
macro_rules! payload_members {
    ($ty:path, $payload:ty { $($name:literal = $first:ident $(. $field:ident)* $([$readonly:ident])?),* $(,)? }) => {{
        static MEMBERS: $crate::glue::Table<&[$crate::abi::PyMemberDef]> = $crate::glue::Table(&[
            $($crate::abi::PyMemberDef {
                name: concat!($name, "\0").as_ptr().cast(),
                r#type: $crate::payload::member_kind(|payload: &$payload| &payload.$first $(.$field)*),
                offset: $crate::payload::member_offset::<$payload>(std::mem::offset_of!($payload, $first $(.$field)*)) as isize,
                flags: 0 $(+ $crate::payload_members!(@$readonly))?,
                doc: std::ptr::null(),
            },)*
            $crate::members::END,
        ]);
        $ty.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
    }};
    (@readonly) => { $crate::abi::flags::READONLY };
}
