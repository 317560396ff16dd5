//! `%` formatting of strings, and where its arguments come from (for bytes too).

use pyston_numeric::format::Formatted;
use pyston_numeric::percent::{self, Arguments, Conversion, Kind, Piece, Pieces, unsupported};
use pyston_object::int::max_str_digits;
use pyston_object::prelude::*;

use super::units::with_units;
use crate::text::Unit;

/// The right operand of `%`: a tuple of arguments or one, and a mapping if it is one.
pub struct Source<'a> {
    args: Py,
    /// Number of arguments; `None`: `args` is the only one.
    len: Option<usize>,
    next: usize,
    mapping: Option<&'a Object>,
}

impl<'a> Source<'a> {
    /// `is_text` says which objects are single arguments although they can be subscripted.
    pub fn new(args: &'a Object, is_text: bool) -> Source<'a> {
        let len = args.downcast::<pyston_object::tuple::Tuple>().map(|args| args.len());
        let mapping = (protocol::is_mapping(args) && len.is_none() && !is_text).then_some(args);
        Source { args: args.new_ref(), len, next: 0, mapping }
    }

    /// The next argument.
    pub fn take(&mut self) -> PyResult {
        let index = self.next;
        self.next += 1;
        let item = match self.len {
            None if index == 0 => Some(self.args.clone()),
            None => None,
            Some(_) => self
                .args
                .downcast::<pyston_object::tuple::Tuple>()
                .and_then(|args| args.get(index))
                .map(Layout::new_ref),
        };
        item.ok_or_else(|| raise!(TypeError, "not enough arguments for format string"))
    }

    /// Makes the value of `key` the one argument.
    pub fn select(&mut self, key: &Object) -> PyResult<()> {
        if let Some(mapping) = self.mapping {
            self.args = protocol::getitem(mapping, key)?;
            (self.len, self.next) = (None, 0);
        }
        Ok(())
    }

    pub fn require_mapping(&self) -> PyResult<()> {
        if self.mapping.is_none() { Err(raise!(TypeError, "format requires a mapping")) } else { Ok(()) }
    }

    /// The next argument as an int of `*`.
    fn star(&mut self) -> PyResult<Py> {
        let value = self.take()?;
        if Int::check(&value) { Ok(value) } else { Err(raise!(TypeError, "* wants int")) }
    }

    pub fn star_width(&mut self) -> PyResult<isize> {
        protocol::index_as_ssize(&*self.star()?)
    }

    pub fn star_precision(&mut self) -> PyResult<i32> {
        let value = self.star()?;
        let number =
            value.downcast::<Int>().and_then(|value| value.to_i64()).and_then(|value| i32::try_from(value).ok());
        number.ok_or_else(|| raise!(OverflowError, "Python int too large to convert to C int"))
    }

    /// After the last piece: were all arguments used?
    pub fn finish(&self, what: &str) -> PyResult<()> {
        if self.next < self.len.unwrap_or(1) && self.mapping.is_none() {
            return Err(raise!(TypeError, "not all arguments converted during {what} formatting"));
        }
        Ok(())
    }
}

/// The letters `d i u o x X e E f F g G`; `None` for another.
pub fn number(value: &Object, conversion: &Conversion) -> PyResult<Option<Formatted>> {
    match char::from_u32(conversion.letter) {
        Some(letter @ ('d' | 'i' | 'u' | 'o' | 'x' | 'X')) => {
            let number = integer(value, letter)?;
            Ok(Some(percent::int(number.numeric(), conversion, max_str_digits())?))
        }
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G') => Ok(Some(percent::float(protocol::as_f64(value)?, conversion)?)),
        _ => Ok(None),
    }
}

fn integer(value: &Object, letter: char) -> PyResult<Py<Int>> {
    if let Some(int) = value.downcast::<Int>() {
        return Ok(int.new_ref());
    }
    let is_integral = matches!(letter, 'o' | 'x' | 'X');
    let wrong_type = || {
        let wanted = if is_integral { "an integer" } else { "a number" };
        raise!(TypeError, "%{letter} format: {wanted} is required, not {:.200}", value.type_name())
    };
    let is_number = protocol::number_slots(value)
        .is_some_and(|slots| slots.nb_index.is_some() || slots.nb_int.is_some() || slots.nb_float.is_some());
    if !is_number {
        return Err(wrong_type());
    }
    let result = if is_integral { protocol::index(value).map(Some) } else { protocol::number_to_int(value) };
    errors::catch(result, &exc::TypeError)?.flatten().ok_or_else(wrong_type)
}

/// Writes a laid out number.
pub fn push_formatted(out: &mut StrBuilder, formatted: &Formatted) -> PyResult<()> {
    out.try_reserve(formatted.len())?;
    out.push_repeated(formatted.fill, formatted.left);
    out.push_str(&formatted.head);
    out.push_repeated(formatted.fill, formatted.inner);
    out.push_str(&formatted.body);
    formatted.surrogate.iter().for_each(|&point| out.push(point));
    out.push_repeated(formatted.fill, formatted.right);
    Ok(())
}

/// `template % args`.
pub fn format(template: &Str, args: &Object) -> PyResult<Py<Str>> {
    with_units!(template.data(), units => {
        let source = Source::new(args, Str::check(args));
        let mut formatter = Formatter { units, text: template.data(), source, out: StrBuilder::with_capacity(units.len() + 16), whole: None };
        formatter.run()?;
        if !units.is_empty() && !template.data().iter().any(|point| point == u32::from(b'%')) {
            formatter.whole = Some(template.new_ref());
        }
        formatter.whole.map_or_else(|| formatter.out.finish(), Ok)
    })
}

struct Formatter<'a, U> {
    units: &'a [U],
    text: StrData<'a>,
    source: Source<'a>,
    out: StrBuilder,
    /// The result, if it is just the text of one argument.
    whole: Option<Py<Str>>,
}

impl<U: Unit> Arguments for Formatter<'_, U> {
    type Error = Raised;
    fn require_mapping(&mut self) -> PyResult<()> {
        self.source.require_mapping()
    }
    fn select_key(&mut self, key: std::ops::Range<usize>) -> PyResult<()> {
        let key = Str::from_data(self.text.slice(key.start, key.end))?;
        self.source.select(&key)
    }
    fn star_width(&mut self) -> PyResult<isize> {
        self.source.star_width()
    }
    fn star_precision(&mut self) -> PyResult<i32> {
        self.source.star_precision()
    }
}

impl<U: Unit> Formatter<'_, U> {
    fn run(&mut self) -> PyResult<()> {
        let mut pieces = Pieces::new(self.units, Kind::Str);
        while let Some(piece) = pieces.next(self)? {
            match piece {
                Piece::Literal(range) => self.out.push_data(self.text.slice(range.start, range.end)),
                Piece::Percent => self.out.push(b'%'.into()),
                Piece::Conversion(conversion) => self.convert(&conversion)?,
            }
        }
        self.source.finish("string")
    }

    fn convert(&mut self, conversion: &Conversion) -> PyResult<()> {
        let value = self.source.take()?;
        let text = match char::from_u32(conversion.letter) {
            Some('s') => protocol::str(&value)?,
            Some('r') => protocol::repr(&value)?,
            Some('a') => protocol::ascii(&value)?,
            Some('c') => character(&value)?,
            _ => {
                let Some(formatted) = number(&value, conversion)? else {
                    return Err(unsupported(conversion, Kind::Str).into());
                };
                return push_formatted(&mut self.out, &formatted);
            }
        };
        let is_last = conversion.index + 1 == self.units.len();
        let layout = percent::text(text.len(), conversion);
        let is_whole = layout.left == 0 && layout.right == 0 && layout.kept == text.len();
        if is_last && self.out.is_empty() && is_whole {
            self.whole = Some(text);
            return Ok(());
        }
        self.out.try_reserve(layout.left.saturating_add(layout.kept).saturating_add(layout.right))?;
        self.out.push_repeated(layout.fill, layout.left);
        self.out.push_data(text.data().slice(0, layout.kept));
        self.out.push_repeated(layout.fill, layout.right);
        Ok(())
    }
}

/// `%c`: a character or its number.
fn character(value: &Object) -> PyResult<Py<Str>> {
    let wrong = || raise!(TypeError, "%c requires int or char");
    if let Some(text) = value.downcast::<Str>() {
        return if text.len() == 1 { Str::from_char(text.data().at(0)) } else { Err(wrong()) };
    }
    let number = protocol::index(value).ok().and_then(|number| number.to_i64());
    let Some(number) = number else {
        errors::clear();
        return Err(wrong());
    };
    match u32::try_from(number) {
        Ok(point) if point < 0x11_0000 => Str::from_char(point),
        _ => Err(raise!(OverflowError, "%c arg not in range(0x110000)")),
    }
}
