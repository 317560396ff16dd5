//! Types and functions that only native code can make: old finalisers, slots, threads.

use std::ffi::c_int;

use pyston_abi::PyObject;
use pyston_object::cfunction::CFunction;
use pyston_object::errors;
use pyston_object::glue;
use pyston_object::method::InstanceMethod;
use pyston_object::prelude::*;
use pyston_object::{attr, call, impl_trace};

/// `tp_del` of the classes that [`Helpers::with_tp_del`] was given: calls `__tp_del__`.
unsafe extern "C" fn tp_del(this: *mut PyObject) {
    // SAFETY: the deallocator calls with a whole object whose count is zero; one reference keeps it
    // during the call, and is taken back without freeing it a second time.
    unsafe {
        (*this).ob_refcnt += 1;
        let object = Object::from_ptr(this);
        let pending = errors::fetch();
        match attr::lookup_special(object, name!("__tp_del__")) {
            Ok(Some(method)) => {
                if let Err(raised) = call::call(&method, &[]) {
                    errors::write_unraisable(raised, Some(&method));
                }
            }
            Ok(None) => (),
            Err(raised) => errors::write_unraisable(raised, Some(object)),
        }
        if let Some(pending) = pending {
            let _ = errors::restore(pending);
        }
        (*this).ob_refcnt -= 1;
    }
}

/// `tp_init` of `RecursingInfinitelyError`: raises the class again.
unsafe extern "C" fn recursing_init(this: *mut PyObject, _: *mut PyObject, _: *mut PyObject) -> c_int {
    // SAFETY: a live object.
    let class = unsafe { Object::from_ptr(this) }.ty();
    glue::ret_status(Err(errors::raise_none(class)))
}

/// A class whose instances cannot be made, for making one raises the class again.
pub(super) fn recursing_class() -> PyResult<Py<Type>> {
    let class = pyston_object::once::new_exception("builtins", "RecursingInfinitelyError", &exc::Exception)?;
    // SAFETY: a new class, which nobody has seen yet.
    unsafe { (*class.as_type_ptr()).tp_init = Some(recursing_init) };
    Ok(class)
}

/// An object whose `await` gives what it was made of.
#[pyclass(AwaitType = "awaitType")]
pub(super) struct Await {
    awaited: Field,
}
impl_trace!(Await { awaited });

#[pytype(AwaitType, payload)]
impl Await {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = kwargs;
        match args.as_slice() {
            [awaited] => Ok(Instance::new_as(class, Await { awaited: Field::new(awaited.new_ref()) })?.into_object()),
            args => Err(raise!(TypeError, "awaitObject expected 1 argument, got {}", args.len())),
        }
    }

    #[slot]
    fn am_await(this: &Instance<Await>) -> PyResult {
        this.awaited.get().ok_or_else(errors::bad_internal_call)
    }
}

/// What `Generic[item]` is: a base class list that stands for the item.
#[pyclass(GenericAlias_Type = "GenericAlias")]
pub(super) struct GenericAlias {
    item: Field,
}
impl_trace!(GenericAlias { item });

#[pytype(GenericAlias_Type, payload)]
impl GenericAlias {
    #[method(args = "($self, bases, /)")]
    fn __mro_entries__(this: &Instance<GenericAlias>, bases: &Object) -> PyResult<Py<Tuple>> {
        let _ = bases;
        Tuple::from_vec(this.item.get().into_iter().collect())
    }
}

/// A class that can be indexed.
#[pyclass(Generic_Type = "Generic")]
pub(super) struct Generic {}
impl_trace!(Generic {});

#[pytype(Generic_Type, payload)]
impl Generic {
    #[classmethod(args = "($type, item, /)")]
    fn __class_getitem__(class: &Type, item: &Object) -> PyResult<Py<Instance<GenericAlias>>> {
        let _ = class;
        Instance::new(GenericAlias { item: Field::new(item.new_ref()) })
    }
}

pub(super) struct Helpers;

#[pymodule("_testcapi")]
impl Helpers {
    /// Gives a class an old finaliser, which calls `__tp_del__`: its instances in cycles are never freed.
    #[function(args = "(cls, /)")]
    fn with_tp_del(cls: &Object) -> PyResult {
        let Some(class) = cls.downcast::<Type>().filter(|class| class.is_heap_type()) else {
            return Err(raise!(TypeError, "heap type expected, got {}", protocol::repr_string(cls)?));
        };
        // SAFETY: a live class; a slot is read under the GIL, as it is written here.
        unsafe { (*class.as_type_ptr()).tp_del = Some(tp_del) };
        Ok(cls.new_ref())
    }

    /// A new built-in function, which does the same.
    #[function]
    fn create_cfunction(module: &Module, args: Args) -> PyResult<Py<CFunction>> {
        args.no_keywords("create_cfunction")?;
        let own = module.get("create_cfunction")?;
        let own: &CFunction = own.downcast().ok_or_else(errors::bad_internal_call)?;
        // SAFETY: the definition is a static of this module.
        unsafe { CFunction::from_raw(std::ptr::from_ref(own.def()).cast_mut(), Some(module), None) }
    }

    /// A function that binds as Python functions do.
    #[function(args = "(function, /)")]
    fn instancemethod(function: &Object) -> PyResult<Py<InstanceMethod>> {
        InstanceMethod::new(function)
    }

    /// Calls a function in a thread of its own and waits for the thread's end.
    #[function(args = "(callback, /)")]
    fn call_in_temporary_c_thread(callback: &Object) -> PyResult<()> {
        crate::thread::call_in_thread(callback)
    }

    /// Sends SIGINT to this process, then None to a generator.
    #[function(name = "raise_SIGINT_then_send_None", args = "(gen, /)")]
    fn raise_sigint_then_send_none(r#gen: &Object) -> PyResult {
        // SAFETY: no preconditions.
        unsafe { libc::raise(libc::SIGINT) };
        call::call_method(r#gen, name!("send"), &[singletons::none()])
    }

    /// The wait status of a process stopped by a signal.
    #[function(name = "W_STOPCODE", args = "(sig, /)")]
    fn w_stopcode(sig: i32) -> i32 {
        sig << 8 | 0x7f
    }

    /// A function with documentation.
    #[function(args = "()")]
    fn test_with_docstring() {}

    /// A function whose documentation does not begin with a signature.
    #[function]
    fn docstring_no_signature(args: Args) {
        let _ = args;
    }

    /// A function whose documentation begins with a signature.
    #[function("($module, /, sig)")]
    fn docstring_with_signature(sig: &Object) {
        let _ = sig;
    }

    #[function("($module, /, sig)")]
    fn docstring_with_signature_but_no_doc(sig: &Object) {
        let _ = sig;
    }

    /// docstring_with_signature_with_defaults(module, s='avocado',
    ///         b=b'bytes', d=3.14, i=35, n=None, t=True, f=False,
    ///         local=the_number_three, sys=sys.maxsize,
    ///         exp=sys.maxsize - 1)
    /// --
    ///
    /// A function whose documentation begins with a signature that names values of modules.
    #[function]
    fn docstring_with_signature_with_defaults(args: Args<'_>) {
        let _ = args;
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (install, ty) in [
            (Await::install as fn(), &AwaitType),
            (GenericAlias::install, &GenericAlias_Type),
            (Generic::install, &Generic_Type),
        ] {
            crate::add_type(module, ty, install)?;
        }
        Ok(())
    }
}
