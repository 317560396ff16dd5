//! What computes behind a hash object.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};

use pyston_object::buffer::has_buffer;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

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

    fn wait(&self) -> MutexGuard<'_, Box<dyn State>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `f`, which touches no object, with the state.
    fn with<R>(&self, f: impl FnOnce(&mut Box<dyn State>) -> R) -> R {
        match self.state.try_lock() {
            Ok(mut state) => f(&mut state),
            Err(TryLockError::Poisoned(error)) => f(&mut error.into_inner()),
            Err(TryLockError::WouldBlock) => allow_threads(|| f(&mut self.wait())),
        }
    }

    pub fn update(&self, data: &Object) -> PyResult<()> {
        let buffer = hashable(data)?;
        if buffer.len() < LARGE {
            self.with(|state| state.update(buffer.as_slice()));
            return Ok(());
        }
        // What other threads may change meanwhile is copied.
        let is_immutable = buffer.view().is_none();
        let content = if is_immutable { Cow::Borrowed(buffer.as_slice()) } else { Cow::Owned(buffer.to_vec()) };
        allow_threads(|| self.wait().update(&content));
        Ok(())
    }

    /// The core after its first data, if any is given.
    pub fn fed(self, data: Option<&Object>) -> PyResult<Core> {
        data.map_or(Ok(()), |data| self.update(data))?;
        Ok(self)
    }

    pub fn digest(&self, len: usize) -> Vec<u8> {
        self.with(|state| state.digest(len))
    }

    pub fn hexdigest(&self, len: usize) -> PyResult<Py<Str>> {
        Str::from_ascii(&pyston_builtins::bytes::hex_digits(&self.digest(len), None, 0))
    }

    pub fn copy(&self) -> Core {
        let state = Mutex::new(self.with(|state| state.copy()));
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
