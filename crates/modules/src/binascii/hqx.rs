//! Binhex4: six bits a character, a run-length coding below, and a checksum.

use super::{Coded, Fault};

const ALPHABET: &[u8; 64] = b"!\"#$%&'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr";
/// What ends the text.
const END: u8 = b':';
/// In compressed data: the byte before is repeated as often as the byte after says.
const RUN: u8 = 0x90;

pub fn encode(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len().div_ceil(3) * 4);
    for group in data.chunks(3) {
        let byte = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        out.extend((0..=group.len()).map(|position| ALPHABET[(bits >> (18 - 6 * position) & 63) as usize]));
    }
    out
}

/// The data, and whether the end was seen.
pub fn decode(text: &[u8]) -> Coded<(Vec<u8>, bool)> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut n_bits) = (0u32, 0);
    for &character in text {
        match character {
            b'\n' | b'\r' => continue,
            END => return Ok((out, true)),
            _ => {}
        }
        let value = ALPHABET.iter().position(|&letter| letter == character);
        bits = bits << 6 | value.ok_or_else(|| Fault::error("Illegal char"))? as u32;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push((bits >> n_bits) as u8);
            bits &= (1 << n_bits) - 1;
        }
    }
    if n_bits > 0 { Err(Fault::Incomplete("String has incomplete number of bytes")) } else { Ok((out, false)) }
}

pub fn compress(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() + 16);
    let mut rest = data;
    while let Some(&byte) = rest.first() {
        let run = rest.iter().take(255).take_while(|&&other| other == byte).count();
        let taken = match (byte, run) {
            (RUN, _) => {
                out.extend([RUN, 0]);
                1
            }
            (_, 4..) => {
                out.extend([byte, RUN, run as u8]);
                run
            }
            _ => {
                out.push(byte);
                1
            }
        };
        rest = &rest[taken..];
    }
    out
}

pub fn decompress(data: &[u8]) -> Coded<Vec<u8>> {
    let mut out = Vec::with_capacity(data.len() * 2);
    let mut bytes = data.iter().copied();
    while let Some(byte) = bytes.next() {
        if byte != RUN {
            out.push(byte);
            continue;
        }
        match (bytes.next().ok_or(Fault::Incomplete(""))?, out.last().copied()) {
            (0, _) => out.push(RUN),
            (_, None) => return Err(Fault::error("Orphaned RLE code at start")),
            (count, Some(last)) => out.extend(std::iter::repeat_n(last, usize::from(count) - 1)),
        }
    }
    Ok(out)
}

/// CRC-CCITT with the most significant bit first.
pub fn checksum(data: &[u8], start: u32) -> u32 {
    const POLYNOMIAL: u16 = 0x1021;
    let mut crc = start as u16;
    for &byte in data {
        crc ^= u16::from(byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 != 0 { crc << 1 ^ POLYNOMIAL } else { crc << 1 };
        }
    }
    crc.into()
}
