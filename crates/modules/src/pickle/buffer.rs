//! `PickleBuffer`: a buffer to be pickled, possibly out of band.
//!
//! **Invariant**: the memory is exported by the view that this object holds until `release`.

use std::ffi::c_int;

use pyston_abi::{Py_buffer, PyObject};
use pyston_object::buffer;
use pyston_object::memoryview::MemoryView;
use pyston_object::prelude::*;
use pyston_object::{glue, impl_trace};

#[pyclass(PickleBuffer_Type = "pickle.PickleBuffer", weaklist = weaklist)]
pub(super) struct PickleBuffer {
    view: Field<MemoryView>,
    weaklist: WeakList,
}
impl_trace!(PickleBuffer { view });

type This = Instance<PickleBuffer>;

/// Wrapper for potentially out-of-band buffers
#[pytype(PickleBuffer_Type, payload, slots(bf_getbuffer = getbuffer))]
impl PickleBuffer {
    #[slot]
    fn tp_new(class: &Type, args: &Tuple, kwargs: Option<&Dict>) -> PyResult {
        let given = args.len() + kwargs.map_or(0, Dict::len);
        let [object] = args.as_slice() else {
            let expected = if given > 1 { "at most 1 argument" } else { "exactly 1 positional argument" };
            let given = if given > 1 { given } else { args.len() };
            return Err(raise!(TypeError, "PickleBuffer() takes {expected} ({given} given)"));
        };
        if given > 1 {
            return Err(raise!(TypeError, "PickleBuffer() takes at most 1 argument ({given} given)"));
        }
        if !buffer::has_buffer(object) {
            return Err(buffer::required(object));
        }
        let view = Field::new(MemoryView::new(object)?);
        Ok(Instance::new_as(class, PickleBuffer { view, weaklist: WeakList::new() })?.into_object())
    }

    /// Gives up the memory; the object is of no use then.
    #[method("($self, /)")]
    fn release(this: &This) -> PyResult<()> {
        drop(this.view.take());
        Ok(())
    }

    /// The memory as a flat view of bytes.
    #[method("($self, /)")]
    fn raw(this: &This) -> PyResult {
        let view = this.view()?;
        if !view.is_c_contiguous() {
            return Err(raise!(BufferError, "cannot extract raw buffer from non-contiguous buffer"));
        }
        pyston_object::call::call_method(&view, name!("cast"), &[&*Str::intern("B")])
    }
}

impl PickleBuffer {
    pub(super) fn view(&self) -> PyResult<Py<MemoryView>> {
        self.view.get().ok_or_else(|| raise!(ValueError, "operation forbidden on released PickleBuffer object"))
    }
}

/// Exports the memory in the name of its owner, as if this object were not between.
unsafe extern "C" fn getbuffer(this: *mut PyObject, view: *mut Py_buffer, flags: c_int) -> c_int {
    // SAFETY: the slot's contract: an instance, and a struct to fill, which the view's exporter fills.
    let result = unsafe {
        let this: &This = Object::from_ptr(this).cast_unchecked();
        this.view().and_then(|own| match own.owner() {
            Some(owner) => buffer::acquire_into(&owner, view, flags),
            None => buffer::acquire_into(&own, view, flags),
        })
    };
    glue::ret_status(result)
}
