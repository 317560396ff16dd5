//! `xxsubtype`: built-in types with state, derived from `list` and `dict`; tests of inheritance use them.

use std::cell::Cell;
use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{Py_TPFLAGS_BASETYPE, Py_TPFLAGS_HAVE_GC, READONLY, T_INT};
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::{Extended, base_init, install_extended};
use pyston_object::prelude::*;
use pyston_object::statics::{PyDict_Type, PyList_Type};

use crate::arguments::{parse_count, parse_int};

pub struct XxsubtypeModule;

/// What a `spamlist` has beside the list.
#[derive(Default)]
pub struct SpamList {
    state: Cell<i32>,
}
impl_trace!(SpamList {});

/// What a `spamdict` has beside the dict.
#[derive(Default)]
pub struct SpamDict {
    state: Cell<i32>,
}
impl_trace!(SpamDict {});

type ThisList = Extended<List, SpamList>;
type ThisDict = Extended<Dict, SpamDict>;

macro_rules! declare {
    ($own:ident, $target:ident, $name:literal, $this:ty) => {
        #[expect(non_upper_case_globals, reason = "type objects are named as in C")]
        pub static $target: Type =
            Type::declare($name, size_of::<$this>(), 0, Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC);

        impl Payload for $own {
            const DICT: Option<usize> = None;
            const WEAKLIST: Option<usize> = None;
            fn static_type() -> &'static Type {
                &$target
            }
        }
    };
}
declare!(SpamList, SpamList_Type, c"xxsubtype.spamlist", ThisList);
declare!(SpamDict, SpamDict_Type, c"xxsubtype.spamdict", ThisDict);

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"state", T_INT, ThisDict::field_offset(offset_of!(SpamDict, state)), READONLY), END]);

fn get_state(state: &Cell<i32>, args: Args<'_>) -> PyResult<i32> {
    args.no_keywords("getstate")?;
    parse_count("getstate()", args.positional.len(), 0, 0)?;
    Ok(state.get())
}

fn set_state(state: &Cell<i32>, args: Args<'_>) -> PyResult<()> {
    args.no_keywords("setstate")?;
    parse_count("setstate()", args.positional.len(), 1, 1)?;
    state.set(parse_int(args.positional[0])?);
    Ok(())
}

/// What a function was called with: on what, the positional and the keyword arguments.
fn arguments(receiver: Py, args: Args<'_>) -> PyResult<(Py, Py<Tuple>, Option<Py<Dict>>)> {
    let mut keywords = None;
    if !args.names.is_empty() {
        let dict = Dict::new()?;
        for (name, value) in args.keywords() {
            dict.set(name, value.new_ref())?;
        }
        keywords = Some(dict);
    }
    Ok((receiver, Tuple::from_slice(args.positional)?, keywords))
}

#[pytype(SpamList_Type)]
impl SpamList {
    #[slot]
    fn tp_init(this: &ThisList, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(&PyList_Type, this.object(), args, kwargs)?;
        this.state.set(0);
        Ok(())
    }

    /// getstate() -> the state
    #[method]
    fn getstate(this: &ThisList, args: Args<'_>) -> PyResult<i32> {
        get_state(&this.state, args)
    }

    /// setstate(state): sets the state
    #[method]
    fn setstate(this: &ThisList, args: Args<'_>) -> PyResult<()> {
        set_state(&this.state, args)
    }

    /// classmeth(*args, **kw): the class and the arguments
    #[classmethod]
    fn classmeth(class: &Type, args: Args<'_>) -> PyResult<(Py, Py<Tuple>, Option<Py<Dict>>)> {
        arguments(class.new_ref().into_object(), args)
    }

    /// staticmeth(*args, **kw): None and the arguments
    #[staticmethod]
    fn staticmeth(args: Args<'_>) -> PyResult<(Py, Py<Tuple>, Option<Py<Dict>>)> {
        arguments(singletons::py_none(), args)
    }

    /// An int to show how attributes are made.
    #[getter]
    fn state(this: &ThisList) -> i32 {
        this.state.get()
    }
}

#[pytype(SpamDict_Type)]
impl SpamDict {
    #[slot]
    fn tp_init(this: &ThisDict, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        base_init(&PyDict_Type, this.object(), args, kwargs)?;
        this.state.set(0);
        Ok(())
    }

    /// getstate() -> the state
    #[method]
    fn getstate(this: &ThisDict, args: Args<'_>) -> PyResult<i32> {
        get_state(&this.state, args)
    }

    /// setstate(state): sets the state
    #[method]
    fn setstate(this: &ThisDict, args: Args<'_>) -> PyResult<()> {
        set_state(&this.state, args)
    }
}

/// Subtypes of built-in types, as tests of inheritance need them.
#[pymodule("xxsubtype")]
impl XxsubtypeModule {
    /// bench(object, name[, n]) -> seconds that it takes to get the attribute n times
    #[function]
    fn bench(args: Args<'_>) -> PyResult<f64> {
        args.no_keywords("bench")?;
        parse_count("function", args.positional.len(), 2, 3)?;
        let Some(name) = args.positional[1].downcast::<Str>() else {
            let got = if args.positional[1].is_none() { "None".into() } else { args.positional[1].type_name() };
            return Err(raise!(TypeError, "argument 2 must be str, not {got:.50}"));
        };
        let count = args.positional.get(2).map_or(Ok(1000), |count| parse_int(count))?;
        let start = std::time::Instant::now();
        for _ in 0..count {
            pyston_object::attr::getattr(args.positional[0], name)?;
        }
        Ok(start.elapsed().as_secs_f64())
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::add_type(module, &SpamList_Type, || {
            SpamList_Type.fill(install_extended::<List, SpamList>);
            SpamList::install();
        })?;
        crate::add_type(module, &SpamDict_Type, || {
            SpamDict_Type.fill(install_extended::<Dict, SpamDict>);
            SpamDict::install();
            SpamDict_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
        })
    }
}
