//! `BaseException`.

use pyston_object::exception::{Exception, kinds};
use pyston_object::prelude::*;
use pyston_object::statics::PyTraceBack_Type;
use pyston_object::{alloc, attr};

use super::no_keywords;
use crate::arguments::{no_arguments, only_argument};

pub struct BaseExceptionType;

/// `BaseException.__str__`: nothing, the only argument, or all of them.
pub(super) fn base_str(this: &Exception) -> PyResult<Py<Str>> {
    let args = this.args();
    match args.as_slice() {
        [] => Ok(Str::empty()),
        [only] => protocol::str(only),
        _ => protocol::str(&args),
    }
}

/// `BaseException.__init__`.
pub(super) fn base_init(this: &Exception, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
    no_keywords(this.ty(), kwargs)?;
    this.set_args(args.new_ref());
    Ok(())
}

/// `(type, args)`, and the state if there is one.
pub(super) fn reduced(this: &Exception, args: Py<Tuple>, state: Option<Py>) -> PyResult {
    let class = this.ty().new_ref();
    match state {
        Some(state) => (class, args, state).into_py(),
        None => (class, args).into_py(),
    }
}

fn exception_or_none(value: Option<&Object>, name: &str, what: &str) -> PyResult<Option<Py>> {
    match value {
        None => Err(raise!(TypeError, "{name} may not be deleted")),
        Some(value) if value.is_none() => Ok(None),
        Some(value) if Exception::check(value) => Ok(Some(value.new_ref())),
        Some(_) => Err(raise!(TypeError, "exception {what} must be None or derive from BaseException")),
    }
}

#[pytype(exc::BaseException, slots(tp_getattro = attr::generic_getattr, tp_setattro = attr::generic_setattr))]
impl BaseExceptionType {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        let object = alloc::alloc(class, 0)?;
        if let Some(exception) = object.downcast::<Exception>() {
            exception.set_args(args.new_ref());
        }
        Ok(object)
    }

    #[slot]
    fn tp_init(this: &Exception, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(this, args, kwargs)
    }

    #[slot]
    fn tp_str(this: &Exception) -> PyResult<Py<Str>> {
        base_str(this)
    }

    #[slot]
    fn tp_repr(this: &Exception) -> PyResult<Py<Str>> {
        let args = this.args();
        let mut out = StrBuilder::new();
        out.push_str(&this.ty().name());
        match args.as_slice() {
            [only] => {
                let text = protocol::repr(only)?;
                out.push_str("(");
                out.push_py(&text);
                out.push_str(")");
            }
            _ => out.push_py(&*protocol::repr(&args)?),
        }
        out.finish()
    }

    #[method]
    fn __reduce__(this: &Exception, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        reduced(this, this.args(), this.dict())
    }

    #[method]
    fn __setstate__(this: &Exception, args: Args) -> PyResult<()> {
        let state = only_argument(args, "__setstate__")?;
        if state.is_none() {
            return Ok(());
        }
        let Some(state) = state.downcast::<Dict>() else {
            return Err(raise!(TypeError, "state is not a dictionary"));
        };
        for (name, value) in state.items() {
            attr::setattr(this, &name, Some(&value))?;
        }
        Ok(())
    }

    /// Sets `__traceback__` and returns the exception.
    #[method]
    fn with_traceback(this: &Exception, args: Args) -> PyResult {
        let traceback = only_argument(args, "with_traceback")?;
        BaseExceptionType::set_traceback(this, Some(traceback))?;
        Ok(this.as_object().new_ref())
    }

    #[getter]
    fn __dict__(this: &Exception) -> PyResult {
        match this.dict() {
            Some(dict) => Ok(dict),
            None => {
                let dict = Dict::new()?.into_object();
                this.set_dict(Some(dict.clone()));
                Ok(dict)
            }
        }
    }

    #[setter("__dict__")]
    fn set_dict(this: &Exception, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "cannot delete __dict__")) };
        if !Dict::check(value) {
            return Err(raise!(TypeError, "__dict__ must be set to a dictionary, not a '{:.200}'", value.type_name()));
        }
        this.set_dict(Some(value.new_ref()));
        Ok(())
    }

    #[getter]
    fn args(this: &Exception) -> Py<Tuple> {
        this.args()
    }

    #[setter]
    fn set_args(this: &Exception, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "args may not be deleted")) };
        let args = protocol::to_tuple(value)?;
        this.set_args(args);
        Ok(())
    }

    #[getter]
    fn __traceback__(this: &Exception) -> Option<Py> {
        this.traceback()
    }

    #[setter("__traceback__")]
    fn set_traceback(this: &Exception, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "__traceback__ may not be deleted")) };
        if !value.is_none() && !value.is_instance_of(&PyTraceBack_Type) {
            return Err(raise!(TypeError, "__traceback__ must be a traceback or None"));
        }
        this.set_traceback((!value.is_none()).then(|| value.new_ref()));
        Ok(())
    }

    /// The exception that was being handled when this one was raised.
    #[getter]
    fn __context__(this: &Exception) -> Option<Py> {
        this.context()
    }

    #[setter("__context__")]
    fn set_context(this: &Exception, value: Option<&Object>) -> PyResult<()> {
        this.set_context(exception_or_none(value, "__context__", "context")?);
        Ok(())
    }

    /// The exception that `raise .. from` named.
    #[getter]
    fn __cause__(this: &Exception) -> Option<Py> {
        this.cause()
    }

    #[setter("__cause__")]
    fn set_cause(this: &Exception, value: Option<&Object>) -> PyResult<()> {
        this.set_cause(exception_or_none(value, "__cause__", "cause")?);
        Ok(())
    }
}

/// Marks the fields as the type's own.
pub(super) fn install() {
    BaseExceptionType::install();
    exc::BaseException.fill(kinds::install::<Exception>);
}
