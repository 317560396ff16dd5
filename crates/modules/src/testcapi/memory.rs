//! Allocators, guards of memory, and traces of memory of any domain.

use pyston_object::guards;
use pyston_object::layers::{self, Api};
use pyston_object::memory_trace;
use pyston_object::prelude::*;
use pyston_runtime::gil;

use crate::tracemalloc::shown_traceback;

/// Asks for memory without the GIL, which guards do not let pass.
fn use_without_gil(api: Api) {
    if layers::get().is_guarded {
        gil::allow_threads(|| guards::use_for_test(api, 10));
    }
}

pub(super) struct Memory;

#[pymodule("_testcapi")]
impl Memory {
    /// What gives memory to objects.
    #[function(args = "()")]
    fn pymem_getallocatorsname() -> &'static str {
        layers::allocator_name()
    }

    /// Writes behind a block: with guards the end of the process.
    #[function(args = "()")]
    fn pymem_buffer_overflow() {
        guards::overflow_for_test();
    }

    /// Gives a block back to another interface: with guards the end of the process.
    #[function(args = "()")]
    fn pymem_api_misuse() {
        guards::mismatch_for_test();
    }

    /// Asks for memory without the GIL: with guards the end of the process.
    #[function(args = "()")]
    fn pymem_malloc_without_gil() {
        use_without_gil(Api::Memory);
    }

    /// Asks for an object's memory without the GIL: with guards the end of the process.
    #[function(args = "()")]
    fn pyobject_malloc_without_gil() {
        use_without_gil(Api::Object);
    }

    /// Blocks of no bytes can be had from every interface.
    #[function(args = "()")]
    fn test_pymem_alloc0() {
        for api in [Api::Raw, Api::Memory, Api::Object] {
            guards::use_for_test(api, 0);
        }
    }

    /// Traces a block of some domain.
    #[function(args = "(domain, ptr, size, release_gil=False, /)")]
    fn tracemalloc_track(domain: u32, ptr: isize, size: isize, release_gil: Option<i32>) -> PyResult<()> {
        if !memory_trace::is_on() {
            return Err(raise!(RuntimeError, "PyTraceMalloc_Track error"));
        }
        if release_gil.is_some_and(|flag| flag != 0) {
            // Whoever tracks memory without the GIL takes it for that.
            gil::allow_threads(|| ());
        }
        memory_trace::add(domain, ptr as usize, size as usize);
        Ok(())
    }

    /// Forgets a block of some domain.
    #[function(args = "(domain, ptr, /)")]
    fn tracemalloc_untrack(domain: u32, ptr: isize) -> PyResult<()> {
        if !memory_trace::is_on() {
            return Err(raise!(RuntimeError, "PyTraceMalloc_Untrack error"));
        }
        memory_trace::remove(domain, ptr as usize);
        Ok(())
    }

    /// The traceback of a block of some domain.
    #[function(args = "(domain, ptr, /)")]
    fn tracemalloc_get_traceback(domain: u32, ptr: isize) -> PyResult<Option<Py<Tuple>>> {
        memory_trace::traceback(domain, ptr as usize).map(|found| shown_traceback(&found)).transpose()
    }
}
