//! `ContextVar`: a variable whose value depends on the current context.

use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_OBJECT};
use pyston_object::args::{FunctionName, Signature};
use pyston_object::attr::generic_getattr;
use pyston_object::glue::Table;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;
use pyston_object::{hash, impl_trace};

use super::context::{current, current_if_any};
use super::map::{Key, fold};
use super::token::Token;

#[pyclass(PyContextVar_Type = "ContextVar")]
pub struct ContextVar {
    name: Field<Str>,
    default: Field,
}
impl_trace!(ContextVar { default });

type This = Instance<ContextVar>;

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"name", T_OBJECT, field_offset::<ContextVar>(offset_of!(ContextVar, name)), READONLY), END]);

static NEW: Signature = Signature {
    function: FunctionName::Text("ContextVar"),
    parameters: &["", "default"],
    n_posonly: 1,
    n_positional: 1,
    n_required: 1,
    required_keywords: &[],
    early: &[],
};

#[pytype(PyContextVar_Type, payload, slots(tp_getattro = generic_getattr))]
impl ContextVar {
    #[slot]
    fn tp_new(_class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let n_keywords = kwargs.map_or(0, Dict::len);
        if args.is_empty() && n_keywords < 2 {
            return Err(raise!(TypeError, "ContextVar() takes exactly 1 positional argument (0 given)"));
        }
        if args.len() > 1 && args.len() + n_keywords <= 2 {
            let n_given = args.len();
            return Err(raise!(TypeError, "ContextVar() takes at most 1 positional argument ({n_given} given)"));
        }
        let mut bound = [None; 2];
        NEW.bind_tuple(args, kwargs, &mut bound)?;
        let [Some(name), default] = bound else { return Err(errors::bad_internal_call()) };
        let Some(name) = name.downcast::<Str>() else {
            return Err(raise!(TypeError, "context variable name must be a str"));
        };
        let default = default.map_or_else(Field::empty, |default| Field::new(default.new_ref()));
        Ok(Instance::new(ContextVar { name: Field::new(name.new_ref()), default })?.into_object())
    }

    #[slot]
    fn tp_hash(this: &This) -> isize {
        ContextVar::hash(this)
    }

    #[slot]
    fn tp_repr(this: &This) -> PyResult<Py<Str>> {
        let mut text = StrBuilder::new();
        text.push_str("<ContextVar name=");
        if let Some(name) = this.name.get() {
            text.push_py(&*protocol::repr(&name)?);
        }
        if let Some(default) = this.default.get() {
            text.push_str(" default=");
            text.push_py(&*protocol::repr(&default)?);
        }
        text.push_str(&format!(" at {:p}>", this.object().as_ptr()));
        text.finish()
    }

    /// The value in the current context.
    ///
    /// Without one: the default given here, or else the variable's own default, or else LookupError.
    #[method("($self, default=<unrepresentable>, /)")]
    fn get(this: &This, default: Option<&Object>) -> PyResult {
        if let Some(value) = ContextVar::value(this)? {
            return Ok(value);
        }
        let default = default.map(|default| default.new_ref()).or_else(|| this.default.get());
        default.ok_or_else(|| errors::raise_object(&exc::LookupError, this.object().new_ref()))
    }

    /// Set the value in the current context; returns a token with which reset() undoes it.
    #[method("($self, value, /)")]
    fn set(this: &This, value: &Object) -> PyResult<Py<Instance<Token>>> {
        let context = current()?;
        let map = context.map();
        let token = Token::new(&context, this, map.get(ContextVar::key(this))?)?;
        if let Some(map) = map.with(ContextVar::key(this), value.new_ref())? {
            context.set_map(map);
        }
        Ok(token)
    }

    /// Give the variable back the value it had before the set() that made the token.
    #[method("($self, token, /)")]
    fn reset(this: &This, token: &Object) -> PyResult<()> {
        let text = |object: &Object| protocol::repr(object);
        let Some(token) = token.downcast_exact::<Instance<Token>>() else {
            return Err(raise!(TypeError, "expected an instance of Token, got {}", text(token)?));
        };
        if token.is_used() {
            return Err(raise!(RuntimeError, "{} has already been used once", text(token.object())?));
        }
        if !token.is_of(this) {
            return Err(raise!(ValueError, "{} was created by a different ContextVar", text(token.object())?));
        }
        let context = current()?;
        if !token.is_from(&context) {
            return Err(raise!(ValueError, "{} was created in a different Context", text(token.object())?));
        }
        token.set_used();
        let map = context.map();
        let changed = match token.old() {
            Some(old) => map.with(ContextVar::key(this), old)?,
            None => map.without(ContextVar::key(this))?,
        };
        if let Some(map) = changed {
            context.set_map(map);
        }
        Ok(())
    }

    /// For annotations: the class itself.
    #[classmethod(args = "($type, key, /)")]
    fn __class_getitem__<'a>(class: &'a Type, _key: &Object) -> &'a Object {
        class
    }
}

impl ContextVar {
    /// A variable for native code.
    pub fn named(name: &str) -> PyResult<Py<This>> {
        Instance::new(ContextVar { name: Field::new(Str::intern(name)), default: Field::empty() })
    }

    /// The value in the current context, if it has one.
    pub fn value(this: &This) -> PyResult<Option<Py>> {
        match current_if_any() {
            Some(context) => context.map().get(ContextVar::key(this)),
            None => Ok(None),
        }
    }

    /// Gives the variable a value in the current context.
    pub fn assign(this: &This, value: Py) -> PyResult<()> {
        let context = current()?;
        if let Some(map) = context.map().with(ContextVar::key(this), value)? {
            context.set_map(map);
        }
        Ok(())
    }

    fn hash(this: &This) -> isize {
        let name = this.name.get().map_or(0, |name| name.hash());
        hash::fix(hash::hash_pointer(this.object()) ^ name)
    }

    /// The variable as a key of maps.
    pub(super) fn key(this: &This) -> Key<'_> {
        Key { object: this.object(), hash: fold(ContextVar::hash(this)) }
    }

    pub(super) fn install_type() {
        ContextVar::install();
        PyContextVar_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    }
}
