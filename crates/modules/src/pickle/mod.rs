//! `_pickle`: objects as bytes and back, in all protocols.
//!
//! **Invariant**: a pickle may be anything: what it says is believed only as far as the bytes at hand and the
//! values on the stack bear it out. Memory is taken for what was read, not for what is announced.

mod buffer;
mod find;
mod input;
mod load;
mod memo;
mod numbers;
mod opcode;
mod output;
mod pickler;
mod proxy;
mod reduce;
mod save;
mod stack;
mod unpickler;

use pyston_object::once::{Once, new_exception};
use pyston_object::prelude::*;
use pyston_object::{attr, hooks};

use crate::arguments::install_once;

static PICKLE_ERROR: Once<Type> = Once::new();
static PICKLING_ERROR: Once<Type> = Once::new();
static UNPICKLING_ERROR: Once<Type> = Once::new();

fn pickle_error_class() -> PyResult<&'static Type> {
    PICKLE_ERROR.get_or_try_init(|| new_exception("_pickle", "PickleError", &exc::Exception))
}

fn pickling_error_class() -> PyResult<&'static Type> {
    PICKLING_ERROR.get_or_try_init(|| new_exception("_pickle", "PicklingError", pickle_error_class()?))
}

fn unpickling_error_class() -> PyResult<&'static Type> {
    UNPICKLING_ERROR.get_or_try_init(|| new_exception("_pickle", "UnpicklingError", pickle_error_class()?))
}

fn raise_of(class: PyResult<&'static Type>, message: &str) -> Raised {
    match class.and_then(|class| Ok((class, Str::from_display(message)?))) {
        Ok((class, message)) => errors::raise_object(class, message.into_object()),
        Err(raised) => raised,
    }
}

#[cold]
fn pickling_error(message: &str) -> Raised {
    raise_of(pickling_error_class(), message)
}

#[cold]
fn unpickling_error(message: &str) -> Raised {
    raise_of(unpickling_error_class(), message)
}

/// What the modules around pickling share: registries and functions, looked up once.
struct Shared {
    dispatch_table: Py<Dict>,
    extension_registry: Py<Dict>,
    inverted_registry: Py<Dict>,
    extension_cache: Py<Dict>,
    name_mapping: Py<Dict>,
    import_mapping: Py<Dict>,
    reverse_name_mapping: Py<Dict>,
    reverse_import_mapping: Py<Dict>,
    codecs_encode: Py,
    getattr: Py,
    partial: Py,
}

static SHARED: GilCell<Option<&'static Shared>> = GilCell::new(None);

fn shared() -> PyResult<&'static Shared> {
    if let Some(shared) = SHARED.get() {
        return Ok(shared);
    }
    let copyreg = hooks::import("copyreg")?;
    let compat = hooks::import("_compat_pickle")?;
    let dict = |module: &Object, name: &str| -> PyResult<Py<Dict>> {
        let value = attr::getattr_str(module, &Str::intern(name))?;
        value
            .downcast_into()
            .map_err(|value| raise!(RuntimeError, "{name} should be a dict, not {:.200}", value.type_name()))
    };
    let function = |module: &str, name: &str| attr::getattr_str(&*hooks::import(module)?, &Str::intern(name));
    let shared: &'static Shared = Box::leak(Box::new(Shared {
        dispatch_table: dict(&copyreg, "dispatch_table")?,
        extension_registry: dict(&copyreg, "_extension_registry")?,
        inverted_registry: dict(&copyreg, "_inverted_registry")?,
        extension_cache: dict(&copyreg, "_extension_cache")?,
        name_mapping: dict(&compat, "NAME_MAPPING")?,
        import_mapping: dict(&compat, "IMPORT_MAPPING")?,
        reverse_name_mapping: dict(&compat, "REVERSE_NAME_MAPPING")?,
        reverse_import_mapping: dict(&compat, "REVERSE_IMPORT_MAPPING")?,
        codecs_encode: function("codecs", "encode")?,
        getattr: function("builtins", "getattr")?,
        partial: function("functools", "partial")?,
    }));
    SHARED.set(Some(shared));
    Ok(shared)
}

pub struct PickleModule;

/// Pickling natively: what the module pickle does, faster.
#[pymodule("_pickle")]
impl PickleModule {
    /// Write a pickled representation of obj to the open file object file.
    #[function("($module, /, obj, file, protocol=None, *, fix_imports=True,\n     buffer_callback=None)")]
    fn dump(
        obj: &Object,
        file: &Object,
        protocol: Option<&Object>,
        fix_imports: bool,
        buffer_callback: Option<&Object>,
    ) -> PyResult<()> {
        let pickler = Instance::new(pickler::Pickler::default())?;
        pickler.set_up(protocol, fix_imports, Some(file), buffer_callback)?;
        pickler::dump(&pickler, obj)?;
        pickler.flush()
    }

    /// The pickled representation of obj as bytes.
    #[function("($module, /, obj, protocol=None, *, fix_imports=True,\n      buffer_callback=None)")]
    fn dumps(
        obj: &Object,
        protocol: Option<&Object>,
        fix_imports: bool,
        buffer_callback: Option<&Object>,
    ) -> PyResult<Vec<u8>> {
        let pickler = Instance::new(pickler::Pickler::default())?;
        pickler.set_up(protocol, fix_imports, None, buffer_callback)?;
        pickler::dump(&pickler, obj)?;
        Ok(pickler.output.borrow_mut().take())
    }

    /// Read a pickled object from the open file object file.
    #[function("($module, /, file, *, fix_imports=True, encoding='ASCII',\n     errors='strict', buffers=())")]
    fn load(
        file: &Object,
        fix_imports: bool,
        encoding: Option<&Str>,
        errors: Option<&Str>,
        buffers: Option<&Object>,
    ) -> PyResult {
        let input = input::Input::file(input::File::new(file)?);
        unpickler::load_from(input, fix_imports, encoding, errors, buffers)
    }

    /// Read a pickled object from bytes.
    #[function("($module, /, data, *, fix_imports=True, encoding='ASCII',\n      errors='strict', buffers=())")]
    fn loads(
        data: &Object,
        fix_imports: bool,
        encoding: Option<&Str>,
        errors: Option<&Str>,
        buffers: Option<&Object>,
    ) -> PyResult {
        let input = input::Input::memory(Buffer::new(data)?);
        unpickler::load_from(input, fix_imports, encoding, errors, buffers)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        shared()?;
        let install: [(&'static Type, fn()); 5] = [
            (&buffer::PickleBuffer_Type, buffer::PickleBuffer::install),
            (&pickler::Pickler_Type, pickler::install),
            (&unpickler::Unpickler_Type, unpickler::Unpickler::install),
            (&proxy::PicklerMemoProxy_Type, proxy::PicklerMemoProxy::install),
            (&proxy::UnpicklerMemoProxy_Type, proxy::UnpicklerMemoProxy::install),
        ];
        for (ty, install) in install {
            install_once(ty, || {
                install();
                pyston_object::ready::ready(ty)
            })?;
        }
        module.add("PickleBuffer", buffer::PickleBuffer_Type.new_ref())?;
        module.add("Pickler", pickler::Pickler_Type.new_ref())?;
        module.add("Unpickler", unpickler::Unpickler_Type.new_ref())?;
        module.add("PickleError", pickle_error_class()?.new_ref())?;
        module.add("PicklingError", pickling_error_class()?.new_ref())?;
        module.add("UnpicklingError", unpickling_error_class()?.new_ref())
    }
}
