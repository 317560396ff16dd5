//! The prompt: reads a statement, runs it, prints its value.
//!
//! **Invariant**: how lines are read ([`Reader`]) and what is done with them are apart: on a terminal
//! [`editor`] edits whole blocks; piped, or with `-X repl=basic`, [`basic`] reads plain lines and writes plain
//! prompts, byte for byte as CPython does.

mod basic;
mod block;
mod colour;
mod complete;
mod editor;

use std::io::IsTerminal;

use pyston_compiler::ast::Mod;
use pyston_compiler::parse::Mode;
use pyston_object::call;
use pyston_object::prelude::*;
use pyston_runtime::builtins_module::run_code;
use pyston_runtime::code::Code;
use pyston_runtime::{audit, compile, config, import, lifecycle, sys};

use block::Block;

/// What came of asking for a line or a block.
pub enum Input {
    /// Text with its line end, if the source had one.
    Text(Vec<u8>),
    /// A complete block of statements.
    Block(Vec<u8>),
    End,
    /// Ctrl-C, or what its handler raised.
    Interrupted(Raised),
}

/// Where lines come from.
pub trait Reader {
    /// Reads one line, or a whole block; `first` and `more` are the prompts.
    fn read(&mut self, first: &str, more: &str) -> Input;
}

/// Is the standard input a terminal?
pub fn stdin_is_terminal() -> bool {
    std::io::stdin().is_terminal()
}

/// Is a program from standard input typed by a person?
pub fn is_wanted() -> bool {
    config::get().flags.interactive != 0 || stdin_is_terminal()
}

/// What happens once before the first prompt: banner and `PYTHONSTARTUP`.
pub fn startup() -> PyResult<()> {
    let flags = config::get().flags;
    if flags.quiet == 0 {
        let help = if flags.no_site == 0 {
            "\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information."
        } else {
            ""
        };
        eprintln!("Python {} on {}{help}", sys::version(), std::env::consts::OS);
    }
    if flags.ignore_environment == 0
        && let Some(file) = std::env::var_os("PYTHONSTARTUP").filter(|file| !file.is_empty())
        && let Err(raised) = crate::program::run_startup_file(&file)
    {
        show(raised)?;
    }
    Ok(())
}

/// Runs the prompt until its input ends; gives the exit status. `is_program`: the prompt is all there is to run.
pub fn run(is_program: bool) -> i32 {
    if let Err(raised) = prepare(is_program) {
        return lifecycle::report_exit(raised);
    }
    let mut reader = reader();
    loop {
        match step(&mut *reader) {
            Ok(true) => (),
            Ok(false) => return 0,
            Err(raised) => return lifecycle::report_exit(raised),
        }
    }
}

/// The editor where a person sits at a terminal, else plain lines.
fn reader() -> Box<dyn Reader> {
    let is_edited = stdin_is_terminal()
        && std::io::stdout().is_terminal()
        && !config::get().x_option_has("repl", "basic")
        && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    match is_edited.then(editor::Editor::new).flatten() {
        Some(editor) => Box::new(editor),
        None => Box::new(basic::Basic),
    }
}

fn prepare(is_program: bool) -> PyResult<()> {
    if !is_program && sys::get(name!("__interactivehook__"))?.is_none() {
        return define_prompts();
    }
    if config::get().flags.isolated == 0
        && let Some(hook) = sys::get(name!("__interactivehook__"))?
    {
        audit::raise("cpython.run_interactivehook", &[&hook])?;
        if let Err(raised) = call::call(&hook, &[]) {
            sys::write_stderr("Failed calling sys.__interactivehook__\n")?;
            show(raised)?;
        }
    }
    define_prompts()
}

fn define_prompts() -> PyResult<()> {
    for (name, text) in [("ps1", ">>> "), ("ps2", "... ")] {
        if sys::get(&Str::intern(name))?.is_none() {
            sys::set(name, text)?;
        }
    }
    Ok(())
}

/// `str(sys.ps1)`; an error gives no prompt.
fn prompt(name: &Str) -> String {
    let text = sys::get(name).and_then(|prompt| match prompt {
        Some(prompt) => protocol::str(&prompt).map(|text| text.to_string()),
        None => Ok(String::new()),
    });
    text.unwrap_or_else(|raised| {
        raised.clear();
        String::new()
    })
}

/// One statement; `false` at the end of the input.
fn step(reader: &mut dyn Reader) -> PyResult<bool> {
    let mut block = Block::of_statement();
    let (first, more) = (prompt(name!("ps1")), prompt(name!("ps2")));
    loop {
        match reader.read(if block.is_empty() { &first } else { &more }, &more) {
            Input::Text(text) => block.push(&text),
            Input::Block(text) => {
                block = Block::of_statements();
                block.push(&text);
                break;
            }
            Input::End => {
                eprintln!();
                return Ok(!block.is_empty());
            }
            Input::Interrupted(raised) => {
                if raised.is(&exc::KeyboardInterrupt) {
                    raised.clear();
                    sys::write_stderr("\nKeyboardInterrupt\n")?;
                } else {
                    show(raised)?;
                }
                return Ok(true);
            }
        }
        if !block.is_incomplete() {
            break;
        }
    }
    if block.has_statement()
        && let Err(raised) = execute(&block)
    {
        show(raised)?;
    }
    lifecycle::flush_streams();
    Ok(true)
}

/// Prints an exception as the end of a program does; `SystemExit` is passed on.
fn show(raised: Raised) -> PyResult<()> {
    if raised.is(&exc::SystemExit) {
        return Err(raised);
    }
    if !colour::is_wanted() || !has_default_hook() {
        lifecycle::report_exit(raised);
        return Ok(());
    }
    // The default hook's text, printed through a buffer.
    let pending = errors::take(raised);
    let plain = sys::get(name!("stderr"))?;
    let buffer = call::call_method(&*import::import_module("io")?, name!("StringIO"), &[])?;
    sys::set("stderr", buffer.clone())?;
    lifecycle::report_exit(errors::restore(pending));
    sys::set("stderr", plain.unwrap_or_else(singletons::py_none))?;
    let text = protocol::str(&*call::call_method(&buffer, name!("getvalue"), &[])?)?;
    sys::write_stderr(&colour::traceback(&text.to_string()))
}

/// Is `sys.excepthook` what it was at the start?
fn has_default_hook() -> bool {
    let get = |name: &Str| sys::get(name).ok().flatten();
    match (get(name!("excepthook")), get(name!("__excepthook__"))) {
        (Some(hook), Some(default)) => std::ptr::eq(&*hook, &*default),
        _ => false,
    }
}

/// Runs the statements of a block, each printing its value.
fn execute(block: &Block) -> PyResult<()> {
    let filename = Str::new("<stdin>")?;
    let request = block::request(&filename, block.mode());
    if block.mode() == Mode::Exec
        && let Mod::Module { body, .. } = compile::parse(block.source(), &request)?
    {
        for statement in body {
            let tree = Mod::Interactive { body: vec![statement] };
            run_statement(&*compile::compile_tree(tree, &block::request(&filename, Mode::Single))?)?;
        }
        return Ok(());
    }
    run_statement(&*compile::compile(block.source(), &request)?)
}

fn run_statement(code: &Code) -> PyResult<()> {
    block::remember_flags(code);
    let namespace = lifecycle::main_namespace()?;
    audit::raise("exec", &[code])?;
    run_code(code, &namespace, &namespace).map(drop)
}
