//! What a `ctypes` class says about C data: size, alignment, kind, buffer format, item type, fields.
//!
//! **Invariant**: a class with a layout has a namespace of the type `StgDict`, a dict with the layout behind
//! it, as in CPython: so the collector sees what a layout refers to, and metatypes stay plain subtypes of
//! `type`. A class without one is abstract. A layout that is *final* does not change its size any more:
//! instances, arrays and structures of it exist.

use std::cell::{Cell, OnceCell, RefCell};
use std::ffi::CString;

use pyston_abi::flags::Py_TPFLAGS_HAVE_GC;
use pyston_object::heap_type;
use pyston_object::impl_trace;
use pyston_object::payload::{Extended, install_extended};
use pyston_object::prelude::*;
use pyston_object::ready::ready;
use pyston_object::trace::{Dead, Trace, Visitor};

use super::simple_code::Simple;

/// What sort of C type a class stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Simple(Simple),
    Pointer,
    Array,
    Structure,
    Union,
    Function,
}

/// `TYPEFLAG_*`, `DICTFLAG_FINAL` and, for function pointers, `FUNCFLAG_*`.
pub mod flags {
    pub const CDECL: u32 = 0x1;
    pub const PYTHONAPI: u32 = 0x4;
    pub const USE_ERRNO: u32 = 0x8;
    pub const USE_LASTERROR: u32 = 0x10;
    pub const IS_POINTER: u32 = 0x100;
    pub const HAS_POINTER: u32 = 0x200;
    pub const HAS_UNION: u32 = 0x400;
    pub const HAS_BITFIELD: u32 = 0x800;
    pub const FINAL: u32 = 0x1000;
}

/// Where a field of a structure or union is; those of bases come first.
pub struct FieldLayout {
    pub ty: Py<Type>,
    pub offset: usize,
    /// The number of bits of a bit field.
    pub bits: Option<usize>,
}
impl_trace!(FieldLayout { ty });

/// What a class says about C data.
pub struct CLayout {
    pub kind: Cell<Kind>,
    pub size: Cell<usize>,
    pub align: Cell<usize>,
    /// Number of items of an array, of fields of a structure; 1 for a pointer, 0 for simple types.
    pub length: Cell<usize>,
    /// See [`flags`].
    pub flags: Cell<u32>,
    /// `_type_`: the item type of pointers and arrays, the code of simple types.
    pub proto: Field,
    /// The format of the buffer protocol; `None` where it says "bytes".
    pub format: RefCell<Option<CString>>,
    /// The shape of the buffer protocol.
    pub shape: RefCell<Vec<isize>>,
    /// Of structures and unions.
    pub fields: RefCell<Vec<FieldLayout>>,
    /// Of function pointers: `_argtypes_`, and the `from_param` of each.
    pub argtypes: Field,
    pub converters: Field<Tuple>,
    /// Of function pointers: `_restype_`, and its `_check_retval_`.
    pub restype: Field,
    pub checker: Field,
}
impl_trace!(CLayout { proto, fields, argtypes, converters, restype, checker });

impl CLayout {
    pub fn new(kind: Kind, size: usize, align: usize) -> CLayout {
        CLayout {
            kind: Cell::new(kind),
            size: Cell::new(size),
            align: Cell::new(align),
            length: Cell::new(0),
            flags: Cell::new(0),
            proto: Field::empty(),
            format: RefCell::new(None),
            shape: RefCell::new(Vec::new()),
            fields: RefCell::new(Vec::new()),
            argtypes: Field::empty(),
            converters: Field::empty(),
            restype: Field::empty(),
            checker: Field::empty(),
        }
    }

    /// The same layout for a subclass, not final yet.
    pub fn to_subclass(&self) -> CLayout {
        let copy = CLayout::new(self.kind.get(), self.size.get(), self.align.get());
        copy.length.set(self.length.get());
        copy.flags.set(self.flags.get() & !flags::FINAL);
        copy.proto.replace(self.proto.get());
        copy.format.replace(self.format.borrow().clone());
        copy.shape.replace(self.shape.borrow().clone());
        copy.fields.replace(self.fields_copy());
        copy.argtypes.replace(self.argtypes.get());
        copy.converters.replace(self.converters.get());
        copy.restype.replace(self.restype.get());
        copy.checker.replace(self.checker.get());
        copy
    }

    pub fn fields_copy(&self) -> Vec<FieldLayout> {
        let copy = |field: &FieldLayout| FieldLayout { ty: field.ty.clone(), ..*field };
        self.fields.borrow().iter().map(copy).collect()
    }

    pub fn has_flag(&self, flag: u32) -> bool {
        self.flags.get() & flag != 0
    }

    pub fn set_flag(&self, flag: u32) {
        self.flags.set(self.flags.get() | flag);
    }

    /// The code of a simple type.
    pub fn simple(&self) -> Option<Simple> {
        match self.kind.get() {
            Kind::Simple(simple) => Some(simple),
            _ => None,
        }
    }

    /// The item type of a pointer or an array.
    pub fn item_type(&self) -> Option<Py<Type>> {
        self.proto.get()?.downcast_into().ok()
    }

    /// The format of the buffer protocol, `B` if there is none.
    pub fn format_or_bytes(&self) -> CString {
        self.format.borrow().clone().unwrap_or_else(|| c"B".to_owned())
    }
}

/// What the namespace of a class has beside the dict. Zero is "no layout yet".
#[derive(Default)]
pub struct Storage {
    layout: OnceCell<Box<CLayout>>,
}

impl Trace for Storage {
    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Some(layout) = self.layout.get() {
            layout.trace(visit);
        }
    }
    fn clear(&self) {
        if let Some(layout) = self.layout.get() {
            Trace::clear(&**layout);
        }
    }
    fn take(&mut self, dead: &mut Dead) {
        if let Some(layout) = self.layout.get_mut() {
            layout.take(dead);
        }
    }
}

type Namespace = Extended<Dict, Storage>;

#[expect(non_upper_case_globals, reason = "type objects are named as in C")]
pub static StgDict_Type: Type = Type::declare(c"StgDict", size_of::<Namespace>(), 0, Py_TPFLAGS_HAVE_GC);

impl Payload for Storage {
    const DICT: Option<usize> = None;
    const WEAKLIST: Option<usize> = None;
    fn static_type() -> &'static Type {
        &StgDict_Type
    }
}

/// The layout of a class; `None` if it is abstract or no `ctypes` class at all.
pub fn layout_of(ty: &Type) -> Option<&CLayout> {
    let namespace: &Namespace = ty.dict()?.as_object().downcast_exact()?;
    Some(&**namespace.layout.get()?)
}

/// The layout of an object that may be a class.
pub fn layout_of_object(object: &Object) -> Option<&CLayout> {
    layout_of(object.downcast()?)
}

/// `TypeError: abstract class` for a class without a layout. Instances of it may exist from now on, so
/// the layout is final.
pub fn final_layout(ty: &Type) -> PyResult<&CLayout> {
    let layout = concrete_layout(ty)?;
    layout.set_flag(flags::FINAL);
    Ok(layout)
}

/// `TypeError: abstract class` for a class without a layout.
pub fn concrete_layout(ty: &Type) -> PyResult<&CLayout> {
    layout_of(ty).ok_or_else(|| raise!(TypeError, "abstract class"))
}

/// Gives a new class its layout.
pub fn set_layout(ty: &Type, layout: CLayout) -> PyResult<()> {
    let storage = Storage { layout: OnceCell::from(Box::new(layout)) };
    let namespace = Extended::<Dict, Storage>::new_as(&StgDict_Type, storage)?;
    if let Some(old) = ty.dict().map(Layout::new_ref) {
        namespace.base().update(&old)?;
    }
    // A dict subclass's instance is a dict.
    let namespace = namespace.into_object().downcast_into::<Dict>().map_err(|_| errors::bad_internal_call())?;
    heap_type::replace_namespace(ty, namespace);
    Ok(())
}

pub fn install() -> PyResult<()> {
    StgDict_Type.fill(install_extended::<Dict, Storage>);
    ready(&StgDict_Type)
}
