//! Calls of the raw stream. A plain `FileIO` is called without the way round through Python.

use pyston_object::call;
use pyston_object::prelude::*;
use pyston_object::statics::{PyMemoryView_Type, PySlice_Type};

use super::stream::Stream;
use crate::io::convert::offset;
use crate::io::support;

/// A memoryview of a part of `memory`.
fn view(memory: &Object, start: usize, len: usize, whole: usize) -> PyResult {
    let view = call::call(&PyMemoryView_Type, &[memory])?;
    if start == 0 && len == whole {
        return Ok(view);
    }
    let slice = call::call(&PySlice_Type, &[&*start.into_py()?, &*(start + len).into_py()?])?;
    protocol::getitem(&view, &slice)
}

/// A position that a raw stream answered.
fn position(answer: &Object) -> PyResult<i64> {
    let position = offset(answer)?;
    if position < 0 {
        return Err(raise!(OSError, "Raw stream returned invalid position {position}"));
    }
    Ok(position)
}

impl Stream<'_> {
    fn raw_stream(self) -> PyResult {
        self.raw.get().ok_or_else(|| raise!(ValueError, "raw stream has been detached"))
    }

    pub fn raw_tell(self) -> PyResult<i64> {
        let position = match self.plain_file(name!("tell")) {
            Some(file) => {
                file.open_fd()?;
                file.seek_to(0, libc::SEEK_CUR, false)?
            }
            None => position(&*call::call_method(&*self.raw_stream()?, name!("tell"), &[])?)?,
        };
        self.abs_pos.set(position);
        Ok(position)
    }

    pub fn raw_seek(self, target: i64, whence: i32) -> PyResult<i64> {
        let position = match self.plain_file(name!("seek")) {
            Some(file) => {
                file.open_fd()?;
                file.seek_to(target, whence, false)?
            }
            None => {
                let answer = call::call_method(
                    &*self.raw_stream()?,
                    name!("seek"),
                    &[&*target.into_py()?, &*whence.into_py()?],
                )?;
                position(&answer)?
            }
        };
        self.abs_pos.set(position);
        Ok(position)
    }

    /// Reads into `memory` from `start`. `None`: it would have to wait.
    pub fn raw_read(self, memory: &ByteArray, start: i64, len: i64) -> PyResult<Option<i64>> {
        let (start, len) = (start as usize, len as usize);
        let count = match self.plain_file(name!("readinto")) {
            Some(file) => {
                let target = Buffer::writable(memory)?;
                file.read_into(&target, start, len)?
            }
            None => {
                let view = view(memory, start, len, memory.len())?;
                let answer = support::call_uninterrupted(&*self.raw_stream()?, name!("readinto"), &[&view])?;
                checked_count(&answer, len, "readinto")?
            }
        };
        Ok(count.map(|count| self.moved_by(count)))
    }

    /// Reads into memory that somebody else exports.
    pub fn raw_read_into(self, target: &Buffer, start: i64, len: i64) -> PyResult<Option<i64>> {
        if let Some(file) = self.plain_file(name!("readinto")) {
            let count = file.read_into(target, start as usize, len as usize)?;
            return Ok(count.map(|count| self.moved_by(count)));
        }
        let memory = ByteArray::new(&[])?;
        memory.resize(len as usize)?;
        let count = self.raw_read(&memory, 0, len)?;
        if let Some(count) = count {
            memory.with(|memory| target.write(start as usize, &memory[..count as usize]));
        }
        Ok(count)
    }

    /// Writes a part of an export of `source`. `None`: it would have to wait; `errno` tells why.
    pub fn raw_write(self, source: &Buffer, start: i64, len: i64) -> PyResult<Option<i64>> {
        let (start, len) = (start as usize, len as usize);
        errors::set_errno(0);
        let count = match self.plain_file(name!("write")) {
            Some(file) => file.write_from(source, start, len)?,
            None => {
                let content = Bytes::new(&source.as_slice()[start..start + len])?;
                let view = view(&content, 0, len, len)?;
                let answer = support::call_uninterrupted(&*self.raw_stream()?, name!("write"), &[&view])?;
                checked_count(&answer, len, "write")?
            }
        };
        Ok(count.map(|count| self.moved_by(count)))
    }

    fn moved_by(self, count: usize) -> i64 {
        let count = count as i64;
        if count > 0 && self.abs_pos.get() != -1 {
            self.abs_pos.set(self.abs_pos.get() + count);
        }
        count
    }
}

/// The number of bytes that a raw stream says it has transferred.
fn checked_count(answer: &Object, len: usize, method: &str) -> PyResult<Option<usize>> {
    if answer.is_none() {
        return Ok(None);
    }
    // An answer that is no number counts as -1, whatever was raised.
    let count = protocol::index_as_ssize_for(answer, Some(&exc::ValueError)).unwrap_or_else(|raised| {
        raised.clear();
        -1
    });
    match usize::try_from(count) {
        Ok(count) if count <= len => Ok(Some(count)),
        _ => Err(raise!(
            OSError,
            "raw {method}() returned invalid length {count} (should have been between 0 and {len})"
        )),
    }
}
