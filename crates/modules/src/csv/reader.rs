//! Reading rows.
//!
//! **Invariant**: between two calls the state says what of the row's last line is still open; a call that
//! gives a row begins and ends at the start of a record.

use std::cell::{Cell, RefCell};

use pyston_object::prelude::*;
use pyston_object::{impl_trace, payload_members, protocol};

use super::dialect::{Dialect, Quoting, Rules};
use super::{FIELD_LIMIT, error};
use crate::units::Unit;

/// Where in a record the reader is.
#[derive(Clone, Copy, PartialEq)]
enum State {
    StartRecord,
    StartField,
    Escaped,
    InField,
    InQuoted,
    EscapedInQuoted,
    QuoteInQuoted,
    EndOfLine,
    AfterEscapedEnd,
}

/// The row being read.
struct Row {
    state: State,
    fields: Vec<Py>,
    field: StrBuilder,
    is_numeric: bool,
}

impl Default for Row {
    fn default() -> Self {
        Row { state: State::StartRecord, fields: Vec::new(), field: StrBuilder::new(), is_numeric: false }
    }
}

impl pyston_object::Trace for Row {
    fn trace(&self, visit: &mut pyston_object::Visitor<'_>) {
        self.fields.trace(visit);
    }
}

#[pyclass(Reader_Type = "_csv.reader", flags(BASETYPE))]
pub(super) struct Reader {
    lines: Field,
    dialect: Field<Instance<Dialect>>,
    rules: Rules,
    line_num: Cell<u64>,
    row: RefCell<Row>,
}
impl_trace!(Reader { lines, dialect, row });

pub(super) fn new(lines: Py, dialect: Py<Instance<Dialect>>) -> PyResult {
    let rules = dialect.rules;
    let (lines, dialect) = (Field::new(lines), Field::new(dialect));
    Ok(Instance::new(Reader { lines, dialect, rules, line_num: Cell::new(0), row: RefCell::default() })?.into_object())
}

pub(super) fn install() {
    payload_members!(Reader_Type, Reader { "dialect" = dialect [readonly], "line_num" = line_num [readonly] });
    Reader::install();
}

/// CSV reader
///
/// An iterator over the rows of lines of text.
#[pytype(Reader_Type, payload)]
impl Reader {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<Reader>) -> PyResult<Option<Vec<Py>>> {
        drop(this.row.take());
        let Some(lines) = this.lines.get() else { return Err(errors::bad_internal_call()) };
        loop {
            let Some(line) = protocol::next(&lines)? else {
                return this.end_of_input();
            };
            let Some(text) = line.downcast::<Str>() else {
                let got = line.type_name();
                return Err(error(&format!(
                    "iterator should return strings, not {got:.200} (did you open the file in text mode?)"
                )));
            };
            this.line_num.set(this.line_num.get() + 1);
            let mut row = this.row.borrow_mut();
            match text.data() {
                StrData::Ascii(units) => row.line(units, true, &this.rules)?,
                StrData::Ucs1(units) => row.line(units, false, &this.rules)?,
                StrData::Ucs2(units) => row.line(units, false, &this.rules)?,
                StrData::Ucs4(units) => row.line(units, false, &this.rules)?,
            }
            if row.state == State::StartRecord {
                return Ok(Some(std::mem::take(&mut row.fields)));
            }
        }
    }
}

impl Reader {
    /// The row that the end of the input leaves open, if any.
    fn end_of_input(&self) -> PyResult<Option<Vec<Py>>> {
        let mut row = self.row.borrow_mut();
        if row.field.is_empty() && row.state != State::InQuoted {
            return Ok(None);
        }
        if self.rules.strict {
            return Err(error("unexpected end of data"));
        }
        row.save_field()?;
        Ok(Some(std::mem::take(&mut row.fields)))
    }
}

const NEWLINE: u32 = b'\n' as u32;
const RETURN: u32 = b'\r' as u32;
const SPACE: u32 = b' ' as u32;

/// What follows the last character of a line; no line contains it.
const END: u32 = 0;

fn is_line_end(point: u32) -> bool {
    matches!(point, NEWLINE | RETURN | END)
}

fn check_length(len: usize) -> PyResult<()> {
    let limit = FIELD_LIMIT.get();
    if len as i64 > limit { Err(error(&format!("field larger than field limit ({limit})"))) } else { Ok(()) }
}

impl Row {
    /// Reads a whole line, up to its end.
    fn line<U: Unit>(&mut self, units: &[U], is_ascii: bool, rules: &Rules) -> PyResult<()> {
        if units.iter().any(|unit| unit.point() == 0) {
            return self.line_with_nul(units, rules);
        }
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            let run = self.run(&units[at..], rules);
            if run == 0 {
                self.step(unit.point(), rules)?;
                at += 1;
                continue;
            }
            let data = U::data(&units[at..at + run], is_ascii);
            check_length(self.field.len() + run)?;
            at += run;
            // A field without quotes or escapes needs no building.
            let ends = units.get(at).is_none_or(|unit| unit.point() == rules.delimiter || is_line_end(unit.point()));
            if self.state == State::StartField && ends && rules.quoting != Quoting::NonNumeric {
                self.fields.push(Str::from_data(data)?.into_object());
                let end = units.get(at).map_or(END, |unit| unit.point());
                at += 1;
                self.state = match end {
                    END => State::StartRecord,
                    NEWLINE | RETURN => State::EndOfLine,
                    _ => State::StartField,
                };
                if end == END {
                    return Ok(());
                }
            } else {
                self.is_numeric |= self.state == State::StartField && rules.quoting == Quoting::NonNumeric;
                if self.state == State::StartField {
                    self.state = State::InField;
                }
                self.field.push_data(data);
            }
        }
        self.step(END, rules)
    }

    /// Lines may not contain NUL: what is before it is read for its own errors.
    fn line_with_nul<U: Unit>(&mut self, units: &[U], rules: &Rules) -> PyResult<()> {
        for unit in units.iter().take_while(|unit| unit.point() != 0) {
            self.step(unit.point(), rules)?;
        }
        Err(error("line contains NUL"))
    }

    /// How many characters from the start belong to the field as they are.
    fn run<U: Unit>(&mut self, units: &[U], rules: &Rules) -> usize {
        if self.state == State::StartRecord && !is_line_end(units[0].point()) {
            self.state = State::StartField;
        }
        let in_quotes = match self.state {
            State::StartField => {
                let first = units[0].point();
                if (first == rules.quote && rules.quoting != Quoting::None) || (first == SPACE && rules.skip_space) {
                    return 0;
                }
                false
            }
            State::InField => false,
            State::InQuoted => true,
            _ => return 0,
        };
        let stops = |point: u32| {
            point == rules.escape
                || if in_quotes {
                    point == rules.quote && rules.quoting != Quoting::None
                } else {
                    point == rules.delimiter || point == NEWLINE || point == RETURN
                }
        };
        units.iter().position(|unit| stops(unit.point())).unwrap_or(units.len())
    }

    fn add(&mut self, point: u32, state: State) -> PyResult<()> {
        check_length(self.field.len() + 1)?;
        self.field.push(point);
        self.state = state;
        Ok(())
    }

    fn save_field(&mut self) -> PyResult<()> {
        let field = std::mem::take(&mut self.field).finish()?.into_object();
        let field = if std::mem::take(&mut self.is_numeric) {
            pyston_builtins::float::parse_float(&field)?.into_py()?
        } else {
            field
        };
        self.fields.push(field);
        Ok(())
    }

    /// Ends a field at a delimiter or the end of a line.
    fn end_field(&mut self, point: u32) -> PyResult<()> {
        self.save_field()?;
        self.state = match point {
            END => State::StartRecord,
            NEWLINE | RETURN => State::EndOfLine,
            _ => State::StartField,
        };
        Ok(())
    }

    /// Reads one character, or the end of a line.
    fn step(&mut self, point: u32, rules: &Rules) -> PyResult<()> {
        let is_quote = point == rules.quote && rules.quoting != Quoting::None && point != END;
        let is_escape = point == rules.escape && point != END;
        match self.state {
            State::StartRecord if point == END => Ok(()),
            State::StartRecord if is_line_end(point) => {
                self.state = State::EndOfLine;
                Ok(())
            }
            State::StartRecord | State::StartField => self.start_field(point, is_quote, is_escape, rules),
            State::Escaped if point == NEWLINE || point == RETURN => self.add(point, State::AfterEscapedEnd),
            State::Escaped => self.add(if point == END { NEWLINE } else { point }, State::InField),
            State::AfterEscapedEnd if point == END => Ok(()),
            State::InField | State::AfterEscapedEnd => {
                if is_escape {
                    self.state = State::Escaped;
                    return Ok(());
                }
                if is_line_end(point) || point == rules.delimiter {
                    return self.end_field(point);
                }
                // Behind an escaped line end the next end of a line does not end the record.
                self.add(point, self.state)
            }
            State::InQuoted => {
                if is_escape {
                    self.state = State::EscapedInQuoted;
                } else if is_quote {
                    self.state = if rules.doublequote { State::QuoteInQuoted } else { State::InField };
                } else if point != END {
                    return self.add(point, State::InQuoted);
                }
                Ok(())
            }
            State::EscapedInQuoted => self.add(if point == END { NEWLINE } else { point }, State::InQuoted),
            State::QuoteInQuoted if is_quote => self.add(point, State::InQuoted),
            State::QuoteInQuoted if is_line_end(point) || point == rules.delimiter => self.end_field(point),
            State::QuoteInQuoted if !rules.strict => self.add(point, State::InField),
            State::QuoteInQuoted => {
                let shown = |point| char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER);
                Err(error(&format!("'{}' expected after '{}'", shown(rules.delimiter), shown(rules.quote))))
            }
            State::EndOfLine => match point {
                NEWLINE | RETURN => Ok(()),
                END => {
                    self.state = State::StartRecord;
                    Ok(())
                }
                _ => Err(error(
                    "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?",
                )),
            },
        }
    }

    fn start_field(&mut self, point: u32, is_quote: bool, is_escape: bool, rules: &Rules) -> PyResult<()> {
        self.state = State::StartField;
        if is_line_end(point) {
            return self.end_field(point);
        }
        if is_quote {
            self.state = State::InQuoted;
        } else if is_escape {
            self.state = State::Escaped;
        } else if point == SPACE && rules.skip_space {
            // Stays at the start of the field.
        } else if point == rules.delimiter {
            return self.end_field(point);
        } else {
            self.is_numeric |= rules.quoting == Quoting::NonNumeric;
            return self.add(point, State::InField);
        }
        Ok(())
    }
}
