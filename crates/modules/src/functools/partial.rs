//! `functools.partial`: a callable with some arguments given in advance.
//!
//! **Invariant**: `func`, `args` and `keywords` are always there; `args` is an exact tuple, `keywords` an
//! exact dict.

use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_OBJECT};
use pyston_object::call::call_tuple;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;
use pyston_object::{heap_type, impl_trace};

use crate::arguments::is_callable;

#[pyclass(Partial_Type = "functools.partial", flags(BASETYPE), dict = dict, weaklist = weaklist)]
#[derive(Default)]
pub struct Partial {
    func: Field,
    args: Field<Tuple>,
    keywords: Field<Dict>,
    dict: Field<Dict>,
    weaklist: WeakList,
}
impl_trace!(Partial { func, args, keywords, dict });

const fn read_only(name: &'static std::ffi::CStr, offset: usize) -> PyMemberDef {
    member(name, T_OBJECT, field_offset::<Partial>(offset), READONLY)
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    read_only(c"func", offset_of!(Partial, func)),
    read_only(c"args", offset_of!(Partial, args)),
    read_only(c"keywords", offset_of!(Partial, keywords)),
    END,
]);

/// partial(func, *args, **keywords) - a new function that calls func with the given arguments before
/// its own, and with the given keywords unless its own override them.
#[pytype(Partial_Type, payload,
    slots(tp_getattro = pyston_object::attr::generic_getattr, tp_setattro = pyston_object::attr::generic_setattr)
)]
impl Partial {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let Some(given) = args.get(0) else {
            return Err(raise!(TypeError, "type 'partial' takes at least one argument"));
        };
        // A partial of a plain partial is made one level deep.
        let inner =
            given.downcast_exact::<Instance<Partial>>().filter(|inner| class == &Partial_Type && inner.dict.is_empty());
        let (func, first, preset) = match inner {
            Some(inner) => inner.parts()?,
            None => (given.new_ref(), Tuple::empty(), Dict::new()?),
        };
        if !is_callable(&func) {
            return Err(raise!(TypeError, "the first argument must be callable"));
        }
        let args = joined(&first, &args.as_slice()[1..])?;
        let keywords = merged(&preset, kwargs)?;
        let payload = Partial {
            func: Field::new(func),
            args: Field::new(args),
            keywords: Field::new(keywords),
            ..Partial::default()
        };
        Ok(Instance::new_as(class, payload)?.into_object())
    }

    #[slot]
    fn tp_call(this: &Instance<Partial>, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let (func, first, preset) = this.parts()?;
        let args = joined(&first, args.as_slice())?;
        if preset.is_empty() {
            return call_tuple(&func, &args, kwargs);
        }
        call_tuple(&func, &args, Some(&*merged(&preset, kwargs)?))
    }

    #[slot]
    fn tp_repr(this: &Instance<Partial>) -> PyResult<Py<Str>> {
        let Some(_guard) = protocol::enter_repr(this.object())? else { return Str::new("...") };
        let (func, args, keywords) = this.parts()?;
        let mut rest = StrBuilder::new();
        for arg in args.as_slice() {
            rest.push_str(", ");
            rest.push_py(&*protocol::repr(arg)?);
        }
        let mut position = 0;
        while let Some((key, value)) = keywords.next(&mut position) {
            rest.push_str(", ");
            rest.push_py(&*protocol::str(&key)?);
            rest.push_str("=");
            rest.push_py(&*protocol::repr(&value)?);
        }
        let mut text = StrBuilder::new();
        text.push_str(&this.object().ty().tp_name());
        text.push_str("(");
        text.push_py(&*protocol::repr(&func)?);
        text.push_data(rest.data());
        text.push_str(")");
        text.finish()
    }

    /// The instance's own attributes.
    #[getter("__dict__")]
    fn get_dict(this: &Object) -> PyResult {
        heap_type::generic_get_dict(this)
    }

    #[setter("__dict__")]
    fn set_dict(this: &Object, value: Option<&Object>) -> PyResult<()> {
        heap_type::generic_set_dict(this, value)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(
        this: &Instance<Partial>,
    ) -> PyResult<(Py<Type>, (Py,), (Py, Py<Tuple>, Py<Dict>, Option<Py<Dict>>))> {
        let (func, args, keywords) = this.parts()?;
        Ok((this.object().ty().new_ref(), (func.clone(),), (func, args, keywords, this.dict.get())))
    }

    /// Restore the pickled state.
    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<Partial>, state: &Object) -> PyResult<()> {
        let invalid = || raise!(TypeError, "invalid partial state");
        let state = state.downcast::<Tuple>().ok_or_else(invalid)?;
        let [func, args, keywords, dict] = state.as_slice() else { return Err(invalid()) };
        let args = args.downcast::<Tuple>().ok_or_else(invalid)?;
        if !is_callable(func) || !(keywords.is_none() || Dict::check(keywords)) {
            return Err(invalid());
        }
        let args = if Tuple::check_exact(args) { args.new_ref() } else { Tuple::from_vec(protocol::collect(args)?)? };
        let keywords = match keywords.downcast::<Dict>() {
            None => Dict::new()?,
            Some(keywords) if Dict::check_exact(keywords) => keywords.new_ref(),
            Some(keywords) => keywords.copy()?,
        };
        let old_dict = match dict.downcast::<Dict>() {
            Some(dict) => this.dict.replace(Some(dict.new_ref())),
            None => this.dict.take(),
        };
        let old = (this.func.replace(Some(func.new_ref())), this.args.replace(Some(args)));
        drop((old, this.keywords.replace(Some(keywords)), old_dict));
        Ok(())
    }
}

impl Partial {
    /// Function, arguments and keywords. They are missing only after the collector has cleared the object.
    fn parts(&self) -> PyResult<(Py, Py<Tuple>, Py<Dict>)> {
        match (self.func.get(), self.args.get(), self.keywords.get()) {
            (Some(func), Some(args), Some(keywords)) => Ok((func, args, keywords)),
            _ => Err(errors::bad_internal_call()),
        }
    }

    pub(super) fn install_type() {
        Partial::install();
        Partial_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    }
}

fn joined(first: &Tuple, rest: &[&Object]) -> PyResult<Py<Tuple>> {
    if rest.is_empty() {
        return Ok(first.new_ref());
    }
    let all: Vec<&Object> = first.as_slice().iter().chain(rest).copied().collect();
    Tuple::from_slice(&all)
}

/// A new dict of the preset keywords and those of the call, which win.
fn merged(preset: &Dict, kwargs: Option<&Dict>) -> PyResult<Py<Dict>> {
    let all = preset.copy()?;
    if let Some(kwargs) = kwargs {
        all.merge(kwargs, true)?;
    }
    Ok(all)
}
