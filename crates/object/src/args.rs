//! Binding the arguments of a built-in function to its parameters, with CPython 3.8's messages.
//!
//! **Invariant**: a [`Signature`] is made by the macros from the text signature that `help()` shows;
//! there is no second list of parameters.

use pyston_abi::PyObject;

use crate::convert::{ArgContext, ArgPlace};
use crate::dict::Dict;
use crate::ptr::{Object, PyResult, Raised};
use crate::raise;
use crate::str::Str;
use crate::tuple::Tuple;
use crate::ty::Type;

/// Whom messages name: a function, or a type whose constructor it is.
#[derive(Clone, Copy)]
pub enum FunctionName {
    Text(&'static str),
    Type(&'static Type),
    /// Messages say "function".
    Unnamed,
}

/// A function's name as most messages have it, with parentheses.
pub(crate) struct Called(pub(crate) FunctionName);

impl std::fmt::Display for Called {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            FunctionName::Unnamed => f.write_str("function"),
            name => write!(f, "{name}()"),
        }
    }
}

impl std::fmt::Display for FunctionName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FunctionName::Text(text) => f.write_str(text),
            FunctionName::Type(ty) => f.write_str(&ty.name()),
            FunctionName::Unnamed => f.write_str("function"),
        }
    }
}

/// Fails if an argument cannot be converted.
pub type Check = fn(&Object, ArgContext) -> PyResult<()>;

/// A [`Check`] for text.
pub fn check_str(argument: &Object, context: ArgContext) -> PyResult<()> {
    if argument.downcast::<Str>().is_some() { Ok(()) } else { Err(context.must_be("str", argument)) }
}

/// The parameters of a built-in function.
pub struct Signature {
    pub function: FunctionName,
    pub parameters: &'static [&'static str],
    /// How many are positional-only.
    pub n_posonly: usize,
    /// How many may be given by position (positional-only ones included).
    pub n_positional: usize,
    /// How many of those may be given by position have no default.
    pub n_required: usize,
    /// Keyword-only ones without default: indices.
    pub required_keywords: &'static [usize],
    /// Those that are looked at before keywords that fit no parameter: what CPython parses with a format
    /// string, it converts first.
    pub early: &'static [(usize, Check)],
}

impl Signature {
    /// Where the parameter at `index` is, for messages about its type.
    pub fn context(&self, index: usize) -> ArgContext {
        let place = if self.parameters.len() == 1 && self.n_posonly == 1 && self.n_required == 1 {
            ArgPlace::Only
        } else if index < self.n_posonly {
            ArgPlace::Index(index + 1)
        } else {
            ArgPlace::Name(self.parameters[index])
        };
        ArgContext::new(self.function, place)
    }

    /// Binds a vectorcall's arguments; absent ones stay `None`.
    ///
    /// # Safety
    /// `args` points to `n_args` positional and then the keyword values; `kwnames` is null or a tuple.
    #[inline]
    pub unsafe fn bind<'a>(
        &self,
        args: *const *mut PyObject,
        n_args: isize,
        kwnames: *mut PyObject,
        bound: &mut [Option<&'a Object>],
    ) -> PyResult<()> {
        let n_args = n_args as usize;
        // SAFETY: the caller's promise.
        let (positional, names, values) = unsafe {
            let kwnames = Object::from_nullable(kwnames).map(|names| names.cast_unchecked::<Tuple>());
            let names: &'a [&'a Object] = kwnames.map_or(&[], |names| &*(names.as_slice() as *const _));
            let all: &'a [&'a Object] = if n_args + names.len() == 0 {
                &[]
            } else {
                std::slice::from_raw_parts(args.cast(), n_args + names.len())
            };
            (&all[..n_args], names, &all[n_args..])
        };
        if names.is_empty()
            && n_args <= self.n_positional
            && n_args >= self.n_required
            && self.required_keywords.is_empty()
        {
            for (slot, arg) in bound.iter_mut().zip(positional) {
                *slot = Some(arg);
            }
            return Ok(());
        }
        self.bind_slow(positional, names.iter().copied().zip(values.iter().copied()), names.len(), bound)
    }

    /// Binds the arguments of `tp_new`, `tp_init` or `METH_VARARGS`.
    ///
    /// The keyword values are borrowed from `kwargs`, which the caller keeps unchanged.
    pub fn bind_tuple<'a>(
        &self,
        args: &'a Tuple,
        kwargs: Option<&'a Dict>,
        bound: &mut [Option<&'a Object>],
    ) -> PyResult<()> {
        let items: Vec<(crate::Py, crate::Py)> = kwargs.map(Dict::items).unwrap_or_default();
        // SAFETY: the dict of keyword arguments belongs to the call and keeps its items.
        let pairs = items
            .iter()
            .map(|(name, value)| unsafe { (Object::from_ptr(name.as_ptr()), Object::from_ptr(value.as_ptr())) });
        self.bind_slow(args.as_slice(), pairs, items.len(), bound)
    }

    #[cold]
    fn bind_slow<'a>(
        &self,
        positional: &[&'a Object],
        keywords: impl Iterator<Item = (&'a Object, &'a Object)>,
        n_keywords: usize,
        bound: &mut [Option<&'a Object>],
    ) -> PyResult<()> {
        if self.n_posonly == self.parameters.len() {
            if n_keywords > 0 {
                return Err(raise!(TypeError, "{}() takes no keyword arguments", self.function));
            }
            self.check_positional(positional.len())?;
        } else {
            self.check_count(positional.len(), n_keywords)?;
        }
        for (slot, arg) in bound.iter_mut().zip(positional) {
            *slot = Some(arg);
        }
        // A missing argument is reported before a keyword that fits no parameter.
        let mut misfit = None;
        for (name, value) in keywords {
            if !self.bind_keyword(name, value, bound)? {
                misfit.get_or_insert(name);
            }
        }
        self.check_missing(positional.len(), bound)?;
        let Some(name) = misfit else { return Ok(()) };
        for &(index, check) in self.early {
            if let Some(argument) = bound[index] {
                check(argument, ArgContext::new(self.function, ArgPlace::Index(index + 1)))?;
            }
        }
        Err(self.misfit(name, positional.len()))
    }

    /// The messages of functions without keyword arguments.
    fn check_positional(&self, n_args: usize) -> PyResult<()> {
        let (min, max) = (self.n_required, self.n_positional);
        if (min..=max).contains(&n_args) {
            return Ok(());
        }
        let name = self.function;
        if max == 0 {
            return Err(raise!(TypeError, "{name}() takes no arguments ({n_args} given)"));
        }
        if min == 1 && max == 1 {
            return Err(raise!(TypeError, "{name}() takes exactly one argument ({n_args} given)"));
        }
        let (bound, limit) = if n_args < min { ("at least ", min) } else { ("at most ", max) };
        let bound = if min == max { "" } else { bound };
        let plural = if limit == 1 { "" } else { "s" };
        Err(raise!(TypeError, "{name} expected {bound}{limit} argument{plural}, got {n_args}"))
    }

    pub(crate) fn check_count(&self, n_args: usize, n_keywords: usize) -> PyResult<()> {
        let name = Called(self.function);
        let total = self.parameters.len();
        let given = n_args + n_keywords;
        if given > total {
            let kind = if n_args == 0 { "keyword " } else { "" };
            let plural = if total == 1 { "" } else { "s" };
            return Err(raise!(TypeError, "{name} takes at most {total} {kind}argument{plural} ({given} given)"));
        }
        if n_args > self.n_positional {
            if self.n_positional == 0 {
                return Err(raise!(TypeError, "{name} takes no positional arguments"));
            }
            let exactly = if self.n_required == self.n_positional { "exactly" } else { "at most" };
            let plural = if self.n_positional == 1 { "" } else { "s" };
            return Err(raise!(
                TypeError,
                "{name} takes {exactly} {} positional argument{plural} ({n_args} given)",
                self.n_positional
            ));
        }
        Ok(())
    }

    /// The parameter that a keyword names.
    pub(crate) fn keyword_index(&self, name: &Str) -> Option<usize> {
        (self.n_posonly..self.parameters.len()).find(|&index| name.eq_str(self.parameters[index]))
    }

    /// Binds a keyword; false if it names no parameter or one that has its argument already.
    pub(crate) fn bind_keyword<'a>(
        &self,
        name: &Object,
        value: &'a Object,
        bound: &mut [Option<&'a Object>],
    ) -> PyResult<bool> {
        match name.downcast::<Str>().and_then(|name| self.keyword_index(name)) {
            Some(index) if bound[index].is_none() => {
                bound[index] = Some(value);
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// The error for a keyword that could not be bound.
    pub(crate) fn misfit(&self, name: &Object, n_args: usize) -> Raised {
        let Some(name) = name.downcast::<Str>() else { return raise!(TypeError, "keywords must be strings") };
        match self.keyword_index(name) {
            Some(index) if index < n_args => raise!(
                TypeError,
                "argument for {} given by name ('{name}') and position ({})",
                Called(self.function),
                index + 1
            ),
            Some(_) => raise!(TypeError, "{}() got multiple values for argument '{name}'", self.function),
            None if matches!(self.function, FunctionName::Unnamed) => {
                raise!(TypeError, "'{name}' is an invalid keyword argument for this function")
            }
            None => raise!(TypeError, "'{name}' is an invalid keyword argument for {}()", self.function),
        }
    }

    fn check_missing(&self, n_args: usize, bound: &[Option<&Object>]) -> PyResult<()> {
        let required = (0..self.n_required).chain(self.required_keywords.iter().copied());
        for index in required {
            if bound[index].is_some() {
                continue;
            }
            return Err(self.missing(index, n_args));
        }
        Ok(())
    }

    /// The error for a required argument that is absent.
    pub(crate) fn missing(&self, index: usize, n_args: usize) -> Raised {
        if index < self.n_posonly {
            let exactly = if self.n_required < self.n_positional { "at least" } else { "exactly" };
            let count = self.n_required.min(self.n_posonly);
            let plural = if count == 1 { "" } else { "s" };
            return raise!(
                TypeError,
                "{}() takes {exactly} {count} positional argument{plural} ({n_args} given)",
                self.function
            );
        }
        raise!(
            TypeError,
            "{} missing required argument '{}' (pos {})",
            Called(self.function),
            self.parameters[index],
            index + 1
        )
    }
}

/// The arguments of a function that takes any: `*args, **kwargs`.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    pub positional: &'a [&'a Object],
    pub names: &'a [&'a Object],
    pub values: &'a [&'a Object],
}

impl<'a> Args<'a> {
    /// # Safety
    /// As [`Signature::bind`].
    pub unsafe fn from_raw(args: *const *mut PyObject, n_args: isize, kwnames: *mut PyObject) -> Args<'a> {
        // SAFETY: the caller's promise.
        unsafe {
            let names: &[&Object] = match Object::from_nullable(kwnames) {
                Some(names) => &*(names.cast_unchecked::<Tuple>().as_slice() as *const _),
                None => &[],
            };
            let n_args = n_args as usize;
            let all: &[&Object] = if n_args + names.len() == 0 {
                &[]
            } else {
                std::slice::from_raw_parts(args.cast(), n_args + names.len())
            };
            Args { positional: &all[..n_args], names, values: &all[n_args..] }
        }
    }

    /// Binds the arguments to a signature's parameters; absent ones stay `None`.
    pub fn bind(self, signature: &Signature, bound: &mut [Option<&'a Object>]) -> PyResult<()> {
        let direct = self.names.is_empty()
            && self.positional.len() <= signature.n_positional
            && self.positional.len() >= signature.n_required
            && signature.required_keywords.is_empty();
        if !direct {
            return signature.bind_slow(self.positional, self.keywords(), self.names.len(), bound);
        }
        for (slot, arg) in bound.iter_mut().zip(self.positional) {
            *slot = Some(arg);
        }
        Ok(())
    }

    /// Keyword names and values.
    pub fn keywords(self) -> impl Iterator<Item = (&'a Object, &'a Object)> {
        self.names.iter().copied().zip(self.values.iter().copied())
    }

    /// # Errors
    /// `TypeError: name() takes no keyword arguments`.
    pub fn no_keywords(self, function: &str) -> PyResult<()> {
        if self.names.is_empty() { Ok(()) } else { Err(raise!(TypeError, "{function}() takes no keyword arguments")) }
    }
}
