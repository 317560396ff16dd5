//! Reading through the buffer.

use pyston_object::call;
use pyston_object::prelude::*;
use pyston_object::room;

use super::stream::Stream;

impl Stream<'_> {
    /// Reads more behind what the buffer has. `None`: it would have to wait.
    fn fill_buffer(self) -> PyResult<Option<i64>> {
        let start = if self.has_read_buffer() { self.read_end.get() } else { 0 };
        let memory = self.memory()?;
        let count = self.raw_read(&memory, start, self.buffer_size.get() - start)?;
        if let Some(count) = count
            && count > 0
        {
            self.read_end.set(start + count);
            self.raw_pos.set(start + count);
        }
        Ok(count)
    }

    pub fn peek(self) -> PyResult<Py<Bytes>> {
        self.check_initialized()?;
        self.check_open("peek of closed file")?;
        let _guard = self.enter()?;
        if self.writable.get() {
            self.flush_and_rewind()?;
        }
        let have = self.read_ahead();
        if have > 0 {
            return self.copy_out(self.pos.get(), have);
        }
        self.reset_read_buffer();
        let count = self.fill_buffer()?.unwrap_or(0);
        self.pos.set(0);
        self.copy_out(0, count)
    }

    pub fn read(self, size: isize) -> PyResult {
        self.check_initialized()?;
        if size < -1 {
            return Err(raise!(ValueError, "read length must be non-negative or -1"));
        }
        self.check_open("read of closed file")?;
        if size == -1 {
            let _guard = self.enter()?;
            return self.read_all();
        }
        let size = size as i64;
        if size <= self.read_ahead() {
            return self.take(size)?.into_py();
        }
        let _guard = self.enter()?;
        self.read_generic(size)?.into_py()
    }

    fn read_all(self) -> PyResult {
        let have = self.read_ahead();
        let ahead = if have > 0 { Some(self.take(have)?) } else { None };
        if self.writable.get() {
            self.flush_and_rewind()?;
        }
        self.reset_read_buffer();
        let raw = self.check_initialized()?;
        let rest = match pyston_object::attr::find_attr(&raw, name!("readall"))? {
            Some(readall) => {
                let rest = call::call(&readall, &[])?;
                if !rest.is_none() && !Bytes::check(&rest) {
                    return Err(raise!(TypeError, "readall() should return bytes"));
                }
                rest
            }
            None => self.read_to_end(&raw)?,
        };
        let Some(ahead) = ahead else { return Ok(rest) };
        match pyston_object::bytes::of(&rest) {
            Some(rest) if !rest.is_empty() => [ahead.as_slice(), rest].concat().into_py(),
            _ => Ok(ahead.into_object()),
        }
    }

    /// What `read()` of a raw stream without `readall` gives until its end; the last answer if nothing.
    fn read_to_end(self, raw: &Object) -> PyResult {
        let mut content: Vec<u8> = Vec::new();
        loop {
            let part = call::call_method(raw, name!("read"), &[])?;
            if part.is_none() {
                return if content.is_empty() { Ok(part) } else { content.into_py() };
            }
            let Some(bytes) = pyston_object::bytes::of(&part) else {
                return Err(raise!(TypeError, "read() should return bytes"));
            };
            if bytes.is_empty() {
                return if content.is_empty() { Ok(part) } else { content.into_py() };
            }
            content.extend_from_slice(bytes);
            if self.abs_pos.get() != -1 {
                self.abs_pos.set(self.abs_pos.get() + bytes.len() as i64);
            }
        }
    }

    /// `size` bytes, more than were read ahead. `None`: nothing without waiting.
    fn read_generic(self, size: i64) -> PyResult<Option<Py<Bytes>>> {
        let have = self.read_ahead();
        if size <= have {
            return self.take(size).map(Some);
        }
        let out = ByteArray::new(&[])?;
        out.resize(size as usize)?;
        let mut written = 0;
        if have > 0 {
            self.copy_to(&out, 0, have)?;
            written = have;
        }
        if self.writable.get() {
            self.flush_and_rewind()?;
        }
        self.reset_read_buffer();
        let part = |len: i64| out.with(|out| Bytes::new(&out[..len as usize])).map(Some);
        // Whole blocks go directly into the result; the last block goes through the buffer.
        while self.whole_blocks(size - written) > 0 {
            match self.raw_read(&out, written, self.whole_blocks(size - written))? {
                Some(0) => return part(written),
                None if written > 0 => return part(written),
                None => return Ok(None),
                Some(count) => written += count,
            }
        }
        self.pos.set(0);
        self.raw_pos.set(0);
        self.read_end.set(0);
        while written < size && self.read_end.get() < self.buffer_size.get() {
            match self.fill_buffer()? {
                Some(0) => return part(written),
                None if written > 0 => return part(written),
                None => return Ok(None),
                Some(count) => {
                    let count = count.min(size - written);
                    self.copy_to(&out, written, count)?;
                    written += count;
                }
            }
        }
        part(written)
    }

    /// Copies the next `len` bytes of the buffer to `out`.
    fn copy_to(self, out: &ByteArray, start: i64, len: i64) -> PyResult<()> {
        let (from, start, len) = (self.pos.get() as usize, start as usize, len as usize);
        self.memory()?.with(|memory| {
            out.with_mut(|out| out[start..start + len].copy_from_slice(&memory[from..from + len]));
        });
        self.advance(len as i64);
        Ok(())
    }

    pub fn read1(self, size: isize) -> PyResult<Py<Bytes>> {
        self.check_initialized()?;
        let size = if size < 0 { self.buffer_size.get() } else { size as i64 };
        self.check_open("read of closed file")?;
        if size == 0 {
            return Bytes::new(&[]);
        }
        let have = self.read_ahead();
        if have > 0 {
            return self.take(have.min(size));
        }
        let out = ByteArray::new(&[])?;
        out.resize(size as usize)?;
        let _guard = self.enter()?;
        self.reset_read_buffer();
        let count = self.raw_read(&out, 0, size)?.unwrap_or(0);
        out.with(|out| Bytes::new(&out[..count as usize]))
    }

    /// `readinto` and, with at most one raw read, `readinto1`. `None`: nothing without waiting.
    pub fn readinto(self, target: &Buffer, at_most_once: bool) -> PyResult<Option<i64>> {
        self.check_initialized()?;
        self.check_open("readinto of closed file")?;
        let len = target.len() as i64;
        let have = self.read_ahead();
        let mut written = have.clamp(0, len);
        self.give(target, 0, written)?;
        if have > 0 && have >= len {
            return Ok(Some(written));
        }
        let _guard = self.enter()?;
        if self.writable.get() {
            self.flush_and_rewind()?;
        }
        self.reset_read_buffer();
        self.pos.set(0);
        while written < len {
            let remaining = len - written;
            let count = if remaining > self.buffer_size.get() {
                self.raw_read_into(target, written, remaining)?
            } else if at_most_once && written > 0 {
                Some(0)
            } else {
                let count = self.fill_buffer()?;
                if let Some(count) = count
                    && count > 0
                {
                    let count = count.min(remaining);
                    self.give(target, written, count)?;
                    written += count;
                    continue;
                }
                count
            };
            match count {
                Some(0) => break,
                None if written > 0 => break,
                None => return Ok(None),
                Some(count) => written += count,
            }
            if at_most_once {
                break;
            }
        }
        Ok(Some(written))
    }

    /// Copies the next `len` bytes of the buffer to exported memory.
    fn give(self, target: &Buffer, start: i64, len: i64) -> PyResult<()> {
        if len > 0 {
            let from = self.pos.get() as usize;
            self.memory()?.with(|memory| target.write(start as usize, &memory[from..from + len as usize]));
            self.advance(len);
        }
        Ok(())
    }

    /// The end of the first line in `start..start + len` of the buffer.
    fn line_end(self, start: i64, len: i64) -> PyResult<Option<i64>> {
        if len == 0 {
            return Ok(None);
        }
        let range = start as usize..(start + len) as usize;
        let found = self.memory()?.with(|memory| memory[range].iter().position(|&byte| byte == b'\n'));
        Ok(found.map(|index| index as i64 + 1))
    }

    /// A line of at most `limit` bytes; a negative limit is none.
    pub fn readline(self, limit: isize) -> PyResult<Py<Bytes>> {
        self.check_initialized()?;
        self.check_open("readline of closed file")?;
        let mut limit = if limit < 0 { i64::MAX } else { limit as i64 };
        let have = self.read_ahead().min(limit);
        if let Some(end) = self.line_end(self.pos.get(), have)? {
            return self.take(end);
        }
        if have == limit {
            return self.take(have);
        }
        let _guard = self.enter()?;
        let mut line: Vec<u8> = Vec::new();
        if have > 0 {
            line.extend_from_slice(self.take(have)?.as_slice());
            limit -= have;
        }
        if self.writable.get() {
            self.flush_and_rewind()?;
        }
        loop {
            self.reset_read_buffer();
            let Some(count) = self.fill_buffer()?.filter(|&count| count > 0) else { break };
            let count = count.min(limit);
            let end = self.line_end(0, count)?;
            let taken = end.unwrap_or(count);
            self.memory()?.with(|memory| room::extend(&mut line, &memory[..taken as usize]))?;
            self.pos.set(taken);
            if end.is_some() || count == limit {
                break;
            }
            limit -= count;
        }
        Bytes::new(&line)
    }
}
