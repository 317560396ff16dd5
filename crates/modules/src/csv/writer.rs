//! Writing rows.

use pyston_object::prelude::*;
use pyston_object::{call, impl_trace, payload_members, protocol};

use super::dialect::{Dialect, Quoting, Rules};
use super::error;

#[pyclass(Writer_Type = "_csv.writer", flags(BASETYPE))]
pub(super) struct Writer {
    write: Field,
    dialect: Field<Instance<Dialect>>,
}
impl_trace!(Writer { write, dialect });

pub(super) fn new(write: Py, dialect: Py<Instance<Dialect>>) -> PyResult {
    Ok(Instance::new(Writer { write: Field::new(write), dialect: Field::new(dialect) })?.into_object())
}

pub(super) fn install() {
    payload_members!(Writer_Type, Writer { "dialect" = dialect [readonly] });
    Writer::install();
}

/// CSV writer
///
/// Writes rows as lines of text.
#[pytype(Writer_Type, payload)]
impl Writer {
    /// writerow(iterable)
    ///
    /// Writes the row of an iterable's items; None becomes an empty field, and what is not a string the
    /// text of it.
    #[method(args = "($self, row, /)")]
    fn writerow(this: &Instance<Writer>, row: &Object) -> PyResult {
        this.write_row(row)
    }

    /// writerows(iterable of iterables)
    ///
    /// Writes several rows.
    #[method(args = "($self, rows, /)")]
    fn writerows(this: &Instance<Writer>, rows: &Object) -> PyResult<()> {
        protocol::for_each(rows, |row| this.write_row(&row).map(drop))
    }
}

/// The line being written.
struct Line {
    rules: Rules,
    terminator: Py<Str>,
    text: StrBuilder,
    n_fields: usize,
    /// The ASCII characters that are special, a bit each.
    special: u128,
}

impl Writer {
    fn write_row(&self, row: &Object) -> PyResult {
        let (Some(write), Some(dialect)) = (self.write.get(), self.dialect.get()) else {
            return Err(errors::bad_internal_call());
        };
        let fields = match protocol::iter(row) {
            Err(raised) if raised.is(&exc::TypeError) => {
                raised.clear();
                return Err(error(&format!("iterable expected, not {:.200}", row.type_name())));
            }
            fields => fields?,
        };
        let terminator = dialect.line_terminator.clone();
        let mut line = Line::new(dialect.rules, terminator);
        while let Some(field) = protocol::next(&fields)? {
            line.field(&field)?;
        }
        if line.n_fields > 0 && line.text.is_empty() {
            if line.rules.quoting == Quoting::None {
                return Err(error("single empty field record must be quoted"));
            }
            line.n_fields = 0;
            line.add(StrData::Ascii(b""), true)?;
        }
        line.text.push_py(&line.terminator);
        let line = line.text.finish()?;
        call::call(&write, &[&line])
    }
}

impl Line {
    fn new(rules: Rules, terminator: Py<Str>) -> Line {
        let mut line = Line { rules, terminator, text: StrBuilder::new(), n_fields: 0, special: 0 };
        line.special = line.specials().filter_map(|point| 1_u128.checked_shl(point)).fold(0, |bits, bit| bits | bit);
        line
    }

    fn field(&mut self, field: &Object) -> PyResult<()> {
        let quoted = match self.rules.quoting {
            Quoting::NonNumeric => !protocol::is_number(field),
            Quoting::All => true,
            Quoting::Minimal | Quoting::None => false,
        };
        if let Some(text) = field.downcast::<Str>() {
            return self.add(text.data(), quoted);
        }
        if field.is_none() {
            return self.add(StrData::Ascii(b""), quoted);
        }
        let text = protocol::str(field)?;
        self.add(text.data(), quoted)
    }

    /// Must the character be quoted or escaped?
    #[inline]
    fn is_special(&self, point: u32) -> bool {
        match 1_u128.checked_shl(point) {
            Some(bit) => self.special & bit != 0,
            None => self.specials().any(|special| special == point),
        }
    }

    fn specials(&self) -> impl Iterator<Item = u32> {
        let rules = self.rules;
        [rules.delimiter, rules.escape, rules.quote].into_iter().chain(self.terminator.data().iter())
    }

    fn add(&mut self, field: StrData<'_>, quoted: bool) -> PyResult<()> {
        let special = match field {
            StrData::Ascii(units) | StrData::Ucs1(units) => units.iter().any(|&unit| self.is_special(unit.into())),
            StrData::Ucs2(units) => units.iter().any(|&unit| self.is_special(unit.into())),
            StrData::Ucs4(units) => units.iter().any(|&unit| self.is_special(unit)),
        };
        let quoted = quoted || (special && self.needs_quotes(field));
        if self.n_fields > 0 {
            self.text.push(self.rules.delimiter);
        }
        self.n_fields += 1;
        if quoted {
            self.text.push(self.rules.quote);
        }
        if special {
            self.push_escaped(field)?;
        } else {
            self.text.push_data(field);
        }
        if quoted {
            self.text.push(self.rules.quote);
        }
        Ok(())
    }

    /// Does a special character make quotes necessary, rather than an escape?
    fn needs_quotes(&self, field: StrData<'_>) -> bool {
        let rules = &self.rules;
        let by_quotes = |point| point != rules.quote || rules.doublequote;
        rules.quoting != Quoting::None && field.iter().any(|point| self.is_special(point) && by_quotes(point))
    }

    fn push_escaped(&mut self, field: StrData<'_>) -> PyResult<()> {
        let rules = self.rules;
        for point in field.iter() {
            if point == rules.quote && rules.quoting != Quoting::None && rules.doublequote {
                self.text.push(rules.quote);
            } else if self.is_special(point) && (rules.quoting == Quoting::None || point == rules.quote) {
                if rules.escape == 0 {
                    return Err(error("need to escape, but no escapechar set"));
                }
                self.text.push(rules.escape);
            }
            self.text.push(point);
        }
        Ok(())
    }
}
