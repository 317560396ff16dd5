//! `_ctypes`: C data types and foreign functions.
//!
//! The data side: a class's [`layout`], an instance's memory ([`data`]), values between both ([`item`],
//! [`convert`]), a file for each kind of type.

mod anonymous;
pub mod argument;
pub mod array;
mod array_data;
mod buffer;
mod by_value;
mod call;
mod callback;
pub mod convert;
pub mod data;
mod ffi;
mod field;
mod fields;
mod from_param;
mod function;
mod function_type;
mod functions;
pub mod item;
pub mod layout;
mod library;
mod long_double;
pub mod memory;
pub mod metatype;
mod param_flags;
mod passing;
pub mod pointer;
mod private_errno;
mod references;
pub mod simple;
pub mod simple_code;
mod strings;
mod structure;
pub mod types;

use pyston_object::prelude::*;
use pyston_object::ready::ready;

use crate::arguments::{install_once, new_exception};

pub struct CtypesModule;

/// Every type that a program may meet, bases before what is derived from them.
static TYPES: &[&Type] = &[
    &types::PyCStructType_Type,
    &types::UnionType_Type,
    &types::PyCPointerType_Type,
    &types::PyCArrayType_Type,
    &types::PyCSimpleType_Type,
    &data::CData_Type,
    &types::Structure_Type,
    &types::Union_Type,
    &types::Pointer_Type,
    &types::Array_Type,
    &types::SimpleCData_Type,
    &callback::Thunk_Type,
    &function_type::PyCFuncPtrType_Type,
    &function::PyCFuncPtr_Type,
];

fn install() -> PyResult<()> {
    layout::install()?;
    argument::install()?;
    convert::install()?;
    field::install()?;
    structure::install();
    data::install();
    pointer::install();
    array::install()?;
    simple::install();
    callback::Thunk::install();
    function::install();
    TYPES.iter().try_for_each(|ty| ready(ty))
}

/// C data types, and functions of C libraries.
#[pymodule("_ctypes")]
impl CtypesModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&data::CData_Type, install)?;
        let bases = [
            &types::Structure_Type,
            &types::Union_Type,
            &types::Pointer_Type,
            &types::Array_Type,
            &types::SimpleCData_Type,
        ];
        bases.into_iter().try_for_each(|base| module.add_type(base))?;
        functions::DataFunctions::fill(module)?;
        module.add("_pointer_type_cache", pointer::cache()?.new_ref())?;
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
