//! `generator`.

use std::mem::offset_of;

use pyston_object::abi::flags::{READ_RESTRICTED, READONLY, T_BOOL, T_OBJECT};
use pyston_object::abi::{PyGenObject, PyMemberDef};
use pyston_object::attr;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::PyGen_Type;

use super::{name_value, repr_at, throw_arguments};
use crate::generator::{self, Generator};

pub struct GeneratorType;

#[pytype(PyGen_Type, slots(
    tp_dealloc = generator::dealloc,
    tp_traverse = generator::traverse,
    tp_getattro = attr::generic_getattr,
))]
impl GeneratorType {
    #[slot]
    fn tp_repr(this: &Generator) -> PyResult<Py<Str>> {
        repr_at("generator object", &this.qualname(), this)
    }
    #[slot]
    fn tp_iter(this: &Generator) -> Py<Generator> {
        this.new_ref()
    }
    #[slot]
    fn tp_iternext(this: &Generator) -> PyResult<Option<Py>> {
        this.next()
    }
    #[slot]
    fn tp_finalize(this: &Generator) {
        this.finalize();
    }

    /// send(arg) -> send 'arg' into generator,
    /// return next yielded value or raise StopIteration.
    #[method(args = "(value, /)")]
    fn send(this: &Generator, value: &Object) -> PyResult {
        this.send(value.new_ref())
    }
    /// throw(typ[,val[,tb]]) -> raise exception in generator,
    /// return next yielded value or raise StopIteration.
    #[method]
    fn throw(this: &Generator, args: Args) -> PyResult {
        let (ty, value, traceback) = throw_arguments(args, "throw")?;
        this.throw(ty, value, traceback)
    }
    /// close() -> raise GeneratorExit inside generator.
    #[method(args = "()")]
    fn close(this: &Generator) -> PyResult<()> {
        this.close()
    }

    /// name of the generator
    #[getter("__name__")]
    fn get_name(this: &Generator) -> Py<Str> {
        this.name()
    }
    #[setter("__name__")]
    fn set_name(this: &Generator, value: Option<&Object>) -> PyResult<()> {
        this.set_name(name_value(value, "__name__")?);
        Ok(())
    }
    /// qualified name of the generator
    #[getter("__qualname__")]
    fn get_qualname(this: &Generator) -> Py<Str> {
        this.qualname()
    }
    #[setter("__qualname__")]
    fn set_qualname(this: &Generator, value: Option<&Object>) -> PyResult<()> {
        this.set_qualname(name_value(value, "__qualname__")?);
        Ok(())
    }
    /// object being iterated by yield from, or None
    #[getter]
    fn gi_yieldfrom(this: &Generator) -> Option<Py> {
        this.delegate()
    }
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    member(c"gi_frame", T_OBJECT, offset_of!(PyGenObject, gi_frame), READONLY | READ_RESTRICTED),
    member(c"gi_running", T_BOOL, offset_of!(PyGenObject, gi_running), READONLY),
    member(c"gi_code", T_OBJECT, offset_of!(PyGenObject, gi_code), READONLY | READ_RESTRICTED),
    END,
]);

pub(super) fn install() {
    GeneratorType::install();
    PyGen_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_weaklistoffset = offset_of!(PyGenObject, gi_weakreflist) as isize;
    });
}
