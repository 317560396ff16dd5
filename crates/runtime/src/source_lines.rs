//! Lines of source files, for tracebacks and syntax errors.

/// Line `line` (1-based) of a file, decoded as the file says. Relative names that are not found are
/// looked up along `sys.path`.
pub fn line(file: &str, line: i32) -> Option<String> {
    if is_too_late() {
        return None;
    }
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    let bytes = std::fs::read(file).ok().or_else(|| search_path(file))?;
    let decoder = pyston_compiler::source::decode;
    let text = pyston_compiler::source::prepare(&bytes, Some(decoder), pyston_compiler::source::LastLine::Keep);
    let text = text.map_or_else(
        |_| String::from_utf8_lossy(&bytes).into_owned(),
        |text| String::from_utf8_lossy(&text).into_owned(),
    );
    text.split_inclusive(['\n']).nth(index).map(str::to_owned)
}

/// Line `line` of a file as it stands there, for syntax errors that the tokenizer did not find: none if
/// it is not UTF-8, whatever the file says.
pub fn raw_line(file: &str, line: i32) -> Option<String> {
    let index = usize::try_from(line).ok()?.checked_sub(1)?;
    let bytes = std::fs::read(file).ok()?;
    let bytes = pyston_compiler::source::normalize_newlines(&bytes, pyston_compiler::source::LastLine::Keep);
    let line = bytes.split_inclusive(|&byte| byte == b'\n').nth(index)?;
    std::str::from_utf8(line).ok().map(str::to_owned)
}

/// A line as tracebacks and warnings show it: from its first word on, what ends it but for the line feed included.
pub fn without_indent(line: &str) -> &str {
    let line = line.trim_start_matches([' ', '\t', '\u{c}']);
    line.strip_suffix('\n').unwrap_or(line)
}

/// CPython opens sources with `io`, so that it shows none once the modules are gone.
fn is_too_late() -> bool {
    use pyston_object::prelude::*;
    if !crate::lifecycle::is_finalizing() {
        return false;
    }
    let io = crate::sys::modules().and_then(|modules| modules.get_str(name!("io")));
    match io {
        Ok(io) => io.is_none(),
        Err(raised) => {
            raised.clear();
            true
        }
    }
}

fn search_path(file: &str) -> Option<Vec<u8>> {
    use pyston_object::prelude::*;
    let tail = std::path::Path::new(file).file_name()?;
    let path = crate::sys::get(name!("path")).ok()??;
    let entries = path.downcast::<List>()?.to_vec();
    let texts = entries.iter().filter_map(|entry| entry.downcast::<Str>().map(|entry| entry.to_string()));
    texts.filter_map(|folder| std::fs::read(std::path::Path::new(&folder).join(tail)).ok()).next()
}
