//! `_testcapi`: the part of CPython's module for its own tests that has a meaning without C code.
//!
//! For tests only: no program needs this module. It reaches what Python code cannot: protocols called
//! as native code calls them, limits of C types, slots no class statement fills.
//!
//! **Invariant**: no function pretends. Each does what CPython's does with the machinery that programs
//! use; where there is nothing of that kind here (interpreters within interpreters) the name is missing.

mod calls;
mod dates;
mod errors;
mod hamt;
mod helpers;
mod members;
mod memory;
mod storage;
mod text;
mod times;
mod vectorcall;

use pyston_object::once::Once;
use pyston_object::prelude::*;

static ERROR: Once<Type> = Once::new();

/// The limits of C's types, under the names of `<limits.h>`.
const LIMITS: &[(&str, i64)] = &[
    ("CHAR_MAX", i8::MAX as i64),
    ("CHAR_MIN", i8::MIN as i64),
    ("INT_MAX", i32::MAX as i64),
    ("INT_MIN", i32::MIN as i64),
    ("LLONG_MAX", i64::MAX),
    ("LLONG_MIN", i64::MIN),
    ("LONG_MAX", i64::MAX),
    ("LONG_MIN", i64::MIN),
    ("PY_SSIZE_T_MAX", isize::MAX as i64),
    ("PY_SSIZE_T_MIN", isize::MIN as i64),
    ("SHRT_MAX", i16::MAX as i64),
    ("SHRT_MIN", i16::MIN as i64),
    ("SIZEOF_PYGC_HEAD", size_of::<pyston_abi::PyGC_Head>() as i64),
    ("SIZEOF_TIME_T", size_of::<libc::time_t>() as i64),
    ("UCHAR_MAX", u8::MAX as i64),
    ("UINT_MAX", u32::MAX as i64),
    ("USHRT_MAX", u16::MAX as i64),
    ("the_number_three", 3),
];

pub struct TestcapiModule;

/// What CPython's own tests need from native code. For tests only.
#[pymodule("_testcapi")]
impl TestcapiModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        calls::Calls::fill(module)?;
        dates::Dates::fill(module)?;
        errors::Errors::fill(module)?;
        hamt::Maps::fill(module)?;
        helpers::Helpers::fill(module)?;
        members::Members::fill(module)?;
        memory::Memory::fill(module)?;
        storage::Storage::fill(module)?;
        text::Text::fill(module)?;
        times::Times::fill(module)?;
        vectorcall::add_types(module)?;
        for &(name, value) in LIMITS {
            module.add(name, value)?;
        }
        module.add("ULONG_MAX", u64::MAX)?;
        module.add("ULLONG_MAX", u64::MAX)?;
        module.add("FLT_MAX", f64::from(f32::MAX))?;
        module.add("FLT_MIN", f64::from(f32::MIN_POSITIVE))?;
        // The interpreter has an allocator of its own beside the C library's.
        module.add("WITH_PYMALLOC", true)?;
        module.add("DBL_MAX", f64::MAX)?;
        module.add("DBL_MIN", f64::MIN_POSITIVE)?;
        let error =
            ERROR.get_or_try_init(|| pyston_object::once::new_exception("_testcapi", "error", &exc::Exception))?;
        module.add("error", error.new_ref())
    }
}

/// `TypeError: argument 1 must be dict, not list`, as C's argument parsing words it.
fn must_be(place: usize, expected: &str, got: &Object) -> Raised {
    let got = if got.is_none() { "None".into() } else { got.type_name() };
    raise!(TypeError, "argument {place} must be {expected}, not {got:.50}")
}
