//! `_blake2`: BLAKE2b and BLAKE2s with all their parameters.

use pyston_object::prelude::*;

use super::hash_type;
use super::state::{Core, State};
use crate::arguments::{CULong, CULongLong};

pub struct Blake2Module;

#[derive(Clone)]
struct Blake2bState(blake2b_simd::State);

#[derive(Clone)]
struct Blake2sState(blake2s_simd::State);

macro_rules! state {
    ($($own:ident)*) => {
        $(impl State for $own {
            fn update(&mut self, data: &[u8]) {
                self.0.update(data);
            }

            fn digest(&self, _len: usize) -> Vec<u8> {
                self.0.finalize().as_bytes().to_vec()
            }

            fn copy(&self) -> Box<dyn State> {
                Box::new(self.clone())
            }
        })*
    };
}
state!(Blake2bState Blake2sState);

/// The greatest values of the parameters.
struct Limits {
    digest_size: i32,
    key: usize,
    salt: usize,
    person: usize,
    node_offset: u64,
}

const BLAKE2B: Limits = Limits { digest_size: 64, key: 64, salt: 16, person: 16, node_offset: u64::MAX };
const BLAKE2S: Limits = Limits { digest_size: 32, key: 32, salt: 8, person: 8, node_offset: (1 << 48) - 1 };

/// The parameters as they are given.
struct Parameters {
    digest_size: i32,
    key: Option<Buffer>,
    salt: Option<Buffer>,
    person: Option<Buffer>,
    fanout: i32,
    depth: i32,
    leaf_size: u64,
    node_offset: u64,
    node_depth: i32,
    inner_size: i32,
}

fn check_length(what: &str, value: &Option<Buffer>, limit: usize) -> PyResult<()> {
    if value.as_ref().is_some_and(|value| value.len() > limit) {
        return Err(raise!(ValueError, "maximum {what} length is {limit} bytes"));
    }
    Ok(())
}

fn check_range(what: &str, value: i32, min: i32) -> PyResult<()> {
    if !(min..=255).contains(&value) {
        return Err(raise!(ValueError, "{what} must be between {min} and 255"));
    }
    Ok(())
}

impl Parameters {
    fn check(&self, limits: &Limits) -> PyResult<()> {
        let largest = limits.digest_size;
        if !(1..=largest).contains(&self.digest_size) {
            return Err(raise!(ValueError, "digest_size must be between 1 and {largest} bytes"));
        }
        check_length("salt", &self.salt, limits.salt)?;
        check_length("person", &self.person, limits.person)?;
        check_range("fanout", self.fanout, 0)?;
        check_range("depth", self.depth, 1)?;
        if self.leaf_size > u32::MAX.into() {
            return Err(raise!(OverflowError, "leaf_size is too large"));
        }
        if self.node_offset > limits.node_offset {
            return Err(raise!(OverflowError, "node_offset is too large"));
        }
        check_range("node_depth", self.node_depth, 0)?;
        if !(0..=largest).contains(&self.inner_size) {
            return Err(raise!(ValueError, "inner_size must be between 0 and is {largest}"));
        }
        check_length("key", &self.key, limits.key)
    }
}

macro_rules! blake2_type {
    ($(#[$doc:meta])* $own:ident, $target:ident = $path:tt, $state:ident, $library:ident, $name:tt, $block_size:literal,
     $limits:ident, $sig:tt) => {
        hash_type!($(#[$doc])* $own, $target = $path, "($self, data, /)", sig = $sig, fixed {
            #[new($sig)]
            fn new(
                _class: &Type,
                data: Option<&Object>,
                digest_size: Option<i32>,
                key: Option<Buffer>,
                salt: Option<Buffer>,
                person: Option<Buffer>,
                fanout: i32,
                depth: i32,
                leaf_size: Option<CULong>,
                node_offset: Option<CULongLong>,
                node_depth: i32,
                inner_size: i32,
                last_node: bool,
            ) -> PyResult<Py<Instance<$own>>> {
                let digest_size = digest_size.unwrap_or($limits.digest_size);
                let leaf_size = leaf_size.map_or(0, |size| size.0);
                let node_offset = node_offset.map_or(0, |offset| offset.0);
                let given = Parameters {
                    digest_size, key, salt, person, fanout, depth, leaf_size, node_offset, node_depth, inner_size,
                };
                given.check(&$limits)?;
                let bytes = |buffer: &Option<Buffer>| buffer.as_ref().map_or(Vec::new(), Buffer::to_vec);
                let state = $library::Params::new()
                    .hash_length(digest_size as usize)
                    .key(&bytes(&given.key))
                    .salt(&bytes(&given.salt))
                    .personal(&bytes(&given.person))
                    .fanout(fanout as u8)
                    .max_depth(depth as u8)
                    .max_leaf_length(leaf_size as u32)
                    .node_offset(node_offset)
                    .node_depth(node_depth as u8)
                    .inner_hash_length(inner_size as usize)
                    .last_node(last_node)
                    .to_state();
                $own::make(Core::new($state(state), $name, $block_size, digest_size as u32).fed(data)?)
            }

            #[getter]
            fn digest_size(this: &Instance<$own>) -> u32 {
                this.core.digest_size.get()
            }
        });
    };
}

blake2_type!(
    /// A new hash object of BLAKE2b.
    Blake2b, Blake2b_Type = "_blake2.blake2b", Blake2bState, blake2b_simd, "blake2b", 128, BLAKE2B,
    "(data=b'', /, *, digest_size=_blake2.blake2b.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False)"
);
blake2_type!(
    /// A new hash object of BLAKE2s.
    Blake2s, Blake2s_Type = "_blake2.blake2s", Blake2sState, blake2s_simd, "blake2s", 64, BLAKE2S,
    "(data=b'', /, *, digest_size=_blake2.blake2s.MAX_DIGEST_SIZE,\n        key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0,\n        node_offset=0, node_depth=0, inner_size=0, last_node=False)"
);

/// Adds the limits to the module, and to the type's own namespace.
fn add_limits(module: &Module, ty: &Type, prefix: &str, limits: &Limits) -> PyResult<()> {
    let values = [
        ("SALT_SIZE", limits.salt),
        ("PERSON_SIZE", limits.person),
        ("MAX_KEY_SIZE", limits.key),
        ("MAX_DIGEST_SIZE", limits.digest_size as usize),
    ];
    for (name, value) in values {
        if let Some(namespace) = ty.dict() {
            namespace.set_str(&Str::intern(name), value.into_py()?)?;
        }
        module.add(&format!("{prefix}_{name}"), value)?;
    }
    pyston_object::attr::type_modified(ty);
    Ok(())
}

/// The hash functions BLAKE2b and BLAKE2s.
#[pymodule("_blake2")]
impl Blake2Module {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::add_type(module, &Blake2b_Type, Blake2b::install)?;
        crate::add_type(module, &Blake2s_Type, Blake2s::install)?;
        add_limits(module, &Blake2b_Type, "BLAKE2B", &BLAKE2B)?;
        add_limits(module, &Blake2s_Type, "BLAKE2S", &BLAKE2S)
    }
}
