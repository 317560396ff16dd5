//! `Dialect`: how rows are written as text.
//!
//! **Invariant**: a dialect never changes, and was valid when made: readers and writers copy its rules.

use std::cell::Cell;

use pyston_object::prelude::*;
use pyston_object::{attr, impl_trace, payload_members};

use super::registered;

/// When fields are quoted.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Quoting {
    Minimal = 0,
    All = 1,
    NonNumeric = 2,
    None = 3,
}

pub(super) const QUOTING: [(&str, Quoting); 4] = [
    ("QUOTE_MINIMAL", Quoting::Minimal),
    ("QUOTE_ALL", Quoting::All),
    ("QUOTE_NONNUMERIC", Quoting::NonNumeric),
    ("QUOTE_NONE", Quoting::None),
];

/// The rules in a form for use. A character that is not set is 0, which also stands for that character
/// where it occurs in a field to be written.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) delimiter: u32,
    pub(super) escape: u32,
    pub(super) quote: u32,
    pub(super) quoting: Quoting,
    pub(super) doublequote: bool,
    pub(super) skip_space: bool,
    pub(super) strict: bool,
}

#[pyclass(Dialect_Type = "_csv.Dialect", flags(BASETYPE), untracked)]
pub(super) struct Dialect {
    pub(super) rules: Rules,
    pub(super) line_terminator: Py<Str>,
    doublequote: Cell<bool>,
    skipinitialspace: Cell<bool>,
    strict: Cell<bool>,
}
impl_trace!(Dialect {});

const N_SETTINGS: usize = 8;

/// The parameters of the constructor after the first one, `dialect`.
const SETTINGS: [&str; N_SETTINGS] =
    ["delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict"];

type Settings = [Option<Py>; N_SETTINGS];

fn read_char(name: &str, value: Option<&Py>, default: u32) -> PyResult<u32> {
    let Some(value) = value else { return Ok(default) };
    if value.is_none() {
        return Ok(0);
    }
    let Some(text) = value.downcast::<Str>() else {
        return Err(raise!(TypeError, "\"{name}\" must be string, not {:.200}", value.type_name()));
    };
    match text.len() {
        0 => Ok(0),
        1 => Ok(text.data().at(0)),
        _ => Err(raise!(TypeError, "\"{name}\" must be a 1-character string")),
    }
}

fn read_bool(value: Option<&Py>, default: bool) -> PyResult<bool> {
    value.map_or(Ok(default), |value| protocol::is_true(value))
}

/// The number given for the quoting; whether it is one of ours is checked when all settings are read.
fn read_quoting(value: Option<&Py>) -> PyResult<i32> {
    let Some(value) = value else { return Ok(Quoting::Minimal as i32) };
    if !Int::check_exact(value) {
        return Err(raise!(TypeError, "\"quoting\" must be an integer"));
    }
    let number = value.downcast::<Int>().and_then(Int::to_i64).and_then(|number| i32::try_from(number).ok());
    number.ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C int"))
}

/// `None` if it was given so.
fn read_terminator(value: Option<&Py>) -> PyResult<Option<Py<Str>>> {
    match value {
        None => Str::new("\r\n").map(Some),
        Some(value) if value.is_none() => Ok(None),
        Some(value) => match value.downcast::<Str>() {
            Some(text) => Ok(Some(text.new_ref())),
            None => Err(raise!(TypeError, "\"lineterminator\" must be a string")),
        },
    }
}

/// Checks the settings and makes the dialect.
fn build(class: &Type, settings: &Settings) -> PyResult<Py<Instance<Dialect>>> {
    let [delimiter, doublequote, escape, terminator, quote, quoting, skip_space, strict] =
        settings.each_ref().map(Option::as_ref);
    let delimiter = read_char("delimiter", delimiter, b','.into())?;
    let doublequote = read_bool(doublequote, true)?;
    let escape = read_char("escapechar", escape, 0)?;
    let line_terminator = read_terminator(terminator)?;
    let is_unquoted = quote.is_some_and(|quote| quote.is_none()) && quoting.is_none();
    let quote = read_char("quotechar", quote, b'"'.into())?;
    let number = read_quoting(quoting)?;
    let (skip_space, strict) = (read_bool(skip_space, false)?, read_bool(strict, false)?);
    let quoting = QUOTING.into_iter().map(|(_, quoting)| quoting).find(|&quoting| quoting as i32 == number);
    let quoting = quoting.ok_or_else(|| raise!(TypeError, "bad \"quoting\" value"))?;
    if delimiter == 0 {
        return Err(raise!(TypeError, "\"delimiter\" must be a 1-character string"));
    }
    let quoting = if is_unquoted { Quoting::None } else { quoting };
    if quoting != Quoting::None && quote == 0 {
        return Err(raise!(TypeError, "quotechar must be set if quoting enabled"));
    }
    let line_terminator = line_terminator.ok_or_else(|| raise!(TypeError, "lineterminator must be set"))?;
    let rules = Rules { delimiter, escape, quote, quoting, doublequote, skip_space, strict };
    let payload = Dialect {
        rules,
        line_terminator,
        doublequote: Cell::new(doublequote),
        skipinitialspace: Cell::new(skip_space),
        strict: Cell::new(strict),
    };
    Instance::new_as(class, payload)
}

/// A dialect from the optional one given, a name or any object with settings as attributes, and settings.
fn make(class: &Type, base: Option<&Object>, mut settings: Settings) -> PyResult<Py<Instance<Dialect>>> {
    let named = match base {
        Some(base) if Str::check(base) => Some(registered(base)?),
        _ => None,
    };
    if let Some(base) = named.as_deref().or(base) {
        if let Some(dialect) = base.downcast::<Instance<Dialect>>()
            && settings.iter().all(Option::is_none)
        {
            return Ok(dialect.new_ref());
        }
        for (setting, name) in settings.iter_mut().zip(SETTINGS) {
            if setting.is_none() {
                *setting = attr::getattr_str(base, &Str::intern(name)).map(Some).unwrap_or_else(|raised| {
                    raised.clear();
                    None
                });
            }
        }
    }
    build(class, &settings)
}

/// Takes keyword arguments apart: the base, if it is given so, and the settings.
fn bind<'a>(
    positional: &[&'a Object],
    keywords: impl Iterator<Item = (&'a Object, &'a Object)>,
    n_keywords: usize,
) -> PyResult<(Option<Py>, Settings)> {
    let given = positional.len() + n_keywords;
    if given > N_SETTINGS + 1 {
        return Err(raise!(TypeError, "function takes at most {} arguments ({given} given)", N_SETTINGS + 1));
    }
    let mut values: [Option<Py>; N_SETTINGS + 1] = Default::default();
    for (place, value) in values.iter_mut().zip(positional) {
        *place = Some(value.new_ref());
    }
    for (name, value) in keywords {
        let known = ["dialect"].into_iter().chain(SETTINGS);
        let index = name.downcast::<Str>().and_then(|name| known.enumerate().find(|(_, known)| name.eq_str(known)));
        let Some((index, name)) = index else {
            let name = protocol::str(name)?;
            return Err(raise!(TypeError, "'{name}' is an invalid keyword argument for this function"));
        };
        if index < positional.len() {
            let place = index + 1;
            return Err(raise!(TypeError, "argument for function given by name ('{name}') and position ({place})"));
        }
        values[index] = Some(value.new_ref());
    }
    let [base, settings @ ..] = values;
    Ok((base, settings))
}

/// The dialect of a function's optional argument and its keyword arguments.
pub(super) fn from_arguments(base: &[&Object], args: Args<'_>) -> PyResult<Py<Instance<Dialect>>> {
    let (base, settings) = bind(base, args.keywords(), args.names.len())?;
    make(&Dialect_Type, base.as_deref(), settings)
}

fn char_or_none(point: u32) -> PyResult<Option<Py<Str>>> {
    if point == 0 { Ok(None) } else { Str::from_char(point).map(Some) }
}

/// CSV dialect
///
/// How rows are written as text: delimiter, quoting, escapes, line ends.
#[pytype(Dialect_Type, payload)]
impl Dialect {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let keywords = kwargs.map(Dict::items).unwrap_or_default();
        let pairs = keywords.iter().map(|(name, value)| (&**name, &**value));
        let (base, settings) = bind(args.as_slice(), pairs, keywords.len())?;
        Ok(make(class, base.as_deref(), settings)?.into_object())
    }

    #[getter]
    fn delimiter(this: &Instance<Dialect>) -> PyResult<Option<Py<Str>>> {
        char_or_none(this.rules.delimiter)
    }

    #[getter]
    fn escapechar(this: &Instance<Dialect>) -> PyResult<Option<Py<Str>>> {
        char_or_none(this.rules.escape)
    }

    #[getter]
    fn lineterminator(this: &Instance<Dialect>) -> Py<Str> {
        this.line_terminator.clone()
    }

    #[getter]
    fn quotechar(this: &Instance<Dialect>) -> PyResult<Option<Py<Str>>> {
        char_or_none(this.rules.quote)
    }

    #[getter]
    fn quoting(this: &Instance<Dialect>) -> i32 {
        this.rules.quoting as i32
    }
}

pub(super) fn install() {
    payload_members!(Dialect_Type, Dialect {
        "skipinitialspace" = skipinitialspace [readonly],
        "doublequote" = doublequote [readonly],
        "strict" = strict [readonly],
    });
    Dialect::install();
}
