//! Descriptors that show native code to Python: methods, attributes, members, slot wrappers.

use std::ffi::{CStr, c_char, c_int};

use pyston_abi::flags::*;
use pyston_abi::{
    PyDescrObject, PyGetSetDef, PyGetSetDescrObject, PyMemberDef, PyMemberDescrObject, PyMethodDef,
    PyMethodDescrObject, PyObject, PyWrapperDescrObject, wrapperbase,
};

use crate::cfunction::CFunction;
use crate::convert::IntoPy;
use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::slots::{SLOTS, SlotDef, SlotPtr};
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{alloc, cfunction, exception, glue, object_layout, protocol, raise};

object_layout! {
    /// Any descriptor: owner type, name, qualified name.
    Descr = PyDescrObject, crate::statics::PyMethodDescr_Type
}
object_layout! {
    /// A built-in method, unbound.
    MethodDescr = PyMethodDescrObject, crate::statics::PyMethodDescr_Type
}
object_layout! {
    /// A built-in class method, unbound.
    ClassMethodDescr = PyMethodDescrObject, crate::statics::PyClassMethodDescr_Type
}
object_layout! {
    /// A computed attribute.
    GetSetDescr = PyGetSetDescrObject, crate::statics::PyGetSetDescr_Type
}
object_layout! {
    /// A field of the C struct.
    MemberDescr = PyMemberDescrObject, crate::statics::PyMemberDescr_Type
}
object_layout! {
    /// A slot shown as a method.
    WrapperDescr = PyWrapperDescrObject, crate::statics::PyWrapperDescr_Type
}

/// Sets the fields that all descriptors share.
///
/// # Safety
/// `descr` is a fresh descriptor.
unsafe fn init_common(descr: *mut PyDescrObject, owner: &Type, name: &str) {
    // SAFETY: the caller's promise.
    unsafe {
        (*descr).d_type = owner.new_ref().into_ptr().cast();
        (*descr).d_name = Str::intern(name).into_ptr();
        (*descr).d_qualname = std::ptr::null_mut();
    }
}

impl MethodDescr {
    /// A method (or class method, by the flags) of `owner`; `def` must live forever.
    ///
    /// # Safety
    /// `def` must outlive the descriptor and describe its function truly.
    pub unsafe fn create(owner: &Type, def: *mut PyMethodDef) -> PyResult {
        // SAFETY: all fields are set.
        unsafe {
            let is_class = (*def).ml_flags & METH_CLASS != 0;
            let ty =
                if is_class { &crate::statics::PyClassMethodDescr_Type } else { &crate::statics::PyMethodDescr_Type };
            let descr: Py<MethodDescr> = alloc::new_object(ty, |descr: &MethodDescr| {
                init_common(descr.raw().cast(), owner, cfunction::def_name(&*def));
                (*descr.raw()).d_method = def;
                (*descr.raw()).vectorcall = Some(method_vectorcall);
            })?;
            Ok(descr.into_object())
        }
    }

    pub fn def(&self) -> &PyMethodDef {
        // SAFETY: the definition outlives the descriptor.
        unsafe { &*(*self.raw()).d_method }
    }

    pub fn owner(&self) -> &Type {
        // SAFETY: the owner is kept by the descriptor.
        unsafe { crate::ptr::type_from_ptr((*self.raw()).d_common.d_type) }
    }
}

impl ClassMethodDescr {
    pub fn def(&self) -> &PyMethodDef {
        // SAFETY: the definition outlives the descriptor.
        unsafe { &*(*self.raw()).d_method }
    }
}

/// # Safety
/// PEP 590: `callable` is a method descriptor.
unsafe extern "C" fn method_vectorcall(
    callable: *mut PyObject,
    args: *const *mut PyObject,
    nargsf: usize,
    kwnames: *mut PyObject,
) -> *mut PyObject {
    // SAFETY: the caller's promise.
    unsafe {
        let descr: &MethodDescr = Object::from_ptr(callable).cast_unchecked();
        let n_args = nargsf & !PY_VECTORCALL_ARGUMENTS_OFFSET;
        let names = Object::from_nullable(kwnames).map(|names| names.cast_unchecked::<Tuple>());
        glue::ret(call_method_descr(descr, args, n_args, names))
    }
}

/// # Safety
/// As PEP 590.
unsafe fn call_method_descr(
    descr: &MethodDescr,
    args: *const *mut PyObject,
    n_args: usize,
    kwnames: Option<&Tuple>,
) -> PyResult {
    if n_args < 1 {
        return Err(needs_argument(descr));
    }
    // SAFETY: there is a first argument; it has the owner's layout once checked.
    unsafe {
        let this = Object::from_ptr(*args);
        if !this.is_instance_of(descr.owner()) {
            return Err(does_not_apply(descr, this));
        }
        cfunction::call_def(descr.def(), this.as_ptr(), args.add(1), n_args - 1, kwnames)
    }
}

#[cold]
fn needs_argument(descr: &MethodDescr) -> crate::ptr::Raised {
    let (name, owner) = (cfunction::def_name(descr.def()), descr.owner());
    raise!(TypeError, "descriptor '{name}' of '{:.100}' object needs an argument", owner.tp_name())
}

#[cold]
fn does_not_apply(descr: &MethodDescr, this: &Object) -> crate::ptr::Raised {
    let (name, owner) = (cfunction::def_name(descr.def()), descr.owner());
    raise!(
        TypeError,
        "descriptor '{name}' for '{:.100}' objects doesn't apply to a '{:.100}' object",
        owner.tp_name(),
        this.type_name()
    )
}

/// Calls a built-in function or method descriptor, the commonest callables that are not Python's, without
/// looking up how; anything else as [`call::call`] does.
#[inline]
pub fn call_native(callable: &Object, args: &[&Object]) -> PyResult {
    let ty = callable.ty();
    // SAFETY: the types prove the layouts; arguments are as PEP 590 says.
    unsafe {
        if std::ptr::eq(ty, &crate::statics::PyMethodDescr_Type) {
            let descr: &MethodDescr = callable.cast_unchecked();
            if let Some((this, rest)) = args.split_first()
                && (std::ptr::eq(this.ty(), descr.owner()) || this.is_instance_of(descr.owner()))
            {
                return cfunction::call_def_plain(descr.def(), this.as_ptr(), rest);
            }
        } else if std::ptr::eq(ty, &crate::statics::PyCFunction_Type) {
            let function: &CFunction = callable.cast_unchecked();
            return cfunction::call_def_plain(function.def(), (*function.raw()).m_self, args);
        }
    }
    crate::call::call(callable, args)
}

impl GetSetDescr {
    /// # Safety
    /// `def` must outlive the descriptor and describe its functions truly.
    pub unsafe fn create(owner: &Type, def: *mut PyGetSetDef) -> PyResult {
        // SAFETY: all fields are set.
        unsafe {
            let name = CStr::from_ptr((*def).name).to_str().unwrap_or("?");
            let descr: Py<GetSetDescr> =
                alloc::new_object(&crate::statics::PyGetSetDescr_Type, |descr: &GetSetDescr| {
                    init_common(descr.raw().cast(), owner, name);
                    (*descr.raw()).d_getset = def;
                })?;
            Ok(descr.into_object())
        }
    }
    pub fn def(&self) -> &PyGetSetDef {
        // SAFETY: the definition outlives the descriptor.
        unsafe { &*(*self.raw()).d_getset }
    }
}

impl MemberDescr {
    /// # Safety
    /// `def` must outlive the descriptor and describe a field of the owner's layout.
    pub unsafe fn create(owner: &Type, def: *mut PyMemberDef) -> PyResult {
        // SAFETY: all fields are set.
        unsafe {
            let name = CStr::from_ptr((*def).name).to_str().unwrap_or("?");
            let descr: Py<MemberDescr> =
                alloc::new_object(&crate::statics::PyMemberDescr_Type, |descr: &MemberDescr| {
                    init_common(descr.raw().cast(), owner, name);
                    (*descr.raw()).d_member = def;
                })?;
            Ok(descr.into_object())
        }
    }
    pub fn def(&self) -> &PyMemberDef {
        // SAFETY: the definition outlives the descriptor.
        unsafe { &*(*self.raw()).d_member }
    }
}

static WRAPPER_BASES: GilCell<Vec<wrapperbase>> = GilCell::new(Vec::new());

/// The C view of the slot table's rows, made once.
fn wrapper_bases() -> *mut wrapperbase {
    // SAFETY: filled once, then never resized; strings live forever.
    unsafe {
        let bases = WRAPPER_BASES.get_mut();
        if bases.is_empty() {
            let leak =
                |text: &str| Box::leak(std::ffi::CString::new(text).expect("no NUL").into_boxed_c_str()).as_ptr();
            bases.extend(SLOTS.iter().map(|slot| wrapperbase {
                name: leak(slot.name),
                offset: slot.offset as c_int,
                function: slot.function,
                wrapper: None,
                doc: leak(slot.doc),
                flags: if matches!(slot.wrapper, crate::slots::Wrapper::Call | crate::slots::Wrapper::Init) {
                    1
                } else {
                    0
                },
                name_strobj: Str::intern(slot.name).into_ptr(),
            }));
        }
        bases.as_mut_ptr()
    }
}

impl WrapperDescr {
    /// Shows `function`, the slot of row `index`, as a method of `owner`.
    pub fn create(owner: &Type, index: usize, function: SlotPtr) -> PyResult {
        // SAFETY: all fields are set.
        unsafe {
            let descr: Py<WrapperDescr> =
                alloc::new_object(&crate::statics::PyWrapperDescr_Type, |descr: &WrapperDescr| {
                    init_common(descr.raw().cast(), owner, SLOTS[index].name);
                    (*descr.raw()).d_base = wrapper_bases().add(index);
                    (*descr.raw()).d_wrapped = function;
                })?;
            Ok(descr.into_object())
        }
    }

    /// The row of the slot.
    pub fn slot(&self) -> &'static SlotDef {
        // SAFETY: `d_base` points into the table of rows.
        let index = unsafe { (*self.raw()).d_base.offset_from(wrapper_bases()) };
        &SLOTS[index as usize]
    }

    pub fn owner(&self) -> &Type {
        // SAFETY: the owner is kept by the descriptor.
        unsafe { crate::ptr::type_from_ptr((*self.raw()).d_common.d_type) }
    }

    pub fn wrapped(&self) -> SlotPtr {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).d_wrapped }
    }

    /// Calls the slot on `this`, which must be an instance of the owner.
    pub fn call_on(&self, this: &Object, args: &Tuple, kwargs: Option<&crate::dict::Dict>) -> PyResult {
        if !this.is_instance_of(self.owner()) {
            return Err(raise!(
                TypeError,
                "descriptor '{}' requires a '{:.100}' object but received a '{:.100}'",
                self.slot().name,
                self.owner().tp_name(),
                this.type_name()
            ));
        }
        // SAFETY: the slot function is the owner's, and `this` is an instance of the owner.
        unsafe { crate::slots::call_wrapper(self.slot(), self.wrapped(), this, args, kwargs) }
    }
}

/// `(signature)|text` of a row as signature and text.
pub fn slot_doc(slot: &SlotDef) -> Option<(&'static str, &'static str)> {
    slot.doc.split_once('|')
}

impl Descr {
    pub fn owner(&self) -> &Type {
        // SAFETY: the owner is kept by the descriptor.
        unsafe { crate::ptr::type_from_ptr((*self.raw()).d_type) }
    }

    pub fn name(&self) -> &Str {
        // SAFETY: a string kept by the descriptor.
        unsafe { Object::from_ptr((*self.raw()).d_name).cast_unchecked() }
    }

    /// `__qualname__`, made at first use.
    pub fn qualname(&self) -> PyResult {
        // SAFETY: a field of this live object.
        unsafe {
            if let Some(known) = exception::get_field(&raw const (*self.raw()).d_qualname) {
                return Ok(known);
            }
            let owner = crate::attr::getattr_str(self.owner(), crate::name!("__qualname__"))?;
            let Some(owner) = owner.downcast::<Str>() else {
                return Err(raise!(TypeError, "<descriptor>.__objclass__.__qualname__ is not a unicode object"));
            };
            let qualname = Str::new(&format!("{owner}.{}", self.name()))?.into_object();
            exception::set_field(&raw mut (*self.raw()).d_qualname, Some(qualname.clone()));
            Ok(qualname)
        }
    }
}

/// Reads a field that a member definition describes (`PyMember_GetOne`).
///
/// # Safety
/// The definition must describe a field of `this`.
pub unsafe fn member_get(this: &Object, def: &PyMemberDef) -> PyResult {
    if def.flags & READ_RESTRICTED != 0 {
        // SAFETY: a definition's name is a C string.
        let name = unsafe { CStr::from_ptr(def.name) }.to_string_lossy();
        crate::hooks::audit("object.__getattr__", || Ok([this.new_ref(), name.into_owned().into_py()?]))?;
    }
    // SAFETY: the caller's promise; each arm reads the field's own type.
    unsafe {
        let field = this.as_ptr().cast::<u8>().offset(def.offset);
        macro_rules! number {
            ($ty:ty as $wide:ty) => {
                (field.cast::<$ty>().read_unaligned() as $wide).into_py()
            };
        }
        match def.r#type {
            T_BOOL => (field.cast::<c_char>().read() != 0).into_py(),
            T_BYTE => number!(i8 as i64),
            T_UBYTE => number!(u8 as i64),
            T_SHORT => number!(i16 as i64),
            T_USHORT => number!(u16 as i64),
            T_INT => number!(i32 as i64),
            T_UINT => number!(u32 as i64),
            T_LONG | T_LONGLONG | T_PYSSIZET => number!(i64 as i64),
            T_ULONG | T_ULONGLONG => number!(u64 as u64),
            T_FLOAT => number!(f32 as f64),
            T_DOUBLE => number!(f64 as f64),
            T_STRING => {
                let text = field.cast::<*const c_char>().read();
                if text.is_null() {
                    ().into_py()
                } else {
                    CStr::from_ptr(text).to_string_lossy().into_owned().into_py()
                }
            }
            T_STRING_INPLACE => CStr::from_ptr(field.cast()).to_string_lossy().into_owned().into_py(),
            T_CHAR => Str::from_char(u32::from(field.read())).map(Py::into_object),
            T_OBJECT => exception::get_field(field.cast()).into_py(),
            T_OBJECT_EX => exception::get_field(field.cast()).ok_or_else(|| {
                let name = CStr::from_ptr(def.name).to_string_lossy();
                raise!(AttributeError, "{name}")
            }),
            T_NONE => ().into_py(),
            _ => Err(raise!(SystemError, "bad memberdescr type")),
        }
    }
}

fn truncated(name: &str) -> PyResult<()> {
    crate::hooks::warn(&crate::exc::RuntimeWarning, &format!("Truncation of value to {name}"), 1)
}

/// An int for an unsigned field, and whether it is one that needs no conversion from signed.
fn unsigned(value: &Object) -> PyResult<(u64, bool)> {
    match value.downcast::<crate::int::Int>().and_then(crate::int::Int::to_u64) {
        Some(number) => Ok((number, true)),
        None => Ok((protocol::as_long(value)? as u64, false)),
    }
}

/// Warns unless [`unsigned`] took the number as it was: also of numbers that are not ints, as CPython.
fn negative_in_unsigned(is_plain: bool) -> PyResult<()> {
    if is_plain {
        return Ok(());
    }
    crate::hooks::warn(&crate::exc::RuntimeWarning, "Writing negative value into unsigned field", 1)
}

/// Writes a field that a member definition describes; `None` deletes (`PyMember_SetOne`).
///
/// # Safety
/// As [`member_get`].
pub unsafe fn member_set(this: &Object, def: &PyMemberDef, value: Option<&Object>) -> PyResult<()> {
    if def.flags & READONLY != 0 {
        return Err(raise!(AttributeError, "readonly attribute"));
    }
    // SAFETY: the caller's promise; each arm writes the field's own type.
    unsafe {
        let field = this.as_ptr().cast::<u8>().offset(def.offset);
        if def.r#type == T_OBJECT_EX || def.r#type == T_OBJECT {
            if value.is_none() && def.r#type == T_OBJECT_EX && (*field.cast::<*mut PyObject>()).is_null() {
                return Err(raise!(AttributeError, "{}", CStr::from_ptr(def.name).to_string_lossy()));
            }
            exception::set_field(field.cast(), value.map(|value| value.new_ref()));
            return Ok(());
        }
        let Some(value) = value else { return Err(raise!(TypeError, "can't delete numeric/char attribute")) };
        // A number that does not fit is stored all the same, with a warning.
        macro_rules! number {
            ($ty:ty, $name:literal) => {{
                let number = protocol::as_long(value)?;
                field.cast::<$ty>().write_unaligned(number as $ty);
                if i64::from(number as $ty) != number {
                    truncated($name)?;
                }
            }};
        }
        match def.r#type {
            T_BOOL => {
                if value.ty() != &crate::statics::PyBool_Type {
                    return Err(raise!(TypeError, "attribute value type must be bool"));
                }
                field.write(protocol::is_true(value)?.into());
            }
            T_BYTE => number!(i8, "char"),
            T_UBYTE => number!(u8, "unsigned char"),
            T_SHORT => number!(i16, "short"),
            T_USHORT => number!(u16, "unsigned short"),
            T_INT => number!(i32, "int"),
            T_UINT => {
                let (number, is_plain) = unsigned(value)?;
                field.cast::<u32>().write_unaligned(number as u32);
                negative_in_unsigned(is_plain)?;
                if u32::try_from(number).is_err() {
                    truncated("unsigned int")?;
                }
            }
            T_LONG => field.cast::<i64>().write_unaligned(protocol::as_long(value)?),
            T_LONGLONG => {
                let number = crate::errors::catch(protocol::as_long(value), &crate::exc::OverflowError)?;
                let number = number.ok_or_else(|| raise!(OverflowError, "int too big to convert"))?;
                field.cast::<i64>().write_unaligned(number);
            }
            T_PYSSIZET => {
                if !crate::int::Int::check(value) {
                    return Err(raise!(TypeError, "an integer is required"));
                }
                field.cast::<isize>().write_unaligned(protocol::index_as_ssize(value)?);
            }
            T_ULONG => {
                let (number, is_plain) = unsigned(value)?;
                field.cast::<u64>().write_unaligned(number);
                negative_in_unsigned(is_plain)?;
            }
            T_ULONGLONG => {
                let number = match value.downcast::<crate::int::Int>() {
                    None => protocol::as_long(value)? as u64,
                    Some(int) if int.is_negative() => {
                        return Err(raise!(OverflowError, "can't convert negative int to unsigned"));
                    }
                    Some(int) => int.to_u64().ok_or_else(|| raise!(OverflowError, "int too big to convert"))?,
                };
                field.cast::<u64>().write_unaligned(number);
            }
            T_FLOAT => field.cast::<f32>().write_unaligned(protocol::as_f64(value)? as f32),
            T_DOUBLE => field.cast::<f64>().write_unaligned(protocol::as_f64(value)?),
            T_CHAR => match value.downcast::<Str>().filter(|text| text.len() == 1 && text.is_ascii()) {
                Some(text) => field.write(text.data().at(0) as u8),
                None => return Err(raise!(TypeError, "bad argument type for built-in operation")),
            },
            T_STRING | T_STRING_INPLACE => return Err(raise!(TypeError, "readonly attribute")),
            _ => return Err(raise!(SystemError, "bad memberdescr type for {}", this.type_name())),
        }
        Ok(())
    }
}

/// `callable(*args)` of a class method descriptor bound to `class`.
pub fn bind_class_method(descr: &ClassMethodDescr, class: &Type) -> PyResult {
    // SAFETY: the definition outlives the descriptor, which its type keeps.
    unsafe { cfunction::CFunction::from_raw((*descr.raw()).d_method, Some(class), None).map(Py::into_object) }
}
