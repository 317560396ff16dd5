//! Names that may follow what is typed: keywords, globals, built-in names, attributes, modules.
//!
//! **Invariant**: only attributes are looked up, never anything called that is typed: completing must not run
//! what the person has not yet sent. (A property or `__getattr__` may still run.)

use pyston_object::prelude::*;
use pyston_object::{attr, call};
use pyston_runtime::{import, lifecycle, sys};

/// Where the word to complete starts, and what it may become.
pub fn candidates(before: &str) -> (usize, Vec<String>) {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let start = before.char_indices().rev().take_while(|(_, c)| is_part(*c)).last().map_or(before.len(), |(at, _)| at);
    let word = &before[start..];
    let statement = before[..start].rsplit(['\n', ';']).next().unwrap_or_default().trim();
    let found = match statement.split_whitespace().collect::<Vec<_>>()[..] {
        ["import", ..] | ["from"] => modules(word),
        ["from", module, "import", ..] => members(module, word),
        _ => names(word),
    };
    let mut found = found.unwrap_or_else(|raised| {
        raised.clear();
        Vec::new()
    });
    found.sort();
    found.dedup();
    (start, found)
}

fn names(word: &str) -> PyResult<Vec<String>> {
    match word.rsplit_once('.') {
        Some((path, prefix)) => match value_of(path)? {
            Some(object) => attributes(&object, path, prefix),
            None => Ok(Vec::new()),
        },
        None => globals(word),
    }
}

/// The value of a dotted name.
fn value_of(path: &str) -> PyResult<Option<Py>> {
    let mut parts = path.split('.');
    let first = parts.next().unwrap_or_default();
    let Some(mut value) = lookup(first)? else { return Ok(None) };
    for part in parts {
        match attr::find_attr(&value, &Str::intern(part))? {
            Some(found) => value = found,
            None => return Ok(None),
        }
    }
    Ok(Some(value))
}

fn lookup(name: &str) -> PyResult<Option<Py>> {
    let name = Str::intern(name);
    if let Some(value) = lifecycle::main_namespace()?.get_str(&name)? {
        return Ok(Some(value));
    }
    attr::find_attr(&*builtins()?, &name)
}

fn builtins() -> PyResult {
    import::import_module("builtins")
}

/// The strings of an iterable that begin with `prefix`.
fn strings(iterable: &Object, prefix: &str) -> PyResult<Vec<String>> {
    let list = protocol::to_list(iterable)?;
    let texts = (0..list.len()).filter_map(|at| list.get(at));
    Ok(texts
        .filter_map(|item| item.downcast::<Str>().map(|text| text.to_string()))
        .filter(|text| text.starts_with(prefix))
        .collect())
}

fn directory(object: &Object) -> PyResult {
    call::call_method(&*builtins()?, name!("dir"), &[object])
}

/// Attributes behind `path.`; those with a leading underscore only when one is typed.
fn attributes(object: &Object, path: &str, prefix: &str) -> PyResult<Vec<String>> {
    let hidden = |name: &str| name.starts_with('_') && !prefix.starts_with('_');
    let found = strings(&*directory(object)?, prefix)?;
    Ok(found.into_iter().filter(|name| !hidden(name)).map(|name| format!("{path}.{name}")).collect())
}

fn globals(prefix: &str) -> PyResult<Vec<String>> {
    let mut found = strings(&*lifecycle::main_namespace()?, prefix)?;
    found.extend(strings(&*directory(&*builtins()?)?, prefix)?);
    let keywords = attr::getattr_str(&*import::import_module("keyword")?, name!("kwlist"))?;
    found.extend(strings(&keywords, prefix)?);
    Ok(found.into_iter().filter(|name| prefix.starts_with('_') || !name.starts_with('_')).collect())
}

/// Modules by name; behind a dot, those of a package that is imported.
fn modules(word: &str) -> PyResult<Vec<String>> {
    let (package, prefix) = word.rsplit_once('.').map_or((None, word), |(package, prefix)| (Some(package), prefix));
    let pkgutil = import::import_module("pkgutil")?;
    let found = match package {
        None => call::call_method(&pkgutil, name!("iter_modules"), &[])?,
        Some(package) => {
            let Some(package) = sys::modules()?.get_str(&Str::intern(package))? else { return Ok(Vec::new()) };
            let Some(path) = attr::find_attr(&package, name!("__path__"))? else { return Ok(Vec::new()) };
            call::call_method(&pkgutil, name!("iter_modules"), &[&path])?
        }
    };
    let list = protocol::to_list(&found)?;
    let mut names = Vec::new();
    for at in 0..list.len() {
        let Some(info) = list.get(at) else { break };
        names.push(protocol::str(&*attr::getattr_str(&info, name!("name"))?)?.to_string());
    }
    if package.is_none()
        && let Some(builtin) = sys::get(name!("builtin_module_names"))?
    {
        names.extend(strings(&builtin, prefix)?);
    }
    names.retain(|name| name.starts_with(prefix) && (prefix.starts_with('_') || !name.starts_with('_')));
    let package = package.map_or(String::new(), |package| format!("{package}."));
    Ok(names.into_iter().map(|name| format!("{package}{name}")).collect())
}

/// Names of a module that is imported already.
fn members(module: &str, prefix: &str) -> PyResult<Vec<String>> {
    match sys::modules()?.get_str(&Str::intern(module))? {
        Some(module) => strings(&*directory(&module)?, prefix),
        None => Ok(Vec::new()),
    }
}
