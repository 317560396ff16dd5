//! Built-in functions and bound built-in methods (`PyCFunctionObject`): making and calling.

use std::ffi::{CStr, c_int};

use pyston_abi::flags::*;
use pyston_abi::{
    PyCFunctionFast, PyCFunctionFastWithKeywords, PyCFunctionObject, PyCFunctionWithKeywords, PyMethodDef, PyObject,
};

use crate::dict::Dict;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::{alloc, call, glue, object_layout, owned_fields, raise, tstate};

object_layout! {
    /// A built-in function, bound to its module or object.
    CFunction = PyCFunctionObject, crate::statics::PyCFunction_Type
}

impl CFunction {
    /// A function from a method definition, which must live forever.
    pub fn new(def: &'static PyMethodDef, this: Option<&Object>, module: Option<&Object>) -> PyResult<Py<CFunction>> {
        // SAFETY: all fields are set.
        unsafe { CFunction::from_raw(std::ptr::from_ref(def).cast_mut(), this, module) }
    }

    /// # Safety
    /// `def` must outlive the function.
    pub unsafe fn from_raw(
        def: *mut PyMethodDef,
        this: Option<&Object>,
        module: Option<&Object>,
    ) -> PyResult<Py<CFunction>> {
        let owned = |object: Option<&Object>| object.map_or(std::ptr::null_mut(), |object| object.new_ref().into_ptr());
        // SAFETY: all fields are set; the caller keeps `def` alive.
        unsafe {
            alloc::new_object(&crate::statics::PyCFunction_Type, |function: &CFunction| {
                let raw = &mut *function.raw();
                raw.m_ml = def;
                raw.m_self = owned(this);
                raw.m_module = owned(module);
                raw.vectorcall = Some(vectorcall);
            })
        }
    }

    pub fn def(&self) -> &PyMethodDef {
        // SAFETY: the definition outlives the function.
        unsafe { &*(*self.raw()).m_ml }
    }

    /// `__name__`.
    pub fn name(&self) -> &str {
        def_name(self.def())
    }

    /// `__self__`, hidden for static methods.
    pub fn this(&self) -> Option<&Object> {
        // SAFETY: a field of this live object.
        unsafe { Object::from_nullable((*self.raw()).m_self) }
    }

    pub fn module(&self) -> Option<&Object> {
        // SAFETY: a field of this live object.
        unsafe { Object::from_nullable((*self.raw()).m_module) }
    }
}

/// The name in a method definition.
pub fn def_name(def: &PyMethodDef) -> &str {
    // SAFETY: a C string that lives as long as the definition.
    unsafe { CStr::from_ptr(def.ml_name) }.to_str().unwrap_or("?")
}

/// The documentation in a method definition: signature line and text.
pub fn def_doc(def: &PyMethodDef) -> Option<&str> {
    // SAFETY: null or a C string that lives as long as the definition.
    unsafe { (!def.ml_doc.is_null()).then(|| CStr::from_ptr(def.ml_doc)) }.and_then(|doc| doc.to_str().ok())
}

/// `name(sig)\n--\n\ntext` as signature and text (CPython's argument clinic form).
pub fn split_doc<'a>(name: &str, doc: &'a str) -> (Option<&'a str>, &'a str) {
    let name = name.rsplit('.').next().unwrap_or(name);
    if let Some(rest) = doc.strip_prefix(name)
        && rest.starts_with('(')
        && let Some(end) = rest.find(")\n--\n\n")
    {
        return (Some(&rest[..=end]), &rest[end + ")\n--\n\n".len()..]);
    }
    (None, doc)
}

/// # Safety
/// PEP 590: `callable` is a built-in function.
unsafe extern "C" fn vectorcall(
    callable: *mut PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the caller's promise.
    unsafe {
        let function: &CFunction = Object::from_ptr(callable).cast_unchecked();
        let n_args = nargsf & !PY_VECTORCALL_ARGUMENTS_OFFSET;
        let this = (*function.raw()).m_self;
        let names = Object::from_nullable(kwnames).map(|names| names.cast_unchecked::<Tuple>());
        glue::ret(call_def(function.def(), this, args, n_args, names))
    }
}

/// As [`call_def`] with positional arguments only.
///
/// # Safety
/// As [`call_def`].
#[inline]
pub unsafe fn call_def_plain(def: &PyMethodDef, this: *mut PyObject, args: &[&Object]) -> PyResult {
    let n_args = args.len();
    let args: *const *mut PyObject = args.as_ptr().cast();
    // SAFETY: the caller's promise; the flags say what the function is.
    unsafe {
        let Some(function) = def.ml_meth else { return call_def(def, this, args, n_args, None) };
        let flags = def.ml_flags & !(METH_CLASS | METH_STATIC | METH_COEXIST);
        let result = match (flags, n_args) {
            (METH_NOARGS, 0) | (METH_O, 1) => {
                let _level = tstate::enter_recursive(" while calling a Python object")?;
                function(this, if n_args == 0 { std::ptr::null_mut() } else { *args })
            }
            (METH_FASTCALL, _) => {
                let _level = tstate::enter_recursive(" while calling a Python object")?;
                let function: PyCFunctionFast = std::mem::transmute(function);
                function(this, args, n_args as isize)
            }
            _ => return call_def(def, this, args, n_args, None),
        };
        call::check_result(None, result)
    }
}

/// Calls the function of a definition by its calling convention.
///
/// # Safety
/// The definition's function is as its flags say; `this` is what it expects; `args` as in PEP 590.
pub unsafe fn call_def(
    def: &PyMethodDef,
    this: *mut PyObject,
    args: *const *mut PyObject,
    n_args: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    let kwnames = kwnames.filter(|names| !names.is_empty());
    let Some(function) = def.ml_meth else { return Err(crate::errors::bad_internal_call()) };
    let flags = def.ml_flags & !(METH_CLASS | METH_STATIC | METH_COEXIST);
    if kwnames.is_some() && flags & METH_KEYWORDS == 0 {
        return Err(raise!(TypeError, "{:.200}() takes no keyword arguments", def_name(def)));
    }
    let _level = tstate::enter_recursive(" while calling a Python object")?;
    let names_ptr = kwnames.map_or(std::ptr::null_mut(), |names| names.as_ptr());
    const FAST_KEYWORDS: c_int = METH_FASTCALL | METH_KEYWORDS;
    const VARARGS_KEYWORDS: c_int = METH_VARARGS | METH_KEYWORDS;
    // SAFETY: the flags say what the function is.
    unsafe {
        let result = match flags {
            METH_NOARGS => {
                if n_args != 0 {
                    return Err(raise!(TypeError, "{:.200}() takes no arguments ({n_args} given)", def_name(def)));
                }
                function(this, std::ptr::null_mut())
            }
            METH_O => {
                if n_args != 1 {
                    return Err(raise!(
                        TypeError,
                        "{:.200}() takes exactly one argument ({n_args} given)",
                        def_name(def)
                    ));
                }
                function(this, *args)
            }
            METH_FASTCALL => {
                let function: PyCFunctionFast = std::mem::transmute(function);
                function(this, args, n_args as isize)
            }
            FAST_KEYWORDS => {
                let function: PyCFunctionFastWithKeywords = std::mem::transmute(function);
                function(this, args, n_args as isize, names_ptr)
            }
            METH_VARARGS | VARARGS_KEYWORDS => {
                let total = n_args + kwnames.map_or(0, Tuple::len);
                let all: &[&Object] = if total == 0 { &[] } else { std::slice::from_raw_parts(args.cast(), total) };
                let tuple = Tuple::from_slice(&all[..n_args])?;
                let kwargs: Option<Py<Dict>> = match kwnames {
                    Some(names) => Some(call::keywords_dict(names, &all[n_args..])?),
                    None => None,
                };
                if flags & METH_KEYWORDS != 0 {
                    let function: PyCFunctionWithKeywords = std::mem::transmute(function);
                    function(
                        this,
                        tuple.as_ptr(),
                        kwargs.as_ref().map_or(std::ptr::null_mut(), |kwargs| kwargs.as_ptr()),
                    )
                } else {
                    function(this, tuple.as_ptr())
                }
            }
            _ => {
                return Err(raise!(
                    SystemError,
                    "Bad call flags in PyCFunction_Call. METH_OLDARGS is no longer supported!"
                ));
            }
        };
        call::check_result(None, result)
    }
}

/// `str` of a definition's name.
pub fn def_name_object(def: &PyMethodDef) -> PyResult<Py<Str>> {
    Ok(Str::intern(def_name(def)))
}

owned_fields!(CFunction, 2, essential 0, [m_self, m_module]);

impl CFunction {
    /// The address of the C function, by which functions are equal.
    pub fn address(&self) -> usize {
        self.def().ml_meth.map_or(0, |function| function as usize)
    }

    /// `__self__` as Python sees it: static methods have none.
    pub fn visible_self(&self) -> Option<&Object> {
        self.this().filter(|_| self.def().ml_flags & METH_STATIC == 0)
    }
}
