//! Showing the collector what a Rust value owns.
//!
//! **Invariant**: an implementation visits every owned Python reference exactly once, or leaves out
//! the same ones each time: an object visited too often would be freed while in use; one left out
//! only keeps its cycle alive. `trace` runs no Python code and changes no count.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ffi::{c_int, c_void};
use std::marker::PhantomData;

use pyston_abi::visitproc;

use crate::ptr::{Field, Layout, Object, Py};

/// References taken out of a value, to be dropped when no borrow is alive any more.
pub type Dead = Vec<Box<dyn Any>>;

/// A value that may own references to Python objects.
pub trait Trace {
    /// Visits every reference the value owns.
    fn trace(&self, visit: &mut Visitor<'_>);

    /// Drops references so that a cycle through this value breaks. The value stays valid; fields that
    /// cannot be emptied stay.
    fn clear(&self) {}

    /// Moves references out of a value that is borrowed mutably; they die after the borrow.
    fn take(&mut self, _dead: &mut Dead) {}
}

/// A collector's visit function with its argument. Once it has broken off, nothing more is visited.
pub struct Visitor<'a> {
    visit: visitproc,
    arg: *mut c_void,
    result: c_int,
    scope: PhantomData<&'a mut c_void>,
}

impl Visitor<'_> {
    /// # Safety
    /// `visit` must accept `arg` as long as the visitor lives.
    pub unsafe fn new(visit: visitproc, arg: *mut c_void) -> Self {
        Visitor { visit, arg, result: 0, scope: PhantomData }
    }

    /// Visits one reference.
    #[inline]
    pub fn object(&mut self, object: &Object) {
        if self.result == 0 {
            // SAFETY: the argument fits (constructor); the object is alive.
            self.result = unsafe { (self.visit)(object.as_ptr(), self.arg) };
        }
    }

    /// Visits a reference in a field of a C struct.
    ///
    /// # Safety
    /// The pointer must be null or refer to a live object.
    #[inline]
    pub unsafe fn pointer(&mut self, ptr: *mut pyston_abi::PyObject) {
        // SAFETY: the caller's promise.
        if let Some(object) = unsafe { Object::from_nullable(ptr) } {
            self.object(object);
        }
    }

    /// Has the visit function broken off? Long loops may stop then.
    pub fn is_done(&self) -> bool {
        self.result != 0
    }

    /// What `tp_traverse` returns.
    pub fn finish(self) -> c_int {
        self.result
    }
}

impl<T: Layout> Trace for Py<T> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        visit.object(self.as_object());
    }
}

impl<T: Layout> Trace for Field<T> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        // SAFETY: visiting runs no code that could replace the value.
        if let Some(value) = unsafe { self.peek() } {
            visit.object(value.as_object());
        }
    }
    fn clear(&self) {
        Field::clear(self);
    }
    fn take(&mut self, dead: &mut Dead) {
        dead.extend(Field::take(self).map(|value| Box::new(value) as Box<dyn Any>));
    }
}

/// Several values, one after the other.
macro_rules! trace_items {
    ($(($($param:tt)*) $ty:ty;)*) => {$(
        impl<$($param)*> Trace for $ty {
            fn trace(&self, visit: &mut Visitor<'_>) {
                for item in self.iter() {
                    if visit.is_done() {
                        return;
                    }
                    item.trace(visit);
                }
            }
            fn clear(&self) {
                self.iter().for_each(Trace::clear);
            }
            fn take(&mut self, dead: &mut Dead) {
                self.iter_mut().for_each(|item| item.take(dead));
            }
        }
    )*};
}

trace_items! {
    (T: Trace) [T];
    (T: Trace, const N: usize) [T; N];
}

/// Containers that can be emptied as a whole when borrowed mutably.
macro_rules! trace_containers {
    ($($ty:ident;)*) => {$(
        impl<T: Trace + 'static> Trace for $ty<T> {
            fn trace(&self, visit: &mut Visitor<'_>) {
                for item in self.iter() {
                    if visit.is_done() {
                        return;
                    }
                    item.trace(visit);
                }
            }
            fn clear(&self) {
                self.iter().for_each(Trace::clear);
            }
            fn take(&mut self, dead: &mut Dead) {
                dead.push(Box::new(std::mem::take(self)));
            }
        }
    )*};
}

trace_containers! {
    Option;
    Vec;
    VecDeque;
}

macro_rules! trace_maps {
    ($($map:path, $set:path;)*) => {$(
        impl<K: Trace + 'static, V: Trace + 'static, S: Default + 'static> Trace for $map {
            fn trace(&self, visit: &mut Visitor<'_>) {
                for (key, value) in self {
                    key.trace(visit);
                    value.trace(visit);
                }
            }
            fn clear(&self) {
                self.values().for_each(Trace::clear);
            }
            fn take(&mut self, dead: &mut Dead) {
                dead.push(Box::new(std::mem::take(self)));
            }
        }
        impl<K: Trace + 'static, S: Default + 'static> Trace for $set {
            fn trace(&self, visit: &mut Visitor<'_>) {
                self.iter().for_each(|key| key.trace(visit));
            }
            fn take(&mut self, dead: &mut Dead) {
                dead.push(Box::new(std::mem::take(self)));
            }
        }
    )*};
}

trace_maps! {
    std::collections::HashMap<K, V, S>, std::collections::HashSet<K, S>;
    hashbrown::HashMap<K, V, S>, hashbrown::HashSet<K, S>;
}

impl<T: Trace + ?Sized> Trace for Box<T> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        (**self).trace(visit);
    }
    fn clear(&self) {
        (**self).clear();
    }
    fn take(&mut self, dead: &mut Dead) {
        (**self).take(dead);
    }
}

/// A value borrowed mutably at the moment is left out: its cycle stays alive until the next time.
impl<T: Trace> Trace for RefCell<T> {
    fn trace(&self, visit: &mut Visitor<'_>) {
        if let Ok(value) = self.try_borrow() {
            value.trace(visit);
        }
    }
    fn clear(&self) {
        let mut dead = Dead::new();
        if let Ok(mut value) = self.try_borrow_mut() {
            value.take(&mut dead);
        }
        drop(dead);
    }
    fn take(&mut self, dead: &mut Dead) {
        self.get_mut().take(dead);
    }
}

/// A `Cell` of plain data.
impl<T: Copy> Trace for Cell<T> {
    fn trace(&self, _: &mut Visitor<'_>) {}
}

macro_rules! trace_tuples {
    ($(($($name:ident)+);)*) => {$(
        impl<$($name: Trace),+> Trace for ($($name,)+) {
            #[expect(non_snake_case, reason = "the parameters name the parts")]
            fn trace(&self, visit: &mut Visitor<'_>) {
                let ($($name,)+) = self;
                $($name.trace(visit);)+
            }
            #[expect(non_snake_case, reason = "the parameters name the parts")]
            fn clear(&self) {
                let ($($name,)+) = self;
                $($name.clear();)+
            }
            #[expect(non_snake_case, reason = "the parameters name the parts")]
            fn take(&mut self, dead: &mut Dead) {
                let ($($name,)+) = self;
                $($name.take(dead);)+
            }
        }
    )*};
}

trace_tuples! {
    (A);
    (A B);
    (A B C);
    (A B C D);
}

macro_rules! trace_nothing {
    ($($ty:ty),* $(,)?) => {
        $(impl Trace for $ty {
            fn trace(&self, _: &mut Visitor<'_>) {}
        })*
    };
}

trace_nothing! {
    (), bool, char, String, &'static str, num_bigint::BigInt, std::time::Instant, std::time::Duration,
    u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, f32, f64,
}

/// `Trace` for a struct, by the fields that may own references: `impl_trace!(Type { a, b })`. Fields
/// not named own none.
#[macro_export]
macro_rules! impl_trace {
    ($ty:ty { $($field:ident),* $(,)? }) => {
        impl $crate::trace::Trace for $ty {
            fn trace(&self, visit: &mut $crate::trace::Visitor<'_>) {
                let _ = &visit;
                $($crate::trace::Trace::trace(&self.$field, visit);)*
            }
            fn clear(&self) {
                $($crate::trace::Trace::clear(&self.$field);)*
            }
            fn take(&mut self, dead: &mut $crate::trace::Dead) {
                let _ = &dead;
                $($crate::trace::Trace::take(&mut self.$field, dead);)*
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Node, gil};

    #[derive(Default)]
    struct Holder {
        list: RefCell<Vec<(String, Py)>>,
        field: Field,
        count: Cell<usize>,
    }

    impl_trace!(Holder { list, field, count });

    unsafe extern "C" fn count_visits(_: *mut pyston_abi::PyObject, arg: *mut c_void) -> c_int {
        // SAFETY: the test passes its counter and limit.
        let counter = unsafe { &mut *arg.cast::<(usize, usize)>() };
        counter.0 += 1;
        (counter.0 == counter.1).into()
    }

    fn visits(value: &impl Trace, limit: usize) -> (usize, c_int) {
        let mut counter = (0, limit);
        // SAFETY: the counter outlives the visitor.
        let mut visitor = unsafe { Visitor::new(count_visits, (&raw mut counter).cast()) };
        value.trace(&mut visitor);
        (counter.0, visitor.finish())
    }

    #[test]
    fn every_reference_is_visited_until_the_visitor_breaks_off() {
        let _gil = gil();
        let node = Node::new().into_object();
        let holder = Holder::default();
        holder.list.borrow_mut().extend([("a".to_owned(), node.clone()), ("b".to_owned(), node.clone())]);
        holder.field.set(node.clone());
        assert_eq!(visits(&holder, 0), (3, 0));
        assert_eq!(visits(&holder, 2), (2, 1));
        assert_eq!(node.refcnt(), 4);
        holder.clear();
        assert_eq!(node.refcnt(), 1);
        assert_eq!(visits(&holder, 0), (0, 0));
    }
}
