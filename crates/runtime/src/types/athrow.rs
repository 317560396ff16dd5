//! What `athrow(..)` and `aclose()` of async generators give.
//!
//! **Invariant**: an awaitable throws into the generator once; awaits of the generator's code go out
//! until it ends, yields or fails; then the awaitable is closed.

use std::cell::Cell;

use pyston_object::prelude::*;
use pyston_object::{attr, impl_trace};

use super::asend::State;
use super::throw_arguments;
use crate::asyncgen::is_wrapped;
use crate::generator::AsyncGenerator;

#[pyclass(PyAsyncGenAThrow_Type = "async_generator_athrow")]
pub struct AThrow {
    generator: Py<AsyncGenerator>,
    /// What to throw; `aclose()` has nothing.
    args: Field<Tuple>,
    state: Cell<State>,
}
impl_trace!(AThrow { generator, args });

type This = Instance<AThrow>;

const IGNORED_EXIT: &str = "async generator ignored GeneratorExit";

impl AThrow {
    pub fn of(generator: &AsyncGenerator, args: Option<Py<Tuple>>) -> PyResult {
        let args = args.map_or_else(Field::empty, Field::new);
        let made = Instance::new(AThrow { generator: generator.new_ref(), args, state: Cell::new(State::New) })?;
        Ok(made.into_object())
    }

    fn is_close(&self) -> bool {
        self.args.is_empty()
    }

    fn check_open(&self) -> PyResult<()> {
        match self.state.get() {
            State::Closed => Err(raise!(RuntimeError, "cannot reuse already awaited aclose()/athrow()")),
            _ => Ok(()),
        }
    }

    fn resume(&self, value: &Object) -> PyResult {
        self.check_open()?;
        let generator = self.generator.clone();
        if generator.generator().frame().is_none() {
            self.state.set(State::Closed);
            return Err(raise!(StopIteration));
        }
        if self.state.get() == State::New {
            return self.start(&generator, value);
        }
        let result = generator.generator().send(value.new_ref());
        if self.is_close() { self.close_step(&generator, result) } else { generator.unwrap(result) }
    }

    /// The first step: throws.
    fn start(&self, generator: &AsyncGenerator, value: &Object) -> PyResult {
        if generator.is_running_async() {
            self.state.set(State::Closed);
            let method = if self.is_close() { "aclose" } else { "athrow" };
            return Err(raise!(RuntimeError, "{method}(): asynchronous generator is already running"));
        }
        if generator.is_closed() {
            self.state.set(State::Closed);
            return Err(raise!(StopAsyncIteration));
        }
        if !value.is_none() {
            return Err(raise!(RuntimeError, "can't send non-None value to a just-started coroutine"));
        }
        self.state.set(State::Running);
        generator.set_running_async(true);
        let Some(args) = self.args.get() else {
            generator.set_closed(true);
            let result = generator.generator().throw_keeping_delegate(&exc::GeneratorExit, None, None);
            return self.close_step(generator, result);
        };
        let args = Args { positional: args.as_slice(), names: &[], values: &[] };
        // Wrong arguments leave the generator as it was.
        let (ty, value, traceback) = throw_arguments(args, "athrow")?;
        let result = generator.unwrap(generator.generator().throw_keeping_delegate(ty, value, traceback));
        result.map_err(|raised| self.failed(generator, raised))
    }

    /// A step of `aclose()`: the generator may await, but not yield.
    fn close_step(&self, generator: &AsyncGenerator, result: PyResult) -> PyResult {
        match result {
            Ok(value) if is_wrapped(&value) => {
                drop(value);
                generator.set_running_async(false);
                self.state.set(State::Closed);
                Err(raise!(RuntimeError, "{IGNORED_EXIT}"))
            }
            Ok(value) => Ok(value),
            Err(raised) => Err(self.failed(generator, raised)),
        }
    }

    fn failed(&self, generator: &AsyncGenerator, raised: Raised) -> Raised {
        generator.set_running_async(false);
        self.state.set(State::Closed);
        self.end_of_close(raised)
    }

    /// For `aclose()` the end of the generator is success.
    fn end_of_close(&self, raised: Raised) -> Raised {
        if self.is_close() && (raised.is(&exc::StopAsyncIteration) || raised.is(&exc::GeneratorExit)) {
            raised.clear();
            return raise!(StopIteration);
        }
        raised
    }
}

#[pytype(PyAsyncGenAThrow_Type, payload, slots(tp_getattro = attr::generic_getattr))]
impl AThrow {
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
        this.new_ref().resume(singletons::none()).map(Some)
    }
    /// send(arg) -> send 'arg' into generator,
    /// return next yielded value or raise StopIteration.
    #[method(args = "(value, /)")]
    fn send(this: &This, value: &Object) -> PyResult {
        this.resume(value)
    }
    /// throw(typ[,val[,tb]]) -> raise exception in generator,
    /// return next yielded value or raise StopIteration.
    #[method]
    fn throw(this: &This, args: Args) -> PyResult {
        this.check_open()?;
        let generator = this.generator.clone();
        let result = throw_arguments(args, "throw")
            .and_then(|(ty, value, traceback)| generator.generator().throw(ty, value, traceback));
        if !this.is_close() {
            return generator.unwrap(result);
        }
        match result {
            Ok(value) if is_wrapped(&value) => this.close_step(&generator, Ok(value)),
            Ok(value) => Ok(value),
            Err(raised) => Err(this.end_of_close(raised)),
        }
    }
    /// close() -> raise GeneratorExit inside generator.
    #[method(args = "()")]
    fn close(this: &This) {
        this.state.set(State::Closed);
    }
}
