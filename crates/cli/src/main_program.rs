//! Running the program that the command line names.

use pyston_compiler::parse::Mode;
use pyston_object::prelude::*;
use pyston_runtime::builtins_module::run_code;
use pyston_runtime::compile::{self, Request};
use pyston_runtime::{inittab, lifecycle};

use crate::options::{self, BadOption, Options, Program};

/// Runs the process; gives its exit status.
pub fn run() -> i32 {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Options { program, config } = match options::parse(&args) {
        Ok(options) => options,
        Err(BadOption(message)) => {
            eprintln!(
                "{message}\nusage: pyston [option] ... [-c cmd | -m mod | file | -] [arg] ...\nTry `pyston -h' for more information."
            );
            return 2;
        }
    };
    match program {
        Program::Version => {
            println!("Python 3.8.18");
            return 0;
        }
        Program::Help => {
            println!("usage: pyston [option] ... [-c cmd | -m mod | file | -] [arg] ...");
            return 0;
        }
        _ => (),
    }
    inittab::install(pyston_modules::MODULES);
    pyston_interp::install();
    if let Err(raised) = lifecycle::start_core(config) {
        eprintln!("Fatal Python error: start-up failed");
        return lifecycle::report_exit(raised);
    }
    if let Err(raised) = pyston_runtime::imp::start() {
        eprintln!("Fatal Python error: initimport: importlib cannot be set up");
        return lifecycle::report_exit(raised);
    }
    if let Err(raised) = pyston_modules::signal::init() {
        eprintln!("Fatal Python error: initsigs: signal handling cannot be set up");
        return lifecycle::report_exit(raised);
    }
    let status = match run_program(&program) {
        Ok(()) => 0,
        Err(raised) => lifecycle::report_exit(raised),
    };
    lifecycle::shut_down(status)
}

fn run_program(program: &Program) -> PyResult<()> {
    let namespace = lifecycle::main_namespace()?;
    match program {
        Program::Command(text) => run_source(text.as_bytes(), "<string>", false, &namespace),
        Program::Script(path) => match std::fs::read(path) {
            Ok(source) => {
                namespace.set_str(name!("__file__"), path.as_str().into_py()?)?;
                run_source(&source, path, true, &namespace)
            }
            Err(error) => {
                eprintln!("pyston: can't open file '{path}': {error}");
                Err(errors::raise_object(&exc::SystemExit, 2.into_py()?))
            }
        },
        _ => Err(raise!(NotImplementedError, "this way of running is not there yet")),
    }
}

fn run_source(source: &[u8], filename: &str, is_file: bool, namespace: &Dict) -> PyResult<()> {
    let filename = Str::new(filename)?;
    let request = Request { filename: &filename, mode: Mode::Exec, flags: 0, optimize: -1, is_text: !is_file, is_file };
    let code = compile::compile(source, &request)?;
    run_code(&code, namespace, namespace).map(drop)
}
