//! Where pickles are read from: bytes in memory, or a file in pieces.
//!
//! **Invariant**: of a file no more is asked for than the pickle says it has, save what `peek` shows without
//! taking it; what is shown and used is taken before anybody else reads the file.

use pyston_object::prelude::*;
use pyston_object::{attr, call};

use super::unpickling_error;

/// How much `peek` is asked for.
const PREFETCH: usize = 128 * 1024;

/// The methods of a file.
pub(super) struct File {
    read: Py,
    readline: Py,
    peek: Option<Py>,
}
pyston_object::impl_trace!(File { read, readline, peek });

impl File {
    pub(super) fn new(file: &Object) -> PyResult<File> {
        let peek = attr::find_attr(file, name!("peek"))?;
        let read = attr::find_attr(file, name!("read"))?;
        let readline = attr::find_attr(file, name!("readline"))?;
        match (read, readline) {
            (Some(read), Some(readline)) => Ok(File { read, readline, peek }),
            _ => Err(raise!(TypeError, "file must have 'read' and 'readline' attributes")),
        }
    }
}

/// Input with a position.
#[derive(Default)]
pub(super) struct Input {
    pub(super) file: Option<File>,
    memory: Option<Buffer>,
    /// A piece of the file; empty for input from memory.
    piece: Vec<u8>,
    position: usize,
    /// Is the piece only shown by `peek`, not taken from the file?
    is_peeked: bool,
}

impl pyston_object::Trace for Input {
    fn trace(&self, visit: &mut pyston_object::Visitor<'_>) {
        self.file.trace(visit);
    }
}

fn truncated() -> Raised {
    unpickling_error("pickle data was truncated")
}

/// Calls a method of the file with a size.
fn bytes_from(method: &Object, size: usize, what: &str) -> PyResult<Vec<u8>> {
    bytes_of(&*call::call(method, &[&*size.into_py()?])?, what)
}

fn bytes_of(data: &Object, what: &str) -> PyResult<Vec<u8>> {
    let Some(bytes) = data.downcast::<Bytes>() else {
        return Err(raise!(TypeError, "{what}() returned non-bytes object ({})", data.type_name()));
    };
    Ok(bytes.as_slice().to_vec())
}

impl Input {
    pub(super) fn memory(buffer: Buffer) -> Input {
        Input { memory: Some(buffer), ..Input::default() }
    }

    pub(super) fn file(file: File) -> Input {
        Input { file: Some(file), ..Input::default() }
    }

    fn all(&self) -> &[u8] {
        match &self.memory {
            Some(buffer) => buffer.as_slice(),
            None => &self.piece,
        }
    }

    /// The next `size` bytes.
    #[inline]
    pub(super) fn read(&mut self, size: usize) -> PyResult<&[u8]> {
        let start = self.position;
        if size <= self.all().len().saturating_sub(start) {
            self.position = start + size;
            return Ok(&self.all()[start..start + size]);
        }
        self.read_more(size)
    }

    #[cold]
    fn read_more(&mut self, size: usize) -> PyResult<&[u8]> {
        let end = self.position.checked_add(size).filter(|&end| end <= isize::MAX as usize);
        end.ok_or_else(|| unpickling_error("read would overflow (invalid bytecode)"))?;
        self.fetch(size)?;
        if self.piece.len() < size {
            return Err(truncated());
        }
        self.position = size;
        Ok(&self.piece[..size])
    }

    #[inline]
    pub(super) fn array<const N: usize>(&mut self) -> PyResult<[u8; N]> {
        let bytes = self.read(N)?;
        Ok(bytes.try_into().unwrap_or([0; N]))
    }

    /// Makes the next bytes of the file the piece, at least `size` if there are as many.
    #[cold]
    fn fetch(&mut self, size: usize) -> PyResult<()> {
        self.skip_used()?;
        let Some(file) = &self.file else { return Err(truncated()) };
        if size < PREFETCH
            && let Some(peek) = file.peek.clone()
        {
            match bytes_from(&peek, PREFETCH, "peek") {
                Ok(piece) if piece.len() >= size => {
                    (self.piece, self.position, self.is_peeked) = (piece, 0, true);
                    return Ok(());
                }
                Ok(_) => (),
                Err(raised) if raised.is(&exc::NotImplementedError) => {
                    raised.clear();
                    if let Some(file) = &mut self.file {
                        file.peek = None;
                    }
                }
                Err(raised) => return Err(raised),
            }
        }
        let Some(file) = &self.file else { return Err(truncated()) };
        let piece = bytes_from(&file.read.clone(), size, "read")?;
        (self.piece, self.position, self.is_peeked) = (piece, 0, false);
        Ok(())
    }

    /// Takes from the file what was shown and used.
    pub(super) fn skip_used(&mut self) -> PyResult<()> {
        let used = std::mem::take(&mut self.position);
        self.piece.clear();
        if std::mem::take(&mut self.is_peeked)
            && used > 0
            && let Some(file) = &self.file
        {
            drop(call::call(&file.read.clone(), &[&*used.into_py()?])?);
        }
        Ok(())
    }

    /// Leaves the file where the pickle ended.
    pub(super) fn finish(&mut self) -> PyResult<()> {
        if self.is_peeked { self.skip_used() } else { Ok(()) }
    }

    /// A line with its end. One that ends with the input instead is cut off.
    pub(super) fn line(&mut self) -> PyResult<Vec<u8>> {
        let rest = self.all().get(self.position..).unwrap_or_default();
        if let Some(at) = memchr::memchr(b'\n', rest) {
            let line = rest[..=at].to_vec();
            self.position += at + 1;
            return Ok(line);
        }
        if self.file.is_none() {
            return Err(truncated());
        }
        self.skip_used()?;
        let readline = self.file.as_ref().map(|file| file.readline.clone());
        let line = match readline {
            Some(readline) => bytes_of(&*call::call(&readline, &[])?, "readline")?,
            None => Vec::new(),
        };
        if line.last() == Some(&b'\n') { Ok(line) } else { Err(truncated()) }
    }

    /// Makes sure that `size` bytes are at hand, without using them.
    pub(super) fn frame(&mut self, size: usize) -> PyResult<()> {
        self.read(size)?;
        self.position -= size;
        Ok(())
    }
}
