//! Products of long numbers by number-theoretic transforms modulo three primes.
//!
//! The convolution of two sequences of limbs is computed modulo each prime; the Chinese remainder
//! theorem gives its elements, which are below n * 10^38 and so far below the product of the primes.
//! Residues are in Montgomery form, always below the prime.

use crate::word::split;

/// A prime c * 2^k + 1 below 2^62 with a generator of its multiplicative group.
struct Prime {
    modulus: u64,
    /// -modulus^-1 modulo 2^64.
    inverse: u64,
    generator: u64,
}

const fn prime(modulus: u64, generator: u64) -> Prime {
    let mut inverse = modulus;
    let mut round = 0;
    while round < 6 {
        inverse = inverse.wrapping_mul(2u64.wrapping_sub(modulus.wrapping_mul(inverse)));
        round += 1;
    }
    Prime { modulus, inverse: inverse.wrapping_neg(), generator }
}

static PRIMES: [Prime; 3] =
    [prime(4_179_340_454_199_820_289, 3), prime(2_485_986_994_308_513_793, 5), prime(3_188_548_536_178_311_169, 7)];

impl Prime {
    /// `a * b / 2^64`; the product is below modulus * 2^64.
    #[inline(always)]
    fn multiply(&self, a: u64, b: u64) -> u64 {
        let product = u128::from(a) * u128::from(b);
        let factor = (product as u64).wrapping_mul(self.inverse);
        let reduced = ((product + u128::from(factor) * u128::from(self.modulus)) >> 64) as u64;
        self.reduce(reduced)
    }

    #[inline(always)]
    fn reduce(&self, value: u64) -> u64 {
        value.min(value.wrapping_sub(self.modulus))
    }

    #[inline(always)]
    fn add(&self, a: u64, b: u64) -> u64 {
        self.reduce(a + b)
    }

    #[inline(always)]
    fn subtract(&self, a: u64, b: u64) -> u64 {
        let difference = a.wrapping_sub(b);
        difference.min(difference.wrapping_add(self.modulus))
    }

    /// The Montgomery form of `value`.
    fn enter(&self, value: u64) -> u64 {
        ((u128::from(value % self.modulus) << 64) % u128::from(self.modulus)) as u64
    }

    /// `base` to a power, in Montgomery form.
    fn power(&self, mut base: u64, mut exponent: u64) -> u64 {
        let mut result = self.enter(1);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = self.multiply(result, base);
            }
            base = self.multiply(base, base);
            exponent >>= 1;
        }
        result
    }

    fn inverse_of(&self, value: u64) -> u64 {
        self.power(value, self.modulus - 2)
    }

    /// The powers of a root of unity of order `len` that each level of a transform uses: those of the
    /// first level, half as many of the second, and so on.
    fn roots(&self, len: usize, inverse: bool) -> Vec<u64> {
        let mut root = self.power(self.enter(self.generator), (self.modulus - 1) / len as u64);
        if inverse {
            root = self.inverse_of(root);
        }
        let mut roots = Vec::with_capacity(len);
        let mut half = len / 2;
        while half > 0 {
            let mut power = self.enter(1);
            for _ in 0..half {
                roots.push(power);
                power = self.multiply(power, root);
            }
            root = self.multiply(root, root);
            half /= 2;
        }
        roots
    }

    /// Decimation in frequency: natural order in, bit-reversed order out.
    fn forward(&self, values: &mut [u64], roots: &[u64]) {
        if values.len() == 1 {
            return;
        }
        let (roots, deeper) = roots.split_at(values.len() / 2);
        let (low, high) = values.split_at_mut(values.len() / 2);
        for ((x, y), &root) in low.iter_mut().zip(high.iter_mut()).zip(roots) {
            let (a, b) = (*x, *y);
            *x = self.add(a, b);
            *y = self.multiply(self.subtract(a, b), root);
        }
        self.forward(low, deeper);
        self.forward(high, deeper);
    }

    /// Decimation in time: bit-reversed order in, natural order out.
    fn backward(&self, values: &mut [u64], roots: &[u64]) {
        if values.len() == 1 {
            return;
        }
        let (roots, deeper) = roots.split_at(values.len() / 2);
        let (low, high) = values.split_at_mut(values.len() / 2);
        self.backward(low, deeper);
        self.backward(high, deeper);
        for ((x, y), &root) in low.iter_mut().zip(high.iter_mut()).zip(roots) {
            let (a, b) = (*x, self.multiply(*y, root));
            *x = self.add(a, b);
            *y = self.subtract(a, b);
        }
    }

    /// The limbs as residues, padded with zeros.
    fn residues(&self, limbs: &[u64], len: usize) -> Vec<u64> {
        let squared = self.enter(self.enter(1));
        let mut values = Vec::with_capacity(len);
        // A limb is any word: the reduction brings the product below the prime all the same.
        values.extend(limbs.iter().map(|&limb| self.multiply(limb, squared)));
        values.resize(len, 0);
        values
    }

    /// The convolution modulo this prime, as plain residues.
    fn convolve(&self, a: &[u64], b: &[u64], len: usize) -> Vec<u64> {
        let roots = self.roots(len, false);
        let mut x = self.residues(a, len);
        self.forward(&mut x, &roots);
        if std::ptr::eq(a, b) {
            x.iter_mut().for_each(|x| *x = self.multiply(*x, *x));
        } else {
            let mut y = self.residues(b, len);
            self.forward(&mut y, &roots);
            x.iter_mut().zip(&y).for_each(|(x, &y)| *x = self.multiply(*x, y));
        }
        let roots = self.roots(len, true);
        self.backward(&mut x, &roots);
        // Multiplying by a plain number leaves the Montgomery form.
        let scale = self.multiply(self.inverse_of(self.enter(len as u64)), 1);
        x.iter_mut().for_each(|x| *x = self.multiply(*x, scale));
        x
    }
}

/// Three words, least first.
type Triple = [u64; 3];

/// `base + factor * digit`, below 2^192.
fn combine(base: u128, factor: u128, digit: u64) -> Triple {
    let low = u128::from(factor as u64) * u128::from(digit) + u128::from(base as u64);
    let high = (factor >> 64) * u128::from(digit) + (base >> 64) + (low >> 64);
    [low as u64, high as u64, (high >> 64) as u64]
}

/// `result = a * b`; `result` has the length of both together.
pub(super) fn multiply_into(a: &[u64], b: &[u64], result: &mut [u64]) {
    let len = (a.len() + b.len()).next_power_of_two();
    let [p0, p1, p2] = &PRIMES;
    let residues = PRIMES.each_ref().map(|prime| prime.convolve(a, b, len));
    let (m0, m1, m2) = (p0.modulus, p1.modulus, p2.modulus);
    // Montgomery forms, by which a product with a plain residue is plain.
    let inverse_01 = p1.inverse_of(p1.enter(m0));
    let inverse_012 = p2.inverse_of(p2.multiply(p2.enter(m0), p2.enter(m1)));
    let factor_02 = p2.enter(m0);
    let one_1 = p1.enter(1);
    let one_2 = p2.enter(1);
    let m01 = u128::from(m0) * u128::from(m1);
    let mut carry: u128 = 0;
    for (index, limb) in result.iter_mut().enumerate() {
        let (r0, r1, r2) = (residues[0][index], residues[1][index], residues[2][index]);
        // Multiplying by the form of one reduces any word.
        let d1 = p1.multiply(p1.subtract(r1, p1.multiply(r0, one_1)), inverse_01);
        let known = p2.add(p2.multiply(r0, one_2), p2.multiply(d1, factor_02));
        let d2 = p2.multiply(p2.subtract(r2, known), inverse_012);
        let base = u128::from(r0) + u128::from(m0) * u128::from(d1);
        let [low, middle, high] = combine(base, m01, d2);
        let (wide, overflow) = (u128::from(middle) << 64 | u128::from(low)).overflowing_add(carry);
        let high = high + u64::from(overflow);
        let (top, rest) = split(u128::from(high) << 64 | wide >> 64);
        let (bottom, digit) = split(u128::from(rest) << 64 | u128::from(wide as u64));
        *limb = digit;
        carry = u128::from(top) << 64 | u128::from(bottom);
    }
    debug_assert_eq!(carry, 0);
    debug_assert!(m2 > 0);
}
