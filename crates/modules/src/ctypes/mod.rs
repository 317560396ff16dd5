//! `_ctypes`: C data types and foreign functions.
//!
//! The data side: a class's [`layout`], an instance's memory ([`data`]), values between both ([`item`],
//! [`convert`]), a file for each kind of type.

mod anonymous;
pub mod argument;
pub mod array;
mod array_data;
mod buffer;
pub mod convert;
pub mod data;
mod field;
mod fields;
mod from_param;
mod functions;
pub mod item;
pub mod layout;
mod long_double;
pub mod memory;
pub mod metatype;
pub mod pointer;
pub mod simple;
pub mod simple_code;
mod structure;
pub mod types;

use pyston_object::prelude::*;
use pyston_object::ready::ready;

use crate::arguments::install_once;

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
        module.add("__version__", "1.1.0")
    }
}
