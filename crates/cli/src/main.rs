//! The `pyston` executable: options, wiring of the crates, running a program.
//!
//! It has C's `main`: Rust's own start-up opens standard descriptors that are closed, and a program may ask.
// The test harness brings a `main` of its own.
#![cfg_attr(not(test), no_main)]

mod command_line;
mod dump;
mod environment;
mod help;
mod paths;
mod program;
mod repl;

use std::ffi::OsStr;

// The C API has no callers here; the linker exports it.
use pyston_capi as _;
use pyston_object::prelude::*;
use pyston_runtime::config::Locale;
use pyston_runtime::{inittab, lifecycle};

use command_line::{BadOption, CommandLine};
use environment::{BadSetting, Variables};

#[cfg_attr(not(test), unsafe(no_mangle))]
extern "C" fn main(_argc: std::ffi::c_int, _argv: *const *const std::ffi::c_char) -> std::ffi::c_int {
    // Deep recursion of native code needs room; the stack is committed lazily.
    const STACK: usize = 512 << 20;
    // The interpreter's thread ends the process itself: in a forked child it is the only one.
    let run = || std::process::exit(run());
    let thread = std::thread::Builder::new().name("main".into()).stack_size(STACK).spawn(run);
    leave_signals_to_other_threads();
    match thread {
        Ok(thread) => {
            let Err(_) = thread.join();
            std::process::exit(134)
        }
        Err(error) => {
            eprintln!("pyston: cannot start: {error}");
            std::process::exit(1)
        }
    }
}

/// The system prefers the first thread for delivering signals; but it is the interpreter's thread whose
/// system calls they shall interrupt.
fn leave_signals_to_other_threads() {
    // SAFETY: a mask filled by the C library.
    unsafe {
        let mut all: libc::sigset_t = std::mem::zeroed();
        libc::sigfillset(&mut all);
        libc::pthread_sigmask(libc::SIG_BLOCK, &all, std::ptr::null_mut());
    }
}

/// Runs the process; gives its exit status.
fn run() -> i32 {
    let line = match CommandLine::parse(std::env::args_os().skip(1)) {
        Ok(line) => line,
        Err(BadOption(message)) => {
            eprintln!("{message}\n{}\nTry `python -h' for more information.", help::usage());
            return 2;
        }
    };
    if let Some(answer) = line.answer {
        help::answer(answer);
        return 0;
    }
    match start(&line) {
        Ok(()) => {
            let status = program::run(line.program.as_ref(), line.skip_first_line);
            let status = lifecycle::shut_down(status);
            lifecycle::die_of_interrupt(status);
            status
        }
        Err(status) => status,
    }
}

/// Brings the interpreter up; on failure everything is said and the exit status given.
fn start(line: &CommandLine) -> Result<(), i32> {
    let fatal = |setting: BadSetting| {
        setting.report();
        1
    };
    let allocator = environment::allocator(line).map_err(fatal)?;
    pyston_object::layers::choose(allocator.is_system, allocator.is_guarded);
    let utf8 = environment::utf8_mode(line).map_err(fatal)?;
    let (locale, is_utf8) = locale(line, utf8);
    let frames = environment::tracemalloc(line).map_err(fatal)?;
    let config = environment::configure(line.clone(), locale, is_utf8).map_err(fatal)?;
    let wants_faulthandler = config.flags.dev_mode
        || config.x_option("faulthandler").is_some()
        || Variables::new(line).get("PYTHONFAULTHANDLER").is_some();
    pyston_modules::faulthandler::install_panic_hook();
    inittab::install(pyston_modules::MODULES);
    pyston_modules::install();
    pyston_interp::install();
    pyston_interp::modes::configure(&config);
    if dump::is_alone(&config) {
        return Err(dump::alone(config, line.program.as_ref()));
    }
    if let Err(raised) = lifecycle::start_core(config).and_then(|()| lifecycle::start_importlib()) {
        return Err(no_library(raised));
    }
    pyston_modules::signal::init().map_err(|raised| {
        eprintln!("Fatal Python error: initsigs: signal handling cannot be set up");
        lifecycle::report_exit(raised)
    })?;
    if let Some(frames) = frames {
        pyston_modules::tracemalloc::start(frames as isize).map_err(|raised| {
            eprintln!("Fatal Python error: pyinit_main: can't initialize tracemalloc");
            eprintln!("Python runtime state: core initialized");
            lifecycle::report_exit(raised)
        })?;
    }
    let services = || if wants_faulthandler { call("faulthandler", "enable", &[]) } else { Ok(()) };
    services().and_then(|()| lifecycle::start_library()).map_err(|raised| {
        eprintln!("Fatal Python error: init_sys_streams: start-up failed\nPython runtime state: core initialized");
        lifecycle::report_exit(raised)
    })?;
    pyston_interp::modes::start_stress(pyston_runtime::config::get());
    Ok(())
}

/// Calls a function of a module.
fn call(module: &str, function: &str, args: &[&Object]) -> PyResult<()> {
    let module = pyston_runtime::import::import_module(module)?;
    pyston_object::call::call_method(&module, &Str::intern(function), args).map(drop)
}

/// Sets the process's locale (PEP 538, PEP 540); gives what it means for texts, and whether UTF-8 mode is on.
fn locale(line: &CommandLine, utf8: Option<bool>) -> (Locale, bool) {
    let setting = Variables::new(line).get("PYTHONCOERCECLOCALE");
    let found = pyston_modules::locale::init(setting.as_deref() != Some(OsStr::new("0")));
    if let Some(warning) = found.warning.filter(|_| setting.as_deref() == Some(OsStr::new("warn"))) {
        eprintln!("{warning}");
    }
    let is_utf8 = utf8.unwrap_or(found.is_c);
    let codeset = if is_utf8 { "UTF-8".into() } else { found.codeset };
    (Locale { codeset, is_lenient: found.is_lenient || is_utf8 }, is_utf8)
}

/// Says that there is no library, and where it was looked for.
fn no_library(raised: Raised) -> i32 {
    let config = pyston_runtime::config::get();
    eprintln!("Python path configuration:");
    match std::env::var_os("PYTHONHOME").filter(|_| config.flags.ignore_environment == 0) {
        Some(home) => eprintln!("  PYTHONHOME = '{}'", home.to_string_lossy()),
        None => eprintln!("  PYTHONHOME = (not set)"),
    }
    eprintln!("  sys.executable = '{}'", config.executable.to_string_lossy());
    eprintln!("  sys.prefix = '{}'", config.prefix.to_string_lossy());
    eprintln!("  sys.exec_prefix = '{}'\n  sys.path = [", config.exec_prefix.to_string_lossy());
    for path in &config.module_search_paths {
        eprintln!("    '{}',", path.to_string_lossy());
    }
    eprintln!("  ]");
    eprintln!("Fatal Python error: init_fs_encoding: failed to get the Python codec of the filesystem encoding");
    eprintln!("Python runtime state: core initialized");
    lifecycle::report_exit(raised);
    eprintln!("(set PYTHONHOME to a folder that has lib/python3.8 in it)");
    1
}
