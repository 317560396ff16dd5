//! Inline values: the attributes of an instance in its own memory, instead of in a dict beside it.
//!
//! Behind an instance of a plain class ([`is_plain`]) stand one word, the *table*, and places for values.
//! The table is always a readable [`DictKeys`], so that a cache may ask its version without a test:
//!
//! | state | table | places | dict field |
//! |---|---|---|---|
//! | unbegun | [`UNBEGUN`] | empty | null: no attribute was ever stored |
//! | in use | the keys shared by the class, owned | values of the first keys | null |
//! | moved | [`MOVED`] | empty | null or a dict, as in any other object |
//!
//! What the places cannot keep (a deletion, another order, more keys than places) and whoever wants to see
//! the dict moves the values to a split dict, which behaves by CPython's rules from there on.
//!
//! **Invariant**: while values are in use they are those of the first keys of the table, without gaps, as
//! in a split dict. The collector counts values in use as the dict that CPython has at this point.

use pyston_abi::PyObject;

use crate::dict::keys::{DictKeys, Entry, Keys, Kind, MIN_SIZE, usable_fraction};
use crate::dict::{slots, split};
use crate::ptr::{GilCell, Layout, Object, Py, PyResult};
use crate::str::Str;
use crate::trace::Visitor;
use crate::ty::Type;
use crate::{alloc, attr, gc};

const WORD: usize = size_of::<*mut PyObject>();

/// The version of tables of instances without attributes. No shared table has it.
pub const UNBEGUN_VERSION: u32 = u32::MAX - 1;
/// The version of tables of instances whose attributes are elsewhere. No shared table has it.
pub const MOVED_VERSION: u32 = u32::MAX - 2;

/// Shared tables of 0, 8, 16, ... slots have places for all of their values; larger ones have none.
const SIZES: usize = 6;

/// Tables without keys that stand for a state, one for each number of places.
struct Stand([DictKeys; SIZES]);

impl Stand {
    const fn new(version: u32) -> Stand {
        const NO_PLACES: DictKeys =
            DictKeys { refcnt: crate::ty::IMMORTAL, size: 0, kind: Kind::Split, version: 0, usable: 0, nentries: 0 };
        let mut tables = [NO_PLACES; SIZES];
        let mut index = 0;
        while index < SIZES {
            let size = if index == 0 { 0 } else { MIN_SIZE << (index - 1) };
            tables[index] = DictKeys { size, version, ..NO_PLACES };
            index += 1;
        }
        Stand(tables)
    }

    /// The one for the places that a table of this size needs.
    fn of_size(this: &'static GilCell<Stand>, size: usize) -> *mut DictKeys {
        let index = match size {
            0 => 0,
            size => size.trailing_zeros() as usize + 1 - MIN_SIZE.trailing_zeros() as usize,
        };
        // SAFETY: only the address is taken; nothing writes to these tables.
        let tables = unsafe { &mut this.get_mut().0 };
        &raw mut tables[if index < SIZES { index } else { 0 }]
    }
}

static UNBEGUN: GilCell<Stand> = GilCell::new(Stand::new(UNBEGUN_VERSION));
static MOVED: GilCell<Stand> = GilCell::new(Stand::new(MOVED_VERSION));

/// Do the type's instances have inline values? It is so for classes that add nothing but a `__dict__`,
/// weak references and `__slots__` to `object`.
#[inline]
pub fn is_plain(ty: &Type) -> bool {
    ty.tp().tp_alloc.is_some_and(|slot| std::ptr::fn_addr_eq(slot, allocate as pyston_abi::allocfunc))
}

/// Bytes from the start of an instance of a plain class to its table.
#[inline]
pub fn table_offset(ty: &Type) -> usize {
    ty.tp().tp_basicsize as usize
}

/// `tp_alloc` of plain classes: a tracked instance, zero-filled, with its values unbegun.
///
/// # Safety
/// A slot: `ty` is a plain class.
pub unsafe extern "C" fn allocate(ty: *mut pyston_abi::PyTypeObject, _n_items: isize) -> *mut PyObject {
    // SAFETY: the slot's contract; the block has room for the table and as many values as it says.
    unsafe {
        let ty = crate::ptr::type_from_ptr(ty);
        let table = Stand::of_size(&UNBEGUN, shared_keys(ty).map_or(0, Keys::size));
        let size = table_offset(ty) + values_size(table);
        let Ok(object) = alloc::new_sized(ty, size, true) else { return std::ptr::null_mut() };
        *object.cast::<u8>().add(table_offset(ty)).cast() = table;
        gc::track(object);
        object
    }
}

/// The table that the class's instances share; `None` if they share none.
fn shared_keys(ty: &Type) -> Option<Keys> {
    // SAFETY: a field of a live heap type, which owns a table or is null.
    unsafe {
        let table: *mut DictKeys = (*ty.heap()?).ht_cached_keys.cast();
        (!table.is_null()).then(|| Keys::from_ptr(table))
    }
}

/// Bytes of the table's word and of the places.
///
/// # Safety
/// The table is alive.
unsafe fn values_size(table: *mut DictKeys) -> usize {
    // SAFETY: the caller's promise.
    WORD * (1 + usable_fraction(unsafe { (*table).size }))
}

/// The bytes of a dead instance of a plain class.
pub(crate) fn instance_size(object: &Object) -> usize {
    // SAFETY: the type of a plain class's instance; its table is a stand-in by now.
    unsafe { table_offset(object.ty()) + values_size(*InlineValues::at(object, table_offset(object.ty())).table) }
}

/// The inline values of an instance.
#[derive(Clone, Copy)]
pub struct InlineValues {
    table: *mut *mut DictKeys,
}

impl InlineValues {
    /// `None` if the object's class is not plain.
    #[inline]
    pub fn of(object: &Object) -> Option<InlineValues> {
        let ty = object.ty();
        // SAFETY: the type is plain.
        is_plain(ty).then(|| unsafe { InlineValues::at(object, table_offset(ty)) })
    }

    /// # Safety
    /// The object's class is plain, and `offset` is its [`table_offset`].
    #[inline(always)]
    pub unsafe fn at(object: &Object, offset: usize) -> InlineValues {
        InlineValues { table: object.as_ptr().cast::<u8>().wrapping_add(offset).cast() }
    }

    #[inline(always)]
    fn table(self) -> Keys {
        // SAFETY: the word is always a readable table (invariant).
        unsafe { Keys::from_ptr(*self.table) }
    }

    /// The version of the table as it is: 0 if nobody has asked a table in use for one.
    #[inline(always)]
    pub fn version(self) -> u32 {
        // SAFETY: the word is always a readable table (invariant).
        unsafe { (**self.table).version }
    }

    #[inline]
    pub fn is_in_use(self) -> bool {
        !matches!(self.version(), UNBEGUN_VERSION | MOVED_VERSION)
    }

    #[inline]
    pub fn is_unbegun(self) -> bool {
        self.version() == UNBEGUN_VERSION
    }

    #[inline]
    pub fn is_moved(self) -> bool {
        self.version() == MOVED_VERSION
    }

    fn place(self, index: usize) -> *mut *mut PyObject {
        self.table.wrapping_add(1 + index).cast()
    }

    /// How many values there are.
    fn len(self) -> usize {
        // SAFETY: there is a place for every entry that the table can have.
        (0..self.table().nentries())
            .find(|&index| unsafe { (*self.place(index)).is_null() })
            .unwrap_or(self.table().nentries())
    }

    /// The version of the table and the number of `name` in it (`None`: it does not have the key), for a
    /// cache; `None` if values are not in use or versions ran out. An instance may lack the value of a key
    /// that the table has.
    pub fn place_of(self, name: &Str) -> Option<(u32, Option<usize>)> {
        if !self.is_in_use() {
            return None;
        }
        let version = self.table().version();
        (version != 0).then(|| (version, self.table().find_str(name, name.hash())))
    }

    /// As [`InlineValues::place_of`] for storing: instances without attributes get the keys of their class.
    pub fn place_to_store(self, ty: &Type, name: &Str) -> Option<(u32, usize)> {
        let (version, index) = if self.is_unbegun() {
            let shared = shared_keys(ty)?;
            (shared.version(), shared.find_str(name, name.hash()))
        } else {
            self.place_of(name)?
        };
        index.filter(|_| version != 0).map(|index| (version, index))
    }

    /// The value of `name`, an exact string, if values are in use.
    #[inline]
    pub fn get(self, name: &Str) -> Option<Py> {
        // SAFETY: as in `peek`; the reference is taken at once.
        unsafe { self.peek(name).map(Layout::new_ref) }
    }

    /// As [`InlineValues::get`], borrowed.
    ///
    /// # Safety
    /// The borrow ends before other code runs.
    #[inline]
    pub unsafe fn peek<'a>(self, name: &Str) -> Option<&'a Object> {
        if !self.is_in_use() {
            return None;
        }
        let index = self.table().find_str(name, name.hash())?;
        // SAFETY: there is a place for every entry.
        unsafe { Object::from_nullable(*self.place(index)) }
    }

    /// Begins to use the places for the keys that the class shares; false, with nothing done, if it shares
    /// none or they need more places than there are.
    fn begin(self, ty: &Type) -> bool {
        debug_assert!(self.is_unbegun());
        let Some(shared) = shared_keys(ty).filter(|shared| shared.size() <= self.table().size()) else { return false };
        shared.retain();
        // SAFETY: the word of a live object.
        unsafe { *self.table = shared.as_ptr() }
        gc::note_alloc();
        true
    }

    /// As [`InlineValues::begin`], if the table shared by the class has this version.
    #[inline(never)]
    pub fn begin_with_version(self, ty: &Type, version: u32) -> bool {
        let is_same = shared_keys(ty).is_some_and(|shared| shared.has_version(version));
        self.is_unbegun() && is_same && self.begin(ty)
    }

    /// Stores the attribute `name` of an object of this type if the places can keep it; gives the value
    /// back if not. May run Python code, the destructor of the old value.
    pub fn store(self, ty: &Type, name: &Str, value: Py) -> Result<(), Py> {
        if !Str::check_exact(name) || self.is_moved() || (self.is_unbegun() && !self.may_begin_with(ty, name)) {
            return Err(value);
        }
        if self.is_unbegun() && !self.begin(ty) {
            return Err(value);
        }
        let (table, len) = (self.table(), self.len());
        let index = match table.find_str(name, name.hash()) {
            Some(index) if index <= len => index,
            None if len == table.nentries() && table.usable() > 0 => {
                let key = name.new_ref().into_ptr().cast();
                table.append(Entry { hash: name.hash(), key, value: std::ptr::null_mut() })
            }
            _ => return Err(value),
        };
        // SAFETY: there is a place for the entry; the references move.
        drop(unsafe { Py::<Object>::from_nullable(std::ptr::replace(self.place(index), value.into_ptr())) });
        Ok(())
    }

    /// Can `name` be the first attribute, by the keys that the class shares?
    fn may_begin_with(self, ty: &Type, name: &Str) -> bool {
        let Some(table) = shared_keys(ty) else { return false };
        match table.find_str(name, name.hash()) {
            Some(index) => index == 0,
            None => table.nentries() == 0 && table.usable() > 0,
        }
    }

    /// Moves the values to a dict in `field`, the object's dict field; from now on that is where the
    /// attributes are, and the field may be written.
    ///
    /// # Errors
    /// `MemoryError`, with nothing changed.
    ///
    /// # Safety
    /// The values and `field`, its dict field, are those of `object`.
    pub unsafe fn move_out(self, object: &Object, field: *mut *mut PyObject) -> PyResult<()> {
        if self.is_moved() {
            return Ok(());
        }
        if self.is_in_use() {
            // SAFETY: a place for every entry; the dict takes references of its own.
            let dict = unsafe { split::copy_of_values(self.table(), self.place(0), self.len())? };
            if self.has_container() {
                // SAFETY: a fresh dict; instances have a collector's header.
                unsafe { gc::track_beside(dict.as_ptr(), object.as_ptr()) }
            }
            // The dict keeps all of them alive: nothing dies here.
            self.clear();
            // SAFETY: the caller's promise; the field was null.
            unsafe { *field = dict.into_ptr() }
        }
        self.set_state(&MOVED);
        Ok(())
    }

    /// May one of the values be part of a cycle, so that a dict of them would be tracked?
    pub fn has_container(self) -> bool {
        // SAFETY: the places up to `len` hold objects.
        (0..self.len()).any(|index| slots::may_be_in_cycle(unsafe { Object::from_ptr(*self.place(index)) }))
    }

    /// Drops the values; the object has no attributes then and may get a dict. May run Python code.
    pub fn clear(self) {
        if !self.is_in_use() {
            return;
        }
        let (table, len) = (self.table(), self.len());
        self.set_state(&MOVED);
        gc::note_free();
        for index in 0..len {
            // SAFETY: a value in its place; nobody finds it there any more.
            drop(unsafe { Py::<Object>::from_owned(std::ptr::replace(self.place(index), std::ptr::null_mut())) });
        }
        table.release();
    }

    fn set_state(self, state: &'static GilCell<Stand>) {
        // SAFETY: the word of a live object. Tables in use are as large as the places or smaller.
        unsafe { *self.table = Stand::of_size(state, (**self.table).size) }
    }

    /// Shows the collector the values.
    pub(crate) fn traverse(self, visitor: &mut Visitor<'_>) {
        for index in 0..if self.is_in_use() { self.len() } else { 0 } {
            // SAFETY: the places up to `len` hold objects.
            visitor.object(unsafe { Object::from_ptr(*self.place(index)) });
        }
    }
}

/// Moves the values of every tracked instance that `is_wanted` to dicts, so that those who look at the heap
/// see what CPython shows.
///
/// # Errors
/// `MemoryError`.
pub(crate) fn move_out_of(objects: &[Py], mut is_wanted: impl FnMut(InlineValues) -> bool) -> PyResult<()> {
    for object in objects {
        if InlineValues::of(object).is_some_and(|values| values.is_in_use() && is_wanted(values)) {
            attr::dict_field(object)?;
        }
    }
    Ok(())
}

impl InlineValues {
    /// Is one of the values one of `objects`?
    pub(crate) fn refers_to(self, objects: &[&Object]) -> bool {
        (0..self.len()).any(|index| {
            // SAFETY: only the address is compared.
            let value = unsafe { *self.place(index) };
            objects.iter().any(|object| std::ptr::eq(object.as_ptr(), value))
        })
    }
}
