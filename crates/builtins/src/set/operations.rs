//! What `set` and `frozenset` do alike.

use pyston_object::prelude::*;
use pyston_object::protocol::CompareOp;
use pyston_object::statics::PySet_Type;

pub(super) fn repr(this: &Set) -> PyResult<Py<Str>> {
    let name = this.ty().tp_name().into_owned();
    let Some(_guard) = protocol::enter_repr(this)? else { return Str::new(&format!("{name}(...)")) };
    if this.is_empty() {
        return Str::new(&format!("{name}()"));
    }
    let elements = protocol::repr(&*protocol::to_list(this)?)?;
    let is_plain = this.ty() == &PySet_Type;
    let mut text = StrBuilder::new();
    if !is_plain {
        text.push_str(&name);
        text.push_str("(");
    }
    text.push_str("{");
    text.push_data(elements.data().slice(1, elements.len() - 1));
    text.push_str(if is_plain { "}" } else { "})" });
    text.finish()
}

pub(super) fn compare(this: &Set, other: &Object, op: CompareOp) -> PyResult {
    let Some(other) = Set::any(other) else { return Ok(singletons::py_not_implemented()) };
    let answer = match op {
        CompareOp::Eq => this.equals(other)?,
        CompareOp::Ne => !this.equals(other)?,
        CompareOp::Le => this.is_subset_of(other)?,
        CompareOp::Ge => other.is_subset_of(this)?,
        CompareOp::Lt => this.len() < other.len() && this.is_subset_of(other)?,
        CompareOp::Gt => this.len() > other.len() && other.is_subset_of(this)?,
    };
    answer.into_py()
}

/// `a OP b` where both must be sets of any kind.
pub(super) fn binary(a: &Object, b: &Object, operation: impl FnOnce(&Set, &Object) -> PyResult<Py<Set>>) -> PyResult {
    match (Set::any(a), Set::any(b)) {
        (Some(a), Some(_)) => operation(a, b).map(Py::into_object),
        _ => Ok(singletons::py_not_implemented()),
    }
}

/// `a OP= b` where `b` must be a set of any kind.
pub(super) fn in_place(a: &Object, b: &Object, operation: impl FnOnce(&Set, &Object) -> PyResult<()>) -> PyResult {
    match (Set::any(a), Set::any(b)) {
        (Some(set), Some(_)) => operation(set, b).map(|()| a.new_ref()),
        _ => Ok(singletons::py_not_implemented()),
    }
}

pub(super) fn union(this: &Set, others: &[&Object]) -> PyResult<Py<Set>> {
    let result = this.copy()?;
    others.iter().filter(|other| !this.is(**other)).try_for_each(|other| result.update(other))?;
    Ok(result)
}

pub(super) fn intersection(this: &Set, others: &[&Object]) -> PyResult<Py<Set>> {
    let Some((first, rest)) = others.split_first() else { return this.copy() };
    rest.iter().try_fold(this.intersection(first)?, |result, other| result.intersection(other))
}

pub(super) fn difference(this: &Set, others: &[&Object]) -> PyResult<Py<Set>> {
    let Some((first, rest)) = others.split_first() else { return this.copy() };
    let result = this.difference(first)?;
    rest.iter().try_for_each(|other| result.difference_update(other))?;
    Ok(result)
}

/// `(type, ([elements],), __dict__)`.
pub(super) fn reduce(this: &Set) -> PyResult<(Py, (Vec<Py>,), Option<Py>)> {
    let elements = protocol::collect(this)?;
    let state = pyston_object::attr::find_attr(this, name!("__dict__"))?;
    Ok((this.ty().as_object().new_ref(), (elements,), state))
}

pub(super) fn size(this: &Set) -> usize {
    this.ty().tp().tp_basicsize as usize + this.extra_size()
}

/// # Errors
/// `TypeError` for keyword arguments.
pub(super) fn no_keywords(function: &str, kwargs: Option<&Dict>) -> PyResult<()> {
    match kwargs {
        Some(kwargs) if !kwargs.is_empty() => Err(raise!(TypeError, "{function}() takes no keyword arguments")),
        _ => Ok(()),
    }
}
