//! The hash functions: `_md5`, `_sha1`, `_sha256`, `_sha512`, `_sha3`, `_blake2`.
//!
//! Every type of hash object is a [`Core`] under another name: what computes, behind a lock. The
//! algorithms come from crates; here they meet objects.
//!
//! **Invariant**: large data is hashed without the GIL, under the core's lock.

pub(crate) mod blake2;
mod classic;
pub(crate) mod sha3;
pub(crate) mod state;

pub use blake2::Blake2Module;
pub use classic::{Md5Module, Sha1Module, Sha256Module, Sha512Module};
pub use sha3::Sha3Module;

/// Declares a type of hash objects: `hash_type!(#[doc] Md5, MD5_Type = "_md5.md5", "($self, obj, /)", fixed { .. })`
/// with the signature of `update` and further methods; without `fixed`, the methods that give
/// digests are among these.
macro_rules! hash_type {
    ($(#[$doc:meta])* $own:ident, $target:ident = $path:tt, $update:tt $(, sig = $sig:tt)?, fixed { $($extra:tt)* }) => {
        $crate::hashes::hash_type!($(#[$doc])* $own, $target = $path, $update $(, sig = $sig)?, {
            /// The digest of the data so far.
            #[method("($self, /)")]
            fn digest(this: &Instance<$own>) -> Vec<u8> {
                this.core.digest(this.core.digest_size.get() as usize)
            }

            /// The digest of the data so far, in hexadecimal digits.
            #[method("($self, /)")]
            fn hexdigest(this: &Instance<$own>) -> PyResult<Py<Str>> {
                this.core.hexdigest(this.core.digest_size.get() as usize)
            }

            $($extra)*
        });
    };
    ($(#[$doc:meta])* $own:ident, $target:ident = $path:tt, $update:tt $(, sig = $sig:tt)?, { $($extra:tt)* }) => {
        #[pyclass($target = $path, untracked)]
        pub struct $own {
            core: $crate::hashes::state::Core,
        }
        pyston_object::impl_trace!($own {});

        $(#[$doc])*
        #[pytype($target, payload $(, sig = $sig)?)]
        impl $own {
            fn make(core: $crate::hashes::state::Core) -> PyResult<Py<Instance<$own>>> {
                Instance::new($own { core })
            }

            /// Hashes more data, as if it stood behind what came before.
            #[method($update)]
            fn update(this: &Instance<$own>, data: &Object) -> PyResult<()> {
                this.core.update(data)
            }

            /// An independent hash object that has hashed the same data.
            #[method("($self, /)")]
            fn copy(this: &Instance<$own>) -> PyResult<Py<Instance<$own>>> {
                $own::make(this.core.copy())
            }

            #[getter]
            fn name(this: &Instance<$own>) -> &'static str {
                this.core.name
            }

            #[getter]
            fn block_size(this: &Instance<$own>) -> u32 {
                this.core.block_size
            }

            $($extra)*
        }
    };
}
pub(crate) use hash_type;
