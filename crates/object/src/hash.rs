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
    let (words, rest) = bytes.as_chunks();
    for word in words {
        absorb(&mut state, u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len() as u8;
    absorb(&mut state, u64::from_le_bytes(last));
    state[2] ^= 0xFF;
    (0..4).for_each(|_| mix(&mut state));
    state[0] ^ state[1] ^ state[2] ^ state[3]
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
}
