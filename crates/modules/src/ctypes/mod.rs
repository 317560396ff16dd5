//! `_ctypes`: C data types and foreign functions.
//!
//! The data side: a class's [`layout`], an instance's memory ([`data`]), values between both ([`item`],
//! [`convert`]), a file for each kind of type.

pub mod argument;
mod buffer;
mod by_value;
mod call;
mod callback;
pub mod convert;
pub mod data;
mod ffi;
mod function;
mod function_type;
pub mod item;
pub mod layout;
mod library;
mod long_double;
pub mod memory;
mod param_flags;
mod passing;
mod private_errno;
mod references;
pub mod simple_code;
mod strings;
pub mod types;

use pyston_object::prelude::*;
use pyston_object::ready::ready;

use crate::arguments::{install_once, new_exception};

pub struct CtypesModule;

/// C data types, and functions of C libraries.
#[pymodule("_ctypes")]
impl CtypesModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        layout::install()?;
        argument::install()?;
        call_side(module)?;
        module.add("__version__", "1.1.0")
    }
}

static ARGUMENT_ERROR: GilCell<Option<&'static Type>> = GilCell::new(None);

/// `ArgumentError`.
fn argument_error_class() -> PyResult<&'static Type> {
    if ARGUMENT_ERROR.get().is_none() {
        ARGUMENT_ERROR.set(Some(new_exception("ctypes.ArgumentError", &exc::Exception)?));
    }
    ARGUMENT_ERROR.get().ok_or_else(errors::bad_internal_call)
}

/// Adds what calls functions and opens libraries.
fn call_side(module: &Module) -> PyResult<()> {
    install_once(&callback::Thunk_Type, || {
        callback::Thunk::install();
        ready(&callback::Thunk_Type)?;
        function_type::install()?;
        function::install()
    })?;
    module.add("CFuncPtr", function::PyCFuncPtr_Type.new_ref())?;
    module.add("ArgumentError", argument_error_class()?.new_ref())?;
    call::CallFunctions::fill(module)?;
    library::LibraryFunctions::fill(module)?;
    private_errno::ErrnoFunctions::fill(module)?;
    references::ReferenceFunctions::fill(module)?;
    let constants = [
        ("FUNCFLAG_CDECL", layout::flags::CDECL),
        ("FUNCFLAG_PYTHONAPI", layout::flags::PYTHONAPI),
        ("FUNCFLAG_USE_ERRNO", layout::flags::USE_ERRNO),
        ("FUNCFLAG_USE_LASTERROR", layout::flags::USE_LASTERROR),
        ("RTLD_LOCAL", libc::RTLD_LOCAL as u32),
        ("RTLD_GLOBAL", libc::RTLD_GLOBAL as u32),
    ];
    constants.iter().try_for_each(|&(name, value)| module.add(name, value))?;
    strings::addresses().iter().try_for_each(|&(name, address)| module.add(name, address))
}
