//! Binding arguments in the order in which CPython's format strings read them.
//!
//! A function declared `parsed` has each argument converted before the next is looked for, and keywords that fit no
//! parameter are noticed last; messages number the arguments. That is what CPython's functions do that read their
//! arguments by a format string, whereas the others bind all arguments first ([`Signature::bind`]).

use pyston_abi::PyObject;

use crate::args::{Args, Called, FunctionName, Signature};
use crate::convert::{ArgContext, ArgPlace};
use crate::dict::Dict;
use crate::ptr::{Object, PyResult, Raised};
use crate::raise;
use crate::tuple::Tuple;

/// Between `min` and `max` positional arguments, with the messages of argument parsing.
pub fn check_count(function: impl std::fmt::Display, n_args: usize, min: usize, max: usize) -> PyResult<()> {
    if (min..=max).contains(&n_args) {
        return Ok(());
    }
    let (bound, limit) = if n_args < min { ("at least", min) } else { ("at most", max) };
    let bound = if min == max { "exactly" } else { bound };
    let plural = if limit == 1 { "" } else { "s" };
    Err(raise!(TypeError, "{function} takes {bound} {limit} argument{plural} ({n_args} given)"))
}

/// A call's arguments while they are converted one by one.
pub struct Parsing<'a> {
    signature: &'static Signature,
    n_args: usize,
    /// The keywords.
    names: Vec<&'a Object>,
}

impl Signature {
    /// Finds a vectorcall's arguments; absent ones, required or not, stay `None`.
    ///
    /// # Safety
    /// As [`Signature::bind`].
    pub unsafe fn parse<'a>(
        &'static self,
        args: *const *mut PyObject,
        n_args: isize,
        kwnames: *mut PyObject,
        bound: &mut [Option<&'a Object>],
    ) -> PyResult<Parsing<'a>> {
        // SAFETY: the caller's promise.
        let args: Args<'a> = unsafe { Args::from_raw(args, n_args, kwnames) };
        self.parse_pairs(args.positional, args.keywords(), bound)
    }

    /// Finds the arguments of `tp_new` or `tp_init`; the keyword values are borrowed from `kwargs`, which the caller
    /// keeps unchanged.
    pub fn parse_tuple<'a>(
        &'static self,
        args: &'a Tuple,
        kwargs: Option<&'a Dict>,
        bound: &mut [Option<&'a Object>],
    ) -> PyResult<Parsing<'a>> {
        let items = kwargs.map(Dict::items).unwrap_or_default();
        // SAFETY: the dict of keyword arguments belongs to the call and keeps its items.
        let pairs = items
            .iter()
            .map(|(name, value)| unsafe { (Object::from_ptr(name.as_ptr()), Object::from_ptr(value.as_ptr())) });
        self.parse_pairs(args.as_slice(), pairs, bound)
    }

    fn parse_pairs<'a>(
        &'static self,
        positional: &[&'a Object],
        keywords: impl Iterator<Item = (&'a Object, &'a Object)>,
        bound: &mut [Option<&'a Object>],
    ) -> PyResult<Parsing<'a>> {
        let (mut names, n_args) = (Vec::new(), positional.len());
        for (slot, argument) in bound.iter_mut().zip(positional) {
            *slot = Some(argument);
        }
        for (name, value) in keywords {
            self.bind_keyword(name, value, bound)?;
            names.push(name);
        }
        if self.n_posonly < self.parameters.len() {
            self.check_count(n_args, names.len())?;
        } else if names.is_empty() {
            check_count(Called(self.function), n_args, self.n_required, self.n_positional)?;
        } else {
            return Err(raise!(TypeError, "{}() takes no keyword arguments", self.function));
        }
        Ok(Parsing { signature: self, n_args, names })
    }
}

impl Parsing<'_> {
    /// Where the parameter at `index` is.
    pub fn context(&self, index: usize) -> ArgContext {
        ArgContext::new(self.signature.function, ArgPlace::Parsed(index + 1))
    }

    /// The error for a required argument that is absent.
    pub fn missing(&self, index: usize) -> Raised {
        self.signature.missing(index, self.n_args)
    }

    /// All arguments are converted: each keyword must have named one.
    pub fn finish(self) -> PyResult<()> {
        // A keyword for what is given by position is reported first.
        let is_double = |name: &&Object| {
            let index = name.downcast().and_then(|name| self.signature.keyword_index(name));
            index.is_some_and(|index| index < self.n_args)
        };
        let is_unknown = |name: &&Object| name.downcast().is_none_or(|n| self.signature.keyword_index(n).is_none());
        let misfit = self.names.iter().find(|name| is_double(name));
        match misfit.or_else(|| self.names.iter().find(|name| is_unknown(name))) {
            Some(name) => Err(self.signature.misfit(name, self.n_args)),
            None => Ok(()),
        }
    }
}

impl FunctionName {
    /// Messages name no function, only the argument's place.
    pub(crate) fn is_unnamed(self) -> bool {
        matches!(self, FunctionName::Unnamed)
    }
}
