//! `struct.Struct` and the iterator over a buffer's records.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use pyston_object::buffer::{Buffer, has_buffer};
use pyston_object::impl_trace;
use pyston_object::prelude::*;

use super::format::Format;
use super::{struct_error, value};

/// A compiled format; none before `__init__`, which may come again.
#[pyclass(Struct_Type = "Struct", flags(BASETYPE), weaklist = weak)]
#[derive(Default)]
pub struct Struct {
    format: RefCell<Option<Rc<Format>>>,
    text: RefCell<String>,
    weak: WeakList,
}

impl_trace!(Struct {});

/// A C struct's size in CPython, and that of a code in it.
const BASE_SIZE: usize = 56;
const CODE_SIZE: usize = 32;

/// Structs up to this size are put together without memory of their own.
const SHORT: usize = 128;

impl Struct {
    /// Compiles the format.
    pub fn prepare(&self, format: &Object) -> PyResult<()> {
        let text = if let Some(text) = format.downcast::<Str>() {
            match text.as_ascii() {
                Some(ascii) => ascii.as_bytes().to_vec(),
                None => return Err(pyston_object::str::not_ascii(text)),
            }
        } else if let Some(bytes) = format.downcast::<Bytes>() {
            bytes.as_slice().to_vec()
        } else {
            return Err(raise!(
                TypeError,
                "Struct() argument 1 must be a str or bytes object, not {:.200}",
                format.type_name()
            ));
        };
        let compiled = Format::parse(&text).map_err(struct_error)?;
        self.format.replace(Some(Rc::new(compiled)));
        self.text.replace(text.iter().map(|&byte| char::from(byte)).collect());
        Ok(())
    }

    /// The format, shared, so that running Python code cannot take it away.
    pub fn compiled(&self) -> PyResult<Rc<Format>> {
        let format = self.format.borrow().clone();
        format.ok_or_else(|| raise!(RuntimeError, "Struct object is not initialized"))
    }

    /// The values as bytes.
    pub fn pack(&self, values: &[&Object], function: &str) -> PyResult<Py<Bytes>> {
        self.packed(values, function, |bytes, result| result.and_then(|()| Bytes::new(bytes)))
    }

    /// Hands on the bytes of the values, up to the one that cannot be packed, if any.
    fn packed<R>(
        &self,
        values: &[&Object],
        function: &str,
        finish: impl FnOnce(&[u8], PyResult<()>) -> PyResult<R>,
    ) -> PyResult<R> {
        let Some(format) = self.format.borrow().clone() else {
            return Err(struct_error(&format!("{function} expected -1 items for packing (got {})", values.len())));
        };
        if values.len() != format.len {
            return Err(struct_error(&format!(
                "{function} expected {} items for packing (got {})",
                format.len,
                values.len()
            )));
        }
        let (mut short, mut long) = ([0; SHORT], Vec::new());
        let bytes = if format.size <= SHORT {
            &mut short[..format.size]
        } else {
            long.try_reserve_exact(format.size).map_err(|_| errors::no_memory())?;
            long.resize(format.size, 0);
            &mut long[..]
        };
        let result = format.items().zip(values).try_for_each(|((code, offset), object)| {
            value::pack(&format, code, object, &mut bytes[offset..offset + code.size])
        });
        finish(bytes, result)
    }

    /// `pack_into(buffer, offset, *values)`.
    pub fn pack_into(&self, args: &[&Object]) -> PyResult<()> {
        let [buffer, offset, values @ ..] = args else {
            let missing = if args.is_empty() { "buffer" } else { "offset" };
            return Err(struct_error(&format!("pack_into expected {missing} argument")));
        };
        let size = self.format.borrow().as_ref().map_or(0, |format| format.size);
        let len = self.format.borrow().as_ref().map_or(-1, |format| format.len as isize);
        if values.len() as isize != len {
            return Err(struct_error(&format!("pack_into expected {len} items for packing (got {})", values.len())));
        }
        let target = Buffer::writable(buffer).map_err(|raised| {
            if raised.is(&exc::TypeError) || raised.is(&exc::BufferError) {
                return raise!(
                    TypeError,
                    "argument must be read-write bytes-like object, not {:.50}",
                    if buffer.is_none() { "None".into() } else { buffer.type_name() }
                );
            }
            raised
        })?;
        let offset = isize::from_arg(offset, context())?;
        let at = place(offset, size, target.len(), "pack_into", "packing", "no space to pack")?;
        self.packed(values, "pack_into", |bytes, result| {
            target.write(at, bytes);
            result
        })
    }

    /// The values of a buffer of the very size.
    pub fn unpack_all(&self, buffer: &Buffer) -> PyResult<Py<Tuple>> {
        let format = self.compiled()?;
        if buffer.len() != format.size {
            return Err(struct_error(&format!("unpack requires a buffer of {} bytes", format.size)));
        }
        values_at(&format, buffer, 0)
    }

    /// The values at an offset of a buffer.
    pub fn unpack_at(&self, buffer: &Buffer, offset: isize) -> PyResult<Py<Tuple>> {
        let format = self.compiled()?;
        let at = place(offset, format.size, buffer.len(), "unpack_from", "unpacking", "not enough data to unpack")?;
        values_at(&format, buffer, at)
    }
}

fn context() -> ArgContext {
    let function = pyston_object::args::FunctionName::Text("pack_into");
    ArgContext::new(function, pyston_object::convert::ArgPlace::Index(2))
}

fn values_at(format: &Format, buffer: &Buffer, at: usize) -> PyResult<Py<Tuple>> {
    // Making ints, floats and bytes runs no Python code, so the slice may be read meanwhile.
    let bytes = &buffer.as_slice()[at..at + format.size];
    let mut values = Vec::with_capacity(format.len);
    for (code, offset) in format.items() {
        values.push(value::unpack(format, code, &bytes[offset..offset + code.size])?);
    }
    Tuple::from_exact(values.into_iter())
}

/// An offset into a buffer, checked; negative ones count from the end.
fn place(offset: isize, size: usize, len: usize, function: &str, doing: &str, short: &str) -> PyResult<usize> {
    let mut at = offset;
    if at < 0 {
        if at + size as isize > 0 {
            return Err(struct_error(&format!("{short} {size} bytes at offset {offset}")));
        }
        if at + (len as isize) < 0 {
            return Err(struct_error(&format!("offset {offset} out of range for {len}-byte buffer")));
        }
        at += len as isize;
    }
    if (len as isize) - at < size as isize {
        return Err(struct_error(&format!(
            "{function} requires a buffer of at least {} bytes for {doing} {size} bytes at offset {at} (actual buffer size is {len})",
            size + at as usize
        )));
    }
    Ok(at as usize)
}

/// `iter_unpack(buffer)`.
pub fn iterate(record: Py<Instance<Struct>>, buffer: &Object) -> PyResult {
    let format = record.compiled()?;
    if format.size == 0 {
        return Err(struct_error("cannot iteratively unpack with a struct of length 0"));
    }
    if !has_buffer(buffer) {
        return Err(pyston_object::buffer::required(buffer));
    }
    let buffer = Buffer::new(buffer)?;
    if buffer.len() % format.size != 0 {
        return Err(struct_error(&format!(
            "iterative unpacking requires a buffer of a multiple of {} bytes",
            format.size
        )));
    }
    let state = UnpackIterator { format, buffer: RefCell::new(Some(Rc::new(buffer))), index: Cell::new(0) };
    Instance::new(state).map(Py::into_object)
}

/// Struct(fmt) --> compiled struct object
///
/// A compiled format, with the functions of the module as methods.
#[pytype(Struct_Type, payload, sig = "(format)", slots(
    tp_getattro = pyston_object::attr::generic_getattr,
    tp_setattro = pyston_object::attr::generic_setattr,
))]
impl Struct {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult {
        Instance::new_as(class, Struct::default()).map(Py::into_object)
    }

    #[init("(format)")]
    fn init(this: &Instance<Struct>, format: &Object) -> PyResult<()> {
        this.prepare(format)
    }

    /// S.pack(v1, v2, ...) -> bytes
    ///
    /// The values as bytes by the format.
    #[method(name = "pack")]
    fn pack_method(this: &Instance<Struct>, args: Args) -> PyResult<Py<Bytes>> {
        args.no_keywords("pack")?;
        this.pack(args.positional, "pack")
    }

    /// S.pack_into(buffer, offset, v1, v2, ...)
    ///
    /// Writes the values as bytes by the format into a buffer at an offset.
    #[method(name = "pack_into")]
    fn pack_into_method(this: &Instance<Struct>, args: Args) -> PyResult<()> {
        args.no_keywords("pack_into")?;
        this.pack_into(args.positional)
    }

    /// The values of a buffer, as a tuple. Its size must be that of the struct.
    #[method("($self, buffer, /)")]
    fn unpack(this: &Instance<Struct>, buffer: &Object) -> PyResult<Py<Tuple>> {
        this.unpack_all(&Buffer::new(buffer)?)
    }

    /// The values at an offset of a buffer, as a tuple.
    #[method("($self, /, buffer, offset=0)")]
    fn unpack_from(this: &Instance<Struct>, buffer: Buffer, offset: isize) -> PyResult<Py<Tuple>> {
        this.unpack_at(&buffer, offset)
    }

    /// An iterator over the tuples of values that follow each other in a buffer.
    #[method("($self, buffer, /)")]
    fn iter_unpack(this: &Instance<Struct>, buffer: &Object) -> PyResult {
        iterate(this.new_ref(), buffer)
    }

    /// S.__sizeof__() -> size of S in memory, in bytes
    #[method]
    fn __sizeof__(this: &Instance<Struct>, args: Args) -> PyResult<usize> {
        pyston_builtins::int::no_arguments(args, "__sizeof__")?;
        let codes = this.format.borrow().as_ref().map_or(0, |format| format.codes.len() + 1);
        Ok(BASE_SIZE + CODE_SIZE * codes)
    }

    /// The format's text.
    #[getter]
    fn format(this: &Instance<Struct>) -> PyResult<Py<Str>> {
        Str::new(&this.text.borrow())
    }

    /// Bytes that the struct takes.
    #[getter]
    fn size(this: &Instance<Struct>) -> isize {
        this.format.borrow().as_ref().map_or(-1, |format| format.size as isize)
    }
}

/// Where the next record starts; the buffer goes at the end.
#[pyclass(Unpackiter_Type = "unpack_iterator")]
pub struct UnpackIterator {
    format: Rc<Format>,
    buffer: RefCell<Option<Rc<Buffer>>>,
    index: Cell<usize>,
}

impl_trace!(UnpackIterator {});

#[pytype(Unpackiter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl UnpackIterator {
    #[slot]
    fn tp_iter(this: &Instance<UnpackIterator>) -> Py {
        this.object().new_ref()
    }

    #[slot]
    fn tp_iternext(this: &Instance<UnpackIterator>) -> PyResult<Option<Py<Tuple>>> {
        let at = this.index.get();
        let current = this.buffer.borrow().clone();
        let Some(buffer) = current.filter(|buffer| at < buffer.len()) else {
            let done = this.buffer.take();
            drop(done);
            return Ok(None);
        };
        this.index.set(at + this.format.size);
        values_at(&this.format, &buffer, at).map(Some)
    }

    #[method("($self, /)")]
    fn __length_hint__(this: &Instance<UnpackIterator>) -> usize {
        let len = this.buffer.borrow().as_ref().map_or(0, |buffer| buffer.len());
        len.saturating_sub(this.index.get()) / this.format.size
    }
}
