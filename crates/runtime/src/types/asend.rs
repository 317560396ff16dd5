//! What `__anext__()` and `asend(value)` of async generators give.
//!
//! **Invariant**: an awaitable drives the generator to its next yielded value once; then it is closed.

use std::cell::Cell;

use pyston_object::prelude::*;
use pyston_object::{attr, impl_trace};

use super::throw_arguments;
use crate::generator::AsyncGenerator;

/// How far an awaitable of an async generator has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    New,
    Running,
    Closed,
}

#[pyclass(PyAsyncGenASend_Type = "async_generator_asend")]
pub struct ASend {
    generator: Py<AsyncGenerator>,
    value: Field,
    state: Cell<State>,
}
impl_trace!(ASend { generator, value });

type This = Instance<ASend>;

impl ASend {
    pub fn of(generator: &AsyncGenerator, value: Option<&Object>) -> PyResult {
        let value = value.map_or_else(Field::empty, |value| Field::new(value.new_ref()));
        let made = Instance::new(ASend { generator: generator.new_ref(), value, state: Cell::new(State::New) })?;
        Ok(made.into_object())
    }

    fn check_open(&self) -> PyResult<()> {
        match self.state.get() {
            State::Closed => Err(raise!(RuntimeError, "cannot reuse already awaited __anext__()/asend()")),
            _ => Ok(()),
        }
    }

    /// Gives the result of a step on; an error or the end closes the awaitable.
    fn step(&self, result: PyResult) -> PyResult {
        let result = self.generator.clone().unwrap(result);
        if result.is_err() {
            self.state.set(State::Closed);
        }
        result
    }

    fn resume(&self, value: Option<&Object>) -> PyResult {
        self.check_open()?;
        let mut value = value.map(|value| value.new_ref());
        if self.state.get() == State::New {
            if self.generator.is_running_async() {
                return Err(raise!(RuntimeError, "anext(): asynchronous generator is already running"));
            }
            if value.as_ref().is_none_or(|value| value.is_none()) {
                value = self.value.get();
            }
            self.state.set(State::Running);
        }
        self.generator.set_running_async(true);
        let generator = self.generator.clone();
        self.step(generator.generator().send(value.unwrap_or_else(singletons::py_none)))
    }
}

#[pytype(PyAsyncGenASend_Type, payload, slots(tp_getattro = attr::generic_getattr))]
impl ASend {
    #[slot]
    fn tp_iter(this: &This) -> Py<This> {
        this.new_ref()
    }
    #[slot]
    fn am_await(this: &This) -> Py<This> {
        this.new_ref()
    }
    #[slot]
    fn tp_iternext(this: &This) -> PyResult<Option<Py>> {
        this.new_ref().resume(None).map(Some)
    }
    /// send(arg) -> send 'arg' into generator,
    /// return next yielded value or raise StopIteration.
    #[method(args = "(value, /)")]
    fn send(this: &This, value: &Object) -> PyResult {
        this.resume(Some(value))
    }
    /// throw(typ[,val[,tb]]) -> raise exception in generator,
    /// return next yielded value or raise StopIteration.
    #[method]
    fn throw(this: &This, args: Args) -> PyResult {
        this.check_open()?;
        let generator = this.generator.clone();
        let thrown = throw_arguments(args, "throw")
            .and_then(|(ty, value, traceback)| generator.generator().throw(ty, value, traceback));
        this.step(thrown)
    }
    /// close() -> raise GeneratorExit inside generator.
    #[method(args = "()")]
    fn close(this: &This) {
        this.state.set(State::Closed);
    }
}
