//! `Decimal.__format__`.

use pyston_decimal::{FormatSpec, Punctuation};
use pyston_object::locale::number_locale;
use pyston_object::prelude::*;

use super::current::current;
use super::number::Decimal;

/// The grouping of the current locale.
fn local() -> Punctuation {
    let locale = number_locale();
    Punctuation {
        decimal_point: locale.decimal_point.into_owned(),
        separator: locale.thousands_sep.into_owned(),
        grouping: locale.grouping.into_owned(),
    }
}

/// A specification of an older or foreign locale: a dict of its parts.
fn apply_override(punctuation: &mut Punctuation, parts: &Object) -> PyResult<()> {
    let Some(parts) = parts.downcast::<Dict>() else {
        return Err(raise!(TypeError, "optional argument must be a dict"));
    };
    let part = |name: &str| -> PyResult<Option<String>> {
        let Some(value) = parts.get_str(&Str::intern(name))? else { return Ok(None) };
        match value.downcast::<Str>() {
            Some(text) => Ok(Some(text.to_utf8()?.into_owned())),
            None => Err(raise!(TypeError, "bad argument type for built-in operation")),
        }
    };
    let (point, separator, grouping) = (part("decimal_point")?, part("thousands_sep")?, part("grouping")?);
    if let Some(point) = point {
        punctuation.decimal_point = point;
    }
    if let Some(separator) = separator {
        punctuation.separator = separator;
    }
    if let Some(grouping) = grouping {
        punctuation.grouping = grouping.into_bytes();
    }
    let is_long = |text: &str| text.len() > 4;
    let is_grouping = |sizes: &[u8]| sizes.iter().all(|&size| size < 128);
    if is_long(&punctuation.decimal_point)
        || is_long(&punctuation.separator)
        || !is_grouping(&punctuation.grouping)
        || punctuation.decimal_point.is_empty()
    {
        return Err(raise!(ValueError, "invalid override dict"));
    }
    Ok(())
}

pub fn format(this: &Decimal, text: &Object, override_parts: Option<&Object>) -> PyResult {
    let context = current()?;
    let Some(text) = text.downcast::<Str>() else { return Err(raise!(TypeError, "format arg must be str")) };
    let text = text.to_utf8()?;
    // Libmpdec reads a C string, whose first character may be a NUL to fill with.
    let end = text.char_indices().skip(1).find(|&(_, char)| char == '\0').map_or(text.len(), |(at, _)| at);
    let Some(mut spec) = FormatSpec::parse(&text[..end], context.has_capitals()) else {
        return Err(raise!(ValueError, "invalid format string"));
    };
    if spec.is_local {
        spec.punctuation = local();
    }
    if let Some(parts) = override_parts {
        apply_override(&mut spec.punctuation, parts)?;
    }
    let mut status = 0;
    match context.arithmetic().format(&this.value, &spec, &mut status) {
        Some(text) => Ok(Str::from_display(&text)?.into_object()),
        None if status & pyston_decimal::status::MALLOC_ERROR != 0 => Err(errors::no_memory()),
        None => Err(raise!(ValueError, "format specification exceeds internal limits of _decimal")),
    }
}
