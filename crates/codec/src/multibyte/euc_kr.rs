//! EUC-KR: KS X 1001, and the sequences of eight bytes by which it spells other syllables of Hangul.

use super::sets;
use super::simple::{in_94, put};
use super::{Step, Stop};
use crate::Output;

/// The letter that stands for none, and before a spelled syllable.
const FILLER: u8 = 0xD4;
/// The row of the letters.
const ROW: u8 = 0xA4;

/// Initial consonants in the order of Unicode, by their cell.
const INITIALS: [u8; 19] =
    [0xA1, 0xA2, 0xA4, 0xA7, 0xA8, 0xA9, 0xB1, 0xB2, 0xB3, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE];
/// Vowels follow one another from here on.
const FIRST_VOWEL: u8 = 0xBF;
const N_VOWELS: u32 = 21;
/// Final consonants, none first.
const FINALS: [u8; 28] = [
    FILLER, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7, 0xA9, 0xAA, 0xAB, 0xAC, 0xAD, 0xAE, 0xAF, 0xB0, 0xB1, 0xB2, 0xB4,
    0xB5, 0xB6, 0xB7, 0xB8, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE,
];
const FIRST_SYLLABLE: u32 = 0xAC00;
const LAST_SYLLABLE: u32 = 0xD7A3;

pub fn decode<O: Output + ?Sized>(input: &[u8], out: &mut O) -> Step {
    let lead = input[0];
    if lead < 0x80 {
        out.push(lead.into());
        return Ok(1);
    }
    let &[_, trail, ..] = input else { return Err(Stop::Incomplete) };
    if (lead, trail) != (ROW, FILLER) {
        return put(in_94(lead, trail).and_then(|key| sets::EUC_KR.table().decode(key)), 2, out);
    }
    let Some(&[_, _, rows_1, initial, rows_2, vowel, rows_3, last]) = input.first_chunk() else {
        return Err(Stop::Incomplete);
    };
    let syllable = [rows_1, rows_2, rows_3].iter().all(|&row| row == ROW).then(|| syllable(initial, vowel, last));
    match syllable.flatten() {
        Some(cp) => {
            out.push(cp);
            Ok(8)
        }
        None => Err(Stop::Illegal(1)),
    }
}

fn syllable(initial: u8, vowel: u8, last: u8) -> Option<u32> {
    let initial = INITIALS.iter().position(|&letter| letter == initial)? as u32;
    let vowel = u32::from(vowel.checked_sub(FIRST_VOWEL)?);
    let last = FINALS.iter().position(|&letter| letter == last)? as u32;
    (vowel < N_VOWELS).then(|| FIRST_SYLLABLE + (initial * N_VOWELS + vowel) * 28 + last)
}

pub fn encode(cp: u32, out: &mut Vec<u8>) -> Step {
    if let Some(key) = sets::EUC_KR.table().encode(cp) {
        out.extend((key | 0x8080).to_be_bytes());
    } else if cp < 0x80 {
        out.push(cp as u8);
    } else if (FIRST_SYLLABLE..=LAST_SYLLABLE).contains(&cp) {
        let index = cp - FIRST_SYLLABLE;
        let initial = INITIALS[(index / 28 / N_VOWELS) as usize];
        let vowel = FIRST_VOWEL + (index / 28 % N_VOWELS) as u8;
        out.extend([ROW, FILLER, ROW, initial, ROW, vowel, ROW, FINALS[(index % 28) as usize]]);
    } else {
        return Err(Stop::Illegal(1));
    }
    Ok(1)
}
