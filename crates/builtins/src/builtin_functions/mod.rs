//! The `builtins` module: its functions and names, except those that need the compiler, frames or the
//! import system, which the runtime adds ([`Module::add_functions`]).

mod class_statement;
mod introspect;
mod reduce;
mod streams;

use pyston_object::attr;
use pyston_object::prelude::*;
use pyston_object::protocol::{BinaryOp, UnaryOp};
use pyston_object::statics::*;

use crate::arguments::check_count;

pub struct BuiltinsModule;

/// The types that have a name in the module.
const TYPES: &[&Type] = &[
    &PyBool_Type,
    &PyMemoryView_Type,
    &PyByteArray_Type,
    &PyBytes_Type,
    &PyComplex_Type,
    &PyDict_Type,
    &crate::iterators::PyEnum_Type,
    &crate::iterators::PyFilter_Type,
    &PyFloat_Type,
    &PyFrozenSet_Type,
    &PyLong_Type,
    &PyList_Type,
    &crate::iterators::PyMap_Type,
    &PyBaseObject_Type,
    &crate::range::PyRange_Type,
    &crate::iterators::PyReversed_Type,
    &PySet_Type,
    &PySlice_Type,
    &PyUnicode_Type,
    &PyTuple_Type,
    &PyType_Type,
    &crate::iterators::PyZip_Type,
];

/// An int in another base, with its prefix.
fn to_base(number: &Object, prefix: &str, base: u32) -> PyResult<String> {
    let value = protocol::index(number)?.to_bigint();
    let sign = if num_traits::Signed::is_negative(&value) { "-" } else { "" };
    Ok(format!("{sign}{prefix}{}", value.magnitude().to_str_radix(base)))
}

/// The code of a single character or byte.
fn code_of(object: &Object) -> PyResult<u32> {
    let len = if let Some(text) = object.downcast::<Str>() {
        if text.len() == 1 {
            return Ok(text.data().at(0));
        }
        text.len()
    } else if let Some(bytes) = object.downcast::<Bytes>() {
        if let [byte] = bytes.as_slice() {
            return Ok(u32::from(*byte));
        }
        bytes.len()
    } else if let Some(array) = object.downcast::<pyston_object::bytearray::ByteArray>() {
        if let (1, Some(byte)) = (array.len(), array.get(0)) {
            return Ok(u32::from(byte));
        }
        array.len()
    } else {
        return Err(raise!(TypeError, "ord() expected string of length 1, but {:.200} found", object.type_name()));
    };
    Err(raise!(TypeError, "ord() expected a character, but string of length {len} found"))
}

fn round_by_method(number: &Object, digits: Option<&Object>) -> PyResult {
    let Some(method) = attr::lookup_special(number, name!("__round__"))? else {
        return Err(raise!(TypeError, "type {:.100} doesn't define __round__ method", number.type_name()));
    };
    match digits {
        Some(digits) => pyston_object::call::call(&method, &[digits]),
        None => pyston_object::call::call(&method, &[]),
    }
}

/// Built-in functions, exceptions, and other objects.
///
/// Noteworthy: None is the `nil' object; Ellipsis represents `...' in slices.
#[pymodule("builtins")]
impl BuiltinsModule {
    /// __build_class__(func, name, /, *bases, [metaclass], **kwds) -> class
    ///
    /// What the class statement calls.
    #[function]
    fn __build_class__(args: Args) -> PyResult {
        class_statement::build_class(args)
    }

    /// Return the absolute value of the argument.
    #[function("($module, x, /)")]
    fn abs(x: &Object) -> PyResult {
        protocol::unary_op(x, UnaryOp::Absolute)
    }

    /// Return True if every item of the iterable is true; also if there is none.
    #[function("($module, iterable, /)")]
    fn all(iterable: &Object) -> PyResult<bool> {
        let iterator = protocol::iter(iterable)?;
        while let Some(item) = protocol::next(&iterator)? {
            if !protocol::is_true(&item)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Return True if an item of the iterable is true; False if there is none.
    #[function("($module, iterable, /)")]
    fn any(iterable: &Object) -> PyResult<bool> {
        let iterator = protocol::iter(iterable)?;
        while let Some(item) = protocol::next(&iterator)? {
            if protocol::is_true(&item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Return the representation of an object, everything outside ASCII escaped.
    #[function("($module, obj, /)")]
    fn ascii(obj: &Object) -> PyResult<Py<Str>> {
        protocol::ascii(obj)
    }

    /// Return the binary representation of an integer.
    ///
    /// >>> bin(-10)
    /// '-0b1010'
    #[function("($module, number, /)")]
    fn bin(number: &Object) -> PyResult<String> {
        to_base(number, "0b", 2)
    }

    /// breakpoint(*args, **kws)
    ///
    /// Call sys.breakpointhook(*args, **kws), which by default starts the debugger.
    #[function]
    fn breakpoint(args: Args) -> PyResult {
        streams::breakpoint(args)
    }

    /// Return whether the object can be called.
    #[function("($module, obj, /)")]
    fn callable(obj: &Object) -> bool {
        introspect::is_callable(obj)
    }

    /// Return the string of the one character with code point i.
    #[function("($module, i, /)")]
    fn chr(i: &Object) -> PyResult<Py<Str>> {
        let too_large = || raise!(OverflowError, "Python int too large to convert to C int");
        if Float::check(i) {
            return Err(raise!(TypeError, "integer argument expected, got float"));
        }
        let value = errors::catch(protocol::as_c_long(i), &exc::OverflowError)?.ok_or_else(too_large)?;
        let value = i32::try_from(value).map_err(|_| too_large())?;
        match u32::try_from(value) {
            Ok(point @ 0..0x11_0000) => Str::from_char(point),
            _ => Err(raise!(ValueError, "chr() arg not in range(0x110000)")),
        }
    }

    /// Delete the named attribute of the object, as del obj.name does.
    #[function("($module, obj, name, /)")]
    fn delattr(obj: &Object, name: &Object) -> PyResult<()> {
        attr::setattr(obj, name, None)
    }

    /// dir([object]) -> list of strings
    ///
    /// The names in the current scope, or the attributes that can be reached from the object, sorted.
    #[function]
    fn dir(args: Args) -> PyResult {
        introspect::dir(args)
    }

    /// Return the tuple (x//y, x%y).
    #[function("($module, x, y, /)")]
    fn divmod(x: &Object, y: &Object) -> PyResult {
        protocol::binary_op(x, y, BinaryOp::Divmod)
    }

    /// Return value.__format__(format_spec).
    #[function("($module, value, format_spec='', /)")]
    fn format(value: &Object, format_spec: Option<&Str>) -> PyResult<Py<Str>> {
        protocol::format(value, format_spec.map(Layout::as_object))
    }

    /// getattr(object, name[, default]) -> value
    ///
    /// The named attribute of the object; the default, if given, when there is none.
    #[function]
    fn getattr(args: Args) -> PyResult {
        introspect::getattr(args)
    }

    /// Return whether the object has an attribute with the given name.
    #[function("($module, obj, name, /)")]
    fn hasattr(obj: &Object, name: &Object) -> PyResult<bool> {
        introspect::hasattr(obj, name)
    }

    /// Return the hash of the object; equal objects have equal hashes.
    #[function("($module, obj, /)")]
    fn hash(obj: &Object) -> PyResult<isize> {
        protocol::hash(obj)
    }

    /// Return the hexadecimal representation of an integer.
    ///
    /// >>> hex(255)
    /// '0xff'
    #[function("($module, number, /)")]
    fn hex(number: &Object) -> PyResult<String> {
        to_base(number, "0x", 16)
    }

    /// Return the identity of an object, unique among those that exist at the same time.
    #[function("($module, obj, /)")]
    fn id(obj: &Object) -> PyResult {
        let id = (obj.as_ptr() as usize).into_py()?;
        (pyston_object::hooks::get().audit)("builtins.id", &[&id])?;
        Ok(id)
    }

    /// Read a line from standard input, without its newline, after printing the prompt.
    #[function("($module, prompt=None, /)")]
    fn input(prompt: Option<Py>) -> PyResult {
        streams::input(prompt.as_deref())
    }

    /// Return whether an object is an instance of a class or of one of a tuple of classes.
    #[function("($module, obj, class_or_tuple, /)")]
    fn isinstance(obj: &Object, class_or_tuple: &Object) -> PyResult<bool> {
        protocol::is_instance(obj, class_or_tuple)
    }

    /// Return whether cls is derived from a class or from one of a tuple of classes.
    #[function("($module, cls, class_or_tuple, /)")]
    fn issubclass(cls: &Object, class_or_tuple: &Object) -> PyResult<bool> {
        protocol::is_subclass(cls, class_or_tuple)
    }

    /// iter(iterable) -> iterator
    /// iter(callable, sentinel) -> iterator
    ///
    /// An iterator over the iterable, or over what callable returns until it is the sentinel.
    #[function]
    fn iter(args: Args) -> PyResult {
        introspect::iter(args)
    }

    /// Return the number of items in a container.
    #[function("($module, obj, /)")]
    fn len(obj: &Object) -> PyResult<usize> {
        protocol::len(obj)
    }

    /// max(iterable, *[, default=obj, key=func]) -> value
    /// max(arg1, arg2, *args, *[, key=func]) -> value
    ///
    /// The largest item of the iterable, or the largest argument.
    #[function]
    fn max(args: Args) -> PyResult {
        reduce::extreme(args, "max", CompareOp::Gt)
    }

    /// min(iterable, *[, default=obj, key=func]) -> value
    /// min(arg1, arg2, *args, *[, key=func]) -> value
    ///
    /// The smallest item of the iterable, or the smallest argument.
    #[function]
    fn min(args: Args) -> PyResult {
        reduce::extreme(args, "min", CompareOp::Lt)
    }

    /// next(iterator[, default])
    ///
    /// The next item of the iterator; at its end the default, if given.
    #[function]
    fn next(args: Args) -> PyResult {
        introspect::next(args)
    }

    /// Return the octal representation of an integer.
    ///
    /// >>> oct(64)
    /// '0o100'
    #[function("($module, number, /)")]
    fn oct(number: &Object) -> PyResult<String> {
        to_base(number, "0o", 8)
    }

    /// Return the code point of a one-character string.
    #[function("($module, c, /)")]
    fn ord(c: &Object) -> PyResult<u32> {
        code_of(c)
    }

    /// Return base to the power exp, modulo mod if given.
    #[function("($module, /, base, exp, mod=None)")]
    fn pow(base: &Object, exp: &Object, modulus: &Object) -> PyResult {
        protocol::power(base, exp, modulus)
    }

    /// print(value, ..., sep=' ', end='\n', file=sys.stdout, flush=False)
    ///
    /// Writes the values, separated by sep and followed by end, to a stream.
    #[function]
    fn print(args: Args) -> PyResult<()> {
        streams::print(args)
    }

    /// Return the representation of an object.
    #[function("($module, obj, /)")]
    fn repr(obj: &Object) -> PyResult<Py<Str>> {
        protocol::repr(obj)
    }

    /// Round a number to ndigits decimal digits; to an integer if ndigits is None.
    #[function("($module, /, number, ndigits=None)")]
    fn round(number: &Object, ndigits: Option<&Object>) -> PyResult {
        round_by_method(number, ndigits)
    }

    /// Set the named attribute of the object, as obj.name = value does.
    #[function("($module, obj, name, value, /)")]
    fn setattr(obj: &Object, name: &Object, value: &Object) -> PyResult<()> {
        attr::setattr(obj, name, Some(value))
    }

    /// sorted($module, iterable, /, *, key=None, reverse=False)
    /// --
    ///
    /// Return a new list of the items of the iterable, sorted.
    ///
    /// Items are compared by < or, with key, by what key returns for each of them, once.
    #[function]
    fn sorted(args: Args) -> PyResult<Py<List>> {
        check_count(args.positional.len(), "sorted", 1, 1)?;
        let list = protocol::to_list(args.positional[0])?;
        let sort = attr::getattr_str(&list, name!("sort"))?;
        pyston_object::call::vectorcall(&sort, args.values, Some(&*Tuple::from_slice(args.names)?))?;
        Ok(list)
    }

    /// Return start plus the sum of the items of the iterable.
    #[function("($module, iterable, /, start=0)")]
    fn sum(iterable: &Object, start: Option<&Object>) -> PyResult {
        reduce::sum(iterable, start)
    }

    /// vars([object]) -> dictionary
    ///
    /// The names of the current scope, or the object's __dict__.
    #[function]
    fn vars(args: Args) -> PyResult {
        introspect::vars(args)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        module.add("None", singletons::py_none())?;
        module.add("Ellipsis", singletons::ellipsis())?;
        module.add("NotImplemented", singletons::py_not_implemented())?;
        module.add("False", false)?;
        module.add("True", true)?;
        for ty in TYPES.iter().copied().chain(crate::descriptors::types()) {
            module.add(&ty.name(), ty.new_ref())?;
        }
        for (ty, _, _) in exc::EXCEPTIONS {
            module.add(&ty.name(), ty.new_ref())?;
        }
        module.add("EnvironmentError", exc::OSError.new_ref())?;
        module.add("IOError", exc::OSError.new_ref())
    }
}

/// Adds the functions and names of this crate to the `builtins` module.
pub fn fill(module: &Module) -> PyResult<()> {
    BuiltinsModule::fill(module)
}
