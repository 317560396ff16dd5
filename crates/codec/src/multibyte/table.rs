//! Character sets: keys of 16 bits to code points and back.
//!
//! **Invariant**: a table is what `data/generate.py` read off CPython, exceptions of encoding included;
//! what bytes a key stands for is the business of the codecs. Tables are unpacked at their first use and
//! share with their base what they do not change.

use std::sync::{Arc, OnceLock};

/// What a key maps to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mapped {
    One(u32),
    Pair(u32, u32),
}

/// Bit of a decoded value: the rest is an index of `pairs`.
const PAIR: u32 = 1 << 31;

#[derive(Clone)]
pub struct Table {
    /// By the high byte of the key; 0 is no code point.
    decode: Vec<Option<Arc<[u32; 256]>>>,
    /// By the code point without its low byte; 0 is no key.
    encode: Vec<Option<Arc<[u16; 256]>>>,
    pairs: Vec<(u32, u32, u16)>,
}

/// A packed table and the one that it changes.
pub struct Set {
    data: &'static [u8],
    base: Option<&'static Set>,
    table: OnceLock<Table>,
}

impl Set {
    pub const fn new(data: &'static [u8], base: Option<&'static Set>) -> Self {
        Self { data, base, table: OnceLock::new() }
    }

    pub fn table(&self) -> &Table {
        self.table.get_or_init(|| {
            let mut table = self.base.map_or_else(Table::empty, |base| base.table().clone());
            table.change(self.data);
            table
        })
    }
}

impl Table {
    fn empty() -> Self {
        Self { decode: vec![None; 0x100], encode: vec![None; 0x300], pairs: Vec::new() }
    }

    fn value(&self, key: u16) -> u32 {
        self.decode[usize::from(key >> 8)].as_ref().map_or(0, |page| page[usize::from(key & 0xFF)])
    }

    /// What a key stands for.
    #[inline]
    pub fn decode(&self, key: u16) -> Option<Mapped> {
        match self.value(key) {
            0 => None,
            value if value & PAIR == 0 => Some(Mapped::One(value)),
            value => {
                let (first, second, _) = self.pairs[(value & !PAIR) as usize];
                Some(Mapped::Pair(first, second))
            }
        }
    }

    /// The key of a code point.
    #[inline]
    pub fn encode(&self, cp: u32) -> Option<u16> {
        let page = self.encode.get((cp >> 8) as usize)?.as_ref()?;
        Some(page[(cp & 0xFF) as usize]).filter(|&key| key != 0)
    }

    /// May `cp` together with the next code point have a key?
    pub fn begins_pair(&self, cp: u32) -> bool {
        self.pairs.iter().any(|pair| pair.0 == cp)
    }

    /// The key of two code points.
    pub fn encode_pair(&self, first: u32, second: u32) -> Option<u16> {
        self.pairs.iter().find(|pair| (pair.0, pair.1) == (first, second)).map(|pair| pair.2)
    }

    fn set_key(&mut self, cp: u32, key: u16) {
        let page = self.encode[(cp >> 8) as usize].get_or_insert_with(|| Arc::new([0; 256]));
        Arc::make_mut(page)[(cp & 0xFF) as usize] = key;
    }

    /// Applies packed changes.
    fn change(&mut self, data: &[u8]) {
        let (units, _) = data.as_chunks::<2>();
        let mut words = units.iter().map(|&unit| u16::from_le_bytes(unit));
        let changes = read_mapping(&mut words, &mut self.pairs);
        for &(key, _) in &changes {
            let old = self.value(key);
            if old != 0 && old & PAIR == 0 && self.encode(old) == Some(key) {
                self.set_key(old, 0);
            }
        }
        // From the last to the first: the lowest of several keys is to stay.
        for &(key, value) in changes.iter().rev() {
            let page = self.decode[usize::from(key >> 8)].get_or_insert_with(|| Arc::new([0; 256]));
            Arc::make_mut(page)[usize::from(key & 0xFF)] = value;
            if value != 0 && value & PAIR == 0 {
                self.set_key(value, key);
            }
        }
        while let (Some(low), Some(high), Some(key)) = (words.next(), words.next(), words.next()) {
            self.set_key(u32::from(high) << 16 | u32::from(low), key);
        }
    }
}

/// Reads the changed keys with their new values, in order of keys.
fn read_mapping(words: &mut impl Iterator<Item = u16>, pairs: &mut Vec<(u32, u32, u16)>) -> Vec<(u16, u32)> {
    let mut changes = Vec::new();
    let mut key: u32 = 0;
    let mut last: u32 = 0;
    while let Some(word) = words.next() {
        let mut operand = || u32::from(words.next().unwrap_or(0));
        let mut set = |value| {
            changes.push((key as u16, value));
            key += 1;
        };
        match word {
            0xDE00 => break,
            0xD800..=0xDBFF => key += u32::from(word - 0xD800) + 1,
            0xDC00..=0xDDFF => {
                for _ in 0..=word - 0xDC00 {
                    last += 1;
                    set(last);
                }
            }
            0xDE01 => (0..operand()).for_each(|_| set(0)),
            0xDE02 => {
                last = 0x2_0000 + operand();
                set(last);
            }
            0xDE03 => {
                let first = operand();
                last = operand();
                pairs.push((first, last, key as u16));
                changes.push((key as u16, PAIR | (pairs.len() - 1) as u32));
                key += 1;
            }
            _ => {
                last = u32::from(word);
                set(last);
            }
        }
    }
    changes
}
