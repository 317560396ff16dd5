//! SipHash-2-4, the hash of str and bytes, and the secret it is keyed with.

use super::not_minus_one;

/// The key of the process, 24 bytes of which the first 16 key the hash and the others other users
/// (bytes 16..24 salt pyexpat).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashSecret(pub [u8; 24]);

impl HashSecret {
    /// The secret of `PYTHONHASHSEED=seed`; zero turns randomization off.
    pub fn from_seed(seed: u32) -> Self {
        let mut secret = [0; 24];
        if seed != 0 {
            let mut state = seed;
            for byte in &mut secret {
                state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
                *byte = (state >> 16) as u8;
            }
        }
        Self(secret)
    }

    /// The two keys of the hash.
    pub fn keys(&self) -> (u64, u64) {
        (self.word(0), self.word(8))
    }

    fn word(&self, at: usize) -> u64 {
        self.0[at..at + 8].iter().rev().fold(0, |acc, &b| acc << 8 | u64::from(b))
    }
}

struct State([u64; 4]);

impl State {
    fn rounds(&mut self, count: usize) {
        let [a, b, c, d] = &mut self.0;
        for _ in 0..count {
            *a = a.wrapping_add(*b);
            *c = c.wrapping_add(*d);
            *b = b.rotate_left(13) ^ *a;
            *d = d.rotate_left(16) ^ *c;
            *a = a.rotate_left(32);
            *c = c.wrapping_add(*b);
            *a = a.wrapping_add(*d);
            *b = b.rotate_left(17) ^ *c;
            *d = d.rotate_left(21) ^ *a;
            *c = c.rotate_left(32);
        }
    }
    fn absorb(&mut self, word: u64) {
        self.0[3] ^= word;
        self.rounds(2);
        self.0[0] ^= word;
    }
}

/// Hash of a str's or bytes' memory.
pub fn bytes(data: &[u8], secret: &HashSecret) -> i64 {
    if data.is_empty() {
        return 0;
    }
    let (k0, k1) = (secret.word(0), secret.word(8));
    let mut state = State([
        k0 ^ 0x736f_6d65_7073_6575,
        k1 ^ 0x646f_7261_6e64_6f6d,
        k0 ^ 0x6c79_6765_6e65_7261,
        k1 ^ 0x7465_6462_7974_6573,
    ]);
    let (words, tail) = data.as_chunks::<8>();
    for word in words {
        state.absorb(u64::from_le_bytes(*word));
    }
    let last = tail.iter().rev().fold(0u64, |acc, &b| acc << 8 | u64::from(b));
    state.absorb((data.len() as u64) << 56 | last);
    state.0[2] ^= 0xff;
    state.rounds(4);
    let [a, b, c, d] = state.0;
    not_minus_one((a ^ b ^ c ^ d) as i64)
}
