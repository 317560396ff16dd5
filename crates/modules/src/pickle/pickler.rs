//! `Pickler`.

use std::cell::{Cell, RefCell};

use pyston_object::prelude::*;
use pyston_object::{attr, call, impl_trace, payload_members};

use super::opcode::*;
use super::output::{FRAME_TARGET, Output};
use super::proxy::PicklerMemoProxy;
use super::unpickler::{bound_getter, callable_setter, unbound};
use super::{memo, pickling_error, shared};

#[pyclass(Pickler_Type = "_pickle.Pickler", flags(BASETYPE))]
#[derive(Default)]
pub(super) struct Pickler {
    pub(super) output: RefCell<Output>,
    pub(super) write: Field,
    pub(super) memo: RefCell<memo::Written>,
    persistent_id: Field,
    persistent_of_self: Cell<bool>,
    dispatch_table: Field,
    pub(super) reducer_override: Field,
    pub(super) buffer_callback: Field,
    pub(super) proto: Cell<u8>,
    pub(super) bin: Cell<u32>,
    pub(super) fast: Cell<u32>,
    pub(super) fast_depth: Cell<usize>,
    pub(super) fast_memo: RefCell<memo::Entered>,
    pub(super) fix_imports: Cell<bool>,
}
impl_trace!(Pickler { write, memo, persistent_id, dispatch_table, reducer_override, buffer_callback, fast_memo });

pub(super) type This = Instance<Pickler>;

impl Pickler {
    /// What a pickler is told when it is made, in the order in which the parts are looked at.
    pub(super) fn set_up(
        &self,
        protocol: Option<&Object>,
        fix_imports: bool,
        file: Option<&Object>,
        buffer_callback: Option<&Object>,
    ) -> PyResult<()> {
        let proto = match protocol {
            None => DEFAULT_PROTOCOL,
            Some(protocol) => match protocol::as_long(protocol)? {
                negative if negative < 0 => HIGHEST_PROTOCOL,
                proto if proto > HIGHEST_PROTOCOL => {
                    return Err(raise!(ValueError, "pickle protocol must be <= {HIGHEST_PROTOCOL}"));
                }
                proto => proto,
            },
        };
        if let Some(file) = file {
            self.set_file(file)?;
        }
        if buffer_callback.is_some() && proto < 5 {
            return Err(raise!(ValueError, "buffer_callback needs protocol >= 5"));
        }
        match buffer_callback {
            Some(callback) => self.buffer_callback.set(callback.new_ref()),
            None => self.buffer_callback.clear(),
        }
        self.proto.set(proto as u8);
        self.bin.set(u32::from(proto > 0));
        self.fix_imports.set(fix_imports && proto < 3);
        Ok(())
    }

    fn set_file(&self, file: &Object) -> PyResult<()> {
        let write = attr::find_attr(file, name!("write"))?;
        self.write.set(write.ok_or_else(|| raise!(TypeError, "file must have a 'write' attribute"))?);
        Ok(())
    }

    #[inline(always)]
    pub(super) fn put(&self, data: &[u8]) {
        self.output.borrow_mut().write(data);
    }

    pub(super) fn is_binary(&self) -> bool {
        self.bin.get() != 0
    }

    /// Hands what was written to the file.
    pub(super) fn flush(&self) -> PyResult<()> {
        let Some(write) = self.write.get() else { return Ok(()) };
        let data = self.output.borrow_mut().take();
        call::call(&write, &[&*Bytes::new(&data)?]).map(drop)
    }

    /// Between two opcodes.
    #[inline]
    pub(super) fn boundary(&self) -> PyResult<()> {
        let ended = self.output.borrow_mut().boundary();
        if ended { self.flush() } else { Ok(()) }
    }

    /// Writes an opcode with its size, and its data, which go past the frames if there are much.
    pub(super) fn put_data(&self, header: &[u8], data: &[u8], payload: Option<&Object>) -> PyResult<()> {
        if data.len() < FRAME_TARGET {
            let mut output = self.output.borrow_mut();
            output.write(header);
            output.write(data);
            return Ok(());
        }
        let framing = {
            let mut output = self.output.borrow_mut();
            output.commit_frame();
            let framing = std::mem::replace(&mut output.framing, false);
            output.write(header);
            framing
        };
        match self.write.get() {
            Some(write) => {
                self.flush()?;
                let payload = match payload {
                    Some(payload) => payload.new_ref(),
                    None => Bytes::new(data)?.into_object(),
                };
                call::call(&write, &[&payload])?;
            }
            None => self.put(data),
        }
        self.output.borrow_mut().framing = framing;
        Ok(())
    }

    /// The persistent id of an object; `None` if it has none.
    pub(super) fn persistent(this: &This, object: &Object) -> PyResult<Option<Py>> {
        let Some(function) = this.persistent_id.get() else { return Ok(None) };
        let id = if this.persistent_of_self.get() {
            call::call(&function, &[this.object(), object])?
        } else {
            call::call(&function, &[object])?
        };
        Ok(Some(id).filter(|id| !id.is_none()))
    }

    pub(super) fn has_persistent(&self) -> bool {
        !self.persistent_id.is_empty()
    }

    /// What the table of reducers has for a type.
    pub(super) fn dispatched(&self, ty: &Type) -> PyResult<Option<Py>> {
        match self.dispatch_table.get() {
            None => shared()?.dispatch_table.get(ty),
            Some(table) => errors::catch(protocol::getitem(&table, ty), &exc::KeyError),
        }
    }
}

/// Writes a whole pickle.
pub(super) fn dump(this: &This, object: &Object) -> PyResult<()> {
    match attr::find_attr(this.object(), name!("reducer_override"))? {
        Some(function) => this.reducer_override.set(function),
        None => this.reducer_override.clear(),
    }
    let proto = this.proto.get();
    if proto >= 2 {
        this.put(&[PROTO, proto]);
    }
    this.output.borrow_mut().framing = proto >= 4;
    let result = super::save::save(this, object);
    this.reducer_override.clear();
    result?;
    this.put(&[STOP]);
    let mut output = this.output.borrow_mut();
    output.commit_frame();
    output.framing = false;
    Ok(())
}

/// This takes a binary file for writing a pickle data stream.
///
/// protocol is a number up to 5, 4 if not given; a negative one stands for the highest. fix_imports maps new
/// names of modules to those of Python 2 in protocols below 3. buffer_callback is called for each
/// PickleBuffer and says by a true result that the pickle shall contain it.
#[pytype(Pickler_Type, payload, sig = "(file, protocol=None, fix_imports=True, buffer_callback=None)")]
impl Pickler {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let _ = (args, kwargs);
        Ok(Instance::new_as(class, Pickler::default())?.into_object())
    }

    #[init("(file, protocol=None, fix_imports=True, buffer_callback=None)")]
    fn init(
        this: &This,
        file: &Object,
        protocol: Option<&Object>,
        fix_imports: bool,
        buffer_callback: Option<&Object>,
    ) -> PyResult<()> {
        this.write.clear();
        this.set_up(protocol, fix_imports, Some(file), buffer_callback)?;
        this.fast.set(0);
        this.fast_depth.set(0);
        let old = (this.memo.take(), this.fast_memo.take(), this.output.take());
        drop(old);
        if let Some(callable) = attr::find_attr(this.object(), name!("persistent_id"))? {
            let (function, of_self) = unbound(callable, this.object());
            this.persistent_id.set(function);
            this.persistent_of_self.set(of_self);
        }
        if let Some(table) = attr::find_attr(this.object(), name!("dispatch_table"))? {
            this.dispatch_table.set(table);
        }
        Ok(())
    }

    /// Write a pickled representation of the given object to the open file.
    #[method("($self, obj, /)")]
    fn dump(this: &This, obj: &Object) -> PyResult<()> {
        if this.write.is_empty() {
            let class = this.object().type_name();
            return Err(pickling_error(&format!("Pickler.__init__() was not called by {class}.__init__()")));
        }
        drop(this.output.take());
        dump(this, obj)?;
        this.flush()
    }

    /// Clears the pickler's "memo".
    ///
    /// After that objects are written anew instead of as references to what was written before.
    #[method("($self, /)")]
    fn clear_memo(this: &This) {
        let old = this.memo.take();
        drop(old);
    }

    /// Returns size in memory, in bytes.
    #[method("($self, /)")]
    fn __sizeof__(this: &This) -> usize {
        size_of::<This>() + this.memo.borrow().capacity() * 3 * size_of::<usize>()
    }

    #[getter]
    fn memo(this: &This) -> PyResult<Py<Instance<PicklerMemoProxy>>> {
        PicklerMemoProxy::of(this)
    }

    #[setter]
    fn set_memo(this: &This, value: Option<&Object>) -> PyResult<()> {
        let Some(value) = value else { return Err(raise!(TypeError, "attribute deletion is not supported")) };
        let mut new = memo::Written::default();
        if let Some(proxy) = value.downcast::<Instance<PicklerMemoProxy>>() {
            proxy.items().iter().for_each(|(number, object)| new.insert(object, *number));
        } else if let Some(dict) = value.downcast::<Dict>() {
            for (_, entry) in dict.items() {
                let Some(&[number, object]) = entry.downcast::<Tuple>().map(Tuple::as_slice) else {
                    return Err(raise!(TypeError, "'memo' values must be 2-item tuples"));
                };
                let number = protocol::index_as_ssize(number)? as usize;
                new.insert(object, number);
            }
        } else {
            let got = value.type_name();
            return Err(raise!(
                TypeError,
                "'memo' attribute must be a PicklerMemoProxy object or dict, not {got:.200}"
            ));
        }
        let old = this.memo.replace(new);
        drop(old);
        Ok(())
    }

    #[getter]
    fn persistent_id(this: &This) -> PyResult {
        bound_getter(&this.persistent_id, this.persistent_of_self.get(), this.object(), "persistent_id")
    }

    #[setter]
    fn set_persistent_id(this: &This, value: Option<&Object>) -> PyResult<()> {
        let value = callable_setter(value, "persistent_id")?;
        this.persistent_of_self.set(false);
        this.persistent_id.set(value);
        Ok(())
    }
}

pub(super) fn install() {
    payload_members!(Pickler_Type, Pickler { "bin" = bin, "fast" = fast, "dispatch_table" = dispatch_table [unset] });
    Pickler::install();
}
