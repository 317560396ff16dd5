//! `code`: compiled code as an object.

use std::mem::offset_of;

use pyston_object::abi::flags::{READONLY, T_INT, T_OBJECT};
use pyston_object::abi::{PyCodeObject, PyMemberDef};
use pyston_object::args::FunctionName;
use pyston_object::convert::ArgPlace;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::prelude::*;
use pyston_object::statics::PyCode_Type;
use pyston_object::{attr, hash};

use crate::code::{Code, CodeParts, dealloc};
use crate::code_key;

/// Arguments of `replace` for which `None` is a wrong value, not an absent one.
type Given<'a, T> = Option<&'a T>;

pub struct CodeType;

/// code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize,
///       flags, codestring, constants, names, varnames, filename, name,
///       firstlineno, lnotab[, freevars[, cellvars]])
///
/// Create a code object.  Not for the faint of heart.
#[pytype(PyCode_Type, slots(tp_dealloc = dealloc, tp_getattro = attr::generic_getattr))]
impl CodeType {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Code>> {
        new(args.as_slice())
    }

    #[slot]
    fn tp_repr(this: &Code) -> PyResult<Py<Str>> {
        let line = if this.firstlineno() != 0 { this.firstlineno() } else { -1 };
        let mut text = StrBuilder::new();
        text.push_str("<code object ");
        text.push_py(this.name());
        text.push_str(&format!(" at {:#x}, file \"", this.as_ptr() as usize));
        text.push_py(this.filename());
        text.push_str(&format!("\", line {line}>"));
        text.finish()
    }

    #[slot]
    fn tp_hash(this: &Code) -> PyResult<isize> {
        let objects: [&Object; 7] = [
            this.name(),
            this.bytecode(),
            this.consts(),
            this.names(),
            this.varnames(),
            this.freevars(),
            this.cellvars(),
        ];
        let numbers = [this.argcount(), this.posonlyargcount(), this.kwonlyargcount(), this.nlocals()];
        let mut result = numbers.into_iter().fold(this.flags() as isize, |result, number| result ^ number as isize);
        for object in objects {
            result ^= protocol::hash(object)?;
        }
        Ok(hash::fix(result))
    }

    #[slot]
    fn tp_richcompare(this: &Code, other: &Object, op: CompareOp) -> PyResult {
        let (CompareOp::Eq | CompareOp::Ne, Some(other)) = (op, other.downcast::<Code>()) else {
            return Ok(singletons::py_not_implemented());
        };
        let is_equal = code_key::code_equal(this, other)?;
        Ok(singletons::py_bool(is_equal == (op == CompareOp::Eq)))
    }

    #[method(args = "()")]
    fn __sizeof__(this: &Code) -> usize {
        let cells = if this.has_cell_arguments() { this.cellvars().len() } else { 0 };
        size_of::<PyCodeObject>() + cells * size_of::<isize>()
    }

    /// Return a copy of the code object with new values for the specified fields.
    #[method(
        "($self, /, *, co_argcount=-1, co_posonlyargcount=-1,\n        co_kwonlyargcount=-1, co_nlocals=-1, co_stacksize=-1,\n        co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None,\n        co_names=None, co_varnames=None, co_freevars=None,\n        co_cellvars=None, co_filename=None, co_name=None,\n        co_lnotab=None)"
    )]
    fn replace(
        this: &Code,
        co_argcount: Option<i32>,
        co_posonlyargcount: Option<i32>,
        co_kwonlyargcount: Option<i32>,
        co_nlocals: Option<i32>,
        co_stacksize: Option<i32>,
        co_flags: Option<i32>,
        co_firstlineno: Option<i32>,
        co_code: Given<'_, Bytes>,
        co_consts: Given<'_, Tuple>,
        co_names: Given<'_, Tuple>,
        co_varnames: Given<'_, Tuple>,
        co_freevars: Given<'_, Tuple>,
        co_cellvars: Given<'_, Tuple>,
        co_filename: Given<'_, Str>,
        co_name: Given<'_, Str>,
        co_lnotab: Given<'_, Bytes>,
    ) -> PyResult<Py<Code>> {
        let count = |given: Option<i32>, own: i32, name: &str| match given {
            Some(given) if given < 0 => Err(raise!(ValueError, "{name} must be a positive integer")),
            given => Ok(given.unwrap_or(own)),
        };
        let parts = CodeParts {
            argcount: count(co_argcount, this.argcount() as i32, "co_argcount")?,
            posonlyargcount: count(co_posonlyargcount, this.posonlyargcount() as i32, "co_posonlyargcount")?,
            kwonlyargcount: count(co_kwonlyargcount, this.kwonlyargcount() as i32, "co_kwonlyargcount")?,
            nlocals: count(co_nlocals, this.nlocals() as i32, "co_nlocals")?,
            stacksize: count(co_stacksize, this.stacksize() as i32, "co_stacksize")?,
            flags: count(co_flags, this.flags(), "co_flags")?,
            firstlineno: count(co_firstlineno, this.firstlineno(), "co_firstlineno")?,
            code: co_code.unwrap_or(this.bytecode()).new_ref(),
            consts: co_consts.unwrap_or(this.consts()).new_ref(),
            names: co_names.unwrap_or(this.names()).new_ref(),
            varnames: co_varnames.unwrap_or(this.varnames()).new_ref(),
            freevars: co_freevars.unwrap_or(this.freevars()).new_ref(),
            cellvars: co_cellvars.unwrap_or(this.cellvars()).new_ref(),
            filename: co_filename.unwrap_or(this.filename()).new_ref(),
            name: co_name.unwrap_or(this.name()).new_ref(),
            lnotab: co_lnotab.unwrap_or(this.lnotab()).new_ref(),
        };
        make(parts)
    }
}

fn make(parts: CodeParts) -> PyResult<Py<Code>> {
    parts.audit()?;
    Code::new(parts)
}

/// `code(...)`, from 14 to 16 positional arguments.
fn new(args: &[&Object]) -> PyResult<Py<Code>> {
    let (bound, limit) = if args.len() < 14 { ("least", 14) } else { ("most", 16) };
    if !(14..=16).contains(&args.len()) {
        return Err(raise!(TypeError, "code() takes at {bound} {limit} arguments ({} given)", args.len()));
    }
    let context = |index: usize| ArgContext::new(FunctionName::Type(&PyCode_Type), ArgPlace::Index(index + 1));
    let tuple = |index: usize| match args.get(index) {
        Some(&arg) => <&Tuple>::from_arg(arg, context(index)).map(Layout::new_ref),
        None => Ok(Tuple::empty()),
    };
    let number = |index: usize| i32::from_arg(args[index], context(index));
    let text = |index: usize| <&Str>::from_arg(args[index], context(index)).map(Layout::new_ref);
    let bytes = |index: usize| <&Bytes>::from_arg(args[index], context(index)).map(Layout::new_ref);
    // In the order of the arguments: the first wrong one is complained about.
    let parts = CodeParts {
        argcount: number(0)?,
        posonlyargcount: number(1)?,
        kwonlyargcount: number(2)?,
        nlocals: number(3)?,
        stacksize: number(4)?,
        flags: number(5)?,
        code: bytes(6)?,
        consts: tuple(7)?,
        names: tuple(8)?,
        varnames: tuple(9)?,
        filename: text(10)?,
        name: text(11)?,
        firstlineno: number(12)?,
        lnotab: bytes(13)?,
        freevars: tuple(14)?,
        cellvars: tuple(15)?,
    };
    parts.audit()?;
    let counts = [
        ("argcount", parts.argcount),
        ("posonlyargcount", parts.posonlyargcount),
        ("kwonlyargcount", parts.kwonlyargcount),
        ("nlocals", parts.nlocals),
    ];
    for (name, count) in counts {
        if count < 0 {
            return Err(raise!(ValueError, "code: {name} must not be negative"));
        }
    }
    Code::new(parts)
}

static MEMBERS: Table<[PyMemberDef; 17]> = Table([
    member(c"co_argcount", T_INT, offset_of!(PyCodeObject, co_argcount), READONLY),
    member(c"co_posonlyargcount", T_INT, offset_of!(PyCodeObject, co_posonlyargcount), READONLY),
    member(c"co_kwonlyargcount", T_INT, offset_of!(PyCodeObject, co_kwonlyargcount), READONLY),
    member(c"co_nlocals", T_INT, offset_of!(PyCodeObject, co_nlocals), READONLY),
    member(c"co_stacksize", T_INT, offset_of!(PyCodeObject, co_stacksize), READONLY),
    member(c"co_flags", T_INT, offset_of!(PyCodeObject, co_flags), READONLY),
    member(c"co_code", T_OBJECT, offset_of!(PyCodeObject, co_code), READONLY),
    member(c"co_consts", T_OBJECT, offset_of!(PyCodeObject, co_consts), READONLY),
    member(c"co_names", T_OBJECT, offset_of!(PyCodeObject, co_names), READONLY),
    member(c"co_varnames", T_OBJECT, offset_of!(PyCodeObject, co_varnames), READONLY),
    member(c"co_freevars", T_OBJECT, offset_of!(PyCodeObject, co_freevars), READONLY),
    member(c"co_cellvars", T_OBJECT, offset_of!(PyCodeObject, co_cellvars), READONLY),
    member(c"co_filename", T_OBJECT, offset_of!(PyCodeObject, co_filename), READONLY),
    member(c"co_name", T_OBJECT, offset_of!(PyCodeObject, co_name), READONLY),
    member(c"co_firstlineno", T_INT, offset_of!(PyCodeObject, co_firstlineno), READONLY),
    member(c"co_lnotab", T_OBJECT, offset_of!(PyCodeObject, co_lnotab), READONLY),
    END,
]);

pub(super) fn install() {
    CodeType::install();
    PyCode_Type.fill(|raw| {
        raw.tp_members = MEMBERS.0.as_ptr().cast_mut();
        raw.tp_weaklistoffset = offset_of!(PyCodeObject, co_weakreflist) as isize;
    });
}
