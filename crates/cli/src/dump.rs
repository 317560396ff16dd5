//! `-X dump=bytecode,regcode[,norun]`: prints what the program's code objects become.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use pyston_interp::dump::Forms;
use pyston_object::prelude::*;
use pyston_runtime::code::Code;
use pyston_runtime::config::Config;
use pyston_runtime::{compile, config, lifecycle};

use crate::command_line::Program;
use crate::program::request;

/// Is the program only to be printed?
pub fn is_alone(config: &Config) -> bool {
    config.x_option_has("dump", "norun")
}

/// Prints the forms of a script that is not run; gives the exit status. Needs no library.
pub fn alone(config: Config, program: Option<&Program>) -> i32 {
    let Some(Program::Script(path)) = program else {
        eprintln!("-X dump=norun needs a file");
        return 2;
    };
    let source = match std::fs::read(path) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{}: {error}", path.to_string_lossy());
            return 2;
        }
    };
    let printed = lifecycle::start_core(config).and_then(|()| {
        let filename = pyston_builtins::codecs::decode_file_name(path.as_bytes())?;
        let code = compile::compile(&source, &request(&filename, true))?;
        print(&code)
    });
    match printed {
        Ok(()) => 0,
        Err(raised) => lifecycle::report_exit(raised),
    }
}

/// Prints the forms that were asked for.
pub fn print(code: &Code) -> PyResult<()> {
    let wanted = config::get().x_option("dump").flatten().and_then(OsStr::to_str).unwrap_or_default();
    let forms = Forms::parse(wanted);
    if !forms.is_empty() {
        eprint!("{}", pyston_interp::dump::text(code, forms)?);
    }
    Ok(())
}
