//! Codecs without state whose bytes are keys of one table, by a layout.

use super::sets;
use super::table::{Mapped, Set, Table};
use super::{Next, Step, Stop};
use crate::Output;

/// How bytes and keys correspond.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Two bytes are the key.
    Raw,
    /// Two bytes with the high bits set; 8E before a single byte, 8F before the second plane.
    Euc,
    /// JIS rows and cells folded into Shift JIS; leads up to this are Japanese.
    ShiftJis { last_lead: u8, planes: bool },
    /// As bytes, but KS X 1001 without the high bits.
    Korean,
    /// As bytes for Hangul; rows and cells of KS X 1001 are folded.
    Johab,
}

pub struct Simple {
    layout: Layout,
    set: &'static Set,
    /// Two bytes that only this set has are one error of two bytes.
    successor: Option<&'static Set>,
}

const fn simple(layout: Layout, set: &'static Set) -> Simple {
    Simple { layout, set, successor: None }
}

pub const GB2312: Simple = simple(Layout::Raw, &sets::GB2312);
pub const GBK: Simple = simple(Layout::Raw, &sets::GBK);
pub const BIG5: Simple = simple(Layout::Raw, &sets::BIG5);
pub const CP950: Simple = simple(Layout::Raw, &sets::CP950);
pub const BIG5HKSCS: Simple = simple(Layout::Raw, &sets::BIG5HKSCS);
pub const EUC_JP: Simple = simple(Layout::Euc, &sets::EUC_JP);
pub const EUC_JIS_2004: Simple = simple(Layout::Euc, &sets::EUC_JIS_2004);
pub const EUC_JISX0213: Simple =
    Simple { layout: Layout::Euc, set: &sets::EUC_JISX0213, successor: Some(&sets::EUC_JIS_2004) };
pub const SHIFT_JIS: Simple = simple(Layout::ShiftJis { last_lead: 0xEA, planes: false }, &sets::SHIFT_JIS);
pub const CP932: Simple = simple(Layout::ShiftJis { last_lead: 0xFC, planes: false }, &sets::CP932);
pub const SHIFT_JIS_2004: Simple = simple(Layout::ShiftJis { last_lead: 0xFC, planes: true }, &sets::SHIFT_JIS_2004);
pub const SHIFT_JISX0213: Simple = Simple {
    layout: Layout::ShiftJis { last_lead: 0xFC, planes: true },
    set: &sets::SHIFT_JISX0213,
    successor: Some(&sets::SHIFT_JIS_2004),
};
pub const CP949: Simple = simple(Layout::Korean, &sets::CP949);
pub const JOHAB: Simple = simple(Layout::Johab, &sets::JOHAB);

/// The rows of JIS X 0213's second plane, in the order Shift JIS has them behind row 94 of the first.
const PLANE_2_ROWS: [u8; 26] =
    [1, 8, 3, 4, 5, 12, 13, 14, 15, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94];

/// Bit of a key: the second plane.
const PLANE_2: u16 = 0x8000;

impl Simple {
    pub fn decode<O: Output + ?Sized>(&self, input: &[u8], out: &mut O) -> Step {
        let table = self.set.table();
        let lead = input[0];
        if lead < 0x80 || self.is_single(lead) {
            let mapped = table.decode(lead.into()).or((lead < 0x80).then_some(Mapped::One(lead.into())));
            return put(mapped, 1, out);
        }
        let &[_, trail, ..] = input else { return Err(Stop::Incomplete) };
        if self.layout == Layout::Euc && lead == 0x8F {
            let &[_, _, last, ..] = input else { return Err(Stop::Incomplete) };
            return put(in_94(trail, last).and_then(|key| table.decode(key | PLANE_2)), 3, out);
        }
        let Some(key) = self.layout.key(lead, trail) else { return Err(Stop::Illegal(1)) };
        let found = put(table.decode(key), 2, out);
        if found.is_err() && self.successor.is_some_and(|set| set.table().decode(key).is_some()) {
            return Err(Stop::Illegal(2));
        }
        found
    }

    fn is_single(&self, lead: u8) -> bool {
        match self.layout {
            Layout::ShiftJis { last_lead, .. } => !matches!(lead, 0x81..=0x9F) && !(0xE0..=last_lead).contains(&lead),
            _ => false,
        }
    }

    pub fn encode(&self, cp: u32, next: Next, out: &mut Vec<u8>) -> Step {
        let table = self.set.table();
        let (key, len) = match pair(table, cp, next)? {
            Some(key) => (Some(key), 2),
            None => (table.encode(cp), 1),
        };
        match key {
            Some(key) => self.layout.write(key, out),
            None if cp < 0x80 => out.push(cp as u8),
            None => return Err(Stop::Illegal(1)),
        }
        Ok(len)
    }
}

/// The key of a character with the next, if they are a pair.
pub fn pair(table: &Table, cp: u32, next: Next) -> Result<Option<u16>, Stop> {
    if cp < 0x80 || !table.begins_pair(cp) {
        return Ok(None);
    }
    match next {
        Next::Some(next) => Ok(table.encode_pair(cp, next)),
        Next::None => Ok(None),
        Next::Unknown => Err(Stop::Incomplete),
    }
}

/// Writes what `len` bytes mean.
pub fn put<O: Output + ?Sized>(mapped: Option<Mapped>, len: usize, out: &mut O) -> Step {
    match mapped {
        Some(Mapped::One(cp)) => out.push(cp),
        Some(Mapped::Pair(first, second)) => {
            out.push(first);
            out.push(second);
        }
        None => return Err(Stop::Illegal(1)),
    }
    Ok(len)
}

/// The 7-bit key of two bytes with their high bits set.
pub fn in_94(high: u8, low: u8) -> Option<u16> {
    let is_graphic = |byte| (0xA1..=0xFE).contains(&byte);
    (is_graphic(high) && is_graphic(low)).then(|| u16::from_be_bytes([high, low]) & 0x7F7F)
}

/// The key of a row and a cell, both from 0 on.
fn key_at(row: u8, cell: u8) -> u16 {
    u16::from_be_bytes([row + 0x21, cell + 0x21])
}

impl Layout {
    fn key(self, lead: u8, trail: u8) -> Option<u16> {
        match self {
            Layout::Raw => Some(u16::from_be_bytes([lead, trail])),
            Layout::Euc if lead == 0x8E => (0xA1..=0xDF).contains(&trail).then(|| trail.into()),
            Layout::Euc => in_94(lead, trail),
            Layout::ShiftJis { planes, .. } => shift_jis_key(lead, trail, planes),
            Layout::Korean if lead >= 0xA1 && trail >= 0xA1 => in_94(lead, trail),
            Layout::Korean => Some(u16::from_be_bytes([lead, trail])),
            Layout::Johab => johab_key(lead, trail),
        }
    }

    /// Writes the bytes of a key.
    fn write(self, key: u16, out: &mut Vec<u8>) {
        let [high, low] = key.to_be_bytes();
        if high == 0 {
            if self == Layout::Euc && low >= 0x80 {
                out.push(0x8E);
            }
            return out.push(low);
        }
        match self {
            Layout::Raw => out.extend([high, low]),
            Layout::Euc => {
                if key & PLANE_2 != 0 {
                    out.push(0x8F);
                }
                out.extend([high | 0x80, low | 0x80]);
            }
            Layout::ShiftJis { planes, .. } => out.extend(shift_jis_bytes(key, planes)),
            Layout::Korean if high < 0x80 => out.extend([high | 0x80, low | 0x80]),
            Layout::Johab if high < 0x80 => out.extend(johab_bytes(high - 0x21, low - 0x21)),
            Layout::Korean | Layout::Johab => out.extend([high, low]),
        }
    }
}

fn shift_jis_key(lead: u8, trail: u8, planes: bool) -> Option<u16> {
    if !matches!(trail, 0x40..=0x7E | 0x80..=0xFC) {
        return None;
    }
    let column = trail - 0x40 - u8::from(trail >= 0x80);
    let row = (lead - if lead >= 0xE0 { 0xC1 } else { 0x81 }) * 2 + column / 94;
    let behind = row.checked_sub(94).filter(|_| planes);
    Some(match behind {
        Some(index) => key_at(PLANE_2_ROWS[usize::from(index)] - 1, column % 94) | PLANE_2,
        None => key_at(row, column % 94),
    })
}

fn shift_jis_bytes(key: u16, planes: bool) -> [u8; 2] {
    let [high, low] = key.to_be_bytes();
    let mut row = high - 0x21;
    if planes && key & PLANE_2 != 0 {
        let wanted = (high & 0x7F) - 0x20;
        row = 94 + PLANE_2_ROWS.iter().position(|&row| row == wanted).unwrap_or(0) as u8;
    }
    let column = row % 2 * 94 + (low - 0x21);
    let lead = row / 2 + 0x81;
    [lead + if lead >= 0xA0 { 0x40 } else { 0 }, column + 0x40 + u8::from(column >= 0x3F)]
}

/// Johab folds two rows of KS X 1001 into one lead byte: rows 1 to 14 from D9 on, rows from 42 on from E0 on.
fn johab_key(lead: u8, trail: u8) -> Option<u16> {
    if lead < 0xD8 {
        return Some(u16::from_be_bytes([lead, trail]));
    }
    let column = match trail {
        0x31..=0x7E => trail - 0x31,
        0x91..=0xFE => trail - 0x43,
        _ => return None,
    };
    let row = match lead {
        0xD9..=0xDF => (lead - 0xD9) * 2,
        0xE0..=0xF9 => (lead - 0xE0) * 2 + 41,
        _ => return None,
    };
    Some(key_at(row + column / 94, column % 94))
}

fn johab_bytes(row: u8, cell: u8) -> [u8; 2] {
    let (lead, odd) = if row >= 41 { ((row - 41) / 2 + 0xE0, (row - 41) % 2) } else { (row / 2 + 0xD9, row % 2) };
    let column = odd * 94 + cell;
    [lead, column + if column < 0x4E { 0x31 } else { 0x43 }]
}
