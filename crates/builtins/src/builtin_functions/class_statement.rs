//! `__build_class__`: what a class statement calls.
//!
//! Bases are resolved (`__mro_entries__`), the metaclass is found, its `__prepare__` makes the
//! namespace, the body runs in it, the metaclass is called, and the `__class__` cell is checked.

use pyston_object::cell::Cell;
use pyston_object::heap_type::calculate_metaclass;
use pyston_object::prelude::*;
use pyston_object::statics::{PyFunction_Type, PyType_Type};
use pyston_object::{attr, call, hooks};

/// The bases that other objects stand for.
fn resolve_bases(written: &[&Object], original: &Tuple) -> PyResult<Option<Py<Tuple>>> {
    let mut resolved = Vec::with_capacity(written.len());
    let mut changed = false;
    for base in written {
        let entries = if Type::check(base) { None } else { attr::find_attr(base, name!("__mro_entries__"))? };
        let Some(entries) = entries else {
            resolved.push(base.new_ref());
            continue;
        };
        let result = call::call(&entries, &[original])?;
        let Some(bases) = result.downcast::<Tuple>() else {
            return Err(raise!(TypeError, "__mro_entries__ must return a tuple"));
        };
        changed = true;
        resolved.extend(bases.as_slice().iter().map(|base| base.new_ref()));
    }
    if changed { Tuple::from_vec(resolved).map(Some) } else { Ok(None) }
}

/// The metaclass, and the keywords without it.
fn find_metaclass(args: Args<'_>, bases: &Tuple) -> PyResult<(Py, Py<Dict>)> {
    let keywords = Dict::new()?;
    let mut given = None;
    for (name, value) in args.keywords() {
        if name.downcast::<Str>().is_some_and(|name| name.eq_str("metaclass")) {
            given = Some(value.new_ref());
        } else {
            keywords.set(name, value.new_ref())?;
        }
    }
    let start = match given {
        Some(given) => given,
        None => match bases.get(0) {
            Some(base) => base.ty().new_ref().into_object(),
            None => PyType_Type.new_ref().into_object(),
        },
    };
    let metaclass = match start.downcast::<Type>() {
        Some(class) => calculate_metaclass(class, bases)?.into_object(),
        None => start,
    };
    Ok((metaclass, keywords))
}

fn prepare(metaclass: &Object, name: &Object, bases: &Tuple, keywords: &Dict) -> PyResult {
    let Some(method) = attr::find_attr(metaclass, name!("__prepare__"))? else {
        return Dict::new().map(Py::into_object);
    };
    let namespace = call::call_tuple(&method, &*Tuple::from_slice(&[name, bases])?, Some(keywords))?;
    if !protocol::is_mapping(&namespace) {
        let class = metaclass.downcast::<Type>();
        let class = class.map_or_else(|| "<metaclass>".to_owned(), |class| class.tp_name().into_owned());
        return Err(raise!(
            TypeError,
            "{class:.200}.__prepare__() must return a mapping, not {:.200}",
            namespace.type_name()
        ));
    }
    Ok(namespace)
}

/// The body's `__class__` cell must hold the class that was made.
fn check_cell(cell: &Object, name: &Object, class: &Object) -> PyResult<()> {
    let Some(cell) = cell.downcast::<Cell>().filter(|_| Type::check(class)) else { return Ok(()) };
    let shown = |object: &Object| protocol::repr_string(object);
    match cell.get() {
        Some(content) if content.is(class) => Ok(()),
        Some(content) => Err(raise!(
            TypeError,
            "__class__ set to {:.200} defining {:.200} as {:.200}",
            shown(&content)?,
            shown(name)?,
            shown(class)?
        )),
        None => Err(raise!(
            RuntimeError,
            "__class__ not set defining {:.200} as {:.200}. Was __classcell__ propagated to type.__new__?",
            shown(name)?,
            shown(class)?
        )),
    }
}

pub fn build_class(args: Args<'_>) -> PyResult {
    let [function, name, written @ ..] = args.positional else {
        return Err(raise!(TypeError, "__build_class__: not enough arguments"));
    };
    if function.ty() != &PyFunction_Type {
        return Err(raise!(TypeError, "__build_class__: func must be a function"));
    }
    if !Str::check(name) {
        return Err(raise!(TypeError, "__build_class__: name is not a string"));
    }
    let original = Tuple::from_slice(written)?;
    let resolved = resolve_bases(written, &original)?;
    let bases: &Tuple = resolved.as_deref().unwrap_or(&original);
    let (metaclass, keywords) = find_metaclass(args, bases)?;
    let namespace = prepare(&metaclass, name, bases, &keywords)?;
    let cell = (hooks::get().class_body)(function, &namespace)?;
    if resolved.is_some() {
        protocol::setitem(&namespace, name!("__orig_bases__"), Some(&original))?;
    }
    let class = call::call_tuple(&metaclass, &*Tuple::from_slice(&[name, bases, &namespace])?, Some(&keywords))?;
    check_cell(&cell, name, &class)?;
    Ok(class)
}
