//! The hash functions that `_hashlib` knows, by name.
//!
//! **Invariant**: a table, so that what `openssl_md_meth_names` promises is what `new` makes.

use hmac::{EagerHash, Hmac, KeyInit, Mac};
use pyston_object::prelude::*;

use crate::hashes::sha3::Extendable;
use crate::hashes::state::{Core, Fixed};

/// A keyed hash computed at once: key, message, digest.
type HmacFunction = fn(&[u8], &[u8]) -> Vec<u8>;
/// Password, salt, iterations, and where the key goes.
type Pbkdf2Function = fn(&[u8], &[u8], u32, &mut [u8]);

pub struct Algorithm {
    /// As hash objects show it.
    pub name: &'static str,
    /// Other spellings, in small letters.
    aliases: &'static [&'static str],
    pub core: fn() -> Core,
    pub digest_size: usize,
    /// Extendable functions have none.
    pub keyed: Option<(HmacFunction, Pbkdf2Function)>,
}

fn hmac<D: EagerHash>(key: &[u8], message: &[u8]) -> Vec<u8>
where
    Hmac<D>: KeyInit + Mac,
{
    let mut state = <Hmac<D> as KeyInit>::new_from_slice(key).expect("any length of key will do");
    state.update(message);
    state.finalize().into_bytes().to_vec()
}

macro_rules! algorithms {
    ($($name:literal $(| $alias:literal)* = $digest:ty, $block:literal, $size:literal;)*) => {
        &[$(Algorithm {
            name: $name,
            aliases: &[$($alias),*],
            core: || Core::new(Fixed(<$digest>::default()), $name, $block, $size),
            digest_size: $size,
            keyed: Some((hmac::<$digest>, pbkdf2::pbkdf2_hmac::<$digest>)),
        },)*]
    };
}

static FIXED: &[Algorithm] = algorithms! {
    "sha256" | "sha2-256" | "sha-256" | "rsa-sha256" = sha2::Sha256, 64, 32;
    "sha1" | "sha-1" | "ssl3-sha1" | "rsa-sha1" = sha1::Sha1, 64, 20;
    "md5" | "ssl3-md5" | "rsa-md5" = md5::Md5, 64, 16;
    "sha512" | "sha2-512" | "sha-512" | "rsa-sha512" = sha2::Sha512, 128, 64;
    "sha384" | "sha2-384" | "sha-384" | "rsa-sha384" = sha2::Sha384, 128, 48;
    "sha224" | "sha2-224" | "sha-224" | "rsa-sha224" = sha2::Sha224, 64, 28;
    "sha512_256" | "sha512-256" = sha2::Sha512_256, 128, 32;
    "sha512_224" | "sha512-224" = sha2::Sha512_224, 128, 28;
    "sha3_224" | "sha3-224" = sha3::Sha3_224, 144, 28;
    "sha3_256" | "sha3-256" = sha3::Sha3_256, 136, 32;
    "sha3_384" | "sha3-384" = sha3::Sha3_384, 104, 48;
    "sha3_512" | "sha3-512" = sha3::Sha3_512, 72, 64;
    "ripemd160" | "rmd160" | "ripemd" = ripemd::Ripemd160, 64, 20;
};

static EXTENDABLE: &[Algorithm] = &[
    Algorithm {
        name: "shake_128",
        aliases: &["shake128"],
        core: || Core::new(Extendable(sha3::Shake128::default()), "shake_128", 168, 16),
        digest_size: 16,
        keyed: None,
    },
    Algorithm {
        name: "shake_256",
        aliases: &["shake256"],
        core: || Core::new(Extendable(sha3::Shake256::default()), "shake_256", 136, 32),
        digest_size: 32,
        keyed: None,
    },
];

/// Every algorithm.
pub fn all() -> impl Iterator<Item = &'static Algorithm> {
    FIXED.iter().chain(EXTENDABLE)
}

fn unsupported() -> Raised {
    raise!(ValueError, "unsupported hash type")
}

/// The algorithm of a name, in letters of any case.
pub fn find(name: &str) -> PyResult<&'static Algorithm> {
    if let Some(algorithm) = all().find(|algorithm| algorithm.name == name) {
        return Ok(algorithm);
    }
    let name = name.to_ascii_lowercase();
    let is_it = |algorithm: &&Algorithm| algorithm.aliases.contains(&name.as_str()) || algorithm.name == name;
    all().find(is_it).filter(|_| !name.contains('_')).ok_or_else(unsupported)
}

/// As [`find`], for what needs a keyed hash: names with underscores, which are Python's, are not known there.
pub fn find_keyed(name: &str) -> PyResult<(&'static Algorithm, HmacFunction, Pbkdf2Function)> {
    if name.contains('_') {
        return Err(unsupported());
    }
    let algorithm = find(name)?;
    let (hmac, pbkdf2) = algorithm.keyed.ok_or_else(unsupported)?;
    Ok((algorithm, hmac, pbkdf2))
}
