//! Strings: CPython's compact representations (ASCII, 1, 2 and 4 bytes a code point), interning.
//!
//! **Invariant**: a string made here is compact, ready, and stored in the narrowest kind that holds
//! its largest code point; strings never change once visible. Legacy `wchar_t` strings, which only C
//! code can make, are converted where they enter (C API).

mod assemble;
mod builder;
mod data;
mod intern;
mod utf8;

pub use builder::StrBuilder;
pub use data::StrData;
pub use intern::Name;
pub use utf8::{encode_error, not_ascii, push_wtf8};

use pyston_abi::flags::Py_TPFLAGS_UNICODE_SUBCLASS;
use pyston_abi::{PyASCIIObject, PyCompactUnicodeObject, PyObject, PyUnicodeObject};

use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::ty::Type;
use crate::{alloc, object_layout};

object_layout! {
    /// A string.
    Str = PyUnicodeObject, crate::statics::PyUnicode_Type, flag Py_TPFLAGS_UNICODE_SUBCLASS
}

const INTERNED: u32 = 0b11;
const KIND_SHIFT: u32 = 2;
const COMPACT: u32 = 1 << 5;
const ASCII: u32 = 1 << 6;
const READY: u32 = 1 << 7;

impl Str {
    pub fn new(text: &str) -> PyResult<Py<Str>> {
        if text.is_ascii() {
            return Str::from_ascii(text.as_bytes());
        }
        let points: Vec<u32> = text.chars().map(u32::from).collect();
        Str::from_points(&points)
    }

    /// The empty string.
    pub fn empty() -> Py<Str> {
        Str::from_ascii(b"").expect("the shared empty string")
    }

    /// From bytes that are all below 0x80.
    pub fn from_ascii(text: &[u8]) -> PyResult<Py<Str>> {
        debug_assert!(text.is_ascii());
        Str::from_data(StrData::Ascii(text))
    }

    /// A string of `len` times the ASCII character `fill`, which `write` replaces in part by other ASCII
    /// characters.
    pub fn filled_ascii(len: usize, fill: u8, write: impl FnOnce(&mut [u8])) -> PyResult<Py<Str>> {
        if len <= 1 {
            let mut unit = [fill];
            write(&mut unit[..len]);
            return Str::from_data(StrData::Ucs1(&unit[..len]));
        }
        // SAFETY: the block fits the units, which are all written before the slice is made.
        unsafe {
            let (object, target) = Str::alloc(len, 0x7F)?;
            std::ptr::write_bytes(target, fill, len);
            let units = std::slice::from_raw_parts_mut(target, len);
            write(units);
            assert!(units.is_ascii(), "only ASCII");
            Ok(object)
        }
    }

    pub fn from_points(points: &[u32]) -> PyResult<Py<Str>> {
        Str::from_data(StrData::Ucs4(points))
    }

    /// A one-character string.
    pub fn from_char(point: u32) -> PyResult<Py<Str>> {
        Str::from_data(StrData::Ucs4(&[point]))
    }

    /// From code units, narrowed to the smallest kind. Strings of one Latin-1 character and the
    /// empty string are shared.
    pub fn from_data(data: StrData<'_>) -> PyResult<Py<Str>> {
        match data.len() {
            0 => return latin1_char(256, data),
            1 if data.at(0) < 256 => return latin1_char(data.at(0) as usize, data),
            _ => (),
        }
        Str::fresh(data)
    }

    fn fresh(data: StrData<'_>) -> PyResult<Py<Str>> {
        let max = data.max_char();
        let len = data.len();
        // SAFETY: the block fits the units and the final NUL; every unit is written below.
        unsafe {
            let (object, target) = Str::alloc(len, max)?;
            match (data, max) {
                (StrData::Ascii(units) | StrData::Ucs1(units), _) => {
                    std::ptr::copy_nonoverlapping(units.as_ptr(), target, len);
                }
                (StrData::Ucs2(units), 0x100..) => {
                    std::ptr::copy_nonoverlapping(units.as_ptr(), target.cast(), len);
                }
                (StrData::Ucs4(units), 0x1_0000..) => {
                    std::ptr::copy_nonoverlapping(units.as_ptr(), target.cast(), len);
                }
                (_, 0..0x100) => data.iter().enumerate().for_each(|(i, point)| target.add(i).write(point as u8)),
                (_, _) => {
                    let target: *mut u16 = target.cast();
                    data.iter().enumerate().for_each(|(i, point)| target.add(i).write(point as u16));
                }
            }
            Ok(object)
        }
    }

    /// A string of `len` code points none above `max_char`, whose units the caller writes (width 1, 2
    /// or 4 by `max_char`) before anyone sees the string. The NUL behind them is written.
    ///
    /// # Safety
    /// All units must be written, and one of them must need the width.
    pub unsafe fn alloc(len: usize, max_char: u32) -> PyResult<(Py<Str>, *mut u8)> {
        let kind: usize = match max_char {
            0..0x100 => 1,
            0x100..0x1_0000 => 2,
            _ => 4,
        };
        let ascii = max_char < 0x80;
        let header = if ascii { size_of::<PyASCIIObject>() } else { size_of::<PyCompactUnicodeObject>() };
        let size = (len + 1).checked_mul(kind).and_then(|units| units.checked_add(header));
        let size = size.ok_or_else(crate::errors::no_memory)?;
        // SAFETY: the header is completed here, the units by the caller.
        unsafe {
            let object = alloc::new_sized(&crate::statics::PyUnicode_Type, size, false)?;
            let raw = object.cast::<PyASCIIObject>();
            (*raw).length = len as isize;
            (*raw).hash = -1;
            (*raw).state = (kind as u32) << KIND_SHIFT | COMPACT | READY | if ascii { ASCII } else { 0 };
            (*raw).wstr = std::ptr::null_mut();
            if !ascii {
                let raw = object.cast::<PyCompactUnicodeObject>();
                (*raw).utf8 = std::ptr::null_mut();
                (*raw).utf8_length = 0;
                (*raw).wstr_length = 0;
            }
            let target = object.cast::<u8>().add(header);
            std::ptr::write_bytes(target.add(len * kind), 0, kind);
            Ok((Py::from_owned(object), target))
        }
    }

    /// A copy of this string as an instance of `ty`, a subtype of `str`.
    pub fn copy_as(&self, ty: &Type) -> PyResult<Py<Str>> {
        if ty == &crate::statics::PyUnicode_Type {
            return Ok(self.new_ref());
        }
        let data = self.data();
        // SAFETY: a subtype's instance has the full struct; its units live in a block of their own.
        unsafe {
            let object = alloc::alloc(ty, 0)?;
            let raw = object.as_ptr().cast::<PyUnicodeObject>();
            let (kind, units): (usize, *const u8) = match data {
                StrData::Ascii(units) | StrData::Ucs1(units) => (1, units.as_ptr()),
                StrData::Ucs2(units) => (2, units.as_ptr().cast()),
                StrData::Ucs4(units) => (4, units.as_ptr().cast()),
            };
            let bytes = (data.len() + 1) * kind;
            let block = alloc::malloc(bytes);
            if block.is_null() {
                return Err(crate::errors::no_memory());
            }
            // The NUL behind the units is copied with them.
            std::ptr::copy_nonoverlapping(units, block.cast(), bytes);
            let is_ascii = matches!(data, StrData::Ascii(_));
            let ascii = &mut (*raw)._base._base;
            ascii.length = data.len() as isize;
            ascii.hash = self.hash();
            ascii.state = (kind as u32) << KIND_SHIFT | READY | if is_ascii { ASCII } else { 0 };
            ascii.wstr = std::ptr::null_mut();
            (*raw)._base.utf8_length = if is_ascii { data.len() as isize } else { 0 };
            (*raw)._base.utf8 = if is_ascii { block.cast() } else { std::ptr::null_mut() };
            (*raw)._base.wstr_length = 0;
            (*raw).data = block;
            Ok(object.cast_into_unchecked())
        }
    }

    #[inline]
    fn head(&self) -> *mut PyASCIIObject {
        self.raw().cast()
    }

    #[inline]
    fn state(&self) -> u32 {
        // SAFETY: a field of this live object.
        unsafe { (*self.head()).state }
    }

    /// Number of code points.
    #[inline]
    pub fn len(&self) -> usize {
        // SAFETY: a field of this live object.
        unsafe { (*self.head()).length as usize }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub fn is_ascii(&self) -> bool {
        self.state() & ASCII != 0
    }

    /// The stored code points.
    #[inline]
    pub fn data(&self) -> StrData<'_> {
        let state = self.state();
        let len = self.len();
        // SAFETY: the state tells where the units are and how wide; strings do not change.
        unsafe {
            let units: *const u8 = if state & COMPACT == 0 {
                (*self.raw()).data.cast()
            } else if state & ASCII != 0 {
                self.head().cast::<u8>().add(size_of::<PyASCIIObject>())
            } else {
                self.head().cast::<u8>().add(size_of::<PyCompactUnicodeObject>())
            };
            match state >> KIND_SHIFT & 0b111 {
                1 if state & ASCII != 0 => StrData::Ascii(std::slice::from_raw_parts(units, len)),
                1 => StrData::Ucs1(std::slice::from_raw_parts(units, len)),
                2 => StrData::Ucs2(std::slice::from_raw_parts(units.cast(), len)),
                _ => StrData::Ucs4(std::slice::from_raw_parts(units.cast(), len)),
            }
        }
    }

    /// The text if it is ASCII: then it is UTF-8 too.
    #[inline]
    pub fn as_ascii(&self) -> Option<&str> {
        match self.data() {
            // SAFETY: ASCII is UTF-8.
            StrData::Ascii(units) => Some(unsafe { std::str::from_utf8_unchecked(units) }),
            _ => None,
        }
    }

    /// Equality of the text.
    pub fn equals(&self, other: &Str) -> bool {
        if self.is(other) {
            return true;
        }
        match (self.data(), other.data()) {
            (StrData::Ascii(a) | StrData::Ucs1(a), StrData::Ascii(b) | StrData::Ucs1(b)) => a == b,
            (StrData::Ucs2(a), StrData::Ucs2(b)) => a == b,
            (StrData::Ucs4(a), StrData::Ucs4(b)) => a == b,
            _ => false,
        }
    }

    /// Is the text `text`?
    pub fn eq_str(&self, text: &str) -> bool {
        match self.as_ascii() {
            Some(own) => own == text,
            None => self.data().iter().eq(text.chars().map(u32::from)),
        }
    }

    /// `sys.getsizeof()` without a collector's header.
    pub fn size(&self) -> usize {
        let data = self.data();
        let width = match data {
            StrData::Ascii(_) | StrData::Ucs1(_) => 1,
            StrData::Ucs2(_) => 2,
            StrData::Ucs4(_) => 4,
        };
        let units = (data.len() + 1) * width;
        let state = self.state();
        let header = if state & COMPACT == 0 {
            size_of::<PyUnicodeObject>()
        } else if state & ASCII != 0 {
            size_of::<PyASCIIObject>()
        } else {
            size_of::<PyCompactUnicodeObject>()
        };
        // SAFETY: strings that are not compact ASCII have the field; of one block for both it is no copy.
        let utf8 = unsafe {
            let raw = self.raw();
            let beside = state & (COMPACT | ASCII) != COMPACT | ASCII
                && !(*raw)._base.utf8.is_null()
                && (state & COMPACT != 0 || (*raw)._base.utf8.cast() != (*raw).data);
            if beside { (*raw)._base.utf8_length as usize + 1 } else { 0 }
        };
        header + units + utf8
    }

    /// `hash()`, cached.
    #[inline]
    pub fn hash(&self) -> isize {
        // SAFETY: a field of this live object.
        let cached = unsafe { (*self.head()).hash };
        if cached != -1 { cached } else { self.compute_hash() }
    }

    #[cold]
    fn compute_hash(&self) -> isize {
        let hash = match self.data() {
            StrData::Ascii(units) | StrData::Ucs1(units) => crate::hash::hash_bytes(units),
            // SAFETY: the bytes of the units, which have no padding.
            StrData::Ucs2(units) => crate::hash::hash_bytes(unsafe { units.align_to::<u8>().1 }),
            // SAFETY: as above.
            StrData::Ucs4(units) => crate::hash::hash_bytes(unsafe { units.align_to::<u8>().1 }),
        };
        // SAFETY: a field of this live object.
        unsafe { (*self.head()).hash = hash }
        hash
    }

    /// The code points `start..stop` as a string.
    pub fn substring(&self, start: usize, stop: usize) -> PyResult<Py<Str>> {
        if start == 0 && stop == self.len() && Str::check_exact(self) {
            return Ok(self.new_ref());
        }
        Str::from_data(self.data().slice(start, stop))
    }
}

/// The shared strings of one Latin-1 character, and the empty one at 256.
static LATIN1: GilCell<[*mut PyObject; 257]> = GilCell::new([std::ptr::null_mut(); 257]);

fn latin1_char(index: usize, data: StrData<'_>) -> PyResult<Py<Str>> {
    // SAFETY: the table holds owned strings that are never dropped.
    unsafe {
        let slot = &mut LATIN1.get_mut()[index];
        if slot.is_null() {
            *slot = Str::intern_object(Str::fresh(data)?).into_ptr();
        }
        Ok(Object::from_ptr(*slot).cast_unchecked::<Str>().new_ref())
    }
}

/// `tp_dealloc` of strings.
///
/// # Safety
/// A slot: `this` is a dead string.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; blocks beside the object belong to it alone.
    unsafe {
        let text: &Str = Object::from_ptr(this).cast_unchecked();
        let state = text.state();
        if state & (COMPACT | ASCII) == COMPACT | ASCII && (*text.head()).wstr.is_null() && Str::check_exact(text) {
            return alloc::free_object_sized(this, size_of::<PyASCIIObject>() + text.len() + 1);
        }
        if !(*text.head()).wstr.is_null() {
            alloc::free((*text.head()).wstr.cast());
        }
        if state & (COMPACT | ASCII) != COMPACT | ASCII {
            let raw = text.raw();
            let utf8: *mut std::ffi::c_void = (*raw)._base.utf8.cast();
            if state & COMPACT == 0 {
                if utf8 != (*raw).data {
                    alloc::free(utf8);
                }
                alloc::free((*raw).data);
            } else {
                alloc::free(utf8);
            }
        }
        if state & COMPACT != 0 && Str::check_exact(text) {
            let header =
                if state & ASCII != 0 { size_of::<PyASCIIObject>() } else { size_of::<PyCompactUnicodeObject>() };
            let width = (state >> KIND_SHIFT & 0b111) as usize;
            return alloc::free_sized(this.cast(), header + (text.len() + 1) * width);
        }
        alloc::free_object(this);
    }
}
