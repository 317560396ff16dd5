//! `mmap` objects.
//!
//! **Invariant**: while the memory is exported, the mapping stays: neither is it closed nor resized.
//! The mapping is borrowed only where no Python code runs; who converts arguments asks again whether it
//! is still there.

use std::cell::{Cell, Ref, RefCell};
use std::ffi::c_int;

use pyston_abi::{Py_buffer, PyObject};
use pyston_object::prelude::*;
use pyston_object::subscript::{self, Subscript, in_bounds};
use pyston_object::{buffer, glue, impl_trace};
use pyston_runtime::gil::allow_threads;

use super::map::Map;
use crate::arguments::{parse_count, parse_int};

/// What may be done with a mapping.
pub mod access {
    pub const DEFAULT: i32 = 0;
    pub const READ: i32 = 1;
    pub const WRITE: i32 = 2;
    pub const COPY: i32 = 3;
}

#[pyclass(Mmap_Type = "mmap.mmap", flags(BASETYPE), untracked, weaklist = weaklist)]
pub struct Mmap {
    /// `None` once closed.
    pub map: RefCell<Option<Map>>,
    /// A descriptor of its own, or -1.
    pub fd: Cell<c_int>,
    pub position: Cell<usize>,
    pub exports: Cell<isize>,
    pub offset: i64,
    pub access: i32,
    pub weaklist: WeakList,
}
impl_trace!(Mmap {});

type This = Instance<Mmap>;

impl Drop for Mmap {
    fn drop(&mut self) {
        self.close_fd();
    }
}

/// The C format `n`.
pub fn ssize(object: &Object) -> PyResult<isize> {
    if Float::check(object) {
        return Err(raise!(TypeError, "integer argument expected, got float"));
    }
    protocol::index_as_ssize(object)
}

/// `None` or an int: how much to read.
fn optional_size(object: &Object) -> PyResult<isize> {
    if object.is_none() {
        return Ok(isize::MAX);
    }
    if !protocol::has_index(object) {
        return Err(raise!(TypeError, "argument should be integer or None, not '{:.200}'", object.type_name()));
    }
    protocol::index_as_ssize_for(object, Some(&exc::OverflowError))
}

fn system_error(errno: c_int) -> Raised {
    errors::os_error(errno, None)
}

impl Mmap {
    fn close_fd(&self) {
        let fd = self.fd.replace(-1);
        if fd >= 0 {
            // SAFETY: a descriptor of this object.
            unsafe { libc::close(fd) };
        }
    }

    /// The mapping. Run no Python code while it is borrowed.
    pub fn open(&self) -> PyResult<Ref<'_, Map>> {
        Ref::filter_map(self.map.borrow(), Option::as_ref).map_err(|_| raise!(ValueError, "mmap closed or invalid"))
    }

    fn check_open(&self) -> PyResult<()> {
        self.open().map(drop)
    }

    fn check_writable(&self) -> PyResult<()> {
        if self.access == access::READ {
            return Err(raise!(TypeError, "mmap can't modify a readonly memory map."));
        }
        Ok(())
    }

    /// The positional arguments of a method, after a look whether the mapping is open.
    pub fn arguments<'a>(&self, name: &str, args: Args<'a>, min: usize, max: usize) -> PyResult<&'a [&'a Object]> {
        args.no_keywords(name)?;
        self.check_open()?;
        parse_count(format!("{name}()"), args.positional.len(), min, max)?;
        Ok(args.positional)
    }

    /// The next bytes, at most `count`.
    fn advance(&self, count: usize) -> PyResult<Vec<u8>> {
        let map = self.open()?;
        let start = self.position.get();
        let count = count.min(map.len().saturating_sub(start));
        self.position.set(start + count);
        Ok(map.read(start.min(map.len()), count))
    }
}

unsafe extern "C" fn getbuffer(this: *mut PyObject, view: *mut Py_buffer, flags: c_int) -> c_int {
    // SAFETY: the slot's contract; the count of exports keeps the mapping in place.
    glue::ret_status(unsafe {
        let object = Object::from_ptr(this);
        let this: &This = object.cast_unchecked();
        this.open().and_then(|map| {
            let readonly = this.access == access::READ;
            buffer::fill(view, object, map.as_ptr(), map.len(), readonly, flags)?;
            this.exports.set(this.exports.get() + 1);
            Ok(())
        })
    })
}

unsafe extern "C" fn releasebuffer(this: *mut PyObject, _: *mut Py_buffer) {
    // SAFETY: the slot's contract.
    let this: &This = unsafe { Object::from_ptr(this).cast_unchecked() };
    this.exports.set(this.exports.get() - 1);
}

/// mmap(fileno, length[, flags[, prot[, access[, offset]]]])
///
/// The memory of a file: length bytes from offset on, or up to the file's end if length is 0. With -1 as
/// the descriptor the memory is nobody else's. Either access or flags and prot say what may be done with
/// it, and whether changes go to the file.
#[pytype(Mmap_Type, payload, slots(
    tp_getattro = pyston_object::attr::generic_getattr,
    bf_getbuffer = getbuffer,
    bf_releasebuffer = releasebuffer,
))]
impl Mmap {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        super::new::new(class, args, kwargs)
    }

    #[slot]
    fn sq_length(this: &This) -> PyResult<usize> {
        Ok(this.open()?.len())
    }

    #[slot]
    fn sq_item(this: &This, index: isize) -> PyResult<Vec<u8>> {
        let map = this.open()?;
        let index = usize::try_from(index).ok().filter(|&index| index < map.len());
        let index = index.ok_or_else(|| raise!(IndexError, "mmap index out of range"))?;
        Ok(vec![map.byte(index)])
    }

    #[slot]
    fn mp_length(this: &This) -> PyResult<usize> {
        Ok(this.open()?.len())
    }

    #[slot]
    fn mp_subscript(this: &This, key: &Object) -> PyResult {
        this.check_open()?;
        match subscript::read(key, "mmap indices must be integers")? {
            Subscript::Index(index) => {
                let map = this.open()?;
                let index = in_bounds(index, map.len());
                index
                    .map(|index| map.byte(index))
                    .ok_or_else(|| raise!(IndexError, "mmap index out of range"))
                    .into_py()
            }
            Subscript::Slice(parts) => this.slice(parts).into_py(),
        }
    }

    #[slot]
    fn mp_ass_subscript(this: &This, key: &Object, value: Option<&Object>) -> PyResult<()> {
        this.check_open()?;
        this.check_writable()?;
        match subscript::read(key, "mmap indices must be integer")? {
            Subscript::Index(index) => this.set_item(index, value),
            Subscript::Slice(parts) => this.set_slice(parts, value),
        }
    }

    #[method(args = "($self, /)")]
    fn close(this: &This) -> PyResult<()> {
        if this.exports.get() > 0 {
            return Err(raise!(BufferError, "cannot close exported pointers exist"));
        }
        let map = this.map.take();
        let fd = this.fd.replace(-1);
        allow_threads(|| {
            drop(map);
            // SAFETY: a descriptor of this object.
            unsafe { if fd >= 0 { libc::close(fd) } else { 0 } }
        });
        Ok(())
    }

    #[getter]
    fn closed(this: &This) -> bool {
        this.map.borrow().is_none()
    }

    #[method]
    fn find(this: &This, args: Args<'_>) -> PyResult<isize> {
        this.search("find", args, false)
    }

    #[method]
    fn rfind(this: &This, args: Args<'_>) -> PyResult<isize> {
        this.search("rfind", args, true)
    }

    #[method]
    fn flush(this: &This, args: Args<'_>) -> PyResult<()> {
        let args = this.arguments("flush", args, 0, 2)?;
        let offset = args.first().map_or(Ok(0), |offset| ssize(offset))?;
        let size = args.get(1).map(|size| ssize(size)).transpose()?;
        let map = this.open()?;
        let len = map.len() as isize;
        let size = size.unwrap_or(len);
        if size < 0 || offset < 0 || len - offset < size {
            return Err(raise!(ValueError, "flush values out of range"));
        }
        if matches!(this.access, access::READ | access::COPY) {
            return Ok(());
        }
        map.flush(offset as usize, size as usize).map_err(system_error)
    }

    #[method]
    fn madvise(this: &This, args: Args<'_>) -> PyResult<()> {
        let args = this.arguments("madvise", args, 1, 3)?;
        let advice = parse_int(args[0])?;
        let start = args.get(1).map_or(Ok(0), |start| ssize(start))?;
        let length = args.get(2).map(|length| ssize(length)).transpose()?;
        let map = this.open()?;
        let len = map.len() as isize;
        let length = length.unwrap_or(len);
        if start < 0 || start >= len {
            return Err(raise!(ValueError, "madvise start out of bounds"));
        }
        if length < 0 {
            return Err(raise!(ValueError, "madvise length invalid"));
        }
        if isize::MAX - start < length {
            return Err(raise!(OverflowError, "madvise length too large"));
        }
        map.advise(start as usize, length.min(len - start) as usize, advice).map_err(system_error)
    }

    #[method]
    fn move_(this: &This, args: Args<'_>) -> PyResult<()> {
        let args = this.arguments("move", args, 3, 3)?;
        let [dest, src, count] = [ssize(args[0])?, ssize(args[1])?, ssize(args[2])?];
        this.check_writable()?;
        let map = this.open()?;
        let fits = |start: isize| start >= 0 && map.len() as isize - start >= count;
        if count < 0 || !fits(dest) || !fits(src) {
            return Err(raise!(ValueError, "source, destination, or count out of range"));
        }
        map.copy_within(dest as usize, src as usize, count as usize);
        Ok(())
    }

    #[method]
    fn read(this: &This, args: Args<'_>) -> PyResult<Vec<u8>> {
        let args = this.arguments("read", args, 0, 1)?;
        let count = args.first().map_or(Ok(isize::MAX), |count| optional_size(count))?;
        this.advance(usize::try_from(count).unwrap_or(usize::MAX))
    }

    #[method(args = "($self, /)")]
    fn read_byte(this: &This) -> PyResult<u8> {
        match *this.advance(1)? {
            [byte] => Ok(byte),
            _ => Err(raise!(ValueError, "read byte out of range")),
        }
    }

    #[method(args = "($self, /)")]
    fn readline(this: &This) -> PyResult<Vec<u8>> {
        let len = {
            let map = this.open()?;
            let start = this.position.get().min(map.len());
            map.find(b"\n", start, map.len(), false).map_or(usize::MAX, |end| end + 1 - start)
        };
        this.advance(len)
    }

    #[method]
    fn resize(this: &This, args: Args<'_>) -> PyResult<()> {
        args.no_keywords("resize")?;
        this.check_open()?;
        parse_count("resize()", args.positional.len(), 1, 1)?;
        let len = ssize(args.positional[0])?;
        if this.exports.get() > 0 {
            return Err(raise!(BufferError, "mmap can't resize with extant buffers exported."));
        }
        if !matches!(this.access, access::WRITE | access::DEFAULT) {
            return Err(raise!(TypeError, "mmap can't resize a readonly or copy-on-write memory map."));
        }
        this.check_open()?;
        if len < 0 || isize::MAX - len < this.offset as isize {
            return Err(raise!(ValueError, "new size out of range"));
        }
        let fd = this.fd.get();
        // SAFETY: numbers.
        if fd >= 0 && unsafe { libc::ftruncate(fd, this.offset + len as i64) } < 0 {
            return Err(system_error(errors::last_errno()));
        }
        let resized = this.map.borrow_mut().as_mut().map_or(Ok(()), |map| map.resize(len as usize));
        resized.map_err(system_error)
    }

    #[method]
    fn seek(this: &This, args: Args<'_>) -> PyResult<()> {
        let args = this.arguments("seek", args, 1, 2)?;
        let distance = ssize(args[0])?;
        let whence = args.get(1).map_or(Ok(0), |whence| parse_int(whence))?;
        let len = this.open()?.len();
        let base = match whence {
            0 => 0,
            1 => this.position.get(),
            2 => len,
            _ => return Err(raise!(ValueError, "unknown seek type")),
        };
        let target = (base as isize).checked_add(distance).filter(|target| (0..=len as isize).contains(target));
        this.position.set(target.ok_or_else(|| raise!(ValueError, "seek out of range"))? as usize);
        Ok(())
    }

    #[method(args = "($self, /)")]
    fn size(this: &This) -> PyResult<i64> {
        this.check_open()?;
        // SAFETY: zero is a valid struct; the system fills it.
        unsafe {
            let mut status: libc::stat = std::mem::zeroed();
            match libc::fstat(this.fd.get(), &mut status) {
                0 => Ok(status.st_size),
                _ => Err(system_error(errors::last_errno())),
            }
        }
    }

    #[method(args = "($self, /)")]
    fn tell(this: &This) -> PyResult<usize> {
        this.check_open()?;
        Ok(this.position.get())
    }

    #[method]
    fn write(this: &This, args: Args<'_>) -> PyResult<usize> {
        let args = this.arguments("write", args, 1, 1)?;
        let content = Buffer::new(args[0])?;
        this.check_writable()?;
        let map = this.open()?;
        let start = this.position.get();
        if start > map.len() || map.len() - start < content.len() {
            return Err(raise!(ValueError, "data out of range"));
        }
        map.write(start, content.as_slice());
        this.position.set(start + content.len());
        Ok(content.len())
    }

    #[method]
    fn write_byte(this: &This, args: Args<'_>) -> PyResult<()> {
        let args = this.arguments("write_byte", args, 1, 1)?;
        let value = protocol::as_c_long(args[0])?;
        let byte = u8::try_from(value).map_err(|_| {
            let bound = if value < 0 { "less than minimum" } else { "greater than maximum" };
            raise!(OverflowError, "unsigned byte integer is {bound}")
        })?;
        this.check_writable()?;
        let map = this.open()?;
        let position = this.position.get();
        if position >= map.len() {
            return Err(raise!(ValueError, "write byte out of range"));
        }
        map.set_byte(position, byte);
        this.position.set(position + 1);
        Ok(())
    }

    #[method(args = "($self, /)")]
    fn __enter__(this: &This) -> PyResult<Py<This>> {
        this.check_open()?;
        Ok(this.new_ref())
    }

    #[method]
    fn __exit__(this: &This, args: Args<'_>) -> PyResult<()> {
        args.no_keywords("__exit__")?;
        Mmap::close(this)
    }
}
