//! Type objects: the wrapper of `PyTypeObject`, its names, flags and subtype test.
//!
//! **Invariant**: built-in types are statics with CPython's symbol names and immortal counts; the
//! crates above fill their slots once, before [`crate::ready::ready`].

use std::borrow::Cow;
use std::ffi::{CStr, c_ulong};

use pyston_abi::flags::*;
use pyston_abi::{PyHeapTypeObject, PyObject, PyTypeObject, PyVarObject};

use crate::ptr::Layout;
use crate::tuple::Tuple;
use crate::{Object, object_layout};

object_layout! {
    /// A type object.
    Type = PyTypeObject, crate::statics::PyType_Type, flag Py_TPFLAGS_TYPE_SUBCLASS
}

// SAFETY: types are touched only under the GIL.
unsafe impl Sync for Type {}

/// The count of objects that never die. Far from both ends, so that unbalanced C code cannot move it
/// to zero.
pub const IMMORTAL: isize = 1 << 60;

impl Type {
    /// A static type before its slots are filled.
    pub const fn declare(name: &'static CStr, basicsize: usize, itemsize: usize, flags: c_ulong) -> Type {
        // SAFETY: all fields of a type object may be zero.
        let mut raw: PyTypeObject = unsafe { std::mem::zeroed() };
        raw.ob_base = PyVarObject {
            ob_base: PyObject { ob_refcnt: IMMORTAL, ob_type: (&raw const crate::statics::PyType_Type) as *mut _ },
            ob_size: 0,
        };
        raw.tp_name = name.as_ptr();
        raw.tp_basicsize = basicsize as isize;
        raw.tp_itemsize = itemsize as isize;
        raw.tp_flags = Py_TPFLAGS_DEFAULT | flags;
        Type(std::cell::UnsafeCell::new(raw))
    }

    /// The slots, to read. Momentary: assignments to the type change them.
    #[inline]
    pub fn tp(&self) -> &PyTypeObject {
        // SAFETY: readers copy single fields out under the GIL.
        unsafe { &*self.raw() }
    }

    /// Fills a static type before it is ready.
    pub fn fill(&self, fill: impl FnOnce(&mut PyTypeObject)) {
        debug_assert!(!self.has_flag(Py_TPFLAGS_READY), "{} is ready", self.name());
        // SAFETY: start-up, one thread, nobody else looks at the type yet.
        fill(unsafe { &mut *self.raw() });
    }

    #[inline]
    pub fn has_flag(&self, flag: c_ulong) -> bool {
        self.tp().tp_flags & flag != 0
    }

    pub fn is_heap_type(&self) -> bool {
        self.has_flag(Py_TPFLAGS_HEAPTYPE)
    }

    pub fn is_gc(&self) -> bool {
        self.has_flag(Py_TPFLAGS_HAVE_GC)
    }

    /// The heap type's extra fields.
    pub fn heap(&self) -> Option<*mut PyHeapTypeObject> {
        self.is_heap_type().then(|| self.raw().cast())
    }

    /// `tp_name` as it is: `module.name` for static types, the bare name for heap types.
    pub fn tp_name(&self) -> Cow<'_, str> {
        // SAFETY: `tp_name` is a C string that lives as long as the type.
        unsafe { CStr::from_ptr(self.tp().tp_name) }.to_string_lossy()
    }

    /// `__name__` without a module.
    pub fn name(&self) -> Cow<'_, str> {
        match self.tp_name() {
            Cow::Borrowed(name) if !self.is_heap_type() => name.rsplit('.').next().unwrap_or(name).into(),
            name => name,
        }
    }

    pub fn base(&self) -> Option<&Type> {
        // SAFETY: `tp_base` is null or a live type kept by this one.
        unsafe { self.tp().tp_base.cast::<Type>().as_ref() }
    }

    /// `__mro__`, once the type is ready.
    pub fn mro(&self) -> Option<&Tuple> {
        // SAFETY: `tp_mro` is null or a tuple kept by the type.
        unsafe { self.tp().tp_mro.cast::<Tuple>().as_ref() }
    }

    /// `issubclass` without hooks.
    pub fn is_subtype(&self, other: &Type) -> bool {
        match self.mro() {
            Some(mro) => mro.as_slice().iter().any(|ty| ty.is(other)),
            None => std::iter::successors(Some(self), |ty| ty.base())
                .any(|ty| std::ptr::eq(ty, other) || std::ptr::eq(other, &crate::statics::PyBaseObject_Type)),
        }
    }

    pub fn as_type_ptr(&self) -> *mut PyTypeObject {
        self.raw()
    }

    /// A type object from an object known to be one.
    pub fn from_object(object: &Object) -> Option<&Type> {
        object.downcast()
    }
}

impl PartialEq for &Type {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(*self, *other)
    }
}

/// `T`'s static type.
pub fn type_of<T: Layout>() -> &'static Type {
    T::static_type()
}
