//! The binding of a call's arguments to parameters, with CPython's messages about what does not fit.

use pyston_object::abi::flags::*;
use pyston_object::prelude::*;

use crate::code::Code;
use crate::frame::Frame;

/// Binds the arguments of a call to the parameters of `code`, in the frame's registers (CPython's
/// `_PyEval_EvalCodeWithName`).
///
/// # Errors
/// `TypeError` with CPython's messages.
pub fn bind_arguments(
    frame: &Frame,
    code: &Code,
    args: Args<'_>,
    defaults: Option<&Tuple>,
    kwdefaults: Option<&Dict>,
) -> PyResult<()> {
    let (argcount, kwonly) = (code.argcount(), code.kwonlyargcount());
    let total = argcount + kwonly;
    let given = args.positional.len();
    let flags = code.flags();
    let kwdict = if flags & CO_VARKEYWORDS != 0 {
        let dict = Dict::new()?;
        let register = total + usize::from(flags & CO_VARARGS != 0);
        frame.set_register(register, Some(dict.clone().into_object()));
        Some(dict)
    } else {
        None
    };
    for (index, value) in args.positional.iter().take(argcount).enumerate() {
        frame.set_register(index, Some(value.new_ref()));
    }
    if flags & CO_VARARGS != 0 {
        let rest = args.positional.get(argcount..).unwrap_or(&[]);
        frame.set_register(total, Some(Tuple::from_slice(rest)?.into_object()));
    }
    for (name, value) in args.keywords() {
        bind_keyword(frame, code, name, value, kwdict.as_deref(), &args)?;
    }
    if given > argcount && flags & CO_VARARGS == 0 {
        return Err(too_many_positional(frame, code, given, defaults.map_or(0, Tuple::len)));
    }
    if given < argcount {
        let n_defaults = defaults.map_or(0, Tuple::len);
        let first_default = argcount.saturating_sub(n_defaults);
        let missing: Vec<usize> = (given..first_default).filter(|&index| !frame.is_bound(index)).collect();
        if !missing.is_empty() {
            return Err(missing_arguments(code, &missing, "positional"));
        }
        if let Some(defaults) = defaults {
            for index in given.max(first_default)..argcount {
                if !frame.is_bound(index) {
                    let value = defaults.as_slice()[index + n_defaults - argcount];
                    frame.set_register(index, Some(value.new_ref()));
                }
            }
        }
    }
    if kwonly > 0 {
        bind_keyword_defaults(frame, code, argcount, total, kwdefaults)?;
    }
    Ok(())
}

fn bind_keyword_defaults(
    frame: &Frame,
    code: &Code,
    argcount: usize,
    total: usize,
    kwdefaults: Option<&Dict>,
) -> PyResult<()> {
    let mut missing = Vec::new();
    for index in argcount..total {
        if frame.is_bound(index) {
            continue;
        }
        let default = match kwdefaults {
            Some(kwdefaults) => kwdefaults.get(code.varnames().as_slice()[index])?,
            None => None,
        };
        match default {
            Some(value) => frame.set_register(index, Some(value)),
            None => missing.push(index),
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(missing_arguments(code, &missing, "keyword-only")) }
}

fn bind_keyword(
    frame: &Frame,
    code: &Code,
    keyword: &Object,
    value: &Object,
    kwdict: Option<&Dict>,
    args: &Args<'_>,
) -> PyResult<()> {
    let function = code.name();
    let Some(keyword) = keyword.downcast::<Str>() else {
        return Err(raise!(TypeError, "{function}() keywords must be strings"));
    };
    let posonly = code.posonlyargcount();
    let total = code.argcount() + code.kwonlyargcount();
    let names = code.varnames().as_slice();
    if let Some(offset) = position_of(&names[posonly..total], keyword)? {
        let index = posonly + offset;
        if frame.is_bound(index) {
            return Err(raise!(TypeError, "{function}() got multiple values for argument '{keyword}'"));
        }
        frame.set_register(index, Some(value.new_ref()));
        return Ok(());
    }
    match kwdict {
        Some(kwdict) => kwdict.set(keyword, value.new_ref()),
        None => {
            let mut passed = Vec::new();
            for name in names[..posonly].iter().filter_map(|name| name.downcast::<Str>()) {
                if position_of(args.names, name)?.is_some() {
                    passed.push(name.to_string());
                }
            }
            if !passed.is_empty() {
                return Err(raise!(
                    TypeError,
                    "{function}() got some positional-only arguments passed as keyword arguments: '{}'",
                    passed.join(", ")
                ));
            }
            Err(raise!(TypeError, "{function}() got an unexpected keyword argument '{keyword}'"))
        }
    }
}

/// Where a name stands among others. Objects are compared before texts; those of subclasses of `str` compare as they
/// like.
fn position_of(names: &[&Object], wanted: &Str) -> PyResult<Option<usize>> {
    if let Some(index) = names.iter().position(|name| name.is(wanted)) {
        return Ok(Some(index));
    }
    for (index, name) in names.iter().enumerate() {
        if protocol::compare_eq(wanted, name)? {
            return Ok(Some(index));
        }
    }
    Ok(None)
}

#[cold]
fn missing_arguments(code: &Code, missing: &[usize], kind: &str) -> Raised {
    let names: Vec<String> = missing
        .iter()
        .map(|&index| protocol::repr_string(code.varnames().as_slice()[index]).unwrap_or_default())
        .collect();
    let list = match names.as_slice() {
        [one] => one.clone(),
        [first, second] => format!("{first} and {second}"),
        [start @ .., last] => format!("{}, and {last}", start.join(", ")),
        [] => String::new(),
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    raise!(TypeError, "{}() missing {} required {kind} argument{plural}: {list}", code.name(), names.len())
}

#[cold]
fn too_many_positional(frame: &Frame, code: &Code, given: usize, n_defaults: usize) -> Raised {
    let argcount = code.argcount();
    let kwonly_given = (argcount..argcount + code.kwonlyargcount()).filter(|&index| frame.is_bound(index)).count();
    let (expected, plural) = if n_defaults > 0 {
        (format!("from {} to {argcount}", argcount - n_defaults), true)
    } else {
        (argcount.to_string(), argcount != 1)
    };
    let also = if kwonly_given > 0 {
        format!(
            " positional argument{} (and {kwonly_given} keyword-only argument{})",
            if given == 1 { "" } else { "s" },
            if kwonly_given == 1 { "" } else { "s" }
        )
    } else {
        String::new()
    };
    raise!(
        TypeError,
        "{}() takes {expected} positional argument{} but {given}{also} {} given",
        code.name(),
        if plural { "s" } else { "" },
        if given == 1 && kwonly_given == 0 { "was" } else { "were" }
    )
}
