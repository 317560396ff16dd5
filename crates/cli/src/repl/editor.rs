//! Whole blocks edited on a terminal: history, completion, colours, pasting.
//!
//! **Invariant**: while a person types, the interpreter lock is free, so that other threads run; what the
//! editor asks of Python (is the block complete? which names are there?) is asked with the lock taken for
//! that moment ([`Lock`]).

use std::borrow::Cow;
use std::cell::Cell;
use std::path::PathBuf;
use std::rc::Rc;

use pyston_object::abi::PyThreadState;
use pyston_object::prelude::*;
use pyston_runtime::{config, gil};
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{CompletionType, Config, Context, Helper};

use super::block::Block;
use super::{Input, Reader, colour, complete};

/// How many blocks the history file keeps.
const HISTORY_SIZE: usize = 5000;
/// What the tabulator key gives where there is nothing to complete.
const INDENT: &str = "    ";

/// The interpreter lock, given up while the editor waits.
#[derive(Clone, Default)]
struct Lock(Rc<Cell<*mut PyThreadState>>);

impl Lock {
    /// Runs `wait` without the lock.
    fn freed<T>(&self, wait: impl FnOnce() -> T) -> T {
        self.0.set(gil::release());
        let result = wait();
        gil::acquire(self.0.get());
        result
    }

    /// Runs `ask`, called inside of [`Lock::freed`], with the lock.
    fn taken<T>(&self, ask: impl FnOnce() -> T) -> T {
        gil::acquire(self.0.get());
        let result = ask();
        self.0.set(gil::release());
        result
    }
}

/// What the line editor asks.
struct Python {
    lock: Lock,
    coloured: bool,
}

impl Completer for Python {
    type Candidate = String;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<String>)> {
        let before = &line[..pos];
        if before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty()) {
            return Ok((pos, vec![INDENT.to_owned()]));
        }
        Ok(self.lock.taken(|| complete::candidates(before)))
    }
}

impl Validator for Python {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        let text = dedented(context.input());
        let is_incomplete = self.lock.taken(|| {
            let mut block = Block::of_statements();
            block.push(text.as_bytes());
            block.push(b"\n");
            block.is_incomplete()
        });
        Ok(if is_incomplete { ValidationResult::Incomplete } else { ValidationResult::Valid(None) })
    }
}

impl Highlighter for Python {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _: bool) -> Cow<'b, str> {
        if self.coloured { Cow::Owned(colour::prompt(prompt)) } else { Cow::Borrowed(prompt) }
    }
}

impl Hinter for Python {
    type Hint = String;
}

impl Helper for Python {}

/// The editor.
pub struct Editor {
    lines: rustyline::Editor<Python, FileHistory>,
    lock: Lock,
    history: Option<PathBuf>,
}

impl Editor {
    /// `None` if the terminal cannot be edited on.
    pub fn new() -> Option<Editor> {
        let config = Config::builder().completion_type(CompletionType::List).max_history_size(HISTORY_SIZE).ok()?;
        let mut lines = rustyline::Editor::with_config(config.build()).ok()?;
        let lock = Lock::default();
        lines.set_helper(Some(Python { lock: lock.clone(), coloured: colour::is_wanted() }));
        let history = history_file();
        if let Some(file) = &history {
            // The first use has no file yet.
            let _ = lines.load_history(file);
        }
        Some(Editor { lines, lock, history })
    }

    fn remember(&mut self, block: &str) {
        let added = self.lines.add_history_entry(block);
        if let (Ok(true), Some(file)) = (added, &self.history) {
            // A history that cannot be written is no reason to stop.
            let _ = self.lines.append_history(file);
        }
    }
}

impl Reader for Editor {
    fn read(&mut self, first: &str, _more: &str) -> Input {
        let lock = self.lock.clone();
        match lock.freed(|| self.lines.readline(first)) {
            Ok(text) => {
                if !text.trim().is_empty() {
                    self.remember(&text);
                }
                let mut text = dedented(&text).into_owned();
                text.push('\n');
                Input::Block(text.into_bytes())
            }
            Err(ReadlineError::Interrupted) => Input::Interrupted(raise!(KeyboardInterrupt)),
            Err(_) => Input::End,
        }
    }
}

/// A block that was pasted from inside an indented one, without its common indentation.
fn dedented(text: &str) -> Cow<'_, str> {
    let indent: &str = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
    let fits = |line: &str| line.trim().is_empty() || line.starts_with(indent);
    if indent.is_empty() || !text.lines().all(fits) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text.split('\n').map(|line| line.strip_prefix(indent).unwrap_or("")).collect();
    Cow::Owned(lines.join("\n"))
}

/// `~/.pyston_history`; none for an isolated run.
fn history_file() -> Option<PathBuf> {
    if config::get().flags.isolated != 0 {
        return None;
    }
    std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".pyston_history"))
}

#[cfg(test)]
mod tests {
    use super::dedented;

    #[test]
    fn pasted_blocks_lose_their_common_indentation() {
        assert_eq!(dedented("    x = 1\n\n    if x:\n        y"), "x = 1\n\nif x:\n    y");
        assert_eq!(dedented("x\n  y"), "x\n  y");
        assert_eq!(dedented("  x\ny"), "  x\ny");
    }
}
