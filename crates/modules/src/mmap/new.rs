//! Making a mapping: arguments, and the choices they leave open.

use std::cell::{Cell, RefCell};

use pyston_object::prelude::*;

use super::map::Map;
use super::object::{Mmap, access};
use crate::arguments::parse_int;
use crate::posix::path::{audit, check};

const NAMES: [&str; 6] = ["fileno", "length", "flags", "prot", "access", "offset"];
/// How many of the parameters have no default.
const N_REQUIRED: usize = 2;

/// Binds the arguments one after the other, so that each is converted before the next is looked at.
struct Given<'a> {
    args: &'a Tuple,
    kwargs: Option<&'a Dict>,
}

impl Given<'_> {
    fn next(&self, index: usize) -> PyResult<Option<Py>> {
        let name = NAMES[index];
        let keyword = match self.kwargs {
            Some(kwargs) => kwargs.get_str(&Str::intern(name))?,
            None => None,
        };
        match (self.args.get(index), keyword) {
            (Some(_), Some(_)) => {
                let place = index + 1;
                Err(raise!(TypeError, "argument for function given by name ('{name}') and position ({place})"))
            }
            (Some(arg), None) => Ok(Some(arg.new_ref())),
            (None, None) if index < N_REQUIRED => {
                Err(raise!(TypeError, "function missing required argument '{name}' (pos {})", index + 1))
            }
            (None, keyword) => Ok(keyword),
        }
    }

    fn int(&self, index: usize, default: i32) -> PyResult<i32> {
        self.next(index)?.map_or(Ok(default), |value| parse_int(&value))
    }

    fn check_count(&self) -> PyResult<()> {
        let n = self.args.len() + self.kwargs.map_or(0, Dict::len);
        if n > NAMES.len() {
            return Err(raise!(TypeError, "function takes at most {} arguments ({n} given)", NAMES.len()));
        }
        Ok(())
    }

    /// Complains of keywords that are no parameters.
    fn check_keywords(&self) -> PyResult<()> {
        for (name, _) in self.kwargs.map(Dict::items).unwrap_or_default() {
            let Some(name) = name.downcast::<Str>() else { return Err(raise!(TypeError, "keywords must be strings")) };
            if !NAMES.iter().any(|known| name.eq_str(known)) {
                return Err(raise!(TypeError, "'{name}' is an invalid keyword argument for this function"));
            }
        }
        Ok(())
    }
}

/// The flags and the protection that an access means, or the access that these mean.
fn resolve(wanted: i32, flags: i32, prot: i32) -> PyResult<(i32, i32, i32)> {
    const BOTH: i32 = libc::PROT_READ | libc::PROT_WRITE;
    if wanted != access::DEFAULT && (flags != libc::MAP_SHARED || prot != BOTH) {
        return Err(raise!(ValueError, "mmap can't specify both access and flags, prot."));
    }
    match wanted {
        access::READ => Ok((wanted, libc::MAP_SHARED, libc::PROT_READ)),
        access::WRITE => Ok((wanted, libc::MAP_SHARED, BOTH)),
        access::COPY => Ok((wanted, libc::MAP_PRIVATE, BOTH)),
        access::DEFAULT if prot & BOTH == BOTH => Ok((wanted, flags, prot)),
        access::DEFAULT if prot & libc::PROT_WRITE != 0 => Ok((access::WRITE, flags, prot)),
        access::DEFAULT => Ok((access::READ, flags, prot)),
        _ => Err(raise!(ValueError, "mmap invalid access parameter.")),
    }
}

/// The length, which for regular files may be left open and must not exceed the file.
fn checked_length(fd: i32, length: usize, offset: i64) -> PyResult<usize> {
    // SAFETY: zero is a valid struct; the system fills it.
    let status = unsafe {
        let mut status: libc::stat = std::mem::zeroed();
        (libc::fstat(fd, &mut status) == 0).then_some(status)
    };
    let Some(status) = status.filter(|status| status.st_mode & libc::S_IFMT == libc::S_IFREG) else {
        return Ok(length);
    };
    let size = status.st_size;
    if length == 0 {
        if size == 0 {
            return Err(raise!(ValueError, "cannot mmap an empty file"));
        }
        if offset >= size {
            return Err(raise!(ValueError, "mmap offset is greater than file size"));
        }
        return Ok((size - offset) as usize);
    }
    if offset > size || ((size - offset) as usize) < length {
        return Err(raise!(ValueError, "mmap length is greater than file size"));
    }
    Ok(length)
}

pub fn new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<Instance<Mmap>>> {
    let given = Given { args, kwargs };
    given.check_count()?;
    let fd = given.int(0, -1)?;
    let length = given.next(1)?.map_or(Ok(0), |value| super::object::ssize(&value))?;
    let flags = given.int(2, libc::MAP_SHARED)?;
    let prot = given.int(3, libc::PROT_READ | libc::PROT_WRITE)?;
    let wanted = given.int(4, access::DEFAULT)?;
    let offset = given.next(5)?.map_or(Ok(0), |value| protocol::as_c_long(&value))?;
    given.check_keywords()?;
    audit("mmap.__new__", &[&*fd.into_py()?, &*length.into_py()?, &*wanted.into_py()?, &*offset.into_py()?])?;
    let Ok(length) = usize::try_from(length) else {
        return Err(raise!(OverflowError, "memory mapped length must be positive"));
    };
    if offset < 0 {
        return Err(raise!(OverflowError, "memory mapped offset must be positive"));
    }
    let (access, flags, prot) = resolve(wanted, flags, prot)?;
    let (own_fd, flags, length) = match fd {
        -1 => (-1, flags | libc::MAP_ANONYMOUS, length),
        fd => {
            let length = checked_length(fd, length, offset)?;
            // SAFETY: numbers.
            (check(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) })?, flags, length)
        }
    };
    let object = Mmap {
        map: RefCell::new(None),
        fd: Cell::new(own_fd),
        position: Cell::new(0),
        exports: Cell::new(0),
        offset,
        access,
        weaklist: WeakList::new(),
    };
    let object = Instance::new_as(class, object)?;
    let map = Map::new(length, prot, flags, own_fd, offset).map_err(|errno| errors::os_error(errno, None))?;
    object.map.replace(Some(map));
    Ok(object)
}
