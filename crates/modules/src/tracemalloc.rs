//! `_tracemalloc`: who allocated which memory. The tables are `object::memory_trace`'s.

use std::collections::HashMap;
use std::rc::Rc;

use pyston_object::memory_trace::{self, Block, Line, Traceback};
use pyston_object::prelude::*;

pub struct TracemallocModule;

/// Starts tracing.
///
/// # Errors
/// `ValueError` if that is no number of frames.
pub fn start(frames: isize) -> PyResult<()> {
    let max = memory_trace::MAX_FRAMES;
    match usize::try_from(frames).ok().filter(|frames| (1..=max).contains(frames)) {
        Some(frames) => {
            memory_trace::start(frames);
            Ok(())
        }
        None => Err(raise!(ValueError, "the number of frames must be in range [1; {max}]")),
    }
}

/// The domain and the address of a block, its size and its traceback, as tuples.
struct Shower {
    /// What is shown already: equal tracebacks are one object.
    tracebacks: HashMap<Traceback, Py<Tuple>>,
    lines: HashMap<Line, Py<Tuple>>,
}

impl Shower {
    fn new() -> Shower {
        Shower { tracebacks: HashMap::new(), lines: HashMap::new() }
    }

    fn block(&mut self, block: &Block) -> PyResult<Py<Tuple>> {
        let traceback = self.traceback(&block.traceback)?;
        Tuple::from_vec(vec![block.domain.into_py()?, block.size.into_py()?, traceback.into_object()])
    }

    fn traceback(&mut self, traceback: &Traceback) -> PyResult<Py<Tuple>> {
        if let Some(known) = self.tracebacks.get(traceback) {
            return Ok(known.clone());
        }
        let lines = traceback.iter().map(|line| self.line(line).map(Py::into_object));
        let shown = Tuple::from_vec(lines.collect::<PyResult<_>>()?)?;
        self.tracebacks.insert(Rc::clone(traceback), shown.clone());
        Ok(shown)
    }

    fn line(&mut self, line: &Line) -> PyResult<Py<Tuple>> {
        if let Some(known) = self.lines.get(line) {
            return Ok(known.clone());
        }
        let file = match &line.file {
            Some(file) => file.clone(),
            None => Str::intern("<unknown>"),
        };
        let shown = Tuple::from_vec(vec![file.into_object(), line.number.into_py()?])?;
        self.lines.insert(line.clone(), shown.clone());
        Ok(shown)
    }
}

/// The tuple of the lines of a traceback, the innermost first.
pub fn shown_traceback(traceback: &Traceback) -> PyResult<Py<Tuple>> {
    Shower::new().traceback(traceback)
}

/// Traces memory that objects take.
#[pymodule("_tracemalloc")]
impl TracemallocModule {
    /// Is memory traced?
    #[function("($module, /)")]
    fn is_tracing() -> bool {
        memory_trace::is_on()
    }

    /// Forgets all traces.
    #[function("($module, /)")]
    fn clear_traces() {
        memory_trace::clear();
    }

    /// The traces of all blocks: (domain, size, traceback), a traceback being ((file, line), ...) with the
    /// innermost frame first. Empty if memory is not traced.
    #[function("($module, /)")]
    fn _get_traces() -> PyResult<Vec<Py>> {
        let mut shower = Shower::new();
        memory_trace::blocks().iter().map(|block| shower.block(block).map(Py::into_object)).collect()
    }

    /// Where an object was allocated: ((file, line), ...), the innermost frame first; None if that is not known.
    #[function("($module, obj, /)")]
    fn _get_object_traceback(obj: &Object) -> PyResult<Option<Py<Tuple>>> {
        let address = pyston_object::alloc::block_address(obj);
        memory_trace::traceback(memory_trace::OBJECTS, address).map(|found| shown_traceback(&found)).transpose()
    }

    /// Starts tracing, with so many frames of each allocation.
    #[function("($module, nframe=1, /)")]
    fn start(nframe: i32) -> PyResult<()> {
        start(nframe as isize)
    }

    /// Stops tracing and forgets all traces.
    #[function("($module, /)")]
    fn stop() {
        memory_trace::stop();
    }

    /// How many frames a trace has at most.
    #[function("($module, /)")]
    fn get_traceback_limit() -> usize {
        memory_trace::limit()
    }

    /// How many bytes the traces themselves take.
    #[function("($module, /)")]
    fn get_tracemalloc_memory() -> usize {
        memory_trace::own_memory()
    }

    /// How many bytes the traced blocks take: (now, at most).
    #[function("($module, /)")]
    fn get_traced_memory() -> (usize, usize) {
        memory_trace::traced_memory()
    }
}
