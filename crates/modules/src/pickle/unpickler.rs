//! `Unpickler`.
//!
//! **Invariant**: while `load` runs, the input is with it; a call from within finds none and is refused.

use std::cell::{Cell, RefCell};

use pyston_object::prelude::*;
use pyston_object::{attr, call, impl_trace};

use super::input::{File, Input};
use super::load::Loader;
use super::proxy::UnpicklerMemoProxy;
use super::{find, memo, shared, unpickling_error};

#[pyclass(Unpickler_Type = "_pickle.Unpickler", flags(BASETYPE))]
#[derive(Default)]
pub(super) struct Unpickler {
    input: RefCell<Option<Input>>,
    pub(super) memo: RefCell<memo::Read>,
    persistent_load: Field,
    /// Is `persistent_load` a function to be called with this object first?
    persistent_of_self: Cell<bool>,
    pub(super) encoding: Field<Str>,
    pub(super) errors: Field<Str>,
    pub(super) buffers: Field,
    pub(super) proto: Cell<u8>,
    fix_imports: Cell<bool>,
}
impl_trace!(Unpickler { input, memo, persistent_load, encoding, errors, buffers });

pub(super) type This = Instance<Unpickler>;

/// The function of a method bound to `this`, or the callable itself and false.
pub(super) fn unbound(callable: Py, this: &Object) -> (Py, bool) {
    use pyston_object::method::BoundMethod;
    match callable.downcast::<BoundMethod>() {
        Some(method) if method.this().is(this) => (method.function().new_ref(), true),
        _ => (callable, false),
    }
}

pub(super) fn load_from(
    input: Input,
    fix_imports: bool,
    encoding: Option<&Str>,
    errors: Option<&Str>,
    buffers: Option<&Object>,
) -> PyResult {
    let unpickler = Instance::new(Unpickler::default())?;
    unpickler.set_up(fix_imports, encoding, errors, buffers)?;
    *unpickler.input.borrow_mut() = Some(input);
    Unpickler::load(&unpickler)
}

impl Unpickler {
    fn set_up(
        &self,
        fix_imports: bool,
        encoding: Option<&Str>,
        errors: Option<&Str>,
        buffers: Option<&Object>,
    ) -> PyResult<()> {
        self.encoding.set(encoding.map_or_else(|| Str::intern("ASCII"), Layout::new_ref));
        self.errors.set(errors.map_or_else(|| Str::intern("strict"), Layout::new_ref));
        self.fix_imports.set(fix_imports);
        self.proto.set(0);
        match buffers.filter(|buffers| !buffers.is_none()) {
            Some(buffers) => self.buffers.set(protocol::iter(buffers)?),
            None => self.buffers.clear(),
        }
        Ok(())
    }

    /// Refuses persistent ids if nobody can tell what they stand for.
    pub(super) fn check_persistent(&self) -> PyResult<()> {
        if self.persistent_load.is_empty() {
            return Err(unpickling_error(
                "A load persistent id instruction was encountered,\nbut no persistent_load function was specified.",
            ));
        }
        Ok(())
    }

    /// Calls `persistent_load`.
    pub(super) fn persistent(this: &This, id: &Object) -> PyResult {
        this.check_persistent()?;
        let function = this.persistent_load.get().ok_or_else(errors::bad_internal_call)?;
        if this.persistent_of_self.get() {
            return call::call(&function, &[this.object(), id]);
        }
        call::call(&function, &[id])
    }
}

/// This takes a binary file for reading a pickle data stream.
///
/// The protocol version of the pickle is found out by itself. The file must have a method read that takes a
/// number, and readline without arguments.
#[pytype(
    Unpickler_Type,
    payload,
    sig = "(file, *, fix_imports=True, encoding='ASCII', errors='strict',\n          buffers=())"
)]
impl Unpickler {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = (args, kwargs);
        Ok(Instance::new_as(class, Unpickler::default())?.into_object())
    }

    #[init("(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())")]
    fn init(
        this: &This,
        file: &Object,
        fix_imports: bool,
        encoding: Option<&Str>,
        errors: Option<&Str>,
        buffers: Option<&Object>,
    ) -> PyResult<()> {
        drop(this.input.borrow_mut().take());
        let file = File::new(file)?;
        this.set_up(fix_imports, encoding, errors, buffers)?;
        if let Some(callable) = attr::find_attr(this.object(), name!("persistent_load"))? {
            let (function, of_self) = unbound(callable, this.object());
            this.persistent_load.set(function);
            this.persistent_of_self.set(of_self);
        }
        let old = this.memo.take();
        drop(old);
        *this.input.borrow_mut() = Some(Input::file(file));
        Ok(())
    }

    /// Load a pickle: reads an object from the file given to the constructor.
    #[method("($self, /)")]
    fn load(this: &This) -> PyResult {
        let Some(input) = this.input.borrow_mut().take() else {
            let class = this.object().type_name();
            return Err(unpickling_error(&format!("Unpickler.__init__() was not called by {class}.__init__()")));
        };
        let mut loader = Loader::new(this, input);
        let result = loader.run();
        // After an error the file stays where it was read from: its exception is pending.
        let skipped = if result.is_ok() { loader.input.finish() } else { Ok(()) };
        *this.input.borrow_mut() = Some(loader.input);
        let value = result?;
        skipped?;
        Ok(value)
    }

    /// Return an object from a specified module.
    ///
    /// Subclasses override this to restrict what pickles can name.
    #[method("($self, module_name, global_name, /)")]
    fn find_class(this: &This, module_name: &Object, global_name: &Object) -> PyResult {
        pyston_runtime::audit::raise("pickle.find_class", &[module_name, global_name])?;
        let (mut module, mut name) = (module_name.new_ref(), global_name.new_ref());
        if this.proto.get() < 3 && this.fix_imports.get() {
            let shared = shared()?;
            let key = Tuple::from_slice(&[&*module, &*name])?;
            if let Some(pair) = shared.name_mapping.get(&key)? {
                let pair = pair.downcast::<Tuple>().map(Tuple::as_slice);
                let Some(&[new_module, new_name]) = pair else {
                    return Err(raise!(RuntimeError, "_compat_pickle.NAME_MAPPING values should be 2-tuples"));
                };
                (module, name) = (new_module.new_ref(), new_name.new_ref());
            } else if let Some(new_module) = shared.import_mapping.get(&module)? {
                module = new_module;
            }
        }
        let module = find::import(&module)?;
        let dotted = this.proto.get() >= 4;
        match name.downcast::<Str>() {
            Some(name) => find::attribute(&module, name, dotted),
            None if dotted => Err(raise!(TypeError, "must be str, not {:.100}", name.type_name())),
            None => Err(raise!(TypeError, "attribute name must be string, not '{:.200}'", name.type_name())),
        }
    }

    /// Returns size in memory, in bytes.
    #[method("($self, /)")]
    fn __sizeof__(this: &This) -> usize {
        size_of::<This>() + this.memo.borrow().capacity() * size_of::<usize>()
    }

    #[getter]
    fn memo(this: &This) -> PyResult<Py<Instance<UnpicklerMemoProxy>>> {
        UnpicklerMemoProxy::of(this)
    }

    #[setter]
    fn set_memo(this: &This, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "attribute deletion is not supported")) };
        let mut new = memo::Read::default();
        if let Some(proxy) = value.downcast::<Instance<UnpicklerMemoProxy>>() {
            for (number, value) in proxy.items() {
                drop(new.set(number, value));
            }
        } else if let Some(dict) = value.downcast::<Dict>() {
            for (key, value) in dict.items() {
                let Some(key) = key.downcast::<Int>() else {
                    return Err(raise!(TypeError, "memo key must be integers"));
                };
                let number = key.to_i64().and_then(|key| usize::try_from(key).ok());
                let number = number.ok_or_else(|| raise!(ValueError, "memo key must be positive integers."))?;
                drop(new.set(number, value));
            }
        } else {
            let got = value.type_name();
            return Err(raise!(
                TypeError,
                "'memo' attribute must be an UnpicklerMemoProxy object or dict, not {got:.200}"
            ));
        }
        let old = this.memo.replace(new);
        drop(old);
        Ok(())
    }

    #[getter]
    fn persistent_load(this: &This) -> PyResult {
        bound_getter(&this.persistent_load, this.persistent_of_self.get(), this.object(), "persistent_load")
    }

    #[setter]
    fn set_persistent_load(this: &This, value: Option<&Object>) -> PyResult<()> {
        let value = callable_setter(value, "persistent_load")?;
        this.persistent_of_self.set(false);
        this.persistent_load.set(value);
        Ok(())
    }
}

/// An attribute that holds a function, shown as a method if it is one of `this`.
pub(super) fn bound_getter(field: &Field, of_self: bool, this: &Object, name: &str) -> PyResult {
    match field.get() {
        Some(function) if of_self => Ok(pyston_object::method::BoundMethod::new(&function, this)?.into_object()),
        Some(function) => Ok(function),
        None => Err(raise!(AttributeError, "{name}")),
    }
}

pub(super) fn callable_setter(value: Option<&Object>, name: &str) -> PyResult {
    let Some(value) = value else { return Err(raise!(TypeError, "attribute deletion is not supported")) };
    if !crate::arguments::is_callable(value) {
        return Err(raise!(TypeError, "{name} must be a callable taking one argument"));
    }
    Ok(value.new_ref())
}
