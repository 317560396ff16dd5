//! `frame`: running and finished code, as debuggers see it.

use std::mem::offset_of;

use pyston_object::abi::flags::{READ_RESTRICTED, READONLY, T_BOOL, T_OBJECT};
use pyston_object::abi::{PyFrameObject, PyMemberDef};
use pyston_object::attr;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::PyFrame_Type;

use crate::frame::{self, Frame};
use crate::{frame_locals, generator};

pub struct FrameType;

#[pytype(PyFrame_Type, slots(
    tp_dealloc = frame::dealloc,
    tp_traverse = frame::traverse,
    tp_clear = frame::clear,
    tp_getattro = attr::generic_getattr,
    tp_setattro = attr::generic_setattr,
))]
impl FrameType {
    #[slot]
    fn tp_repr(this: &Frame) -> PyResult<Py<Str>> {
        let code = this.code();
        let mut text = StrBuilder::new();
        text.push_str(&format!("<frame at {:#x}, file ", this.as_ptr() as usize));
        text.push_py(&*protocol::repr(code.filename())?);
        text.push_str(&format!(", line {}, code ", this.line()));
        text.push_py(code.name());
        text.push_str(">");
        text.finish()
    }

    /// F.clear(): clear most references held by the frame
    #[method(args = "()")]
    fn clear(this: &Frame) -> PyResult<()> {
        if this.is_executing() {
            return Err(raise!(RuntimeError, "cannot clear an executing frame"));
        }
        if let Some(generator) = this.generator()
            && let Some(generator) = generator::as_generator(&generator)
        {
            generator.finalize();
        }
        this.clear_all();
        Ok(())
    }

    /// F.__sizeof__() -> size of F in memory, in bytes
    #[method(args = "()")]
    fn __sizeof__(this: &Frame) -> usize {
        let code = this.code();
        // The struct has room for one.
        let extra = (code.stacksize() + code.n_variables()).saturating_sub(1);
        size_of::<PyFrameObject>() + extra * size_of::<usize>()
    }

    #[getter]
    fn f_lasti(this: &Frame) -> i32 {
        this.lasti()
    }

    #[getter]
    fn f_locals(this: &Frame) -> PyResult {
        frame_locals::of(this)
    }

    #[getter]
    fn f_lineno(this: &Frame) -> i32 {
        this.line()
    }
    #[setter]
    fn set_f_lineno(this: &Frame, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(AttributeError, "cannot delete attribute")) };
        crate::trace::set_line(this, value)
    }

    #[getter]
    fn f_trace(this: &Frame) -> Option<Py> {
        this.trace_function()
    }
    #[setter]
    fn set_f_trace(this: &Frame, value: Option<&Object>) -> PyResult<()> {
        this.set_trace_function(value.filter(|value| !value.is_none()).map(|value| value.new_ref()));
        Ok(())
    }
}

static MEMBERS: Table<[PyMemberDef; 7]> = Table([
    member(c"f_back", T_OBJECT, offset_of!(PyFrameObject, f_back), READONLY),
    member(c"f_code", T_OBJECT, offset_of!(PyFrameObject, f_code), READONLY | READ_RESTRICTED),
    member(c"f_builtins", T_OBJECT, offset_of!(PyFrameObject, f_builtins), READONLY),
    member(c"f_globals", T_OBJECT, offset_of!(PyFrameObject, f_globals), READONLY),
    member(c"f_trace_lines", T_BOOL, offset_of!(PyFrameObject, f_trace_lines), 0),
    member(c"f_trace_opcodes", T_BOOL, offset_of!(PyFrameObject, f_trace_opcodes), 0),
    END,
]);

pub(super) fn install() {
    FrameType::install();
    PyFrame_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
}
