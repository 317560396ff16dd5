//! `bytes_iterator` and `bytearray_iterator`.

use std::cell::Cell;

use pyston_object::impl_trace;
use pyston_object::prelude::*;
use pyston_object::tuple::Tuple;

use crate::str::iterator::{builtin_iter, state_index};
use crate::text::args;

macro_rules! iterator {
    ($name:ident, $static:ident = $python:literal, $array:ty, $at:expr, { $($reduce:tt)* }) => {
        /// An iterator over bytes as numbers; at its end it lets go of them.
        #[pyclass($static = $python)]
        pub struct $name {
            index: Cell<usize>,
            array: Field<$array>,
        }

        impl_trace!($name { array });

        impl $name {
            pub fn make(array: &$array) -> PyResult<Py<Instance<$name>>> {
                Instance::new($name { index: Cell::new(0), array: Field::new(array.new_ref()) })
            }

            fn reduced(&self) -> PyResult {
                match self.array.get() {
                    Some(array) => (builtin_iter()?, (array,), self.index.get()).into_py(),
                    None => (builtin_iter()?, (Tuple::empty(),)).into_py(),
                }
            }
        }

        #[pytype($static, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
        impl $name {
            #[slot]
            fn tp_iter(this: &Object) -> Py {
                this.new_ref()
            }

            #[slot]
            fn tp_iternext(this: &Instance<$name>) -> Option<u8> {
                let array = this.array.get()?;
                let index = this.index.get();
                let at: fn(&$array, usize) -> Option<u8> = $at;
                let byte = at(&array, index);
                match byte {
                    Some(_) => this.index.set(index + 1),
                    None => this.array.clear(),
                }
                byte
            }

            /// How many items are left.
            #[method]
            fn __length_hint__(this: &Instance<$name>, args: Args) -> PyResult<usize> {
                args::none(args, "__length_hint__")?;
                Ok(this.array.get().map_or(0, |array| array.len().saturating_sub(this.index.get())))
            }

            $($reduce)*

            /// Goes to the item of that number.
            #[method]
            fn __setstate__(this: &Instance<$name>, args: Args) -> PyResult<()> {
                let state = args::one(args, "__setstate__")?;
                let index = state_index(state, this.array.get().map_or(0, |array| array.len()))?;
                if !this.array.is_empty() {
                    this.index.set(index);
                }
                Ok(())
            }
        }
    };
}

iterator!(
    BytesIterator,
    PyBytesIter_Type = "bytes_iterator",
    Bytes,
    |bytes, index| { bytes.as_slice().get(index).copied() },
    {
        /// What pickling needs.
        #[method]
        fn __reduce__(this: &Instance<BytesIterator>, args: Args) -> PyResult {
            args::none(args, "__reduce__")?;
            this.reduced()
        }
    }
);

iterator!(ByteArrayIterator, PyByteArrayIter_Type = "bytearray_iterator", ByteArray, ByteArray::get, {
    /// What pickling needs.
    #[method("($self, /)")]
    fn __reduce__(this: &Instance<ByteArrayIterator>) -> PyResult {
        this.reduced()
    }
});
