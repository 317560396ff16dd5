//! `_md5`, `_sha1`, `_sha256`, `_sha512`.

use pyston_object::prelude::*;

use super::hash_type;
use super::state::{Core, Fixed};

pub struct Md5Module;
pub struct Sha1Module;
pub struct Sha256Module;
pub struct Sha512Module;

/// A type whose `digest_size` is computed.
macro_rules! computed {
    ($own:ident, $target:ident = $path:tt) => {
        hash_type!($own, $target = $path, "($self, obj, /)", fixed {
            #[getter]
            fn digest_size(this: &Instance<$own>) -> u32 {
                this.core.digest_size.get()
            }
        });
    };
}

/// A type whose `digest_size` is a member.
macro_rules! stored {
    ($own:ident, $target:ident = $path:tt) => {
        hash_type!($own, $target = $path, "($self, obj, /)", fixed {
            fn install_with_members() {
                $own::install();
                pyston_object::payload_members!($target, $own { "digest_size" = core.digest_size [readonly] });
            }
        });
    };
}

computed!(Md5, Md5_Type = "_md5.md5");
computed!(Sha1, Sha1_Type = "_sha1.sha1");
stored!(Sha224, Sha224_Type = "_sha256.sha224");
stored!(Sha256, Sha256_Type = "_sha256.sha256");
stored!(Sha384, Sha384_Type = "_sha512.sha384");
stored!(Sha512, Sha512_Type = "_sha512.sha512");

/// Makes a type ready, the first time, and adds it by the name it has in the module.
fn add(module: &Module, name: &str, ty: &'static Type, install: fn()) -> PyResult<()> {
    crate::arguments::install_once(ty, || {
        install();
        pyston_object::ready::ready(ty)
    })?;
    module.add(name, ty.new_ref())
}

/// The hash function MD5.
#[pymodule("_md5")]
impl Md5Module {
    /// A new MD5 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn md5(string: Option<&Object>) -> PyResult<Py<Instance<Md5>>> {
        Md5::make(Core::new(Fixed(md5::Md5::default()), "md5", 64, 16).fed(string)?)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        add(module, "MD5Type", &Md5_Type, Md5::install)
    }
}

/// The hash function SHA-1.
#[pymodule("_sha1")]
impl Sha1Module {
    /// A new SHA-1 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn sha1(string: Option<&Object>) -> PyResult<Py<Instance<Sha1>>> {
        Sha1::make(Core::new(Fixed(sha1::Sha1::default()), "sha1", 64, 20).fed(string)?)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        add(module, "SHA1Type", &Sha1_Type, Sha1::install)
    }
}

/// The hash functions SHA-224 and SHA-256.
#[pymodule("_sha256")]
impl Sha256Module {
    /// A new SHA-256 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn sha256(string: Option<&Object>) -> PyResult<Py<Instance<Sha256>>> {
        Sha256::make(Core::new(Fixed(sha2::Sha256::default()), "sha256", 64, 32).fed(string)?)
    }

    /// A new SHA-224 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn sha224(string: Option<&Object>) -> PyResult<Py<Instance<Sha224>>> {
        Sha224::make(Core::new(Fixed(sha2::Sha224::default()), "sha224", 64, 28).fed(string)?)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        add(module, "SHA224Type", &Sha224_Type, Sha224::install_with_members)?;
        add(module, "SHA256Type", &Sha256_Type, Sha256::install_with_members)
    }
}

/// The hash functions SHA-384 and SHA-512.
#[pymodule("_sha512")]
impl Sha512Module {
    /// A new SHA-512 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn sha512(string: Option<&Object>) -> PyResult<Py<Instance<Sha512>>> {
        Sha512::make(Core::new(Fixed(sha2::Sha512::default()), "sha512", 128, 64).fed(string)?)
    }

    /// A new SHA-384 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn sha384(string: Option<&Object>) -> PyResult<Py<Instance<Sha384>>> {
        Sha384::make(Core::new(Fixed(sha2::Sha384::default()), "sha384", 128, 48).fed(string)?)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        add(module, "SHA384Type", &Sha384_Type, Sha384::install_with_members)?;
        add(module, "SHA512Type", &Sha512_Type, Sha512::install_with_members)
    }
}
