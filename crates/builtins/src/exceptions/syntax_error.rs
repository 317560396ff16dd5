//! `SyntaxError`: message and place; the hint for `print` and `exec` statements.

use pyston_object::exception::kinds::{self, SyntaxError};
use pyston_object::prelude::*;

use super::base::base_init;
use super::simple::as_exception;

pub struct SyntaxErrorType;

fn is_space(point: u32) -> bool {
    char::from_u32(point).is_some_and(char::is_whitespace) || (0x1C..0x20).contains(&point)
}

/// The message for a line whose statement at `start` is a Python 2 `print` or `exec`.
fn legacy_statement(text: &Str, start: usize) -> PyResult<Option<Py>> {
    let data = text.data();
    let start = (start..data.len()).find(|&index| !is_space(data.at(index))).unwrap_or(data.len());
    let begins = |word: &str| {
        start + word.len() <= data.len()
            && word.bytes().enumerate().all(|(index, byte)| data.at(start + index) == u32::from(byte))
    };
    if begins("exec ") {
        return "Missing parentheses in call to 'exec'".into_py().map(Some);
    }
    if !begins("print ") {
        return Ok(None);
    }
    let from = start + "print ".len();
    let end = (from..data.len()).find(|&index| data.at(index) == u32::from(b';')).unwrap_or(data.len());
    let is_blank = |index: &usize| matches!(data.at(*index), 0x20 | 0x09 | 0x0D | 0x0A);
    let from = (from..end).find(|index| !is_blank(index)).unwrap_or(end);
    let end = (from..end).rev().find(|index| !is_blank(index)).map_or(from, |last| last + 1);
    let mut out = StrBuilder::new();
    out.push_str("Missing parentheses in call to 'print'. Did you mean print(");
    out.push_data(data.slice(from, end));
    if end > from && data.at(end - 1) == u32::from(b',') {
        out.push_str(" end=\" \"");
    }
    out.push_str(")?");
    out.finish().map(|text| Some(text.into_object()))
}

fn find(text: &Str, wanted: u8) -> Option<usize> {
    text.data().iter().position(|point| point == u32::from(wanted))
}

/// A better message for statements of Python 2.
fn report_missing_parentheses(this: &SyntaxError, text: &Str) -> PyResult<()> {
    if find(text, b'(').is_some() {
        return Ok(());
    }
    let mut message = legacy_statement(text, 0)?;
    if message.is_none()
        && let Some(colon) = find(text, b':')
    {
        message = legacy_statement(text, colon + 1)?;
    }
    if message.is_some() {
        this.set_msg(message);
    }
    Ok(())
}

#[pytype(exc::SyntaxError)]
impl SyntaxErrorType {
    #[slot]
    fn tp_init(this: &SyntaxError, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(as_exception(this), args, kwargs)?;
        let Some(message) = args.get(0) else { return Ok(()) };
        this.set_msg(Some(message.new_ref()));
        if args.len() != 2 {
            return Ok(());
        }
        let place = protocol::to_tuple(args.as_slice()[1])?;
        let [filename, lineno, offset, text] = place.as_slice() else {
            return Err(raise!(IndexError, "tuple index out of range"));
        };
        this.set_filename(Some(filename.new_ref()));
        this.set_lineno(Some(lineno.new_ref()));
        this.set_offset(Some(offset.new_ref()));
        this.set_text(Some(text.new_ref()));
        // Subclasses have messages about something else.
        let is_plain = as_exception(this).ty() == &exc::SyntaxError;
        match text.downcast::<Str>().filter(|_| is_plain) {
            Some(text) => report_missing_parentheses(this, text),
            None => Ok(()),
        }
    }

    #[slot]
    fn tp_str(this: &SyntaxError) -> PyResult<Py<Str>> {
        let message = protocol::str(&this.msg().unwrap_or_else(singletons::py_none))?;
        let filename = this.filename().and_then(|name| name.downcast_into::<Str>().ok());
        let lineno =
            this.lineno().and_then(|line| line.downcast_into::<Int>().ok()).filter(|line| Int::check_exact(line));
        if filename.is_none() && lineno.is_none() {
            return Ok(message);
        }
        let mut out = StrBuilder::new();
        out.push_py(&message);
        out.push_str(" (");
        if let Some(filename) = &filename {
            let data = filename.data();
            let base = data.iter().rposition(|point| point == u32::from(b'/')).map_or(0, |slash| slash + 1);
            out.push_data(data.slice(base, data.len()));
        }
        if let Some(lineno) = lineno {
            let separator = if filename.is_some() { ", " } else { "" };
            out.push_str(&format!("{separator}line {}", lineno.to_i64().unwrap_or(-1)));
        }
        out.push_str(")");
        out.finish()
    }
}

pub(super) fn install() {
    SyntaxErrorType::install();
    exc::SyntaxError.fill(kinds::install::<SyntaxError>);
}
