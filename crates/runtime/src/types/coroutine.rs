//! `coroutine`, and the iterator that its `__await__` gives.

use std::mem::offset_of;

use pyston_object::abi::flags::{READ_RESTRICTED, READONLY, T_BOOL, T_OBJECT};
use pyston_object::abi::{PyCoroObject, PyMemberDef};
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::PyCoro_Type;
use pyston_object::{attr, impl_trace};

use super::{name_value, repr_at, throw_arguments};
use crate::generator::{self, Generator};

pub struct CoroutineType;

#[pytype(PyCoro_Type, slots(
    tp_dealloc = generator::dealloc,
    tp_traverse = generator::traverse,
    tp_getattro = attr::generic_getattr,
))]
impl CoroutineType {
    #[slot]
    fn tp_repr(this: &Generator) -> PyResult<Py<Str>> {
        repr_at("coroutine object", &this.qualname(), this)
    }
    #[slot]
    fn tp_finalize(this: &Generator) {
        this.finalize();
    }
    #[slot]
    fn am_await(this: &Generator) -> PyResult<Py<Instance<CoroutineWrapper>>> {
        Instance::new(CoroutineWrapper { coroutine: this.new_ref() })
    }

    /// send(arg) -> send 'arg' into coroutine,
    /// return next yielded value or raise StopIteration.
    #[method(args = "(value, /)")]
    fn send(this: &Generator, value: &Object) -> PyResult {
        this.send(value.new_ref())
    }
    /// throw(typ[,val[,tb]]) -> raise exception in coroutine,
    /// return next iterated value or raise StopIteration.
    #[method]
    fn throw(this: &Generator, args: Args) -> PyResult {
        let (ty, value, traceback) = throw_arguments(args, "throw")?;
        this.throw(ty, value, traceback)
    }
    /// close() -> raise GeneratorExit inside coroutine.
    #[method(args = "()")]
    fn close(this: &Generator) -> PyResult<()> {
        this.close()
    }

    /// name of the coroutine
    #[getter("__name__")]
    fn get_name(this: &Generator) -> Py<Str> {
        this.name()
    }
    #[setter("__name__")]
    fn set_name(this: &Generator, value: Option<&Object>) -> PyResult<()> {
        this.set_name(name_value(value, "__name__")?);
        Ok(())
    }
    /// qualified name of the coroutine
    #[getter("__qualname__")]
    fn get_qualname(this: &Generator) -> Py<Str> {
        this.qualname()
    }
    #[setter("__qualname__")]
    fn set_qualname(this: &Generator, value: Option<&Object>) -> PyResult<()> {
        this.set_qualname(name_value(value, "__qualname__")?);
        Ok(())
    }
    /// object being awaited on, or None
    #[getter]
    fn cr_await(this: &Generator) -> Option<Py> {
        this.delegate()
    }
}

static MEMBERS: Table<[PyMemberDef; 5]> = Table([
    member(c"cr_frame", T_OBJECT, offset_of!(PyCoroObject, cr_frame), READONLY | READ_RESTRICTED),
    member(c"cr_running", T_BOOL, offset_of!(PyCoroObject, cr_running), READONLY),
    member(c"cr_code", T_OBJECT, offset_of!(PyCoroObject, cr_code), READONLY | READ_RESTRICTED),
    member(c"cr_origin", T_OBJECT, offset_of!(PyCoroObject, cr_origin), READONLY),
    END,
]);

/// The iterator of a coroutine.
#[pyclass(PyCoroWrapper_Type = "coroutine_wrapper")]
pub struct CoroutineWrapper {
    coroutine: Py<Generator>,
}
impl_trace!(CoroutineWrapper { coroutine });

type Wrapper = Instance<CoroutineWrapper>;

/// A wrapper object implementing __await__ for coroutines.
#[pytype(PyCoroWrapper_Type, payload, slots(tp_getattro = attr::generic_getattr))]
impl CoroutineWrapper {
    #[slot]
    fn tp_iter(this: &Wrapper) -> Py<Wrapper> {
        this.new_ref()
    }
    #[slot]
    fn tp_iternext(this: &Wrapper) -> PyResult<Option<Py>> {
        this.coroutine.clone().next()
    }
    /// send(arg) -> send 'arg' into coroutine,
    /// return next yielded value or raise StopIteration.
    #[method(args = "(value, /)")]
    fn send(this: &Wrapper, value: &Object) -> PyResult {
        this.coroutine.clone().send(value.new_ref())
    }
    /// throw(typ[,val[,tb]]) -> raise exception in coroutine,
    /// return next iterated value or raise StopIteration.
    #[method]
    fn throw(this: &Wrapper, args: Args) -> PyResult {
        let (ty, value, traceback) = throw_arguments(args, "throw")?;
        this.coroutine.clone().throw(ty, value, traceback)
    }
    /// close() -> raise GeneratorExit inside coroutine.
    #[method(args = "()")]
    fn close(this: &Wrapper) -> PyResult<()> {
        this.coroutine.clone().close()
    }
}

pub(super) fn install() {
    CoroutineType::install();
    PyCoro_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_weaklistoffset = offset_of!(PyCoroObject, cr_weakreflist) as isize;
    });
    CoroutineWrapper::install();
}
