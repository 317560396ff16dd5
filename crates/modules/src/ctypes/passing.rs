//! How values of `ctypes` classes are passed to functions and returned by them.

use pyston_object::prelude::*;

use super::by_value::{Class, Leaf};
use super::ffi::{CType, Scalar};
use super::layout::{CLayout, Kind, layout_of};
use super::simple_code::{Machine, Simple};

/// Larger blocks go through memory on all platforms, whatever is inside.
const MAX_IN_REGISTERS: usize = 64;

/// The scalar behind a simple type.
pub fn scalar_of(simple: Simple) -> Scalar {
    match (simple.machine(), simple.size()) {
        (Machine::SignedInt, 1) => Scalar::I8,
        (Machine::SignedInt, 2) => Scalar::I16,
        (Machine::SignedInt, 4) => Scalar::I32,
        (Machine::SignedInt, _) => Scalar::I64,
        (Machine::UnsignedInt, 1) => Scalar::U8,
        (Machine::UnsignedInt, 2) => Scalar::U16,
        (Machine::UnsignedInt, 4) => Scalar::U32,
        (Machine::UnsignedInt, _) => Scalar::U64,
        (Machine::Float, 4) => Scalar::F32,
        (Machine::Float, _) => Scalar::F64,
        (Machine::LongDouble, _) => Scalar::LongDouble,
        (Machine::Pointer, _) => Scalar::Pointer,
    }
}

/// The C type of a class with this layout, as functions take and return it: arrays are pointers.
pub fn type_of_layout(layout: &CLayout) -> CType {
    match layout.kind.get() {
        Kind::Simple(simple) => CType::Scalar(scalar_of(simple)),
        Kind::Pointer | Kind::Function | Kind::Array => CType::Scalar(Scalar::Pointer),
        Kind::Structure | Kind::Union => {
            let size = layout.size.get();
            let mut leaves = Vec::new();
            if size <= MAX_IN_REGISTERS {
                add_leaves(layout, 0, &mut leaves);
            }
            CType::block(&Class::new(&leaves, size), size, layout.align.get())
        }
    }
}

/// The C type that an object of `argtypes` stands for: int for what is no `ctypes` class.
pub fn type_of(class: &Object) -> CType {
    let layout = class.downcast::<Type>().and_then(layout_of);
    layout.map_or(CType::Scalar(Scalar::I32), type_of_layout)
}

/// Adds the scalars inside a value at `offset`.
fn add_leaves(layout: &CLayout, offset: usize, leaves: &mut Vec<Leaf>) {
    let mut add = |class: &Type, offset| {
        if let Some(layout) = layout_of(class) {
            add_leaves(layout, offset, leaves);
        }
    };
    match layout.kind.get() {
        Kind::Simple(simple) => leaves.push(Leaf { offset, scalar: scalar_of(simple) }),
        Kind::Pointer | Kind::Function => leaves.push(Leaf { offset, scalar: Scalar::Pointer }),
        Kind::Array => {
            let Some(item) = layout.item_type() else { return };
            let step = layout_of(&item).map_or(0, |item| item.size.get());
            (0..layout.length.get()).for_each(|index| add(&item, offset + index * step));
        }
        Kind::Structure | Kind::Union => {
            layout.fields.borrow().iter().for_each(|field| add(&field.ty, offset + field.offset));
        }
    }
}
