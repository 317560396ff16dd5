//! Generators, coroutines and async generators: suspended frames and how they are resumed.
//!
//! **Invariant**: `gi_frame` is null exactly when the frame has finished; the frame's `f_gen` points
//! back while it lives, without counting. A running generator's handled exceptions are a link of the
//! thread's chain (`exc_info`).

use std::ffi::{c_int, c_void};

use pyston_object::abi::flags::*;
use pyston_object::abi::{PyAsyncGenObject, PyCoroObject, PyGenObject, PyObject, visitproc};
use pyston_object::exception::{self, Exception};
use pyston_object::prelude::*;
use pyston_object::{alloc, attr, call, gc, object_layout, statics, tstate};

use crate::eval;
use crate::frame::Frame;
use crate::traceback::Traceback;

object_layout! {
    /// A generator, or by its common fields a coroutine or async generator.
    Generator = PyGenObject, statics::PyGen_Type
}
object_layout! {
    /// A coroutine.
    Coroutine = PyCoroObject, statics::PyCoro_Type
}
object_layout! {
    /// An async generator.
    AsyncGenerator = PyAsyncGenObject, statics::PyAsyncGen_Type
}

/// Wraps up a fresh frame as the kind of generator that its code says.
pub fn from_frame(frame: Py<Frame>, name: &Str, qualname: &Str) -> PyResult {
    let flags = frame.code().flags();
    let ty = if flags & CO_COROUTINE != 0 {
        &statics::PyCoro_Type
    } else if flags & CO_ASYNC_GENERATOR != 0 {
        &statics::PyAsyncGen_Type
    } else {
        &statics::PyGen_Type
    };
    // SAFETY: all three layouts start with the fields set here; the rest is valid as zero.
    let generator: Py<Generator> = unsafe {
        let code = frame.code().new_ref();
        exception::set_field((&raw mut (*frame.raw()).f_back).cast(), None);
        if !gc::is_tracked(frame.as_ptr()) {
            gc::track(frame.as_ptr());
        }
        alloc::new_object(ty, |generator: &Generator| {
            let raw = &mut *generator.raw();
            (*frame.raw()).f_gen = generator.as_ptr();
            raw.gi_code = code.into_ptr();
            raw.gi_frame = frame.into_ptr().cast();
            raw.gi_name = name.new_ref().into_ptr();
            raw.gi_qualname = qualname.new_ref().into_ptr();
        })?
    };
    if flags & CO_COROUTINE != 0 {
        set_origin(&generator)?;
    }
    Ok(generator.into_object())
}

/// `cr_origin`: where the coroutine was created, if tracking is on.
fn set_origin(coroutine: &Generator) -> PyResult<()> {
    // SAFETY: the thread state is ours; the object is a coroutine.
    unsafe {
        let depth = (*tstate::current()).coroutine_origin_tracking_depth;
        if depth > 0 {
            let origin = origin(depth as usize)?;
            exception::set_field(
                &raw mut (*coroutine.raw().cast::<PyCoroObject>()).cr_origin,
                Some(origin.into_object()),
            );
        }
    }
    Ok(())
}

fn origin(depth: usize) -> PyResult<Py<Tuple>> {
    let frames = std::iter::successors(Frame::current(), |frame| frame.back()).take(depth);
    let entries: PyResult<Vec<Py>> = frames
        .map(|frame| (frame.code().filename().new_ref(), frame.line(), frame.code().name().new_ref()).into_py())
        .collect();
    Tuple::from_vec(entries?)
}

/// What resuming a generator gave.
pub enum Resumed {
    Yielded(Py),
    Returned(Py),
}

/// What kind of generator an object is, by its code.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Generator,
    Coroutine,
    AsyncGenerator,
}

impl Kind {
    pub fn noun(self) -> &'static str {
        match self {
            Kind::Generator => "generator",
            Kind::Coroutine => "coroutine",
            Kind::AsyncGenerator => "async generator",
        }
    }
}

/// The common part of a generator, coroutine or async generator.
pub fn as_generator(object: &Object) -> Option<&Generator> {
    let ty = object.ty();
    let known =
        [&statics::PyGen_Type, &statics::PyCoro_Type, &statics::PyAsyncGen_Type].into_iter().any(|known| ty == known);
    // SAFETY: the three layouts share their first fields.
    known.then(|| unsafe { object.cast_unchecked() })
}

/// A generator or coroutine that can be resumed, with its frame: it does not run and has not finished.
#[inline(always)]
pub fn resumable(object: &Object) -> Option<(&Generator, &Frame)> {
    let ty = object.ty();
    if !std::ptr::eq(ty, &statics::PyGen_Type) && !std::ptr::eq(ty, &statics::PyCoro_Type) {
        return None;
    }
    // SAFETY: the layouts share their first fields; the generator keeps its frame.
    unsafe {
        let generator: &Generator = object.cast_unchecked();
        if (*generator.raw()).gi_running != 0 {
            return None;
        }
        let frame = Object::from_nullable((*generator.raw()).gi_frame.cast())?.cast_unchecked::<Frame>();
        if (*frame.state()).finished { None } else { Some((generator, frame)) }
    }
}

impl Generator {
    pub fn kind(&self) -> Kind {
        if self.ty() == &statics::PyCoro_Type {
            Kind::Coroutine
        } else if self.ty() == &statics::PyAsyncGen_Type {
            Kind::AsyncGenerator
        } else {
            Kind::Generator
        }
    }

    /// The frame, until it has finished.
    pub fn frame(&self) -> Option<Py<Frame>> {
        // SAFETY: null or a frame kept by the generator.
        unsafe {
            Object::from_nullable((*self.raw()).gi_frame.cast())
                .map(|frame| frame.cast_unchecked::<Frame>())
                // The collector may have cleared the frame.
                .filter(|frame| !(*frame.state()).finished)
                .map(Layout::new_ref)
        }
    }

    pub fn name(&self) -> Py<Str> {
        // SAFETY: kept by the generator.
        unsafe { Object::from_ptr((*self.raw()).gi_name).cast_unchecked::<Str>().new_ref() }
    }
    pub fn set_name(&self, name: &Str) {
        // SAFETY: a field of this live object.
        unsafe { exception::set_field(&raw mut (*self.raw()).gi_name, Some(name.new_ref().into_object())) }
    }
    pub fn qualname(&self) -> Py<Str> {
        // SAFETY: kept by the generator.
        unsafe { Object::from_ptr((*self.raw()).gi_qualname).cast_unchecked::<Str>().new_ref() }
    }
    pub fn set_qualname(&self, name: &Str) {
        // SAFETY: a field of this live object.
        unsafe { exception::set_field(&raw mut (*self.raw()).gi_qualname, Some(name.new_ref().into_object())) }
    }

    /// The code object.
    pub fn code(&self) -> &Object {
        // SAFETY: kept by the generator.
        unsafe { Object::from_ptr((*self.raw()).gi_code) }
    }

    pub fn is_running(&self) -> bool {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).gi_running != 0 }
    }

    /// Has the code run at all?
    pub fn is_started(&self) -> bool {
        // SAFETY: inside a live frame.
        self.frame().is_none_or(|frame| unsafe { (*frame.state()).started })
    }

    /// What the generator delegates to.
    pub fn delegate(&self) -> Option<Py> {
        let frame = self.frame()?;
        // While it runs, its frame stands elsewhere than at the `yield from`.
        if !self.is_started() || self.is_running() {
            return None;
        }
        (eval::hooks().delegate)(&frame)
    }

    /// Resumes with a value or with the pending exception. The end and errors as CPython's
    /// `gen_send_ex`, but a return is told apart from an error.
    pub fn resume(&self, input: Result<Py, Raised>, closing: bool) -> PyResult<Resumed> {
        let kind = self.kind();
        if self.is_running() {
            return Err(self.already_running(input));
        }
        let Some(frame) = self.frame() else { return Err(self.exhausted(input, closing)) };
        if let Ok(value) = &input
            && !self.is_started()
            && !value.is_none()
        {
            let what = match kind {
                Kind::Generator => "generator",
                Kind::Coroutine => "coroutine",
                Kind::AsyncGenerator => "async generator",
            };
            return Err(raise!(TypeError, "can't send non-None value to a just-started {what}"));
        }
        let result = self.run(&frame, input);
        // SAFETY: inside a live frame.
        let finished = result.is_err() || unsafe { (*frame.state()).finished };
        if finished {
            self.finish(frame);
        }
        match result {
            Ok(value) if finished => Ok(Resumed::Returned(value)),
            Ok(value) => Ok(Resumed::Yielded(value)),
            Err(raised) => Err(convert_stop(kind, raised)),
        }
    }

    #[cold]
    fn already_running(&self, input: Result<Py, Raised>) -> Raised {
        if let Err(raised) = input {
            raised.clear();
        }
        raise!(ValueError, "{} already executing", self.kind().noun())
    }

    /// Resuming after the end.
    fn exhausted(&self, input: Result<Py, Raised>, closing: bool) -> Raised {
        match input {
            _ if self.kind() == Kind::Coroutine && !closing => {
                if input.is_err() {
                    errors::clear();
                }
                raise!(RuntimeError, "cannot reuse already awaited coroutine")
            }
            Err(raised) => raised,
            Ok(_) if self.kind() == Kind::AsyncGenerator => raise!(StopAsyncIteration),
            Ok(_) => raise!(StopIteration),
        }
    }

    fn run(&self, frame: &Frame, input: Result<Py, Raised>) -> PyResult {
        // SAFETY: the frame is this generator's and does not run; the link is taken out again before
        // returning.
        unsafe {
            self.link(frame);
            let level = tstate::enter_recursive("");
            let result = match level {
                Ok(_level) => (eval::hooks().resume)(frame, input),
                Err(raised) => Err(raised),
            };
            self.unlink(frame);
            result
        }
    }

    /// The generator's frame starts to run: it is called from the thread's running frame, and what it
    /// handles stands before what is handled there.
    ///
    /// # Safety
    /// `frame` is the frame of this generator, which does not run.
    #[inline(always)]
    pub unsafe fn link(&self, frame: &Frame) {
        // SAFETY: the fields of live objects and of the thread state, which is ours.
        unsafe {
            let (raw, state) = (self.raw(), tstate::current());
            let back: *mut PyObject = (*state).frame.cast();
            if !back.is_null() {
                pyston_object::ptr::incref(back);
            }
            (*frame.raw()).f_back = back.cast();
            (*raw).gi_running = 1;
            (*raw).gi_exc_state.previous_item = (*state).exc_info;
            (*state).exc_info = &raw mut (*raw).gi_exc_state;
        }
    }

    /// The frame stops running, for now or for ever.
    ///
    /// # Safety
    /// After [`Generator::link`], with the same frame.
    #[inline(always)]
    pub unsafe fn unlink(&self, frame: &Frame) {
        // SAFETY: as in `link`.
        unsafe {
            let (raw, state) = (self.raw(), tstate::current());
            (*state).exc_info = (*raw).gi_exc_state.previous_item;
            (*raw).gi_exc_state.previous_item = std::ptr::null_mut();
            (*raw).gi_running = 0;
            let back = std::ptr::replace(&raw mut (*frame.raw()).f_back, std::ptr::null_mut());
            if !back.is_null() {
                pyston_object::ptr::decref(back.cast());
            }
        }
    }

    /// The generator that a running frame is of.
    ///
    /// # Safety
    /// It is linked, and stays alive while the result is used.
    #[inline(always)]
    pub unsafe fn of_frame<'a>(frame: &Frame) -> &'a Generator {
        // SAFETY: the frame's back pointer is set until the generator has finished.
        unsafe { Object::from_ptr((*frame.raw()).f_gen).cast_unchecked() }
    }

    /// The frame of the generator ended by itself, and is unlinked: the generator has finished.
    pub fn ended(&self) {
        if let Some(frame) = self.any_frame() {
            self.finish(frame);
        }
    }

    /// As [`Generator::ended`] with the pending exception, which is converted if it is not one that may
    /// leave a generator.
    pub fn failed(&self, raised: Raised) -> Raised {
        let kind = self.kind();
        self.ended();
        convert_stop(kind, raised)
    }

    fn any_frame(&self) -> Option<Py<Frame>> {
        // SAFETY: null or a frame kept by the generator.
        unsafe {
            Object::from_nullable((*self.raw()).gi_frame.cast()).map(|frame| frame.cast_unchecked::<Frame>().new_ref())
        }
    }

    /// The frame is done: forget it and the exceptions it was handling.
    fn finish(&self, frame: Py<Frame>) {
        // SAFETY: fields of live objects.
        unsafe {
            let raw = self.raw();
            let state = &raw mut (*raw).gi_exc_state;
            exception::set_field(&raw mut (*state).exc_type, None);
            exception::set_field(&raw mut (*state).exc_value, None);
            exception::set_field(&raw mut (*state).exc_traceback, None);
            (*frame.raw()).f_gen = std::ptr::null_mut();
            (*frame.state()).finished = true;
            exception::set_field((&raw mut (*raw).gi_frame).cast(), None);
        }
    }

    /// `send(value)`: the end is a `StopIteration`.
    pub fn send(&self, value: Py) -> PyResult {
        match self.resume(Ok(value), false)? {
            Resumed::Yielded(value) => Ok(value),
            Resumed::Returned(value) => Err(self.stop(value)),
        }
    }

    /// `__next__` of a plain generator suspended in its code, which needs no further checks.
    fn next_suspended(&self) -> Option<PyResult<Option<Py>>> {
        // SAFETY: the fields of this live object; the frame is kept while it runs.
        unsafe {
            let raw = self.raw();
            if (*raw).gi_running != 0 || self.kind() != Kind::Generator {
                return None;
            }
            let frame = Object::from_nullable((*raw).gi_frame.cast())?.cast_unchecked::<Frame>();
            let state = frame.state();
            if (*state).finished || !(*state).started {
                return None;
            }
            let frame = frame.new_ref();
            let result = self.run(&frame, Ok(singletons::py_none()));
            if result.is_ok() && !(*frame.state()).finished {
                return Some(result.map(Some));
            }
            self.finish(frame);
            Some(match result {
                Ok(value) if value.is_none() => Ok(None),
                Ok(value) => Err(self.stop(value)),
                Err(raised) => Err(convert_stop(Kind::Generator, raised)),
            })
        }
    }

    /// `__next__`: the end with `None` is no exception.
    pub fn next(&self) -> PyResult<Option<Py>> {
        if let Some(result) = self.next_suspended() {
            return result;
        }
        if self.frame().is_none() && self.kind() != Kind::Coroutine {
            return Ok(None);
        }
        match self.resume(Ok(singletons::py_none()), false)? {
            Resumed::Yielded(value) => Ok(Some(value)),
            Resumed::Returned(value) if value.is_none() && self.kind() != Kind::AsyncGenerator => Ok(None),
            Resumed::Returned(value) => Err(self.stop(value)),
        }
    }

    fn stop(&self, value: Py) -> Raised {
        if self.kind() == Kind::AsyncGenerator { raise!(StopAsyncIteration) } else { stop_iteration(value) }
    }

    /// `throw(type, value, traceback)`.
    pub fn throw(&self, ty: &Object, value: Option<&Object>, traceback: Option<&Object>) -> PyResult {
        self.throw_inner(true, ty, value, traceback)
    }

    /// As [`Generator::throw`], but `GeneratorExit` goes to what the generator delegates to instead of
    /// closing it: for async generators.
    pub fn throw_keeping_delegate(&self, ty: &Object, value: Option<&Object>, traceback: Option<&Object>) -> PyResult {
        self.throw_inner(false, ty, value, traceback)
    }

    fn throw_inner(
        &self,
        close_on_exit: bool,
        ty: &Object,
        value: Option<&Object>,
        traceback: Option<&Object>,
    ) -> PyResult {
        let Some(delegate) = self.delegate() else { return self.throw_here(ty, value, traceback) };
        if self.is_running() {
            return Err(raise!(ValueError, "{} already executing", self.kind().noun()));
        }
        if close_on_exit && errors::given_matches(ty, &exc::GeneratorExit) {
            // Closing may itself raise; then that goes in instead.
            self.set_running(true);
            let closed = close_iterator(&delegate);
            self.set_running(false);
            return match closed {
                Err(raised) => {
                    self.pass_delegate();
                    self.continue_with(Err(raised))
                }
                Ok(()) => self.throw_here(ty, value, traceback),
            };
        }
        let result = if let Some(inner) = as_generator(&delegate).filter(|inner| inner.kind() != Kind::AsyncGenerator) {
            let inner = inner.new_ref();
            self.set_running(true);
            let result = inner.throw_inner(close_on_exit, ty, value, traceback);
            self.set_running(false);
            result
        } else {
            let Some(method) = attr::find_attr(&delegate, name!("throw"))? else {
                return self.throw_here(ty, value, traceback);
            };
            let mut args = vec![ty];
            args.extend(value);
            args.extend(traceback);
            self.set_running(true);
            let result = call::call(&method, &args);
            self.set_running(false);
            result
        };
        match result {
            Ok(value) => Ok(value),
            Err(raised) => match stop_value(raised) {
                Ok(value) => {
                    // The instruction that delegates runs once more, only to take the value.
                    if let Some(frame) = self.frame() {
                        (eval::hooks().end_delegation)(&frame);
                    }
                    self.continue_with(Ok(value))
                }
                Err(raised) => self.continue_with(Err(raised)),
            },
        }
    }

    /// Notes that an exception is thrown in without the delegate's having raised it: the frame then
    /// still stands before its delegation (see `lasti` of the interpreter).
    fn pass_delegate(&self) {
        if let Some(frame) = self.frame()
            && !frame.is_executing()
        {
            // SAFETY: the state is inside the live frame.
            unsafe { (*frame.state()).thrown_past_delegate = true }
        }
    }

    fn set_running(&self, running: bool) {
        // SAFETY: a field of this live object.
        unsafe { (*self.raw()).gi_running = running.into() }
    }

    fn continue_with(&self, input: Result<Py, Raised>) -> PyResult {
        match self.resume(input, false)? {
            Resumed::Yielded(value) => Ok(value),
            Resumed::Returned(value) => Err(self.stop(value)),
        }
    }

    fn throw_here(&self, ty: &Object, value: Option<&Object>, traceback: Option<&Object>) -> PyResult {
        let traceback = traceback.filter(|traceback| !traceback.is_none());
        if traceback.is_some_and(|traceback| !Traceback::check(traceback)) {
            return Err(raise!(TypeError, "throw() third argument must be a traceback object"));
        }
        let pending = if let Some(class) = ty.downcast::<Type>().filter(|class| errors::is_exception_class(class)) {
            let mut pending = errors::Pending {
                ty: class.new_ref(),
                value: value.map(|value| value.new_ref()),
                traceback: traceback.map(|traceback| traceback.new_ref()),
            };
            pending.normalize();
            pending
        } else if let Some(instance) = ty.downcast::<Exception>() {
            if value.is_some_and(|value| !value.is_none()) {
                return Err(raise!(TypeError, "instance exception may not have a separate value"));
            }
            errors::Pending {
                ty: instance.ty().new_ref(),
                value: Some(ty.new_ref()),
                traceback: traceback.map(|traceback| traceback.new_ref()).or_else(|| instance.traceback()),
            }
        } else {
            return Err(raise!(
                TypeError,
                "exceptions must be classes or instances deriving from BaseException, not {}",
                ty.type_name()
            ));
        };
        let raised = errors::restore(pending);
        self.pass_delegate();
        self.continue_with(Err(raised))
    }

    /// `close()`.
    pub fn close(&self) -> PyResult<()> {
        if let Some(delegate) = self.delegate() {
            self.set_running(true);
            let closed = close_iterator(&delegate);
            self.set_running(false);
            if let Err(raised) = closed {
                self.pass_delegate();
                return self.closed(self.resume(Err(raised), true));
            }
        }
        let raised = raise!(GeneratorExit);
        self.pass_delegate();
        self.closed(self.resume(Err(raised), true))
    }

    fn closed(&self, result: PyResult<Resumed>) -> PyResult<()> {
        match result {
            Ok(Resumed::Yielded(_)) => Err(raise!(RuntimeError, "{} ignored GeneratorExit", self.kind().noun())),
            Ok(Resumed::Returned(_)) => Ok(()),
            Err(raised) if raised.is(&exc::StopIteration) || raised.is(&exc::GeneratorExit) => {
                raised.clear();
                Ok(())
            }
            Err(raised) => Err(raised),
        }
    }
}

/// `iterator.close()` for generators, else its `close` method if there is one.
fn close_iterator(iterator: &Object) -> PyResult<()> {
    if let Some(generator) = as_generator(iterator).filter(|inner| inner.kind() != Kind::AsyncGenerator) {
        return generator.new_ref().close();
    }
    match attr::find_attr(iterator, name!("close")) {
        Ok(Some(method)) => call::call(&method, &[]).map(drop),
        Ok(None) => Ok(()),
        Err(raised) => {
            errors::write_unraisable(raised, Some(iterator));
            Ok(())
        }
    }
}

/// PEP 479: a `StopIteration` that leaves a generator's code is an error.
fn convert_stop(kind: Kind, raised: Raised) -> Raised {
    let stop = if raised.is(&exc::StopIteration) {
        "StopIteration"
    } else if kind == Kind::AsyncGenerator && raised.is(&exc::StopAsyncIteration) {
        "StopAsyncIteration"
    } else {
        return raised;
    };
    let cause = errors::take(raised);
    let raised = raise!(RuntimeError, "{} raised {stop}", kind.noun());
    call::chain(raised, cause)
}

/// Raises `StopIteration(value)`.
pub fn stop_iteration(value: Py) -> Raised {
    if value.is_none() {
        return raise!(StopIteration);
    }
    if Tuple::check(&value) || Exception::check(&value) {
        // As an argument of the constructor it would be unpacked or taken for the exception itself.
        return match call::call(&exc::StopIteration, &[&value]) {
            Ok(instance) => errors::raise_instance(instance),
            Err(raised) => raised,
        };
    }
    errors::raise_object(&exc::StopIteration, value)
}

/// The value of a pending `StopIteration`; other exceptions stay pending (`_PyGen_FetchStopIterationValue`).
pub fn stop_value(raised: Raised) -> Result<Py, Raised> {
    if !raised.is(&exc::StopIteration) {
        return Err(raised);
    }
    let pending = errors::take(raised);
    match &pending.value {
        Some(value) if Exception::check(value) || Tuple::check(value) => {
            let instance = pending.into_instance();
            attr::getattr_str(&instance, name!("value"))
        }
        Some(value) => Ok(value.clone()),
        None => Ok(singletons::py_none()),
    }
}

/// `tp_traverse` of generators, coroutines and async generators.
///
/// # Safety
/// A slot.
pub unsafe extern "C" fn traverse(this: *mut PyObject, visit: visitproc, arg: *mut c_void) -> c_int {
    // SAFETY: the slot's contract; all fields are references or null.
    unsafe {
        let mut visitor = pyston_object::Visitor::new(visit, arg);
        let raw = this.cast::<PyGenObject>();
        let state = &(*raw).gi_exc_state;
        let ty = Object::from_ptr(this).ty();
        if ty == &statics::PyAsyncGen_Type {
            visitor.pointer((*this.cast::<PyAsyncGenObject>()).ag_finalizer);
        }
        if ty == &statics::PyCoro_Type {
            visitor.pointer((*this.cast::<PyCoroObject>()).cr_origin);
        }
        for field in [(*raw).gi_frame.cast(), (*raw).gi_code, state.exc_type, state.exc_value, state.exc_traceback] {
            visitor.pointer(field);
        }
        visitor.finish()
    }
}

/// `tp_dealloc` of generators, coroutines and async generators.
///
/// # Safety
/// A slot: `this` is a dead generator.
pub unsafe extern "C" fn dealloc(this: *mut PyObject) {
    // SAFETY: the slot's contract; a resurrected object is left alone.
    unsafe {
        pyston_object::gc::untrack(this);
        let raw = this.cast::<PyGenObject>();
        if !(*raw).gi_weakreflist.is_null() {
            pyston_object::weakref::clear_all(this);
        }
        // One that has finished has nothing to finalise.
        if !(*raw).gi_frame.is_null() {
            pyston_object::gc::track(this);
            if pyston_object::instance::call_finalizer_from_dealloc(this) {
                return;
            }
            pyston_object::gc::untrack(this);
        }
        let ty = Object::from_ptr(this).ty();
        if ty == &statics::PyAsyncGen_Type {
            exception::set_field(&raw mut (*this.cast::<PyAsyncGenObject>()).ag_finalizer, None);
        }
        if ty == &statics::PyCoro_Type {
            exception::set_field(&raw mut (*this.cast::<PyCoroObject>()).cr_origin, None);
        }
        if !(*raw).gi_frame.is_null() {
            (*(*raw).gi_frame).f_gen = std::ptr::null_mut();
        }
        for field in [
            (*raw).gi_frame.cast(),
            (*raw).gi_code,
            (*raw).gi_name,
            (*raw).gi_qualname,
            (*raw).gi_exc_state.exc_type,
            (*raw).gi_exc_state.exc_value,
            (*raw).gi_exc_state.exc_traceback,
        ] {
            drop(Py::<Object>::from_nullable(field));
        }
        alloc::free_object(this);
    }
}
