//! Taking arguments apart one after the other, as C's format strings do.
//!
//! **Invariant**: an argument is converted before the next one is looked at, so that the first thing wrong is
//! what is reported. Constructors without a name call themselves "function".

use pyston_object::prelude::*;

use super::layout::{Clock, PyDateTime_TZInfoType, Ymd};
use crate::arguments::parse_int;

/// The parameters of a function.
pub struct Parameters {
    /// As messages name it, with parentheses if it has a name.
    pub function: &'static str,
    pub names: &'static [&'static str],
    pub n_required: usize,
    pub n_positional: usize,
}

enum Keywords<'a> {
    Dict(&'a Dict),
    Pairs(&'a [&'a Object], &'a [&'a Object]),
}

impl Keywords<'_> {
    fn len(&self) -> usize {
        match self {
            Keywords::Dict(dict) => dict.len(),
            Keywords::Pairs(names, _) => names.len(),
        }
    }

    fn get(&self, name: &str) -> PyResult<Option<Py>> {
        match self {
            Keywords::Dict(dict) => dict.get_str(&Str::intern(name)),
            Keywords::Pairs(names, values) => {
                let is_it = |key: &&Object| key.downcast::<Str>().is_some_and(|key| key.eq_str(name));
                Ok(names.iter().position(is_it).map(|index| values[index].new_ref()))
            }
        }
    }

    fn keys(&self) -> Vec<Py> {
        match self {
            Keywords::Dict(dict) => dict.items().into_iter().map(|(key, _)| key).collect(),
            Keywords::Pairs(names, _) => names.iter().map(|name| name.new_ref()).collect(),
        }
    }
}

/// A place among the arguments of a call.
pub struct Cursor<'a> {
    parameters: &'static Parameters,
    positional: &'a [&'a Object],
    keywords: Option<Keywords<'a>>,
    n_unused: usize,
    index: usize,
}

impl Parameters {
    /// The arguments of `tp_new`.
    pub fn of_tuple<'a>(&'static self, args: &'a Tuple, kwargs: Option<&'a Dict>) -> PyResult<Cursor<'a>> {
        self.start(args.as_slice(), kwargs.filter(|kwargs| !kwargs.is_empty()).map(Keywords::Dict))
    }

    /// The arguments of a method.
    pub fn of_args<'a>(&'static self, args: Args<'a>) -> PyResult<Cursor<'a>> {
        let keywords = (!args.names.is_empty()).then_some(Keywords::Pairs(args.names, args.values));
        self.start(args.positional, keywords)
    }

    fn start<'a>(&'static self, positional: &'a [&'a Object], keywords: Option<Keywords<'a>>) -> PyResult<Cursor<'a>> {
        let (n_args, total) = (positional.len(), self.names.len());
        let n_keywords = keywords.as_ref().map_or(0, Keywords::len);
        if n_args + n_keywords > total {
            let kind = if n_args == 0 { "keyword " } else { "" };
            let plural = if total == 1 { "" } else { "s" };
            return Err(raise!(
                TypeError,
                "{} takes at most {total} {kind}argument{plural} ({} given)",
                self.function,
                n_args + n_keywords
            ));
        }
        if n_args > self.n_positional {
            return Err(raise!(
                TypeError,
                "{} takes at most {} positional arguments ({n_args} given)",
                self.function,
                self.n_positional
            ));
        }
        Ok(Cursor { parameters: self, positional, keywords, n_unused: n_keywords, index: 0 })
    }
}

impl Cursor<'_> {
    /// The next parameter's argument; after the last one, nothing may be left over.
    pub fn next(&mut self) -> PyResult<Option<Py>> {
        let index = self.index;
        self.index += 1;
        if let Some(value) = self.positional.get(index) {
            return Ok(Some(value.new_ref()));
        }
        let name = self.parameters.names[index];
        if self.n_unused > 0
            && let Some(keywords) = &self.keywords
            && let Some(value) = keywords.get(name)?
        {
            self.n_unused -= 1;
            return Ok(Some(value));
        }
        if index < self.parameters.n_required {
            return Err(raise!(
                TypeError,
                "{} missing required argument '{name}' (pos {})",
                self.parameters.function,
                index + 1
            ));
        }
        Ok(None)
    }

    /// The next argument, which is there because it is required.
    pub fn required(&mut self) -> PyResult {
        self.next()?.ok_or_else(errors::bad_internal_call)
    }

    /// The next argument as a C `int`.
    pub fn int(&mut self, default: i32) -> PyResult<i32> {
        match self.next()? {
            Some(value) => parse_int(&value),
            None => Ok(default),
        }
    }

    /// The next three arguments as a date; defaults are from `default`.
    pub fn ymd(&mut self, default: Ymd) -> PyResult<Ymd> {
        Ok(Ymd { year: self.int(default.year)?, month: self.int(default.month)?, day: self.int(default.day)? })
    }

    /// The next four arguments as a time of day.
    pub fn clock(&mut self, default: Clock) -> PyResult<Clock> {
        Ok(Clock {
            hour: self.int(default.hour)?,
            minute: self.int(default.minute)?,
            second: self.int(default.second)?,
            microsecond: self.int(default.microsecond)?,
        })
    }

    /// What no parameter took is an error.
    pub fn finish(self) -> PyResult<()> {
        let Some(keywords) = self.keywords.filter(|_| self.n_unused > 0) else { return Ok(()) };
        let function = self.parameters.function;
        for key in keywords.keys() {
            let Some(name) = key.downcast::<Str>() else { return Err(raise!(TypeError, "keywords must be strings")) };
            match self.parameters.names.iter().position(|known| name.eq_str(known)) {
                Some(index) if index < self.positional.len() => {
                    return Err(raise!(
                        TypeError,
                        "argument for {function} given by name ('{name}') and position ({})",
                        index + 1
                    ));
                }
                Some(_) => (),
                None => {
                    let function = if function == "function" { "this function" } else { function };
                    return Err(raise!(TypeError, "'{name}' is an invalid keyword argument for {function}"));
                }
            }
        }
        Ok(())
    }
}

/// Numbers as objects.
pub fn ints(numbers: &[i32]) -> PyResult<Vec<Py>> {
    numbers.iter().map(|number| number.into_py()).collect()
}

/// `tzinfo` arguments: `None` or an instance of `tzinfo`.
pub fn check_tzinfo(object: Option<Py>) -> PyResult<Option<Py>> {
    match object {
        Some(object) if object.is_none() => Ok(None),
        Some(object) if !object.is_instance_of(&PyDateTime_TZInfoType) => Err(raise!(
            TypeError,
            "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
            object.type_name()
        )),
        object => Ok(object),
    }
}

/// `TypeError` for the argument at `place` of `function`.
pub fn wrong_type(function: &str, place: usize, expected: &str, got: &Object) -> Raised {
    let got = if got.is_none() { "None".into() } else { got.type_name() };
    raise!(TypeError, "{function} argument {place} must be {expected}, not {got:.50}")
}

/// The bytes of a pickled state: bytes, or a str that Python 2 pickled and that was read as latin-1.
/// `None` if the argument is no such thing; `sane` looks at the units before a str is taken for one.
pub fn pickled<const N: usize>(
    object: &Object,
    what: &str,
    sane: impl Fn(&[u32; N]) -> bool,
) -> PyResult<Option<[u8; N]>> {
    if let Some(bytes) = object.downcast::<Bytes>() {
        let Ok(data) = <[u8; N]>::try_from(bytes.as_slice()) else { return Ok(None) };
        return Ok(sane(&data.map(u32::from)).then_some(data));
    }
    let Some(text) = object.downcast::<Str>().filter(|text| text.len() == N) else { return Ok(None) };
    let units: [u32; N] = std::array::from_fn(|index| text.data().at(index));
    if !sane(&units) {
        return Ok(None);
    }
    if units.iter().any(|unit| *unit > 0xFF) {
        return Err(raise!(
            ValueError,
            "Failed to encode latin1 string when unpickling a {what} object. pickle.load(data, encoding='latin1') is assumed."
        ));
    }
    Ok(Some(units.map(|unit| unit as u8)))
}
