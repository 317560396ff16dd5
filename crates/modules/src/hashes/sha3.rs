//! `_sha3`: SHA-3 and the extendable functions SHAKE.

use pyston_object::prelude::*;
use sha3::digest::{ExtendableOutput, Update};

use super::hash_type;
use super::state::{Core, Fixed, State};
use crate::arguments::CULong;

pub struct Sha3Module;

/// Bits of Keccak's state.
const STATE_BITS: u32 = 1600;
/// The bits that end the data of SHA-3, and of SHAKE.
const SHA3_SUFFIX: u8 = 0x06;
const SHAKE_SUFFIX: u8 = 0x1f;
/// Digests are shorter than this.
const LENGTH_LIMIT: u64 = 1 << 29;

/// A function whose digest has any length.
#[derive(Clone)]
pub struct Extendable<D>(pub D);

impl<D: ExtendableOutput + Update + Clone + Send + 'static> State for Extendable<D> {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    fn digest(&self, len: usize) -> Vec<u8> {
        let mut out = vec![0; len];
        self.0.clone().finalize_xof_into(&mut out);
        out
    }

    fn copy(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}

/// The length of a digest of SHAKE.
fn digest_length(length: CULong) -> PyResult<usize> {
    if length.0 >= LENGTH_LIMIT {
        return Err(raise!(ValueError, "length is too large"));
    }
    Ok(length.0 as usize)
}

/// What the two kinds of types have: the constructor, and the parameters of the sponge.
macro_rules! keccak_type {
    ($(#[$doc:meta])* $own:ident, $target:ident = $path:tt, $state:expr, $name:tt, $rate:literal, $size:literal,
     $suffix:expr, $($kind:ident)? { $($extra:tt)* }) => {
        hash_type!($(#[$doc])* $own, $target = $path, "($self, data, /)", $($kind)? {
            #[slot]
            fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<$own>>> {
                let args = crate::arguments::positional(&$target, class, args, kwargs, 0, 1)?;
                $own::make(Core::new($state, $name, $rate, $size).fed(args.first().copied())?)
            }

            #[getter]
            fn digest_size(this: &Instance<$own>) -> u32 {
                this.core.digest_size.get()
            }

            #[getter]
            fn _capacity_bits(this: &Instance<$own>) -> u32 {
                STATE_BITS - 8 * this.core.block_size
            }

            #[getter]
            fn _rate_bits(this: &Instance<$own>) -> u32 {
                8 * this.core.block_size
            }

            #[getter]
            fn _suffix(_this: &Instance<$own>) -> Vec<u8> {
                vec![$suffix]
            }

            $($extra)*
        });
    };
}

macro_rules! sha3_type {
    ($(#[$doc:meta])* $own:ident, $target:ident = $path:tt, $algorithm:ty, $name:tt, $rate:literal, $size:literal) => {
        keccak_type!($(#[$doc])* $own, $target = $path, Fixed(<$algorithm>::default()), $name, $rate, $size,
            SHA3_SUFFIX, fixed {});
    };
}

macro_rules! shake_type {
    ($(#[$doc:meta])* $own:ident, $target:ident = $path:tt, $algorithm:ty, $name:tt, $rate:literal) => {
        keccak_type!($(#[$doc])* $own, $target = $path, Extendable(<$algorithm>::default()), $name, $rate, 0,
            SHAKE_SUFFIX, {
            /// The first bytes of the digest of the data so far.
            #[method("($self, length, /)")]
            fn digest(this: &Instance<$own>, length: CULong) -> PyResult<Vec<u8>> {
                Ok(this.core.digest(digest_length(length)?))
            }

            /// The first bytes of the digest of the data so far, in hexadecimal digits.
            #[method("($self, length, /)")]
            fn hexdigest(this: &Instance<$own>, length: CULong) -> PyResult<Py<Str>> {
                this.core.hexdigest(digest_length(length)?)
            }
        });
    };
}

sha3_type!(
    /// sha3_224([data]) -> hash object of SHA3 with a digest of 28 bytes
    Sha3x224, Sha3x224_Type = "_sha3.sha3_224", sha3::Sha3_224, "sha3_224", 144, 28
);
sha3_type!(
    /// sha3_256([data]) -> hash object of SHA3 with a digest of 32 bytes
    Sha3x256, Sha3x256_Type = "_sha3.sha3_256", sha3::Sha3_256, "sha3_256", 136, 32
);
sha3_type!(
    /// sha3_384([data]) -> hash object of SHA3 with a digest of 48 bytes
    Sha3x384, Sha3x384_Type = "_sha3.sha3_384", sha3::Sha3_384, "sha3_384", 104, 48
);
sha3_type!(
    /// sha3_512([data]) -> hash object of SHA3 with a digest of 64 bytes
    Sha3x512, Sha3x512_Type = "_sha3.sha3_512", sha3::Sha3_512, "sha3_512", 72, 64
);
shake_type!(
    /// shake_128([data]) -> hash object of SHAKE with a digest of any length
    Shake128, Shake128_Type = "_sha3.shake_128", sha3::Shake128, "shake_128", 168
);
shake_type!(
    /// shake_256([data]) -> hash object of SHAKE with a digest of any length
    Shake256, Shake256_Type = "_sha3.shake_256", sha3::Shake256, "shake_256", 136
);

/// The hash functions SHA-3 and SHAKE.
#[pymodule("_sha3")]
impl Sha3Module {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        let types: &[(&'static Type, fn())] = &[
            (&Sha3x224_Type, Sha3x224::install),
            (&Sha3x256_Type, Sha3x256::install),
            (&Sha3x384_Type, Sha3x384::install),
            (&Sha3x512_Type, Sha3x512::install),
            (&Shake128_Type, Shake128::install),
            (&Shake256_Type, Shake256::install),
        ];
        for (ty, install) in types {
            crate::add_type(module, ty, *install)?;
        }
        module.add("keccakopt", 64)?;
        module.add("implementation", "RustCrypto sha3")
    }
}
