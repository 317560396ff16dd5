//! `unicodeobject.h`: strings.
//!
//! **Invariant**: strings made here are compact and ready, so that C's macros find what they look for; `wchar_t` is 32
//! bits wide.

use std::ffi::{c_char, c_int, c_void};

use pyston_builtins::codecs::{self, Standard};
use pyston_object::abi::PyObject;
use pyston_object::prelude::*;
use pyston_object::protocol::CompareOp;
use pyston_object::{alloc, call};

use crate::capi;
use crate::format;
use crate::text::{CText, Out, decode_utf8, size};
use crate::va::VaList;

/// The string that an object must be.
fn text(object: Option<&Object>) -> PyResult<&Str> {
    match object.and_then(|object| object.downcast::<Str>()) {
        Some(text) => Ok(text),
        None => Err(raise!(TypeError, "bad argument type for built-in operation")),
    }
}

fn must_be_str(object: &Object) -> PyResult<&Str> {
    object.downcast().ok_or_else(|| raise!(TypeError, "must be str, not {:.100}", object.type_name()))
}

fn encode(object: Option<&Object>, codec: Standard) -> PyResult<Py<Bytes>> {
    codecs::encode(codec, text(object)?, None)
}

/// Decodes `len` bytes with one of the standard codecs.
fn decode(start: CText<'_>, len: isize, codec: Standard, errors: CText<'_>) -> PyResult<Py<Str>> {
    // SAFETY: the caller has so many bytes there.
    codecs::decode(codec, unsafe { start.sized(size(len)?) }, errors.name().as_deref())
}

/// `wchar_t`s that C has there: `len` of them, or up to a null.
fn wide<'a>(start: *const u32, len: isize) -> PyResult<&'a [u32]> {
    if start.is_null() {
        return if len == 0 { Ok(&[]) } else { Err(errors::bad_internal_call()) };
    }
    // SAFETY: the caller's promise; without a length there is a null at the end.
    unsafe {
        let len = if len == -1 { libc::wcslen(start.cast()) } else { len as usize };
        Ok(std::slice::from_raw_parts(start, len))
    }
}

/// A block of `PyMem_Malloc` with these characters and a null behind them.
fn copied(text: &Str) -> PyResult<*mut u32> {
    // SAFETY: the block holds the characters and the null.
    unsafe {
        let block: *mut u32 = alloc::malloc((text.len() + 1) * size_of::<u32>()).cast();
        if block.is_null() {
            return Err(errors::no_memory());
        }
        text.data().iter().enumerate().for_each(|(index, point)| block.add(index).write(point));
        block.add(text.len()).write(0);
        Ok(block)
    }
}

/// Joins what `left` holds with `right` there; null on failure.
fn append(left: &mut *mut PyObject, right: Option<&Object>) {
    // SAFETY: the place holds an owned reference or null.
    let Some(owned) = (unsafe { Py::<Object>::from_nullable(std::mem::replace(left, std::ptr::null_mut())) }) else {
        if !errors::occurred() {
            let Raised = errors::bad_internal_call();
        }
        return;
    };
    let joined = match (owned.downcast::<Str>(), right.and_then(|right| right.downcast::<Str>())) {
        (Some(left), Some(right)) => Str::concat(left, right),
        _ => Err(errors::bad_internal_call()),
    };
    *left = joined.map_or(std::ptr::null_mut(), Py::into_ptr);
}

/// Where a method of strings finds something: -1 nowhere, -2 with an exception set.
fn found(result: PyResult) -> isize {
    result.and_then(|index| protocol::index_as_ssize(&index)).unwrap_or(-2)
}

/// `text.name(args..)`.
fn method(object: &Object, name: &Str, args: &[&Object]) -> PyResult {
    call::call_method(must_be_str(object)?, name, args)
}

fn method_in_range(object: &Object, name: &Str, what: &Object, start: isize, end: isize) -> PyResult {
    must_be_str(what)?;
    method(object, name, &[what, &*Int::from_i64(start as i64)?, &*Int::from_i64(end as i64)?])
}

/// The place of a code point in `start..end`, seen in a direction.
fn find_char(text: &Str, point: u32, start: isize, end: isize, direction: c_int) -> Option<usize> {
    let (start, end) = (start as usize, (end as usize).min(text.len()));
    if start >= end {
        return None;
    }
    let mut points = text.data().slice(start, end).iter();
    let found = if direction > 0 { points.position(|one| one == point) } else { points.rposition(|one| one == point) };
    found.map(|index| index + start)
}

fn split(object: &Object, name: &Str, separator: Option<&Object>, limit: isize) -> PyResult {
    method(object, name, &[separator.unwrap_or(singletons::none()), &*Int::from_i64(limit as i64)?])
}

capi! {
    /// A string by a format and its arguments.
    variadic fn PyUnicode_FromFormat(format: CText<'_>; va) -> PyResult<Py<Str>> { format::text(format, va) }

    /// The same with a `va_list`.
    fn PyUnicode_FromFormatV(format: CText<'_>, va: &mut VaList) -> PyResult<Py<Str>> { format::text(format, va) }

    fn PyUnicode_FromString(start: CText<'_>) -> PyResult<Py<Str>> { start.decode() }

    fn PyUnicode_FromStringAndSize(start: CText<'_>, len: isize) -> PyResult<Py<Str>> {
        let Ok(len) = usize::try_from(len) else {
            return Err(raise!(SystemError, "Negative size passed to PyUnicode_FromStringAndSize"));
        };
        if start.as_ptr().is_null() && len != 0 {
            return Err(raise!(SystemError, "PyUnicode_FromStringAndSize(NULL, size) cannot make a string to be filled"));
        }
        // SAFETY: the caller has so many bytes there.
        decode_utf8(unsafe { start.sized(len) })
    }

    fn PyUnicode_FromKindAndData(kind: c_int, start: *const c_void, len: isize) -> PyResult<Py<Str>> {
        let Ok(len) = usize::try_from(len) else { return Err(raise!(ValueError, "size must be positive")) };
        // SAFETY: the caller has so many units of the kind there.
        unsafe {
            match kind {
                1 if len == 0 => Ok(Str::empty()),
                1 => Str::from_data(StrData::Ucs1(std::slice::from_raw_parts(start.cast(), len))),
                2 => Str::from_data(StrData::Ucs2(std::slice::from_raw_parts(start.cast(), len))),
                4 => Str::from_data(StrData::Ucs4(std::slice::from_raw_parts(start.cast(), len))),
                _ => Err(raise!(SystemError, "invalid kind")),
            }
        }
    }

    /// Characters that the caller writes before anyone else sees the string.
    fn PyUnicode_New(len: isize, max: u32) -> PyResult<Py<Str>> {
        if max > 0x10_FFFF {
            return Err(raise!(SystemError, "invalid maximum character passed to PyUnicode_New"));
        }
        let Ok(len) = usize::try_from(len) else {
            return Err(raise!(SystemError, "Negative size passed to PyUnicode_New"));
        };
        if len == 0 {
            return Ok(Str::empty());
        }
        // SAFETY: the units are zero until the caller writes them.
        unsafe {
            let (string, units) = Str::alloc(len, max)?;
            let width = if max < 0x100 { 1 } else if max < 0x1_0000 { 2 } else { 4 };
            units.write_bytes(0, len * width);
            Ok(string)
        }
    }

    fn _PyUnicode_Ready(_object: &Object) -> c_int { 0 }

    fn PyUnicode_FromOrdinal(point: c_int) -> PyResult<Py<Str>> {
        match u32::try_from(point) {
            Ok(point @ ..=0x10_FFFF) => Str::from_char(point),
            _ => Err(raise!(ValueError, "chr() arg not in range(0x110000)")),
        }
    }

    fn PyUnicode_FromObject(object: &Object) -> PyResult<Py<Str>> {
        match object.downcast::<Str>() {
            Some(text) => text.to_exact(),
            None => Err(raise!(TypeError, "Can't convert '{:.100}' object to str implicitly", object.type_name())),
        }
    }

    fn PyUnicode_FromEncodedObject(object: Option<&Object>, encoding: CText<'_>, errors: CText<'_>) -> PyResult<Py<Str>> {
        let object = object.ok_or_else(errors::bad_internal_call)?;
        if let Some(bytes) = object.downcast::<Bytes>().filter(|bytes| bytes.is_empty()) {
            return Ok(bytes).map(|_| Str::empty());
        }
        codecs::decode_object(object, encoding.name().as_deref(), errors.name().as_deref())
    }

    fn PyUnicode_FromWideChar(start: *const u32, len: isize) -> PyResult<Py<Str>> {
        let points = wide(start, len)?;
        if let Some(point) = points.iter().find(|&&point| point > 0x10_FFFF) {
            return Err(raise!(ValueError, "character U+{point:x} is not in range [U+0000; U+10ffff]"));
        }
        Str::from_points(points)
    }

    fn PyUnicode_FromUnicode(start: *const u32, len: isize) -> PyResult<Py<Str>> { Str::from_points(wide(start, len)?) }

    /// How many characters were written; without a place, how many there are with the null.
    fn PyUnicode_AsWideChar(object: Option<&Object>, place: *mut u32, len: isize) -> PyResult<isize> {
        let object = object.ok_or_else(errors::bad_internal_call)?;
        let text = text(Some(object))?;
        if place.is_null() {
            return Ok(text.len() as isize + 1);
        }
        let (room, count) = (len as usize, text.len().min(len as usize));
        // SAFETY: the caller has room for `len` characters.
        unsafe {
            text.data().iter().take(count).enumerate().for_each(|(index, point)| place.add(index).write(point));
            if count < room {
                place.add(count).write(0);
            }
        }
        Ok(count as isize)
    }

    /// A block to be freed with `PyMem_Free`.
    fn PyUnicode_AsWideCharString(object: Option<&Object>, len: Out<'_, isize>) -> PyResult<*mut u32> {
        let object = object.ok_or_else(errors::bad_internal_call)?;
        let text = text(Some(object))?;
        if len.is_null() && text.data().iter().any(|point| point == 0) {
            return Err(raise!(ValueError, "embedded null character"));
        }
        let block = copied(text)?;
        len.set(text.len() as isize);
        Ok(block)
    }

    fn PyUnicode_AsUCS4(object: Option<&Object>, place: *mut u32, room: isize, with_null: c_int) -> PyResult<*mut u32> {
        if place.is_null() || room < 0 {
            return Err(errors::bad_internal_call());
        }
        let text = text(object)?;
        let needed = text.len() + usize::from(with_null != 0);
        // SAFETY: the caller has room for so many characters.
        unsafe {
            if room as usize <= needed.wrapping_sub(1) && needed != 0 {
                if with_null != 0 && room > 0 {
                    place.write(0);
                }
                return Err(raise!(SystemError, "string is longer than the buffer"));
            }
            text.data().iter().enumerate().for_each(|(index, point)| place.add(index).write(point));
            if with_null != 0 {
                place.add(text.len()).write(0);
            }
        }
        Ok(place)
    }

    /// A block to be freed with `PyMem_Free`.
    fn PyUnicode_AsUCS4Copy(object: Option<&Object>) -> PyResult<*mut u32> { copied(text(object)?) }

    fn PyUnicode_AsUTF8(object: Option<&Object>) -> PyResult<*const c_char> { text(object)?.utf8().map(|text| text.as_ptr().cast()) }

    fn PyUnicode_AsUTF8AndSize(object: Option<&Object>, len: Out<'_, isize>) -> PyResult<*const c_char> {
        let text = text(object)?.utf8()?;
        len.set(text.len() as isize);
        Ok(text.as_ptr().cast())
    }

    fn PyUnicode_GetLength(object: Option<&Object>) -> PyResult<usize> { text(object).map(Str::len) }

    fn PyUnicode_GetSize(object: Option<&Object>) -> PyResult<usize> { text(object).map(Str::len) }

    fn PyUnicode_ReadChar(object: Option<&Object>, index: isize) -> PyResult<u32> {
        let text = text(object)?;
        match usize::try_from(index).ok().filter(|&index| index < text.len()) {
            Some(index) => Ok(text.data().at(index)),
            None => Err(raise!(IndexError, "string index out of range")),
        }
    }

    /// Only for a string that nobody else has seen.
    fn PyUnicode_WriteChar(object: Option<&Object>, index: isize, point: u32) -> PyResult<()> {
        let text = text(object)?;
        let Some(index) = usize::try_from(index).ok().filter(|&index| index < text.len()) else {
            return Err(raise!(IndexError, "string index out of range"));
        };
        if text.refcnt() != 1 || text.is_interned() || !Str::check_exact(text) {
            return Err(raise!(SystemError, "Cannot modify a string currently used"));
        }
        let too_large = || raise!(ValueError, "character out of range");
        // SAFETY: nobody else has the string, so nobody has a slice of it.
        unsafe {
            match text.data() {
                StrData::Ascii(units) if point < 0x80 => units.as_ptr().cast_mut().add(index).write(point as u8),
                StrData::Ucs1(units) if point < 0x100 => units.as_ptr().cast_mut().add(index).write(point as u8),
                StrData::Ucs2(units) if point < 0x1_0000 => units.as_ptr().cast_mut().add(index).write(point as u16),
                StrData::Ucs4(units) if point <= 0x10_FFFF => units.as_ptr().cast_mut().add(index).write(point),
                _ => return Err(too_large()),
            }
        }
        Ok(())
    }

    fn PyUnicode_Substring(object: &Str, start: isize, end: isize) -> PyResult<Py<Str>> {
        let (Ok(start), Ok(end)) = (usize::try_from(start), usize::try_from(end)) else {
            return Err(raise!(IndexError, "string index out of range"));
        };
        let end = end.min(object.len());
        if start == 0 && end == object.len() {
            return object.to_exact();
        }
        object.substring(start.min(end), end)
    }

    fn PyUnicode_Concat(left: &Object, right: &Object) -> PyResult<Py<Str>> {
        let left = must_be_str(left)?;
        match right.downcast::<Str>() {
            Some(right) => Str::concat(left, right),
            None => Err(raise!(TypeError, "can only concatenate str (not \"{:.200}\") to str", right.type_name())),
        }
    }

    /// Takes over what `left` holds, which may become null.
    fn PyUnicode_Append(left: &mut *mut PyObject, right: Option<&Object>) { append(left, right) }

    fn PyUnicode_AppendAndDel(left: &mut *mut PyObject, right: Option<Py>) { append(left, right.as_deref()) }

    fn PyUnicode_InternInPlace(place: &mut *mut PyObject) {
        // SAFETY: the place holds an owned reference.
        let Some(object) = (unsafe { Py::<Object>::from_nullable(*place) }) else { return };
        *place = match object.downcast_into::<Str>() {
            Ok(text) => Str::intern_object(text).into_ptr(),
            Err(object) => object.into_ptr(),
        };
    }

    fn PyUnicode_InternFromString(start: CText<'_>) -> PyResult<Py<Str>> { start.intern() }

    /// -1, 0, 1 by code points.
    fn PyUnicode_Compare(left: &Object, right: &Object) -> PyResult<c_int> {
        match (left.downcast::<Str>(), right.downcast::<Str>()) {
            (Some(left), Some(right)) => Ok(left.data().iter().cmp(right.data().iter()) as c_int),
            _ => {
                let (left, right) = (left.type_name(), right.type_name());
                Err(raise!(TypeError, "Can't compare {left:.100} and {right:.100}"))
            }
        }
    }

    /// The right side is Latin-1, and nothing fails.
    fn PyUnicode_CompareWithASCIIString(left: &Str, right: CText<'_>) -> c_int {
        left.data().iter().cmp(right.bytes().unwrap_or_default().iter().copied().map(u32::from)) as c_int
    }

    fn _PyUnicode_EqualToASCIIString(left: &Str, right: CText<'_>) -> bool {
        left.data().iter().eq(right.bytes().unwrap_or_default().iter().copied().map(u32::from))
    }

    fn PyUnicode_RichCompare(left: &Object, right: &Object, op: c_int) -> PyResult {
        let op = CompareOp::from_c(op).ok_or_else(errors::bad_internal_call)?;
        match (left.downcast::<Str>(), right.downcast::<Str>()) {
            (Some(left), Some(right)) => {
                Ok(protocol::order_result(left.data().iter().cmp(right.data().iter()), op))
            }
            _ => Ok(singletons::py_not_implemented()),
        }
    }

    fn PyUnicode_Contains(object: &Object, part: &Object) -> PyResult<bool> {
        protocol::contains(must_be_str(object)?, part)
    }

    fn PyUnicode_Format(format: Option<&Object>, args: Option<&Object>) -> PyResult {
        match (format, args) {
            (Some(format), Some(args)) => {
                let format = must_be_str(format)?.to_exact()?;
                protocol::binary_op(&format, args, protocol::BinaryOp::Remainder)
            }
            _ => Err(errors::bad_internal_call()),
        }
    }

    fn PyUnicode_Join(separator: Option<&Object>, items: &Object) -> PyResult {
        match separator {
            Some(separator) => method(separator, name!("join"), &[items]),
            None => method(&*Str::new(" ")?, name!("join"), &[items]),
        }
    }

    fn PyUnicode_Replace(object: &Object, old: &Object, new: &Object, limit: isize) -> PyResult {
        method(object, name!("replace"), &[must_be_str(old)?, must_be_str(new)?, &*Int::from_i64(limit as i64)?])
    }

    fn PyUnicode_Split(object: &Object, separator: Option<&Object>, limit: isize) -> PyResult {
        split(object, name!("split"), separator, limit)
    }

    fn PyUnicode_RSplit(object: &Object, separator: Option<&Object>, limit: isize) -> PyResult {
        split(object, name!("rsplit"), separator, limit)
    }

    fn PyUnicode_Splitlines(object: &Object, keep_ends: c_int) -> PyResult {
        method(object, name!("splitlines"), &[singletons::bool(keep_ends != 0)])
    }

    fn PyUnicode_Partition(object: &Object, separator: &Object) -> PyResult {
        method(object, name!("partition"), &[separator])
    }

    fn PyUnicode_RPartition(object: &Object, separator: &Object) -> PyResult {
        method(object, name!("rpartition"), &[separator])
    }

    fn PyUnicode_Translate(object: &Object, table: &Object, _errors: CText<'_>) -> PyResult {
        method(object, name!("translate"), &[table])
    }

    fn PyUnicode_IsIdentifier(object: &Object) -> PyResult<bool> {
        protocol::is_true(&*method(object, name!("isidentifier"), &[])?)
    }

    fn PyUnicode_Count(object: &Object, part: &Object, start: isize, end: isize) -> PyResult<isize> {
        protocol::index_as_ssize(&*method_in_range(object, name!("count"), part, start, end)?)
    }

    fn PyUnicode_Find(object: &Object, part: &Object, start: isize, end: isize, direction: c_int) -> isize {
        let name = if direction > 0 { name!("find") } else { name!("rfind") };
        found(method_in_range(object, name, part, start, end))
    }

    fn PyUnicode_FindChar(object: &Str, point: u32, start: isize, end: isize, direction: c_int) -> isize {
        if start < 0 || end < 0 {
            let Raised = raise!(IndexError, "string index out of range");
            return -2;
        }
        find_char(object, point, start, end, direction).map_or(-1, |index| index as isize)
    }

    fn PyUnicode_Tailmatch(object: &Object, part: &Object, start: isize, end: isize, direction: c_int) -> PyResult<isize> {
        let name = if direction > 0 { name!("endswith") } else { name!("startswith") };
        protocol::is_true(&*method_in_range(object, name, part, start, end)?).map(isize::from)
    }

    fn PyUnicode_GetDefaultEncoding() -> *const c_char { c"utf-8".as_ptr() }

    fn PyUnicode_Decode(start: CText<'_>, len: isize, encoding: CText<'_>, errors: CText<'_>) -> PyResult<Py<Str>> {
        // SAFETY: the caller has so many bytes there.
        let bytes = Bytes::new(unsafe { start.sized(size(len)?) })?;
        codecs::decode_bytes(&bytes, encoding.name().as_deref(), errors.name().as_deref())
    }

    fn PyUnicode_DecodeUTF8(start: CText<'_>, len: isize, errors: CText<'_>) -> PyResult<Py<Str>> {
        decode(start, len, Standard::Utf8, errors)
    }

    fn PyUnicode_DecodeASCII(start: CText<'_>, len: isize, errors: CText<'_>) -> PyResult<Py<Str>> {
        decode(start, len, Standard::Ascii, errors)
    }

    fn PyUnicode_DecodeLatin1(start: CText<'_>, len: isize, errors: CText<'_>) -> PyResult<Py<Str>> {
        decode(start, len, Standard::Latin1, errors)
    }

    fn PyUnicode_DecodeFSDefault(start: CText<'_>) -> PyResult<Py<Str>> {
        codecs::decode_file_name(start.bytes().unwrap_or_default())
    }

    fn PyUnicode_DecodeFSDefaultAndSize(start: CText<'_>, len: isize) -> PyResult<Py<Str>> {
        // SAFETY: the caller has so many bytes there.
        codecs::decode_file_name(unsafe { start.sized(size(len)?) })
    }

    fn PyUnicode_EncodeFSDefault(object: Option<&Object>) -> PyResult<Py<Bytes>> { codecs::encode_file_name(text(object)?) }

    fn PyUnicode_AsEncodedString(object: Option<&Object>, encoding: CText<'_>, errors: CText<'_>) -> PyResult {
        codecs::encode_text(text(object)?, encoding.name().as_deref(), errors.name().as_deref())
    }

    fn PyUnicode_AsUTF8String(object: Option<&Object>) -> PyResult<Py<Bytes>> { encode(object, Standard::Utf8) }

    fn PyUnicode_AsASCIIString(object: Option<&Object>) -> PyResult<Py<Bytes>> { encode(object, Standard::Ascii) }

    fn PyUnicode_AsLatin1String(object: Option<&Object>) -> PyResult<Py<Bytes>> { encode(object, Standard::Latin1) }

    fn PyUnicode_AsUTF16String(object: Option<&Object>) -> PyResult<Py<Bytes>> { encode(object, Standard::Utf16) }

    fn PyUnicode_AsUTF32String(object: Option<&Object>) -> PyResult<Py<Bytes>> { encode(object, Standard::Utf32) }

    fn PyUnicode_AsUnicodeEscapeString(object: Option<&Object>) -> PyResult {
        codecs::encode_text(text(object)?, Some("unicode_escape"), None)
    }

    fn PyUnicode_AsRawUnicodeEscapeString(object: Option<&Object>) -> PyResult {
        codecs::encode_text(text(object)?, Some("raw_unicode_escape"), None)
    }

    fn PyUnicode_ClearFreeList() -> c_int { 0 }

    fn PyUnicode_GetMax() -> c_int { 0x10_FFFF }

    /// `O&` of argument parsing: a path as bytes of the file system.
    fn PyUnicode_FSConverter(argument: Option<&Object>, result: Out<'_, *mut PyObject>) -> c_int {
        path(argument, |path| match path.downcast::<Str>() {
            Some(text) => codecs::encode_file_name(text).map(Py::into_object),
            None => Ok(path.new_ref()),
        }, |path| path.downcast::<Bytes>().is_some_and(|bytes| bytes.as_slice().contains(&0)), "embedded null byte", result)
    }

    /// `O&` of argument parsing: a path as a string.
    fn PyUnicode_FSDecoder(argument: Option<&Object>, result: Out<'_, *mut PyObject>) -> c_int {
        path(argument, |path| match path.downcast::<Bytes>() {
            Some(bytes) => codecs::decode_file_name(bytes.as_slice()).map(Py::into_object),
            None => Ok(path.new_ref()),
        }, |path| path.downcast::<Str>().is_some_and(|text| text.data().iter().any(|point| point == 0)),
            "embedded null character", result)
    }
}

/// What the converters of paths share: 0 on failure, the flag of a converter that wants to clean up otherwise.
fn path(
    argument: Option<&Object>,
    convert: impl FnOnce(&Object) -> PyResult,
    has_null: impl FnOnce(&Object) -> bool,
    message: &str,
    result: Out<'_, *mut PyObject>,
) -> c_int {
    const CLEANUP: c_int = 0x2_0000;
    let Some(argument) = argument else {
        // The second call, after another argument failed.
        result.take();
        return 1;
    };
    let converted = fs_path(argument)
        .and_then(|path| convert(&path))
        .and_then(|path| if has_null(&path) { Err(raise!(ValueError, "{message}")) } else { Ok(path) });
    match converted {
        Ok(path) => {
            result.give(Some(path));
            CLEANUP
        }
        Err(Raised) => 0,
    }
}

/// `os.fspath()`.
pub(crate) fn fs_path(path: &Object) -> PyResult {
    if Str::check(path) || Bytes::check(path) {
        return Ok(path.new_ref());
    }
    let Some(given) = call::call_special(path, name!("__fspath__"), &[])? else {
        return Err(raise!(TypeError, "expected str, bytes or os.PathLike object, not {:.200}", path.type_name()));
    };
    if Str::check(&given) || Bytes::check(&given) {
        return Ok(given);
    }
    Err(raise!(
        TypeError,
        "expected {:.200}.__fspath__() to return str or bytes, not {:.200}",
        path.type_name(),
        given.type_name()
    ))
}
