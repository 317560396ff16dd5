//! `_io.StringIO`: text in memory as a stream.
//!
//! **Invariant**: the position may be beyond the end; writing there fills the gap with NULs. Text is kept
//! in a builder of the width it needs while it only grows, as units of full width once it was changed
//! elsewhere.

use std::cell::{Cell, RefCell};

use pyston_object::prelude::*;
use pyston_object::room;
use pyston_object::{attr, call};

use super::convert::{Size, size_or_all};
use super::newline::IncrementalNewlineDecoder;
use super::text_base::PyTextIOBase_Type;
use super::text_wrapper::line_end::{self, Found, LineEnd};

enum Content {
    Growing(StrBuilder),
    Units(Vec<u32>),
}

impl Content {
    fn data(&self) -> StrData<'_> {
        match self {
            Content::Growing(builder) => builder.data(),
            Content::Units(units) => StrData::Ucs4(units),
        }
    }

    fn units(&mut self) -> &mut Vec<u32> {
        if let Content::Growing(builder) = self {
            *self = Content::Units(builder.data().iter().collect());
        }
        match self {
            Content::Units(units) => units,
            Content::Growing(_) => unreachable!("made units above"),
        }
    }

    fn write(&mut self, at: usize, text: StrData<'_>) -> PyResult<()> {
        let len = self.data().len();
        if let Content::Growing(builder) = self
            && at >= len
        {
            builder.try_reserve(at - len)?;
            builder.push_repeated(0, at - len);
            return builder.try_push_data(text);
        }
        let units = self.units();
        let end = at + text.len();
        if end > units.len() {
            room::reserve(units, end - units.len())?;
            units.resize(end, 0);
        }
        for (unit, point) in units[at..end].iter_mut().zip(text.iter()) {
            *unit = point;
        }
        Ok(())
    }
}

/// The state of a stream in memory.
#[pyclass(PyStringIO_Type = "_io.StringIO", flags(BASETYPE), dict = dict, weaklist = weaklist)]
#[repr(C)]
pub struct StringIo {
    dict: Field,
    weaklist: WeakList,
    ok: Cell<bool>,
    closed: Cell<bool>,
    content: RefCell<Content>,
    position: Cell<usize>,
    newline: RefCell<Option<String>>,
    decoder: Field<Instance<IncrementalNewlineDecoder>>,
}

pyston_object::impl_trace!(StringIo { dict, decoder });

impl StringIo {
    fn check_initialized(&self) -> PyResult<()> {
        if self.ok.get() { Ok(()) } else { Err(raise!(ValueError, "I/O operation on uninitialized object")) }
    }

    fn check_open(&self) -> PyResult<()> {
        self.check_initialized()?;
        if self.closed.get() { Err(raise!(ValueError, "I/O operation on closed file")) } else { Ok(()) }
    }

    fn len(&self) -> usize {
        self.content.borrow().data().len()
    }

    fn slice(&self, start: usize, stop: usize) -> PyResult<Py<Str>> {
        Str::from_data(self.content.borrow().data().slice(start, stop))
    }

    fn value(&self) -> PyResult<Py<Str>> {
        self.slice(0, self.len())
    }

    fn write(&self, text: &Str) -> PyResult<()> {
        let decoded = match self.decoder.get() {
            Some(decoder) => decoder.decode(text, true)?,
            None => text.as_object().new_ref().downcast_into().map_err(|_| errors::bad_internal_call())?,
        };
        let end = self.newline.borrow().clone().filter(|end| end.starts_with('\r'));
        let text = match end {
            Some(end) => super::text_wrapper::replace_newlines(&decoded, &end)?,
            None => decoded,
        };
        let at = self.position.get();
        if at > isize::MAX as usize - text.len() {
            return Err(raise!(OverflowError, "new position too large"));
        }
        self.content.borrow_mut().write(at, text.data())?;
        self.position.set(at + text.len());
        Ok(())
    }

    /// Puts the stream into the state of a new one with this content.
    fn fill(&self, value: Option<&Str>, newline: Option<&str>) -> PyResult<()> {
        self.ok.set(false);
        let translate = newline.is_none();
        let decoder = match newline {
            None | Some("") => Some(IncrementalNewlineDecoder::create(None, translate)?),
            Some(_) => None,
        };
        drop(self.decoder.replace(decoder));
        self.newline.replace(newline.map(str::to_owned));
        self.content.replace(Content::Growing(StrBuilder::new()));
        self.position.set(0);
        if let Some(value) = value
            && !value.is_empty()
        {
            self.write(value)?;
        }
        self.position.set(0);
        self.closed.set(false);
        self.ok.set(true);
        Ok(())
    }

    /// The next line, at most `limit` characters of it.
    fn readline(&self, limit: isize) -> PyResult<Py<Str>> {
        let start = self.position.get();
        let rest = self.len().saturating_sub(start);
        if rest == 0 {
            return Ok(Str::empty());
        }
        let available = usize::try_from(limit).map_or(rest, |limit| limit.min(rest));
        let end = self.newline.borrow().as_deref().map(Str::new).transpose()?;
        let found = {
            let content = self.content.borrow();
            let data = content.data().slice(start, start + available);
            match &end {
                None => line_end::find(data, LineEnd::Newline),
                Some(end) if end.is_empty() => line_end::find(data, LineEnd::Universal),
                Some(end) => line_end::find(data, LineEnd::Exactly(end)),
            }
        };
        let len = match found {
            Found::End(len) => len,
            Found::Consumed(_) => available,
        };
        self.position.set(start + len);
        self.slice(start, start + len)
    }
}

/// The newline argument: `None` or one of the modes.
fn newline_mode(newline: &Object) -> PyResult<Option<String>> {
    if newline.is_none() {
        return Ok(None);
    }
    let Some(text) = newline.downcast::<Str>() else {
        return Err(raise!(TypeError, "newline must be str or None, not {:.200}", newline.type_name()));
    };
    let text = text.to_utf8()?;
    match &*text {
        "" | "\n" | "\r" | "\r\n" => Ok(Some(text.into_owned())),
        _ => Err(raise!(ValueError, "illegal newline value: {}", protocol::repr_string(newline)?)),
    }
}

/// An argument for which `None` is something else than its absence.
type Given<'a> = Option<&'a Object>;

/// A stream of text in memory.
///
/// The newline mode is as that of TextIOWrapper, but None does not translate what is written.
#[pytype(PyStringIO_Type, base = PyTextIOBase_Type, payload, sig = "(initial_value='', newline='\\n')")]
impl StringIo {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<Instance<StringIo>>> {
        Instance::new_as(
            class,
            StringIo {
                dict: Field::empty(),
                weaklist: WeakList::new(),
                ok: Cell::new(false),
                closed: Cell::new(false),
                content: RefCell::new(Content::Growing(StrBuilder::new())),
                position: Cell::new(0),
                newline: RefCell::new(None),
                decoder: Field::empty(),
            },
        )
    }

    #[init("(initial_value=None, newline=None)")]
    fn init(this: &Instance<StringIo>, initial_value: Option<&Object>, newline: Given<'_>) -> PyResult<()> {
        let newline = newline.map_or_else(|| Ok(Some("\n".to_owned())), newline_mode)?;
        let value = match initial_value {
            Some(value) => Some(value.downcast::<Str>().ok_or_else(|| {
                raise!(TypeError, "initial_value must be str or None, not {:.200}", value.type_name())
            })?),
            None => None,
        };
        this.fill(value, newline.as_deref())
    }

    #[slot]
    fn tp_iternext(this: &Instance<StringIo>) -> PyResult<Option<Py>> {
        this.check_open()?;
        if this.object().ty() == &PyStringIO_Type {
            let line = this.readline(-1)?;
            return Ok((!line.is_empty()).then(|| line.into_object()));
        }
        let line = call::call_method(this.object(), name!("readline"), &[])?;
        match line.downcast::<Str>() {
            Some(text) => Ok((!text.is_empty()).then(|| line.new_ref())),
            None => {
                Err(raise!(OSError, "readline() should have returned a str object, not '{:.200}'", line.type_name()))
            }
        }
    }

    /// Return the whole text.
    #[method("($self, /)")]
    fn getvalue(this: &Instance<StringIo>) -> PyResult<Py<Str>> {
        this.check_open()?;
        this.value()
    }

    /// Return the position.
    #[method("($self, /)")]
    fn tell(this: &Instance<StringIo>) -> PyResult<usize> {
        this.check_open().map(|()| this.position.get())
    }

    /// Read at most size characters, all there are if size is negative or None.
    #[method("($self, size=-1, /)")]
    fn read(this: &Instance<StringIo>, size: Option<Size>) -> PyResult<Py<Str>> {
        this.check_open()?;
        let start = this.position.get();
        let rest = this.len().saturating_sub(start);
        let count = usize::try_from(size_or_all(size)).map_or(rest, |size| size.min(rest));
        if count == 0 {
            return Ok(Str::empty());
        }
        this.position.set(start + count);
        this.slice(start, start + count)
    }

    /// Read a line, at most size characters of it.
    #[method(name = "readline", sig = "($self, size=-1, /)")]
    fn readline_method(this: &Instance<StringIo>, size: Option<Size>) -> PyResult<Py<Str>> {
        this.check_open()?;
        this.readline(size_or_all(size))
    }

    /// Set the size, by default to the position; nothing is added.
    #[method("($self, pos=None, /)")]
    fn truncate(this: &Instance<StringIo>, pos: Option<Size>) -> PyResult<isize> {
        this.check_open()?;
        let size = pos.and_then(|pos| pos.0).unwrap_or(this.position.get() as isize);
        let Ok(len) = usize::try_from(size) else {
            return Err(raise!(ValueError, "Negative size value {size}"));
        };
        if len < this.len() {
            this.content.borrow_mut().units().truncate(len);
        }
        Ok(size)
    }

    /// Move to another position: any from the start (0), or here (1) or the end (2) with pos 0.
    #[method("($self, pos, whence=0, /)")]
    fn seek(this: &Instance<StringIo>, pos: isize, whence: i32) -> PyResult<usize> {
        this.check_open()?;
        if !(0..=2).contains(&whence) {
            return Err(raise!(ValueError, "Invalid whence ({whence}, should be 0, 1 or 2)"));
        }
        if pos < 0 && whence == 0 {
            return Err(raise!(ValueError, "Negative seek position {pos}"));
        }
        if whence != 0 && pos != 0 {
            return Err(raise!(OSError, "Can't do nonzero cur-relative seeks"));
        }
        this.position.set(match whence {
            0 => pos as usize,
            1 => this.position.get(),
            _ => this.len(),
        });
        Ok(this.position.get())
    }

    /// Write the text and return the number of characters.
    #[method(name = "write", sig = "($self, s, /)")]
    fn write_method(this: &Instance<StringIo>, s: &Object) -> PyResult<usize> {
        this.check_initialized()?;
        let Some(text) = s.downcast::<Str>() else {
            return Err(raise!(TypeError, "string argument expected, got '{}'", s.ty().tp_name()));
        };
        this.check_open()?;
        if !text.is_empty() {
            this.write(text)?;
        }
        Ok(text.len())
    }

    /// Close the stream and free its memory.
    #[method("($self, /)")]
    fn close(this: &Instance<StringIo>) {
        this.closed.set(true);
        this.content.replace(Content::Growing(StrBuilder::new()));
    }

    /// True: it can be read.
    #[method("($self, /)")]
    fn readable(this: &Instance<StringIo>) -> PyResult<bool> {
        this.check_open().map(|()| true)
    }

    /// True: it can be written.
    #[method("($self, /)")]
    fn writable(this: &Instance<StringIo>) -> PyResult<bool> {
        this.check_open().map(|()| true)
    }

    /// True: positions can be gone to.
    #[method("($self, /)")]
    fn seekable(this: &Instance<StringIo>) -> PyResult<bool> {
        this.check_open().map(|()| true)
    }

    #[getter]
    fn closed(this: &Instance<StringIo>) -> PyResult<bool> {
        this.check_initialized().map(|()| this.closed.get())
    }

    #[getter]
    fn line_buffering(this: &Instance<StringIo>) -> PyResult<bool> {
        this.check_open().map(|()| false)
    }

    #[getter]
    fn newlines(this: &Instance<StringIo>) -> PyResult {
        this.check_open()?;
        match this.decoder.get() {
            Some(decoder) => decoder.newlines_met(),
            None => Ok(singletons::py_none()),
        }
    }

    #[method(args = "($self, /)")]
    fn __getstate__(this: &Instance<StringIo>) -> PyResult {
        this.check_open()?;
        let dict = match attr::instance_dict(this.object())? {
            Some(dict) => dict.copy()?.into_object(),
            None => singletons::py_none(),
        };
        (this.value()?, this.newline.borrow().clone(), this.position.get(), dict).into_py()
    }

    #[method(args = "($self, state, /)")]
    fn __setstate__(this: &Instance<StringIo>, state: &Object) -> PyResult<()> {
        // Unpickling gets here before any `__init__`.
        if this.closed.get() {
            return Err(raise!(ValueError, "I/O operation on closed file"));
        }
        let parts = state.downcast::<Tuple>().map(|state| state.as_slice());
        let Some([value, newline, position, dict, ..]) = parts else {
            return Err(raise!(
                TypeError,
                "{:.200}.__setstate__ argument should be 4-tuple, got {:.200}",
                this.object().ty().tp_name(),
                state.ty().tp_name()
            ));
        };
        let newline = newline_mode(newline)?;
        let Some(value) = value.downcast::<Str>() else {
            return Err(raise!(TypeError, "initial_value must be str or None, not {:.200}", value.type_name()));
        };
        this.fill(None, newline.as_deref())?;
        // The text is as it was, whatever the newline mode.
        let mut content = StrBuilder::new();
        content.push_py(value);
        this.content.replace(Content::Growing(content));
        if !Int::check(position) {
            return Err(raise!(
                TypeError,
                "third item of state must be an integer, got {:.200}",
                position.ty().tp_name()
            ));
        }
        let Ok(position) = usize::try_from(protocol::index_as_ssize(position)?) else {
            return Err(raise!(ValueError, "position value cannot be negative"));
        };
        this.position.set(position);
        super::bytes_io::set_dict(this.object(), dict, "fourth")
    }
}
