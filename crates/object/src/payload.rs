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

    /// As [`Instance::new_as`], the cheapest way for a static type that the collector does not care for.
    #[inline]
    pub fn new_plain(ty: &Type, payload: T) -> PyResult<Py<Instance<T>>> {
        if !std::ptr::eq(ty, T::static_type()) || ty.is_gc() {
            return Instance::new_as(ty, payload);
        }
        // SAFETY: fresh memory of this layout, completed before anyone sees it.
        unsafe {
            let object = alloc::new_sized(ty, size_of::<Instance<T>>(), false)?;
            (&raw mut (*object.cast::<Instance<T>>()).payload).write(payload);
            Ok(Py::from_owned(object))
        }
    }

    /// Where the struct is in an instance: for member definitions of its fields.
    pub const PAYLOAD_OFFSET: usize = std::mem::offset_of!(Instance<T>, payload);

    /// The object itself, for functions over any object.
    pub fn object(&self) -> &Object {
        self.as_object()
    }
}

/// Where the payload's field at `offset` is in an [`Instance`], for a member definition.
pub const fn field_offset<T>(offset: usize) -> usize {
    std::mem::offset_of!(Instance<T>, payload) + offset
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
    }
    if let Some(offset) = T::WEAKLIST {
        raw.tp_weaklistoffset = (payload + offset) as isize;
    }
}

/// `tp_dealloc` of payload types that the collector does not care for and that nothing refers to weakly.
///
/// # Safety
/// A slot: `this` is a dead instance.
pub unsafe extern "C" fn dealloc_plain<T: Payload>(this: *mut PyObject) {
    // SAFETY: a dead instance whose payload is complete.
    unsafe {
        std::ptr::drop_in_place(&raw mut (*this.cast::<Instance<T>>()).payload);
        alloc::free_object(this);
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
        if ty.is_gc() {
            gc::untrack(this);
        }
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
/// An address as a number.
impl<T> MemberField for std::cell::Cell<*mut T> {
    const KIND: c_int = pyston_abi::flags::T_ULONG;
}
impl MemberField for Py {
    const KIND: c_int = pyston_abi::flags::T_OBJECT;
}
impl MemberField for std::cell::Cell<bool> {
    const KIND: c_int = pyston_abi::flags::T_BOOL;
}
impl MemberField for std::cell::Cell<i32> {
    const KIND: c_int = pyston_abi::flags::T_INT;
}
impl MemberField for i32 {
    const KIND: c_int = pyston_abi::flags::T_INT;
}
impl MemberField for std::cell::Cell<u32> {
    const KIND: c_int = pyston_abi::flags::T_UINT;
}
impl MemberField for std::cell::Cell<u64> {
    const KIND: c_int = pyston_abi::flags::T_ULONG;
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
/// `[unset]`: an empty field is no attribute, where without it the attribute is None then.
#[macro_export]
macro_rules! payload_members {
    ($ty:path, $payload:ty { $($name:literal = $first:ident $(. $field:ident)* $([$mark:ident])?),* $(,)? }) => {{
        static MEMBERS: $crate::glue::Table<&[$crate::abi::PyMemberDef]> = $crate::glue::Table(&[
            $($crate::abi::PyMemberDef {
                name: concat!($name, "\0").as_ptr().cast(),
                r#type: $crate::payload_members!(
                    @kind [$($mark)?] $crate::payload::member_kind(|payload: &$payload| &payload.$first $(.$field)*)
                ),
                offset: $crate::payload::member_offset::<$payload>(std::mem::offset_of!($payload, $first $(.$field)*)) as isize,
                flags: 0 $(+ $crate::payload_members!(@$mark))?,
                doc: std::ptr::null(),
            },)*
            $crate::members::END,
        ]);
        $ty.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
    }};
    (@readonly) => { $crate::abi::flags::READONLY };
    (@unset) => { 0 };
    (@kind [unset] $kind:expr) => { $crate::abi::flags::T_OBJECT_EX };
    (@kind [$($readonly:ident)?] $kind:expr) => { $kind };
}

/// A base type whose C struct can be followed by a Rust struct ([`Extended`]).
///
/// # Safety
/// `allocate` gives a fresh instance of `ty` with all fields of the base valid and nothing done to the
/// memory behind them.
pub unsafe trait Base: Layout {
    fn allocate(ty: &Type) -> PyResult<Py<Self>>;
}

// SAFETY: `dict.__new__` fills the dict's struct alone.
unsafe impl Base for crate::dict::Dict {
    fn allocate(ty: &Type) -> PyResult<Py<Self>> {
        crate::dict::Dict::new_as(ty)
    }
}

// SAFETY: a zeroed list struct is an empty list.
unsafe impl Base for crate::list::List {
    fn allocate(ty: &Type) -> PyResult<Py<Self>> {
        // SAFETY: a subtype's instance starts with the list's struct, still zero.
        Ok(unsafe { alloc::alloc(ty, 0)?.cast_into_unchecked() })
    }
}

// SAFETY: `Instance::new_as` fills the instance's struct alone.
unsafe impl<T: Payload + Default> Base for Instance<T> {
    fn allocate(ty: &Type) -> PyResult<Py<Self>> {
        Instance::new_as(ty, T::default())
    }
}

/// An object with the C struct of a base type and a Rust struct behind it: a subtype with state.
///
/// **Invariant**: as [`Instance`]; the slots of the base find their struct in its place. All zero is a
/// valid payload too: the base's constructor leaves it so ([`Payload`] types used here say so).
#[repr(C)]
pub struct Extended<B, T> {
    base: B,
    payload: T,
}

// SAFETY: the base's struct, which starts with the header, comes first; the static type has this layout.
unsafe impl<B: Base, T: Payload> Layout for Extended<B, T> {
    fn static_type() -> &'static Type {
        T::static_type()
    }
}

impl<B, T> Deref for Extended<B, T> {
    type Target = T;
    #[inline]
    fn deref(&self) -> &T {
        &self.payload
    }
}

impl<B: Base, T: Payload> Extended<B, T> {
    /// An instance of `ty`, the static type or a subtype.
    pub fn new_as(ty: &Type, payload: T) -> PyResult<Py<Self>> {
        debug_assert!(ty.is_subtype(T::static_type()));
        let object = B::allocate(ty)?.into_object();
        // SAFETY: fresh memory of this layout, not seen by anyone yet.
        unsafe {
            let instance: *mut Self = object.as_ptr().cast();
            (&raw mut (*instance).payload).write(payload);
            Ok(object.cast_into_unchecked())
        }
    }

    /// The object as its base type sees it.
    #[inline]
    pub fn base(&self) -> &B {
        &self.base
    }

    /// The object itself, for functions over any object.
    pub fn object(&self) -> &Object {
        self.as_object()
    }

    /// Where the payload's field at `offset` is, for a member definition.
    pub const fn field_offset(offset: usize) -> usize {
        std::mem::offset_of!(Self, payload) + offset
    }
}

/// As [`install`], for a type that extends `B`: also sets `tp_base`. The base must be filled before.
pub fn install_extended<B: Base, T: Payload>(raw: &mut PyTypeObject) {
    raw.tp_base = B::static_type().as_type_ptr();
    raw.tp_dealloc = Some(dealloc_extended::<B, T>);
    raw.tp_traverse = Some(traverse_extended::<B, T>);
    raw.tp_clear = Some(clear_extended::<B, T>);
    if let Some(offset) = T::DICT {
        raw.tp_dictoffset = Extended::<B, T>::field_offset(offset) as isize;
    }
    if let Some(offset) = T::WEAKLIST {
        raw.tp_weaklistoffset = Extended::<B, T>::field_offset(offset) as isize;
    }
}

unsafe extern "C" fn dealloc_extended<B: Base, T: Payload>(this: *mut PyObject) {
    // SAFETY: a dead instance whose payload is complete; the base's destructor does the rest.
    unsafe {
        gc::untrack(this);
        if T::WEAKLIST.is_some() {
            weakref::clear_all(this);
        }
        std::ptr::drop_in_place(&raw mut (*this.cast::<Extended<B, T>>()).payload);
        if let Some(base_dealloc) = B::static_type().tp().tp_dealloc {
            base_dealloc(this);
        }
    }
}

unsafe extern "C" fn traverse_extended<B: Base, T: Payload>(
    this: *mut PyObject,
    visit: visitproc,
    arg: *mut c_void,
) -> c_int {
    // SAFETY: a live instance; visiting runs no Python code.
    unsafe {
        let mut visitor = Visitor::new(visit, arg);
        (*this.cast::<Extended<B, T>>()).payload.trace(&mut visitor);
        match (visitor.finish(), B::static_type().tp().tp_traverse) {
            (0, Some(base_traverse)) => base_traverse(this, visit, arg),
            (result, _) => result,
        }
    }
}

unsafe extern "C" fn clear_extended<B: Base, T: Payload>(this: *mut PyObject) -> c_int {
    // SAFETY: a live instance, kept by the collector.
    unsafe {
        (*this.cast::<Extended<B, T>>()).payload.clear();
        B::static_type().tp().tp_clear.map_or(0, |base_clear| base_clear(this))
    }
}

/// `base.__repr__(object)` by the slot: what a subtype's representation builds on.
pub fn base_repr(base: &Type, object: &Object) -> PyResult<Py<crate::str::Str>> {
    assert!(object.is_instance_of(base));
    let Some(tp_repr) = base.tp().tp_repr else { return crate::protocol::repr(object) };
    // SAFETY: a slot called with an instance of its type.
    let text = unsafe { Py::<Object>::from_result(tp_repr(object.as_ptr()))? };
    text.downcast_into().map_err(|_| crate::raise!(TypeError, "__repr__ returned non-string"))
}

/// `base.__init__(object, *args, **kwargs)` by the slot.
pub fn base_init(
    base: &Type,
    object: &Object,
    args: &crate::tuple::Tuple,
    kwargs: Option<&crate::dict::Dict>,
) -> PyResult<()> {
    assert!(object.is_instance_of(base));
    let Some(tp_init) = base.tp().tp_init else { return Ok(()) };
    let kwargs = kwargs.map_or(std::ptr::null_mut(), |kwargs| kwargs.as_ptr());
    // SAFETY: a slot called with an instance of its type, a tuple, and a dict or null.
    crate::glue::status(unsafe { tp_init(object.as_ptr(), args.as_ptr(), kwargs) })
}

/// What `base` says of `object OP other`: maybe `NotImplemented`.
pub fn base_compare(base: &Type, object: &Object, other: &Object, op: crate::protocol::CompareOp) -> PyResult {
    assert!(object.is_instance_of(base));
    match base.tp().tp_richcompare {
        // SAFETY: a slot called with an instance of its type.
        Some(compare) => unsafe { Py::from_result(compare(object.as_ptr(), other.as_ptr(), op as c_int)) },
        None => Ok(crate::singletons::py_not_implemented()),
    }
}
