//! `pylifecycle.h`: what the process is.

use std::ffi::{CString, c_char, c_int};
use std::sync::OnceLock;

use pyston_object::prelude::*;
use pyston_runtime::sys;

use crate::capi;

/// A text of `sys` that is made once and stays.
fn kept(place: &'static OnceLock<CString>, make: impl FnOnce() -> String) -> *const c_char {
    place.get_or_init(|| CString::new(make()).unwrap_or_default()).as_ptr()
}

fn text_of_sys(name: &str) -> String {
    let found = sys::get(&Str::intern(name)).ok().flatten();
    found.map(|found| found.downcast::<Str>().map(|text| text.to_string()).unwrap_or_default()).unwrap_or_default()
}

static VERSION: OnceLock<CString> = OnceLock::new();
static PLATFORM: OnceLock<CString> = OnceLock::new();
static COPYRIGHT: OnceLock<CString> = OnceLock::new();
static COMPILER: OnceLock<CString> = OnceLock::new();
static BUILD: OnceLock<CString> = OnceLock::new();

/// The part of `sys.version` between two marks.
fn of_version(start: &str, end: &str) -> String {
    let version = sys::version();
    let part = version.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    part.map(|(part, _)| part.to_owned()).unwrap_or_default()
}

capi! {
    fn Py_GetVersion() -> *const c_char { kept(&VERSION, sys::version) }

    fn Py_GetPlatform() -> *const c_char { kept(&PLATFORM, || text_of_sys("platform")) }

    fn Py_GetCopyright() -> *const c_char { kept(&COPYRIGHT, || text_of_sys("copyright")) }

    fn Py_GetCompiler() -> *const c_char { kept(&COMPILER, || format!("\n[{}]", of_version("[", "]"))) }

    fn Py_GetBuildInfo() -> *const c_char { kept(&BUILD, || of_version("(", ")")) }

    fn Py_AtExit(function: Option<extern "C" fn()>) -> c_int {
        // SAFETY: the C library calls it at the end of the process.
        match function {
            Some(function) => unsafe { libc::atexit(function) },
            None => -1,
        }
    }
}
