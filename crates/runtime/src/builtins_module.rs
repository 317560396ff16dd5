//! The functions of `builtins` that need frames, the compiler or the import system, and the module
//! itself.

use pyston_compiler::parse::Mode;
use pyston_object::args::{FunctionName, Signature, check_str};
use pyston_object::buffer::Buffer;
use pyston_object::call;
use pyston_object::convert::{ArgContext, ArgPlace};
use pyston_object::prelude::*;

use crate::code::Code;
use crate::compile::{self, PYCF_ONLY_AST, Request};
use crate::frame::Frame;
use crate::function::Function;
use crate::{binding, call_frame, eval, function, import};

pub struct RuntimeFunctions;

/// The namespace as it was made.
static INITIAL: GilCell<*mut pyston_object::abi::PyObject> = GilCell::new(std::ptr::null_mut());

fn initial() -> Option<&'static Dict> {
    // SAFETY: null or a dict whose reference is never dropped.
    unsafe { Object::from_nullable(INITIAL.get()).map(|dict| dict.cast_unchecked::<Dict>()) }
}

/// Notes what is in the module before any program changes it.
pub(crate) fn remember(builtins: &Module) -> PyResult<()> {
    INITIAL.set(builtins.dict().copy()?.into_ptr());
    Ok(())
}

/// Makes the namespace what it was at first.
pub(crate) fn restore(builtins: &Dict) -> PyResult<()> {
    let Some(initial) = initial() else { return Ok(()) };
    // What the program put there dies after the names are restored.
    let changed = builtins.copy()?;
    Dict::clear(builtins);
    builtins.merge(initial, true)?;
    drop(changed);
    Ok(())
}

/// The first `__import__`, whatever the program made of it.
pub(crate) fn import_function() -> PyResult {
    match initial().map(|initial| initial.get_str(name!("__import__"))) {
        Some(Ok(Some(function))) => Ok(function),
        Some(Err(raised)) => Err(raised),
        _ => Err(raise!(ImportError, "__import__ not found")),
    }
}

/// Is this the first `__import__`? The import statement then does without the call.
pub fn is_import_function(function: &Object) -> bool {
    initial()
        .is_some_and(|initial| matches!(initial.get_str(name!("__import__")), Ok(Some(first)) if first.is(function)))
}

fn import_level(object: &Object) -> PyResult<i32> {
    i32::from_arg(object, ArgContext::new(IMPORT.function, ArgPlace::Parsed(5)))
}

fn check_level(argument: &Object, _: ArgContext) -> PyResult<()> {
    import_level(argument).map(drop)
}

static IMPORT: Signature = Signature {
    function: FunctionName::Text("__import__"),
    parameters: &["name", "globals", "locals", "fromlist", "level"],
    n_posonly: 0,
    n_positional: 5,
    n_required: 1,
    required_keywords: &[],
    early: &[(0, check_str), (4, check_level)],
};

#[pymodule("builtins")]
impl RuntimeFunctions {
    /// The dictionary of the running code's global variables.
    #[function("()")]
    fn globals() -> PyResult {
        match Frame::current() {
            Some(frame) => Ok(frame.globals().new_ref().into_object()),
            None => Err(raise!(SystemError, "frame does not exist")),
        }
    }

    /// A dictionary of the running code's local variables.
    #[function("()")]
    fn locals() -> PyResult {
        match Frame::current() {
            Some(frame) => crate::frame_locals::of(frame),
            None => Err(raise!(SystemError, "frame does not exist")),
        }
    }

    /// Imports a module; the import statement calls this.
    #[function]
    fn __import__(args: Args<'_>) -> PyResult {
        let _level = pyston_object::tstate::enter_varargs()?;
        let mut bound: [Option<&Object>; 5] = [None; 5];
        args.bind(&IMPORT, &mut bound)?;
        let [Some(name), ..] = bound else { return Err(errors::bad_internal_call()) };
        check_str(name, ArgContext::new(IMPORT.function, ArgPlace::Index(1)))?;
        let level = bound[4].map_or(Ok(0), import_level)?;
        import::import(name, bound[1], bound[3], level.into())
    }

    /// Compiles source, or a syntax tree, to a code object.
    #[function("(source, filename, mode, flags=0,\n        dont_inherit=False, optimize=-1, *, _feature_version=-1)")]
    fn compile(
        source: &Object,
        FileName(filename): FileName,
        mode: &Str,
        flags: i32,
        dont_inherit: bool,
        optimize: i32,
        _feature_version: i32,
    ) -> PyResult {
        if !(-1..=2).contains(&optimize) {
            return Err(raise!(ValueError, "compile(): invalid optimize value"));
        }
        let mut flags = flags as u32;
        if flags & !KNOWN_FLAGS != 0 {
            return Err(raise!(ValueError, "compile(): unrecognised flags"));
        }
        if !dont_inherit {
            flags |= inherited_flags();
        }
        let mode = match &*mode.to_string_lossy() {
            "exec" => Mode::Exec,
            "eval" => Mode::Eval,
            "single" => Mode::Single,
            "func_type" if flags & PYCF_ONLY_AST != 0 => Mode::FuncType,
            "func_type" => {
                return Err(raise!(ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST"));
            }
            _ if flags & PYCF_ONLY_AST != 0 => {
                return Err(raise!(ValueError, "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"));
            }
            _ => return Err(raise!(ValueError, "compile() mode must be 'exec', 'eval' or 'single'")),
        };
        if let Some(result) = crate::ast::compile(source, &filename, mode, flags, optimize)? {
            return Ok(result);
        }
        let (text, is_text) = source_text(source, "compile")?;
        let feature_version = u8::try_from(_feature_version).ok();
        let request = Request { filename: &filename, mode, flags, optimize, is_text, is_file: false, feature_version };
        if flags & PYCF_ONLY_AST != 0 {
            return crate::ast::parse(&text, &request);
        }
        compile::compile(&text, &request).map(Py::into_object)
    }

    /// The value of an expression, given as text or code object.
    #[function("(source, globals=None, locals=None, /)")]
    fn eval(source: &Object, globals: Option<&Object>, locals: Option<&Object>) -> PyResult {
        let (globals, locals) = namespaces("eval", globals, locals)?;
        if let Some(code) = source.downcast_exact::<Code>() {
            (pyston_object::hooks::get().audit)("exec", &[code])?;
            if !code.freevars().is_empty() {
                return Err(raise!(TypeError, "code object passed to eval() may not contain free variables"));
            }
            return run_code(code, &globals, &locals);
        }
        let (text, is_text) = source_text(source, "eval")?;
        let start = text.iter().position(|byte| !matches!(byte, b' ' | b'\t')).unwrap_or(text.len());
        let filename = Str::intern("<string>");
        let request = Request {
            filename: &filename,
            mode: Mode::Eval,
            flags: inherited_flags(),
            optimize: -1,
            is_text,
            is_file: false,
            feature_version: None,
        };
        let code = compile::compile(&text[start..], &request)?;
        crate::audit::raise("exec", &[&code])?;
        run_code(&code, &globals, &locals)
    }

    /// Runs statements, given as text or code object.
    #[function("(source, globals=None, locals=None, /)")]
    fn exec(source: &Object, globals: Option<&Object>, locals: Option<&Object>) -> PyResult<()> {
        let (globals, locals) = namespaces("exec", globals, locals)?;
        if let Some(code) = source.downcast_exact::<Code>() {
            (pyston_object::hooks::get().audit)("exec", &[code])?;
            if !code.freevars().is_empty() {
                return Err(raise!(TypeError, "code object passed to exec() may not contain free variables"));
            }
            return run_code(code, &globals, &locals).map(drop);
        }
        let (text, is_text) = source_text(source, "exec")?;
        let filename = Str::intern("<string>");
        let request = Request {
            filename: &filename,
            mode: Mode::Exec,
            flags: inherited_flags(),
            optimize: -1,
            is_text,
            is_file: false,
            feature_version: None,
        };
        let code = compile::compile(&text, &request)?;
        crate::audit::raise("exec", &[&code])?;
        run_code(&code, &globals, &locals).map(drop)
    }
}

/// `PyCF_MASK`, `PyCF_MASK_OBSOLETE` and what `compile()` accepts beside them.
const KNOWN_FLAGS: u32 = pyston_compiler::options::PYCF_MASK | 0x10 | 0x3700;

/// The `__future__` features of the calling code.
fn inherited_flags() -> u32 {
    Frame::current().map_or(0, |frame| frame.code().flags() as u32 & pyston_compiler::options::PYCF_MASK)
}

/// An argument of `compile` and the like that is converted like a path, before the arguments after it are looked at.
pub struct FileName(pub Py<Str>);

impl FromArg<'_> for FileName {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        let name = file_name(object)?;
        if name.data().iter().any(|point| point == 0) {
            return Err(raise!(ValueError, "embedded null character"));
        }
        Ok(FileName(name))
    }
}

/// A file name argument: a string, bytes or path object.
pub fn file_name(object: &Object) -> PyResult<Py<Str>> {
    if let Some(text) = object.downcast::<Str>() {
        return Ok(text.new_ref());
    }
    if let Some(bytes) = object.downcast::<Bytes>() {
        return pyston_builtins::codecs::decode_file_name(bytes.as_slice());
    }
    if let Some(path) = call::call_special(object, name!("__fspath__"), &[])? {
        return file_name(&path);
    }
    let bytes = Buffer::new(object).map_err(|raised| {
        if raised.is(&exc::TypeError) {
            return raise!(TypeError, "expected str, bytes or os.PathLike object, not {:.200}", object.type_name());
        }
        raised
    })?;
    let message = format!("path should be string, bytes, or os.PathLike, not {:.200}", object.type_name());
    pyston_object::hooks::warn(&exc::DeprecationWarning, &message, 1)?;
    pyston_builtins::codecs::decode_file_name(&bytes.to_vec())
}

/// Source given to `compile`, `eval` or `exec`: bytes, and whether they are the UTF-8 of a `str`.
fn source_text(source: &Object, function: &str) -> PyResult<(Vec<u8>, bool)> {
    if let Some(text) = source.downcast::<Str>() {
        return Ok((text.utf8()?.as_bytes().to_vec(), true));
    }
    if pyston_object::buffer::has_buffer(source) {
        return Ok((Buffer::new(source)?.to_vec(), false));
    }
    let expected = if function == "compile" { "string, bytes or AST" } else { "string, bytes or code" };
    Err(raise!(TypeError, "{function}() arg 1 must be a {expected} object"))
}

/// The namespaces of `eval` and `exec`, with `__builtins__` in the globals.
fn namespaces(function: &str, globals: Option<&Object>, locals: Option<&Object>) -> PyResult<(Py<Dict>, Py)> {
    let mapping = |locals: &Object| -> PyResult<Py> {
        if protocol::is_mapping(locals) {
            return Ok(locals.new_ref());
        }
        Err(match function {
            "eval" => raise!(TypeError, "locals must be a mapping"),
            _ => raise!(TypeError, "locals must be a mapping or None, not {:.100}", locals.type_name()),
        })
    };
    let (globals, locals) = match (globals, locals) {
        (None, locals) => {
            let Some(frame) = Frame::current() else {
                return Err(raise!(SystemError, "globals and locals cannot be NULL"));
            };
            let own = match locals {
                Some(locals) => mapping(locals)?,
                None => crate::frame_locals::of(frame)?,
            };
            (frame.globals().new_ref(), own)
        }
        (Some(globals), locals) => {
            if let ("eval", Some(locals)) = (function, locals) {
                mapping(locals)?;
            }
            let Some(globals) = globals.downcast::<Dict>() else {
                return Err(match function {
                    "eval" if protocol::is_mapping(globals) => {
                        raise!(TypeError, "globals must be a real dict; try eval(expr, {{}}, mapping)")
                    }
                    "eval" => raise!(TypeError, "globals must be a dict"),
                    _ => raise!(TypeError, "exec() globals must be a dict, not {:.100}", globals.type_name()),
                });
            };
            let locals = match locals {
                Some(locals) => mapping(locals)?,
                None => globals.new_ref().into_object(),
            };
            (globals.new_ref(), locals)
        }
    };
    if globals.get_str(name!("__builtins__"))?.is_none() {
        globals.set_str(name!("__builtins__"), current_builtins()?)?;
    }
    Ok((globals, locals))
}

/// The builtins of the running code, or the module's namespace.
fn current_builtins() -> PyResult {
    match Frame::current() {
        Some(frame) => Ok(frame.builtins().new_ref()),
        None => match crate::sys::modules()?.get_str(name!("builtins"))? {
            Some(module) => Ok(module),
            None => Err(raise!(RuntimeError, "lost builtins module")),
        },
    }
}

/// Runs the code of a module, class body, `exec` or `eval` in these namespaces.
pub fn run_code(code: &Code, globals: &Dict, locals: &Object) -> PyResult {
    let builtins = function::builtins_for(globals)?;
    let frame = Frame::new(code, globals, &builtins, Some(locals))?;
    call_frame::make_cells(&frame, code, None)?;
    // `PyCF_ALLOW_TOP_LEVEL_AWAIT` makes coroutines of modules and expressions.
    if function::is_suspended_at_start(code) {
        return crate::generator::from_frame(frame, code.name(), code.name());
    }
    let _level = pyston_object::tstate::enter_recursive("")?;
    (eval::hooks().run)(&frame)
}

/// Runs a class statement's body, a function, in a namespace; gives its `__class__` cell or `None`.
pub fn run_class_body(body: &Object, namespace: &Object) -> PyResult {
    let Some(body) = body.downcast_exact::<Function>() else {
        return Err(raise!(TypeError, "__build_class__: func must be a function"));
    };
    let body = body.new_ref();
    let builtins = function::builtins_for(body.globals())?;
    let frame = Frame::new(body.code(), body.globals(), &builtins, Some(namespace))?;
    let none = Args { positional: &[], names: &[], values: &[] };
    binding::bind_arguments(&frame, body.code(), none, body.defaults(), body.kwdefaults())?;
    call_frame::make_cells(&frame, body.code(), body.closure())?;
    let _level = pyston_object::tstate::enter_recursive("")?;
    (eval::hooks().run)(&frame)
}

/// Makes the `builtins` module.
pub fn create() -> PyResult<Py<Module>> {
    use pyston_builtins::descriptors::{PyClassMethod_Type, PyProperty_Type, PyStaticMethod_Type, PySuper_Type};
    let module = Module::new("builtins")?;
    module.set_doc("Functions, types and exceptions that are known everywhere without an import.")?;
    pyston_builtins::builtin_functions::fill(&module)?;
    RuntimeFunctions::fill(&module)?;
    for ty in [&PyClassMethod_Type, &PyProperty_Type, &PyStaticMethod_Type, &PySuper_Type] {
        module.add(&ty.name(), ty.new_ref())?;
    }
    module.add("__debug__", crate::config::get().flags.optimize == 0)?;
    Ok(module)
}
