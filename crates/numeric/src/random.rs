//! The Mersenne Twister MT19937, seeded and read as the `_random` module does.

use crate::error::{NumError, NumResult};
use crate::int::{Int, IntRef};

/// Words of state.
pub const STATE_LEN: usize = 624;
const MIDDLE: usize = 397;

/// A generator; `index` is the next word of state to hand out, `STATE_LEN` when they are used up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MersenneTwister {
    state: [u32; STATE_LEN],
    index: usize,
}

impl MersenneTwister {
    fn from_word(seed: u32) -> Self {
        let mut state = [seed; STATE_LEN];
        for i in 1..STATE_LEN {
            let last = state[i - 1];
            state[i] = (last ^ last >> 30).wrapping_mul(1_812_433_253).wrapping_add(i as u32);
        }
        Self { state, index: STATE_LEN }
    }

    /// Seeds with an array of words, least significant first; an empty one counts as a zero.
    pub fn from_array(key: &[u32]) -> Self {
        let key = if key.is_empty() { &[0][..] } else { key };
        let mut this = Self::from_word(19_650_218);
        let state = &mut this.state;
        let (mut i, mut j) = (1, 0);
        let mut advance = |state: &mut [u32; STATE_LEN], factor: u32, add: &mut dyn FnMut(usize) -> u32| {
            let last = state[i - 1];
            let mixed = state[i] ^ (last ^ last >> 30).wrapping_mul(factor);
            state[i] = mixed.wrapping_add(add(i));
            i += 1;
            if i == STATE_LEN {
                state[0] = state[STATE_LEN - 1];
                i = 1;
            }
        };
        for _ in 0..STATE_LEN.max(key.len()) {
            advance(state, 1_664_525, &mut |_| key[j].wrapping_add(j as u32));
            j = (j + 1) % key.len();
        }
        for _ in 1..STATE_LEN {
            advance(state, 1_566_083_941, &mut |i| (i as u32).wrapping_neg());
        }
        state[0] = 0x8000_0000;
        this
    }

    /// Seeds with the magnitude of an int.
    pub fn from_int(seed: IntRef) -> Self {
        let words = crate::int::words32(seed.digits);
        Self::from_array(&words)
    }

    fn refill(&mut self) {
        for i in 0..STATE_LEN {
            let bits = self.state[i] & 0x8000_0000 | self.state[(i + 1) % STATE_LEN] & 0x7fff_ffff;
            let twist = if bits & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[i] = self.state[(i + MIDDLE) % STATE_LEN] ^ bits >> 1 ^ twist;
        }
        self.index = 0;
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        if self.index >= STATE_LEN {
            self.refill();
        }
        let mut y = self.state[self.index];
        self.index += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    /// `random()`: 53 random bits as a float in [0, 1).
    pub fn random(&mut self) -> f64 {
        let (high, low) = (self.next_u32() >> 5, self.next_u32() >> 6);
        (f64::from(high) * 67_108_864.0 + f64::from(low)) * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `getrandbits(k)`.
    pub fn getrandbits(&mut self, k: i64) -> NumResult<Int> {
        if k <= 0 {
            return Err(NumError::value("number of bits must be greater than zero"));
        }
        if k <= 32 {
            return Ok(Int::from_u64(u64::from(self.next_u32() >> (32 - k))));
        }
        let count = (k as u64).div_ceil(32) as usize;
        let mut bytes = Vec::new();
        bytes.try_reserve_exact(count * 4).map_err(|_| NumError::memory())?;
        for i in 0..count {
            let left = k - 32 * i as i64;
            let word = self.next_u32() >> (32 - left.min(32));
            bytes.extend_from_slice(&word.to_le_bytes());
        }
        Ok(crate::int::from_bytes(&bytes, true, false))
    }

    /// The words of state and the index, as `getstate()` lists them.
    pub fn state(&self) -> (&[u32; STATE_LEN], usize) {
        (&self.state, self.index)
    }

    /// The generator of a state listed by [`Self::state`].
    pub fn from_state(state: [u32; STATE_LEN], index: i64) -> NumResult<Self> {
        match usize::try_from(index) {
            Ok(index) if index <= STATE_LEN => Ok(Self { state, index }),
            _ => Err(NumError::value("invalid state")),
        }
    }
}
