//! Finding what a dotted name means in a module.

use pyston_object::prelude::*;
use pyston_object::{attr, hooks};

/// The parts of a dotted name.
pub(super) fn parts(name: &Str) -> PyResult<Vec<Py<Str>>> {
    let data = name.data();
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, point) in data.iter().enumerate().chain([(data.len(), u32::from(b'.'))]) {
        if point == u32::from(b'.') {
            parts.push(name.substring(start, at)?);
            start = at + 1;
        }
    }
    Ok(parts)
}

/// What a path of attributes leads to, and the object that has the last one.
pub(super) fn follow(object: &Object, path: &[Py<Str>]) -> PyResult<(Py, Py)> {
    let (mut value, mut parent) = (object.new_ref(), object.new_ref());
    for part in path {
        parent = value;
        value = attr::getattr_str(&parent, part)?;
    }
    Ok((value, parent))
}

/// The attribute of a module by its name, which has parts if `dotted`.
pub(super) fn attribute(module: &Object, name: &Str, dotted: bool) -> PyResult {
    let cannot = |kind: &str| match (protocol::repr_string(name), protocol::repr_string(module)) {
        (Ok(name), Ok(module)) => raise!(AttributeError, "Can't get {kind}attribute {name} on {module}"),
        (Err(raised), _) | (_, Err(raised)) => raised,
    };
    let path = if dotted { parts(name)? } else { vec![name.new_ref()] };
    if dotted && path.iter().any(|part| part.eq_str("<locals>")) {
        return Err(cannot("local "));
    }
    match follow(module, &path) {
        Ok((value, _)) => Ok(value),
        Err(raised) if raised.is(&exc::AttributeError) => {
            raised.clear();
            Err(cannot(""))
        }
        Err(raised) => Err(raised),
    }
}

/// The module of a name; what cannot be one gets the error of `__import__`.
pub(super) fn import(name: &Object) -> PyResult {
    match name.downcast::<Str>() {
        Some(name) if !name.is_empty() => hooks::import(&name.to_utf8()?),
        _ => {
            let function = attr::getattr_str(&*hooks::import("builtins")?, name!("__import__"))?;
            pyston_object::call::call(&function, &[name])
        }
    }
}
