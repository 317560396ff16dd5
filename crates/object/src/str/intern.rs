//! Interned strings, and the names of this program.
//!
//! **Invariant**: an interned string lives forever, so its pointer is a valid key of caches.

use super::{INTERNED, Str, StrData};
use crate::ptr::{GilCell, Layout, Object, Py};
use pyston_abi::PyObject;

impl Str {
    pub fn is_interned(&self) -> bool {
        self.state() & INTERNED != 0
    }

    /// The shared string with this text.
    pub fn intern(text: &str) -> Py<Str> {
        if text.is_ascii() {
            return Str::intern_ascii(text.as_bytes());
        }
        let fresh = Str::new(text).expect("memory for a name");
        Str::intern_object(fresh)
    }

    /// The shared string with this text, whose bytes are all below 0x80; it is made only if there is none.
    pub fn intern_ascii(text: &[u8]) -> Py<Str> {
        if text.len() > 1 {
            // SAFETY: looking up strings runs no Python code; the table is borrowed only here.
            let table = unsafe { INTERNER.get_mut() }.get_or_insert_with(new_interner);
            let hash = crate::hash::hash_bytes(text) as u64;
            if let Some(found) = table.find(hash, |entry| matches!(entry.0.data(), StrData::Ascii(own) if own == text))
            {
                return found.0.clone();
            }
            let text = Str::from_ascii(text).expect("memory for a name");
            // SAFETY: a field of this new object.
            unsafe { (*text.head()).hash = hash as isize };
            return Str::enter(table, hash, text);
        }
        Str::intern_object(Str::from_ascii(text).expect("memory for a name"))
    }

    /// The interned string equal to `text`, which becomes it if there is none. Instances of subtypes
    /// are left alone.
    pub fn intern_object(text: Py<Str>) -> Py<Str> {
        if !Str::check_exact(&text) || text.is_interned() {
            return text;
        }
        // SAFETY: looking up strings runs no Python code; the table is borrowed only here.
        let table = unsafe { INTERNER.get_mut() }.get_or_insert_with(new_interner);
        let hash = text.hash() as u64;
        if let Some(found) = table.find(hash, |entry| entry.0.equals(&text)) {
            return found.0.clone();
        }
        Str::enter(table, hash, text)
    }

    /// Makes the text, which has no equal in the table, an interned one.
    fn enter(table: &mut Interner, hash: u64, text: Py<Str>) -> Py<Str> {
        // Kept alive by the table: interned strings of programs are names, which recur.
        // SAFETY: a field of this live object.
        unsafe { (*text.head()).state |= 1 }
        table.insert_unique(hash, Interned(text.clone()), |entry| entry.0.hash() as u64);
        text
    }
}

type Interner = hashbrown::HashTable<Interned>;

/// With room for the names of every start.
fn new_interner() -> Interner {
    Interner::with_capacity(6000)
}

struct Interned(Py<Str>);

static INTERNER: GilCell<Option<Interner>> = GilCell::new(None);

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
