//! Uuencoded lines: a length, then six bits a character.

use super::{Coded, Fault};

/// The most bytes in a line.
const LINE: usize = 45;

pub fn encode(data: &[u8], backtick: bool) -> Coded<Vec<u8>> {
    if data.len() > LINE {
        return Err(Fault::error("At most 45 bytes at once"));
    }
    let character = |value: u8| if value == 0 && backtick { b'`' } else { b' ' + value };
    let mut out = vec![character(data.len() as u8)];
    for group in data.chunks(3) {
        let byte = |index: usize| group.get(index).copied().unwrap_or(0);
        let (a, b, c) = (byte(0), byte(1), byte(2));
        out.extend([a >> 2, (a & 3) << 4 | b >> 4, (b & 15) << 2 | c >> 6, c & 63].map(character));
    }
    out.push(b'\n');
    Ok(out)
}

pub fn decode(line: &[u8]) -> Coded<Vec<u8>> {
    let Some((&length, text)) = line.split_first() else { return Ok(vec![0; 32]) };
    let length = usize::from(length.wrapping_sub(b' ') & 63);
    let n_characters = (length * 8).div_ceil(6);
    let mut out = Vec::with_capacity(length + 2);
    let (mut bits, mut n_bits) = (0u32, 0);
    for position in 0..n_characters {
        // Spaces at the end of a line may have been taken off on its way.
        let value = match text.get(position) {
            None | Some(b'\n' | b'\r') => 0,
            Some(&character @ b' '..=b'`') => (character - b' ') & 63,
            Some(_) => return Err(Fault::error("Illegal char")),
        };
        bits = bits << 6 | u32::from(value);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push((bits >> n_bits) as u8);
            bits &= (1 << n_bits) - 1;
        }
    }
    let rest = text.get(n_characters..).unwrap_or(&[]);
    // Some encoders add a character or more for padding.
    if rest.iter().all(|character| matches!(character, b' ' | b'`' | b'\n' | b'\r')) {
        Ok(out)
    } else {
        Err(Fault::error("Trailing garbage"))
    }
}
