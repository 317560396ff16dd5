//! Exceptions with one small peculiarity: `StopIteration`, `SystemExit`, `KeyError`, `MemoryError`.

use pyston_object::alloc;
use pyston_object::exception::Exception;
use pyston_object::exception::kinds::{self, StopIteration, SystemExit};
use pyston_object::prelude::*;

use super::base::{base_init, base_str};

pub struct StopIterationType;

#[pytype(exc::StopIteration)]
impl StopIterationType {
    #[slot]
    fn tp_init(this: &StopIteration, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(as_exception(this), args, kwargs)?;
        this.set_value(Some(args.get(0).unwrap_or(singletons::none()).new_ref()));
        Ok(())
    }
}

pub struct SystemExitType;

#[pytype(exc::SystemExit)]
impl SystemExitType {
    #[slot]
    fn tp_init(this: &SystemExit, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(as_exception(this), args, kwargs)?;
        match args.as_slice() {
            [] => (),
            [code] => this.set_code(Some(code.new_ref())),
            _ => this.set_code(Some(args.as_object().new_ref())),
        }
        Ok(())
    }
}

pub struct KeyErrorType;

#[pytype(exc::KeyError)]
impl KeyErrorType {
    /// A single argument shows by its `repr`: a missing empty string would else be invisible.
    #[slot]
    fn tp_str(this: &Exception) -> PyResult<Py<Str>> {
        match this.args().as_slice() {
            [only] => protocol::repr(only),
            _ => base_str(this),
        }
    }
}

pub struct MemoryErrorType;

#[pytype(exc::MemoryError)]
impl MemoryErrorType {
    /// Keeps no arguments: CPython hands out instances made beforehand, and `__init__` sets the arguments.
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        let object = alloc::alloc(class, 0)?;
        let exact: &Type = &exc::MemoryError;
        as_exception(&object).set_args(if class == exact { Tuple::empty() } else { args.new_ref() });
        Ok(object)
    }
}

/// An instance of a subtype as what it is too.
pub(super) fn as_exception(object: &Object) -> &Exception {
    object.downcast().expect("an exception type's instance")
}

pub(super) fn install() {
    StopIterationType::install();
    exc::StopIteration.fill(kinds::install::<StopIteration>);
    SystemExitType::install();
    exc::SystemExit.fill(kinds::install::<SystemExit>);
    KeyErrorType::install();
    MemoryErrorType::install();
}
