//! `weakproxy` and `weakcallableproxy`: objects that act as their referent while it lives.
//!
//! **Invariant**: an operation holds the referent until it is done: it could die in the middle. Every
//! operand that is a proxy is replaced by its referent, also on the right-hand side.

use pyston_object::prelude::*;
use pyston_object::protocol::{BinaryOp, UnaryOp};
use pyston_object::statics::{_PyWeakref_CallableProxyType, _PyWeakref_ProxyType, PyFloat_Type, PyLong_Type};
use pyston_object::{attr, call, weakref};

/// The referent of a proxy.
fn referent(proxy: &Object) -> PyResult {
    weakref::as_weakref(proxy)
        .and_then(weakref::referent)
        .ok_or_else(|| raise!(ReferenceError, "weakly-referenced object no longer exists"))
}

/// An operand: the referent of a proxy, anything else itself.
fn operand(object: &Object) -> PyResult {
    if weakref::is_proxy_type(object.ty()) { referent(object) } else { Ok(object.new_ref()) }
}

fn binary(a: &Object, b: &Object, op: BinaryOp) -> PyResult {
    protocol::binary_op(&*operand(a)?, &*operand(b)?, op)
}

fn inplace(a: &Object, b: &Object, op: BinaryOp) -> PyResult {
    protocol::inplace_op(&*operand(a)?, &*operand(b)?, op)
}

/// One proxy type: its own functions, and what both have in common.
macro_rules! proxy_type {
    (
        $(#[$meta:meta])*
        $name:ident = $target:ident,
        binary { $($slot:ident = $op:ident;)* },
        inplace { $($inplace_slot:ident = $inplace_op:ident;)* },
        unary { $($unary_slot:ident = $unary_op:ident;)* },
        own { $($own:tt)* }
    ) => {
        $(#[$meta])*
        pub struct $name;

        #[pytype(
            $target,
            slots(tp_dealloc = weakref::dealloc, tp_traverse = weakref::traverse, tp_clear = weakref::clear)
        )]
        impl $name {
            $($own)*

            $(#[slot]
            fn $slot(a: &Object, b: &Object) -> PyResult {
                binary(a, b, BinaryOp::$op)
            })*

            $(#[slot]
            fn $inplace_slot(a: &Object, b: &Object) -> PyResult {
                inplace(a, b, BinaryOp::$inplace_op)
            })*

            $(#[slot]
            fn $unary_slot(this: &Object) -> PyResult {
                protocol::unary_op(&*referent(this)?, UnaryOp::$unary_op)
            })*

            #[slot]
            fn nb_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
                protocol::power(&*operand(a)?, &*operand(b)?, &*operand(modulus)?)
            }

            #[slot]
            fn nb_inplace_power(a: &Object, b: &Object, modulus: &Object) -> PyResult {
                protocol::inplace_power_of(&*operand(a)?, &*operand(b)?, &*operand(modulus)?)
            }

            #[slot]
            fn nb_bool(this: &Object) -> PyResult<bool> {
                protocol::is_true(&*referent(this)?)
            }

            #[slot]
            fn nb_int(this: &Object) -> PyResult {
                call::call(&PyLong_Type, &[&*referent(this)?])
            }

            #[slot]
            fn nb_float(this: &Object) -> PyResult {
                call::call(&PyFloat_Type, &[&*referent(this)?])
            }

            #[slot]
            fn nb_index(this: &Object) -> PyResult<Py<Int>> {
                protocol::index(&*referent(this)?)
            }

            #[slot]
            fn tp_repr(this: &Object) -> String {
                let referent = weakref::as_weakref(this).and_then(weakref::referent);
                let (ty, address) = match &referent {
                    Some(referent) => (referent.ty().tp_name(), referent.as_ptr()),
                    None => ("NoneType".into(), singletons::none().as_ptr()),
                };
                format!("<weakproxy at {:p} to {ty} at {address:p}>", this.as_ptr())
            }

            #[slot]
            fn tp_str(this: &Object) -> PyResult<Py<Str>> {
                protocol::str(&*referent(this)?)
            }

            #[slot]
            fn tp_getattro(this: &Object, name: &Object) -> PyResult {
                attr::getattr(&*referent(this)?, &*operand(name)?)
            }

            #[slot]
            fn tp_setattro(this: &Object, name: &Object, value: Option<&Object>) -> PyResult<()> {
                attr::setattr(&*referent(this)?, name, value)
            }

            #[slot]
            fn tp_richcompare(this: &Object, other: &Object, op: CompareOp) -> PyResult {
                protocol::compare(&*operand(this)?, &*operand(other)?, op)
            }

            #[slot]
            fn tp_iter(this: &Object) -> PyResult {
                protocol::iter(&*referent(this)?)
            }

            #[slot]
            fn tp_iternext(this: &Object) -> PyResult<Option<Py>> {
                let referent = referent(this)?;
                if !protocol::is_iterator(&referent) {
                    return Err(raise!(TypeError, "'{:.200}' object is not iterable", referent.type_name()));
                }
                protocol::next(&referent)
            }

            #[slot]
            fn sq_length(this: &Object) -> PyResult<usize> {
                protocol::len(&*referent(this)?)
            }

            #[slot]
            fn sq_contains(this: &Object, value: &Object) -> PyResult<bool> {
                protocol::contains(&*referent(this)?, value)
            }

            #[slot]
            fn mp_length(this: &Object) -> PyResult<usize> {
                protocol::len(&*referent(this)?)
            }

            #[slot]
            fn mp_subscript(this: &Object, key: &Object) -> PyResult {
                protocol::getitem(&*referent(this)?, &*operand(key)?)
            }

            #[slot]
            fn mp_ass_subscript(this: &Object, key: &Object, value: Option<&Object>) -> PyResult<()> {
                protocol::setitem(&*referent(this)?, key, value)
            }
        }
    };
    ($($(#[$meta:meta])* $name:ident = $target:ident { $($own:tt)* })*) => {
        $(proxy_type! {
            $(#[$meta])*
            $name = $target,
            binary {
                nb_add = Add;
                nb_subtract = Subtract;
                nb_multiply = Multiply;
                nb_matrix_multiply = MatrixMultiply;
                nb_floor_divide = FloorDivide;
                nb_true_divide = TrueDivide;
                nb_remainder = Remainder;
                nb_divmod = Divmod;
                nb_lshift = LeftShift;
                nb_rshift = RightShift;
                nb_and = And;
                nb_xor = Xor;
                nb_or = Or;
            },
            inplace {
                nb_inplace_add = Add;
                nb_inplace_subtract = Subtract;
                nb_inplace_multiply = Multiply;
                nb_inplace_matrix_multiply = MatrixMultiply;
                nb_inplace_floor_divide = FloorDivide;
                nb_inplace_true_divide = TrueDivide;
                nb_inplace_remainder = Remainder;
                nb_inplace_lshift = LeftShift;
                nb_inplace_rshift = RightShift;
                nb_inplace_and = And;
                nb_inplace_xor = Xor;
                nb_inplace_or = Or;
            },
            unary {
                nb_negative = Negative;
                nb_positive = Positive;
                nb_absolute = Absolute;
                nb_invert = Invert;
            },
            own { $($own)* }
        })*
    };
}

proxy_type! {
    WeakProxyType = _PyWeakref_ProxyType {
        #[method(name = "__bytes__")]
        fn bytes(this: &Object, args: Args) -> PyResult {
            args.no_keywords("__bytes__")?;
            if !args.positional.is_empty() {
                return Err(raise!(TypeError, "__bytes__() takes no arguments ({} given)", args.positional.len()));
            }
            call::call_method(&*referent(this)?, name!("__bytes__"), &[])
        }
    }

    WeakCallableProxyType = _PyWeakref_CallableProxyType {
        #[slot]
        fn tp_call(this: &Object, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
            call::call_tuple(&*referent(this)?, args, kwargs)
        }
    }
}
