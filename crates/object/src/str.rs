//! Strings: CPython's compact representations (ASCII, 1, 2 and 4 bytes a code point), interning.
//!
//! **Invariant**: a string made here is compact, ready, and stored in the narrowest kind that holds
//! its largest code point; strings never change once visible. Legacy `wchar_t` strings, which only C
//! code can make, are converted where they enter (C API).

use std::borrow::Cow;
use std::fmt;

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

/// The code points of a string, in the width they are stored in.
#[derive(Clone, Copy, Debug)]
pub enum StrData<'a> {
    /// All below 0x80.
    Ascii(&'a [u8]),
    Ucs1(&'a [u8]),
    Ucs2(&'a [u16]),
    Ucs4(&'a [u32]),
}

impl<'a> StrData<'a> {
    pub fn len(self) -> usize {
        match self {
            StrData::Ascii(units) | StrData::Ucs1(units) => units.len(),
            StrData::Ucs2(units) => units.len(),
            StrData::Ucs4(units) => units.len(),
        }
    }
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// The code point at `index`, which must be in bounds.
    #[inline]
    pub fn at(self, index: usize) -> u32 {
        match self {
            StrData::Ascii(units) | StrData::Ucs1(units) => u32::from(units[index]),
            StrData::Ucs2(units) => u32::from(units[index]),
            StrData::Ucs4(units) => units[index],
        }
    }
    /// The code points `start..stop`.
    pub fn slice(self, start: usize, stop: usize) -> StrData<'a> {
        match self {
            StrData::Ascii(units) => StrData::Ascii(&units[start..stop]),
            StrData::Ucs1(units) => StrData::Ucs1(&units[start..stop]),
            StrData::Ucs2(units) => StrData::Ucs2(&units[start..stop]),
            StrData::Ucs4(units) => StrData::Ucs4(&units[start..stop]),
        }
    }
    pub fn iter(self) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone + 'a {
        (0..self.len()).map(move |index| self.at(index))
    }
    pub fn max_char(self) -> u32 {
        match self {
            StrData::Ascii(_) => 0x7F,
            StrData::Ucs1(units) => units.iter().copied().max().unwrap_or(0).into(),
            StrData::Ucs2(units) => units.iter().copied().max().unwrap_or(0).into(),
            StrData::Ucs4(units) => units.iter().copied().max().unwrap_or(0),
        }
    }
}

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

    /// The text with lone surrogates replaced by U+FFFD: for messages, never for data.
    pub fn to_string_lossy(&self) -> Cow<'_, str> {
        match self.as_ascii() {
            Some(text) => text.into(),
            None => self.data().iter().map(|point| char::from_u32(point).unwrap_or('\u{FFFD}')).collect(),
        }
    }

    /// UTF-8 text.
    ///
    /// # Errors
    /// `UnicodeEncodeError` for a lone surrogate.
    pub fn to_utf8(&self) -> PyResult<Cow<'_, str>> {
        if let Some(text) = self.as_ascii() {
            return Ok(text.into());
        }
        let mut text = String::with_capacity(self.len() * 2);
        for (index, point) in self.data().iter().enumerate() {
            match char::from_u32(point) {
                Some(char) => text.push(char),
                None => return Err(surrogates_not_allowed(self, index)),
            }
        }
        Ok(text.into())
    }

    /// Generalised UTF-8: lone surrogates as three bytes ("surrogatepass").
    pub fn to_wtf8(&self) -> Cow<'_, [u8]> {
        if let StrData::Ascii(units) = self.data() {
            return units.into();
        }
        let mut bytes = Vec::with_capacity(self.len() * 2);
        for point in self.data().iter() {
            push_wtf8(&mut bytes, point);
        }
        bytes.into()
    }

    /// From generalised UTF-8, as [`Str::to_wtf8`] gives it. Ill-formed parts become U+FFFD.
    pub fn from_wtf8(bytes: &[u8]) -> PyResult<Py<Str>> {
        if bytes.is_ascii() {
            return Str::from_ascii(bytes);
        }
        let mut points = Vec::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(&first) = rest.first() {
            let len = match first {
                0..0x80 => 1,
                0xC0..0xE0 => 2,
                0xE0..0xF0 => 3,
                0xF0.. => 4,
                _ => 0,
            };
            if len == 0 || rest.len() < len {
                points.push(0xFFFD);
                rest = &rest[1..];
                continue;
            }
            let head = u32::from(first) & (0x7F >> if len == 1 { 0 } else { len });
            points.push(rest[1..len].iter().fold(head, |point, &byte| point << 6 | u32::from(byte & 0x3F)));
            rest = &rest[len..];
        }
        Str::from_points(&points)
    }

    /// From text in which `\u{10F800}..` stand for surrogates: what `Display` of [`Str`] writes, so
    /// that messages keep surrogates of the strings they quote.
    pub(crate) fn from_wtf8_lossless(text: &str) -> PyResult<Py<Str>> {
        if text.is_ascii() {
            return Str::from_ascii(text.as_bytes());
        }
        let points: Vec<u32> = text.chars().map(|char| unescape_surrogate(char.into())).collect();
        Str::from_points(&points)
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

    pub fn is_interned(&self) -> bool {
        self.state() & INTERNED != 0
    }

    /// The shared string with this text.
    pub fn intern(text: &str) -> Py<Str> {
        let fresh = Str::new(text).expect("memory for a name");
        Str::intern_object(fresh)
    }

    /// The interned string equal to `text`, which becomes it if there is none. Instances of subtypes
    /// are left alone.
    pub fn intern_object(text: Py<Str>) -> Py<Str> {
        if !Str::check_exact(&text) || text.is_interned() {
            return text;
        }
        // SAFETY: looking up strings runs no Python code; the table is borrowed only here.
        let table = unsafe { INTERNER.get_mut() }.get_or_insert_with(Interner::default);
        let hash = text.hash() as u64;
        if let Some(found) = table.find(hash, |entry| entry.0.equals(&text)) {
            return found.0.clone();
        }
        // Kept alive by the table: interned strings of programs are names, which recur.
        // SAFETY: a field of this live object.
        unsafe { (*text.head()).state |= 1 }
        table.insert_unique(hash, Interned(text.clone()), |entry| entry.0.hash() as u64);
        text
    }

    /// The code points `start..stop` as a string.
    pub fn substring(&self, start: usize, stop: usize) -> PyResult<Py<Str>> {
        if start == 0 && stop == self.len() && Str::check_exact(self) {
            return Ok(self.new_ref());
        }
        Str::from_data(self.data().slice(start, stop))
    }
}

type Interner = hashbrown::HashTable<Interned>;

struct Interned(Py<Str>);

static INTERNER: GilCell<Option<Interner>> = GilCell::new(None);

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

#[cold]
fn surrogates_not_allowed(text: &Str, index: usize) -> crate::ptr::Raised {
    let end = text.data().iter().skip(index).take_while(|point| (0xD800..0xE000).contains(point)).count() + index;
    encode_error(text, "utf-8", index, end, "surrogates not allowed")
}

/// Raises `UnicodeEncodeError(encoding, text, start, end, reason)`.
#[cold]
pub fn encode_error(text: &Str, encoding: &str, start: usize, end: usize, reason: &str) -> crate::ptr::Raised {
    let build = || -> PyResult {
        crate::call::call_owned(
            &crate::exc::UnicodeEncodeError,
            vec![
                Str::new(encoding)?.into_object(),
                text.as_object().new_ref(),
                crate::int::Int::from_usize(start)?.into_object(),
                crate::int::Int::from_usize(end)?.into_object(),
                Str::new(reason)?.into_object(),
            ],
        )
    };
    match build() {
        Ok(instance) => crate::errors::raise_instance(instance),
        Err(raised) => raised,
    }
}

/// Appends a code point, surrogate or not, to generalised UTF-8.
pub fn push_wtf8(bytes: &mut Vec<u8>, point: u32) {
    let cont = |shift: u32| 0x80 | (point >> shift & 0x3F) as u8;
    match point {
        0..0x80 => bytes.push(point as u8),
        0x80..0x800 => bytes.extend([0xC0 | (point >> 6) as u8, cont(0)]),
        0x800..0x1_0000 => bytes.extend([0xE0 | (point >> 12) as u8, cont(6), cont(0)]),
        _ => bytes.extend([0xF0 | (point >> 18) as u8, cont(12), cont(6), cont(0)]),
    }
}

/// Private-use code points that stand for surrogates in Rust text on its way into a message.
const ESCAPED_SURROGATE: u32 = 0x10_F000;

fn escape_surrogate(point: u32) -> char {
    char::from_u32(point).or_else(|| char::from_u32(point - 0xD800 + ESCAPED_SURROGATE)).unwrap_or('\u{FFFD}')
}

fn unescape_surrogate(point: u32) -> u32 {
    if (ESCAPED_SURROGATE..ESCAPED_SURROGATE + 0x800).contains(&point) {
        point - ESCAPED_SURROGATE + 0xD800
    } else {
        point
    }
}

impl fmt::Display for Str {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_ascii() {
            Some(text) => f.pad(text),
            None => f.pad(&self.data().iter().map(escape_surrogate).collect::<String>()),
        }
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
        alloc::free_object(this);
    }
}

/// Builds a string piece by piece, widening as needed.
#[derive(Default)]
pub struct StrBuilder {
    points: Units,
}

enum Units {
    Narrow(Vec<u8>),
    Wide(Vec<u32>),
}

impl Default for Units {
    fn default() -> Self {
        Units::Narrow(Vec::new())
    }
}

impl StrBuilder {
    pub fn new() -> StrBuilder {
        StrBuilder::default()
    }
    pub fn with_capacity(capacity: usize) -> StrBuilder {
        StrBuilder { points: Units::Narrow(Vec::with_capacity(capacity)) }
    }
    pub fn len(&self) -> usize {
        match &self.points {
            Units::Narrow(units) => units.len(),
            Units::Wide(units) => units.len(),
        }
    }
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn wide(&mut self) -> &mut Vec<u32> {
        if let Units::Narrow(units) = &mut self.points {
            let mut wide = Vec::with_capacity(units.capacity());
            wide.extend(units.iter().map(|&unit| u32::from(unit)));
            self.points = Units::Wide(wide);
        }
        match &mut self.points {
            Units::Wide(units) => units,
            Units::Narrow(_) => unreachable!("just widened"),
        }
    }
    pub fn push(&mut self, point: u32) {
        match &mut self.points {
            Units::Narrow(units) if point < 256 => units.push(point as u8),
            _ => self.wide().push(point),
        }
    }
    pub fn push_str(&mut self, text: &str) {
        match &mut self.points {
            Units::Narrow(units) if text.is_ascii() => units.extend(text.as_bytes()),
            _ => text.chars().for_each(|char| self.push(char.into())),
        }
    }
    pub fn push_data(&mut self, data: StrData<'_>) {
        match (&mut self.points, data) {
            (Units::Narrow(own), StrData::Ascii(units) | StrData::Ucs1(units)) => own.extend(units),
            (Units::Wide(own), _) => own.extend(data.iter()),
            _ => data.iter().for_each(|point| self.push(point)),
        }
    }
    pub fn push_py(&mut self, text: &Str) {
        self.push_data(text.data());
    }
    pub fn push_repeated(&mut self, point: u32, count: usize) {
        (0..count).for_each(|_| self.push(point));
    }
    pub fn finish(self) -> PyResult<Py<Str>> {
        match &self.points {
            Units::Narrow(units) => Str::from_data(StrData::Ucs1(units)),
            Units::Wide(units) => Str::from_points(units),
        }
    }
}

impl fmt::Write for StrBuilder {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().for_each(|char| self.push(unescape_surrogate(char.into())));
        Ok(())
    }
}

/// An interned name made at first use: `static NAME: Name = Name::new("__class__")`.
pub struct Name {
    text: &'static str,
    object: GilCell<*mut PyObject>,
}

impl Name {
    pub const fn new(text: &'static str) -> Name {
        Name { text, object: GilCell::new(std::ptr::null_mut()) }
    }
    #[inline]
    pub fn get(&self) -> &'static Str {
        if self.object.get().is_null() {
            self.object.set(Str::intern(self.text).into_ptr());
        }
        // SAFETY: the reference stored is never dropped.
        unsafe { Object::from_ptr(self.object.get()).cast_unchecked() }
    }
}

/// The interned string of a literal, made once a place: `name!("__class__")`.
#[macro_export]
macro_rules! name {
    ($text:literal) => {{
        static NAME: $crate::str::Name = $crate::str::Name::new($text);
        NAME.get()
    }};
}
