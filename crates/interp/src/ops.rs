//! The slow paths of instructions: safe functions over objects.
//!
//! **Architecture Invariant**: no instruction's meaning is in the loop; it is here, in the object
//! protocols or in the runtime, so that compiled code can share it.

use pyston_object::abi::flags::*;
use pyston_object::cfunction::CFunction;
use pyston_object::method::BoundMethod;
use pyston_object::prelude::*;
use pyston_object::protocol::{BinaryOp, UnaryOp};
use pyston_object::{attr, call, exception::Exception};
use pyston_opcode::cpython::Opcode;
use pyston_runtime::cell::Cell;
use pyston_runtime::code::Code;
use pyston_runtime::frame::Frame;
use pyston_runtime::function::Function;
use pyston_runtime::generator;

// Names.

/// The variable with this index among cell and free variables.
fn deref_name(code: &Code, index: u32) -> Py {
    let (index, cells) = (index as usize, code.cellvars());
    match cells.get(index) {
        Some(name) => name.new_ref(),
        None => code.freevars().as_slice()[index - cells.len()].new_ref(),
    }
}

/// Foreign code may have more local variables (`co_nlocals`) than names for them: `IndexError` then.
#[cold]
pub fn unbound_local(frame: &Frame, index: u32) -> Raised {
    let Some(name) = frame.code().varnames().as_slice().get(index as usize) else {
        return raise!(IndexError, "tuple index out of range");
    };
    match protocol::str(name) {
        Ok(name) => raise!(UnboundLocalError, "local variable '{name:.200}' referenced before assignment"),
        Err(raised) => raised,
    }
}

#[cold]
pub fn unbound_deref(frame: &Frame, index: u32) -> Raised {
    let name = deref_name(frame.code(), index);
    let is_cell = (index as usize) < frame.code().cellvars().len();
    match protocol::str(&name) {
        Ok(name) if is_cell => {
            raise!(UnboundLocalError, "local variable '{name:.200}' referenced before assignment")
        }
        Ok(name) => {
            raise!(NameError, "free variable '{name:.200}' referenced before assignment in enclosing scope")
        }
        Err(raised) => raised,
    }
}

#[cold]
fn not_defined(name: &Str) -> Raised {
    raise!(NameError, "name '{name:.200}' is not defined")
}

/// `namespace[name]` of a dict or another mapping; a `KeyError` is `None`.
fn find(namespace: &Object, name: &Str) -> PyResult<Option<Py>> {
    match namespace.downcast_exact::<Dict>() {
        Some(dict) => dict.get_str(name),
        None => errors::catch(protocol::getitem(namespace, name), &exc::KeyError),
    }
}

pub fn load_name(frame: &Frame, name: &Str) -> PyResult {
    let Some(locals) = frame.locals() else {
        return Err(raise!(SystemError, "no locals when loading {}", protocol::repr_string(name)?));
    };
    if let Some(value) = find(&locals.new_ref(), name)? {
        return Ok(value);
    }
    match frame.globals().get_str(name)? {
        Some(value) => Ok(value),
        None => find(&frame.builtins().new_ref(), name)?.ok_or_else(|| not_defined(name)),
    }
}

/// Unlike [`load_name`], asks the `__getitem__` of globals that are an instance of a subclass of dict.
pub fn load_global(frame: &Frame, name: &Str) -> PyResult {
    if let Some(value) = find(frame.globals(), name)? {
        return Ok(value);
    }
    find(&frame.builtins().new_ref(), name)?.ok_or_else(|| not_defined(name))
}

pub fn store_name(frame: &Frame, name: &Str, value: &Object) -> PyResult<()> {
    let Some(locals) = frame.locals() else {
        return Err(raise!(SystemError, "no locals found when storing {}", protocol::repr_string(name)?));
    };
    match locals.downcast_exact::<Dict>() {
        Some(dict) => dict.set_str(name, value.new_ref()),
        None => protocol::setitem(&locals.new_ref(), name, Some(value)),
    }
}

pub fn delete_name(frame: &Frame, name: &Str) -> PyResult<()> {
    let Some(locals) = frame.locals().map(Layout::new_ref) else {
        return Err(raise!(SystemError, "no locals when deleting {}", protocol::repr_string(name)?));
    };
    errors::catch(protocol::setitem(&locals, name, None), &exc::KeyError)?.ok_or_else(|| not_defined(name))
}

pub fn delete_global(frame: &Frame, name: &Str) -> PyResult<()> {
    match frame.globals().remove(name)? {
        Some(_) => Ok(()),
        None => Err(not_defined(name)),
    }
}

pub fn load_class_deref(frame: &Frame, cell: &Object, index: u32) -> PyResult {
    let name = deref_name(frame.code(), index);
    if let (Some(locals), Some(name)) = (frame.locals().map(Layout::new_ref), name.downcast::<Str>())
        && let Some(value) = find(&locals, name)?
    {
        return Ok(value);
    }
    match cell.downcast_exact::<Cell>().and_then(Cell::get) {
        Some(value) => Ok(value),
        None => Err(unbound_deref(frame, index)),
    }
}

pub fn load_build_class(frame: &Frame) -> PyResult {
    find(&frame.builtins().new_ref(), name!("__build_class__"))?
        .ok_or_else(|| raise!(NameError, "__build_class__ not found"))
}

pub fn setup_annotations(frame: &Frame) -> PyResult<()> {
    let Some(locals) = frame.locals().map(Layout::new_ref) else {
        return Err(raise!(SystemError, "no locals found when setting up annotations"));
    };
    let name = name!("__annotations__");
    if find(&locals, name)?.is_none() {
        protocol::setitem(&locals, name, Some(&*Dict::new()?.into_object()))?;
    }
    Ok(())
}

pub fn print_expr(value: &Object) -> PyResult<()> {
    let Some(hook) = pyston_runtime::sys::get(name!("displayhook"))? else {
        return Err(raise!(RuntimeError, "lost sys.displayhook"));
    };
    call::call(&hook, &[value]).map(drop)
}

// Operators.

#[inline]
pub fn binary(left: &Object, right: &Object, op: BinaryOp) -> PyResult {
    match op {
        BinaryOp::Add => {
            if let (Some(left), Some(right)) = (left.downcast_exact::<Str>(), right.downcast_exact::<Str>()) {
                return protocol::concat_str(left, right).map(Py::into_object);
            }
        }
        // `str % x` of an exact str never tries the right operand first unless it is a subtype.
        BinaryOp::Remainder | BinaryOp::Power => (),
        _ => (),
    }
    protocol::binary_op(left, right, op)
}

#[inline]
pub fn inplace(left: &Object, right: &Object, op: BinaryOp) -> PyResult {
    protocol::inplace_op(left, right, op)
}

pub fn unary(operand: &Object, op: u16) -> PyResult {
    let op = match op {
        0 => UnaryOp::Negative,
        1 => UnaryOp::Positive,
        _ => UnaryOp::Invert,
    };
    protocol::unary_op(operand, op)
}

#[inline]
pub fn subscript(object: &Object, key: &Object) -> PyResult {
    protocol::getitem(object, key)
}

/// `COMPARE_OP` with a result object.
pub fn compare(left: &Object, right: &Object, op: u16) -> PyResult {
    match CompareOp::from_c(op.into()) {
        Some(op) => protocol::compare(left, right, op),
        None => compare_truth(left, right, op).map(singletons::py_bool),
    }
}

/// `COMPARE_OP` with a truth value.
pub fn compare_truth(left: &Object, right: &Object, op: u16) -> PyResult<bool> {
    match op {
        6 => protocol::contains(right, left),
        7 => protocol::contains(right, left).map(|found| !found),
        8 => Ok(left.is(right)),
        9 => Ok(!left.is(right)),
        10 => exception_matches(left, right),
        _ => {
            let op = CompareOp::from_c(op.into()).ok_or_else(errors::bad_internal_call)?;
            let result = protocol::compare(left, right, op)?;
            protocol::is_true(&result)
        }
    }
}

fn exception_matches(raised: &Object, expected: &Object) -> PyResult<bool> {
    let is_class = |class: &Object| class.downcast::<Type>().is_some_and(errors::is_exception_class);
    let acceptable = match expected.downcast::<Tuple>() {
        Some(tuple) => tuple.as_slice().iter().all(|class| is_class(class)),
        None => is_class(expected),
    };
    if !acceptable {
        return Err(raise!(TypeError, "catching classes that do not inherit from BaseException is not allowed"));
    }
    Ok(errors::given_matches(raised, expected))
}

// Displays.

pub fn build_set(items: &[&Object]) -> PyResult {
    let set = Set::new()?;
    for item in items {
        set.add(item)?;
    }
    Ok(set.into_object())
}

pub fn build_map(items: &[&Object]) -> PyResult {
    let dict = Dict::with_capacity(items.len() / 2)?;
    for pair in items.chunks_exact(2) {
        dict.set(pair[0], pair[1].new_ref())?;
    }
    Ok(dict.into_object())
}

pub fn build_const_key_map(values: &[&Object]) -> PyResult {
    let Some((keys, values)) = values.split_last() else { return Err(errors::bad_internal_call()) };
    let Some(keys) = keys.downcast_exact::<Tuple>().filter(|keys| keys.len() == values.len()) else {
        return Err(raise!(SystemError, "bad BUILD_CONST_KEY_MAP keys argument"));
    };
    let dict = Dict::with_capacity(keys.len())?;
    for (key, value) in keys.as_slice().iter().zip(values) {
        dict.set(key, value.new_ref())?;
    }
    Ok(dict.into_object())
}

pub fn build_string(parts: &[&Object]) -> PyResult {
    let mut builder = StrBuilder::new();
    for part in parts {
        match part.downcast::<Str>() {
            Some(part) => builder.push_py(part),
            None => return Err(raise!(TypeError, "sequence item: expected str instance, {} found", part.type_name())),
        }
    }
    builder.finish().map(Py::into_object)
}

pub fn build_slice(parts: &[&Object]) -> PyResult {
    let slice = Slice::new(parts.first().copied(), parts.get(1).copied(), parts.get(2).copied())?;
    Ok(slice.into_object())
}

/// The items of an iterable of two.
pub fn unpack_pair(sequence: &Object) -> PyResult<(Py, Py)> {
    match <[Py; 2]>::try_from(protocol::unpack(sequence, 2)?) {
        Ok([first, second]) => Ok((first, second)),
        Err(_) => Err(errors::bad_internal_call()),
    }
}

pub fn set_add(set: &Object, value: &Object) -> PyResult<()> {
    match set.downcast::<Set>() {
        Some(set) => set.add(value).map(drop),
        None => Err(errors::bad_internal_call()),
    }
}

/// What a callable is called in messages: `f()` or `object()`.
fn callable_name(callable: Option<&Object>) -> String {
    let Some(callable) = callable else { return "function".into() };
    if let Some(method) = callable.downcast_exact::<BoundMethod>() {
        return plain_name(method.function()) + "()";
    }
    let parentheses = callable.downcast_exact::<Function>().is_some() || CFunction::check(callable);
    plain_name(callable) + if parentheses { "()" } else { " object" }
}

fn plain_name(callable: &Object) -> String {
    if let Some(function) = callable.downcast_exact::<Function>() {
        return function.name().to_string();
    }
    match callable.downcast::<CFunction>() {
        Some(function) => function.name().into(),
        None => callable.type_name().into(),
    }
}

/// `BUILD_*_UNPACK`: `kind` 0 list, 1 tuple, 2 tuple of call arguments, 3 set, 4 map, 5 map of keyword
/// arguments.
pub fn build_unpack(kind: u16, parts: &[&Object], callable: Option<&Object>) -> PyResult {
    match kind {
        0..=2 => {
            let mut items = Vec::new();
            for part in parts {
                items.extend(collect_arguments(kind, part, callable)?);
            }
            if kind == 0 {
                List::from_vec(items).map(Py::into_object)
            } else {
                Tuple::from_vec(items).map(Py::into_object)
            }
        }
        3 => {
            let set = Set::new()?;
            for part in parts {
                set.update(part)?;
            }
            Ok(set.into_object())
        }
        4 => {
            let dict = Dict::new()?;
            for part in parts {
                dict.update_mapping(part)?;
            }
            Ok(dict.into_object())
        }
        _ => {
            let dict = Dict::new()?;
            for part in parts {
                merge_keywords(&dict, part, callable)?;
            }
            Ok(dict.into_object())
        }
    }
}

fn collect_arguments(kind: u16, part: &Object, callable: Option<&Object>) -> PyResult<Vec<Py>> {
    let result = protocol::collect(part);
    match result {
        Err(raised)
            if kind == 2
                && raised.is(&exc::TypeError)
                && part.ty().tp().tp_iter.is_none()
                && !protocol::is_sequence(part) =>
        {
            raised.clear();
            let name = callable_name(callable);
            Err(raise!(TypeError, "{name} argument after * must be an iterable, not {:.200}", part.type_name()))
        }
        other => other,
    }
}

trait UpdateMapping {
    fn update_mapping(&self, mapping: &Object) -> PyResult<()>;
}

impl UpdateMapping for Dict {
    /// `{**mapping}`.
    fn update_mapping(&self, mapping: &Object) -> PyResult<()> {
        match self.merge(mapping, true) {
            Err(raised) if raised.is(&exc::AttributeError) => {
                raised.clear();
                Err(raise!(TypeError, "'{:.200}' object is not a mapping", mapping.type_name()))
            }
            other => other,
        }
    }
}

fn merge_keywords(dict: &Dict, part: &Object, callable: Option<&Object>) -> PyResult<()> {
    if !Dict::check(part) && attr::find_attr(part, name!("keys"))?.is_none() {
        let name = callable_name(callable);
        return Err(raise!(TypeError, "{name} argument after ** must be a mapping, not {:.200}", part.type_name()));
    }
    let keys = match part.downcast_exact::<Dict>() {
        Some(mapping) => mapping.keys(),
        None => protocol::collect(&protocol::mapping_list(part, name!("keys"))?.into_object())?,
    };
    for key in keys {
        if dict.contains(&key)? {
            if !Str::check(&key) {
                return Err(raise!(TypeError, "{} keywords must be strings", callable_name(callable)));
            }
            let (name, key) = (callable_name(callable), protocol::str(&key)?);
            return Err(raise!(TypeError, "{name} got multiple values for keyword argument '{key}'"));
        }
        dict.set(&key, protocol::getitem(part, &key)?)?;
    }
    Ok(())
}

/// `FORMAT_VALUE`: `conversion` 0 none, 1 str, 2 repr, 3 ascii.
pub fn format_value(value: &Object, spec: Option<&Object>, conversion: u16) -> PyResult {
    let converted = match conversion {
        0 => value.new_ref(),
        1 => protocol::str(value)?.into_object(),
        2 => protocol::repr(value)?.into_object(),
        _ => protocol::ascii(value)?.into_object(),
    };
    if spec.is_none() && Str::check_exact(&converted) {
        return Ok(converted);
    }
    protocol::format(&converted, spec).map(Py::into_object)
}

// Calls.

/// Can a call of the function run in the caller's loop?
#[inline(always)]
pub fn is_inlinable(function: &Function) -> bool {
    function.code().flags() & (CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR) == 0
}

/// `CALL_FUNCTION_EX`: callable, positional arguments, perhaps keyword arguments.
pub fn call_ex(parts: &[&Object]) -> PyResult {
    let (args, kwargs) = call_ex_arguments(parts)?;
    call::call_tuple(parts[0], &args, kwargs.as_deref())
}

/// The arguments of `CALL_FUNCTION_EX` as a tuple and a dict.
pub fn call_ex_arguments(parts: &[&Object]) -> PyResult<(Py<Tuple>, Option<Py<Dict>>)> {
    let (callable, args) = (parts[0], parts[1]);
    let kwargs = match parts.get(2) {
        None => None,
        Some(kwargs) => Some(match kwargs.downcast_exact::<Dict>() {
            Some(dict) => dict.new_ref(),
            None => {
                let dict = Dict::new()?;
                merge_keywords(&dict, kwargs, Some(callable))?;
                dict
            }
        }),
    };
    let args = match args.downcast_exact::<Tuple>() {
        Some(tuple) => tuple.new_ref(),
        None => Tuple::from_vec(collect_arguments(2, args, Some(callable))?)?,
    };
    Ok((args, kwargs))
}

/// `MAKE_FUNCTION`: the parts in the order of the stack.
pub fn make_function(frame: &Frame, parts: &[&Object], flags: u32) -> PyResult {
    let [parts @ .., code, qualname] = parts else { return Err(errors::bad_internal_call()) };
    let (Some(qualname), Some(code)) = (qualname.downcast::<Str>(), code.downcast_exact::<Code>()) else {
        return Err(raise!(SystemError, "bad operands of MAKE_FUNCTION"));
    };
    let (mut defaults, mut kwdefaults, mut annotations, mut closure) = (None, None, None, None);
    let mut parts = parts.iter();
    let is_cells = |object: &Object| {
        object.downcast_exact::<Tuple>().is_some_and(|cells| cells.as_slice().iter().all(|cell| Cell::check(cell)))
    };
    let optional = [
        (1, &mut defaults, Tuple::check_exact as fn(&Object) -> bool),
        (2, &mut kwdefaults, Dict::check_exact),
        (4, &mut annotations, Dict::check_exact),
        (8, &mut closure, is_cells),
    ];
    for (_, place, is_right) in optional.into_iter().filter(|(flag, ..)| flags & flag != 0) {
        let Some(part) = parts.next().filter(|part| is_right(part)) else {
            return Err(raise!(SystemError, "bad operands of MAKE_FUNCTION"));
        };
        *place = Some(part.new_ref());
    }
    let n_cells = closure.as_ref().and_then(|cells| cells.downcast_exact::<Tuple>()).map_or(0, Tuple::len);
    if n_cells != code.freevars().len() {
        return Err(raise!(SystemError, "bad closure of MAKE_FUNCTION"));
    }
    let function = Function::new(code, frame.globals(), Some(qualname))?;
    function.set_closure(closure);
    function.set_annotations(annotations);
    function.set_kwdefaults(kwdefaults);
    function.set_defaults(defaults);
    Ok(function.into_object())
}

// Exceptions.

/// A pending exception; `again`: it was raised before, and its traceback has the frame.
pub struct Reraise {
    pub raised: Raised,
    pub again: bool,
}

/// `RAISE_VARARGS`: always leaves an exception pending.
///
/// # Errors
/// An exception other than the one asked for.
pub fn raise(mut parts: Vec<Py>) -> PyResult<Reraise> {
    let cause = if parts.len() == 2 { parts.pop() } else { None };
    let Some(what) = parts.pop() else { return reraise_handled() };
    let instance = instantiate(&what)?;
    if let Some(cause) = cause {
        let cause = if cause.is_none() { None } else { Some(instantiate_cause(&cause)?) };
        if let Some(exception) = instance.downcast::<Exception>() {
            exception.set_cause(cause);
        }
    }
    let raised = errors::raise_instance(instance);
    Ok(Reraise { raised, again: false })
}

fn instantiate(what: &Object) -> PyResult {
    if let Some(class) = what.downcast::<Type>().filter(|class| errors::is_exception_class(class)) {
        let made = call::call(class, &[])?;
        if !Exception::check(&made) {
            let (class, made) = (protocol::repr_string(class)?, protocol::repr_string(made.ty())?);
            return Err(raise!(
                TypeError,
                "calling {class} should have returned an instance of BaseException, not {made}"
            ));
        }
        return Ok(made);
    }
    if Exception::check(what) {
        return Ok(what.new_ref());
    }
    Err(raise!(TypeError, "exceptions must derive from BaseException"))
}

fn instantiate_cause(what: &Object) -> PyResult {
    if let Some(class) = what.downcast::<Type>().filter(|class| errors::is_exception_class(class)) {
        return call::call(class, &[]);
    }
    if Exception::check(what) {
        return Ok(what.new_ref());
    }
    Err(raise!(TypeError, "exception causes must derive from BaseException"))
}

fn reraise_handled() -> PyResult<Reraise> {
    let Some(instance) = errors::handled_exception() else {
        return Err(raise!(RuntimeError, "No active exception to reraise"));
    };
    let traceback = pyston_runtime::sys::handled_traceback();
    let raised = errors::restore(errors::Pending { ty: instance.ty().new_ref(), value: Some(instance), traceback });
    Ok(Reraise { raised, again: true })
}

// Context managers.

fn special(object: &Object, name: &Str) -> PyResult {
    attr::lookup_special(object, name)?
        .ok_or_else(|| errors::raise_object(&exc::AttributeError, name.as_object().new_ref()))
}

/// The exit method and the result of entering.
pub fn enter_with(manager: &Object) -> PyResult<(Py, Py)> {
    // A method that is a Python function needs no bound method to be called.
    let enter = attr::lookup_special_method(manager, name!("__enter__"))?
        .ok_or_else(|| errors::raise_object(&exc::AttributeError, name!("__enter__").as_object().new_ref()))?;
    let exit = special(manager, name!("__exit__"))?;
    let entered = match enter {
        attr::Method::Unbound(function) => call::call(&function, &[manager])?,
        attr::Method::Bound(callable) => call::call(&callable, &[])?,
    };
    Ok((exit, entered))
}

/// As [`enter_with`] for `async with`: the result is to be awaited.
pub fn enter_async_with(manager: &Object) -> PyResult<(Py, Py)> {
    // In this order: unlike `with`, the exit method is looked up first.
    let exit = special(manager, name!("__aexit__"))?;
    let enter = special(manager, name!("__aenter__"))?;
    let entered = call::call(&enter, &[])?;
    Ok((exit, entered))
}

// Generators and coroutines.

/// The value that `YIELD_VALUE` hands out: wrapped in async generators.
pub fn yielded(frame: &Frame, value: Py) -> PyResult {
    if frame.code().flags() & CO_ASYNC_GENERATOR != 0 {
        return pyston_runtime::asyncgen::wrap(value);
    }
    Ok(value)
}

pub fn yield_from_iter(frame: &Frame, iterable: Py) -> PyResult {
    if let Some(inner) = generator::as_generator(&iterable) {
        match inner.kind() {
            generator::Kind::Coroutine => {
                if frame.code().flags() & (CO_COROUTINE | CO_ITERABLE_COROUTINE) == 0 {
                    return Err(raise!(
                        TypeError,
                        "cannot 'yield from' a coroutine object in a non-coroutine generator"
                    ));
                }
                return Ok(iterable);
            }
            generator::Kind::Generator => return Ok(iterable),
            generator::Kind::AsyncGenerator => (),
        }
    }
    protocol::iter(&iterable)
}

/// `GET_AWAITABLE`; `previous` is the instruction before, for the message of a bad `__aenter__`.
pub fn get_awaitable(object: &Object, previous: u16) -> PyResult {
    match pyston_runtime::awaitable::get(object) {
        Err(raised) if raised.is(&exc::TypeError) && !pyston_runtime::awaitable::is_awaitable(object) => {
            let method = match Opcode::from_u8(previous as u8) {
                Some(Opcode::BeforeAsyncWith) => "__aenter__",
                Some(Opcode::WithCleanupStart) => "__aexit__",
                _ => return Err(raised),
            };
            raised.clear();
            Err(raise!(
                TypeError,
                "'async with' received an object from {method} that does not implement __await__: {:.100}",
                object.type_name()
            ))
        }
        Ok(awaitable) => {
            let busy = generator::as_generator(&awaitable)
                .filter(|inner| inner.kind() == generator::Kind::Coroutine)
                .is_some_and(|inner| inner.delegate().is_some());
            if busy { Err(raise!(RuntimeError, "coroutine is being awaited already")) } else { Ok(awaitable) }
        }
        other => other,
    }
}

fn async_slot(object: &Object) -> Option<pyston_object::abi::PyAsyncMethods> {
    // SAFETY: the table belongs to the type.
    unsafe { object.ty().tp().tp_as_async.as_ref().copied() }
}

pub fn get_aiter(object: &Object) -> PyResult {
    let Some(slot) = async_slot(object).and_then(|table| table.am_aiter) else {
        return Err(raise!(
            TypeError,
            "'async for' requires an object with __aiter__ method, got {:.100}",
            object.type_name()
        ));
    };
    // SAFETY: a slot called as CPython calls it.
    let iterator = unsafe { Py::<Object>::from_result(slot(object.as_ptr()))? };
    if async_slot(&iterator).and_then(|table| table.am_anext).is_none() {
        return Err(raise!(
            TypeError,
            "'async for' received an object from __aiter__ that does not implement __anext__: {:.100}",
            iterator.type_name()
        ));
    }
    Ok(iterator)
}

pub fn get_anext(iterator: &Object) -> PyResult {
    let Some(slot) = async_slot(iterator).and_then(|table| table.am_anext) else {
        return Err(raise!(
            TypeError,
            "'async for' requires an iterator with __anext__ method, got {:.100}",
            iterator.type_name()
        ));
    };
    // SAFETY: a slot called as CPython calls it.
    let next = unsafe { Py::<Object>::from_result(slot(iterator.as_ptr()))? };
    if generator::as_generator(iterator).is_some() {
        return Ok(next);
    }
    match pyston_runtime::awaitable::get(&next) {
        Ok(awaitable) => Ok(awaitable),
        Err(raised) => {
            let cause = errors::take(raised);
            let raised =
                raise!(TypeError, "'async for' received an invalid object from __anext__: {:.100}", next.type_name());
            Err(call::chain(raised, cause))
        }
    }
}

// Imports.

pub fn import_name(frame: &Frame, name: &Str, names: &Object, level: &Object) -> PyResult {
    let Some(import) = find(&frame.builtins().new_ref(), name!("__import__"))? else {
        return Err(raise!(ImportError, "__import__ not found"));
    };
    if pyston_runtime::builtins_module::is_import_function(&import) {
        let level = protocol::as_c_long(level)?;
        return pyston_runtime::import::import(name, Some(frame.globals()), Some(names), level);
    }
    let locals = frame.locals().map_or_else(singletons::py_none, Layout::new_ref);
    call::call(&import, &[name, frame.globals(), &locals, names, level])
}

pub fn import_from(module: &Object, name: &Str) -> PyResult {
    pyston_runtime::import::import_from(module, name)
}

pub fn import_star(frame: &Frame, module: &Object) -> PyResult<()> {
    pyston_runtime::import::import_star(frame, module)
}
