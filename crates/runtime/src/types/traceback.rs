//! `traceback`: the frames an exception went through.

use std::mem::offset_of;

use pyston_object::abi::flags::{READ_RESTRICTED, READONLY, T_INT, T_OBJECT};
use pyston_object::abi::{PyMemberDef, PyTracebackObject};
use pyston_object::args::{FunctionName, Signature};
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::PyTraceBack_Type;
use pyston_object::{attr, fields};

use crate::frame::Frame;
use crate::traceback::Traceback;

/// The constructor goes by another name than the type.
static SIGNATURE: Signature = Signature {
    function: FunctionName::Text("TracebackType"),
    parameters: &["tb_next", "tb_frame", "tb_lasti", "tb_lineno"],
    n_posonly: 0,
    n_positional: 4,
    n_required: 4,
    required_keywords: &[],
    early: &[],
};

pub struct TracebackType;

/// TracebackType(tb_next, tb_frame, tb_lasti, tb_lineno)
/// --
///
/// Create a new traceback object.
#[pytype(PyTraceBack_Type, slots(
    tp_dealloc = fields::dealloc::<Traceback, 2>,
    tp_traverse = fields::traverse::<Traceback, 2>,
    tp_clear = fields::clear::<Traceback, 2>,
    tp_getattro = attr::generic_getattr,
))]
impl TracebackType {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Traceback>> {
        let mut bound = [None; 4];
        SIGNATURE.bind_tuple(args, kwargs, &mut bound)?;
        let [Some(next), Some(frame), Some(lasti), Some(line)] = bound else {
            return Err(errors::bad_internal_call());
        };
        let frame = <&Frame>::from_arg(frame, SIGNATURE.context(1))?;
        let lasti = i32::from_arg(lasti, SIGNATURE.context(2))?;
        let line = i32::from_arg(line, SIGNATURE.context(3))?;
        if !next.is_none() && !Traceback::check(next) {
            return Err(raise!(TypeError, "expected traceback object or None, got '{}'", next.ty().tp_name()));
        }
        Traceback::new(Some(next).filter(|next| !next.is_none()), frame, lasti, line)
    }

    #[method(args = "()")]
    fn __dir__(_this: &Traceback) -> PyResult<Vec<Py>> {
        ["tb_frame", "tb_next", "tb_lasti", "tb_lineno"].into_iter().map(IntoPy::into_py).collect()
    }

    #[getter]
    fn tb_next(this: &Traceback) -> Option<Py<Traceback>> {
        this.next().map(Layout::new_ref)
    }
    #[setter]
    fn set_tb_next(this: &Traceback, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "can't delete tb_next attribute")) };
        if value.is_none() {
            this.set_next(None);
            return Ok(());
        }
        let Some(next) = value.downcast::<Traceback>() else {
            return Err(raise!(TypeError, "expected traceback object, got '{}'", value.ty().tp_name()));
        };
        if std::iter::successors(Some(next), |next| next.next()).any(|link| std::ptr::eq(link, this)) {
            return Err(raise!(ValueError, "traceback loop detected"));
        }
        this.set_next(Some(next));
        Ok(())
    }
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    member(c"tb_frame", T_OBJECT, offset_of!(PyTracebackObject, tb_frame), READONLY | READ_RESTRICTED),
    member(c"tb_lasti", T_INT, offset_of!(PyTracebackObject, tb_lasti), READONLY),
    member(c"tb_lineno", T_INT, offset_of!(PyTracebackObject, tb_lineno), READONLY),
    END,
]);

pub(super) fn install() {
    TracebackType::install();
    PyTraceBack_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
}
