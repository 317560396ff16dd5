//! Case: `upper`, `lower`, `title`, `capitalize`, `swapcase`, `casefold`.

use pyston_object::prelude::*;
use pyston_unicode as unicode;

const CAPITAL_SIGMA: u32 = 0x3A3;
const SIGMA: u32 = 0x3C3;
const FINAL_SIGMA: u32 = 0x3C2;

/// Applies `map` to ASCII text; `None` for other text.
fn ascii(this: &Str, map: impl Fn(u8) -> u8) -> Option<PyResult<Py<Str>>> {
    let StrData::Ascii(units) = this.data() else { return None };
    let mapped: Vec<u8> = units.iter().map(|&unit| map(unit)).collect();
    Some(Str::from_ascii(&mapped))
}

/// The lower case of the capital sigma at `index`: at the end of a word it looks different.
fn lower_sigma(text: StrData<'_>, index: usize) -> u32 {
    let before = text.slice(0, index).iter().rev().find(|&point| !unicode::is_case_ignorable(point));
    let after = text.slice(index + 1, text.len()).iter().find(|&point| !unicode::is_case_ignorable(point));
    let is_final = before.is_some_and(unicode::is_cased) && !after.is_some_and(unicode::is_cased);
    if is_final { FINAL_SIGMA } else { SIGMA }
}

fn push_lower(out: &mut StrBuilder, text: StrData<'_>, index: usize) {
    match text.at(index) {
        CAPITAL_SIGMA => out.push(lower_sigma(text, index)),
        point => unicode::full_lower(point).iter().for_each(|&point| out.push(point)),
    }
}

fn push_all(out: &mut StrBuilder, mapping: unicode::FullMapping) {
    mapping.iter().for_each(|&point| out.push(point));
}

pub fn lower(this: &Str) -> PyResult<Py<Str>> {
    if let Some(result) = ascii(this, |unit| unit.to_ascii_lowercase()) {
        return result;
    }
    let data = this.data();
    let mut out = StrBuilder::with_capacity(data.len());
    (0..data.len()).for_each(|index| push_lower(&mut out, data, index));
    out.finish()
}

pub fn upper(this: &Str) -> PyResult<Py<Str>> {
    if let Some(result) = ascii(this, |unit| unit.to_ascii_uppercase()) {
        return result;
    }
    let mut out = StrBuilder::with_capacity(this.len());
    this.data().iter().for_each(|point| push_all(&mut out, unicode::full_upper(point)));
    out.finish()
}

pub fn casefold(this: &Str) -> PyResult<Py<Str>> {
    if let Some(result) = ascii(this, |unit| unit.to_ascii_lowercase()) {
        return result;
    }
    let mut out = StrBuilder::with_capacity(this.len());
    this.data().iter().for_each(|point| push_all(&mut out, unicode::full_fold(point)));
    out.finish()
}

pub fn capitalize(this: &Str) -> PyResult<Py<Str>> {
    let data = this.data();
    if data.is_empty() {
        return this.to_exact();
    }
    let mut out = StrBuilder::with_capacity(data.len());
    push_all(&mut out, unicode::full_title(data.at(0)));
    (1..data.len()).for_each(|index| push_lower(&mut out, data, index));
    out.finish()
}

pub fn title(this: &Str) -> PyResult<Py<Str>> {
    let data = this.data();
    let mut out = StrBuilder::with_capacity(data.len());
    let mut in_word = false;
    for (index, point) in data.iter().enumerate() {
        if in_word {
            push_lower(&mut out, data, index);
        } else {
            push_all(&mut out, unicode::full_title(point));
        }
        in_word = unicode::is_cased(point);
    }
    out.finish()
}

pub fn swapcase(this: &Str) -> PyResult<Py<Str>> {
    let data = this.data();
    let mut out = StrBuilder::with_capacity(data.len());
    for (index, point) in data.iter().enumerate() {
        if unicode::is_upper(point) {
            push_lower(&mut out, data, index);
        } else if unicode::is_lower(point) {
            push_all(&mut out, unicode::full_upper(point));
        } else {
            out.push(point);
        }
    }
    out.finish()
}
