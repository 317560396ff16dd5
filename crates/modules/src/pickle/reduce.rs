//! Writing objects by what they reduce to, and classes and functions by their names.

use pyston_object::prelude::*;
use pyston_object::{attr, call, protocol, statics};

use super::opcode::*;
use super::pickler::This;
use super::save::{get, memoize, save, save_items, save_pairs};
use super::{find, pickling_error, shared};

/// Writes an object whose type has no opcode.
pub(super) fn save_other(this: &This, object: &Object) -> PyResult<()> {
    if let Some(function) = this.reducer_override.get() {
        let value = call::call(&function, &[object])?;
        if !value.is(singletons::not_implemented()) {
            return save_reduced(this, object, &value);
        }
    }
    let ty = object.ty();
    if ty == &statics::PyType_Type {
        return save_type(this, object);
    }
    if ty == &statics::PyFunction_Type {
        return save_global(this, object, None);
    }
    let value = match this.dispatched(ty)? {
        Some(function) => call::call(&function, &[object])?,
        None if Type::check(object) => return save_global(this, object, None),
        None => match attr::find_attr(object, name!("__reduce_ex__"))? {
            Some(function) => call::call(&function, &[&*this.proto.get().into_py()?])?,
            None => match attr::find_attr(object, name!("__reduce__"))? {
                Some(function) => call::call(&function, &[])?,
                None => {
                    let (name, shown) = (object.type_name(), protocol::repr_string(object)?);
                    return Err(pickling_error(&format!("can't pickle '{name:.200}' object: {shown}")));
                }
            },
        },
    };
    save_reduced(this, object, &value)
}

fn save_reduced(this: &This, object: &Object, value: &Object) -> PyResult<()> {
    if let Some(name) = value.downcast::<Str>() {
        return save_global(this, object, Some(name));
    }
    if !Tuple::check(value) {
        return Err(pickling_error("__reduce__ must return a string or tuple"));
    }
    save_reduce(this, value, Some(object))
}

fn save_type(this: &This, object: &Object) -> PyResult<()> {
    let single: [&Object; 3] = [singletons::none(), singletons::not_implemented(), singletons::ellipsis()];
    match single.into_iter().find(|single| object.is(single.ty())) {
        Some(single) => {
            let args = Tuple::from_slice(&[single])?;
            save_reduce(this, &*(statics::PyType_Type.as_object(), args).into_py()?, Some(object))
        }
        None => save_global(this, object, None),
    }
}

/// An element of what `__reduce__` gives, if it is there and not `None`.
fn optional<'a>(items: &[&'a Object], index: usize) -> Option<&'a Object> {
    items.get(index).copied().filter(|item| !item.is_none())
}

fn check_iterator(item: Option<&Object>, place: &str) -> PyResult<()> {
    match item {
        Some(item) if !protocol::is_iterator(item) => {
            let got = item.type_name();
            Err(pickling_error(&format!(
                "{place} element of the tuple returned by __reduce__ must be an iterator, not {got}"
            )))
        }
        _ => Ok(()),
    }
}

/// Writes an object as the call that makes it again, and its state and items.
pub(super) fn save_reduce(this: &This, value: &Object, object: Option<&Object>) -> PyResult<()> {
    let items = value.downcast::<Tuple>().ok_or_else(errors::bad_internal_call)?.as_slice();
    if !(2..=6).contains(&items.len()) {
        return Err(pickling_error("tuple returned by __reduce__ must contain 2 through 6 elements"));
    }
    let function = items[0];
    if !crate::arguments::is_callable(function) {
        return Err(pickling_error("first item of the tuple returned by __reduce__ must be callable"));
    }
    let Some(args) = items[1].downcast::<Tuple>() else {
        return Err(pickling_error("second item of the tuple returned by __reduce__ must be a tuple"));
    };
    let (state, list_items, dict_items) = (optional(items, 2), optional(items, 3), optional(items, 4));
    let state_setter = optional(items, 5);
    check_iterator(list_items, "fourth")?;
    check_iterator(dict_items, "fifth")?;
    if let Some(setter) = state_setter
        && !crate::arguments::is_callable(setter)
    {
        let got = setter.type_name();
        return Err(pickling_error(&format!(
            "sixth element of the tuple returned by __reduce__ must be a function, not {got}"
        )));
    }
    save_call(this, function, args, object)?;
    if let Some(object) = object {
        let is_known = this.memo.borrow().get(object).is_some();
        if is_known {
            // Written meanwhile: a tuple that contains itself.
            this.put(&[POP]);
            get(this, object)?;
            return Ok(());
        }
        memoize(this, object)?;
    }
    if let Some(items) = list_items {
        save_items(this, items)?;
    }
    if let Some(pairs) = dict_items {
        save_pairs(this, pairs)?;
    }
    match (state, state_setter) {
        (None, _) => Ok(()),
        (Some(state), None) => {
            save(this, state)?;
            this.put(&[BUILD]);
            Ok(())
        }
        (Some(state), Some(setter)) => {
            save(this, setter)?;
            save(this, object.unwrap_or(singletons::none()))?;
            save(this, state)?;
            this.put(&[TUPLE2, REDUCE, POP]);
            Ok(())
        }
    }
}

/// Writes a call; those of `__newobj__` and `__newobj_ex__` have opcodes.
fn save_call(this: &This, function: &Object, args: &Tuple, object: Option<&Object>) -> PyResult<()> {
    if this.proto.get() >= 2
        && let Some(name) = attr::find_attr(function, name!("__name__"))?
        && let Some(name) = name.downcast::<Str>()
    {
        if name.eq_str("__newobj_ex__") {
            return save_newobj_ex(this, args);
        }
        if name.eq_str("__newobj__") {
            return save_newobj(this, args, object);
        }
    }
    save(this, function)?;
    save(this, args)?;
    this.put(&[REDUCE]);
    Ok(())
}

fn save_newobj_ex(this: &This, args: &Tuple) -> PyResult<()> {
    let &[class, new_args, kwargs] = args.as_slice() else {
        let n = args.len();
        return Err(pickling_error(&format!("length of the NEWOBJ_EX argument tuple must be exactly 3, not {n}")));
    };
    let wrong = |place: &str, what: &str, got: &Object| {
        let got = got.type_name();
        pickling_error(&format!("{place} item from NEWOBJ_EX argument tuple must be a {what}, not {got:.200}"))
    };
    if !Type::check(class) {
        return Err(wrong("first", "class", class));
    }
    let new_args_tuple = new_args.downcast::<Tuple>().ok_or_else(|| wrong("second", "tuple", new_args))?;
    let kwargs_dict = kwargs.downcast::<Dict>().ok_or_else(|| wrong("third", "dict", kwargs))?;
    if this.proto.get() >= 4 {
        save(this, class)?;
        save(this, new_args)?;
        save(this, kwargs)?;
        this.put(&[NEWOBJ_EX]);
        return Ok(());
    }
    let new = attr::getattr_str(class, name!("__new__"))?;
    let all: Vec<&Object> = [&*new, class].into_iter().chain(new_args_tuple.as_slice().iter().copied()).collect();
    let partial = call::call_tuple(&shared()?.partial, &*Tuple::from_slice(&all)?, Some(kwargs_dict))?;
    save(this, &partial)?;
    save(this, &*Tuple::from_vec(Vec::new())?)?;
    this.put(&[REDUCE]);
    Ok(())
}

fn save_newobj(this: &This, args: &Tuple, object: Option<&Object>) -> PyResult<()> {
    let Some((class, rest)) = args.as_slice().split_first() else {
        return Err(pickling_error("__newobj__ arglist is empty"));
    };
    if !Type::check(class) {
        return Err(pickling_error("args[0] from __newobj__ args is not a type"));
    }
    if let Some(object) = object
        && !attr::getattr_str(object, name!("__class__"))?.is(*class)
    {
        return Err(pickling_error("args[0] from __newobj__ args has the wrong class"));
    }
    save(this, class)?;
    save(this, &*Tuple::from_slice(rest)?)?;
    this.put(&[NEWOBJ]);
    Ok(())
}

/// The name of the module in which a path leads to `object`.
fn module_of(object: &Object, path: &[Py<Str>]) -> PyResult {
    if let Some(name) = attr::find_attr(object, name!("__module__"))?
        && !name.is_none()
    {
        return Ok(name);
    }
    let modules = pyston_runtime::sys::get(name!("modules"))?.unwrap_or_else(singletons::py_none);
    let items = protocol::mapping_list(&modules, name!("items"))?;
    let mut index = 0;
    while let Some(item) = items.get(index) {
        index += 1;
        let Some(&[name, module]) = item.downcast::<Tuple>().map(Tuple::as_slice) else { continue };
        if module.is_none() || name.downcast::<Str>().is_some_and(|name| name.eq_str("__main__")) {
            continue;
        }
        match find::follow(module, path) {
            Ok((value, _)) if value.is(object) => return Ok(name.new_ref()),
            Ok(_) => (),
            Err(raised) => raised.clear(),
        }
    }
    "__main__".into_py()
}

/// The parts of a name, none of which may be local to a function.
fn global_path(object: &Object, name: &Str) -> PyResult<Vec<Py<Str>>> {
    let path = find::parts(name)?;
    if path.iter().any(|part| part.eq_str("<locals>")) {
        let _ = object;
        return Err(raise!(AttributeError, "Can't pickle local object {}", protocol::repr_string(name)?));
    }
    Ok(path)
}

/// Writes a class or function by its name.
fn save_global(this: &This, object: &Object, name: Option<&Str>) -> PyResult<()> {
    let name: Py = match name {
        Some(name) => name.as_object().new_ref(),
        None => match attr::find_attr(object, name!("__qualname__"))? {
            Some(name) => name,
            None => attr::getattr_str(object, name!("__name__"))?,
        },
    };
    let name: &Str = name.downcast().ok_or_else(|| raise!(TypeError, "attribute name must be string"))?;
    let path = global_path(object, name)?;
    let module_name = module_of(object, &path)?;
    let module_name: &Str = module_name.downcast().ok_or_else(|| raise!(TypeError, "module name must be a string"))?;
    let shown = || protocol::repr_string(object);
    let module = match find::import(module_name) {
        Ok(module) => module,
        Err(raised) => {
            raised.clear();
            let (object, module) = (shown()?, protocol::repr_string(module_name)?);
            return Err(pickling_error(&format!("Can't pickle {object}: import of module {module} failed")));
        }
    };
    let (found, parent) = match find::follow(&module, &path) {
        Ok(found) => found,
        Err(raised) => {
            raised.clear();
            let object = shown()?;
            return Err(pickling_error(&format!(
                "Can't pickle {object}: attribute lookup {name} on {module_name} failed"
            )));
        }
    };
    if !found.is(object) {
        let object = shown()?;
        return Err(pickling_error(&format!(
            "Can't pickle {object}: it's not the same object as {module_name}.{name}"
        )));
    }
    if this.proto.get() >= 2 && save_extension(this, object, module_name, name)? {
        return Ok(());
    }
    let last = path.last().cloned().unwrap_or_else(Str::empty);
    // A path may lead back to the module.
    let name = if parent.is(&*module) { &*last } else { name };
    if this.proto.get() >= 4 {
        save(this, module_name)?;
        save(this, name)?;
        this.put(&[STACK_GLOBAL]);
    } else if !parent.is(&*module) {
        let args = Tuple::from_slice(&[&*parent, last.as_object()])?;
        save_reduce(this, &*(shared()?.getattr.clone(), args).into_py()?, None)?;
    } else {
        put_global(this, module_name, name)?;
    }
    memoize(this, object)
}

/// Writes the number registered for a global, if there is one.
fn save_extension(this: &This, object: &Object, module: &Str, name: &Str) -> PyResult<bool> {
    let key = Tuple::from_slice(&[module, name])?;
    let Some(code) = shared()?.extension_registry.get(&key)? else { return Ok(false) };
    let Some(number) = code.downcast::<Int>() else {
        let (object, code) = (protocol::repr_string(object)?, protocol::repr_string(&code)?);
        return Err(pickling_error(&format!("Can't pickle {object}: extension code {code} isn't an integer")));
    };
    let number = number.to_i64().unwrap_or(0);
    match number {
        1..=0xFF => this.put(&[EXT1, number as u8]),
        0x100..=0xFFFF => this.put(&[EXT2, number as u8, (number >> 8) as u8]),
        0x1_0000..=0x7FFF_FFFF => {
            this.put(&[EXT4]);
            this.put(&(number as u32).to_le_bytes());
        }
        _ => {
            let object = protocol::repr_string(object)?;
            return Err(pickling_error(&format!("Can't pickle {object}: extension code {number} is out of range")));
        }
    }
    Ok(true)
}

fn put_global(this: &This, module: &Str, name: &Str) -> PyResult<()> {
    let (mut module, mut name) = (module.new_ref(), name.new_ref());
    if this.fix_imports.get() {
        let shared = shared()?;
        let text =
            |object: &Object| object.downcast::<Str>().map(Layout::new_ref).ok_or_else(errors::bad_internal_call);
        let key = Tuple::from_slice(&[&*module, &*name])?;
        if let Some(pair) = shared.reverse_name_mapping.get(&key)? {
            let Some(&[old_module, old_name]) = pair.downcast::<Tuple>().map(Tuple::as_slice) else {
                return Err(raise!(RuntimeError, "_compat_pickle.REVERSE_NAME_MAPPING values should be 2-tuples"));
            };
            (module, name) = (text(old_module)?, text(old_name)?);
        } else if let Some(old) = shared.reverse_import_mapping.get(&module)? {
            module = text(&old)?;
        }
    }
    let proto = this.proto.get();
    let encode = |text: &Str, what: &str| -> PyResult<Vec<u8>> {
        let bytes = text.to_utf8().map(|text| text.into_owned().into_bytes());
        match bytes {
            Ok(bytes) if proto >= 3 || bytes.is_ascii() => Ok(bytes),
            Ok(_) => Err(()),
            Err(raised) => {
                raised.clear();
                Err(())
            }
        }
        .map_err(|()| pickling_error(&format!("can't pickle {what} identifier '{text}' using pickle protocol {proto}")))
    };
    let (module, name) = (encode(&module, "module")?, encode(&name, "global")?);
    this.put(&[GLOBAL]);
    this.put(&[&module[..], b"\n", &name[..], b"\n"].concat());
    Ok(())
}
