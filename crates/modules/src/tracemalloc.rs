//! `_tracemalloc`: present, with tracing always off: allocations are not recorded.

use pyston_object::prelude::*;

pub struct TracemallocModule;

static LIMIT: GilCell<i32> = GilCell::new(1);

/// Tracing of memory, which is off.
#[pymodule("_tracemalloc")]
impl TracemallocModule {
    /// Is memory traced?
    #[function("($module, /)")]
    fn is_tracing() -> bool {
        false
    }

    /// Forgets all traces.
    #[function("($module, /)")]
    fn clear_traces() {}

    /// The traces.
    #[function("($module, /)")]
    fn _get_traces() -> Vec<Py> {
        Vec::new()
    }

    /// Where an object was allocated.
    #[function("($module, obj, /)")]
    fn _get_object_traceback(_obj: &Object) {}

    /// Starts tracing.
    #[function("($module, nframe=1, /)")]
    fn start(nframe: i32) -> PyResult<()> {
        if !(1..=65535).contains(&nframe) {
            return Err(raise!(ValueError, "the number of frames must be in range [1; 65535]"));
        }
        Err(raise!(NotImplementedError, "tracing of memory is not supported"))
    }

    /// Stops tracing.
    #[function("($module, /)")]
    fn stop() {}

    /// How many frames a trace has.
    #[function("($module, /)")]
    fn get_traceback_limit() -> i32 {
        LIMIT.get()
    }

    /// The memory that traces take.
    #[function("($module, /)")]
    fn get_tracemalloc_memory() -> i32 {
        0
    }

    /// The size of traced memory: now and at most.
    #[function("($module, /)")]
    fn get_traced_memory() -> (i32, i32) {
        (0, 0)
    }
}
