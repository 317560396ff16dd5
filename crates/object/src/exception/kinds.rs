//! Exceptions with fields of their own: layouts, accessors, and the slots that own the fields.
//!
//! **Invariant**: `FIELDS` of a layout are all its object fields, the common ones included, each an
//! owned reference or null; `MEMBERS` shows the own ones to Python.

use std::ffi::c_int;
use std::mem::offset_of;

use pyston_abi::exceptions::*;
use pyston_abi::flags::{T_BOOL, T_OBJECT, T_PYSSIZET};
use pyston_abi::{PyMemberDef, PyObject, PyTypeObject, visitproc};

use super::{Exception, get_field, set_field};
use crate::glue::Table;
use crate::ptr::{Layout, Object, Py};
use crate::trace::Visitor;
use crate::{alloc, gc, object_layout};

/// A layout of exception instances.
///
/// # Safety
/// `FIELDS` must be offsets of object fields of the layout, `MEMBERS` describe fields of it.
pub unsafe trait ExceptionLayout: Layout {
    const FIELDS: &'static [usize];
    /// Ends with a null name.
    const MEMBERS: &'static Table<&'static [PyMemberDef]>;
}

const fn member(name: &'static std::ffi::CStr, kind: c_int, offset: usize) -> PyMemberDef {
    PyMemberDef { name: name.as_ptr(), r#type: kind, offset: offset as isize, flags: 0, doc: std::ptr::null() }
}

const END: PyMemberDef = PyMemberDef { name: std::ptr::null(), r#type: 0, offset: 0, flags: 0, doc: std::ptr::null() };

macro_rules! kinds {
    ($($name:ident = $abi:ident, [$($field:ident $shown:literal $get:ident $set:ident),*],
        [$($plain:ident $plain_shown:literal $plain_kind:ident),*];)*) => {
        $(
            impl $name {
                $(
                    pub fn $get(&self) -> Option<Py> {
                        // SAFETY: a field of this live object.
                        unsafe { get_field(&raw const (*self.raw()).$field) }
                    }
                    pub fn $set(&self, value: Option<Py>) {
                        // SAFETY: a field of this live object.
                        unsafe { set_field(&raw mut (*self.raw()).$field, value) }
                    }
                )*
            }

            // SAFETY: the offsets are those of the fields.
            unsafe impl ExceptionLayout for $name {
                const FIELDS: &'static [usize] = &[
                    offset_of!($abi, dict),
                    offset_of!($abi, args),
                    offset_of!($abi, traceback),
                    offset_of!($abi, context),
                    offset_of!($abi, cause),
                    $(offset_of!($abi, $field)),*
                ];
                const MEMBERS: &'static Table<&'static [PyMemberDef]> = {
                    static MEMBERS: Table<&[PyMemberDef]> = Table(&[
                        $(member($shown, T_OBJECT, offset_of!($abi, $field)),)*
                        $(member($plain_shown, $plain_kind, offset_of!($abi, $plain)),)*
                        END,
                    ]);
                    &MEMBERS
                };
            }
        )*
    };
}

object_layout! {
    /// `StopIteration`.
    StopIteration = PyStopIterationObject, crate::exc::StopIteration
}
object_layout! {
    /// `SystemExit`.
    SystemExit = PySystemExitObject, crate::exc::SystemExit
}
object_layout! {
    /// `ImportError`.
    ImportError = PyImportErrorObject, crate::exc::ImportError
}
object_layout! {
    /// `OSError`.
    OsError = PyOSErrorObject, crate::exc::OSError
}
object_layout! {
    /// `SyntaxError`.
    SyntaxError = PySyntaxErrorObject, crate::exc::SyntaxError
}
object_layout! {
    /// `UnicodeEncodeError`; the layout of the decoding and translating ones too, which are no
    /// subtypes of it: see [`UnicodeError::of`].
    UnicodeError = PyUnicodeErrorObject, crate::exc::UnicodeEncodeError
}

kinds! {
    Exception = PyBaseExceptionObject, [], [suppress_context c"__suppress_context__" T_BOOL];
    StopIteration = PyStopIterationObject, [value c"value" value set_value], [];
    SystemExit = PySystemExitObject, [code c"code" code set_code], [];
    ImportError = PyImportErrorObject,
        [msg c"msg" msg set_msg, name c"name" name set_name, path c"path" path set_path], [];
    OsError = PyOSErrorObject, [
        myerrno c"errno" errno set_errno,
        strerror c"strerror" strerror set_strerror,
        filename c"filename" filename set_filename,
        filename2 c"filename2" filename2 set_filename2
    ], [];
    SyntaxError = PySyntaxErrorObject, [
        msg c"msg" msg set_msg,
        filename c"filename" filename set_filename,
        lineno c"lineno" lineno set_lineno,
        offset c"offset" offset set_offset,
        text c"text" text set_text,
        print_file_and_line c"print_file_and_line" print_file_and_line set_print_file_and_line
    ], [];
    UnicodeError = PyUnicodeErrorObject, [
        encoding c"encoding" encoding set_encoding,
        object c"object" subject set_subject,
        reason c"reason" reason set_reason
    ], [start c"start" T_PYSSIZET, end c"end" T_PYSSIZET];
}

impl OsError {
    /// `characters_written`; -1 if never set.
    pub fn written(&self) -> isize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).written }
    }
    pub fn set_written(&self, written: isize) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).written = written }
    }
}

impl UnicodeError {
    /// The fields of an encoding, decoding or translating error.
    pub fn of(object: &Object) -> Option<&UnicodeError> {
        use crate::exc::{UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError};
        let kinds = [&UnicodeEncodeError, &UnicodeDecodeError, &UnicodeTranslateError];
        // SAFETY: all three types have this layout.
        kinds.iter().any(|kind| object.is_instance_of(kind)).then(|| unsafe { object.cast_unchecked() })
    }
    pub fn start(&self) -> isize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).start }
    }
    pub fn set_start(&self, start: isize) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).start = start }
    }
    pub fn end(&self) -> isize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).end }
    }
    pub fn set_end(&self, end: isize) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).end = end }
    }
}

/// Sets the slots that own the fields of an exception type with layout `T`, and its members.
pub fn install<T: ExceptionLayout>(raw: &mut PyTypeObject) {
    raw.tp_dealloc = Some(dealloc::<T>);
    raw.tp_traverse = Some(traverse::<T>);
    raw.tp_clear = Some(clear::<T>);
    raw.tp_dictoffset = offset_of!(PyBaseExceptionObject, dict) as isize;
    raw.tp_members = T::MEMBERS.0.as_ptr().cast_mut();
}

unsafe extern "C" fn dealloc<T: ExceptionLayout>(this: *mut PyObject) {
    // SAFETY: a dead instance of the layout.
    unsafe {
        gc::untrack(this);
        clear::<T>(this);
        alloc::free_object(this);
    }
}

unsafe extern "C" fn traverse<T: ExceptionLayout>(
    this: *mut PyObject,
    visit: visitproc,
    arg: *mut std::ffi::c_void,
) -> c_int {
    // SAFETY: a live instance of the layout; visiting runs no Python code.
    unsafe {
        let mut visitor = Visitor::new(visit, arg);
        for &offset in T::FIELDS {
            visitor.pointer(*this.cast::<u8>().add(offset).cast::<*mut PyObject>());
        }
        visitor.finish()
    }
}

unsafe extern "C" fn clear<T: ExceptionLayout>(this: *mut PyObject) -> c_int {
    for &offset in T::FIELDS {
        // SAFETY: the fields of an instance of the layout.
        unsafe { set_field(this.cast::<u8>().add(offset).cast(), None) }
    }
    0
}
