//! The functions of `sys`.

use pyston_object::args::{FunctionName, Signature};
use pyston_object::prelude::*;
use pyston_object::{alloc, tstate};

use super::hooks;
use crate::frame::Frame;

pub struct SysModule;

/// Types whose dead objects' memory is kept for the next one. Types of one size share what is kept.
const POOLED: [(&str, usize); 5] = [
    ("PyCFunctionObject", size_of::<pyston_object::abi::PyCFunctionObject>() + alloc::GC_HEAD),
    ("PyDictObject", size_of::<pyston_object::abi::PyDictObject>() + alloc::GC_HEAD),
    ("PyFloatObject", size_of::<pyston_object::abi::PyFloatObject>()),
    ("PyListObject", size_of::<pyston_object::abi::PyListObject>() + alloc::GC_HEAD),
    ("PyMethodObject", size_of::<pyston_object::abi::PyMethodObject>() + alloc::GC_HEAD),
];

static GETSIZEOF: Signature = Signature {
    function: FunctionName::Text("getsizeof"),
    parameters: &["object", "default"],
    n_posonly: 0,
    n_positional: 2,
    n_required: 1,
    required_keywords: &[],
    early: &[],
};

/// Objects and functions of the interpreter itself.
#[pymodule("sys")]
impl SysModule {
    /// Interns a string: gives the shared one with the same text.
    #[function("(string, /)")]
    fn intern(string: &Object) -> PyResult {
        match string.downcast_exact::<Str>() {
            Some(text) => Ok(Str::intern_object(text.new_ref()).into_object()),
            None if Str::check(string) => Err(raise!(TypeError, "can't intern {:.400}", string.type_name())),
            None => Err(raise!(TypeError, "intern() argument must be str, not {:.50}", string.type_name())),
        }
    }

    /// The recursion limit.
    #[function("()")]
    fn getrecursionlimit() -> i32 {
        tstate::recursion_limit()
    }

    /// Sets the recursion limit.
    #[function("(limit, /)")]
    fn setrecursionlimit(limit: i32) -> PyResult<()> {
        if limit < 1 {
            return Err(raise!(ValueError, "recursion limit must be greater or equal than 1"));
        }
        // SAFETY: the thread state is ours.
        let depth = unsafe { (*tstate::current()).recursion_depth };
        let low_water = if limit > 200 { limit - 50 } else { 3 * (limit >> 2) };
        if depth >= low_water {
            return Err(raise!(
                RecursionError,
                "cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"
            ));
        }
        tstate::set_recursion_limit(limit);
        Ok(())
    }

    /// Type, value and traceback of the exception being handled.
    #[function("()")]
    fn exc_info() -> PyResult {
        match errors::handled_exception() {
            Some(value) => (value.ty().new_ref(), value.clone(), super::handled_traceback()).into_py(),
            None => ((), (), ()).into_py(),
        }
    }

    /// Ends the program by SystemExit(status).
    #[function("(status=None, /)")]
    fn exit(status: Option<&Object>) -> PyResult {
        Err(match status {
            Some(status) => errors::raise_object(&exc::SystemExit, status.new_ref()),
            None => raise!(SystemExit),
        })
    }

    /// The reference count of an object, the argument's own included.
    #[function("(object, /)")]
    fn getrefcount(object: &Object) -> isize {
        object.refcnt()
    }

    /// Size of an object in bytes.
    #[function]
    fn getsizeof(args: Args<'_>) -> PyResult {
        let _level = pyston_object::tstate::enter_varargs()?;
        let mut bound = [None; 2];
        args.bind(&GETSIZEOF, &mut bound)?;
        let [Some(object), default] = bound else { return Err(errors::bad_internal_call()) };
        match size_of_object(object) {
            Err(raised) if default.is_some() && raised.is(&exc::TypeError) => {
                raised.clear();
                Ok(default.map_or_else(singletons::py_none, Layout::new_ref))
            }
            other => other?.into_py(),
        }
    }

    /// A frame of the call stack, depth frames below the running one.
    #[function("(depth=0, /)")]
    fn _getframe(depth: i32) -> PyResult {
        let mut frame = Frame::current();
        if let Some(running) = frame {
            crate::audit::raise("sys._getframe", &[running])?;
        }
        for _ in 0..depth.max(0) {
            frame = frame.and_then(Frame::back);
        }
        match frame {
            Some(frame) => Ok(frame.new_ref().into_object()),
            None => Err(raise!(ValueError, "call stack is not deep enough")),
        }
    }

    /// The default encoding of str: utf-8.
    #[function("()")]
    fn getdefaultencoding() -> &'static str {
        "utf-8"
    }

    /// The encoding of file names.
    #[function("()")]
    fn getfilesystemencoding() -> &'static str {
        pyston_builtins::codecs::file_system_codec().1
    }

    /// The error handler of file names.
    #[function("()")]
    fn getfilesystemencodeerrors() -> &'static str {
        "surrogateescape"
    }

    /// Number of memory blocks allocated now.
    #[function("()")]
    fn getallocatedblocks() -> isize {
        alloc::live_blocks()
    }

    /// Forgets cached attribute lookups of types.
    #[function("()")]
    fn _clear_type_cache() {}

    /// Is the interpreter shutting down?
    #[function("()")]
    fn is_finalizing() -> bool {
        crate::lifecycle::is_finalizing()
    }

    /// Raises an audit event.
    #[function]
    fn audit(args: Args<'_>) -> PyResult<()> {
        args.no_keywords("audit")?;
        if !args.positional.is_empty() && !crate::audit::has_hooks() {
            return Ok(());
        }
        let Some((event, rest)) = args.positional.split_first() else {
            return Err(raise!(TypeError, "audit() missing 1 required positional argument: 'event'"));
        };
        let Some(event) = event.downcast::<Str>() else {
            return Err(raise!(TypeError, "expected str for argument 'event', not {:.200}", event.type_name()));
        };
        crate::audit::raise(&event.to_utf8()?, rest)
    }

    /// Adds a hook that sees every audit event.
    #[function("(hook)")]
    fn addaudithook(hook: &Object) -> PyResult<()> {
        crate::audit::add(hook)
    }

    /// Shows a value of the interactive prompt and remembers it as builtins._.
    #[function("(object, /)")]
    fn displayhook(object: &Object) -> PyResult<()> {
        super::display::displayhook(object)
    }

    /// Shows an exception with its traceback on sys.stderr.
    #[function("(exctype, value, traceback, /)")]
    fn excepthook(exctype: &Object, value: &Object, traceback: &Object) -> PyResult<()> {
        super::display::excepthook(exctype, value, traceback)
    }

    /// Shows an exception that could not propagate.
    #[function("(unraisable, /)")]
    fn unraisablehook(unraisable: &Object) -> PyResult<()> {
        crate::unraisable::default_hook(unraisable)
    }

    /// Does nothing but for getcheckinterval(); kept for programs that call it.
    #[function("($module, n, /)")]
    fn setcheckinterval(n: &Object) -> PyResult<()> {
        let n = hooks::c_int(n)?;
        pyston_object::hooks::warn(
            &exc::DeprecationWarning,
            "sys.getcheckinterval() and sys.setcheckinterval() are deprecated.  Use sys.setswitchinterval() instead.",
            1,
        )?;
        hooks::CHECK_INTERVAL.set(n);
        Ok(())
    }

    /// What setcheckinterval() was given.
    #[function("($module, /)")]
    fn getcheckinterval() -> PyResult<i32> {
        pyston_object::hooks::warn(
            &exc::DeprecationWarning,
            "sys.getcheckinterval() and sys.setcheckinterval() are deprecated.  Use sys.getswitchinterval() instead.",
            1,
        )?;
        Ok(hooks::CHECK_INTERVAL.get())
    }

    /// settrace(function)
    ///
    /// Sets the trace function of this thread, which is told of calls, lines, returns and exceptions.
    #[function("(function, /)")]
    fn settrace(function: &Object) -> PyResult<()> {
        crate::trace::set_trace_function(function)
    }

    /// The trace function of this thread.
    #[function("($module, /)")]
    fn gettrace() -> Option<Py> {
        crate::trace::Role::Trace.object()
    }

    /// setprofile(function)
    ///
    /// Sets the profile function of this thread, which is told of calls and returns, native ones too.
    #[function("(function, /)")]
    fn setprofile(function: &Object) -> PyResult<()> {
        crate::trace::set_profile_function(function)
    }

    /// The profile function of this thread.
    #[function("($module, /)")]
    fn getprofile() -> Option<Py> {
        crate::trace::Role::Profile.object()
    }

    /// Calls a function while tracing is on.
    #[function("($module, func, args, /)")]
    fn call_tracing(func: &Object, args: &Tuple) -> PyResult {
        crate::trace::call_tracing(func, args)
    }

    /// None: no statistics of calls are kept.
    #[function("($module, /)")]
    fn callstats() -> PyResult<()> {
        pyston_object::hooks::warn(
            &exc::DeprecationWarning,
            "sys.callstats() has been deprecated in Python 3.7 and will be removed in the future",
            1,
        )
    }

    /// Writes the state of the allocator to stderr.
    #[function("($module, /)")]
    fn _debugmallocstats() {
        eprintln!("{} memory blocks in use", alloc::live_blocks());
        for (name, size) in POOLED {
            let kept = pyston_object::pool::kept(size);
            eprintln!("{:>41} each = {:>20}", format!("{kept} free {name}s * {size} bytes"), kept * size);
        }
    }

    /// The innermost frame of every thread.
    #[function("($module, /)")]
    fn _current_frames() -> PyResult<Py<Dict>> {
        hooks::current_frames()
    }

    /// Calls what the environment variable PYTHONBREAKPOINT names, pdb.set_trace() by default.
    #[function]
    fn breakpointhook(args: Args<'_>) -> PyResult {
        hooks::breakpointhook(args)
    }

    /// The hooks of asynchronous generators.
    #[function("($module, /)")]
    fn get_asyncgen_hooks() -> PyResult {
        hooks::asyncgen_hooks()
    }

    /// set_asyncgen_hooks(*, firstiter=None, finalizer=None)
    ///
    /// Sets the hooks of asynchronous generators.
    #[function]
    fn set_asyncgen_hooks(args: Args<'_>) -> PyResult<()> {
        hooks::set_asyncgen_hooks(args)
    }

    /// The limit on digits in conversions between int and text; 0 is none.
    #[function("($module, /)")]
    fn get_int_max_str_digits() -> usize {
        pyston_object::int::max_str_digits()
    }

    /// Sets the limit on digits in conversions between int and text; 0 is none.
    #[function("($module, /, maxdigits)")]
    fn set_int_max_str_digits(maxdigits: &Object) -> PyResult<()> {
        hooks::set_int_max_str_digits(hooks::c_int(maxdigits)?)
    }

    /// Seconds a thread may keep the GIL while others wait.
    #[function("()")]
    fn getswitchinterval() -> f64 {
        crate::gil::switch_interval()
    }

    /// Sets the seconds a thread may keep the GIL while others wait.
    #[function("(interval, /)")]
    fn setswitchinterval(interval: f64) -> PyResult<()> {
        if interval <= 0.0 {
            return Err(raise!(ValueError, "switch interval must be strictly positive"));
        }
        crate::gil::set_switch_interval(interval);
        Ok(())
    }

    /// Flags for dlopen.
    #[function("()")]
    fn getdlopenflags() -> i32 {
        hooks::DLOPEN_FLAGS.get()
    }

    /// Sets the flags for dlopen.
    #[function("($module, flags, /)")]
    fn setdlopenflags(flags: &Object) -> PyResult<()> {
        hooks::DLOPEN_FLAGS.set(hooks::c_int(flags)?);
        Ok(())
    }

    /// The depth of origin tracking of coroutines.
    #[function("()")]
    fn get_coroutine_origin_tracking_depth() -> i32 {
        // SAFETY: the thread state is ours.
        unsafe { (*tstate::current()).coroutine_origin_tracking_depth }
    }

    /// Sets the depth of origin tracking of coroutines.
    #[function("(depth)")]
    fn set_coroutine_origin_tracking_depth(depth: i32) -> PyResult<()> {
        if depth < 0 {
            return Err(raise!(ValueError, "depth must be >= 0"));
        }
        // SAFETY: the thread state is ours.
        unsafe { (*tstate::current()).coroutine_origin_tracking_depth = depth }
        Ok(())
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        for (alias, name) in [
            ("__breakpointhook__", "breakpointhook"),
            ("__displayhook__", "displayhook"),
            ("__excepthook__", "excepthook"),
            ("__unraisablehook__", "unraisablehook"),
        ] {
            module.add(alias, module.get(name)?)?;
        }
        Ok(())
    }
}

fn size_of_object(object: &Object) -> PyResult<usize> {
    let Some(size) = pyston_object::call::call_special(object, name!("__sizeof__"), &[])? else {
        return Err(raise!(TypeError, "Type {:.100} doesn't define __sizeof__", object.type_name()));
    };
    let size = protocol::index_as_ssize(&size)?;
    if size < 0 {
        return Err(raise!(ValueError, "__sizeof__() should return >= 0"));
    }
    let head = if pyston_object::gc::has_head(object) { alloc::GC_HEAD } else { 0 };
    Ok(size as usize + head)
}
