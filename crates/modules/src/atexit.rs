//! `atexit`: functions to call when the interpreter ends, the last registered first.

use pyston_object::call::{call_tuple, keywords_dict};
use pyston_object::prelude::*;
use pyston_object::ptr::GilRefCell;

use crate::arguments::is_callable;

/// A registered function with its arguments.
#[derive(Clone)]
struct Callback {
    function: Py,
    args: Py<Tuple>,
    kwargs: Py<Dict>,
}

static CALLBACKS: GilRefCell<Vec<Option<Callback>>> = GilRefCell::new(Vec::new());

pub struct AtexitModule;

/// Functions to be called when the interpreter ends.
#[pymodule("atexit")]
impl AtexitModule {
    /// register(func, *args, **kwargs) -> func
    ///
    /// Register a function to be called with the arguments when the interpreter ends.
    #[function]
    fn register(args: Args) -> PyResult {
        let [function, rest @ ..] = args.positional else {
            return Err(raise!(TypeError, "register() takes at least 1 argument (0 given)"));
        };
        if !is_callable(function) {
            return Err(raise!(TypeError, "the first argument must be callable"));
        }
        let callback = Callback {
            function: function.new_ref(),
            args: Tuple::from_slice(rest)?,
            kwargs: keywords_dict(&*Tuple::from_slice(args.names)?, args.values)?,
        };
        CALLBACKS.borrow_mut().push(Some(callback));
        Ok(function.new_ref())
    }

    /// unregister(func) -> None
    ///
    /// Forget the registrations of a function.
    #[function(args = "(func, /)")]
    fn unregister(func: &Object) -> PyResult<()> {
        let mut index = 0;
        loop {
            let Some(place) = CALLBACKS.borrow().get(index).cloned() else { return Ok(()) };
            if let Some(callback) = place
                && protocol::compare_bool(&callback.function, func, CompareOp::Eq)?
            {
                let old = CALLBACKS.borrow_mut().get_mut(index).and_then(Option::take);
                drop(old);
            }
            index += 1;
        }
    }

    /// _run_exitfuncs() -> None
    ///
    /// Call the registered functions, and forget them.
    #[function(args = "()")]
    fn _run_exitfuncs() -> PyResult<()> {
        run()
    }

    /// _clear() -> None
    ///
    /// Forget all registered functions.
    #[function(args = "()")]
    fn _clear() {
        let old = std::mem::take(&mut *CALLBACKS.borrow_mut());
        drop(old);
    }

    /// _ncallbacks() -> int
    ///
    /// How many functions are registered.
    #[function(args = "()")]
    fn _ncallbacks() -> usize {
        CALLBACKS.borrow().len()
    }

    #[exec]
    fn exec(_module: &Module) -> PyResult<()> {
        pyston_runtime::lifecycle::set_exit_functions(run);
        Ok(())
    }
}

/// Calls the functions in reverse order of registration. The last exception is raised at the end; each
/// one but `SystemExit` is printed.
fn run() -> PyResult<()> {
    let mut failure = None;
    let mut index = CALLBACKS.borrow().len();
    while index > 0 {
        index -= 1;
        let Some(Some(callback)) = CALLBACKS.borrow().get(index).cloned() else { continue };
        if let Err(raised) = call_tuple(&callback.function, &callback.args, Some(&*callback.kwargs)) {
            let is_exit = raised.is(&exc::SystemExit);
            let pending = errors::take(raised);
            let ty = pending.ty.clone();
            let instance = pending.into_instance();
            if !is_exit && print(&instance).is_err() {
                errors::clear();
            }
            failure = Some((ty, instance));
        }
    }
    let old = std::mem::take(&mut *CALLBACKS.borrow_mut());
    drop(old);
    match failure {
        None => Ok(()),
        Some((_, instance)) => {
            let traceback = instance.downcast::<pyston_object::exception::Exception>().and_then(|e| e.traceback());
            Err(errors::restore(errors::Pending { ty: instance.ty().new_ref(), value: Some(instance), traceback }))
        }
    }
}

fn print(exception: &Object) -> PyResult<()> {
    let sys = pyston_object::hooks::import("sys")?;
    let stderr = pyston_object::attr::getattr_str(&sys, name!("stderr"))?;
    if stderr.is_none() {
        return Ok(());
    }
    let text = Str::new("Error in atexit._run_exitfuncs:\n")?;
    pyston_object::call::call_method(&stderr, name!("write"), &[&text])?;
    pyston_runtime::sys::print_exception(Some(&stderr), exception)
}
