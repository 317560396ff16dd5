//! Functions of the module about data: sizes, addresses, pointers, pickles.

use pyston_object::attr;
use pyston_object::call;
use pyston_object::hooks;
use pyston_object::prelude::*;

use super::argument::{self, CArgObject};
use super::data::{as_data, layout_of_instance};
use super::layout::{CLayout, layout_of_object};
use super::pointer;
use crate::arguments::{check_count, parse_count, parse_size};

pub struct DataFunctions;

/// The layout of a class or of an instance's class.
fn layout_of_either(object: &Object) -> Option<&CLayout> {
    layout_of_object(object).or_else(|| as_data(object).and_then(layout_of_instance))
}

fn new_from_pickle(class: &Object, state: &Tuple) -> PyResult {
    let made = call::call_method(class, name!("__new__"), &[class])?;
    let set_state = attr::getattr_str(&made, name!("__setstate__"))?;
    call::call_tuple(&set_state, state, None)?;
    Ok(made)
}

/// The functions of `_ctypes` about data.
#[pymodule("_ctypes")]
impl DataFunctions {
    /// sizeof(C type) -> integer
    /// sizeof(C instance) -> integer
    /// The size in bytes.
    #[function(args = "(object, /)")]
    fn sizeof(object: &Object) -> PyResult<usize> {
        match (layout_of_object(object), as_data(object)) {
            (Some(layout), _) => Ok(layout.size.get()),
            (None, Some(data)) => Ok(data.size()),
            _ => Err(raise!(TypeError, "this type has no size")),
        }
    }

    /// alignment(C type) -> integer
    /// alignment(C instance) -> integer
    /// The multiple of which addresses must be.
    #[function(args = "(object, /)")]
    fn alignment(object: &Object) -> PyResult<usize> {
        match layout_of_either(object) {
            Some(layout) => Ok(layout.align.get()),
            None => Err(raise!(TypeError, "no alignment info")),
        }
    }

    /// byref(C instance[, offset=0]) -> byref-object
    /// A light pointer to the instance, for arguments of functions only.
    #[function]
    fn byref(args: Args) -> PyResult<Py<CArgObject>> {
        args.no_keywords("byref")?;
        check_count("byref", args.positional.len(), 1, 2)?;
        let offset = match args.positional.get(1) {
            Some(offset) => protocol::index_as_ssize_for(offset, None)?,
            None => 0,
        };
        match as_data(args.positional[0]) {
            Some(data) => argument::byref(data, offset),
            None => {
                let got = args.positional[0].type_name();
                Err(raise!(TypeError, "byref() argument must be a ctypes instance, not '{got}'"))
            }
        }
    }

    /// addressof(C instance) -> integer
    /// The address of the instance's memory.
    #[function(args = "(object, /)")]
    fn addressof(object: &Object) -> PyResult<usize> {
        let Some(data) = as_data(object) else { return Err(raise!(TypeError, "invalid type")) };
        hooks::audit("ctypes.addressof", || Ok([object.new_ref()]))?;
        Ok(data.address().value())
    }

    /// Change the size of an instance's own memory.
    #[function]
    fn resize(args: Args) -> PyResult<()> {
        args.no_keywords("resize")?;
        parse_count("resize()", args.positional.len(), 2, 2)?;
        let size = parse_size(args.positional[1])?;
        let data = as_data(args.positional[0]).and_then(|data| Some((data, layout_of_instance(data)?)));
        let Some((data, layout)) = data else { return Err(raise!(TypeError, "excepted ctypes instance")) };
        let minimum = layout.size.get();
        match usize::try_from(size) {
            Ok(size) if size >= minimum => {
                if !data.owns_block() {
                    return Err(raise!(ValueError, "Memory cannot be resized because this object doesn't own it"));
                }
                data.resize(size)
            }
            _ => Err(raise!(ValueError, "minimum size is {minimum}")),
        }
    }

    #[function(args = "(type, /)")]
    #[expect(non_snake_case, reason = "CPython's name")]
    fn POINTER(item: &Object) -> PyResult {
        pointer::pointer_type(item)
    }

    #[function(args = "(data, /)")]
    fn pointer(data: &Object) -> PyResult {
        pointer::pointer_to(data)
    }

    /// Format, number of dimensions and shape that the buffer of a class or instance has.
    #[function(args = "(object, /)")]
    fn buffer_info(object: &Object) -> PyResult<(String, usize, Py<Tuple>)> {
        let Some(layout) = layout_of_either(object) else {
            return Err(raise!(TypeError, "not a ctypes type or object"));
        };
        let shape: Vec<isize> = layout.shape.borrow().clone();
        let shape = shape.into_iter().map(IntoPy::into_py).collect::<PyResult<Vec<Py>>>()?;
        let format = layout.format_or_bytes().to_string_lossy().into_owned();
        Ok((format, shape.len(), Tuple::from_vec(shape)?))
    }

    #[function]
    fn _unpickle(args: Args) -> PyResult {
        args.no_keywords("_unpickle")?;
        parse_count("_unpickle()", args.positional.len(), 2, 2)?;
        let Some(state) = args.positional[1].downcast::<Tuple>() else {
            let got = args.positional[1].type_name();
            return Err(raise!(TypeError, "_unpickle() argument 2 must be tuple, not {got:.50}"));
        };
        new_from_pickle(args.positional[0], state)
    }
}
