//! `str.format`, `format_map` and `__format__`.

use std::ops::Range;

use pyston_numeric::format::format_text;
use pyston_numeric::template::{Accessor, AutoNumber, Field as TemplateField, FieldName, First, Template};
use pyston_object::attr;
use pyston_object::prelude::*;

use super::units::with_units;
use crate::text::Unit;

/// How deep fields may nest in specs.
const MAX_DEPTH: usize = 2;

/// Where the values of fields come from.
#[derive(Clone, Copy)]
pub enum Values<'a> {
    /// The arguments of `format`.
    Arguments(Args<'a>),
    /// The mapping of `format_map`.
    Mapping(&'a Object),
}

impl Values<'_> {
    fn by_index(self, index: usize) -> PyResult {
        let Values::Arguments(args) = self else {
            return Err(raise!(ValueError, "Format string contains positional fields"));
        };
        args.positional
            .get(index)
            .map(|value| value.new_ref())
            .ok_or_else(|| raise!(IndexError, "Replacement index {index} out of range for positional args tuple"))
    }

    fn by_name(self, name: &Str) -> PyResult {
        match self {
            Values::Mapping(mapping) => protocol::getitem(mapping, name),
            Values::Arguments(args) => {
                let found = args.keywords().find(|(key, _)| key.downcast::<Str>().is_some_and(|key| key.equals(name)));
                found.map(|(_, value)| value.new_ref()).ok_or_else(|| errors::key_error(name))
            }
        }
    }
}

/// `template.format(*values)`.
pub fn format(template: &Str, values: Values) -> PyResult<Py<Str>> {
    // Text without markup is itself the result, of whatever subclass it is.
    if !template.is_empty() && !template.data().iter().any(|point| point == 0x7B || point == 0x7D) {
        return Ok(template.new_ref());
    }
    with_units!(template.data(), units => {
        let mut expander = Expander { units, text: template.data(), values, numbering: AutoNumber::default() };
        expander.expand(0..units.len(), MAX_DEPTH)
    })
}

/// One call of `format`.
struct Expander<'a, U> {
    units: &'a [U],
    text: StrData<'a>,
    values: Values<'a>,
    numbering: AutoNumber,
}

impl<'a, U: Unit> Expander<'a, U> {
    fn expand(&mut self, range: Range<usize>, depth: usize) -> PyResult<Py<Str>> {
        if depth == 0 {
            return Err(raise!(ValueError, "Max string recursion exceeded"));
        }
        let mut out = StrBuilder::with_capacity(range.len());
        let mut template = Template::new(self.units, range);
        // A sole field without text around it is the result itself, not a copy.
        let mut sole: Option<Py<Str>> = None;
        while let Some(markup) = template.next_markup()? {
            let is_first = out.is_empty() && sole.is_none();
            if let Some(text) = sole.take_if(|_| !markup.literal.is_empty() || markup.field.is_some()) {
                out.push_py(&text);
            }
            out.push_data(self.text.slice(markup.literal.start, markup.literal.end));
            if let Some(field) = markup.field {
                let text = self.field(field, depth)?;
                if is_first && markup.literal.is_empty() && Str::check_exact(&text) {
                    sole = Some(text);
                } else {
                    out.push_py(&text);
                }
            }
        }
        match sole {
            Some(text) => Ok(text),
            None => out.finish(),
        }
    }

    fn piece(&self, range: Range<usize>) -> PyResult<Py<Str>> {
        Str::from_data(self.text.slice(range.start, range.end))
    }

    fn field(&mut self, field: TemplateField, depth: usize) -> PyResult<Py<Str>> {
        let value = self.value(field.name)?;
        let value = match field.conversion {
            None => value,
            Some(conversion) => convert(&value, conversion)?.into_object(),
        };
        let spec = if field.nested { self.expand(field.spec, depth - 1)? } else { self.piece(field.spec)? };
        protocol::format(&value, Some(&spec))
    }

    /// The object that a field names.
    fn value(&mut self, name: Range<usize>) -> PyResult {
        let mut name = FieldName::split(self.units, name, Some(&mut self.numbering))?;
        let mut value = match &name.first {
            First::Index(index) => self.values.by_index(*index)?,
            First::Name(range) => self.values.by_name(&*self.piece(range.clone())?)?,
        };
        while let Some(accessor) = name.next_accessor()? {
            value = match accessor {
                Accessor::Attribute(range) => attr::getattr_str(&value, &*self.piece(range)?)?,
                Accessor::Index(index) if protocol::is_sequence(&value) => {
                    protocol::sequence_item(&value, index as isize)?
                }
                Accessor::Index(index) => protocol::getitem(&value, &*Int::from_usize(index)?)?,
                Accessor::Key(range) => protocol::getitem(&value, &*self.piece(range)?)?,
            };
        }
        Ok(value)
    }
}

/// `!r`, `!s`, `!a`.
fn convert(value: &Object, conversion: u32) -> PyResult<Py<Str>> {
    match char::from_u32(conversion) {
        Some('r') => protocol::repr(value),
        Some('s') => protocol::str(value),
        Some('a') => protocol::ascii(value),
        Some(letter @ '!'..='~') => Err(raise!(ValueError, "Unknown conversion specifier {letter}")),
        _ => Err(raise!(ValueError, "Unknown conversion specifier \\x{conversion:x}")),
    }
}

/// `str.__format__`.
pub fn format_self(this: &Str, spec: &Str) -> PyResult<Py<Str>> {
    if spec.is_empty() {
        return if Str::check_exact(this) { Ok(this.new_ref()) } else { protocol::str(this) };
    }
    let type_name = crate::int::text::TypeNameOf(this);
    let layout = with_units!(spec.data(), units => format_text(this.len(), units, &type_name))?;
    if layout.left == 0 && layout.right == 0 && layout.kept == this.len() && Str::check_exact(this) {
        return Ok(this.new_ref());
    }
    let mut out = StrBuilder::try_with_capacity(layout.left.saturating_add(layout.kept).saturating_add(layout.right))?;
    out.push_repeated(layout.fill, layout.left);
    out.push_data(this.data().slice(0, layout.kept));
    out.push_repeated(layout.fill, layout.right);
    out.finish()
}
