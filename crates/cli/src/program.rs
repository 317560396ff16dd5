//! Running the program that the command line names, in the order of CPython's `Py_RunMain`.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use pyston_builtins::codecs::decode_file_name;
use pyston_compiler::parse::Mode;
use pyston_object::prelude::*;
use pyston_object::{attr, call};
use pyston_runtime::builtins_module::run_code;
use pyston_runtime::compile::{self, Request};
use pyston_runtime::{audit, config, import, lifecycle, marshal, sys};

use crate::command_line::Program;
use crate::repl;

/// Runs the program, then the prompt if one is asked for; gives the exit status.
pub fn run(program: Option<&Program>, skip_first_line: bool) -> i32 {
    let program = program.unwrap_or(&Program::Stdin);
    let is_prompt = *program == Program::Stdin && repl::is_wanted();
    let status = match run_program(program, skip_first_line) {
        Ok(()) => 0,
        Err(raised) if is_prompt => lifecycle::report_exit(raised),
        Err(raised) => report(raised),
    };
    if !is_prompt && wants_prompt_after() {
        return repl::run(false);
    }
    status
}

/// Prints what ended the program. While a prompt follows, `SystemExit` does not exit.
fn report(raised: Raised) -> i32 {
    if wants_prompt_after() && raised.is(&exc::SystemExit) {
        let pending = errors::take(raised).into_instance();
        if sys::print_exception(None, &pending).is_err() {
            errors::clear();
        }
        return 1;
    }
    lifecycle::report_exit(raised)
}

/// `-i`, or `PYTHONINSPECT`, which the program itself may have set.
fn wants_prompt_after() -> bool {
    let flags = config::get().flags;
    let by_variable =
        || flags.ignore_environment == 0 && std::env::var_os("PYTHONINSPECT").is_some_and(|value| !value.is_empty());
    (flags.inspect != 0 || by_variable()) && (flags.interactive != 0 || repl::stdin_is_terminal())
}

fn run_program(program: &Program, skip_first_line: bool) -> PyResult<()> {
    match program {
        Program::Command(text) => run_command(text),
        Program::Module(name) => {
            let here = std::env::current_dir().unwrap_or_default();
            first_on_path(here.as_os_str())?;
            let name = decode_file_name(name.as_bytes())?;
            run_module(&name, true)
        }
        Program::Script(path) => run_script(path, skip_first_line),
        Program::Stdin => {
            first_on_path(OsStr::new(""))?;
            if repl::is_wanted() {
                repl::startup()?;
                audit::raise("cpython.run_stdin", &[])?;
                let status = repl::run(true);
                return if status == 0 {
                    Ok(())
                } else {
                    Err(errors::raise_object(&exc::SystemExit, status.into_py()?))
                };
            }
            audit::raise("cpython.run_stdin", &[])?;
            set_loader(&*lifecycle::main_namespace()?, "BuiltinImporter")?;
            let mut source = Vec::new();
            std::io::Read::read_to_end(&mut std::io::stdin(), &mut source).map_err(os_error)?;
            run_source(&without_first_line(source, skip_first_line), &*Str::new("<stdin>")?, true)
        }
    }
}

fn os_error(error: std::io::Error) -> Raised {
    errors::os_error(error.raw_os_error().unwrap_or(0), None)
}

/// Puts an entry before the library on `sys.path`.
fn first_on_path(entry: &OsStr) -> PyResult<()> {
    if config::get().flags.isolated != 0 {
        return Ok(());
    }
    match sys::get(name!("path"))?.map(Py::downcast_into::<List>) {
        Some(Ok(path)) => path.insert(0, decode_file_name(entry.as_bytes())?.into_object()),
        _ => Ok(()),
    }
}

fn set_loader(namespace: &Dict, class: &str) -> PyResult<()> {
    let loader = attr::getattr_str(import::bootstrap()?, &Str::intern(class))?;
    namespace.set_str(name!("__loader__"), loader)
}

fn run_command(text: &OsStr) -> PyResult<()> {
    first_on_path(OsStr::new(""))?;
    set_loader(&*lifecycle::main_namespace()?, "BuiltinImporter")?;
    let line = [text.as_bytes(), b"\n"].concat();
    let command = decode_file_name(&line)?;
    audit::raise("cpython.run_command", &[&command])?;
    let source = match command.to_utf8() {
        Ok(source) => source.into_owned().into_bytes(),
        Err(raised) => {
            sys::write_stderr("Unable to decode the command from the command line:\n")?;
            return Err(raised);
        }
    };
    run_source(&source, &*Str::new("<string>")?, false)
}

fn run_module(name: &Str, alter_argv: bool) -> PyResult<()> {
    audit::raise("cpython.run_module", &[name])?;
    let runpy = import::import_module("runpy").inspect_err(|_| eprintln!("Could not import runpy module"))?;
    let function = attr::getattr_str(&runpy, name!("_run_module_as_main"))?;
    call::call(&function, &[name, singletons::bool(alter_argv).as_object()]).map(drop)
}

/// Does a path hook take the path: is it a directory or an archive?
fn has_importer(path: &Str) -> PyResult<bool> {
    let Some(hooks) = sys::get(name!("path_hooks"))?.and_then(|hooks| hooks.downcast_into::<List>().ok()) else {
        return Ok(false);
    };
    for at in 0..hooks.len() {
        let Some(hook) = hooks.get(at) else { break };
        match call::call(&hook, &[path]) {
            Ok(importer) => return Ok(!importer.is_none()),
            Err(raised) if raised.is(&exc::ImportError) => raised.clear(),
            Err(raised) => return Err(raised),
        }
    }
    Ok(false)
}

fn run_script(path: &OsStr, skip_first_line: bool) -> PyResult<()> {
    let file = Path::new(path);
    let name = decode_file_name(path.as_bytes())?;
    if has_importer(&name)? {
        match sys::get(name!("path"))?.map(Py::downcast_into::<List>) {
            Some(Ok(list)) => list.insert(0, name.clone().into_object())?,
            _ => return Err(raise!(RuntimeError, "unable to get sys.path")),
        }
        return run_module(&*Str::new("__main__")?, false);
    }
    let real = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_path_buf());
    first_on_path(real.parent().unwrap_or(Path::new("")).as_os_str())?;
    let quit = |status: i32| -> PyResult<()> { Err(errors::raise_object(&exc::SystemExit, status.into_py()?)) };
    let executable = config::get().executable.to_string_lossy();
    if file.is_dir() {
        eprintln!("{executable}: '{}' is a directory, cannot continue", path.to_string_lossy());
        return quit(1);
    }
    let source = match std::fs::read(file) {
        Ok(source) => source,
        Err(error) => {
            let number = error.raw_os_error().unwrap_or(0);
            let reason = errors::strerror(number);
            eprintln!("{executable}: can't open file '{}': [Errno {number}] {reason}", path.to_string_lossy());
            return quit(2);
        }
    };
    audit::raise("cpython.run_file", &[&name])?;
    let namespace = lifecycle::main_namespace()?;
    namespace.set_str(name!("__file__"), name.clone().into_object())?;
    namespace.set_str(name!("__cached__"), singletons::py_none())?;
    let is_compiled = path.as_bytes().ends_with(b".pyc") || source.starts_with(&PYC_MAGIC);
    set_file_loader(&namespace, &name, if is_compiled { "SourcelessFileLoader" } else { "SourceFileLoader" })?;
    if is_compiled {
        return run_compiled(&source, &namespace);
    }
    run_source(&without_first_line(source, skip_first_line), &name, true)
}

/// The first two bytes of `.pyc` files of 3.8, and the line end that follows them.
const PYC_MAGIC: [u8; 4] = [0x55, 0x0d, 0x0d, 0x0a];
const PYC_HEADER: usize = 16;

fn run_compiled(bytes: &[u8], namespace: &Dict) -> PyResult<()> {
    if !bytes.starts_with(&PYC_MAGIC) {
        return Err(raise!(RuntimeError, "Bad magic number in .pyc file"));
    }
    let code = marshal::loads(bytes.get(PYC_HEADER..).unwrap_or_default())?;
    match code.downcast_into::<pyston_runtime::code::Code>() {
        Ok(code) => run_code(&code, namespace, namespace).map(drop),
        Err(_) => Err(raise!(RuntimeError, "Bad code object in .pyc file")),
    }
}

fn set_file_loader(namespace: &Dict, path: &Str, class: &str) -> PyResult<()> {
    let external = import::import_module("_frozen_importlib_external")?;
    let loader = attr::getattr_str(&external, &Str::intern(class))?;
    let loader = call::call(&loader, &[&*"__main__".into_py()?, path])?;
    namespace.set_str(name!("__loader__"), loader)
}

/// `-x`: the first line is left empty, so that line numbers stay.
fn without_first_line(mut source: Vec<u8>, skip: bool) -> Vec<u8> {
    if skip {
        let end = source.iter().position(|&byte| byte == b'\n').unwrap_or(source.len());
        source.drain(..end);
    }
    source
}

/// Runs a source in `__main__`.
pub fn run_source(source: &[u8], filename: &Str, is_file: bool) -> PyResult<()> {
    let namespace = lifecycle::main_namespace()?;
    let code = compile::compile(source, &request(filename, is_file))?;
    crate::dump::print(&code)?;
    audit::raise("exec", &[&code])?;
    let result = run_code(&code, &namespace, &namespace).map(drop);
    drop(code);
    result
}

/// How a program is compiled.
pub fn request(filename: &Str, is_file: bool) -> Request<'_> {
    Request { filename, mode: Mode::Exec, flags: 0, optimize: -1, is_text: !is_file, is_file, feature_version: None }
}

/// A file that is run before the prompt.
pub fn run_startup_file(path: &OsString) -> PyResult<()> {
    let name = decode_file_name(path.as_bytes())?;
    audit::raise("cpython.run_startup", &[&name])?;
    match std::fs::read(path) {
        Ok(source) => run_source(&source, &name, true),
        Err(error) => {
            sys::write_stderr("Could not open PYTHONSTARTUP\n")?;
            Err(errors::os_error(error.raw_os_error().unwrap_or(0), Some(&name)))
        }
    }
}
