//! `_string`: the template parser of `str.format`, for `string.Formatter`.
//!
//! A template is taken apart at once; an error in it is raised when its place is reached, as if the
//! parser were still on its way.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use pyston_numeric::NumError;
use pyston_numeric::template::{Accessor, FieldName, First, Markup, Template};
use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::ready::ready;

/// Items found, and the error that ended the search.
struct Parsed<T> {
    items: Vec<T>,
    next: Cell<usize>,
    error: RefCell<Option<NumError>>,
}

impl<T: Clone> Parsed<T> {
    /// Calls `step` until it finds nothing more or fails.
    fn all(mut step: impl FnMut() -> Result<Option<T>, NumError>) -> Parsed<T> {
        let mut items = Vec::new();
        let error = loop {
            match step() {
                Ok(Some(item)) => items.push(item),
                Ok(None) => break None,
                Err(error) => break Some(error),
            }
        };
        Parsed { items, next: Cell::new(0), error: RefCell::new(error) }
    }

    fn next(&self) -> PyResult<Option<T>> {
        let index = self.next.get();
        if let Some(item) = self.items.get(index) {
            self.next.set(index + 1);
            return Ok(Some(item.clone()));
        }
        let error = self.error.borrow_mut().take();
        error.map_or(Ok(None), |error| Err(error.into()))
    }
}

fn piece(text: &Str, range: Range<usize>) -> PyResult<Py<Str>> {
    Str::from_data(text.data().slice(range.start, range.end))
}

fn points(text: &Str) -> Vec<u32> {
    text.data().iter().collect()
}

/// An iterator over literals and fields of a template.
#[pyclass(PyFormatterIter_Type = "formatteriterator")]
pub struct FormatterIterator {
    text: Field<Str>,
    markup: Parsed<Markup>,
}

impl_trace!(FormatterIterator { text });

#[pytype(PyFormatterIter_Type, payload)]
impl FormatterIterator {
    #[slot]
    fn tp_iter(this: &Object) -> Py {
        this.new_ref()
    }

    #[slot]
    fn tp_iternext(this: &Instance<FormatterIterator>) -> PyResult<Option<Py>> {
        let (Some(text), Some(markup)) = (this.text.get(), this.markup.next()?) else { return Ok(None) };
        let literal = piece(&text, markup.literal)?;
        let Some(field) = markup.field else {
            return (literal, (), (), ()).into_py().map(Some);
        };
        let conversion = field.conversion.map(Str::from_char).transpose()?;
        (literal, piece(&text, field.name)?, piece(&text, field.spec)?, conversion).into_py().map(Some)
    }
}

/// An iterator over the accesses to attributes and items in a field's name.
#[pyclass(PyFieldNameIter_Type = "fieldnameiterator")]
pub struct FieldNameIterator {
    text: Field<Str>,
    accessors: Parsed<Accessor>,
}

impl_trace!(FieldNameIterator { text });

#[pytype(PyFieldNameIter_Type, payload)]
impl FieldNameIterator {
    #[slot]
    fn tp_iter(this: &Object) -> Py {
        this.new_ref()
    }

    #[slot]
    fn tp_iternext(this: &Instance<FieldNameIterator>) -> PyResult<Option<Py>> {
        let (Some(text), Some(accessor)) = (this.text.get(), this.accessors.next()?) else { return Ok(None) };
        match accessor {
            Accessor::Attribute(range) => (true, piece(&text, range)?).into_py(),
            Accessor::Index(index) => (false, index).into_py(),
            Accessor::Key(range) => (false, piece(&text, range)?).into_py(),
        }
        .map(Some)
    }
}

fn text_argument<'a>(args: Args<'a>, function: &str) -> PyResult<&'a Str> {
    let argument = pyston_builtins::text::args::one(args, function)?;
    argument.downcast().ok_or_else(|| raise!(TypeError, "expected str, got {}", argument.type_name()))
}

pub struct StringModule;

/// Takes templates of str.format apart, for string.Formatter.
#[pymodule("_string")]
impl StringModule {
    /// An iterator over (literal, field name, spec, conversion) of a template.
    #[function]
    fn formatter_parser(args: Args) -> PyResult<Py<Instance<FormatterIterator>>> {
        let text = text_argument(args, "formatter_parser")?;
        let points = points(text);
        let mut template = Template::new(&points, 0..points.len());
        let markup = Parsed::all(|| template.next_markup());
        Instance::new(FormatterIterator { text: Field::new(text.new_ref()), markup })
    }

    /// The first part of a field's name, and an iterator over the accesses behind it.
    #[function]
    fn formatter_field_name_split(args: Args) -> PyResult<(Py, Py<Instance<FieldNameIterator>>)> {
        let text = text_argument(args, "formatter_field_name_split")?;
        let points = points(text);
        let mut name = FieldName::split(&points, 0..points.len(), None)?;
        let first = match name.first.clone() {
            First::Index(index) => index.into_py()?,
            First::Name(range) => piece(text, range)?.into_object(),
        };
        let accessors = Parsed::all(|| name.next_accessor());
        Ok((first, Instance::new(FieldNameIterator { text: Field::new(text.new_ref()), accessors })?))
    }

    #[exec]
    fn exec(_module: &Module) -> PyResult<()> {
        let types: [(&Type, fn()); 2] =
            [(&PyFormatterIter_Type, FormatterIterator::install), (&PyFieldNameIter_Type, FieldNameIterator::install)];
        for (ty, install) in types {
            if !ty.has_flag(pyston_abi::flags::Py_TPFLAGS_READY) {
                install();
                ready(ty)?;
            }
        }
        Ok(())
    }
}
