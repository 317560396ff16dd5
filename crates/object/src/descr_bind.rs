//! What descriptors of native code do when they are looked up, assigned or called.

use crate::cfunction::{self, CFunction};
use crate::descr::{
    ClassMethodDescr, Descr, GetSetDescr, MemberDescr, MethodDescr, WrapperDescr, bind_class_method, member_get,
    member_set,
};
use crate::dict::Dict;
use crate::ptr::{Layout, Object, Py, PyResult};
use crate::statics::MethodWrapperLayout;
use crate::tuple::Tuple;
use crate::ty::Type;
use crate::{alloc, call, glue, object_layout, owned_fields, raise};

object_layout! {
    /// A slot wrapper bound to an object.
    MethodWrapper = MethodWrapperLayout, crate::statics::_PyMethodWrapper_Type
}

owned_fields!(MethodWrapper, 2, essential 2, [descr, self_]);
owned_fields!(Descr, 3, essential 3, [d_type, d_name, d_qualname]);

/// A descriptor of native code, whatever its kind.
pub trait NativeDescr: Layout {
    /// What all kinds have in common.
    fn common(&self) -> &Descr;
}

macro_rules! native_descr {
    ($($ty:ty),*) => {
        $(impl NativeDescr for $ty {
            fn common(&self) -> &Descr {
                // SAFETY: the C structs of all kinds start with the common fields.
                unsafe { self.as_object().cast_unchecked() }
            }
        })*
    };
}

native_descr!(MethodDescr, ClassMethodDescr, MemberDescr, GetSetDescr, WrapperDescr);

/// # Errors
/// `TypeError` unless `object` is an instance of the descriptor's owner.
fn check(descr: &impl NativeDescr, object: &Object) -> PyResult<()> {
    let descr = descr.common();
    if object.is_instance_of(descr.owner()) {
        return Ok(());
    }
    Err(raise!(
        TypeError,
        "descriptor '{}' for '{:.100}' objects doesn't apply to a '{:.100}' object",
        descr.name(),
        descr.owner().tp_name(),
        object.ty().tp_name()
    ))
}

impl MethodDescr {
    /// `__get__`.
    pub fn bind_to(&self, object: Option<&Object>) -> PyResult {
        let Some(object) = object else { return Ok(self.as_object().new_ref()) };
        check(self, object)?;
        // SAFETY: the definition outlives the descriptor, which its type keeps.
        unsafe { CFunction::from_raw((*self.raw()).d_method, Some(object), None).map(Py::into_object) }
    }
}

impl ClassMethodDescr {
    /// `__get__`.
    pub fn bind_to(&self, object: Option<&Object>, owner: Option<&Object>) -> PyResult {
        let descr = self.common();
        let (name, ty) = (descr.name(), descr.owner());
        let owner = match (owner, object) {
            (Some(owner), _) => owner,
            (None, Some(object)) => object.ty().as_object(),
            (None, None) => {
                let ty = ty.tp_name();
                return Err(raise!(
                    TypeError,
                    "descriptor '{name}' for type '{ty:.100}' needs either an object or a type"
                ));
            }
        };
        let Some(class) = owner.downcast::<Type>() else {
            let (ty, given) = (ty.tp_name(), owner.ty().tp_name());
            return Err(raise!(
                TypeError,
                "descriptor '{name}' for type '{ty:.100}' needs a type, not a '{given:.100}' as arg 2"
            ));
        };
        if !class.is_subtype(ty) {
            let (ty, given) = (ty.tp_name(), class.tp_name());
            return Err(raise!(
                TypeError,
                "descriptor '{name}' requires a subtype of '{ty:.100}' but received '{given:.100}'"
            ));
        }
        bind_class_method(self, class)
    }

    /// `descr(class, *args)`.
    pub fn call_with(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let descr = self.common();
        let (name, ty) = (descr.name(), descr.owner().tp_name());
        let Some(class) = args.get(0) else {
            return Err(raise!(TypeError, "descriptor '{name}' of '{ty:.100}' object needs an argument"));
        };
        if !Type::check(class) {
            let given = class.ty().tp_name();
            return Err(raise!(
                TypeError,
                "descriptor '{name}' requires a type but received a '{given:.100}' instance"
            ));
        }
        let bound = self.bind_to(None, Some(class))?;
        call::call_tuple(&bound, &*args.slice(1, args.len())?, kwargs)
    }
}

impl MemberDescr {
    /// `__get__`.
    pub fn read(&self, object: Option<&Object>) -> PyResult {
        let Some(object) = object else { return Ok(self.as_object().new_ref()) };
        check(self, object)?;
        // SAFETY: the object has the owner's layout, of which the definition describes a field.
        unsafe { member_get(object, self.def()) }
    }

    /// `__set__` and `__delete__`.
    pub fn write(&self, object: &Object, value: Option<&Object>) -> PyResult<()> {
        check(self, object)?;
        // SAFETY: as in `read`.
        unsafe { member_set(object, self.def(), value) }
    }

    /// The definition's text.
    pub fn doc(&self) -> Option<String> {
        let doc = self.def().doc;
        // SAFETY: null or a C string that lives as long as the definition.
        (!doc.is_null()).then(|| unsafe { std::ffi::CStr::from_ptr(doc) }.to_string_lossy().into_owned())
    }
}

impl GetSetDescr {
    /// `__get__`.
    pub fn read(&self, object: Option<&Object>) -> PyResult {
        let Some(object) = object else { return Ok(self.as_object().new_ref()) };
        check(self, object)?;
        match self.def().get {
            // SAFETY: the object has the owner's layout, which the getter expects.
            Some(get) => unsafe { Py::from_result(get(object.as_ptr(), self.def().closure)) },
            None => Err(self.no_access("readable")),
        }
    }

    /// `__set__` and `__delete__`.
    pub fn write(&self, object: &Object, value: Option<&Object>) -> PyResult<()> {
        check(self, object)?;
        let value = value.map_or(std::ptr::null_mut(), Object::as_ptr);
        match self.def().set {
            // SAFETY: the object has the owner's layout, which the setter expects.
            Some(set) => unsafe { glue::status(set(object.as_ptr(), value, self.def().closure)) },
            None => Err(self.no_access("writable")),
        }
    }

    fn no_access(&self, what: &str) -> crate::ptr::Raised {
        let descr = self.common();
        let owner = descr.owner().tp_name();
        raise!(AttributeError, "attribute '{}' of '{owner:.100}' objects is not {what}", descr.name())
    }

    /// The definition's text.
    pub fn doc(&self) -> Option<String> {
        let doc = self.def().doc;
        // SAFETY: null or a C string that lives as long as the definition.
        (!doc.is_null()).then(|| unsafe { std::ffi::CStr::from_ptr(doc) }.to_string_lossy().into_owned())
    }
}

impl WrapperDescr {
    /// `__get__`.
    pub fn bind_to(&self, object: Option<&Object>) -> PyResult {
        let Some(object) = object else { return Ok(self.as_object().new_ref()) };
        check(self, object)?;
        // SAFETY: both fields are set.
        let wrapper: Py<MethodWrapper> = unsafe {
            alloc::new_object(&crate::statics::_PyMethodWrapper_Type, |wrapper: &MethodWrapper| {
                (*wrapper.raw()).descr = self.as_object().new_ref().into_ptr();
                (*wrapper.raw()).self_ = object.new_ref().into_ptr();
            })?
        };
        Ok(wrapper.into_object())
    }

    /// `descr(object, *args)`.
    pub fn call_with(&self, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let Some(this) = args.get(0) else {
            let (name, owner) = (self.slot().name, self.owner().tp_name());
            return Err(raise!(TypeError, "descriptor '{name}' of '{owner:.100}' object needs an argument"));
        };
        self.call_on(this, &*args.slice(1, args.len())?, kwargs)
    }
}

impl MethodWrapper {
    pub fn descr(&self) -> &WrapperDescr {
        // SAFETY: the wrapper keeps its descriptor.
        unsafe { Object::from_ptr((*self.raw()).descr).cast_unchecked() }
    }

    /// `__self__`.
    pub fn this(&self) -> &Object {
        // SAFETY: the wrapper keeps its object.
        unsafe { Object::from_ptr((*self.raw()).self_) }
    }
}

/// The name and the documentation in the definition of a method.
pub fn method_doc(def: &pyston_abi::PyMethodDef) -> (Option<&str>, Option<&str>) {
    match cfunction::def_doc(def) {
        Some(doc) => {
            let (signature, text) = cfunction::split_doc(cfunction::def_name(def), doc);
            (signature, Some(text))
        }
        None => (None, None),
    }
}
