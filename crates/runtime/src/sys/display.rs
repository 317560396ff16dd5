//! Showing values and exceptions: `displayhook`, `excepthook`, tracebacks as text.

use pyston_object::exception::Exception;
use pyston_object::prelude::*;
use pyston_object::{attr, call};

use crate::traceback::Traceback;

/// Text written to a Python file object, or to the process's standard error if there is none.
///
/// A file that is `None` takes nothing.
pub(crate) struct Sink {
    file: Option<Py>,
}

impl Sink {
    pub(crate) fn stderr() -> Sink {
        let file = super::get(name!("stderr")).ok().flatten();
        Sink { file }
    }

    pub(crate) fn of(file: &Object) -> Sink {
        Sink { file: Some(file.new_ref()) }
    }

    pub(crate) fn write(&self, text: &str) -> PyResult<()> {
        self.write_py(&*Str::from_display(text)?)
    }

    fn write_py(&self, text: &Str) -> PyResult<()> {
        match &self.file {
            Some(file) if file.is_none() => Ok(()),
            Some(file) => call::call_method(file, name!("write"), &[text]).map(drop),
            None => {
                eprint!("{}", text.to_string_lossy());
                Ok(())
            }
        }
    }

    pub(crate) fn flush(&self) {
        if let Some(file) = self.file.as_ref().filter(|file| !file.is_none())
            && let Err(raised) = call::call_method(file, name!("flush"), &[])
        {
            raised.clear();
        }
    }
}

pub(super) fn displayhook(object: &Object) -> PyResult<()> {
    let Some(builtins) = super::modules()?.get_str(name!("builtins"))? else {
        return Err(raise!(RuntimeError, "lost builtins module"));
    };
    if object.is_none() {
        return Ok(());
    }
    attr::setattr_str(&builtins, name!("_"), Some(singletons::none()))?;
    let Some(stdout) = super::get(name!("stdout"))?.filter(|file| !file.is_none()) else {
        return Err(raise!(RuntimeError, "lost sys.stdout"));
    };
    let text = protocol::repr(object)?;
    match call::call_method(&stdout, name!("write"), &[&text]) {
        Err(raised) if raised.is(&exc::UnicodeEncodeError) => {
            raised.clear();
            let encoding = attr::getattr_str(&stdout, name!("encoding"))?;
            let escaped = call::call_method(&text, name!("encode"), &[&encoding, &*"backslashreplace".into_py()?])?;
            let text = call::call_method(&escaped, name!("decode"), &[&encoding, &*"strict".into_py()?])?;
            call::call_method(&stdout, name!("write"), &[&text])?;
        }
        other => drop(other?),
    }
    call::call_method(&stdout, name!("write"), &[&*"\n".into_py()?])?;
    attr::setattr_str(&builtins, name!("_"), Some(object))
}

/// Prints an exception with its chain to `sys.stderr`, whatever goes wrong meanwhile.
pub fn excepthook(ty: &Object, value: &Object, traceback: &Object) -> PyResult<()> {
    let _ = ty;
    display(&Sink::stderr(), value, traceback);
    Ok(())
}

/// Prints an exception with its chain to a file object, whatever goes wrong meanwhile.
pub fn display_exception(file: &Object, value: &Object, traceback: &Object) {
    display(&Sink::of(file), value, traceback);
}

fn display(sink: &Sink, value: &Object, traceback: &Object) {
    if let Some(exception) = value.downcast::<Exception>()
        && exception.traceback().is_none()
        && Traceback::check(traceback)
    {
        exception.set_traceback(Some(traceback.new_ref()));
    }
    if let Err(raised) = print_chain(sink, value) {
        raised.clear();
    }
    sink.flush();
}

/// Prints an exception with its causes, contexts and tracebacks to a file object.
pub fn print_exception(file: Option<&Object>, value: &Object) -> PyResult<()> {
    let sink = file.map_or_else(Sink::stderr, Sink::of);
    print_chain(&sink, value)
}

/// Prints a traceback to a file object.
pub fn print_traceback_to(file: &Object, traceback: &Traceback) -> PyResult<()> {
    print_traceback(&Sink::of(file), traceback)
}

fn print_chain(sink: &Sink, value: &Object) -> PyResult<()> {
    // Outermost last: the chain is collected first, so that long ones need no native stack.
    let mut chain: Vec<(Py, Option<bool>)> = Vec::new();
    let mut current = Some((value.new_ref(), None));
    while let Some((value, link)) = current.take() {
        if chain.iter().any(|(seen, _)| seen.is(&*value)) {
            break;
        }
        if let Some(exception) = value.downcast::<Exception>() {
            if let Some(cause) = exception.cause() {
                current = Some((cause, Some(true)));
            } else if let Some(context) = exception.context().filter(|_| !exception.suppress_context()) {
                current = Some((context, Some(false)));
            }
        }
        chain.push((value, link));
    }
    for (value, link) in chain.iter().rev() {
        print_one(sink, value)?;
        match link {
            Some(true) => sink.write("\nThe above exception was the direct cause of the following exception:\n\n")?,
            Some(false) => {
                sink.write("\nDuring handling of the above exception, another exception occurred:\n\n")?;
            }
            None => (),
        }
    }
    Ok(())
}

pub(crate) fn print_one(sink: &Sink, value: &Object) -> PyResult<()> {
    let Some(exception) = value.downcast::<Exception>() else {
        sink.write("TypeError: print_exception(): Exception expected for value, ")?;
        return sink.write(&format!("{} found\n", value.type_name()));
    };
    if let Some(traceback) = exception.traceback()
        && let Some(traceback) = traceback.downcast::<Traceback>()
    {
        print_traceback(sink, traceback)?;
    }
    let mut place = Place::None;
    if attr::find_attr(value, name!("print_file_and_line"))?.is_some() {
        place = print_syntax_error_place(sink, value)?;
    }
    if let Place::Broken = place {
        return sink.write("\n");
    }
    print_type(sink, value)?;
    let message = match place {
        Place::Told(message) => Ok(message),
        _ => protocol::str(value),
    };
    match message {
        Ok(message) if message.is_empty() => (),
        Ok(message) => {
            sink.write(": ")?;
            sink.write_py(&message)?;
        }
        Err(raised) => {
            raised.clear();
            sink.write(": <exception str() failed>")?;
        }
    }
    sink.write("\n")
}

fn print_type(sink: &Sink, value: &Object) -> PyResult<()> {
    let ty = value.ty();
    let module = attr::find_attr(ty, name!("__module__"))?;
    match module.as_ref().and_then(|module| module.downcast::<Str>()) {
        None => sink.write("<unknown>")?,
        Some(module) if module.eq_str("builtins") => (),
        Some(module) => {
            sink.write_py(module)?;
            sink.write(".")?;
        }
    }
    sink.write(&ty.name())
}

/// What was printed of the place of a `SyntaxError`.
enum Place {
    /// Nothing: its attributes are odd.
    None,
    /// All; the bare message is left.
    Told(Py<Str>),
    /// File and line, but its text is no string: nothing is printed any more.
    Broken,
}

/// File, line, text and caret of a `SyntaxError`.
fn print_syntax_error_place(sink: &Sink, value: &Object) -> PyResult<Place> {
    let get = |name: &Str| attr::getattr_str(value, name);
    let (message, filename, line) = (get(name!("msg"))?, get(name!("filename"))?, get(name!("lineno"))?);
    let (offset, text) = (get(name!("offset"))?, get(name!("text"))?);
    let Some(line) = line.downcast::<Int>().and_then(Int::to_i64) else { return Ok(Place::None) };
    let filename = if filename.is_none() { Str::new("<string>")? } else { protocol::str(&filename)? };
    sink.write(&format!("  File \"{filename}\", line {line}\n"))?;
    if let Some(text) = text.downcast::<Str>() {
        let offset = offset.downcast::<Int>().and_then(Int::to_i64).unwrap_or(-1);
        print_error_text(sink, &text.to_string(), offset)?;
    } else if !text.is_none() {
        return Ok(Place::Broken);
    }
    let message = if message.is_none() { Str::new("") } else { protocol::str(&message) };
    message.map(Place::Told)
}

fn print_error_text(sink: &Sink, text: &str, offset: i64) -> PyResult<()> {
    let chars: Vec<char> = text.chars().collect();
    let mut offset = offset;
    let mut start = 0;
    if offset > 0 {
        if offset as usize == chars.len() && chars.last() == Some(&'\n') {
            offset -= 1;
        }
        // Only the line that the offset is in.
        while let Some(newline) = chars[start..].iter().position(|&char| char == '\n') {
            if newline as i64 >= offset {
                break;
            }
            offset -= newline as i64 + 1;
            start += newline + 1;
        }
    }
    while start < chars.len() && matches!(chars[start], ' ' | '\t' | '\u{c}') {
        start += 1;
        offset -= 1;
    }
    let line: String = chars[start..].iter().collect();
    sink.write("    ")?;
    sink.write(&line)?;
    if !line.ends_with('\n') {
        sink.write("\n")?;
    }
    if offset == -1 {
        return Ok(());
    }
    sink.write(&format!("    {}^\n", " ".repeat((offset - 1).max(0) as usize)))
}

/// How often a traceback line may repeat before it is folded.
const REPEATS: usize = 3;

fn print_traceback(sink: &Sink, traceback: &Traceback) -> PyResult<()> {
    let limit = super::get(name!("tracebacklimit"))?
        .and_then(|limit| {
            limit
                .downcast::<Int>()
                .map(|limit| limit.to_i64().unwrap_or(if limit.is_negative() { 0 } else { i64::MAX }))
        })
        .unwrap_or(1000);
    if limit <= 0 {
        return Ok(());
    }
    sink.write("Traceback (most recent call last):\n")?;
    let mut entries: Vec<&Traceback> = std::iter::successors(Some(traceback), |entry| entry.next()).collect();
    if entries.len() as i64 > limit {
        entries.drain(..entries.len() - limit as usize);
    }
    let mut previous: Option<(String, i32, String)> = None;
    let mut repeated = 0;
    for entry in entries {
        let code = entry.frame().code();
        let place = (code.filename().to_string(), entry.line(), code.name().to_string());
        if previous.as_ref() == Some(&place) {
            repeated += 1;
        } else {
            fold(sink, repeated)?;
            repeated = 1;
        }
        if repeated <= REPEATS {
            let (file, line, name) = &place;
            sink.write(&format!("  File \"{file}\", line {line}, in {name}\n"))?;
            print_source_line(sink, file, *line)?;
        }
        previous = Some(place);
        (pyston_object::hooks::get().check_signals)()?;
    }
    fold(sink, repeated)
}

fn fold(sink: &Sink, repeated: usize) -> PyResult<()> {
    match repeated.saturating_sub(REPEATS) {
        0 => Ok(()),
        1 => sink.write("  [Previous line repeated 1 more time]\n"),
        more => sink.write(&format!("  [Previous line repeated {more} more times]\n")),
    }
}

fn print_source_line(sink: &Sink, file: &str, line: i32) -> PyResult<()> {
    let Some(text) = crate::source_lines::line(file, line) else { return Ok(()) };
    sink.write(&format!("    {}\n", crate::source_lines::without_indent(&text)))
}
