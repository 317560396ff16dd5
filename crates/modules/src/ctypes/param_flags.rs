//! `paramflags`: which parameters of a function go in, come out, have names and defaults.
//!
//! **Invariant**: flags are looked at when the function is made ([`check`]); a call finds them as they should be.

use pyston_object::call;
use pyston_object::prelude::*;

use super::layout::{CLayout, layout_of_object};
use super::types::{PyCArrayType_Type, PyCPointerType_Type};
use crate::arguments::parse_int;

const IN: i32 = 1;
const OUT: i32 = 2;
/// A parameter that the caller does not give: the default, or 0.
const HIDDEN: i32 = 4;
const DIRECTION: i32 = IN | OUT | HIDDEN;

/// One parameter as the program describes it.
struct Parameter<'a> {
    direction: i32,
    name: Option<&'a Object>,
    default: Option<&'a Object>,
}

fn parse(item: &Object) -> PyResult<Parameter<'_>> {
    let malformed = || raise!(TypeError, "paramflags must be a sequence of (int [,string [,value]]) tuples");
    let items = item.downcast::<Tuple>().map(Tuple::as_slice).ok_or_else(malformed)?;
    let (flags, rest) = items.split_first().ok_or_else(malformed)?;
    if rest.len() > 2 || Float::check(flags) {
        return Err(malformed());
    }
    let direction = parse_int(flags).map_err(|raised| {
        raised.clear();
        malformed()
    })?;
    let name = rest.first().copied().filter(|name| !name.is_none());
    if name.is_some_and(|name| name.downcast::<Str>().is_none()) {
        return Err(malformed());
    }
    Ok(Parameter { direction: direction & DIRECTION, name, default: rest.get(1).copied() })
}

/// `None`, or flags that fit the class's `_argtypes_`.
pub fn check(layout: &CLayout, flags: Option<&Object>) -> PyResult<Option<Py<Tuple>>> {
    let (Some(flags), Some(argtypes)) = (flags, layout.argtypes.get()) else { return Ok(None) };
    let Some(flags) = flags.downcast::<Tuple>() else {
        return Err(raise!(TypeError, "paramflags must be a tuple or None"));
    };
    let argtypes = protocol::to_tuple(&argtypes)?;
    if flags.len() != argtypes.len() {
        return Err(raise!(ValueError, "paramflags must have the same length as argtypes"));
    }
    for (index, (item, class)) in flags.as_slice().iter().zip(argtypes.as_slice()).enumerate() {
        match parse(item)?.direction {
            0 | IN => {}
            direction if direction == IN | HIDDEN || direction == IN | OUT => {}
            OUT => check_out_type(class, index + 1)?,
            _ => {
                let number = item.downcast::<Tuple>().and_then(|item| item.get(0)).map(parse_int).transpose()?;
                return Err(raise!(TypeError, "paramflag value {} not supported", number.unwrap_or(0)));
            }
        }
    }
    Ok(Some(flags.new_ref()))
}

/// Is the type a pointer to something that a call can make?
fn check_out_type(class: &Object, place: usize) -> PyResult<()> {
    let is_pointer = class.is_instance_of(&PyCPointerType_Type) || class.is_instance_of(&PyCArrayType_Type);
    let simple = layout_of_object(class).and_then(CLayout::simple);
    if is_pointer || simple.is_some_and(|simple| matches!(simple.code, b'P' | b'z' | b'Z')) {
        return Ok(());
    }
    let name = match class.downcast::<Type>() {
        Some(class) => class.tp_name(),
        None => class.type_name(),
    };
    Err(raise!(TypeError, "'out' parameter {place} must be a pointer type, not {name}"))
}

/// The arguments of a call, and which of them are results.
pub struct CallArguments {
    pub all: Py<Tuple>,
    results: Vec<(usize, Returned)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Returned {
    /// The object that the caller gave.
    Itself,
    /// The value that the function put into an object made for it.
    Content,
}

impl CallArguments {
    /// Arguments as they are.
    pub fn plain(args: &Tuple) -> CallArguments {
        CallArguments { all: args.new_ref(), results: Vec::new() }
    }

    /// Arguments as the flags say.
    pub fn build(flags: &Tuple, argtypes: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<CallArguments> {
        let argtypes = protocol::to_tuple(argtypes)?;
        let mut given = Given { args, kwargs, taken: 0 };
        let (mut all, mut results) = (Vec::with_capacity(flags.len()), Vec::new());
        for (index, (item, class)) in flags.as_slice().iter().zip(argtypes.as_slice()).enumerate() {
            let parameter = parse(item)?;
            let value = match parameter.direction {
                direction if direction == IN | HIDDEN => match parameter.default {
                    Some(default) => default.new_ref(),
                    None => 0.into_py()?,
                },
                OUT => {
                    results.push((index, Returned::Content));
                    match parameter.default {
                        Some(default) => default.new_ref(),
                        None => make_out(class)?,
                    }
                }
                direction => {
                    if direction == IN | OUT {
                        results.push((index, Returned::Itself));
                    }
                    given.take(&parameter)?
                }
            };
            all.push(value);
        }
        given.check_count()?;
        Ok(CallArguments { all: Tuple::from_vec(all)?, results })
    }

    /// What the call gives: its result, or what came out of parameters: one thing alone, or a tuple.
    pub fn result(&self, result: Py) -> PyResult {
        let returned = |&(index, how): &(usize, Returned)| {
            let Some(argument) = self.all.get(index) else { return Err(errors::bad_internal_call()) };
            match how {
                Returned::Itself => Ok(argument.new_ref()),
                Returned::Content => call::call_method(argument, name!("__ctypes_from_outparam__"), &[]),
            }
        };
        match self.results.as_slice() {
            [] => Ok(result),
            [only] => returned(only),
            several => Ok(Tuple::from_vec(several.iter().map(returned).collect::<PyResult<Vec<Py>>>()?)?.into_object()),
        }
    }
}

/// An object that the function puts its result into.
fn make_out(class: &Object) -> PyResult {
    if class.is_instance_of(&PyCArrayType_Type) {
        return call::call(class, &[]);
    }
    let layout = layout_of_object(class);
    match layout.and_then(CLayout::item_type) {
        Some(item) => call::call(&item, &[]),
        None => {
            let name = class.downcast::<Type>().map_or_else(|| class.type_name(), Type::tp_name);
            Err(raise!(TypeError, "{name} 'out' parameter must be passed as default value"))
        }
    }
}

/// What the caller gave, and how much of it parameters have taken.
struct Given<'a> {
    args: &'a Tuple,
    kwargs: Option<&'a Dict>,
    taken: usize,
}

impl Given<'_> {
    fn take(&mut self, parameter: &Parameter<'_>) -> PyResult {
        if let Some(argument) = self.args.get(self.taken) {
            self.taken += 1;
            return Ok(argument.new_ref());
        }
        if let (Some(kwargs), Some(name)) = (self.kwargs, parameter.name)
            && let Some(argument) = kwargs.get(name)?
        {
            self.taken += 1;
            return Ok(argument);
        }
        match (parameter.default, parameter.name) {
            (Some(default), _) => Ok(default.new_ref()),
            (None, Some(name)) => Err(raise!(TypeError, "required argument '{}' missing", protocol::str(name)?)),
            (None, None) => Err(raise!(TypeError, "not enough arguments")),
        }
    }

    fn check_count(&self) -> PyResult<()> {
        let given = self.args.len() + self.kwargs.map_or(0, Dict::len);
        if given == self.taken {
            return Ok(());
        }
        Err(raise!(TypeError, "call takes exactly {} arguments ({given} given)", self.taken))
    }
}
