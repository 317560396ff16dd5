//! `array`: sequences of machine numbers.

mod edit;
mod item;
mod iterator;
mod reconstruct;

use std::cell::Cell;
use std::ffi::{CStr, c_int};

use pyston_object::buffer::{Buffer, has_buffer};
use pyston_object::hooks;
use pyston_object::impl_trace;
use pyston_object::memory::{self, Exporter, Memory};
use pyston_object::prelude::*;
use pyston_object::room;
use pyston_object::statics::PyByteArray_Type;
use pyston_object::subscript::in_bounds;

use item::ItemType;
use iterator::{ArrayIterator, Arrayiter_Type};

/// An array. The fields are those of the C struct.
#[pyclass(Array_Type = "array.array", flags(BASETYPE), weaklist = weak)]
#[repr(C)]
pub struct Array {
    memory: Memory,
    item_type: &'static ItemType,
    weak: WeakList,
    exports: Cell<c_int>,
}

impl_trace!(Array {});

impl Exporter for Array {
    fn memory(&self) -> &Memory {
        &self.memory
    }
    fn exports(&self) -> &Cell<c_int> {
        &self.exports
    }
    fn item_size(&self) -> usize {
        self.item_type.size()
    }
    fn item_format(&self) -> &'static CStr {
        self.item_type.format
    }
}

type ArrayObject = Instance<Array>;

fn as_array(object: &Object) -> Option<&ArrayObject> {
    object.downcast()
}

impl Array {
    fn new(item_type: &'static ItemType) -> Array {
        Array { memory: Memory::new(), item_type, weak: WeakList::new(), exports: Cell::new(0) }
    }

    /// An exact array of items whose bytes are `content`.
    fn of_bytes(item_type: &'static ItemType, content: &[u8]) -> PyResult<Py<ArrayObject>> {
        let array = Instance::new(Array::new(item_type))?;
        array.fill(content)?;
        Ok(array)
    }

    fn len(&self) -> usize {
        self.memory.len()
    }

    fn splice(&self, start: usize, stop: usize, content: &[u8]) -> PyResult<()> {
        self.memory.splice(self.item_type.size(), self.exports.get(), start, stop, content)
    }

    /// Gives a new array its items, in exactly the room that they need.
    fn fill(&self, content: &[u8]) -> PyResult<()> {
        self.memory.reserve_exact(self.item_type.size(), content.len() / self.item_type.size())?;
        self.splice(0, 0, content)
    }

    /// The bytes of the items `start..stop`.
    fn bytes(&self, start: usize, stop: usize) -> Vec<u8> {
        let size = self.item_type.size();
        self.memory.copy(size, start * size, stop * size)
    }

    fn all_bytes(&self) -> Vec<u8> {
        self.bytes(0, self.len())
    }

    /// The item at `index`; `None` beyond the end.
    fn get(&self, index: usize) -> PyResult<Option<Py>> {
        self.memory.item(self.item_type.size(), index).map(|bytes| self.item_type.get(bytes)).transpose()
    }

    fn set(&self, index: usize, value: &Object) -> PyResult<()> {
        let size = self.item_type.size();
        let bytes = self.item_type.set(value)?;
        // Converting may have run code that shortened the array.
        if index >= self.len() {
            return Err(raise!(IndexError, "array assignment index out of range"));
        }
        self.memory.write(size, index * size, &bytes[..size]);
        Ok(())
    }

    fn append(&self, value: &Object) -> PyResult<()> {
        let bytes = self.item_type.set(value)?;
        self.splice(self.len(), self.len(), &bytes[..self.item_type.size()])
    }

    fn to_list(&self) -> PyResult<Py<List>> {
        let mut items = Vec::with_capacity(self.len());
        while let Some(item) = self.get(items.len())? {
            items.push(item);
        }
        List::from_vec(items)
    }

    /// Where the first item equal to `value` is.
    fn position(&self, value: &Object) -> PyResult<Option<usize>> {
        let mut index = 0;
        while let Some(item) = self.get(index)? {
            if protocol::compare_eq(&item, value)? {
                return Ok(Some(index));
            }
            index += 1;
        }
        Ok(None)
    }

    fn text(&self) -> PyResult<Py<Str>> {
        let bytes = self.all_bytes();
        let points: Vec<u32> =
            bytes.chunks_exact(4).map(|unit| u32::from_ne_bytes([unit[0], unit[1], unit[2], unit[3]])).collect();
        if let Some(point) = points.iter().find(|&&point| point > 0x10_ffff) {
            return Err(raise!(ValueError, "character U+{point:x} is not in range [U+0000; U+10ffff]"));
        }
        Str::from_points(&points)
    }

    /// Appends the items that `bytes` hold.
    fn append_bytes(&self, bytes: &[u8]) -> PyResult<()> {
        if !bytes.len().is_multiple_of(self.item_type.size()) {
            return Err(raise!(ValueError, "bytes length not a multiple of item size"));
        }
        self.splice(self.len(), self.len(), bytes)
    }

    fn append_text(&self, text: &Str) -> PyResult<()> {
        let bytes: Vec<u8> = text.data().iter().flat_map(u32::to_ne_bytes).collect();
        self.splice(self.len(), self.len(), &bytes)
    }
}

/// The type code and the initial value of `array(typecode, initializer)`.
fn constructor_arguments(args: &Tuple) -> PyResult<(u32, Option<&Object>)> {
    let (code, initial) = match args.as_slice() {
        [] => return Err(raise!(TypeError, "array() takes at least 1 argument (0 given)")),
        [code] => (*code, None),
        [code, initial] => (*code, Some(*initial)),
        more => return Err(raise!(TypeError, "array() takes at most 2 arguments ({} given)", more.len())),
    };
    match code.downcast::<Str>().filter(|code| code.len() == 1) {
        Some(code) => Ok((code.data().at(0), initial)),
        None => {
            let got = if code.is_none() { "None".into() } else { code.type_name() };
            Err(raise!(TypeError, "array() argument 1 must be a unicode character, not {got:.50}"))
        }
    }
}

fn check_initial(code: u32, initial: &Object) -> PyResult<()> {
    let shown = char::from_u32(code).unwrap_or('?');
    if code == u32::from(b'u') {
        return Ok(());
    }
    if Str::check(initial) {
        return Err(raise!(TypeError, "cannot use a str to initialize an array with typecode '{shown}'"));
    }
    if as_array(initial).is_some_and(|array| array.item_type.is_character()) {
        return Err(raise!(TypeError, "cannot use a unicode array to initialize an array with typecode '{shown}'"));
    }
    Ok(())
}

/// Fills a new array. If the number of items is known before, there is room for just these.
fn initialize(array: &ArrayObject, initial: &Object) -> PyResult<()> {
    if let Some(other) = as_array(initial) {
        if std::ptr::eq(other.item_type, array.item_type) {
            return array.fill(&other.all_bytes());
        }
    } else if let Some(list) = initial.downcast::<List>() {
        return set_items(array, initial, list.len());
    } else if let Some(tuple) = initial.downcast::<Tuple>() {
        return set_items(array, initial, tuple.len());
    } else if initial.downcast::<Bytes>().is_some() || initial.is_instance_of(&PyByteArray_Type) {
        let bytes = Buffer::new(initial)?.to_vec();
        return array.append_bytes(&bytes);
    } else if let Some(text) = initial.downcast::<Str>() {
        let bytes: Vec<u8> = text.data().iter().flat_map(u32::to_ne_bytes).collect();
        return array.fill(&bytes);
    }
    // An iterator is asked for its iterator again.
    protocol::for_each(&*protocol::iter(initial)?, |item| array.append(&item))
}

/// The first `len` items of a sequence as those of a new array.
fn set_items(array: &ArrayObject, sequence: &Object, len: usize) -> PyResult<()> {
    array.fill(&room::filled(0, len * array.item_type.size())?)?;
    (0..len).try_for_each(|index| array.set(index, &*protocol::sequence_item(sequence, index as isize)?))
}

/// array(typecode [, initializer]) -> array
///
/// A changeable sequence of numbers of one machine type, or of characters. The
/// initializer is bytes or a bytearray with the items' memory, a str for type
/// code 'u', or an iterable of items.
///
/// Type codes: 'b'/'B' signed/unsigned byte, 'u' character, 'h'/'H' short,
/// 'i'/'I' int, 'l'/'L' long, 'q'/'Q' long long, 'f' float, 'd' double.
#[pytype(Array_Type, payload, slots(
    bf_getbuffer = memory::getbuffer::<Array>,
    bf_releasebuffer = memory::releasebuffer::<Array>,
    tp_hash = protocol::hash_not_implemented,
))]
impl Array {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let exact: &Type = &Array_Type;
        if class == exact && kwargs.is_some_and(|kwargs| !kwargs.is_empty()) {
            return Err(raise!(TypeError, "array.array() takes no keyword arguments"));
        }
        let (code, initial) = constructor_arguments(args)?;
        hooks::audit("array.__new__", || {
            Ok([char::from_u32(code).unwrap_or_default().to_string().into_py()?, initial.into_py()?])
        })?;
        if let Some(initial) = initial {
            check_initial(code, initial)?;
        }
        let Some(item_type) = ItemType::of(code) else {
            return Err(raise!(ValueError, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"));
        };
        let array = Instance::new_as(class, Array::new(item_type))?;
        if let Some(initial) = initial {
            initialize(&array, initial)?;
        }
        Ok(array.into_object())
    }

    #[slot]
    fn tp_repr(this: &ArrayObject) -> PyResult<Py<Str>> {
        let mut text = StrBuilder::new();
        text.push_str(&format!("{}('{}'", this.object().ty().name(), char::from(this.item_type.code)));
        if this.len() > 0 {
            let items =
                if this.item_type.is_character() { this.text()?.into_object() } else { this.to_list()?.into_object() };
            text.push_str(", ");
            text.push_py(&*protocol::repr(&items)?);
        }
        text.push_str(")");
        text.finish()
    }

    #[slot]
    fn tp_richcompare(this: &ArrayObject, other: &Object, op: CompareOp) -> PyResult {
        let Some(other) = as_array(other) else { return Ok(singletons::py_not_implemented()) };
        if this.len() != other.len() && matches!(op, CompareOp::Eq | CompareOp::Ne) {
            return Ok(singletons::py_bool(op == CompareOp::Ne));
        }
        let mut index = 0;
        while let (Some(a), Some(b)) = (this.get(index)?, other.get(index)?) {
            if !protocol::compare_bool(&a, &b, CompareOp::Eq)? {
                return match op {
                    CompareOp::Eq => Ok(singletons::py_bool(false)),
                    CompareOp::Ne => Ok(singletons::py_bool(true)),
                    _ => protocol::compare(&a, &b, op),
                };
            }
            index += 1;
        }
        Ok(protocol::order_result(this.len().cmp(&other.len()), op))
    }

    #[slot]
    fn tp_iter(this: &ArrayObject) -> PyResult {
        ArrayIterator::over(this).into_py()
    }

    #[slot]
    fn sq_length(this: &ArrayObject) -> usize {
        this.len()
    }

    #[slot]
    fn sq_item(this: &ArrayObject, index: isize) -> PyResult {
        let item = usize::try_from(index).map_or(Ok(None), |index| this.get(index))?;
        item.ok_or_else(|| raise!(IndexError, "array index out of range"))
    }

    #[slot]
    fn sq_ass_item(this: &ArrayObject, index: isize, value: Option<&Object>) -> PyResult<()> {
        edit::assign_item(this, in_bounds(index, this.len()).filter(|_| index >= 0), value)
    }

    #[slot]
    fn sq_contains(this: &ArrayObject, value: &Object) -> PyResult<bool> {
        Ok(this.position(value)?.is_some())
    }

    #[slot]
    fn sq_concat(this: &ArrayObject, other: &Object) -> PyResult {
        let Some(other) = as_array(other) else {
            return Err(raise!(TypeError, "can only append array (not \"{:.200}\") to array", other.type_name()));
        };
        if !std::ptr::eq(this.item_type, other.item_type) {
            return Err(raise!(TypeError, "bad argument type for built-in operation"));
        }
        let mut bytes = this.all_bytes();
        bytes.extend(other.all_bytes());
        Array::of_bytes(this.item_type, &bytes).into_py()
    }

    #[slot]
    fn sq_repeat(this: &ArrayObject, count: isize) -> PyResult {
        Array::of_bytes(this.item_type, &edit::repeated(this, count)?).into_py()
    }

    #[slot]
    fn sq_inplace_concat(this: &ArrayObject, other: &Object) -> PyResult {
        if as_array(other).is_none() {
            return Err(raise!(TypeError, "can only extend with array (not \"{:.200}\")", other.type_name()));
        }
        edit::extend(this, other)?;
        Ok(this.object().new_ref())
    }

    #[slot]
    fn sq_inplace_repeat(this: &ArrayObject, count: isize) -> PyResult {
        let bytes = edit::repeated(this, count)?;
        this.splice(0, this.len(), &bytes)?;
        Ok(this.object().new_ref())
    }

    #[slot]
    fn mp_length(this: &ArrayObject) -> usize {
        this.len()
    }

    #[slot]
    fn mp_subscript(this: &ArrayObject, key: &Object) -> PyResult {
        edit::subscript(this, key)
    }

    #[slot]
    fn mp_ass_subscript(this: &ArrayObject, key: &Object, value: Option<&Object>) -> PyResult<()> {
        edit::assign_subscript(this, key, value)
    }

    /// The character that tells the type of the items.
    #[getter]
    fn typecode(this: &ArrayObject) -> String {
        char::from(this.item_type.code).to_string()
    }

    /// Bytes of an item.
    #[getter]
    fn itemsize(this: &ArrayObject) -> usize {
        this.item_type.size()
    }

    /// A copy of the array.
    #[method("($self, /)")]
    fn __copy__(this: &ArrayObject) -> PyResult<Py<ArrayObject>> {
        Array::of_bytes(this.item_type, &this.all_bytes())
    }

    /// A copy of the array.
    #[method("($self, unused, /)")]
    fn __deepcopy__(this: &ArrayObject, _unused: &Object) -> PyResult<Py<ArrayObject>> {
        Array::of_bytes(this.item_type, &this.all_bytes())
    }

    /// How to pickle the array.
    #[method("($self, value, /)")]
    fn __reduce_ex__(this: &ArrayObject, value: &Object) -> PyResult {
        reconstruct::reduce(this, value)
    }

    /// Bytes that the array takes in memory.
    #[method("($self, /)")]
    fn __sizeof__(this: &ArrayObject) -> usize {
        Array_Type.tp().tp_basicsize as usize + this.memory.capacity() * this.item_type.size()
    }

    /// Appends an item.
    #[method("($self, v, /)")]
    fn append_(this: &ArrayObject, v: &Object) -> PyResult<()> {
        this.append(v)
    }

    /// Address of the memory and number of items, as a tuple.
    #[method("($self, /)")]
    fn buffer_info(this: &ArrayObject) -> (usize, usize) {
        (this.memory.address(), this.len())
    }

    /// Turns round the bytes of every item.
    #[method("($self, /)")]
    fn byteswap(this: &ArrayObject) {
        let size = this.item_type.size();
        let mut bytes = this.all_bytes();
        bytes.chunks_exact_mut(size).for_each(<[u8]>::reverse);
        this.memory.write(size, 0, &bytes);
    }

    /// How often v is an item.
    #[method("($self, v, /)")]
    fn count(this: &ArrayObject, v: &Object) -> PyResult<usize> {
        let (mut index, mut count) = (0, 0);
        while let Some(item) = this.get(index)? {
            count += usize::from(protocol::compare_bool(&item, v, CompareOp::Eq)?);
            index += 1;
        }
        Ok(count)
    }

    /// Appends the items of an array of the same type, or of an iterable.
    #[method("($self, bb, /)")]
    fn extend(this: &ArrayObject, bb: &Object) -> PyResult<()> {
        edit::extend(this, bb)
    }

    /// Appends the items whose memory a bytes-like object holds.
    #[method("($self, buffer, /)")]
    fn frombytes(this: &ArrayObject, buffer: &Object) -> PyResult<()> {
        edit::append_buffer(this, buffer)
    }

    /// Appends n items read from the file object f.
    #[method("($self, f, n, /)")]
    fn fromfile(this: &ArrayObject, f: &Object, n: isize) -> PyResult<()> {
        edit::from_file(this, f, n)
    }

    /// Appends the items of a list; none of them if one does not fit.
    #[method("($self, list, /)")]
    fn fromlist(this: &ArrayObject, list: &Object) -> PyResult<()> {
        edit::from_list(this, list)
    }

    /// Deprecated: frombytes(), which also takes a str here.
    #[method("($self, buffer, /)")]
    fn fromstring(this: &ArrayObject, buffer: &Object) -> PyResult<()> {
        // The argument is converted before anything is said of the method.
        if Str::check(buffer) || pyston_object::buffer::has_buffer(buffer) {
            deprecated("fromstring() is deprecated. Use frombytes() instead.")?;
        }
        match buffer.downcast::<Str>() {
            Some(text) => this.append_bytes(text.to_utf8()?.as_bytes()),
            None => edit::append_buffer(this, buffer),
        }
    }

    /// Appends the characters of a str to an array of type 'u'.
    #[method("($self, ustr, /)")]
    fn fromunicode(this: &ArrayObject, ustr: &Str) -> PyResult<()> {
        if !this.item_type.is_character() {
            return Err(raise!(ValueError, "fromunicode() may only be called on unicode type arrays"));
        }
        this.append_text(ustr)
    }

    /// The first index at which v is an item.
    #[method("($self, v, /)")]
    fn index(this: &ArrayObject, v: &Object) -> PyResult<usize> {
        this.position(v)?.ok_or_else(|| raise!(ValueError, "array.index(x): x not in array"))
    }

    /// Inserts an item in front of that at index i.
    #[method("($self, i, v, /)")]
    fn insert(this: &ArrayObject, i: isize, v: &Object) -> PyResult<()> {
        edit::insert(this, i, v)
    }

    /// Takes the item at index i out, the last one by default.
    #[method("($self, i=-1, /)")]
    fn pop(this: &ArrayObject, i: isize) -> PyResult {
        edit::pop(this, i)
    }

    /// Deletes the first item equal to v.
    #[method("($self, v, /)")]
    fn remove(this: &ArrayObject, v: &Object) -> PyResult<()> {
        match this.position(v)? {
            Some(index) if index < this.len() => this.splice(index, index + 1, &[]),
            _ => Err(raise!(ValueError, "array.remove(x): x not in array")),
        }
    }

    /// Turns round the order of the items.
    #[method("($self, /)")]
    fn reverse(this: &ArrayObject) {
        let size = this.item_type.size();
        let bytes = this.all_bytes();
        let reversed: Vec<u8> = bytes.chunks_exact(size).rev().flatten().copied().collect();
        this.memory.write(size, 0, &reversed);
    }

    /// The memory of the items as bytes.
    #[method("($self, /)")]
    fn tobytes(this: &ArrayObject) -> Vec<u8> {
        this.all_bytes()
    }

    /// Writes the memory of the items to the file object f.
    #[method("($self, f, /)")]
    fn tofile(this: &ArrayObject, f: &Object) -> PyResult<()> {
        edit::to_file(this, f)
    }

    /// The items as a list.
    #[method("($self, /)")]
    fn tolist(this: &ArrayObject) -> PyResult<Py<List>> {
        this.to_list()
    }

    /// Deprecated: tobytes().
    #[method("($self, /)")]
    fn tostring(this: &ArrayObject) -> PyResult<Vec<u8>> {
        deprecated("tostring() is deprecated. Use tobytes() instead.")?;
        Ok(this.all_bytes())
    }

    /// The characters of an array of type 'u' as a str.
    #[method("($self, /)")]
    fn tounicode(this: &ArrayObject) -> PyResult<Py<Str>> {
        if !this.item_type.is_character() {
            return Err(raise!(ValueError, "tounicode() may only be called on unicode type arrays"));
        }
        this.text()
    }
}

fn deprecated(message: &str) -> PyResult<()> {
    pyston_object::hooks::warn(&exc::DeprecationWarning, message, 2)
}

pub struct ArrayModule;

/// Arrays of machine numbers: array.array.
#[pymodule("array")]
impl ArrayModule {
    /// For pickles: an array of items in a machine format that may be another machine's.
    #[function("($module, arraytype, typecode, mformat_code, items,\n                     /)")]
    fn _array_reconstructor(arraytype: &Object, typecode: &Object, mformat_code: i32, items: &Object) -> PyResult {
        reconstruct::reconstruct(arraytype, typecode, mformat_code, items)
    }

    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        crate::add_type(module, &Array_Type, Array::install)?;
        if !Arrayiter_Type.has_flag(pyston_object::abi::flags::Py_TPFLAGS_READY) {
            ArrayIterator::install();
            pyston_object::ready::ready(&Arrayiter_Type)?;
        }
        module.add("ArrayType", Array_Type.new_ref())?;
        let codes: String = item::ITEM_TYPES.iter().map(|ty| char::from(ty.code)).collect();
        module.add("typecodes", codes)
    }
}

/// The bytes-like argument of `frombytes`.
fn buffer_of(object: &Object) -> PyResult<Buffer> {
    if has_buffer(object) { Buffer::new(object) } else { Err(pyston_object::buffer::required(object)) }
}
