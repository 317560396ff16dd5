//! `_hashlib`: hash functions by name, keyed hashes and keys from passwords, as OpenSSL's binding gives them.
//!
//! There is no OpenSSL: the algorithms are those of `hashes`, and crates on the same digests.

mod algorithm;
mod scrypt;

use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::hashes::hash_type;
use crate::hashes::state::Core;
use crate::unlocked::stable;

pub struct HashlibModule;

hash_type!(
    /// A hash computed over data given in pieces.
    ///
    /// update() hashes more data, digest() and hexdigest() give the hash of all data so far, and copy() an
    /// independent object. The name is the algorithm's; digest_size and block_size are in bytes.
    Hash, HASH_Type = "_hashlib.HASH", "($self, obj, /)", sig = "(name, string=b'')", fixed {
    #[slot]
    fn tp_repr(this: &Instance<Hash>) -> String {
        format!("<{} HASH object @ {:#x}>", this.core.name, this.object().as_ptr().addr())
    }

    #[getter]
    fn digest_size(this: &Instance<Hash>) -> u32 {
        this.core.digest_size.get()
    }
});

/// A hash object of a core that has hashed the first data.
fn hash(core: Core, string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
    Hash::make(core.fed(string)?)
}

fn named(name: &str, string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
    hash((algorithm::find(name)?.core)(), string)
}

/// Native hash functions by name.
#[pymodule("_hashlib")]
impl HashlibModule {
    /// A new hash object of the named algorithm that has hashed the given data.
    #[function("($module, /, name, string=b'')")]
    fn new(name: &Object, string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
        let Some(name) = name.downcast::<Str>() else { return Err(raise!(TypeError, "name must be a string")) };
        named(&name.to_utf8()?, string)
    }

    /// The key of PBKDF2 (PKCS #5 v2.0) with HMAC, for a password.
    #[function("($module, /, hash_name, password, salt, iterations,\n            dklen=None)")]
    fn pbkdf2_hmac(
        hash_name: String,
        password: Buffer,
        salt: Buffer,
        iterations: i64,
        dklen: Option<&Object>,
    ) -> PyResult<Py<Bytes>> {
        let (algorithm, _, pbkdf2) = algorithm::find_keyed(&hash_name)?;
        if iterations < 1 {
            return Err(raise!(ValueError, "iteration value must be greater than 0."));
        }
        let Some(rounds) = i32::try_from(iterations).ok().map(i32::unsigned_abs) else {
            return Err(raise!(OverflowError, "iteration value is too great."));
        };
        let length = match dklen {
            Some(length) => protocol::as_long(length)?,
            None => algorithm.digest_size as i64,
        };
        if length < 1 {
            return Err(raise!(ValueError, "key length must be greater than 0."));
        }
        if length > i64::from(i32::MAX) {
            return Err(raise!(OverflowError, "key length is too great."));
        }
        let (password, salt) = (stable(&password), stable(&salt));
        Bytes::build(length as usize, |key| allow_threads(|| pbkdf2(&password, &salt, rounds, key)))
    }

    /// The key of scrypt (RFC 7914) for a password.
    #[function("($module, /, password, *, salt=None, n=None, r=None, p=None,\n       maxmem=0, dklen=64)")]
    fn scrypt(
        password: Buffer,
        salt: Option<Buffer>,
        n: Option<&Object>,
        r: Option<&Object>,
        p: Option<&Object>,
        maxmem: i64,
        dklen: i64,
    ) -> PyResult<Py<Bytes>> {
        scrypt::scrypt(&password, salt.as_ref(), [n, r, p], maxmem, dklen)
    }

    /// The HMAC of a whole message.
    #[function("($module, /, key, msg, digest)")]
    fn hmac_digest(key: Buffer, msg: Buffer, digest: String) -> PyResult<Py<Bytes>> {
        let (_, hmac, _) = algorithm::find_keyed(&digest)?;
        // Short messages are not worth giving the GIL up.
        if msg.len() < 2048 {
            return Bytes::new(&hmac(key.as_slice(), msg.as_slice()));
        }
        let (key, msg) = (stable(&key), stable(&msg));
        Bytes::new(&allow_threads(|| hmac(&key, &msg)))
    }

    /// A new MD5 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn openssl_md5(string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
        named("md5", string)
    }

    /// A new SHA-1 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn openssl_sha1(string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
        named("sha1", string)
    }

    /// A new SHA-224 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn openssl_sha224(string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
        named("sha224", string)
    }

    /// A new SHA-256 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn openssl_sha256(string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
        named("sha256", string)
    }

    /// A new SHA-384 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn openssl_sha384(string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
        named("sha384", string)
    }

    /// A new SHA-512 hash object that has hashed the given data.
    #[function("($module, /, string=b'')")]
    fn openssl_sha512(string: Option<&Object>) -> PyResult<Py<Instance<Hash>>> {
        named("sha512", string)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::arguments::install_once(&HASH_Type, || {
            Hash::install();
            pyston_object::ready::ready(&HASH_Type)
        })?;
        module.add("HASH", HASH_Type.new_ref())?;
        let names = algorithm::all().map(|algorithm| algorithm.name.into_py()).collect::<PyResult<Vec<Py>>>()?;
        let names = pyston_object::call::call(&pyston_object::statics::PyFrozenSet_Type, &[&*names.into_py()?])?;
        module.add("openssl_md_meth_names", names)
    }
}
