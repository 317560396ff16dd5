//! Calls of foreign functions: arguments into C, the call itself, the result back.
//!
//! **Invariant**: what an argument points to is kept alive, by [`Passed`], until the function has returned.

use std::ffi::c_void;

use pyston_object::prelude::*;
use pyston_object::{attr, call, hooks, tstate};
use pyston_runtime::gil::allow_threads;

use super::argument::{self, CArgObject, StructParam};
use super::convert;
use super::data::{self, as_data};
use super::ffi::{CType, Interface, Scalar};
use super::item::is_simple_subclass;
use super::layout::{CLayout, Kind, flags, layout_of};
use super::library::parse_address;
use super::memory::Address;
use super::passing::{scalar_of, type_of, type_of_layout};
use super::private_errno;
use super::references::take_result;
use super::simple_code::Simple;
use crate::arguments::parse_count;

/// More arguments than this no function takes.
const MAX_ARGUMENTS: usize = 1024;

/// A unit of memory that is aligned for any value.
type Unit = u128;

/// A value ready for the call.
pub struct Passed {
    ty: CType,
    value: Vec<Unit>,
    _keep: Option<Py>,
}

impl Passed {
    fn scalar(scalar: Scalar, bytes: [u8; 16], keep: Option<Py>) -> Passed {
        Passed { ty: CType::Scalar(scalar), value: vec![Unit::from_ne_bytes(bytes)], _keep: keep }
    }

    fn word(scalar: Scalar, word: u64, keep: Option<Py>) -> Passed {
        Passed::scalar(scalar, Unit::from(word).to_ne_bytes(), keep)
    }

    fn block(ty: CType, content: &[u8]) -> Passed {
        let unit = |chunk: &[u8]| {
            let mut bytes = [0; size_of::<Unit>()];
            bytes[..chunk.len()].copy_from_slice(chunk);
            Unit::from_ne_bytes(bytes)
        };
        Passed { ty, value: content.chunks(size_of::<Unit>()).map(unit).collect(), _keep: None }
    }
}

/// The value of an argument object.
fn pass_argument(argument: &CArgObject) -> Passed {
    let keep = argument.referent();
    if let Some(param) = keep.as_ref().and_then(|keep| keep.downcast::<Instance<StructParam>>()) {
        return Passed::block(type_of(param.class()), param.content());
    }
    let scalar = Simple::new(argument.tag()).map_or(Scalar::Pointer, scalar_of);
    Passed::scalar(scalar, argument.bytes(), keep)
}

/// What an int is without `argtypes`: the lowest bits of a C int.
fn pass_int(number: &Int) -> PyResult<Passed> {
    if number.to_u64().is_none() && number.to_i64().is_none() {
        return Err(raise!(OverflowError, "int too long to convert"));
    }
    Ok(Passed::word(Scalar::I32, number.to_u64_wrapping(), None))
}

/// Makes parameter number `place` ready.
pub fn pass(object: &Object, place: usize) -> PyResult<Passed> {
    if let Some(data) = as_data(object) {
        return Ok(pass_argument(&*argument::of_data(data)?));
    }
    if let Some(argument) = object.downcast_exact::<CArgObject>() {
        return Ok(pass_argument(argument));
    }
    if object.is_none() {
        return Ok(Passed::word(Scalar::Pointer, 0, None));
    }
    if let Some(number) = object.downcast::<Int>() {
        return pass_int(number);
    }
    if let Some(bytes) = object.downcast::<Bytes>() {
        let address = bytes.as_slice().as_ptr().expose_provenance() as u64;
        return Ok(Passed::word(Scalar::Pointer, address, Some(object.new_ref())));
    }
    if let Some(text) = object.downcast::<Str>() {
        if text.data().iter().any(|point| point == 0) {
            return Err(raise!(ValueError, "embedded null character"));
        }
        let text = convert::encode(Simple { code: b'Z', swapped: false }, object)?;
        let mut bytes = [0; 16];
        bytes[..text.bytes().len()].copy_from_slice(text.bytes());
        return Ok(Passed::scalar(Scalar::Pointer, bytes, Some(text.keep)));
    }
    let _level = tstate::enter_recursive(" while converting a ctypes argument")?;
    match attr::find_attr(object, name!("_as_parameter_"))? {
        Some(parameter) => pass(&parameter, place),
        None => Err(raise!(TypeError, "Don't know how to convert parameter {place}")),
    }
}

/// Turns what was raised for parameter number `place` into an `ArgumentError` that tells of it.
fn argument_error(raised: Raised, place: usize) -> Raised {
    let mut pending = errors::take(raised);
    pending.normalize();
    let describe = || -> PyResult<String> {
        let class = protocol::str(&pending.ty)?;
        let text = match &pending.value {
            Some(value) => errors::catch(protocol::str(value), &exc::Exception)?,
            None => None,
        };
        let text = text.map_or_else(|| "???".to_owned(), |text| text.to_string_lossy().into_owned());
        Ok(format!("argument {place}: {class}: {text}"))
    };
    match describe().and_then(|message| Ok((super::argument_error_class()?, message))) {
        Ok((class, message)) => errors::raise_fmt(class, format_args!("{message}")),
        Err(raised) => raised,
    }
}

/// A function to be called: where it is, and what its class and the program say about it.
pub struct Target {
    pub address: Address,
    /// `FUNCFLAG_*`.
    pub flags: u32,
    /// `from_param` of each declared parameter.
    pub converters: Option<Py<Tuple>>,
    /// `None`: int.
    pub restype: Option<Py>,
    /// `_check_retval_` of the result's class.
    pub checker: Option<Py>,
}

impl Target {
    fn has_flag(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// The result's layout, if it is of a `ctypes` class.
    fn result_layout(&self) -> Option<&CLayout> {
        self.restype.as_ref()?.downcast::<Type>().and_then(layout_of)
    }

    fn pass_all(&self, args: &[&Object]) -> PyResult<Vec<Passed>> {
        let n_args = args.len();
        if n_args > MAX_ARGUMENTS {
            let message = format!("too many arguments ({n_args}), maximum is {MAX_ARGUMENTS}");
            return Err(errors::raise_fmt(super::argument_error_class()?, format_args!("{message}")));
        }
        let pass_one = |(index, argument): (usize, &&Object)| {
            let place = index + 1;
            let converter = self.converters.as_ref().and_then(|converters| converters.get(index));
            let passed = match converter {
                Some(converter) => call::call(converter, &[argument]).and_then(|converted| pass(&converted, place)),
                None => pass(argument, place),
            };
            passed.map_err(|raised| argument_error(raised, place))
        };
        args.iter().enumerate().map(pass_one).collect()
    }

    /// Calls the function with these arguments.
    pub fn call(&self, args: &[&Object]) -> PyResult {
        let mut passed = self.pass_all(args)?;
        let layout = self.result_layout();
        let result_type = match (&self.restype, layout) {
            (Some(restype), _) if restype.is_none() => CType::Void,
            (_, Some(layout)) => type_of_layout(layout),
            (_, None) => CType::Scalar(Scalar::I32),
        };
        let types = passed.iter().map(|passed| passed.ty.clone()).collect();
        let Some(interface) = Interface::new(types, result_type) else {
            return Err(raise!(RuntimeError, "ffi_prep_cif failed"));
        };
        let size = layout.map_or(0, |layout| layout.size.get());
        let mut result: Vec<Unit> = vec![0; size.div_ceil(size_of::<Unit>()).max(1)];
        self.run(&interface, &mut passed, &mut result);
        if self.has_flag(flags::PYTHONAPI)
            && let Some(pending) = errors::fetch()
        {
            return Err(errors::restore(pending));
        }
        self.result(Address::of(result.as_mut_ptr()))
    }

    /// The call itself: without the GIL, unless the function is one of Python's.
    fn run(&self, interface: &Interface, passed: &mut [Passed], result: &mut [Unit]) {
        let mut values: Vec<*mut c_void> = passed.iter_mut().map(|passed| passed.value.as_mut_ptr().cast()).collect();
        let uses_errno = self.has_flag(flags::USE_ERRNO);
        let mut run = || {
            if uses_errno {
                private_errno::exchange();
            }
            interface.call(self.address.value(), &mut values, result.as_mut_ptr().cast());
            if uses_errno {
                private_errno::exchange();
            }
        };
        if self.has_flag(flags::PYTHONAPI) { run() } else { allow_threads(run) }
    }

    /// The result at `place` as an object.
    fn result(&self, place: Address) -> PyResult {
        let int = || i32::from_ne_bytes(place.read()).into_py();
        let Some(restype) = &self.restype else { return int() };
        if restype.is_none() {
            return Ok(singletons::py_none());
        }
        let Some(class) = restype.downcast::<Type>().filter(|class| layout_of(class).is_some()) else {
            return call::call(restype, &[&*int()?]);
        };
        let value = result_of_class(class, place)?;
        match &self.checker {
            Some(checker) => call::call(checker, &[&value]),
            None => Ok(value),
        }
    }
}

fn result_of_class(class: &Type, place: Address) -> PyResult {
    match layout_of(class).map(|layout| layout.kind.get()) {
        Some(Kind::Simple(simple)) if !is_simple_subclass(class) => match simple.code {
            b'O' => take_result(place),
            _ => convert::get(simple, place, None),
        },
        _ => Ok(data::copy_of(class, place)?.into_object()),
    }
}

pub struct CallFunctions;

/// `call_function(address, arguments)` with those flags.
fn call_address(args: Args, name: &str, flags: u32) -> PyResult {
    args.no_keywords(name)?;
    parse_count("function", args.positional.len(), 2, 2)?;
    let address = parse_address(args.positional[0])?;
    let Some(arguments) = args.positional[1].downcast::<Tuple>() else {
        let got = if args.positional[1].is_none() { "None".into() } else { args.positional[1].type_name() };
        return Err(raise!(TypeError, "argument 2 must be tuple, not {got:.50}"));
    };
    hooks::audit("ctypes.call_function", || Ok([address.value().into_py()?, args.positional[1].new_ref()]))?;
    Target { address, flags, converters: None, restype: None, checker: None }.call(arguments.as_slice())
}

#[pymodule("_ctypes")]
impl CallFunctions {
    #[function]
    fn call_function(args: Args) -> PyResult {
        call_address(args, "call_function", 0)
    }

    #[function]
    fn call_cdeclfunction(args: Args) -> PyResult {
        call_address(args, "call_cdeclfunction", flags::CDECL)
    }
}
