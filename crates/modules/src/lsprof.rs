//! `_lsprof`: the deterministic profiler behind `cProfile`.
//!
//! **Invariant**: the state is never borrowed while a timer of the user's runs; times are nanoseconds,
//! or units of the user's timer.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ffi::c_int;
use std::time::Instant;

use pyston_object::attr;
use pyston_object::cfunction::CFunction;
use pyston_object::impl_trace;
use pyston_object::once::Once;
use pyston_object::prelude::*;
use pyston_object::structseq::{self, Field as Column};
use pyston_runtime::frame::Frame;
use pyston_runtime::trace::{self, Role, what};

use crate::arguments::install_once;

/// What was counted of a function, or of its calls by one other.
#[derive(Clone, Copy, Default)]
struct Counts {
    total: i64,
    inline: i64,
    calls: i64,
    recursive_calls: i64,
    /// How many calls are running.
    level: i64,
}

impl Counts {
    fn stop(&mut self, total: i64, inline: i64) {
        self.level -= 1;
        if self.level == 0 {
            self.total += total;
        } else {
            self.recursive_calls += 1;
        }
        self.inline += inline;
        self.calls += 1;
    }
}

/// A function: its code object, or a description of the native one.
struct Entry {
    subject: Py,
    counts: Counts,
    callees: BTreeMap<usize, Counts>,
}

/// A running call.
struct Call {
    function: usize,
    started: i64,
    /// Time spent in calls it made.
    in_callees: i64,
}

#[derive(Default)]
struct State {
    /// By the address of the code object or method definition.
    entries: BTreeMap<usize, Entry>,
    running: Vec<Call>,
}

#[pyclass(Profiler_Type = "_lsprof.Profiler", flags(BASETYPE))]
#[derive(Default)]
pub struct Profiler {
    state: RefCell<State>,
    /// The user's clock, if not the system's.
    timer: Field,
    unit: Cell<f64>,
    subcalls: Cell<bool>,
    builtins: Cell<bool>,
    enabled: Cell<bool>,
}
impl_trace!(Profiler { timer });

type This = Instance<Profiler>;

impl Profiler {
    fn now(&self) -> i64 {
        let Some(timer) = self.timer.get() else { return clock() };
        let read = || -> PyResult<i64> {
            let value = pyston_object::call::call(&timer, &[])?;
            if self.unit.get() > 0.0 {
                return protocol::as_c_long(&value);
            }
            let seconds = protocol::as_f64(&value)?;
            let nanoseconds = (seconds * 1e9).floor();
            if nanoseconds.abs() < 9.2e18 {
                Ok(nanoseconds as i64)
            } else {
                Err(raise!(OverflowError, "timestamp too large to convert to C _PyTime_t"))
            }
        };
        read().unwrap_or_else(|raised| {
            errors::write_unraisable(raised, Some(&timer));
            0
        })
    }

    fn enter(&self, function: usize, subject: impl FnOnce() -> PyResult) {
        let known = self.state.borrow().entries.contains_key(&function);
        if !known {
            match subject() {
                Ok(subject) => {
                    let entry = Entry { subject, counts: Counts::default(), callees: BTreeMap::new() };
                    self.state.borrow_mut().entries.insert(function, entry);
                }
                Err(raised) => return raised.clear(),
            }
        }
        {
            let state = &mut *self.state.borrow_mut();
            if let Some(entry) = state.entries.get_mut(&function) {
                entry.counts.level += 1;
            }
            if self.subcalls.get()
                && let Some(caller) = state.running.last()
                && let Some(caller) = state.entries.get_mut(&caller.function)
            {
                caller.callees.entry(function).or_default().level += 1;
            }
            state.running.push(Call { function, started: 0, in_callees: 0 });
        }
        let now = self.now();
        if let Some(call) = self.state.borrow_mut().running.last_mut() {
            call.started = now;
        }
    }

    /// The innermost call ends.
    fn leave(&self, function: Option<usize>) {
        if self.state.borrow().running.is_empty() {
            return;
        }
        let now = self.now();
        let state = &mut *self.state.borrow_mut();
        let Some(call) = state.running.pop() else { return };
        let function = function.unwrap_or(call.function);
        if !state.entries.contains_key(&function) {
            return;
        }
        let total = now - call.started;
        let inline = total - call.in_callees;
        let caller = state.running.last_mut().map(|caller| {
            caller.in_callees += total;
            caller.function
        });
        if let Some(entry) = state.entries.get_mut(&function) {
            entry.counts.stop(total, inline);
        }
        if self.subcalls.get()
            && let Some(caller) = caller.and_then(|caller| state.entries.get_mut(&caller))
            && let Some(counts) = caller.callees.get_mut(&function)
        {
            counts.stop(total, inline);
        }
    }

    fn stop(&self) -> PyResult<()> {
        self.enabled.set(false);
        trace::set(Role::Profile, None, None)?;
        while !self.state.borrow().running.is_empty() {
            self.leave(None);
        }
        Ok(())
    }
}

fn clock() -> i64 {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed().as_nanos() as i64
}

/// The profile function.
fn on_event(object: &Object, frame: &Frame, event: c_int, arg: Option<&Object>) {
    let Some(profiler) = object.downcast::<This>() else { return };
    let pending = errors::fetch();
    let code = frame.code();
    let native = arg.and_then(|arg| arg.downcast::<CFunction>()).filter(|_| profiler.builtins.get());
    match (event, native) {
        (what::CALL, _) => profiler.enter(code.as_ptr() as usize, || Ok(code.new_ref().into_object())),
        (what::RETURN, _) => profiler.leave(Some(code.as_ptr() as usize)),
        (what::C_CALL, Some(function)) => profiler.enter(definition(function), || describe(function)),
        (what::C_RETURN | what::C_EXCEPTION, Some(function)) => profiler.leave(Some(definition(function))),
        _ => (),
    }
    if let Some(pending) = pending {
        let Raised = errors::restore(pending);
    }
}

fn definition(function: &CFunction) -> usize {
    std::ptr::from_ref(function.def()) as usize
}

/// The text that stands for a native function.
fn describe(function: &CFunction) -> PyResult {
    let name = function.name();
    let module = match function.module() {
        Some(module) if Str::check(module) => Some(module.new_ref()),
        Some(module) => module.downcast::<Module>().and_then(|module| module.get("__name__").ok()),
        None => None,
    };
    if errors::occurred() {
        errors::clear();
    }
    let text = match function.this() {
        None => match module.filter(|module| !module.downcast::<Str>().is_some_and(|name| name.eq_str("builtins"))) {
            Some(module) => format!("<{}.{name}>", protocol::str(&module)?),
            None => format!("<{name}>"),
        },
        Some(this) => {
            if let Some(method) = attr::type_lookup(this.ty(), &*Str::new(name)?) {
                match protocol::repr(&method) {
                    Ok(text) => return Ok(text.into_object()),
                    Err(raised) => raised.clear(),
                }
            }
            match function.module().filter(|module| Str::check(module)) {
                Some(module) => format!("<built-in method {}.{name}>", protocol::str(module)?),
                None => format!("<built-in method {name}>"),
            }
        }
    };
    Ok(Str::new(&text)?.into_object())
}

const ENTRY: &[Column] = &[
    (Some("code"), "code object or built-in function name"),
    (Some("callcount"), "how many times this was called"),
    (Some("reccallcount"), "how many times called recursively"),
    (Some("totaltime"), "total time in this entry"),
    (Some("inlinetime"), "inline time in this entry (not in subcalls)"),
    (Some("calls"), "details of the calls"),
];
const SUBENTRY: &[Column] = &[
    (Some("code"), "called code object or built-in function name"),
    (Some("callcount"), "how many times this is called"),
    (Some("reccallcount"), "how many times this is called recursively"),
    (Some("totaltime"), "total time spent in this call"),
    (Some("inlinetime"), "inline time (not in further subcalls)"),
];

static ENTRY_TYPE: Once<Type> = Once::new();
static SUBENTRY_TYPE: Once<Type> = Once::new();

fn entry_type() -> PyResult<&'static Type> {
    ENTRY_TYPE.get_or_try_init(|| Ok(structseq::new_type("_lsprof.profiler_entry", "", ENTRY, ENTRY.len())?.new_ref()))
}

fn subentry_type() -> PyResult<&'static Type> {
    SUBENTRY_TYPE.get_or_try_init(|| {
        Ok(structseq::new_type("_lsprof.profiler_subentry", "", SUBENTRY, SUBENTRY.len())?.new_ref())
    })
}

fn columns(subject: &Object, counts: &Counts, factor: f64) -> PyResult<Vec<Py>> {
    Ok(vec![
        subject.new_ref(),
        counts.calls.into_py()?,
        counts.recursive_calls.into_py()?,
        (factor * counts.total as f64).into_py()?,
        (factor * counts.inline as f64).into_py()?,
    ])
}

/// What [`Profiler::getstats`] reads, taken out of the state.
type Snapshot = Vec<(Py, Counts, Vec<(Py, Counts)>)>;

fn snapshot(profiler: &Profiler) -> Snapshot {
    let state = profiler.state.borrow();
    let callee = |(function, counts): (&usize, &Counts)| {
        state.entries.get(function).map(|entry| (entry.subject.clone(), *counts))
    };
    let entries = state.entries.values().filter(|entry| entry.counts.calls > 0);
    entries
        .map(|entry| (entry.subject.clone(), entry.counts, entry.callees.iter().filter_map(callee).collect()))
        .collect()
}

/// Measures how often functions are called and how long they take.
#[pytype(Profiler_Type, payload)]
impl Profiler {
    #[slot]
    fn tp_new(class: &Type, _args: &Tuple, _kwargs: Option<&Dict>) -> PyResult<Py<This>> {
        Instance::new_as(class, Profiler::default())
    }

    #[init(args = "(timer=None, timeunit=0.0, subcalls=1, builtins=1)", parsed)]
    fn init(this: &This, timer: Option<&Object>, timeunit: f64, subcalls: i32, builtins: i32) -> PyResult<()> {
        drop(this.timer.replace(timer.map(Layout::new_ref)));
        this.unit.set(timeunit);
        this.subcalls.set(subcalls != 0);
        this.builtins.set(builtins != 0);
        Ok(())
    }

    /// enable(subcalls=True, builtins=True)
    ///
    /// Starts to collect. subcalls: also per caller; builtins: also native functions.
    #[method(args = "($self, /, subcalls=-1, builtins=-1)", parsed)]
    fn enable(this: &This, subcalls: i32, builtins: i32) -> PyResult<()> {
        for (wanted, flag) in [(subcalls, &this.subcalls), (builtins, &this.builtins)] {
            if wanted >= 0 {
                flag.set(wanted != 0);
            }
        }
        trace::set_native_profile(on_event, this.object())?;
        this.enabled.set(true);
        Ok(())
    }

    /// disable()
    ///
    /// Stops to collect.
    #[method(args = "()")]
    fn disable(this: &This) -> PyResult<()> {
        this.stop()
    }

    /// clear()
    ///
    /// Forgets what was collected.
    #[method(args = "()")]
    fn clear(this: &This) {
        let old = this.state.take();
        drop(old);
    }

    /// getstats() -> list of profiler_entry objects
    ///
    /// What was collected: for each function its code object or, if native, a description; how often it
    /// was called, and how often of that recursively; the time with and without what it called; and the
    /// same for each function it called.
    #[method(args = "()")]
    fn getstats(this: &This) -> PyResult<Py<List>> {
        let is_scaled = !this.timer.is_empty() && this.unit.get() != 0.0;
        let factor = if is_scaled { this.unit.get() } else { 1e-9 };
        let mut rows = Vec::new();
        for (subject, counts, callees) in snapshot(this) {
            let mut row = columns(&subject, &counts, factor)?;
            let calls: PyResult<Vec<Py>> = callees
                .iter()
                .map(|(subject, counts)| structseq::make(subentry_type()?, columns(subject, counts, factor)?))
                .collect();
            let calls = calls?;
            row.push(if calls.is_empty() { singletons::py_none() } else { List::from_vec(calls)?.into_object() });
            rows.push(structseq::make(entry_type()?, row)?);
        }
        List::from_vec(rows)
    }
}

pub struct LsprofModule;

/// Fast profiler
#[pymodule("_lsprof")]
impl LsprofModule {
    #[exec]
    fn exec(module: &Module) -> PyResult<()> {
        install_once(&Profiler_Type, || {
            Profiler::install();
            Ok(())
        })?;
        module.add_type(&Profiler_Type)?;
        module.add("profiler_entry", entry_type()?.new_ref())?;
        module.add("profiler_subentry", subentry_type()?.new_ref())
    }
}
