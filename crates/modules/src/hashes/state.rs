//! What computes behind a hash object.

use std::cell::Cell;
use std::sync::Mutex;

use pyston_object::buffer::has_buffer;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use crate::unlocked::{enter, stable};

/// From this many bytes on, hashing gives the GIL up.
const LARGE: usize = 2048;

/// A computation under way.
pub trait State: Send {
    fn update(&mut self, data: &[u8]);
    /// The digest of what came so far: `len` bytes, which matters for extendable functions alone.
    fn digest(&self, len: usize) -> Vec<u8>;
    fn copy(&self) -> Box<dyn State>;
}

/// The state of a hash object, with what its attributes tell; sizes are in bytes.
pub struct Core {
    state: Mutex<Box<dyn State>>,
    pub name: &'static str,
    pub block_size: u32,
    /// A cell because some types show it as a member.
    pub digest_size: Cell<u32>,
}

impl Core {
    pub fn new(state: impl State + 'static, name: &'static str, block_size: u32, digest_size: u32) -> Core {
        Core { state: Mutex::new(Box::new(state)), name, block_size, digest_size: Cell::new(digest_size) }
    }

    pub fn update(&self, data: &Object) -> PyResult<()> {
        let buffer = hashable(data)?;
        if buffer.len() < LARGE {
            enter(&self.state).update(buffer.as_slice());
        } else {
            let (content, mut state) = (stable(&buffer), enter(&self.state));
            allow_threads(|| state.update(&content));
        }
        Ok(())
    }

    /// The core after its first data, if any is given.
    pub fn fed(self, data: Option<&Object>) -> PyResult<Core> {
        data.map_or(Ok(()), |data| self.update(data))?;
        Ok(self)
    }

    pub fn digest(&self, len: usize) -> Vec<u8> {
        enter(&self.state).digest(len)
    }

    pub fn hexdigest(&self, len: usize) -> PyResult<Py<Str>> {
        Str::from_ascii(&pyston_builtins::bytes::hex_digits(&self.digest(len), None, 0))
    }

    pub fn copy(&self) -> Core {
        let state = Mutex::new(enter(&self.state).copy());
        Core { state, name: self.name, block_size: self.block_size, digest_size: self.digest_size.clone() }
    }
}

/// The bytes of an object to hash.
fn hashable(data: &Object) -> PyResult<Buffer> {
    if Str::check(data) {
        return Err(raise!(TypeError, "Unicode-objects must be encoded before hashing"));
    }
    if !has_buffer(data) {
        return Err(raise!(TypeError, "object supporting the buffer API required"));
    }
    Buffer::new(data)
}

/// A function whose digest has one length.
#[derive(Clone)]
pub struct Fixed<D>(pub D);

impl<D: sha2::Digest + Clone + Send + 'static> State for Fixed<D> {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    fn digest(&self, _len: usize) -> Vec<u8> {
        self.0.clone().finalize().to_vec()
    }

    fn copy(&self) -> Box<dyn State> {
        Box::new(self.clone())
    }
}
