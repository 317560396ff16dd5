//! `SRE_Scanner`: steps through a text match by match.
//!
//! **Invariant**: the state is borrowed during a step only; a signal handler that uses the scanner it
//! interrupts is refused.

use std::cell::RefCell;
use std::mem::offset_of;

use pyston_abi::PyMemberDef;
use pyston_abi::flags::{READONLY, T_OBJECT};
use pyston_object::glue::Table;
use pyston_object::impl_trace;
use pyston_object::members::{END, member};
use pyston_object::payload::field_offset;
use pyston_object::prelude::*;
use pyston_sre::{Check, Fault, Program, Scanner as Engine, State, Text};

use super::matched::Match;
use super::pattern::Pattern;
use super::subject::Subject;

/// One kind of step of the engine's scanner.
pub type Step = fn(&mut Engine, &Program, Text<'_>, Check<'_>) -> Result<bool, Fault>;

#[pyclass(Scanner_Type = "_sre.SRE_Scanner")]
pub struct Scanner {
    pattern: Py<Instance<Pattern>>,
    steps: Steps,
}
impl_trace!(Scanner { pattern });

/// A text and how far matching has come in it.
pub struct Steps {
    pub subject: Subject,
    engine: RefCell<Engine>,
    /// The part of the text to be matched.
    pub pos: usize,
    pub endpos: usize,
}

impl Steps {
    pub fn new(pattern: &Pattern, string: &Object, pos: isize, endpos: isize) -> PyResult<Steps> {
        let subject = pattern.subject(string)?;
        let (pos, endpos) = clamp(subject.len(), pos, endpos);
        let engine = Engine::new(pattern.program(), subject.len(), pos as isize, endpos as isize);
        Ok(Steps { subject, engine: RefCell::new(engine), pos, endpos })
    }

    /// The next match, looked at by `look`.
    pub fn next<T>(
        &self,
        pattern: &Pattern,
        step: Step,
        look: impl FnOnce(&State) -> PyResult<T>,
    ) -> PyResult<Option<T>> {
        let Ok(mut engine) = self.engine.try_borrow_mut() else {
            return Err(raise!(ValueError, "regular expression scanner already executing"));
        };
        let found = self.subject.run(&mut |text, check| step(&mut engine, pattern.program(), text, check))?;
        if found { look(engine.state()).map(Some) } else { Ok(None) }
    }

    /// The next match as an object.
    pub fn next_match(&self, pattern: &Instance<Pattern>, step: Step) -> PyResult<Option<Py<Instance<Match>>>> {
        self.next(pattern, step, |state| Match::of(pattern, self.subject.object(), state, self.pos, self.endpos))
    }
}

/// `pos` and `endpos` as `re` understands them: within the text, in this order.
pub fn clamp(len: usize, pos: isize, endpos: isize) -> (usize, usize) {
    let within = |place: isize| usize::try_from(place).unwrap_or(0).min(len);
    (within(pos), within(endpos))
}

static MEMBERS: Table<[PyMemberDef; 2]> =
    Table([member(c"pattern", T_OBJECT, field_offset::<Scanner>(offset_of!(Scanner, pattern)), READONLY), END]);

#[pytype(Scanner_Type, payload)]
impl Scanner {
    #[method("($self, /)")]
    fn match_(this: &Instance<Scanner>) -> PyResult<Option<Py<Instance<Match>>>> {
        this.steps.next_match(&this.pattern, Engine::match_)
    }

    #[method("($self, /)")]
    fn search(this: &Instance<Scanner>) -> PyResult<Option<Py<Instance<Match>>>> {
        this.steps.next_match(&this.pattern, Engine::search)
    }
}

impl Scanner {
    pub fn over(
        pattern: &Instance<Pattern>,
        string: &Object,
        pos: isize,
        endpos: isize,
    ) -> PyResult<Py<Instance<Scanner>>> {
        let steps = Steps::new(pattern, string, pos, endpos)?;
        Instance::new(Scanner { pattern: pattern.new_ref(), steps })
    }

    pub(super) fn install_type() {
        Scanner::install();
        Scanner_Type.fill(|raw| raw.tp_members = std::ptr::from_ref(&MEMBERS.0).cast_mut().cast());
    }
}
