//! Hashes made of other hashes, and of addresses.

use super::not_minus_one;

const PRIME_1: u64 = 11_400_714_785_074_694_791;
const PRIME_2: u64 = 14_029_467_366_897_019_727;
const PRIME_5: u64 = 2_870_177_450_012_600_261;

/// Hash of a tuple, fed with its items' hashes one by one: xxHash without its final mixing.
#[derive(Clone, Copy, Debug)]
pub struct TupleHasher {
    acc: u64,
    len: u64,
}

impl TupleHasher {
    #[expect(clippy::new_without_default, reason = "a start value, not a neutral one")]
    pub fn new() -> TupleHasher {
        TupleHasher { acc: PRIME_5, len: 0 }
    }

    pub fn push(&mut self, item: i64) {
        let mixed = self.acc.wrapping_add((item as u64).wrapping_mul(PRIME_2));
        self.acc = mixed.rotate_left(31).wrapping_mul(PRIME_1);
        self.len += 1;
    }

    pub fn finish(self) -> i64 {
        match self.acc.wrapping_add(self.len ^ PRIME_5 ^ 3_527_539) as i64 {
            -1 => 1_546_275_796,
            hash => hash,
        }
    }
}

/// Hash of a tuple from its items' hashes.
pub fn tuple(items: impl Iterator<Item = i64>) -> i64 {
    let mut hasher = TupleHasher::new();
    items.for_each(|item| hasher.push(item));
    hasher.finish()
}

/// Hash of a frozenset from its items' hashes, in any order.
pub fn frozenset(items: impl ExactSizeIterator<Item = i64>) -> i64 {
    let len = items.len() as u64;
    let mut hash = items.fold(0u64, |acc, item| {
        let item = item as u64;
        acc ^ (item ^ 89_869_747 ^ item << 16).wrapping_mul(3_644_798_167)
    });
    hash ^= (len + 1).wrapping_mul(1_927_868_237);
    hash ^= hash >> 11 ^ hash >> 25;
    match hash.wrapping_mul(69_069).wrapping_add(907_133_923) as i64 {
        -1 => 590_923_713,
        hash => hash,
    }
}

/// Hash of an address: its low bits are alike for all objects and go to the top.
pub fn pointer(address: usize) -> i64 {
    not_minus_one((address as u64).rotate_right(4) as i64)
}
