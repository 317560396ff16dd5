//! `os.scandir`: the entries of a folder with what the system tells about them at once.

use std::cell::RefCell;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirEntryExt, FileTypeExt};

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::path::{Path, result_text};
use super::stat;

/// Kind of a directory entry as the system tells it, before anything is followed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Folder,
    File,
    Link,
    Other,
}

#[pyclass(DirEntry_Type = "posix.DirEntry")]
pub struct DirEntry {
    name: Field,
    path: Field,
    kind: Kind,
    inode: u64,
    followed: Field,
    own: Field,
}

impl_trace!(DirEntry { name, path, followed, own });

impl DirEntry {
    fn path_object(&self) -> PyResult {
        self.path.get().ok_or_else(errors::bad_internal_call)
    }

    /// `stat` of the entry, asked once.
    fn cached_stat(&self, follow: bool) -> PyResult {
        let follow = follow && self.kind == Kind::Link;
        let cache = if follow { &self.followed } else { &self.own };
        if let Some(known) = cache.get() {
            return Ok(known);
        }
        let result = stat::of_path(&*self.path_object()?, None, follow, "DirEntry.stat")?;
        cache.set(result.clone());
        Ok(result)
    }

    fn is_kind(&self, follow: bool, kind: Kind, mode: u32) -> PyResult<bool> {
        if self.kind != Kind::Link || !follow {
            return Ok(self.kind == kind);
        }
        let Some(facts) = errors::catch(self.cached_stat(true), &exc::FileNotFoundError)? else { return Ok(false) };
        let bits = protocol::as_c_long(&*pyston_object::attr::getattr_str(&facts, name!("st_mode"))?)?;
        Ok(bits as u32 & libc::S_IFMT == mode)
    }
}

#[pytype(DirEntry_Type, payload)]
impl DirEntry {
    #[slot]
    fn tp_repr(this: &Instance<DirEntry>) -> PyResult<String> {
        let name = this.name.get().ok_or_else(errors::bad_internal_call)?;
        Ok(format!("<DirEntry {}>", protocol::repr(&name)?))
    }

    /// The entry's name.
    #[getter]
    fn name(this: &Instance<DirEntry>) -> Option<Py> {
        this.name.get()
    }

    /// The folder's path joined with the name.
    #[getter]
    fn path(this: &Instance<DirEntry>) -> Option<Py> {
        this.path.get()
    }

    /// Is it a folder?
    #[method("($self, /, *, follow_symlinks=True)")]
    fn is_dir(this: &Instance<DirEntry>, follow_symlinks: bool) -> PyResult<bool> {
        this.is_kind(follow_symlinks, Kind::Folder, libc::S_IFDIR)
    }

    /// Is it a regular file?
    #[method("($self, /, *, follow_symlinks=True)")]
    fn is_file(this: &Instance<DirEntry>, follow_symlinks: bool) -> PyResult<bool> {
        this.is_kind(follow_symlinks, Kind::File, libc::S_IFREG)
    }

    /// Is it a symbolic link?
    #[method("($self, /)")]
    fn is_symlink(this: &Instance<DirEntry>) -> bool {
        this.kind == Kind::Link
    }

    /// Facts about the entry, asked once.
    #[method("($self, /, *, follow_symlinks=True)")]
    fn stat(this: &Instance<DirEntry>, follow_symlinks: bool) -> PyResult {
        this.cached_stat(follow_symlinks)
    }

    /// The inode's number.
    #[method("($self, /)")]
    fn inode(this: &Instance<DirEntry>) -> u64 {
        this.inode
    }

    /// The path.
    #[method("($self, /)")]
    fn __fspath__(this: &Instance<DirEntry>) -> PyResult {
        this.path_object()
    }
}

#[pyclass(ScandirIterator_Type = "posix.ScandirIterator")]
pub struct ScandirIterator {
    entries: RefCell<Option<std::fs::ReadDir>>,
    folder: Vec<u8>,
    is_bytes: bool,
}

impl_trace!(ScandirIterator {});

#[pytype(ScandirIterator_Type, payload)]
impl ScandirIterator {
    #[slot]
    fn tp_iter(this: &Instance<ScandirIterator>) -> Py {
        this.object().new_ref()
    }

    #[slot]
    fn tp_iternext(this: &Instance<ScandirIterator>) -> PyResult<Option<Py>> {
        let next = match this.entries.borrow_mut().as_mut() {
            Some(entries) => entries.next(),
            None => None,
        };
        match next {
            None => {
                this.entries.borrow_mut().take();
                Ok(None)
            }
            Some(Err(error)) => Err(errors::os_error(error.raw_os_error().unwrap_or(0), None)),
            Some(Ok(entry)) => {
                let name = entry.file_name();
                let mut path = this.folder.clone();
                if !path.ends_with(b"/") {
                    path.push(b'/');
                }
                path.extend(name.as_bytes());
                let kind = entry.file_type().map_or(Kind::Other, |kind| {
                    if kind.is_dir() {
                        Kind::Folder
                    } else if kind.is_symlink() {
                        Kind::Link
                    } else if kind.is_file() && !kind.is_fifo() {
                        Kind::File
                    } else {
                        Kind::Other
                    }
                });
                let entry = Instance::new(DirEntry {
                    name: Field::new(result_text(name.as_bytes(), this.is_bytes)?),
                    path: Field::new(result_text(&path, this.is_bytes)?),
                    kind,
                    inode: entry.ino(),
                    followed: Field::empty(),
                    own: Field::empty(),
                })?;
                Ok(Some(entry.into_object()))
            }
        }
    }

    /// Closes the iterator.
    #[method("($self, /)")]
    fn close(this: &Instance<ScandirIterator>) {
        this.entries.borrow_mut().take();
    }

    #[method("($self, /)")]
    fn __enter__(this: &Instance<ScandirIterator>) -> Py {
        this.object().new_ref()
    }

    #[method]
    fn __exit__(this: &Instance<ScandirIterator>, _args: Args<'_>) {
        this.entries.borrow_mut().take();
    }
}

/// `scandir(path)`.
pub fn scandir(path: Option<&Object>) -> PyResult {
    let here = ".".into_py()?;
    let object = path.unwrap_or(&here);
    (pyston_object::hooks::get().audit)("os.scandir", &[object])?;
    let path = Path::of(object, "scandir")?;
    let entries = allow_threads(|| std::fs::read_dir(std::ffi::OsStr::from_bytes(&path.bytes)));
    match entries {
        Ok(entries) => {
            let iterator =
                ScandirIterator { entries: RefCell::new(Some(entries)), folder: path.bytes, is_bytes: path.is_bytes };
            Ok(Instance::new(iterator)?.into_object())
        }
        Err(error) => Err(errors::os_error(error.raw_os_error().unwrap_or(0), Some(object))),
    }
}

/// Adds the types to the module.
pub fn add_types(module: &Module) -> PyResult<()> {
    if !ScandirIterator_Type.has_flag(pyston_object::abi::flags::Py_TPFLAGS_READY) {
        ScandirIterator::install();
        pyston_object::ready::ready(&ScandirIterator_Type)?;
    }
    crate::add_type(module, &DirEntry_Type, DirEntry::install)
}
