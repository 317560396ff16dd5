//! Writing strings as JSON strings.

use pyston_object::prelude::*;

/// Which characters stand for themselves.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Alphabet {
    /// The printable ones of ASCII, save quote and backslash.
    Ascii,
    /// All but controls, quote and backslash.
    Unicode,
}

impl Alphabet {
    #[inline]
    fn is_plain(self, point: u32) -> bool {
        let common = point >= 0x20 && point != u32::from(b'"') && point != u32::from(b'\\');
        common && (self == Alphabet::Unicode || point < 0x7F)
    }
}

/// `text` as a JSON string.
pub(super) fn encode(text: &Str, alphabet: Alphabet) -> PyResult<Py<Str>> {
    let mut out = StrBuilder::with_capacity(text.len() + 2);
    push(&mut out, text, alphabet);
    out.finish()
}

/// Appends `text` as a JSON string.
pub(super) fn push(out: &mut StrBuilder, text: &Str, alphabet: Alphabet) {
    out.push(b'"'.into());
    match text.data() {
        StrData::Ascii(units) => push_units(out, units, |&unit| unit.into(), StrData::Ascii, alphabet),
        StrData::Ucs1(units) => push_units(out, units, |&unit| unit.into(), StrData::Ucs1, alphabet),
        StrData::Ucs2(units) => push_units(out, units, |&unit| unit.into(), StrData::Ucs2, alphabet),
        StrData::Ucs4(units) => push_units(out, units, |&unit| unit, StrData::Ucs4, alphabet),
    }
    out.push(b'"'.into());
}

fn push_units<'a, U>(
    out: &mut StrBuilder,
    units: &'a [U],
    point: impl Fn(&U) -> u32,
    data: impl Fn(&'a [U]) -> StrData<'a>,
    alphabet: Alphabet,
) {
    let mut rest = units;
    while let Some(at) = rest.iter().position(|unit| !alphabet.is_plain(point(unit))) {
        push_run(out, data(&rest[..at]), alphabet);
        push_escape(out, point(&rest[at]));
        rest = &rest[at + 1..];
    }
    push_run(out, data(rest), alphabet);
}

/// Appends characters that stand for themselves; those of the ASCII alphabet do not widen the output.
fn push_run(out: &mut StrBuilder, run: StrData<'_>, alphabet: Alphabet) {
    if alphabet == Alphabet::Ascii && matches!(run, StrData::Ucs2(_) | StrData::Ucs4(_)) {
        run.iter().for_each(|point| out.push(point));
    } else if !run.is_empty() {
        out.push_data(run);
    }
}

fn push_escape(out: &mut StrBuilder, point: u32) {
    let short = match u8::try_from(point).unwrap_or(0) {
        plain @ (b'"' | b'\\') => plain,
        0x08 => b'b',
        0x0C => b'f',
        0x0A => b'n',
        0x0D => b'r',
        0x09 => b't',
        _ => {
            match point.checked_sub(0x1_0000) {
                Some(offset) => {
                    push_number(out, 0xD800 | offset >> 10);
                    push_number(out, 0xDC00 | offset & 0x3FF);
                }
                None => push_number(out, point),
            }
            return;
        }
    };
    out.push_data(StrData::Ascii(&[b'\\', short]));
}

fn push_number(out: &mut StrBuilder, unit: u32) {
    let digit = |shift: u32| b"0123456789abcdef"[(unit >> shift & 15) as usize];
    out.push_data(StrData::Ascii(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]));
}
