//! The registry: search functions, found codecs, error handlers.
//!
//! **Invariant**: made once, at first use, and kept; the `encodings` package is imported right after,
//! because it registers the search function without which no codec is found.

use pyston_object::exception::Exception;
use pyston_object::prelude::*;
use pyston_object::tuple::Tuple;

use super::callbacks;

struct Registry {
    search_path: Py<List>,
    /// Codecs by normalised name.
    cache: Py<Dict>,
    /// Error handlers by name.
    errors: Py<Dict>,
}

static REGISTRY: GilCell<Option<&'static Registry>> = GilCell::new(None);

fn registry() -> PyResult<&'static Registry> {
    if let Some(registry) = REGISTRY.get() {
        return Ok(registry);
    }
    let registry: &'static Registry =
        Box::leak(Box::new(Registry { search_path: List::new()?, cache: Dict::new()?, errors: callbacks::table()? }));
    REGISTRY.set(Some(registry));
    pyston_object::hooks::import("encodings")?;
    Ok(registry)
}

/// `codecs.register(function)`.
pub fn register(function: &Object) -> PyResult<()> {
    let registry = registry()?;
    if !is_callable(function) {
        return Err(raise!(TypeError, "argument must be callable"));
    }
    registry.search_path.append(function.new_ref())
}

fn is_callable(object: &Object) -> bool {
    object.ty().tp().tp_call.is_some()
}

/// The name under which a codec is cached: lower case, blanks as hyphens.
fn normalized(name: &str) -> String {
    name.chars().map(|char| if char == ' ' { '-' } else { char.to_ascii_lowercase() }).collect()
}

/// `codecs.lookup(encoding)`: a tuple of four.
pub fn lookup(encoding: &str) -> PyResult<Py<Tuple>> {
    let registry = registry()?;
    let name = Str::intern(&normalized(encoding));
    if let Some(found) = registry.cache.get_str(&name)?
        && let Ok(found) = found.downcast_into()
    {
        return Ok(found);
    }
    if registry.search_path.is_empty() {
        return Err(raise!(LookupError, "no codec search functions registered: can't find encoding"));
    }
    let mut index = 0;
    while let Some(function) = registry.search_path.get(index) {
        index += 1;
        let found = pyston_object::call::call(&function, &[&name])?;
        if found.is_none() {
            continue;
        }
        let found = found.downcast_into::<Tuple>().ok().filter(|found| found.len() == 4);
        let found = found.ok_or_else(|| raise!(TypeError, "codec search functions must return 4-tuples"))?;
        registry.cache.set_str(&name, found.as_object().new_ref())?;
        return Ok(found);
    }
    Err(raise!(LookupError, "unknown encoding: {encoding}"))
}

/// As [`lookup`], for codecs between text and bytes only; `alternative` names the function for others.
pub fn lookup_text_encoding(encoding: &str, alternative: &str) -> PyResult<Py<Tuple>> {
    let codec = lookup(encoding)?;
    if !Tuple::check_exact(&codec)
        && let Some(flag) = pyston_object::attr::find_attr(&codec, name!("_is_text_encoding"))?
        && !protocol::is_true(&flag)?
    {
        return Err(raise!(
            LookupError,
            "'{encoding:.400}' is not a text encoding; use {alternative} to handle arbitrary codecs"
        ));
    }
    Ok(codec)
}

/// `codecs._forget_codec(encoding)`: `KeyError` if it was not cached.
pub fn forget(encoding: &str) -> PyResult<()> {
    let name = Str::new(&normalized(encoding))?;
    match registry()?.cache.remove(&name)? {
        Some(_) => Ok(()),
        None => Err(errors::key_error(&name)),
    }
}

/// Calls a codec's function and takes the first of the two things it returns.
fn run(function: &Object, object: &Object, errors: Option<&str>, wrong: &str) -> PyResult {
    let errors = errors.map(Str::new).transpose()?;
    let mut args = vec![object];
    args.extend(errors.iter().map(|errors| errors.as_object()));
    let result = pyston_object::call::call(function, &args)?;
    match result.downcast::<Tuple>().map(|result| result.as_slice()) {
        Some(&[value, _]) => Ok(value.new_ref()),
        _ => Err(raise!(TypeError, "{wrong}")),
    }
}

/// Encodes by a codec of the registry, called `name`.
pub fn run_encoder(codec: &Tuple, object: &Object, errors: Option<&str>, name: &str) -> PyResult {
    let encoder = codec.get(0).ok_or_else(pyston_object::errors::bad_internal_call)?.new_ref();
    run(&encoder, object, errors, "encoder must return a tuple (object, integer)")
        .map_err(|raised| explain(raised, "encoding", name))
}

/// Decodes by a codec of the registry, called `name`.
pub fn run_decoder(codec: &Tuple, object: &Object, errors: Option<&str>, name: &str) -> PyResult {
    let decoder = codec.get(1).ok_or_else(pyston_object::errors::bad_internal_call)?.new_ref();
    run(&decoder, object, errors, "decoder must return a tuple (object,integer)")
        .map_err(|raised| explain(raised, "decoding", name))
}

/// Says in a plain exception's message which codec failed. Exceptions with state of their own, which a
/// new message would lose, stay as they are.
fn explain(raised: Raised, operation: &str, name: &str) -> Raised {
    let pending = pyston_object::errors::take(raised);
    let ty = pending.ty.clone();
    let traceback = pending.traceback.clone();
    let instance = pending.into_instance();
    let restore = |instance: &Py| {
        let ty = instance.ty().new_ref();
        pyston_object::errors::restore(pyston_object::errors::Pending {
            ty,
            value: Some(instance.clone()),
            traceback: traceback.clone(),
        })
    };
    if !is_plain(&ty, &instance) {
        return restore(&instance);
    }
    let Ok(text) = protocol::str(&instance) else {
        pyston_object::errors::clear();
        return restore(&instance);
    };
    let raised = pyston_object::errors::raise_fmt(
        &ty,
        format_args!("{operation} with '{name}' codec failed ({}: {text})", ty.tp_name()),
    );
    let cause = pyston_object::errors::Pending { ty, value: Some(instance), traceback };
    pyston_object::call::set_cause(raised, cause)
}

/// Is all of the exception in its message?
fn is_plain(ty: &Type, instance: &Object) -> bool {
    let Some(exception) = instance.downcast::<Exception>() else { return false };
    let base = exc::BaseException.tp();
    let own = ty.tp();
    let same_making = own.tp_new.map(|new| new as usize) == base.tp_new.map(|new| new as usize)
        && own.tp_init.map(|init| init as usize) == base.tp_init.map(|init| init as usize);
    let mut size = base.tp_basicsize;
    if own.tp_weaklistoffset != base.tp_weaklistoffset {
        size += size_of::<usize>() as isize;
    }
    if own.tp_dictoffset != base.tp_dictoffset {
        size += size_of::<usize>() as isize;
    }
    let args = exception.args();
    let is_message = match args.as_slice() {
        [] => true,
        [text] => Str::check_exact(text),
        _ => false,
    };
    let dict = exception.dict().and_then(|dict| dict.downcast_into::<Dict>().ok());
    same_making
        && own.tp_basicsize == size
        && own.tp_itemsize == base.tp_itemsize
        && is_message
        && dict.is_none_or(|dict| dict.is_empty())
}

/// `codecs.register_error(name, handler)`.
pub fn register_error(name: &str, handler: &Object) -> PyResult<()> {
    let registry = registry()?;
    if !is_callable(handler) {
        return Err(raise!(TypeError, "handler must be callable"));
    }
    registry.errors.set_str(&Str::intern(name), handler.new_ref())
}

/// `codecs.lookup_error(name)`; `None` is `"strict"`.
pub fn lookup_error(name: Option<&str>) -> PyResult {
    let name = name.unwrap_or("strict");
    registry()?
        .errors
        .get_str(&*Str::new(name)?)?
        .ok_or_else(|| raise!(LookupError, "unknown error handler name '{name:.400}'"))
}

/// Has a program registered its own handler under the name of a built-in one?
pub fn is_replaced(name: &str) -> bool {
    let Some(registry) = REGISTRY.get() else { return false };
    let handler = Str::new(name).and_then(|name| registry.errors.get_str(&name)).ok().flatten();
    handler.is_some_and(|handler| !callbacks::is_builtin(&handler))
}
