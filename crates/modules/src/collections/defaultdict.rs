//! `defaultdict`: a dict that makes missing values with a factory.

use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{Py_TPFLAGS_BASETYPE, Py_TPFLAGS_HAVE_GC, T_OBJECT};
use pyston_object::call::{call, call_method};
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::{Extended, base_init, base_repr, install_extended};
use pyston_object::prelude::*;
use pyston_object::statics::PyDict_Type;

use crate::arguments::is_callable;

/// What a `defaultdict` has beside the dict.
#[derive(Default)]
pub struct DefaultDict {
    default_factory: Field,
}
impl_trace!(DefaultDict { default_factory });

type This = Extended<Dict, DefaultDict>;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static DefaultDict_Type: Type =
    Type::declare(c"collections.defaultdict", size_of::<This>(), 0, Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC);

impl Payload for DefaultDict {
    const DICT: Option<usize> = None;
    const WEAKLIST: Option<usize> = None;
    fn static_type() -> &'static Type {
        &DefaultDict_Type
    }
}

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"default_factory", T_OBJECT, This::field_offset(offset_of!(DefaultDict, default_factory)), 0), END]);

/// defaultdict(default_factory[, ...]) --> a dict whose missing values are made
///
/// The factory is called without arguments for the value of a key that d[key] does not find; the value
/// is stored and returned. Further arguments are those of dict.
#[pytype(DefaultDict_Type, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl DefaultDict {
    #[slot]
    fn tp_init(this: &This, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<()> {
        let factory = args.get(0);
        if let Some(factory) = factory
            && !factory.is_none()
            && !is_callable(factory)
        {
            return Err(raise!(TypeError, "first argument must be callable or None"));
        }
        let old = this.default_factory.replace(factory.map(|factory| factory.new_ref()));
        let rest = args.slice(1.min(args.len()), args.len())?;
        let result = base_init(&PyDict_Type, this.object(), &rest, kwargs);
        drop(old);
        result
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let base = base_repr(&PyDict_Type, this.object())?;
        let factory = match this.default_factory.get() {
            None => Str::new("None")?,
            Some(factory) => match protocol::enter_repr(&factory)? {
                Some(_guard) => protocol::repr(&factory)?,
                None => Str::new("...")?,
            },
        };
        let mut text = StrBuilder::new();
        text.push_str(&this.object().ty().name());
        text.push_str("(");
        text.push_py(&factory);
        text.push_str(", ");
        text.push_py(&base);
        text.push_str(")");
        text.finish()
    }

    /// __missing__(key): make a value with the factory, store and return it; raise KeyError if the
    /// factory is None.
    #[method(args = "($self, key, /)")]
    fn __missing__(this: &This, key: &Object) -> PyResult {
        let Some(factory) = this.default_factory.get().filter(|factory| !factory.is_none()) else {
            return Err(errors::key_error(key));
        };
        let value = call(&factory, &[])?;
        protocol::setitem(this.object(), key, Some(&value))?;
        Ok(value)
    }

    /// D.copy() -> a copy with the same factory
    #[method(args = "($self, /)")]
    fn copy(this: &This) -> PyResult {
        duplicate(this)
    }

    /// D.copy() -> a copy with the same factory
    #[method(args = "($self, /)")]
    fn __copy__(this: &This) -> PyResult {
        duplicate(this)
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &This) -> PyResult<(Py<Type>, Py<Tuple>, (), (), Py)> {
        let factory = this.default_factory.get().filter(|factory| !factory.is_none());
        let args = Tuple::from_vec(factory.into_iter().collect())?;
        let items = call_method(this.object(), name!("items"), &[])?;
        Ok((this.object().ty().new_ref(), args, (), (), protocol::iter(&items)?))
    }
}

fn duplicate(this: &This) -> PyResult {
    let factory = this.default_factory.get().unwrap_or_else(singletons::py_none);
    call(this.object().ty(), &[&factory, this.object()])
}

impl DefaultDict {
    pub(super) fn install_type() {
        DefaultDict_Type.fill(install_extended::<Dict, DefaultDict>);
        DefaultDict::install();
        DefaultDict_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    }
}
