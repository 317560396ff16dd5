//! The order in which CPython 3.8 iterates frozenset constants under `PYTHONHASHSEED=0`.
//!
//! Only for comparing compilers: marshalled code shows this order, which the runtime gets from its
//! own sets. Hashes are CPython's; that of `None` and `...` comes from an address, of which only the
//! bits above the lowest four up to the page size are the same in every run.

use std::collections::HashSet;

use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use pyston_compiler::code::{Code, Const};
use pyston_compiler::wstr::WStr;

const HASH_MODULUS: u64 = (1 << 61) - 1;
/// Bits 4 to 11 of the addresses of `None` and `...` in the CPython build compared with.
const NONE_HASH: u64 = 0x22;
const ELLIPSIS_HASH: u64 = 0x42;
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

/// Puts the members of every frozenset of a code tree in order.
///
/// CPython makes such a set twice: the optimiser, then from that one the merging of constants. It is
/// made once more if a name-like string in it is replaced by an equal interned one, which depends on
/// what the process has interned: surely the names of the module itself and the special names.
pub fn order_sets(code: &mut Code) {
    let mut interned = HashSet::new();
    collect_names(code, &mut interned);
    order_code(code, &interned);
}

fn collect_names(code: &Code, interned: &mut HashSet<WStr>) {
    let tables = [&code.names, &code.varnames, &code.freevars, &code.cellvars];
    interned.extend(tables.into_iter().flatten().chain([&code.name]).cloned());
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            collect_names(inner, interned);
        }
    }
}

fn order_code(code: &mut Code, interned: &HashSet<WStr>) {
    code.consts.iter_mut().for_each(|constant| order_const(constant, interned));
}

fn order_const(constant: &mut Const, interned: &HashSet<WStr>) {
    match constant {
        Const::Code(code) => order_code(code, interned),
        Const::Tuple(items) => items.iter_mut().for_each(|item| order_const(item, interned)),
        Const::FrozenSet(items) => {
            items.iter_mut().for_each(|item| order_const(item, interned));
            *items = iterate(&iterate(items));
            if items.iter().any(|item| is_interned(item, interned)) {
                *items = iterate(items);
            }
        }
        _ => {}
    }
}

fn is_interned(constant: &Const, interned: &HashSet<WStr>) -> bool {
    let Const::Str(text) = constant else { return false };
    interned.contains(text) || (text.as_bytes().starts_with(b"__") && text.as_bytes().ends_with(b"__"))
}

/// A hash table of indices into the items.
struct Table {
    slots: Vec<Option<(u64, usize)>>,
    used: usize,
}

fn iterate(items: &[Const]) -> Vec<Const> {
    let mut table = Table { slots: vec![None; 8], used: 0 };
    for (at, item) in items.iter().enumerate() {
        table.insert((hash(item), at));
        let mask = table.slots.len() - 1;
        if table.used * 5 >= mask * 3 {
            table.grow();
        }
    }
    table.slots.iter().flatten().map(|&(_, at)| items[at].clone()).collect()
}

impl Table {
    fn insert(&mut self, entry: (u64, usize)) {
        let mask = self.slots.len() - 1;
        let mut perturb = entry.0;
        let mut at = entry.0 as usize & mask;
        loop {
            let last = if at + LINEAR_PROBES <= mask { at + LINEAR_PROBES } else { at };
            if let Some(free) = (at..=last).find(|&at| self.slots[at].is_none()) {
                self.slots[free] = Some(entry);
                self.used += 1;
                return;
            }
            perturb >>= PERTURB_SHIFT;
            at = at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize) & mask;
        }
    }

    fn grow(&mut self) {
        let wanted = if self.used > 50_000 { self.used * 2 } else { self.used * 4 };
        let mut size = 8;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![None; size]);
        self.used = 0;
        old.into_iter().flatten().for_each(|entry| self.insert(entry));
    }
}

fn hash(constant: &Const) -> u64 {
    match constant {
        Const::None => NONE_HASH,
        Const::Ellipsis => ELLIPSIS_HASH,
        Const::True => 1,
        Const::False => 0,
        Const::Int(value) => hash_int(value),
        Const::Float(value) => hash_float(*value),
        Const::Complex { real, imag } => {
            let combined = hash_float(*real).wrapping_add(1_000_003u64.wrapping_mul(hash_float(*imag)));
            not_minus_one(combined)
        }
        Const::Str(text) => hash_text(text.code_points()),
        Const::Bytes(bytes) => hash_bytes(bytes),
        Const::Tuple(items) => hash_tuple(items),
        Const::FrozenSet(items) => hash_frozenset(items),
        Const::Code(_) => 0,
    }
}

fn not_minus_one(hash: u64) -> u64 {
    if hash == u64::MAX { u64::MAX - 1 } else { hash }
}

fn hash_int(value: &BigInt) -> u64 {
    let rest = (value.magnitude() % HASH_MODULUS).to_u64().expect("smaller than the modulus");
    if value.sign() == Sign::Minus { not_minus_one(rest.wrapping_neg()) } else { rest }
}

fn hash_float(value: f64) -> u64 {
    if value.is_nan() {
        return 0;
    }
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { 314_159u64.wrapping_neg() };
    }
    let bits = value.abs().to_bits();
    let (mut mantissa, mut exponent) = (bits & ((1 << 52) - 1), (bits >> 52) as i64);
    if exponent == 0 {
        exponent = 1
    } else {
        mantissa |= 1 << 52
    }
    // The modulus divides 2**61 - 1, so powers of two are rotations.
    let shift = (exponent - 1075).rem_euclid(61) as u32;
    let hash = (u128::from(mantissa) << shift) % u128::from(HASH_MODULUS);
    let hash = hash as u64;
    if value < 0.0 { not_minus_one(hash.wrapping_neg()) } else { hash }
}

/// A string hashes as the array of its code points in 1, 2 or 4 bytes.
fn hash_text(points: impl Iterator<Item = u32>) -> u64 {
    let points: Vec<u32> = points.collect();
    let width = match points.iter().max() {
        Some(0..=0xFF) | None => 1,
        Some(0x100..=0xFFFF) => 2,
        _ => 4,
    };
    let bytes: Vec<u8> = points.iter().flat_map(|point| point.to_le_bytes()[..width].to_vec()).collect();
    hash_bytes(&bytes)
}

fn hash_bytes(bytes: &[u8]) -> u64 {
    if bytes.is_empty() { 0 } else { not_minus_one(siphash24(bytes)) }
}

fn hash_tuple(items: &[Const]) -> u64 {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut acc = PRIME_5;
    for item in items {
        acc = acc.wrapping_add(hash(item).wrapping_mul(PRIME_2)).rotate_left(31).wrapping_mul(PRIME_1);
    }
    acc = acc.wrapping_add(items.len() as u64 ^ PRIME_5 ^ 3_527_539);
    if acc == u64::MAX { 1_546_275_796 } else { acc }
}

fn hash_frozenset(items: &[Const]) -> u64 {
    let shuffle = |hash: u64| ((hash ^ 89_869_747) ^ (hash << 16)).wrapping_mul(3_644_798_167);
    let mut result = items.iter().fold(0, |sum, item| sum ^ shuffle(hash(item)));
    result ^= (items.len() as u64 + 1).wrapping_mul(1_927_868_237);
    result ^= (result >> 11) ^ (result >> 25);
    result = result.wrapping_mul(69_069).wrapping_add(907_133_923);
    if result == u64::MAX { 590_923_713 } else { result }
}

/// SipHash-2-4 with an all-zero key.
fn siphash24(bytes: &[u8]) -> u64 {
    let mut v = [0x736f_6d65_7073_6575u64, 0x646f_7261_6e64_6f6d, 0x6c79_6765_6e65_7261, 0x7465_6462_7974_6573];
    let rounds = |word: u64, v: &mut [u64; 4]| {
        v[3] ^= word;
        sip_round(v);
        sip_round(v);
        v[0] ^= word;
    };
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        rounds(u64::from_le_bytes(chunk.try_into().expect("chunks of eight")), &mut v);
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    last[7] = bytes.len() as u8;
    rounds(u64::from_le_bytes(last), &mut v);
    v[2] ^= 0xFF;
    (0..4).for_each(|_| sip_round(&mut v));
    v[0] ^ v[1] ^ v[2] ^ v[3]
}

fn sip_round(v: &mut [u64; 4]) {
    v[0] = v[0].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(13) ^ v[0];
    v[0] = v[0].rotate_left(32);
    v[2] = v[2].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(16) ^ v[2];
    v[0] = v[0].wrapping_add(v[3]);
    v[3] = v[3].rotate_left(21) ^ v[0];
    v[2] = v[2].wrapping_add(v[1]);
    v[1] = v[1].rotate_left(17) ^ v[2];
    v[2] = v[2].rotate_left(32);
}
