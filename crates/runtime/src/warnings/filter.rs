//! The filters: what to do with a warning, and what was shown before.

use pyston_object::call;
use pyston_object::prelude::*;

use super::warnings_attr;

/// What decides: as `warnings` had it when last asked, which holds when it is not loaded (any more).
#[derive(Clone)]
pub struct State {
    pub filters: Py<List>,
    pub once_registry: Py<Dict>,
    pub default_action: Py<Str>,
}

static STATE: GilCell<Option<State>> = GilCell::new(None);
/// Grows whenever the filters change; registries of other versions are void.
static VERSION: GilCell<i64> = GilCell::new(0);

/// The filters changed.
pub fn filters_mutated() {
    VERSION.set(VERSION.get() + 1);
}

/// What decides, made when first needed.
pub fn state() -> PyResult<State> {
    // SAFETY: borrowed for the copy only.
    if let Some(state) = unsafe { STATE.get_mut() } {
        return Ok(state.clone());
    }
    let filter =
        |action: &str, category: &Type, module: Option<&str>| (action, (), category.new_ref(), module, 0).into_py();
    let filters = vec![
        filter("default", &exc::DeprecationWarning, Some("__main__"))?,
        filter("ignore", &exc::DeprecationWarning, None)?,
        filter("ignore", &exc::PendingDeprecationWarning, None)?,
        filter("ignore", &exc::ImportWarning, None)?,
        filter("ignore", &exc::ResourceWarning, None)?,
    ];
    let state = State {
        filters: List::from_vec(filters)?,
        once_registry: Dict::new()?,
        default_action: Str::intern("default"),
    };
    remember(state.clone());
    Ok(state)
}

fn remember(state: State) {
    // SAFETY: borrowed for the exchange; what is replaced dies afterwards.
    let old = unsafe { STATE.get_mut() }.replace(state);
    drop(old);
}

fn current_filters() -> PyResult<Py<List>> {
    let state = state()?;
    let Some(filters) = warnings_attr(name!("filters"), false)? else { return Ok(state.filters) };
    let filters: Py<List> =
        filters.downcast_into().map_err(|_| raise!(ValueError, "_warnings.filters must be a list"))?;
    remember(State { filters: filters.clone(), ..state });
    Ok(filters)
}

fn default_action() -> PyResult<Py<Str>> {
    let state = state()?;
    let Some(action) = warnings_attr(name!("defaultaction"), false)? else { return Ok(state.default_action) };
    let action: Py<Str> = action.downcast_into().map_err(|action| {
        raise!(TypeError, "_warnings.defaultaction must be a string, not '{:.200}'", action.type_name())
    })?;
    remember(State { default_action: action.clone(), ..state });
    Ok(action)
}

fn once_registry() -> PyResult<Py<Dict>> {
    let state = state()?;
    let Some(registry) = warnings_attr(name!("onceregistry"), false)? else { return Ok(state.once_registry) };
    let registry: Py<Dict> = registry.downcast_into().map_err(|registry| {
        raise!(TypeError, "_warnings.onceregistry must be a dict, not '{:.200}'", registry.type_name())
    })?;
    remember(State { once_registry: registry.clone(), ..state });
    Ok(registry)
}

/// Does a filter's pattern fit? `None` fits all, a str itself, others by `match`.
fn fits(pattern: &Object, value: &Object) -> PyResult<bool> {
    if pattern.is_none() {
        return Ok(true);
    }
    if Str::check_exact(pattern) {
        return protocol::compare_bool(pattern, value, CompareOp::Eq);
    }
    let found = call::call_method(pattern, name!("match"), &[value])?;
    protocol::is_true(&found)
}

/// What to do, and the filter that says so.
pub fn action(category: &Object, text: &Object, line: i64, module: &Object) -> PyResult<(Py<Str>, Py)> {
    let filters = current_filters()?;
    let mut index = 0;
    while let Some(item) = filters.get(index) {
        let tuple = item.downcast::<Tuple>().filter(|tuple| tuple.len() == 5);
        let Some(tuple) = tuple else {
            return Err(raise!(ValueError, "_warnings.filters item {index} isn't a 5-tuple"));
        };
        let [action, message, class, place, number] = tuple.as_slice() else { unreachable!("checked above") };
        let Some(action) = action.downcast::<Str>() else {
            return Err(raise!(TypeError, "action must be a string, not '{:.200}'", action.type_name()));
        };
        let message_fits = fits(message, text)?;
        let place_fits = fits(place, module)?;
        let class_fits = protocol::is_subclass(category, class)?;
        let number = protocol::index_as_ssize(number)? as i64;
        if class_fits && message_fits && (number == 0 || number == line) && place_fits {
            return Ok((action.new_ref(), item.clone()));
        }
        index += 1;
    }
    Ok((default_action()?, singletons::py_none()))
}

/// Is the key in the registry? If not and wanted, it is put there. A registry of other filters is
/// emptied first.
pub fn already_warned(registry: &Dict, key: &Object, should_set: bool) -> PyResult<bool> {
    let version = registry.get_str(name!("version"))?;
    let known = version.and_then(|version| version.downcast::<Int>().and_then(Int::to_i64));
    if known == Some(VERSION.get()) {
        if let Some(value) = registry.get(key)?
            && protocol::is_true(&value)?
        {
            return Ok(true);
        }
    } else {
        registry.clear();
        registry.set_str(name!("version"), VERSION.get().into_py()?)?;
    }
    if should_set {
        registry.set(key, singletons::py_bool(true))?;
    }
    Ok(false)
}

/// Notes the warning as the action says; tells whether it was shown before.
pub fn note(action: &Str, item: &Object, registry: Option<&Dict>, text: &Object, category: &Object) -> PyResult<bool> {
    let key = || (text, category).into_py();
    if action.eq_str("once") {
        return match registry {
            Some(registry) => already_warned(registry, &*key()?, true),
            None => already_warned(&*once_registry()?, &*key()?, true),
        };
    }
    if action.eq_str("module") {
        return match registry {
            Some(registry) => already_warned(registry, &*key()?, true),
            None => Ok(false),
        };
    }
    if action.eq_str("default") {
        return Ok(false);
    }
    let (action, item) = (protocol::repr_string(action)?, protocol::repr_string(item)?);
    Err(raise!(RuntimeError, "Unrecognized action ({action}) in warnings.filters:\n {item}"))
}
