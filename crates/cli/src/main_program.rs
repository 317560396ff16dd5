//! Running the program that the command line names.

use std::path::Path;

use pyston_compiler::parse::Mode;
use pyston_interp::dump::Forms;
use pyston_interp::modes;
use pyston_object::prelude::*;
use pyston_object::{attr, call};
use pyston_runtime::builtins_module::run_code;
use pyston_runtime::code::Code;
use pyston_runtime::compile::{self, Request};
use pyston_runtime::config::Config;
use pyston_runtime::{import, inittab, lifecycle, sys};

use crate::options::{self, BadOption, Options, Program};

const USAGE: &str = "usage: pyston [option] ... [-c cmd | -m mod | file | -] [arg] ...";

/// Runs the process; gives its exit status.
pub fn run() -> i32 {
    let args: Vec<String> = std::env::args_os().skip(1).map(|arg| arg.to_string_lossy().into_owned()).collect();
    let Options { program, config } = match options::parse(&args) {
        Ok(options) => options,
        Err(BadOption(message)) => {
            eprintln!("{message}\n{USAGE}\nTry `pyston -h' for more information.");
            return 2;
        }
    };
    match program {
        Program::Version => {
            println!("Python 3.8.18");
            return 0;
        }
        Program::Help => {
            println!("{USAGE}\n{}", options::HELP);
            return 0;
        }
        _ => (),
    }
    pyston_modules::locale::init();
    inittab::install(pyston_modules::MODULES);
    pyston_modules::install();
    pyston_interp::install();
    modes::configure(&config);
    if config.x_option_has("dump", "norun") {
        return dump_alone(config, &program);
    }
    if let Err(raised) = lifecycle::start_core(config).and_then(|()| lifecycle::start_library()) {
        eprintln!("Fatal Python error: start-up failed (is PYTHONHOME a Python 3.8 installation?)");
        lifecycle::report_exit(raised);
        return 1;
    }
    if let Err(raised) = pyston_modules::signal::init() {
        eprintln!("Fatal Python error: initsigs: signal handling cannot be set up");
        return lifecycle::report_exit(raised);
    }
    modes::start_stress(pyston_runtime::config::get());
    let status = match run_program(&program) {
        Ok(()) => 0,
        Err(raised) => lifecycle::report_exit(raised),
    };
    lifecycle::shut_down(status)
}

/// `-X dump=..,norun`: prints the forms of a script that is not run. Needs no library.
fn dump_alone(config: Config, program: &Program) -> i32 {
    let Program::Script(path) = program else {
        eprintln!("-X dump=norun needs a file");
        return 2;
    };
    let source = match std::fs::read(path) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{path}: {error}");
            return 2;
        }
    };
    let printed = lifecycle::start_core(config).and_then(|()| {
        let filename = Str::intern(path);
        let code = compile::compile(&source, &request(&filename, true))?;
        print_forms(&code)
    });
    match printed {
        Ok(()) => 0,
        Err(raised) => lifecycle::report_exit(raised),
    }
}

/// `-X dump=..`: prints the forms of the program's code objects.
fn print_forms(code: &Code) -> PyResult<()> {
    let forms = Forms::parse(pyston_runtime::config::get().x_option("dump").unwrap_or_default());
    if !forms.is_empty() {
        eprint!("{}", pyston_interp::dump::text(code, forms)?);
    }
    Ok(())
}

fn run_program(program: &Program) -> PyResult<()> {
    let namespace = lifecycle::main_namespace()?;
    match program {
        Program::Command(text) => {
            first_on_path("")?;
            set_loader(&namespace, "BuiltinImporter")?;
            run_source(text.as_bytes(), "<string>", false, &namespace)
        }
        Program::Module(name) => {
            let here = std::env::current_dir().map(|path| path.to_string_lossy().into_owned()).unwrap_or_default();
            first_on_path(&here)?;
            run_module(name, true)
        }
        Program::Script(path) => run_script(path, &namespace),
        Program::Stdin => {
            first_on_path("")?;
            set_loader(&namespace, "BuiltinImporter")?;
            let mut source = Vec::new();
            if let Err(error) = std::io::Read::read_to_end(&mut std::io::stdin(), &mut source) {
                return Err(errors::os_error(error.raw_os_error().unwrap_or(0), None));
            }
            run_source(&source, "<stdin>", true, &namespace)
        }
        Program::Version | Program::Help => Ok(()),
    }
}

fn first_on_path(entry: &str) -> PyResult<()> {
    if pyston_runtime::config::get().flags.isolated != 0 {
        return Ok(());
    }
    match sys::get(name!("path"))?.map(Py::downcast_into::<List>) {
        Some(Ok(path)) => path.insert(0, pyston_builtins::codecs::decode_file_name(entry.as_bytes())?.into_object()),
        _ => Ok(()),
    }
}

fn set_loader(namespace: &Dict, class: &str) -> PyResult<()> {
    let loader = attr::getattr_str(import::bootstrap()?, &Str::intern(class))?;
    namespace.set_str(name!("__loader__"), loader)
}

fn run_module(name: &str, alter_argv: bool) -> PyResult<()> {
    let runpy = import::import_module("runpy")?;
    let function = attr::getattr_str(&runpy, name!("_run_module_as_main"))?;
    call::call(&function, &[&*name.into_py()?, singletons::bool(alter_argv).as_object()]).map(drop)
}

fn run_script(path: &str, namespace: &Dict) -> PyResult<()> {
    let file = Path::new(path);
    let is_archive = || std::fs::read(file).is_ok_and(|bytes| bytes.windows(4).any(|window| window == b"PK\x05\x06"));
    if file.is_dir() || (file.extension().is_none_or(|extension| extension != "py") && is_archive()) {
        first_on_path(path)?;
        return run_module("__main__", false);
    }
    let folder = match std::fs::canonicalize(file) {
        Ok(real) if file.is_symlink() => real.parent().map(Path::to_path_buf),
        _ => file.parent().map(Path::to_path_buf),
    };
    first_on_path(&folder.unwrap_or_default().to_string_lossy())?;
    let source = match std::fs::read(file) {
        Ok(source) => source,
        Err(error) => {
            let number = error.raw_os_error().unwrap_or(0);
            eprintln!(
                "{}: can't open file '{path}': [Errno {number}] {}",
                pyston_runtime::config::get().executable,
                errors::strerror(number)
            );
            return Err(errors::raise_object(&exc::SystemExit, 2.into_py()?));
        }
    };
    namespace.set_str(name!("__file__"), pyston_builtins::codecs::decode_file_name(path.as_bytes())?.into_object())?;
    namespace.set_str(name!("__cached__"), singletons::py_none())?;
    let external = import::import_module("_frozen_importlib_external")?;
    let loader = attr::getattr_str(&external, name!("SourceFileLoader"))?;
    let loader = call::call(&loader, &[&*"__main__".into_py()?, &*path.into_py()?])?;
    namespace.set_str(name!("__loader__"), loader)?;
    run_source(&source, path, true, namespace)
}

fn run_source(source: &[u8], filename: &str, is_file: bool, namespace: &Dict) -> PyResult<()> {
    let filename = pyston_builtins::codecs::decode_file_name(filename.as_bytes())?;
    let code = compile::compile(source, &request(&filename, is_file))?;
    print_forms(&code)?;
    let result = run_code(&code, namespace, namespace).map(drop);
    drop(code);
    result
}

fn request(filename: &Str, is_file: bool) -> Request<'_> {
    Request { filename, mode: Mode::Exec, flags: 0, optimize: -1, is_text: !is_file, is_file, feature_version: None }
}
