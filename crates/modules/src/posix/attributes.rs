//! Extended attributes of files.

use pyston_object::buffer::Buffer;
use pyston_object::prelude::*;
use pyston_runtime::gil::allow_threads;

use super::path::{Path, PathOrFd, Spec, audit, c_path, named, path_or_fd, result_text};

pub struct AttributeFunctions;

const SIZE_MAX: usize = 65536;

/// Calls with growing room until the result fits.
fn read(path: &Path, mut call: impl FnMut(&mut [u8]) -> isize) -> PyResult<Vec<u8>> {
    for size in [128, SIZE_MAX] {
        let mut block = vec![0u8; size];
        let n = allow_threads(|| call(&mut block));
        if n >= 0 {
            block.truncate(n as usize);
            return Ok(block);
        }
        if errors::last_errno() != libc::ERANGE {
            break;
        }
    }
    Err(path.error())
}

/// Bytes, and the object that has them.
struct Content(Vec<u8>, Py);

impl FromArg<'_> for Content {
    fn from_arg(object: &Object, _: ArgContext) -> PyResult<Self> {
        Ok(Content(Buffer::new(object)?.to_vec(), object.new_ref()))
    }
}

/// Extended attributes.
#[pymodule("posix")]
impl AttributeFunctions {
    /// The value of a file's attribute.
    #[function("($module, /, path, attribute, *, follow_symlinks=True)")]
    fn getxattr(path: &Object, attribute: &Object, follow_symlinks: bool) -> PyResult<Py<Bytes>> {
        let path = Path::of(path, path_or_fd("getxattr"))?;
        let name = c_path(attribute, named("getxattr", "attribute"))?;
        path.no_nofollow(follow_symlinks)?;
        audit("os.getxattr", &[path.audited(), attribute])?;
        let c = path.c_string();
        // SAFETY: C strings and a block as long as said, alive through the call.
        let value = read(&path, |block| unsafe {
            let (value, size) = (block.as_mut_ptr().cast(), block.len());
            match path.fd {
                Some(fd) => libc::fgetxattr(fd, name.as_ptr(), value, size),
                None if follow_symlinks => libc::getxattr(c.as_ptr(), name.as_ptr(), value, size),
                None => libc::lgetxattr(c.as_ptr(), name.as_ptr(), value, size),
            }
        })?;
        Bytes::new(&value)
    }

    /// Sets a file's attribute.
    #[function("($module, /, path, attribute, value, flags=0, *,\n         follow_symlinks=True)")]
    fn setxattr(path: PathOrFd, attribute: Path, value: Content, flags: i32, follow_symlinks: bool) -> PyResult<()> {
        let (PathOrFd(path), name, Content(content, value)) = (path, attribute.c_string(), value);
        path.no_nofollow(follow_symlinks)?;
        audit("os.setxattr", &[path.audited(), attribute.audited(), &value, &*flags.into_py()?])?;
        let c = path.c_string();
        let (data, size) = (content.as_ptr().cast(), content.len());
        // SAFETY: as above.
        let status = unsafe {
            match path.fd {
                Some(fd) => libc::fsetxattr(fd, name.as_ptr(), data, size, flags),
                None if follow_symlinks => libc::setxattr(c.as_ptr(), name.as_ptr(), data, size, flags),
                None => libc::lsetxattr(c.as_ptr(), name.as_ptr(), data, size, flags),
            }
        };
        path.check(status).map(drop)
    }

    /// Removes a file's attribute.
    #[function("($module, /, path, attribute, *, follow_symlinks=True)")]
    fn removexattr(path: &Object, attribute: &Object, follow_symlinks: bool) -> PyResult<()> {
        let path = Path::of(path, path_or_fd("removexattr"))?;
        let name = c_path(attribute, named("removexattr", "attribute"))?;
        path.no_nofollow(follow_symlinks)?;
        audit("os.removexattr", &[path.audited(), attribute])?;
        let c = path.c_string();
        // SAFETY: as above.
        let status = unsafe {
            match path.fd {
                Some(fd) => libc::fremovexattr(fd, name.as_ptr()),
                None if follow_symlinks => libc::removexattr(c.as_ptr(), name.as_ptr()),
                None => libc::lremovexattr(c.as_ptr(), name.as_ptr()),
            }
        };
        path.check(status).map(drop)
    }

    /// The names of a file's attributes.
    #[function("($module, /, path=None, *, follow_symlinks=True)")]
    fn listxattr(path: Option<&Object>, follow_symlinks: bool) -> PyResult<Vec<Py>> {
        let spec = Spec { nullable: true, ..path_or_fd("listxattr") };
        let path = Path::of(path.unwrap_or(singletons::none()), spec)?;
        path.no_nofollow(follow_symlinks)?;
        audit("os.listxattr", &[path.audited()])?;
        let c = path.c_string();
        // SAFETY: as above.
        let names = read(&path, |block| unsafe {
            let (list, size) = (block.as_mut_ptr().cast(), block.len());
            match path.fd {
                Some(fd) => libc::flistxattr(fd, list, size),
                None if follow_symlinks => libc::listxattr(c.as_ptr(), list, size),
                None => libc::llistxattr(c.as_ptr(), list, size),
            }
        })?;
        names.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(|name| result_text(name, false)).collect()
    }
}
