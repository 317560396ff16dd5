//! Reading a pickle: the machine and its opcodes.

use std::vec::Drain;

use pyston_builtins::codecs::{self, Standard};
use pyston_object::memoryview::MemoryView;
use pyston_object::prelude::*;
use pyston_object::set::Set;
use pyston_object::{attr, call, hooks};

use super::input::Input;
use super::numbers::{self, line_text};
use super::opcode::*;
use super::stack::Stack;
use super::unpickler::{This, Unpickler};
use super::{shared, unpickling_error};

/// One run.
pub(super) struct Loader<'a> {
    unpickler: &'a This,
    pub(super) input: Input,
    stack: Stack,
}

fn utf8(bytes: &[u8]) -> PyResult<Py<Str>> {
    if bytes.is_ascii() {
        return Str::from_ascii(bytes);
    }
    codecs::decode(Standard::Utf8, bytes, Some("surrogatepass"))
}

/// Calls a function of the module `_codecs` and takes the first of its results.
fn codec(name: &str, input: &[u8]) -> PyResult {
    let function = attr::getattr_str(&*hooks::import("_codecs")?, &Str::intern(name))?;
    let result = call::call(&function, &[&*Bytes::new(input)?])?;
    protocol::getitem(&result, &*0.into_py()?)
}

/// CPython makes the room for bytes before it reads them.
fn check_room(size: usize) -> PyResult<()> {
    const SMALL: usize = 1 << 20;
    if size < SMALL { Ok(()) } else { pyston_object::room::probe::<u8>(size) }
}

/// How many bytes a pickle says that follow.
fn size_of_8(bytes: [u8; 8], what: &str) -> PyResult<usize> {
    let size = u64::from_le_bytes(bytes);
    isize::try_from(size)
        .map(|size| size as usize)
        .map_err(|_| raise!(OverflowError, "{what} exceeds system's maximum size of {} bytes", isize::MAX))
}

impl<'a> Loader<'a> {
    pub(super) fn new(unpickler: &'a This, input: Input) -> Self {
        unpickler.proto.set(0);
        Loader { unpickler, input, stack: Stack::default() }
    }

    pub(super) fn run(&mut self) -> PyResult {
        loop {
            let opcode = match self.input.array() {
                Ok([opcode]) => opcode,
                Err(raised) if raised.is(super::unpickling_error_class()?) => {
                    raised.clear();
                    return Err(raise!(EOFError, "Ran out of input"));
                }
                Err(raised) => return Err(raised),
            };
            if opcode == STOP {
                return self.stack.pop();
            }
            self.step(opcode)?;
        }
    }

    fn step(&mut self, opcode: u8) -> PyResult<()> {
        match opcode {
            NONE => self.stack.push(singletons::py_none()),
            NEWTRUE => self.stack.push(singletons::py_bool(true)),
            NEWFALSE => self.stack.push(singletons::py_bool(false)),
            BININT => {
                let value = i32::from_le_bytes(self.input.array()?);
                self.stack.push(value.into_py()?);
            }
            BININT1 => {
                let [value] = self.input.array()?;
                self.stack.push(value.into_py()?);
            }
            BININT2 => {
                let value = u16::from_le_bytes(self.input.array()?);
                self.stack.push(value.into_py()?);
            }
            INT => {
                let value = numbers::int(&self.input.line()?)?;
                self.stack.push(value);
            }
            LONG => {
                let value = numbers::long(&self.input.line()?)?;
                self.stack.push(value.into_object());
            }
            LONG1 | LONG4 => self.long(opcode)?,
            FLOAT => {
                let value = numbers::float(&self.input.line()?)?;
                self.stack.push(value.into_py()?);
            }
            BINFLOAT => {
                let value = f64::from_be_bytes(self.input.array()?);
                self.stack.push(value.into_py()?);
            }
            BINBYTES | BINBYTES8 | SHORT_BINBYTES => {
                let size = self.size(opcode, BINBYTES, BINBYTES8, "BINBYTES")?;
                Bytes::check_len(size)?;
                check_room(size)?;
                let bytes = Bytes::new(self.input.read(size)?)?;
                self.stack.push(bytes.into_object());
            }
            BYTEARRAY8 => {
                let size = size_of_8(self.input.array()?, "BYTEARRAY8")?;
                check_room(size)?;
                let bytes = ByteArray::new(self.input.read(size)?)?;
                self.stack.push(bytes.into_object());
            }
            NEXT_BUFFER => self.next_buffer()?,
            READONLY_BUFFER => self.readonly_buffer()?,
            BINUNICODE | BINUNICODE8 | SHORT_BINUNICODE => {
                let size = self.size(opcode, BINUNICODE, BINUNICODE8, "BINUNICODE")?;
                let text = utf8(self.input.read(size)?)?;
                self.stack.push(text.into_object());
            }
            UNICODE => {
                let line = self.input.line()?;
                let text = codec("raw_unicode_escape_decode", &line[..line.len() - 1])?;
                self.stack.push(text);
            }
            STRING | BINSTRING | SHORT_BINSTRING => self.string(opcode)?,
            EMPTY_LIST => self.stack.push(List::new()?.into_object()),
            EMPTY_DICT => self.stack.push(Dict::new()?.into_object()),
            EMPTY_SET => self.stack.push(Set::new()?.into_object()),
            EMPTY_TUPLE => self.stack.push(Tuple::from_vec(Vec::new())?.into_object()),
            TUPLE1 | TUPLE2 | TUPLE3 => {
                let tuple = Tuple::from_exact(self.stack.pop_many(usize::from(opcode - TUPLE1) + 1)?)?;
                self.stack.push(tuple.into_object());
            }
            TUPLE => {
                let tuple = Tuple::from_exact(self.stack.pop_mark()?)?;
                self.stack.push(tuple.into_object());
            }
            LIST => {
                let items = self.stack.pop_mark()?.collect();
                self.stack.push(List::from_vec(items)?.into_object());
            }
            DICT => self.dict()?,
            FROZENSET => {
                let items = List::from_vec(self.stack.pop_mark()?.collect())?;
                let set = call::call(&pyston_object::statics::PyFrozenSet_Type, &[&items])?;
                self.stack.push(set);
            }
            MARK => self.stack.mark(),
            POP => {
                if !self.stack.pop_top_mark() {
                    drop(self.stack.pop()?);
                }
            }
            POP_MARK => drop(self.stack.pop_mark()?),
            DUP => {
                let top = self.stack.top()?.clone();
                self.stack.push(top);
            }
            PROTO => {
                let [proto] = self.input.array()?;
                if i64::from(proto) > HIGHEST_PROTOCOL {
                    return Err(raise!(ValueError, "unsupported pickle protocol: {proto}"));
                }
                self.unpickler.proto.set(proto);
            }
            FRAME => {
                let size = u64::from_le_bytes(self.input.array()?);
                let Ok(size) = isize::try_from(size) else {
                    let max = isize::MAX;
                    return Err(raise!(OverflowError, "FRAME length exceeds system's maximum of {max} bytes"));
                };
                self.input.frame(size as usize)?;
            }
            GET | BINGET | LONG_BINGET => self.get(opcode)?,
            PUT | BINPUT | LONG_BINPUT | MEMOIZE => self.put(opcode)?,
            EXT1 | EXT2 | EXT4 => self.extension(opcode)?,
            GLOBAL | STACK_GLOBAL => self.global(opcode)?,
            INST | OBJ => self.instance(opcode)?,
            NEWOBJ | NEWOBJ_EX => self.new_object(opcode)?,
            REDUCE => {
                let (args, function) = (self.stack.pop()?, self.stack.pop()?);
                let Some(args) = args.downcast::<Tuple>() else {
                    return Err(raise!(TypeError, "argument list must be a tuple"));
                };
                let value = call::call_tuple(&function, args, None)?;
                self.stack.push(value);
            }
            BUILD => self.build()?,
            APPEND => {
                let (list, items) = self.stack.pop_many_and_target(1)?;
                append(&list, items)?;
            }
            APPENDS => {
                let (list, items) = self.stack.pop_mark_and_target()?;
                append(&list, items)?;
            }
            SETITEM => {
                let (target, items) = self.stack.pop_many_and_target(2)?;
                set_items(&target, items)?;
            }
            SETITEMS => {
                let (target, items) = self.stack.pop_mark_and_target()?;
                if items.len() % 2 != 0 {
                    return Err(unpickling_error("odd number of items for SETITEMS"));
                }
                set_items(&target, items)?;
            }
            ADDITEMS => {
                let (target, items) = self.stack.pop_mark_and_target()?;
                add_items(&target, items)?;
            }
            PERSID => {
                let line = self.input.line()?;
                let text = &line[..line.len() - 1];
                self.unpickler.check_persistent()?;
                if !text.is_ascii() {
                    return Err(unpickling_error("persistent IDs in protocol 0 must be ASCII strings"));
                }
                let value = Unpickler::persistent(self.unpickler, &*Str::from_ascii(text)?)?;
                self.stack.push(value);
            }
            BINPERSID => {
                self.unpickler.check_persistent()?;
                let id = self.stack.pop()?;
                let value = Unpickler::persistent(self.unpickler, &id)?;
                self.stack.push(value);
            }
            _ => {
                let is_plain = (0x20..=0x7E).contains(&opcode) && opcode != b'\'' && opcode != b'\\';
                let shown = if is_plain { char::from(opcode).to_string() } else { format!("\\x{opcode:02x}") };
                return Err(unpickling_error(&format!("invalid load key, '{shown}'.")));
            }
        }
        Ok(())
    }

    /// The size of bytes or text that follows: of four bytes, eight, or one.
    fn size(&mut self, opcode: u8, four: u8, eight: u8, what: &str) -> PyResult<usize> {
        if opcode == four {
            return Ok(u32::from_le_bytes(self.input.array()?) as usize);
        }
        if opcode == eight {
            return size_of_8(self.input.array()?, what);
        }
        let [size] = self.input.array()?;
        Ok(size.into())
    }

    fn long(&mut self, opcode: u8) -> PyResult<()> {
        let size = if opcode == LONG1 {
            let [size] = self.input.array()?;
            usize::from(size)
        } else {
            let size = i32::from_le_bytes(self.input.array()?);
            usize::try_from(size).map_err(|_| unpickling_error("LONG pickle has negative byte count"))?
        };
        let bytes = self.input.read(size)?;
        let value = if size < size_of::<i128>() {
            let is_negative = bytes.last().is_some_and(|&last| last & 0x80 != 0);
            let mut word = [if is_negative { 0xFF } else { 0 }; size_of::<i128>()];
            word[..size].copy_from_slice(bytes);
            Int::from_i128(i128::from_le_bytes(word))?
        } else {
            Int::from_numeric(&pyston_numeric::int::from_bytes(bytes, true, true))?
        };
        self.stack.push(value.into_object());
        Ok(())
    }

    /// Strings of Python 2.
    fn string(&mut self, opcode: u8) -> PyResult<()> {
        let bytes = if opcode == STRING {
            let line = self.input.line()?;
            let inner = match &line[..line.len() - 1] {
                [b'\'', inner @ .., b'\''] | [b'"', inner @ .., b'"'] => inner,
                _ => return Err(unpickling_error("the STRING opcode argument must be quoted")),
            };
            codec("escape_decode", inner)?
        } else {
            let size = if opcode == BINSTRING {
                u32::from_le_bytes(self.input.array()?) as usize
            } else {
                let [size] = self.input.array()?;
                usize::from(size)
            };
            Bytes::new(self.input.read(size)?)?.into_object()
        };
        let encoding = self.unpickler.encoding.get().ok_or_else(errors::bad_internal_call)?;
        let value = if encoding.eq_str("bytes") {
            bytes
        } else {
            let errors = self.unpickler.errors.get().ok_or_else(errors::bad_internal_call)?;
            codecs::decode_bytes(&bytes, Some(&encoding.to_utf8()?), Some(&errors.to_utf8()?))?.into_object()
        };
        self.stack.push(value);
        Ok(())
    }

    fn next_buffer(&mut self) -> PyResult<()> {
        let Some(buffers) = self.unpickler.buffers.get() else {
            return Err(unpickling_error(
                "pickle stream refers to out-of-band data but no *buffers* argument was given",
            ));
        };
        match protocol::next(&buffers)? {
            Some(buffer) => self.stack.push(buffer),
            None => return Err(unpickling_error("not enough out-of-band buffers")),
        }
        Ok(())
    }

    fn readonly_buffer(&mut self) -> PyResult<()> {
        let view = MemoryView::new(self.stack.top()?)?;
        if !view.is_readonly() {
            let readonly = call::call_method(&view, name!("toreadonly"), &[])?;
            drop(self.stack.pop()?);
            self.stack.push(readonly);
        }
        Ok(())
    }

    fn dict(&mut self) -> PyResult<()> {
        let items = self.stack.pop_mark()?;
        if items.len() % 2 != 0 {
            return Err(unpickling_error("odd number of items for DICT"));
        }
        let dict = Dict::new()?;
        set_items(&dict, items)?;
        self.stack.push(dict.into_object());
        Ok(())
    }

    fn get(&mut self, opcode: u8) -> PyResult<()> {
        let number = match opcode {
            GET => {
                let line = self.input.line()?;
                line_text(&line)?;
                numbers::index(&line)?
            }
            BINGET => {
                let [number] = self.input.array()?;
                number.into()
            }
            _ => u32::from_le_bytes(self.input.array()?).into(),
        };
        let value = usize::try_from(number).ok().and_then(|number| self.unpickler.memo.borrow().get(number));
        let value = match value {
            Some(value) => value,
            None => return Err(errors::key_error(&*number.into_py()?)),
        };
        self.stack.push(value);
        Ok(())
    }

    fn put(&mut self, opcode: u8) -> PyResult<()> {
        let number = match opcode {
            PUT => {
                let line = self.input.line()?;
                line_text(&line)?;
                self.stack.top()?;
                let number = numbers::index(&line)?;
                usize::try_from(number).map_err(|_| raise!(ValueError, "negative PUT argument"))?
            }
            BINPUT => {
                let [number] = self.input.array()?;
                number.into()
            }
            LONG_BINPUT => u32::from_le_bytes(self.input.array()?) as usize,
            _ => self.unpickler.memo.borrow().len,
        };
        let value = self.stack.top()?.clone();
        let old = self.unpickler.memo.borrow_mut().set(number, value);
        drop(old);
        Ok(())
    }

    fn find_class(&self, module: &Object, name: &Object) -> PyResult {
        call::call_method(self.unpickler.object(), name!("find_class"), &[module, name])
    }

    fn global(&mut self, opcode: u8) -> PyResult<()> {
        let (module, name) = if opcode == GLOBAL {
            let (module, name) = self.two_lines()?;
            (module.into_object(), name.into_object())
        } else {
            let (name, module) = (self.stack.pop_if_any(), self.stack.pop_if_any());
            match (module, name) {
                (Some(module), Some(name)) if Str::check_exact(&module) && Str::check_exact(&name) => (module, name),
                _ => return Err(unpickling_error("STACK_GLOBAL requires str")),
            }
        };
        let value = self.find_class(&module, &name)?;
        self.stack.push(value);
        Ok(())
    }

    fn two_lines(&mut self) -> PyResult<(Py<Str>, Py<Str>)> {
        let mut line = || -> PyResult<Py<Str>> {
            let line = self.input.line()?;
            codecs::decode(Standard::Utf8, line_text(&line)?, None)
        };
        Ok((line()?, line()?))
    }

    fn instance(&mut self, opcode: u8) -> PyResult<()> {
        let (class, args) = if opcode == INST {
            if !self.stack.is_marked() {
                return Err(unpickling_error("could not find MARK"));
            }
            let (module, name) = self.two_lines()?;
            let class = self.find_class(&module, &name)?;
            (class, self.stack.pop_mark()?.collect())
        } else {
            let mut args: Vec<Py> = self.stack.pop_mark()?.collect();
            if args.is_empty() {
                return Err(self.stack.underflow());
            }
            let class = args.remove(0);
            (class, args)
        };
        let is_bare =
            args.is_empty() && Type::check(&class) && attr::find_attr(&class, name!("__getinitargs__"))?.is_none();
        let value = if is_bare {
            call::call_method(&class, name!("__new__"), &[&class])?
        } else {
            call::call_owned(&class, args)?
        };
        self.stack.push(value);
        Ok(())
    }

    fn new_object(&mut self, opcode: u8) -> PyResult<()> {
        let kwargs = if opcode == NEWOBJ_EX { Some(self.stack.pop()?) } else { None };
        let (args, class) = (self.stack.pop()?, self.stack.pop()?);
        if kwargs.is_none() && !Tuple::check(&args) {
            return Err(unpickling_error("NEWOBJ expected an arg tuple."));
        }
        let Some(class) = class.downcast::<Type>() else {
            return Err(match kwargs {
                None => unpickling_error("NEWOBJ class argument isn't a type object"),
                Some(_) => {
                    let got = class.type_name();
                    unpickling_error(&format!("NEWOBJ_EX class argument must be a type, not {got:.200}"))
                }
            });
        };
        let Some(args) = args.downcast::<Tuple>() else {
            let got = args.type_name();
            return Err(unpickling_error(&format!("NEWOBJ_EX args argument must be a tuple, not {got:.200}")));
        };
        let kwargs = match &kwargs {
            None => None,
            Some(kwargs) => match kwargs.downcast::<Dict>() {
                Some(kwargs) => Some(kwargs),
                None => {
                    let got = kwargs.type_name();
                    return Err(unpickling_error(&format!("NEWOBJ_EX kwargs argument must be a dict, not {got:.200}")));
                }
            },
        };
        let Some(value) = pyston_object::heap_type::call_new(class, args, kwargs) else {
            return Err(unpickling_error(match kwargs {
                None => "NEWOBJ class argument has NULL tp_new",
                Some(_) => "NEWOBJ_EX class argument doesn't have __new__",
            }));
        };
        self.stack.push(value?);
        Ok(())
    }

    fn extension(&mut self, opcode: u8) -> PyResult<()> {
        let code = match opcode {
            EXT1 => i64::from(u8::from_le_bytes(self.input.array()?)),
            EXT2 => i64::from(u16::from_le_bytes(self.input.array()?)),
            _ => i64::from(i32::from_le_bytes(self.input.array()?)),
        };
        if code <= 0 {
            return Err(unpickling_error("EXT specifies code <= 0"));
        }
        let shared = shared()?;
        let key = code.into_py()?;
        if let Some(value) = shared.extension_cache.get(&key)? {
            self.stack.push(value);
            return Ok(());
        }
        let Some(pair) = shared.inverted_registry.get(&key)? else {
            return Err(raise!(ValueError, "unregistered extension code {code}"));
        };
        let names = pair.downcast::<Tuple>().map(Tuple::as_slice);
        let Some(&[module, name]) = names.filter(|names| names.iter().all(|name| Str::check(name))) else {
            return Err(raise!(ValueError, "_inverted_registry[{code}] isn't a 2-tuple of strings"));
        };
        let value = self.find_class(module, name)?;
        shared.extension_cache.set(&key, value.clone())?;
        self.stack.push(value);
        Ok(())
    }

    fn build(&mut self) -> PyResult<()> {
        let mut state = self.stack.pop()?;
        let object = self.stack.top()?.clone();
        if let Some(function) = attr::find_attr(&object, name!("__setstate__"))? {
            return call::call(&function, &[&state]).map(drop);
        }
        let mut slots = None;
        if let Some(&[first, second]) = state.downcast::<Tuple>().map(Tuple::as_slice) {
            slots = Some(second.new_ref());
            state = first.new_ref();
        }
        if !state.is_none() {
            let Some(items) = state.downcast::<Dict>() else {
                return Err(unpickling_error("state is not a dictionary"));
            };
            let dict = attr::getattr_str(&object, name!("__dict__"))?;
            for (key, value) in items.items() {
                let key = match key.downcast_exact::<Str>() {
                    Some(key) => Str::intern_object(key.new_ref()).into_object(),
                    None => key,
                };
                protocol::setitem(&dict, &key, Some(&value))?;
            }
        }
        if let Some(slots) = slots {
            let Some(slots) = slots.downcast::<Dict>() else {
                return Err(unpickling_error("slot state is not a dictionary"));
            };
            for (key, value) in slots.items() {
                attr::setattr(&object, &key, Some(&value))?;
            }
        }
        Ok(())
    }
}

/// The number of a `GET` or `PUT`, whose line counts with its end.
fn append(list: &Object, items: Drain<'_, Py>) -> PyResult<()> {
    if let Some(list) = list.downcast_exact::<List>() {
        return list.extend_exact(items);
    }
    if items.len() == 0 {
        return Ok(());
    }
    if let Some(extend) = attr::find_attr(list, name!("extend"))? {
        return call::call(&extend, &[&*List::from_vec(items.collect())?]).map(drop);
    }
    let append = attr::getattr_str(list, name!("append"))?;
    items.into_iter().try_for_each(|item| call::call(&append, &[&item]).map(drop))
}

fn set_items(target: &Object, mut items: Drain<'_, Py>) -> PyResult<()> {
    let dict = target.downcast_exact::<Dict>();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        match dict {
            Some(dict) => dict.set(&key, value)?,
            None => protocol::setitem(target, &key, Some(&value))?,
        }
    }
    Ok(())
}

fn add_items(target: &Object, items: Drain<'_, Py>) -> PyResult<()> {
    if items.len() == 0 {
        return Ok(());
    }
    if let Some(set) = target.downcast::<Set>() {
        return items.into_iter().try_for_each(|item| set.add(&item).map(drop));
    }
    let add = attr::getattr_str(target, name!("add"))?;
    items.into_iter().try_for_each(|item| call::call(&add, &[&item]).map(drop))
}
