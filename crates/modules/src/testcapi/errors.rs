//! Raising, printing and making exceptions as native code does.

use pyston_object::errors::Pending;
use pyston_object::exception::Exception;
use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::{alloc, hooks, tstate};
use pyston_runtime::sys;

/// A class that cannot be instantiated because its `__init__` raises it again.
static RECURSING: Once<Type> = Once::new();

pub(super) struct Errors;

#[pymodule("_testcapi")]
impl Errors {
    /// Raises exc with the arguments 0, 1, .. n-1.
    #[function(args = "(exc, num_args, /)")]
    fn raise_exception(exc: &Object, num_args: i32) -> PyResult {
        if num_args < 0 {
            return Err(errors::bad_internal_call());
        }
        let args: Vec<Py> = (0..num_args).map(IntoPy::into_py).collect::<PyResult<_>>()?;
        match exc.downcast::<Type>().filter(|class| errors::is_exception_class(class)) {
            Some(class) => Err(errors::raise_object(class, Tuple::from_vec(args)?.into_object())),
            None => {
                let shown = protocol::repr_string(exc)?;
                Err(raise!(SystemError, "exception {shown} not a BaseException subclass"))
            }
        }
    }

    /// Raises MemoryError.
    #[function(args = "()")]
    fn raise_memoryerror() -> PyResult {
        Err(errors::no_memory())
    }

    /// Makes three objects the handled exception; gives the one before.
    #[function(args = "(type, value, traceback, /)")]
    fn set_exc_info(r#type: &Object, value: &Object, traceback: &Object) -> (Py, Py, Py) {
        let [ty, value, traceback] = errors::set_handled([r#type, value, traceback].map(Layout::new_ref));
        (ty, value, traceback)
    }

    /// Prints an exception with its chain to sys.stderr, as the interpreter does.
    #[function(args = "(value, /)")]
    fn exception_print(value: &Object) -> PyResult<()> {
        let Some(exception) = value.downcast::<Exception>() else {
            return Err(raise!(TypeError, "an exception instance is required"));
        };
        let traceback = exception.traceback().unwrap_or_else(singletons::py_none);
        sys::excepthook(value.ty(), value, &traceback)
    }

    /// Prints a traceback to a file, as the interpreter does.
    #[function(args = "(traceback, file, /)")]
    fn traceback_print(traceback: &Object, file: &Object) -> PyResult<()> {
        match traceback.downcast() {
            Some(traceback) => sys::print_traceback_to(file, traceback),
            None => Err(errors::bad_internal_call()),
        }
    }

    /// Reports an exception that cannot propagate.
    #[function(args = "(exc, err_msg, obj, /)")]
    fn write_unraisable_exc(exc: &Object, err_msg: &Object, obj: &Object) -> PyResult<()> {
        let traceback = exc.downcast::<Exception>().and_then(Exception::traceback);
        let pending = Pending { ty: exc.ty().new_ref(), value: Some(exc.new_ref()), traceback };
        let message = match err_msg.is_none() {
            true => None,
            false => Some(format!("Exception ignored {}", protocol::str(err_msg)?)),
        };
        (hooks::get().unraisable)(pending, Some(obj), message.as_deref());
        Ok(())
    }

    /// A new exception class from its dotted name.
    #[function(args = "(name, doc=None, base=None, dict=None)")]
    fn make_exception_with_doc(
        name: &Str,
        doc: Option<&Str>,
        base: Option<&Object>,
        dict: Option<&Object>,
    ) -> PyResult {
        let name = name.to_utf8()?;
        let Some((module, class)) = name.rsplit_once('.') else {
            return Err(raise!(SystemError, "PyErr_NewException: name must be module.class"));
        };
        let namespace = match dict {
            None => Dict::new()?,
            Some(dict) => dict.downcast::<Dict>().ok_or_else(errors::bad_internal_call)?.new_ref(),
        };
        if let Some(doc) = doc {
            namespace.set_str(name!("__doc__"), doc.as_object().new_ref())?;
        }
        if namespace.get_str(name!("__module__"))?.is_none() {
            namespace.set_str(name!("__module__"), module.into_py()?)?;
        }
        let bases = match base.and_then(|base| base.downcast::<Tuple>()) {
            Some(bases) => bases.new_ref(),
            None => Tuple::from_slice(&[base.unwrap_or(&exc::Exception)])?,
        };
        pyston_object::call::call(Type::static_type(), &[&*class.into_py()?, &bases, &namespace])
    }

    /// How many levels of calls this thread is in.
    #[function(args = "()")]
    fn get_recursion_depth() -> i32 {
        // Without the level of this call.
        tstate::recursion_depth() - 1
    }

    /// Makes allocations fail: those after the first start, up to that of number stop, or all if that is 0.
    #[function(args = "(start, stop=0, /)")]
    fn set_nomemory(start: u32, stop: u32) {
        alloc::fail_requests(Some((start as usize, stop as usize)));
    }

    /// Ends what set_nomemory() began.
    #[function(args = "()")]
    fn remove_mem_hooks() {
        alloc::fail_requests(None);
    }

    /// Sets the C library's errno.
    #[function(args = "(value, /)")]
    fn set_errno(value: i32) {
        errors::set_errno(value);
    }

    /// Fails as exporters do that are asked to fill no view.
    #[function(args = "(object, /)")]
    fn getbuffer_with_null_view(object: &Object) -> PyResult {
        if !pyston_object::buffer::has_buffer(object) {
            return Err(pyston_object::buffer::required(object));
        }
        Err(raise!(BufferError, "PyBuffer_FillInfo: view==NULL argument is obsolete"))
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("RecursingInfinitelyError", RECURSING.get_or_try_init(super::helpers::recursing_class)?.new_ref())
    }
}
