//! Hashing: the process's secret, bytes, pointers.

use crate::ptr::{GilCell, Object};

/// SipHash keys, fixed at start-up from `PYTHONHASHSEED` or the system's randomness.
static SECRET: GilCell<(u64, u64)> = GilCell::new((0, 0));

pub fn set_secret(k0: u64, k1: u64) {
    SECRET.set((k0, k1));
}

/// SipHash-2-4 of the bytes, as CPython 3.8 hashes str and bytes; empty input hashes to 0.
pub fn hash_bytes(bytes: &[u8]) -> isize {
    if bytes.is_empty() {
        return 0;
    }
    let (k0, k1) = SECRET.get();
    fix(siphash(k0, k1, bytes) as isize)
}

/// -1 says "error" in `tp_hash`, so no object hashes to it.
#[inline]
pub fn fix(hash: isize) -> isize {
    if hash == -1 { -2 } else { hash }
}

/// The hash of an object's address.
pub fn hash_pointer(object: &Object) -> isize {
    fix((object.as_ptr() as usize).rotate_right(4) as isize)
}

/// SipHash-2-4 of the bytes (Aumasson and Bernstein, 2012), in one go: names are short.
pub fn siphash(k0: u64, k1: u64, bytes: &[u8]) -> u64 {
    let mut state = [
        k0 ^ 0x736F_6D65_7073_6575,
        k1 ^ 0x646F_7261_6E64_6F6D,
        k0 ^ 0x6C79_6765_6E65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ];
    let (words, _) = bytes.as_chunks();
    for word in words {
        absorb(&mut state, u64::from_le_bytes(*word));
    }
    absorb(&mut state, (bytes.len() as u64) << 56 | last_word(bytes));
    state[2] ^= 0xFF;
    (0..4).for_each(|_| mix(&mut state));
    state[0] ^ state[1] ^ state[2] ^ state[3]
}

/// The bytes behind the last whole word, as a number: without a loop or call, as most texts are short.
#[inline]
fn last_word(bytes: &[u8]) -> u64 {
    let rest = bytes.len() % 8;
    if rest == 0 {
        return 0;
    }
    if let Some(last) = bytes.last_chunk() {
        return u64::from_le_bytes(*last) >> (64 - 8 * rest);
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        // They overlap, with the same bits.
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << (8 * (rest - 4));
    }
    let at = |index: usize| u64::from(bytes[index]) << (8 * index);
    at(0) | at(rest / 2) | at(rest - 1)
}

#[inline]
fn absorb(state: &mut [u64; 4], word: u64) {
    state[3] ^= word;
    mix(state);
    mix(state);
    state[0] ^= word;
}

/// SipHash's round.
#[inline]
fn mix([a, b, c, d]: &mut [u64; 4]) {
    *a = a.wrapping_add(*b);
    *c = c.wrapping_add(*d);
    *b = b.rotate_left(13) ^ *a;
    *d = d.rotate_left(16) ^ *c;
    *a = a.rotate_left(32).wrapping_add(*d);
    *c = c.wrapping_add(*b);
    *b = b.rotate_left(17) ^ *c;
    *d = d.rotate_left(21) ^ *a;
    *c = c.rotate_left(32);
}

#[cfg(test)]
mod tests {
    use super::siphash;

    #[test]
    fn siphash_is_that_of_its_authors() {
        let (k0, k1) = (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908);
        let message: Vec<u8> = (0..15).collect();
        assert_eq!(siphash(k0, k1, &message), 0xA129_CA61_49BE_45E5);
        assert_eq!(siphash(k0, k1, &[]), 0x726F_DB47_DD0E_0E31);
        assert_eq!(siphash(k0, k1, &message[..8]), 0x93F5_F579_9A93_2462);
    }

    #[test]
    fn last_words() {
        let bytes: Vec<u8> = (1..=20).collect();
        for len in 0..bytes.len() {
            let mut word = [0; 8];
            word[..len % 8].copy_from_slice(&bytes[len - len % 8..len]);
            assert_eq!(super::last_word(&bytes[..len]), u64::from_le_bytes(word), "{len}");
        }
    }
}
