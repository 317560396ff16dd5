//! Where a warning is from: the frame some levels up, its module and registry.

use pyston_object::prelude::*;

use crate::frame::Frame;
use crate::sys;

/// What a warning is said to be about.
pub struct Place {
    pub filename: Py<Str>,
    pub line: i64,
    pub module: Py,
    pub registry: Py,
}

/// Frames of importlib are not what a program wants to hear about.
fn is_internal(frame: &Frame) -> bool {
    let filename = frame.code().filename();
    let text = filename.to_string_lossy();
    text.contains("importlib") && text.contains("_bootstrap")
}

fn back(frame: Py<Frame>) -> Option<Py<Frame>> {
    frame.back().map(Layout::new_ref)
}

fn next_external(frame: Py<Frame>) -> Option<Py<Frame>> {
    let mut next = back(frame);
    while let Some(frame) = next {
        if !is_internal(&frame) {
            return Some(frame);
        }
        next = back(frame);
    }
    None
}

fn frame_at(stack_level: isize) -> Option<Py<Frame>> {
    let current = Frame::current()?.new_ref();
    let step = if stack_level <= 0 || is_internal(&current) { back } else { next_external };
    let mut frame = Some(current);
    for _ in 1..stack_level {
        frame = step(frame?);
    }
    frame
}

/// The place `stack_level` frames up; beyond the first frame it is `sys`.
pub fn find(stack_level: isize) -> PyResult<Place> {
    let (globals, filename, line) = match frame_at(stack_level) {
        Some(frame) => {
            let filename = frame.code().filename().new_ref();
            (frame.globals().new_ref(), filename, frame.line().into())
        }
        None => {
            let Some(sys) = sys::module() else { return Err(errors::bad_internal_call()) };
            (sys.dict(), Str::intern("sys"), 1)
        }
    };
    let registry = match globals.get_str(name!("__warningregistry__"))? {
        Some(registry) => registry,
        None => {
            let registry = Dict::new()?.into_object();
            globals.set_str(name!("__warningregistry__"), registry.clone())?;
            registry
        }
    };
    let module = match globals.get_str(name!("__name__"))? {
        Some(name) if name.is_none() || Str::check(&name) => name,
        _ => Str::intern("<string>").into_object(),
    };
    Ok(Place { filename, line, module, registry })
}
