//! `_CData`: an object with C data, the base of all `ctypes` classes' instances.
//!
//! **Invariant**: the address is that of a block of the object's own (inside it if small), of a part of its
//! base's block, or one that the program gave. An object with a base keeps it alive. The fields are those of
//! CPython's struct.

use std::cell::{Cell, UnsafeCell};
use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_INT, T_OBJECT};
use pyston_object::attr;
use pyston_object::glue::Table;
use pyston_object::hooks;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;
use pyston_object::trace::{Trace, Visitor};

use super::buffer;
use super::layout::{self, CLayout, flags};
use super::memory::{self, Address};

/// How many bytes fit into the object itself.
const INLINE_SIZE: usize = 16;

const WORD: isize = 8;

/// C data: see the module's documentation.
#[pyclass(CData_Type = "_ctypes._CData", flags(BASETYPE))]
#[derive(Default)]
#[repr(C)]
pub struct CData {
    address: Cell<Address>,
    owns_block: Cell<i32>,
    base: Field<CDataObject>,
    size: Cell<usize>,
    length: Cell<usize>,
    index: Cell<usize>,
    objects: Field,
    /// A word that bit fields of unions may reach into ([`CData::place`]), then the block inside the object.
    inline: UnsafeCell<[u64; 1 + INLINE_SIZE / 8]>,
}

/// An object with C data.
pub type CDataObject = Instance<CData>;

impl Default for Address {
    fn default() -> Self {
        Address::NULL
    }
}

impl Trace for CData {
    fn trace(&self, visit: &mut Visitor<'_>) {
        self.base.trace(visit);
        self.objects.trace(visit);
    }
    /// The base stays, for the memory is its; every cycle goes through the objects kept alive, too, or
    /// through the instance's dictionary.
    fn clear(&self) {
        self.objects.clear();
    }
}

impl Drop for CData {
    fn drop(&mut self) {
        if self.has_block_outside() {
            memory::free(self.address.get());
        }
    }
}

impl CData {
    pub fn address(&self) -> Address {
        self.address.get()
    }

    /// In bytes; more than the class's if the object was resized.
    pub fn size(&self) -> usize {
        self.size.get()
    }

    /// The number of items of an array.
    pub fn length(&self) -> usize {
        self.length.get()
    }

    pub fn base(&self) -> Option<Py<CDataObject>> {
        self.base.get()
    }

    /// The memory's size, if all of it is the object's own.
    pub fn owns_block(&self) -> bool {
        self.owns_block.get() != 0
    }

    fn has_block_outside(&self) -> bool {
        self.owns_block() && !self.address.get().is_null() && self.address.get() != self.inline_block()
    }

    fn inline_block(&self) -> Address {
        Address::of(self.inline.get()).offset(WORD)
    }

    /// The place at an offset. CPython puts some bit fields of unions before the union: they are there if
    /// that is memory of this object or of what it is a part of, else at its start.
    pub fn place(&self, offset: isize) -> Address {
        let place = self.address().offset(offset);
        if offset >= 0 || (self.address() == self.inline_block() && offset >= -WORD) {
            return place;
        }
        let Some(base) = self.base() else { return self.address() };
        let start = self.address().value().wrapping_sub(base.address().value());
        if start <= base.size() { base.place(start as isize + offset) } else { self.address() }
    }

    /// Gives a new object zeroed memory of its own.
    pub fn allocate(&self, layout: &CLayout) -> PyResult<()> {
        let size = layout.size.get();
        let block = if size <= INLINE_SIZE { self.inline_block() } else { memory::allocate(size)? };
        self.address.set(block);
        self.owns_block.set(1);
        self.size.set(size);
        self.length.set(layout.length.get());
        Ok(())
    }

    /// Lets a new object show memory that is not its own.
    pub fn borrow_block(&self, layout: &CLayout, address: Address) {
        self.address.set(address);
        self.size.set(layout.size.get());
        self.length.set(layout.length.get());
    }

    /// Changes the size of the object's own memory.
    pub fn resize(&self, size: usize) -> PyResult<()> {
        if size > INLINE_SIZE {
            let old = self.address.get();
            let block = if self.has_block_outside() {
                memory::reallocate(old, self.size.get(), size)?
            } else {
                let block = memory::allocate(size)?;
                block.move_from(old, self.size.get());
                block
            };
            self.address.set(block);
        }
        self.size.set(size);
        Ok(())
    }
}

/// An object with C data, if it is one.
pub fn as_data(object: &Object) -> Option<&CDataObject> {
    object.downcast()
}

/// As [`as_data`].
///
/// # Errors
/// `TypeError: not a ctype instance`.
pub fn expect_data(object: &Object) -> PyResult<&CDataObject> {
    as_data(object).ok_or_else(|| raise!(TypeError, "not a ctype instance"))
}

/// The layout of an instance's class.
pub fn layout_of_instance(data: &CDataObject) -> Option<&CLayout> {
    layout::layout_of(data.object().ty())
}

/// A new instance of a class, all zero.
pub fn new_instance(class: &Type) -> PyResult<Py<CDataObject>> {
    let layout = layout::final_layout(class)?;
    let data = Instance::new_as(class, CData::default())?;
    data.allocate(layout)?;
    Ok(data)
}

/// An instance that shows the memory at an address.
pub fn at_address(class: &Type, address: Address) -> PyResult<Py<CDataObject>> {
    hooks::audit("ctypes.cdata", || Ok([address.value().into_py()?]))?;
    let layout = layout::final_layout(class)?;
    let data = Instance::new_as(class, CData::default())?;
    data.borrow_block(layout, address);
    Ok(data)
}

/// An instance that shows a part of another's memory: its item or field number `index`.
pub fn part_of(class: &Type, base: &CDataObject, index: usize, address: Address) -> PyResult<Py<CDataObject>> {
    let layout = layout::final_layout(class)?;
    let data = Instance::new_as(class, CData::default())?;
    data.borrow_block(layout, address);
    data.base.set(base.new_ref());
    data.index.set(index);
    Ok(data)
}

/// An instance with a copy of the memory at an address.
pub fn copy_of(class: &Type, address: Address) -> PyResult<Py<CDataObject>> {
    let data = new_instance(class)?;
    data.address().move_from(address, data.size());
    Ok(data)
}

/// The object whose memory this one is a part of, through all levels; it keeps what must be kept alive.
fn container(data: &CDataObject) -> PyResult<Py<CDataObject>> {
    let mut owner = data.new_ref();
    while let Some(base) = owner.base() {
        owner = base;
    }
    if owner.objects.is_empty() {
        let objects = if owner.length() > 0 { Dict::new()?.into_object() } else { singletons::py_none() };
        owner.objects.set(objects);
    }
    Ok(owner)
}

/// What an object keeps alive (`_objects`).
pub fn kept_objects(data: &CDataObject) -> PyResult {
    Ok(container(data)?.objects.get().unwrap_or_else(singletons::py_none))
}

/// The key of an item in the container's dict: indices from the inside to the outside, in hexadecimal.
fn keep_key(data: &CDataObject, index: isize) -> PyResult<Py<Str>> {
    const LIMIT: usize = 256 - 18;
    let mut key = format!("{:x}", index as i32);
    let mut part = data.new_ref();
    while let Some(base) = part.base() {
        if key.len() > LIMIT {
            return Err(raise!(ValueError, "ctypes object structure too deep"));
        }
        key.push_str(&format!(":{:x}", part.index.get() as i32));
        part = base;
    }
    Str::new(&key)
}

/// Keeps `object` alive as long as item number `index` may point to it. None needs nothing.
pub fn keep(data: &CDataObject, index: isize, object: &Object) -> PyResult<()> {
    if object.is_none() {
        return Ok(());
    }
    let owner = container(data)?;
    match owner.objects.get() {
        Some(objects) if Dict::check_exact(&objects) => match objects.downcast::<Dict>() {
            Some(objects) => objects.set_str(&*keep_key(data, index)?, object.new_ref()),
            None => Ok(()),
        },
        _ => {
            owner.objects.set(object.new_ref());
            Ok(())
        }
    }
}

/// Lets `result`, which points to what `source` does, keep alive what that keeps alive, and `source` itself.
pub fn share_kept(result: &CDataObject, source: &CDataObject) -> PyResult<()> {
    let objects = container(source)?.objects.get();
    let shared = match objects.filter(|objects| !objects.is_none()) {
        Some(objects) => objects,
        None => {
            let objects = Dict::new()?.into_object();
            container(source)?.objects.set(objects.clone());
            objects
        }
    };
    result.objects.set(shared.clone());
    match shared.downcast_exact::<Dict>() {
        Some(objects) => objects.set(&*source.object().as_ptr().addr().into_py()?, source.object().new_ref()),
        None => Ok(()),
    }
}

const fn described(
    name: &'static std::ffi::CStr,
    kind: i32,
    offset: usize,
    doc: &'static std::ffi::CStr,
) -> PyMemberDef {
    PyMemberDef { doc: doc.as_ptr(), ..member(name, kind, field_offset::<CData>(offset), READONLY) }
}

static MEMBERS: Table<[PyMemberDef; 4]> = Table([
    described(c"_b_base_", T_OBJECT, offset_of!(CData, base), c"the object whose memory this is a part of"),
    described(c"_b_needsfree_", T_INT, offset_of!(CData, owns_block), c"whether the memory is the object's own"),
    described(c"_objects", T_OBJECT, offset_of!(CData, objects), c"what is kept alive; do not change it"),
    END,
]);

/// The base of all C data.
#[pytype(CData_Type, payload, slots(bf_getbuffer = buffer::getbuffer, bf_releasebuffer = buffer::releasebuffer))]
impl CData {
    #[slot]
    fn tp_hash(_this: &CDataObject) -> PyResult<isize> {
        Err(raise!(TypeError, "unhashable type"))
    }

    #[method(args = "($self, /)")]
    fn __ctypes_from_outparam__(this: &CDataObject) -> Py<CDataObject> {
        this.new_ref()
    }

    #[method(args = "($self, /)")]
    fn __reduce__(this: &CDataObject) -> PyResult<(Py, (Py<Type>, (Py, Py<Bytes>)))> {
        if layout_of_instance(this).is_some_and(|layout| layout.has_flag(flags::IS_POINTER | flags::HAS_POINTER)) {
            return Err(raise!(ValueError, "ctypes objects containing pointers cannot be pickled"));
        }
        let dict = attr::getattr_str(this.object(), name!("__dict__"))?;
        let unpickle = attr::getattr_str(&*hooks::import("_ctypes")?, name!("_unpickle"))?;
        Ok((unpickle, (this.object().ty().new_ref(), (dict, this.address().to_bytes(this.size())?))))
    }

    #[method]
    fn __setstate__(this: &CDataObject, args: Args) -> PyResult<()> {
        args.no_keywords("__setstate__")?;
        let [dict, content] = *args.positional else {
            let n_args = args.positional.len();
            return Err(raise!(TypeError, "function takes exactly 2 arguments ({n_args} given)"));
        };
        if !Dict::check(dict) {
            return Err(raise!(TypeError, "argument 1 must be dict, not {:.50}", dict.type_name()));
        }
        let content = match content.downcast::<Str>() {
            Some(text) => text.to_utf8()?.as_bytes().to_vec(),
            None => Buffer::new(content)?.to_vec(),
        };
        this.address().write(&content[..content.len().min(this.size())]);
        let own = attr::getattr_str(this.object(), name!("__dict__"))?;
        match own.downcast::<Dict>() {
            Some(own) => own.update(dict),
            None => {
                let (class, got) = (this.object().type_name(), own.type_name());
                Err(raise!(TypeError, "{class:.200}.__dict__ must be a dictionary, not {got:.200}"))
            }
        }
    }
}

pub fn install() {
    CData::install();
    CData_Type.fill(|raw| raw.tp_members = MEMBERS.0.as_ptr().cast_mut());
}
