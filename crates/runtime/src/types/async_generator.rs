//! `async_generator`.

use std::mem::offset_of;

use pyston_object::abi::flags::{READ_RESTRICTED, READONLY, T_BOOL, T_OBJECT};
use pyston_object::abi::{PyAsyncGenObject, PyMemberDef};
use pyston_object::attr;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::PyAsyncGen_Type;

use super::asend::ASend;
use super::athrow::AThrow;
use super::{name_value, repr_at};
use crate::asyncgen::WrappedValue;
use crate::generator::{self, AsyncGenerator};

pub struct AsyncGeneratorType;

#[pytype(PyAsyncGen_Type, slots(
    tp_dealloc = generator::dealloc,
    tp_traverse = generator::traverse,
    tp_getattro = attr::generic_getattr,
))]
impl AsyncGeneratorType {
    #[slot]
    fn tp_repr(this: &AsyncGenerator) -> PyResult<Py<Str>> {
        repr_at("async_generator object", &this.generator().qualname(), this)
    }
    #[slot]
    fn tp_finalize(this: &AsyncGenerator) {
        this.generator().finalize();
    }
    #[slot]
    fn am_aiter(this: &AsyncGenerator) -> Py<AsyncGenerator> {
        this.new_ref()
    }
    #[slot]
    fn am_anext(this: &AsyncGenerator) -> PyResult {
        this.init_hooks()?;
        ASend::of(this, None)
    }

    /// asend(v) -> send 'v' in generator.
    #[method(args = "(value, /)")]
    fn asend(this: &AsyncGenerator, value: &Object) -> PyResult {
        this.init_hooks()?;
        ASend::of(this, Some(value))
    }
    /// athrow(typ[,val[,tb]]) -> raise exception in generator.
    #[method]
    fn athrow(this: &AsyncGenerator, args: Args) -> PyResult {
        args.no_keywords("athrow")?;
        this.init_hooks()?;
        AThrow::of(this, Some(Tuple::from_slice(args.positional)?))
    }
    /// aclose() -> raise GeneratorExit inside generator.
    #[method(args = "()")]
    fn aclose(this: &AsyncGenerator) -> PyResult {
        this.init_hooks()?;
        AThrow::of(this, None)
    }

    /// name of the async generator
    #[getter("__name__")]
    fn get_name(this: &AsyncGenerator) -> Py<Str> {
        this.generator().name()
    }
    #[setter("__name__")]
    fn set_name(this: &AsyncGenerator, value: Option<&Object>) -> PyResult<()> {
        this.generator().set_name(name_value(value, "__name__")?);
        Ok(())
    }
    /// qualified name of the async generator
    #[getter("__qualname__")]
    fn get_qualname(this: &AsyncGenerator) -> Py<Str> {
        this.generator().qualname()
    }
    #[setter("__qualname__")]
    fn set_qualname(this: &AsyncGenerator, value: Option<&Object>) -> PyResult<()> {
        this.generator().set_qualname(name_value(value, "__qualname__")?);
        Ok(())
    }
    /// object being awaited on, or None
    #[getter]
    fn ag_await(this: &AsyncGenerator) -> Option<Py> {
        this.generator().delegate()
    }
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    member(c"ag_frame", T_OBJECT, offset_of!(PyAsyncGenObject, ag_frame), READONLY | READ_RESTRICTED),
    member(c"ag_running", T_BOOL, offset_of!(PyAsyncGenObject, ag_running_async), READONLY),
    member(c"ag_code", T_OBJECT, offset_of!(PyAsyncGenObject, ag_code), READONLY | READ_RESTRICTED),
    END,
]);

pub(super) fn install() {
    AsyncGeneratorType::install();
    PyAsyncGen_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_weaklistoffset = offset_of!(PyAsyncGenObject, ag_weakreflist) as isize;
    });
    WrappedValue::install();
    ASend::install();
    AThrow::install();
}
