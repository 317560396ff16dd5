//! `print`, `input`, `breakpoint`: functions that work through objects of `sys`.

use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks};

/// A stream of `sys`, which programs may have deleted or set to `None`.
fn stream(name: &str) -> PyResult {
    match (hooks::get().sys_object)(name) {
        Some(stream) => Ok(stream),
        None => Err(raise!(RuntimeError, "lost sys.{name}")),
    }
}

fn write(stream: &Object, text: &Object) -> PyResult<()> {
    call::call_method(stream, name!("write"), &[text]).map(drop)
}

fn flush(stream: &Object) -> PyResult<()> {
    call::call_method(stream, name!("flush"), &[]).map(drop)
}

/// The keyword arguments of `function`, in the order of `names`.
pub(super) fn keywords<'a, const N: usize>(
    args: Args<'a>,
    function: &str,
    names: [&str; N],
) -> PyResult<[Option<&'a Object>; N]> {
    if args.names.len() > N {
        let given = args.names.len();
        return Err(raise!(TypeError, "{function}() takes at most {N} keyword arguments ({given} given)"));
    }
    let mut values = [None; N];
    for (name, value) in args.keywords() {
        let Some(name) = name.downcast::<Str>() else { return Err(raise!(TypeError, "keywords must be strings")) };
        match names.iter().position(|known| name.eq_str(known)) {
            Some(index) => values[index] = Some(value),
            None => {
                return Err(raise!(TypeError, "'{name}' is an invalid keyword argument for {function}()"));
            }
        }
    }
    Ok(values)
}

/// `sep` and `end`: text, or the default.
fn text_or_none<'a>(value: Option<&'a Object>, name: &str) -> PyResult<Option<&'a Str>> {
    match value {
        Some(value) if !value.is_none() => match value.downcast::<Str>() {
            Some(text) => Ok(Some(text)),
            None => Err(raise!(TypeError, "{name} must be None or a string, not {:.200}", value.type_name())),
        },
        _ => Ok(None),
    }
}

pub fn print(args: Args<'_>) -> PyResult<()> {
    let [sep, end, file, flushing] = keywords(args, "print", ["sep", "end", "file", "flush"])?;
    let file = match file.filter(|file| !file.is_none()) {
        Some(file) => file.new_ref(),
        None => stream("stdout")?,
    };
    // `sys.stdout` is None in a process without one: nothing to write to.
    if file.is_none() {
        return Ok(());
    }
    let sep = text_or_none(sep, "sep")?.unwrap_or(name!(" "));
    let end = text_or_none(end, "end")?.unwrap_or(name!("\n"));
    for (index, object) in args.positional.iter().enumerate() {
        if index > 0 {
            write(&file, sep)?;
        }
        let writer = attr::getattr_str(&file, name!("write"))?;
        let text = protocol::str(object)?;
        call::call(&writer, &[&text])?;
    }
    write(&file, end)?;
    match flushing {
        Some(flushing) if protocol::is_true(flushing)? => flush(&file),
        _ => Ok(()),
    }
}

/// A stream that `input` needs: one that is None counts as lost.
fn input_stream(name: &str) -> PyResult {
    match (hooks::get().sys_object)(name) {
        Some(stream) if !stream.is_none() => Ok(stream),
        _ => Err(raise!(RuntimeError, "input(): lost sys.{name}")),
    }
}

pub fn input(prompt: Option<&Object>) -> PyResult {
    let (stdin, stdout, stderr) = (input_stream("stdin")?, input_stream("stdout")?, input_stream("stderr")?);
    let audited = prompt.unwrap_or(singletons::none());
    (hooks::get().audit)("builtins.input", &[audited])?;
    if let Err(raised) = flush(&stderr) {
        raised.clear();
    }
    if let Some(prompt) = prompt {
        let text = protocol::str(prompt)?;
        write(&stdout, &text)?;
    }
    if let Err(raised) = flush(&stdout) {
        raised.clear();
    }
    let line = call::call_method(&stdin, name!("readline"), &[])?;
    let end_of_file = || raise!(EOFError, "EOF when reading a line");
    if let Some(text) = line.downcast::<Str>() {
        if text.is_empty() {
            return Err(end_of_file());
        }
        let last = text.len() - 1;
        let stop = if text.data().at(last) == u32::from(b'\n') { last } else { last + 1 };
        return text.substring(0, stop).map(Py::into_object);
    }
    match line.downcast::<Bytes>().map(Bytes::as_slice) {
        Some([]) => Err(end_of_file()),
        Some(bytes) => bytes.strip_suffix(b"\n").unwrap_or(bytes).into_py(),
        None => Err(raise!(TypeError, "object.readline() returned non-string")),
    }
}

pub fn breakpoint(args: Args<'_>) -> PyResult {
    let Some(hook) = (hooks::get().sys_object)("breakpointhook") else {
        return Err(raise!(RuntimeError, "lost sys.breakpointhook"));
    };
    (hooks::get().audit)("builtins.breakpoint", &[&hook])?;
    let all: Vec<&Object> = args.positional.iter().chain(args.values).copied().collect();
    let names = Tuple::from_slice(args.names)?;
    call::vectorcall(&hook, &all, Some(&names))
}
