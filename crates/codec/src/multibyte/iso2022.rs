//! ISO 2022 with 7 bits: escape sequences designate character sets, shifts choose among them.
//!
//! **Invariant**: the bytes of the state are CPython's, which programs see through `getstate()`: the marks of
//! G0, G1, G2 first, flags in the fifth.

use super::simple::{pair, put};
use super::table::{Mapped, Set};
use super::{Next, State, Step, Stop, sets};
use crate::Output;

const ESC: u8 = 0x1B;
const SO: u8 = 0x0E;
const SI: u8 = 0x0F;
const LF: u8 = 0x0A;

/// Bit of a mark: two bytes a character. The rest is the final byte of the escape sequence.
const DOUBLE: u8 = 0x80;
const ASCII: u8 = b'B';
const JISX0208: u8 = DOUBLE | b'B';
/// JIS C 6226, the JIS X 0208 of 1978, which is read as the later one.
const JISC6226: u8 = DOUBLE | b'@';
const LATIN_1: u8 = b'A';
const GREEK: u8 = b'F';

/// Where the flags are.
const FLAGS: usize = 4;
/// SO was seen: G1 is in use.
const SHIFTED: u8 = 1;
/// Within an escape sequence that is not ours and passes through.
const PASSING: u8 = 2;

pub const ENCODER_STATE: State = [ASCII, ASCII, 0, 0, 0, 0, 0, 0];
pub const DECODER_STATE: State = [ASCII, ASCII, ASCII, 0, 0, 0, 0, 0];

/// The characters of a designated set.
#[derive(Clone, Copy)]
enum Content {
    /// A 94 by 94 set: the plane of a table whose keys are of 7 bits and the plane's bit.
    Plane(&'static Set, u16),
    /// The same of a table whose keys have the high bits set.
    High(&'static Set),
    Roman,
    Katakana,
    /// A set of 96 for G2, which is read only after single shifts and never written.
    Upper,
}

/// A set that a codec can designate.
#[derive(Clone, Copy)]
struct Designation {
    mark: u8,
    /// Which of G0, G1, G2 the encoder designates.
    slot: usize,
    content: Content,
}

/// One of the codecs.
pub struct Iso2022 {
    /// In the order in which the encoder tries them.
    designations: &'static [Designation],
    has_shift: bool,
    has_g2: bool,
    /// Is the prefix `ESC & @` known?
    has_prefix: bool,
}

const fn designation(mark: u8, content: Content) -> Designation {
    Designation { mark, slot: 0, content }
}

const BASIC: Designation = designation(JISX0208, Content::Plane(&sets::JISX0208, 0));
const OLD: Designation = designation(JISC6226, Content::Plane(&sets::JISX0208, 0));
const SUPPLEMENT: Designation = designation(DOUBLE | b'D', Content::Plane(&sets::EUC_JP, 0x8000));
const ROMAN: Designation = designation(b'J', Content::Roman);
const KATAKANA: Designation = designation(b'I', Content::Katakana);
const KOREAN: Content = Content::Plane(&sets::CP949, 0);
const CHINESE: Designation = designation(DOUBLE | b'A', Content::High(&sets::GB2312));

const fn japanese(designations: &'static [Designation], has_g2: bool, has_prefix: bool) -> Iso2022 {
    Iso2022 { designations, has_shift: false, has_g2, has_prefix }
}

pub const KR: Iso2022 = Iso2022 {
    designations: &[Designation { mark: DOUBLE | b'C', slot: 1, content: KOREAN }],
    has_shift: true,
    has_g2: false,
    has_prefix: false,
};
pub const JP: Iso2022 = japanese(&[BASIC, ROMAN, OLD], false, true);
const JP_1_SETS: &[Designation] = &[BASIC, SUPPLEMENT, ROMAN, OLD];
pub const JP_1: Iso2022 = japanese(JP_1_SETS, false, true);
const JP_2_SETS: &[Designation] = &[
    BASIC,
    SUPPLEMENT,
    designation(DOUBLE | b'C', KOREAN),
    CHINESE,
    ROMAN,
    OLD,
    Designation { mark: LATIN_1, slot: 2, content: Content::Upper },
    Designation { mark: GREEK, slot: 2, content: Content::Upper },
];
pub const JP_2: Iso2022 = japanese(JP_2_SETS, true, true);
const JP_2004_SETS: &[Designation] = &[
    BASIC,
    designation(DOUBLE | b'Q', Content::Plane(&sets::JISX0213_2004, 0)),
    designation(DOUBLE | b'P', Content::Plane(&sets::JISX0213_2004, 0x8000)),
];
pub const JP_2004: Iso2022 = japanese(JP_2004_SETS, false, true);
const JP_3_SETS: &[Designation] = &[
    BASIC,
    designation(DOUBLE | b'O', Content::Plane(&sets::JISX0213_2000, 0)),
    designation(DOUBLE | b'P', Content::Plane(&sets::JISX0213_2000, 0x8000)),
];
pub const JP_3: Iso2022 = japanese(JP_3_SETS, false, true);
const JP_EXT_SETS: &[Designation] = &[BASIC, SUPPLEMENT, ROMAN, KATAKANA, OLD];
pub const JP_EXT: Iso2022 = japanese(JP_EXT_SETS, false, true);

impl Content {
    fn decode(self, bytes: &[u8]) -> Option<Mapped> {
        let is_graphic = |byte: &u8| (0x21..=0x7E).contains(byte);
        match (self, bytes) {
            (Content::Plane(set, plane), &[high, low]) if bytes.iter().all(is_graphic) => {
                set.table().decode(u16::from_be_bytes([high, low]) | plane)
            }
            (Content::High(set), &[high, low]) if bytes.iter().all(is_graphic) => {
                set.table().decode(u16::from_be_bytes([high, low]) | 0x8080)
            }
            (Content::Roman, &[b'\\']) => Some(Mapped::One(0xA5)),
            (Content::Roman, &[b'~']) => Some(Mapped::One(0x203E)),
            (Content::Roman, &[byte]) if byte < 0x80 => Some(Mapped::One(byte.into())),
            (Content::Katakana, &[byte @ 0x21..=0x5F]) => Some(Mapped::One(0xFF40 + u32::from(byte))),
            _ => None,
        }
    }

    /// The 7-bit code of a character, in one byte or two.
    fn encode(self, cp: u32) -> Option<u16> {
        match self {
            Content::Plane(set, plane) => {
                let key = set.table().encode(cp).filter(|key| key & 0x8000 == plane && key & 0x7F00 != 0)?;
                // Beyond KS X 1001, the keys of its superset are bytes.
                (key & 0x80 == 0).then_some(key & 0x7FFF)
            }
            Content::High(set) => set.table().encode(cp).map(|key| key & 0x7F7F),
            Content::Roman => match cp {
                0xA5 => Some(0x5C),
                0x203E => Some(0x7E),
                _ => None,
            },
            Content::Katakana => (0xFF61..=0xFF9F).contains(&cp).then(|| (cp - 0xFF40) as u16),
            Content::Upper => None,
        }
    }
}

impl Iso2022 {
    fn find(&self, mark: u8) -> Option<&Designation> {
        self.designations.iter().find(|designation| designation.mark == mark)
    }

    pub fn decode<O: Output + ?Sized>(&self, state: &mut State, input: &[u8], out: &mut O) -> Step {
        let byte = input[0];
        if state[FLAGS] & PASSING != 0 {
            if is_final(byte) {
                state[FLAGS] &= !PASSING;
            }
            out.push(byte.into());
            return Ok(1);
        }
        match byte {
            ESC => self.escape(state, input, out),
            SI if self.has_shift => {
                state[FLAGS] &= !SHIFTED;
                Ok(1)
            }
            SO if self.has_shift => {
                state[FLAGS] |= SHIFTED;
                Ok(1)
            }
            LF => {
                state[FLAGS] &= !SHIFTED;
                out.push(LF.into());
                Ok(1)
            }
            0x80.. => Err(Stop::Illegal(1)),
            _ => self.graphic(state, input, out),
        }
    }

    /// A character of the set in use.
    fn graphic<O: Output + ?Sized>(&self, state: &State, input: &[u8], out: &mut O) -> Step {
        let mark = if state[FLAGS] & SHIFTED != 0 { state[1] } else { state[0] };
        if input[0] < 0x20 || mark == ASCII {
            out.push(input[0].into());
            return Ok(1);
        }
        let designation = self.find(mark).ok_or(Stop::Illegal(1))?;
        let width = width(mark);
        let bytes = input.get(..width).ok_or(Stop::Incomplete)?;
        put(designation.content.decode(bytes), width, out).map_err(|_| Stop::Illegal(width))
    }

    fn escape<O: Output + ?Sized>(&self, state: &mut State, input: &[u8], out: &mut O) -> Step {
        let &[_, next, ..] = input else { return Err(Stop::Incomplete) };
        match next {
            b'(' | b')' | b'$' | b'.' | b'&' => self.designate(state, input),
            b'N' if self.has_g2 => {
                let &[_, _, byte, ..] = input else { return Err(Stop::Incomplete) };
                put(in_g2(state[2], byte), 3, out).map_err(|_| Stop::Illegal(3))
            }
            _ => {
                state[FLAGS] |= PASSING;
                out.push(ESC.into());
                Ok(1)
            }
        }
    }

    fn designate(&self, state: &mut State, input: &[u8]) -> Step {
        let len = self.escape_len(input)?;
        let (slot, mark) = match &input[1..len] {
            [b'$', last] => (0, last | DOUBLE),
            [b'(', last] => (0, *last),
            [b')', last] => (1, *last),
            [b'.', last] if self.has_g2 => (2, *last),
            [b'$', b'(', last] => (0, last | DOUBLE),
            [b'$', b')', last] => (1, last | DOUBLE),
            // CPython does not look at what the prefix is.
            [_, _, ESC, b'$', b'B'] if self.has_prefix => (0, JISX0208),
            _ => return Err(Stop::Illegal(len)),
        };
        if mark != ASCII && self.find(mark).is_none() {
            return Err(Stop::Illegal(len));
        }
        state[slot] = mark;
        Ok(len)
    }

    /// Length of the escape sequence that `input` begins with.
    fn escape_len(&self, input: &[u8]) -> Result<usize, Stop> {
        const LIMIT: usize = 16;
        let mut index = 1;
        while index < LIMIT {
            let byte = *input.get(index).ok_or(Stop::Incomplete)?;
            if is_final(byte) {
                return Ok(index + 1);
            }
            let is_prefix = self.has_prefix && byte == b'&' && input.get(index + 1) == Some(&b'@');
            index += if is_prefix { 3 } else { 1 };
        }
        Err(Stop::Illegal(1))
    }

    pub fn encode(&self, state: &mut State, cp: u32, next: Next, out: &mut Vec<u8>) -> Step {
        if cp < 0x80 {
            to_ascii(state, out);
            out.push(cp as u8);
            return Ok(1);
        }
        let (found, code) = self.code(cp, next)?;
        let is_double = found.mark & DOUBLE != 0;
        if found.slot == 0 {
            unshift(state, out);
        }
        if state[found.slot] != found.mark {
            out.push(ESC);
            if is_double {
                out.push(b'$');
            }
            // The oldest sets are designated to G0 without this byte.
            if found.mark != JISX0208 {
                out.push(if found.slot == 0 { b'(' } else { b')' });
            }
            out.push(found.mark & !DOUBLE);
            state[found.slot] = found.mark;
        }
        if found.slot == 1 && state[FLAGS] & SHIFTED == 0 {
            out.push(SO);
            state[FLAGS] |= SHIFTED;
        }
        let [high, low] = code.to_be_bytes();
        if is_double {
            out.push(high);
        }
        out.push(low);
        Ok(1)
    }

    /// The first set that has a character. CPython waits for what follows the first of a pair, but then
    /// writes the two alone.
    fn code(&self, cp: u32, next: Next) -> Result<(&Designation, u16), Stop> {
        for designation in self.designations {
            if let Content::Plane(set, _) = designation.content {
                pair(set.table(), cp, next)?;
            }
        }
        let mut codes = self.designations.iter().filter_map(|found| Some((found, found.content.encode(cp)?)));
        codes.next().ok_or(Stop::Illegal(1))
    }
}

/// The character of a byte after a single shift to G2. In the Greek set, CPython reads bytes with the high bit
/// too, as the other half.
fn in_g2(mark: u8, byte: u8) -> Option<Mapped> {
    let cp = match mark {
        ASCII if byte < 0x80 => byte,
        LATIN_1 if byte < 0x80 => byte | 0x80,
        GREEK if byte ^ 0x80 < 0xA0 => byte ^ 0x80,
        GREEK => return sets::ISO8859_7.table().decode(u16::from(byte ^ 0x80)),
        _ => return None,
    };
    Some(Mapped::One(cp.into()))
}

/// How many bytes a character of a set has.
fn width(mark: u8) -> usize {
    if mark & DOUBLE != 0 { 2 } else { 1 }
}

fn is_final(byte: u8) -> bool {
    matches!(byte, b'@'..=b'Z')
}

fn unshift(state: &mut State, out: &mut Vec<u8>) {
    if state[FLAGS] & SHIFTED != 0 {
        out.push(SI);
        state[FLAGS] &= !SHIFTED;
    }
}

fn to_ascii(state: &mut State, out: &mut Vec<u8>) {
    if state[0] != ASCII {
        out.extend([ESC, b'(', ASCII]);
        state[0] = ASCII;
    }
    unshift(state, out);
}

pub fn reset_encoder(state: &mut State, out: &mut Vec<u8>) {
    unshift(state, out);
    if state[0] != ASCII {
        out.extend([ESC, b'(', ASCII]);
        state[0] = ASCII;
    }
}

pub fn reset_decoder(state: &mut State) {
    state[0] = ASCII;
    state[FLAGS] &= !SHIFTED;
}
