//! Plain lines: the prompt goes to standard error, a line comes from standard input.

use std::io::{BufRead, ErrorKind, Write};

use pyston_runtime::{breaker, gil};

use super::{Input, Reader};

/// The reader of plain lines. It has no state: bytes read ahead stay in the process's standard input.
pub struct Basic;

impl Reader for Basic {
    fn read(&mut self, first: &str, _more: &str) -> Input {
        eprint!("{first}");
        // A prompt that cannot be shown is no reason to stop reading.
        let _ = std::io::stderr().flush();
        let mut line = Vec::new();
        loop {
            let more = gil::allow_threads(|| read_some(&mut line));
            match more {
                Ok(true) => return Input::Text(line),
                Ok(false) if line.is_empty() => return Input::End,
                Ok(false) => return Input::Text(line),
                Err(ErrorKind::Interrupted) => {
                    if breaker::is_set()
                        && let Err(raised) = breaker::serve()
                    {
                        return Input::Interrupted(raised);
                    }
                }
                Err(_) => return Input::End,
            }
        }
    }
}

/// Appends to `line` until its end; `Ok(true)` when a whole line is there, `Ok(false)` at the end of input.
fn read_some(line: &mut Vec<u8>) -> Result<bool, ErrorKind> {
    let mut input = std::io::stdin().lock();
    loop {
        let ready = input.fill_buf().map_err(|error| error.kind())?;
        if ready.is_empty() {
            return Ok(false);
        }
        let end = ready.iter().position(|&byte| byte == b'\n').map(|at| at + 1);
        let taken = end.unwrap_or(ready.len());
        line.extend_from_slice(&ready[..taken]);
        input.consume(taken);
        if end.is_some() {
            return Ok(true);
        }
    }
}
