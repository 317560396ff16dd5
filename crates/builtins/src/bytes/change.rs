//! Case, padding, translation, hexadecimal text.

use pyston_object::prelude::*;

use super::like;
use crate::text::layout::{self, Place, TabPiece};

/// Maps every byte.
pub fn map(this: &Object, map: impl Fn(u8) -> u8) -> PyResult {
    let content: Vec<u8> = Buffer::new(this)?.as_slice().iter().map(|&byte| map(byte)).collect();
    like::make(this, &content)
}

pub fn capitalize(this: &Object) -> PyResult {
    let mut content = Buffer::new(this)?.as_slice().to_ascii_lowercase();
    if let Some(first) = content.first_mut() {
        first.make_ascii_uppercase();
    }
    like::make(this, &content)
}

pub fn title(this: &Object) -> PyResult {
    let mut content = Buffer::new(this)?.to_vec();
    let mut in_word = false;
    for byte in &mut content {
        *byte = if in_word { byte.to_ascii_lowercase() } else { byte.to_ascii_uppercase() };
        in_word = byte.is_ascii_alphabetic();
    }
    like::make(this, &content)
}

pub fn swapcase(byte: u8) -> u8 {
    if byte.is_ascii_alphabetic() { byte ^ 0x20 } else { byte }
}

/// Do all bytes, at least one, satisfy `test`?
pub fn all(this: &Object, test: impl Fn(&u8) -> bool) -> PyResult<bool> {
    let content = Buffer::new(this)?;
    Ok(!content.is_empty() && content.as_slice().iter().all(test))
}

/// Are there letters of one case and none of the other?
pub fn is_case(this: &Object, wanted: impl Fn(&u8) -> bool, refused: impl Fn(&u8) -> bool) -> PyResult<bool> {
    let content = Buffer::new(this)?;
    let content = content.as_slice();
    Ok(content.iter().any(wanted) && !content.iter().any(refused))
}

pub fn is_title(this: &Object) -> PyResult<bool> {
    let (mut found, mut in_word) = (false, false);
    for byte in Buffer::new(this)?.as_slice() {
        if (byte.is_ascii_uppercase() && in_word) || (byte.is_ascii_lowercase() && !in_word) {
            return Ok(false);
        }
        in_word = byte.is_ascii_alphabetic();
        found |= in_word;
    }
    Ok(found)
}

/// `center`, `ljust`, `rjust`.
pub fn pad(this: &Object, width: isize, fill: u8, place: Place) -> PyResult {
    let content = Buffer::new(this)?;
    let (left, right) = layout::padding(place, content.len(), width);
    if left + right == 0 {
        return like::unchanged(this);
    }
    let mut out = like::vec_for(this, left.saturating_add(content.len()).saturating_add(right))?;
    out.resize(left, fill);
    out.extend_from_slice(content.as_slice());
    out.resize(left + content.len() + right, fill);
    like::make(this, &out)
}

pub fn zero_fill(this: &Object, width: isize) -> PyResult {
    let content = Buffer::new(this)?;
    let (zeros, sign) = layout::zero_fill(content.as_slice(), width);
    if zeros == 0 {
        return like::unchanged(this);
    }
    let (sign, rest) = content.as_slice().split_at(sign);
    let mut out = like::vec_for(this, zeros.saturating_add(content.len()))?;
    out.extend_from_slice(sign);
    out.resize(sign.len() + zeros, b'0');
    out.extend_from_slice(rest);
    like::make(this, &out)
}

pub fn expand_tabs(this: &Object, tab_size: i32) -> PyResult {
    let content = Buffer::new(this)?;
    let (pieces, len) = layout::expand_tabs(content.as_slice(), tab_size);
    let len = len.ok_or_else(|| raise!(OverflowError, "result too long"))?;
    let mut out = like::vec_for(this, len)?;
    for piece in pieces {
        match piece {
            TabPiece::Run(range) => out.extend_from_slice(&content.as_slice()[range]),
            TabPiece::Blanks(count) => out.resize(out.len() + count, b' '),
        }
    }
    like::make(this, &out)
}

pub fn translate(this: &Object, table: &Object, delete: Option<&Object>) -> PyResult {
    let table = if table.is_none() { None } else { Some(Buffer::new(table)?) };
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(raise!(ValueError, "translation table must be 256 characters long"));
    }
    let delete = delete.map(Buffer::new).transpose()?;
    let mut deleted = [false; 256];
    for &byte in delete.iter().flat_map(Buffer::as_slice) {
        deleted[usize::from(byte)] = true;
    }
    let content = Buffer::new(this)?;
    let kept = content.as_slice().iter().filter(|&&byte| !deleted[usize::from(byte)]);
    let out: Vec<u8> = match &table {
        Some(table) => kept.map(|&byte| table.as_slice()[usize::from(byte)]).collect(),
        None => kept.copied().collect(),
    };
    if Bytes::check_exact(this) && out == content.as_slice() {
        return Ok(this.new_ref());
    }
    like::make(this, &out)
}

/// `maketrans`: a table of 256 bytes.
pub fn make_table(from: &Buffer, to: &Buffer) -> PyResult<Py<Bytes>> {
    if from.len() != to.len() {
        return Err(raise!(ValueError, "maketrans arguments must have same length"));
    }
    Bytes::build(256, |table| {
        table.iter_mut().enumerate().for_each(|(index, byte)| *byte = index as u8);
        for (from, to) in from.as_slice().iter().zip(to.as_slice()) {
            table[usize::from(*from)] = *to;
        }
    })
}

/// The separator of `hex`: one ASCII character as text or bytes.
fn hex_separator(object: &Object) -> PyResult<u8> {
    let len = protocol::len(object)?;
    if len != 1 {
        return Err(raise!(ValueError, "sep must be length 1."));
    }
    let unit = if let Some(text) = object.downcast::<Str>() {
        text.data().at(0)
    } else if let Some(bytes) = object.downcast::<Bytes>() {
        bytes.as_slice()[0].into()
    } else {
        return Err(raise!(TypeError, "sep must be str or bytes."));
    };
    u8::try_from(unit).ok().filter(u8::is_ascii).ok_or_else(|| raise!(ValueError, "sep must be ASCII."))
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// `hex(sep, bytes_per_sep)`: groups are counted from the right, or from the left if negative.
pub fn hex(content: &Buffer, separator: Option<&Object>, per_group: i32) -> PyResult<Py<Str>> {
    let separator = separator.map(hex_separator).transpose()?;
    Str::from_ascii(&hex_digits(content.as_slice(), separator, per_group))
}

/// Two digits for every byte, the groups of bytes separated.
pub fn hex_digits(content: &[u8], separator: Option<u8>, per_group: i32) -> Vec<u8> {
    let Some(separator) = separator else {
        let mut out = vec![0; content.len() * 2];
        for (digits, &byte) in out.chunks_exact_mut(2).zip(content) {
            digits.copy_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
        return out;
    };
    let group = per_group.unsigned_abs() as usize;
    let mut out = Vec::with_capacity(content.len() * 3);
    for (index, &byte) in content.iter().enumerate() {
        let past = if per_group < 0 { index } else { content.len() - index };
        if index > 0 && past.checked_rem(group) == Some(0) {
            out.push(separator);
        }
        out.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
    }
    out
}

/// What an ASCII character is as a hexadecimal digit; 16 and more: none.
const DIGITS: [u8; 256] = {
    let mut digits = [0xFF; 256];
    let mut value = 0;
    while value < 16 {
        let digit = HEX[value];
        digits[digit as usize] = value as u8;
        digits[digit.to_ascii_uppercase() as usize] = value as u8;
        value += 1;
    }
    digits
};

/// `fromhex(text)`: pairs of digits; white space may stand between pairs.
pub fn from_hex(text: &Str) -> PyResult<Vec<u8>> {
    let data = text.data();
    let mut out = Vec::with_capacity(data.len() / 2);
    let digit = |index: usize| {
        let value = (index < data.len()).then(|| char::from_u32(data.at(index)).and_then(|char| char.to_digit(16)));
        value
            .flatten()
            .map(|value| value as u8)
            .ok_or_else(|| raise!(ValueError, "non-hexadecimal number found in fromhex() arg at position {index}"))
    };
    if !text.is_ascii()
        && let Some(index) = data.iter().position(|point| point > 127)
    {
        return Err(raise!(ValueError, "non-hexadecimal number found in fromhex() arg at position {index}"));
    }
    let ascii = text.as_ascii().unwrap_or_default().as_bytes();
    let mut index = 0;
    while index < data.len() {
        if let Some(&pair) = ascii.get(index..).and_then(|rest| rest.first_chunk::<2>())
            && let [high @ 0..16, low @ 0..16] = pair.map(|digit| DIGITS[usize::from(digit)])
        {
            out.push(high << 4 | low);
            index += 2;
            continue;
        }
        if like::is_space(data.at(index)) {
            index += 1;
            continue;
        }
        out.push(digit(index)? << 4 | digit(index + 1)?);
        index += 2;
    }
    Ok(out)
}
