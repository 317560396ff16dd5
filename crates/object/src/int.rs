//! Ints: sign and 30-bit digits in the object, small ones shared.

use num_bigint::{BigInt, Sign};
use pyston_abi::flags::Py_TPFLAGS_LONG_SUBCLASS;
use pyston_abi::{PyLongObject, PyObject, PyVarObject};
use pyston_numeric::int as numeric;

use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::ty::{IMMORTAL, Type};
use crate::{alloc, object_layout};

object_layout! {
    /// An int.
    Int = PyLongObject, crate::statics::PyLong_Type, flag Py_TPFLAGS_LONG_SUBCLASS
}

/// Bits of a digit.
pub const SHIFT: u32 = 30;
pub const MASK: u32 = (1 << SHIFT) - 1;

const SMALL_MIN: i64 = -5;
const SMALL_MAX: i64 = 256;
const N_SMALL: usize = (SMALL_MAX - SMALL_MIN + 1) as usize;

static SMALL: GilCell<[PyLongObject; N_SMALL]> = {
    let mut table = [PyLongObject {
        ob_base: PyVarObject {
            ob_base: PyObject {
                ob_refcnt: IMMORTAL,
                ob_type: (&raw const crate::statics::PyLong_Type) as *mut pyston_abi::PyTypeObject,
            },
            ob_size: 0,
        },
        ob_digit: [0],
    }; N_SMALL];
    let mut index = 0;
    while index < N_SMALL {
        let value = SMALL_MIN + index as i64;
        table[index].ob_base.ob_size = if value < 0 { -1 } else { (value > 0) as isize };
        table[index].ob_digit[0] = value.unsigned_abs() as u32;
        index += 1;
    }
    GilCell::new(table)
};

/// Bytes of an exact int of up to two digits, the size of all objects of the free list.
const SMALL_SIZE: usize = 32;
/// Dead exact ints of up to two digits, linked through `ob_type`, ready for reuse.
static FREE: GilCell<*mut PyLongObject> = GilCell::new(std::ptr::null_mut());
static FREE_COUNT: GilCell<u32> = GilCell::new(0);
const MAX_FREE: u32 = 400;

/// `sys.set_int_max_str_digits`; 0 is no limit.
static MAX_STR_DIGITS: GilCell<usize> = GilCell::new(numeric::DEFAULT_MAX_STR_DIGITS);

/// The limit on decimal digits in conversions between int and text; 0 is none.
pub fn max_str_digits() -> usize {
    MAX_STR_DIGITS.get()
}

pub fn set_max_str_digits(limit: usize) {
    MAX_STR_DIGITS.set(limit);
}

/// An exact int of up to two digits, its count 1, its size and digits not yet set.
///
/// # Safety
/// The caller must set size and both digits.
#[inline]
unsafe fn alloc_two_digits() -> PyResult<*mut PyLongObject> {
    // SAFETY: an object of the free list or a fresh one of the same size.
    unsafe {
        let head = FREE.get();
        if head.is_null() {
            return alloc_block();
        }
        FREE.set((*head).ob_base.ob_base.ob_type.cast());
        FREE_COUNT.set(FREE_COUNT.get() - 1);
        (*head).ob_base.ob_base = PyObject { ob_refcnt: 1, ob_type: crate::statics::PyLong_Type.raw() };
        Ok(head)
    }
}

#[cold]
#[inline(never)]
unsafe fn alloc_block() -> PyResult<*mut PyLongObject> {
    // SAFETY: as `alloc_two_digits`.
    unsafe { Ok(alloc::new_sized(&crate::statics::PyLong_Type, SMALL_SIZE, false)?.cast()) }
}

/// # Safety
/// `raw` has room for two digits, which hold `value`.
#[inline(always)]
unsafe fn set_two_digits(raw: *mut PyLongObject, value: i64) {
    let magnitude = value.unsigned_abs();
    let len = 1 + isize::from(magnitude >> SHIFT != 0);
    // SAFETY: the caller's promise.
    unsafe {
        (*raw).ob_base.ob_size = if value < 0 { -len } else { len };
        let digits: *mut u32 = (&raw mut (*raw).ob_digit).cast();
        digits.write(magnitude as u32 & MASK);
        digits.add(1).write((magnitude >> SHIFT) as u32);
    }
}

impl Int {
    #[inline]
    pub fn from_i64(value: i64) -> PyResult<Py<Int>> {
        if (SMALL_MIN..=SMALL_MAX).contains(&value) {
            return Ok(Int::small(value));
        }
        let magnitude = value.unsigned_abs();
        if magnitude >> (2 * SHIFT) != 0 {
            return Int::from_u128(value < 0, magnitude.into());
        }
        // SAFETY: size and digits are set here; two digits fit the block.
        unsafe {
            let raw = alloc_two_digits()?;
            set_two_digits(raw, value);
            Ok(Py::from_owned(raw.cast()))
        }
    }

    /// As [`Int::from_i64`], of a value that [`Int::has_two_digits`].
    #[inline(always)]
    pub fn from_two_digits(value: i64) -> PyResult<Py<Int>> {
        if Int::is_shared(value) {
            return Ok(Int::small(value));
        }
        // SAFETY: the caller's promise: two digits fit the block.
        unsafe {
            let raw = alloc_two_digits()?;
            set_two_digits(raw, value);
            Ok(Py::from_owned(raw.cast()))
        }
    }

    /// Does every int of this value have the same object?
    #[inline(always)]
    pub fn is_shared(value: i64) -> bool {
        (SMALL_MIN..=SMALL_MAX).contains(&value)
    }

    /// Do two digits hold the value?
    #[inline(always)]
    pub fn has_two_digits(value: i64) -> bool {
        value.unsigned_abs() >> (2 * SHIFT) == 0
    }

    /// Gives an exact int another value of at most two digits; `false` if the object is no such int.
    ///
    /// # Safety
    /// Nobody but the caller refers to the object, and `value` is not shared.
    #[inline(always)]
    pub unsafe fn set_again(object: &Object, value: i64) -> bool {
        // SAFETY: an exact int of at most two digits has room for two.
        unsafe {
            let raw: *mut PyLongObject = object.as_ptr().cast();
            if !std::ptr::eq(object.ty(), &crate::statics::PyLong_Type) || (*raw).ob_base.ob_size.unsigned_abs() > 2 {
                return false;
            }
            set_two_digits(raw, value);
            true
        }
    }

    pub fn from_i128(value: i128) -> PyResult<Py<Int>> {
        match i64::try_from(value) {
            Ok(value) => Int::from_i64(value),
            Err(_) => Int::from_u128(value < 0, value.unsigned_abs()),
        }
    }

    fn from_u128(negative: bool, magnitude: u128) -> PyResult<Py<Int>> {
        let digits: [u32; 5] = std::array::from_fn(|i| (magnitude >> (30 * i)) as u32 & MASK);
        Int::from_digits(negative, &digits)
    }

    /// The value that the arithmetic of `pyston_numeric` gave.
    pub fn from_numeric(value: &numeric::Int) -> PyResult<Py<Int>> {
        Int::from_digits(value.negative, &value.digits)
    }

    /// This value for the arithmetic of `pyston_numeric`.
    #[inline]
    pub fn numeric(&self) -> numeric::IntRef<'_> {
        numeric::IntRef { negative: self.is_negative(), digits: self.digits() }
    }

    fn small(value: i64) -> Py<Int> {
        // SAFETY: an immortal object of the table.
        unsafe {
            let object = &raw mut SMALL.get_mut()[(value - SMALL_MIN) as usize];
            Object::from_ptr(object.cast()).cast_unchecked::<Int>().new_ref()
        }
    }

    pub fn from_usize(value: usize) -> PyResult<Py<Int>> {
        Int::from_u64(value as u64)
    }

    pub fn from_u64(value: u64) -> PyResult<Py<Int>> {
        match i64::try_from(value) {
            Ok(value) => Int::from_i64(value),
            Err(_) => Int::from_u128(false, value.into()),
        }
    }

    pub fn from_bigint(value: &BigInt) -> PyResult<Py<Int>> {
        if let Ok(small) = i64::try_from(value) {
            return Int::from_i64(small);
        }
        let (negative, digits) = bigint_digits(value);
        Int::alloc(negative, &digits)
    }

    /// From digits, least significant first; leading zeros are dropped.
    pub fn from_digits(negative: bool, digits: &[u32]) -> PyResult<Py<Int>> {
        let len = digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
        if len <= 1 {
            let value = i64::from(digits.first().copied().unwrap_or(0));
            return Int::from_i64(if negative { -value } else { value });
        }
        Int::alloc(negative, &digits[..len])
    }

    fn alloc(negative: bool, digits: &[u32]) -> PyResult<Py<Int>> {
        Int::alloc_as(&crate::statics::PyLong_Type, negative, digits)
    }

    fn alloc_as(ty: &Type, negative: bool, digits: &[u32]) -> PyResult<Py<Int>> {
        // SAFETY: room for the digits (one at least); the object is complete when returned.
        unsafe {
            let object = if ty == &crate::statics::PyLong_Type {
                if digits.len() <= 2 {
                    alloc_two_digits()?.cast()
                } else {
                    alloc::new_sized(
                        ty,
                        size_of::<PyVarObject>() + (4 * digits.len().max(1)).next_multiple_of(8),
                        false,
                    )?
                }
            } else {
                alloc::alloc(ty, digits.len())?.into_ptr()
            };
            let raw = object.cast::<PyLongObject>();
            let size = digits.len() as isize;
            (*raw).ob_base.ob_size = if negative { -size } else { size };
            let data: *mut u32 = (&raw mut (*raw).ob_digit).cast();
            data.write(0);
            std::ptr::copy_nonoverlapping(digits.as_ptr(), data, digits.len());
            Ok(Py::from_owned(object))
        }
    }

    /// An int whose digits `fill` writes over `len` zeros; it tells whether the value is negative. Zero
    /// digits at the top are dropped. Large results need no copy this way.
    pub fn build(len: usize, fill: impl FnOnce(&mut [u32]) -> bool) -> PyResult<Py<Int>> {
        if len > isize::MAX as usize / 8 {
            return Err(crate::errors::no_memory());
        }
        let size = size_of::<PyVarObject>() + (4 * len.max(4)).next_multiple_of(8);
        // SAFETY: room for `len` digits, all of them set before they are seen as a slice; `fill` runs no
        // Python code, and the object is complete when returned.
        unsafe {
            let object = Py::<Int>::from_owned(alloc::new_sized(&crate::statics::PyLong_Type, size, false)?);
            let raw = object.raw();
            let data: *mut u32 = (&raw mut (*raw).ob_digit).cast();
            (*raw).ob_base.ob_size = 0;
            std::ptr::write_bytes(data, 0, len.max(1));
            let digits = std::slice::from_raw_parts_mut(data, len);
            let negative = fill(digits);
            let used = digits.iter().rposition(|&digit| digit != 0).map_or(0, |last| last + 1);
            // A short result must not keep a long block.
            if used <= 2 || used < len / 2 {
                // The block dies by the size it was made with, not as one of the short ones kept for reuse.
                (*raw).ob_base.ob_size = len.max(4) as isize;
                return Int::from_digits(negative, &digits[..used]);
            }
            (*raw).ob_base.ob_size = if negative { -(used as isize) } else { used as isize };
            Ok(object)
        }
    }

    /// An instance of `ty`, a subtype of `int`, with the value of `self`.
    pub fn copy_as(&self, ty: &Type) -> PyResult<Py<Int>> {
        Int::alloc_as(ty, self.is_negative(), self.digits())
    }

    /// This value as an exact `int`: itself, or a copy of a subtype's instance.
    pub fn to_exact(&self) -> PyResult<Py<Int>> {
        if Int::check_exact(self) { Ok(self.new_ref()) } else { Int::from_digits(self.is_negative(), self.digits()) }
    }

    /// The magnitude, least significant digit first; empty for zero.
    #[inline]
    pub fn digits(&self) -> &[u32] {
        // SAFETY: `|ob_size|` digits follow and never change.
        unsafe {
            let raw = self.raw();
            std::slice::from_raw_parts((&raw const (*raw).ob_digit).cast(), (*raw).ob_base.ob_size.unsigned_abs())
        }
    }

    /// `ob_size`: the number of digits, negative for a negative value.
    #[inline]
    pub fn signed_len(&self) -> isize {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).ob_base.ob_size }
    }

    #[inline]
    pub fn is_negative(&self) -> bool {
        self.signed_len() < 0
    }

    #[inline]
    pub fn is_zero(&self) -> bool {
        self.signed_len() == 0
    }

    /// The value if it has at most one digit.
    #[inline]
    pub fn as_small(&self) -> Option<i64> {
        let len = self.signed_len();
        // SAFETY: the first digit always exists, and is zero for the value zero.
        let digit = i64::from(unsafe { (*self.raw()).ob_digit[0] });
        (-1..=1).contains(&len).then_some(digit * len as i64)
    }

    /// The value if it has at most two digits.
    #[inline]
    pub fn as_two_digits(&self) -> Option<i64> {
        match *self.digits() {
            [] => Some(0),
            [low] => Some(if self.is_negative() { -i64::from(low) } else { i64::from(low) }),
            [low, high] => {
                let magnitude = i64::from(low) | i64::from(high) << SHIFT;
                Some(if self.is_negative() { -magnitude } else { magnitude })
            }
            _ => None,
        }
    }

    /// The value if it fits.
    pub fn to_i64(&self) -> Option<i64> {
        let mut magnitude: u64 = 0;
        for &digit in self.digits().iter().rev() {
            if magnitude >> (64 - SHIFT) != 0 {
                return None;
            }
            magnitude = magnitude << SHIFT | u64::from(digit);
        }
        if self.is_negative() {
            (magnitude <= 1 << 63).then(|| (magnitude as i64).wrapping_neg())
        } else {
            i64::try_from(magnitude).ok()
        }
    }

    /// The value if it fits and is not negative.
    pub fn to_u64(&self) -> Option<u64> {
        let mut magnitude: u64 = 0;
        for &digit in self.digits().iter().rev() {
            if magnitude >> (64 - SHIFT) != 0 {
                return None;
            }
            magnitude = magnitude << SHIFT | u64::from(digit);
        }
        (!self.is_negative() || magnitude == 0).then_some(magnitude)
    }

    /// The low 64 bits in two's complement.
    pub fn to_u64_wrapping(&self) -> u64 {
        let magnitude = self.digits().iter().rev().fold(0u64, |value, &digit| value << SHIFT | u64::from(digit));
        if self.is_negative() { magnitude.wrapping_neg() } else { magnitude }
    }

    pub fn to_bigint(&self) -> BigInt {
        digits_to_bigint(self.is_negative(), self.digits())
    }

    /// The nearest float, ties to even.
    ///
    /// # Errors
    /// `OverflowError` if it is out of range.
    pub fn to_f64(&self) -> PyResult<f64> {
        match self.as_two_digits() {
            Some(value) => Ok(value as f64),
            None => Ok(pyston_numeric::float::from_int(self.numeric())?),
        }
    }

    /// `hash()`: the value modulo 2**61 - 1.
    pub fn hash(&self) -> isize {
        const MODULUS: u64 = (1 << 61) - 1;
        let mut hash: u64 = 0;
        for &digit in self.digits().iter().rev() {
            hash = (hash << SHIFT & MODULUS) | hash >> (61 - SHIFT);
            hash += u64::from(digit);
            if hash >= MODULUS {
                hash -= MODULUS;
            }
        }
        let hash = if self.is_negative() { -(hash as isize) } else { hash as isize };
        if hash == -1 { -2 } else { hash }
    }
}

/// The integer with these 30-bit digits, least significant first.
pub fn digits_to_bigint(negative: bool, digits: &[u32]) -> BigInt {
    let mut words = Vec::with_capacity(digits.len());
    let mut pending: u64 = 0;
    let mut bits = 0;
    for &digit in digits {
        pending |= u64::from(digit) << bits;
        bits += SHIFT;
        if bits >= 32 {
            words.push(pending as u32);
            pending >>= 32;
            bits -= 32;
        }
    }
    words.push(pending as u32);
    BigInt::from_slice(if negative { Sign::Minus } else { Sign::Plus }, &words)
}

/// Sign and 30-bit digits of an integer.
pub fn bigint_digits(value: &BigInt) -> (bool, Vec<u32>) {
    let mut digits = Vec::new();
    let mut pending: u64 = 0;
    let mut bits = 0;
    for word in value.magnitude().iter_u32_digits() {
        pending |= u64::from(word) << bits;
        bits += 32;
        while bits >= SHIFT {
            digits.push(pending as u32 & MASK);
            pending >>= SHIFT;
            bits -= SHIFT;
        }
    }
    if pending != 0 {
        digits.push(pending as u32);
    }
    while digits.last() == Some(&0) {
        digits.pop();
    }
    (value.sign() == Sign::Minus, digits)
}

/// `tp_dealloc` of ints.
///
/// # Safety
/// A slot: `this` is a dead int.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; exact ints of up to two digits, all of one size, enter the free list.
    unsafe {
        let raw = this.cast::<PyLongObject>();
        if std::ptr::eq(Object::from_ptr(this).ty(), &crate::statics::PyLong_Type)
            && (*raw).ob_base.ob_size.unsigned_abs() <= 2
            && FREE_COUNT.get() < MAX_FREE
        {
            (*this).ob_type = FREE.get().cast();
            FREE.set(raw);
            FREE_COUNT.set(FREE_COUNT.get() + 1);
        } else if std::ptr::eq(Object::from_ptr(this).ty(), &crate::statics::PyLong_Type) {
            alloc::free_sized(this.cast(), size_of::<PyVarObject>() + 4 * (*raw).ob_base.ob_size.unsigned_abs());
        } else {
            alloc::free_object(this);
        }
    }
}
