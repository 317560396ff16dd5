//! The two versions of the database behind one set of questions, and their answers as Python values.
//!
//! **Invariant**: the facts are those of `pyston_unicode`, which the compiler and the codecs ask too;
//! here are only defaults, errors and conversions.

use pyston_object::buffer;
use pyston_object::prelude::*;
use pyston_unicode::name::{self, Found, NAME_MAX};
use pyston_unicode::{self as current, Form, QuickCheck, ucd_3_2};

/// Which version answers.
#[derive(Clone, Copy, PartialEq)]
pub enum Database {
    Current,
    /// 3.2, for IDNA 2003.
    Old,
}

/// An argument that is a string of one character.
pub struct Character(u32);

impl FromArg<'_> for Character {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        match object.downcast::<Str>() {
            Some(text) if text.len() == 1 => Ok(Character(text.data().at(0))),
            _ => Err(context.must_be("a unicode character", object)),
        }
    }
}

/// An argument that is text, or bytes that nobody can change: the C format `s#`.
pub struct Utf8(Vec<u8>);

impl FromArg<'_> for Utf8 {
    fn from_arg(object: &Object, context: ArgContext) -> PyResult<Self> {
        if let Some(text) = object.downcast::<Str>() {
            return Ok(Utf8(text.to_utf8()?.into_owned().into_bytes()));
        }
        if buffer::has_release(object) {
            return Err(context.must_be("read-only bytes-like object", object));
        }
        Ok(Utf8(Buffer::new(object)?.to_vec()))
    }
}

/// A value, or else the default, or else `ValueError`.
fn value_or(value: Option<impl IntoPy>, default: Option<&Object>, missing: &str) -> PyResult {
    match (value, default) {
        (Some(value), _) => value.into_py(),
        (None, Some(default)) => Ok(default.new_ref()),
        (None, None) => Err(raise!(ValueError, "{missing}")),
    }
}

/// Asks the same question of either version.
macro_rules! ask {
    ($database:expr, $question:ident($cp:expr)) => {
        match $database {
            Database::Current => current::$question($cp),
            Database::Old => ucd_3_2::$question($cp),
        }
    };
}

impl Database {
    pub fn decimal(self, chr: Character, default: Option<&Object>) -> PyResult {
        value_or(ask!(self, decimal(chr.0)), default, "not a decimal")
    }

    pub fn digit(self, chr: Character, default: Option<&Object>) -> PyResult {
        value_or(ask!(self, digit(chr.0)), default, "not a digit")
    }

    pub fn numeric(self, chr: Character, default: Option<&Object>) -> PyResult {
        value_or(ask!(self, numeric(chr.0)), default, "not a numeric character")
    }

    pub fn category(self, chr: Character) -> &'static str {
        ask!(self, category(chr.0))
    }

    pub fn bidirectional(self, chr: Character) -> &'static str {
        ask!(self, bidirectional(chr.0))
    }

    pub fn combining(self, chr: Character) -> u8 {
        ask!(self, combining(chr.0))
    }

    pub fn mirrored(self, chr: Character) -> u8 {
        ask!(self, mirrored(chr.0)).into()
    }

    pub fn east_asian_width(self, chr: Character) -> &'static str {
        ask!(self, east_asian_width(chr.0))
    }

    pub fn decomposition(self, chr: Character) -> String {
        ask!(self, decomposition(chr.0))
    }

    pub fn name(self, chr: Character, default: Option<&Object>) -> PyResult {
        let name = match self {
            Database::Current => name::name(chr.0),
            Database::Old => ucd_3_2::name(chr.0),
        };
        value_or(name, default, "no such name")
    }

    pub fn lookup(self, name: &Utf8) -> PyResult<Py<Str>> {
        if name.0.len() > NAME_MAX {
            return Err(raise!(KeyError, "name too long"));
        }
        let found = match self {
            Database::Current => name::lookup(&name.0),
            Database::Old => ucd_3_2::lookup(&name.0).map(Found::Character),
        };
        match found {
            Some(Found::Character(cp)) => Str::from_char(cp),
            Some(Found::Sequence(points)) => Str::from_points(points),
            None => {
                // The message is that of a C string: it ends at a NUL.
                let shown = name.0.split(|&byte| byte == 0).next().unwrap_or_default();
                Err(raise!(KeyError, "undefined character name '{}'", String::from_utf8_lossy(shown)))
            }
        }
    }

    pub fn is_normalized(self, form: &Str, text: &Str) -> PyResult<bool> {
        if text.is_empty() {
            return Ok(true);
        }
        let form = read_form(form)?;
        if self == Database::Old {
            return Ok(ucd_3_2::is_normalized(form, &points_of(text)));
        }
        Ok(match quick_check(form, text) {
            QuickCheck::Yes => true,
            QuickCheck::No => false,
            QuickCheck::Maybe => current::is_normalized(form, &points_of(text)),
        })
    }

    /// The very string if it is plainly normalized already, even one of a subtype.
    pub fn normalize(self, form: &Str, text: &Str) -> PyResult<Py<Str>> {
        if text.is_empty() {
            return Ok(text.new_ref());
        }
        let form = read_form(form)?;
        if self == Database::Old {
            return Str::from_points(&ucd_3_2::normalize(form, &points_of(text)));
        }
        if quick_check(form, text) == QuickCheck::Yes {
            return Ok(text.new_ref());
        }
        Str::from_points(&current::normalize(form, &points_of(text)))
    }
}

fn read_form(form: &Str) -> PyResult<Form> {
    let known = form.as_ascii().and_then(Form::from_name);
    known.ok_or_else(|| raise!(ValueError, "invalid normalization form"))
}

fn points_of(text: &Str) -> Vec<u32> {
    text.data().iter().collect()
}

/// The quick check over the string as it is stored.
fn quick_check(form: Form, text: &Str) -> QuickCheck {
    match text.data() {
        StrData::Ascii(_) => QuickCheck::Yes,
        StrData::Ucs1(units) => current::quick_check(form, units.iter().map(|&unit| unit.into())),
        StrData::Ucs2(units) => current::quick_check(form, units.iter().map(|&unit| unit.into())),
        StrData::Ucs4(units) => current::quick_check(form, units.iter().copied()),
    }
}
