//! `_ctypes`: C data types and foreign functions.
//!
//! The data side: a class's [`layout`], an instance's memory ([`data`]), values between both ([`item`],
//! [`convert`]), a file for each kind of type.

pub mod argument;
mod buffer;
pub mod convert;
pub mod data;
pub mod item;
pub mod layout;
mod long_double;
pub mod memory;
pub mod simple_code;
pub mod types;

use pyston_object::prelude::*;

pub struct CtypesModule;

/// C data types, and functions of C libraries.
#[pymodule("_ctypes")]
impl CtypesModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        layout::install()?;
        argument::install()?;
        module.add("__version__", "1.1.0")
    }
}
