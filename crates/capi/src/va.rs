//! C's `...`: reading a `va_list`, and functions that have one.
//!
//! Stable Rust cannot define a C-variadic function. A naked function can: it saves the registers that carry arguments
//! where the ABI wants them, makes a `va_list` of that and hands its address on as one more argument (`va/`, a file an
//! architecture). A `va_list` parameter of C is such an address too, so that `PyUnicode_FromFormat` and
//! `PyUnicode_FromFormatV` share everything behind the first step.
//!
//! **Invariant**: what is read has the type that the caller passed; the format string says which. Nothing can check it.

use std::ffi::{c_char, c_int, c_long, c_uint, c_ulong};

#[cfg(all(target_arch = "aarch64", target_os = "linux"))]
#[path = "va/aarch64.rs"]
mod list;
#[cfg(all(target_arch = "x86_64", unix))]
#[path = "va/x86_64.rs"]
mod list;
#[cfg(not(any(all(target_arch = "aarch64", target_os = "linux"), all(target_arch = "x86_64", unix))))]
compile_error!("the layout of va_list is known for x86-64 (System V) and AArch64 (Linux) only");

pub use list::VaList;

/// A type of argument as `...` passes it.
pub trait Passed: Sized {
    /// The next argument, which must be of this type.
    fn take(list: &mut VaList) -> Self;
}

impl VaList {
    /// The next argument as a `T`.
    pub fn arg<T: Passed>(&mut self) -> T {
        T::take(self)
    }
}

macro_rules! passed_as_word {
    ($($type:ty),*) => { $(
        impl Passed for $type {
            fn take(list: &mut VaList) -> Self {
                list.word() as $type
            }
        }
    )* };
}
passed_as_word!(c_int, c_uint, c_long, c_ulong, isize, usize);

impl Passed for f64 {
    fn take(list: &mut VaList) -> Self {
        list.double()
    }
}

impl<T> Passed for *const T {
    fn take(list: &mut VaList) -> Self {
        list.word() as *const T
    }
}

impl<T> Passed for *mut T {
    fn take(list: &mut VaList) -> Self {
        list.word() as *mut T
    }
}

unsafe extern "C" {
    /// The C library's, whose `va_list` parameter is a pointer to ours.
    pub fn vsnprintf(buffer: *mut c_char, size: usize, format: *const c_char, list: &mut VaList) -> c_int;
}
