//! `repeat`: one object again and again.

use std::cell::Cell;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::attr::generic_getattr;
use pyston_object::impl_trace;
use pyston_object::prelude::*;

#[pyclass(Repeat_Type = "itertools.repeat", flags(BASETYPE))]
pub struct Repeat {
    object: Py,
    /// How often it is still given; without end if `None`.
    left: Cell<Option<usize>>,
}
impl_trace!(Repeat { object });

static NEW: Signature = Signature {
    function: FunctionName::Text("repeat"),
    parameters: &["object", "times"],
    n_posonly: 0,
    n_positional: 2,
    n_required: 1,
    required_keywords: &[],
    early: &[],
};

/// repeat(object [,times]) -> an iterator that gives the object so many times, or without end
#[pytype(Repeat_Type, payload, slots(tp_getattro = generic_getattr))]
impl Repeat {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let mut bound = [None; 2];
        NEW.bind_tuple(args, kwargs, &mut bound)?;
        let [Some(object), times] = bound else { return Err(errors::bad_internal_call()) };
        let times = times.map(crate::arguments::parse_size).transpose()?;
        let left = Cell::new(times.map(|times| usize::try_from(times).unwrap_or(0)));
        Ok(Instance::new_as(class, Repeat { object: object.new_ref(), left })?.into_object())
    }

    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Repeat>) -> Option<Py> {
        match this.left.get() {
            None => (),
            Some(0) => return None,
            Some(left) => this.left.set(Some(left - 1)),
        }
        Some(this.object.clone())
    }

    #[slot]
    fn tp_repr(this: &Instance<Repeat>) -> PyResult<Py<Str>> {
        let mut text = StrBuilder::new();
        text.push_str(&this.object().ty().name());
        text.push_str("(");
        text.push_py(&*protocol::repr(&this.object)?);
        if let Some(left) = this.left.get() {
            text.push_str(&format!(", {left}"));
        }
        text.push_str(")");
        text.finish()
    }

    /// How often the object is still given.
    #[method(args = "($self, /)")]
    fn __length_hint__(this: &Instance<Repeat>) -> PyResult<usize> {
        this.left.get().ok_or_else(|| raise!(TypeError, "len() of unsized object"))
    }

    /// State for pickling.
    #[method(args = "($self, /)")]
    fn __reduce__(this: &Instance<Repeat>) -> PyResult {
        let class = this.object().ty().new_ref();
        match this.left.get() {
            Some(left) => (class, (this.object.clone(), left)).into_py(),
            None => (class, (this.object.clone(),)).into_py(),
        }
    }
}
