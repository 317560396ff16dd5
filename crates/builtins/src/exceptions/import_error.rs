//! `ImportError`: the message, and name and path as keywords.

use pyston_object::exception::kinds::{self, ImportError};
use pyston_object::prelude::*;

use super::base::{base_init, base_str, reduced};
use super::simple::as_exception;
use crate::arguments::no_arguments;

pub struct ImportErrorType;

/// The values of the keywords `name` and `path`.
fn keywords(kwargs: Option<&Dict>) -> PyResult<(Option<Py>, Option<Py>)> {
    let (mut name, mut path) = (None, None);
    let Some(kwargs) = kwargs else { return Ok((name, path)) };
    if kwargs.len() > 2 {
        return Err(raise!(TypeError, "ImportError() takes at most 2 keyword arguments ({} given)", kwargs.len()));
    }
    for (key, value) in kwargs.items() {
        let Some(text) = key.downcast::<Str>() else { return Err(raise!(TypeError, "keywords must be strings")) };
        if text.eq_str("name") {
            name = Some(value);
        } else if text.eq_str("path") {
            path = Some(value);
        } else {
            return Err(raise!(TypeError, "'{text}' is an invalid keyword argument for ImportError()"));
        }
    }
    Ok((name, path))
}

impl ImportErrorType {
    /// What pickling must carry beside the arguments.
    fn state(this: &ImportError) -> PyResult<Option<Py>> {
        let own = as_exception(this).dict();
        let (name, path) = (this.name(), this.path());
        if name.is_none() && path.is_none() {
            return Ok(own);
        }
        let state = match own.as_ref().and_then(|dict| dict.downcast::<Dict>()) {
            Some(dict) => dict.copy()?,
            None => Dict::new()?,
        };
        if let Some(name) = name {
            state.set_str(name!("name"), name)?;
        }
        if let Some(path) = path {
            state.set_str(name!("path"), path)?;
        }
        Ok(Some(state.into_object()))
    }
}

#[pytype(exc::ImportError)]
impl ImportErrorType {
    #[slot]
    fn tp_init(this: &ImportError, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(as_exception(this), args, None)?;
        let (name, path) = keywords(kwargs)?;
        this.set_name(name);
        this.set_path(path);
        this.set_msg(match args.as_slice() {
            [only] => Some(only.new_ref()),
            _ => None,
        });
        Ok(())
    }

    #[slot]
    fn tp_str(this: &ImportError) -> PyResult<Py<Str>> {
        match this.msg().map(Py::downcast_into::<Str>) {
            Some(Ok(text)) if Str::check_exact(&text) => Ok(text),
            _ => base_str(as_exception(this)),
        }
    }

    #[method]
    fn __reduce__(this: &ImportError, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        let exception = as_exception(this);
        reduced(exception, exception.args(), ImportErrorType::state(this)?)
    }
}

pub(super) fn install() {
    ImportErrorType::install();
    exc::ImportError.fill(kinds::install::<ImportError>);
}
