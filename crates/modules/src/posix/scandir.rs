//! `scandir`: the entries of a folder with what the system tells about each for free.
//!
//! **Invariant**: the stream is closed once, at the end, on an error, on `close()`, or with the iterator.

use std::cell::{Cell, RefCell};

use pyston_object::prelude::*;
use pyston_object::{hooks, impl_trace};
use pyston_runtime::gil::allow_threads;

use super::path::{self, Path, Spec, result_text};
use super::stat;

/// The system's stream of entries.
struct Stream(*mut libc::DIR);

impl Drop for Stream {
    fn drop(&mut self) {
        // SAFETY: an open stream, closed once.
        unsafe { libc::closedir(self.0) };
    }
}

#[pyclass(ScandirIterator_Type = "posix.ScandirIterator")]
pub struct ScandirIterator {
    stream: RefCell<Option<Stream>>,
    path: Path,
}

impl_trace!(ScandirIterator {});

#[pyclass(DirEntry_Type = "posix.DirEntry")]
pub struct DirEntry {
    name: Py,
    path: Py,
    inode: u64,
    kind: u8,
    /// The folder, if it was given as a descriptor.
    dir_fd: Option<i32>,
    stat: Field,
    lstat: Field,
    /// Is it a link? Known when asked.
    symlink: Cell<Option<bool>>,
}

impl_trace!(DirEntry {});

/// `os.scandir(path)`.
pub fn scandir(object: &Object) -> PyResult<Py<Instance<ScandirIterator>>> {
    let spec = Spec { function: "scandir", argument: "path", allow_fd: true, nullable: true };
    let path = Path::of(object, spec)?;
    path::audit("os.scandir", &[path.audited()])?;
    pyston_runtime::quiet_end::note_unseen();
    open(path)
}

fn open(mut path: Path) -> PyResult<Py<Instance<ScandirIterator>>> {
    if path.fd == Some(-1) {
        // As in CPython, where this number means that a path was given, and none is the current folder.
        (path.fd, path.bytes) = (None, b".".to_vec());
    }
    // SAFETY: a C string that lives through the call; the descriptor is a copy that the stream owns.
    let stream = match path.fd {
        // SAFETY: a duplicate of the descriptor becomes the stream's own.
        Some(fd) => unsafe {
            let copy = libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0);
            if copy < 0 {
                return Err(errors::os_error(errors::last_errno(), None));
            }
            let stream = allow_threads(|| libc::fdopendir(copy));
            if stream.is_null() {
                let errno = errors::last_errno();
                libc::close(copy);
                errors::set_errno(errno);
            } else {
                // The copy shares the position with the original.
                libc::rewinddir(stream);
            }
            stream
        },
        None => {
            let c = path.c_string();
            // SAFETY: as above.
            allow_threads(|| unsafe { libc::opendir(c.as_ptr()) })
        }
    };
    if stream.is_null() {
        return Err(path.error());
    }
    Instance::new(ScandirIterator { stream: RefCell::new(Some(Stream(stream))), path })
}

/// What the system says of the next entry.
struct Raw {
    name: Vec<u8>,
    inode: u64,
    kind: u8,
}

impl ScandirIterator {
    fn read(&self) -> PyResult<Option<Raw>> {
        loop {
            // Taken out while the GIL is not held: another thread finds the iterator at its end.
            let Some(stream) = self.stream.borrow_mut().take() else { return Ok(None) };
            errors::set_errno(0);
            // SAFETY: an open stream that nobody else reads; the entry is copied before the next read.
            let raw = allow_threads(|| unsafe {
                let entry = libc::readdir64(stream.0);
                if entry.is_null() {
                    return None;
                }
                let name = std::ffi::CStr::from_ptr((*entry).d_name.as_ptr()).to_bytes().to_vec();
                Some(Raw { name, inode: (*entry).d_ino, kind: (*entry).d_type })
            });
            let Some(raw) = raw else {
                let errno = errors::last_errno();
                self.rewind_if_fd(&stream);
                return if errno == 0 { Ok(None) } else { Err(errors::os_error(errno, self.path.object.as_deref())) };
            };
            *self.stream.borrow_mut() = Some(stream);
            if raw.name != b"." && raw.name != b".." {
                return Ok(Some(raw));
            }
        }
    }

    fn rewind_if_fd(&self, stream: &Stream) {
        if self.path.fd.is_some() {
            // SAFETY: an open stream.
            unsafe { libc::rewinddir(stream.0) }
        }
    }

    fn entry(&self, raw: Raw) -> PyResult<Py<Instance<DirEntry>>> {
        let name = result_text(&raw.name, self.path.is_bytes)?;
        let path = match (self.path.fd, &self.path.object) {
            (Some(_), _) | (_, None) => {
                if self.path.fd.is_some() {
                    name.clone()
                } else {
                    result_text(&join(b".", &raw.name), false)?
                }
            }
            _ => result_text(&join(&self.path.bytes, &raw.name), self.path.is_bytes)?,
        };
        Instance::new(DirEntry {
            name,
            path,
            inode: raw.inode,
            kind: raw.kind,
            dir_fd: self.path.fd,
            stat: Field::empty(),
            lstat: Field::empty(),
            symlink: Cell::new(None),
        })
    }

    fn close_stream(&self) {
        if let Some(stream) = self.stream.borrow_mut().take() {
            self.rewind_if_fd(&stream);
        }
    }
}

fn join(folder: &[u8], name: &[u8]) -> Vec<u8> {
    let mut path = folder.to_vec();
    if path.last().is_some_and(|last| *last != b'/') {
        path.push(b'/');
    }
    path.extend_from_slice(name);
    path
}

#[pytype(ScandirIterator_Type, payload)]
impl ScandirIterator {
    #[slot]
    fn tp_iter(this: &Instance<ScandirIterator>) -> Py<Instance<ScandirIterator>> {
        this.new_ref()
    }

    #[slot]
    fn tp_iternext(this: &Instance<ScandirIterator>) -> PyResult<Option<Py<Instance<DirEntry>>>> {
        match this.read()? {
            Some(raw) => this.entry(raw).map(Some),
            None => Ok(None),
        }
    }

    #[slot]
    fn tp_finalize(this: &Instance<ScandirIterator>) {
        if this.stream.borrow().is_none() {
            return;
        }
        let saved = errors::fetch();
        let text = protocol::repr_string(this.object()).unwrap_or_default();
        if let Err(raised) = hooks::warn(&exc::ResourceWarning, &format!("unclosed scandir iterator {text}"), 1) {
            if raised.is(&exc::Warning) {
                errors::write_unraisable(raised, Some(this.object()));
            } else {
                raised.clear();
            }
        }
        this.close_stream();
        if let Some(saved) = saved {
            let _ = errors::restore(saved);
        }
    }

    #[method(args = "($self, /)")]
    fn __enter__(this: &Instance<ScandirIterator>) -> Py<Instance<ScandirIterator>> {
        this.new_ref()
    }

    #[method]
    fn __exit__(this: &Instance<ScandirIterator>, args: Args<'_>) -> PyResult<()> {
        args.no_keywords("__exit__")?;
        this.close_stream();
        Ok(())
    }

    /// Closes the stream.
    #[method(args = "($self, /)")]
    fn close(this: &Instance<ScandirIterator>) {
        this.close_stream();
    }
}

impl DirEntry {
    fn fetch(&self, follow: bool) -> PyResult {
        let spec = Spec { function: "stat", argument: "path", allow_fd: false, nullable: false };
        let path = Path::of(&self.path, spec)?;
        stat::at(&path, self.dir_fd.unwrap_or(libc::AT_FDCWD), follow)
    }

    fn lstat(&self) -> PyResult {
        if let Some(known) = self.lstat.get() {
            return Ok(known);
        }
        let stat = self.fetch(false)?;
        self.lstat.set(stat.clone());
        Ok(stat)
    }

    fn is_link(&self) -> PyResult<bool> {
        if self.kind != libc::DT_UNKNOWN {
            return Ok(self.kind == libc::DT_LNK);
        }
        if let Some(known) = self.symlink.get() {
            return Ok(known);
        }
        let is_link = mode(&*self.lstat()?)? & libc::S_IFMT == libc::S_IFLNK;
        self.symlink.set(Some(is_link));
        Ok(is_link)
    }

    fn stat_of(&self, follow: bool) -> PyResult {
        if !follow {
            return self.lstat();
        }
        if let Some(known) = self.stat.get() {
            return Ok(known);
        }
        let stat = if self.is_link()? { self.fetch(true)? } else { self.lstat()? };
        self.stat.set(stat.clone());
        Ok(stat)
    }

    fn is_kind(&self, follow: bool, kind: u8, format: libc::mode_t) -> PyResult<bool> {
        let is_link = self.kind == libc::DT_LNK;
        if self.kind != libc::DT_UNKNOWN && !(follow && is_link) {
            return Ok(self.kind == kind);
        }
        match errors::catch(self.stat_of(follow), &exc::FileNotFoundError)? {
            // A link to nothing is neither.
            None => Ok(false),
            Some(stat) => Ok(mode(&stat)? & libc::S_IFMT == format),
        }
    }
}

fn mode(stat: &Object) -> PyResult<libc::mode_t> {
    let mode = pyston_object::attr::getattr_str(stat, name!("st_mode"))?;
    Ok(protocol::as_c_long(&mode)? as libc::mode_t)
}

#[pytype(DirEntry_Type, payload)]
impl DirEntry {
    #[slot]
    fn tp_repr(this: &Instance<DirEntry>) -> PyResult<String> {
        Ok(format!("<DirEntry {}>", protocol::repr_string(&this.name)?))
    }

    /// Is it a folder?
    #[method("($self, /, *, follow_symlinks=True)")]
    fn is_dir(this: &Instance<DirEntry>, follow_symlinks: bool) -> PyResult<bool> {
        this.is_kind(follow_symlinks, libc::DT_DIR, libc::S_IFDIR)
    }

    /// Is it a file?
    #[method("($self, /, *, follow_symlinks=True)")]
    fn is_file(this: &Instance<DirEntry>, follow_symlinks: bool) -> PyResult<bool> {
        this.is_kind(follow_symlinks, libc::DT_REG, libc::S_IFREG)
    }

    /// Is it a symbolic link?
    #[method("($self, /)")]
    fn is_symlink(this: &Instance<DirEntry>) -> PyResult<bool> {
        match errors::catch(this.is_link(), &exc::FileNotFoundError)? {
            Some(is_link) => Ok(is_link),
            None => Ok(false),
        }
    }

    /// Facts about it, asked once.
    #[method("($self, /, *, follow_symlinks=True)")]
    fn stat(this: &Instance<DirEntry>, follow_symlinks: bool) -> PyResult {
        this.stat_of(follow_symlinks)
    }

    /// Its inode number.
    #[method("($self, /)")]
    fn inode(this: &Instance<DirEntry>) -> u64 {
        this.inode
    }

    /// The path of the entry.
    #[method("($self, /)")]
    fn __fspath__(this: &Instance<DirEntry>) -> Py {
        this.path.clone()
    }
}

/// Makes the types ready and adds what shows.
pub fn add_types(module: &Module) -> PyResult<()> {
    crate::arguments::install_once(&DirEntry_Type, || {
        DirEntry::install();
        pyston_object::payload_members!(DirEntry_Type, DirEntry { "name" = name [readonly], "path" = path [readonly] });
        ScandirIterator::install();
        pyston_object::ready::ready(&ScandirIterator_Type)?;
        pyston_object::ready::ready(&DirEntry_Type)
    })?;
    module.add("DirEntry", DirEntry_Type.new_ref())
}

/// The names in a folder, in the system's order.
pub fn names(path: Path) -> PyResult<Vec<Py>> {
    let iterator = open(path)?;
    let mut names = Vec::new();
    while let Some(raw) = iterator.read()? {
        names.push(result_text(&raw.name, iterator.path.is_bytes)?);
    }
    Ok(names)
}
