//! GB 18030: two bytes as in GBK, four bytes for the rest of Unicode.

use super::sets;
use super::simple::put;
use super::{Step, Stop};
use crate::Output;

/// The number of the four bytes that are U+10000: their leads begin at 90.
const ASTRAL: u32 = 15 * 12600;

pub fn decode<O: Output + ?Sized>(input: &[u8], out: &mut O) -> Step {
    let lead = input[0];
    if lead < 0x80 {
        out.push(lead.into());
        return Ok(1);
    }
    let &[_, trail, ..] = input else { return Err(Stop::Incomplete) };
    if !trail.is_ascii_digit() {
        return put(sets::GB18030.table().decode(u16::from_be_bytes([lead, trail])), 2, out);
    }
    let Some(&[a, b, c, d]) = input.first_chunk() else { return Err(Stop::Incomplete) };
    if a < 0x81 || c < 0x81 || c == 0xFF || !d.is_ascii_digit() {
        return Err(Stop::Illegal(1));
    }
    let [a, b, c, d] = [a - 0x81, b - b'0', c - 0x81, d - b'0'].map(u32::from);
    let number = a * 12600 + b * 1260 + c * 10 + d;
    if let Some(index) = number.checked_sub(ASTRAL) {
        if index >= 0x10_0000 {
            return Err(Stop::Illegal(1));
        }
        out.push(0x1_0000 + index);
        return Ok(4);
    }
    let key = u16::try_from(number + 1).ok();
    put(key.and_then(|key| sets::GB18030_QUADS.table().decode(key)), 4, out)
}

pub fn encode(cp: u32, out: &mut Vec<u8>) -> Step {
    if cp < 0x80 {
        out.push(cp as u8);
    } else if let Some(key) = sets::GB18030.table().encode(cp) {
        out.extend(key.to_be_bytes());
    } else if let Some(index) = cp.checked_sub(0x1_0000) {
        out.extend(quad(ASTRAL + index));
    } else if let Some(key) = sets::GB18030_QUADS.table().encode(cp) {
        out.extend(quad(u32::from(key) - 1));
    } else {
        return Err(Stop::Illegal(1));
    }
    Ok(1)
}

fn quad(number: u32) -> [u8; 4] {
    [0x81 + number / 12600, 0x30 + number / 1260 % 10, 0x81 + number / 10 % 126, 0x30 + number % 10]
        .map(|byte| byte as u8)
}
