//! `callable_iterator`: `iter(callable, sentinel)`.

use pyston_object::impl_trace;
use pyston_object::prelude::*;

use crate::arguments::{builtin, no_arguments};

#[pyclass(PyCallIter_Type = "callable_iterator")]
pub struct CallableIterator {
    callable: Field,
    sentinel: Field,
}

impl_trace!(CallableIterator { callable, sentinel });

impl CallableIterator {
    pub fn over(callable: &Object, sentinel: &Object) -> PyResult {
        let iterator =
            CallableIterator { callable: Field::new(callable.new_ref()), sentinel: Field::new(sentinel.new_ref()) };
        Instance::new(iterator).map(Py::into_object)
    }

    fn finish(&self) {
        self.callable.clear();
        self.sentinel.clear();
    }
}

#[pytype(PyCallIter_Type, payload, slots(tp_getattro = pyston_object::attr::generic_getattr))]
impl CallableIterator {
    #[slot]
    fn tp_iter(this: &Object) -> &Object {
        this
    }

    #[slot]
    fn tp_iternext(this: &Instance<CallableIterator>) -> PyResult<Option<Py>> {
        let Some(callable) = this.callable.get() else { return Ok(None) };
        let Some(value) = errors::catch(pyston_object::call::call(&callable, &[]), &exc::StopIteration)? else {
            this.finish();
            return Ok(None);
        };
        // The call may have ended the iterator.
        let Some(sentinel) = this.sentinel.get() else { return Ok(None) };
        if protocol::compare_eq(&sentinel, &value)? {
            this.finish();
            return Ok(None);
        }
        Ok(Some(value))
    }

    #[method]
    fn __reduce__(this: &Instance<CallableIterator>, args: Args) -> PyResult {
        no_arguments(args, "__reduce__")?;
        match (this.callable.get(), this.sentinel.get()) {
            (Some(callable), Some(sentinel)) => (builtin("iter")?, (callable, sentinel)).into_py(),
            _ => (builtin("iter")?, (Tuple::empty(),)).into_py(),
        }
    }
}
