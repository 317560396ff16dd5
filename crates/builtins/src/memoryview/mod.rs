//! `memoryview`.

mod access;
mod cast;
mod compare;
mod items;

use pyston_object::args::{FunctionName, Signature};
use pyston_object::memoryview::{MemoryView, Window, install as install_view, install_managed};
use pyston_object::prelude::*;
use pyston_object::statics::{_PyManagedBuffer_Type, PyMemoryView_Type};

use crate::arguments::no_arguments;

pub struct MemoryViewType;

/// Items in C order as nested lists; `content` advances past what was used.
fn nested(char: u8, shape: &[isize], itemsize: usize, content: &mut &[u8]) -> PyResult {
    let Some((&extent, inner)) = shape.split_first() else {
        let (item, rest) = content.split_at(itemsize.min(content.len()));
        *content = rest;
        return items::unpack(char, item);
    };
    let list: PyResult<Vec<Py>> = (0..extent).map(|_| nested(char, inner, itemsize, content)).collect();
    list.into_py()
}

/// Content in C order rearranged so that the first index runs fastest.
fn in_fortran_order(content: &[u8], window: &Window) -> Vec<u8> {
    let size = window.itemsize as usize;
    let strides = Window::c_strides(&window.shape, window.itemsize);
    let mut out = Vec::with_capacity(content.len());
    let mut indices = vec![0isize; window.shape.len()];
    for _ in 0..content.len() / size.max(1) {
        let at = indices.iter().zip(&strides).map(|(index, stride)| index * stride).sum::<isize>() as usize;
        out.extend_from_slice(&content[at..at + size]);
        for (index, extent) in indices.iter_mut().zip(&window.shape) {
            *index += 1;
            if *index < *extent {
                break;
            }
            *index = 0;
        }
    }
    out
}

/// A tuple of sizes.
fn sizes(values: &[isize]) -> PyResult<Py<Tuple>> {
    Tuple::from_vec(values.iter().map(|value| (*value).into_py()).collect::<PyResult<_>>()?)
}

static CAST: Signature = Signature {
    function: FunctionName::Unnamed,
    parameters: &["format", "shape"],
    n_posonly: 0,
    n_positional: 2,
    n_required: 1,
    required_keywords: &[],
    early: &[],
};

static TOBYTES: Signature = Signature { parameters: &["order"], n_positional: 1, n_required: 0, ..CAST };

/// Create a new memoryview object which references the given object.
#[pytype(PyMemoryView_Type, sig = "(object)", slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl MemoryViewType {
    #[new("(object)")]
    fn new(_class: &Type, object: &Object) -> PyResult<Py<MemoryView>> {
        MemoryView::new(object)
    }

    #[slot]
    fn tp_repr(this: &MemoryView) -> String {
        let released = if this.is_released() { "released " } else { "" };
        format!("<{released}memory at {:#x}>", this.as_ptr() as usize)
    }

    #[slot]
    fn tp_hash(this: &MemoryView) -> PyResult<isize> {
        if this.cached_hash() != -1 {
            return Ok(this.cached_hash());
        }
        this.check_released()?;
        if !this.is_readonly() {
            return Err(raise!(ValueError, "cannot hash writable memoryview object"));
        }
        if !items::native_char(&this.format()).is_some_and(items::is_byte) {
            return Err(raise!(ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
        }
        if let Some(owner) = this.owner() {
            protocol::hash(&owner)?;
        }
        let hash = pyston_object::hash::hash_bytes(&this.content()?);
        this.cache_hash(hash);
        Ok(hash)
    }

    #[slot]
    fn tp_richcompare(this: &MemoryView, other: &Object, op: CompareOp) -> PyResult {
        if !matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(singletons::py_not_implemented());
        }
        Ok(match compare::equal(this, other)? {
            Some(equal) => singletons::py_bool(equal == (op == CompareOp::Eq)),
            None => singletons::py_not_implemented(),
        })
    }

    #[slot]
    fn sq_length(this: &MemoryView) -> PyResult<usize> {
        this.check_released()?;
        Ok(this.len())
    }

    #[slot]
    fn sq_item(this: &MemoryView, index: isize) -> PyResult {
        access::item(this, index)
    }

    #[slot]
    fn mp_length(this: &MemoryView) -> PyResult<usize> {
        this.check_released()?;
        Ok(this.len())
    }

    #[slot]
    fn mp_subscript(this: &MemoryView, key: &Object) -> PyResult {
        access::get(this, key)
    }

    #[slot]
    fn mp_ass_subscript(this: &MemoryView, key: &Object, value: Option<&Object>) -> PyResult<()> {
        access::set(this, key, value)
    }

    /// Release the memory.
    #[method("($self, /)")]
    fn release(this: &MemoryView) -> PyResult<()> {
        this.release()
    }

    #[method]
    fn __enter__(this: &MemoryView, args: Args) -> PyResult {
        no_arguments(args, "__enter__")?;
        this.check_released()?;
        Ok(this.as_object().new_ref())
    }

    #[method]
    fn __exit__(this: &MemoryView, args: Args) -> PyResult<()> {
        args.no_keywords("__exit__")?;
        this.release()
    }

    /// cast($self, /, format, *, shape)
    /// --
    ///
    /// Show the same bytes as items of another format or shape.
    #[method]
    fn cast(this: &MemoryView, args: Args) -> PyResult<Py<MemoryView>> {
        let mut bound = [None; 2];
        args.bind(&CAST, &mut bound)?;
        let [Some(format), shape] = bound else { return Err(errors::bad_internal_call()) };
        cast::cast(this, format, shape)
    }

    /// Return a view of the same memory that cannot be written to.
    #[method("($self, /)")]
    fn toreadonly(this: &MemoryView) -> PyResult<Py<MemoryView>> {
        this.sub_view(&Window { readonly: true, ..this.window() })
    }

    /// tobytes($self, /, order=None)
    /// --
    ///
    /// Return the content as bytes, in C order, or in Fortran order for 'F' (and for 'A' if the memory
    /// is in that order).
    #[method]
    fn tobytes(this: &MemoryView, args: Args) -> PyResult<Vec<u8>> {
        let mut bound = [None; 1];
        args.bind(&TOBYTES, &mut bound)?;
        let order = bound[0].filter(|order| !order.is_none());
        this.check_released()?;
        let order = match order {
            None => 'C',
            Some(order) => match order.downcast::<Str>() {
                Some(order) if order.eq_str("C") => 'C',
                Some(order) if order.eq_str("F") => 'F',
                Some(order) if order.eq_str("A") => 'A',
                Some(_) => return Err(raise!(ValueError, "order must be 'C', 'F' or 'A'")),
                None => {
                    let got = order.type_name();
                    return Err(raise!(TypeError, "argument 1 must be str or None, not {got:.50}"));
                }
            },
        };
        let content = this.content()?;
        let fortran = order == 'F' || (order == 'A' && this.is_f_contiguous() && !this.is_c_contiguous());
        Ok(if fortran && this.ndim() > 1 { in_fortran_order(&content, &this.window()) } else { content })
    }

    /// Return the items as a list, nested for several dimensions.
    #[method("($self, /)")]
    fn tolist(this: &MemoryView) -> PyResult {
        this.check_released()?;
        let char = access::format_char(this)?;
        let content = this.content()?;
        nested(char, &this.window().shape, this.itemsize() as usize, &mut &content[..])
    }

    /// hex($self, /, sep=<unrepresentable>, bytes_per_sep=1)
    /// --
    ///
    /// Return the content in hexadecimal digits, groups of bytes_per_sep bytes separated by sep.
    ///
    /// >>> view = memoryview(bytes([1, 171, 205]))
    /// >>> view.hex()
    /// '01abcd'
    /// >>> view.hex('-')
    /// '01-ab-cd'
    /// >>> view.hex(' ', 2)
    /// '01 abcd'
    /// >>> view.hex(' ', -2)
    /// '01ab cd'
    #[method]
    fn hex(this: &MemoryView, args: Args) -> PyResult {
        let bytes = Bytes::new(&this.content()?)?;
        let hex = pyston_object::attr::getattr_str(&bytes, name!("hex"))?;
        let all: Vec<&Object> = args.positional.iter().chain(args.values).copied().collect();
        pyston_object::call::vectorcall(&hex, &all, Some(&*Tuple::from_slice(args.names)?))
    }

    /// The underlying object.
    #[getter]
    fn obj(this: &MemoryView) -> PyResult<Option<Py>> {
        this.check_released()?;
        Ok(this.owner())
    }

    /// The size of the items in bytes, as tobytes() gives them.
    #[getter]
    fn nbytes(this: &MemoryView) -> PyResult<usize> {
        this.check_released()?;
        Ok(this.nbytes())
    }

    /// Whether the memory cannot be written to.
    #[getter]
    fn readonly(this: &MemoryView) -> PyResult<bool> {
        this.check_released()?;
        Ok(this.is_readonly())
    }

    /// The size of an item in bytes.
    #[getter]
    fn itemsize(this: &MemoryView) -> PyResult<isize> {
        this.check_released()?;
        Ok(this.itemsize())
    }

    /// The format of the items, as for the struct module.
    #[getter]
    fn format(this: &MemoryView) -> PyResult<String> {
        this.check_released()?;
        Ok(this.format())
    }

    /// The number of dimensions.
    #[getter]
    fn ndim(this: &MemoryView) -> PyResult<usize> {
        this.check_released()?;
        Ok(this.ndim())
    }

    /// The sizes of the dimensions.
    #[getter]
    fn shape(this: &MemoryView) -> PyResult<Py<Tuple>> {
        this.check_released()?;
        sizes(&this.window().shape)
    }

    /// The distances in bytes between neighbours in each dimension.
    #[getter]
    fn strides(this: &MemoryView) -> PyResult<Py<Tuple>> {
        this.check_released()?;
        sizes(&this.window().strides)
    }

    /// For memory reached through pointers: what to add after following them.
    #[getter]
    fn suboffsets(this: &MemoryView) -> PyResult<Py<Tuple>> {
        this.check_released()?;
        sizes(&this.window().suboffsets)
    }

    /// Whether the memory is contiguous with the last index running fastest.
    #[getter]
    fn c_contiguous(this: &MemoryView) -> PyResult<bool> {
        this.check_released()?;
        Ok(this.is_c_contiguous())
    }

    /// Whether the memory is contiguous with the first index running fastest.
    #[getter]
    fn f_contiguous(this: &MemoryView) -> PyResult<bool> {
        this.check_released()?;
        Ok(this.is_f_contiguous())
    }

    /// Whether the memory is contiguous.
    #[getter]
    fn contiguous(this: &MemoryView) -> PyResult<bool> {
        this.check_released()?;
        Ok(this.is_c_contiguous() || this.is_f_contiguous())
    }
}

pub fn install() {
    MemoryViewType::install();
    PyMemoryView_Type.fill(install_view);
    _PyManagedBuffer_Type.fill(install_managed);
}
