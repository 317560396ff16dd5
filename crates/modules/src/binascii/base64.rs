//! Base64, forgiving when it decodes: what is not in the alphabet is skipped.

use super::{Coded, Fault};

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const PAD: u8 = b'=';
/// In [`VALUES`]: not in the alphabet.
const NONE: u8 = 0xff;

/// The value of every character of the alphabet.
static VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < ALPHABET.len() {
        values[ALPHABET[value] as usize] = value as u8;
        value += 1;
    }
    values
};

pub fn encode(data: &[u8], newline: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4 + usize::from(newline));
    for group in data.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for position in 0..4 {
            let is_padding = position > group.len();
            let value = bits >> (18 - 6 * position) & 63;
            out.push(if is_padding { PAD } else { ALPHABET[value as usize] });
        }
    }
    if newline {
        out.push(b'\n');
    }
    out
}

pub fn decode(text: &[u8]) -> Coded<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len().div_ceil(4) * 3);
    // Characters of the alphabet in the present group of four, and the bits not yet written.
    let (mut in_group, mut bits) = (0, 0u32);
    let mut n_pads = 0;
    for &character in text {
        if character == PAD {
            // Padding counts only where there can be some.
            if in_group >= 2 {
                n_pads += 1;
                if in_group + n_pads >= 4 {
                    // Whatever follows a complete padding is ignored.
                    return Ok(out);
                }
            }
            continue;
        }
        let value = VALUES[usize::from(character)];
        if value == NONE {
            continue;
        }
        n_pads = 0;
        bits = bits << 6 | u32::from(value);
        if in_group > 0 {
            out.push((bits >> (6 - 2 * in_group)) as u8);
        }
        in_group = (in_group + 1) % 4;
    }
    match in_group {
        0 => Ok(out),
        1 => {
            let n = out.len() / 3 * 4 + 1;
            Err(Fault::Error(
                format!(
                    "Invalid base64-encoded string: number of data characters ({n}) cannot be 1 more than a multiple of 4"
                )
                .into(),
            ))
        }
        _ => Err(Fault::error("Incorrect padding")),
    }
}
